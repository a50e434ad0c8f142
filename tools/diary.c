#include "tools/diary.h"

#include "catalogue/entry.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/row.h"
#include "catalogue/theme.h"
#include "catalogue/trail.h"
#include "catalogue/wording.h"
#include "tools/call.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Lines of one purpose and language, told together. */
struct lines {
    char *purpose;
    char *language;
    int added, removed, changed;
    int64_t first_ms;
    int64_t last_ms;
};

struct diary {
    const struct call *call;
    int64_t item;
    GPtrArray *sentences;
    GPtrArray *lines; /* struct lines */
    int copies;       /* files made from another */
};

static void lines_free(void *data)
{
    struct lines *lines = data;
    g_free(lines->purpose);
    g_free(lines->language);
    g_free(lines);
}

static const struct cell *cell_of(const struct change *change, const struct cell *cells,
                                  const char *column)
{
    int i = changeset_column(change->table, column);
    return i < 0 || cells[i].kind == CELL_NULL || cells[i].kind == CELL_ABSENT ? NULL : &cells[i];
}

static char *text_of(const struct change *change, const struct cell *cells, const char *column)
{
    const struct cell *cell = cell_of(change, cells, column);
    return cell == NULL ? g_strdup("") : wording_value(change->table->name, column, cell);
}

static int64_t number_of(const struct change *change, const struct cell *cells, const char *column)
{
    const struct cell *cell = cell_of(change, cells, column);
    return cell == NULL ? -1 : cell->integer;
}

/* The name of the person, place, theme or trail a row joins to the item; NULL for another row. */
static char *joined(const struct diary *diary, const struct change *change,
                    const struct cell *cells)
{
    GStringChunk *strings = diary->call->strings;
    struct db *db = diary->call->db;
    struct person person = {0};
    struct place place = PLACE_NEW;
    struct theme theme = {0};
    struct trail trail = {0};
    int64_t key;
    if (strcmp(change->table->name, "item_theme") == 0) {
        key = number_of(change, cells, "theme");
        return g_strdup(theme_get(db, key, strings, &theme, NULL) ? theme.name : _("now gone"));
    }
    if (strcmp(change->table->name, "item_place") == 0) {
        key = number_of(change, cells, "place");
        return g_strdup(place_get(db, key, strings, &place, NULL) ? place.name : _("now gone"));
    }
    if (strcmp(change->table->name, "trail_stop") == 0) {
        key = number_of(change, cells, "trail");
        return g_strdup(trail_get(db, key, strings, &trail, NULL) ? trail.title : _("now gone"));
    }
    if (strcmp(change->table->name, "item_person") != 0)
        return NULL;
    key = number_of(change, cells, "person");
    return g_strdup(person_get(db, key, strings, &person, NULL) ? person.name : _("now gone"));
}

static char *moments(const struct change *change, const struct cell *cells)
{
    g_autofree char *begin = text_of(change, cells, "begin_ms");
    g_autofree char *end = text_of(change, cells, "end_ms");
    g_autofree char *at = text_of(change, cells, "at_ms");
    if (*begin != '\0' && *end != '\0')
        return g_strdup_printf(_("from %s to %s"), begin, end);
    if (*begin != '\0' || *at != '\0')
        return g_strdup_printf(_("at %s"), *begin != '\0' ? begin : at);
    return g_strdup("");
}

/* “being held in hospital” from 0:20 to 0:30: how a person knows one row from another. */
static char *label(const struct diary *diary, const struct change *change, const struct cell *cells)
{
    static const char *const telling[] = {"says",      "why",           "title", "text",
                                          "agreed_by", "original_name", "name",  NULL};
    g_autofree char *name = joined(diary, change, cells);
    g_autofree char *when = moments(change, cells);
    g_autofree char *role = text_of(change, cells, "role");
    g_autofree char *field = text_of(change, cells, "field");
    g_autofree char *language = text_of(change, cells, "language");
    g_autoptr(GString) all = g_string_new(NULL);
    for (int i = 0; name == NULL && telling[i] != NULL; i++) {
        char *text = text_of(change, cells, telling[i]);
        if (*text != '\0')
            name = text;
        else
            g_free(text);
    }
    if (*field != '\0') {
        const char *words = wording_field("item", field);
        g_string_append_printf(all, _(" of %s in %s"), words != NULL ? words : field, language);
    }
    if (name != NULL)
        g_string_append_printf(all, " “%s”", name);
    if (*role != '\0')
        g_string_append_printf(all, " (%s)", role);
    if (*when != '\0')
        g_string_append_printf(all, " %s", when);
    return g_string_free(g_steal_pointer(&all), FALSE);
}

static void say(struct diary *diary, char *sentence)
{
    g_ptr_array_add(diary->sentences, sentence);
}

static void say_field(struct diary *diary, const struct change *change, int i, const char *of)
{
    const char *column = change->table->columns[i].name;
    const char *field = wording_field(change->table->name, column);
    if (field == NULL || row_is_quiet(change->table, i))
        return;
    g_autofree char *whole = g_strdup_printf("%s%s", field, of);
    g_autofree char *old = wording_value(change->table->name, column, &change->old[i]);
    g_autofree char *fresh = wording_value(change->table->name, column, &change->fresh[i]);
    if (*old == '\0')
        say(diary, g_strdup_printf(_("set %s to “%s”"), whole, fresh));
    else if (*fresh == '\0')
        say(diary, g_strdup_printf(_("emptied %s, which was “%s”"), whole, old));
    else
        say(diary, g_strdup_printf(_("changed %s from “%s” to “%s”"), whole, old, fresh));
}

static void say_update(struct diary *diary, const struct change *change, const struct cell *cells)
{
    bool is_item = strcmp(change->table->name, "item") == 0;
    bool is_consent = strcmp(change->table->name, "consent") == 0;
    int typed = changeset_column(change->table, "date_text");
    g_autofree char *which = is_item || is_consent ? g_strdup("") : label(diary, change, cells);
    g_autofree char *of =
        is_item || is_consent
            ? g_strdup("")
            : g_strdup_printf(_(" of the %s%s"), wording_row(change->table->name), which);
    for (int i = 0; i < change->table->count; i++) {
        bool is_told = typed >= 0 && change->fresh[typed].kind != CELL_ABSENT &&
                       strcmp(change->table->columns[i].name, "date_edtf") == 0;
        if (change->fresh[i].kind != CELL_ABSENT && !change->table->columns[i].is_key && !is_told)
            say_field(diary, change, i, of);
    }
}

static void say_row(struct diary *diary, const struct change *change, const struct cell *cells)
{
    bool adds = change->kind == CHANGE_INSERT;
    const char *table = change->table->name;
    g_autofree char *which = label(diary, change, cells);
    if (strcmp(table, "item") == 0)
        g_ptr_array_insert(diary->sentences, 0,
                           g_strdup_printf(adds ? _("added it:%s") : _("removed it:%s"), which));
    else if (strcmp(table, "consent_change") == 0) {
        g_autofree char *why = text_of(change, cells, "why");
        if (adds && *why != '\0')
            say(diary, g_strdup_printf(_("gave a reason: “%s”"), why));
    } else if (strcmp(table, "conflict") == 0) {
        if (!adds)
            say(diary, g_strdup(_("decided what two copies had changed")));
    } else if (strcmp(table, "asset") == 0 && cell_of(change, cells, "derived_from") != NULL)
        diary->copies += adds;
    else
        say(diary, g_strdup_printf(adds ? _("added the %s%s") : _("took away the %s%s"),
                                   wording_row(table), which));
}

static struct lines *lines_for(struct diary *diary, const struct change *change,
                               const struct cell *cells)
{
    g_autofree char *purpose = text_of(change, cells, "purpose");
    g_autofree char *language = text_of(change, cells, "language");
    for (guint i = 0; i < diary->lines->len; i++) {
        struct lines *lines = diary->lines->pdata[i];
        if (strcmp(lines->purpose, purpose) == 0 && strcmp(lines->language, language) == 0)
            return lines;
    }
    struct lines *lines = g_new0(struct lines, 1);
    lines->purpose = g_steal_pointer(&purpose);
    lines->language = g_steal_pointer(&language);
    lines->first_ms = G_MAXINT64;
    g_ptr_array_add(diary->lines, lines);
    return lines;
}

static void count_line(struct diary *diary, const struct change *change, const struct cell *cells)
{
    struct lines *lines = lines_for(diary, change, cells);
    lines->added += change->kind == CHANGE_INSERT;
    lines->removed += change->kind == CHANGE_DELETE;
    lines->changed += change->kind == CHANGE_UPDATE;
    lines->first_ms = MIN(lines->first_ms, number_of(change, cells, "begin_ms"));
    lines->last_ms = MAX(lines->last_ms, number_of(change, cells, "end_ms"));
}

static void say_lines(struct diary *diary, const struct lines *lines)
{
    g_autofree char *from = wording_time(lines->first_ms);
    g_autofree char *to = wording_time(lines->last_ms);
    int count = lines->added + lines->removed + lines->changed;
    const char *how = lines->added > 0 && lines->removed > 0
                          ? _("put new lines in the place of others")
                      : lines->added > 0   ? _("added lines")
                      : lines->removed > 0 ? _("took lines away")
                                           : _("changed lines");
    say(diary, g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%s: %s in %s, %d line from %s to %s",
                                           "%s: %s in %s, %d lines from %s to %s",
                                           (gulong)(lines->added > 0 ? lines->added : count)),
                               how, lines->purpose, lines->language,
                               lines->added > 0 ? lines->added : count, from, to));
}

/* Of an update the row says what the change leaves out; one that is gone is known by its old cells. */
static bool tell(struct diary *diary, const struct change *change, GError **error)
{
    GError *failed = NULL;
    g_autoptr(row) row = change->kind == CHANGE_UPDATE
                             ? row_get(diary->call->db, change->table, change->old, &failed)
                             : NULL;
    if (failed != NULL) {
        g_propagate_error(error, failed);
        return false;
    }
    const struct cell *cells = row != NULL ? row->cells : change_row(change);
    bool is_own = row_item(change->table, cells) == diary->item ||
                  number_of(change, cells, "owner") == diary->item;
    if (!is_own)
        return true;
    if (strcmp(change->table->name, "cue") == 0)
        count_line(diary, change, cells);
    else if (change->kind == CHANGE_UPDATE)
        say_update(diary, change, cells);
    else
        say_row(diary, change, cells);
    return true;
}

static bool tell_all(struct diary *diary, GBytes *effect, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    size_t size = 0;
    const void *bytes = g_bytes_get_data(effect, &size);
    int more;
    changeset_begin(&reader, bytes, size);
    while ((more = changeset_next(&reader, &change, error)) == 1)
        if (!tell(diary, &change, error))
            return false;
    for (guint i = 0; i < diary->lines->len; i++)
        say_lines(diary, diary->lines->pdata[i]);
    if (diary->copies > 0)
        say(diary, g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "made %d copy for showing",
                                               "made %d copies for showing", (gulong)diary->copies),
                                   diary->copies));
    return more == 0;
}

GPtrArray *diary_sentences(const struct call *call, int64_t entry, int64_t item, GError **error)
{
    g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(lines_free);
    struct diary diary = {.call = call, .item = item, .sentences = sentences, .lines = lines};
    g_autoptr(GBytes) effect = NULL;
    if (!entry_read(call->db, entry, NULL, &effect, error) || !tell_all(&diary, effect, error))
        return NULL;
    return g_steal_pointer(&sentences);
}
