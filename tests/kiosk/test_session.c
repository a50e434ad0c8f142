/* A visitor's choices, and that nothing of them is left for the next one. */
#include "kiosk/session.h"

#include <glib.h>
#include <string.h>

static struct session *given_session(void)
{
    struct session_choices defaults = {.language = "en", .volume = 5, .has_captions = true};
    return session_create(&defaults);
}

static void a_reset_leaves_nothing_of_the_visit(void)
{
    struct session *session = given_session();
    struct session_choices before = session->now;
    for (int setting = SETTING_TEXT_SIZE; setting <= SETTING_ALWAYS_NOTES; setting++)
        session_set(session, setting, setting == SETTING_CAPTIONS ? 0 : 1, NULL);
    session_set(session, SETTING_LANGUAGE, 0, "ur");
    session_answer_note(session, 77, true);
    session->has_used_keys = true;
    unsigned visit = session->visit;

    session_reset(session);

    g_assert_cmpmem(&before, sizeof before, &session->now, sizeof session->now);
    g_assert_false(session_note_is_answered(session, 77));
    g_assert_false(session->has_used_keys);
    g_assert_cmpuint(session->visit, !=, visit);
    session_destroy(session);
}

static void put_back_keeps_what_was_answered(void)
{
    struct session *session = given_session();
    session_set(session, SETTING_THEME, THEME_CREAM, NULL);
    session_answer_note(session, 77, true);
    session_restore(session);
    g_assert_cmpint(session->now.theme, ==, THEME_EVENING);
    g_assert_true(session_note_is_answered(session, 77));
    session_destroy(session);
}

static void a_note_is_answered_once_in_a_visit(void)
{
    struct session *session = given_session();
    g_assert_false(session_note_is_answered(session, INT64_MAX));
    session_answer_note(session, INT64_MAX, false);
    session_answer_note(session, INT64_MAX, false);
    g_assert_true(session_note_is_answered(session, INT64_MAX));
    g_assert_false(session_note_is_answered(session, 1));
    session_destroy(session);
}

static void only_a_change_is_a_change(void)
{
    struct session *session = given_session();
    unsigned revision = session->revision;
    g_assert_false(session_set(session, SETTING_VOLUME, 5, NULL));
    g_assert_false(session_set(session, SETTING_LANGUAGE, 0, "en"));
    g_assert_false(session_set(session, SETTING_LANGUAGE, 0, NULL));
    g_assert_cmpuint(session->revision, ==, revision);
    g_assert_true(session_set(session, SETTING_VOLUME, 6, NULL));
    g_assert_cmpuint(session->revision, !=, revision);
    session_destroy(session);
}

static void values_stay_within_what_there_is(void)
{
    struct session *session = given_session();
    session_set(session, SETTING_VOLUME, 99, NULL);
    g_assert_cmpint(session->now.volume, ==, SESSION_VOLUME_MAX);
    session_set(session, SETTING_VOLUME, -3, NULL);
    g_assert_cmpint(session->now.volume, ==, 0);
    session_set(session, SETTING_TEXT_SIZE, 99, NULL);
    g_assert_cmpint(session->now.text_size, ==, TEXT_LARGEST);
    session_set(session, SETTING_LANGUAGE, 0, "a-tag-that-is-far-too-long");
    g_assert_cmpuint(strlen(session->now.language), <, SESSION_LANGUAGE_SIZE);
    session_destroy(session);
}

static void the_keys_go_round_sizes_and_colours(void)
{
    struct session *session = given_session();
    for (int i = 0; i < TEXT_SIZE_COUNT; i++)
        session_next(session, SETTING_TEXT_SIZE);
    g_assert_cmpint(session->now.text_size, ==, TEXT_STANDARD);
    session_next(session, SETTING_THEME);
    g_assert_cmpint(session->now.theme, ==, THEME_CREAM);
    session_destroy(session);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/session/" #name, name)
    TEST(a_reset_leaves_nothing_of_the_visit);
    TEST(put_back_keeps_what_was_answered);
    TEST(a_note_is_answered_once_in_a_visit);
    TEST(only_a_change_is_a_change);
    TEST(values_stay_within_what_there_is);
    TEST(the_keys_go_round_sizes_and_colours);
    return g_test_run();
}
