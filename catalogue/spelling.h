/*
 * spelling.h — words of the index that are spelt nearly as one that is not there.
 *
 * Near are words at most two letters away: put in, taken out, changed, or swapped with the one beside
 * (Damerau's distance, each letter moved once), wherever in the word, in any script, compared as fold.h
 * has it. All words of the index are held in memory, in their order, so that the work on a common
 * beginning is done once and what begins hopelessly is passed over.
 *
 * The index holds words that only curators may see: whoever shows a word first looks whether it is found
 * (shown_search.h). Read on the thread of the db, then only read; any thread.
 */
#ifndef CATALOGUE_SPELLING_H
#define CATALOGUE_SPELLING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "catalogue/auto.h"

struct db;
struct spelling;

/* A word that is near, folded; borrowed. */
struct spelling_word {
    const char *word;
    int distance;  /* 0 to SPELLING_FAR */
    guint32 texts; /* that it stands in */
};

enum { SPELLING_FAR = 2 };

/* All words of the index of this moment; NULL on error. */
struct spelling *spelling_read(struct db *db, GError **error);
/* The same of words given, sorted by their bytes, each once; for measuring and tests. */
struct spelling *spelling_of(const char *const *words, size_t count);
void spelling_free(struct spelling *spelling);
CLEAN_UP(spelling, spelling_free)

size_t spelling_count(const struct spelling *spelling);

/* The words nearest to a folded one, nearest first, of those as near the one in most texts; at most @most
 * of them. Words of up to three letters are near at one letter only, those of one never. Returns how many
 * there are in @found. */
size_t spelling_near(const struct spelling *spelling, const char *folded,
                     struct spelling_word *found, size_t most);

/* Whether a word of the index is this one, or begins so. */
bool spelling_has(const struct spelling *spelling, const char *folded, bool is_beginning);

#endif
