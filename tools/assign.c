#include "tools/assign.h"

#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/language.h"
#include "catalogue/own_field.h"
#include "catalogue/search.h"
#include "catalogue/translation.h"
#include "tools/call.h"
#include "tools/doubt.h"
#include "tools/near.h"
#include "tools/own_name.h"

#include <string.h>

void assign_finish(struct assign *assign)
{
    g_free(assign->field);
    g_free(assign->language);
    g_free(assign->value);
    *assign = (struct assign){0};
}

bool assign_is_own(const struct assign *assign)
{
    return assign->how == '=' && own_name_is(assign->field);
}

static bool read_language(struct assign *assign, GError **error)
{
    char *at = strchr(assign->field, '@');
    if (at == NULL || assign_is_own(assign))
        return true;
    *at = '\0';
    assign->language = language_canonical(at + 1);
    if (assign->language == NULL)
        return command_misused(error, "“%s” is no language; write a tag such as ur, pa or pa-Arab",
                               at + 1);
    if (assign->how == '=' && !item_field_is_translated(assign->field))
        return command_misused(error,
                               "“%s” is not kept in other languages; these are: title, "
                               "description, summary, alt_short, alt_long, text, credit, "
                               "rights_note",
                               assign->field);
    return true;
}

bool assign_read(struct assign *assign, const char *typed, GError **error)
{
    const char *equals = own_name_end(typed, '=');
    *assign = (struct assign){.how = '='};
    if (typed[0] == '+' || typed[0] == '-')
        assign->how = *typed++;
    if (equals == NULL || equals == typed)
        return command_misused(error,
                               "“%s” is not FIELD=VALUE; write title=\"…\", title@ur=\"…\" "
                               "or +theme=\"…\"",
                               typed);
    if (!g_utf8_validate(typed, -1, NULL))
        return command_misused(error,
                               "the value of “%.*s” is not UTF-8 text; set your terminal to "
                               "UTF-8",
                               (int)(equals - typed), typed);
    assign->field = g_strndup(typed, (gsize)(equals - typed));
    assign->value = g_strdup(equals + 1);
    bool is_named = strcmp(assign->field, OWN_NAME) != 0 ||
                    command_misused(error,
                                    "“%s”: under which heading? own.HEADING=VALUE, such as "
                                    "own.shelf=\"Box 3\"",
                                    typed);
    if (is_named && read_language(assign, error))
        return true;
    assign_finish(assign);
    return false;
}

bool assign_is_field(const struct assign *assign)
{
    return assign->how == '=' && assign->language == NULL && !assign_is_own(assign);
}

/* "0.3,0.4": from the left, from the top. */
static bool set_focal(struct item *item, const char *value, GStringChunk *strings, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(value, ",", 2);
    if (g_strv_length(parts) != 2)
        return command_misused(error,
                               "focal “%s”: write two numbers from 0 to 1, from the left and "
                               "from the top: focal=0.5,0.3",
                               value);
    return item_field_set(item, "focal_x", g_strstrip(parts[0]), strings, error) &&
           item_field_set(item, "focal_y", g_strstrip(parts[1]), strings, error);
}

bool assign_to_item(const struct assign *assign, struct item *item, GStringChunk *strings,
                    GError **error)
{
    if (strcmp(assign->field, "focal") == 0)
        return set_focal(item, assign->value, strings, error);
    const char *nearest = near_word(assign->field, item_field_names);
    if (!g_strv_contains(item_field_names, assign->field) && nearest != NULL)
        return command_refused(error,
                               "“%s” is no field of an item; did you mean “%s”? `rwf help set` "
                               "and `man rwf-describe` tell all",
                               assign->field, nearest);
    return item_field_set(item, assign->field, assign->value, strings, error);
}

bool assign_settle(const struct call *call, struct assign *assign, GError **error)
{
    if (!assign_is_field(assign))
        return true;
    char *settled = doubt_settle(call, assign->field, assign->value, error);
    if (settled == NULL)
        return false;
    g_free(assign->value);
    assign->value = settled;
    return true;
}

static bool put_own(const struct assign *assign, const struct link *link, GError **error)
{
    g_autofree char *heading = own_name_read(assign->field);
    struct own_field field = {.item = link->item, .name = heading, .value = assign->value};
    return own_field_put(link->db, &field, error);
}

bool assign_to_links(const struct assign *assign, const struct link *link, GError **error)
{
    if (assign->how == '+')
        return link_add(link, assign->field, assign->language, assign->value, error);
    if (assign->how == '-')
        return link_remove(link, assign->field, assign->value, error);
    if (assign_is_own(assign))
        return put_own(assign, link, error);
    struct translation translation = {.owner = link->item,
                                      .field = assign->field,
                                      .language = assign->language,
                                      .text = assign->value};
    return translation_put(link->db, &translation, error);
}

bool assign_all(const struct call *call, const struct item *before, const GArray *assigns,
                guint *failed, GError **error)
{
    struct item item = *before;
    struct link link = {
        .db = call->db, .output = call->output, .strings = call->strings, .item = item.id};
    bool has_fields = false;
    for (*failed = 0; *failed < assigns->len; (*failed)++) {
        const struct assign *assign = &g_array_index(assigns, struct assign, *failed);
        has_fields = has_fields || assign_is_field(assign);
        if (assign_is_field(assign) && !assign_to_item(assign, &item, call->strings, error))
            return false;
    }
    if (has_fields && !item_update(call->db, &item, error))
        return false;
    for (*failed = 0; *failed < assigns->len; (*failed)++) {
        const struct assign *assign = &g_array_index(assigns, struct assign, *failed);
        if (!assign_is_field(assign) && !assign_to_links(assign, &link, error))
            return false;
    }
    return search_refresh(call->db, item.id, error);
}

bool assign_cuts(const GArray *assigns)
{
    for (guint i = 0; i < assigns->len; i++)
        if (strcmp(g_array_index(assigns, struct assign, i).field, "excerpt") == 0)
            return true;
    return false;
}
