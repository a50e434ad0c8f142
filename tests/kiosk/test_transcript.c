/* A transcript of two hours: its lines are laid out on a thread of their own, and the list stays
 * where a visitor's eye is. */
#include "kiosk/canvas.h"
#include "kiosk/lines.h"
#include "kiosk/transcript.h"
#include "kiosk/view_item.h"
#include "tests/support/showroom.h"

#include <math.h>
#include <string.h>

enum { LINES = 3000, LINE_MS = 2400, WIDTH = 1112, HEIGHT = 480, PATIENCE_MS = 20000 };

static struct showroom *showroom;
static int wakes;

static void count_wake(void *data)
{
    g_atomic_int_inc(&wakes);
}

/* Three thousand lines in Urdu, no two the same, some long and some short. */
struct hours {
    struct view_item view;
    struct shown_item item;
    struct shown_cues words;
    struct board *board;
    struct transcript *transcript;
    int64_t now_ms, heard_ms;
};

static void arrive(struct hours *hours, const void *unused)
{
    *hours = (struct hours){.now_ms = 1000};
    hours->words = (struct shown_cues){.count = LINES, .cues = g_new0(struct shown_cue, LINES)};
    for (int i = 0; i < LINES; i++)
        hours->words.cues[i] = (struct shown_cue){
            .begin_ms = (int64_t)i * LINE_MS,
            .end_ms = (int64_t)(i + 1) * LINE_MS,
            .speaker = "",
            .text = g_strdup_printf(
                "%s %d",
                i % 3 == 0 ? "ہم سب ایک میز کے گرد بیٹھتے تھے اور چائے ٹھنڈی ہو جاتی تھی، "
                             "پھر بھی کوئی اٹھ کر نہیں جاتا تھا، رات گئے تک نہیں"
                           : "دروازہ کھلا رہتا تھا",
                i)};
    hours->item.text = "";
    hours->item.card.kind_bit = SHOWN_ORAL_HISTORY;
    hours->view.item = &hours->item;
    hours->view.words = &hours->words;
    hours->view.words_language = "ur";
    g_atomic_int_set(&wakes, 0);
    hours->board = board_create(&showroom->env);
    board_begin(hours->board);
    hours->transcript = transcript_create(&showroom->env);
    transcript_set(hours->transcript, &hours->view);
    transcript_layout(hours->transcript, hours->board, box_make(640, 232, WIDTH, HEIGHT));
}

static void leave(struct hours *hours, const void *unused)
{
    transcript_destroy(hours->transcript);
    board_destroy(hours->board);
    for (int i = 0; i < LINES; i++)
        g_free((char *)hours->words.cues[i].text);
    g_free(hours->words.cues);
}

static bool tick(struct hours *hours, int64_t ms, int64_t time_ms, bool is_playing)
{
    int64_t again;
    hours->now_ms += ms;
    return transcript_tick(hours->transcript, hours->now_ms, time_ms, is_playing, &again);
}

static void drag(struct hours *hours, enum event_type type, double dy, double vy)
{
    struct transcript_wish wish;
    const struct event event = {.type = type,
                                .now_ms = hours->now_ms,
                                .at = {900, 500},
                                .axis = DRAG_AXIS_VERTICAL,
                                .dy = dy,
                                .vy = vy};
    g_assert_true(transcript_event(hours->transcript, &event, &wish));
}

static void fling(struct hours *hours, double vy)
{
    drag(hours, EVENT_DRAG_BEGIN, 0, 0);
    drag(hours, EVENT_DRAG, vy > 0 ? 40 : -40, 0);
    drag(hours, EVENT_DRAG_END, 0, vy);
}

/* Frames at their own pace, until nothing moves and nothing is laid out any more. */
static void rest(struct hours *hours)
{
    int seen = -1, still = 0;
    for (int waited = 0; still < 20 && waited < PATIENCE_MS; waited += 16) {
        bool is_moving = tick(hours, 16, hours->heard_ms, false);
        g_usleep(16000);
        still = !is_moving && g_atomic_int_get(&wakes) == seen ? still + 1 : 0;
        seen = g_atomic_int_get(&wakes);
    }
}

static uint32_t *picture_of(struct hours *hours)
{
    uint32_t *pixels = g_new0(uint32_t, WIDTH * HEIGHT);
    canvas_begin(showroom->canvas, theme_color(showroom->env.theme, COLOR_BG0));
    transcript_draw(hours->transcript, showroom->canvas, &(struct draw_state){0});
    g_assert_true(canvas_present(showroom->canvas, NULL));
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            struct color color;
            g_assert_true(canvas_pixel(showroom->canvas, 640 + x, 232 + y, &color));
            pixels[y * WIDTH + x] =
                (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | (uint32_t)color.b;
        }
    return pixels;
}

static size_t lit_pixels(const uint32_t *pixels)
{
    size_t count = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        count += (pixels[i] >> 8 & 255) > 150;
    return count;
}

/* Looks at the words of the rows that are seen: how many are drawn, how many of them in their plain
 * shape, and how many are empty. */
struct look {
    int drawn, plain, empty;
};

static int brightest(struct box box)
{
    int brightest = 0;
    for (int y = (int)box.y; y < (int)(box.y + box.h) && brightest < 150; y += 3)
        for (int x = (int)box.x; x < (int)(box.x + box.w); x += 5) {
            struct color color;
            g_assert_true(canvas_pixel(showroom->canvas, x, y, &color));
            brightest = MAX(brightest, color.g);
        }
    return brightest;
}

static void look_at_rows(struct hours *hours, struct look *look)
{
    struct access_tree *tree = access_tree_create();
    canvas_begin(showroom->canvas, theme_color(showroom->env.theme, COLOR_BG0));
    transcript_draw(hours->transcript, showroom->canvas, &(struct draw_state){0});
    g_assert_true(canvas_present(showroom->canvas, NULL));
    transcript_describe(hours->transcript, tree);
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        struct box seen = access_tree_node(tree, i)->box;
        if (seen.h < 120 || seen.h > HEIGHT - 1)
            continue; /* as much as may lie between its words, or not seen at all */
        int light = brightest(box_make(seen.x + 180, seen.y, seen.w - 220, seen.h));
        look->drawn++;
        look->empty += light < 60;
        look->plain += light >= 60 && light < 150;
    }
    access_tree_destroy(tree);
}

static void nothing_thrown_through_is_ever_empty(struct hours *hours, const void *unused)
{
    struct look look = {0};
    const struct scroll *scroll = transcript_scroll(hours->transcript);
    for (int frame = 0; scroll_can_go(scroll, +1); frame++) {
        if (frame % 4 == 0)
            fling(hours, -6000);
        /* Two screens further with every other frame, as on a machine that has no time. */
        tick(hours, frame % 2 == 0 ? 160 : 16, 0, false);
        look_at_rows(hours, &look);
    }
    g_test_message("%d rows drawn, %d of them in their plain shape", look.drawn, look.plain);
    g_assert_cmpint(look.plain, >, 0);
    g_assert_cmpint(look.empty, ==, 0);
    rest(hours);
    look = (struct look){0};
    look_at_rows(hours, &look);
    g_assert_cmpint(look.drawn, >, 0);
    g_assert_cmpint(look.plain, ==, 0);
}

static void lines_that_scroll_in_come_from_another_thread(struct hours *hours, const void *unused)
{
    fling(hours, -5000);
    rest(hours);
    g_assert_cmpfloat(transcript_scroll(hours->transcript)->position, >, 1000);
    g_assert_cmpint(g_atomic_int_get(&wakes), >, 10);
    g_autofree uint32_t *as_it_came = picture_of(hours);
    g_assert_cmpuint(lit_pixels(as_it_came), >, 1000);
    /* Laying out lays what is seen out at once: nothing was missing, nothing moves. */
    transcript_layout(hours->transcript, hours->board, box_make(640, 232, WIDTH, HEIGHT));
    g_autofree uint32_t *at_once = picture_of(hours);
    g_assert_cmpint(memcmp(as_it_came, at_once, sizeof *at_once * WIDTH * HEIGHT), ==, 0);
}

static void a_throw_goes_as_far_among_lines_of_unknown_height(struct hours *hours,
                                                              const void *unused)
{
    double position = transcript_scroll(hours->transcript)->position;
    fling(hours, -3000);
    double last = position;
    for (int i = 0; i < 40; i++) {
        tick(hours, 16, 0, false);
        g_usleep(16000);
        double now = transcript_scroll(hours->transcript)->position;
        g_assert_cmpfloat(now, >=, last - 1);
        g_assert_cmpfloat(now - last, <, 200); /* it rolls, it does not jump */
        last = now;
    }
    rest(hours);
    g_assert_cmpfloat(transcript_scroll(hours->transcript)->position, >, position + 800);
}

/* The rows that are seen whole. */
static void whole_rows(struct hours *hours, int *first, int *last)
{
    struct access_tree *tree = access_tree_create();
    transcript_describe(hours->transcript, tree);
    *first = *last = -1;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (node->box.y <= 232 || node->box.y + node->box.h >= 232 + HEIGHT)
            continue;
        *last = node->position;
        if (*first < 0)
            *first = node->position;
    }
    access_tree_destroy(tree);
}

static void turn(struct hours *hours, const char *node)
{
    struct transcript_wish wish;
    const struct event event = {.type = EVENT_ACTIVATE, .now_ms = hours->now_ms, .node = node};
    g_assert_true(transcript_event(hours->transcript, &event, &wish));
    rest(hours);
}

static void pages_leave_no_line_out(struct hours *hours, const void *unused)
{
    int first, last, before_first, before_last;
    whole_rows(hours, &before_first, &before_last);
    for (int page = 0; page < 8; page++) {
        turn(hours, "page.down");
        whole_rows(hours, &first, &last);
        g_assert_cmpint(first, <=, before_last + 1);
        g_assert_cmpint(last, >, before_last);
        before_last = last;
    }
    before_first = first;
    for (int page = 0; page < 8 && before_first > 1; page++) {
        turn(hours, "page.up");
        whole_rows(hours, &first, &last);
        g_assert_cmpint(last, >=, before_first - 1);
        g_assert_cmpint(first, <, before_first);
        before_first = first;
    }
}

/* Where the rows at the top stand in the list, and how high they are. */
static void first_rows(struct hours *hours, struct box *rows, size_t count)
{
    struct access_tree *tree = access_tree_create();
    transcript_describe(hours->transcript, tree);
    for (size_t i = 0; i < count; i++)
        rows[i] = box_move(access_tree_node(tree, i)->box, 0, -232);
    access_tree_destroy(tree);
}

static void a_list_that_is_let_go_rests_on_a_whole_line(struct hours *hours, const void *unused)
{
    struct box rows[3];
    first_rows(hours, rows, 3);
    double line = rows[0].h - rows[1].h; /* the first has a line more than the second */
    const double lines[] = {rows[0].y, rows[0].y + 10 + line, rows[1].y, rows[2].y};
    static const double drags[] = {30, 110, 160, 200, 250, 300};
    for (size_t i = 0; i < G_N_ELEMENTS(drags); i++) {
        drag(hours, EVENT_DRAG_BEGIN, 0, 0);
        drag(hours, EVENT_DRAG, -drags[i], 0);
        drag(hours, EVENT_DRAG_END, 0, 0);
        rest(hours);
        double top = transcript_scroll(hours->transcript)->position + rows[0].y;
        bool is_line = false;
        for (size_t k = 0; k < G_N_ELEMENTS(lines); k++)
            is_line = is_line || fabs(top - lines[k]) < 1;
        g_test_message("dragged by %g: rests at %g", drags[i], top);
        g_assert_true(is_line);
        drag(hours, EVENT_DRAG_BEGIN, 0, 0);
        drag(hours, EVENT_DRAG, 2000, 0);
        drag(hours, EVENT_DRAG_END, 0, 0);
        rest(hours);
        g_assert_cmpfloat(transcript_scroll(hours->transcript)->position, ==, 0);
    }
}

static const struct access_node *row_at_eye(struct access_tree *tree)
{
    for (size_t i = 0; i < access_tree_count(tree); i++)
        if (access_tree_node(tree, i)->box.y > 232 + HEIGHT * 0.25)
            return access_tree_node(tree, i);
    return NULL;
}

static void what_is_found_far_away_stands_where_the_eye_looks(struct hours *hours,
                                                              const void *unused)
{
    transcript_find(hours->transcript, "2501", hours->now_ms);
    transcript_layout(hours->transcript, hours->board, box_make(640, 232, WIDTH, HEIGHT));
    for (int pass = 0; pass < 2; pass++) {
        struct access_tree *tree = access_tree_create();
        transcript_describe(hours->transcript, tree);
        const struct access_node *node = row_at_eye(tree);
        g_assert_nonnull(node);
        g_assert_nonnull(strstr(node->name, "2501"));
        g_assert_cmpfloat_with_epsilon(node->box.y, 232 + HEIGHT * 0.3, 2);
        access_tree_destroy(tree);
        rest(hours); /* what comes to be known around it does not push it away */
    }
}

static void the_line_that_is_heard_stands_where_the_eye_looks(struct hours *hours,
                                                              const void *unused)
{
    for (int line = 700; line < 704; line++) {
        for (int frame = 0; frame < 40; frame++) {
            tick(hours, 16, (int64_t)line * LINE_MS + 100, true);
            g_usleep(8000);
        }
        struct access_tree *tree = access_tree_create();
        transcript_describe(hours->transcript, tree);
        g_autofree char *id = g_strdup_printf("cue%d", line);
        const struct access_node *node = access_tree_find(tree, id);
        g_assert_nonnull(node);
        g_assert_true((node->states & ACCESS_SELECTED) != 0);
        g_assert_cmpfloat_with_epsilon(node->box.y, 232 + HEIGHT * 0.3, 2);
        access_tree_destroy(tree);
    }
}

static void another_size_keeps_the_place(struct hours *hours, const void *unused)
{
    hours->heard_ms = 1500 * LINE_MS + 100;
    rest(hours);
    static const enum text_size sizes[] = {TEXT_LARGEST, TEXT_STANDARD};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        showroom_choose(showroom, THEME_EVENING, sizes[i], i == 0 ? "ur" : "en");
        board_begin(hours->board);
        transcript_layout(hours->transcript, hours->board, box_make(640, 232, WIDTH, HEIGHT));
        struct access_tree *tree = access_tree_create();
        transcript_describe(hours->transcript, tree);
        const struct access_node *node = access_tree_find(tree, "cue1500");
        g_assert_nonnull(node);
        g_assert_cmpfloat_with_epsilon(node->box.y, 232 + HEIGHT * 0.3, 2);
        access_tree_destroy(tree);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    showroom = showroom_create();
    showroom->env.wake = count_wake;
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "en");
#define PROMISE(name)                                                                              \
    g_test_add("/kiosk/transcript/" #name, struct hours, NULL, arrive, name, leave)
    PROMISE(lines_that_scroll_in_come_from_another_thread);
    PROMISE(nothing_thrown_through_is_ever_empty);
    PROMISE(pages_leave_no_line_out);
    PROMISE(a_list_that_is_let_go_rests_on_a_whole_line);
    PROMISE(a_throw_goes_as_far_among_lines_of_unknown_height);
    PROMISE(what_is_found_far_away_stands_where_the_eye_looks);
    PROMISE(the_line_that_is_heard_stands_where_the_eye_looks);
    PROMISE(another_size_keeps_the_place);
    int status = g_test_run();
    showroom_end(showroom);
    return status;
}
