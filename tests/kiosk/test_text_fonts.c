/* A day of texts in ever other sizes: what is open for them does not grow. */
#include "kiosk/canvas.h"
#include "kiosk/text.h"
#include "tests/support/measure.h"

#include <glib.h>
#include <unistd.h>

enum { SIZES = 200, MANY = 200 };

static struct theme *theme;
static struct canvas *canvas;
static struct text *text;

static struct text_layout *lay_out(const char *utf8, const char *language, double size_px)
{
    struct text_span span = {.utf8 = utf8, .role = TYPE_BODY, .color = COLOR_TEXT};
    span.size_px = size_px;
    const struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = language};
    return text_layout_create(text, &paragraph, 1, &(struct text_options){.width = 900});
}

static void sizes_that_are_no_longer_shown_are_let_go_of(void)
{
    struct text_layout *kept = lay_out("یہ 1981 کی بات ہے۔", "ur", 33);
    int files = measure_entries(getpid(), "fd");
    for (int i = 0; i < SIZES; i++) {
        struct text_layout *urdu = lay_out("ہم سب ایک میز کے گرد بیٹھتے تھے", "ur", 20 + i * 0.5);
        struct text_layout *english = lay_out("We set out a table", "en", 20 + i * 0.5);
        canvas_begin(canvas, theme_color(theme, COLOR_BG0));
        text_draw(text, urdu, (struct point){100, 100});
        text_draw(text, english, (struct point){100, 400});
        text_draw(text, kept, (struct point){100, 700}); /* its own is still there */
        g_assert_true(canvas_present(canvas, NULL));
        text_layout_destroy(urdu);
        text_layout_destroy(english);
        g_assert_cmpuint(text_stats(text).fonts_open, <=, MANY);
    }
    g_assert_cmpint(measure_entries(getpid(), "fd"), <=, files + 2);
    text_layout_destroy(kept);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    g_autoptr(GError) error = NULL;
    theme = theme_load(folder, THEME_EVENING, &error);
    g_assert_no_error(error);
    canvas = canvas_create_offscreen(1920, 1080, false, &error);
    g_assert_no_error(error);
    text = text_create(canvas, theme, NULL, &error);
    g_assert_no_error(error);
    g_test_add_func("/kiosk/text_fonts/sizes_that_are_no_longer_shown_are_let_go_of",
                    sizes_that_are_no_longer_shown_are_let_go_of);
    int status = g_test_run();
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
    return status;
}
