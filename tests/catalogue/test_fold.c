/* What is typed finds what is written, however either writes it (STANDARDS: search folding). */
#include "catalogue/fold.h"
#include "catalogue/search.h"
#include "tests/support/given.h"

#include <string.h>

static char *folded(const char *text)
{
    GString *all = g_string_new(NULL);
    size_t start = 0, end = 0;
    while (fold_next(text, strlen(text), end, &start, &end)) {
        if (all->len > 0)
            g_string_append_c(all, ' ');
        fold_word(all, text + start, end - start);
    }
    return g_string_free(all, FALSE);
}

static const struct {
    const char *why, *written, *typed;
} same[] = {
    {"case", "Chapeltown", "CHAPELTOWN"},
    {"accents of Latin", "Café Ọ̀yọ́", "cafe oyo"},
    {"Polish letters", "Łódź, święto", "lodz swieto"},
    {"Romanian comma and cedilla", "Constanța și Iași", "constanţa şi iaşi"},
    {"i without a dot", "ISPARTA ılık", "isparta ilik"},
    {"sharp s", "Straße", "strasse"},
    {"alefs", "أحمد إبراهيم آمال", "احمد ابراهيم امال"},
    {"yeh of Arabic and Urdu", "علي", "علی"},
    {"kaf of Arabic and Urdu", "کتاب", "كتاب"},
    {"marks of Arabic", "مُحَمَّد كِتَابٌ", "محمد كتاب"},
    {"the stroke that stretches", "كـــتاب", "كتاب"},
    {"joiners of Persian", "می‌خواهم", "میخواهم"},
    {"joiners of Bengali", "র‍্যাব", "র্যাব"},
    {"nukta of Bengali", "ড\xe0\xa6\xbc", "\xe0\xa7\x9c"},
    {"nukta of Devanagari", "क\xe0\xa4\xbc\xe0\xa4\xb2म", "\xe0\xa5\x98\xe0\xa4\xb2म"},
    {"the word space of Ethiopia", "የሰው፡ልጅ", "የሰው ልጅ"},
    {"digits of Urdu and Bengali", "۱۹۸۱ ১৯৮১", "1981 1981"},
    {"words of Chinese", "没有人", "没 有 人"},
};

static void what_is_typed_and_what_is_written_are_compared_alike(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *written = folded(same[i].written);
        g_autofree char *typed = folded(same[i].typed);
        if (strcmp(written, typed) != 0)
            g_error("%s: \"%s\" is not \"%s\"", same[i].why, written, typed);
        g_assert_cmpuint(strlen(written), >, 0);
    }
}

static void different_words_stay_different(void)
{
    static const char *const pairs[][2] = {{"ਸਾਲ", "ਸਲ"},  {"কি", "কী"},   {"पिता", "पता"},
                                           {"بات", "باب"}, {"kat", "kot"}, {"ٹ", "ت"}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *a = folded(pairs[i][0]);
        g_autofree char *b = folded(pairs[i][1]);
        g_assert_cmpstr(a, !=, b);
    }
}

static unsigned hits_of(struct given *given, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) hits = search_find(given->db, words, 100, given->strings, &error);
    g_assert_no_error(error);
    return hits->len;
}

static void an_archive_finds_each_by_the_other(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autoptr(given) given = given_archive();
        given_item(given, "text", same[i].written);
        if (hits_of(given, same[i].typed) != 1)
            g_error("%s: \"%s\" does not find \"%s\"", same[i].why, same[i].typed, same[i].written);
        g_assert_cmpuint(hits_of(given, same[i].written), ==, 1);
        g_assert_cmpuint(hits_of(given, "nothing"), ==, 0);
    }
}

static void a_word_begun_finds_the_whole_in_every_script(void)
{
    static const char *const cases[][2] = {{"Chapeltown Road", "chap"}, {"چائے خانہ", "چائ"},
                                           {"ਸਾਡੀਆਂ ਕਹਾਣੀਆਂ", "ਕਹਾ"},     {"আমাদের কথা", "আমা"},
                                           {"没有人问过我们", "问过"},  {"መታሰቢያ", "መታሰ"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(given) given = given_archive();
        given_item(given, "text", cases[i][0]);
        if (hits_of(given, cases[i][1]) != 1)
            g_error("\"%s\" does not find \"%s\"", cases[i][1], cases[i][0]);
    }
}

static void the_words_found_are_marked_as_they_are_written(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    given_item(given, "text", "سن ۱۹۸۱ میں کِتاب گھر");
    g_autoptr(GArray) hits = search_find(given->db, "كتاب", 10, given->strings, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(hits->len, ==, 1);
    g_assert_nonnull(
        strstr(g_array_index(hits, struct hit, 0).snippet, SEARCH_OPEN "کِتاب" SEARCH_CLOSE));
}

static void bytes_that_are_no_text_have_no_words(void)
{
    static const char *const cases[] = {"", "\xe2\x80\x8d", "،؛", "\xcc\x81"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *nothing = folded(cases[i]);
        g_assert_cmpstr(nothing, ==, "");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/catalogue/fold/" #name, name)
    PROMISE(what_is_typed_and_what_is_written_are_compared_alike);
    PROMISE(different_words_stay_different);
    PROMISE(an_archive_finds_each_by_the_other);
    PROMISE(a_word_begun_finds_the_whole_in_every_script);
    PROMISE(the_words_found_are_marked_as_they_are_written);
    PROMISE(bytes_that_are_no_text_have_no_words);
    return g_test_run();
}
