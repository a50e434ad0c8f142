#include "catalogue/theme.h"
#include "tools/call.h"
#include "tools/vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const fields[] = {"name", "about", "parent", "position", NULL};

static const struct option options[] = {
    OPTION("parent", "THEME", "the theme it belongs under"),
    VOCABULARY_OPTIONS,
    OPTION_END,
};

static void init(void *row, const char *name)
{
    *(struct theme *)row = (struct theme){.name = name};
}

static const char *name_of(const void *row)
{
    return ((const struct theme *)row)->name;
}

static bool find(struct db *db, const char *name, GStringChunk *strings, void *row, GError **error)
{
    return theme_find(db, name, strings, row, error);
}

static bool insert(struct db *db, void *row, GError **error)
{
    return theme_insert(db, row, error);
}

static bool update(struct db *db, const void *row, GError **error)
{
    return theme_update(db, row, error);
}

static bool set_parent(const struct call *call, struct theme *theme, const char *name,
                       GError **error)
{
    struct theme parent = {0};
    theme->parent = 0;
    if (name[0] == '\0')
        return true;
    if (!theme_find(call->db, name, call->strings, &parent, NULL))
        return command_refused(error, "no theme is called “%s”; add it first: rwf theme add \"%s\"",
                               name, name);
    if (parent.id == theme->id)
        return command_refused(error, "“%s” cannot stand under itself", name);
    theme->parent = parent.id;
    return true;
}

static bool set(const struct call *call, void *row, const char *field, const char *value,
                GError **error)
{
    struct theme *theme = row;
    if (strcmp(field, "name") == 0)
        theme->name = value;
    else if (strcmp(field, "about") == 0)
        theme->about = value;
    else if (strcmp(field, "parent") == 0)
        return set_parent(call, theme, value, error);
    else if (strcmp(field, "position") == 0)
        return g_ascii_string_to_signed(value, 10, 0, 100000, &theme->position, NULL) ||
               command_misused(error, "position “%s” will not do; write a number, 0 is the first",
                               value);
    else
        return false;
    return true;
}

static char *about(const struct call *call, const void *row)
{
    const struct theme *theme = row;
    struct theme parent = {0};
    bool has_parent =
        theme->parent != 0 && theme_get(call->db, theme->parent, call->strings, &parent, NULL);
    bool has_about = theme->about != NULL && theme->about[0] != '\0';
    return g_strdup_printf("%s%s%s%s", has_parent ? "under " : "", has_parent ? parent.name : "",
                           has_parent && has_about ? " · " : "", has_about ? theme->about : "");
}

static const struct vocabulary vocabulary = {
    .noun = N_("theme"),
    .plural = N_("themes"),
    .fields = fields,
    .term = TERM_THEME,
    .size = sizeof(struct theme),
    .init = init,
    .name = name_of,
    .find = find,
    .insert = insert,
    .update = update,
    .remove = theme_remove,
    .merge = theme_merge,
    .list = theme_list,
    .set = set,
    .about = about,
};

static bool run(struct call *call, GError **error)
{
    return vocabulary_run(call, &vocabulary, error);
}

const struct command cmd_theme = {
    .name = "theme",
    .usage = "list | add NAME | set THEME FIELD=VALUE… | rename THEME NEW | merge THEME THEME | "
             "remove THEME",
    .summary = N_("what things are about"),
    .example = "rwf theme add Gardens --parent Belonging --field name@ur=\"باغ\"",
    .page = "rwf-describe",
    .fields = fields,
    .options = options,
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_min = 1,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
