/*
 * Paths inside bags: which are safe, and how manifests write them (RFC 8493 §2.1.3, §5).
 */
#ifndef MEDIA_BAG_PATH_H
#define MEDIA_BAG_PATH_H

#include <stdbool.h>

/* Whether @path stays inside the bag on every operating system: relative, with plain parts, no
 * "..", "~", drive letter, backslash or "%NAME%" in front. */
bool bag_path_is_safe(const char *path);

/* For a manifest: LF, CR and % as %0A, %0D and %25, and nothing else. Yours to free. */
char *bag_path_encode(const char *path);

/* The reverse; before version 1.0 "%25" stood for itself. Yours to free. */
char *bag_path_decode(const char *text, bool is_before_1_0);

/* A form in which names that differ by Unicode normalisation or case alone are equal. */
char *bag_path_fold(const char *path, bool ignore_case);

#endif
