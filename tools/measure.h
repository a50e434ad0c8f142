#ifndef TOOLS_MEASURE_H
#define TOOLS_MEASURE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Times within a recording, sizes and days as people type and read them. Pure. */

/* Reads "1:02:03", "2:03.5", "123", "12.25" (seconds) into milliseconds; what follows a colon is
 * below 60. False for anything else. */
bool measure_time_read(const char *typed, int64_t *ms);

/* As measure_time_read(), with @option named in the error (USAGE) of a value that is none. */
bool measure_time_option(const char *option, const char *typed, int64_t *ms, GError **error);

/* "2:03", "1:02:03", "0:04.500"; yours to free. */
char *measure_time(int64_t ms);

/* "812 bytes", "3.4 MB"; yours to free. */
char *measure_size(int64_t bytes);

#endif
