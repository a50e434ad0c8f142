#include "catalogue/conflict.h"

#include "catalogue/connection.h"
#include "catalogue/entry.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/query.h"
#include "catalogue/row.h"
#include "catalogue/search.h"
#include "catalogue/settle.h"
#include "catalogue/theme.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD(name, kind) COLUMN(struct conflict, name, kind)
static const struct column conflict_columns[] = {
    FIELD(id, KEY),      FIELD(kind, WORDS),    FIELD(item, KEY),  FIELD(place, WORDS),
    FIELD(field, WORDS), FIELD(lost, WORDS),    FIELD(code, TEXT), FIELD(at, WORDS),
    FIELD(who, WORDS),   FIELD(command, WORDS), {.name = NULL}};
#undef FIELD

/* The columns of the table, in its order. */
enum { ID, KIND, ITEM, PLACE, FIELD_NAME, LOST, SITE, NUMBER };

static struct cell integer(int64_t value)
{
    return (struct cell){.kind = CELL_INTEGER, .integer = value};
}

bool conflict_note(struct db *db, const struct entry *entry, const char *kind,
                   const struct row_table *table, const struct cell *cells, int column,
                   const struct cell *lost, GError **error)
{
    const struct row_table *conflicts = changeset_table("conflict", strlen("conflict"));
    struct cell row[ROW_COLUMNS] = {0};
    g_autofree char *place = row_place(table, cells);
    const char *field = column < 0 ? "" : table->columns[column].name;
    g_autofree char *lost_text = lost == NULL ? g_strdup("") : cell_text(lost);
    g_autofree char *all =
        g_strdup_printf("%s\n%s\n%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s", kind, place,
                        field, entry->site, entry->number, lost_text);
    int64_t item = row_item(table, cells);
    const struct cell none = {.kind = CELL_NULL};
    row[ID] = integer(key_of_text(all));
    row[KIND] = cell_of_text(kind);
    row[ITEM] = item == 0 ? none : integer(item);
    row[PLACE] = cell_of_text(place);
    row[FIELD_NAME] = cell_of_text(field);
    row[LOST] = lost == NULL ? none : *lost;
    row[SITE] = integer(entry->site);
    row[NUMBER] = integer(entry->number);
    return row_put(db, conflicts, row, error) != ROW_FAILED;
}

GArray *conflict_list(struct db *db, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_CONFLICT_LIST, NULL, conflict_columns, sizeof(struct conflict),
                      strings, error);
}

/* The row "TABLE KEY KEY"; *TABLE is NULL where the words are not one. */
static struct row *find_row(struct db *db, const char *place, const struct row_table **table,
                            GError **error)
{
    g_auto(GStrv) words = g_strsplit(place, " ", -1);
    struct cell cells[ROW_COLUMNS] = {0};
    unsigned next = 1;
    *table = changeset_table(words[0], strlen(words[0]));
    for (int i = 0; *table != NULL && i < (*table)->count; i++) {
        if (!(*table)->columns[i].is_key || next >= g_strv_length(words))
            continue;
        char *end;
        int64_t number = g_ascii_strtoll(words[next], &end, 10);
        cells[i] = *end == '\0' ? integer(number) : cell_of_text(words[next]);
        next++;
    }
    return *table == NULL ? NULL : row_get(db, *table, cells, error);
}

char *conflict_stands(struct db *db, const struct conflict *conflict, GError **error)
{
    const struct row_table *table;
    g_autoptr(row) row = find_row(db, conflict->place, &table, error);
    int column = row == NULL ? -1 : changeset_column(table, conflict->field);
    if (row == NULL)
        return NULL;
    return column < 0 ? g_strdup("") : cell_text(&row->cells[column]);
}

static bool absent(const struct conflict *conflict, GError **error)
{
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                _("what this is about is not there any more (%s); keep what stands"),
                conflict->field);
    return false;
}

static bool put_lost(struct db *db, const struct conflict *conflict, GError **error)
{
    const struct row_table *conflicts = changeset_table("conflict", strlen("conflict"));
    const struct row_table *table;
    struct cell key[ROW_COLUMNS] = {{.kind = CELL_INTEGER, .integer = conflict->id}};
    struct cell cells[ROW_COLUMNS];
    g_autoptr(row) kept = row_get(db, conflicts, key, error);
    g_autoptr(row) row = kept == NULL ? NULL : find_row(db, conflict->place, &table, error);
    int column = row == NULL ? -1 : changeset_column(table, conflict->field);
    if (column < 0)
        return absent(conflict, error);
    memcpy(cells, row->cells, sizeof cells);
    cells[column] = kept->cells[LOST];
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    settle_dates(table, cells, strings);
    enum row_answer answer = row_put(db, table, cells, error);
    if (answer == ROW_DONE)
        return search_refresh(db, conflict->item, error) &&
               search_refresh(db, cells[0].integer, error) &&
               search_refresh_linked(db, cells[0].integer, error);
    if (answer != ROW_FAILED)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, "%s: %s", conflict->field,
                    answer == ROW_TAKEN ? "another has this already"
                                        : "a rule of the archive does not allow this value");
    return false;
}

bool conflict_people(const struct conflict *conflict, int64_t *person, int64_t *other)
{
    if (strcmp(conflict->kind, "name") != 0 || !g_str_has_prefix(conflict->place, "person "))
        return false;
    *person = g_ascii_strtoll(conflict->place + strlen("person "), NULL, 10);
    *other = g_ascii_strtoll(conflict->lost, NULL, 10);
    return true;
}

static bool make_one(struct db *db, const struct conflict *conflict, int64_t person, int64_t other,
                     GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    struct person one;
    if (!person_get(db, person, strings, &one, NULL) || !person_get(db, other, strings, &one, NULL))
        return absent(conflict, error);
    return person_merge(db, person, other, error);
}

/* A theme or place that had to give way to another's name becomes one with that. False where it is none
 * such, or nothing has the name any more. */
static bool join_headings(struct db *db, const struct conflict *conflict, bool *is_one,
                          GError **error)
{
    g_auto(GStrv) words = g_strsplit(conflict->place, " ", 2);
    bool is_theme = strcmp(words[0], "theme") == 0;
    int64_t from = words[1] == NULL ? 0 : g_ascii_strtoll(words[1], NULL, 10);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    struct theme theme = {0};
    struct place place = PLACE_NEW;
    *is_one = false;
    if (strcmp(conflict->kind, "name") != 0 || (!is_theme && strcmp(words[0], "place") != 0))
        return true;
    if (is_theme ? !theme_find(db, conflict->lost, strings, &theme, NULL)
                 : !place_find(db, conflict->lost, strings, &place, NULL))
        return true;
    int64_t into = is_theme ? theme.id : place.id;
    *is_one = into != from;
    return !*is_one ||
           (is_theme ? theme_merge(db, from, into, error) : place_merge(db, from, into, error));
}

static bool take(struct db *db, const struct conflict *conflict, GError **error)
{
    int64_t person;
    int64_t other;
    bool is_one = false;
    if (conflict_people(conflict, &person, &other))
        return make_one(db, conflict, person, other, error);
    return join_headings(db, conflict, &is_one, error) && (is_one || put_lost(db, conflict, error));
}

bool conflict_decide(struct db *db, const struct conflict *conflict, bool takes_lost,
                     GError **error)
{
    return (!takes_lost || take(db, conflict, error)) &&
           query_run(db, STATEMENT_CONFLICT_REMOVE, VALUES(VALUE_KEY("id", conflict->id)), error);
}
