/*
 * The layout of a tiles file, shared by its reader and its writer.
 */
#ifndef MEDIA_TILES_INSIDE_H
#define MEDIA_TILES_INSIDE_H

#include "media/tiles.h"

#include <string.h>

#define TILES_MAGIC "RWFTILES"

enum {
    TILES_VERSION = 1,
    TILES_HEADER_BYTES = 40,
    TILES_ENTRY_BYTES = 12,
    TILES_MAX_SIDE_PX = 10 * 1000 * 1000,
    TILES_MAX_COUNT = 1000 * 1000
};

struct tiles_entry {
    int64_t offset;
    uint32_t length;
};

/* The number of tiles of all levels. */
int64_t tiles_count(int width_px, int height_px, int tile_px);

static inline uint32_t tiles_get_u32(const unsigned char *at)
{
    uint32_t value;

    memcpy(&value, at, sizeof value);
    return GUINT32_FROM_LE(value);
}

static inline uint64_t tiles_get_u64(const unsigned char *at)
{
    uint64_t value;

    memcpy(&value, at, sizeof value);
    return GUINT64_FROM_LE(value);
}

static inline void tiles_put_u32(unsigned char *at, uint32_t value)
{
    value = GUINT32_TO_LE(value);
    memcpy(at, &value, sizeof value);
}

static inline void tiles_put_u64(unsigned char *at, uint64_t value)
{
    value = GUINT64_TO_LE(value);
    memcpy(at, &value, sizeof value);
}

#endif
