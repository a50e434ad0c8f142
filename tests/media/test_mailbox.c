#include "media/mailbox.h"

#include <glib.h>
#include <string.h>

static const struct frame_format small = {64, 48, 60, 44, 1, 1};

static void post(struct mailbox *mailbox, int value)
{
    struct frame *frame = mailbox_begin(mailbox);
    g_assert_nonnull(frame);
    memset(frame->planes[0], value, (size_t)frame->pitches[0] * 48);
    mailbox_post(mailbox);
}

static void test_newest(void)
{
    struct mailbox *mailbox = mailbox_create();
    g_assert_null(mailbox_take(mailbox));
    g_assert_null(mailbox_begin(mailbox));
    g_assert_true(mailbox_set_format(mailbox, &small));
    for (int i = 1; i <= 5; i++)
        post(mailbox, i);
    const struct frame *frame = mailbox_take(mailbox);
    g_assert_cmpuint(frame->sequence, ==, 5);
    g_assert_cmpint(frame->planes[0][0], ==, 5);
    g_assert_cmpint(frame->width_px, ==, 60);
    g_assert_cmpint(frame->height_px, ==, 44);
    g_assert_true(mailbox_take(mailbox) == frame);
    g_assert_cmpuint(mailbox_posted(mailbox), ==, 5);
    mailbox_destroy(mailbox);
}

static void test_held(void)
{
    struct mailbox *mailbox = mailbox_create();
    mailbox_set_format(mailbox, &small);
    post(mailbox, 7);
    const struct frame *frame = mailbox_take(mailbox);
    const struct frame_format large = {1920, 1090, 1920, 1080, 1, 1};
    g_assert_true(mailbox_set_format(mailbox, &large));
    for (int i = 0; i < 9; i++) {
        struct frame *next = mailbox_begin(mailbox);
        memset(next->planes[0], 200, (size_t)next->pitches[0] * 1090);
        memset(next->planes[1], 200, (size_t)next->pitches[1] * 545);
        memset(next->planes[2], 200, (size_t)next->pitches[2] * 545);
        mailbox_post(mailbox);
    }
    for (int i = 0; i < frame->pitches[0] * 48; i++)
        g_assert_cmpint(frame->planes[0][i], ==, 7);
    frame = mailbox_take(mailbox);
    g_assert_cmpint(frame->height_px, ==, 1080);
    g_assert_cmpint(frame->aspect_width, ==, 16);
    g_assert_cmpint(frame->aspect_height, ==, 9);
    mailbox_destroy(mailbox);
}

static void test_unknown_size(void)
{
    struct mailbox *mailbox = mailbox_create();
    const struct frame_format padded = {720, 592, 0, 0, 0, 0};
    mailbox_set_format(mailbox, &padded);
    post(mailbox, 1);
    g_assert_null(mailbox_take(mailbox));
    mailbox_set_visible(mailbox, 720, 576, 16, 15);
    const struct frame *frame = mailbox_take(mailbox);
    g_assert_nonnull(frame);
    g_assert_cmpint(frame->height_px, ==, 576);
    g_assert_cmpint(frame->aspect_width, ==, 4);
    g_assert_cmpint(frame->aspect_height, ==, 3);
    mailbox_set_visible(mailbox, 9999, 9999, 1, 1);
    frame = mailbox_take(mailbox);
    g_assert_cmpint(frame->width_px, ==, 720);
    g_assert_cmpint(frame->height_px, ==, 592);
    mailbox_destroy(mailbox);
}

static void test_sizes_are_lies(void)
{
    struct mailbox *mailbox = mailbox_create();
    static const struct frame_format wrong[] = {
        {0, 48, 0, 0, 1, 1}, {-5, 48, 0, 0, 1, 1}, {64, 0, 0, 0, 1, 1}, {8193, 2, 0, 0, 1, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(mailbox_set_format(mailbox, &wrong[i]));
    g_assert_null(mailbox_begin(mailbox));
    g_assert_false(mailbox_post(mailbox));
    mailbox_destroy(mailbox);
    mailbox_destroy(NULL);
}

static void test_earlier_source(void)
{
    struct mailbox *mailbox = mailbox_create();
    mailbox_set_format(mailbox, &small);
    mailbox_set_ticket(mailbox, 1);
    post(mailbox, 1);
    g_assert_cmpuint(mailbox_take(mailbox)->ticket, ==, 1);
    post(mailbox, 2);
    mailbox_set_ticket(mailbox, 2);
    g_assert_null(mailbox_take(mailbox));
    post(mailbox, 3);
    g_assert_cmpuint(mailbox_take(mailbox)->ticket, ==, 2);
    mailbox_destroy(mailbox);
}

static void test_wakes_once(void)
{
    struct mailbox *mailbox = mailbox_create();
    mailbox_set_format(mailbox, &small);
    g_assert_nonnull(mailbox_begin(mailbox));
    g_assert_true(mailbox_post(mailbox));
    g_assert_nonnull(mailbox_begin(mailbox));
    g_assert_false(mailbox_post(mailbox));
    g_assert_nonnull(mailbox_take(mailbox));
    g_assert_nonnull(mailbox_begin(mailbox));
    g_assert_true(mailbox_post(mailbox));
    mailbox_destroy(mailbox);
}

#define ROUNDS 3000

/* Fills whole pictures with one value each and changes their size now and then. */
static void *decode(void *data)
{
    struct mailbox *mailbox = data;
    for (int i = 1; i <= ROUNDS; i++) {
        struct frame_format format = {32 + i / 100 * 2, 24, 32, 24, 1, 1};
        if (i % 100 == 1)
            mailbox_set_format(mailbox, &format);
        struct frame *frame = mailbox_begin(mailbox);
        for (int plane = 0; plane < 3; plane++)
            memset(frame->planes[plane], i % 251,
                   (size_t)frame->pitches[plane] * (plane == 0 ? 24 : 12));
        mailbox_post(mailbox);
    }
    return NULL;
}

static void test_no_torn_picture(void)
{
    struct mailbox *mailbox = mailbox_create();
    GThread *decoder = g_thread_new("decoder", decode, mailbox);
    uint64_t last = 0;
    while (last < ROUNDS) {
        const struct frame *frame = mailbox_take(mailbox);
        if (frame == NULL || frame->sequence == last) {
            g_thread_yield();
            continue;
        }
        g_assert_cmpuint(frame->sequence, >, last);
        last = frame->sequence;
        for (int i = 0; i < frame->pitches[0] * 24; i++)
            g_assert_cmpint(frame->planes[0][i], ==, (int)(last % 251));
        for (int i = 0; i < frame->pitches[2] * 12; i++)
            g_assert_cmpint(frame->planes[2][i], ==, (int)(last % 251));
    }
    g_thread_join(decoder);
    mailbox_destroy(mailbox);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mailbox/the screen gets the newest picture", test_newest);
    g_test_add_func("/mailbox/the picture in hand is not written to when the size changes",
                    test_held);
    g_test_add_func("/mailbox/padded lines are not shown", test_unknown_size);
    g_test_add_func("/mailbox/impossible sizes are refused", test_sizes_are_lies);
    g_test_add_func("/mailbox/a picture of an earlier film is not shown in a later one",
                    test_earlier_source);
    g_test_add_func("/mailbox/the screen is woken once for many pictures", test_wakes_once);
    g_test_add_func("/mailbox/no picture is torn between two threads", test_no_torn_picture);
    return g_test_run();
}
