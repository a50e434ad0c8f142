#include "tools/length.h"

#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "tools/command.h"
#include "tools/measure.h"

#include <string.h>

int64_t length_of(struct db *db, int64_t item)
{
    GStringChunk *strings = g_string_chunk_new(1024);
    g_autoptr(GArray) assets = asset_list(db, item, strings, NULL);
    int64_t longest = -1;
    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        if (strcmp(asset->role, "signing") != 0)
            longest = MAX(longest, asset->duration_ms);
    }
    g_string_chunk_free(strings);
    return longest;
}

bool length_is_timed(struct db *db, const struct item *item, GError **error)
{
    bool is_recording = strcmp(item->kind, "oral_history") == 0 || strcmp(item->kind, "film") == 0;
    return is_recording || length_of(db, item->id) >= 0 ||
           command_refused(error,
                           "%s is a %s without sound or film, so nothing in it has a time; is "
                           "another item meant?",
                           item->code, item->kind);
}

bool length_holds(struct db *db, const struct item *item, int64_t begin_ms, GError **error)
{
    int64_t length_ms = length_of(db, item->id);
    if (!length_is_timed(db, item, error))
        return false;
    if (length_ms < 0 || begin_ms < length_ms)
        return true;
    g_autofree char *begin = measure_time(begin_ms);
    g_autofree char *end = measure_time(length_ms);
    return command_refused(error, "%s ends at %s, before %s; nothing was changed", item->code, end,
                           begin);
}
