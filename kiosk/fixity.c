#include "kiosk/fixity.h"

#include "media/digest.h"
#include "media/worker.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAITING = 8, GIVES_WAY = 19 };

/* One file as it was looked at. */
struct verdict {
    int64_t size, modified; /* another of either: to be looked at again */
    int64_t asked_us;
    bool is_answered; /* also when nobody can say: its name is no digest, or it cannot be read */
    bool is_changed;
};

struct fixity {
    struct worker *worker;
    void (*wake)(void *data);
    void *data;

    GMutex lock;          /* guards the next */
    GHashTable *verdicts; /* path → struct verdict */
};

struct fixity *fixity_create(void (*wake)(void *data), void *data)
{
    struct fixity *fixity = g_new0(struct fixity, 1);
    fixity->wake = wake;
    fixity->data = data;
    g_mutex_init(&fixity->lock);
    fixity->verdicts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    fixity->worker = worker_create("fixity", 1, WAITING);
    return fixity;
}

void fixity_destroy(struct fixity *fixity)
{
    if (fixity == NULL)
        return;
    worker_destroy(fixity->worker);
    g_hash_table_destroy(fixity->verdicts);
    g_mutex_clear(&fixity->lock);
    g_free(fixity);
}

/* A path, and afterwards whether its file is another. */
struct answer {
    char *path;
    bool is_changed;
    bool is_stopped; /* the program ends */
};

static void *look_at(void *value, GCancellable *cancellable)
{
    struct answer *answer = g_new0(struct answer, 1);
    struct digest named, found;
    answer->path = g_strdup(value);
    setpriority(PRIO_PROCESS, (id_t)gettid(), GIVES_WAY);
    const char *name = strrchr(answer->path, '/');
    bool is_named = digest_from_hex(name != NULL ? name + 1 : answer->path, &named);
    answer->is_changed =
        is_named && digest_of_file(answer->path, &found, NULL, NULL, NULL, cancellable, NULL) &&
        !digest_equal(&named, &found);
    answer->is_stopped = g_cancellable_is_cancelled(cancellable);
    return answer;
}

static void take_answer(uint64_t ticket, void *found, void *data)
{
    struct fixity *fixity = data;
    struct answer *answer = found;
    if (answer->is_changed)
        g_message("fixity: %s has changed since it was published; copy or publish the pack again",
                  answer->path);
    g_mutex_lock(&fixity->lock);
    struct verdict *verdict = g_hash_table_lookup(fixity->verdicts, answer->path);
    if (verdict != NULL) {
        verdict->is_answered = true;
        verdict->is_changed = answer->is_changed;
    }
    g_mutex_unlock(&fixity->lock);
    if (!answer->is_stopped)
        fixity->wake(fixity->data);
    g_free(answer->path);
    g_free(answer);
}

/* True when the file must be looked at: it never was, or has another face since. */
static bool is_news(struct fixity *fixity, const char *path, const struct stat *stat)
{
    g_mutex_lock(&fixity->lock);
    struct verdict *verdict = g_hash_table_lookup(fixity->verdicts, path);
    bool is_new =
        verdict == NULL || verdict->size != stat->st_size || verdict->modified != stat->st_mtime;
    if (is_new) {
        verdict = g_new0(struct verdict, 1);
        verdict->size = stat->st_size;
        verdict->modified = stat->st_mtime;
        verdict->asked_us = g_get_monotonic_time();
        g_hash_table_replace(fixity->verdicts, g_strdup(path), verdict);
    }
    g_mutex_unlock(&fixity->lock);
    return is_new;
}

void fixity_ask(struct fixity *fixity, const char *path)
{
    struct stat status;
    if (fixity == NULL || path == NULL || stat(path, &status) != 0 ||
        !is_news(fixity, path, &status))
        return;
    char *value = g_strdup(path);
    const struct worker_job job = {.run = look_at,
                                   .value = value,
                                   .free_value = g_free,
                                   .answer = take_answer,
                                   .data = fixity};
    if (worker_try_submit(fixity->worker, &job) != 0)
        return;
    g_free(value);
    g_mutex_lock(&fixity->lock);
    g_hash_table_remove(fixity->verdicts, path); /* asked again another time */
    g_mutex_unlock(&fixity->lock);
}

bool fixity_is_awaited(struct fixity *fixity, const char *path)
{
    if (fixity == NULL || path == NULL)
        return false;
    g_mutex_lock(&fixity->lock);
    const struct verdict *verdict = g_hash_table_lookup(fixity->verdicts, path);
    bool is_awaited = verdict != NULL && !verdict->is_answered &&
                      g_get_monotonic_time() - verdict->asked_us < FIXITY_PATIENCE_MS * 1000;
    g_mutex_unlock(&fixity->lock);
    return is_awaited;
}

bool fixity_is_changed(struct fixity *fixity, const char *path)
{
    if (fixity == NULL || path == NULL)
        return false;
    g_mutex_lock(&fixity->lock);
    const struct verdict *verdict = g_hash_table_lookup(fixity->verdicts, path);
    bool is_changed = verdict != NULL && verdict->is_changed;
    g_mutex_unlock(&fixity->lock);
    return is_changed;
}
