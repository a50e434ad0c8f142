#ifndef TOOLS_DOSSIER_H
#define TOOLS_DOSSIER_H

#include "catalogue/auto.h"
#include "catalogue/item.h"

/*
 * One item with all that stands around it, as whoever writes it out in another form reads it. From
 * the database of an archive it holds everything; from a snapshot (catalogue/snapshot.h) only what
 * may be shown, names withheld left empty.
 */
struct dossier {
    struct item item;
    GArray *people;       /* struct contributor */
    GArray *places;       /* struct place */
    GArray *themes;       /* struct theme */
    GArray *assets;       /* struct asset */
    GArray *consents;     /* struct consent */
    GArray *notes;        /* struct content_note */
    GArray *labels;       /* struct community_label */
    GArray *own_fields;   /* struct own_field */
    GArray *whole;        /* struct part: what it is a part of, none or one */
    GArray *translations; /* struct translation, of the item's own texts */
    GArray *points;       /* struct index_point */
    GArray *cues;         /* struct cue, by purpose and language */
    GStringChunk *strings;
};

/* NULL on error. */
struct dossier *dossier_read(struct db *db, int64_t item, GError **error);
void dossier_free(struct dossier *dossier);
CLEAN_UP(dossier, dossier_free)

/* The first file in that role, whose media type begins with @kind ("audio/"); @kind may be NULL. NULL
 * where there is none. */
const struct asset *dossier_asset(const struct dossier *dossier, const char *role,
                                  const char *kind);

/* Milliseconds of what is played; -1 where nothing is. */
int64_t dossier_length(const struct dossier *dossier);

/* What visitors read for somebody: the name, or that it is withheld. */
struct contributor;
const char *dossier_name(const struct contributor *person);

#endif
