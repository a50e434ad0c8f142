#ifndef CATALOGUE_ARCHIVE_H
#define CATALOGUE_ARCHIVE_H

#include "catalogue/db.h"

/* The front door. An archive is a folder with `archive.db` and `store/`; what stands in the store
 * is the media library's business, this one knows only its path. A pack is one read-only database
 * with the same schema, holding only what may be shown. */
struct archive;

/* What the archive says of itself. */
struct archive_facts {
    const char *uuid; /* the same in every copy of this archive */
    const char *title;
    const char *subtitle;
    const char *language;   /* BCP 47, of titles and descriptions */
    const char *created_at; /* YYYY-MM-DDThh:mm:ssZ */
    const char *changed_at;
    const char *published_on; /* YYYY-MM-DD; NULL in an archive, set in a pack */
};

/* Makes FOLDER (its parent must exist) with an empty archive and an empty store. FOLDER may exist
 * when it is empty; a folder with an archive is _CONFLICT. Nothing is left behind on failure. */
struct archive *archive_create(const char *folder, const char *title, GError **error);

/* Opens for writing. An older archive is brought up to date first, in one transaction, after a copy
 * of it was kept as `archive.db.before-NNNN`. A newer one is refused (_NEWER) untouched. */
struct archive *archive_open(const char *folder, GError **error);

/* Opens for reading; an older archive is refused with the advice to open it for writing once. */
struct archive *archive_open_read_only(const char *folder, GError **error);

/* Opens a pack's database file: immutable, query-only, schema compared, statements time-limited. */
struct archive *archive_open_pack(const char *file, GError **error);

/* The same, reading only what GUARD lets through (db.h). */
struct archive *archive_open_guarded(const char *file, const struct db_guard *guard,
                                     GError **error);

/* The nearest folder from FROM upwards that is an archive, the caller's to free; NULL: _NOT_FOUND. */
char *archive_find(const char *from, GError **error);

void archive_close(struct archive *archive);
CLEAN_UP(archive, archive_close)

/* Borrowed, as long as the archive is open. */
struct db *archive_db(struct archive *archive);
const char *archive_folder(const struct archive *archive); /* NULL for a pack */
const char *archive_store(const struct archive *archive);  /* FOLDER/store; NULL for a pack */

bool archive_read_facts(struct db *db, GStringChunk *strings, struct archive_facts *facts,
                        GError **error);
/* Sets title, subtitle and language. */
bool archive_write_facts(struct db *db, const struct archive_facts *facts, GError **error);
/* Today as the archive has it: the clock's day, or the day a pack was made where the clock is
 * earlier. The caller frees it. */
char *archive_today(struct db *db, GError **error);
/* Now, YYYY-MM-DDThh:mm:ssZ. The caller frees it. */
char *archive_now(void);

/* Looks the whole database over: SQLite's integrity, the full-text index, foreign keys and the
 * archive's own rules. Each fault is one sentence in the array; an empty array is a sound archive.
 * NULL only when it cannot be read at all. Needs write access for the full-text check; skips that
 * on a read-only archive. */
GPtrArray *archive_check(struct db *db, GError **error);

/* Called between steps of a backup with pages done and in all; false stops it with _CANCELLED. */
typedef bool archive_progress(int64_t done, int64_t total, void *data);

/* Copies the database, as it is at one moment, to FILE while others may go on working; FILE is
 * written beside, synced, renamed without replacing, and its folder synced. PROGRESS may be NULL.
 * A file there already is _CONFLICT. */
bool archive_backup(struct db *db, const char *file, archive_progress *progress, void *data,
                    GError **error);

/* Makes all of DB, an archive without items and without history, what the database at FILE holds: of
 * a bag this program wrote. FILE is foreign and read as a pack is, its schema compared. In one
 * transaction: on error DB is as it was. */
bool archive_adopt(struct db *db, const char *file, GError **error);

#endif
