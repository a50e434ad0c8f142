#include "media/helper_run.h"

#include "media/error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

enum { MAX_DEPTH = 16, MAX_TEXT_BYTES = 2000, MAX_SIDE_PX = 100 * 1000 * 1000 };

void helper_reply_free(struct helper_reply *reply)
{
    if (reply == NULL)
        return;
    helper_sandbox_free(reply->sandbox);
    probe_free(reply->probe);
    for (size_t i = 0; i < reply->output_count; i++) {
        g_free(reply->outputs[i].name);
        g_free(reply->outputs[i].mime);
    }
    g_free(reply);
}

/* json-glib reads nested values by recursion: a helper that has been taken over must not be able
 * to exhaust the stack. */
static bool is_shallow(const char *text, gsize length)
{
    bool is_in_string = false;
    int depth = 0;

    for (gsize i = 0; i < length; i++) {
        if (is_in_string && text[i] == '\\')
            i++;
        else if (text[i] == '"')
            is_in_string = !is_in_string;
        else if (!is_in_string && (text[i] == '{' || text[i] == '['))
            depth++;
        else if (!is_in_string && (text[i] == '}' || text[i] == ']'))
            depth--;
        if (depth > MAX_DEPTH)
            return false;
    }
    return true;
}

static JsonNode *member(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);

    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? node : NULL;
}

static const char *text_of(JsonObject *object, const char *name)
{
    JsonNode *node = member(object, name);

    if (node == NULL || json_node_get_value_type(node) != G_TYPE_STRING)
        return NULL;
    return json_node_get_string(node);
}

static char *copy_of(JsonObject *object, const char *name)
{
    const char *text = text_of(object, name);

    if (text == NULL || *text == '\0' || strlen(text) > MAX_TEXT_BYTES ||
        !g_utf8_validate(text, -1, NULL))
        return NULL;
    return g_strdup(text);
}

static int64_t number_of(JsonObject *object, const char *name, int64_t highest)
{
    JsonNode *node = member(object, name);

    return node != NULL ? CLAMP(json_node_get_int(node), 0, highest) : 0;
}

static double real_of(JsonObject *object, const char *name)
{
    JsonNode *node = member(object, name);
    double value = node != NULL ? json_node_get_double(node) : 0;

    return isfinite(value) && fabs(value) < 1e6 ? value : 0;
}

static bool truth_of(JsonObject *object, const char *name)
{
    JsonNode *node = member(object, name);

    return node != NULL && json_node_get_boolean(node);
}

static JsonObject *object_of(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);

    return node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

static struct helper_sandbox *read_sandbox(JsonObject *object)
{
    struct helper_sandbox *sandbox = g_new0(struct helper_sandbox, 1);

    sandbox->has_no_new_privileges = truth_of(object, "no_new_privileges");
    sandbox->landlock_abi = (int)number_of(object, "landlock_abi", 1000);
    sandbox->is_reading_confined = truth_of(object, "reading_confined");
    sandbox->is_writing_confined = truth_of(object, "writing_confined");
    sandbox->is_network_blocked = truth_of(object, "network_blocked");
    sandbox->are_system_calls_limited = truth_of(object, "system_calls_limited");
    sandbox->is_memory_limited = truth_of(object, "memory_limited");
    sandbox->has_ffmpeg = truth_of(object, "ffmpeg");
    return sandbox;
}

static bool read_kind(const char *word, enum probe_kind *kind)
{
    for (int i = PROBE_SOUND; word != NULL && i <= PROBE_DOCUMENT; i++) {
        if (strcmp(word, probe_kind_word((enum probe_kind)i)) == 0) {
            *kind = (enum probe_kind)i;
            return true;
        }
    }
    return false;
}

static struct probe *read_probe(JsonObject *object)
{
    struct probe *probe = g_new0(struct probe, 1);

    probe->mime = copy_of(object, "mime");
    probe->format = copy_of(object, "format");
    if (!read_kind(text_of(object, "kind"), &probe->kind) || probe->mime == NULL ||
        probe->format == NULL) {
        probe_free(probe);
        return NULL;
    }
    probe->sound_codec = copy_of(object, "sound_codec");
    probe->picture_codec = copy_of(object, "picture_codec");
    probe->width_px = (int)number_of(object, "width_px", MAX_SIDE_PX);
    probe->height_px = (int)number_of(object, "height_px", MAX_SIDE_PX);
    probe->orientation = (int)number_of(object, "orientation", 8);
    probe->pages = (int)number_of(object, "pages", 1000000);
    probe->has_alpha = truth_of(object, "has_alpha");
    probe->duration_ms = number_of(object, "duration_ms", (int64_t)1 << 40);
    probe->channels = (int)number_of(object, "channels", 255);
    probe->sample_rate_hz = (int)number_of(object, "sample_rate_hz", 10000000);
    probe->frames_per_second = real_of(object, "frames_per_second");
    probe->has_sound = truth_of(object, "has_sound");
    probe->has_picture = truth_of(object, "has_picture");
    probe->title = copy_of(object, "title");
    probe->creator = copy_of(object, "creator");
    probe->description = copy_of(object, "description");
    probe->language = copy_of(object, "language");
    probe->date = copy_of(object, "date");
    probe->has_place = truth_of(object, "has_place");
    probe->is_loudness_known = json_object_has_member(object, "loudness_lufs");
    probe->loudness_lufs = real_of(object, "loudness_lufs");
    probe->true_peak_dbtp = real_of(object, "true_peak_dbtp");
    probe->plays_as_is = truth_of(object, "plays_as_is");
    probe->warning = copy_of(object, "warning");
    return probe;
}

/* A name of ours: lower-case letters and one full stop, so no path and nothing hidden. */
static bool is_plain_name(const char *name)
{
    return name != NULL && g_ascii_islower(*name) && strlen(name) < 40 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.") == strlen(name);
}

static bool read_output(struct helper_reply *reply, JsonObject *object)
{
    struct helper_output output = {.name = NULL};
    const char *role = text_of(object, "role");
    bool is_known = false;

    for (int i = DERIVATIVE_THUMBNAIL; role != NULL && i <= DERIVATIVE_ACCESS; i++) {
        if (strcmp(role, derivative_role_word((enum derivative_role)i)) == 0) {
            output.role = (enum derivative_role)i;
            is_known = true;
        }
    }
    if (!is_known || !is_plain_name(text_of(object, "name")) ||
        reply->output_count == HELPER_MAX_OUTPUTS || text_of(object, "mime") == NULL)
        return false;
    output.name = g_strdup(text_of(object, "name"));
    output.mime = g_strdup(text_of(object, "mime"));
    output.width_px = (int)number_of(object, "width_px", MAX_SIDE_PX);
    output.height_px = (int)number_of(object, "height_px", MAX_SIDE_PX);
    output.duration_ms = number_of(object, "duration_ms", (int64_t)1 << 40);
    reply->outputs[reply->output_count++] = output;
    return true;
}

static bool read_outputs(struct helper_reply *reply, JsonObject *root)
{
    JsonNode *node = json_object_get_member(root, "outputs");
    JsonArray *list;

    if (node == NULL || !JSON_NODE_HOLDS_ARRAY(node))
        return true;
    list = json_node_get_array(node);
    for (guint i = 0; i < json_array_get_length(list); i++) {
        JsonNode *element = json_array_get_element(list, i);

        if (!JSON_NODE_HOLDS_OBJECT(element) || !read_output(reply, json_node_get_object(element)))
            return false;
    }
    return true;
}

/* A refusal in the helper's own words. */
static void read_failure(JsonObject *object, bool *other, GError **error)
{
    g_autofree char *message = copy_of(object, "message");
    int64_t code = number_of(object, "code", MEDIA_ERROR_CANCELLED);

    if (other != NULL)
        *other = truth_of(object, "try_other_decoder");
    g_set_error_literal(error, MEDIA_ERROR, (int)code,
                        message != NULL ? message : _("the file was refused without a reason"));
}

struct helper_reply *helper_reply_read(const char *text, gsize length, bool *other, GError **error)
{
    g_autoptr(JsonParser) parser = json_parser_new();
    struct helper_reply *reply = g_new0(struct helper_reply, 1);
    JsonNode *node = NULL;
    JsonObject *root, *failure, *probe, *sandbox;
    bool ok = false;

    if (length > 0 && is_shallow(text, length) &&
        json_parser_load_from_data(parser, text, (gssize)length, NULL))
        node = json_parser_get_root(parser);
    root = node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
    failure = root != NULL ? object_of(root, "error") : NULL;
    if (failure != NULL) {
        read_failure(failure, other, error);
        helper_reply_free(reply);
        return NULL;
    }
    probe = root != NULL ? object_of(root, "probe") : NULL;
    sandbox = root != NULL ? object_of(root, "sandbox") : NULL;
    if (sandbox != NULL) {
        reply->sandbox = read_sandbox(sandbox);
        reply->probe = probe != NULL ? read_probe(probe) : NULL;
        ok = (probe == NULL || reply->probe != NULL) && read_outputs(reply, root);
    }
    if (ok)
        return reply;
    g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED,
                        _("the helper's answer makes no sense; the file may be hostile"));
    helper_reply_free(reply);
    return NULL;
}
