/* An oral history as a visitor meets it: words that follow the sound, in two
 * languages, found, passed over and withheld. */
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "catalogue/index_point.h"
#include "catalogue/shown.h"
#include "kiosk/lines.h"
#include "kiosk/screens.h"
#include "kiosk/view_home.h"
#include "kiosk/view_item.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"

#include <math.h>
#include <string.h>

/* Cues as bad files have them, through the archive. */
static void bad_times_do_no_harm(void)
{
    g_autoptr(GError) error = NULL;
    struct showroom *showroom = showroom_visited();
    struct cue cues[] = {{.begin_ms = 50000, .end_ms = 40000, .text = "ends before it begins"},
                         {.begin_ms = 900000000, .end_ms = 900001000, .text = "past the end"},
                         {.begin_ms = 1000, .end_ms = 60000, .text = "runs into the next"},
                         {.begin_ms = 2000, .end_ms = 3000, .text = "lies inside"},
                         {.begin_ms = 0, .end_ms = 0, .text = "lasts for nothing"}};
    cue_replace(showroom->given->db, showroom->silent, 0, "transcript", "en", cues,
                G_N_ELEMENTS(cues), -1, &error);
    g_assert_no_error(error);
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->silent);
    g_assert_true(exhibit_says(&exhibit, "lasts for nothing"));
    struct access_tree *tree = exhibit_tree(&exhibit);
    static const char *const order[] = {"lasts for nothing", "runs into", "lies inside",
                                        "ends before"};
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(order); i++)
        g_assert_cmpint(tree_named(tree, order[i])->position, <,
                        tree_named(tree, order[i + 1])->position);
    access_tree_destroy(tree);
    for (int i = 0; i < 5; i++) {
        g_autofree char *line = g_strdup_printf("cue%d", i);
        exhibit_touch(&exhibit, line);
        exhibit_live(&exhibit, 100);
        exhibit_draw(&exhibit, NULL, NULL);
    }
    exhibit_leave(&exhibit);
}

static void two_languages_stand_together(void)
{
    struct showroom *showroom = showroom_visited();
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "ur");
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    struct access_tree *tree = exhibit_tree(&exhibit);
    const struct access_node *line = access_tree_find(tree, "cue0");
    g_assert_nonnull(strstr(line->name, "ملاقات"));
    g_assert_nonnull(strstr(line->name, "first meeting"));
    double beside = line->box.h;
    access_tree_destroy(tree);
    exhibit_leave(&exhibit);
    showroom_hang(showroom, 1080, 1920);
    exhibit = showroom_open(showroom, "oral", showroom->oral);
    tree = exhibit_tree(&exhibit);
    g_assert_cmpfloat(access_tree_find(tree, "cue0")->box.h, >, beside); /* under each other */
    access_tree_destroy(tree);
    /* English alone, Urdu alone, both, and round again. */
    static const struct {
        bool has_urdu, has_english;
    } round[] = {{false, true}, {true, false}, {true, true}, {false, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(round); i++) {
        exhibit_touch(&exhibit, "language");
        g_assert_cmpint(exhibit_says(&exhibit, "ملاقات کے بارے"), ==, round[i].has_urdu);
        g_assert_cmpint(exhibit_says(&exhibit, "that first meeting"), ==, round[i].has_english);
    }
    exhibit_touch(&exhibit, "tab.chapters");
    g_assert_true(exhibit_says(&exhibit, "پہلی ملاقات"));
    exhibit_leave(&exhibit);
}

static void a_word_is_found_inside(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    static const char *const typing[] = {"find.in", "key.t", "key.e", "key.a", "go"};
    for (size_t i = 0; i < G_N_ELEMENTS(typing); i++)
        exhibit_touch(&exhibit, typing[i]);
    struct access_tree *tree = exhibit_tree(&exhibit);
    const struct access_node *field = access_tree_find(tree, "find.field");
    g_assert_cmpstr(field->value, ==, "tea");
    /* Of fifteen lines three are in the part passed over, and one is withheld. */
    g_assert_cmpstr(field->hint, ==, "1 of 11");
    access_tree_destroy(tree);
    exhibit_touch(&exhibit, "find.prev");
    tree = exhibit_tree(&exhibit);
    g_assert_cmpstr(access_tree_find(tree, "find.field")->hint, ==, "11 of 11");
    access_tree_destroy(tree);
    exhibit_touch(&exhibit, "find.next");
    exhibit_touch(&exhibit, "find.next");
    tree = exhibit_tree(&exhibit);
    g_assert_cmpstr(access_tree_find(tree, "find.field")->hint, ==, "2 of 11");
    access_tree_destroy(tree);
    exhibit_live(&exhibit, 600);
    g_assert_true(exhibit_says(&exhibit, "pot of tea"));
    exhibit_touch(&exhibit, "find.field");
    exhibit_touch(&exhibit, "key.x");
    g_assert_false(exhibit_says(&exhibit, "2 of 11"));
    exhibit_touch(&exhibit, "find.close");
    g_assert_true(exhibit_has(&exhibit, "tab.chapters", 0));
    g_assert_false(exhibit_has(&exhibit, "find.field", 0));
    exhibit_leave(&exhibit);
}

static void what_is_passed_over_is_nowhere(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    struct lines *lines;
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->oral, "en", NULL);
    view->hides_parts = true;
    lines = lines_create(view, "tea");
    size_t hidden = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->lines[i];
        hidden += line->kind == LINE_HIDDEN;
        g_assert_false(line->kind == LINE_SAID && line->begin_ms >= 240000 &&
                       line->begin_ms < 420000);
    }
    g_assert_cmpuint(hidden, ==, 1);
    lines_destroy(lines);
    view_item_free(view);
    exhibit_touch(&exhibit, "tab.chapters");
    g_assert_false(exhibit_says(&exhibit, "Being detained"));
    g_assert_true(exhibit_says(&exhibit, "What came of it"));
    exhibit_touch(&exhibit, "parts.show");
    g_assert_true(exhibit_says(&exhibit, "Being detained"));
    /* Seen is not yet heard; but a chapter that is touched was asked for. */
    exhibit_touch(&exhibit, "chapter2");
    exhibit_live(&exhibit, 1500);
    g_assert_cmpint(showroom_heard(showroom).time_ms, >, 240000);
    g_assert_cmpint(showroom_heard(showroom).time_ms, <, 250000);
    exhibit_leave(&exhibit);
}

static void the_sound_fades_and_passes_over(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    player_seek(showroom->player, 238000);
    exhibit_touch(&exhibit, "play");
    double before_db = NAN, least_db = 0;
    bool was_muted = false, has_heard = false;
    for (int i = 0; i < 200; i++) {
        exhibit_wait(&exhibit, 20);
        struct engine_wish wish;
        engine_fake_wish(showroom->engine, &wish);
        int64_t time_ms = showroom_heard(showroom).time_ms;
        if (isnan(before_db))
            before_db = wish.gain_db;
        if (!wish.is_muted)
            least_db = MIN(least_db, wish.gain_db - before_db);
        was_muted = was_muted || wish.is_muted;
        has_heard = has_heard || (time_ms > 421000 && !wish.is_muted && wish.gain_db == before_db);
        g_assert_false(time_ms > 240250 && time_ms < 419900);
    }
    g_assert_cmpfloat(least_db, <, -6);
    g_assert_true(has_heard);
    g_assert_true(exhibit_says(&exhibit, "skipped"));
    exhibit_touch(&exhibit, "back15");
    exhibit_live(&exhibit, 200);
    g_assert_cmpint(showroom_heard(showroom).time_ms, <, 240000);
    exhibit_leave(&exhibit);
}

static void what_is_withheld_is_said(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    player_seek(showroom->player, 98000);
    exhibit_live(&exhibit, 1500);
    struct access_tree *tree = exhibit_tree(&exhibit);
    const struct access_node *withheld = tree_named(tree, "withheld");
    g_assert_nonnull(withheld);
    g_assert_true((withheld->states & ACCESS_SELECTED) != 0);
    access_tree_destroy(tree);
    g_assert_false(exhibit_says(&exhibit, "neighbour"));
    exhibit_leave(&exhibit);
}

static void the_list_follows_politely(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    exhibit_touch(&exhibit, "play");
    exhibit_live(&exhibit, 500);
    g_assert_false(exhibit_has(&exhibit, "follow", 0));
    exhibit_touch(&exhibit, "page.down");
    exhibit_live(&exhibit, 700);
    g_assert_true(exhibit_has(&exhibit, "follow", 0));
    g_assert_false(exhibit_has(&exhibit, "cue0", 0));
    exhibit_live(&exhibit, 6000);
    g_assert_false(exhibit_has(&exhibit, "cue0", 0));
    exhibit_live(&exhibit, 2500);
    g_assert_true(exhibit_has(&exhibit, "cue0", 0));
    g_assert_false(exhibit_has(&exhibit, "follow", 0));
    exhibit_touch(&exhibit, "page.down");
    exhibit_live(&exhibit, 700);
    exhibit_touch(&exhibit, "follow");
    exhibit_live(&exhibit, 700);
    g_assert_true(exhibit_has(&exhibit, "cue0", 0));
    /* A break: it is where it was. */
    exhibit_live(&exhibit, 3000);
    int64_t left_ms = showroom_heard(showroom).time_ms;
    exhibit.class->hide(exhibit.self);
    exhibit.class->show(exhibit.self, showroom->now_ms);
    exhibit_live(&exhibit, 100);
    g_assert_cmpint(ABS(showroom_heard(showroom).time_ms - left_ms), <, 100);
    g_assert_false(showroom_heard(showroom).wants_to_play);
    exhibit_leave(&exhibit);
}

static void says_what_is_missing(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->silent);
    g_assert_true(exhibit_says(&exhibit, "words are being prepared"));
    g_assert_true(exhibit_says(&exhibit, "do not have the sound"));
    g_assert_false(exhibit_has(&exhibit, "find.in", 0));
    g_assert_false(exhibit_has(&exhibit, "tab.chapters", 0));
    exhibit_leave(&exhibit);
}

static void chapters_alone_are_listed(void)
{
    struct showroom *showroom = showroom_visited();
    struct db *db = showroom->given->db;
    struct index_point points[] = {{.at_ms = 0, .title = "How the kitchen began"},
                                   {.at_ms = 60000, .title = "Who came to eat"}};
    g_assert_true(index_point_replace(db, showroom->silent, points, 2, NULL));
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->silent);
    g_assert_true(exhibit_says(&exhibit, "do not have the sound"));
    exhibit_touch(&exhibit, "tab.chapters");
    g_assert_true(exhibit_says(&exhibit, "How the kitchen began"));
    g_assert_true(exhibit_says(&exhibit, "Who came to eat"));
    exhibit_leave(&exhibit);
    g_assert_true(index_point_replace(db, showroom->silent, NULL, 0, NULL));
}

/* The card of an item as a list would have it; NULL is a neutral picture. */
static char *picture_of(struct showroom *showroom, int64_t item)
{
    g_autoptr(shown_item) shown = shown_item_read(showroom->given->db, item, "en", NULL);
    g_assert_nonnull(shown);
    return view_card_picture(showroom->env.exhibition, &shown->card, 300);
}

static void a_note_may_ask_for_a_neutral_picture(void)
{
    struct showroom *showroom = showroom_visited();
    struct content_note note = {.item = showroom->picture,
                                .begin_ms = -1,
                                .end_ms = -1,
                                .level = 1,
                                .says = "a locked ward",
                                .hides_picture = true};
    g_autofree char *before = picture_of(showroom, showroom->picture);
    g_assert_nonnull(before);
    g_assert_true(content_note_insert(showroom->given->db, &note, NULL));
    g_assert_null(picture_of(showroom, showroom->picture));
    g_assert_true(content_note_remove(showroom->given->db, note.id, NULL));
    g_autofree char *after = picture_of(showroom, showroom->picture);
    g_assert_cmpstr(after, ==, before);
}

static void broken_sound_leaves_the_words(void)
{
    struct showroom *showroom = showroom_visited();
    static const struct {
        struct engine_fake_source source;
        const char *sentence;
        int64_t ms;
    } cases[] = {
        {{.length_ms = 60000, .ends_at_ms = 3000}, "file is not whole", 6000},
        {{.failure = ENGINE_FAILURE_UNREADABLE}, "can’t play", 500},
        {{.length_ms = 60000, .stalls_at_ms = 1000}, "Getting", 5000},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
        exhibit.class->hide(exhibit.self);
        engine_fake_describe(showroom->engine, &cases[i].source);
        exhibit.class->show(exhibit.self, showroom->now_ms);
        exhibit_live(&exhibit, 100);
        exhibit_touch(&exhibit, "play");
        exhibit_live(&exhibit, cases[i].ms);
        g_test_message("%s", cases[i].sentence);
        g_assert_true(exhibit_says(&exhibit, cases[i].sentence));
        g_assert_true(exhibit_has(&exhibit, "nav.back", 0));
        exhibit_touch(&exhibit, "tab.quotes");
        g_assert_true(exhibit_says(&exhibit, "We asked each other"));
        exhibit_leave(&exhibit);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recording/two languages stand together", two_languages_stand_together);
    g_test_add_func("/recording/a word is found inside", a_word_is_found_inside);
    g_test_add_func("/recording/what is passed over is nowhere", what_is_passed_over_is_nowhere);
    g_test_add_func("/recording/the sound fades and passes over", the_sound_fades_and_passes_over);
    g_test_add_func("/recording/what is withheld is said at its place", what_is_withheld_is_said);
    g_test_add_func("/recording/the list follows politely", the_list_follows_politely);
    g_test_add_func("/recording/what is missing is said", says_what_is_missing);
    g_test_add_func("/recording/chapters alone are listed", chapters_alone_are_listed);
    g_test_add_func("/recording/a note may ask for a neutral picture",
                    a_note_may_ask_for_a_neutral_picture);
    g_test_add_func("/recording/broken sound leaves the words", broken_sound_leaves_the_words);
    /* Gives words to the recording that had none: last. */
    g_test_add_func("/recording/bad times do no harm", bad_times_do_no_harm);
    int status = g_test_run();
    showroom_end(showroom_visited());
    return status;
}
