/* Tab: what rwf offers for a word, and that bash, zsh and fish, the real ones, put it in. */
#include "tests/support/desk.h"

#include <string.h>

static struct desk *given_archive(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "--quiet", "a.jpg", "--title", "A kitchen",
                "--field", "identifier=kitchen-1", "--person", "Sample narrator=narrator",
                "--person", "Sample narrator, cook=cook", "--theme", "Kitchens", NULL);
    return desk;
}

static void test_what_a_word_could_be_is_offered(void)
{
    static const struct {
        const char *words[5];
        const char *offers;
    } cases[] = {
        {{"fac"},
         "facets\thow many items of each kind, form, era, decade, theme, person, place, "
         "language …\n"},
        {{"-C", ""}, ":folders\n"},
        {{"show", "kit"}, "kitchen-1\tA kitchen\n"},
        {{"show", "rwf-"}, "CODE1\tA kitchen\n"},
        {{"show", "kitchen-1", ""}, ""},
        {{"set", "kitchen-1", "er"}, "era=\tits part of the exhibition: past, present or future\n"},
        {{"set", "kitchen-1", "era=p"}, "era=past\nera=present\n"},
        {{"set", "kitchen-1", "+theme=k"}, "+theme=Kitchens\n"},
        {{"tag", "kitchen-1", "-K"}, "-Kitchens\n"},
        {{"theme", "m"}, "merge\n"},
        {{"theme", "merge", "K"}, "Kitchens\n"},
        {{"theme", "add", "K"}, ""},
        {{"theme", "set", "Kitchens", "pos"}, "position=\n"},
        {{"note", "kitchen-1", "l"}, "list\n"},
        {{"consent", "kitchen-1", "su"}, "suspend\n"},
        {{"consent", "kitchen-1", "grant", "--scope", "kiosk,we"}, "kiosk,web\n"},
        {{"list", "--person", "Sample narrator,"}, "Sample narrator, cook\n"},
        {{"list", "--kind=fi"}, "--kind=film\n"},
        {{"list", "--lang", "pa-"}, "pa-Arab\tPunjabi (Shahmukhi)\n"},
        {{"attach", "kitchen-1", "x.vtt", "--role", "des"}, "description\n"},
        {{"backup", ""}, ":files\n"},
        {{"restore", "a.tar", ""}, ":folders\n"},
        {{"publish", "--on"},
         "--only\tof what may be shown, only these: kind=film, theme=Care …\n"},
        {{"help", "pub"}, "publish\twhat may be shown, as a pack for kiosks\n"},
        {{"nonsense", ""}, ""},
    };
    struct desk *desk = given_archive();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        desk_expect(desk, 0, cases[i].offers, "", "complete", cases[i].words[0], cases[i].words[1],
                    cases[i].words[2], cases[i].words[3], cases[i].words[4], NULL);
    desk_destroy(desk);
}

static void test_without_an_archive_commands_are_offered_all_the_same(void)
{
    struct desk *desk = desk_create();
    desk_expect(desk, 0, "show\tone item whole: fields, people, files, consent, notes\n", "",
                "complete", "sho", NULL);
    desk_expect(desk, 0, "", "", "complete", "show", "", NULL);
    desk_destroy(desk);
}

static void expect_about(struct desk *desk, const char *theme, const char *about)
{
    g_autofree char *line = g_strdup_printf("theme,about\r\n%s,%s\r\n", theme, about);
    desk_expect(desk, 0, line, "", "theme", "list", "--csv", "--columns", "theme,about", NULL);
}

/* A person presses Tab and goes on; what the command then did tells what the word became. */
static void test_a_shell_puts_the_word_in(const void *shell)
{
    static const struct {
        const char *name;
        const char *starts;
        const char *loads;
    } shells[] = {
        {"bash", "bash --norc -i", "source %s/rwf.bash\n"},
        {"zsh", "zsh -f -i", "fpath=(%s $fpath); autoload -U compinit; compinit -u -D\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(shells); i++) {
        if (strcmp(shells[i].name, shell) != 0)
            continue;
        struct desk *desk = given_archive();
        g_autofree char *folder =
            g_build_filename(g_getenv("RWF_SOURCE"), "tools", "completions", NULL);
        g_auto(GStrv) halves = g_strsplit(shells[i].loads, "%s", 2);
        g_autofree char *load = g_strdup_printf("%s%s%s", halves[0], folder, halves[1]);
        const char *const typed[] = {load,
                                     "rwf theme set Ki\tabout=tabbed\n",
                                     "rwf set kit\ter\tfut\t\n",
                                     "rwf set kitchen-1 -person=\"Sample narrator, \t\n",
                                     "exit\n",
                                     NULL};
        g_autofree char *shown = desk_type(desk, shells[i].starts, typed);
        g_test_message("%s", shown);
        expect_about(desk, "Kitchens", "tabbed");
        desk_expect(desk, 0, "era,people\r\nfuture,Sample narrator\r\n", "", "list", "--csv",
                    "--columns", "era,people", NULL);
        desk_destroy(desk);
    }
}

static void test_fish_is_told_with_descriptions(void)
{
    struct desk *desk = given_archive();
    g_autofree char *line =
        g_strdup_printf("fish --no-config -c 'source %s/tools/completions/rwf.fish; "
                        "complete -C \"rwf show ki\"; complete -C \"rwf set kitchen-1 era=f\"; "
                        "complete -C \"rwf list --person \\\"Sample narrator,\"'",
                        g_getenv("RWF_SOURCE"));
    g_autofree char *shown = desk_type(desk, line, (const char *const[]){NULL});
    g_assert_cmpstr(shown, ==, "kitchen-1\tA kitchen\r\nera=future\r\nSample narrator, cook\r\n");
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/complete/what a word could be is offered",
                    test_what_a_word_could_be_is_offered);
    g_test_add_func("/cli/complete/without an archive commands are offered all the same",
                    test_without_an_archive_commands_are_offered_all_the_same);
    g_test_add_data_func("/cli/complete/bash puts the word in", "bash",
                         test_a_shell_puts_the_word_in);
    g_test_add_data_func("/cli/complete/zsh puts the word in", "zsh",
                         test_a_shell_puts_the_word_in);
    g_test_add_func("/cli/complete/fish is told with descriptions",
                    test_fish_is_told_with_descriptions);
    return g_test_run();
}
