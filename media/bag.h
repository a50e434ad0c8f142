/*
 * BagIt 1.0 (RFC 8493): writing a bag, and checking one that others wrote.
 *
 * Writing makes deterministic bytes: the same files and bag-info give the same bag, with
 * SHA-256 manifests sorted by path. Checking reads all versions from 0.93 on and the checksums
 * md5, sha1, sha256 and sha512, fetches nothing, follows no symbolic link, and refuses any path
 * that could leave the bag on any operating system.
 */
#ifndef MEDIA_BAG_H
#define MEDIA_BAG_H

#include "media/digest.h"

/* One line of bag-info.txt, in the order given (§2.2.2). */
struct bag_info {
    const char *label;
    const char *value; /* NULL only for "Payload-Oxum": counted and filled in here */
};

/*
 * Writing. One thread at a time.
 */
struct bag;

/* Begins a bag in the existing folder @folder, empty or holding files that will be added in
 * place. NULL on error. */
struct bag *bag_create(const char *folder, GError **error);

/* Forgets the bag without finishing; the files written stay for the caller to remove. */
void bag_destroy(struct bag *bag);

/* Copies the regular file @source to @path in the bag, hashing on the way. @path begins with
 * "data/" for payload, anything else is a tag file; folders are made as needed. When @expected
 * is not NULL other bytes are a FIXITY error. Progress in bytes. */
bool bag_copy(struct bag *bag, const char *source, const char *path, const struct digest *expected,
              media_progress progress, void *data, GCancellable *cancellable, GError **error);

/* As bag_copy(), for a file that stands at @path in the bag already. */
bool bag_add(struct bag *bag, const char *path, const struct digest *expected,
             GCancellable *cancellable, GError **error);

/* Writes bag-info.txt, bagit.txt and the manifests, and syncs every file and folder: when it
 * returns true the bag survives a power cut. */
bool bag_finish(struct bag *bag, const struct bag_info *info, size_t count, GError **error);

/*
 * Checking.
 */
enum bag_problem_kind {
    BAG_MALFORMED, /* bagit.txt, a manifest or bag-info.txt breaks a rule */
    BAG_UNSAFE,    /* a path that leaves the bag, or a link */
    BAG_MISSING,   /* listed, not there */
    BAG_UNLISTED,  /* there, not listed */
    BAG_CHANGED,   /* there, with another checksum or another count */
    BAG_UNFETCHED, /* still to be fetched from elsewhere, which this program does not do */
    BAG_WARNING    /* odd, allowed */
};

struct bag_problem {
    enum bag_problem_kind kind;
    char *path;     /* in the bag; NULL when it is about the bag as a whole */
    char *sentence; /* lower case, one line */
};

struct bag_report {
    int version_major; /* 0 and 0 when bagit.txt could not be read */
    int version_minor;
    bool is_complete; /* all required parts there, everything listed there and the reverse */
    bool is_valid;    /* complete, and every checksum right (only when they were read) */
    int64_t payload_bytes;
    int64_t payload_files;
    GPtrArray *problems; /* struct bag_problem *, worst kinds first, then by path; owned */
    GPtrArray *info;     /* struct bag_info *: what bag-info.txt says, in its order; owned */
};

/* What bag-info.txt says under @label, in any case: the first time it stands there; NULL where it
 * does not. Borrowed. */
const char *bag_report_info(const struct bag_report *report, const char *label);

/* Checks the bag in @folder. With @only_complete the checksums are not read and is_valid stays
 * false. A bag that breaks rules is a report, not an error; NULL is for a folder that cannot be
 * read (NOT_FOUND, IO), CANCELLED, or absurd sizes (TOO_LARGE). Progress in bytes of payload. */
struct bag_report *bag_verify(const char *folder, bool only_complete, media_progress progress,
                              void *data, GCancellable *cancellable, GError **error);
void bag_report_free(struct bag_report *report);

#endif
