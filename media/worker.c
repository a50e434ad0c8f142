#include "media/worker.h"

#include <pthread.h>

/* POSIX threads rather than GLib's locks: the thread sanitizer sees them. */
struct worker_task {
    uint64_t ticket;
    struct worker_job job;
    GCancellable *cancellable;
};

struct worker {
    GThread **threads;
    int thread_count;
    guint room;

    pthread_mutex_t mutex;  /* guards everything below */
    pthread_cond_t changed; /* a job came, went or ended, or the worker ends */
    GQueue waiting;         /* struct worker_task */
    GQueue running;
    uint64_t last_ticket;
    bool is_ending;
};

static void task_free_value(struct worker_task *task)
{
    if (task->job.free_value != NULL)
        task->job.free_value(g_steal_pointer(&task->job.value));
    task->job.free_value = NULL;
}

static void task_free(struct worker_task *task)
{
    task_free_value(task);
    g_object_unref(task->cancellable);
    g_free(task);
}

/* The next task, moved to `running`; NULL when the worker ends. Call with the mutex held. */
static struct worker_task *take_task(struct worker *worker)
{
    struct worker_task *task;

    while (!worker->is_ending && g_queue_is_empty(&worker->waiting))
        pthread_cond_wait(&worker->changed, &worker->mutex);
    if (worker->is_ending)
        return NULL;
    task = g_queue_pop_head(&worker->waiting);
    g_queue_push_tail(&worker->running, task);
    pthread_cond_broadcast(&worker->changed);
    return task;
}

static void *work(void *data)
{
    struct worker *worker = data;
    struct worker_task *task;

    pthread_mutex_lock(&worker->mutex);
    while ((task = take_task(worker)) != NULL) {
        void *answer;

        pthread_mutex_unlock(&worker->mutex);
        answer = task->job.run(task->job.value, task->cancellable);
        task->job.answer(task->ticket, answer, task->job.data);
        task_free_value(task);
        pthread_mutex_lock(&worker->mutex);
        g_queue_remove(&worker->running, task);
        task_free(task);
        pthread_cond_broadcast(&worker->changed);
    }
    pthread_mutex_unlock(&worker->mutex);
    return NULL;
}

struct worker *worker_create(const char *name, int threads, int room)
{
    struct worker *worker = g_new0(struct worker, 1);

    g_assert(threads >= 1 && room >= 1);
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->changed, NULL);
    g_queue_init(&worker->waiting);
    g_queue_init(&worker->running);
    worker->room = (guint)room;
    worker->thread_count = threads;
    worker->threads = g_new0(GThread *, threads);
    for (int i = 0; i < threads; i++)
        worker->threads[i] = g_thread_new(name, work, worker);
    return worker;
}

void worker_destroy(struct worker *worker)
{
    GQueue dropped = G_QUEUE_INIT;
    struct worker_task *task;

    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker->is_ending = true;
    while ((task = g_queue_pop_head(&worker->waiting)) != NULL)
        g_queue_push_tail(&dropped, task);
    for (GList *at = worker->running.head; at != NULL; at = at->next) {
        task = at->data;
        g_cancellable_cancel(task->cancellable);
    }
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->mutex);
    for (int i = 0; i < worker->thread_count; i++)
        g_thread_join(worker->threads[i]);
    while ((task = g_queue_pop_head(&dropped)) != NULL)
        task_free(task);
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->changed);
    g_free(worker->threads);
    g_free(worker);
}

/* Call with the mutex held and room in the queue. */
static uint64_t queue_task(struct worker *worker, const struct worker_job *job)
{
    struct worker_task *task = g_new0(struct worker_task, 1);

    task->ticket = ++worker->last_ticket;
    task->job = *job;
    task->cancellable = g_cancellable_new();
    g_queue_push_tail(&worker->waiting, task);
    pthread_cond_broadcast(&worker->changed);
    return task->ticket;
}

uint64_t worker_submit(struct worker *worker, const struct worker_job *job)
{
    uint64_t ticket;

    pthread_mutex_lock(&worker->mutex);
    g_assert(!worker->is_ending);
    while (g_queue_get_length(&worker->waiting) >= worker->room)
        pthread_cond_wait(&worker->changed, &worker->mutex);
    ticket = queue_task(worker, job);
    pthread_mutex_unlock(&worker->mutex);
    return ticket;
}

uint64_t worker_try_submit(struct worker *worker, const struct worker_job *job)
{
    uint64_t ticket = 0;

    pthread_mutex_lock(&worker->mutex);
    if (!worker->is_ending && g_queue_get_length(&worker->waiting) < worker->room)
        ticket = queue_task(worker, job);
    pthread_mutex_unlock(&worker->mutex);
    return ticket;
}

static struct worker_task *find_task(GQueue *queue, uint64_t ticket)
{
    for (GList *at = queue->head; at != NULL; at = at->next) {
        struct worker_task *task = at->data;

        if (task->ticket == ticket)
            return task;
    }
    return NULL;
}

bool worker_cancel(struct worker *worker, uint64_t ticket)
{
    struct worker_task *dropped, *running = NULL;
    GCancellable *cancellable = NULL;

    pthread_mutex_lock(&worker->mutex);
    dropped = find_task(&worker->waiting, ticket);
    if (dropped != NULL) {
        g_queue_remove(&worker->waiting, dropped);
        pthread_cond_broadcast(&worker->changed);
    } else {
        running = find_task(&worker->running, ticket);
        if (running != NULL)
            cancellable = g_object_ref(running->cancellable);
    }
    pthread_mutex_unlock(&worker->mutex);
    if (cancellable != NULL) {
        g_cancellable_cancel(cancellable);
        g_object_unref(cancellable);
    }
    if (dropped != NULL)
        task_free(dropped);
    return dropped != NULL;
}

void worker_drain(struct worker *worker)
{
    pthread_mutex_lock(&worker->mutex);
    while (!g_queue_is_empty(&worker->waiting) || !g_queue_is_empty(&worker->running))
        pthread_cond_wait(&worker->changed, &worker->mutex);
    pthread_mutex_unlock(&worker->mutex);
}
