#ifndef CATALOGUE_ERROR_H
#define CATALOGUE_ERROR_H

#include <glib.h>

/* The one error domain of the catalogue. A caller tests the code; a person reads the message: one
 * lower-case line that says what, where and what to do. */
#define CATALOGUE_ERROR catalogue_error_quark()

enum catalogue_error {
    CATALOGUE_ERROR_NOT_FOUND, /* no such row, file or archive: ordinary absence */
    CATALOGUE_ERROR_NEWER,     /* written by a newer program than this one */
    CATALOGUE_ERROR_DAMAGED,   /* not what it says it is: corrupt, altered or not an archive */
    CATALOGUE_ERROR_BUSY,      /* another program is writing; trying again may help */
    CATALOGUE_ERROR_INVALID,   /* what was given breaks a rule of the archive */
    CATALOGUE_ERROR_CONFLICT,  /* it is there already, or has changed since */
    CATALOGUE_ERROR_CANCELLED, /* interrupted, or over its time limit */
    CATALOGUE_ERROR_READ_ONLY, /* opened for reading only */
    CATALOGUE_ERROR_IO,        /* the disk or the operating system refused */
};

GQuark catalogue_error_quark(void);

#endif
