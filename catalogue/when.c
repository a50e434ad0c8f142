#include "catalogue/when.h"

#include <stdio.h>
#include <string.h>

/* What is still to be read, lower case, dashes made plain, blanks single. */
static char *plain(const char *typed)
{
    g_autofree char *valid = g_utf8_make_valid(typed, -1);
    g_autofree char *lower = g_utf8_strdown(valid, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = lower; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014)
            c = '-';
        if (g_unichar_isspace(c) || c == ',')
            c = ' ';
        if (c == ' ' && (out->len == 0 || out->str[out->len - 1] == ' '))
            continue;
        g_string_append_unichar(out, c);
    }
    while (out->len > 0 && strchr(" .", out->str[out->len - 1]) != NULL)
        g_string_truncate(out, out->len - 1);
    return g_string_free(g_steal_pointer(&out), false);
}

/* True, and past it, where TEXT begins with WORD. */
static bool take(const char **text, const char *word)
{
    if (!g_str_has_prefix(*text, word))
        return false;
    *text += strlen(word);
    while (**text == ' ')
        ++*text;
    return true;
}

static bool take_any(const char **text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (take(text, *words))
            return true;
    return false;
}

static bool take_number(const char **text, int digits_least, int digits_most, int *number)
{
    int count = 0;
    int read = 0;
    while (g_ascii_isdigit((*text)[count]) && count <= digits_most)
        read = read * 10 + ((*text)[count++] - '0');
    if (count < digits_least || count > digits_most)
        return false;
    *number = read;
    *text += count;
    return true;
}

static int take_month(const char **text)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (int i = 0; i < 12; i++) {
        size_t length = 0;
        while (g_ascii_isalpha((*text)[length]))
            length++;
        bool is_short = length >= 3 && (length == 3 || (i == 8 && length == 4));
        if (length == 0 || (length != strlen(months[i]) && !is_short) ||
            strncmp(*text, months[i], length) != 0)
            continue;
        *text += length;
        while (**text == ' ' || **text == '.')
            ++*text;
        return i + 1;
    }
    return 0;
}

static int take_season(const char **text)
{
    static const char *const names[] = {"spring", "summer", "autumn", "winter"};
    for (int i = 0; i < 4; i++)
        if (take(text, names[i]))
            return 21 + i;
    return take(text, "fall ") ? 23 : 0;
}

/* "12 May 1979", "May 12 1979", "March 2024", "spring 1981". */
static char *read_named_month(const char *text)
{
    int day = 0;
    int year = 0;
    const char *at = text;
    int season = take_season(&at);
    if (season != 0 && take_number(&at, 4, 4, &year) && *at == '\0')
        return g_strdup_printf("%04d-%02d", year, season);
    at = text;
    static const char *const endings[] = {"st ", "nd ", "rd ", "th ", " ", NULL};
    if (take_number(&at, 1, 2, &day)) {
        take_any(&at, endings);
        take(&at, "of ");
    }
    int month = take_month(&at);
    if (month == 0)
        return NULL;
    int year_or_day = 0;
    if (day == 0 && take_number(&at, 1, 2, &year_or_day) && *at != '\0') {
        day = year_or_day;
        take_any(&at, endings);
    }
    if (!take_number(&at, 4, 4, &year) || *at != '\0')
        return NULL;
    return day == 0 ? g_strdup_printf("%04d-%02d", year, month)
                    : g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

/* "1980s", "the 1980s", "early 1980s": a decade, or the years of it that are meant. */
static char *read_decade(const char *text)
{
    int year = 0;
    const char *at = text;
    take(&at, "the ");
    int part = take(&at, "early ")                      ? 1
               : take(&at, "mid ") || take(&at, "mid-") ? 2
               : take(&at, "late ")                     ? 3
                                                        : 0;
    take(&at, "the ");
    if (!take_number(&at, 4, 4, &year) || year % 10 != 0 ||
        (!g_str_equal(at, "s") && !g_str_equal(at, "'s")))
        return NULL;
    static const int from[] = {0, 0, 3, 6};
    static const int to[] = {9, 3, 6, 9};
    if (part == 0 && year % 100 != 0)
        return g_strdup_printf("%03dX", year / 10);
    return g_strdup_printf("%04d~/%04d~", year + from[part], year + to[part]);
}

/* "19th century", "the early 20th century" is left to a person. */
static char *read_century(const char *text)
{
    int century = 0;
    const char *at = text;
    take(&at, "the ");
    static const char *const endings[] = {"st ", "nd ", "rd ", "th ", NULL};
    if (!take_number(&at, 1, 2, &century) || century < 1 || !take_any(&at, endings) ||
        (!g_str_equal(at, "century") && !g_str_equal(at, "c")))
        return NULL;
    return g_strdup_printf("%02dXX", century - 1);
}

/* "1964-6", "1830-41", "1914-1918": the end may leave out what it shares with the beginning. */
static char *read_years(const char *text, const char *mark)
{
    int first = 0;
    int last = 0;
    const char *at = text;
    if (!take_number(&at, 4, 4, &first))
        return NULL;
    if (*at == '\0')
        return g_strdup_printf("%04d%s", first, mark);
    while (*at == ' ')
        at++;
    if (!take(&at, "-") && !take(&at, "to ") && !take(&at, "/"))
        return NULL;
    const char *digits = at;
    if (!take_number(&at, 1, 4, &last) || *at != '\0' || at - digits == 3)
        return NULL;
    int keeps = at - digits == 1 ? 10 : at - digits == 2 ? 100 : 10000;
    last += first / keeps * keeps;
    if (last < first)
        return NULL;
    return g_strdup_printf("%04d%s/%04d%s", first, mark, last, mark);
}

/* "1976 or 1977", "1976 and 1979". */
static char *read_set(const char *text)
{
    int first = 0;
    int second = 0;
    const char *at = text;
    if (!take_number(&at, 4, 4, &first))
        return NULL;
    while (*at == ' ')
        at++;
    bool is_or = take(&at, "or ");
    if ((!is_or && !take(&at, "and ") && !take(&at, "& ")) || !take_number(&at, 4, 4, &second) ||
        *at != '\0')
        return NULL;
    return g_strdup_printf(is_or ? "[%04d,%04d]" : "{%04d,%04d}", first, second);
}

/* Of the dates of one thing the last doubt is told. Takes @says. */
static void doubt(struct when *when, char *says)
{
    g_free(when->doubt);
    when->doubt = says;
    when->reading = WHEN_UNSURE;
}

/* 12/5/1979: which is the day cannot be known where both may be months. */
static char *read_numbers(const char *text, struct when *when)
{
    int first = 0;
    int second = 0;
    int year = 0;
    const char *at = text;
    if (!take_number(&at, 1, 2, &first) || strchr("/.-", *at) == NULL || *at == '\0')
        return NULL;
    at++;
    if (!take_number(&at, 1, 2, &second) || strchr("/.-", *at) == NULL || *at == '\0')
        return NULL;
    at++;
    if (!take_number(&at, 4, 4, &year) || *at != '\0')
        return NULL;
    if (second > 12) {
        int swap = first;
        first = second;
        second = swap;
    } else if (first <= 12 && first != second) {
        doubt(when, g_strdup_printf("read as day %d of month %d; it could be day %d of month %d",
                                    first, second, second, first));
    }
    return g_strdup_printf("%04d-%02d-%02d", year, second, first);
}

/* "the 80s", "'64": the century is a guess. */
static char *read_short(const char *text, struct when *when)
{
    int year = 0;
    const char *at = text;
    take(&at, "the ");
    take(&at, "'");
    if (!take_number(&at, 2, 2, &year))
        return NULL;
    bool is_decade = g_str_equal(at, "s") || g_str_equal(at, "'s");
    if (!is_decade && (*at != '\0' || *text != '\''))
        return NULL;
    doubt(when, g_strdup_printf("read as 19%02d; the century is a guess", year));
    return is_decade ? g_strdup_printf("19%dX", year / 10) : g_strdup_printf("19%02d", year);
}

static char *read_plain(const char *text, const char *mark, struct when *when)
{
    /* Typed with a hyphen, "1909-10" was read as EDTF before; a dash makes it years. */
    char *edtf = read_years(text, mark);
    if (edtf != NULL)
        return edtf;
    if (*mark == '\0' && edtf_parse(text, NULL) && strchr(text, '/') == NULL)
        return g_strdup(text);
    edtf = read_decade(text);
    edtf = edtf != NULL ? edtf : read_century(text);
    edtf = edtf != NULL ? edtf : read_set(text);
    edtf = edtf != NULL ? edtf : read_named_month(text);
    edtf = edtf != NULL ? edtf : read_numbers(text, when);
    edtf = edtf != NULL ? edtf : read_short(text, when);
    if (edtf == NULL || *mark == '\0' || strpbrk(edtf, "[{/~") != NULL)
        return edtf;
    char *marked = g_strconcat(edtf, mark, NULL);
    g_free(edtf);
    return marked;
}

/* "about", "?", "(?)": what qualifies the whole. */
static const char *take_marks(const char **text, GString *rest)
{
    static const char *const about[] = {
        "circa ", "circa",   "c. ",      "ca. ",           "ca ",     "c.",       "c ",
        "about ", "around ", "approx. ", "approximately ", "approx ", "roughly ", NULL};
    static const char *const perhaps[] = {"?",        "possibly ", "probably ",
                                          "perhaps ", "maybe ",    NULL};
    static const char *const made[] = {
        "engraved ", "first printed ", "printed ", "published ", "exhibited ", "first published ",
        "dated ",    "recorded ",      "taken ",   "in ",        NULL};
    bool is_uncertain = take_any(text, perhaps);
    take_any(text, made);
    is_uncertain |= take_any(text, perhaps);
    bool is_approximate = take_any(text, about) ||
                          ((*text)[0] == 'c' && g_ascii_isdigit((*text)[1]) && take(text, "c"));
    is_uncertain |= take_any(text, perhaps);
    g_string_assign(rest, *text);
    static const char *const endings[] = {" (?)", "(?)", "?", NULL};
    for (const char *const *ending = endings; *ending != NULL; ending++) {
        if (rest->len <= strlen(*ending) || !g_str_has_suffix(rest->str, *ending))
            continue;
        g_string_truncate(rest, rest->len - strlen(*ending));
        is_uncertain = true;
        break;
    }
    return is_uncertain && is_approximate ? "%" : is_uncertain ? "?" : is_approximate ? "~" : "";
}

static bool says_unknown(const char *text)
{
    static const char *const words[] = {"date not known", "not known", "unknown", "no date",
                                        "date unknown",   "n.d",       "nd",      "undated",
                                        "not dated",      NULL};
    return g_strv_contains(words, text);
}

/* "before 1990" and "after 1990" include no day of 1990 itself. */
static char *read_open(const char *text, struct when *when)
{
    static const char *const until[] = {"until ", "up to ", "by ", "not after ", NULL};
    static const char *const since[] = {"since ", "from ", "not before ", NULL};
    const char *at = text;
    bool is_before = take(&at, "before ") || take(&at, "pre-") || take(&at, "pre ");
    bool is_after = !is_before && (take(&at, "after ") || take(&at, "post-") || take(&at, "post "));
    bool is_until = !is_before && !is_after && take_any(&at, until);
    bool is_since = !is_before && !is_after && !is_until && take_any(&at, since);
    if (!is_before && !is_after && !is_until && !is_since)
        return NULL;
    g_autoptr(GString) rest = g_string_new(NULL);
    const char *mark = take_marks(&at, rest);
    int year = 0;
    const char *number = rest->str;
    if (take_number(&number, 4, 4, &year) && *number == '\0') {
        if ((is_before && year == 0) || (is_after && year == 9999))
            return NULL;
        year += is_before ? -1 : is_after ? 1 : 0;
        return is_before || is_until ? g_strdup_printf("../%04d%s", year, mark)
                                     : g_strdup_printf("%04d%s/..", year, mark);
    }
    g_autofree char *date = read_plain(rest->str, mark, when);
    if (date == NULL || strpbrk(date, "/[{X") != NULL)
        return NULL;
    return is_before || is_until ? g_strdup_printf("../%s", date) : g_strdup_printf("%s/..", date);
}

/* "1976, published 1978": what happened to the thing later is no date of its own. */
static char *read_first_of_two(const char *text, const char *const *happened, struct when *when)
{
    for (const char *const *word = happened; *word != NULL; word++) {
        const char *found = strstr(text, *word);
        if (found == NULL || found == text)
            continue;
        g_autofree char *first = g_strndup(text, (size_t)(found - text));
        first[strcspn(first, ";")] = '\0';
        g_autoptr(GString) rest = g_string_new(NULL);
        const char *at = first;
        const char *mark = take_marks(&at, rest);
        return read_plain(rest->str, mark, when);
    }
    return NULL;
}

/* What is done to a thing that is there, and what makes it, or another of it, anew. */
static const char *const happened_later[] = {
    " reprinted ", " published ", " exhibited ", " restored ", " later ", " edition ", NULL};
static const char *const made_anew[] = {" cast ", " printed ", " remade ", " reconstructed ", NULL};

/* Words between the dates of one thing: what was done to it then. */
static bool is_doing(const char *word)
{
    static const char *const words[] = {
        "cast",         "recast",       "printed",    "reprinted",     "published", "exhibited",
        "remade",       "made",         "reproduced", "reconstructed", "engraved",  "etched",
        "fabricated",   "refabricated", "enlarged",   "version",       "edition",   "editioned",
        "executed",     "realised",     "finished",   "completed",     "reworked",  "posthumous",
        "posthumously", "later",        "first",      "and",           "&",         "in",
        "signed",       "dated",        "begun",      "assembled",     "partially", "re-made",
        "re-cast",      "revised",      "painted",    "drawn",         "restored",  NULL};
    return g_strv_contains(words, word);
}

/* Adds what the words say, if it is a date; several are "{1969,1970}", an interval "1964..1966". */
static bool add_part(GPtrArray *dates, GString *words, struct when *when)
{
    const char *at = words->str;
    g_autoptr(GString) rest = g_string_new(NULL);
    if (words->len == 0)
        return true;
    const char *mark = take_marks(&at, rest);
    char *date = read_plain(rest->str, mark, when);
    g_string_truncate(words, 0);
    if (date == NULL || strpbrk(date, "[{") != NULL || strstr(date, "..") != NULL) {
        g_free(date);
        return false;
    }
    char *slash = strchr(date, '/');
    if (slash != NULL) {
        char *range = g_strdup_printf("%.*s..%s", (int)(slash - date), date, slash + 1);
        g_free(date);
        date = range;
    }
    if (!g_ptr_array_find_with_equal_func(dates, date, g_str_equal, NULL))
        g_ptr_array_add(dates, date);
    else
        g_free(date);
    return true;
}

/* Whether a word begins a date of its own: "2007", "c.1855". */
static bool begins_date(const char *word)
{
    word += strspn(word, "?(");
    word += g_str_has_prefix(word, "c.") ? 2 : *word == 'c' ? 1 : 0;
    return strspn(word, "0123456789") == 4;
}

/* "1995-6, 2007", "1959 and 1999": all of its dates. */
static char *read_several(const char *text, struct when *when)
{
    g_auto(GStrv) words = g_strsplit_set(text, " ;", -1);
    g_autoptr(GPtrArray) dates = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) part = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        bool is_new = is_doing(*word) || (begins_date(*word) && strpbrk(part->str, "0123456789"));
        if (is_new && !add_part(dates, part, when))
            return NULL;
        if (**word != '\0' && !is_doing(*word))
            g_string_append_printf(part, "%s%s", part->len > 0 ? " " : "", *word);
    }
    if (!add_part(dates, part, when) || dates->len == 0)
        return NULL;
    if (dates->len == 1 && strstr(g_ptr_array_index(dates, 0), "..") == NULL)
        return g_strdup(g_ptr_array_index(dates, 0));
    g_ptr_array_add(dates, NULL);
    g_autofree char *list = g_strjoinv(",", (char **)dates->pdata);
    return g_strdup_printf("{%s}", list);
}

void when_read(const char *typed, struct when *when)
{
    *when = (struct when){.reading = WHEN_SURE};
    g_autofree char *trimmed = g_strstrip(g_strdup(typed));
    bool is_marked_first = *trimmed != '\0' && strchr("?~%", *trimmed) != NULL;
    if (!is_marked_first && edtf_parse(trimmed, &when->bounds)) {
        when->edtf = g_steal_pointer(&trimmed);
        return;
    }
    g_autofree char *text = plain(typed);
    if (says_unknown(text))
        return;
    when->edtf = read_open(text, when);
    if (when->edtf == NULL)
        when->edtf = read_first_of_two(text, happened_later, when);
    if (when->edtf == NULL) {
        g_autoptr(GString) rest = g_string_new(NULL);
        const char *at = text;
        const char *mark = take_marks(&at, rest);
        when->edtf = read_plain(rest->str, mark, when);
    }
    if (when->edtf == NULL)
        when->edtf = read_several(text, when);
    if (when->edtf == NULL)
        when->edtf = read_first_of_two(text, made_anew, when);
    if (when->edtf != NULL && edtf_parse(when->edtf, &when->bounds))
        return;
    when_finish(when);
    when->reading = WHEN_NONE;
}

void when_finish(struct when *when)
{
    g_clear_pointer(&when->edtf, g_free);
    g_clear_pointer(&when->doubt, g_free);
}
