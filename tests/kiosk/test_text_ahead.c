#include "kiosk/canvas.h"
#include "kiosk/text_ahead.h"

#include <string.h>

static struct theme *theme;
static struct canvas *canvas;
static struct text *text;
static const char urdu[] =
    "یہ 1981 کی بات ہے۔ ہمارے پاس کوئی عمارت نہیں تھی، بس کسی کا کمرہ اور چائے۔";

static bool ask(struct text_ahead *ahead, uint64_t key, double width)
{
    g_autofree char *passing = g_strdup(urdu); /* gone before it is laid out */
    struct text_span span = {.utf8 = passing, .role = TYPE_TRANSCRIPT, .color = COLOR_TEXT};
    struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = "ur"};
    return text_ahead_ask(ahead, key, &paragraph, 1, &(struct text_options){.width = width});
}

static struct text_layout *wait_for(struct text_ahead *ahead, uint64_t key)
{
    struct text_layout *layout = NULL;
    while ((layout = text_ahead_take(ahead, key)) == NULL)
        g_usleep(1000);
    return layout;
}

static void a_text_asked_for_comes_as_it_would_be_laid_out_here(void)
{
    struct text_ahead *ahead = text_ahead_create(text, NULL, NULL);
    g_assert_null(text_ahead_take(ahead, 7));
    g_assert_true(ask(ahead, 7, 400));
    struct text_layout *theirs = wait_for(ahead, 7);
    struct text_layout *ours =
        text_layout_line(text, urdu, "ur", TYPE_TRANSCRIPT, COLOR_TEXT, 400, 0);
    g_assert_cmpint(text_layout_lines(theirs), ==, text_layout_lines(ours));
    g_assert_cmpfloat(text_layout_height(theirs), ==, text_layout_height(ours));
    g_assert_cmpuint(text_layout_runs(theirs), ==, text_layout_runs(ours));
    /* It is rasterised: drawing it adds nothing to what is kept. */
    size_t before = text_stats(text).textures;
    canvas_begin(canvas, theme_color(theme, COLOR_BG0));
    text_draw(text, theirs, (struct point){100, 100});
    g_assert_true(canvas_present(canvas, NULL));
    g_assert_cmpuint(text_stats(text).textures, ==, before);
    text_layout_destroy(theirs);
    text_layout_destroy(ours);
    text_ahead_destroy(ahead);
}

static void a_text_asked_for_twice_comes_once(void)
{
    struct text_ahead *ahead = text_ahead_create(text, NULL, NULL);
    for (int i = 0; i < 3; i++)
        g_assert_true(ask(ahead, 1, 300));
    text_layout_destroy(wait_for(ahead, 1));
    g_assert_null(text_ahead_take(ahead, 1));
    g_assert_true(ask(ahead, 1, 300));
    text_layout_destroy(wait_for(ahead, 1));
    text_ahead_destroy(ahead);
}

static void count_wakes(void *data)
{
    g_atomic_int_inc((int *)data);
}

static void nothing_of_before_comes_after_it_was_forgotten(void)
{
    int wakes = 0;
    struct text_ahead *ahead = text_ahead_create(text, count_wakes, &wakes);
    for (uint64_t key = 0; key < 40; key++)
        g_assert_true(ask(ahead, key, 200 + (double)key));
    text_ahead_forget(ahead);
    for (uint64_t key = 0; key < 40; key++)
        g_assert_null(text_ahead_take(ahead, key));
    g_assert_true(ask(ahead, 3, 500));
    struct text_layout *layout = wait_for(ahead, 3);
    g_assert_cmpfloat(text_layout_width(layout), >, 300);
    text_layout_destroy(layout);
    text_ahead_destroy(ahead);
    g_assert_cmpint(g_atomic_int_get(&wakes), >=, 1);
}

static void what_was_scrolled_past_does_not_come(void)
{
    struct text_ahead *ahead = text_ahead_create(text, NULL, NULL);
    for (uint64_t key = 0; key < 40; key++)
        g_assert_true(ask(ahead, key, 200 + (double)key));
    text_ahead_keep(ahead, 30, 35);
    for (uint64_t key = 30; key < 35; key++)
        text_layout_destroy(wait_for(ahead, key));
    for (uint64_t key = 0; key < 40; key++)
        g_assert_null(text_ahead_take(ahead, key));
    text_ahead_destroy(ahead);
}

static void more_than_there_is_room_for_is_refused_not_waited_for(void)
{
    struct text_ahead *ahead = text_ahead_create(text, NULL, NULL);
    bool has_refused = false;
    for (uint64_t key = 0; key < 4000 && !has_refused; key++)
        has_refused = !ask(ahead, key, 100);
    g_assert_true(has_refused);
    text_ahead_destroy(ahead);
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
#define PROMISE(name) g_test_add_func("/kiosk/text_ahead/" #name, name)
    PROMISE(a_text_asked_for_comes_as_it_would_be_laid_out_here);
    PROMISE(a_text_asked_for_twice_comes_once);
    PROMISE(nothing_of_before_comes_after_it_was_forgotten);
    PROMISE(what_was_scrolled_past_does_not_come);
    PROMISE(more_than_there_is_room_for_is_refused_not_waited_for);
    int status = g_test_run();
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
    return status;
}
