#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>

static void assert_shown(struct desk *desk, const char *code, bool is_shown)
{
    struct answer *show = desk_run(desk, "--json", "show", code, NULL);
    g_assert_cmpint(show->status, ==, 0);
    g_assert_nonnull(strstr(show->out, is_shown ? "\"shown\" : true" : "\"shown\" : false"));
    answer_free(show);
}

static char *given_picture(struct desk *desk)
{
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    return desk_add(desk, "a.jpg");
}

static void test_nothing_is_shown_until_somebody_agreed(void)
{
    struct desk *desk = desk_create();
    g_autofree char *code = given_picture(desk);
    assert_shown(desk, code, false);
    desk_expect(desk, 2, "", "rwf: who agreed? add --by \"NAME\"; the name stays in the archive\n",
                "consent", code, "grant", NULL);
    desk_expect(desk, 0, "CODE1  consent granted for kiosk no-zoom until 2999-12-31\n", "",
                "consent", code, "grant", "--by", "A Person", "--scope", "kiosk,no-zoom", "--until",
                "2999-12-31", NULL);
    assert_shown(desk, code, true);
    desk_destroy(desk);
}

static void test_every_step_back_takes_it_from_visitors(void)
{
    static const struct {
        const char *verb;
        const char *out;
    } steps[] = {
        {"review", "CODE1  is being asked again; nobody sees it until it is granted\n"},
        {"suspend", "CODE1  is suspended; visitors do not see it\n"},
        {"withdraw", "CODE1  is withdrawn; visitors do not see it\n"},
    };
    struct desk *desk = desk_create();
    g_autofree char *code = given_picture(desk);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
        assert_shown(desk, code, true);
        desk_expect(desk, 0, steps[i].out, NULL, "consent", code, steps[i].verb, "--why", "asked",
                    NULL);
        assert_shown(desk, code, false);
    }
    struct answer *show = desk_run(desk, "show", code, NULL);
    g_assert_nonnull(strstr(show->out, "WHO: withdrawn, asked"));
    answer_free(show);
    desk_destroy(desk);
}

static void test_a_lapsed_consent_an_embargo_and_closed_access_withhold(void)
{
    struct desk *desk = desk_create();
    g_autofree char *code = given_picture(desk);
    desk_expect(desk, 0, "CODE1  consent granted for kiosk until 2020-01-01\n",
                "visitors do not see it yet: `rwf check CODE1` says why\n", "consent", code,
                "grant", "--by", "A Person", "--until", "2020-01-01", NULL);
    assert_shown(desk, code, false);
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    assert_shown(desk, code, true);
    desk_expect(desk, 0, "CODE1  is shown from 2999-01-01 on\n", "", "embargo", code, "2999-01-01",
                NULL);
    assert_shown(desk, code, false);
    desk_expect(desk, 0, "CODE1  has no embargo\n", "", "embargo", code, "none", NULL);
    desk_expect(desk, 0, NULL, "", "set", code, "access=on_request", NULL);
    assert_shown(desk, code, false);
    desk_destroy(desk);
}

static void test_check_says_what_keeps_an_item_from_being_shown(void)
{
    struct desk *desk = desk_create();
    g_autofree char *code = given_picture(desk);
    struct answer *answer = desk_run(desk, "check", code, NULL);
    g_assert_cmpint(answer->status, ==, 0);
    g_assert_true(g_str_has_prefix(answer->out, "CODE1  a  (not shown)\n    ✗ nobody's consent"));
    g_assert_nonnull(strstr(answer->out, "alt_short"));
    answer_free(answer);
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    answer = desk_run(desk, "check", NULL);
    g_assert_null(strstr(answer->out, "✗"));
    g_assert_nonnull(
        strstr(answer->out, "1 item: 0 ready, 1 shown with something left to do, 0 not shown\n"));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_erasure_leaves_no_word_and_no_byte(void)
{
    static const char *const secrets[] = {"Unrepeatable Person", "unmistakable title",
                                          "unheard-of words", "unusual-file-name"};
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "unusual-file-name.mp3", 1);
    desk_write(desk, "t.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nunheard-of words\n");
    desk_write(desk, "form.txt", "signed by Unrepeatable Person");
    g_autofree char *code = desk_add(desk, "unusual-file-name.mp3");
    desk_expect(desk, 0, NULL, NULL, "set", code, "title=unmistakable title",
                "+person=Unrepeatable Person=narrator", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", code, "t.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "grant", "--by", "Unrepeatable Person",
                "--document", "form.txt", "--says", "unheard-of words", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++)
        g_assert_cmpint(desk_count_holding(desk, "archive", secrets[i]), >, 0);
    desk_expect(desk, 0, NULL, "copies that were made without rwf are not known to the archive\n",
                "consent", code, "erase", "--why", "asked", NULL);
    desk_expect(desk, 0, NULL, NULL, "person", "remove", "Unrepeatable Person", NULL);
    desk_expect(desk, 0, "0 intact, 0 changed, 0 missing, 0 untracked\n", "", "verify", NULL);
    for (size_t i = 1; i < G_N_ELEMENTS(secrets); i++)
        if (desk_count_holding(desk, "archive", secrets[i]) != 0)
            g_error("“%s” is still in the archive", secrets[i]);
    desk_expect(desk, 1, "", NULL, "show", code, NULL);
    desk_destroy(desk);
}

/* The index holds words in lower case and may leave out how one begins. */
static void test_erasure_leaves_nothing_in_the_search_index(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "a.txt", "words that stay");
    desk_write(desk, "b.txt", "other words");
    g_free(desk_add(desk, "a.txt"));
    g_autofree char *code = desk_add(desk, "b.txt");
    desk_expect(desk, 0, NULL, NULL, "set", code, "summary=Quizzaciously", NULL);
    g_assert_cmpint(desk_count_holding(desk, "archive", "izzaciously"), >, 0);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "erase", "--why", "asked", NULL);
    g_assert_cmpint(desk_count_holding(desk, "archive", "izzaciously"), ==, 0);
    struct answer *found = desk_run(desk, "search", "stay", NULL);
    g_assert_nonnull(strstr(found->out, "CODE1"));
    answer_free(found);
    desk_destroy(desk);
}

static void test_erasure_keeps_a_file_another_item_has(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "a.mp3", 1);
    desk_sound(desk, "b.mp3", 2);
    desk_write(desk, "t.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nshared words\n");
    g_autofree char *one = desk_add(desk, "a.mp3");
    g_autofree char *two = desk_add(desk, "b.mp3");
    desk_expect(desk, 0, NULL, NULL, "attach", one, "t.vtt", "--role", "transcript", "--lang", "en",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", two, "t.vtt", "--role", "transcript", "--lang", "en",
                NULL);
    desk_says(desk, 3, "stays in the store: another item has the same file", "consent", one,
              "erase", NULL);
    struct answer *verify = desk_run(desk, "verify", NULL);
    g_assert_cmpint(verify->status, ==, 0);
    answer_free(verify);
    desk_destroy(desk);
}

static void test_a_suspended_consent_resumes(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(desk, 1, "", "rwf: nobody has consented to this item; there is nothing to change\n",
                "consent", code, "resume", NULL);
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    desk_expect(desk, 1, "", "rwf: no consent of this item is suspended\n", "consent", code,
                "resume", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "suspend", "--why", "The family asked", NULL);
    desk_expect(desk, 0, "", "no items\n", "list", "shown", NULL);
    desk_expect(desk, 0, "CODE1  is no longer suspended\n", "", "consent", code, "resume", "--why",
                "They agree", NULL);
    desk_expect(desk, 0, "code\nCODE1\n", "", "list", "shown", "--columns", "code", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "withdraw", NULL);
    desk_expect(desk, 1, "", "rwf: no consent of this item is suspended\n", "consent", code,
                "resume", NULL);
    desk_destroy(desk);
}

/* The lines of `check --problem WORD --csv`, of all items. */
static void expect_problem(struct desk *desk, const char *word, const char *rows)
{
    g_autofree char *whole = g_strconcat("code,says\r\n", rows, NULL);
    desk_expect(desk, 0, whole, NULL, "check", "--problem", word, "--csv", "--columns", "code,says",
                NULL);
}

static void test_check_is_a_list_of_things_to_do(void)
{
    struct desk *desk = desk_create();
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autoptr(GDateTime) soon = g_date_time_add_days(now, 20);
    g_autofree char *day = g_date_time_format(soon, "%Y-%m-%d");
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_film(desk, "b.mp4", 2);
    desk_write(desk, "b.en.vtt",
               "WEBVTT\n\n00:00.000 --> 00:01.000\nFar too many words to be read in one second\n");
    desk_expect(desk, 0, "CODE1\nCODE2\n", NULL, "add", "--quiet", "a.jpg", "b.mp4", "b.en.vtt",
                NULL);
    desk_expect(desk, 0, NULL, "", "consent", "CODE1", "grant", "--by", "A Person", "--on",
                "2020-01-01", "--review", "2024-01-01", "--until", day, NULL);
    g_autofree char *ends =
        g_strdup_printf("CODE1,a consent ends on %s; ask again before that day\r\n", day);
    expect_problem(desk, "consent_ends", ends);
    expect_problem(
        desk, "review_due",
        "CODE1,\"a consent is due to be reviewed with the contributor; ask, then record it "
        "with consent ITEM reviewed\"\r\n");
    expect_problem(desk, "captions_fast",
                   "CODE2,some of its captions are too fast to read; transcript ITEM check names "
                   "them\r\n");
    desk_expect(desk, 0, NULL, "", "consent", "CODE1", "reviewed", NULL);
    expect_problem(desk, "review_due", "");

    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Two cups", "title@ur=دو کپ", NULL);
    expect_problem(desk, "translation_stale", "");
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Three cups", NULL);
    expect_problem(
        desk, "translation_stale",
        "CODE1,title@ur: the words it was made from have changed since; set it again when it "
        "fits\r\n");
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title@ur=تین کپ", NULL);
    expect_problem(desk, "translation_stale", "");

    desk_expect(desk, 0, NULL, "", "attach", "CODE2", "a.jpg", "--role", "poster", NULL);
    desk_expect(
        desk, 0,
        "code,says\r\nCODE1,\"the same file stands on CODE2, and visitors may see only one of "
        "the two; is that meant?\"\r\n",
        "", "check", "CODE1", "--problem", "same_file", "--csv", "--columns", "code,says", NULL);
    desk_expect(
        desk, 0,
        "✗ consent_missing (1 item): nobody's consent is recorded; ask, then record it with "
        "consent ITEM grant\n    CODE2  b\n2 items: 1 ready, 0 shown with something left to do, "
        "1 not shown\n",
        "", "check", "--by", "problem", "--problem", "consent_missing", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/consent/nothing is shown until somebody agreed",
                    test_nothing_is_shown_until_somebody_agreed);
    g_test_add_func("/cli/consent/every step back takes it from visitors",
                    test_every_step_back_takes_it_from_visitors);
    g_test_add_func("/cli/consent/a lapsed consent, an embargo and closed access withhold",
                    test_a_lapsed_consent_an_embargo_and_closed_access_withhold);
    g_test_add_func("/cli/consent/check says what keeps an item from being shown",
                    test_check_says_what_keeps_an_item_from_being_shown);
    g_test_add_func("/cli/consent/erasure leaves no word and no byte",
                    test_erasure_leaves_no_word_and_no_byte);
    g_test_add_func("/cli/consent/erasure leaves nothing in the search index",
                    test_erasure_leaves_nothing_in_the_search_index);
    g_test_add_func("/cli/consent/erasure keeps a file another item has",
                    test_erasure_keeps_a_file_another_item_has);
    g_test_add_func("/cli/consent/a suspended consent resumes", test_a_suspended_consent_resumes);
    g_test_add_func("/cli/consent/check is a list of things to do",
                    test_check_is_a_list_of_things_to_do);
    return g_test_run();
}
