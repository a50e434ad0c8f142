#include "catalogue/merge.h"

#include "catalogue/changeset.h"
#include "catalogue/connection.h"
#include "catalogue/erasure.h"
#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/recording.h"
#include "catalogue/replay.h"
#include "catalogue/rewind.h"
#include "catalogue/search.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct merge {
    struct db *db;
    struct seen *seen; /* grows as entries are taken */
    int64_t count;     /* of entries known */
    GArray *fresh;     /* struct carried, borrowed: those that are new */
    struct erasure *erasure;
    GStringChunk *strings;
};

void carried_clear(struct carried *carried)
{
    g_clear_pointer(&carried->changeset, g_bytes_unref);
    g_clear_pointer(&carried->items, g_array_unref);
}

static bool missing(const struct entry *entry, int64_t site, int64_t from, int64_t to,
                    GError **error)
{
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                _("what came before is missing here: entry %" PRId64 " of %s (%s) needs "
                  "entries %" PRId64 " to %" PRId64
                  " of copy %08x, of which this copy has none; ask for changes since an earlier "
                  "number, or since 0"),
                entry->number, entry->who, entry->command, from, to, (unsigned)(site >> 32));
    return false;
}

struct gap {
    const struct merge *merge;
    const struct entry *entry;
    GError **error;
};

static bool check_known(int64_t site, int64_t number, void *data)
{
    const struct gap *gap = data;
    int64_t have = seen_number(gap->merge->seen, site);
    return have >= number || missing(gap->entry, site, have + 1, number, gap->error);
}

/* Its clock must be above all it knows, or the order would not be one; no clock runs ahead of the
 * entries there are, or nobody's next could stand above it. */
static bool check_clock(const struct merge *merge, const struct entry *entry, GError **error)
{
    int64_t before = 0;
    if (!query_number(
            merge->db, STATEMENT_ENTRY_CLOCK_OF,
            VALUES(VALUE_INTEGER("site", entry->site), VALUE_INTEGER("number", entry->number - 1)),
            &before, error))
        return false;
    if (entry->clock > before && entry->clock <= merge->count + 1)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                _("the order of its entries is not one that copies make"));
    return false;
}

static bool check_entry(struct merge *merge, const struct entry *entry, GError **error)
{
    struct gap gap = {.merge = merge, .entry = entry, .error = error};
    g_autoptr(seen) seen = seen_parse(entry->seen);
    if (seen == NULL || seen_number(seen, entry->site) != entry->number - 1) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                    _("an entry does not say what its copy knew"));
        return false;
    }
    return seen_each(seen, check_known, &gap) && check_clock(merge, entry, error);
}

static bool note_erasure(struct merge *merge, const struct entry *entry, GError **error)
{
    return entry->erases == 0 || erasure_add_root(merge->erasure, entry->erases, error);
}

/* The entry itself; what it changed stands filtered beside it, what becomes of that comes later. */
static bool store(struct merge *merge, const struct carried *carried, GError **error)
{
    struct entry entry = carried->entry;
    entry.is_merged = true;
    entry.undoes = 0;
    if (carried->undoes_number != 0 &&
        !query_number(merge->db, STATEMENT_ENTRY_ID_OF,
                      VALUES(VALUE_INTEGER("site", carried->undoes_site),
                             VALUE_INTEGER("number", carried->undoes_number)),
                      &entry.undoes, error))
        return false;
    if (!entry_insert(merge->db, &entry, carried->changeset, error))
        return false;
    for (unsigned i = 0; i < carried->items->len; i++)
        if (!entry_touch(merge->db, entry.id, g_array_index(carried->items, int64_t, i), error))
            return false;
    seen_add(merge->seen, entry.site, entry.number);
    merge->count++;
    return true;
}

static bool store_all(struct merge *merge, const GArray *list, struct merged *merged,
                      GError **error)
{
    for (unsigned i = 0; i < list->len; i++) {
        const struct carried *carried = &g_array_index(list, struct carried, i);
        if (seen_has(merge->seen, carried->entry.site, carried->entry.number)) {
            merged->known++;
            continue;
        }
        if (!check_entry(merge, &carried->entry, error) || !store(merge, carried, error) ||
            !note_erasure(merge, &carried->entry, error))
            return false;
        merged->erasures += carried->entry.erases != 0;
        g_array_append_val(merge->fresh, *carried);
        merged->taken++;
    }
    return true;
}

/* What others erased goes here too, and nothing of it comes in. */
static bool erase(struct merge *merge, GPtrArray *forgotten, GError **error)
{
    return erasure_is_empty(merge->erasure) || (erasure_run(merge->erasure, forgotten, error) &&
                                                erasure_remove_rows(merge->erasure, error));
}

static bool is_fresh(const struct merge *merge, const struct entry *entry)
{
    for (unsigned i = 0; i < merge->fresh->len; i++) {
        const struct entry *one = &g_array_index(merge->fresh, struct carried, i).entry;
        if (one->site == entry->site && one->number == entry->number)
            return true;
    }
    return false;
}

static bool take_back(struct merge *merge, const struct entry *entry, GError **error)
{
    g_autoptr(GBytes) effect = NULL;
    return entry_read(merge->db, entry->id, NULL, &effect, error) &&
           recording_refresh(merge->db, effect, error) && rewind_entry(merge->db, effect, error);
}

static bool do_again(struct merge *merge, const struct entry *entry, GError **error)
{
    g_autoptr(GBytes) changeset = NULL;
    if (!entry_read(merge->db, entry->id, &changeset, NULL, error))
        return false;
    struct recording *recording = recording_begin(merge->db, error);
    if (recording == NULL)
        return false;
    if (!replay_entry(merge->db, entry, changeset, error)) {
        recording_free(recording);
        return false;
    }
    g_autoptr(GBytes) effect = recording_end(recording, error);
    return effect != NULL && entry_set(merge->db, entry->id, changeset, effect, error) &&
           recording_refresh(merge->db, effect, error);
}

/* The first that is new, or of which something was erased; false where there is none such. */
static bool find_first(const struct merge *merge, GHashTable *changed, struct entry *first,
                       GError **error)
{
    const struct entry beginning = {0};
    g_autoptr(GArray) all = entry_list_from(merge->db, &beginning, merge->strings, error);
    for (unsigned i = 0; all != NULL && i < all->len; i++) {
        const struct entry *entry = &g_array_index(all, struct entry, i);
        if (!is_fresh(merge, entry) && !g_hash_table_contains(changed, &entry->id))
            continue;
        *first = *entry;
        return true;
    }
    return false;
}

/* From there on: back in reverse what was here, then all in order. */
static bool put_in_order(struct merge *merge, const struct entry *first, GError **error)
{
    g_autoptr(GArray) entries = entry_list_from(merge->db, first, merge->strings, error);
    for (unsigned i = entries == NULL ? 0 : entries->len; i > 0; i--) {
        const struct entry *entry = &g_array_index(entries, struct entry, i - 1);
        if (!is_fresh(merge, entry) && !take_back(merge, entry, error))
            return false;
    }
    for (unsigned i = 0; entries != NULL && i < entries->len; i++)
        if (!do_again(merge, &g_array_index(entries, struct entry, i), error))
            return false;
    return entries != NULL;
}

static bool is_whole(struct db *db, GError **error)
{
    g_autoptr(GPtrArray) lost = query_texts(db, STATEMENT_CHECK_FOREIGN_KEYS, NULL, error);
    if (lost == NULL || lost->len == 0)
        return lost != NULL;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
                _("its changes do not fit together (%s)"), (const char *)lost->pdata[0]);
    return false;
}

static bool finish(struct merge *merge, GError **error)
{
    return query_script(merge->db, STATEMENT_MERGE_RANKS, error) &&
           query_run(merge->db, STATEMENT_MERGE_CHANGED_AT, NULL, error) &&
           search_flush(merge->db, error) && is_whole(merge->db, error);
}

static bool settle(struct merge *merge, GHashTable *changed, GError **error)
{
    struct entry first;
    GError *failed = NULL;
    if (find_first(merge, changed, &first, &failed))
        return put_in_order(merge, &first, error) && finish(merge, error);
    if (failed != NULL)
        g_propagate_error(error, failed);
    return failed == NULL;
}

static bool run(struct merge *merge, const GArray *list, struct merged *merged, GError **error)
{
    int64_t before = 0;
    int64_t after = 0;
    g_autoptr(txn) txn = txn_begin(merge->db, error);
    if (txn == NULL || (merge->seen = entry_seen(merge->db, error)) == NULL ||
        (merge->erasure = erasure_begin(merge->db, error)) == NULL ||
        !query_number(merge->db, STATEMENT_ENTRY_COUNT, NULL, &merge->count, error) ||
        !query_number(merge->db, STATEMENT_CONFLICT_COUNT, NULL, &before, error) ||
        !store_all(merge, list, merged, error))
        return false;
    if (merged->taken == 0)
        return true;
    if (!erase(merge, merged->forgotten, error) ||
        !settle(merge, erasure_changed(merge->erasure), error) ||
        !query_number(merge->db, STATEMENT_CONFLICT_COUNT, NULL, &after, error))
        return false;
    merged->conflicts = (int)MAX(after - before, 0);
    return txn_commit(txn, error);
}

/* Nothing new needs no writing: a stick that comes twice waits for nobody. */
static bool has_news(struct db *db, const GArray *list, bool *has, GError **error)
{
    g_autoptr(seen) seen = entry_seen(db, error);
    *has = false;
    for (unsigned i = 0; seen != NULL && i < list->len && !*has; i++) {
        const struct entry *entry = &g_array_index(list, struct carried, i).entry;
        *has = !seen_has(seen, entry->site, entry->number);
    }
    return seen != NULL;
}

static void finish_merge(struct merge *merge)
{
    g_array_unref(merge->fresh);
    g_string_chunk_free(merge->strings);
    erasure_end(merge->erasure);
    seen_free(merge->seen);
}

/* Whether foreign keys hold cannot be changed inside a transaction: they hold again whatever came of it. */
static bool rebuilt(struct db *db, bool is_done, GError **error)
{
    GError *failed = NULL;
    bool holds = query_script(db, STATEMENT_CONNECTION_REBUILT, is_done ? error : &failed);
    g_clear_error(&failed);
    return is_done && holds;
}

static bool redo(struct merge *merge, GHashTable *changed, GError **error)
{
    int64_t merged = 0;
    g_autoptr(txn) txn = txn_begin(merge->db, error);
    return txn != NULL &&
           query_number(merge->db, STATEMENT_ENTRY_COUNT_MERGED, NULL, &merged, error) &&
           (merged == 0 || settle(merge, changed, error)) && txn_commit(txn, error);
}

bool merge_again(struct db *db, GHashTable *changed, GError **error)
{
    if (g_hash_table_size(changed) == 0)
        return true;
    struct merge merge = {.db = db,
                          .fresh = g_array_new(false, false, sizeof(struct carried)),
                          .strings = g_string_chunk_new(4096)};
    bool is_done =
        query_script(db, STATEMENT_CONNECTION_REBUILD, error) && redo(&merge, changed, error);
    finish_merge(&merge);
    return rebuilt(db, is_done, error);
}

bool merge_entries(struct db *db, const GArray *list, struct merged *merged, GError **error)
{
    bool has = false;
    *merged = (struct merged){.forgotten = merged->forgotten, .known = (int)list->len};
    if (!has_news(db, list, &has, error))
        return false;
    if (!has)
        return true;
    struct merge merge = {.db = db,
                          .fresh = g_array_new(false, false, sizeof(struct carried)),
                          .strings = g_string_chunk_new(4096)};
    *merged = (struct merged){.forgotten = merged->forgotten};
    bool is_done =
        query_script(db, STATEMENT_CONNECTION_REBUILD, error) && run(&merge, list, merged, error);
    finish_merge(&merge);
    return rebuilt(db, is_done, error);
}
