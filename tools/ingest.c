#include "tools/ingest.h"

#include "catalogue/asset.h"
#include "catalogue/code.h"
#include "catalogue/item.h"
#include "media/error.h"
#include "media/worker.h"
#include "tools/accession.h"
#include "tools/call.h"
#include "tools/ingest_item.h"
#include "tools/ingest_timed.h"
#include "tools/intake.h"
#include "tools/messages.h"
#include "tools/orphan.h"
#include "tools/progress.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
    AHEAD = 64,          /* files begun before the first that is not finished */
    WAIT_US = 100 * 1000 /* how long the main thread waits before it looks at Ctrl-C */
};

struct ingest {
    const struct call *call;
    const struct ingest_plan *plan;
    struct worker *worker;
    GAsyncQueue *done;        /* struct accession *, from the workers */
    struct ingest_entry *all; /* in the order of the files */
    guint count;
    guint hash_next;       /* the first not yet given to be hashed */
    guint make_next;       /* the first not yet decided upon: make it, or it is here already */
    guint say_next;        /* the first not yet said */
    int running;           /* jobs given and not yet answered */
    GHashTable *by_digest; /* hexadecimal -> struct ingest_entry *: this run's own */
    GArray *orphans;       /* stored for items that were then refused */
    int64_t bytes_finished;
    int added, same, refused;
};

static struct ingest_entry *entry_of(struct ingest *ingest, const struct accession *accession)
{
    for (guint i = ingest->say_next; i < ingest->count; i++)
        if (ingest->all[i].accession == accession)
            return &ingest->all[i];
    g_assert_not_reached();
}

/* The reason without the path it may begin with: the line that says it begins with the name. */
static const char *plain_reason(const struct ingest_entry *entry, const char *reason)
{
    size_t length = strlen(entry->file->path);
    if (strncmp(reason, entry->file->path, length) == 0 && strncmp(reason + length, ": ", 2) == 0)
        return reason + length + 2;
    return reason;
}

static void settle(struct ingest *ingest, struct ingest_entry *entry, enum ingest_state state,
                   const char *says)
{
    entry->state = state;
    entry->says = says != NULL ? g_strdup(plain_reason(entry, says)) : NULL;
    ingest->bytes_finished += entry->file->bytes;
}

/* On a worker's thread: the queue is all it touches. */
static void post(uint64_t ticket, void *accession, void *queue)
{
    g_async_queue_push(queue, accession);
}

static bool submit(struct ingest *ingest, struct ingest_entry *entry,
                   void *(*step)(void *, GCancellable *), enum ingest_state state)
{
    struct worker_job job = {
        .run = step, .value = entry->accession, .answer = post, .data = ingest->done};
    atomic_store(&entry->accession->permille, 0);
    if (worker_try_submit(ingest->worker, &job) == 0)
        return false;
    entry->state = state;
    ingest->running++;
    return true;
}

/* What a poster or a film of a signer was made from may be an item in its own right too. */
static bool is_of_the_item(const struct asset *asset)
{
    return strcmp(asset->role, "original") != 0 || asset->position == 0;
}

/* The item of the archive whose original these bytes are; 0 when there is none. */
static int64_t find_known(struct ingest *ingest, struct ingest_entry *entry, const char *hex)
{
    struct item item = ITEM_NEW;
    g_autoptr(GArray) assets =
        asset_with_digest(ingest->call->db, hex, ingest->call->strings, NULL);
    const struct asset *asset = NULL;
    for (guint i = 0; asset == NULL && assets != NULL && i < assets->len; i++)
        if (is_of_the_item(&g_array_index(assets, struct asset, i)))
            asset = &g_array_index(assets, struct asset, i);
    if (asset == NULL)
        return 0;
    if (!item_get(ingest->call->db, asset->item, ingest->call->strings, &item, NULL))
        return 0;
    g_strlcpy(entry->code, item.code, sizeof entry->code);
    entry->kind = item.kind;
    return item.id;
}

/* What to do with a hashed file: refuse it, know it, or have it made. False when the workers have
 * no room now. */
static bool decide(struct ingest *ingest, struct ingest_entry *entry)
{
    char hex[DIGEST_HEX_SIZE];
    if (entry->accession->error != NULL) {
        settle(ingest, entry, INGEST_REFUSED, entry->accession->error->message);
        return true;
    }
    digest_to_hex(&entry->accession->digest, hex);
    entry->first = g_hash_table_lookup(ingest->by_digest, hex);
    if (entry->first != NULL) {
        settle(ingest, entry, INGEST_SAME, NULL);
        return true;
    }
    entry->item = find_known(ingest, entry, hex);
    if (entry->item != 0) {
        settle(ingest, entry, INGEST_SAME, NULL);
        return true;
    }
    if (!submit(ingest, entry, accession_make, INGEST_MAKING))
        return false;
    g_hash_table_insert(ingest->by_digest, g_strdup(hex), entry);
    return true;
}

/* Gives the workers what they have room for: decisions first, in order, then hashing ahead. */
static void feed(struct ingest *ingest)
{
    for (; ingest->make_next < ingest->count; ingest->make_next++) {
        struct ingest_entry *entry = &ingest->all[ingest->make_next];
        if (entry->state == INGEST_WAITING || entry->state == INGEST_HASHING)
            break;
        if (entry->state == INGEST_HASHED && !decide(ingest, entry))
            break;
    }
    for (; ingest->hash_next < MIN(ingest->count, ingest->say_next + AHEAD); ingest->hash_next++) {
        struct ingest_entry *entry = &ingest->all[ingest->hash_next];
        if (entry->state == INGEST_WAITING &&
            !submit(ingest, entry, accession_hash, INGEST_HASHING))
            break;
    }
}

static void take_made(struct ingest *ingest, struct ingest_entry *entry)
{
    g_autoptr(GError) reason = NULL;
    struct accession *accession = entry->accession;
    bool is_stopped = g_error_matches(accession->error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED) ||
                      g_error_matches(accession->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    if (accession->error == NULL && ingest_item_write(ingest->call, ingest->plan, entry, &reason)) {
        settle(ingest, entry, INGEST_ADDED, accession->warning);
        return;
    }
    orphan_add(ingest->orphans, accession);
    const GError *why = accession->error != NULL ? accession->error : reason;
    settle(ingest, entry, is_stopped ? INGEST_STOPPED : INGEST_REFUSED, why->message);
}

static void take_answer(struct ingest *ingest, struct accession *accession)
{
    struct ingest_entry *entry = entry_of(ingest, accession);
    ingest->running--;
    if (entry->state == INGEST_HASHING)
        entry->state = INGEST_HASHED;
    else
        take_made(ingest, entry);
}

static void say_same(struct ingest *ingest, struct ingest_entry *entry)
{
    const struct ingest_entry *first = entry->first;
    const char *code = first != NULL ? first->code : entry->code;
    if (first != NULL && first->state != INGEST_ADDED) {
        output_warn(ingest->call->output, "%s: not added, as the same bytes in %s were not",
                    entry->file->name, first->file->name);
        ingest->refused++;
        entry->state = INGEST_REFUSED;
        return;
    }
    if (first != NULL)
        output_warn(ingest->call->output, "%s: not added: the same bytes as %s, which is %s",
                    entry->file->name, first->file->name, code);
    else
        output_warn(ingest->call->output,
                    "%s: not added: the archive has these bytes already, as %s", entry->file->name,
                    code);
    g_strlcpy(entry->code, code, sizeof entry->code);
    ingest->same++;
}

static void say_added(struct ingest *ingest, const struct ingest_entry *entry)
{
    struct output *output = ingest->call->output;
    if (output_width(output) > 0)
        output_say(output, "%s  %s", entry->code, entry->file->name);
    else
        output_say(output, "%s", entry->code);
    if (entry->says != NULL)
        output_warn(output, "%s: added as %s, but %s", entry->file->name, entry->code, entry->says);
    ingest->added++;
}

/* Says what is settled, in the order of the files. */
static void say(struct ingest *ingest)
{
    for (; ingest->say_next < ingest->count; ingest->say_next++) {
        struct ingest_entry *entry = &ingest->all[ingest->say_next];
        if (entry->state == INGEST_ADDED)
            say_added(ingest, entry);
        else if (entry->state == INGEST_SAME)
            say_same(ingest, entry);
        else if (entry->state == INGEST_REFUSED)
            output_warn(ingest->call->output, "%s: not added: %s", entry->file->name, entry->says),
                ingest->refused++;
        else if (entry->state != INGEST_TIMED)
            return;
    }
}

static int64_t bytes_done(const struct ingest *ingest)
{
    int64_t bytes = ingest->bytes_finished;
    for (guint i = ingest->say_next; i < ingest->hash_next; i++) {
        const struct ingest_entry *entry = &ingest->all[i];
        if (entry->state == INGEST_MAKING)
            bytes += entry->file->bytes / 1000 * atomic_load(&entry->accession->permille);
    }
    return bytes;
}

static bool is_finished(const struct ingest *ingest)
{
    return ingest->say_next == ingest->count && ingest->running == 0;
}

/* Works until all is said, or Ctrl-C; jobs that then still run are cancelled and waited for. */
static void work(struct ingest *ingest, struct progress *progress)
{
    GCancellable *cancellable = ingest->call->cancellable;
    while (!is_finished(ingest) && !g_cancellable_is_cancelled(cancellable)) {
        feed(ingest);
        struct accession *accession = NULL;
        if (ingest->running > 0)
            accession = g_async_queue_timeout_pop(ingest->done, WAIT_US);
        for (; accession != NULL; accession = g_async_queue_try_pop(ingest->done))
            take_answer(ingest, accession);
        say(ingest);
        progress_set(progress, ingest->say_next, bytes_done(ingest));
    }
    worker_destroy(ingest->worker);
    ingest->worker = NULL;
    struct accession *late;
    while ((late = g_async_queue_try_pop(ingest->done)) != NULL)
        take_answer(ingest, late);
}

/* After Ctrl-C: items that became complete behind one that did not are said too. */
static void say_rest(struct ingest *ingest)
{
    for (guint i = ingest->say_next; i < ingest->count; i++)
        if (ingest->all[i].state == INGEST_ADDED)
            say_added(ingest, &ingest->all[i]);
}

static void write_document(const struct ingest *ingest)
{
    static const char *const words[] = {[INGEST_ADDED] = "added",
                                        [INGEST_SAME] = "already_there",
                                        [INGEST_REFUSED] = "refused",
                                        [INGEST_TIMED] = "timed_text"};
    struct output *output = ingest->call->output;
    output_open_array(output, "files");
    for (guint i = 0; i < ingest->count; i++) {
        const struct ingest_entry *entry = &ingest->all[i];
        const char *word = entry->state < G_N_ELEMENTS(words) ? words[entry->state] : NULL;
        output_open(output, NULL);
        output_text(output, "file", entry->file->name);
        output_text(output, "outcome", word != NULL ? word : "stopped");
        output_text(output, "code", entry->code[0] != '\0' ? entry->code : NULL);
        output_text(output, "kind", entry->kind);
        output_text(output, "says", entry->says);
        output_close(output);
    }
    output_close(output);
    output_integer(output, "added", ingest->added);
    output_integer(output, "already_there", ingest->same);
    output_integer(output, "refused", ingest->refused);
}

static bool conclude(struct ingest *ingest, const struct intake *intake, GError **error)
{
    struct output *output = ingest->call->output;
    int attached = ingest_timed_attach(ingest->call, ingest->all, ingest->count, &ingest->refused);
    orphan_remove(ingest->call, ingest->orphans);
    write_document(ingest);
    if (g_cancellable_is_cancelled(ingest->call->cancellable)) {
        g_set_error(
            error, COMMAND_ERROR, COMMAND_ERROR_CANCELLED,
            _("stopped: %d of %u files are added and complete, nothing is half done; the same "
              "command again adds the rest"),
            ingest->added, ingest->count);
        return false;
    }
    if (intake->left_out > 0)
        output_note(output,
                    MANY("left out %d hidden or system file", "left out %d hidden or system files",
                         intake->left_out),
                    intake->left_out);
    if (ingest->count > 1)
        output_note(output, "added %d, already there %d, not added %d", ingest->added, ingest->same,
                    ingest->refused + intake->refused);
    if (ingest->added > 0 || ingest->same > 0 || attached > 0)
        return true;
    if (ingest->count == 0 && intake->refused == 0)
        return command_refused(error, "there is nothing to add in what was named");
    return command_refused(error, "nothing was added");
}

static void begin(struct ingest *ingest, const struct intake *intake)
{
    ingest->count = intake->files->len;
    ingest->all = g_new0(struct ingest_entry, ingest->count + 1);
    for (guint i = 0; i < ingest->count; i++) {
        struct ingest_entry *entry = &ingest->all[i];
        entry->file = intake->files->pdata[i];
        entry->state = entry->file->is_timed ? INGEST_TIMED : INGEST_WAITING;
        entry->accession = accession_create(entry->file->path, vault_store(ingest->call->vault));
    }
}

bool ingest_run(const struct call *call, const struct intake *intake,
                const struct ingest_plan *plan, GError **error)
{
    struct ingest ingest = {.call = call, .plan = plan};
    ingest.done = g_async_queue_new();
    ingest.by_digest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ingest.orphans = orphan_list();
    ingest.worker = worker_create("add", plan->jobs, plan->jobs);
    begin(&ingest, intake);
    struct progress *progress =
        progress_begin(call->output, _("adding"), _("files"), ingest.count, intake->bytes);
    work(&ingest, progress);
    progress_end(progress);
    say_rest(&ingest);
    bool is_done = conclude(&ingest, intake, error);
    for (guint i = 0; i < ingest.count; i++) {
        accession_free(ingest.all[i].accession);
        g_free(ingest.all[i].says);
    }
    g_free(ingest.all);
    g_hash_table_unref(ingest.by_digest);
    g_array_unref(ingest.orphans);
    g_async_queue_unref(ingest.done);
    return is_done;
}
