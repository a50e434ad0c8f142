#include "tests/support/automation.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* A kiosk that says nothing for so long hangs. */
#define PATIENCE_S 30

struct automation {
    GSocketConnection *connection;
    GDataInputStream *answers;
};

struct automation *automation_connect(const char *socket_path, GError **error)
{
    g_autoptr(GSocketClient) client = g_socket_client_new();
    g_autoptr(GSocketAddress) address = g_unix_socket_address_new(socket_path);
    g_socket_client_set_timeout(client, PATIENCE_S);
    GSocketConnection *connection =
        g_socket_client_connect(client, G_SOCKET_CONNECTABLE(address), NULL, error);
    if (connection == NULL)
        return NULL;
    struct automation *automation = g_new0(struct automation, 1);
    automation->connection = connection;
    automation->answers =
        g_data_input_stream_new(g_io_stream_get_input_stream(G_IO_STREAM(connection)));
    return automation;
}

void automation_close(struct automation *automation)
{
    if (automation == NULL)
        return;
    g_clear_object(&automation->answers);
    g_clear_object(&automation->connection);
    g_free(automation);
}

/* Sends one line and returns the line that answers it. */
static char *ask(struct automation *automation, const char *request, GError **error)
{
    g_autofree char *line = g_strconcat(request, "\n", NULL);
    GOutputStream *requests = g_io_stream_get_output_stream(G_IO_STREAM(automation->connection));
    if (!g_output_stream_write_all(requests, line, strlen(line), NULL, NULL, error))
        return NULL;
    g_autoptr(GError) inner = NULL;
    char *answer = g_data_input_stream_read_line_utf8(automation->answers, NULL, NULL, &inner);
    if (inner != NULL)
        g_propagate_prefixed_error(error, g_steal_pointer(&inner),
                                   "no answer to \"%s\": ", request);
    else if (answer == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_CLOSED,
                    "the kiosk closed its automation socket instead of answering \"%s\"", request);
    return answer;
}

/* The answer as a JSON object; an object with "error" is an error. */
static JsonNode *ask_for_object(struct automation *automation, const char *request, GError **error)
{
    g_autofree char *answer = ask(automation, request, error);
    if (answer == NULL)
        return NULL;
    g_autoptr(JsonNode) root = json_from_string(answer, error);
    if (root == NULL) {
        g_prefix_error(error, "the answer to \"%s\" is not JSON (%s): ", request, answer);
        return NULL;
    }
    if (!JSON_NODE_HOLDS_OBJECT(root) ||
        json_object_has_member(json_node_get_object(root), "error")) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "the kiosk answered \"%s\" with %s",
                    request, answer);
        return NULL;
    }
    return g_steal_pointer(&root);
}

static bool has(JsonObject *object, const char *member, GError **error)
{
    if (json_object_has_member(object, member))
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an answer lacks \"%s\"", member);
    return false;
}

/* A member that may be null or missing; yours to free. */
static char *text_of(JsonObject *object, const char *member)
{
    JsonNode *node = json_object_get_member(object, member);
    if (node == NULL || JSON_NODE_HOLDS_NULL(node))
        return NULL;
    if (json_node_get_value_type(node) == G_TYPE_STRING)
        return g_strdup(json_node_get_string(node));
    return json_to_string(node, false);
}

static double number_of(JsonObject *object, const char *member)
{
    return json_object_get_double_member_with_default(object, member, 0);
}

static int64_t count_of(JsonObject *object, const char *member)
{
    return json_object_get_int_member_with_default(object, member, 0);
}

static char **texts_of(JsonArray *array)
{
    g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
    for (guint i = 0; i < json_array_get_length(array); i++)
        g_strv_builder_add(texts, json_array_get_string_element(array, i));
    return g_strv_builder_end(texts);
}

static bool read_node(JsonObject *object, struct automation_node *node, GError **error)
{
    static const char *const members[] = {"id", "role", "name", "box", "states", "value"};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        if (!has(object, members[i], error))
            return false;
    }
    JsonArray *box = json_object_get_array_member(object, "box");
    if (box == NULL || json_array_get_length(box) != 4) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a box is not four numbers");
        return false;
    }
    node->id = text_of(object, "id");
    node->role = text_of(object, "role");
    node->name = text_of(object, "name");
    node->value = text_of(object, "value");
    node->states = texts_of(json_object_get_array_member(object, "states"));
    node->x_px = json_array_get_double_element(box, 0);
    node->y_px = json_array_get_double_element(box, 1);
    node->width_px = json_array_get_double_element(box, 2);
    node->height_px = json_array_get_double_element(box, 3);
    return true;
}

static bool read_nodes(JsonArray *array, struct automation_tree *tree, GError **error)
{
    tree->nodes = g_new0(struct automation_node, json_array_get_length(array));
    for (guint i = 0; i < json_array_get_length(array); i++) {
        tree->count++;
        if (!read_node(json_array_get_object_element(array, i), &tree->nodes[i], error))
            return false;
    }
    return true;
}

struct automation_tree *automation_tree(struct automation *automation, GError **error)
{
    g_autoptr(JsonNode) root = ask_for_object(automation, "tree", error);
    if (root == NULL)
        return NULL;
    JsonObject *object = json_node_get_object(root);
    if (!has(object, "screen", error) || !has(object, "orientation", error) ||
        !has(object, "language", error) || !has(object, "nodes", error))
        return NULL;
    struct automation_tree *tree = g_new0(struct automation_tree, 1);
    tree->screen = text_of(object, "screen");
    tree->orientation = text_of(object, "orientation");
    tree->language = text_of(object, "language");
    if (!read_nodes(json_object_get_array_member(object, "nodes"), tree, error)) {
        automation_tree_destroy(tree);
        return NULL;
    }
    return tree;
}

void automation_tree_destroy(struct automation_tree *tree)
{
    if (tree == NULL)
        return;
    for (size_t i = 0; i < tree->count; i++) {
        g_free(tree->nodes[i].id);
        g_free(tree->nodes[i].role);
        g_free(tree->nodes[i].name);
        g_free(tree->nodes[i].value);
        g_strfreev(tree->nodes[i].states);
    }
    g_free(tree->nodes);
    g_free(tree->screen);
    g_free(tree->orientation);
    g_free(tree->language);
    g_free(tree);
}

const struct automation_node *automation_tree_find(const struct automation_tree *tree,
                                                   const char *id)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (g_str_equal(tree->nodes[i].id, id))
            return &tree->nodes[i];
    }
    return NULL;
}

bool automation_node_has_state(const struct automation_node *node, const char *state)
{
    return g_strv_contains((const char *const *)node->states, state);
}

bool automation_stats(struct automation *automation, struct automation_stats *stats, GError **error)
{
    static const char *const members[] = {"first_frame_ms",
                                          "frames",
                                          "frame_ms_p50",
                                          "frame_ms_p99",
                                          "frame_work_ms_p50",
                                          "frame_work_ms_p99",
                                          "touch_to_present_ms_p99",
                                          "texture_bytes",
                                          "jobs_waiting",
                                          "player"};
    g_autoptr(JsonNode) root = ask_for_object(automation, "stats", error);
    if (root == NULL)
        return false;
    JsonObject *object = json_node_get_object(root);
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        if (!has(object, members[i], error))
            return false;
    }
    *stats = (struct automation_stats){.first_frame_ms = number_of(object, "first_frame_ms"),
                                       .frame_ms_p50 = number_of(object, "frame_ms_p50"),
                                       .frame_ms_p99 = number_of(object, "frame_ms_p99"),
                                       .frame_work_ms_p50 = number_of(object, "frame_work_ms_p50"),
                                       .frame_work_ms_p99 = number_of(object, "frame_work_ms_p99"),
                                       .touch_to_present_ms_p99 =
                                           number_of(object, "touch_to_present_ms_p99"),
                                       .frames = count_of(object, "frames"),
                                       .texture_bytes = count_of(object, "texture_bytes"),
                                       .jobs_waiting = count_of(object, "jobs_waiting")};
    JsonNode *player_node = json_object_get_member(object, "player");
    if (!JSON_NODE_HOLDS_OBJECT(player_node))
        return true;
    JsonObject *player = json_node_get_object(player_node);
    g_autofree char *state = text_of(player, "state");
    g_strlcpy(stats->player.state, state != NULL ? state : "", sizeof stats->player.state);
    stats->player.time_ms = count_of(player, "time_ms");
    stats->player.length_ms = count_of(player, "length_ms");
    stats->player.frames_shown = count_of(player, "frames_shown");
    stats->player.frames_late = count_of(player, "frames_late");
    return true;
}

bool automation_screenshot(struct automation *automation, const char *path, GError **error)
{
    g_autofree char *request = g_strconcat("screenshot ", path, NULL);
    g_autoptr(JsonNode) root = ask_for_object(automation, request, error);
    return root != NULL;
}

char *automation_said(struct automation *automation, GError **error)
{
    return ask(automation, "said", error);
}
