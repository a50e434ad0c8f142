/*
 * Threads that do jobs from a bounded queue. A job is given a value, returns a value and
 * touches nothing else; its answer goes to a callback that only posts it (to a mailbox, an SDL
 * event, a GAsyncQueue). Every job has a ticket, so that whoever asked can drop answers it no
 * longer wants. Threads are joined, never detached.
 */
#ifndef MEDIA_WORKER_H
#define MEDIA_WORKER_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

struct worker;

struct worker_job {
    /* Does the work on one of the threads and returns the answer (may be NULL). Owns nothing:
     * @value is released after by @free_value. @cancellable is triggered by worker_cancel() and
     * worker_destroy(); long jobs look at it. */
    void *(*run)(void *value, GCancellable *cancellable);
    void *value;
    GDestroyNotify free_value; /* may be NULL */

    /* Called on the same thread with the answer, which it takes over; must only post and must
     * not call this worker. Not called for jobs dropped before they began. */
    void (*answer)(uint64_t ticket, void *answer, void *data);
    void *data; /* borrowed; must outlive the worker or the job */
};

/* @threads >= 1 threads and room for @room >= 1 jobs that wait. @name shows in debuggers. */
struct worker *worker_create(const char *name, int threads, int room);

/* Drops the jobs that wait (their values are released, no answers), cancels those that run,
 * and joins the threads; running jobs still answer before this returns. NULL is fine. */
void worker_destroy(struct worker *worker);

/* Waits for room, then queues the job: for producers such as ingest. Returns its ticket, never
 * 0. Any thread but the worker's own. */
uint64_t worker_submit(struct worker *worker, const struct worker_job *job);

/* The same without waiting, for threads that draw: 0 when there is no room; the value then
 * still belongs to the caller. */
uint64_t worker_try_submit(struct worker *worker, const struct worker_job *job);

/* Drops the job if it waits (true: it will not answer) or triggers its cancellable if it runs
 * (false: its answer comes all the same). False also when it is done. */
bool worker_cancel(struct worker *worker, uint64_t ticket);

/* Waits until no job waits or runs. Any thread but the worker's own. */
void worker_drain(struct worker *worker);

#endif
