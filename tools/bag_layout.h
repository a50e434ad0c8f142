#ifndef TOOLS_BAG_LAYOUT_H
#define TOOLS_BAG_LAYOUT_H

#include <glib.h>

/*
 * Where things stand in a bag that `rwf export bag` wrote: the payload is an archive folder, so that
 * the bag without its tags is an archive again.
 */
#define BAG_DATABASE "data/archive.db"
#define BAG_STORE    "data/store/"
#define BAG_METADATA "metadata/"

/* The digests of every file that the database at @file names, read as foreign bytes are. NULL on
 * error. */
GPtrArray *bag_layout_digests(const char *file, GError **error);

#endif
