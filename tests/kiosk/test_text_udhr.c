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
#include "tests/support/laid_out.h"

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

static void check_clusters(const struct article *article, const struct text_layout *layout,
                           double width)
{
    laid_out_each_cluster_once(layout, article->text, article->language);
    for (size_t i = 0; i < text_layout_runs(layout); i++)
        g_assert_false(text_layout_run(layout, i).missing);
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

static void check_order(const struct article *article, const struct text_layout *layout,
                        double width)
{
    laid_out_in_order(layout, article->text, article->language);
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

static void check_hits(const struct article *article, const struct text_layout *layout,
                       double width)
{
    laid_out_hits_each_cluster(layout, article->text, article->language);
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
