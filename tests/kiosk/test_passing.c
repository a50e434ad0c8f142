/* What a visitor passes over is passed over wherever it lies: neither heard nor seen, neither read nor
 * drawn. */
#include "catalogue/content_note.h"
#include "kiosk/canvas.h"
#include "kiosk/lines.h"
#include "kiosk/playback.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "kiosk/widget_player.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "media/waveform.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

#include <string.h>

static struct showroom *the_showroom;

/* A showroom nobody has been in, with these parts of the film noted. */
struct part {
    int64_t begin_ms, end_ms;
};

enum { PARTS = 3 };

struct visit {
    struct showroom *showroom;
    struct exhibit exhibit;
    int64_t notes[PARTS];
    int count;
};

static struct exhibit enter(struct showroom *showroom, int64_t at_ms)
{
    struct route route = intent_open("film", showroom->film, 0, NULL).route;
    route.start_ms = at_ms;
    return showroom_enter(showroom, &(struct showing){"", route, NULL});
}

static struct visit arrive(const struct part *parts, int count, int64_t at_ms)
{
    g_autoptr(GError) error = NULL;
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    session_reset(the_showroom->session);
    showroom_hang(the_showroom, 1920, 1080);
    struct visit visit = {.showroom = the_showroom, .count = count};
    for (int i = 0; i < count; i++) {
        struct content_note note = {.item = the_showroom->film,
                                    .begin_ms = parts[i].begin_ms,
                                    .end_ms = parts[i].end_ms,
                                    .level = 2,
                                    .says = "a quarrel"};
        content_note_insert(the_showroom->given->db, &note, &error);
        g_assert_no_error(error);
        visit.notes[i] = note.id;
    }
    session_answer_note(the_showroom->session, the_showroom->film, true);
    visit.exhibit = enter(the_showroom, at_ms);
    return visit;
}

static void depart(struct visit *visit)
{
    exhibit_leave(&visit->exhibit);
    for (int i = 0; i < visit->count; i++)
        g_assert_true(content_note_remove(visit->showroom->given->db, visit->notes[i], NULL));
}

static struct player_status status_of(const struct visit *visit)
{
    struct player_status status;
    player_poll(visit->showroom->player, &status);
    return status;
}

static struct access_node node_of(const struct visit *visit, const char *id)
{
    struct access_tree *tree = exhibit_tree(&visit->exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    g_assert_nonnull(node);
    struct access_node copy = {.box = node->box, .states = node->states};
    access_tree_destroy(tree);
    return copy;
}

/* The lightness of what is seen at a share of the film's picture. */
static int lightness_at(const struct visit *visit, double across, double down)
{
    struct color color;
    struct box box = node_of(visit, "video").box;
    canvas_expose(visit->showroom->canvas);
    exhibit_draw(&visit->exhibit, NULL, NULL);
    g_assert_true(canvas_pixel(visit->showroom->canvas, (int)(box.x + box.w * across),
                               (int)(box.y + box.h * down), &color));
    return color.g;
}

static bool is_inside(int64_t at_ms, const struct part *parts, int count)
{
    for (int i = 0; i < count; i++)
        if (at_ms >= parts[i].begin_ms && at_ms < parts[i].end_ms)
            return true;
    return false;
}

/* Plays until the end or for so long: nothing of the parts is heard, and nothing seen but darkness. */
static void play_past(struct visit *visit, const struct part *parts, int count, int64_t for_ms)
{
    exhibit_touch(&visit->exhibit, "play");
    for (int64_t done = 0; done < for_ms && status_of(visit).state != PLAYER_ENDED; done += 20) {
        exhibit_wait(&visit->exhibit, 20);
        struct player_status status = status_of(visit);
        struct engine_wish wish;
        engine_fake_wish(visit->showroom->engine, &wish);
        if (!is_inside(status.time_ms, parts, count) || status.state == PLAYER_ENDED)
            continue;
        g_assert_true(wish.is_muted);
        g_assert_cmpint(lightness_at(visit, 0.1, 0.5), <, 4);
    }
}

static void at_the_very_start(void)
{
    static const struct part part = {0, 8000};
    struct visit visit = arrive(&part, 1, 0);
    g_assert_cmpint(status_of(&visit).time_ms, ==, 8000);
    play_past(&visit, &part, 1, 3000);
    g_assert_cmpint(status_of(&visit).time_ms, >, 9000);
    g_assert_cmpint(lightness_at(&visit, 0.1, 0.5), >, 16);
    depart(&visit);
}

static void at_the_very_end(void)
{
    static const struct part ends[] = {{SHOWROOM_FILM_MS - 8000, SHOWROOM_FILM_MS},
                                       {SHOWROOM_FILM_MS - 8000, SHOWROOM_FILM_MS + 60000}};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        struct visit visit = arrive(&ends[i], 1, SHOWROOM_FILM_MS - 10000);
        unsigned before = engine_fake_seeks(visit.showroom->engine);
        play_past(&visit, &ends[i], 1, 6000);
        g_assert_cmpint(status_of(&visit).state, ==, PLAYER_ENDED);
        g_assert_cmpuint(engine_fake_seeks(visit.showroom->engine) - before, <=, 2);
        depart(&visit);
    }
}

static void the_whole_of_it(void)
{
    static const struct part part = {0, SHOWROOM_FILM_MS};
    struct visit visit = arrive(&part, 1, 0);
    for (int round = 0; round < 2; round++) {
        play_past(&visit, &part, 1, 3000);
        g_assert_cmpint(status_of(&visit).state, ==, PLAYER_ENDED);
    }
    depart(&visit);
}

static void parts_that_overlap_are_one(void)
{
    static const struct part parts[] = {{10000, 20000}, {15000, 30000}, {12000, 13000}};
    struct visit visit = arrive(parts, 3, 9000);
    play_past(&visit, parts, 3, 3000);
    g_assert_cmpint(status_of(&visit).time_ms, >, 30000);
    g_assert_cmpint(status_of(&visit).time_ms, <, 33000);
    depart(&visit);
}

static void a_story_found_inside_opens_after_it(void)
{
    static const struct part part = {10000, 20000};
    struct visit visit = arrive(&part, 1, 15000);
    exhibit_wait(&visit.exhibit, 100);
    g_assert_cmpint(status_of(&visit).time_ms, ==, 20000);
    /* Standing there it is seen: that moment is not passed over. */
    g_assert_cmpint(lightness_at(&visit, 0.1, 0.5), >, 16);
    depart(&visit);
}

static void who_changes_her_mind_inside_is_led_out(void)
{
    static const struct part part = {10000, 20000};
    struct visit visit = arrive(&part, 1, 0);
    session_answer_note(visit.showroom->session, visit.showroom->film, false);
    player_seek(visit.showroom->player, 12000);
    exhibit_wait(&visit.exhibit, 400);
    g_assert_cmpint(lightness_at(&visit, 0.1, 0.5), >, 16);
    session_answer_note(visit.showroom->session, visit.showroom->film, true);
    exhibit_wait(&visit.exhibit, 100);
    g_assert_cmpint(lightness_at(&visit, 0.1, 0.5), <, 4);
    depart(&visit);
}

/* Captions come every four seconds and last 3.8: the one of 8 s reaches into the part. */
static void a_caption_that_reaches_into_it_is_not_shown(void)
{
    static const struct part part = {10000, 13000};
    struct visit visit = arrive(&part, 1, 0);
    for (int skips = 0; skips <= 1; skips++) {
        session_answer_note(visit.showroom->session, visit.showroom->film, skips == 1);
        exhibit_leave(&visit.exhibit);
        visit.exhibit = enter(visit.showroom, 9000);
        exhibit_wait(&visit.exhibit, 400);
        /* The caption's box is nearly black, the picture is not. */
        g_assert_cmpint(lightness_at(&visit, 0.1, 0.5), >, 20);
        bool is_there = lightness_at(&visit, 0.5, 0.845) < 15;
        g_assert_true(is_there == (skips == 0));
    }
    depart(&visit);
}

static void without_the_note_all_of_it_is_there(void)
{
    static const struct part part = {10000, 20000};
    struct visit visit = arrive(&part, 1, 15000);
    g_assert_cmpint(status_of(&visit).time_ms, ==, 20000);
    exhibit_leave(&visit.exhibit);
    struct db *db = visit.showroom->given->db;
    struct content_note shorter = {.item = visit.showroom->film,
                                   .begin_ms = 10000,
                                   .end_ms = 12000,
                                   .level = 2,
                                   .says = "a quarrel"};
    g_assert_true(content_note_remove(db, visit.notes[0], NULL));
    g_assert_true(content_note_insert(db, &shorter, NULL));
    visit.notes[0] = shorter.id;
    visit.exhibit = enter(visit.showroom, 15000);
    g_assert_cmpint(status_of(&visit).time_ms, ==, 15000);
    depart(&visit);
}

/* Two hours, quiet but for a shout of two seconds in a part of five. */
static void how_it_sounds_is_not_drawn(void)
{
    enum { HOURS_MS = 7200000, SHOUT_MS = 3000000 };
    struct visit visit = arrive(NULL, 0, 0);
    size_t count = HOURS_MS / 1000 * WAVEFORM_PEAKS_PER_SECOND;
    g_autofree struct waveform_peak *peaks = g_new(struct waveform_peak, count);
    for (size_t i = 0; i < count; i++) {
        int64_t at_ms = (int64_t)i * 1000 / WAVEFORM_PEAKS_PER_SECOND;
        bool is_shout = at_ms >= SHOUT_MS && at_ms < SHOUT_MS + 2000;
        peaks[i] = is_shout ? (struct waveform_peak){-120, 120} : (struct waveform_peak){-20, 20};
    }
    const struct waveform waveform = {.peaks_per_second = WAVEFORM_PEAKS_PER_SECOND,
                                      .duration_ms = HOURS_MS,
                                      .count = count,
                                      .peaks = peaks};
    struct shown_item item = {.text = ""};
    struct view_part part = {SHOUT_MS - 1000, SHOUT_MS + 4000};
    struct view_item view = {
        .item = &item, .duration_ms = HOURS_MS, .part_count = 1, .parts = &part};
    struct board *board = board_create(&visit.showroom->env);
    for (int hides = 0; hides <= 1; hides++) {
        struct playback playback;
        struct timeline timeline = {.playback = &playback, .waveform = &waveform};
        view.hides_parts = hides == 1;
        playback_init(&playback, &visit.showroom->env, &view, "scrub", 0);
        board_begin(board);
        timeline_add(board, &timeline, "A talk", box_make(48, 728, 1232, 96));
        int loud = 0, quiet = 0;
        for (size_t i = 0; i < timeline.count; i++)
            timeline.heights[i] > 0.9 ? loud++ : quiet++;
        if (hides == 1)
            g_assert_cmpint(quiet, ==, 0); /* all alike */
        else
            g_assert_cmpint(loud, <=, 2);
        g_free(timeline.heights);
    }
    board_destroy(board);
    depart(&visit);
}

static void verses_of_it_are_not_read(void)
{
    struct visit visit = arrive(NULL, 0, 0);
    struct view_part part = {17000, 30000}; /* read: "The door was ajar" to "the place where" */
    struct view_item *view =
        view_item_read(visit.showroom->env.exhibition, visit.showroom->spoken, "en", NULL);
    struct view_part *own = view->parts;
    view->parts = &part;
    view->part_count = 1;
    for (int hides = 0; hides <= 1; hides++) {
        view->hides_parts = hides == 1;
        struct lines *lines = lines_create(view, "door");
        int hidden = 0;
        bool has_door = false, has_end = false;
        for (size_t i = 0; i < lines->count; i++) {
            const struct line *line = &lines->lines[i];
            hidden += line->kind == LINE_HIDDEN;
            has_door = has_door || strstr(line->text, "ajar") != NULL;
            has_end = has_end || strstr(line->text, "up the stairs") != NULL ||
                      strstr(line->text, "all up") != NULL;
        }
        g_assert_cmpint(hidden, ==, hides);
        g_assert_true(has_door == (hides == 0));
        g_assert_cmpuint(lines->found_count, ==, hides == 0 ? 1 : 0);
        g_assert_true(has_end);
        lines_destroy(lines);
    }
    view->parts = own;
    view->part_count = 0;
    view_item_free(view);
    depart(&visit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/passing/" #name, name)
    PROMISE(at_the_very_start);
    PROMISE(at_the_very_end);
    PROMISE(the_whole_of_it);
    PROMISE(parts_that_overlap_are_one);
    PROMISE(a_story_found_inside_opens_after_it);
    PROMISE(who_changes_her_mind_inside_is_led_out);
    PROMISE(a_caption_that_reaches_into_it_is_not_shown);
    PROMISE(without_the_note_all_of_it_is_there);
    PROMISE(how_it_sounds_is_not_drawn);
    PROMISE(verses_of_it_are_not_read);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
