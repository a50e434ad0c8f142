#include "catalogue/edtf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LENGTH 200

/* One date while it is read; what it may be lies between low and high of each part. */
struct part {
    char digits[5]; /* of 0-9 and X */
    int low, high;
    bool is_given;
};

struct date {
    struct part year, month, day;
    bool is_long_year; /* Y…: no bounds */
    bool is_negative;
    bool is_season; /* month is 21 to 41 */
    bool is_approximate, is_uncertain;
    bool has_time;
    int level;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void raise_level(int *level, int to)
{
    if (*level < to)
        *level = to;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool fits(const char *digits, size_t count, int number)
{
    for (size_t i = count; i > 0; i--, number /= 10)
        if (digits[i - 1] != 'X' && digits[i - 1] != '0' + number % 10)
            return false;
    return true;
}

static int number_of(const char *digits, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++)
        number = 10 * number + (digits[i] - '0');
    return number;
}

/* Takes COUNT digits or Xs; the part may be any number from LEAST to MOST that fits them. */
static bool take_part(const char **at, size_t count, int least, int most, struct part *part)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_digit((*at)[i]) && (*at)[i] != 'X')
            return false;
        part->digits[i] = (*at)[i];
    }
    part->low = part->high = -1;
    bool is_whole = memchr(part->digits, 'X', count) == NULL;
    int first = is_whole ? number_of(part->digits, count) : least;
    for (int number = first; number <= (is_whole ? first : most); number++) {
        if (number < least || number > most || !fits(part->digits, count, number))
            continue;
        part->low = part->low < 0 ? number : part->low;
        part->high = number;
    }
    part->is_given = true;
    *at += count;
    return part->low >= 0;
}

/* Takes ? ~ or % where one stands. */
static bool take_qualifier(const char **at, struct date *date)
{
    char c = **at;
    if (c != '?' && c != '~' && c != '%')
        return false;
    date->is_uncertain |= c != '~';
    date->is_approximate |= c != '?';
    ++*at;
    return true;
}

/* A qualifier after the last part is level 1; before a part, or between, level 2. */
static void take_left(const char **at, struct date *date)
{
    if (take_qualifier(at, date))
        raise_level(&date->level, 2);
}

static void take_right(const char **at, struct date *date)
{
    if (take_qualifier(at, date))
        raise_level(&date->level, **at == '-' ? 2 : 1);
}

static bool take_significant(const char **at, struct date *date)
{
    if (**at != 'S')
        return true;
    const char *from = ++*at;
    while (is_digit(**at))
        ++*at;
    raise_level(&date->level, 2);
    return *at > from && *from != '0';
}

/* Y170000002, Y-17E7, Y3388E2S3. */
static bool take_long_year(const char **at, struct date *date)
{
    ++*at;
    if (**at == '-')
        ++*at;
    const char *from = *at;
    while (is_digit(**at))
        ++*at;
    size_t count = (size_t)(*at - from);
    date->is_long_year = true;
    raise_level(&date->level, 1);
    if (count == 0 || *from == '0')
        return false;
    if (**at == 'E') {
        const char *exponent = ++*at;
        while (is_digit(**at))
            ++*at;
        raise_level(&date->level, 2);
        if (*at == exponent)
            return false;
    } else if (count < 5) {
        return false;
    }
    return take_significant(at, date);
}

/* Four digits; three are a decade and two, where qualified, a century, as some write at level 2;
 * five are a far year. */
static bool take_digits_of_year(const char **at, struct date *date)
{
    size_t count = strspn(*at, "0123456789X");
    if (count == 4)
        return take_part(at, 4, 0, 9999, &date->year);
    raise_level(&date->level, 2);
    if (count == 5) {
        date->is_long_year = true;
        *at += count;
        return true;
    }
    if (count != 3 && (count != 2 || strchr("?~%", (*at)[2]) == NULL || (*at)[2] == '\0'))
        return false;
    char filled[] = "XXXX";
    memcpy(filled, *at, count);
    const char *from = filled;
    *at += count;
    return take_part(&from, 4, 0, 9999, &date->year);
}

static bool take_year(const char **at, struct date *date)
{
    if (**at == '-') {
        date->is_negative = true;
        raise_level(&date->level, 1);
        ++*at;
    }
    if (!take_digits_of_year(at, date))
        return false;
    if (date->is_negative && strcmp(date->year.digits, "0000") == 0)
        return false;
    const char *x = strchr(date->year.digits, 'X');
    if (x != NULL) {
        bool is_simple = x >= date->year.digits + 2 && strspn(x, "X") == strlen(x);
        raise_level(&date->level, is_simple ? 1 : 2);
    }
    return take_significant(at, date);
}

static bool take_month(const char **at, struct date *date)
{
    int number =
        is_digit((*at)[0]) && is_digit((*at)[1]) ? atoi((char[]){(*at)[0], (*at)[1], 0}) : 0;
    date->is_season = number >= 21 && number <= 41;
    if (date->is_season)
        raise_level(&date->level, number <= 24 ? 1 : 2);
    bool is_taken = date->is_season ? take_part(at, 2, 21, 41, &date->month)
                                    : take_part(at, 2, 1, 12, &date->month);
    if (strchr(date->month.digits, 'X') != NULL)
        raise_level(&date->level, strcmp(date->month.digits, "XX") == 0 ? 1 : 2);
    return is_taken;
}

/* The X a level 1 date may have stand in its rightmost parts, whole. */
static void level_of_unspecified(struct date *date)
{
    bool year_x = strchr(date->year.digits, 'X') != NULL;
    bool month_x = strchr(date->month.digits, 'X') != NULL;
    bool day_x = strchr(date->day.digits, 'X') != NULL;
    if (date->day.is_given && day_x && strcmp(date->day.digits, "XX") != 0)
        raise_level(&date->level, 2);
    if (day_x || month_x)
        raise_level(&date->level, 1);
    if ((month_x && date->day.is_given && !day_x) || (year_x && date->month.is_given))
        raise_level(&date->level, 2);
}

static bool exists(const struct date *date)
{
    if (!date->day.is_given || date->is_long_year)
        return true;
    for (int month = date->month.low; month <= date->month.high; month++)
        for (int year = date->year.low; year <= date->year.high && year <= date->year.low + 8;
             year++)
            if (fits(date->month.digits, 2, month) && date->day.low <= days_in(year, month))
                return true;
    return false;
}

static bool take_two(const char **at, int most)
{
    if (!is_digit((*at)[0]) || !is_digit((*at)[1]))
        return false;
    int number = ((*at)[0] - '0') * 10 + ((*at)[1] - '0');
    *at += 2;
    return number <= most;
}

static bool take_char(const char **at, char c)
{
    if (**at != c)
        return false;
    ++*at;
    return true;
}

/* hh:mm:ss, then Z or an offset of hours, with or without minutes. */
static bool take_time(const char **at)
{
    if (!take_two(at, 23) || !take_char(at, ':') || !take_two(at, 59) || !take_char(at, ':') ||
        !take_two(at, 59))
        return false;
    if (take_char(at, 'Z'))
        return true;
    bool is_west = **at == '-';
    if (**at != '+' && !is_west)
        return true;
    const char *offset = ++*at;
    int most = strncmp(offset, "14", 2) == 0 ? 0 : 59;
    if (!take_two(at, 14) || (take_char(at, ':') && !take_two(at, most)))
        return false;
    return !(is_west && strncmp(offset, "00", 2) == 0 && strncmp(offset + 2, ":", 1) != 0) &&
           !(is_west && strncmp(offset, "00:00", 5) == 0);
}

static bool take_date(const char **at, struct date *date)
{
    *date = (struct date){0};
    if (**at == 'Y')
        return take_long_year(at, date);
    take_left(at, date);
    if (!take_year(at, date))
        return false;
    take_right(at, date);
    if (take_char(at, '-')) {
        take_left(at, date);
        if (!take_month(at, date))
            return false;
        take_right(at, date);
    }
    if (date->month.is_given && **at == '-') {
        ++*at;
        take_left(at, date);
        if (date->is_season || !take_part(at, 2, 1, 31, &date->day))
            return false;
        take_right(at, date);
    }
    level_of_unspecified(date);
    return exists(date);
}

/* The months a season or another part of a year begins and ends in; northern, winter running into
 * the next year. */
static void season_months(int season, int *first, int *last)
{
    static const struct {
        int first, last;
    } months[] = {
        {3, 5},  {6, 8},   {9, 11}, {12, 14}, /* 21-24 */
        {3, 5},  {6, 8},   {9, 11}, {12, 14}, /* 25-28, northern */
        {9, 11}, {12, 14}, {3, 5},  {6, 8},   /* 29-32, southern */
        {1, 3},  {4, 6},   {7, 9},  {10, 12}, /* 33-36, quarters */
        {1, 4},  {5, 8},   {9, 12},           /* 37-39, thirds */
        {1, 6},  {7, 12},                     /* 40-41, halves */
    };
    *first = months[season - 21].first;
    *last = months[season - 21].last;
}

static void write_day(char day[EDTF_DAY_SIZE], int year, int month, int number)
{
    if (month > 12) {
        month -= 12;
        year++;
    }
    unsigned y = (unsigned)year % 10000u;
    snprintf(day, EDTF_DAY_SIZE, "%04u-%02u-%02u", y, (unsigned)month % 100u,
             (unsigned)number % 100u);
}

static bool first_day(const struct date *date, char day[EDTF_DAY_SIZE])
{
    if (date->is_long_year || date->is_negative)
        return false;
    int month = date->month.is_given ? date->month.low : 1;
    int last = 0;
    int number = date->day.is_given ? date->day.low : 1;
    int year = date->year.low;
    if (date->is_season)
        season_months(date->month.low, &month, &last);
    while (month <= 12 && number > days_in(year, month) && month < date->month.high)
        month++;
    while (month <= 12 && number > days_in(year, month) && year < date->year.high)
        year++;
    write_day(day, year, month, number);
    return true;
}

static bool last_day(const struct date *date, char day[EDTF_DAY_SIZE])
{
    if (date->is_long_year || date->is_negative)
        return false;
    int first = 0;
    int month = date->month.is_given ? date->month.high : 12;
    int year = date->year.high;
    if (date->is_season)
        season_months(date->month.low, &first, &month);
    if (month > 12 && year >= 9999)
        return false;
    while (date->day.is_given && date->day.low > days_in(year, month) && month > date->month.low)
        month--;
    while (date->day.is_given && date->day.low > days_in(year, month) && year > date->year.low)
        year--;
    int most = days_in(month > 12 ? year + 1 : year, month > 12 ? month - 12 : month);
    int number = most;
    while (date->day.is_given && number > date->day.low && !fits(date->day.digits, 2, number))
        number--;
    write_day(day, year, month, number);
    return true;
}

/* Widens the bounds of EDTF to hold DATE too. */
static void widen(struct edtf *edtf, const struct date *date, bool is_begun)
{
    char first[EDTF_DAY_SIZE] = "";
    char last[EDTF_DAY_SIZE] = "";
    bool has_first = first_day(date, first);
    bool has_last = last_day(date, last);
    if (!is_begun || (edtf->has_first && has_first && strcmp(first, edtf->first) < 0))
        memcpy(edtf->first, first, sizeof first);
    if (!is_begun || (edtf->has_last && has_last && strcmp(last, edtf->last) > 0))
        memcpy(edtf->last, last, sizeof last);
    edtf->has_first = is_begun ? edtf->has_first && has_first : has_first;
    edtf->has_last = is_begun ? edtf->has_last && has_last : has_last;
    edtf->is_approximate |= date->is_approximate;
    edtf->is_uncertain |= date->is_uncertain;
}

static bool parse_single(const char *text, struct edtf *edtf)
{
    struct date date;
    const char *at = text;
    if (!take_date(&at, &date))
        return false;
    edtf->level = date.level;
    if (*at == 'T') {
        ++at;
        bool is_plain =
            date.level == 0 || (date.is_negative && date.level == 1 && !date.is_approximate &&
                                !date.is_uncertain && strchr(date.day.digits, 'X') == NULL);
        if (!is_plain || !date.day.is_given || !take_time(&at))
            return false;
    }
    widen(edtf, &date, false);
    return *at == '\0';
}

/* A side of an interval: "" and ".." have no date. */
static bool take_side(const char **at, char end, struct date *date, bool *is_dated)
{
    *is_dated = false;
    if (**at == end)
        return true;
    if (strncmp(*at, "..", 2) == 0) {
        *at += 2;
        return true;
    }
    *is_dated = true;
    return take_date(at, date);
}

/* Unspecified parts, seasons and long years inside an interval go past level 1. */
static int level_of_side(const struct date *date)
{
    bool has_x = strchr(date->year.digits, 'X') != NULL ||
                 strchr(date->month.digits, 'X') != NULL || strchr(date->day.digits, 'X') != NULL;
    return has_x || date->is_season || date->is_long_year ? 2 : date->level;
}

static bool is_in_order(const struct date *from, const struct date *to)
{
    if (from->is_long_year || to->is_long_year)
        return true;
    if (from->is_negative != to->is_negative)
        return from->is_negative;
    if (from->is_negative)
        return from->year.high >= to->year.low;
    char first[EDTF_DAY_SIZE] = "";
    char last[EDTF_DAY_SIZE] = "9999-12-31";
    first_day(from, first);
    last_day(to, last);
    return strcmp(first, last) <= 0;
}

static bool parse_interval(const char *text, struct edtf *edtf)
{
    struct date from = {0};
    struct date to = {0};
    bool has_from;
    bool has_to;
    const char *at = text;
    if (!take_side(&at, '/', &from, &has_from) || !take_char(&at, '/') ||
        !take_side(&at, '\0', &to, &has_to) || *at != '\0' || strcmp(text, "/") == 0)
        return false;
    if (has_from && has_to && !is_in_order(&from, &to))
        return false;
    edtf->level = has_from && has_to ? 0 : 1;
    if (has_from)
        raise_level(&edtf->level, level_of_side(&from));
    if (has_to)
        raise_level(&edtf->level, level_of_side(&to));
    edtf->has_first = has_from && first_day(&from, edtf->first);
    edtf->has_last = has_to && last_day(&to, edtf->last);
    edtf->is_approximate = from.is_approximate || to.is_approximate;
    edtf->is_uncertain = from.is_uncertain || to.is_uncertain;
    return true;
}

/* One of a set: a date, or dates from one to another, open at the set's ends only. */
static bool take_member(const char **at, struct edtf *edtf, bool *is_begun)
{
    struct date date;
    bool open_before = strncmp(*at, "..", 2) == 0;
    if (open_before)
        *at += 2;
    if (!take_date(at, &date))
        return false;
    widen(edtf, &date, *is_begun);
    if (open_before && *is_begun)
        return false;
    *is_begun = true;
    edtf->has_first &= !open_before;
    if (strncmp(*at, "..", 2) != 0)
        return true;
    *at += 2;
    if (**at == ']' || **at == '}') {
        edtf->has_last = false;
        return true;
    }
    struct date to;
    if (open_before || !take_date(at, &to) || !is_in_order(&date, &to))
        return false;
    widen(edtf, &to, true);
    return true;
}

static bool parse_set(const char *text, struct edtf *edtf)
{
    const char *at = text;
    char end = *at++ == '[' ? ']' : '}';
    bool is_begun = false;
    edtf->level = 2;
    do {
        if (!take_member(&at, edtf, &is_begun))
            return false;
    } while (take_char(&at, ','));
    return take_char(&at, end) && *at == '\0';
}

bool edtf_parse(const char *text, struct edtf *edtf)
{
    struct edtf read = {0};
    bool is_edtf = false;
    if (strnlen(text, MOST_LENGTH) >= MOST_LENGTH)
        return false;
    if (*text == '[' || *text == '{')
        is_edtf = parse_set(text, &read);
    else if (strchr(text, '/') != NULL)
        is_edtf = parse_interval(text, &read);
    else
        is_edtf = parse_single(text, &read);
    if (!read.has_first)
        read.first[0] = '\0';
    if (!read.has_last)
        read.last[0] = '\0';
    if (is_edtf && edtf != NULL)
        *edtf = read;
    return is_edtf;
}

bool edtf_is_day(const char *text)
{
    struct edtf edtf;
    return strlen(text) == 10 && edtf_parse(text, &edtf) && edtf.level == 0 &&
           strcmp(edtf.first, text) == 0;
}
