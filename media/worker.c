#include "media/worker.h"

struct worker_task {
    uint64_t ticket;
    struct worker_job job;
    GCancellable *cancellable;
};

struct worker {
    GThread **threads;
    int thread_count;
    guint room;

    GMutex mutex;   /* guards everything below */
    GCond changed;  /* a job came, went or ended, or the worker ends */
    GQueue waiting; /* struct worker_task */
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
        g_cond_wait(&worker->changed, &worker->mutex);
    if (worker->is_ending)
        return NULL;
    task = g_queue_pop_head(&worker->waiting);
    g_queue_push_tail(&worker->running, task);
    g_cond_broadcast(&worker->changed);
    return task;
}

static void *work(void *data)
{
    struct worker *worker = data;
    struct worker_task *task;

    g_mutex_lock(&worker->mutex);
    while ((task = take_task(worker)) != NULL) {
        void *answer;

        g_mutex_unlock(&worker->mutex);
        answer = task->job.run(task->job.value, task->cancellable);
        task->job.answer(task->ticket, answer, task->job.data);
        task_free_value(task);
        g_mutex_lock(&worker->mutex);
        g_queue_remove(&worker->running, task);
        task_free(task);
        g_cond_broadcast(&worker->changed);
    }
    g_mutex_unlock(&worker->mutex);
    return NULL;
}

struct worker *worker_create(const char *name, int threads, int room)
{
    struct worker *worker = g_new0(struct worker, 1);

    g_assert(threads >= 1 && room >= 1);
    g_mutex_init(&worker->mutex);
    g_cond_init(&worker->changed);
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
    g_mutex_lock(&worker->mutex);
    worker->is_ending = true;
    while ((task = g_queue_pop_head(&worker->waiting)) != NULL)
        g_queue_push_tail(&dropped, task);
    for (GList *at = worker->running.head; at != NULL; at = at->next) {
        task = at->data;
        g_cancellable_cancel(task->cancellable);
    }
    g_cond_broadcast(&worker->changed);
    g_mutex_unlock(&worker->mutex);
    for (int i = 0; i < worker->thread_count; i++)
        g_thread_join(worker->threads[i]);
    while ((task = g_queue_pop_head(&dropped)) != NULL)
        task_free(task);
    g_mutex_clear(&worker->mutex);
    g_cond_clear(&worker->changed);
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
    g_cond_broadcast(&worker->changed);
    return task->ticket;
}

uint64_t worker_submit(struct worker *worker, const struct worker_job *job)
{
    uint64_t ticket;

    g_mutex_lock(&worker->mutex);
    g_assert(!worker->is_ending);
    while (g_queue_get_length(&worker->waiting) >= worker->room)
        g_cond_wait(&worker->changed, &worker->mutex);
    ticket = queue_task(worker, job);
    g_mutex_unlock(&worker->mutex);
    return ticket;
}

uint64_t worker_try_submit(struct worker *worker, const struct worker_job *job)
{
    uint64_t ticket = 0;

    g_mutex_lock(&worker->mutex);
    if (!worker->is_ending && g_queue_get_length(&worker->waiting) < worker->room)
        ticket = queue_task(worker, job);
    g_mutex_unlock(&worker->mutex);
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

    g_mutex_lock(&worker->mutex);
    dropped = find_task(&worker->waiting, ticket);
    if (dropped != NULL) {
        g_queue_remove(&worker->waiting, dropped);
        g_cond_broadcast(&worker->changed);
    } else {
        running = find_task(&worker->running, ticket);
        if (running != NULL)
            cancellable = g_object_ref(running->cancellable);
    }
    g_mutex_unlock(&worker->mutex);
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
    g_mutex_lock(&worker->mutex);
    while (!g_queue_is_empty(&worker->waiting) || !g_queue_is_empty(&worker->running))
        g_cond_wait(&worker->changed, &worker->mutex);
    g_mutex_unlock(&worker->mutex);
}
