/* A film as a visitor meets it: captions in a language of their own and at their time, a signer in
 * the place of the words, and files that are not what was published. */
#include "catalogue/cue.h"
#include "kiosk/caption.h"
#include "kiosk/exhibition.h"
#include "kiosk/fixity.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"

#include <string.h>

static struct showroom *the_showroom;

static struct showroom *visited(void)
{
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    session_reset(the_showroom->session);
    showroom_hang(the_showroom, 1920, 1080);
    return the_showroom;
}

static struct exhibit enter(struct showroom *showroom)
{
    const struct showing showing = {"", intent_open("film", showroom->film, 0, NULL).route, NULL};
    return showroom_enter(showroom, &showing);
}

static bool says(const struct exhibit *exhibit, const char *part)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    bool is_there = false;
    for (size_t i = 0; i < access_tree_count(tree) && !is_there; i++) {
        const char *name = access_tree_node(tree, i)->name;
        is_there = name != NULL && strstr(name, part) != NULL;
    }
    access_tree_destroy(tree);
    return is_there;
}

static bool has(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    bool is_there = access_tree_find(tree, id) != NULL;
    access_tree_destroy(tree);
    return is_there;
}

static void assert_captions(const struct exhibit *exhibit, const char *value)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    g_assert_cmpstr(access_tree_find(tree, "subtitles")->value, ==, value);
    access_tree_destroy(tree);
}

static void captions_have_their_own_language(void)
{
    struct exhibit exhibit = enter(visited());
    static const char *const round[] = {"English", "اردو", "Captions off", "English"};
    for (size_t i = 0; i < G_N_ELEMENTS(round); i++) {
        assert_captions(&exhibit, round[i]);
        g_assert_true(says(&exhibit, "that first meeting"));
        exhibit_touch(&exhibit, "subtitles");
    }
    assert_captions(&exhibit, "اردو");
    exhibit_touch(&exhibit, "language");
    g_assert_true(says(&exhibit, "ملاقات کے بارے"));
    assert_captions(&exhibit, "اردو");
    exhibit_touch(&exhibit, "language"); /* both */
    g_assert_true(says(&exhibit, "ملاقات کے بارے"));
    g_assert_true(says(&exhibit, "that first meeting"));
    exhibit_leave(&exhibit);
}

static void a_visitor_has_captions_in_her_language(void)
{
    struct showroom *showroom = visited();
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "ur");
    struct exhibit exhibit = enter(showroom);
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "ur", NULL);
    g_assert_cmpstr(view->captions_language, ==, "ur");
    g_assert_cmpuint(view->caption_language_count, ==, 2);
    view_item_free(view);
    exhibit_leave(&exhibit);
}

/* The showroom's captions begin every four seconds and last 3.8. */
static void captions_are_waited_for(void)
{
    struct showroom *showroom = visited();
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "play");
    int64_t closest_ms = G_MAXINT64;
    for (int i = 0; i < 1200; i++) {
        struct intent intent = intent_none();
        struct player_status status;
        showroom->now_ms += 10;
        engine_fake_advance(showroom->engine, 10);
        struct tick tick = exhibit.class->tick(exhibit.self, showroom->now_ms, &intent);
        player_poll(showroom->player, &status);
        if (status.state != PLAYER_PLAYING)
            continue;
        int64_t in_ms = (status.time_ms + CAPTION_AHEAD_MS) % 4000;
        int64_t left_ms = in_ms < 3800 ? 3800 - in_ms : 4000 - in_ms;
        g_assert_cmpint(tick.again_in_ms, >=, 0);
        g_assert_cmpint(tick.again_in_ms, <=, left_ms + 1);
        closest_ms = MIN(closest_ms, left_ms);
    }
    g_assert_cmpint(closest_ms, <=, 20);
    exhibit_leave(&exhibit);
}

static void turns_of_lines(void)
{
    struct shown_cue cues[] = {{1000, 2000, "", "one"},
                               {1500, 1800, "", "two"},
                               {4000, 3000, "", "ends before it begins"},
                               {5000, 5000, "", "no time"}};
    const struct shown_cues lines = {.count = G_N_ELEMENTS(cues), .cues = cues};
    static const struct {
        int64_t at_ms, turn_ms;
    } cases[] = {{0, 1000},    {999, 1000},  {1000, 1500}, {1500, 1800}, {1800, 4000},
                 {3999, 4000}, {4000, 5000}, {5000, -1},   {9000, -1}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(view_cue_turn(&lines, cases[i].at_ms), ==, cases[i].turn_ms);
    g_assert_cmpint(view_cue_turn(NULL, 0), ==, -1);
}

static void a_signer_stands_in_the_place_of_the_words(void)
{
    struct exhibit exhibit = enter(visited());
    exhibit_touch(&exhibit, "about.person");
    g_assert_false(has(&exhibit, "cue0"));
    exhibit_touch(&exhibit, "bsl");
    g_assert_true(has(&exhibit, "signer"));
    g_assert_false(has(&exhibit, "cue0"));
    exhibit_touch(&exhibit, "tab.transcript");
    g_assert_false(has(&exhibit, "signer"));
    g_assert_true(has(&exhibit, "cue0"));
    exhibit_leave(&exhibit);
}

static void alter(const char *path, char from, char to)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    g_assert_cmpint(bytes[0], ==, from);
    bytes[0] = to;
    g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0444, &error);
    g_assert_no_error(error);
}

static int told; /* lines in the log about a file that has changed */

static GLogWriterOutput count_lines(GLogLevelFlags level, const GLogField *fields, gsize count,
                                    gpointer data)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 &&
            strstr(fields[i].value, "has changed since") != NULL)
            told++;
    return g_log_writer_default(level, fields, count, data);
}

static void note_wake(void *data)
{
    g_atomic_int_inc((int *)data);
}

static void wait_for_verdict(struct fixity *fixity, const char *path)
{
    for (int i = 0; i < 2000 && !fixity_is_changed(fixity, path); i++)
        g_usleep(5000);
    g_assert_true(fixity_is_changed(fixity, path));
}

static void a_changed_file_is_not_played(void)
{
    struct showroom *showroom = visited();
    int wakes = 0;
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct fixity *fixity = fixity_create(note_wake, &wakes);
    showroom->env.fixity = fixity;
    alter(view->playable, 'p', 'P');
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "play");
    wait_for_verdict(fixity, view->playable);
    exhibit_wait(&exhibit, 20);
    g_assert_cmpint(g_atomic_int_get(&wakes), ==, 1);
    g_assert_true(says(&exhibit, "so we do not play it"));
    struct player_status status;
    player_poll(showroom->player, &status);
    g_assert_cmpint(status.state, ==, PLAYER_IDLE);
    exhibit_wait(&exhibit, 20);
    exhibit_touch(&exhibit, "play");
    player_poll(showroom->player, &status);
    g_assert_cmpint(status.state, ==, PLAYER_IDLE);
    g_assert_cmpint(told, ==, 1);
    g_assert_true(has(&exhibit, "cue0"));
    g_assert_true(has(&exhibit, "nav.back"));
    exhibit_leave(&exhibit);
    alter(view->playable, 'P', 'p');
    view_item_free(view);
    showroom->env.fixity = NULL;
    fixity_destroy(fixity);
}

static void a_changed_picture_is_not_shown(void)
{
    struct showroom *showroom = visited();
    int wakes = 0;
    struct view_item *view =
        view_item_read(showroom->env.exhibition, showroom->picture, "en", NULL);
    struct fixity *fixity = fixity_create(note_wake, &wakes);
    showroom->env.fixity = fixity;
    alter(view->pages[1].picture, '\x89', '\x88');
    const struct showing showing = {"", intent_open("picture", showroom->picture, 0, NULL).route,
                                    NULL};
    struct exhibit exhibit = showroom_enter(showroom, &showing);
    g_assert_false(has(&exhibit, "broken"));
    exhibit_touch(&exhibit, "next");
    wait_for_verdict(fixity, view->pages[1].picture);
    told = 0;
    exhibit_wait(&exhibit, 20);
    g_assert_true(says(&exhibit, "This picture cannot be shown"));
    g_assert_cmpint(told, >=, 1);
    exhibit_draw(&exhibit, NULL, NULL);
    exhibit_touch(&exhibit, "prev");
    exhibit_wait(&exhibit, 20);
    g_assert_false(has(&exhibit, "broken"));
    exhibit_leave(&exhibit);
    alter(view->pages[1].picture, '\x88', '\x89');
    view_item_free(view);
    showroom->env.fixity = NULL;
    fixity_destroy(fixity);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_log_set_writer_func(count_lines, NULL, NULL);
    g_test_add_func("/film/captions have a language of their own",
                    captions_have_their_own_language);
    g_test_add_func("/film/a visitor has captions in her language",
                    a_visitor_has_captions_in_her_language);
    g_test_add_func("/film/the next frame comes with the next caption", captions_are_waited_for);
    g_test_add_func("/film/lines turn where they begin and end", turns_of_lines);
    g_test_add_func("/film/a signer stands in the place of the words",
                    a_signer_stands_in_the_place_of_the_words);
    g_test_add_func("/film/a file that has changed is not played", a_changed_file_is_not_played);
    g_test_add_func("/film/a picture that has changed is not shown",
                    a_changed_picture_is_not_shown);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
