#include <fribidi.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas.h"
#include "kiosk/text.h"
#include "kiosk/words.h"

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

/* One article of the Universal Declaration of Human Rights; columns of articles.tsv. */
struct article {
    const char *language, *title, *text;
};

static GPtrArray *articles(char **contents)
{
    const char *corpora = g_getenv("RWF_CORPORA");
    g_autofree char *beside =
        g_build_filename(g_getenv("RWF_SOURCE"), "..", "shared", "corpora", NULL);
    g_autofree char *path =
        g_build_filename(corpora != NULL ? corpora : beside, "udhr", "articles.tsv", NULL);
    if (!g_file_get_contents(path, contents, NULL, NULL))
        return NULL;
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    char *line = strchr(*contents, '\n');
    while (line != NULL && *++line != '\0') {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        char *cells[7];
        int count = 0;
        for (char *cell = line; cell != NULL && count < 7; count++) {
            cells[count] = cell;
            cell = strchr(cell, '\t');
            if (cell != NULL)
                *cell++ = '\0';
        }
        if (count == 7) {
            struct article *article = g_new(struct article, 1);
            *article = (struct article){cells[0], cells[5], cells[6]};
            g_ptr_array_add(found, article);
        }
        line = end;
    }
    return found;
}

typedef void (*article_check)(const struct article *article);

/* Runs @check over articles of every language, three of each, or skips. */
static void over_articles(article_check check)
{
    g_autofree char *contents = NULL;
    g_autoptr(GPtrArray) all = articles(&contents);
    if (all == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all->len; i++) {
        const struct article *article = all->pdata[i];
        int seen = GPOINTER_TO_INT(g_hash_table_lookup(counts, article->language));
        g_hash_table_insert(counts, (char *)article->language, GINT_TO_POINTER(seen + 1));
        if (seen < 3)
            check(article);
    }
    g_assert_cmpuint(g_hash_table_size(counts), >=, 29);
}

static bool is_space(const char *at)
{
    return g_unichar_isspace(g_utf8_get_char(at));
}

static void check_each_byte_once(const struct article *article)
{
    size_t length = strlen(article->text);
    g_autofree uint8_t *shown = g_malloc0(length);
    struct text_layout *layout = layout_of(article->text, article->language, 700, 0);
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        g_assert_false(run.missing);
        for (size_t at = run.range.start; at < run.range.end; at++)
            shown[at]++;
    }
    for (size_t at = 0; at < length; at++) {
        const char *start = article->text + at;
        while ((*start & 0xC0) == 0x80)
            start--;
        if (is_space(start))
            g_assert_cmpuint(shown[at], <=, 1);
        else
            g_assert_cmpuint(shown[at], ==, 1);
    }
    text_layout_destroy(layout);
}

static void every_letter_of_every_language_is_shown_exactly_once(void)
{
    over_articles(check_each_byte_once);
}

static void check_width(const struct article *article)
{
    static const double widths[] = {1200, 700, 320, 130};
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        struct text_layout *layout = layout_of(article->text, article->language, widths[i], 0);
        double bottom = 0;
        for (int line = 0; line < text_layout_lines(layout); line++) {
            struct box box = text_layout_line_box(layout, line);
            if (box.w > widths[i])
                g_error("%s: line %d of %g is %g wide: \"%.*s\"", article->language, line,
                        widths[i], box.w,
                        (int)(text_layout_line_range(layout, line).end -
                              text_layout_line_range(layout, line).start),
                        article->text + text_layout_line_range(layout, line).start);
            g_assert_cmpfloat(box.x, >=, 0);
            g_assert_cmpfloat(box.x + box.w, <=, widths[i]);
            g_assert_cmpfloat_with_epsilon(box.y, bottom, 0.001);
            bottom = box.y + box.h;
        }
        g_assert_cmpfloat_with_epsilon(bottom, text_layout_height(layout), 0.001);
        text_layout_destroy(layout);
    }
}

static void no_line_is_wider_than_its_column(void)
{
    over_articles(check_width);
}

/* Byte offsets of a line's characters from left to right, by FriBidi alone. */
static GArray *order_by_standard(const struct article *article, struct text_range range,
                                 const FriBidiLevel *levels)
{
    GArray *offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) line_levels = g_array_new(FALSE, FALSE, 1);
    glong index = g_utf8_pointer_to_offset(article->text, article->text + range.start);
    for (const char *at = article->text + range.start; at < article->text + range.end;
         at = g_utf8_next_char(at), index++) {
        size_t offset = (size_t)(at - article->text);
        uint8_t level = (uint8_t)levels[index];
        g_array_append_val(offsets, offset);
        g_array_append_val(line_levels, level);
    }
    while (offsets->len > 0 &&
           is_space(article->text + g_array_index(offsets, size_t, offsets->len - 1)))
        g_array_set_size(offsets, offsets->len - 1);
    size_t *data = (size_t *)(void *)offsets->data;
    for (int level = 125; level > 0; level--)
        for (guint i = 0; i < offsets->len; i++) {
            guint end = i;
            while (end < offsets->len && g_array_index(line_levels, uint8_t, end) >= level)
                end++;
            for (guint a = i, b = end; a + 1 < b; a++, b--) {
                size_t swap = data[a];
                data[a] = data[b - 1];
                data[b - 1] = swap;
            }
            i = MAX(i, end);
        }
    return offsets;
}

/* The same as the layout draws it. */
static GArray *order_as_drawn(const struct article *article, const struct text_layout *layout,
                              int line)
{
    GArray *offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
    double right = -1;
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        if (run.line != line)
            continue;
        g_assert_cmpfloat(run.x, >=, right - 0.001);
        right = run.x + run.width;
        guint first = offsets->len;
        for (size_t at = run.range.start; at < run.range.end;
             at = (size_t)(g_utf8_next_char(article->text + at) - article->text)) {
            if (run.level & 1)
                g_array_insert_val(offsets, first, at);
            else
                g_array_append_val(offsets, at);
        }
    }
    return offsets;
}

static void check_order(const struct article *article)
{
    glong count = 0;
    g_autofree gunichar *codes = g_utf8_to_ucs4_fast(article->text, -1, &count);
    g_autofree FriBidiCharType *types = g_new(FriBidiCharType, (gsize)count);
    g_autofree FriBidiBracketType *brackets = g_new(FriBidiBracketType, (gsize)count);
    g_autofree FriBidiLevel *levels = g_new0(FriBidiLevel, (gsize)count);
    FriBidiStrIndex n = (FriBidiStrIndex)count;
    fribidi_get_bidi_types(codes, n, types);
    fribidi_get_bracket_types(codes, n, types, brackets);
    FriBidiParType base =
        words_direction(article->language) == DIRECTION_RTL ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    g_assert_cmpint(fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, levels), >, 0);
    struct text_layout *layout = layout_of(article->text, article->language, 600, 0);
    for (int line = 0; line < text_layout_lines(layout); line++) {
        g_autoptr(GArray) expected =
            order_by_standard(article, text_layout_line_range(layout, line), levels);
        g_autoptr(GArray) drawn = order_as_drawn(article, layout, line);
        g_assert_cmpmem(expected->data, expected->len * sizeof(size_t), drawn->data,
                        drawn->len * sizeof(size_t));
    }
    text_layout_destroy(layout);
}

static void letters_stand_in_the_order_of_the_standard(void)
{
    over_articles(check_order);
}

static void check_hits(const struct article *article)
{
    struct text_layout *layout = layout_of(article->text, article->language, 700, 3);
    bool is_exact = strcmp(article->language, "en") == 0 || strcmp(article->language, "pl") == 0;
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        for (size_t at = run.range.start; at < run.range.end;
             at = (size_t)(g_utf8_next_char(article->text + at) - article->text)) {
            if (g_unichar_ismark(g_utf8_get_char(article->text + at)))
                continue;
            struct box caret = text_layout_caret(layout, at);
            struct point inside = {caret.x + (run.level & 1 ? -1 : 1), caret.y + caret.h / 2};
            size_t hit = text_layout_hit(layout, inside);
            if (is_exact)
                g_assert_cmpuint(hit, ==, at);
            g_assert_cmpfloat(fabs(text_layout_caret(layout, hit).x - caret.x), <=, 14);
        }
    }
    text_layout_destroy(layout);
}

static void a_touch_on_a_letter_finds_that_letter(void)
{
    over_articles(check_hits);
}

static void check_cut(const struct article *article)
{
    for (int lines = 1; lines <= 2; lines++) {
        struct text_layout *layout = layout_of(article->text, article->language, 500, lines);
        g_assert_cmpint(text_layout_lines(layout), <=, lines);
        struct text_layout *whole = layout_of(article->text, article->language, 500, 0);
        g_assert_true(text_layout_is_cut(layout) == (text_layout_lines(whole) > lines));
        g_assert_cmpfloat(text_layout_width(layout), <=, 500);
        if (text_layout_is_cut(layout)) {
            /* The three dots stand where reading ends: left in right-to-left languages. */
            struct text_run_info last = {0};
            bool is_rtl = words_direction(article->language) == DIRECTION_RTL;
            for (size_t i = 0; i < text_layout_runs(layout); i++) {
                struct text_run_info run = text_layout_run(layout, i);
                if (run.line == lines - 1 && (is_rtl ? last.face == NULL : true))
                    last = run;
            }
            g_assert_cmpuint(last.range.start, ==, last.range.end);
        }
        text_layout_destroy(layout);
        text_layout_destroy(whole);
    }
}

static void a_cut_text_ends_in_dots_on_the_side_where_reading_ends(void)
{
    over_articles(check_cut);
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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    set_up();
#define PROMISE(name) g_test_add_func("/kiosk/text/" #name, name)
    PROMISE(every_letter_of_every_language_is_shown_exactly_once);
    PROMISE(no_line_is_wider_than_its_column);
    PROMISE(letters_stand_in_the_order_of_the_standard);
    PROMISE(a_touch_on_a_letter_finds_that_letter);
    PROMISE(a_cut_text_ends_in_dots_on_the_side_where_reading_ends);
    PROMISE(each_language_is_set_in_its_own_face);
    PROMISE(nastaliq_has_room_for_its_slope);
    PROMISE(years_and_latin_names_in_urdu_read_from_left_to_right);
    PROMISE(a_letter_no_face_has_is_a_box_and_is_logged_once);
    PROMISE(bytes_that_are_no_text_are_shown_as_such_and_harm_nothing);
    PROMISE(time_codes_line_up_whatever_their_digits);
    PROMISE(larger_text_and_more_space_take_more_room);
    PROMISE(a_highlight_covers_its_words_on_every_line);
    PROMISE(text_can_be_prepared_aside_while_a_screen_is_drawn);
    PROMISE(drawn_text_is_where_the_layout_says);
    int failed = g_test_run();
    tear_down();
    return failed;
}
