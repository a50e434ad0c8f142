/* The manual and the tables of the commands say the same: no command, no option without its words,
 * and every page is sound mdoc. */
#include "tools/command.h"

#include <glib.h>
#include <string.h>

static char *read_page(const char *name)
{
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    g_autofree char *path = g_build_filename(g_getenv("RWF_SOURCE"), "tools", "man", name, NULL);
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    return text;
}

/* Whether a heading ".Ss theme, person, place" names it. */
static bool heads(const char *line, const char *name)
{
    g_auto(GStrv) names = g_strsplit(line + strlen(".Ss "), ", ", -1);
    return g_strv_contains((const char *const *)names, name);
}

/* The part of the page below the heading that names the command; NULL when there is none. */
static char *part_of(const char *page, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
    GString *part = NULL;
    for (size_t i = 0; lines[i] != NULL; i++) {
        bool is_heading = g_str_has_prefix(lines[i], ".S");
        if (part != NULL && is_heading)
            break;
        if (part != NULL)
            g_string_append_printf(part, "%s\n", lines[i]);
        else if (g_str_has_prefix(lines[i], ".Ss ") && heads(lines[i], name))
            part = g_string_new(NULL);
    }
    return part != NULL ? g_string_free(part, FALSE) : NULL;
}

/* Whether the part has "Fl -NAME" as a word of its own. */
static bool tells_option(const char *part, const char *name)
{
    g_autofree char *pattern =
        g_strdup_printf("(?m)^\\.(It|Op|D1) .*\\bFl -%s( |$)|^\\.Fl (.* )?-%s( |$)", name, name);
    return g_regex_match_simple(pattern, part, 0, 0);
}

static void test_every_command_and_option_is_in_its_page(void)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        const struct command *command = commands[i];
        if (command->page == NULL)
            g_error("%s names no page of the manual", command->name);
        g_autofree char *file = g_strconcat(command->page, ".1", NULL);
        g_autofree char *page = read_page(file);
        g_autofree char *part = part_of(page, command->name);
        if (part == NULL)
            g_error("%s has no heading “.Ss %s”", file, command->name);
        for (const struct option *o = command->options; o != NULL && o->name != NULL; o++)
            if (!tells_option(part, o->name))
                g_error("%s: .Ss %s does not tell of --%s", file, command->name, o->name);
    }
}

/* Whether a command of that page takes the option. */
static bool is_known(const char *page, const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++)
        for (const struct option *o = commands[i]->options; o != NULL && o->name != NULL; o++)
            if (strcmp(commands[i]->page, page) == 0 && strcmp(o->name, name) == 0)
                return true;
    return false;
}

/* The other way: what a page lists is there. */
static void test_no_page_tells_of_an_option_that_is_not_there(void)
{
    g_autoptr(GRegex) regex = g_regex_new("(?m)^\\.It Fl -([a-z-]+)", 0, 0, NULL);
    for (size_t i = 0; commands[i] != NULL; i++) {
        g_autofree char *file = g_strconcat(commands[i]->page, ".1", NULL);
        g_autofree char *page = read_page(file);
        g_autoptr(GMatchInfo) match = NULL;
        g_regex_match(regex, page, 0, &match);
        for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
            g_autofree char *name = g_match_info_fetch(match, 1);
            if (!is_known(commands[i]->page, name))
                g_error("%s tells of --%s, which none of its commands takes", file, name);
        }
    }
}

/* rwf(1) is where a reader begins: each command is named there. */
static void test_the_first_page_names_every_command(void)
{
    g_autofree char *page = read_page("rwf.1");
    g_autofree char *flat = g_strdelimit(g_strdup(page), "\n", ' ');
    for (size_t i = 0; commands[i] != NULL; i++) {
        g_autofree char *pattern = g_strdup_printf(" %s( |$)", commands[i]->name);
        g_autofree char *reference = g_strdup_printf(".It Xr %s 1", commands[i]->page);
        if (!g_regex_match_simple(pattern, flat, 0, 0))
            g_error("rwf.1 does not name %s", commands[i]->name);
        if (strstr(page, reference) == NULL)
            g_error("rwf.1 does not name %s(1)", commands[i]->page);
    }
}

static void test_every_page_is_sound(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "tools", "man", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    g_assert_no_error(error);
    int count = 0;
    for (const char *name; (name = g_dir_read_name(dir)) != NULL; count++) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        const char *const argv[] = {"mandoc", "-Tlint", "-W", "warning", path, NULL};
        g_autofree char *said = NULL;
        int status = -1;
        g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL,
                     &status, &error);
        g_assert_no_error(error);
        if (status != 0 || said[0] != '\0')
            g_error("%s", said);
    }
    g_assert_cmpint(count, >=, 12);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/manual/every command and option is in its page",
                    test_every_command_and_option_is_in_its_page);
    g_test_add_func("/cli/manual/no page tells of an option that is not there",
                    test_no_page_tells_of_an_option_that_is_not_there);
    g_test_add_func("/cli/manual/the first page names every command",
                    test_the_first_page_names_every_command);
    g_test_add_func("/cli/manual/every page is sound", test_every_page_is_sound);
    return g_test_run();
}
