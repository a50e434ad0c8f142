/* A film as a visitor meets it: its poster, captions in a language of their own and at their time,
 * chapters, a signer in the place of the words, a description, and all of them at once. */
#include "kiosk/canvas.h"
#include "kiosk/caption.h"
#include "kiosk/exhibition.h"
#include "kiosk/picture.h"
#include "kiosk/screens.h"
#include "kiosk/texture.h"
#include "kiosk/view_item.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

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
        g_assert_true(exhibit_says(&exhibit, "that first meeting"));
        exhibit_touch(&exhibit, "subtitles");
    }
    assert_captions(&exhibit, "اردو");
    exhibit_touch(&exhibit, "language");
    g_assert_true(exhibit_says(&exhibit, "ملاقات کے بارے"));
    assert_captions(&exhibit, "اردو");
    exhibit_touch(&exhibit, "language"); /* both */
    g_assert_true(exhibit_says(&exhibit, "ملاقات کے بارے"));
    g_assert_true(exhibit_says(&exhibit, "that first meeting"));
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
    g_assert_false(exhibit_has(&exhibit, "cue0", 0));
    exhibit_touch(&exhibit, "bsl");
    g_assert_true(exhibit_has(&exhibit, "signer", 0));
    g_assert_false(exhibit_has(&exhibit, "cue0", 0));
    exhibit_touch(&exhibit, "tab.transcript");
    g_assert_false(exhibit_has(&exhibit, "signer", 0));
    g_assert_true(exhibit_has(&exhibit, "cue0", 0));
    exhibit_leave(&exhibit);
}

static struct player_status status_of(struct showroom *showroom)
{
    struct player_status status;
    player_poll(showroom->player, &status);
    return status;
}

static void a_chapter_of_a_film_is_gone_to(void)
{
    struct showroom *showroom = visited();
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "tab.chapters");
    g_assert_true(exhibit_says(&exhibit, "In the kitchen"));
    exhibit_touch(&exhibit, "chapter2");
    exhibit_wait(&exhibit, 100);
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_PLAYING);
    g_assert_cmpint(ABS(status_of(showroom).time_ms - 30000), <=, 200);
    exhibit_leave(&exhibit);
}

/* The fake's pictures are grey, the showroom's posters are not. */
static bool shows_poster(struct exhibit *exhibit)
{
    struct color color = {0};
    for (int i = 0; i < 6; i++) {
        exhibit_draw(exhibit, NULL, NULL);
        pictures_drain(exhibit->showroom->env.pictures);
        exhibit->showroom->now_ms += 400;
    }
    exhibit_draw(exhibit, NULL, NULL);
    g_assert_true(canvas_pixel(exhibit->showroom->canvas, 300, 300, &color));
    return ABS(color.r - color.b) > 8 || ABS(color.r - color.g) > 8;
}

static void the_poster_stands_before_and_after(void)
{
    static const char *const ways[] = {NULL, "fullscreen"};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        struct exhibit exhibit = enter(visited());
        if (ways[i] != NULL)
            exhibit_touch(&exhibit, ways[i]);
        g_assert_true(shows_poster(&exhibit));
        exhibit_touch(&exhibit, "play");
        exhibit_wait(&exhibit, 2000);
        g_assert_false(shows_poster(&exhibit));
        exhibit_touch(&exhibit, "play");
        exhibit_wait(&exhibit, 100);
        g_assert_false(shows_poster(&exhibit)); /* paused: the picture of that place */
        exhibit_touch(&exhibit, "play");
        exhibit_wait(&exhibit, SHOWROOM_FILM_MS);
        exhibit_wait(&exhibit, 100);
        g_assert_cmpint(status_of(exhibit.showroom).state, ==, PLAYER_ENDED);
        g_assert_true(shows_poster(&exhibit));
        exhibit_touch(&exhibit, "play");
        exhibit_wait(&exhibit, 2000);
        g_assert_false(shows_poster(&exhibit));
        exhibit_leave(&exhibit);
    }
}

static const char *opened(struct engine *engine)
{
    static struct engine_wish wish;
    engine_fake_wish(engine, &wish);
    return wish.ticket != 0 ? wish.path : NULL;
}

/* The description is sound alone: the film's picture comes from a player of its own, silently. */
static void a_description_is_heard_with_the_film_s_picture(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "play");
    exhibit_wait(&exhibit, 3000);
    exhibit_touch(&exhibit, "audio.desc");
    exhibit_wait(&exhibit, 300);
    g_assert_true(exhibit_has(&exhibit, "audio.desc", ACCESS_SELECTED));
    g_assert_cmpstr(opened(showroom->engine), ==, view->described);
    g_assert_cmpstr(opened(showroom->beside[BESIDE_FILM]), ==, view->playable);
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_PLAYING);
    g_assert_cmpint(status_of(showroom).time_ms, >=, 2900);
    g_assert_false(shows_poster(&exhibit));
    struct engine_wish wish;
    engine_fake_wish(showroom->engine, &wish);
    g_assert_cmpfloat_with_epsilon(wish.gain_db, -18 - SHOWROOM_DESCRIPTION_LUFS, 0.01);
    for (int i = 0; i < 150; i++) {
        struct player_status film;
        exhibit_wait(&exhibit, 40);
        player_poll(showroom->quiet[BESIDE_FILM], &film);
        if (i >= 100) /* time to catch up, then for good */
            g_assert_cmpint(ABS(film.time_ms - status_of(showroom).time_ms), <=,
                            COMPANION_APART_MS);
    }
    engine_fake_wish(showroom->beside[BESIDE_FILM], &wish);
    g_assert_true(wish.is_silent);
    exhibit_touch(&exhibit, "audio.desc");
    exhibit_wait(&exhibit, 300);
    g_assert_false(exhibit_has(&exhibit, "audio.desc", ACCESS_SELECTED));
    g_assert_cmpstr(opened(showroom->engine), ==, view->playable);
    g_assert_null(opened(showroom->beside[BESIDE_FILM]));
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_PLAYING);
    exhibit_leave(&exhibit);
    view_item_free(view);
}

static void signer_and_description_go_together(void)
{
    static const char *const orders[][2] = {{"bsl", "audio.desc"}, {"audio.desc", "bsl"}};
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
        struct exhibit exhibit = enter(showroom);
        exhibit_touch(&exhibit, orders[i][0]);
        exhibit_touch(&exhibit, orders[i][1]);
        exhibit_touch(&exhibit, "play");
        exhibit_wait(&exhibit, 1000);
        g_assert_true(exhibit_has(&exhibit, "bsl", ACCESS_SELECTED));
        g_assert_true(exhibit_has(&exhibit, "audio.desc", ACCESS_SELECTED));
        g_assert_true(exhibit_has(&exhibit, "signer", 0));
        g_assert_cmpstr(opened(showroom->engine), ==, view->described);
        g_assert_cmpstr(opened(showroom->beside[BESIDE_FILM]), ==, view->playable);
        g_assert_cmpstr(opened(showroom->beside[BESIDE_SIGNER]), ==, view->signing);
        exhibit_draw(&exhibit, NULL, NULL);
        exhibit_leave(&exhibit);
        for (int k = 0; k < BESIDE_COUNT; k++)
            g_assert_null(opened(showroom->beside[k]));
    }
    view_item_free(view);
}

/* Everything a visit may turn on, again and again: no texture and no file stays behind. */
static void nothing_stays_of_a_hundred_openings(void)
{
    struct showroom *showroom = visited();
    size_t textures = 0, pictures = 0;
    for (int i = 0; i < 100; i++) {
        const struct showing showing = {"", intent_open("film", showroom->film, 0, NULL).route,
                                        "audio.desc bsl play fullscreen bsl.place"};
        struct exhibit exhibit = showroom_enter(showroom, &showing);
        exhibit_wait(&exhibit, 900);
        exhibit_draw(&exhibit, NULL, NULL);
        pictures_drain(showroom->env.pictures);
        exhibit_draw(&exhibit, NULL, NULL);
        exhibit_leave(&exhibit);
        g_assert_null(opened(showroom->engine));
        for (int k = 0; k < BESIDE_COUNT; k++)
            g_assert_null(opened(showroom->beside[k]));
        if (i == 4) {
            textures = texture_count();
            pictures = canvas_texture_bytes(showroom->canvas);
        }
    }
    g_assert_cmpuint(textures, >, 0);
    g_assert_cmpuint(texture_count(), <=, textures);
    g_assert_cmpuint(canvas_texture_bytes(showroom->canvas), <=, pictures);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/film/captions have a language of their own",
                    captions_have_their_own_language);
    g_test_add_func("/film/a visitor has captions in her language",
                    a_visitor_has_captions_in_her_language);
    g_test_add_func("/film/the next frame comes with the next caption", captions_are_waited_for);
    g_test_add_func("/film/lines turn where they begin and end", turns_of_lines);
    g_test_add_func("/film/a signer stands in the place of the words",
                    a_signer_stands_in_the_place_of_the_words);
    g_test_add_func("/film/a chapter is gone to", a_chapter_of_a_film_is_gone_to);
    g_test_add_func("/film/the poster stands there before and after the film",
                    the_poster_stands_before_and_after);
    g_test_add_func("/film/a description is heard with the film's own picture",
                    a_description_is_heard_with_the_film_s_picture);
    g_test_add_func("/film/a signer and a description go together",
                    signer_and_description_go_together);
    g_test_add_func("/film/nothing stays behind of a hundred openings",
                    nothing_stays_of_a_hundred_openings);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
