#include "kiosk/verifying.h"

#include "kiosk/exhibition.h"

#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LOWEST_PRIORITY = 19 };

struct verifying {
    const struct exhibition *exhibition;
    void (*wake)(void *data);
    void *data;
    GCancellable *cancellable;
    GThread *thread;
    GError *failure; /* the thread's until has_failed */
    atomic_bool has_failed;
};

static void *run(void *data)
{
    struct verifying *verifying = data;
    /* On Linux the priority is the thread's own. */
    setpriority(PRIO_PROCESS, (id_t)gettid(), LOWEST_PRIORITY);
    if (exhibition_verify(verifying->exhibition, verifying->cancellable, &verifying->failure) ||
        g_cancellable_is_cancelled(verifying->cancellable))
        return NULL;
    atomic_store(&verifying->has_failed, true);
    verifying->wake(verifying->data);
    return NULL;
}

struct verifying *verifying_start(const struct exhibition *exhibition, void (*wake)(void *data),
                                  void *data)
{
    struct verifying *verifying = g_new0(struct verifying, 1);
    verifying->exhibition = exhibition;
    verifying->wake = wake;
    verifying->data = data;
    verifying->cancellable = g_cancellable_new();
    verifying->thread = g_thread_new("verifying", run, verifying);
    return verifying;
}

const char *verifying_complaint(struct verifying *verifying)
{
    return atomic_load(&verifying->has_failed) ? verifying->failure->message : NULL;
}

void verifying_stop(struct verifying *verifying)
{
    if (verifying == NULL)
        return;
    g_cancellable_cancel(verifying->cancellable);
    g_thread_join(verifying->thread);
    g_object_unref(verifying->cancellable);
    g_clear_error(&verifying->failure);
    g_free(verifying);
}
