/* What goes wrong with the files of a film: each has its sentence on the screen, a way on, and one
 * line in the log. */
#include "kiosk/exhibition.h"
#include "kiosk/fixity.h"
#include "kiosk/playback.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static struct showroom *the_showroom;
static int told;  /* atomic: lines in the log */
static int wakes; /* atomic */

static struct showroom *visited(void)
{
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    session_reset(the_showroom->session);
    showroom_hang(the_showroom, 1920, 1080);
    g_atomic_int_set(&told, 0);
    g_atomic_int_set(&wakes, 0);
    return the_showroom;
}

static struct exhibit enter(struct showroom *showroom)
{
    const struct showing showing = {"", intent_open("film", showroom->film, 0, NULL).route, NULL};
    return showroom_enter(showroom, &showing);
}

static GLogWriterOutput count_lines(GLogLevelFlags level, const GLogField *fields, gsize count,
                                    gpointer data)
{
    if (level == G_LOG_LEVEL_MESSAGE)
        g_atomic_int_inc(&told);
    return g_log_writer_default(level, fields, count, data);
}

static void note_wake(void *data)
{
    g_atomic_int_inc(&wakes);
}

static struct player_status status_of(struct showroom *showroom)
{
    struct player_status status;
    player_poll(showroom->player, &status);
    return status;
}

/* In steps, as a screen lives. */
static void live(struct exhibit *exhibit, int64_t ms)
{
    for (int64_t passed_ms = 0; passed_ms < ms; passed_ms += 100)
        exhibit_wait(exhibit, 100);
}

static void wait_for_verdict(struct fixity *fixity, const char *path)
{
    for (int i = 0; i < 2000 && !fixity_is_changed(fixity, path); i++)
        g_usleep(5000);
    g_assert_true(fixity_is_changed(fixity, path));
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

static void a_changed_film_is_not_played(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct fixity *fixity = fixity_create(note_wake, NULL);
    showroom->env.fixity = fixity;
    alter(view->playable, 'a', 'A');
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "play");
    wait_for_verdict(fixity, view->playable);
    live(&exhibit, 200);
    g_assert_cmpint(g_atomic_int_get(&wakes), >=, 1);
    g_assert_true(exhibit_says(&exhibit, "so we do not play it"));
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_IDLE);
    exhibit_touch(&exhibit, "play");
    live(&exhibit, 200);
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_IDLE);
    g_assert_cmpint(g_atomic_int_get(&told), ==, 1);
    g_assert_true(exhibit_has(&exhibit, "cue0", 0));
    g_assert_true(exhibit_has(&exhibit, "nav.back", 0));
    exhibit_leave(&exhibit);
    alter(view->playable, 'A', 'a');
    view_item_free(view);
    showroom->env.fixity = NULL;
    fixity_destroy(fixity);
}

/* Sparse: long to read, quick to make. The answer about the film waits behind it. */
static void keep_busy(struct fixity *fixity, const struct showroom *showroom)
{
    g_autofree char *name = g_strnfill(64, 'b');
    g_autofree char *path = g_build_filename(showroom->given->folder, name, NULL);
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    g_assert_cmpint(ftruncate(file, (off_t)64 << 30), ==, 0);
    close(file);
    fixity_ask(fixity, path);
}

static void a_film_waits_until_its_file_was_looked_at(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct fixity *fixity = fixity_create(note_wake, NULL);
    showroom->env.fixity = fixity;
    keep_busy(fixity, showroom);
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "play");
    live(&exhibit, 300);
    enum player_state state = status_of(showroom).state;
    if (fixity_is_awaited(fixity, view->playable)) {
        g_assert_cmpint(state, ==, PLAYER_READY);
        g_assert_true(exhibit_says(&exhibit, "Pause")); /* it has been asked for */
        g_assert_true(exhibit_says(&exhibit, "Getting ready"));
    }
    while (fixity_is_awaited(fixity, view->playable))
        g_usleep(20000);
    live(&exhibit, 300);
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_PLAYING);
    exhibit_leave(&exhibit);
    view_item_free(view);
    showroom->env.fixity = NULL;
    fixity_destroy(fixity);
}

static void a_film_waited_for_in_vain_may_be_called_off(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct fixity *fixity = fixity_create(note_wake, NULL);
    showroom->env.fixity = fixity;
    keep_busy(fixity, showroom);
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "play");
    bool was_held = fixity_is_awaited(fixity, view->playable);
    exhibit_touch(&exhibit, "play");
    while (fixity_is_awaited(fixity, view->playable))
        g_usleep(20000);
    live(&exhibit, 300);
    g_assert_true(!was_held || status_of(showroom).state == PLAYER_READY);
    exhibit_leave(&exhibit);
    view_item_free(view);
    showroom->env.fixity = NULL;
    fixity_destroy(fixity);
}

/* One of a film's other files, by which it is turned on, what is said when it cannot be had. */
static const struct other {
    const char *node;
    size_t path; /* in struct view_item */
    char first;
    const char *says;
} others[] = {{"bsl", G_STRUCT_OFFSET(struct view_item, signing), 'a', "We can’t show the signer"},
              {"audio.desc", G_STRUCT_OFFSET(struct view_item, described), 'a',
               "We can’t play the description"}};

static void assert_goes_on_without(struct exhibit *exhibit, const struct other *other)
{
    struct showroom *showroom = exhibit->showroom;
    g_assert_true(exhibit_says(exhibit, other->says));
    g_assert_true(exhibit_has(exhibit, other->node, ACCESS_DISABLED));
    g_assert_false(exhibit_has(exhibit, "signer", 0));
    int64_t time_ms = status_of(showroom).time_ms;
    live(exhibit, 1000);
    g_assert_cmpint(status_of(showroom).state, ==, PLAYER_PLAYING);
    g_assert_cmpint(status_of(showroom).time_ms, >, time_ms + 500);
    g_assert_cmpint(g_atomic_int_get(&told), ==, 1);
}

static void a_film_goes_on_without_what_has_changed(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        const char *path = G_STRUCT_MEMBER(char *, view, others[i].path);
        g_atomic_int_set(&told, 0);
        struct fixity *fixity = fixity_create(note_wake, NULL);
        showroom->env.fixity = fixity;
        alter(path, others[i].first, 'X');
        struct exhibit exhibit = enter(showroom);
        exhibit_touch(&exhibit, "play");
        exhibit_touch(&exhibit, others[i].node);
        wait_for_verdict(fixity, path);
        while (fixity_is_awaited(fixity, view->playable))
            g_usleep(5000);
        live(&exhibit, 500);
        assert_goes_on_without(&exhibit, &others[i]);
        exhibit_touch(&exhibit, others[i].node); /* it is not to be had */
        live(&exhibit, 300);
        assert_goes_on_without(&exhibit, &others[i]);
        exhibit_leave(&exhibit);
        alter(path, 'X', others[i].first);
        showroom->env.fixity = NULL;
        fixity_destroy(fixity);
    }
    view_item_free(view);
}

/* Nobody shows a moment of what nobody agreed to. */
static void a_changed_signer_is_never_seen(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct fixity *fixity = fixity_create(note_wake, NULL);
    showroom->env.fixity = fixity;
    keep_busy(fixity, showroom);
    struct exhibit exhibit = enter(showroom);
    exhibit_touch(&exhibit, "bsl");
    live(&exhibit, 500);
    struct beside beside = {.env = &showroom->env};
    struct player_status first = status_of(showroom);
    beside_show(&beside, BESIDE_SIGNER, view->signing, &first);
    const struct frame *frame = beside_frame(&beside, BESIDE_SIGNER);
    g_assert_true(frame == NULL || !fixity_is_awaited(fixity, view->signing));
    beside_close(&beside);
    exhibit_leave(&exhibit);
    view_item_free(view);
    showroom->env.fixity = NULL;
    fixity_destroy(fixity);
}

static void a_film_goes_on_without_what_cannot_be_played(void)
{
    static const struct engine_fake_source broken[] = {
        {.failure = ENGINE_FAILURE_UNREADABLE},
        {.failure = ENGINE_FAILURE_MISSING},
        {.length_ms = SHOWROOM_FILM_MS, .ends_at_ms = 4000, .width_px = 64, .height_px = 64}};
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(others); k++) {
            struct showroom *showroom = visited();
            struct engine *engine = k == 0 ? showroom->beside[BESIDE_SIGNER] : showroom->engine;
            struct exhibit exhibit = enter(showroom);
            exhibit_touch(&exhibit, "play");
            live(&exhibit, 1000);
            engine_fake_describe(engine, &broken[i]);
            exhibit_touch(&exhibit, others[k].node);
            engine_fake_advance(engine, 10);
            engine_fake_describe(engine, &(struct engine_fake_source){.length_ms = SHOWROOM_FILM_MS,
                                                                      .width_px = 640,
                                                                      .height_px = 360});
            live(&exhibit, 6000);
            assert_goes_on_without(&exhibit, &others[k]);
            exhibit_leave(&exhibit);
        }
}

/* What a file may do on its way, and what is said; it plays on. */
static void what_goes_missing_on_the_way_is_said(void)
{
    static const struct {
        struct engine_fake_source source;
        const char *says;
        enum player_state state;
    } cases[] = {
        {{.sound_over_at_ms = 2000}, "The sound stops here", PLAYER_PLAYING},
        {{.picture_over_at_ms = 2000}, "The picture stops here", PLAYER_PLAYING},
        {{.length_ms = 3000, .ends_at_ms = 60000}, "longer than its label", PLAYER_PLAYING},
        {{.ends_at_ms = 3000}, "The film stops here", PLAYER_ENDED},
        {{.failure = ENGINE_FAILURE_UNREADABLE}, "We can’t play this right now", PLAYER_FAILED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct showroom *showroom = visited();
        struct exhibit exhibit = enter(showroom);
        struct engine_fake_source source = cases[i].source;
        source.length_ms = source.length_ms > 0 ? source.length_ms : SHOWROOM_FILM_MS;
        source.width_px = 640;
        source.height_px = 360;
        engine_fake_describe(showroom->engine, &source);
        exhibit.class->hide(exhibit.self);
        exhibit.class->show(exhibit.self, showroom->now_ms);
        exhibit_touch(&exhibit, "play");
        live(&exhibit, 8000);
        g_assert_true(exhibit_says(&exhibit, cases[i].says));
        g_assert_cmpint(status_of(showroom).state, ==, cases[i].state);
        g_assert_cmpint(status_of(showroom).time_ms, <=, status_of(showroom).length_ms);
        g_assert_true(exhibit_has(&exhibit, "cue0", 0));
        g_assert_true(exhibit_has(&exhibit, "nav.back", ACCESS_FOCUSABLE));
        g_assert_cmpint(g_atomic_int_get(&told), ==, 1);
        exhibit_draw(&exhibit, NULL, NULL);
        exhibit_leave(&exhibit);
    }
}

/* A description that is a track of the film, in a film that has no other file of it. */
static void a_track_that_goes_takes_the_description_along(void)
{
    struct showroom *showroom = visited();
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", NULL);
    struct playback playback;
    bool is_changed;
    g_clear_pointer(&view->described, g_free);
    engine_fake_describe(showroom->engine, &(struct engine_fake_source){.length_ms = 60000,
                                                                        .audio_tracks = 2,
                                                                        .loses_track_at_ms = 3000});
    playback_init(&playback, &showroom->env, view, "scrub", 0);
    playback_show(&playback);
    playback_toggle(&playback);
    for (int i = 0; i < 60; i++) {
        engine_fake_advance(showroom->engine, 100);
        playback_tick(&playback, showroom->now_ms += 100, &is_changed);
        if (i == 10) {
            g_assert_true(playback_can_describe(&playback));
            playback_set_described(&playback, true);
        }
    }
    struct engine_wish wish;
    engine_fake_wish(showroom->engine, &wish);
    g_assert_cmpint(wish.audio_track, ==, 0);
    g_assert_false(playback.is_described);
    g_assert_false(playback_can_describe(&playback));
    g_assert_cmpstr(playback_word(&playback), ==, "film.no_description");
    g_assert_cmpint(playback.status.state, ==, PLAYER_PLAYING);
    g_assert_cmpint(g_atomic_int_get(&told), ==, 1);
    playback_hide(&playback);
    view_item_free(view);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_log_set_writer_func(count_lines, NULL, NULL);
    g_test_add_func("/film trouble/a film that has changed is not played",
                    a_changed_film_is_not_played);
    g_test_add_func("/film trouble/a film waits until its file was looked at",
                    a_film_waits_until_its_file_was_looked_at);
    g_test_add_func("/film trouble/a film that waits may be called off",
                    a_film_waited_for_in_vain_may_be_called_off);
    g_test_add_func("/film trouble/a film goes on without a signer or description that has changed",
                    a_film_goes_on_without_what_has_changed);
    g_test_add_func("/film trouble/a signer is not seen before his file was looked at",
                    a_changed_signer_is_never_seen);
    g_test_add_func("/film trouble/a film goes on without what cannot be played",
                    a_film_goes_on_without_what_cannot_be_played);
    g_test_add_func("/film trouble/what goes missing on the way is said",
                    what_goes_missing_on_the_way_is_said);
    g_test_add_func("/film trouble/a track that goes takes the description along",
                    a_track_that_goes_takes_the_description_along);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
