/*
 * A zoom pyramid of one picture in one file, so that it is one object of the store.
 *
 * Level 0 is the smallest (it fits in one tile); each next level is twice as large, the last is
 * the picture itself: the width of level l is ceil(width / 2^(levels-1-l)). Tiles are JPEG,
 * `tile_px` square but at the right and lower edge, and carry `overlap_px` more pixels on every
 * side that has a neighbour (as Deep Zoom does), so that scaled tiles show no seams.
 *
 * On disk, all numbers little-endian:
 *
 *      0  8 bytes  "RWFTILES"
 *      8  u32      version, 1
 *     12  u32      width_px          16  u32  height_px
 *     20  u32      tile_px           24  u32  overlap_px
 *     28  u32      number of tiles N, the sum over all levels of columns x rows
 *     32  u64      length of the whole file
 *     40  N times  u64 offset, u32 length: level by level, row by row, left to right
 *     …            the JPEG files
 *
 * Reading trusts nothing: a file whose numbers do not fit each other or its length is FORMAT.
 */
#ifndef MEDIA_TILES_H
#define MEDIA_TILES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    TILES_TILE_PX = 512, /* what this program writes; readers accept 64 to 4096 */
    TILES_OVERLAP_PX = 1,
    TILES_MAX_TILE_BYTES = 16 * 1024 * 1024
};

struct tiles;

struct tiles_level {
    int width_px;
    int height_px;
    int columns;
    int rows;
};

/* Opens and checks header and index; tiles are read when asked for. NULL on error (NOT_FOUND,
 * IO, FORMAT, TOO_LARGE). */
struct tiles *tiles_open(const char *path, GError **error);
void tiles_close(struct tiles *tiles);

int tiles_width_px(const struct tiles *tiles);
int tiles_height_px(const struct tiles *tiles);
int tiles_tile_px(const struct tiles *tiles);
int tiles_overlap_px(const struct tiles *tiles);
int tiles_levels(const struct tiles *tiles);

/* 0 <= @level < tiles_levels(). */
struct tiles_level tiles_level(const struct tiles *tiles, int level);

/* Where a tile's decoded pixels lie in its level, overlap included. */
struct tiles_box {
    int x_px, y_px, width_px, height_px;
};
struct tiles_box tiles_box(const struct tiles *tiles, int level, int column, int row);

/* The JPEG file of one tile, at most TILES_MAX_TILE_BYTES; NULL on error. Any thread: many may
 * read the same tiles at once. Decoders must check that the size is that of tiles_box(). */
GBytes *tiles_read(const struct tiles *tiles, int level, int column, int row, GError **error);

/*
 * Writing, used by the helper.
 */

/* The number of levels, and the measures of one of them, of a picture that size. */
int tiles_count_levels(int width_px, int height_px, int tile_px);
struct tiles_level tiles_measure_level(int width_px, int height_px, int tile_px, int level);

/* Packs tiles that @fetch gives one by one, in the order of the index, as bytes that are
 * released after use, into a new file at @path (which must not exist). A NULL from @fetch (with
 * its error) ends it; the unfinished file is removed. */
bool tiles_write(const char *path, int width_px, int height_px, int tile_px, int overlap_px,
                 GBytes *(*fetch)(int level, int column, int row, void *data, GError **error),
                 void *data, GError **error);

#endif
