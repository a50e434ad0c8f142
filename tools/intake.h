#ifndef TOOLS_INTAKE_H
#define TOOLS_INTAKE_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

struct output;

/*
 * Which files `rwf add` was given: those named, and those in folders named, in the order of their
 * names. In folders, hidden files and what systems leave behind (.DS_Store, Thumbs.db …) are left
 * out and counted; links are not followed, so a folder that contains itself ends; anything left
 * out for another reason is warned about, by name. Nothing is opened here.
 */
struct intake_file {
    char *path; /* where its bytes are: a regular file, links resolved */
    char *name; /* as a person knows it: what was typed, or the place in the folder */
    int64_t bytes;
    bool is_timed;  /* by its name: .vtt, .srt */
    char *stem;     /* path without extensions, to pair recordings with their text */
    char *language; /* canonical, from "interview.en.vtt"; NULL where the name has none */
};

struct intake {
    GPtrArray *files; /* struct intake_file *, owned */
    int64_t bytes;    /* of all */
    int left_out;     /* hidden files and leavings of systems */
    int refused;      /* warned about */
};

/* NULL on error: cancelled, or a named file that is not there (REFUSED: nothing is begun). */
struct intake *intake_create(const char *const *names, struct output *output,
                             GCancellable *cancellable, GError **error);
void intake_free(struct intake *intake);

#endif
