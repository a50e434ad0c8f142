#include "media/worker.h"

#include <pthread.h>

/* Answers as they come in, from any thread. */
struct box {
    pthread_mutex_t mutex;
    int answers;
    int64_t sum;
    int freed;
    bool is_open; /* jobs that wait for the gate go on */
};

static struct box box;

static void empty_box(void)
{
    box = (struct box){.answers = 0};
    pthread_mutex_init(&box.mutex, NULL);
}

static void *add_one(void *value, GCancellable *cancellable)
{
    return GINT_TO_POINTER(GPOINTER_TO_INT(value) + 1);
}

static void *wait_for_gate(void *value, GCancellable *cancellable)
{
    pthread_mutex_lock(&box.mutex);
    while (!box.is_open && !g_cancellable_is_cancelled(cancellable)) {
        pthread_mutex_unlock(&box.mutex);
        g_usleep(1000);
        pthread_mutex_lock(&box.mutex);
    }
    pthread_mutex_unlock(&box.mutex);
    return GINT_TO_POINTER(g_cancellable_is_cancelled(cancellable));
}

static void post(uint64_t ticket, void *answer, void *data)
{
    pthread_mutex_lock(&box.mutex);
    box.answers++;
    box.sum += GPOINTER_TO_INT(answer);
    pthread_mutex_unlock(&box.mutex);
}

static void count_freed(void *value)
{
    pthread_mutex_lock(&box.mutex);
    box.freed++;
    pthread_mutex_unlock(&box.mutex);
}

static void open_gate(void)
{
    pthread_mutex_lock(&box.mutex);
    box.is_open = true;
    pthread_mutex_unlock(&box.mutex);
}

static void test_all_answer(void)
{
    struct worker *worker = worker_create("test", 3, 2);
    uint64_t last = 0;

    empty_box();
    for (int i = 0; i < 1000; i++) {
        struct worker_job job = {add_one, GINT_TO_POINTER(i), count_freed, post, NULL};
        uint64_t ticket = worker_submit(worker, &job);

        g_assert_cmpuint(ticket, >, last);
        last = ticket;
    }
    worker_drain(worker);
    g_assert_cmpint(box.answers, ==, 1000);
    g_assert_cmpint(box.sum, ==, 1000 * 1001 / 2);
    g_assert_cmpint(box.freed, ==, 1000);
    worker_destroy(worker);
}

static void test_bounded(void)
{
    struct worker *worker = worker_create("test", 1, 2);
    struct worker_job job = {wait_for_gate, NULL, count_freed, post, NULL};
    uint64_t first, second, third;

    empty_box();
    worker_submit(worker, &job);
    first = worker_submit(worker, &job);
    second = worker_try_submit(worker, &job);
    /* The first may still wait for the thread: then the queue is full already. */
    third = second != 0 ? worker_try_submit(worker, &job) : 0;
    g_assert_cmpuint(first, !=, 0);
    while (third != 0)
        third = worker_try_submit(worker, &job);
    g_assert_true(worker_cancel(worker, first));
    g_assert_false(worker_cancel(worker, first));
    open_gate();
    worker_drain(worker);
    g_assert_cmpint(box.answers, ==, box.freed - 1);
    worker_destroy(worker);
}

static void test_end(void)
{
    struct worker *worker = worker_create("test", 2, 8);
    struct worker_job job = {wait_for_gate, NULL, count_freed, post, NULL};
    int submitted = 6;

    empty_box();
    for (int i = 0; i < submitted; i++)
        worker_submit(worker, &job);
    worker_destroy(worker); /* nobody opens the gate: running jobs see that they are cancelled */
    g_assert_cmpint(box.freed, ==, submitted);
    g_assert_cmpint(box.answers, <=, 2);
    g_assert_cmpint(box.sum, ==, box.answers);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/worker/every job answers once and its value is released", test_all_answer);
    g_test_add_func("/worker/the queue is bounded and a waiting job can be dropped", test_bounded);
    g_test_add_func("/worker/ending drops what waits and joins what runs", test_end);
    return g_test_run();
}
