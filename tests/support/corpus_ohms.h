#ifndef TESTS_SUPPORT_CORPUS_OHMS_H
#define TESTS_SUPPORT_CORPUS_OHMS_H

#include <glib.h>

struct ohms_record;

/* The expectations of the OHMS corpus: what a plain reading of each record finds. */

/* The files expectations stand for, beside PATH; the caller frees them with g_strfreev. */
char **corpus_ohms_files(const char *path);

/* What differs between RECORD and what is expected of FILE, as text for people; NULL for nothing.
 * The caller frees it. */
char *corpus_ohms_compare(const char *path, const char *file, const struct ohms_record *record);

#endif
