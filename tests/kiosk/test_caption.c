/* Captions as they are seen, by their pixels: box, colours, lines and the safe area of the picture. */
#include "kiosk/board.h"
#include "kiosk/canvas.h"
#include "kiosk/caption.h"
#include "kiosk/view_item.h"
#include "kiosk/voices.h"
#include "tests/support/showroom.h"

#include <math.h>

static struct showroom *the_showroom;

static const struct {
    int width_px, height_px;
    struct box picture;
    double share; /* of its width, for words */
    int lines;
} places[] = {{1920, 1080, {48, 112, 1120, 630}, 0.68, 2},
              {1920, 1080, {0, 0, 1920, 1080}, 0.68, 2},
              {1080, 1920, {0, 160, 1080, 608}, 0.9, 3}};

/* Lines of one language, a second each, beginning every two. */
static struct shown_cues lines_of(struct shown_cue *cues, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cues[i].begin_ms = (int64_t)i * 2000;
        cues[i].end_ms = cues[i].begin_ms + 1000;
    }
    return (struct shown_cues){.count = count, .cues = cues};
}

/* What stands over a white picture at this moment. */
struct seen {
    struct box box; /* all that is darker */
    struct color ground;
    int white, yellow, cyan, green; /* pixels of letters */
    unsigned print;                 /* another for other letters */
};

static bool is_like(struct color color, int r, int g, int b)
{
    return ABS(color.r - r) < 40 && ABS(color.g - g) < 40 && ABS(color.b - b) < 40;
}

static void count_pixel(struct seen *seen, struct color color, int x, int y)
{
    seen->white += is_like(color, 255, 255, 255);
    seen->yellow += is_like(color, 255, 255, 0);
    seen->cyan += is_like(color, 0, 255, 255);
    seen->green += is_like(color, 0, 255, 0);
    if (color.g > 128)
        seen->print = seen->print * 31 + (unsigned)(x * 7 + y);
}

static struct box dark_part(const struct canvas *canvas, struct box picture)
{
    double left = HUGE_VAL, top = HUGE_VAL, right = -1, bottom = -1;
    for (int y = (int)picture.y; y < (int)(picture.y + picture.h); y++)
        for (int x = (int)picture.x; x < (int)(picture.x + picture.w); x++) {
            struct color color;
            g_assert_true(canvas_pixel((struct canvas *)canvas, x, y, &color));
            if (color.r > 100)
                continue;
            left = MIN(left, x);
            right = MAX(right, x + 1);
            top = MIN(top, y);
            bottom = MAX(bottom, y + 1);
        }
    return right < 0 ? (struct box){0} : box_make(left, top, right - left, bottom - top);
}

static struct seen look(const struct view_item *view, int64_t time_ms, struct box picture,
                        struct box free)
{
    struct showroom *showroom = the_showroom;
    struct board *board = board_create(&showroom->env);
    struct seen seen = {0};
    board_begin(board);
    canvas_begin(showroom->canvas, (struct color){255, 255, 255, 255});
    caption_draw(board, showroom->canvas, view, time_ms, picture, free);
    canvas_present(showroom->canvas, NULL);
    board_destroy(board);
    seen.box = dark_part(showroom->canvas, picture);
    if (box_is_empty(seen.box))
        return seen;
    canvas_pixel(showroom->canvas, (int)seen.box.x + 6, (int)(seen.box.y + seen.box.h / 2),
                 &seen.ground);
    for (int y = (int)seen.box.y + 8; y < (int)(seen.box.y + seen.box.h) - 8; y++)
        for (int x = (int)seen.box.x + 8; x < (int)(seen.box.x + seen.box.w) - 8; x++) {
            struct color color;
            canvas_pixel(showroom->canvas, x, y, &color);
            count_pixel(&seen, color, x, y);
        }
    return seen;
}

static void hang(size_t place, enum theme_name theme, enum text_size size)
{
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    showroom_hang(the_showroom, places[place].width_px, places[place].height_px);
    showroom_choose(the_showroom, theme, size, "en");
}

static void the_box_is_black(void)
{
    struct shown_cue cues[] = {{.speaker = "", .text = "Nobody asked us what we wanted."}};
    struct shown_cues lines = lines_of(cues, 1);
    struct view_item view = {.captions = &lines, .captions_language = "en"};
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        hang(0, (enum theme_name)theme, TEXT_STANDARD);
        struct seen seen = look(&view, 500, places[0].picture, places[0].picture);
        int light = theme == THEME_CONTRAST ? 0 : 26; /* a tenth of the white under it */
        g_assert_true(ABS(seen.ground.r - light) <= 2 && ABS(seen.ground.g - light) <= 2 &&
                      ABS(seen.ground.b - light) <= 2);
        g_assert_cmpint(seen.white, >, 500);
        g_assert_true(box_is_empty(look(&view, 1500, places[0].picture, places[0].picture).box));
    }
}

static const char *const texts[] = {
    "So we asked.",
    "Nobody asked us what we wanted. So we asked each other.",
    "– Who made the tea?\n– She did, every week.",
    "It was a room over a shop, cold, with one good chair, and whoever had had the worst week sat "
    "in "
    "it; that was the rule, and nobody ever had to be told. We talked until the last bus, and then "
    "we walked, because the talking was not done. I have the minutes still, in a biscuit tin.",
};

static void lines_are_few_and_inside_the_safe_area(void)
{
    for (size_t place = 0; place < G_N_ELEMENTS(places); place++)
        for (int size = 0; size < TEXT_SIZE_COUNT; size++)
            for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
                struct shown_cue cues[] = {{.speaker = "", .text = texts[i]}};
                struct shown_cues lines = lines_of(cues, 1);
                struct view_item view = {.captions = &lines, .captions_language = "en"};
                struct box picture = places[place].picture;
                hang(place, THEME_EVENING, (enum text_size)size);
                static const double body[] = {42, 60, 80};
                double line = MAX(MAX(picture.h * 0.08, 46), body[size]);
                for (int64_t ms = 50; ms < 1000; ms += 450) {
                    struct seen seen = look(&view, ms, picture, picture);
                    g_assert_false(box_is_empty(seen.box));
                    g_assert_cmpfloat(seen.box.h, <=, places[place].lines * line + 22);
                    g_assert_cmpfloat(seen.box.h, >=, 46);
                    g_assert_cmpfloat(seen.box.w, <=, places[place].share * picture.w + 42);
                    g_assert_cmpfloat(seen.box.y + seen.box.h, <=,
                                      picture.y + picture.h * 0.94 + 1);
                    g_assert_cmpfloat(seen.box.y, >=, picture.y);
                    double off = box_center(seen.box).x - box_center(picture).x;
                    g_assert_cmpfloat(fabs(off), <=, 2);
                }
            }
}

/* Too long for its lines in any size: one part after another, each word once. */
static void a_long_caption_is_shown_part_by_part(void)
{
    struct shown_cue cues[] = {{.speaker = "", .text = texts[3]}};
    struct shown_cues lines = lines_of(cues, 1);
    struct view_item view = {.captions = &lines, .captions_language = "en"};
    hang(0, THEME_EVENING, TEXT_STANDARD);
    unsigned before = 0;
    int parts = 0;
    for (int64_t ms = 0; ms < 1000; ms += 20) {
        struct seen seen = look(&view, ms, places[0].picture, places[0].picture);
        parts += seen.print != before;
        before = seen.print;
    }
    g_assert_cmpint(parts, >=, 3);
    g_assert_cmpint(parts, <=, 6);
}

static void a_signer_or_controls_are_kept_clear_of(void)
{
    struct shown_cue cues[] = {{.speaker = "", .text = texts[1]}};
    struct shown_cues lines = lines_of(cues, 1);
    struct view_item view = {.captions = &lines, .captions_language = "en"};
    struct box picture = places[1].picture, free = {0, 0, 1352, 912};
    hang(1, THEME_EVENING, TEXT_LARGEST);
    struct seen seen = look(&view, 500, picture, free);
    g_assert_cmpfloat(seen.box.x, >=, free.x);
    g_assert_cmpfloat(seen.box.x + seen.box.w, <=, free.x + free.w);
    g_assert_cmpfloat(seen.box.y + seen.box.h, <=, free.y + free.h);
}

static void assert_color(const struct view_item *view, size_t line, int number)
{
    struct seen seen = look(view, (int64_t)line * 2000 + 500, places[0].picture, places[0].picture);
    const int counts[] = {seen.white, seen.yellow, seen.cyan, seen.green};
    for (int i = 0; i < 4; i++)
        g_assert_true(i == number ? counts[i] > 100 : counts[i] < 20);
}

/* By first words; the same person has the same colour in another language, whatever the name there,
 * and whoever begins to speak there first. */
static void colours_are_the_speaker_s_in_every_language(void)
{
    struct shown_cue own[] = {{.speaker = "Asha", .text = "One line of words."},
                              {.speaker = "Bert", .text = "Another line of words."},
                              {.speaker = "Asha", .text = "And one more line."},
                              {.speaker = "Cleo", .text = "A third voice speaks."},
                              {.speaker = "Dev", .text = "And a fourth voice."},
                              {.speaker = "Eve", .text = "And a fifth voice."},
                              {.speaker = "", .text = "[A door opens]"}};
    static const int numbers[] = {0, 1, 0, 2, 3, 0, 0};
    struct shown_cue other[G_N_ELEMENTS(own)];
    static const char *const names[] = {"", "Bert (po polsku)", "Asza", "Kleo", "Dew", "Ewa", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        other[i] = (struct shown_cue){.speaker = names[i], .text = own[i].text};
    struct shown_cues lines = lines_of(own, G_N_ELEMENTS(own)),
                      translated = lines_of(other, G_N_ELEMENTS(other));
    hang(0, THEME_CREAM, TEXT_STANDARD);
    struct voices *voices = voices_create();
    voices_add(voices, &lines);
    voices_add(voices, &translated);
    struct view_item view = {.captions = &lines, .captions_language = "en", .voices = voices};
    for (size_t i = 0; i < lines.count; i++)
        assert_color(&view, i, numbers[i]);
    view = (struct view_item){.captions = &translated, .captions_language = "pl", .voices = voices};
    for (size_t i = 0; i < translated.count; i++)
        assert_color(&view, i, numbers[i]);
    voices_destroy(voices);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/caption/the box is black, wholly so in high contrast", the_box_is_black);
    g_test_add_func("/caption/lines are few and inside the safe area",
                    lines_are_few_and_inside_the_safe_area);
    g_test_add_func("/caption/a long caption is shown part by part",
                    a_long_caption_is_shown_part_by_part);
    g_test_add_func("/caption/a signer or controls over the picture are kept clear of",
                    a_signer_or_controls_are_kept_clear_of);
    g_test_add_func("/caption/a speaker has one colour in every language",
                    colours_are_the_speaker_s_in_every_language);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
