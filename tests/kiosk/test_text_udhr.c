/*
 * Articles 1 to 10 of the Universal Declaration of Human Rights in every language of the corpus,
 * laid out and checked against ICU (clusters, order) and HarfBuzz (glyphs), which the kiosk's own
 * text engine does not use for either.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas.h"
#include "kiosk/text.h"
#include "kiosk/words.h"
#include "tests/support/corpus.h"
#include "tests/support/glyphs.h"
#include "tests/support/unicode.h"

static const double widths[] = {1200, 600, 260};

static struct theme *theme;
static struct canvas *canvas;
static struct text *text;

/* One article; columns of articles.tsv. */
struct article {
    const char *language, *text;
};

static GPtrArray *articles(char **contents)
{
    g_autofree char *folder = corpus_folder("udhr");
    if (folder == NULL)
        return NULL;
    g_autofree char *path = g_build_filename(folder, "articles.tsv", NULL);
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, contents, NULL, &error);
    g_assert_no_error(error);
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    char *line = strchr(*contents, '\n');
    while (line != NULL && *++line != '\0') {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        g_auto(GStrv) cells = g_strsplit(line, "\t", 7);
        g_assert_cmpuint(g_strv_length(cells), ==, 7);
        struct article *article = g_new(struct article, 1);
        *article = (struct article){line, line + strlen(line) - strlen(cells[6])};
        line[strlen(cells[0])] = '\0';
        g_ptr_array_add(found, article);
        line = end;
    }
    return found;
}

/* Checks an article as it is laid out in one width, at one text size. */
typedef void (*article_check)(const struct article *article, const struct text_layout *layout,
                              double width);

static void check_at(article_check check, const struct article *article, enum text_size size,
                     double width)
{
    text_set_settings(text, &(struct text_settings){.size = size});
    struct text_layout *layout = text_layout_line(text, article->text, article->language,
                                                  TYPE_TRANSCRIPT, COLOR_TEXT, width, 0);
    check(article, layout, width);
    text_layout_destroy(layout);
}

/* Runs @check over every article at every size and width; where a sanitizer makes it slow, each
 * article at one of them, so that every language meets all nine. */
static void over_articles(article_check check)
{
    g_autofree char *contents = NULL;
    g_autoptr(GPtrArray) all = articles(&contents);
    if (all == NULL)
        return;
    g_autoptr(GHashTable) languages = g_hash_table_new(g_str_hash, g_str_equal);
    const guint all_ways = TEXT_SIZE_COUNT * G_N_ELEMENTS(widths);
    for (guint i = 0; i < all->len; i++) {
        const struct article *article = all->pdata[i];
        g_hash_table_add(languages, (char *)article->language);
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
        const guint first = i % all_ways, last = first + 1;
#else
        const guint first = 0, last = all_ways;
#endif
        for (guint way = first; way < last; way++)
            check_at(check, article, (enum text_size)(way % TEXT_SIZE_COUNT),
                     widths[way / TEXT_SIZE_COUNT]);
    }
    text_set_settings(text, &(struct text_settings){0});
    g_assert_cmpuint(g_hash_table_size(languages), ==, 29);
    g_assert_cmpuint(all->len, ==, 320);
}

static bool is_space(const char *at)
{
    return g_unichar_isspace(g_utf8_get_char(at));
}

/* How often each byte is drawn. */
static uint8_t *times_shown(const struct article *article, const struct text_layout *layout)
{
    uint8_t *shown = g_malloc0(strlen(article->text));
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        if (run.missing)
            g_error("%s: nobody has \"%.*s\"", article->language,
                    (int)(run.range.end - run.range.start), article->text + run.range.start);
        for (size_t at = run.range.start; at < run.range.end; at++)
            shown[at]++;
    }
    return shown;
}

/* The run that begins at or before a byte and ends after it. */
static size_t run_with(const struct text_layout *layout, size_t at)
{
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_range range = text_layout_run(layout, i).range;
        if (range.start <= at && at < range.end)
            return i;
    }
    return SIZE_MAX;
}

static void check_clusters(const struct article *article, const struct text_layout *layout,
                           double width)
{
    g_autofree uint8_t *shown = times_shown(article, layout);
    g_autoptr(GArray) ends = unicode_cluster_ends(article->text);
    size_t start = 0;
    for (guint i = 0; i < ends->len; i++) {
        size_t end = g_array_index(ends, size_t, i);
        bool is_trimmed = shown[start] == 0 && is_space(article->text + start);
        for (size_t at = start; at < end && !is_trimmed; at++)
            g_assert_cmpuint(shown[at], ==, 1);
        if (!is_trimmed)
            g_assert_cmpuint(run_with(layout, start), ==, run_with(layout, end - 1));
        start = end;
    }
    g_assert_cmpuint(start, ==, strlen(article->text));
}

static void every_cluster_of_every_language_is_drawn_exactly_once_and_whole(void)
{
    over_articles(check_clusters);
}

static void check_width(const struct article *article, const struct text_layout *layout,
                        double width)
{
    double bottom = 0;
    for (int line = 0; line < text_layout_lines(layout); line++) {
        struct box box = text_layout_line_box(layout, line);
        struct text_range range = text_layout_line_range(layout, line);
        if (box.x < 0 || box.x + box.w > width)
            g_error("%s: line %d of %g is at %g, %g wide: \"%.*s\"", article->language, line, width,
                    box.x, box.w, (int)(range.end - range.start), article->text + range.start);
        g_assert_cmpfloat_with_epsilon(box.y, bottom, 0.001);
        bottom = box.y + box.h;
    }
    g_assert_cmpfloat_with_epsilon(bottom, text_layout_height(layout), 0.001);
}

static void no_line_is_wider_than_its_column(void)
{
    over_articles(check_width);
}

/* The line without the spaces at its end, which are not drawn. */
static struct text_range without_end(const struct article *article, struct text_range range)
{
    while (range.end > range.start) {
        const char *last = g_utf8_prev_char(article->text + range.end);
        if (!is_space(last))
            break;
        range.end = (size_t)(last - article->text);
    }
    return range;
}

/* Byte offsets of a line's characters from left to right, as the layout draws it. */
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

static void check_order(const struct article *article, const struct text_layout *layout,
                        double width)
{
    bool is_rtl = words_direction(article->language) == DIRECTION_RTL;
    struct unicode_paragraph *paragraph = unicode_paragraph_create(article->text, is_rtl);
    size_t next = 0;
    for (int line = 0; line < text_layout_lines(layout); line++) {
        struct text_range range = text_layout_line_range(layout, line);
        g_assert_cmpuint(range.start, ==, next);
        next = range.end;
        range = without_end(article, range);
        g_autoptr(GArray) expected = unicode_line_order(paragraph, range.start, range.end);
        g_autoptr(GArray) drawn = order_as_drawn(article, layout, line);
        g_assert_cmpmem(expected->data, expected->len * sizeof(size_t), drawn->data,
                        drawn->len * sizeof(size_t));
    }
    g_assert_cmpuint(next, ==, strlen(article->text));
    unicode_paragraph_destroy(paragraph);
}

static void letters_stand_in_the_order_of_the_standard(void)
{
    over_articles(check_order);
}

/* Shaped as it is drawn, no letter is a box and no vowel sign stands on a dotted circle. */
static void check_glyphs(const struct article *article, const struct text_layout *layout,
                         double width)
{
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        g_autofree char *part =
            g_strndup(article->text + run.range.start, run.range.end - run.range.start);
        const char *fault = glyphs_fault(part, run.face, run.script, run.level & 1);
        if (fault != NULL)
            g_error("%s: \"%s\" in %s shows %s", article->language, part, run.face, fault);
    }
}

static void no_letter_is_a_box_and_no_vowel_sign_is_torn_off(void)
{
    over_articles(check_glyphs);
}

/* Where a visitor touches the first line, in from the edge each letter begins at. */
static void check_hits(const struct article *article, const struct text_layout *layout,
                       double width)
{
    bool is_exact = strcmp(article->language, "en") == 0 || strcmp(article->language, "pl") == 0;
    double em = theme_type(theme, TYPE_TRANSCRIPT, text_settings(text).size).size_px;
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        for (size_t at = run.range.start; run.line == 0 && at < run.range.end;
             at = (size_t)(g_utf8_next_char(article->text + at) - article->text)) {
            if (g_unichar_ismark(g_utf8_get_char(article->text + at)))
                continue;
            struct box caret = text_layout_caret(layout, at);
            struct point inside = {caret.x + (run.level & 1 ? -1 : 1), caret.y + caret.h / 2};
            size_t hit = text_layout_hit(layout, inside);
            if (is_exact)
                g_assert_cmpuint(hit, ==, at);
            g_assert_cmpfloat(fabs(text_layout_caret(layout, hit).x - caret.x), <=, em * 0.45);
        }
    }
}

static void a_touch_on_a_letter_finds_that_letter(void)
{
    over_articles(check_hits);
}

static void check_cut(const struct article *article, const struct text_layout *whole, double width)
{
    for (int lines = 1; lines <= 2; lines++) {
        struct text_layout *layout = text_layout_line(text, article->text, article->language,
                                                      TYPE_TRANSCRIPT, COLOR_TEXT, width, lines);
        g_assert_cmpint(text_layout_lines(layout), <=, lines);
        g_assert_true(text_layout_is_cut(layout) == (text_layout_lines(whole) > lines));
        g_assert_cmpfloat(text_layout_width(layout), <=, width);
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
    }
}

static void a_cut_text_ends_in_dots_on_the_side_where_reading_ends(void)
{
    over_articles(check_cut);
}

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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    set_up();
#define PROMISE(name) g_test_add_func("/kiosk/text_udhr/" #name, name)
    PROMISE(every_cluster_of_every_language_is_drawn_exactly_once_and_whole);
    PROMISE(no_line_is_wider_than_its_column);
    PROMISE(letters_stand_in_the_order_of_the_standard);
    PROMISE(no_letter_is_a_box_and_no_vowel_sign_is_torn_off);
    PROMISE(a_touch_on_a_letter_finds_that_letter);
    PROMISE(a_cut_text_ends_in_dots_on_the_side_where_reading_ends);
    int status = g_test_run();
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
    return status;
}
