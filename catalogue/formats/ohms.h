#ifndef CATALOGUE_FORMATS_OHMS_H
#define CATALOGUE_FORMATS_OHMS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue/auto.h"

/* OHMS (Oral History Metadata Synchronizer) records: XML of versions 5.1 to 6.0 in, 6.0 out. Bytes
 * are foreign: any bytes give records or an error, never a crash; nothing is fetched, no entity is
 * expanded; at most 64 MiB. Pure; any thread.
 *
 * Every text is as it stands in the record, without spaces around it, "" where the record has none;
 * lists have one entry a line. What is OHMS's own business (players, hosts, embeds) is read past. */

/* Which of two languages; the second is what OHMS calls *_alt. */
enum ohms_side { OHMS_FIRST, OHMS_SECOND, OHMS_SIDES };

/* The words of a point in one language, in the form catalogue/index_point.h keeps them. */
struct ohms_words {
    const char *title;
    const char *partial_transcript;
    const char *synopsis;
    const char *keywords; /* one a line */
    const char *subjects; /* one a line */
    const char *gps;      /* one "lat,lon|zoom|text" a line */
    const char *links;    /* one "address text" a line */
};

struct ohms_point {
    int64_t at_ms;
    struct ohms_words words[OHMS_SIDES];
};

/* What is said, in one language; formats/ohms_transcript.h makes lines with times of it. */
struct ohms_said {
    const char *transcript;
    const char *sync; /* where each minute falls in it */
    const char *vtt;  /* since 6.0: a whole WebVTT file instead of the two */
};

struct ohms_record {
    const char *id;  /* digits, their leading zeros kept */
    const char *day; /* of the export, not of the interview */
    const char *version;
    const char *title;
    const char *accession;
    const char *date;      /* YYYY-MM-DD */
    const char *date_text; /* as typed: "13 June 2006", "Unknown Date" */
    const char *duration;
    const char *language; /* a name in English: "Spanish"; "" is English */
    const char *second_language;
    const char *description;
    const char *type;
    const char *collection;
    const char *series;
    const char *repository;
    const char *funding;
    const char *rights;
    const char *usage;
    const char *file_name;
    const char *media_url;
    const char *fmt;      /* audio, video */
    const char *subjects; /* one a line, as are the next four */
    const char *keywords;
    const char *interviewees;
    const char *interviewers;
    const char *formats;
    bool is_restricted;
    struct ohms_said said[OHMS_SIDES];
    size_t point_count;
    struct ohms_point *points; /* in the order of the file */
};

struct ohms {
    size_t count;
    struct ohms_record *records;
    size_t dropped; /* points whose time is no number */
    GStringChunk *strings;
};

/* Reads a file's BYTES. _INVALID, with the line where there is one, for what is no XML, no OHMS, or
 * declares a document type. */
struct ohms *ohms_parse(const char *bytes, size_t length, GError **error);
void ohms_free(struct ohms *ohms);
CLEAN_UP(ohms, ohms_free)

/* Writes COUNT records as OHMS XML 6.0, valid against its schema where every day is one and every
 * id a number. NULL texts are empty. The caller frees it. */
char *ohms_write(const struct ohms_record *records, size_t count);

#endif
