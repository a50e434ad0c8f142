#include "tools/ingest_timed.h"

#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "media/digest.h"
#include "tools/attach.h"
#include "tools/call.h"
#include "tools/ingest_item.h"
#include "tools/intake.h"
#include "tools/messages.h"

#include <string.h>

/* The recording of the same name that is in the archive now; NULL when there is none. */
static const struct ingest_entry *find_recording(const struct ingest_entry *entries, guint count,
                                                 const struct ingest_entry *timed)
{
    for (guint i = 0; i < count; i++) {
        const struct ingest_entry *entry = &entries[i];
        bool is_here = entry->state == INGEST_ADDED || entry->state == INGEST_SAME;
        if (!is_here || strcmp(entry->file->stem, timed->file->stem) != 0)
            continue;
        if (entry->first != NULL)
            entry = entry->first;
        if (strcmp(entry->kind, "oral_history") == 0 || strcmp(entry->kind, "film") == 0)
            return entry;
    }
    return NULL;
}

static const char *language_of(const struct call *call, const struct ingest_entry *timed,
                               const struct item *item)
{
    struct archive_facts facts;
    if (timed->file->language != NULL)
        return timed->file->language;
    if (strcmp(item->language, "und") != 0)
        return item->language;
    return archive_read_facts(call->db, call->strings, &facts, NULL) ? facts.language : "en";
}

/* Whether these bytes are the item's already, from an earlier run. */
static bool is_attached(const struct call *call, const struct ingest_entry *timed,
                        const struct item *item)
{
    struct digest digest;
    char hex[DIGEST_HEX_SIZE];
    if (!digest_of_file(timed->file->path, &digest, NULL, NULL, NULL, NULL, NULL))
        return false;
    digest_to_hex(&digest, hex);
    g_autoptr(GArray) assets = asset_with_digest(call->db, hex, call->strings, NULL);
    for (guint i = 0; assets != NULL && i < assets->len; i++)
        if (g_array_index(assets, struct asset, i).item == item->id)
            return true;
    return false;
}

static bool attach_one(const struct call *call, struct ingest_entry *timed,
                       const struct ingest_entry *recording, GError **error)
{
    struct item item = ITEM_NEW;
    struct attached attached;
    struct attach attach = {.db = call->db,
                            .store = vault_store(call->vault),
                            .strings = call->strings,
                            .output = call->output,
                            .cancellable = call->cancellable};
    if (!item_get(call->db, recording->item, call->strings, &item, error))
        return false;
    g_strlcpy(timed->code, item.code, sizeof timed->code);
    if (is_attached(call, timed, &item)) {
        output_note(call->output, "%s: already attached to %s", timed->file->name, item.code);
        return true;
    }
    const char *role = strcmp(item.kind, "film") == 0 ? "captions" : "transcript";
    const char *language = language_of(call, timed, &item);
    g_autofree char *name = g_path_get_basename(timed->file->name);
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !attach_file(&attach, &item, timed->file->path, name, role, language,
                                        NULL, &attached, error))
        return false;
    g_autofree char *says = g_strdup_printf("attached %s (%s) to %s", role, language, item.code);
    history_touch(history, item.id);
    if (!history_commit(history, says, error))
        return false;
    output_note(call->output,
                MANY("%s: attached to %s as its %s in %s, %zu line%s",
                     "%s: attached to %s as its %s in %s, %zu lines%s", attached.lines),
                timed->file->name, item.code, role, language, attached.lines,
                timed->file->language != NULL
                    ? ""
                    : _(" (the name says no language; interview.ur.vtt would say Urdu)"));
    return true;
}

int ingest_timed_attach(const struct call *call, struct ingest_entry *entries, guint count,
                        int *refused)
{
    int attached = 0;
    for (guint i = 0; i < count; i++) {
        struct ingest_entry *timed = &entries[i];
        g_autoptr(GError) error = NULL;
        if (timed->state != INGEST_TIMED || g_cancellable_is_cancelled(call->cancellable))
            continue;
        const struct ingest_entry *recording = find_recording(entries, count, timed);
        if (recording == NULL)
            command_refused(&error,
                            "timed text without its recording; give it to an item: rwf attach "
                            "ITEM %s --role transcript --lang TAG",
                            timed->file->name);
        else if (attach_one(call, timed, recording, &error))
            attached++;
        if (error == NULL)
            continue;
        output_warn(call->output, "%s: not attached: %s", timed->file->name, error->message);
        timed->says = g_strdup(error->message);
        (*refused)++;
    }
    return attached;
}
