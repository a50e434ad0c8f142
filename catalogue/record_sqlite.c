#include "catalogue/record.h"

#include "catalogue/connection.h"
#include "catalogue/error.h"
#include "catalogue/search.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#define FORM(word, list_, insert_, parent_, ...)                                                   \
    static const struct record_form *const word##_children[] = {__VA_ARGS__ NULL};                 \
    static const struct record_form word = {.name = #word,                                         \
                                            .list = STATEMENT_RECORD_LIST_##list_,                 \
                                            .insert = STATEMENT_RECORD_INSERT_##insert_,           \
                                            .parent = parent_,                                     \
                                            .children = word##_children};

FORM(translations, TRANSLATION, TRANSLATION, "owner", )
FORM(other_names, OTHER_NAME, OTHER_NAME, "owner", )
FORM(files, ASSET, ASSET, "item", )
FORM(footnotes, FOOTNOTE, FOOTNOTE, "cue", )
FORM(lines, CUE, CUE, "item", &footnotes, )
FORM(index_points, INDEX_POINT, INDEX_POINT, "item", &translations, )
FORM(quotations, QUOTATION, QUOTATION, "item", &translations, )
FORM(notes, CONTENT_NOTE, CONTENT_NOTE, "item", &translations, )
FORM(regions, REGION, REGION, "item", &translations, )
FORM(redactions, REDACTION, REDACTION, "item", )
FORM(excerpts, EXCERPT, EXCERPT, "item", )
FORM(community_labels, COMMUNITY_LABEL, COMMUNITY_LABEL, "item", )
FORM(consents, CONSENT, CONSENT, "item", &translations, )
FORM(consent_changes, CONSENT_CHANGE, CONSENT_CHANGE, "item", )
FORM(item_people, ITEM_PERSON, ITEM_PERSON, "item", )
FORM(item_places, ITEM_PLACE, ITEM_PLACE, "item", )
FORM(own_fields, OWN_FIELD, OWN_FIELD, "item", )
FORM(item_themes, ITEM_THEME, ITEM_THEME, "item", )
FORM(stops, TRAIL_STOP, TRAIL_STOP, "trail", )
FORM(people, PERSON, PERSON, NULL, &other_names, &translations, )
FORM(places, PLACE, PLACE, NULL, &other_names, &translations, )
FORM(themes, THEME, THEME, NULL, &other_names, &translations, )
FORM(events, EVENT, EVENT, NULL, &translations, )
FORM(trails, TRAIL, TRAIL, NULL, &stops, &translations, )

/* Files before what names them: consent its document, lines where they came from. */
static const struct record_form *const items_children[] = {
    &item_people,      &item_places, &item_themes, &translations,    &files,      &lines,
    &index_points,     &quotations,  &notes,       &regions,         &redactions, &excerpts,
    &community_labels, &own_fields,  &consents,    &consent_changes, NULL};
const struct record_form record_items = {.name = "items",
                                         .list = STATEMENT_RECORD_LIST_ITEM,
                                         .insert = STATEMENT_RECORD_INSERT_ITEM,
                                         .children = items_children};

static const struct record_form *const no_children[] = {NULL};
const struct record_form record_archive = {.name = "archive",
                                           .list = STATEMENT_RECORD_LIST_ARCHIVE,
                                           .insert = STATEMENT_RECORD_INSERT_ARCHIVE,
                                           .children = no_children};
const struct record_form record_parts = {.name = "parts",
                                         .list = STATEMENT_RECORD_LIST_ITEM_PART,
                                         .insert = STATEMENT_RECORD_INSERT_ITEM_PART,
                                         .children = no_children};
FORM(archive_translations, ARCHIVE_TRANSLATION, ARCHIVE_TRANSLATION, NULL, )

const struct record_form *const record_roots[] = {
    &record_archive, &archive_translations, &people, &places, &themes,
    &record_items,   &record_parts,         &events, &trails, NULL};

bool record_is_key(const char *name)
{
    static const char *const keys[] = {"id",    "item",     "person", "place",        "theme",
                                       "owner", "document", "asset",  "derived_from", "cue",
                                       "trail", "consent",  "parent", "whole",        NULL};
    return g_strv_contains(keys, name);
}

const struct record_form *record_form_find(const struct record_form *const *forms, const char *name)
{
    for (; forms != NULL && *forms != NULL; forms++)
        if (strcmp((*forms)->name, name) == 0)
            return *forms;
    return NULL;
}

struct record *record_create(const struct record_form *form)
{
    struct record *record = g_new0(struct record, 1);
    record->form = form;
    record->values = g_array_new(false, true, sizeof(struct record_value));
    record->children = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    return record;
}

void record_free(struct record *record)
{
    if (record == NULL)
        return;
    g_array_unref(record->values);
    g_ptr_array_unref(record->children);
    g_free(record);
}

const struct record_value *record_value_of(const struct record *record, const char *name)
{
    for (guint i = 0; i < record->values->len; i++) {
        const struct record_value *value = &g_array_index(record->values, struct record_value, i);
        if (strcmp(value->name, name) == 0)
            return value;
    }
    return NULL;
}

int64_t record_key(const struct record *record, const char *name)
{
    const struct record_value *value = record_value_of(record, name);
    return value != NULL && value->kind == RECORD_KEY ? value->integer : 0;
}

static void read_value(sqlite3_stmt *statement, int column, struct record *record,
                       GStringChunk *strings)
{
    struct record_value value = {.name = g_intern_string(sqlite3_column_name(statement, column))};
    if (record->form->parent != NULL && strcmp(value.name, record->form->parent) == 0)
        return;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        value.kind = record_is_key(value.name) ? RECORD_KEY : RECORD_INTEGER;
        value.integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        value.kind = RECORD_REAL;
        value.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_TEXT:
        value.kind = RECORD_TEXT;
        value.text =
            g_string_chunk_insert(strings, (const char *)sqlite3_column_text(statement, column));
        break;
    default:
        break;
    }
    g_array_append_val(record->values, value);
}

/* The rows themselves: a statement in use is not entered again for rows below. */
static GPtrArray *list_rows(struct db *db, const struct record_form *form, int64_t parent,
                            GStringChunk *strings, GError **error)
{
    sqlite3_stmt *statement = connection_take(db, form->list, error);
    if (statement == NULL)
        return NULL;
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    if (parent != 0)
        sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":parent"), parent);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct record *record = record_create(form);
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            read_value(statement, i, record, strings);
        g_ptr_array_add(records, record);
    }
    if (code != SQLITE_DONE)
        connection_fail(db, "cannot read", error);
    connection_give_back(db, form->list);
    return code == SQLITE_DONE ? g_steal_pointer(&records) : NULL;
}

GPtrArray *record_list(struct db *db, const struct record_form *form, int64_t parent,
                       GStringChunk *strings, GError **error)
{
    g_autoptr(GPtrArray) records = list_rows(db, form, parent, strings, error);
    for (guint i = 0; records != NULL && i < records->len; i++) {
        struct record *record = g_ptr_array_index(records, i);
        for (const struct record_form *const *child = form->children; *child != NULL; child++) {
            g_autoptr(GPtrArray) below =
                record_list(db, *child, record_key(record, "id"), strings, error);
            if (below == NULL)
                return NULL;
            g_ptr_array_extend_and_steal(record->children, g_steal_pointer(&below));
        }
    }
    return g_steal_pointer(&records);
}

static void bind(sqlite3_stmt *statement, int index, const struct record_value *value)
{
    switch (value->kind) {
    case RECORD_INTEGER:
    case RECORD_KEY:
        sqlite3_bind_int64(statement, index, value->integer);
        break;
    case RECORD_REAL:
        sqlite3_bind_double(statement, index, value->real);
        break;
    case RECORD_TEXT:
        sqlite3_bind_text(statement, index, value->text, -1, SQLITE_TRANSIENT);
        break;
    default:
        sqlite3_bind_null(statement, index);
        break;
    }
}

static bool bind_all(sqlite3_stmt *statement, const struct record *record, int64_t parent,
                     GError **error)
{
    sqlite3_clear_bindings(statement);
    for (guint i = 0; i < record->values->len; i++) {
        const struct record_value *value = &g_array_index(record->values, struct record_value, i);
        g_autofree char *parameter = g_strconcat(":", value->name, NULL);
        int index = sqlite3_bind_parameter_index(statement, parameter);
        if (index == 0) {
            g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                        _("%s: “%s” is nothing that one has"), record->form->name, value->name);
            return false;
        }
        bind(statement, index, value);
    }
    if (record->form->parent == NULL)
        return true;
    g_autofree char *parameter = g_strconcat(":", record->form->parent, NULL);
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, parameter), parent);
    return true;
}

/* What SQLite says of a row it refuses, in words. */
static void explain(struct db *db, const struct record *record, int code, GError **error)
{
    bool is_taken = code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE ||
                    code == SQLITE_CONSTRAINT_ROWID;
    const char *says = sqlite3_errmsg(connection_handle(db));
    g_set_error(
        error, CATALOGUE_ERROR, is_taken ? CATALOGUE_ERROR_CONFLICT : CATALOGUE_ERROR_INVALID,
        "%s: %s", record->form->name,
        code == SQLITE_CONSTRAINT_FOREIGNKEY ? "it names something that is not there" : says);
}

static bool insert_row(struct db *db, const struct record *record, int64_t parent, GError **error)
{
    sqlite3_stmt *statement = connection_take(db, record->form->insert, error);
    if (statement == NULL)
        return false;
    bool is_done = bind_all(statement, record, parent, error);
    if (is_done && sqlite3_step(statement) != SQLITE_DONE) {
        explain(db, record, sqlite3_extended_errcode(connection_handle(db)), error);
        is_done = false;
    }
    connection_give_back(db, record->form->insert);
    return is_done;
}

bool record_insert(struct db *db, const struct record *record, int64_t parent, GError **error)
{
    int64_t id = record_key(record, "id");
    if (!insert_row(db, record, parent, error))
        return false;
    for (const struct record_form *const *form = record->form->children; *form != NULL; form++)
        for (guint i = 0; i < record->children->len; i++) {
            const struct record *child = g_ptr_array_index(record->children, i);
            if (child->form == *form && !record_insert(db, child, id, error))
                return false;
        }
    return record->form != &record_items || search_refresh(db, id, error);
}

bool record_may_be_none(struct db *db, const struct record_form *form, const char *name,
                        bool *may_be)
{
    sqlite3_stmt *statement = connection_take(db, form->list, NULL);
    bool is_found = false;
    for (int i = 0; statement != NULL && i < sqlite3_column_count(statement); i++) {
        int not_null = 0;
        if (strcmp(sqlite3_column_name(statement, i), name) != 0)
            continue;
        const char *table = sqlite3_column_table_name(statement, i);
        is_found = table != NULL &&
                   sqlite3_table_column_metadata(connection_handle(db), NULL, table, name, NULL,
                                                 NULL, &not_null, NULL, NULL) == SQLITE_OK;
        *may_be = not_null == 0;
    }
    if (statement != NULL)
        connection_give_back(db, form->list);
    return is_found;
}
