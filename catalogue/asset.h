#ifndef CATALOGUE_ASSET_H
#define CATALOGUE_ASSET_H

#include "catalogue/column.h"

#include <math.h>

/* A file of an item: what it is for and which bytes of the store, by their SHA-256. Rows only; the
 * bytes are written first, by the media library, and the row last. */
struct db;

struct asset {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    const char *role;   /* original, access, screen, thumbnail, tiles, poster, waveform, captions,
                               transcript, translation, description, chapters, signing,
                               audio_description, consent */
    const char *digest; /* 64 lower-case hexadecimal digits */
    const char *media_type;
    int64_t size_bytes;
    int width_px; /* upright, after EXIF orientation; 0: none */
    int height_px;
    int64_t duration_ms;  /* -1: none */
    const char *language; /* BCP 47 or NULL */
    double loudness_lufs; /* NAN: not measured */
    double true_peak_dbtp;
    const char *original_name; /* as it came; never published */
    int64_t derived_from;      /* the asset it was made from, or 0 */
    bool is_redacted;
    bool is_excerpt;
    const char *cuts; /* of such a copy, set on insertion: "|R5000-6000|E0-90000|" */
    int64_t position;
    const char *added_at; /* set on insertion */
};

#define ASSET_NEW                                                                                  \
    {                                                                                              \
        .duration_ms = -1, .loudness_lufs = NAN, .true_peak_dbtp = NAN                             \
    }

extern const struct column asset_columns[];

bool asset_insert(struct db *db, struct asset *asset, GError **error);
/* The pictures of a set from POSITION on go one further. */
bool asset_make_room(struct db *db, int64_t item, int64_t position, GError **error);
bool asset_remove(struct db *db, int64_t id, GError **error);
bool asset_get(struct db *db, int64_t id, GStringChunk *strings, struct asset *asset,
               GError **error);

/* Those of ITEM, by role and position: an array of struct asset. */
GArray *asset_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);

/* Those with these bytes, originals first: how a duplicate is known. Possibly empty. */
GArray *asset_with_digest(struct db *db, const char *digest, GStringChunk *strings, GError **error);

/* Every digest any row names, each once, sorted: what the store must hold. */
GPtrArray *asset_digests(struct db *db, GError **error);

#endif
