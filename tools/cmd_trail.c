#include "catalogue/item.h"
#include "catalogue/trail.h"
#include "catalogue/translation.h"
#include "tools/absent.h"
#include "tools/call.h"
#include "tools/sheet.h"
#include "tools/translated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("says", "TEXT", "a line about the way"),
    OPTION("feeling", "TEXT", "“Hopeful · mentions hospital at stop 3”"),
    OPTION("title", "TITLE", "with set: a new title; title@ur=… goes with --field"),
    OPTION_MANY("stop", "ITEM",
                "the stops in their order; \"ITEM=why here\" gives one a line of its own"),
    OPTION_MANY("field", "FIELD@TAG=TEXT", "title, says or feeling in another language"),
    OPTION_END,
};

static bool put_stops(const struct call *call, const struct trail *trail, GError **error)
{
    const char *const *stop = options_all(call->options, "stop");
    g_autoptr(GArray) stops = g_array_new(FALSE, TRUE, sizeof(struct trail_stop));
    if (*stop == NULL)
        return true;
    for (; *stop != NULL; stop++) {
        struct item item;
        const char *equals = strchr(*stop, '=');
        g_autofree char *name =
            equals != NULL ? g_strndup(*stop, (gsize)(equals - *stop)) : g_strdup(*stop);
        if (!call_item(call, g_strstrip(name), &item, error))
            return false;
        struct trail_stop entry = {.trail = trail->id,
                                   .item = item.id,
                                   .position = stops->len,
                                   .says = equals != NULL ? equals + 1 : ""};
        g_array_append_val(stops, entry);
    }
    return trail_set_stops(call->db, trail->id, (struct trail_stop *)(void *)stops->data,
                           stops->len, error);
}

static bool translate(const struct call *call, const struct trail *trail, GError **error)
{
    static const char *const fields[] = {"title", "says", "feeling", NULL};
    const char *const *typed = options_all(call->options, "field");
    for (; *typed != NULL; typed++)
        if (!translated_put(call, trail->id, fields, *typed, error))
            return false;
    return true;
}

static void take_words(const struct call *call, struct trail *trail)
{
    if (call_has(call, "says"))
        trail->says = call_option(call, "says");
    if (call_has(call, "feeling"))
        trail->feeling = call_option(call, "feeling");
    if (call_has(call, "title"))
        trail->title = call_option(call, "title");
}

static bool find(const struct call *call, const char *title, struct trail *trail, GError **error)
{
    g_autoptr(GError) reason = NULL;
    return trail_find(call->db, title, call->strings, trail, &reason) ||
           absent_refuse(call->db, TERM_TRAIL, title, error);
}

static bool add(const struct call *call, const char *title, GError **error)
{
    struct trail trail = {0};
    if (trail_find(call->db, title, call->strings, &trail, NULL))
        return command_refused(
            error, "there is a trail “%s” already; change it with `rwf trail set`", title);
    g_autoptr(GArray) others = trail_list(call->db, call->strings, error);
    if (others == NULL)
        return false;
    trail = (struct trail){.title = title, .position = others->len};
    take_words(call, &trail);
    return trail_insert(call->db, &trail, error) && put_stops(call, &trail, error) &&
           translate(call, &trail, error);
}

static bool set(const struct call *call, const char *title, GError **error)
{
    struct trail trail = {0};
    if (!find(call, title, &trail, error))
        return false;
    take_words(call, &trail);
    return trail_update(call->db, &trail, error) && put_stops(call, &trail, error) &&
           translate(call, &trail, error);
}

static bool remove_trail(const struct call *call, const char *title, GError **error)
{
    struct trail trail = {0};
    return find(call, title, &trail, error) && trail_remove(call->db, trail.id, error);
}

/* The keys named come first, in their order; the others keep theirs. */
static void bring_forward(GArray *keys, const GArray *named)
{
    for (guint i = 0; i < named->len; i++) {
        int64_t key = g_array_index(named, int64_t, i);
        for (guint k = 0; k < keys->len; k++)
            if (g_array_index(keys, int64_t, k) == key) {
                g_array_remove_index(keys, k);
                break;
            }
    }
    g_array_prepend_vals(keys, named->data, named->len);
}

static void append_new(GArray *keys, int64_t key)
{
    for (guint i = 0; i < keys->len; i++)
        if (g_array_index(keys, int64_t, i) == key)
            return;
    g_array_append_val(keys, key);
}

/* The stops named move to the front of the trail, each with the line it has. */
static bool order_stops(const struct call *call, const char *title, GError **error)
{
    struct trail trail = {0};
    if (!find(call, title, &trail, error))
        return false;
    g_autoptr(GArray) stops = trail_stops(call->db, trail.id, call->strings, error);
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(struct trail_stop));
    g_autoptr(GHashTable) by_item = g_hash_table_new(g_int64_hash, g_int64_equal);
    if (stops == NULL)
        return false;
    for (guint i = 0; i < stops->len; i++) {
        struct trail_stop *stop = &g_array_index(stops, struct trail_stop, i);
        g_array_append_val(keys, stop->item);
        g_hash_table_insert(by_item, &stop->item, stop);
    }
    for (const char *const *typed = options_all(call->options, "stop"); *typed != NULL; typed++) {
        struct item item;
        if (!call_item(call, *typed, &item, error))
            return false;
        if (!g_hash_table_contains(by_item, &item.id))
            return command_refused(error, "%s is no stop of “%s”; `rwf trail list` shows its stops",
                                   item.code, title);
        append_new(named, item.id);
    }
    bring_forward(keys, named);
    for (guint i = 0; i < keys->len; i++) {
        struct trail_stop stop = *(const struct trail_stop *)g_hash_table_lookup(
            by_item, &g_array_index(keys, int64_t, i));
        stop.position = i;
        g_array_append_val(ordered, stop);
    }
    return trail_set_stops(call->db, trail.id, (struct trail_stop *)(void *)ordered->data,
                           ordered->len, error);
}

/* The trails named come first. */
static bool order_trails(const struct call *call, GError **error)
{
    g_autoptr(GArray) trails = trail_list(call->db, call->strings, error);
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(int64_t));
    if (trails == NULL)
        return false;
    for (guint i = 0; i < trails->len; i++)
        g_array_append_val(keys, g_array_index(trails, struct trail, i).id);
    for (int i = 1; call_word(call, i) != NULL; i++) {
        struct trail trail = {0};
        if (!find(call, call_word(call, i), &trail, error))
            return false;
        append_new(named, trail.id);
    }
    bring_forward(keys, named);
    for (guint i = 0; i < keys->len; i++)
        for (guint k = 0; k < trails->len; k++) {
            struct trail *trail = &g_array_index(trails, struct trail, k);
            if (trail->id != g_array_index(keys, int64_t, i))
                continue;
            trail->position = i;
            if (!trail_update(call->db, trail, error))
                return false;
        }
    return true;
}

static bool order(const struct call *call, const char *title, GError **error)
{
    if (!call_has(call, "stop"))
        return order_trails(call, error);
    if (call_word(call, 2) != NULL)
        return command_misused(error,
                               "the stops of which trail? rwf trail order TITLE --stop ITEM");
    return order_stops(call, title, error);
}

/* One row for each stop, for those who choose columns or want a sheet. */
static bool say_rows(const struct call *call, const GArray *trails, GError **error)
{
    static const char *const headings[] = {"trail", "says",  "feeling", "stop",
                                           "code",  "title", "why"};
    struct sheet *sheet = sheet_create();
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_column(sheet, headings[i], false);
    for (guint i = 0; i < trails->len; i++) {
        const struct trail *trail = &g_array_index(trails, struct trail, i);
        g_autoptr(GArray) stops = trail_stops(call->db, trail->id, call->strings, NULL);
        for (guint k = 0; stops != NULL && k < stops->len; k++) {
            const struct trail_stop *stop = &g_array_index(stops, struct trail_stop, k);
            struct item item = ITEM_NEW;
            item_get(call->db, stop->item, call->strings, &item, NULL);
            sheet_cell(sheet, trail->title);
            sheet_cell(sheet, trail->says);
            sheet_cell(sheet, trail->feeling);
            sheet_cell_number(sheet, k + 1);
            sheet_cell(sheet, item.code);
            sheet_cell(sheet, item.title);
            sheet_cell(sheet, stop->says);
        }
    }
    return sheet_end(sheet, call->output, error);
}

static bool list_stops(const struct call *call, const struct trail *trail, GError **error)
{
    g_autoptr(GArray) stops = trail_stops(call->db, trail->id, call->strings, error);
    output_open_array(call->output, "stops");
    for (guint i = 0; stops != NULL && i < stops->len; i++) {
        const struct trail_stop *stop = &g_array_index(stops, struct trail_stop, i);
        struct item item = ITEM_NEW;
        if (!item_get(call->db, stop->item, call->strings, &item, error))
            return false;
        output_say(call->output, "    %u  %s  %s", i + 1, item.code, item.title);
        output_open(call->output, NULL);
        output_text(call->output, "code", item.code);
        output_text(call->output, "title", item.title);
        output_text(call->output, "says", stop->says);
        output_close(call->output);
    }
    output_close(call->output);
    return stops != NULL;
}

static bool list(const struct call *call, GError **error)
{
    g_autoptr(GArray) trails = trail_list(call->db, call->strings, error);
    if (trails == NULL)
        return false;
    if (output_is_csv(call->output) || output_columns(call->output) != NULL)
        return say_rows(call, trails, error);
    output_open_array(call->output, "trails");
    for (guint i = 0; i < trails->len; i++) {
        const struct trail *trail = &g_array_index(trails, struct trail, i);
        output_say(call->output, "%s%s%s", trail->title, trail->says[0] != '\0' ? "  " : "",
                   trail->says);
        output_open(call->output, NULL);
        output_text(call->output, "title", trail->title);
        output_text(call->output, "says", trail->says);
        output_text(call->output, "feeling", trail->feeling);
        g_autoptr(GArray) translations =
            translation_list(call->db, trail->id, call->strings, error);
        if (translations == NULL || !list_stops(call, trail, error))
            return false;
        translated_write(call->output, translations);
        output_close(call->output);
    }
    output_close(call->output);
    return true;
}

static const struct {
    const char *verb;
    bool (*run)(const struct call *, const char *, GError **);
} verbs[] = {{"add", add}, {"set", set}, {"order", order}, {"remove", remove_trail}};

static bool run(struct call *call, GError **error)
{
    const char *verb = call_word(call, 0);
    const char *title = call_word(call, 1);
    if (strcmp(verb, "list") == 0)
        return list(call, error);
    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(verbs[i].verb, verb) != 0)
            continue;
        if (title == NULL || title[0] == '\0')
            return command_misused(error, "which trail? rwf trail %s \"TITLE\"", verb);
        if (call_word(call, 2) != NULL && verbs[i].run != order)
            return command_misused(error, "“%s” is one word too many: rwf trail %s \"TITLE\"",
                                   call_word(call, 2), verb);
        g_autoptr(history) history = call_history(call, error);
        g_autofree char *says = g_strdup_printf("trail: %s", verb);
        if (history == NULL || !verbs[i].run(call, title, error) ||
            !history_commit(history, says, error))
            return false;
        output_text(call->output, "title", title);
        output_say(call->output, "%s: the trail “%s”", verb, title);
        return true;
    }
    return command_misused(error,
                           "“%s”: trails can be listed, added, set, ordered and removed: "
                           "list, add, set, order, remove",
                           verb);
}

const struct command cmd_trail = {
    .name = "trail",
    .usage =
        "list | add TITLE --stop ITEM… | set TRAIL … | order TRAIL… | order TRAIL --stop ITEM… "
        "| remove TRAIL",
    .summary = N_("short guided routes through items"),
    .example =
        "rwf trail add \"One street\" --feeling Hopeful --stop front-room --stop night-shift",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_min = 1,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
