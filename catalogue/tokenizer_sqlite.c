#include "catalogue/tokenizer.h"

#include "catalogue/fold.h"
#include "catalogue/statements.h"

#include <sqlite3.h>

struct Fts5Tokenizer {
    GString *word; /* the last one, folded */
};

static int create(void *data, const char **arguments, int count, Fts5Tokenizer **made)
{
    *made = g_new0(Fts5Tokenizer, 1);
    (*made)->word = g_string_new(NULL);
    return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
    g_string_free(tokenizer->word, TRUE);
    g_free(tokenizer);
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text,
                    int length, int (*take)(void *, int, const char *, int, int, int))
{
    const char *valid_end = NULL;
    g_utf8_validate(text, length, &valid_end);
    size_t whole = (size_t)(valid_end - text);
    size_t start = 0, end = 0;
    while (fold_next(text, whole, end, &start, &end)) {
        g_string_truncate(tokenizer->word, 0);
        fold_word(tokenizer->word, text + start, end - start);
        if (tokenizer->word->len == 0)
            continue;
        int status =
            take(context, 0, tokenizer->word->str, (int)tokenizer->word->len, (int)start, (int)end);
        if (status != SQLITE_OK)
            return status;
    }
    return SQLITE_OK;
}

/* The index's own interface is handed out through a statement (SQLite, "Extending FTS5"). */
static fts5_api *interface_of(sqlite3 *handle)
{
    fts5_api *interface = NULL;
    sqlite3_stmt *statement = NULL;
    const char *sql = statement_texts[STATEMENT_CONNECTION_WORDS_INDEX].sql;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_pointer(statement, 1, (void *)&interface, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return interface;
}

bool tokenizer_add(sqlite3 *handle)
{
    static fts5_tokenizer folded = {create, delete, tokenize};
    fts5_api *interface = interface_of(handle);
    return interface != NULL &&
           interface->xCreateTokenizer(interface, "folded", NULL, &folded, NULL) == SQLITE_OK;
}
