/* An item as text: what an editor is shown, what is taken over, and that nothing typed is lost. The
 * editors here are small programs that change the file as a person would. */
#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>

static struct desk *given_item(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "--quiet", "talk.mp3", "--title", "A talk",
                "--person", "Sample narrator=narrator: Carer, Harehills", "--theme", "Care", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title@ur=ایک بات",
                "+quotation=[0:01] We asked.", NULL);
    return desk;
}

/* Has the text changed by sed as a person would change it. */
static void edit_with(struct desk *desk, const char *sed)
{
    g_autofree char *editor = g_strdup_printf("sed -i -e '%s'", sed);
    desk_setenv(desk, "VISUAL", editor);
}

static char *kept_file(const struct desk *desk)
{
    g_autofree char *folder = desk_path(desk, "state/rwf");
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(name, ".txt"))
            return g_build_filename(folder, name, NULL);
    return NULL;
}

static void expect_field(struct desk *desk, const char *line)
{
    struct answer *answer = desk_run(desk, "show", "CODE1", NULL);
    if (strstr(answer->out, line) == NULL)
        g_error("“%s” is not in:\n%s", line, answer->out);
    answer_free(answer);
}

static void test_what_is_typed_is_taken_over(void)
{
    struct desk *desk = given_item();
    edit_with(desk,
              "s/^title: .*/title: Two cups of milk/; s/^date:.*/date: early 1980s/; "
              "s/^description:/description:\\n  One line.\\n\\n  # Another: after an empty one./; "
              "/^title@ur/d; s/^theme: .*/theme: Kitchens/; "
              "s/^person: .*/person: Another=interviewer\\n&/");
    desk_expect(desk, 0,
                "CODE1  title changed\n"
                "CODE1  description changed\n"
                "CODE1  date changed\n"
                "CODE1  title@ur cleared\n"
                "CODE1  -person: Sample narrator=narrator: Carer, Harehills\n"
                "CODE1  +person: Another=interviewer\n"
                "CODE1  +person: Sample narrator=narrator: Carer, Harehills\n"
                "CODE1  -theme: Care\n"
                "CODE1  +theme: Kitchens\n",
                "new person: Another\nnew theme: Kitchens\n", "edit", "CODE1", NULL);
    struct answer *answer = desk_run(desk, "--json", "show", "CODE1", NULL);
    g_assert_nonnull(strstr(answer->out, "\"title\" : \"Two cups of milk\""));
    g_assert_nonnull(
        strstr(answer->out, "\"description\" : \"One line.\\n\\n# Another: after an empty one.\""));
    g_assert_nonnull(strstr(answer->out, "\"date_edtf\" : \"1980~/1983~\""));
    g_assert_null(strstr(answer->out, "ایک بات"));
    answer_free(answer);
    g_autofree char *kept = kept_file(desk);
    g_assert_null(kept);
    desk_expect(desk, 0, NULL, "", "undo", NULL);
    expect_field(desk, "CODE1  A talk");
    desk_destroy(desk);
}

static void test_text_left_as_it_is_changes_nothing(void)
{
    struct desk *desk = given_item();
    struct answer *before = desk_run(desk, "log", NULL);
    desk_setenv(desk, "VISUAL", "true");
    desk_expect(desk, 0, "", "CODE1  nothing was changed\n", "edit", "CODE1", NULL);
    desk_setenv(desk, "VISUAL", "truncate -s 0");
    desk_expect(desk, 0, "", "CODE1  nothing was changed\n", "edit", "CODE1", NULL);
    struct answer *after = desk_run(desk, "log", NULL);
    g_assert_cmpstr(before->out, ==, after->out);
    answer_free(before);
    answer_free(after);
    desk_destroy(desk);
}

static void test_a_line_that_will_not_do_is_named_and_the_text_is_kept(void)
{
    static const struct {
        const char *sed;
        const char *says;
    } cases[] = {
        {"s/^era:.*/era: pst/",
         "line 25: era: \"pst\" will not do; it is one of past, present, future"},
        {"s/^era:/aera:/", "line 25: “aera” is no field; did you mean “era”? there are: "},
        {"s/^form:.*/form: talk\\nno name before it/",
         "line 17: “no name before it” has no name before it; write FIELD: VALUE, and put the "
         "further "
         "lines of a text below it after two blanks"},
        {"s/^title@ur/title@klingonish-of-some-kind/", "is no language; write ur, pa, pa-Arab …"},
        {"s/^kind: .*/&\\nkind: film/", "line 14: kind stands at line 13 already; leave one"},
        {"s/^quotation: .*/quotation: [9x] We asked./", "“[9x]” is no time in the recording"},
        {"s/^title: .*/title:/", "title: \"\" will not do; an item needs a title"},
    };
    struct desk *desk = given_item();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        edit_with(desk, cases[i].sed);
        struct answer *answer = desk_run(desk, "edit", "CODE1", NULL);
        g_assert_cmpint(answer->status, ==, 1);
        if (strstr(answer->err, cases[i].says) == NULL)
            g_error("“%s” is not in: %s", cases[i].says, answer->err);
        g_assert_nonnull(strstr(
            answer->err, "; nothing was changed. Your text is kept: go on with it by `rwf edit "
                         "CODE1 --reopen DESK/state/rwf/CODE1-KEPT.txt`\n"));
        answer_free(answer);
        g_autofree char *kept = kept_file(desk);
        g_autofree char *beside = g_strconcat(kept, ".before", NULL);
        g_assert_cmpint(g_unlink(kept) + g_unlink(beside), ==, 0);
    }
    expect_field(desk, "CODE1  A talk");
    desk_destroy(desk);
}

static void test_a_kept_text_is_gone_on_with(void)
{
    struct desk *desk = given_item();
    edit_with(desk, "s/^era:.*/era: pst/; s/^title: .*/title: Typed once/");
    answer_free(desk_run(desk, "edit", "CODE1", NULL));
    g_autofree char *kept = kept_file(desk);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "credit=Somebody", NULL);
    edit_with(desk, "s/^era:.*/era: past/");
    desk_expect(desk, 0, "CODE1  title changed\nCODE1  era changed\n", "", "edit", "CODE1",
                "--reopen", kept, NULL);
    g_assert_false(g_file_test(kept, G_FILE_TEST_EXISTS));
    expect_field(desk, "CODE1  Typed once");
    expect_field(desk, "credit          Somebody");
    desk_destroy(desk);
}

static void test_what_somebody_else_changed_meanwhile_stays(void)
{
    struct desk *desk = given_item();
    desk_write(
        desk, "both.sh",
        "\"$RWF_BIN/rwf\" set \"$ITEM\" \"description=Theirs\" credit=Theirs >/dev/null\n"
        "sed -i 's/^description:.*/description: Mine/; s/^title: .*/title: Mine too/' \"$1\"\n");
    desk_setenv(desk, "ITEM", desk_code(desk, "CODE1"));
    desk_setenv(desk, "VISUAL", "sh DESK/both.sh");
    desk_expect(
        desk, 1, "",
        "rwf: somebody else changed its description while you were writing; look at `rwf show "
        "CODE1` and `rwf log CODE1`: what you write next takes its place; nothing was changed. "
        "Your text is kept: go on with it by `rwf edit CODE1 --reopen "
        "DESK/state/rwf/CODE1-KEPT.txt`\n",
        "edit", "CODE1", NULL);
    expect_field(desk, "description     Theirs");
    expect_field(desk, "CODE1  A talk");
    g_autofree char *kept = kept_file(desk);
    desk_setenv(desk, "VISUAL", "true");
    desk_expect(desk, 0, "CODE1  title changed\nCODE1  description changed\n", "", "edit", "CODE1",
                "--reopen", kept, NULL);
    expect_field(desk, "description     Mine");
    expect_field(desk, "credit          Theirs");
    desk_destroy(desk);
}

static void test_an_editor_that_fails_changes_nothing(void)
{
    struct desk *desk = given_item();
    desk_setenv(desk, "VISUAL", "false");
    desk_expect(desk, 1, "",
                "rwf: the editor “false” ended badly; nothing was changed. Your "
                "text is kept: go on with it by `rwf edit CODE1 --reopen "
                "DESK/state/rwf/CODE1-KEPT.txt`\n",
                "edit", "CODE1", NULL);
    desk_expect(desk, 1, "", "rwf: --reopen nowhere.txt: there is no such file\n", "edit", "CODE1",
                "--reopen", "nowhere.txt", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/edit/what is typed is taken over", test_what_is_typed_is_taken_over);
    g_test_add_func("/cli/edit/text left as it is changes nothing",
                    test_text_left_as_it_is_changes_nothing);
    g_test_add_func("/cli/edit/a line that will not do is named, and the text is kept",
                    test_a_line_that_will_not_do_is_named_and_the_text_is_kept);
    g_test_add_func("/cli/edit/a kept text is gone on with", test_a_kept_text_is_gone_on_with);
    g_test_add_func("/cli/edit/what somebody else changed meanwhile stays",
                    test_what_somebody_else_changed_meanwhile_stays);
    g_test_add_func("/cli/edit/an editor that fails changes nothing",
                    test_an_editor_that_fails_changes_nothing);
    return g_test_run();
}
