/* What a visitor sees and hears of a recorded story, read off the screen's own pixels and tree: whose
 * words are whose, what stands on the time line, portraits, agreements, and the end. */
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "kiosk/canvas.h"
#include "kiosk/picture.h"
#include "kiosk/recording.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

#include <string.h>

enum { BAR = 40 }; /* the edge of a row in which its gold bar stands */

/* How many pixels of the canvas have exactly this colour. */
static int count_color(struct showroom *showroom, struct box box, enum color_token token)
{
    struct color wanted = theme_color(showroom->env.theme, token);
    int count = 0;
    for (int y = (int)box.y; y < (int)(box.y + box.h); y++)
        for (int x = (int)box.x; x < (int)(box.x + box.w); x++) {
            struct color color;
            if (canvas_pixel(showroom->canvas, x, y, &color))
                count += color.r == wanted.r && color.g == wanted.g && color.b == wanted.b;
        }
    return count;
}

static int in_row(const struct exhibit *exhibit, const char *row, enum color_token token)
{
    struct box box = exhibit_box(exhibit, row);
    return count_color(exhibit->showroom, box_make(box.x + BAR, box.y, box.w - 2 * BAR, box.h),
                       token);
}

static void give_words(struct showroom *showroom, int64_t item, const char *language,
                       const char *const *speakers, const char *words, size_t count)
{
    g_autoptr(GError) error = NULL;
    struct cue cues[8] = {{0}};
    for (size_t i = 0; i < count; i++)
        cues[i] = (struct cue){.begin_ms = (int64_t)i * 12000,
                               .end_ms = (int64_t)(i + 1) * 12000 - 300,
                               .speaker = speakers != NULL ? speakers[i] : "",
                               .text = words};
    cue_replace(showroom->given->db, item, 0, "transcript", language, cues, count, -1, &error);
    g_assert_no_error(error);
}

/* A recording of its own, without sound and people. */
static int64_t plain_story(struct showroom *showroom)
{
    static int64_t item;
    if (item == 0)
        item = given_shown_item(showroom->given, "oral_history", "A plain story");
    return item;
}

static void a_speaker_keeps_her_colour(void)
{
    static const char *const english[] = {"Interviewer", "Amina", "Joyce", "Amina"};
    static const char *const urdu[] = {"سوال", "امینہ", "جوائس", "امینہ"};
    struct showroom *showroom = showroom_visited();
    give_words(showroom, plain_story(showroom), "en", english, "A few words.", 4);
    give_words(showroom, plain_story(showroom), "ur", urdu, "چند الفاظ", 4);
    static const char *const languages[] = {"en", "ur"};
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, languages[i]);
        showroom_hang(showroom, 1080, 1920);
        struct exhibit exhibit = showroom_open(showroom, "oral", plain_story(showroom));
        exhibit_draw(&exhibit, NULL, NULL);
        g_assert_cmpint(in_row(&exhibit, "cue0", COLOR_GOLD), ==, 0);
        g_assert_cmpint(in_row(&exhibit, "cue1", COLOR_GOLD), >, 20);
        g_assert_cmpint(in_row(&exhibit, "cue1", COLOR_TEAL), ==, 0);
        exhibit_touch(&exhibit, "page.down");
        exhibit_live(&exhibit, 1000);
        exhibit_draw(&exhibit, NULL, NULL);
        g_assert_cmpint(in_row(&exhibit, "cue2", COLOR_TEAL), >, 20);
        g_assert_cmpint(in_row(&exhibit, "cue2", COLOR_GOLD), ==, 0);
        exhibit_leave(&exhibit);
    }
    give_words(showroom, plain_story(showroom), "en", NULL, NULL, 0);
    give_words(showroom, plain_story(showroom), "ur", NULL, NULL, 0);
}

static void a_long_name_takes_three_lines_and_no_more(void)
{
    struct showroom *showroom = showroom_visited();
    showroom_choose(showroom, THEME_EVENING, TEXT_LARGEST, "en");
    showroom_hang(showroom, 1080, 1920);
    double heights[5];
    for (int i = 0; i < 5; i++) {
        static const int words[] = {1, 7, 13, 20, 60};
        g_autoptr(GString) name = g_string_new("Name");
        for (int k = 1; k < words[i]; k++)
            g_string_append(name, " name");
        const char *speakers[] = {name->str};
        give_words(showroom, plain_story(showroom), "en", speakers, "Yes.", 1);
        struct exhibit exhibit = showroom_open(showroom, "oral", plain_story(showroom));
        heights[i] = exhibit_box(&exhibit, "cue0").h;
        exhibit_leave(&exhibit);
    }
    g_assert_cmpfloat(heights[1], >, heights[0] + 40);
    g_assert_cmpfloat(heights[2], >, heights[1] + 40);
    g_assert_cmpfloat(heights[3], ==, heights[2]);
    g_assert_cmpfloat(heights[4], ==, heights[2]);
    give_words(showroom, plain_story(showroom), "en", NULL, NULL, 0);
}

static void a_line_that_is_touched_is_heard(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    static const struct {
        const char *node;
        int64_t from_ms;
    } touches[] = {{"cue2", 24000}, {"fwd15", 39000}, {"back15", 24500}, {"cue1", 12000}};
    for (size_t i = 0; i < G_N_ELEMENTS(touches); i++) {
        exhibit_touch(&exhibit, touches[i].node);
        exhibit_live(&exhibit, 400);
        struct player_status heard = showroom_heard(showroom);
        g_test_message("%s: %d ms", touches[i].node, (int)heard.time_ms);
        g_assert_true(heard.wants_to_play);
        g_assert_cmpint(heard.time_ms, >=, touches[i].from_ms);
        g_assert_cmpint(heard.time_ms, <, touches[i].from_ms + 1500);
    }
    exhibit_leave(&exhibit);
}

/* The strip of the time line around a moment. */
static struct box strip_at(const struct timeline *timeline, int64_t from_ms, int64_t to_ms,
                           double y, double h)
{
    struct box line = timeline->line;
    double scale = line.w / SHOWROOM_RECORDING_MS;
    return box_make(line.x + (double)from_ms * scale, y, (double)(to_ms - from_ms) * scale, h);
}

static void marks_stand_on_the_time_line(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    static const char *const typing[] = {"find.in", "key.t", "key.e", "key.a", "go"};
    for (size_t i = 0; i < G_N_ELEMENTS(typing); i++)
        exhibit_touch(&exhibit, typing[i]);
    exhibit_draw(&exhibit, NULL, NULL);
    const struct timeline *timeline = &((const struct recording *)exhibit.self)->timeline;
    double top = timeline->line.y - 10, bottom = timeline->line.y + timeline->line.h;
    /* A chapter; the noted part, and nothing noted before it. */
    g_assert_cmpint(
        count_color(showroom, strip_at(timeline, 516000, 524000, bottom + 1, 4), COLOR_TEXT2), >,
        4);
    g_assert_cmpint(
        count_color(showroom, strip_at(timeline, 450000, 500000, bottom + 1, 4), COLOR_TEXT2), ==,
        0);
    struct box noted = strip_at(timeline, 240000, 420000, timeline->line.y, timeline->line.h);
    struct box before = strip_at(timeline, 130000, 235000, timeline->line.y, timeline->line.h);
    g_assert_cmpint(count_color(showroom, noted, COLOR_LILAC), >, 200);
    g_assert_cmpint(count_color(showroom, before, COLOR_LILAC), ==, 0);
    /* "tea" is said every 48 seconds from the 12th: dots there, none in what is passed over. */
    g_assert_cmpint(count_color(showroom, strip_at(timeline, 8000, 16000, top, 16), COLOR_TEAL), >,
                    20);
    g_assert_cmpint(count_color(showroom, strip_at(timeline, 250000, 430000, top, 16), COLOR_TEAL),
                    ==, 0);
    const GArray *found = timeline->found_ms;
    g_assert_cmpuint(found->len, ==, 11);
    for (guint i = 0; i < found->len; i++) {
        int64_t at_ms = g_array_index(found, int64_t, i);
        g_assert_false(at_ms >= 240000 && at_ms < 420000); /* passed over */
        g_assert_false(at_ms >= 96000 && at_ms < 107000);  /* withheld */
    }
    exhibit_leave(&exhibit);
}

static void without_sound_there_is_nothing_to_take_hold_of(void)
{
    struct showroom *showroom = showroom_visited();
    const struct {
        int64_t item;
        bool is_held;
    } cases[] = {{showroom->silent, false}, {showroom->oral, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct exhibit exhibit = showroom_open(showroom, "oral", cases[i].item);
        struct access_tree *tree = exhibit_tree(&exhibit);
        const struct access_node *scrub = access_tree_find(tree, "waveform.scrub");
        g_assert_cmpint((scrub->states & ACCESS_DISABLED) == 0, ==, cases[i].is_held);
        access_tree_destroy(tree);
        exhibit_draw(&exhibit, NULL, NULL);
        const struct timeline *timeline = &((const struct recording *)exhibit.self)->timeline;
        struct box thumb = strip_at(timeline, -4000, 4000, timeline->line.y, timeline->line.h);
        g_assert_cmpint(count_color(showroom, thumb, COLOR_TEXT) > 100, ==, cases[i].is_held);
        exhibit_leave(&exhibit);
    }
}

/* Pixels brighter than any ground, of one half of a row beside its bar and its time. */
static int ink_of(const struct exhibit *exhibit, struct box half)
{
    int ink = 0;
    for (int y = (int)half.y; y < (int)(half.y + half.h); y++)
        for (int x = (int)half.x; x < (int)(half.x + half.w); x++) {
            struct color color;
            if (canvas_pixel(exhibit->showroom->canvas, x, y, &color))
                ink += color.r > 180 && color.g > 180;
        }
    return ink;
}

static void any_two_scripts_stand_together(void)
{
    static const struct {
        const char *visitor, *words, *other, *says;
    } pairs[] = {{"ur", "کسی نے ہم سے نہیں پوچھا۔", "pa", "ਕਿਸੇ ਨੇ ਸਾਨੂੰ ਨਹੀਂ ਪੁੱਛਿਆ।"},
                 {"pl", "Nikt nas nie zapytał.", "bn", "কেউ আমাদের জিজ্ঞেস করেনি।"},
                 {"ar", "لم يسألنا أحد.", "am", "ማንም አልጠየቀንም።"},
                 {"en", "Nobody asked us.", "zh-Hans", "没有人问过我们。"}};
    struct showroom *showroom = showroom_visited();
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        give_words(showroom, plain_story(showroom), pairs[i].visitor, NULL, pairs[i].words, 3);
        give_words(showroom, plain_story(showroom), pairs[i].other, NULL, pairs[i].says, 3);
        double heights[2];
        for (int size = 0; size < 2; size++) {
            showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, pairs[i].visitor);
            showroom_hang(showroom, size == 0 ? 1920 : 1080, size == 0 ? 1080 : 1920);
            struct exhibit exhibit = showroom_open(showroom, "oral", plain_story(showroom));
            if (!exhibit_says(&exhibit, pairs[i].words) || !exhibit_says(&exhibit, pairs[i].says))
                for (int k = 0; k < 2; k++) /* one's own alone: the other alone, then both */
                    exhibit_touch(&exhibit, "language");
            g_assert_true(exhibit_says(&exhibit, pairs[i].words));
            g_assert_true(exhibit_says(&exhibit, pairs[i].says));
            exhibit_draw(&exhibit, NULL, NULL);
            struct box row = exhibit_box(&exhibit, "cue1");
            heights[size] = row.h;
            if (size == 0) {
                double half = row.w / 2 - 160;
                g_assert_cmpint(ink_of(&exhibit, box_make(row.x + 150, row.y, half, row.h)), >, 50);
                g_assert_cmpint(
                    ink_of(&exhibit, box_make(row.x + row.w / 2 + 10, row.y, half, row.h)), >, 50);
            }
            exhibit_leave(&exhibit);
        }
        g_test_message("%s + %s: %g beside, %g under", pairs[i].visitor, pairs[i].other, heights[0],
                       heights[1]);
        g_assert_cmpfloat(heights[1], >, heights[0] + 20);
        give_words(showroom, plain_story(showroom), pairs[i].visitor, NULL, NULL, 0);
        give_words(showroom, plain_story(showroom), pairs[i].other, NULL, NULL, 0);
    }
}

static void an_index_stands_in_two_languages(void)
{
    struct showroom *showroom = showroom_visited();
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "ur");
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    exhibit_touch(&exhibit, "tab.chapters");
    struct access_tree *tree = exhibit_tree(&exhibit);
    const struct access_node *first = access_tree_find(tree, "chapter1");
    g_assert_cmpstr(first->name, ==, "پہلی ملاقات");
    g_assert_nonnull(strstr(first->value, "The first meeting"));
    g_assert_nonnull(strstr(first->value, "A front room and a pot of tea."));
    access_tree_destroy(tree);
    exhibit_leave(&exhibit);
}

/* What a part of the screen looks like once its pictures are there; the caller's. */
static uint8_t *look_at(struct exhibit *exhibit, const char *id, bool waits, size_t *length)
{
    struct box box = exhibit_box(exhibit, id);
    for (int i = 0; i < (waits ? 60 : 1); i++) {
        exhibit_wait(exhibit, 20);
        exhibit_draw(exhibit, NULL, NULL);
        if (waits)
            pictures_drain(exhibit->showroom->env.pictures);
    }
    GByteArray *pixels = g_byte_array_new();
    for (int y = (int)box.y + 30; y < (int)(box.y + box.h) - 30; y += 4)
        for (int x = (int)box.x + 30; x < (int)(box.x + box.w) - 30; x += 4) {
            struct color color = {0, 0, 0, 0};
            canvas_pixel(exhibit->showroom->canvas, x, y, &color);
            const uint8_t one[] = {color.r, color.g, color.b};
            g_byte_array_append(pixels, one, 3);
        }
    *length = pixels->len;
    return g_byte_array_free(pixels, FALSE);
}

static void the_portrait_is_shown_unless_a_note_asks(void)
{
    struct showroom *showroom = showroom_visited();
    size_t length, same;
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    g_autofree uint8_t *portrait = look_at(&exhibit, "portrait", true, &length);
    exhibit_leave(&exhibit);
    struct content_note note = {.item = showroom->oral,
                                .begin_ms = -1,
                                .end_ms = -1,
                                .level = 1,
                                .says = "a locked ward",
                                .hides_picture = true};
    g_assert_true(content_note_insert(showroom->given->db, &note, NULL));
    exhibit = showroom_open(showroom_visited(), "oral", showroom->oral);
    g_autofree uint8_t *neutral = look_at(&exhibit, "portrait", false, &same);
    g_assert_cmpuint(length, ==, same);
    g_assert_cmpint(memcmp(neutral, portrait, length), !=, 0);
    g_autofree uint8_t *hidden = look_at(&exhibit, "portrait", true, &same);
    g_assert_cmpint(memcmp(hidden, neutral, length), ==, 0);
    exhibit_leave(&exhibit);
    g_assert_true(content_note_remove(showroom->given->db, note.id, NULL));
}

static void a_page_is_seen_beside_its_text(void)
{
    struct showroom *showroom = showroom_visited();
    size_t length;
    struct exhibit exhibit = showroom_open(showroom, "text", showroom->pages);
    g_autofree uint8_t *first = look_at(&exhibit, "page", true, &length);
    exhibit_touch(&exhibit, "page.after");
    g_autofree uint8_t *second = look_at(&exhibit, "page", true, &length);
    g_assert_true(exhibit_says(&exhibit, "Page two says"));
    exhibit_touch(&exhibit, "page.before");
    g_autofree uint8_t *again = look_at(&exhibit, "page", true, &length);
    g_assert_cmpint(memcmp(first, second, length), !=, 0);
    g_assert_cmpint(memcmp(first, again, length), ==, 0);
    exhibit_leave(&exhibit);
}

static const char agreed[] =
    "I agreed that visitors may hear all of this in the museum, and nowhere else. My name is to "
    "stand beside it. I was asked again in March 2025, and I can take it back on any day.";

static void the_words_of_an_agreement_are_never_cut(void)
{
    struct showroom *showroom = showroom_visited();
    g_autoptr(GError) error = NULL;
    struct consent consent = CONSENT_NEW;
    consent.item = showroom->silent;
    consent.says = agreed;
    consent_read_scope(&consent, "all", &error);
    consent_grant(showroom->given->db, &consent, "tester", NULL, &error);
    g_assert_no_error(error);
    for (int size = 0; size < 2; size++)
        for (int text = 0; text < TEXT_SIZE_COUNT; text++) {
            showroom_choose(showroom, THEME_EVENING, (enum text_size)text, "en");
            showroom_hang(showroom, size == 0 ? 1920 : 1080, size == 0 ? 1080 : 1920);
            struct exhibit exhibit = showroom_open(showroom, "oral", showroom->silent);
            const struct recording *recording = exhibit.self;
            const struct widget *widget = board_find(recording->board, "consent");
            g_assert_true(widget != NULL || text > TEXT_STANDARD);
            if (widget != NULL)
                g_assert_false(text_layout_is_cut(widget->texts[0]));
            exhibit_touch(&exhibit, "about.person");
            g_assert_true(exhibit_says(&exhibit, agreed));
            g_assert_true(exhibit_says(&exhibit, "Recorded by the sample project"));
            exhibit_leave(&exhibit);
        }
}

/* A recording with its sound and no words: one of the others in the showroom. */
static int64_t find_wordless(struct showroom *showroom)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) items =
        item_list(showroom->given->db, &(struct item_filter){0}, showroom->given->strings, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < items->len; i++) {
        const struct item *item = &g_array_index(items, struct item, i);
        bool is_other = item->id != showroom->oral && item->id != showroom->silent &&
                        item->id != plain_story(showroom);
        if (is_other && g_str_equal(item->kind, "oral_history"))
            return item->id;
    }
    g_assert_not_reached();
}

static void sound_alone_is_heard(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", find_wordless(showroom));
    g_assert_true(exhibit_says(&exhibit, "words are being prepared"));
    g_assert_false(exhibit_says(&exhibit, "do not have the sound"));
    exhibit_touch(&exhibit, "play");
    exhibit_live(&exhibit, 1000);
    g_assert_cmpint(showroom_heard(showroom).time_ms, >, 500);
    exhibit_leave(&exhibit);
}

static void who_was_heard_to_the_end_is_thanked(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "oral", showroom->oral);
    exhibit_touch(&exhibit, "play");
    player_seek(showroom->player, SHOWROOM_RECORDING_MS - 1500);
    exhibit_live(&exhibit, 4000);
    static const char *const said[] = {"Thank you for listening", "Recorded by the sample project",
                                       "Shared with consent.", "See something similar"};
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++)
        g_assert_true(exhibit_says(&exhibit, said[i]));
    g_assert_true(exhibit_has(&exhibit, "related1", 0));
    g_assert_cmpint(exhibit_touch(&exhibit, "moment").type, ==, INTENT_BREAK);
    exhibit_touch(&exhibit, "tab.transcript");
    g_assert_false(exhibit_has(&exhibit, "moment", 0));
    exhibit_touch(&exhibit, "play");
    exhibit_live(&exhibit, 500);
    g_assert_true(exhibit_has(&exhibit, "cue0", 0));
    exhibit_leave(&exhibit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/story/" #name, name)
    PROMISE(a_speaker_keeps_her_colour);
    PROMISE(a_long_name_takes_three_lines_and_no_more);
    PROMISE(a_line_that_is_touched_is_heard);
    PROMISE(marks_stand_on_the_time_line);
    PROMISE(without_sound_there_is_nothing_to_take_hold_of);
    PROMISE(any_two_scripts_stand_together);
    PROMISE(an_index_stands_in_two_languages);
    PROMISE(the_portrait_is_shown_unless_a_note_asks);
    PROMISE(a_page_is_seen_beside_its_text);
    PROMISE(the_words_of_an_agreement_are_never_cut);
    PROMISE(sound_alone_is_heard);
    PROMISE(who_was_heard_to_the_end_is_thanked);
    int status = g_test_run();
    showroom_end(showroom_visited());
    return status;
}
