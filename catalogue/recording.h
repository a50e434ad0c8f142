#ifndef CATALOGUE_RECORDING_H
#define CATALOGUE_RECORDING_H

#include "catalogue/auto.h"

#include <stdbool.h>

/* Writes down, while rows are changed, what changes: SQLite's session extension. What is made from
 * other rows and what belongs to this copy alone is left out. The thread of the db. */
struct db;
struct recording;

struct recording *recording_begin(struct db *db, GError **error);
/* What changed since, a changeset; RECORDING is freed. NULL on error. */
GBytes *recording_end(struct recording *recording, GError **error);
void recording_free(struct recording *recording);

/* Takes back what CHANGESET did, triggers quiet: it holds what they did too. CHANGESET was recorded
 * here, and its rows are as it left them: the caller has asked. Consent's history stays. Fails, without
 * ERROR, where other rows are in the way. */
bool recording_take_back(struct db *db, GBytes *changeset, GError **error);

/* Adds to ITEMS (a set of int64_t) every item a row of which CHANGESET changes. */
bool recording_items(struct db *db, GBytes *changeset, GHashTable *items, GError **error);

/* Notes that what is found of all it concerns must be written anew; before and after rows change. */
bool recording_refresh(struct db *db, GBytes *changeset, GError **error);

#endif
