/*
 * exhibition.h — what the kiosk shows: the pack or archive it stands on, opened for reading.
 *
 * A pack is a BagIt bag (RFC 8493) made by `rwf publish`:
 *
 *     bagit.txt, manifest-sha256.txt, …
 *     data/catalogue.db         what may be shown, and nothing else
 *     data/catalogue.sums       the sums of its blocks (media/sums.h)
 *     data/objects/ab/abcdef…     the files it names, under their SHA-256
 *
 * The bag's manifest is what is trusted. It names the digest of the sums, and no byte of the
 * catalogue is read before its block was compared with them: a large exhibition opens as fast as a
 * small one, and what was changed is never shown. exhibition_verify() then reads all of it. A pack
 * without sums, as older versions made them, is compared whole with the manifest first. The
 * catalogue is opened immutable: no lock, no journal, no write. Other files are found by their
 * SHA-256 when they are wanted.
 *
 * Opened on any thread, then the UI thread's. Views take the catalogue and the paths from here.
 */
#ifndef KIOSK_EXHIBITION_H
#define KIOSK_EXHIBITION_H

#include <gio/gio.h>
#include <stdbool.h>

struct db;
struct exhibition;
struct spelling;

enum exhibition_error {
    EXHIBITION_ERROR_NOT_FOUND, /* no such folder, or it is neither pack nor archive */
    EXHIBITION_ERROR_CHANGED,   /* the catalogue is not the one the manifest names */
    EXHIBITION_ERROR_MALFORMED, /* a bag this program cannot read */
};
#define EXHIBITION_ERROR exhibition_error_quark()
GQuark exhibition_error_quark(void);

/* What is compared with the manifest before anything is shown. */
enum exhibition_trust {
    EXHIBITION_BLOCKS, /* each block of the catalogue before it is read */
    EXHIBITION_WHOLE,  /* all of the catalogue at once */
};

/* Opens the pack in this folder. NULL on error. */
struct exhibition *exhibition_open_pack(const char *folder, enum exhibition_trust trust,
                                        GError **error);

/* Reads all of the catalogue, and says whether it is as it was published. It takes as long as the
 * disk needs. Any thread, while the exhibition is open. */
bool exhibition_verify(const struct exhibition *exhibition, GCancellable *cancellable,
                       GError **error);

/* Opens an archive as a curator's machine has it, reading only what may be shown. */
struct exhibition *exhibition_open_archive(const char *folder, GError **error);

/* Opens one of the packs in this folder: the one that `current` there names (a symbolic link to
 * a pack's folder, or a text file holding the folder's name); when that one is bad or there is
 * no `current`, the good one that was changed last. @complaint receives why it is not the
 * current one, or NULL; yours to free. */
struct exhibition *exhibition_open_packs(const char *folder, enum exhibition_trust trust,
                                         char **complaint, GError **error);

/* NULL is fine. */
void exhibition_close(struct exhibition *exhibition);

/* The connection, read-only; borrowed. */
struct db *exhibition_catalogue(const struct exhibition *exhibition);

/* The words that can be looked for (catalogue/spelling.h), read when they are first wanted, of an archive
 * each time; NULL when they cannot be. Borrowed until the next call. UI thread. */
const struct spelling *exhibition_spelling(const struct exhibition *exhibition);

/* The absolute path of the file with this SHA-256 (64 hexadecimal digits), yours to free; NULL
 * when it is not there, which the log says, or the digest is none. Looks at the folder only,
 * reads nothing. */
char *exhibition_file(const struct exhibition *exhibition, const char *digest);

/* The folder it was opened from; borrowed. */
const char *exhibition_folder(const struct exhibition *exhibition);

/* Whether it is a pack: what an archive's folder holds may change while it is shown. */
bool exhibition_is_pack(const struct exhibition *exhibition);

#endif
