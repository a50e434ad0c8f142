/*
 * Tells the thread sanitizer what GLib's locks and queues order. Debian's GLib is not built with
 * the sanitizer and waits on futexes of its own, so the sanitizer sees threads of ours hand data
 * to each other and no lock between them. Each function here calls GLib's and says what happened
 * before what. Linked into tests of the tsan build only; our calls come here, GLib's own do not.
 */
#include <dlfcn.h>
#include <glib.h>

/* Of the sanitizer's run-time library (sanitizer/tsan_interface.h). */
void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define GLIBS(function)                                                                            \
    static __typeof__(&function) real;                                                             \
    if (real == NULL)                                                                              \
    real = (__typeof__(&function))dlsym(RTLD_NEXT, #function)

void g_mutex_lock(GMutex *mutex)
{
    GLIBS(g_mutex_lock);
    real(mutex);
    __tsan_acquire(mutex);
}

gboolean g_mutex_trylock(GMutex *mutex)
{
    GLIBS(g_mutex_trylock);
    gboolean is_locked = real(mutex);
    if (is_locked)
        __tsan_acquire(mutex);
    return is_locked;
}

void g_mutex_unlock(GMutex *mutex)
{
    GLIBS(g_mutex_unlock);
    __tsan_release(mutex);
    real(mutex);
}

void g_cond_wait(GCond *cond, GMutex *mutex)
{
    GLIBS(g_cond_wait);
    __tsan_release(mutex);
    real(cond, mutex);
    __tsan_acquire(mutex);
}

gboolean g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_time)
{
    GLIBS(g_cond_wait_until);
    __tsan_release(mutex);
    gboolean is_signalled = real(cond, mutex, end_time);
    __tsan_acquire(mutex);
    return is_signalled;
}

void g_async_queue_push(GAsyncQueue *queue, gpointer data)
{
    GLIBS(g_async_queue_push);
    __tsan_release(queue);
    real(queue, data);
}

gpointer g_async_queue_pop(GAsyncQueue *queue)
{
    GLIBS(g_async_queue_pop);
    gpointer data = real(queue);
    __tsan_acquire(queue);
    return data;
}

gpointer g_async_queue_try_pop(GAsyncQueue *queue)
{
    GLIBS(g_async_queue_try_pop);
    gpointer data = real(queue);
    __tsan_acquire(queue);
    return data;
}

gpointer g_async_queue_timeout_pop(GAsyncQueue *queue, guint64 timeout)
{
    GLIBS(g_async_queue_timeout_pop);
    gpointer data = real(queue, timeout);
    __tsan_acquire(queue);
    return data;
}
