#ifndef CATALOGUE_FORMATS_OHMS_SYNC_H
#define CATALOGUE_FORMATS_OHMS_SYNC_H

#include <glib.h>
#include <stdint.h>

/* Where the minutes fall in the transcript of an OHMS record: "1:|13(3)|19(14)" is minute 1 at line
 * 13, word 3, minute 2 at line 19, word 14. Lines are cut at LF and words at white space, both
 * counted from 1. For catalogue/formats only. */
struct ohms_minute {
    int64_t line;
    int64_t word;
    int64_t at_ms;
};

/* An array of struct ohms_minute in the order they stand in; *INTERVAL_MS is how far two are apart.
 * Entries that are no place are left out; the moment of the others stays that of their number. */
GArray *ohms_sync_parse(const char *sync, int64_t *interval_ms);

#endif
