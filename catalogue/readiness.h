#ifndef CATALOGUE_READINESS_H
#define CATALOGUE_READINESS_H

#include "catalogue/column.h"

/* What keeps an item from being shown, or shown well: what `rwf check` says. That its files are
 * whole and in the store is for the tool to add. */
struct db;

enum lack_weight {
    LACK_WITHHOLDS, /* visitors do not see the item, or not all of it */
    LACK_ADVISES,   /* they see it, but some are left out: no alt text, no captions … */
};

struct lack {
    enum lack_weight weight;
    const char *word; /* stable, for --json: consent_missing, consent_lapsed, consent_not_granted,
                         consent_not_for_kiosk, access, embargo, no_access_copy, redacted_copy_missing, consent_ends, same_file, captions_fast, translation_stale,
                         excerpt_copy_missing, name_told, alt_text, rights, credit, captions, transcript, date,
                         era, person, language, summary, review_due */
    const char *says; /* one sentence: what, and what to do */
};

/* An array of struct lack, possibly empty. Texts live in STRINGS. */
GArray *readiness_of(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
