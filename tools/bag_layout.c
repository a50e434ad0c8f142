#include "tools/bag_layout.h"

#include "catalogue/archive.h"
#include "catalogue/asset.h"

GPtrArray *bag_layout_digests(const char *file, GError **error)
{
    g_autoptr(archive) archive = archive_open_pack(file, error);
    if (archive == NULL)
        return NULL;
    db_set_time_limit(archive_db(archive), 0);
    return asset_digests(archive_db(archive), error);
}
