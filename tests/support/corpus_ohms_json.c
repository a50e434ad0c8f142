#include "tests/support/corpus_ohms.h"

#include "catalogue/formats/ohms.h"
#include "catalogue/formats/ohms_sync.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonArray *read_expected(const char *path, JsonParser *parser)
{
    g_autoptr(GError) error = NULL;
    json_parser_load_from_file(parser, path, &error);
    g_assert_no_error(error);
    return json_node_get_array(json_parser_get_root(parser));
}

char **corpus_ohms_files(const char *path)
{
    g_autoptr(JsonParser) parser = json_parser_new();
    JsonArray *expected = read_expected(path, parser);
    guint count = json_array_get_length(expected);
    char **files = g_new0(char *, count + 1);
    for (guint i = 0; i < count; i++)
        files[i] = g_strdup(
            json_object_get_string_member(json_array_get_object_element(expected, i), "file"));
    return files;
}

static void text(JsonBuilder *builder, const char *key, const char *value)
{
    json_builder_set_member_name(builder, key);
    json_builder_add_string_value(builder, value);
}

static void number(JsonBuilder *builder, const char *key, gint64 value)
{
    json_builder_set_member_name(builder, key);
    json_builder_add_int_value(builder, value);
}

static gint64 count_lines(const char *list)
{
    g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
    return g_strv_length(lines);
}

/* Each line of LIST up to STOP. */
static void lines(JsonBuilder *builder, const char *key, const char *list, char stop)
{
    g_auto(GStrv) each = g_strsplit(list, "\n", -1);
    json_builder_set_member_name(builder, key);
    json_builder_begin_array(builder);
    for (char **line = each; *line != NULL; line++) {
        char *end = stop != '\0' ? strchr(*line, stop) : NULL;
        if (end != NULL)
            *end = '\0';
        json_builder_add_string_value(builder, *line);
    }
    json_builder_end_array(builder);
}

static void point(JsonBuilder *builder, const struct ohms_point *point)
{
    const struct ohms_words *words = &point->words[OHMS_FIRST];
    json_builder_begin_object(builder);
    number(builder, "time", point->at_ms / 1000);
    text(builder, "title", words->title);
    text(builder, "title_alt", point->words[OHMS_SECOND].title);
    lines(builder, "keywords", words->keywords, '\0');
    lines(builder, "subjects", words->subjects, '\0');
    number(builder, "links", count_lines(words->links));
    lines(builder, "gps", words->gps, '|');
    json_builder_end_object(builder);
}

static void sync_of(JsonBuilder *builder, const struct ohms_record *record)
{
    int64_t interval_ms;
    const char *sync = record->said[OHMS_FIRST].sync;
    g_autoptr(GArray) minutes = ohms_sync_parse(sync, &interval_ms);
    json_builder_set_member_name(builder, "sync_interval_minutes");
    if (*sync == '\0')
        json_builder_add_null_value(builder);
    else
        json_builder_add_int_value(builder, interval_ms / 60000);
    number(builder, "sync_points", minutes->len);
}

static JsonNode *build(const char *file, const struct ohms_record *record)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    text(builder, "file", file);
    text(builder, "record_id", record->id);
    text(builder, "record_dt", record->day);
    text(builder, "version", record->version);
    text(builder, "title", record->title);
    text(builder, "date", record->date);
    text(builder, "date_nonpreferred", record->date_text);
    text(builder, "duration", record->duration);
    text(builder, "language", record->language);
    lines(builder, "interviewees", record->interviewees, '\0');
    lines(builder, "interviewers", record->interviewers, '\0');
    number(builder, "subjects", count_lines(record->subjects));
    number(builder, "keywords", count_lines(record->keywords));
    text(builder, "media_url", record->media_url);
    text(builder, "rights", record->rights);
    json_builder_set_member_name(builder, "index_points");
    json_builder_begin_array(builder);
    for (size_t i = 0; i < record->point_count; i++)
        point(builder, &record->points[i]);
    json_builder_end_array(builder);
    sync_of(builder, record);
    json_builder_end_object(builder);
    return json_builder_get_root(builder);
}

/* The table keeps spaces around titles, which readers drop. */
static void strip_titles(JsonObject *record)
{
    JsonArray *points = json_object_get_array_member(record, "index_points");
    for (guint i = 0; i < json_array_get_length(points); i++) {
        JsonObject *point = json_array_get_object_element(points, i);
        g_autofree char *title = g_strdup(json_object_get_string_member(point, "title"));
        json_object_set_string_member(point, "title", g_strstrip(title));
    }
}

char *corpus_ohms_compare(const char *path, const char *file, const struct ohms_record *record)
{
    static const char *const counted_elsewhere[] = {
        "sync_beyond_last_line", "transcript_lines", "footnotes",
        "transcript_alt_chars",  "vtt_cues",         "vtt_backward_or_zero_cues"};
    g_autoptr(JsonParser) parser = json_parser_new();
    JsonArray *all = read_expected(path, parser);
    g_autoptr(JsonNode) got = build(file, record);
    for (guint i = 0; i < json_array_get_length(all); i++) {
        JsonNode *expected = json_array_get_element(all, i);
        JsonObject *object = json_node_get_object(expected);
        if (strcmp(json_object_get_string_member(object, "file"), file) != 0)
            continue;
        for (size_t j = 0; j < G_N_ELEMENTS(counted_elsewhere); j++)
            json_object_remove_member(object, counted_elsewhere[j]);
        strip_titles(object);
        if (json_node_equal(expected, got))
            return NULL;
        g_autofree char *wanted = json_to_string(expected, TRUE);
        g_autofree char *is = json_to_string(got, TRUE);
        return g_strdup_printf("%s is to be\n%s\nand is\n%s", file, wanted, is);
    }
    return g_strdup_printf("%s: nothing is expected of it", file);
}
