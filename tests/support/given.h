#ifndef TESTS_SUPPORT_GIVEN_H
#define TESTS_SUPPORT_GIVEN_H

#include "catalogue/archive.h"
#include "catalogue/auto.h"
#include "catalogue/consent.h"
#include "catalogue/item.h"

/* Builders: an archive in a folder of its own, and items in it. Each asserts that it worked. */
struct scratch;
struct given {
    struct scratch *scratch;
    char *folder; /* temporary; removed at the end, however the test ends */
    char *home;   /* the archive's folder, inside it */
    struct archive *archive;
    struct db *db;
    GStringChunk *strings;
};

/* A new empty archive. */
struct given *given_archive(void);
/* Closes and removes everything. */
void given_end(struct given *given);
CLEAN_UP(given, given_end)

/* An item with a title and kind, without consent. Returns its id. */
int64_t given_item(struct given *given, const char *kind, const char *title);
/* The same with consent for the kiosk and everything else. */
int64_t given_shown_item(struct given *given, const char *kind, const char *title);
/* Consent for an item, as the scope words say; returns its id. */
int64_t given_consent(struct given *given, int64_t item, const char *scope);
/* A file of the item with a digest made from the words. */
int64_t given_asset(struct given *given, int64_t item, const char *role, const char *words);
/* A second picture of the item, with these bytes, and something said about parts of both. */
void given_back(struct given *given, int64_t item, const char *digest);
/* A day so many days from today, YYYY-MM-DD; lives as long as GIVEN. */
const char *given_day(struct given *given, int days);
/* The path of a corpus file, NULL where the corpora are not there; the caller frees it. */
char *given_corpus(const char *name);

#endif
