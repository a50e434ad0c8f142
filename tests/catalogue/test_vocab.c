/* Languages and rights as anybody writes them, by the tables of the corpora. */
#include "catalogue/language.h"
#include "catalogue/rights.h"
#include "tests/support/corpus.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Calls @row with the fields of each line but the first; false when the corpus is not there. */
static bool each_line(const char *file, void (*row)(char **fields))
{
    g_autofree char *path = corpus_file("vocab", file);
    g_autofree char *text = NULL;
    if (path == NULL)
        return false;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 1; lines[i] != NULL; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", -1);
        if (fields[0] != NULL && fields[0][0] != '\0')
            row(fields);
    }
    return true;
}

static void expect_tag(const char *typed, const char *tag)
{
    g_autofree char *got = language_canonical(typed);
    if (g_strcmp0(got, tag) != 0) {
        g_test_message("“%s” gives %s, not %s", typed, got, tag);
        g_test_fail();
    }
}

/* Western Punjabi in Arabic letters and Punjabi in them are one here. */
static void try_language(char **fields)
{
    const char *tag = strcmp(fields[0], "pnb") == 0 ? "pa-Arab" : fields[0];
    g_autofree char *upper = g_ascii_strup(fields[0], -1);
    g_auto(GStrv) subtags = g_strsplit(tag, "-", 2);
    expect_tag(fields[0], tag);
    expect_tag(upper, tag);
    expect_tag(fields[1], tag);
    if (fields[2][0] != '\0')
        expect_tag(fields[2], tag);
    g_autofree char *by_code = language_canonical(fields[5]);
    if (by_code == NULL || !g_str_has_prefix(by_code, subtags[0])) {
        g_test_message("%s gives %s, not %s", fields[5], by_code, subtags[0]);
        g_test_fail();
    }
    if (strcmp(fields[0], "pnb") != 0 && strcmp(fields[4], "rtl") == 0)
        g_assert_true(language_is_right_to_left(tag));
}

static void test_every_language_is_known_by_all_its_names(void)
{
    each_line("languages.tsv", try_language);
}

static void test_codes_of_libraries_and_old_ones_are_brought_to_one_form(void)
{
    static const char *const cases[][2] = {
        {"eng", "en"},        {"chi", "zh-Hans"},   {"zho", "zh-Hans"},     {"per", "fa"},
        {"fas", "fa"},        {"rum", "ro"},        {"ron", "ro"},          {"wel", "cy"},
        {"cym", "cy"},        {"ger", "de"},        {"deu", "de"},          {"fre", "fr"},
        {"fra", "fr"},        {"gre", "el"},        {"ell", "el"},          {"iw", "he"},
        {"ji", "yi"},         {"in", "id"},         {"mo", "ro"},           {"zh-CN", "zh-Hans"},
        {"zh-TW", "zh-Hant"}, {"zh-HK", "zh-Hant"}, {"PA-ARAB", "pa-Arab"}, {"en-gb", "en-GB"},
        {"panjabi", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (cases[i][1] != NULL)
            expect_tag(cases[i][0], cases[i][1]);
}

static void expect_uri(const char *typed, const char *uri)
{
    g_autofree char *got = rights_canonical(typed);
    if (g_strcmp0(got, uri) != 0) {
        g_test_message("“%s” gives %s, not %s", typed, got, uri);
        g_test_fail();
    }
}

/* http and https, with and without the last slash, the page for people. */
static void try_rights(char **fields)
{
    const char *uri = fields[3];
    g_autofree char *secure = g_strconcat("https", uri + strlen("http"), NULL);
    g_autofree char *bare = g_strndup(uri, strlen(uri) - 1);
    g_autofree char *page = g_strdup(g_strchomp(fields[4]));
    expect_uri(uri, uri);
    expect_uri(secure, uri);
    expect_uri(bare, uri);
    expect_uri(page, uri);
    g_autofree char *label = rights_label(uri);
    g_assert_nonnull(label);
}

static void test_every_rights_statement_is_known_by_every_spelling(void)
{
    if (!each_line("rights.tsv", try_rights))
        return;
    for (const char *const *name = rights_names; *name != NULL; name++) {
        g_autofree char *uri = rights_canonical(*name);
        g_assert_nonnull(uri);
    }
    expect_uri("http://creativecommons.org/licenses/by/3.0/us/",
               "http://creativecommons.org/licenses/by/3.0/us/");
    expect_uri("https://creativecommons.org/licenses/by-nc/2.5",
               "http://creativecommons.org/licenses/by-nc/2.5/");
    expect_uri("All rights reserved", NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/catalogue/vocab/every language is known by all its names",
                    test_every_language_is_known_by_all_its_names);
    g_test_add_func("/catalogue/vocab/codes of libraries, and old ones, are brought to one form",
                    test_codes_of_libraries_and_old_ones_are_brought_to_one_form);
    g_test_add_func("/catalogue/vocab/every rights statement is known by every spelling",
                    test_every_rights_statement_is_known_by_every_spelling);
    return g_test_run();
}
