#include "kiosk/words.h"

#include <pthread.h>
#include <string.h>

#include "kiosk/po.h"
#include "kiosk/wordlist.h"

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

/* The first subtag of a language matches @name. */
static bool is_language(const char *language, const char *name)
{
    size_t length = strlen(name);
    return g_ascii_strncasecmp(language, name, length) == 0 &&
           (language[length] == '\0' || language[length] == '-' || language[length] == '_');
}

static void library_unref(struct library *library)
{
    if (!g_atomic_int_dec_and_test(&library->users))
        return;
    g_ptr_array_unref(library->lists);
    g_free(library->languages);
    g_free(library);
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
    struct wordlist *english = wordlist_read(folder, "en.po", NULL, said, error);
    if (english == NULL)
        return NULL;
    struct library *library = g_new0(struct library, 1);
    library->lists = g_ptr_array_new_with_free_func(wordlist_free);
    g_ptr_array_add(library->lists, english);
    g_autoptr(GPtrArray) names = other_files(folder);
    for (guint i = 0; i < names->len; i++) {
        g_autoptr(GError) wrong = NULL;
        struct wordlist *list = wordlist_read(folder, names->pdata[i], english, said, &wrong);
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

struct words_page words_page(const struct words *words, size_t room, size_t page)
{
    size_t count = words->library->lists->len;
    if (count <= room)
        return (struct words_page){.count = count};
    size_t each = MAX(room, 2) - 1;
    size_t first = page % ((count + each - 1) / each) * each;
    return (struct words_page){first, MIN(each, count - first), true};
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

/* English as written, or its msgid where en.po leaves msgstr empty, as gettext does. */
static const char *english_text(const struct wordlist *english, const char *key, unsigned long n)
{
    const char *text = wordlist_text(english, key, n);
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
    const char *text = wordlist_text(words->chosen, key, n);
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
                                           : wordlist_text(words->chosen, key, 1) != NULL;
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
    const struct wordlist *list = words->chosen;
    GString *out = g_string_new(NULL);
    for (; *ascii != '\0'; ascii++)
        if (list->digits != NULL && g_ascii_isdigit(*ascii))
            g_string_append_unichar(out, list->digits[*ascii - '0']);
        else if (list->decimal != NULL && *ascii == '.')
            g_string_append(out, list->decimal);
        else
            g_string_append_c(out, *ascii);
    return g_string_free(out, FALSE);
}

static bool is_right_to_left(gunichar letter)
{
    switch (g_unichar_get_script(letter)) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
        return true;
    default:
        return false;
    }
}

/* Whether letters of a text run against a line of @language. */
static bool runs_otherwise(const char *text, const char *language)
{
    bool is_rtl = words_direction(language) == DIRECTION_RTL;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar code = g_utf8_get_char(text);
        if (g_unichar_isalpha(code) && is_right_to_left(code) != is_rtl)
            return true;
    }
    return false;
}

static char *isolated_in(const char *text, const char *language)
{
    return runs_otherwise(text, language) ? g_strconcat("\u2068", text, "\u2069", NULL)
                                          : g_strdup(text);
}

char *words_isolated(const struct words *words, const char *text)
{
    return isolated_in(text, words->chosen->language);
}

void words_join(const struct words *words, GString *line, const char *part)
{
    if (part == NULL || part[0] == '\0')
        return;
    g_autofree char *isolated = words_isolated(words, part);
    g_string_append_printf(line, "%s%s", line->len > 0 ? " · " : "", isolated);
}

static bool is_number(const char *name, size_t length)
{
    static const char *const numbers[] = {"n",   "number", "total", "page", "pages", "time",
                                          "now", "length", "year",  "from", "to",    "speed"};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strlen(numbers[i]) == length && memcmp(numbers[i], name, length) == 0)
            return true;
    return false;
}

/* @language is that of @text. */
static char *fill(const struct words *words, const char *text, const char *language,
                  const struct word_value *values)
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
        g_autofree char *shown =
            is_number(text + 1, length) ? words_number(words, value) : isolated_in(value, language);
        g_string_append(out, shown);
        text = close + 1;
    }
    return g_string_free(out, FALSE);
}

char *words_format(const struct words *words, const char *key, const struct word_value *values)
{
    return fill(words, any_text(words, key, 1), words_language_of(words, key), values);
}

char *words_plural(const struct words *words, const char *key, unsigned long n,
                   const struct word_value *values)
{
    g_autofree char *digits = g_strdup_printf("%lu", n);
    const struct word_value number[] = {{"n", digits}, {NULL, NULL}};
    const char *language = words_language_of(words, key);
    g_autofree char *numbered = fill(words, any_text(words, key, n), language, number);
    return fill(words, numbered, language, values);
}
