#include "kiosk/wordlist.h"

#include <string.h>

#include "kiosk/po.h"

void wordlist_free(void *data)
{
    struct wordlist *list = data;
    g_clear_pointer(&list->by_key, g_hash_table_unref);
    g_clear_pointer(&list->entries, g_ptr_array_unref);
    g_free(list->language);
    g_free(list->name);
    g_free(list->digits);
    g_free(list->decimal);
    g_free(list);
}

static void complain(GPtrArray *complaints, const char *path, unsigned line, const char *what,
                     const char *key)
{
    g_ptr_array_add(complaints, g_strdup_printf("%s:%u: %s \"%s\"", path, line, what, key));
}

static char *header_field(const struct po_entry *header, const char *field)
{
    g_auto(GStrv) lines = g_strsplit(header->text[0], "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        size_t length = strlen(field);
        if (g_str_has_prefix(*line, field) && (*line)[length] == ':')
            return g_strstrip(g_strdup(*line + length + 1));
    }
    return NULL;
}

/* The ten digits its header names, if it does. */
static gunichar *digits_of(const struct po_entry *header, const char *path, GPtrArray *complaints)
{
    g_autofree char *typed = header_field(header, "X-Digits");
    glong count = 0;
    gunichar *digits = typed != NULL ? g_utf8_to_ucs4(typed, -1, NULL, &count, NULL) : NULL;
    if (digits == NULL || count == 10)
        return digits;
    complain(complaints, path, header->line, "these are not ten digits:", typed);
    g_free(digits);
    return NULL;
}

/* Its rule of plurals; that of English where it has none. */
static void read_plural(struct wordlist *list, const struct po_entry *header, const char *path,
                        GPtrArray *complaints)
{
    g_autofree char *rule = header_field(header, "Plural-Forms");
    if (rule != NULL && !plural_parse(&list->plural, rule))
        complain(complaints, path, header->line,
                 "this is no rule of plural forms, that of English counts:", rule);
}

static void read_header(struct wordlist *list, const struct po_entry *header, const char *path,
                        GPtrArray *complaints)
{
    if (list->name != NULL || header->text[0] == NULL)
        return;
    list->name = header_field(header, "X-Language-Name");
    list->digits = digits_of(header, path, complaints);
    list->decimal = header_field(header, "X-Decimal");
    read_plural(list, header, path, complaints);
}

static bool is_empty(const char *text)
{
    return text == NULL || text[0] == '\0';
}

/* How often a {name} stands in a text. */
static int times_named(const char *text, const char *name, size_t length)
{
    int times = 0;
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++)
        times += strncmp(at, name, length) == 0;
    return times;
}

/* The first {name} of @a that @b has less often, or NULL; the caller's. @spared need not be there. */
static char *name_missing(const char *a, const char *b, const char *spared)
{
    for (const char *at = a; (at = strchr(at, '{')) != NULL; at++) {
        const char *end = strchr(at, '}');
        if (end == NULL)
            return NULL;
        g_autofree char *name = g_strndup(at, (gsize)(end + 1 - at));
        if (g_strcmp0(name, spared) != 0 &&
            times_named(a, name, strlen(name)) > times_named(b, name, strlen(name)))
            return g_steal_pointer(&name);
    }
    return NULL;
}

/* What is wrong with one text of an entry whose English is @english: a {name} too many or too few; NULL
 * when nothing is. A form of a number may say it in a word. */
static char *text_fault(const char *text, const char *english, bool is_plural)
{
    g_autofree char *missing = name_missing(english, text, is_plural ? "{n}" : NULL);
    if (missing != NULL)
        return g_strdup_printf("%s of the English is missing in", missing);
    g_autofree char *strange = name_missing(text, english, NULL);
    return strange != NULL ? g_strdup_printf("the English has no such %s as", strange) : NULL;
}

/* What is wrong with an entry, so that English is shown in its place; NULL when nothing is. @english is
 * the same of en.po. */
static char *entry_fault(const struct wordlist *list, const struct po_entry *entry,
                         const struct po_entry *english)
{
    bool is_plural = english->plural != NULL;
    if (is_plural != (entry->plural != NULL))
        return g_strdup(is_plural ? "a msgid_plural and its forms are missing for"
                                  : "the English has no plural of");
    int forms = is_plural ? list->plural.forms : 1;
    for (int i = 0; i < PO_PLURALS; i++) {
        if (i < forms && is_empty(entry->text[i]))
            return g_strdup_printf("of %d plural forms not all are there for", forms);
        if (i >= forms && !is_empty(entry->text[i]))
            return g_strdup_printf("more plural forms than the %d of the header for", forms);
        const char *source = is_plural ? english->plural : english->id;
        char *fault = i < forms ? text_fault(entry->text[i], source, is_plural) : NULL;
        if (fault != NULL)
            return fault;
    }
    return NULL;
}

static bool is_untranslated(const struct po_entry *entry)
{
    for (int i = 0; i < PO_PLURALS; i++)
        if (!is_empty(entry->text[i]))
            return false;
    return true;
}

static void take_entry(struct wordlist *list, const struct wordlist *english,
                       struct po_entry *entry, const char *path, GPtrArray *complaints)
{
    const char *key = entry->context;
    const struct po_entry *source =
        english != NULL ? g_hash_table_lookup(english->by_key, key) : entry;
    if (source == NULL) {
        complain(complaints, path, entry->line, "en.po has no such msgctxt as", key);
        return;
    }
    g_autofree char *fault = is_untranslated(entry) ? NULL : entry_fault(list, entry, source);
    if (fault != NULL) {
        complain(complaints, path, entry->line, fault, key);
        /* Of English the msgid is left, which the translators see. */
        for (int i = 0; english == NULL && i < PO_PLURALS; i++)
            g_clear_pointer(&entry->text[i], g_free);
        if (english != NULL)
            return;
    }
    if (g_hash_table_contains(list->by_key, key))
        complain(complaints, path, entry->line,
                 "the key is there twice; the last one counts:", key);
    g_hash_table_replace(list->by_key, entry->context, entry);
}

/* @english is NULL for English itself. */
static void wordlist_index(struct wordlist *list, const struct wordlist *english, const char *path,
                           GPtrArray *complaints)
{
    for (guint i = 0; i < list->entries->len; i++) {
        struct po_entry *entry = list->entries->pdata[i];
        if (entry->id[0] == '\0' && entry->context == NULL)
            read_header(list, entry, path, complaints);
        else if (entry->context == NULL)
            complain(complaints, path, entry->line,
                     "an entry without msgctxt is not used:", entry->id);
        else
            take_entry(list, english, entry, path, complaints);
    }
    if (list->name == NULL)
        list->name = g_strdup(list->language);
}

struct wordlist *wordlist_read(const char *folder, const char *base, const struct wordlist *english,
                               GPtrArray *complaints, GError **error)
{
    g_autofree char *path = g_build_filename(folder, base, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &bytes, &length, error))
        return NULL;
    if (length > PO_BYTES_MAX) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "%s: larger than %d bytes", path,
                    PO_BYTES_MAX);
        return NULL;
    }
    struct wordlist *list = g_new0(struct wordlist, 1);
    list->language = g_strndup(base, strlen(base) - strlen(".po"));
    list->entries = po_parse(bytes, length, path, complaints);
    list->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    list->plural = plural_english();
    wordlist_index(list, english, path, complaints);
    return list;
}

const char *wordlist_text(const struct wordlist *list, const char *key, unsigned long n)
{
    const struct po_entry *entry = g_hash_table_lookup(list->by_key, key);
    if (entry == NULL)
        return NULL;
    int form = entry->plural != NULL ? plural_form(&list->plural, n) : 0;
    const char *text = entry->text[form];
    return text != NULL && text[0] != '\0' ? text : NULL;
}
