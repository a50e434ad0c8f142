#include "kiosk/po.h"

#include <string.h>

struct parse {
    const char *name;
    unsigned line;
    GPtrArray *entries;
    GPtrArray *complaints;
    struct po_entry *entry; /* being filled; NULL between entries */
    GString **into;         /* the string a continuation line adds to; NULL: none */
    GString *context, *id, *plural, *text[PO_PLURALS];
    bool fuzzy_next;
    bool damaged; /* the entry is dropped when it ends */
};

static void entry_free(void *data)
{
    struct po_entry *entry = data;
    g_free(entry->context);
    g_free(entry->id);
    g_free(entry->plural);
    for (int i = 0; i < PO_PLURALS; i++)
        g_free(entry->text[i]);
    g_free(entry);
}

static void complain(struct parse *parse, const char *what)
{
    g_ptr_array_add(parse->complaints,
                    g_strdup_printf("%s:%u: %s", parse->name, parse->line, what));
    parse->damaged = true;
}

static char *take(GString **string)
{
    char *text = *string != NULL ? g_string_free(*string, FALSE) : NULL;
    *string = NULL;
    return text;
}

/* Closes the entry being read: keeps it when it is whole. */
static void finish(struct parse *parse)
{
    struct po_entry *entry = g_steal_pointer(&parse->entry);
    parse->into = NULL;
    if (entry == NULL)
        return;
    entry->context = take(&parse->context);
    entry->id = take(&parse->id);
    entry->plural = take(&parse->plural);
    bool has_text = false;
    for (int i = 0; i < PO_PLURALS; i++) {
        entry->text[i] = take(&parse->text[i]);
        has_text = has_text || entry->text[i] != NULL;
    }
    if (!parse->damaged && (entry->id == NULL || !has_text))
        complain(parse, "an entry needs a msgid and a msgstr; it is left out");
    if (parse->damaged)
        entry_free(entry);
    else
        g_ptr_array_add(parse->entries, entry);
    parse->damaged = false;
}

static void begin_if_needed(struct parse *parse)
{
    if (parse->entry != NULL)
        return;
    parse->entry = g_new0(struct po_entry, 1);
    parse->entry->fuzzy = parse->fuzzy_next;
    parse->entry->line = parse->line;
    parse->fuzzy_next = false;
}

/* One escape after the backslash at *@at; false when it is none of C's. */
static bool append_escape(GString *string, const char **at, const char *end)
{
    static const char from[] = "ntr\"\\abfv";
    static const char to[] = "\n\t\r\"\\\a\b\f\v";
    if (*at >= end)
        return false;
    const char *found = memchr(from, **at, sizeof from - 1);
    if (found == NULL)
        return false;
    g_string_append_c(string, to[found - from]);
    (*at)++;
    return true;
}

/* Appends the quoted string that [@at, @end) holds to the current target. */
static void read_string(struct parse *parse, const char *at, const char *end)
{
    GString *string = *parse->into;
    if (at >= end || *at != '"') {
        complain(parse, "a string in double quotes is expected here");
        return;
    }
    at++;
    while (at < end && *at != '"') {
        if (*at != '\\') {
            g_string_append_c(string, *at++);
            continue;
        }
        at++;
        if (!append_escape(string, &at, end)) {
            complain(parse, "a backslash must be followed by n, t, r, \" or \\");
            return;
        }
    }
    if (at >= end) {
        complain(parse, "the closing double quote is missing");
        return;
    }
    for (at++; at < end; at++)
        if (!g_ascii_isspace(*at)) {
            complain(parse, "there is something after the closing double quote");
            return;
        }
}

/* The target of "msgstr[3]": the index, or -1. */
static int plural_index(const char *word, gsize length)
{
    if (length != strlen("msgstr[0]") || memcmp(word, "msgstr[", 7) != 0 || word[8] != ']')
        return -1;
    int index = word[7] - '0';
    return index >= 0 && index < PO_PLURALS ? index : -1;
}

static GString **target_of(struct parse *parse, const char *word, gsize length)
{
    if (length == 7 && memcmp(word, "msgctxt", 7) == 0)
        return &parse->context;
    if (length == 5 && memcmp(word, "msgid", 5) == 0)
        return &parse->id;
    if (length == 12 && memcmp(word, "msgid_plural", 12) == 0)
        return &parse->plural;
    if (length == 6 && memcmp(word, "msgstr", 6) == 0)
        return &parse->text[0];
    int index = plural_index(word, length);
    return index >= 0 ? &parse->text[index] : NULL;
}

static void read_keyword(struct parse *parse, const char *at, const char *end)
{
    const char *word = at;
    while (at < end && !g_ascii_isspace(*at) && *at != '"')
        at++;
    GString **target = target_of(parse, word, (gsize)(at - word));
    if (target == &parse->context || (target == &parse->id && parse->id != NULL) ||
        (target == &parse->id && parse->text[0] != NULL))
        finish(parse);
    begin_if_needed(parse);
    if (target == NULL) {
        complain(parse, "expected msgctxt, msgid, msgid_plural, msgstr or a comment");
        parse->into = NULL;
        return;
    }
    if (*target != NULL)
        complain(parse, "the entry has this twice");
    else
        *target = g_string_new(NULL);
    parse->into = target;
    while (at < end && g_ascii_isspace(*at))
        at++;
    read_string(parse, at, end);
}

static void read_comment(struct parse *parse, const char *at, const char *end)
{
    finish(parse);
    if (end - at < 2 || at[1] != ',')
        return;
    g_autofree char *flags = g_strndup(at + 2, (gsize)(end - at - 2));
    g_auto(GStrv) list = g_strsplit(flags, ",", -1);
    for (char **flag = list; *flag != NULL; flag++)
        if (strcmp(g_strstrip(*flag), "fuzzy") == 0)
            parse->fuzzy_next = true;
}

static void read_line(struct parse *parse, const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    while (end > at && g_ascii_isspace(end[-1]))
        end--;
    if (at == end) {
        finish(parse);
    } else if (!g_utf8_validate(at, end - at, NULL)) {
        begin_if_needed(parse);
        complain(parse, "the line is not UTF-8; save the file as UTF-8");
    } else if (*at == '#') {
        read_comment(parse, at, end);
    } else if (*at != '"') {
        read_keyword(parse, at, end);
    } else if (parse->into == NULL) {
        begin_if_needed(parse);
        complain(parse, "a string without msgid or msgstr before it");
    } else {
        read_string(parse, at, end);
    }
}

GPtrArray *po_parse(const char *bytes, gsize length, const char *name, GPtrArray *complaints)
{
    struct parse parse = {
        .name = name,
        .entries = g_ptr_array_new_with_free_func(entry_free),
        .complaints = complaints,
    };
    const char *at = bytes;
    const char *end = bytes + length;
    if (length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    while (at < end) {
        parse.line++;
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        const char *line_end = newline != NULL ? newline : end;
        read_line(&parse, at, line_end);
        at = line_end + 1;
    }
    finish(&parse);
    return parse.entries;
}
