/*
 * What ICU says of clusters (UAX #29) and of the order of letters (UAX #9): the tests' own word
 * on both, since the kiosk uses other libraries. Offsets are bytes of valid UTF-8.
 */
#ifndef TESTS_SUPPORT_UNICODE_H
#define TESTS_SUPPORT_UNICODE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Where each cluster ends, as size_t. */
GArray *unicode_cluster_ends(const char *utf8);

struct unicode_paragraph;
struct unicode_paragraph *unicode_paragraph_create(const char *utf8, bool is_rtl);
void unicode_paragraph_destroy(struct unicode_paragraph *paragraph);

/* The characters of the line [@start, @end) from left to right, as size_t offsets. */
GArray *unicode_line_order(const struct unicode_paragraph *paragraph, size_t start, size_t end);

#endif
