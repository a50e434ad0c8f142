#include "kiosk/words.h"

#include <pthread.h>
#include <string.h>

#include "kiosk/po.h"

/* One language: everything its file holds, by key. */
struct wordlist {
    char *language;
    char *name;         /* of the language in itself */
    gunichar *digits;   /* ten; NULL: plain ones */
    GPtrArray *entries; /* struct po_entry, owns */
    GHashTable *by_key; /* context → struct po_entry, borrows */
};

struct library {
    GPtrArray *lists; /* struct wordlist, English first */
    const char **languages;
    int users;
};

struct words {
    struct library *library;
    const struct wordlist *chosen;
    const struct wordlist *english;
    GHashTable *unknown_keys; /* owns the keys that words() returned for want of a text */
    pthread_mutex_t lock;     /* guards unknown_keys */
};

enum plural_rule { PLURAL_ONE, PLURAL_ZERO_ONE, PLURAL_POLISH, PLURAL_ARABIC, PLURAL_ROMANIAN };

static const struct {
    const char *language;
    enum plural_rule rule;
} plural_rules[] = {
    {"pa", PLURAL_ZERO_ONE}, {"pnb", PLURAL_ONE},     {"bn", PLURAL_ZERO_ONE},
    {"gu", PLURAL_ZERO_ONE}, {"hi", PLURAL_ZERO_ONE}, {"am", PLURAL_ZERO_ONE},
    {"ti", PLURAL_ZERO_ONE}, {"fr", PLURAL_ZERO_ONE}, {"fa", PLURAL_ZERO_ONE},
    {"pl", PLURAL_POLISH},   {"ar", PLURAL_ARABIC},   {"ro", PLURAL_ROMANIAN},
};

static const int rule_forms[] = {
    [PLURAL_ONE] = 2,    [PLURAL_ZERO_ONE] = 2, [PLURAL_POLISH] = 3,
    [PLURAL_ARABIC] = 6, [PLURAL_ROMANIAN] = 3,
};

/* The first subtag of a language matches @name. */
static bool is_language(const char *language, const char *name)
{
    size_t length = strlen(name);
    return g_ascii_strncasecmp(language, name, length) == 0 &&
           (language[length] == '\0' || language[length] == '-' || language[length] == '_');
}

static enum plural_rule rule_of(const char *language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(plural_rules); i++)
        if (is_language(language, plural_rules[i].language))
            return plural_rules[i].rule;
    return PLURAL_ONE;
}

/* Forms in the order of gettext's usual Plural-Forms for each language (CLDR 42 plural rules). */
static int plural_form(enum plural_rule rule, unsigned long n)
{
    unsigned long ten = n % 10;
    unsigned long hundred = n % 100;
    switch (rule) {
    case PLURAL_ZERO_ONE:
        return n > 1;
    case PLURAL_POLISH:
        if (n == 1)
            return 0;
        return ten >= 2 && ten <= 4 && (hundred < 10 || hundred >= 20) ? 1 : 2;
    case PLURAL_ARABIC:
        if (n <= 2)
            return (int)n;
        return hundred >= 3 && hundred <= 10 ? 3 : hundred >= 11 ? 4 : 5;
    case PLURAL_ROMANIAN:
        if (n == 1)
            return 0;
        return n == 0 || (hundred > 0 && hundred < 20) ? 1 : 2;
    case PLURAL_ONE:
        break;
    }
    return n != 1;
}

static void wordlist_free(void *data)
{
    struct wordlist *list = data;
    g_clear_pointer(&list->by_key, g_hash_table_unref);
    g_clear_pointer(&list->entries, g_ptr_array_unref);
    g_free(list->language);
    g_free(list->name);
    g_free(list->digits);
    g_free(list);
}

static void library_unref(struct library *library)
{
    if (!g_atomic_int_dec_and_test(&library->users))
        return;
    g_ptr_array_unref(library->lists);
    g_free(library->languages);
    g_free(library);
}

static void complain(GPtrArray *complaints, const char *path, unsigned line, const char *what,
                     const char *key)
{
    g_ptr_array_add(complaints, g_strdup_printf("%s:%u: %s \"%s\"", path, line, what, key));
}

/* Says what would show wrongly: a key twice, too few plural forms. */
static void check_entry(const struct wordlist *list, const struct po_entry *entry, const char *path,
                        GPtrArray *complaints)
{
    if (g_hash_table_contains(list->by_key, entry->context))
        complain(complaints, path, entry->line,
                 "the key is there twice; the last one counts:", entry->context);
    if (entry->plural == NULL)
        return;
    int forms = rule_forms[rule_of(list->language)];
    for (int i = 0; i < forms; i++)
        if (entry->text[i] == NULL) {
            complain(complaints, path, entry->line, "not all plural forms are there for",
                     entry->context);
            return;
        }
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

static void wordlist_index(struct wordlist *list, const char *path, GPtrArray *complaints)
{
    for (guint i = 0; i < list->entries->len; i++) {
        struct po_entry *entry = list->entries->pdata[i];
        if (entry->id[0] == '\0' && entry->context == NULL) {
            if (list->name == NULL && entry->text[0] != NULL)
                list->name = header_field(entry, "X-Language-Name");
            if (list->digits == NULL && entry->text[0] != NULL)
                list->digits = digits_of(entry, path, complaints);
        } else if (entry->context == NULL) {
            complain(complaints, path, entry->line,
                     "an entry without msgctxt is not used:", entry->id);
        } else {
            check_entry(list, entry, path, complaints);
            g_hash_table_replace(list->by_key, entry->context, entry);
        }
    }
    if (list->name == NULL)
        list->name = g_strdup(list->language);
}

static struct wordlist *wordlist_read(const char *folder, const char *base, GPtrArray *complaints,
                                      GError **error)
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
    wordlist_index(list, path, complaints);
    return list;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names of the PO files but en.po, sorted. */
static GPtrArray *other_files(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (dir == NULL)
        return names;
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL)
        if (g_str_has_suffix(name, ".po") && strcmp(name, "en.po") != 0 && name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    return names;
}

static struct words *words_of(struct library *library, const struct wordlist *chosen)
{
    struct words *words = g_new0(struct words, 1);
    words->library = library;
    words->english = library->lists->pdata[0];
    words->chosen = chosen;
    words->unknown_keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    pthread_mutex_init(&words->lock, NULL);
    g_atomic_int_inc(&library->users);
    return words;
}

static void list_languages(struct library *library)
{
    library->languages = g_new0(const char *, library->lists->len + 1);
    for (guint i = 0; i < library->lists->len; i++)
        library->languages[i] = ((struct wordlist *)library->lists->pdata[i])->language;
}

struct words *words_load(const char *folder, char ***complaints, GError **error)
{
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    struct wordlist *english = wordlist_read(folder, "en.po", said, error);
    if (english == NULL)
        return NULL;
    struct library *library = g_new0(struct library, 1);
    library->lists = g_ptr_array_new_with_free_func(wordlist_free);
    g_ptr_array_add(library->lists, english);
    g_autoptr(GPtrArray) names = other_files(folder);
    for (guint i = 0; i < names->len; i++) {
        g_autoptr(GError) wrong = NULL;
        struct wordlist *list = wordlist_read(folder, names->pdata[i], said, &wrong);
        if (list != NULL)
            g_ptr_array_add(library->lists, list);
        else
            g_ptr_array_add(said, g_strdup(wrong->message));
    }
    list_languages(library);
    if (complaints != NULL) {
        g_ptr_array_add(said, NULL);
        *complaints = (char **)g_ptr_array_free(g_steal_pointer(&said), FALSE);
    }
    return words_of(library, english);
}

static const struct wordlist *find_list(const struct library *library, const char *language)
{
    for (guint i = 0; language != NULL && i < library->lists->len; i++) {
        const struct wordlist *list = library->lists->pdata[i];
        if (is_language(language, list->language))
            return list;
    }
    return library->lists->pdata[0];
}

struct words *words_in(const struct words *words, const char *language)
{
    return words_of(words->library, find_list(words->library, language));
}

void words_destroy(struct words *words)
{
    if (words == NULL)
        return;
    library_unref(words->library);
    g_hash_table_unref(words->unknown_keys);
    pthread_mutex_destroy(&words->lock);
    g_free(words);
}

const char *const *words_languages(const struct words *words)
{
    return words->library->languages;
}

const char *words_language(const struct words *words)
{
    return words->chosen->language;
}

const char *words_language_name(const struct words *words, const char *language)
{
    const struct wordlist *list = find_list(words->library, language);
    return is_language(language, list->language) ? list->name : language;
}

enum direction words_direction(const char *language)
{
    static const char *const right_to_left[] = {"ar", "fa", "ur", "he",  "yi",  "ps", "ckb",
                                                "sd", "ug", "dv", "pnb", "skr", "iw"};
    if (language == NULL)
        return DIRECTION_LTR;
    g_auto(GStrv) subtags = g_strsplit_set(language, "-_", -1);
    for (guint i = 1; subtags[0] != NULL && subtags[i] != NULL; i++)
        if (strlen(subtags[i]) == 4) {
            bool rtl = g_ascii_strcasecmp(subtags[i], "Arab") == 0 ||
                       g_ascii_strcasecmp(subtags[i], "Aran") == 0 ||
                       g_ascii_strcasecmp(subtags[i], "Hebr") == 0;
            return rtl ? DIRECTION_RTL : DIRECTION_LTR;
        }
    for (size_t i = 0; i < G_N_ELEMENTS(right_to_left); i++)
        if (is_language(language, right_to_left[i]))
            return DIRECTION_RTL;
    return DIRECTION_LTR;
}

/* A text of @list for @key, of the plural form if it has several; NULL when it has none. */
static const char *text_in(const struct wordlist *list, const char *key, unsigned long n)
{
    const struct po_entry *entry = g_hash_table_lookup(list->by_key, key);
    if (entry == NULL)
        return NULL;
    int form = entry->plural != NULL ? plural_form(rule_of(list->language), n) : 0;
    const char *text = entry->text[form];
    return text != NULL && text[0] != '\0' ? text : NULL;
}

/* English as written, or its msgid where en.po leaves msgstr empty, as gettext does. */
static const char *english_text(const struct wordlist *english, const char *key, unsigned long n)
{
    const char *text = text_in(english, key, n);
    if (text != NULL)
        return text;
    const struct po_entry *entry = g_hash_table_lookup(english->by_key, key);
    if (entry == NULL)
        return NULL;
    text = entry->plural != NULL && n != 1 ? entry->plural : entry->id;
    return text[0] != '\0' ? text : NULL;
}

/* The key itself, kept for as long as the words. */
static const char *unknown(const struct words *words, const char *key)
{
    struct words *own = (struct words *)words;
    pthread_mutex_lock(&own->lock);
    char *kept = NULL;
    if (!g_hash_table_lookup_extended(own->unknown_keys, key, (void **)&kept, NULL)) {
        kept = g_strdup(key);
        g_hash_table_add(own->unknown_keys, kept);
        g_warning("words: no text for \"%s\"", key);
    }
    pthread_mutex_unlock(&own->lock);
    return kept;
}

static const char *any_text(const struct words *words, const char *key, unsigned long n)
{
    const char *text = text_in(words->chosen, key, n);
    if (text == NULL)
        text = english_text(words->english, key, n);
    return text != NULL ? text : unknown(words, key);
}

const char *words(const struct words *words, const char *key)
{
    return any_text(words, key, 1);
}

bool words_has(const struct words *words, const char *key)
{
    return words->chosen == words->english ? english_text(words->english, key, 1) != NULL
                                           : text_in(words->chosen, key, 1) != NULL;
}

const char *words_language_of(const struct words *words, const char *key)
{
    return words_has(words, key) ? words->chosen->language : "en";
}

static const char *value_of(const struct word_value *values, const char *name, size_t length)
{
    for (; values != NULL && values->name != NULL; values++)
        if (strlen(values->name) == length && memcmp(values->name, name, length) == 0)
            return values->value != NULL ? values->value : "";
    return NULL;
}

char *words_number(const struct words *words, const char *ascii)
{
    const gunichar *digits = words->chosen->digits;
    if (digits == NULL)
        return g_strdup(ascii);
    GString *out = g_string_new(NULL);
    for (; *ascii != '\0'; ascii++)
        if (g_ascii_isdigit(*ascii))
            g_string_append_unichar(out, digits[*ascii - '0']);
        else
            g_string_append_c(out, *ascii);
    return g_string_free(out, FALSE);
}

static bool is_number(const char *name, size_t length)
{
    static const char *const numbers[] = {"n",   "number", "total", "page", "pages", "time",
                                          "now", "length", "year",  "from", "to"};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strlen(numbers[i]) == length && memcmp(numbers[i], name, length) == 0)
            return true;
    return false;
}

static char *fill(const struct words *words, const char *text, const struct word_value *values)
{
    GString *out = g_string_new(NULL);
    while (*text != '\0') {
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        size_t length = close != NULL ? (size_t)(close - text - 1) : 0;
        const char *value = close != NULL ? value_of(values, text + 1, length) : NULL;
        if (value == NULL) {
            g_string_append_c(out, *text++);
            continue;
        }
        g_autofree char *number = is_number(text + 1, length) ? words_number(words, value) : NULL;
        g_string_append(out, number != NULL ? number : value);
        text = close + 1;
    }
    return g_string_free(out, FALSE);
}

char *words_format(const struct words *words, const char *key, const struct word_value *values)
{
    return fill(words, any_text(words, key, 1), values);
}

char *words_plural(const struct words *words, const char *key, unsigned long n,
                   const struct word_value *values)
{
    g_autofree char *digits = g_strdup_printf("%lu", n);
    const struct word_value number[] = {{"n", digits}, {NULL, NULL}};
    g_autofree char *numbered = fill(words, any_text(words, key, n), number);
    return fill(words, numbered, values);
}
