#include "media/helper/recording.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STREAMS = 64, MAX_SIDE_PX = 32768 };

/* A member that may be missing or of another type. */
static const char *text_of(JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
                   json_node_get_value_type(node) == G_TYPE_STRING
               ? json_node_get_string(node)
               : NULL;
}

static int64_t number_of(JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, name) : NULL;
    const char *text;

    if (node == NULL || !JSON_NODE_HOLDS_VALUE(node))
        return 0;
    text = text_of(object, name);
    return text != NULL ? g_ascii_strtoll(text, NULL, 10) : json_node_get_int(node);
}

static JsonObject *object_of(JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

static JsonArray *array_of(JsonObject *object, const char *name)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, name) : NULL;

    return node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
}

/* "12.345" seconds as milliseconds; 0 for nonsense. */
static int64_t milliseconds_of(JsonObject *object, const char *name)
{
    const char *text = text_of(object, name);
    double seconds = text != NULL ? g_ascii_strtod(text, NULL) : 0;

    return isfinite(seconds) && seconds > 0 && seconds < 1e9 ? (int64_t)(seconds * 1000 + 0.5) : 0;
}

/* "30000/1001", "4:3". */
static double ratio_of(JsonObject *object, const char *name)
{
    const char *text = text_of(object, name);
    char *rest;
    double above, below;

    if (text == NULL)
        return 0;
    above = g_ascii_strtod(text, &rest);
    below = *rest == '/' || *rest == ':' ? g_ascii_strtod(rest + 1, NULL) : 1;
    return below > 0 && above > 0 && above / below < 1e6 ? above / below : 0;
}

static void keep_text(char **to, const char *text)
{
    if (*to == NULL && text != NULL)
        *to = job_clean_text(text, -1);
}

static const char *tag_of(JsonObject *tags, const char *name)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    const char *text = text_of(tags, name);

    return text != NULL ? text : text_of(tags, upper);
}

static void read_tags(struct probe *probe, JsonObject *tags)
{
    if (tags == NULL)
        return;
    keep_text(&probe->title, tag_of(tags, "title"));
    keep_text(&probe->creator, tag_of(tags, "artist"));
    keep_text(&probe->creator, tag_of(tags, "author"));
    keep_text(&probe->description, tag_of(tags, "description"));
    keep_text(&probe->description, tag_of(tags, "comment"));
    keep_text(&probe->date, tag_of(tags, "creation_time"));
    keep_text(&probe->date, tag_of(tags, "date"));
    if (tag_of(tags, "location") != NULL || tag_of(tags, "location-eng") != NULL ||
        text_of(tags, "com.apple.quicktime.location.ISO6709") != NULL)
        probe->has_place = true;
}

static void read_language(struct probe *probe, JsonObject *stream)
{
    const char *language = tag_of(object_of(stream, "tags"), "language");

    if (language != NULL && strcmp(language, "und") != 0)
        keep_text(&probe->language, language);
}

static void read_sound(struct recording *recording, struct probe *probe, JsonObject *stream)
{
    const char *profile = text_of(stream, "profile");

    if (probe->has_sound)
        return;
    probe->has_sound = true;
    recording->sound_stream = (int)number_of(stream, "index");
    probe->sound_codec = job_clean_text(text_of(stream, "codec_name"), -1);
    probe->channels = (int)CLAMP(number_of(stream, "channels"), 0, 255);
    probe->sample_rate_hz = (int)CLAMP(number_of(stream, "sample_rate"), 0, 10000000);
    recording->is_low_complexity = profile != NULL && strcmp(profile, "LC") == 0;
    read_language(probe, stream);
}

/* Degrees of the display matrix, 0 to 359. */
static int rotation_of(JsonObject *stream)
{
    JsonArray *list = array_of(stream, "side_data_list");
    int rotation = 0;

    for (guint i = 0; list != NULL && i < json_array_get_length(list); i++) {
        JsonNode *node = json_array_get_element(list, i);

        if (JSON_NODE_HOLDS_OBJECT(node))
            rotation += (int)(number_of(json_node_get_object(node), "rotation") % 360);
    }
    return ((rotation % 360) + 360) % 360;
}

static void read_film(struct recording *recording, struct probe *probe, JsonObject *stream)
{
    const char *pixels = text_of(stream, "pix_fmt"), *order = text_of(stream, "field_order");
    double shape = ratio_of(stream, "sample_aspect_ratio");
    int64_t width = number_of(stream, "width"), height = number_of(stream, "height");
    int rotation = rotation_of(stream);

    if (recording->has_film)
        return;
    recording->has_film = true;
    recording->film_stream = (int)number_of(stream, "index");
    recording->is_turned = rotation != 0;
    recording->is_square = shape == 0 || fabs(shape - 1) < 0.001;
    recording->is_plain_420 = pixels != NULL && strcmp(pixels, "yuv420p") == 0 &&
                              (order == NULL || strcmp(order, "progressive") == 0);
    if (!recording->is_square && shape < 100)
        width = (int64_t)((double)width * shape + 0.5);
    g_free(probe->picture_codec);
    probe->picture_codec = job_clean_text(text_of(stream, "codec_name"), -1);
    probe->width_px = (int)CLAMP(rotation % 180 == 90 ? height : width, 0, MAX_SIDE_PX);
    probe->height_px = (int)CLAMP(rotation % 180 == 90 ? width : height, 0, MAX_SIDE_PX);
    probe->frames_per_second = ratio_of(stream, "avg_frame_rate");
    read_language(probe, stream);
}

static void read_stream(struct recording *recording, struct probe *probe, JsonObject *stream)
{
    const char *type = text_of(stream, "codec_type");
    bool is_cover = number_of(object_of(stream, "disposition"), "attached_pic") != 0;

    if (type == NULL)
        return;
    if (strcmp(type, "audio") == 0) {
        read_sound(recording, probe, stream);
    } else if (strcmp(type, "video") == 0 && is_cover && !recording->has_cover) {
        recording->has_cover = true;
        recording->cover_stream = (int)number_of(stream, "index");
        keep_text(&probe->picture_codec, text_of(stream, "codec_name"));
        if (!recording->has_film) {
            probe->width_px = (int)CLAMP(number_of(stream, "width"), 0, MAX_SIDE_PX);
            probe->height_px = (int)CLAMP(number_of(stream, "height"), 0, MAX_SIDE_PX);
        }
    } else if (strcmp(type, "video") == 0 && !is_cover) {
        read_film(recording, probe, stream);
    }
    read_tags(probe, object_of(stream, "tags"));
}

/* A container that can hold both is named for what this one holds. */
static void settle_kind(const struct recording *recording, struct probe *probe)
{
    static const char *const pairs[][2] = {
        {"video/mp4", "audio/mp4"},
        {"video/quicktime", "audio/mp4"},
        {"video/x-matroska", "audio/x-matroska"},
        {"video/x-ms-asf", "audio/x-ms-wma"},
    };

    probe->kind = recording->has_film ? PROBE_FILM : PROBE_SOUND;
    probe->has_picture = recording->has_film || recording->has_cover;
    if (probe->kind == PROBE_FILM && strcmp(probe->mime, "audio/ogg") == 0) {
        g_free(probe->mime);
        probe->mime = g_strdup("video/ogg");
    }
    for (size_t i = 0; probe->kind == PROBE_SOUND && i < G_N_ELEMENTS(pairs); i++) {
        if (strcmp(probe->mime, pairs[i][0]) == 0) {
            g_free(probe->mime);
            probe->mime = g_strdup(pairs[i][1]);
        }
    }
}

bool recording_read_answer(struct recording *recording, struct probe *probe, const char *json,
                           gssize length, GError **error)
{
    g_autoptr(JsonParser) parser = json_parser_new();
    JsonNode *root;
    JsonObject *format;
    JsonArray *streams;

    if (!json_parser_load_from_data(parser, json, length, NULL) ||
        (root = json_parser_get_root(parser)) == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                            _("the file cannot be read: ffprobe gave no sensible answer"));
        return false;
    }
    format = object_of(json_node_get_object(root), "format");
    streams = array_of(json_node_get_object(root), "streams");
    read_tags(probe, object_of(format, "tags"));
    for (guint i = 0; streams != NULL && i < MIN(json_array_get_length(streams), MAX_STREAMS);
         i++) {
        JsonNode *node = json_array_get_element(streams, i);

        if (JSON_NODE_HOLDS_OBJECT(node))
            read_stream(recording, probe, json_node_get_object(node));
    }
    probe->duration_ms = milliseconds_of(format, "duration");
    if (!probe->has_sound && !recording->has_film) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                            _("the file holds no sound and no moving picture"));
        return false;
    }
    settle_kind(recording, probe);
    return true;
}
