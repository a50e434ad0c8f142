#include "kiosk/date.h"

#include "catalogue/edtf.h"
#include "kiosk/words.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { DAY_LENGTH = 10, ROOM = 128 };

/* The locale of a visitor's language here, with ASCII digits, which the words turn into theirs. */
static char *locale_of(const struct words *words)
{
    const char *language = words_language(words);
    const char *here = strcmp(language, "en") == 0 ? "en_GB" : language;
    return g_strdup_printf("%s@calendar=gregorian;numbers=latn", here);
}

/* A day of the calendar, YYYY-MM-DD, in @pattern, or as the language writes a whole day. */
static char *day_in(const struct words *words, const char *day, const char *pattern)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autofree char *locale = locale_of(words);
    UChar wanted[16], zone[] = {'U', 'T', 'C', 0}, made[ROOM];
    u_uastrncpy(wanted, pattern != NULL ? pattern : "", 16);
    bool is_given = pattern != NULL;
    UDateFormat *format =
        udat_open(is_given ? UDAT_PATTERN : UDAT_NONE, is_given ? UDAT_PATTERN : UDAT_LONG, locale,
                  zone, -1, is_given ? wanted : NULL, -1, &status);
    UCalendar *calendar = ucal_open(zone, -1, locale, UCAL_GREGORIAN, &status);
    char *text = NULL;
    if (U_SUCCESS(status)) {
        int year = (int)g_ascii_strtoll(day, NULL, 10);
        int month = (int)g_ascii_strtoll(day + 5, NULL, 10);
        ucal_clear(calendar);
        ucal_setDate(calendar, year, month - 1, (int)g_ascii_strtoll(day + 8, NULL, 10), &status);
        UDate at = ucal_getMillis(calendar, &status);
        int32_t length = udat_format(format, at, made, ROOM, NULL, &status);
        if (U_SUCCESS(status))
            text = g_utf16_to_utf8((const gunichar2 *)(const void *)made, length, NULL, NULL, NULL);
    }
    udat_close(format);
    ucal_close(calendar);
    return text;
}

static char *with_value(const struct words *words, const char *key, const char *name,
                        const char *value)
{
    const struct word_value values[] = {{name, value}, {NULL, NULL}};
    return words_format(words, key, values);
}

/* The years a span covers, when it is whole years. */
static int whole_years(const struct edtf *edtf)
{
    bool is_whole =
        g_str_has_suffix(edtf->first, "-01-01") && g_str_has_suffix(edtf->last, "-12-31");
    return is_whole ? atoi(edtf->last) - atoi(edtf->first) + 1 : 0;
}

static char *years_in(const struct words *words, const struct edtf *edtf, int count)
{
    g_autofree char *first = g_strndup(edtf->first, 4), *last = g_strndup(edtf->last, 4);
    int begin = atoi(first);
    if (count == 1)
        return words_number(words, first);
    if (count == 10 && begin % 10 == 0)
        return with_value(words, "date.decade", "year", first);
    const struct word_value values[] = {{"from", first}, {"to", last}, {NULL, NULL}};
    return words_format(words, "date.range", values);
}

static char *season_in(const struct words *words, const char *date)
{
    static const char *const keys[] = {"date.spring", "date.summer", "date.autumn", "date.winter"};
    int season = atoi(date + 5) - 21;
    g_autofree char *year = g_strndup(date, 4);
    bool is_one = season >= 0 && season < (int)G_N_ELEMENTS(keys);
    return is_one ? with_value(words, keys[season], "year", year) : NULL;
}

/* One date without its qualifier. */
static char *plain_in(const struct words *words, const char *date, const struct edtf *edtf)
{
    int years = whole_years(edtf);
    if (strlen(date) == 7 && date[5] >= '2')
        return season_in(words, date);
    if (years > 0)
        return years_in(words, edtf, years);
    if (strcmp(edtf->first, edtf->last) == 0) {
        g_autofree char *day = day_in(words, edtf->first, NULL);
        return day != NULL ? words_number(words, day) : NULL;
    }
    if (strncmp(edtf->first, edtf->last, strlen("YYYY-MM")) != 0)
        return NULL;
    g_autofree char *month = day_in(words, edtf->first, "LLLL y");
    return month != NULL ? words_number(words, month) : NULL;
}

static char *one_in(const struct words *words, const char *text)
{
    g_autofree char *date = g_strdup(text);
    char *time = strchr(date, 'T');
    if (time != NULL)
        *time = '\0';
    struct edtf edtf;
    if (!edtf_parse(date, &edtf) || edtf.level > 1 || !edtf.has_first || !edtf.has_last)
        return NULL;
    date[strcspn(date, "?~%")] = '\0';
    char *plain = plain_in(words, date, &edtf);
    if (plain == NULL || (!edtf.is_approximate && !edtf.is_uncertain))
        return plain;
    char *qualified =
        with_value(words, edtf.is_approximate ? "date.about" : "date.perhaps", "date", plain);
    g_free(plain);
    return qualified;
}

static bool is_open(const char *end)
{
    return end[0] == '\0' || strcmp(end, "..") == 0;
}

static char *interval_in(const struct words *words, const char *from, const char *to)
{
    g_autofree char *first = is_open(from) ? NULL : one_in(words, from);
    g_autofree char *last = is_open(to) ? NULL : one_in(words, to);
    if ((first == NULL && !is_open(from)) || (last == NULL && !is_open(to)))
        return NULL;
    if (first == NULL && last == NULL)
        return NULL;
    if (first == NULL)
        return with_value(words, "date.until", "date", last);
    if (last == NULL)
        return with_value(words, "date.since", "date", first);
    const struct word_value values[] = {{"from", first}, {"to", last}, {NULL, NULL}};
    return words_format(words, "date.range", values);
}

char *date_words(const struct words *words, const char *edtf)
{
    if (edtf == NULL || !edtf_parse(edtf, NULL))
        return NULL;
    const char *middle = strchr(edtf, '/');
    if (middle == NULL)
        return one_in(words, edtf);
    g_autofree char *from = g_strndup(edtf, (gsize)(middle - edtf));
    return interval_in(words, from, middle + 1);
}
