#include "tests/support/corpus_json.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static char *text_of(JsonObject *object, const char *name)
{
    return json_object_has_member(object, name)
               ? g_strdup(json_object_get_string_member(object, name))
               : NULL;
}

static void free_file(void *data)
{
    struct corpus_file *file = data;
    for (size_t i = 0; i < file->count; i++) {
        g_free(file->cues[i].id);
        g_free(file->cues[i].payload);
        g_free(file->cues[i].plain);
    }
    g_free(file->cues);
    g_free(file->name);
    g_free(file);
}

/* Those of SubRip have one text, that is plain; those of WebVTT say both. */
static struct corpus_cue read_cue(JsonObject *object)
{
    bool has_both = json_object_has_member(object, "plain");
    return (struct corpus_cue){
        .id = text_of(object, "id"),
        .begin_ms = llround(json_object_get_double_member(object, "start") * 1000),
        .end_ms = llround(json_object_get_double_member(object, "end") * 1000),
        .payload = has_both ? text_of(object, "text") : NULL,
        .plain = text_of(object, has_both ? "plain" : "text"),
    };
}

static struct corpus_file *read_file(JsonObject *object)
{
    struct corpus_file *file = g_new0(struct corpus_file, 1);
    file->name = text_of(object, "file");
    file->is_valid = !json_object_has_member(object, "valid_signature") ||
                     json_object_get_boolean_member(object, "valid_signature");
    file->has_count =
        json_object_has_member(object, "cues") && !json_object_get_null_member(object, "cues");
    if (!file->has_count)
        return file;
    JsonArray *cues = json_object_get_array_member(object, "cues");
    file->count = json_array_get_length(cues);
    file->cues = g_new0(struct corpus_cue, MAX(file->count, 1));
    for (size_t i = 0; i < file->count; i++)
        file->cues[i] = read_cue(json_array_get_object_element(cues, (unsigned)i));
    return file;
}

GPtrArray *corpus_json_read(const char *path)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0')
            continue;
        g_autoptr(JsonParser) parser = json_parser_new();
        g_assert_true(json_parser_load_from_data(parser, *line, -1, NULL));
        g_ptr_array_add(files, read_file(json_node_get_object(json_parser_get_root(parser))));
    }
    return files;
}

GPtrArray *corpus_json_rows(const char *path)
{
    g_autoptr(JsonParser) parser = json_parser_new();
    g_assert_true(json_parser_load_from_file(parser, path, NULL));
    JsonArray *array = json_node_get_array(json_parser_get_root(parser));
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    for (unsigned i = 0; i < json_array_get_length(array); i++) {
        JsonObject *object = json_array_get_object_element(array, i);
        GHashTable *row = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        g_autoptr(GList) names = json_object_get_members(object);
        for (GList *name = names; name != NULL; name = name->next)
            g_hash_table_insert(row, g_strdup(name->data), text_of(object, name->data));
        g_ptr_array_add(rows, row);
    }
    return rows;
}
