#include "catalogue/edtf.h"
#include "catalogue/when.h"
#include "tests/support/given.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static void vectors(void)
{
    g_autofree char *path = given_corpus("edtf/edtf_vectors.tsv");
    if (path == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int held = 0, disputed = 0, taken = 0;
    for (char **line = lines + 1; *line != NULL && **line != '\0'; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", -1);
        struct edtf edtf = {0};
        bool is_edtf = edtf_parse(fields[0], &edtf);
        if (g_str_equal(fields[1], "disputed")) {
            g_test_message("disputed, and %s: \"%s\"", is_edtf ? "taken" : "refused", fields[0]);
            disputed++;
            taken += is_edtf;
            continue;
        }
        held++;
        bool is_right = is_edtf == g_str_equal(fields[1], "valid") &&
                        (!is_edtf || edtf.level == atoi(fields[2]));
        if (!is_right) {
            g_test_message("\"%s\" is %s level %s, read as %s level %d", fields[0], fields[1],
                           fields[2], is_edtf ? "valid" : "invalid", edtf.level);
            g_test_fail();
        }
    }
    g_assert_cmpint(held, >, 300);
    /* Decided in edtf.h: seasons in intervals, ends within what they began in, offsets of any hour
     * are taken; fractions, offsets without a colon and blanks are not. */
    g_assert_cmpint(disputed, ==, 31);
    g_assert_cmpint(taken, ==, 12);
}

static void bounds(void)
{
    static const struct {
        const char *text, *first, *last;
    } cases[] = {
        {"1975", "1975-01-01", "1975-12-31"},
        {"1975-02", "1975-02-01", "1975-02-28"},
        {"2000-02", "2000-02-01", "2000-02-29"},
        {"1975-07-14", "1975-07-14", "1975-07-14"},
        {"198X", "1980-01-01", "1989-12-31"},
        {"19XX", "1900-01-01", "1999-12-31"},
        {"1985-XX-XX", "1985-01-01", "1985-12-31"},
        {"1985-04-XX", "1985-04-01", "1985-04-30"},
        {"1975~", "1975-01-01", "1975-12-31"},
        {"1964/1966", "1964-01-01", "1966-12-31"},
        {"1985/..", "1985-01-01", ""},
        {"../1985", "", "1985-12-31"},
        {"1985/", "1985-01-01", ""},
        {"2001-21", "2001-03-01", "2001-05-31"},
        {"2001-24", "2001-12-01", "2002-02-28"},
        {"2003-24", "2003-12-01", "2004-02-29"},
        {"[1976,1977]", "1976-01-01", "1977-12-31"},
        {"{1960,1979-03}", "1960-01-01", "1979-03-31"},
        {"[1990..]", "1990-01-01", ""},
        {"[..1984]", "", "1984-12-31"},
        {"Y170000002", "", ""},
        {"-0044", "", ""},
        {"2004-06-11T10:20:30Z", "2004-06-11", "2004-06-11"},
        {"156X-12-25", "1560-12-25", "1569-12-25"},
        {"1999-1X", "1999-10-01", "1999-12-31"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct edtf edtf;
        g_assert_true(edtf_parse(cases[i].text, &edtf));
        g_assert_cmpstr(edtf.first, ==, cases[i].first);
        g_assert_cmpstr(edtf.last, ==, cases[i].last);
        g_assert_true(edtf.has_first == (*cases[i].first != '\0'));
        g_assert_true(edtf.has_last == (*cases[i].last != '\0'));
    }
}

static void days(void)
{
    g_assert_true(edtf_is_day("2024-02-29"));
    static const char *const others[] = {"2023-02-29",  "2024-2-9", "2024-02",   "2024-02-2X",
                                         "2024-02-29?", "",         "tomorrow!!"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(edtf_is_day(others[i]));
}

static void words(void)
{
    static const struct {
        const char *typed, *edtf;
        enum when_reading reading;
    } cases[] = {
        {"1975", "1975", WHEN_SURE},
        {"c.1975", "1975~", WHEN_SURE},
        {"c. 1975", "1975~", WHEN_SURE},
        {"circa 1990–3", "1990~/1993~", WHEN_SURE},
        {"?1825", "1825?", WHEN_SURE},
        {"1975?", "1975?", WHEN_SURE},
        {"?c.1950", "1950%", WHEN_SURE},
        {"1964–6", "1964/1966", WHEN_SURE},
        {"c.1830–41", "1830~/1841~", WHEN_SURE},
        {"1914-1918", "1914/1918", WHEN_SURE},
        {"1970s", "197X", WHEN_SURE},
        {"the 1970s", "197X", WHEN_SURE},
        {"early 1980s", "1980~/1983~", WHEN_SURE},
        {"late 1990s", "1996~/1999~", WHEN_SURE},
        {"19th century", "18XX", WHEN_SURE},
        {"before 1990", "../1989", WHEN_SURE},
        {"after c.1800", "1801~/..", WHEN_SURE},
        {"since 2017", "2017/..", WHEN_SURE},
        {"March 2024", "2024-03", WHEN_SURE},
        {"Sept. 2024", "2024-09", WHEN_SURE},
        {"14 November 2024", "2024-11-14", WHEN_SURE},
        {"November 14th, 2024", "2024-11-14", WHEN_SURE},
        {"c. March 1981", "1981-03~", WHEN_SURE},
        {"Spring 1981", "1981-21", WHEN_SURE},
        {"1976 or 1977", "[1976,1977]", WHEN_SURE},
        {"published 1788", "1788", WHEN_SURE},
        {"1969, cast 1970", "{1969,1970}", WHEN_SURE},
        {"1976, published 1978", "1976", WHEN_SURE},
        {"1995–6, 2007", "{1995..1996,2007}", WHEN_SURE},
        {"1843, c.1855", "{1843,1855~}", WHEN_SURE},
        {"1837–41", "1837/1841", WHEN_SURE},
        {"?exhibited 1812", "1812?", WHEN_SURE},
        {"31/12/1999", "1999-12-31", WHEN_SURE},
        {"date not known", NULL, WHEN_SURE},
        {"n.d.", NULL, WHEN_SURE},
        {"03/04/1979", "1979-04-03", WHEN_UNSURE},
        {"the 80s", "198X", WHEN_UNSURE},
        {"last summer", NULL, WHEN_NONE},
        {"31 June 1980", NULL, WHEN_NONE},
        {"1999-2", NULL, WHEN_NONE},
        {"", NULL, WHEN_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct when when;
        when_read(cases[i].typed, &when);
        if (g_strcmp0(when.edtf, cases[i].edtf) != 0 || when.reading != cases[i].reading) {
            g_test_message("\"%s\" gave %s, reading %d", cases[i].typed,
                           when.edtf == NULL ? "nothing" : when.edtf, (int)when.reading);
            g_test_fail();
        }
        g_assert_true((when.doubt != NULL) == (when.reading == WHEN_UNSURE));
        when_finish(&when);
    }
}

/* Of the dates a museum really typed, nearly all are read as its own cataloguers did: the year it
 * began in and the year it ended in, counted by how often each was typed. The rest is where they
 * contradict themselves or know more than they typed. */
static void real_dates(void)
{
    g_autofree char *path = given_corpus("tate/free_text_dates.tsv");
    if (path == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int all = 0, same = 0, texts = 0, same_texts = 0;
    for (char **line = lines + 1; *line != NULL && **line != '\0'; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", -1);
        struct when when;
        if (*fields[1] == '\0' || *fields[2] == '\0')
            continue;
        when_read(fields[0], &when);
        bool is_same = when.edtf != NULL && strncmp(when.bounds.first, fields[1], 4) == 0 &&
                       strncmp(when.bounds.last, fields[2], 4) == 0;
        if (!is_same)
            g_test_message("%s: %s, theirs %s to %s", fields[0], when.edtf, fields[1], fields[2]);
        texts++;
        same_texts += is_same;
        all += atoi(fields[3]);
        same += is_same ? atoi(fields[3]) : 0;
        when_finish(&when);
    }
    g_test_message("as their cataloguers did: %d of %d dates (%.1f %%), %d of %d texts (%.1f %%)",
                   same, all, 100.0 * same / all, same_texts, texts, 100.0 * same_texts / texts);
    g_assert_cmpint(same * 100, >=, all * 95);
    g_assert_cmpint(same_texts * 100, >=, texts * 90);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edtf/every undisputed vector is read as three implementations agree",
                    vectors);
    g_test_add_func("/edtf/a date's first and last day follow from it", bounds);
    g_test_add_func("/edtf/a day is a real day of the calendar", days);
    g_test_add_func("/edtf/dates as people type them become EDTF", words);
    g_test_add_func("/edtf/dates a museum typed are read as its cataloguers read them", real_dates);
    return g_test_run();
}
