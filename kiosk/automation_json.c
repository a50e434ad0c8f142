#include "kiosk/automation.h"

#include "kiosk/access_tree.h"
#include "kiosk/geometry.h"
#include "kiosk/stats.h"
#include "media/player.h"

#include <json-glib/json-glib.h>
#include <math.h>

static void add_text(JsonBuilder *builder, const char *member, const char *value)
{
    json_builder_set_member_name(builder, member);
    if (value == NULL)
        json_builder_add_null_value(builder);
    else
        json_builder_add_string_value(builder, value);
}

static void add_number(JsonBuilder *builder, const char *member, double value)
{
    json_builder_set_member_name(builder, member);
    json_builder_add_double_value(builder, value);
}

static void add_count(JsonBuilder *builder, const char *member, int64_t value)
{
    json_builder_set_member_name(builder, member);
    json_builder_add_int_value(builder, value);
}

/* Closes the object and gives it as one line. */
static char *finish(JsonBuilder *builder)
{
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    return json_to_string(root, FALSE);
}

static void add_box(JsonBuilder *builder, const struct viewport *viewport, struct box box)
{
    struct box window = viewport_to_window(viewport, box);
    json_builder_set_member_name(builder, "box");
    json_builder_begin_array(builder);
    json_builder_add_double_value(builder, round(window.x));
    json_builder_add_double_value(builder, round(window.y));
    json_builder_add_double_value(builder, round(window.w));
    json_builder_add_double_value(builder, round(window.h));
    json_builder_end_array(builder);
}

static void add_states(JsonBuilder *builder, unsigned states)
{
    json_builder_set_member_name(builder, "states");
    json_builder_begin_array(builder);
    for (unsigned state = ACCESS_FOCUSABLE; state <= ACCESS_CUT; state <<= 1)
        if ((states & state) != 0)
            json_builder_add_string_value(builder, access_state_name(state));
    json_builder_end_array(builder);
}

static void add_node(JsonBuilder *builder, const struct viewport *viewport,
                     const struct access_node *node)
{
    json_builder_begin_object(builder);
    add_text(builder, "id", node->id);
    add_text(builder, "role", access_role_name(node->role));
    add_text(builder, "name", node->name == NULL ? "" : node->name);
    add_box(builder, viewport, node->box);
    add_states(builder, node->states);
    add_text(builder, "value", node->value);
    if (node->hint != NULL)
        add_text(builder, "hint", node->hint);
    if (node->language != NULL)
        add_text(builder, "language", node->language);
    if (node->set_size > 0) {
        add_count(builder, "position", node->position);
        add_count(builder, "set_size", node->set_size);
    }
    json_builder_set_member_name(builder, "target");
    json_builder_add_boolean_value(builder, node->is_target);
    json_builder_end_object(builder);
}

char *automation_tree_json(const char *screen, const char *language,
                           const struct viewport *viewport, const struct access_tree *tree)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    bool is_portrait = viewport->orientation == ORIENTATION_PORTRAIT;

    json_builder_begin_object(builder);
    add_text(builder, "screen", screen);
    add_text(builder, "orientation", is_portrait ? "portrait" : "landscape");
    add_text(builder, "language", language);
    json_builder_set_member_name(builder, "nodes");
    json_builder_begin_array(builder);
    for (size_t i = 0; i < access_tree_count(tree); i++)
        add_node(builder, viewport, access_tree_node(tree, i));
    json_builder_end_array(builder);
    return finish(builder);
}

static void add_player(JsonBuilder *builder, const struct player_status *player)
{
    static const struct player_status none = {.state = PLAYER_IDLE};
    if (player == NULL)
        player = &none;
    json_builder_set_member_name(builder, "player");
    json_builder_begin_object(builder);
    add_text(builder, "state", player_state_name(player->state));
    add_count(builder, "time_ms", player->time_ms);
    add_count(builder, "length_ms", player->length_ms);
    add_count(builder, "frames_shown", (int64_t)player->frames_shown);
    add_count(builder, "frames_late", (int64_t)player->frames_lost);
    add_text(builder, "reason", player->reason);
    json_builder_end_object(builder);
}

char *automation_stats_json(const struct automation_figures *figures)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    const struct stats *stats = figures->stats;

    json_builder_begin_object(builder);
    add_number(builder, "first_frame_ms", stats->first_frame_ms);
    add_count(builder, "frames", (int64_t)stats->frames);
    add_number(builder, "frame_ms_p50", histogram_percentile(&stats->frame, 0.5));
    add_number(builder, "frame_ms_p99", histogram_percentile(&stats->frame, 0.99));
    add_number(builder, "frame_work_ms_p50", histogram_percentile(&stats->work, 0.5));
    add_number(builder, "frame_work_ms_p99", histogram_percentile(&stats->work, 0.99));
    add_number(builder, "touch_to_present_ms_p99",
               histogram_percentile(&stats->touch_to_present, 0.99));
    add_count(builder, "touches", (int64_t)stats->touch_to_present.total);
    add_count(builder, "texture_bytes", (int64_t)figures->texture_bytes);
    add_count(builder, "jobs_waiting", (int64_t)figures->jobs_waiting);
    add_player(builder, figures->player);
    return finish(builder);
}

static char *one_text(const char *member, const char *value)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    add_text(builder, member, value);
    return finish(builder);
}

char *automation_screenshot_json(const char *path)
{
    return one_text("screenshot", path);
}

char *automation_error_json(const char *sentence)
{
    return one_text("error", sentence);
}

char *automation_said_json(const char *const *said)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "said");
    json_builder_begin_array(builder);
    for (; said != NULL && *said != NULL; said++)
        json_builder_add_string_value(builder, *said);
    json_builder_end_array(builder);
    return finish(builder);
}
