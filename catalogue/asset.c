#include "catalogue/asset.h"

#include "catalogue/archive.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD(name, kind) COLUMN(struct asset, name, kind)
const struct column asset_columns[] = {FIELD(id, KEY),
                                       FIELD(item, KEY),
                                       FIELD(role, WORDS),
                                       FIELD(digest, WORDS),
                                       FIELD(media_type, WORDS),
                                       FIELD(size_bytes, INTEGER),
                                       FIELD(width_px, SIZE),
                                       FIELD(height_px, SIZE),
                                       FIELD(duration_ms, MS),
                                       FIELD(language, TEXT),
                                       FIELD(loudness_lufs, REAL),
                                       FIELD(true_peak_dbtp, REAL),
                                       FIELD(original_name, TEXT),
                                       FIELD(derived_from, KEY),
                                       FIELD(is_redacted, FLAG),
                                       FIELD(is_excerpt, FLAG),
                                       FIELD(cuts, TEXT),
                                       FIELD(position, INTEGER),
                                       FIELD(added_at, TEXT),
                                       {.name = NULL}};
#undef FIELD

static bool is_digest(const char *text)
{
    return text != NULL && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

bool asset_insert(struct db *db, struct asset *asset, GError **error)
{
    if (!is_digest(asset->digest)) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    _("\"%s\" is not a digest of 64 lower-case hexadecimal digits"),
                    asset->digest == NULL ? "" : asset->digest);
        return false;
    }
    if (asset->id == 0)
        asset->id = key_draw();
    g_autofree char *now = archive_now();
    struct asset row = *asset;
    row.added_at = now;
    return query_put(db, STATEMENT_ASSET_INSERT, asset_columns, &row, error);
}

bool asset_make_room(struct db *db, int64_t item, int64_t position, GError **error)
{
    return query_run(db, STATEMENT_ASSET_MAKE_ROOM,
                     VALUES(VALUE_KEY("item", item), VALUE_INTEGER("position", position)), error);
}

bool asset_remove(struct db *db, int64_t id, GError **error)
{
    return query_run(db, STATEMENT_ASSET_REMOVE, VALUES(VALUE_KEY("id", id)), error);
}

bool asset_get(struct db *db, int64_t id, GStringChunk *strings, struct asset *asset,
               GError **error)
{
    return query_get(db, STATEMENT_ASSET_BY_ID, VALUES(VALUE_KEY("id", id)), asset_columns, strings,
                     asset, error);
}

GArray *asset_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_ASSET_LIST, VALUES(VALUE_KEY("item", item)), asset_columns,
                      sizeof(struct asset), strings, error);
}

GArray *asset_with_digest(struct db *db, const char *digest, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_ASSET_WITH_DIGEST, VALUES(VALUE_TEXT("digest", digest)),
                      asset_columns, sizeof(struct asset), strings, error);
}

GPtrArray *asset_digests(struct db *db, GError **error)
{
    return query_texts(db, STATEMENT_ASSET_DIGESTS, NULL, error);
}
