#ifndef TOOLS_EXPORT_H
#define TOOLS_EXPORT_H

#include "catalogue/archive.h"

#include <glib.h>
#include <stdbool.h>

struct call;
struct dossier;
struct parcel;

/*
 * Writing items out in an open form. What is written comes from a snapshot of what may be shown
 * (catalogue/snapshot.h), so that no form has to know what is withheld; or, with --all, from the
 * archive itself.
 */
struct export
{
    const struct call *call;
    struct parcel *parcel;
    struct db *db;        /* of the snapshot, or of the archive */
    const char *base_url; /* ends with a slash; NULL where the form needs none */
    const char *below;    /* the folder its files go into, with a slash, or "" */
    bool is_all;
    const char *use; /* the scope every consent must allow, or NULL: what may be shown will do */
    bool is_part;    /* items were named; the others stay out */
    struct archive_facts facts;
    int not_for_web; /* how many of those written not every consent allows on the web */
    GArray *written; /* int64_t: the items written so far */
};

/* One form: a const table in export_NAME.c, listed once in cmd_export.c. */
struct export_form {
    const char *name;
    const char *ending; /* a --to with this ending is the one file written; NULL: always a folder */
    const char *use;    /* what it is for where --for does not say: a scope of consent, or NULL */
    bool has_addresses; /* it names where its files will be: --base-url */
    bool is_whole;      /* with --all it is of the whole archive: no items are named then */

    /* Adds the files of one item. *IS_WRITTEN is false where the form has nothing to say of it. */
    bool (*item)(struct export *export, const struct dossier *dossier, bool *is_written,
                 GError **error);

    /* Adds what is about all of them, after the last; or NULL. */
    bool (*finish)(struct export *export, GError **error);
};

/* Writes the items named by @words (all, where there is none) to @target. What is left out has been
 * warned about; REFUSED when nothing is left. */
bool export_run(const struct call *call, const struct export_form *form, const char *const *words,
                const char *target, GError **error);

/* A language as a part of a file's name; "und" for NULL. */
const char *export_tag(const char *language);

#endif
