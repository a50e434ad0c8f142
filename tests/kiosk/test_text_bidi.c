#include <glib.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas.h"
#include "kiosk/text.h"

static struct theme *theme;
static struct canvas *canvas;
static struct text *text;

static void set_up(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    g_autoptr(GError) error = NULL;
    theme = theme_load(folder, THEME_EVENING, &error);
    g_assert_no_error(error);
    canvas = canvas_create_offscreen(1920, 1080, false, &error);
    g_assert_no_error(error);
    text = text_create(canvas, theme, NULL, &error);
    g_assert_no_error(error);
}

static void tear_down(void)
{
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
}

static struct text_layout *layout_of(const char *utf8, const char *language, double width,
                                     int max_lines)
{
    return text_layout_line(text, utf8, language, TYPE_TRANSCRIPT, COLOR_TEXT, width, max_lines);
}

static void each_language_is_set_in_its_own_face(void)
{
    static const struct {
        const char *language, *words, *face, *script;
    } cases[] = {
        {"en", "Nobody asked us", "Inter-Regular.otf", "Latn"},
        {"pl", "Wszyscy ludzie", "Inter-Regular.otf", "Latn"},
        {"ur", "تمام انسان", "NotoNastaliqUrdu-Regular.ttf", "Arab"},
        {"pnb-Arab", "سارے انسان", "NotoNastaliqUrdu-Regular.ttf", "Arab"},
        {"ar", "يولد جميع الناس", "NotoNaskhArabic-Regular.ttf", "Arab"},
        {"pa", "ਸਾਰਾ ਮਨੁੱਖੀ", "NotoSansGurmukhi-Regular.ttf", "Guru"},
        {"bn", "সমস্ত মানুষ", "NotoSansBengali-Regular.ttf", "Beng"},
        {"gu", "સર્વ માનવો", "NotoSansGujarati-Regular.ttf", "Gujr"},
        {"hi", "सभी मनुष्यों", "NotoSansDevanagari-Regular.ttf", "Deva"},
        {"am", "የሰው ልጅ", "NotoSansEthiopic-Regular.ttf", "Ethi"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct text_layout *layout = layout_of(cases[i].words, cases[i].language, 0, 1);
        g_assert_cmpuint(text_layout_runs(layout), ==, 1);
        struct text_run_info run = text_layout_run(layout, 0);
        g_assert_cmpstr(run.face, ==, cases[i].face);
        g_assert_cmpstr(run.script, ==, cases[i].script);
        text_layout_destroy(layout);
    }
}

static void a_tone_over_a_capital_is_set_in_a_face_that_can(void)
{
    struct text_layout *yoruba = layout_of("Ọ̀rọ̀ wa", "yo", 0, 1);
    g_assert_cmpuint(text_layout_runs(yoruba), ==, 1);
    g_assert_cmpstr(text_layout_run(yoruba, 0).face, ==, "NotoSans-Regular.ttf");
    text_layout_destroy(yoruba);
    struct text_layout *name = layout_of("Ọ̀yọ́", "en", 0, 1);
    g_assert_cmpstr(text_layout_run(name, 0).face, ==, "NotoSans-Regular.ttf");
    g_assert_cmpstr(text_layout_run(name, 1).face, ==, "Inter-Regular.otf");
    text_layout_destroy(name);
}

static void nastaliq_has_room_for_its_slope(void)
{
    struct text_layout *urdu = layout_of("تمام انسان", "ur", 0, 1);
    g_assert_cmpfloat(text_layout_height(urdu), >=, 32 * 1.15 * 2.5 - 1.5);
    text_layout_destroy(urdu);
}

static void years_and_latin_names_in_urdu_read_from_left_to_right(void)
{
    static const char *const sentence = "سن 1981 میں Leeds Mind (UK)";
    struct text_layout *layout = layout_of(sentence, "ur", 0, 1);
    bool has_year = false;
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        g_autofree char *part =
            g_strndup(sentence + run.range.start, run.range.end - run.range.start);
        if (strstr(part, "1981") != NULL || strstr(part, "Leeds") != NULL) {
            g_assert_cmpint(run.level & 1, ==, 0);
            has_year = true;
        }
    }
    g_assert_true(has_year);
    struct box year = text_layout_caret(layout, strlen("سن "));
    struct box first = text_layout_caret(layout, 0);
    g_assert_cmpfloat(year.x, <, first.x);
    text_layout_destroy(layout);
}

static void a_letter_no_face_has_is_a_box_and_is_logged_once(void)
{
    static const char *const runes = "a\xf0\x90\x8c\xb0"
                                     "b";
    g_test_expect_message(NULL, G_LOG_LEVEL_MESSAGE, "text: no face here has*");
    struct text_layout *layout = layout_of(runes, "en", 0, 1);
    g_test_assert_expected_messages();
    struct text_layout *again = layout_of(runes, "en", 0, 1);
    bool has_missing = false;
    for (size_t i = 0; i < text_layout_runs(layout); i++)
        has_missing = has_missing || text_layout_run(layout, i).missing;
    g_assert_true(has_missing);
    g_assert_cmpuint(text_stats(text).missing_clusters, ==, 1);
    canvas_begin(canvas, theme_color(theme, COLOR_BG0));
    text_draw(text, layout, (struct point){100, 100});
    g_assert_true(canvas_present(canvas, NULL));
    text_layout_destroy(layout);
    text_layout_destroy(again);
}

static void bytes_that_are_no_text_are_shown_as_such_and_harm_nothing(void)
{
    static const char *const cases[] = {"\xff\xfe abc",
                                        "a\xc3",
                                        "",
                                        "\n\n",
                                        "\t",
                                        "\xe2\x80\x8f",
                                        "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
                                        "\xe2\x80\x8d"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct text_layout *layout = layout_of(cases[i], "ur", 200, 2);
        g_assert_cmpint(text_layout_lines(layout), >=, 1);
        g_assert_cmpfloat(text_layout_height(layout), >, 0);
        text_layout_hit(layout, (struct point){10, 10});
        text_layout_caret(layout, 0);
        text_layout_destroy(layout);
    }
}

static void time_codes_line_up_whatever_their_digits(void)
{
    static const char *const codes[] = {"1:11", "0:00", "7:47", "8:58"};
    double width = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++) {
        struct text_span span = {.utf8 = codes[i], .role = TYPE_META, .tabular = true};
        struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = "en"};
        struct text_layout *layout =
            text_layout_create(text, &paragraph, 1, &(struct text_options){0});
        g_assert_true(width == 0 || text_layout_width(layout) == width);
        width = text_layout_width(layout);
        text_layout_destroy(layout);
    }
    static const struct {
        int64_t ms;
        const char *code;
    } times[] = {
        {0, "0:00"}, {59999, "0:59"}, {187000, "3:07"}, {3753000, "1:02:33"}, {-5, "0:00"}};
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        g_autofree char *code = text_time_code(times[i].ms);
        g_assert_cmpstr(code, ==, times[i].code);
    }
}

static void larger_text_and_more_space_take_more_room(void)
{
    struct text_settings settings = {0};
    double before = 0;
    for (int size = TEXT_STANDARD; size < TEXT_SIZE_COUNT; size++) {
        settings.size = size;
        text_set_settings(text, &settings);
        struct text_layout *layout = layout_of("Nobody asked us what we wanted.", "en", 600, 0);
        g_assert_cmpfloat(text_layout_height(layout), >, before);
        before = text_layout_height(layout);
        text_layout_destroy(layout);
    }
    settings.size = TEXT_STANDARD;
    text_set_settings(text, &settings);
    struct text_layout *plain = layout_of("Nobody asked us", "en", 0, 1);
    settings.more_space = true;
    settings.letters = LETTERS_ANDIKA;
    text_set_settings(text, &settings);
    struct text_layout *easy = layout_of("Nobody asked us", "en", 0, 1);
    g_assert_cmpstr(text_layout_run(easy, 0).face, ==, "Andika-Regular.ttf");
    g_assert_cmpfloat(text_layout_height(easy), >, text_layout_height(plain));
    text_layout_destroy(plain);
    text_layout_destroy(easy);
    text_set_settings(text, &(struct text_settings){0});
}

static void a_highlight_covers_its_words_on_every_line(void)
{
    static const char *const words = "one two three four five six seven eight nine ten";
    struct text_layout *layout = layout_of(words, "en", 200, 0);
    struct box boxes[16];
    size_t count =
        text_layout_range_boxes(layout, (struct text_range){4, strlen(words) - 4}, boxes, 16);
    g_assert_cmpuint(count, ==, (size_t)text_layout_lines(layout));
    for (size_t i = 1; i < count; i++)
        g_assert_cmpfloat(boxes[i].y, >, boxes[i - 1].y);
    g_assert_cmpfloat(boxes[0].x, >, 0);
    size_t none = text_layout_range_boxes(layout, (struct text_range){4, 4}, boxes, 16);
    g_assert_cmpuint(none, ==, 0);
    g_assert_cmpuint(text_layout_range_boxes(layout, (struct text_range){0, 48}, boxes, 1), ==,
                     count);
    text_layout_destroy(layout);
}

static void *lay_out_and_prepare(void *data)
{
    static const char *const texts[] = {"تمام انسان آزاد اور حقوق و عزت", "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ",
                                        "Nobody asked us what we wanted"};
    static const char *const languages[] = {"ur", "pa", "en"};
    for (int i = 0; i < 60; i++) {
        int which = (i + GPOINTER_TO_INT(data)) % 3;
        struct text_layout *layout = layout_of(texts[which], languages[which], 200 + i % 7 * 60, 0);
        text_prepare(text, layout);
        text_layout_destroy(layout);
    }
    return NULL;
}

static void text_can_be_prepared_aside_while_a_screen_is_drawn(void)
{
    GThread *threads[2];
    for (int i = 0; i < 2; i++)
        threads[i] = g_thread_new("prepare", lay_out_and_prepare, GINT_TO_POINTER(i));
    for (int frame = 0; frame < 30; frame++) {
        struct text_layout *layout = layout_of("Nobody asked us what we wanted", "en", 260, 0);
        canvas_begin(canvas, theme_color(theme, COLOR_BG0));
        text_draw(text, layout, (struct point){100, 100});
        g_assert_true(canvas_present(canvas, NULL));
        text_layout_destroy(layout);
    }
    for (int i = 0; i < 2; i++)
        g_thread_join(threads[i]);
}

static void drawn_text_is_where_the_layout_says(void)
{
    struct text_layout *layout = layout_of("Leeds", "en", 0, 1);
    canvas_begin(canvas, theme_color(theme, COLOR_BG0));
    text_draw_color(text, layout, (struct point){100, 100}, (struct color){255, 255, 255, 255});
    g_assert_true(canvas_present(canvas, NULL));
    int ink = 0;
    for (int y = 90; y < 160; y++)
        for (int x = 80; x < 300; x++) {
            struct color pixel;
            g_assert_true(canvas_pixel(canvas, x, y, &pixel));
            if (pixel.r < 200)
                continue;
            ink++;
            g_assert_cmpint(x, >=, 100);
            g_assert_cmpint(x, <, 100 + (int)ceil(text_layout_width(layout)));
            /* No letter of the word goes below the baseline by more than a pixel. */
            g_assert_cmpint(y, <=, 100 + (int)text_layout_baseline(layout, 0));
        }
    g_assert_cmpint(ink, >, 100);
    text_layout_destroy(layout);
}

/* The lowest row with ink of white words drawn at 100, 100. */
static int lowest_ink(const char *utf8, const char *language)
{
    struct text_layout *layout = layout_of(utf8, language, 0, 1);
    canvas_begin(canvas, theme_color(theme, COLOR_BG0));
    text_draw_color(text, layout, (struct point){100, 100}, (struct color){255, 255, 255, 255});
    g_assert_true(canvas_present(canvas, NULL));
    int lowest = 0;
    for (int y = 60; y < 200; y++)
        for (int x = 80; x < 400; x++) {
            struct color pixel;
            g_assert_true(canvas_pixel(canvas, x, y, &pixel));
            if (pixel.r > 200)
                lowest = y;
        }
    text_layout_destroy(layout);
    return lowest;
}

static void marks_stacked_on_a_capital_do_not_push_its_word_down(void)
{
    g_assert_cmpint(lowest_ink("HỌH", "yo"), ==, lowest_ink("HỌ̀́̂H", "yo"));
    struct text_settings settings = {.more_space = true};
    text_set_settings(text, &settings);
    g_assert_cmpint(lowest_ink("HỌH", "yo"), ==, lowest_ink("HỌ̀́̂H", "yo"));
    text_set_settings(text, &(struct text_settings){0});
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    set_up();
#define PROMISE(name) g_test_add_func("/kiosk/text/" #name, name)
    PROMISE(each_language_is_set_in_its_own_face);
    PROMISE(a_tone_over_a_capital_is_set_in_a_face_that_can);
    PROMISE(nastaliq_has_room_for_its_slope);
    PROMISE(years_and_latin_names_in_urdu_read_from_left_to_right);
    PROMISE(a_letter_no_face_has_is_a_box_and_is_logged_once);
    PROMISE(bytes_that_are_no_text_are_shown_as_such_and_harm_nothing);
    PROMISE(time_codes_line_up_whatever_their_digits);
    PROMISE(larger_text_and_more_space_take_more_room);
    PROMISE(a_highlight_covers_its_words_on_every_line);
    PROMISE(text_can_be_prepared_aside_while_a_screen_is_drawn);
    PROMISE(marks_stacked_on_a_capital_do_not_push_its_word_down);
    PROMISE(drawn_text_is_where_the_layout_says);
    int failed = g_test_run();
    tear_down();
    return failed;
}
