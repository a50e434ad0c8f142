#include "tools/draft.h"

#include "catalogue/excerpt.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/language.h"
#include "catalogue/own_field.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/quotation.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "tools/assign.h"
#include "tools/call.h"
#include "tools/measure.h"
#include "tools/near.h"
#include "tools/own_name.h"

#include <string.h>

/* One value: a field, a field in another language, or one of several links. */
struct entry {
    char *field;
    char *language; /* canonical, or NULL */
    GString *text;
    int line; /* where it begins, from 1 */
};

struct draft {
    GArray *values; /* struct entry */
    GArray *lines;  /* int: of each change, see draft_line_of() */
};

static void entry_finish(void *data)
{
    struct entry *value = data;
    g_free(value->field);
    g_free(value->language);
    g_string_free(value->text, TRUE);
}

void draft_free(struct draft *draft)
{
    if (draft == NULL)
        return;
    g_array_unref(draft->values);
    g_array_unref(draft->lines);
    g_free(draft);
}

static const struct entry *entry_at(const struct draft *draft, guint index)
{
    return &g_array_index(draft->values, struct entry, index);
}

static bool is_link(const char *field)
{
    return g_strv_contains(link_kinds, field);
}

/*
 * Writing
 */

static void write_comment(GString *text, const char *comment)
{
    g_string_append_printf(text, "\n# %s\n", comment);
}

/* Beside its name where that is one short line, else below it. */
static void write_value(GString *text, const char *name, const char *language, const char *value)
{
    g_string_append_printf(text, "%s%s%s:", name, language != NULL ? "@" : "",
                           language != NULL ? language : "");
    if (strchr(value, '\n') == NULL) {
        g_string_append_printf(text, "%s%s\n", value[0] != '\0' ? " " : "", value);
        return;
    }
    g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
    g_string_append_c(text, '\n');
    for (size_t i = 0; lines[i] != NULL; i++)
        g_string_append_printf(text, "%s%s\n", lines[i][0] != '\0' ? "  " : "", lines[i]);
}

static bool write_fields(const struct call *call, const struct item *item, GString *text,
                         GError **error)
{
    g_autoptr(GArray) all = translation_list(call->db, item->id, call->strings, error);
    for (const char *const *name = item_field_names; all != NULL && *name != NULL; name++) {
        write_comment(text, item_field_help(*name));
        write_value(text, *name, NULL, item_field_get(item, *name, call->strings));
        for (guint i = 0; i < all->len; i++) {
            const struct translation *t = &g_array_index(all, struct translation, i);
            if (strcmp(t->field, *name) == 0)
                write_value(text, *name, t->language, t->text);
        }
    }
    return all != NULL;
}

static bool write_own(const struct call *call, const struct item *item, GString *text,
                      GError **error)
{
    g_autoptr(GArray) all = own_field_list(call->db, item->id, call->strings, error);
    write_comment(text, "kept for curators alone, under a heading of your own: own.shelf: Box 3");
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct own_field *field = &g_array_index(all, struct own_field, i);
        g_autofree char *name = own_name_write(field->name, ':');
        write_value(text, name, NULL, field->value);
    }
    return all != NULL;
}

static bool write_people(const struct call *call, const struct item *item, GString *text,
                         GError **error)
{
    g_autoptr(GArray) all = person_of_item(call->db, item->id, call->strings, error);
    write_comment(text, "somebody and their part, the first leads: Name=narrator, or "
                        "Name=narrator: a line about them");
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct contributor *c = &g_array_index(all, struct contributor, i);
        g_autofree char *value = g_strdup_printf("%s=%s%s%s", c->name, c->role,
                                                 c->role_line[0] != '\0' ? ": " : "", c->role_line);
        write_value(text, "person", NULL, value);
    }
    if (all != NULL && all->len == 0)
        g_string_append(text, "# person: Name=narrator\n");
    return all != NULL;
}

static bool write_terms(const struct call *call, const struct item *item, GString *text,
                        GError **error)
{
    g_autoptr(GArray) places = place_of_item(call->db, item->id, call->strings, error);
    g_autoptr(GArray) themes =
        places != NULL ? theme_of_item(call->db, item->id, call->strings, error) : NULL;
    if (themes == NULL)
        return false;
    write_comment(text, "areas it is of, never an address");
    for (guint i = 0; i < places->len; i++)
        write_value(text, "place", NULL, g_array_index(places, struct place, i).name);
    if (places->len == 0)
        g_string_append(text, "# place: Chapeltown\n");
    write_comment(text, "what it is about");
    for (guint i = 0; i < themes->len; i++)
        write_value(text, "theme", NULL, g_array_index(themes, struct theme, i).name);
    if (themes->len == 0)
        g_string_append(text, "# theme: Kitchens\n");
    return true;
}

static bool write_words(const struct call *call, const struct item *item, GString *text,
                        GError **error)
{
    g_autoptr(GArray) quotations = quotation_list(call->db, item->id, call->strings, error);
    g_autoptr(GArray) excerpts =
        quotations != NULL ? excerpt_list(call->db, item->id, call->strings, error) : NULL;
    if (excerpts == NULL)
        return false;
    write_comment(text, "words its speaker agreed to see quoted; with their moment: [1:02] words");
    for (guint i = 0; i < quotations->len; i++) {
        const struct quotation *q = &g_array_index(quotations, struct quotation, i);
        g_autofree char *time = q->at_ms >= 0 ? measure_time(q->at_ms) : NULL;
        g_autofree char *value =
            g_strdup_printf("%s%s%s%s", time != NULL ? "[" : "", time != NULL ? time : "",
                            time != NULL ? "] " : "", q->text);
        bool is_plain = q->language == NULL || strcmp(q->language, "und") == 0;
        write_value(text, "quotation", is_plain ? NULL : q->language, value);
    }
    write_comment(text, "parts that may be shown where consent is for excerpts only: 0:10-1:30");
    for (guint i = 0; i < excerpts->len; i++) {
        const struct excerpt *e = &g_array_index(excerpts, struct excerpt, i);
        g_autofree char *from = measure_time(e->begin_ms);
        g_autofree char *to = measure_time(e->end_ms);
        g_autofree char *value = g_strdup_printf("%s-%s", from, to);
        write_value(text, "excerpt", NULL, value);
    }
    return true;
}

char *draft_write(const struct call *call, const struct item *item, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text,
                           "# %s\n"
                           "# Change what stands after the names; save, and close the editor. "
                           "Lines that begin with # are\n"
                           "# help and are not kept. Text of several lines stands below its name, "
                           "each line after two\n"
                           "# blanks. Another language: title@ur: …\n"
                           "# A field left empty is cleared, one whose line is gone stays as it "
                           "was; of what may stand\n"
                           "# several times, what is taken out here is taken out of the item. As "
                           "it is, nothing is changed.\n",
                           item->code);
    return write_fields(call, item, text, error) && write_own(call, item, text, error) &&
                   write_people(call, item, text, error) && write_terms(call, item, text, error) &&
                   write_words(call, item, text, error)
               ? g_string_free(g_steal_pointer(&text), FALSE)
               : NULL;
}

/*
 * Reading
 */

static bool refuse_field(const char *field, int line, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const char *const *name = item_field_names; *name != NULL; name++)
        g_ptr_array_add(names, (void *)*name);
    for (const char *const *name = link_kinds; *name != NULL; name++)
        g_ptr_array_add(names, (void *)*name);
    g_ptr_array_add(names, (void *)(OWN_NAME "HEADING"));
    g_ptr_array_add(names, NULL);
    const char *const *words = (const char *const *)names->pdata;
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    g_autofree char *question = near_question(near_word(field, words));
    return command_misused(error, "line %d: “%s” is no field%s there are: %s", line, field,
                           question[0] != '\0' ? question : ";", all);
}

static bool read_name(struct entry *value, const char *name, GError **error)
{
    char *at;
    value->field = g_strstrip(g_strdup(name));
    if (own_name_is(value->field) && strcmp(value->field, OWN_NAME) != 0)
        return true;
    at = strchr(value->field, '@');
    if (at != NULL) {
        *at = '\0';
        value->language = language_canonical(at + 1);
    }
    if (!is_link(value->field) && !g_strv_contains(item_field_names, value->field))
        return refuse_field(value->field, value->line, error);
    if (at != NULL && value->language == NULL)
        return command_misused(error, "line %d: “%s” is no language; write ur, pa, pa-Arab …",
                               value->line, at + 1);
    if (at != NULL && !item_field_is_translated(value->field) &&
        strcmp(value->field, "quotation") != 0)
        return command_misused(error, "line %d: %s is not kept in other languages", value->line,
                               value->field);
    return true;
}

static bool is_same(const struct entry *a, const struct entry *b)
{
    return strcmp(a->field, b->field) == 0 && g_strcmp0(a->language, b->language) == 0;
}

static bool add_value(struct draft *draft, const char *line, int number, GError **error)
{
    const char *colon = own_name_end(line, ':');
    struct entry value = {.line = number, .text = g_string_new(NULL)};
    g_autofree char *name = g_strndup(line, colon != NULL ? (gsize)(colon - line) : strlen(line));
    if (colon == NULL)
        command_misused(error,
                        "line %d: “%.40s” has no name before it; write FIELD: VALUE, and put the "
                        "further lines of a text below it after two blanks",
                        number, line);
    bool is_read = colon != NULL && read_name(&value, name, error);
    for (guint i = 0; is_read && !is_link(value.field) && i < draft->values->len; i++)
        if (is_same(entry_at(draft, i), &value))
            is_read = command_misused(error, "line %d: %s stands at line %d already; leave one",
                                      number, name, entry_at(draft, i)->line);
    if (!is_read) {
        entry_finish(&value);
        return false;
    }
    g_string_append(value.text, colon + 1);
    g_array_append_val(draft->values, value);
    return true;
}

/* A line below the name: without the two blanks (or the tab) before it. */
static bool add_line(struct draft *draft, const char *line, int number, GError **error)
{
    if (draft->values->len == 0)
        return command_misused(error, "line %d: this text stands below no field", number);
    struct entry *value = &g_array_index(draft->values, struct entry, draft->values->len - 1);
    g_string_append_c(value->text, '\n');
    if (line[0] == '\t')
        line++;
    else
        for (int blanks = 0; blanks < 2 && line[0] == ' '; blanks++)
            line++;
    g_string_append(value->text, line);
    return true;
}

/* The empty lines around a value are the page's, not the text's. */
static void trim_values(struct draft *draft)
{
    for (guint i = 0; i < draft->values->len; i++) {
        struct entry *value = &g_array_index(draft->values, struct entry, i);
        gsize blanks = strspn(value->text->str, " \t\n");
        g_string_erase(value->text, 0, (gssize)blanks);
        while (value->text->len > 0 && g_ascii_isspace(value->text->str[value->text->len - 1]))
            g_string_truncate(value->text, value->text->len - 1);
    }
}

struct draft *draft_read(const char *text, GError **error)
{
    g_autoptr(draft) draft = g_new0(struct draft, 1);
    draft->values = g_array_new(FALSE, FALSE, sizeof(struct entry));
    g_array_set_clear_func(draft->values, entry_finish);
    draft->lines = g_array_new(FALSE, FALSE, sizeof(int));
    if (g_str_has_prefix(text, "\xef\xbb\xbf"))
        text += 3;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        char *line = g_strchomp(lines[i]);
        int number = (int)i + 1;
        bool is_read = true;
        if (!g_utf8_validate(line, -1, NULL))
            is_read = command_misused(error, "line %d is not UTF-8 text", number);
        else if (line[0] == '#')
            continue;
        else if (line[0] == '\0' && draft->values->len == 0)
            continue;
        else if (line[0] == '\0' || line[0] == ' ' || line[0] == '\t')
            is_read = add_line(draft, line, number, error);
        else
            is_read = add_value(draft, line, number, error);
        if (!is_read)
            return NULL;
    }
    trim_values(draft);
    return g_steal_pointer(&draft);
}

/*
 * Comparing
 */

static void add_change(GArray *changes, struct draft *after, char how, const struct entry *value,
                       const char *text, int line)
{
    struct assign assign = {.how = how,
                            .field = g_strdup(value->field),
                            .language = g_strdup(value->language),
                            .value = g_strdup(text)};
    g_array_append_val(changes, assign);
    g_array_append_val(after->lines, line);
}

static const struct entry *find_value(const struct draft *draft, const struct entry *wanted,
                                      bool with_text)
{
    for (guint i = 0; i < draft->values->len; i++) {
        const struct entry *value = entry_at(draft, i);
        if (is_same(value, wanted) &&
            (!with_text || strcmp(value->text->str, wanted->text->str) == 0))
            return value;
    }
    return NULL;
}

/* Fields that are written anew, and texts in other languages that came, changed or went. */
static void compare_fields(const struct draft *before, struct draft *after, GArray *changes)
{
    for (guint i = 0; i < after->values->len; i++) {
        const struct entry *value = entry_at(after, i);
        if (is_link(value->field) || find_value(before, value, true) != NULL)
            continue;
        if (find_value(before, value, false) != NULL || value->text->len > 0)
            add_change(changes, after, '=', value, value->text->str, value->line);
    }
    for (guint i = 0; i < before->values->len; i++) {
        const struct entry *value = entry_at(before, i);
        if (!is_link(value->field) && value->language != NULL &&
            find_value(after, value, false) == NULL)
            add_change(changes, after, '=', value, "", 0);
    }
}

/* All of one kind, with its order; yours. */
static char *spell_out(const struct draft *draft, const char *kind)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < draft->values->len; i++)
        if (strcmp(entry_at(draft, i)->field, kind) == 0)
            g_string_append_printf(text, "%s\n", entry_at(draft, i)->text->str);
    return g_string_free(text, FALSE);
}

/* People stand in an order, so a change of one writes all of them anew. */
static bool is_rewritten(const struct draft *before, const struct draft *after, const char *kind)
{
    g_autofree char *old = spell_out(before, kind);
    g_autofree char *new = spell_out(after, kind);
    return strcmp(kind, "person") == 0 && strcmp(old, new) != 0;
}

static void compare_links(const struct draft *before, struct draft *after, const char *kind,
                          GArray *changes)
{
    bool is_whole = is_rewritten(before, after, kind);
    for (guint i = 0; i < before->values->len; i++) {
        const struct entry *value = entry_at(before, i);
        if (strcmp(value->field, kind) == 0 && (is_whole || find_value(after, value, true) == NULL))
            add_change(changes, after, '-', value, value->text->str, 0);
    }
    for (guint i = 0; i < after->values->len; i++) {
        const struct entry *value = entry_at(after, i);
        if (strcmp(value->field, kind) == 0 && value->text->len > 0 &&
            (is_whole || find_value(before, value, true) == NULL))
            add_change(changes, after, '+', value, value->text->str, value->line);
    }
}

/* Whether both came to different ends with one thing: a field, or the order of the people. */
static bool is_clash(const struct assign *mine, const struct assign *theirs)
{
    bool is_whole = !is_link(mine->field) || strcmp(mine->field, "person") == 0;
    return is_whole && strcmp(mine->field, theirs->field) == 0 &&
           g_strcmp0(mine->language, theirs->language) == 0 &&
           (mine->how != theirs->how || strcmp(mine->value, theirs->value) != 0);
}

/* What @now has of it stands in @before from here on. */
static void adopt(struct draft *before, const struct draft *now, const struct assign *clash)
{
    struct entry wanted = {.field = clash->field, .language = clash->language};
    for (guint i = before->values->len; i > 0; i--)
        if (is_same(entry_at(before, i - 1), &wanted))
            g_array_remove_index(before->values, i - 1);
    for (guint i = 0; i < now->values->len; i++) {
        const struct entry *value = entry_at(now, i);
        if (!is_same(value, &wanted))
            continue;
        struct entry copy = {.field = g_strdup(value->field),
                             .language = g_strdup(value->language),
                             .text = g_string_new(value->text->str)};
        g_array_append_val(before->values, copy);
    }
}

char *draft_clash(struct draft *before, struct draft *now, const GArray *mine)
{
    char *first = NULL;
    g_autoptr(GArray) theirs = draft_changes(before, now);
    for (guint i = 0; i < mine->len; i++)
        for (guint k = 0; k < theirs->len; k++) {
            const struct assign *clash = &g_array_index(theirs, struct assign, k);
            if (!is_clash(&g_array_index(mine, struct assign, i), clash))
                continue;
            if (first == NULL)
                first = g_strdup(clash->field);
            adopt(before, now, clash);
        }
    return first;
}

char *draft_text(const struct draft *draft)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < draft->values->len; i++) {
        const struct entry *value = entry_at(draft, i);
        write_value(text, value->field, value->language, value->text->str);
    }
    return g_string_free(text, FALSE);
}

static void clear_assign(void *data)
{
    assign_finish(data);
}

GArray *draft_changes(const struct draft *before, struct draft *after)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct assign));
    g_array_set_clear_func(changes, clear_assign);
    g_array_set_size(after->lines, 0);
    compare_fields(before, after, changes);
    for (const char *const *kind = link_kinds; *kind != NULL; kind++)
        compare_links(before, after, *kind, changes);
    return changes;
}

int draft_line_of(const struct draft *after, guint index)
{
    return index < after->lines->len ? g_array_index(after->lines, int, index) : 0;
}
