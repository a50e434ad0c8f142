#include "catalogue/rewind.h"

#include "catalogue/changeset.h"
#include "catalogue/error.h"
#include "catalogue/row.h"

#include <string.h>

/* One pass over the changes of one kind; a name that is still taken waits for the next pass. */
struct pass {
    struct db *db;
    enum change_kind kind;
    bool is_waiting;
};

/* The row as it was before: what it is now, with what was before in the columns that changed. */
static enum row_answer put_before(struct db *db, const struct change *change, GError **error)
{
    struct cell cells[ROW_COLUMNS];
    GError *failed = NULL;
    if (change->kind == CHANGE_DELETE)
        return row_put(db, change->table, change->old, error);
    g_autoptr(row) row = row_get(db, change->table, change->old, &failed);
    if (failed != NULL) {
        g_propagate_error(error, failed);
        return ROW_FAILED;
    }
    if (row == NULL)
        return ROW_DONE;
    memcpy(cells, row->cells, sizeof cells);
    for (int i = 0; i < change->table->count; i++)
        if (change->fresh[i].kind != CELL_ABSENT)
            cells[i] = change->old[i];
    return row_put(db, change->table, cells, error);
}

static bool take_back(struct pass *pass, const struct change *change, GError **error)
{
    if (change->kind != pass->kind)
        return true;
    if (change->kind == CHANGE_INSERT)
        return row_remove(pass->db, change->table, change->fresh, error);
    enum row_answer answer = put_before(pass->db, change, error);
    if (answer == ROW_TAKEN)
        pass->is_waiting = true;
    return answer != ROW_FAILED;
}

static bool run(struct pass *pass, GBytes *effect, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(effect, &size);
    int more;
    pass->is_waiting = false;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (!take_back(pass, &change, error))
            return false;
    return more == 0;
}

/* What came goes first and makes room for names. Two that changed names with each other never fit one
 * by one: such an effect does not come about, as each row is put by itself. */
bool rewind_entry(struct db *db, GBytes *effect, GError **error)
{
    static const enum change_kind kinds[] = {CHANGE_INSERT, CHANGE_UPDATE, CHANGE_DELETE,
                                             CHANGE_UPDATE};
    struct pass pass = {.db = db};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        pass.kind = kinds[i];
        if (!run(&pass, effect, error))
            return false;
    }
    return true;
}
