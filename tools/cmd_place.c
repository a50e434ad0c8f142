#include "catalogue/place.h"
#include "tools/call.h"
#include "tools/vocabulary.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char *const fields[] = {"name", "about", "parent", "latitude", "longitude", NULL};

static const struct option options[] = {
    OPTION("parent", "PLACE", "the place it lies in"),
    VOCABULARY_OPTIONS,
    OPTION_END,
};

static void init(void *row, const char *name)
{
    *(struct place *)row = (struct place)PLACE_NEW;
    ((struct place *)row)->name = name;
}

static const char *name_of(const void *row)
{
    return ((const struct place *)row)->name;
}

static bool find(struct db *db, const char *name, GStringChunk *strings, void *row, GError **error)
{
    return place_find(db, name, strings, row, error);
}

static bool insert(struct db *db, void *row, GError **error)
{
    return place_insert(db, row, error);
}

static bool update(struct db *db, const void *row, GError **error)
{
    return place_update(db, row, error);
}

static bool set_parent(const struct call *call, struct place *place, const char *name,
                       GError **error)
{
    struct place parent = PLACE_NEW;
    place->parent = 0;
    if (name[0] == '\0')
        return true;
    if (!place_find(call->db, name, call->strings, &parent, NULL))
        return command_refused(error, "no place is called “%s”; add it first: rwf place add \"%s\"",
                               name, name);
    if (parent.id == place->id)
        return command_refused(error, "“%s” cannot lie in itself", name);
    place->parent = parent.id;
    return true;
}

static bool read_degrees(const char *field, const char *value, double most, double *degrees,
                         GError **error)
{
    char *end = NULL;
    *degrees = NAN;
    if (value[0] == '\0')
        return true;
    *degrees = g_ascii_strtod(value, &end);
    return (end != value && *end == '\0' && fabs(*degrees) <= most) ||
           command_misused(error, "%s “%s” is no number of degrees; write 53.82 or -1.53", field,
                           value);
}

static bool set(const struct call *call, void *row, const char *field, const char *value,
                GError **error)
{
    struct place *place = row;
    if (strcmp(field, "name") == 0)
        place->name = value;
    else if (strcmp(field, "about") == 0)
        place->about = value;
    else if (strcmp(field, "parent") == 0)
        return set_parent(call, place, value, error);
    else if (strcmp(field, "latitude") == 0)
        return read_degrees(field, value, 90, &place->latitude, error);
    else if (strcmp(field, "longitude") == 0)
        return read_degrees(field, value, 180, &place->longitude, error);
    else
        return false;
    return true;
}

static char *about(const struct call *call, const void *row)
{
    const struct place *place = row;
    struct place parent = PLACE_NEW;
    bool has_parent =
        place->parent != 0 && place_get(call->db, place->parent, call->strings, &parent, NULL);
    g_autofree char *where = isnan(place->latitude) || isnan(place->longitude)
                                 ? g_strdup("")
                                 : g_strdup_printf("%s(%.2f, %.2f)", has_parent ? " " : "",
                                                   place->latitude, place->longitude);
    return g_strdup_printf("%s%s%s%s%s", has_parent ? "in " : "", has_parent ? parent.name : "",
                           where, place->about != NULL && place->about[0] != '\0' ? " · " : "",
                           place->about != NULL ? place->about : "");
}

static const struct vocabulary vocabulary = {
    .noun = N_("place"),
    .plural = N_("places"),
    .fields = fields,
    .term = TERM_PLACE,
    .size = sizeof(struct place),
    .init = init,
    .name = name_of,
    .find = find,
    .insert = insert,
    .update = update,
    .remove = place_remove,
    .merge = place_merge,
    .list = place_list,
    .set = set,
    .about = about,
};

static bool run(struct call *call, GError **error)
{
    return vocabulary_run(call, &vocabulary, error);
}

const struct command cmd_place = {
    .name = "place",
    .usage = "list | add NAME | set PLACE FIELD=VALUE… | rename PLACE NEW | merge PLACE PLACE | "
             "remove PLACE",
    .summary = N_("where things are of: areas, never addresses"),
    .example =
        "rwf place add Holbeck --parent Leeds --field latitude=53.78 --field longitude=-1.56",
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
