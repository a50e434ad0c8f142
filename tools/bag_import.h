#ifndef TOOLS_BAG_IMPORT_H
#define TOOLS_BAG_IMPORT_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * Takes a bag in: `rwf import bag DIR`. Every checksum is compared before anything is taken. A bag of
 * `rwf export bag` fills an archive that is still empty, and is then that archive again; of any other
 * the files become items, described by what the bag says of itself.
 */
bool bag_import(const struct call *call, const char *folder, GError **error);

#endif
