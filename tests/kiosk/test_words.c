#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kiosk/po.h"
#include "kiosk/words.h"

/* A folder of PO files, gone when released. */
struct folder {
    char *path;
};

static struct folder given_folder(const char *english, const char *name, const char *other)
{
    struct folder folder = {g_dir_make_tmp("words-XXXXXX", NULL)};
    g_autofree char *en = g_build_filename(folder.path, "en.po", NULL);
    g_assert_true(g_file_set_contents(en, english, -1, NULL));
    if (name != NULL) {
        g_autofree char *path = g_build_filename(folder.path, name, NULL);
        g_assert_true(g_file_set_contents(path, other, -1, NULL));
    }
    return folder;
}

static void folder_remove(struct folder folder)
{
    GDir *dir = g_dir_open(folder.path, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder.path, name, NULL);
        g_unlink(path);
    }
    g_dir_close(dir);
    g_rmdir(folder.path);
    g_free(folder.path);
}

static const char english[] = "msgid \"\"\nmsgstr \"X-Language-Name: English\\n\"\n\n"
                              "msgctxt \"nav.home\"\nmsgid \"Home\"\nmsgstr \"Home\"\n\n"
                              "msgctxt \"note\"\nmsgid \"From {time}: {what}\"\nmsgstr \"\"\n\n"
                              "msgctxt \"count\"\nmsgid \"{n} film\"\nmsgid_plural \"{n} films\"\n"
                              "msgstr[0] \"{n} film\"\nmsgstr[1] \"{n} films\"\n";

static struct words *given_words(struct folder folder, const char *language)
{
    g_autoptr(GError) error = NULL;
    struct words *all = words_load(folder.path, NULL, &error);
    g_assert_no_error(error);
    struct words *words = words_in(all, language);
    words_destroy(all);
    return words;
}

static void a_word_is_shown_in_the_visitors_language(void)
{
    struct folder folder =
        given_folder(english, "pl.po",
                     "msgid \"\"\nmsgstr \"X-Language-Name: Polski\\n\"\n"
                     "msgctxt \"nav.home\"\nmsgid \"Home\"\nmsgstr \"Początek\"\n");
    struct words *polish = given_words(folder, "pl");
    g_assert_cmpstr(words(polish, "nav.home"), ==, "Początek");
    g_assert_cmpstr(words_language_name(polish, "pl"), ==, "Polski");
    g_assert_cmpstr(words_language_of(polish, "nav.home"), ==, "pl");
    words_destroy(polish);
    folder_remove(folder);
}

static void a_missing_translation_shows_english_and_says_so(void)
{
    struct folder folder =
        given_folder(english, "ur.po", "msgctxt \"nav.home\"\nmsgid \"Home\"\nmsgstr \"\"\n");
    struct words *urdu = given_words(folder, "ur");
    g_assert_cmpstr(words(urdu, "nav.home"), ==, "Home");
    g_assert_false(words_has(urdu, "nav.home"));
    g_assert_cmpstr(words_language_of(urdu, "nav.home"), ==, "en");
    g_autofree char *note =
        words_format(urdu, "note", (struct word_value[]){{"time", "12:30"}, {"what", "loss"}, {0}});
    g_assert_cmpstr(note, ==, "From 12:30: loss");
    words_destroy(urdu);
    folder_remove(folder);
}

static void a_key_nobody_has_is_shown_as_itself_and_logged_once(void)
{
    struct folder folder = given_folder(english, NULL, NULL);
    struct words *en = given_words(folder, "en");
    g_test_expect_message(NULL, G_LOG_LEVEL_WARNING, "*no text for*no.such*");
    const char *first = words(en, "no.such");
    g_test_assert_expected_messages();
    g_assert_cmpstr(first, ==, "no.such");
    g_assert_true(words(en, "no.such") == first);
    words_destroy(en);
    folder_remove(folder);
}

static void an_unknown_placeholder_and_a_stray_brace_stay_as_they_are(void)
{
    struct folder folder =
        given_folder("msgctxt \"a\"\nmsgid \"{x} {y} {\"\nmsgstr \"{x} {y} {\"\n", NULL, NULL);
    struct words *en = given_words(folder, "en");
    g_autofree char *text = words_format(en, "a", (struct word_value[]){{"y", "{x}"}, {0}});
    g_assert_cmpstr(text, ==, "{x} {x} {");
    words_destroy(en);
    folder_remove(folder);
}

static void every_language_counts_by_its_own_rule(void)
{
    static const struct {
        const char *language;
        unsigned long n;
        int form;
    } cases[] = {
        {"en", 1, 0}, {"en", 0, 1},  {"en", 2, 1},  {"ur", 1, 0},   {"ur", 0, 1},   {"pa", 0, 0},
        {"pa", 1, 0}, {"pa", 2, 1},  {"bn", 0, 0},  {"bn", 5, 1},   {"pl", 1, 0},   {"pl", 3, 1},
        {"pl", 5, 2}, {"pl", 12, 2}, {"pl", 22, 1}, {"pl", 0, 2},   {"ar", 0, 0},   {"ar", 1, 1},
        {"ar", 2, 2}, {"ar", 3, 3},  {"ar", 11, 4}, {"ar", 100, 5}, {"ar", 103, 3},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *base = g_strconcat(cases[i].language, ".po", NULL);
        static const char forms[] = "msgctxt \"count\"\nmsgid \"one\"\nmsgid_plural \"many\"\n"
                                    "msgstr[0] \"0\"\nmsgstr[1] \"1\"\nmsgstr[2] \"2\"\n"
                                    "msgstr[3] \"3\"\nmsgstr[4] \"4\"\nmsgstr[5] \"5\"\n";
        struct folder folder =
            given_folder(strcmp(base, "en.po") == 0 ? forms : english, base, forms);
        struct words *all = given_words(folder, cases[i].language);
        g_autofree char *form = words_plural(all, "count", cases[i].n, NULL);
        g_autofree char *expected = g_strdup_printf("%d", cases[i].form);
        g_assert_cmpstr(form, ==, expected);
        words_destroy(all);
        folder_remove(folder);
    }
}

static void a_damaged_line_costs_one_word_and_is_named_by_its_line(void)
{
    static const struct {
        const char *damage;
        unsigned line;
    } cases[] = {
        {"msgctxt \"x\nmsgid \"X\"\nmsgstr \"Y\"\n", 1},
        {"msgctxt \"x\"\nmsgid \"X\"\nmsgstr \"Y\n", 3},
        {"msgctxt \"x\"\nmsgid \"X\"\nmsgstr \"Y\\q\"\n", 3},
        {"msgctxt \"x\"\nmsgid \"X\"\nmsgstr[7] \"Y\"\n", 3},
        {"msgctxt \"x\"\nmsgid \"X\"\nmsgstr \"\xff\xfe\"\n", 3},
        {"msgctxt \"x\"\nmsgid \"X\"\nmsgstr \"Y\" Z\n", 3},
        {"msgctxt \"x\"\nmsgid \"X\"\nmsgstr \"Y\"\nmsgstr \"Z\"\n", 4},
        {"\"loose\"\n", 1},
        {"nonsense\n", 1},
        {"msgctxt \"x\"\nmsgid \"X\"\n\n", 3},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *bytes = g_strconcat(
            cases[i].damage, "\nmsgctxt \"nav.home\"\nmsgid \"Home\"\nmsgstr \"Dom\"\n", NULL);
        g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) entries = po_parse(bytes, strlen(bytes), "pl.po", said);
        g_assert_cmpuint(said->len, >=, 1);
        g_autofree char *where = g_strdup_printf("pl.po:%u: ", cases[i].line);
        g_assert_true(g_str_has_prefix(said->pdata[0], where));
        g_assert_cmpuint(entries->len, ==, 1);
        struct po_entry *entry = entries->pdata[0];
        g_assert_cmpstr(entry->text[0], ==, "Dom");
    }
}

static void po_files_as_poedit_and_weblate_write_them_are_understood(void)
{
    static const char bytes[] =
        "\xef\xbb\xbf# A translator.\r\nmsgid \"\"\r\nmsgstr \"\"\r\n\"Language: pl\\n\"\r\n\r\n"
        "#. A button\r\n#: here.c:3\r\n#, fuzzy, c-format\r\n#| msgid \"Old\"\r\n"
        "msgctxt \"a\"\r\nmsgid \"\"\r\n\"One \"\r\n\"two\"\r\nmsgstr \"\"\r\n\"Raz "
        "\\\"dwa\\\"\\n\"\r\n"
        "\"trzy\"\r\n\r\n#~ msgctxt \"gone\"\r\n#~ msgid \"Gone\"\r\n#~ msgstr \"Nie ma\"\r\n";
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) entries = po_parse(bytes, sizeof bytes - 1, "pl.po", said);
    g_assert_cmpuint(said->len, ==, 0);
    g_assert_cmpuint(entries->len, ==, 2);
    struct po_entry *entry = entries->pdata[1];
    g_assert_cmpstr(entry->context, ==, "a");
    g_assert_cmpstr(entry->id, ==, "One two");
    g_assert_cmpstr(entry->text[0], ==, "Raz \"dwa\"\ntrzy");
    g_assert_true(entry->fuzzy);
}

static void a_po_file_cut_off_anywhere_does_no_harm(void)
{
    g_autofree char *path =
        g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", "en.po", NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    gsize step = MAX(length / 97, 1);
    for (gsize cut = 0; cut < length; cut += step) {
        g_autofree char *part = g_memdup2(bytes, cut + 1);
        g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) entries = po_parse(part, cut, "en.po", said);
        g_assert_nonnull(entries);
        g_assert_cmpuint(said->len, <=, 1);
        part[cut / 2] ^= 0x55;
        g_autoptr(GPtrArray) again = po_parse(part, cut, "en.po", said);
        g_assert_nonnull(again);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The {names} of a text, sorted, as one string. */
static char *placeholders(const char *text)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        const char *end = strchr(at, '}');
        g_assert_nonnull(end);
        g_ptr_array_add(names, g_strndup(at, (gsize)(end - at) + 1));
    }
    g_ptr_array_sort(names, by_text);
    g_ptr_array_add(names, NULL);
    return g_strjoinv("", (char **)names->pdata);
}

static void the_words_in_the_source_are_whole_in_every_language(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", NULL);
    g_auto(GStrv) complaints = NULL;
    g_autoptr(GError) error = NULL;
    struct words *all = words_load(folder, &complaints, &error);
    g_assert_no_error(error);
    for (char **line = complaints; *line != NULL; line++)
        g_test_message("%s", *line);
    g_assert_cmpuint(g_strv_length(complaints), ==, 0);
    static const char *const needed[] = {"en", "ar", "bn", "pa", "pl", "ur"};
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
        g_assert_true(g_strv_contains(words_languages(all), needed[i]));
    words_destroy(all);
}

static void translations_keep_every_placeholder(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) entries = po_parse(bytes, length, name, said);
        for (guint i = 0; i < entries->len; i++) {
            const struct po_entry *entry = entries->pdata[i];
            if (entry->text[0] == NULL || entry->text[0][0] == '\0' || entry->plural != NULL)
                continue;
            g_autofree char *from = placeholders(entry->id);
            g_autofree char *to = placeholders(entry->text[0]);
            if (strcmp(from, to) != 0)
                g_error("%s:%u: %s has %s, its translation %s", name, entry->line, entry->context,
                        from, to);
        }
    }
    g_dir_close(dir);
}

/* Nothing of the interface is left in English for want of a translation. */
static void no_language_lacks_a_word(void)
{
    static const char *const languages[] = {"ur", "pa", "bn", "pl", "ar"};
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", NULL);
    g_autofree char *file = g_build_filename(folder, "en.po", NULL);
    g_autofree char *bytes = NULL;
    size_t length = 0;
    g_assert_true(g_file_get_contents(file, &bytes, &length, NULL));
    g_autoptr(GPtrArray) entries = po_parse(bytes, length, file, NULL);
    struct words *all = words_load(folder, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(entries->len, >, 300);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        struct words *words = words_in(all, languages[i]);
        for (guint k = 0; k < entries->len; k++) {
            const struct po_entry *entry = entries->pdata[k];
            if (entry->context != NULL && !words_has(words, entry->context)) {
                g_test_message("%s lacks %s", languages[i], entry->context);
                g_test_fail();
            }
        }
        words_destroy(words);
    }
    words_destroy(all);
}

static void the_reading_direction_follows_the_script(void)
{
    static const struct {
        const char *language;
        enum direction direction;
    } cases[] = {{"en", DIRECTION_LTR},      {"ur", DIRECTION_RTL},
                 {"ar-EG", DIRECTION_RTL},   {"pa", DIRECTION_LTR},
                 {"pa-Arab", DIRECTION_RTL}, {"pnb-Arab", DIRECTION_RTL},
                 {"ur-Latn", DIRECTION_LTR}, {"arn", DIRECTION_LTR},
                 {NULL, DIRECTION_LTR},      {"", DIRECTION_LTR}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(words_direction(cases[i].language), ==, cases[i].direction);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/words/" #name, name)
    PROMISE(a_word_is_shown_in_the_visitors_language);
    PROMISE(a_missing_translation_shows_english_and_says_so);
    PROMISE(a_key_nobody_has_is_shown_as_itself_and_logged_once);
    PROMISE(an_unknown_placeholder_and_a_stray_brace_stay_as_they_are);
    PROMISE(every_language_counts_by_its_own_rule);
    PROMISE(a_damaged_line_costs_one_word_and_is_named_by_its_line);
    PROMISE(po_files_as_poedit_and_weblate_write_them_are_understood);
    PROMISE(a_po_file_cut_off_anywhere_does_no_harm);
    PROMISE(the_words_in_the_source_are_whole_in_every_language);
    PROMISE(translations_keep_every_placeholder);
    PROMISE(no_language_lacks_a_word);
    PROMISE(the_reading_direction_follows_the_script);
    return g_test_run();
}
