#include "tools/document.h"

#include <glib.h>
#include <json-glib/json-glib.h>
#include <math.h>

struct document {
    JsonBuilder *builder;
    GByteArray *is_array; /* one byte for each thing that is open, innermost last */
};

struct document *document_create(void)
{
    struct document *document = g_new0(struct document, 1);
    document->builder = json_builder_new();
    document->is_array = g_byte_array_new();
    document_open(document, NULL);
    return document;
}

void document_free(struct document *document)
{
    if (document == NULL)
        return;
    g_object_unref(document->builder);
    g_byte_array_unref(document->is_array);
    g_free(document);
}

static void name(struct document *document, const char *key)
{
    if (key != NULL)
        json_builder_set_member_name(document->builder, key);
}

void document_open(struct document *document, const char *key)
{
    name(document, key);
    json_builder_begin_object(document->builder);
    g_byte_array_append(document->is_array, &(guint8){0}, 1);
}

void document_open_array(struct document *document, const char *key)
{
    name(document, key);
    json_builder_begin_array(document->builder);
    g_byte_array_append(document->is_array, &(guint8){1}, 1);
}

void document_close(struct document *document)
{
    g_assert(document->is_array->len > 0);
    guint last = document->is_array->len - 1;
    if (document->is_array->data[last])
        json_builder_end_array(document->builder);
    else
        json_builder_end_object(document->builder);
    g_byte_array_set_size(document->is_array, last);
}

void document_text(struct document *document, const char *key, const char *text)
{
    name(document, key);
    if (text == NULL) {
        json_builder_add_null_value(document->builder);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_builder_add_string_value(document->builder, valid);
}

void document_integer(struct document *document, const char *key, int64_t number)
{
    name(document, key);
    json_builder_add_int_value(document->builder, number);
}

void document_real(struct document *document, const char *key, double number)
{
    name(document, key);
    if (isfinite(number))
        json_builder_add_double_value(document->builder, number);
    else
        json_builder_add_null_value(document->builder);
}

void document_flag(struct document *document, const char *key, bool flag)
{
    name(document, key);
    json_builder_add_boolean_value(document->builder, flag);
}

char *document_finish(struct document *document)
{
    while (document->is_array->len > 0)
        document_close(document);
    JsonNode *root = json_builder_get_root(document->builder);
    char *text = json_to_string(root, TRUE);
    json_node_unref(root);
    return text;
}
