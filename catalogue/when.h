#ifndef CATALOGUE_WHEN_H
#define CATALOGUE_WHEN_H

#include "catalogue/edtf.h"

#include <glib.h>

/* Dates as people type them, in English: "c.1975", "1964–6", "early 1980s", "before 1990", "March
 * 2024", "12 May 1979", "spring 1981", "1976 or 1977", "date not known". Pure; any thread. */
enum when_reading {
    WHEN_NONE,   /* nothing of a date could be read; keep the text and ask */
    WHEN_SURE,   /* one reading */
    WHEN_UNSURE, /* the likeliest reading of several (03/04/1979, two-digit years): ask */
};

struct when {
    enum when_reading reading;
    char *edtf;  /* NULL with WHEN_NONE, or for "date not known" */
    char *doubt; /* with WHEN_UNSURE: one line on what else it could mean */
    struct edtf bounds;
};

/* Fills WHEN; when_finish frees what is in it. EDTF itself is read as such. */
void when_read(const char *typed, struct when *when);
void when_finish(struct when *when);

#endif
