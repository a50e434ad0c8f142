#ifndef CATALOGUE_EDTF_H
#define CATALOGUE_EDTF_H

#include <stdbool.h>

/* Dates of things: Extended Date/Time Format, Library of Congress, 4 February 2019 (ISO 8601-2).
 * Levels 0 and 1 are read with their bounds; level 2 is recognised and kept, with bounds where they
 * follow simply. Pure; any thread.
 *
 * Bounds are the first and last day the date can mean, of years 0000 to 9999: X is every digit it
 * may be, an open or unknown side has none, `?` and `~` change nothing. Seasons are northern:
 * spring 03-05, summer 06-08, autumn 09-11, winter 12 to the end of February. Years outside four
 * digits have no bounds. Where implementations dispute, this takes the letter of the text: no
 * fractions of seconds, offsets with a colon, no blanks, no season inside an interval at level 1
 * (taken as level 2), an interval may end in the month its beginning stands in. */
#define EDTF_DAY_SIZE 11

struct edtf {
    int level; /* 0, 1 or 2 */
    bool is_approximate;
    bool is_uncertain;
    bool has_first, has_last;
    char first[EDTF_DAY_SIZE]; /* YYYY-MM-DD, "" without a bound */
    char last[EDTF_DAY_SIZE];
};

/* False where TEXT is not EDTF; EDTF may be NULL. */
bool edtf_parse(const char *text, struct edtf *edtf);

/* True for a calendar day written YYYY-MM-DD. */
bool edtf_is_day(const char *text);

#endif
