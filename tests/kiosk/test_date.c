/* Dates of things as each language writes them. */
#include "kiosk/date.h"
#include "kiosk/words.h"

#include <glib.h>

static struct words *all;

static char *in(const char *language, const char *edtf)
{
    struct words *words = words_in(all, language);
    char *date = date_words(words, edtf);
    words_destroy(words);
    return date;
}

static void a_day_a_month_and_a_year_stand_as_the_language_writes_them(void)
{
    static const struct {
        const char *language, *edtf, *written;
    } cases[] = {
        {"en", "1979-05-12", "12 May 1979"},  {"pl", "1979-05-12", "12 maja 1979"},
        {"pl", "1979-05", "maj 1979"},        {"ur", "1979-05", "مئی 1979"},
        {"pa", "1979-05-12", "12 ਮਈ 1979"},   {"bn", "1979-05-12", "১২ মে, ১৯৭৯"},
        {"ar", "1979-05-12", "١٢ مايو ١٩٧٩"}, {"bn", "1979", "১৯৭৯"},
        {"en", "2024-03", "March 2024"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *date = in(cases[i].language, cases[i].edtf);
        g_assert_cmpstr(date, ==, cases[i].written);
    }
}

static void what_is_not_certain_is_said_so(void)
{
    static const struct {
        const char *language, *edtf, *written;
    } cases[] = {
        {"en", "1975~", "about 1975"},
        {"pl", "1975~", "ok. 1975"},
        {"en", "1979-05?", "perhaps May 1979"},
        {"en", "198X", "1980s"},
        {"ur", "198X", "1980 کی دہائی"},
        {"en", "1981-21", "spring 1981"},
        {"en", "1964/1966", "1964 to 1966"},
        {"en", "../1990", "until 1990"},
        {"en", "1990/..", "since 1990"},
        {"en", "19XX", "1900 to 1999"},
        {"en", "1975%", "about 1975"},
        {"bn", "1981-24~", "আনুমানিক শীত ১৯৮১"},
        {"en", "1979-05-12T10:00:00Z", "12 May 1979"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *date = in(cases[i].language, cases[i].edtf);
        g_assert_cmpstr(date, ==, cases[i].written);
    }
}

static void what_has_no_simple_words_has_none(void)
{
    static const char *const dates[] = {NULL,         "",      "soon", "[1976,1977]",
                                        "Y170000002", "../..", "/"};
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autofree char *date = in("pl", dates[i]);
        g_assert_null(date);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", NULL);
    g_autoptr(GError) error = NULL;
    all = words_load(folder, NULL, &error);
    g_assert_no_error(error);
#define PROMISE(name) g_test_add_func("/kiosk/date/" #name, name)
    PROMISE(a_day_a_month_and_a_year_stand_as_the_language_writes_them);
    PROMISE(what_is_not_certain_is_said_so);
    PROMISE(what_has_no_simple_words_has_none);
    int status = g_test_run();
    words_destroy(all);
    return status;
}
