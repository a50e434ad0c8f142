#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kiosk/plural.h"
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

/* The header of a language of the kiosk. */
static char *header_of(const char *language)
{
    g_autofree char *base = g_strconcat(language, ".po", NULL);
    g_autofree char *path = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", base, NULL);
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
    *strstr(bytes, "\n\n") = '\0';
    return bytes;
}

/* A file with that header in which each form of "count" is its number. */
static char *numbered_forms(const char *header, int forms)
{
    GString *file = g_string_new(header);
    g_string_append(file, "\n\nmsgctxt \"count\"\nmsgid \"one\"\nmsgid_plural \"many\"\n");
    for (int i = 0; i < forms; i++)
        g_string_append_printf(file, "msgstr[%d] \"%d\"\n", i, i);
    return g_string_free(file, FALSE);
}

static void every_language_counts_by_its_own_rule(void)
{
    static const struct {
        const char *language;
        int forms;
        unsigned long n;
        int form;
    } cases[] = {
        {"en", 2, 1, 0},   {"en", 2, 0, 1},  {"en", 2, 2, 1},   {"ur", 2, 1, 0},
        {"ur", 2, 0, 1},   {"pa", 2, 0, 0},  {"pa", 2, 1, 0},   {"pa", 2, 2, 1},
        {"bn", 2, 0, 0},   {"bn", 2, 5, 1},  {"pl", 3, 1, 0},   {"pl", 3, 3, 1},
        {"pl", 3, 5, 2},   {"pl", 3, 12, 2}, {"pl", 3, 22, 1},  {"pl", 3, 112, 2},
        {"pl", 3, 0, 2},   {"ar", 6, 0, 0},  {"ar", 6, 1, 1},   {"ar", 6, 2, 2},
        {"ar", 6, 3, 3},   {"ar", 6, 11, 4}, {"ar", 6, 100, 5}, {"ar", 6, 103, 3},
        {"ar", 6, 102, 5},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *base = g_strconcat(cases[i].language, ".po", NULL);
        g_autofree char *header = header_of(cases[i].language);
        g_autofree char *forms = numbered_forms(header, cases[i].forms);
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

static void a_rule_of_plurals_is_read_as_gettext_reads_it(void)
{
    static const struct {
        const char *rule;
        unsigned long n;
        int form; /* -1: it is no rule */
    } cases[] = {
        {"nplurals=1; plural=0;", 5, 0},
        {"nplurals=2; plural=n>1", 2, 1},
        {"nplurals=2; plural=(n%10!=1 || n%100==11);", 21, 0},
        {"nplurals=2; plural=(n%10!=1 || n%100==11);", 11, 1},
        {"nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;", 8, 3},
        {"nplurals=3; plural=n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2;", 119, 1},
        {"nplurals=2; plural=!(n<=1);", 2, 1},
        {"nplurals=2; plural=n-1-1 == 0;", 2, 1},
        {"nplurals=2; plural=1+2*n == 7;", 3, 1},
        {"nplurals=2; plural=n/10*10 == n;", 30, 1},
        {"nplurals=2; plural=n", 0, -1},
        {"nplurals=2; plural=5", 0, -1},
        {"nplurals=2; plural=n%0", 0, -1},
        {"nplurals=2; plural=(n", 0, -1},
        {"nplurals=2; plural=n ? 1", 0, -1},
        {"nplurals=2; plural=n != 1 x", 0, -1},
        {"nplurals=2; plural=system(1)", 0, -1},
        {"nplurals=7; plural=0", 0, -1},
        {"nplurals=0; plural=0", 0, -1},
        {"nplurals=2;", 0, -1},
        {"plural=0;", 0, -1},
        {"", 0, -1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct plural plural = plural_english();
        bool is_rule = plural_parse(&plural, cases[i].rule);
        if (is_rule != (cases[i].form >= 0))
            g_error("\"%s\" is %s", cases[i].rule, is_rule ? "taken" : "refused");
        if (is_rule)
            g_assert_cmpint(plural_form(&plural, cases[i].n), ==, cases[i].form);
        else
            g_assert_cmpint(plural_form(&plural, 1), ==, 0);
    }
    g_autofree char *deep = g_strnfill(400, '(');
    g_autofree char *rule = g_strconcat("nplurals=2; plural=", deep, "n", NULL);
    struct plural plural = plural_english();
    g_assert_false(plural_parse(&plural, rule));
}

static void a_translation_with_a_fault_is_named_by_its_line_and_shows_in_english(void)
{
    static const char head[] =
        "msgid \"\"\nmsgstr \"X-Language-Name: Polski\\n\"\n"
        "\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n\"\n\n";
    static const struct {
        const char *entry, *says;
    } cases[] = {
        {"msgctxt \"note\"\nmsgid \"From {time}: {what}\"\nmsgstr \"Od {time}\"\n",
         "5: {what} of the English is missing in \"note\""},
        {"msgctxt \"note\"\nmsgid \"From {time}: {what}\"\nmsgstr \"{czas}: {time} {what}\"\n",
         "5: the English has no such {czas} as \"note\""},
        {"msgctxt \"note\"\nmsgid \"x\"\nmsgstr \"{time} {time} {what}\"\n",
         "5: the English has no such {time} as \"note\""},
        {"msgctxt \"note\"\nmsgid \"x\"\nmsgstr \"{time} {what\"\n",
         "5: {what} of the English is missing in \"note\""},
        {"msgctxt \"count\"\nmsgid \"{n} film\"\nmsgid_plural \"{n} films\"\n"
         "msgstr[0] \"{n} film\"\nmsgstr[1] \"{n} filmy\"\n",
         "5: of 3 plural forms not all are there for \"count\""},
        {"msgctxt \"count\"\nmsgid \"{n} film\"\nmsgid_plural \"{n} films\"\n"
         "msgstr[0] \"{n} film\"\nmsgstr[1] \"\"\nmsgstr[2] \"{n} filmów\"\n",
         "5: of 3 plural forms not all are there for \"count\""},
        {"msgctxt \"count\"\nmsgid \"{n} film\"\nmsgid_plural \"{n} films\"\n"
         "msgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\nmsgstr[3] \"d\"\n",
         "5: more plural forms than the 3 of the header for \"count\""},
        {"msgctxt \"count\"\nmsgid \"{n} film\"\nmsgstr \"{n} film\"\n",
         "5: a msgid_plural and its forms are missing for \"count\""},
        {"msgctxt \"nav.home\"\nmsgid \"Home\"\nmsgid_plural \"Homes\"\nmsgstr[0] \"Dom\"\n",
         "5: the English has no plural of \"nav.home\""},
        {"msgctxt \"nav.hom\"\nmsgid \"Home\"\nmsgstr \"Dom\"\n",
         "5: en.po has no such msgctxt as \"nav.hom\""},
        {"msgctxt \"nav.home\"\nmsgid \"Home\"\nmsgstr \"Dom\n", "7: "},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *file = g_strconcat(head, cases[i].entry, NULL);
        struct folder folder = given_folder(english, "pl.po", file);
        g_auto(GStrv) complaints = NULL;
        g_autoptr(GError) error = NULL;
        struct words *all = words_load(folder.path, &complaints, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(g_strv_length(complaints), ==, 1);
        g_autofree char *says = g_strdup_printf("%s/pl.po:%s", folder.path, cases[i].says);
        if (!g_str_has_prefix(complaints[0], says))
            g_error("\"%s\" is said, not \"%s\"", complaints[0], says);
        struct words *polish = words_in(all, "pl");
        g_assert_cmpstr(words(polish, "nav.home"), ==, "Home");
        g_assert_cmpstr(words_language_of(polish, "nav.home"), ==, "en");
        g_autofree char *count = words_plural(polish, "count", 5, NULL);
        g_assert_cmpstr(count, ==, "5 films");
        g_autofree char *note = words_format(
            polish, "note", (struct word_value[]){{"time", "1"}, {"what", "loss"}, {0}});
        g_assert_cmpstr(note, ==, "From 1: loss");
        words_destroy(polish);
        words_destroy(all);
        folder_remove(folder);
    }
}

/* A fault of the English itself leaves the English that translators see. */
static void english_that_was_changed_wrongly_shows_as_it_was(void)
{
    struct folder folder =
        given_folder("msgctxt \"note\"\nmsgid \"From {time}\"\nmsgstr \"At {tme}\"\n", NULL, NULL);
    struct words *en = given_words(folder, "en");
    g_autofree char *note = words_format(en, "note", (struct word_value[]){{"time", "12:30"}, {0}});
    g_assert_cmpstr(note, ==, "From 12:30");
    words_destroy(en);
    folder_remove(folder);
}

static void a_language_is_added_by_its_file_alone(void)
{
    struct folder folder =
        given_folder(english, "cy.po",
                     "msgid \"\"\nmsgstr \"X-Language-Name: Cymraeg\\n\"\n"
                     "\"Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != "
                     "11) ? 2 : 3;\\n\"\n\n"
                     "msgctxt \"count\"\nmsgid \"{n} film\"\nmsgid_plural \"{n} films\"\n"
                     "msgstr[0] \"un ffilm\"\nmsgstr[1] \"dwy ffilm\"\nmsgstr[2] \"{n} ffilm\"\n"
                     "msgstr[3] \"{n} o ffilmiau\"\n");
    struct words *welsh = given_words(folder, "cy");
    g_assert_cmpuint(g_strv_length((GStrv)words_languages(welsh)), ==, 2);
    g_assert_cmpstr(words_language_name(welsh, "cy"), ==, "Cymraeg");
    static const char *const counts[] = {"0 ffilm", "un ffilm", "dwy ffilm", "3 ffilm"};
    for (unsigned long n = 0; n < G_N_ELEMENTS(counts); n++) {
        g_autofree char *count = words_plural(welsh, "count", n, NULL);
        g_assert_cmpstr(count, ==, counts[n]);
    }
    g_assert_cmpstr(words(welsh, "nav.home"), ==, "Home");
    words_destroy(welsh);
    folder_remove(folder);
}

static void numbers_have_the_digits_and_the_point_of_the_language(void)
{
    static const struct {
        const char *language, *ascii, *written;
    } cases[] = {{"en", "1.25", "1.25"},  {"pl", "1.25", "1,25"}, {"ar", "1.25", "١٫٢٥"},
                 {"bn", "0.75", "০.৭৫"},  {"ur", "0.75", "0.75"}, {"pa", "12:30", "12:30"},
                 {"ar", "12:30", "١٢:٣٠"}};
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", NULL);
    struct words *all = words_load(folder, NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct words *chosen = words_in(all, cases[i].language);
        g_autofree char *written = words_number(chosen, cases[i].ascii);
        g_assert_cmpstr(written, ==, cases[i].written);
        words_destroy(chosen);
    }
    words_destroy(all);
}

static void a_name_that_runs_the_other_way_leaves_its_neighbours_in_place(void)
{
    static const char forms[] =
        "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=n!=1;\\n\"\n\n"
        "msgctxt \"note\"\nmsgid \"x\"\nmsgstr \"{time} – {what}\"\n";
    static const struct {
        const char *language, *what, *shown;
    } cases[] = {
        {"en", "Leeds", "From 12: Leeds"},
        {"en", "لیڈز", "From 12: \u2068لیڈز\u2069"},
        {"ur", "Leeds (UK)", "12 – \u2068Leeds (UK)\u2069"},
        {"ur", "لیڈز", "12 – لیڈز"},
        {"ur", "1981", "12 – 1981"},
        {"ur", "בית", "12 – בית"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct folder folder = given_folder(english, "ur.po", forms);
        struct words *chosen = given_words(folder, cases[i].language);
        g_autofree char *shown = words_format(
            chosen, "note", (struct word_value[]){{"time", "12"}, {"what", cases[i].what}, {0}});
        g_assert_cmpstr(shown, ==, cases[i].shown);
        words_destroy(chosen);
        folder_remove(folder);
    }
    struct folder folder = given_folder(english, "ur.po", forms);
    struct words *urdu = given_words(folder, "ur");
    g_autoptr(GString) line = g_string_new(NULL);
    words_join(urdu, line, "زبانی تاریخ");
    words_join(urdu, line, NULL);
    words_join(urdu, line, "Amina Bibi");
    words_join(urdu, line, "");
    words_join(urdu, line, "1981");
    g_assert_cmpstr(line->str, ==, "زبانی تاریخ · \u2068Amina Bibi\u2069 · 1981");
    words_destroy(urdu);
    folder_remove(folder);
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
        g_assert_cmpuint(said->len, <=, 2); /* of its last line, and of the entry it is in */
        part[cut / 2] ^= 0x55;
        g_autoptr(GPtrArray) again = po_parse(part, cut, "en.po", said);
        g_assert_nonnull(again);
    }
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
    PROMISE(a_rule_of_plurals_is_read_as_gettext_reads_it);
    PROMISE(a_translation_with_a_fault_is_named_by_its_line_and_shows_in_english);
    PROMISE(english_that_was_changed_wrongly_shows_as_it_was);
    PROMISE(a_language_is_added_by_its_file_alone);
    PROMISE(numbers_have_the_digits_and_the_point_of_the_language);
    PROMISE(a_name_that_runs_the_other_way_leaves_its_neighbours_in_place);
    PROMISE(a_damaged_line_costs_one_word_and_is_named_by_its_line);
    PROMISE(po_files_as_poedit_and_weblate_write_them_are_understood);
    PROMISE(a_po_file_cut_off_anywhere_does_no_harm);
    PROMISE(the_words_in_the_source_are_whole_in_every_language);
    PROMISE(no_language_lacks_a_word);
    PROMISE(the_reading_direction_follows_the_script);
    return g_test_run();
}
