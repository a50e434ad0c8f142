#include "catalogue/txn.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/search.h"

#include <glib/gi18n-lib.h>

struct txn {
    struct db *db;
    int level;    /* 1: the transaction itself; above: a step of it */
    bool is_part; /* of the one around it: nothing of its own to end */
    bool is_over;
};

static struct txn *create(struct db *db)
{
    struct txn *txn = g_new0(struct txn, 1);
    txn->db = db;
    txn->level = ++*connection_depth(db);
    return txn;
}

static struct txn *begin(struct db *db, enum statement how, GError **error)
{
    int depth = *connection_depth(db);
    if (!query_run(db, depth == 0 ? how : STATEMENT_TXN_STEP_BEGIN, NULL, error))
        return NULL;
    struct txn *txn = create(db);
    if (txn->level == 1 && how == STATEMENT_TXN_BEGIN)
        connection_begin_turn(db);
    return txn;
}

struct txn *txn_begin(struct db *db, GError **error)
{
    if (!db_is_writable(db)) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_READ_ONLY,
                    _("%s: opened for reading only"), db_path(db));
        return NULL;
    }
    return begin(db, STATEMENT_TXN_BEGIN, error);
}

struct txn *txn_join(struct db *db, GError **error)
{
    if (*connection_depth(db) == 0 || !db_is_writable(db))
        return txn_begin(db, error);
    struct txn *txn = create(db);
    txn->is_part = true;
    return txn;
}

struct txn *txn_begin_read(struct db *db, GError **error)
{
    return begin(db, STATEMENT_TXN_BEGIN_READ, error);
}

bool txn_commit(struct txn *txn, GError **error)
{
    g_assert(!txn->is_over && *connection_depth(txn->db) == txn->level);
    enum statement how = txn->level == 1 ? STATEMENT_TXN_COMMIT : STATEMENT_TXN_STEP_COMMIT;
    if (txn->level == 1 && !search_flush(txn->db, error))
        return false;
    if (!txn->is_part && !query_run(txn->db, how, NULL, error))
        return false;
    txn->is_over = true;
    --*connection_depth(txn->db);
    if (txn->level == 1)
        connection_end_turn(txn->db);
    return true;
}

/* SQLite may have rolled the whole transaction back by itself (a full disk): then there is nothing
 * left to roll back, and that is not an error. */
static void roll_back(struct txn *txn)
{
    g_assert(*connection_depth(txn->db) == txn->level);
    if (txn->level == 1) {
        g_hash_table_remove_all(connection_stale(txn->db));
        query_run(txn->db, STATEMENT_TXN_ROLLBACK, NULL, NULL);
        connection_end_turn(txn->db);
    } else if (!txn->is_part && query_run(txn->db, STATEMENT_TXN_STEP_ROLLBACK, NULL, NULL)) {
        query_run(txn->db, STATEMENT_TXN_STEP_COMMIT, NULL, NULL);
    }
    --*connection_depth(txn->db);
}

void txn_end(struct txn *txn)
{
    if (txn == NULL)
        return;
    if (!txn->is_over)
        roll_back(txn);
    g_free(txn);
}
