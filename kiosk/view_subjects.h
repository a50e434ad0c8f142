/*
 * view_subjects.h — themes, places or trails to choose from. No pixels. UI thread.
 */
#ifndef KIOSK_VIEW_SUBJECTS_H
#define KIOSK_VIEW_SUBJECTS_H

#include "catalogue/shown.h"

struct exhibition;

struct view_subject {
    int64_t id;
    const char *name;
    const char *name_language;
    const char *about; /* of a trail: its feeling */
    const char *says;  /* of a trail: where it leads; else NULL */
    int count;
    bool is_more;
    char *picture; /* path, or NULL */
    double focal_x, focal_y;
};

struct view_subjects {
    struct shown_subjects *subjects; /* themes and places at the top */
    struct shown_subjects **under;   /* those under each of them, NULL-terminated */
    struct shown_trails *trails;
    size_t count;
    struct view_subject *all;
};

/* @filter is "theme", "place" or "trail". */
struct view_subjects *view_subjects_read(const struct exhibition *exhibition, const char *filter,
                                         const char *language, GError **error);
void view_subjects_free(struct view_subjects *view);

#endif
