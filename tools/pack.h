#ifndef TOOLS_PACK_H
#define TOOLS_PACK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct call;
struct item_filter;

/*
 * An exhibition pack: a BagIt 1.0 bag (RFC 8493) whose payload is data/catalogue.db, the rows that
 * may be shown, data/catalogue.sums, the sums of its blocks (media/sums.h), and
 * data/objects/ab/abcdef…, the files they name, under their SHA-256. Any static web server can
 * serve it. It is built in a folder beside its target, synced, and put in its
 * place in one step; the same archive gives the same bytes.
 */
struct pack {
    int64_t items; /* that visitors see */
    int64_t files;
    int64_t bytes; /* of the payload */
    bool has_sums; /* packs of older versions have none */
};

/* Builds the pack at @target, in the place of a pack that is there; anything else that is there is
 * REFUSED. With @only, of what may be shown, only those items. On failure @target is as it was. */
bool pack_publish(const struct call *call, const char *target, const struct item_filter *only,
                  struct pack *pack, GError **error);

/* Reads every byte of the pack at @folder: the bag whole, the catalogue sound, every file it names
 * there and no other. What is wrong is said; true when nothing is. @error only when it could not
 * be read at all. */
bool pack_check(const struct call *call, const char *folder, struct pack *pack, GError **error);

#endif
