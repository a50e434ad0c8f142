#include "tools/sheet_map.h"

#include "tools/command.h"
#include "tools/output.h"
#include "tools/table.h"

#include <glib/gi18n-lib.h>
#include <limits.h>
#include <string.h>

enum {
    LONGEST_SAMPLE = 60 /* characters */
};

static void finish_use(void *data)
{
    target_finish(&((struct sheet_column_use *)data)->target);
}

static struct sheet_map *create(void)
{
    struct sheet_map *map = g_new0(struct sheet_map, 1);
    map->columns = g_array_new(false, true, sizeof(struct sheet_column_use));
    g_array_set_clear_func(map->columns, finish_use);
    return map;
}

void sheet_map_free(struct sheet_map *map)
{
    if (map == NULL)
        return;
    g_array_unref(map->columns);
    g_free(map);
}

static const struct sheet_column_use *use_at(const struct sheet_map *map, guint i)
{
    return &g_array_index(map->columns, struct sheet_column_use, i);
}

const struct sheet_column_use *sheet_map_of(const struct sheet_map *map, enum target_kind kind,
                                            const char *name)
{
    for (guint i = 0; i < map->columns->len; i++) {
        const struct sheet_column_use *use = use_at(map, i);
        if (use->target.kind == kind && use->target.language == NULL &&
            (name == NULL || g_strcmp0(use->target.name, name) == 0))
            return use;
    }
    return NULL;
}

static bool is_same(const struct target *a, const struct target *b)
{
    return a->kind == b->kind && g_strcmp0(a->name, b->name) == 0 &&
           g_strcmp0(a->language, b->language) == 0;
}

/* The one that goes where @target does, and only one may; or NULL. */
static struct sheet_column_use *rival(const struct sheet_map *map, const struct target *target)
{
    for (guint i = 0; i < map->columns->len; i++)
        if (!target_is_many(target) && is_same(&use_at(map, i)->target, target))
            return &g_array_index(map->columns, struct sheet_column_use, i);
    return NULL;
}

static char *heading_on_a_line(const struct table *table, size_t column)
{
    return g_strstrip(g_strdelimit(g_strdup(table_heading(table, column)), "\r\n\t", ' '));
}

static bool refuse_two(const struct table *table, size_t first, size_t second, const char *what,
                       GError **error)
{
    g_autofree char *a = table_letters(first);
    g_autofree char *b = table_letters(second);
    return command_refused(error,
                           "columns %s (“%s”) and %s (“%s”) would both be %s; rename one, or say "
                           "which with a mapping: --map FILE",
                           a, table_heading(table, first), b, table_heading(table, second), what);
}

/* Nothing a sheet says is lost: what has no field is kept under its heading, which an own sheet may have
 * written "own: HEADING". */
static void keep_column(struct sheet_map *map, const struct table *table, size_t column)
{
    struct sheet_column_use use = {.column = column, .rank = INT_MAX};
    const char *heading = table_heading(table, column);
    bool is_own = g_str_has_prefix(heading, TARGET_OWN);
    use.target.kind = TARGET_KEEP;
    use.target.name = is_own ? g_strdup(heading + strlen(TARGET_OWN)) : NULL;
    g_array_append_val(map->columns, use);
}

/* Adds what column becomes by its heading. */
static bool guess_column(struct sheet_map *map, const struct table *table, size_t column,
                         GError **error)
{
    struct sheet_column_use use = {.column = column};
    bool is_known = target_of_heading(&use.target, table_heading(table, column), &use.rank);
    struct sheet_column_use *other = is_known ? rival(map, &use.target) : NULL;
    if (!is_known)
        keep_column(map, table, column);
    if (other != NULL && other->rank == use.rank) {
        g_autofree char *what = target_text(&use.target);
        refuse_two(table, other->column, column, what, error);
        target_finish(&use.target);
        return false;
    }
    if (other != NULL && other->rank < use.rank) {
        target_finish(&use.target);
        keep_column(map, table, column);
    } else if (other != NULL) {
        size_t less = other->column;
        target_finish(&other->target);
        *other = use;
        keep_column(map, table, less);
    } else if (is_known) {
        g_array_append_val(map->columns, use);
    }
    return true;
}

static int by_rank(const void *a, const void *b)
{
    const struct sheet_column_use *first = a;
    const struct sheet_column_use *second = b;
    if (first->rank != second->rank)
        return first->rank - second->rank;
    return (first->column > second->column) - (first->column < second->column);
}

/* Names the columns there is no field for. */
static void name_kept(const struct sheet_map *map, const struct table *table, const char *name,
                      struct output *output)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    for (guint i = 0; i < map->columns->len; i++)
        if (use_at(map, i)->target.kind == TARGET_KEEP)
            g_string_append_printf(kept, "%s“%s”", kept->len > 0 ? ", " : "",
                                   table_heading(table, use_at(map, i)->column));
    if (kept->len > 0)
        output_note(output,
                    "%s: kept under their headings, for curators alone: %s; a mapping can say what "
                    "else becomes of them: --map FILE",
                    name, kept->str);
}

struct sheet_map *sheet_map_guess(const struct table *table, const char *name,
                                  struct output *output, GError **error)
{
    g_autoptr(sheet_map) map = create();
    for (size_t column = 0; column < table_columns(table); column++) {
        if (!guess_column(map, table, column, error))
            return NULL;
    }
    g_array_sort(map->columns, by_rank);
    if (sheet_map_of(map, TARGET_FIELD, "title") != NULL) {
        name_kept(map, table, name, output);
        return g_steal_pointer(&map);
    }
    command_refused(error,
                    "no column is understood as the title; write a mapping and look it over: rwf "
                    "import csv %s --map FILE",
                    name);
    return NULL;
}

/* Every column of that heading, in any case. */
static bool use_heading(struct sheet_map *map, const struct table *table, const char *heading,
                        const char *target, GError **error)
{
    bool is_found = false;
    for (size_t column = 0; column < table_columns(table); column++) {
        struct sheet_column_use use = {.column = column, .rank = (int)map->columns->len};
        g_autofree char *here = heading_on_a_line(table, column);
        if (strcmp(here, heading) != 0)
            continue;
        if (!target_read(&use.target, target, error))
            return false;
        is_found = true;
        const struct sheet_column_use *other = rival(map, &use.target);
        if (other != NULL) {
            g_autofree char *what = target_text(&use.target);
            target_finish(&use.target);
            return refuse_two(table, other->column, column, what, error);
        }
        if (use.target.kind == TARGET_NOTHING)
            map->passed++;
        g_array_append_val(map->columns, use);
    }
    return is_found || command_misused(error, "the sheet has no column headed “%s”", heading);
}

static bool read_line(struct sheet_map *map, const struct table *table, char *line, GError **error)
{
    char *arrow = g_strrstr(g_strstrip(line), "->");
    if (*line == '\0' || *line == '#')
        return true;
    if (arrow == NULL)
        return command_misused(error, "write HEADING -> what it becomes, such as “Name -> title”");
    *arrow = '\0';
    return use_heading(map, table, g_strstrip(line), arrow + 2, error);
}

struct sheet_map *sheet_map_read(const char *file, const struct table *table, GError **error)
{
    g_autoptr(sheet_map) map = create();
    g_autofree char *text = NULL;
    if (!g_file_get_contents(file, &text, NULL, error))
        return NULL;
    if (!g_utf8_validate(text, -1, NULL)) {
        command_misused(error, "%s: it is not UTF-8 text", file);
        return NULL;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        if (read_line(map, table, lines[i], error))
            continue;
        g_prefix_error(error, _("%s: line %zu: "), file, i + 1);
        return NULL;
    }
    if (sheet_map_of(map, TARGET_FIELD, "title") != NULL)
        return g_steal_pointer(&map);
    command_misused(error, "%s: no column becomes the title; write one line “HEADING -> title”",
                    file);
    return NULL;
}

/* The first value of a column, on one line and not too long; "" where there is none. */
static char *sample_of(const struct table *table, size_t column)
{
    for (size_t row = 0; row < table_rows(table); row++) {
        const char *cell = table_cell(table, row, column);
        if (*cell == '\0')
            continue;
        char *sample = g_utf8_substring(cell, 0, MIN(LONGEST_SAMPLE, g_utf8_strlen(cell, -1)));
        return g_strdelimit(sample, "\r\n\t", ' ');
    }
    return g_strdup("");
}

static void draft_column(const struct table *table, size_t column, GString *draft)
{
    struct target target;
    int rank;
    g_autofree char *heading = heading_on_a_line(table, column);
    g_autofree char *sample = sample_of(table, column);
    if (*heading == '\0')
        return;
    g_string_append_printf(draft, "\n# %s\n%s -> ", *sample != '\0' ? sample : "(empty)", heading);
    if (!target_of_heading(&target, heading, &rank)) {
        g_string_append(draft, "keep\n");
        return;
    }
    g_autofree char *text = target_text(&target);
    g_string_append(draft, text);
    if (target.split != NULL)
        g_string_append_printf(draft, " split \"%s\"", target.split);
    g_string_append_c(draft, '\n');
    target_finish(&target);
}

char *sheet_map_draft(const struct table *table, const char *name)
{
    GString *draft = g_string_new(NULL);
    g_string_append_printf(
        draft,
        "# What each column of %s becomes. Look it over, change what is not right, and run the\n"
        "# import with it. Above each stands a value of that column.\n"
        "#\n"
        "#   title, date, description, credit …   a field, as `rwf set` takes it; title@ur: in "
        "Urdu\n"
        "#   identifier     what a row is known by; --update finds items by it\n"
        "#   kind           any word for it, such as Image or audio/mpeg\n"
        "#   person ROLE    names: person creator, person interviewer\n"
        "#   theme, place   names\n"
        "#   media          files, looked for in --media\n"
        "#   parent         the identifier of the row it is a part of\n"
        "#   describe       joins the description, after its heading\n"
        "#   keep           kept for curators, under its heading\n"
        "#   -              nothing\n"
        "#\n"
        "# Where a cell holds several values, what stands between them: theme split \";\"\n",
        name);
    for (size_t column = 0; column < table_columns(table); column++)
        draft_column(table, column, draft);
    return g_string_free(draft, false);
}
