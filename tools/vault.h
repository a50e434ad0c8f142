#ifndef TOOLS_VAULT_H
#define TOOLS_VAULT_H

#include "catalogue/auto.h"

#include <stdbool.h>

struct archive;
struct db;
struct store;

/*
 * An archive folder opened whole: the catalogue's database and the media library's store, which
 * know nothing of each other.
 */
struct vault;

/* The archive meant: @named (-C) if given, else RWF_ARCHIVE, else the nearest folder from the
 * current one upwards. The folder, yours to free; NULL where there is none, with what to do. */
char *vault_find(const char *named, GError **error);

/* NULL on error, with the codes of catalogue and media. */
struct vault *vault_open(const char *folder, bool for_writing, GError **error);
void vault_close(struct vault *vault);
CLEAN_UP(vault, vault_close)

/* Borrowed. */
const char *vault_folder(const struct vault *vault);
struct archive *vault_archive(const struct vault *vault);
struct db *vault_db(const struct vault *vault);
struct store *vault_store(const struct vault *vault);

#endif
