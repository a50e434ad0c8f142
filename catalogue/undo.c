#include "catalogue/history.h"

#include "catalogue/changeset.h"
#include "catalogue/consent.h"
#include "catalogue/entry.h"
#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/query.h"
#include "catalogue/recording.h"
#include "catalogue/row.h"
#include "catalogue/search.h"
#include "catalogue/twin.h"
#include "catalogue/txn.h"
#include "catalogue/wording.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* One entry on its way back. */
struct undo {
    struct db *db;
    struct entry entry;
    GBytes *changeset;
    GBytes *effect;
    GHashTable *places; /* every row it put or changed, as text; its rows may name each other */
    GStringChunk *strings;
};

/* The last later entry that changed COLUMN of the row at PLACE; COLUMN -1: any of it. */
static bool touches(GBytes *effect, const char *place, int column)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(effect, &size);
    changeset_begin(&reader, bytes, size);
    while (changeset_next(&reader, &change, NULL) == 1) {
        g_autofree char *where = change_place(&change);
        if (strcmp(where, place) == 0 && (column < 0 || change.kind != CHANGE_UPDATE ||
                                          change.fresh[column].kind != CELL_ABSENT))
            return true;
    }
    return false;
}

static bool find_since(const struct undo *undo, const char *place, int column,
                       struct history_entry *since)
{
    g_autoptr(GArray) later = history_list(undo->db, 0, 0, undo->strings, NULL);
    for (unsigned i = 0; later != NULL && i < later->len; i++) {
        const struct history_entry *entry = &g_array_index(later, struct history_entry, i);
        g_autoptr(GBytes) effect = NULL;
        if (entry->id == undo->entry.id)
            return false;
        if (entry->undone_by == 0 && entry_read(undo->db, entry->id, NULL, &effect, NULL) &&
            touches(effect, place, column)) {
            *since = *entry;
            return true;
        }
    }
    return false;
}

/* "the title of RWF-7Q2K9M": what a curator calls it. */
static char *name_of(const struct undo *undo, const struct row_table *table,
                     const struct cell *cells, int column)
{
    struct item item = {0};
    int64_t of = row_item(table, cells);
    g_autoptr(GString) name = g_string_new(NULL);
    const char *field = column < 0 ? NULL : wording_field(table->name, table->columns[column].name);
    if (column >= 0)
        g_string_append_printf(name, _("%s of "),
                               field != NULL ? field : table->columns[column].name);
    if (strcmp(table->name, "item") != 0)
        g_string_append_printf(name, _("a %s"), wording_row(table->name));
    if (of != 0 && item_get(undo->db, of, undo->strings, &item, NULL))
        g_string_append_printf(name, strcmp(table->name, "item") == 0 ? "%s" : _(" of %s"),
                               item.code);
    else if (strcmp(table->name, "item") == 0)
        g_string_append(name, _("an item"));
    return g_string_free(g_steal_pointer(&name), false);
}

static bool conflict(const struct undo *undo, const struct row_table *table,
                     const struct cell *cells, int column, const char *what, GError **error)
{
    struct history_entry since = {0};
    g_autofree char *place = row_place(table, cells);
    g_autofree char *name = name_of(undo, table, cells, column);
    if (find_since(undo, place, column, &since))
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64 " (%s) cannot be taken back: %s %s since, by %s at %s "
                      "(entry %" PRId64 ": %s); take that back first: rwf undo --entry "
                      "%" PRId64),
                    undo->entry.id, undo->entry.command, name, what, since.who, since.at, since.id,
                    since.command, since.id);
    else
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64 " (%s) cannot be taken back: %s %s since"), undo->entry.id,
                    undo->entry.command, name, what);
    return false;
}

/* What the entry made of it, and what it is now. */
static bool changed(const struct undo *undo, const struct change *change, const struct row *now,
                    int column, GError **error)
{
    const char *table = change->table->name;
    const char *name = change->table->columns[column].name;
    g_autofree char *left = wording_value(table, name, &change->fresh[column]);
    g_autofree char *stands = wording_value(table, name, &now->cells[column]);
    g_autofree char *what = g_strdup_printf(_("was changed from “%s” to “%s”"), left, stands);
    return conflict(undo, change->table, now->cells, column, what, error);
}

/* A row that came with this entry goes; what came to hang from it later would go with it. */
static bool nothing_new_under(const struct undo *undo, const struct row *row, GError **error)
{
    int id = changeset_column(row->table, "id");
    if (id < 0 || row->cells[id].kind != CELL_INTEGER)
        return true;
    for (const struct row_table *table = row_tables; table->name != NULL; table++)
        for (int i = 0; i < table->count; i++) {
            if (!table->columns[i].goes_with || !row_may_name(&table->columns[i], row->table))
                continue;
            g_autoptr(GPtrArray) rows =
                row_under(undo->db, table, i, row->cells[id].integer, error);
            for (unsigned r = 0; rows != NULL && r < rows->len; r++) {
                struct row *under = rows->pdata[r];
                g_autofree char *place = row_place(table, under->cells);
                if (!g_hash_table_contains(undo->places, place))
                    return conflict(undo, table, under->cells, -1, _("was added"), error);
            }
            if (rows == NULL)
                return false;
        }
    return true;
}

/* A row that is as the entry left it; one that went since with the item it belongs to may be gone. */
static bool check_change(const struct undo *undo, const struct change *change, GError **error)
{
    int column = -1;
    GError *failed = NULL;
    if (strcmp(change->table->name, "consent_change") == 0 ||
        strcmp(change->table->name, "conflict") == 0)
        return true;
    g_autoptr(row) row = row_get(undo->db, change->table, change_row(change), &failed);
    if (failed != NULL) {
        g_propagate_error(error, failed);
        return false;
    }
    if (change->kind == CHANGE_DELETE)
        return row == NULL || conflict(undo, change->table, row->cells, -1, _("came back"), error);
    if (row == NULL)
        return change->kind == CHANGE_INSERT ||
               conflict(undo, change->table, change->old, -1, _("was removed"), error);
    if (!row_has(row, change->fresh, &column))
        return changed(undo, change, row, column, error);
    return change->kind != CHANGE_INSERT || nothing_new_under(undo, row, error);
}

/* Calls CHECK with every change. */
typedef bool change_check(struct undo *undo, const struct change *change, GError **error);

static bool each_change(struct undo *undo, change_check *check, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(undo->effect, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (!check(undo, &change, error))
            return false;
    return more == 0;
}

static bool note_place(struct undo *undo, const struct change *change, GError **error)
{
    (void)error;
    g_hash_table_add(undo->places, change_place(change));
    return true;
}

static bool check_one(struct undo *undo, const struct change *change, GError **error)
{
    return check_change(undo, change, error);
}

/* What is found of an item that is about to go is taken out while its words are known. */
static bool forget_found(struct undo *undo, const struct change *change, GError **error)
{
    bool is_item = change->kind == CHANGE_INSERT && strcmp(change->table->name, "item") == 0;
    return !is_item || search_forget(undo->db, *change_key(change, "id"), error);
}

/* That a step of consent was taken back is a line of its history. */
static bool note_consent(struct undo *undo, const struct change *change, GError **error)
{
    const int64_t *consent = change_key(change, "id");
    int column = changeset_column(change->table, "item");
    if (strcmp(change->table->name, "consent") != 0 || consent == NULL)
        return true;
    const struct cell *item = &change_row(change)[column];
    return consent_note_undone(undo->db, *consent, item->kind == CELL_INTEGER ? item->integer : 0,
                               undo->entry.command, error);
}

/* What others added too, in an entry that stands, is theirs as well and stays: it goes out of what is
 * taken back. */
static bool leave_to_others(struct undo *undo, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    int more;
    const struct row_table *last = NULL;
    g_autoptr(GHashTable) places = NULL;
    g_autoptr(GByteArray) kept = g_byte_array_new();
    const void *bytes = g_bytes_get_data(undo->effect, &size);
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1) {
        g_autofree char *place = change_place(&change);
        bool is_twin = change.kind == CHANGE_INSERT && twin_is_possible(change.table);
        if (is_twin && places == NULL &&
            (places = twin_later(undo->db, &undo->entry, error)) == NULL)
            return false;
        if (!is_twin || !g_hash_table_contains(places, place))
            changeset_append(kept, &last, &change);
    }
    g_bytes_unref(undo->effect);
    undo->effect = g_byte_array_free_to_bytes(g_steal_pointer(&kept));
    return more == 0;
}

/* A row that differs in what only follows from others, as the moment of its last change, is as it was. */
static bool says_something(const struct change *change)
{
    if (change->kind != CHANGE_UPDATE)
        return true;
    for (int i = 0; i < change->table->count; i++)
        if (change->fresh[i].kind != CELL_ABSENT && !row_is_quiet(change->table, i))
            return true;
    return false;
}

/* Where all of it is another's too there is nothing to take back. */
static bool has_own(const struct undo *undo, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(undo->effect, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (says_something(&change))
            return true;
    if (more != 0)
        return false;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                _("entry %" PRId64 " (%s) cannot be taken back: the same was done in another copy "
                  "too, and stays"),
                undo->entry.id, undo->entry.command);
    return false;
}

static bool is_possible(const struct undo *undo, GError **error)
{
    int64_t by = 0;
    int64_t first = 0;
    if (!query_number(undo->db, STATEMENT_HISTORY_UNDONE_BY,
                      VALUES(VALUE_KEY("id", undo->entry.id)), &by, error) ||
        !query_number(undo->db, STATEMENT_HISTORY_FIRST_OF, VALUES(VALUE_KEY("id", undo->entry.id)),
                      &first, error))
        return false;
    if (first != 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64 " put entry %" PRId64 " back in place; take that one back "
                      "again: rwf undo --entry %" PRId64),
                    undo->entry.id, first, first);
    else if (by != 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64 " (%s) is taken back already, by entry "
                      "%" PRId64),
                    undo->entry.id, undo->entry.command, by);
    else if (undo->entry.erases != 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64 " (%s) cannot be taken back: what was erased is gone"),
                    undo->entry.id, undo->entry.command);
    else if (g_bytes_get_size(undo->changeset) == 0)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64 " (%s) cannot be taken back: what it changed was erased"),
                    undo->entry.id, undo->entry.command);
    else
        return true;
    return false;
}

static bool take_back(struct undo *undo, GError **error)
{
    GError *failed = NULL;
    if (!is_possible(undo, error) || !leave_to_others(undo, error) || !has_own(undo, error))
        return false;
    if (!each_change(undo, note_place, error) || !each_change(undo, check_one, error) ||
        !recording_refresh(undo->db, undo->effect, error) ||
        !each_change(undo, forget_found, error))
        return false;
    if (recording_take_back(undo->db, undo->effect, &failed))
        return each_change(undo, note_consent, error) &&
               recording_refresh(undo->db, undo->effect, error);
    if (failed != NULL)
        g_propagate_error(error, failed);
    else
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                    _("entry %" PRId64
                      " (%s) cannot be taken back: what it changed is in use since, or a name it "
                      "gave up is taken"),
                    undo->entry.id, undo->entry.command);
    return false;
}

static bool read_entry(struct undo *undo, int64_t id, GError **error)
{
    GError *failed = NULL;
    if (query_get(undo->db, STATEMENT_ENTRY_BY_ID, VALUES(VALUE_KEY("id", id)), entry_columns,
                  undo->strings, &undo->entry, &failed))
        return entry_read(undo->db, id, &undo->changeset, &undo->effect, error);
    if (!g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, failed);
        return false;
    }
    g_error_free(failed);
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                _("there is no entry %" PRId64 "; `rwf log` lists them"), id);
    return false;
}

static bool run(struct undo *undo, int64_t id, struct history *history, GError **error)
{
    if (!read_entry(undo, id, error) || !take_back(undo, error))
        return false;
    g_autofree char *says =
        g_strdup_printf("took back entry %" G_GINT64_FORMAT ": %s", id, undo->entry.command);
    g_autoptr(GArray) items =
        query_numbers(undo->db, STATEMENT_ENTRY_ITEMS, VALUES(VALUE_KEY("entry", id)), error);
    for (unsigned i = 0; items != NULL && i < items->len; i++)
        history_touch(history, g_array_index(items, int64_t, i));
    history_takes_back(history, id);
    return items != NULL && history_commit(history, says, error);
}

bool history_undo_entry(struct db *db, int64_t entry, const char *who, const char *command,
                        GError **error)
{
    g_autoptr(history) history = history_begin(db, who, command, error);
    if (history == NULL)
        return false;
    struct undo undo = {.db = db,
                        .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                        .strings = g_string_chunk_new(1024)};
    bool is_back = run(&undo, entry, history, error);
    g_clear_pointer(&undo.changeset, g_bytes_unref);
    g_clear_pointer(&undo.effect, g_bytes_unref);
    g_hash_table_unref(undo.places);
    g_string_chunk_free(undo.strings);
    return is_back;
}

bool history_undo(struct db *db, int count, const char *who, const char *command, GError **error)
{
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL)
        return false;
    for (int i = 0; i < count; i++) {
        int64_t last = 0;
        if (!query_number(db, STATEMENT_HISTORY_TO_UNDO, NULL, &last, error))
            return false;
        if (last == 0) {
            g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                        i == 0 ? _("there is nothing to take back")
                               : _("there is not so much to take back; nothing was changed"));
            return false;
        }
        if (!history_undo_entry(db, last, who, command, error))
            return false;
    }
    return txn_commit(txn, error);
}
