#include "tools/record_json.h"

#include "catalogue/record.h"
#include "tools/command.h"
#include "tools/document.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char form_name[] = "rwf archive";

enum { VERSION = 1, DEEPEST = 32 };

static void write_value(struct document *document, const struct record_value *value)
{
    char key[32];
    switch (value->kind) {
    case RECORD_INTEGER:
        document_integer(document, value->name, value->integer);
        break;
    case RECORD_REAL:
        document_real(document, value->name, value->real);
        break;
    case RECORD_KEY:
        g_snprintf(key, sizeof key, "%" G_GINT64_FORMAT, value->integer);
        document_text(document, value->name, key);
        break;
    default:
        document_text(document, value->name, value->kind == RECORD_TEXT ? value->text : NULL);
        break;
    }
}

static void write_list(struct document *document, const struct record_form *form,
                       const GPtrArray *records);

static void write_record(struct document *document, const struct record *record)
{
    document_open(document, NULL);
    for (guint i = 0; i < record->values->len; i++)
        write_value(document, &g_array_index(record->values, struct record_value, i));
    for (const struct record_form *const *child = record->form->children; *child != NULL; child++)
        write_list(document, *child, record->children);
    document_close(document);
}

/* Those of the form; nothing where there are none. */
static void write_list(struct document *document, const struct record_form *form,
                       const GPtrArray *records)
{
    bool is_open = false;
    for (guint i = 0; i < records->len; i++) {
        const struct record *record = g_ptr_array_index(records, i);
        if (record->form != form)
            continue;
        if (!is_open)
            document_open_array(document, form->name);
        is_open = true;
        write_record(document, record);
    }
    if (is_open)
        document_close(document);
}

char *record_json_write(const GPtrArray *records)
{
    struct document *document = document_create();
    document_text(document, "form", form_name);
    document_integer(document, "version", VERSION);
    for (const struct record_form *const *root = record_roots; *root != NULL; root++)
        write_list(document, *root, records);
    g_autofree char *text = document_finish(document);
    document_free(document);
    return g_strconcat(text, "\n", NULL);
}

static bool read_key(const char *text, struct record_value *value, const char *place,
                     GError **error)
{
    value->kind = RECORD_KEY;
    return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &value->integer, NULL) ||
           command_refused(error, "%s: “%s” is no key of a row", place, text);
}

static bool read_value(JsonNode *node, struct record_value *value, const char *place,
                       GStringChunk *strings, GError **error)
{
    GType type = JSON_NODE_HOLDS_VALUE(node) ? json_node_get_value_type(node) : G_TYPE_INVALID;
    if (JSON_NODE_HOLDS_NULL(node))
        return true;
    if (type == G_TYPE_STRING && record_is_key(value->name))
        return read_key(json_node_get_string(node), value, place, error);
    if (type == G_TYPE_STRING) {
        value->kind = RECORD_TEXT;
        value->text = g_string_chunk_insert(strings, json_node_get_string(node));
        return true;
    }
    if (type == G_TYPE_INT64 && !record_is_key(value->name)) {
        value->kind = RECORD_INTEGER;
        value->integer = json_node_get_int(node);
        return true;
    }
    if (type == G_TYPE_DOUBLE) {
        value->kind = RECORD_REAL;
        value->real = json_node_get_double(node);
        return true;
    }
    return command_refused(error, "%s: that is no text and no number", place);
}

static bool read_list(JsonNode *node, const struct record_form *form, GPtrArray *records,
                      const char *place, GStringChunk *strings, GError **error);

static bool read_member(struct record *record, const char *name, JsonNode *node, const char *place,
                        GStringChunk *strings, GError **error)
{
    struct record_value value = {.name = g_string_chunk_insert_const(strings, name)};
    const struct record_form *child = record_form_find(record->form->children, name);
    g_autofree char *here = g_strdup_printf("%s.%s", place, name);
    if (child != NULL)
        return read_list(node, child, record->children, here, strings, error);
    if (!read_value(node, &value, here, strings, error))
        return false;
    g_array_append_val(record->values, value);
    return true;
}

static struct record *read_record(JsonNode *node, const struct record_form *form, const char *place,
                                  GStringChunk *strings, GError **error)
{
    JsonObjectIter iterator;
    const char *name;
    JsonNode *member;
    if (!JSON_NODE_HOLDS_OBJECT(node)) {
        command_refused(error, "%s: this should be an object: { … }", place);
        return NULL;
    }
    g_autoptr(record) record = record_create(form);
    json_object_iter_init_ordered(&iterator, json_node_get_object(node));
    while (json_object_iter_next_ordered(&iterator, &name, &member))
        if (!read_member(record, name, member, place, strings, error))
            return NULL;
    return g_steal_pointer(&record);
}

static bool read_list(JsonNode *node, const struct record_form *form, GPtrArray *records,
                      const char *place, GStringChunk *strings, GError **error)
{
    if (!JSON_NODE_HOLDS_ARRAY(node))
        return command_refused(error, "%s: this should be a list: [ … ]", place);
    JsonArray *array = json_node_get_array(node);
    for (guint i = 0; i < json_array_get_length(array); i++) {
        g_autofree char *here = g_strdup_printf("%s[%u]", place, i);
        struct record *record =
            read_record(json_array_get_element(array, i), form, here, strings, error);
        if (record == NULL)
            return false;
        g_ptr_array_add(records, record);
    }
    return true;
}

static bool read_root(JsonObject *root, GPtrArray *records, GStringChunk *strings, GError **error)
{
    if (g_strcmp0(json_object_get_string_member_with_default(root, "form", ""), form_name) != 0)
        return command_refused(error, "it was not written by `rwf export json`: “form” is not “%s”",
                               form_name);
    if (json_object_get_int_member_with_default(root, "version", 0) != VERSION)
        return command_refused(error, "it is of a newer rwf; install that one and try again");
    for (const struct record_form *const *form = record_roots; *form != NULL; form++)
        if (json_object_has_member(root, (*form)->name) &&
            !read_list(json_object_get_member(root, (*form)->name), *form, records, (*form)->name,
                       strings, error))
            return false;
    return true;
}

/* Lists inside lists beyond what any document of ours has would be read until the stack is full. */
static bool is_too_deep(const char *bytes, size_t length)
{
    int depth = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < length && depth <= DEEPEST; i++) {
        if (is_quoted && bytes[i] == '\\')
            i++;
        else if (bytes[i] == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && (bytes[i] == '[' || bytes[i] == '{'))
            depth++;
        else if (!is_quoted && (bytes[i] == ']' || bytes[i] == '}'))
            depth--;
    }
    return depth > DEEPEST;
}

GPtrArray *record_json_read(const char *bytes, size_t length, GStringChunk *strings, GError **error)
{
    g_autoptr(JsonParser) parser = json_parser_new_immutable();
    GError *reason = NULL;
    if (memchr(bytes, '\0', length) != NULL || !g_utf8_validate_len(bytes, length, NULL)) {
        command_refused(error, "it is no JSON: not UTF-8 text");
        return NULL;
    }
    if (is_too_deep(bytes, length)) {
        command_refused(error, "it was not written by `rwf export json`: its lists stand too deep "
                               "in each other");
        return NULL;
    }
    if (!json_parser_load_from_data(parser, bytes, (gssize)length, &reason)) {
        command_refused(error, "it is no JSON: %s", reason->message);
        g_error_free(reason);
        return NULL;
    }
    JsonNode *root = json_parser_get_root(parser);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
        command_refused(error, "it was not written by `rwf export json`");
        return NULL;
    }
    return read_root(json_node_get_object(root), records, strings, error)
               ? g_steal_pointer(&records)
               : NULL;
}
