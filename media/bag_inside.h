/*
 * What the files that check bags share.
 */
#ifndef MEDIA_BAG_INSIDE_H
#define MEDIA_BAG_INSIDE_H

#include "media/bag.h"

/* A bag being looked at. */
struct bag_check {
    const char *folder;
    int folder_fd;
    struct bag_report *report;
    char *encoding; /* of tag files but bagit.txt */
    bool is_before_1_0;
    GHashTable *payload; /* "data/…" -> int64_t bytes: every regular file there */
    GHashTable *tags;    /* every other regular file, the same way */
    GHashTable *folded;  /* normalised name -> name, of all of them */
    GHashTable *listed;  /* payload paths that some manifest lists */
    GHashTable *fetched; /* paths fetch.txt promises */
    media_progress progress;
    void *data;
    int64_t done_bytes;
    GCancellable *cancellable;
};

/* One manifest, read. */
struct bag_manifest {
    char *name;
    char *algorithm;
    GHashTable *entries; /* path -> checksum in lower case */
};

void bag_tell(struct bag_check *check, enum bag_problem_kind kind, const char *path,
              const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Finds every file of the bag, following no link. */
bool bag_list_files(struct bag_check *check, GError **error);

/* Reads bagit.txt (§2.1.1). */
bool bag_read_declaration(struct bag_check *check, GError **error);

/* Reads "manifest-ALG.txt" or "tagmanifest-ALG.txt"; NULL with no error when the algorithm is
 * not known here. */
struct bag_manifest *bag_read_manifest(struct bag_check *check, const char *name, GError **error);
void bag_manifest_free(struct bag_manifest *manifest);

/* Reads fetch.txt (§2.2.3) into @check->fetched. */
bool bag_read_fetch(struct bag_check *check, GError **error);

/* Reads bag-info.txt (§2.2.2), where it is, into the report, and compares its Payload-Oxum. */
bool bag_read_info(struct bag_check *check, GError **error);

/* The name under which the file listed as @path exists, or NULL. Tells of names that are the
 * same but for their normalisation. */
const char *bag_find_file(struct bag_check *check, const char *path);

#endif
