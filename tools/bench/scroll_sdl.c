/*
 * What a long transcript in Urdu costs to scroll, in figures: bench_scroll_sdl [opengl | software].
 *
 * 3,000 lines of speech pass at 1,500 px a second, each laid out when it comes into view, and then
 * once more with text_ahead. Printed are milliseconds of the drawing thread's processor a frame,
 * beside the 16.7 that 60 frames a second leave. Needs a display for opengl.
 */
#include "kiosk/canvas.h"
#include "kiosk/text_ahead.h"

#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ROWS = 3000,
    FRAMES = 600,
    STEP_PX = 25,
    SEEN_PX = 480,
    GAP_PX = 24,
};
#define GUESS_PX 220.0

struct list {
    struct text *text;
    struct text_ahead *ahead; /* NULL: none */
    struct text_layout *rows[ROWS];
    double heights[ROWS];
};

static const char *const sentences[] = {
    "یہ 1981 کی بات ہے۔ ہمارے پاس کوئی عمارت نہیں تھی، بس کسی کا کمرہ اور چائے کا ایک برتن۔",
    "ہم سے کسی نے نہیں پوچھا کہ ہم کیا چاہتے ہیں، سو ہم نے ایک دوسرے سے پوچھا۔",
    "لیڈز میں Chapeltown Road پر دروازہ ہمیشہ کھلا رہتا تھا، رات کو بھی۔",
};

/* No two lines are the same, so that nothing comes from the cache. */
static char *words_of(int row)
{
    return g_strdup_printf("%s (%d)", sentences[row % 3], row);
}

static void with_row(const struct list *list, int row,
                     void (*use)(const struct list *, int, const struct text_paragraph *))
{
    g_autofree char *words = words_of(row);
    struct text_span span = {.utf8 = words, .role = TYPE_TRANSCRIPT, .color = COLOR_TEXT};
    use(list, row, &(struct text_paragraph){.spans = &span, .count = 1, .language = "ur"});
}

static const struct text_options options = {.width = 980};

static void lay_out(const struct list *list, int row, const struct text_paragraph *paragraph)
{
    struct list *own = (struct list *)list;
    own->rows[row] = text_layout_create(list->text, paragraph, 1, &options);
}

static void ask(const struct list *list, int row, const struct text_paragraph *paragraph)
{
    text_ahead_ask(list->ahead, (uint64_t)row, paragraph, 1, &options);
}

/* One frame with the rows from @first on, whose top is @y above the seen part. */
static void draw(struct list *list, struct canvas *canvas, int first, double y)
{
    canvas_begin(canvas, (struct color){21, 17, 27, 255});
    canvas_push_clip(canvas, box_make(640, 232, 1112, SEEN_PX));
    double at = y;
    int row = first;
    for (; row < ROWS && at < SEEN_PX; row++) {
        if (list->rows[row] == NULL && list->ahead != NULL)
            list->rows[row] = text_ahead_take(list->ahead, (uint64_t)row);
        if (list->rows[row] == NULL)
            with_row(list, row, lay_out);
        list->heights[row] = text_layout_height(list->rows[row]);
        text_draw(list->text, list->rows[row], (struct point){700, 232 + at});
        at += list->heights[row] + GAP_PX;
    }
    canvas_pop_clip(canvas);
    canvas_present(canvas, NULL);
    for (int next = row; list->ahead != NULL && next < MIN(row + 8, ROWS); next++)
        if (list->rows[next] == NULL)
            with_row(list, next, ask);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double thread_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void measure(struct text *text, struct canvas *canvas, bool is_ahead, const char *name)
{
    g_autofree struct list *list = g_new0(struct list, 1);
    list->text = text;
    list->ahead = is_ahead ? text_ahead_create(text, NULL, NULL) : NULL;
    for (int i = 0; i < ROWS; i++)
        list->heights[i] = GUESS_PX;
    double before = thread_ms();
    draw(list, canvas, 0, 0);
    double opened = thread_ms() - before;
    double ms[FRAMES];
    int first = 0;
    double y = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
        int64_t due = g_get_monotonic_time() + 16667;
        before = thread_ms();
        draw(list, canvas, first, y);
        ms[frame] = thread_ms() - before;
        y -= STEP_PX;
        for (; y + list->heights[first] + GAP_PX < 0; first++) {
            y += list->heights[first] + GAP_PX;
            g_clear_pointer(&list->rows[first], text_layout_destroy);
        }
        int64_t left = due - g_get_monotonic_time();
        if (left > 0)
            g_usleep((gulong)left);
    }
    int over = 0;
    for (int frame = 0; frame < FRAMES; frame++)
        over += ms[frame] > 16.7;
    qsort(ms, FRAMES, sizeof *ms, compare);
    printf("  %-24s opened %5.1f ms; a frame %5.2f median, %5.2f 99th, %5.2f most; %d of %d over "
           "16.7 ms\n",
           name, opened, ms[FRAMES / 2], ms[FRAMES * 99 / 100], ms[FRAMES - 1], over, FRAMES);
    for (int i = 0; i < ROWS; i++)
        text_layout_destroy(list->rows[i]);
    text_ahead_destroy(list->ahead);
}

int main(int argc, char **argv)
{
    const char *driver = argc > 1 ? argv[1] : "software";
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    struct theme *theme = theme_load(folder, THEME_EVENING, &error);
    SDL_Window *window = NULL;
    struct canvas *canvas = NULL;
    bool has_window = g_getenv("DISPLAY") != NULL && SDL_Init(SDL_INIT_VIDEO) == 0;
    if (has_window)
        window = SDL_CreateWindow("scroll", 0, 0, 1920, 1080, 0);
    if (window != NULL)
        canvas = canvas_create(window, &(struct canvas_options){.driver = driver}, &error);
    else if (g_str_equal(driver, "software"))
        canvas = canvas_create_offscreen(1920, 1080, false, &error);
    struct text *text =
        theme != NULL && canvas != NULL ? text_create(canvas, theme, NULL, &error) : NULL;
    if (text == NULL) {
        printf("  %-24s cannot be measured here%s%s\n", driver, error != NULL ? ": " : "",
               error != NULL ? error->message : "");
        return 0;
    }
    printf("a transcript of %d lines in Urdu, %s:\n", ROWS, driver);
    measure(text, canvas, false, "laid out when seen");
    text_resized(text);
    measure(text, canvas, true, "laid out ahead");
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
    SDL_DestroyWindow(window);
    if (has_window)
        SDL_Quit();
    return 0;
}
