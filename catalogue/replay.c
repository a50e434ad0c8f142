#include "catalogue/replay.h"

#include "catalogue/changeset.h"
#include "catalogue/conflict.h"
#include "catalogue/entry.h"
#include "catalogue/removal.h"
#include "catalogue/revival.h"
#include "catalogue/row.h"
#include "catalogue/settle.h"
#include "catalogue/twin.h"

#include <string.h>

enum { DEEPEST = 1000, MOST_NAMESAKES = 1000 };

struct replay {
    struct db *db;
    const struct entry *entry;
    GBytes *changeset;
    GHashTable *own; /* keys of the rows it adds: a set of int64_t */
};

static bool note(const struct replay *replay, const char *kind, const struct change *change,
                 int column, const struct cell *lost, GError **error)
{
    return conflict_note(replay->db, replay->entry, kind, change->table, change_row(change), column,
                         lost, error);
}

/* What was to be written and cannot be, value by value. */
static bool refuse(const struct replay *replay, const struct change *change, GError **error)
{
    for (int i = 0; i < change->table->count; i++)
        if (!change->table->columns[i].is_key && !row_is_quiet(change->table, i) &&
            change->fresh[i].kind != CELL_ABSENT && change->fresh[i].kind != CELL_NULL &&
            !note(replay, "refused", change, i, &change->fresh[i], error))
            return false;
    return true;
}

/* Puts what CHANGE says of one column into WANTED, beside what stands there now. */
static bool meet(const struct replay *replay, const struct change *change, int i,
                 struct cell *wanted, GError **error)
{
    const struct cell fresh = change->fresh[i];
    const struct cell now = wanted[i];
    bool is_known = cell_equal(&now, &fresh) ||
                    (change->kind == CHANGE_UPDATE && cell_equal(&now, &change->old[i]));
    if (is_known || row_is_quiet(change->table, i)) {
        wanted[i] = fresh;
        return true;
    }
    bool stays = settle_stays(change->table, i, &now, &fresh);
    wanted[i] = stays ? now : fresh;
    return note(replay, "edit", change, i, stays ? &fresh : &now, error);
}

static bool says_nothing(const struct cell *cell)
{
    return cell->kind == CELL_NULL || (cell->kind == CELL_TEXT && cell->size == 0) ||
           (cell->kind == CELL_INTEGER && cell->integer == 0);
}

/* The same thing added twice (twin.h): what either says stands, the name it goes by already stays. */
static bool meet_twin(const struct replay *replay, const struct change *change, int i,
                      struct cell *wanted, GError **error)
{
    const struct cell fresh = change->fresh[i];
    if (says_nothing(&fresh))
        return true;
    if (says_nothing(&wanted[i])) {
        wanted[i] = fresh;
        return true;
    }
    if (strcmp(change->table->columns[i].name, "name") == 0)
        return cell_equal(&fresh, &wanted[i]) || note(replay, "edit", change, i, &fresh, error);
    return meet(replay, change, i, wanted, error);
}

/* Whether a row would stand under itself. */
static bool is_circle(const struct replay *replay, const struct row_table *table, int column,
                      const struct cell *wanted, bool *circle, GError **error)
{
    int64_t self = wanted[0].integer;
    int64_t up = wanted[column].integer;
    *circle = up == self;
    for (int i = 0; i < DEEPEST && !*circle; i++) {
        const struct cell key[ROW_COLUMNS] = {{.kind = CELL_INTEGER, .integer = up}};
        GError *failed = NULL;
        g_autoptr(row) row = row_get(replay->db, table, key, &failed);
        if (failed != NULL) {
            g_propagate_error(error, failed);
            return false;
        }
        if (row == NULL || row->cells[column].kind != CELL_INTEGER)
            return true;
        up = row->cells[column].integer;
        *circle = up == self;
    }
    return true;
}

enum standing { STANDS, CANNOT, BROKEN };

/* The row a column names must be there: it comes back where it was removed by who did not know. */
static enum standing stand_on(const struct replay *replay, const struct change *change, int i,
                              struct cell *wanted, GError **error)
{
    const struct row_column *column = &change->table->columns[i];
    bool is_there = false;
    bool is_circular = false;
    if (!column->names_row || wanted[i].kind != CELL_INTEGER ||
        g_hash_table_contains(replay->own, &wanted[i].integer))
        return STANDS;
    if (!revival_need_named(replay->db, replay->entry, column, wanted[i].integer, &is_there, error))
        return BROKEN;
    if (is_there && column->above != NULL && strcmp(column->above, change->table->name) == 0 &&
        !is_circle(replay, change->table, i, wanted, &is_circular, error))
        return BROKEN;
    if (is_there && !is_circular)
        return STANDS;
    if (column->goes_with)
        return CANNOT;
    if (!note(replay, "refused", change, i, &wanted[i], error))
        return BROKEN;
    wanted[i] = (struct cell){.kind = CELL_NULL};
    return STANDS;
}

/* Another row has the name: the later gets a number, a number of another system is left out. */
static enum row_answer give_way(const struct replay *replay, const struct change *change,
                                struct cell *wanted, GError **error)
{
    bool is_item = strcmp(change->table->name, "item") == 0;
    int i = changeset_column(change->table, is_item ? "identifier" : "name");
    bool is_named = is_item || strcmp(change->table->name, "theme") == 0 ||
                    strcmp(change->table->name, "place") == 0;
    if (!is_named || wanted[i].kind != CELL_TEXT)
        return ROW_REFUSED;
    const struct cell lost = wanted[i];
    g_autofree char *name = cell_text(&lost);
    const struct cell none = {.kind = CELL_NULL};
    enum row_answer answer = ROW_TAKEN;
    if (!note(replay, "name", change, i, &lost, error))
        return ROW_FAILED;
    for (int number = 2; answer == ROW_TAKEN && number <= MOST_NAMESAKES; number++) {
        g_autofree char *other = g_strdup_printf("%s (%d)", name, number);
        wanted[i] = is_item ? none : cell_of_text(other);
        answer = row_put(replay->db, change->table, wanted, error);
        if (is_item)
            break;
    }
    return answer;
}

/* Another name that its owner has already, as another copy gave it the same. */
static enum row_answer look_for_same(const struct replay *replay, const struct change *change,
                                     const struct cell *wanted, GError **error)
{
    int owner = changeset_column(change->table, "owner");
    if (strcmp(change->table->name, "other_name") != 0)
        return ROW_TAKEN;
    g_autoptr(GPtrArray) rows =
        row_under(replay->db, change->table, owner, wanted[owner].integer, error);
    for (unsigned r = 0; rows != NULL && r < rows->len; r++) {
        struct cell cells[ROW_COLUMNS];
        memcpy(cells, wanted, sizeof cells);
        cells[0].kind = CELL_ABSENT;
        if (row_has(rows->pdata[r], cells, NULL))
            return ROW_DONE;
    }
    return rows == NULL ? ROW_FAILED : ROW_TAKEN;
}

static bool put(const struct replay *replay, const struct change *change, struct cell *wanted,
                GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    for (int i = 0; i < change->table->count; i++) {
        enum standing standing = stand_on(replay, change, i, wanted, error);
        if (standing != STANDS)
            return standing == CANNOT && refuse(replay, change, error);
    }
    settle_dates(change->table, wanted, strings);
    enum row_answer answer = row_put(replay->db, change->table, wanted, error);
    if (answer == ROW_TAKEN)
        answer = look_for_same(replay, change, wanted, error);
    if (answer == ROW_TAKEN)
        answer = give_way(replay, change, wanted, error);
    if (answer == ROW_TAKEN || answer == ROW_REFUSED)
        return refuse(replay, change, error);
    return answer == ROW_DONE;
}

static bool write_row(const struct replay *replay, const struct change *change, GError **error)
{
    struct cell wanted[ROW_COLUMNS];
    bool is_there = false;
    if (change->kind == CHANGE_UPDATE) {
        if (!revival_need(replay->db, replay->entry, change->table, change->old, &is_there, error))
            return false;
        if (!is_there)
            return refuse(replay, change, error);
    }
    GError *failed = NULL;
    g_autoptr(row) row = row_get(replay->db, change->table, change_row(change), &failed);
    if (failed != NULL) {
        g_propagate_error(error, failed);
        return false;
    }
    bool is_twin = change->kind == CHANGE_INSERT && twin_is_possible(change->table);
    memcpy(wanted, row == NULL ? change->fresh : row->cells, sizeof wanted);
    for (int i = 0; row != NULL && i < change->table->count; i++)
        if (!change->table->columns[i].is_key && change->fresh[i].kind != CELL_ABSENT &&
            !(is_twin ? meet_twin : meet)(replay, change, i, wanted, error))
            return false;
    return put(replay, change, wanted, error);
}

/* One that was decided goes, and waits again where the decision was taken back. */
static bool decide(const struct replay *replay, const struct change *change, GError **error)
{
    if (change->kind == CHANGE_DELETE)
        return row_remove(replay->db, change->table, change->old, error);
    return row_put(replay->db, change->table, change->fresh, error) != ROW_FAILED;
}

/* Rows that go are the removal's business. */
static bool do_one(const struct replay *replay, const struct change *change, enum change_kind kind,
                   GError **error)
{
    if (change->kind != kind)
        return true;
    if (strcmp(change->table->name, "conflict") == 0)
        return decide(replay, change, error);
    return kind == CHANGE_DELETE || write_row(replay, change, error);
}

static bool do_all(const struct replay *replay, enum change_kind kind, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(replay->changeset, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (!do_one(replay, &change, kind, error))
            return false;
    return more == 0;
}

static bool find_own(const struct replay *replay, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(replay->changeset, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1) {
        const int64_t *id = change.kind == CHANGE_INSERT ? change_key(&change, "id") : NULL;
        if (id != NULL)
            g_hash_table_add(replay->own, g_memdup2(id, sizeof *id));
    }
    return more == 0;
}

/* What goes makes room for names; what is added may hang from what is added after it. */
bool replay_entry(struct db *db, const struct entry *entry, GBytes *changeset, GError **error)
{
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    const struct replay replay = {.db = db, .entry = entry, .changeset = changeset, .own = own};
    g_autoptr(removal) removal = removal_read(db, changeset, error);
    return removal != NULL && find_own(&replay, error) && removal_decide(removal, entry, error) &&
           removal_run(removal, entry, error) && do_all(&replay, CHANGE_DELETE, error) &&
           do_all(&replay, CHANGE_UPDATE, error) && do_all(&replay, CHANGE_INSERT, error) &&
           twin_note_people(db, entry, changeset, error);
}
