#include "tools/sheet_links.h"

#include "catalogue/error.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"

#include <string.h>

struct sheet_links {
    struct db *db;
    GHashTable *known[SHEET_LINK_KINDS]; /* name → int64_t */
    GPtrArray *made[SHEET_LINK_KINDS];   /* names made, in steps that may be rolled back */
    GStringChunk *strings;
};

/* A link an item has. */
struct held {
    int64_t id;
    const char *role;
    const char *role_line;
    const char *name;
};

static const char *const words[SHEET_LINK_KINDS] = {"person", "place", "theme"};

struct sheet_links *sheet_links_create(struct db *db)
{
    struct sheet_links *links = g_new0(struct sheet_links, 1);
    links->db = db;
    links->strings = g_string_chunk_new(4096);
    for (int i = 0; i < SHEET_LINK_KINDS; i++) {
        links->known[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        links->made[i] = g_ptr_array_new_with_free_func(g_free);
    }
    return links;
}

void sheet_links_free(struct sheet_links *links)
{
    if (links == NULL)
        return;
    for (int i = 0; i < SHEET_LINK_KINDS; i++) {
        g_hash_table_unref(links->known[i]);
        g_ptr_array_unref(links->made[i]);
    }
    g_string_chunk_free(links->strings);
    g_free(links);
}

static void finish_link(void *data)
{
    struct sheet_link *link = data;
    g_free(link->name);
    g_free(link->role);
    g_free(link->role_line);
}

GArray *sheet_links_list(void)
{
    GArray *list = g_array_new(false, true, sizeof(struct sheet_link));
    g_array_set_clear_func(list, finish_link);
    return list;
}

static int64_t find(struct sheet_links *links, enum sheet_link_kind kind, const char *name,
                    GError **error)
{
    struct person person = {0};
    struct place place = PLACE_NEW;
    struct theme theme = {0};
    if (kind == SHEET_PERSON && person_find(links->db, name, links->strings, &person, error))
        return person.id;
    if (kind == SHEET_PLACE && place_find(links->db, name, links->strings, &place, error))
        return place.id;
    if (kind == SHEET_THEME && theme_find(links->db, name, links->strings, &theme, error))
        return theme.id;
    return 0;
}

static int64_t make(struct sheet_links *links, enum sheet_link_kind kind, const char *name,
                    GError **error)
{
    struct person person = {.name = name};
    struct place place = PLACE_NEW;
    struct theme theme = {.name = name};
    place.name = name;
    if (kind == SHEET_PERSON && person_insert(links->db, &person, error))
        return person.id;
    if (kind == SHEET_PLACE && place_insert(links->db, &place, error))
        return place.id;
    if (kind == SHEET_THEME && theme_insert(links->db, &theme, error))
        return theme.id;
    return 0;
}

/* The one of that name, made where there is none; 0 on error. */
static int64_t resolve(struct sheet_links *links, enum sheet_link_kind kind, const char *name,
                       GError **error)
{
    GError *reason = NULL;
    const int64_t *known = g_hash_table_lookup(links->known[kind], name);
    if (known != NULL)
        return *known;
    int64_t id = find(links, kind, name, &reason);
    if (id == 0 && !g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, reason);
        return 0;
    }
    g_clear_error(&reason);
    if (id == 0) {
        id = make(links, kind, name, error);
        if (id == 0)
            return 0;
        g_ptr_array_add(links->made[kind], g_strdup(name));
    }
    g_hash_table_insert(links->known[kind], g_strdup(name), g_memdup2(&id, sizeof id));
    g_string_chunk_clear(links->strings);
    return id;
}

static void add_held(GArray *held, int64_t id, const char *role, const char *line, const char *name)
{
    struct held one = {id, role, line, name};
    g_array_append_val(held, one);
}

/* What the item has of a kind: an array of struct held, NULL on error. */
static GArray *read_held(struct sheet_links *links, enum sheet_link_kind kind, int64_t item,
                         GStringChunk *strings, GError **error)
{
    g_autoptr(GArray) rows = kind == SHEET_PERSON  ? person_of_item(links->db, item, strings, error)
                             : kind == SHEET_PLACE ? place_of_item(links->db, item, strings, error)
                                                   : theme_of_item(links->db, item, strings, error);
    if (rows == NULL)
        return NULL;
    GArray *held = g_array_new(false, false, sizeof(struct held));
    for (guint i = 0; i < rows->len; i++) {
        const struct contributor *person = &g_array_index(rows, struct contributor, i);
        if (kind == SHEET_PERSON)
            add_held(held, person->person, person->role, person->role_line, person->name);
        else if (kind == SHEET_PLACE)
            add_held(held, g_array_index(rows, struct place, i).id, NULL, NULL,
                     g_array_index(rows, struct place, i).name);
        else
            add_held(held, g_array_index(rows, struct theme, i).id, NULL, NULL,
                     g_array_index(rows, struct theme, i).name);
    }
    return held;
}

static bool add(struct sheet_links *links, int64_t item, const struct sheet_link *link, int64_t id,
                int64_t position, GError **error)
{
    struct contributor contributor = {.item = item,
                                      .person = id,
                                      .role = link->role,
                                      .role_line = link->role_line,
                                      .position = position};
    if (link->kind == SHEET_PERSON)
        return person_link(links->db, &contributor, error);
    if (link->kind == SHEET_PLACE)
        return place_link(links->db, item, id, error);
    return theme_link(links->db, item, id, error);
}

static bool drop(struct sheet_links *links, int64_t item, enum sheet_link_kind kind,
                 const struct held *held, GError **error)
{
    if (kind == SHEET_PERSON)
        return person_unlink(links->db, item, held->id, held->role, error);
    if (kind == SHEET_PLACE)
        return place_unlink(links->db, item, held->id, error);
    return theme_unlink(links->db, item, held->id, error);
}

static bool is_held(const GArray *held, int64_t id, const struct sheet_link *link)
{
    for (guint i = 0; i < held->len; i++) {
        const struct held *one = &g_array_index(held, struct held, i);
        if (one->id == id && g_strcmp0(one->role, link->role) == 0 &&
            (link->role_line == NULL || g_strcmp0(one->role_line, link->role_line) == 0))
            return true;
    }
    return false;
}

static void say(GPtrArray *says, char sign, const char *word, const char *name, const char *role)
{
    g_ptr_array_add(says, g_strdup_printf("%c%s: %s%s%s", sign, word, name, role != NULL ? "=" : "",
                                          role != NULL ? role : ""));
}

/* Adds what is wanted and not held; @ids gets what every wanted link of the kind is. */
static bool add_missing(struct sheet_links *links, int64_t item, enum sheet_link_kind kind,
                        const GArray *wanted, GArray *held, GArray *ids, GPtrArray *says,
                        GError **error)
{
    for (guint i = 0; i < wanted->len; i++) {
        const struct sheet_link *link = &g_array_index(wanted, struct sheet_link, i);
        int64_t id = link->kind == kind ? resolve(links, kind, link->name, error) : -1;
        if (id == 0)
            return false;
        g_array_append_val(ids, id);
        if (link->kind != kind || is_held(held, id, link))
            continue;
        if (!add(links, item, link, id, held->len, error))
            return false;
        add_held(held, id, link->role, link->role_line, link->name);
        say(says, '+', words[kind], link->name, link->role);
    }
    return true;
}

/* Whether the sheet speaks of such links at all, and wants this one. */
static void look(const GArray *wanted, const GArray *ids, enum sheet_link_kind kind,
                 const struct held *held, bool *is_spoken_of, bool *is_wanted)
{
    *is_spoken_of = *is_wanted = false;
    for (guint i = 0; i < wanted->len; i++) {
        const struct sheet_link *link = &g_array_index(wanted, struct sheet_link, i);
        if (link->kind != kind || g_strcmp0(link->role, held->role) != 0)
            continue;
        *is_spoken_of = true;
        *is_wanted = *is_wanted || g_array_index(ids, int64_t, i) == held->id;
    }
}

static bool write_kind(struct sheet_links *links, int64_t item, enum sheet_link_kind kind,
                       const GArray *wanted, GPtrArray *says, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(512);
    g_autoptr(GArray) ids = g_array_new(false, false, sizeof(int64_t));
    g_autoptr(GArray) held = read_held(links, kind, item, strings, error);
    guint before = held != NULL ? held->len : 0;
    if (held == NULL || !add_missing(links, item, kind, wanted, held, ids, says, error))
        return false;
    for (guint i = 0; i < before; i++) {
        const struct held *one = &g_array_index(held, struct held, i);
        bool is_spoken_of, is_wanted;
        look(wanted, ids, kind, one, &is_spoken_of, &is_wanted);
        if (!is_spoken_of || is_wanted)
            continue;
        if (!drop(links, item, kind, one, error))
            return false;
        say(says, '-', words[kind], one->name, one->role);
    }
    return true;
}

bool sheet_links_write(struct sheet_links *links, int64_t item, const GArray *wanted,
                       GPtrArray *says, GError **error)
{
    for (int kind = 0; kind < SHEET_LINK_KINDS; kind++) {
        bool is_any = false;
        for (guint i = 0; i < wanted->len && !is_any; i++)
            is_any = (int)g_array_index(wanted, struct sheet_link, i).kind == kind;
        if (is_any && !write_kind(links, item, (enum sheet_link_kind)kind, wanted, says, error))
            return false;
    }
    return true;
}

void sheet_links_forget(struct sheet_links *links)
{
    for (int i = 0; i < SHEET_LINK_KINDS; i++)
        g_hash_table_remove_all(links->known[i]);
}

char *sheet_links_new(const struct sheet_links *links)
{
    static const char *const one[] = {"person", "place", "theme"};
    static const char *const many[] = {"people", "places", "themes"};
    GString *text = g_string_new(NULL);
    for (int i = 0; i < SHEET_LINK_KINDS; i++) {
        guint count = links->made[i]->len;
        if (count > 0)
            g_string_append_printf(text, "%s%u new %s", text->len > 0 ? ", " : "", count,
                                   count == 1 ? one[i] : many[i]);
    }
    return g_string_free(text, text->len == 0);
}
