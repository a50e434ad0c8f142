#include "kiosk/text_ahead.h"

#include <pthread.h>

#include "media/worker.h"

enum { ROOM = 64 };

struct text_ahead {
    struct text *text;
    void (*wake)(void *data);
    void *data;
    struct worker *worker; /* NULL: nothing was asked for yet */
    pthread_mutex_t lock;  /* guards what follows */
    GHashTable *asked;     /* key → itself: asked for and not yet taken */
    GHashTable *ready;     /* key → struct text_layout */
};

/* One request, with copies of all that it names. */
struct wish {
    struct text_ahead *ahead;
    uint64_t key;
    GStringChunk *strings;
    struct text_paragraph *paragraphs;
    size_t count;
    struct text_options options;
};

static void wish_free(void *data)
{
    struct wish *wish = data;
    for (size_t i = 0; i < wish->count; i++)
        g_free((struct text_span *)wish->paragraphs[i].spans);
    g_free(wish->paragraphs);
    g_string_chunk_free(wish->strings);
    g_free(wish);
}

static const char *keep(struct wish *wish, const char *string, size_t length)
{
    if (string == NULL)
        return NULL;
    return length > 0 ? g_string_chunk_insert_len(wish->strings, string, (gssize)length)
                      : g_string_chunk_insert(wish->strings, string);
}

static struct wish *wish_of(struct text_ahead *ahead, uint64_t key,
                            const struct text_paragraph *paragraphs, size_t count,
                            const struct text_options *options)
{
    struct wish *wish = g_new0(struct wish, 1);
    *wish = (struct wish){.ahead = ahead, .key = key, .count = count, .options = *options};
    wish->options.is_tight = false; /* for the thread that draws alone */
    wish->strings = g_string_chunk_new(512);
    wish->paragraphs = g_memdup2(paragraphs, count * sizeof *paragraphs);
    for (size_t i = 0; i < count; i++) {
        struct text_paragraph *own = &wish->paragraphs[i];
        struct text_span *spans = g_memdup2(own->spans, own->count * sizeof *spans);
        for (size_t k = 0; k < own->count; k++) {
            spans[k].utf8 = keep(wish, spans[k].utf8, spans[k].length);
            spans[k].language = keep(wish, spans[k].language, 0);
        }
        own->spans = spans;
        own->language = keep(wish, own->language, 0);
    }
    return wish;
}

static bool is_wanted(struct text_ahead *ahead, uint64_t key)
{
    pthread_mutex_lock(&ahead->lock);
    bool is_asked = g_hash_table_contains(ahead->asked, &key);
    pthread_mutex_unlock(&ahead->lock);
    return is_asked;
}

/* Keeps an answer, unless nobody waits for it any more. */
static void keep_ready(struct text_ahead *ahead, uint64_t key, struct text_layout *layout)
{
    pthread_mutex_lock(&ahead->lock);
    bool is_asked = g_hash_table_contains(ahead->asked, &key);
    if (is_asked)
        g_hash_table_insert(ahead->ready, g_memdup2(&key, sizeof key), layout);
    pthread_mutex_unlock(&ahead->lock);
    if (!is_asked)
        text_layout_destroy(layout);
}

static void *lay_out(void *value, GCancellable *cancellable)
{
    struct wish *wish = value;
    if (!is_wanted(wish->ahead, wish->key))
        return NULL;
    struct text *text = wish->ahead->text;
    struct text_layout *layout =
        text_layout_create(text, wish->paragraphs, wish->count, &wish->options);
    text_prepare(text, layout);
    keep_ready(wish->ahead, wish->key, layout);
    return wish;
}

static void say_ready(uint64_t ticket, void *answer, void *data)
{
    const struct text_ahead *ahead = data;
    if (answer != NULL && ahead->wake != NULL)
        ahead->wake(ahead->data);
}

static void destroy_layout(void *layout)
{
    text_layout_destroy(layout);
}

struct text_ahead *text_ahead_create(struct text *text, void (*wake)(void *data), void *data)
{
    struct text_ahead *ahead = g_new0(struct text_ahead, 1);
    ahead->text = text;
    ahead->wake = wake;
    ahead->data = data;
    ahead->asked = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    ahead->ready = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, destroy_layout);
    pthread_mutex_init(&ahead->lock, NULL);
    return ahead;
}

void text_ahead_destroy(struct text_ahead *ahead)
{
    if (ahead == NULL)
        return;
    worker_destroy(ahead->worker);
    g_hash_table_unref(ahead->asked);
    g_hash_table_unref(ahead->ready);
    pthread_mutex_destroy(&ahead->lock);
    g_free(ahead);
}

/* Notes that this is asked for; false when it was already. */
static bool note_asked(struct text_ahead *ahead, uint64_t key, bool is_asked)
{
    pthread_mutex_lock(&ahead->lock);
    bool has_changed = is_asked ? g_hash_table_add(ahead->asked, g_memdup2(&key, sizeof key))
                                : g_hash_table_remove(ahead->asked, &key);
    pthread_mutex_unlock(&ahead->lock);
    return has_changed;
}

bool text_ahead_ask(struct text_ahead *ahead, uint64_t key, const struct text_paragraph *paragraphs,
                    size_t count, const struct text_options *options)
{
    if (!note_asked(ahead, key, true))
        return true;
    if (ahead->worker == NULL)
        ahead->worker = worker_create("text", 1, ROOM);
    struct wish *wish = wish_of(ahead, key, paragraphs, count, options);
    const struct worker_job job = {
        .run = lay_out, .value = wish, .free_value = wish_free, .answer = say_ready, .data = ahead};
    if (worker_try_submit(ahead->worker, &job) != 0)
        return true;
    wish_free(wish);
    note_asked(ahead, key, false);
    return false;
}

struct text_layout *text_ahead_take(struct text_ahead *ahead, uint64_t key)
{
    struct text_layout *layout = NULL;
    void *kept_key = NULL;
    pthread_mutex_lock(&ahead->lock);
    g_hash_table_steal_extended(ahead->ready, &key, &kept_key, (void **)&layout);
    if (layout != NULL)
        g_hash_table_remove(ahead->asked, &key);
    pthread_mutex_unlock(&ahead->lock);
    g_free(kept_key);
    return layout;
}

struct range {
    uint64_t first, end;
};

static gboolean is_outside(void *key, void *value, void *range)
{
    const struct range *kept = range;
    uint64_t at = *(const uint64_t *)key;
    return at < kept->first || at >= kept->end;
}

void text_ahead_keep(struct text_ahead *ahead, uint64_t first, uint64_t end)
{
    struct range range = {first, end};
    pthread_mutex_lock(&ahead->lock);
    g_hash_table_foreach_remove(ahead->asked, is_outside, &range);
    g_hash_table_foreach_remove(ahead->ready, is_outside, &range);
    pthread_mutex_unlock(&ahead->lock);
}

void text_ahead_forget(struct text_ahead *ahead)
{
    g_clear_pointer(&ahead->worker, worker_destroy);
    g_hash_table_remove_all(ahead->asked);
    g_hash_table_remove_all(ahead->ready);
}
