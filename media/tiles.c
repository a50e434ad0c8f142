#include "media/tiles.h"

#include "media/disk.h"
#include "media/error.h"
#include "media/tiles_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

struct tiles {
    int fd;
    int width_px, height_px, tile_px, overlap_px;
    int levels;
    uint32_t count;
    int64_t file_bytes;
    struct tiles_entry *entries; /* count */
};

int tiles_count_levels(int width_px, int height_px, int tile_px)
{
    int64_t side = MAX(width_px, height_px);
    int levels = 1;

    while (side > tile_px) {
        side = (side + 1) / 2;
        levels++;
    }
    return levels;
}

struct tiles_level tiles_measure_level(int width_px, int height_px, int tile_px, int level)
{
    int halvings = tiles_count_levels(width_px, height_px, tile_px) - 1 - level;
    int64_t unit;
    struct tiles_level measured;

    g_assert(halvings >= 0 && halvings < 32);
    unit = (int64_t)1 << halvings;
    measured.width_px = (int)((width_px + unit - 1) / unit);
    measured.height_px = (int)((height_px + unit - 1) / unit);
    measured.columns = (measured.width_px + tile_px - 1) / tile_px;
    measured.rows = (measured.height_px + tile_px - 1) / tile_px;
    return measured;
}

int64_t tiles_count(int width_px, int height_px, int tile_px)
{
    int levels = tiles_count_levels(width_px, height_px, tile_px);
    int64_t count = 0;

    for (int level = 0; level < levels; level++) {
        struct tiles_level at = tiles_measure_level(width_px, height_px, tile_px, level);

        count += (int64_t)at.columns * at.rows;
    }
    return count;
}

static bool refuse(GError **error, enum media_error code, const char *why)
{
    g_set_error(error, MEDIA_ERROR, code, _("not tiles this program reads: %s"), why);
    return false;
}

static bool check_header(struct tiles *tiles, const unsigned char *header, GError **error)
{
    uint32_t width = tiles_get_u32(header + 12), height = tiles_get_u32(header + 16);
    uint32_t tile = tiles_get_u32(header + 20), overlap = tiles_get_u32(header + 24);

    if (memcmp(header, TILES_MAGIC, 8) != 0 || tiles_get_u32(header + 8) != TILES_VERSION)
        return refuse(error, MEDIA_ERROR_FORMAT, "its beginning is another format's");
    if (tile < 64 || tile > 4096 || overlap > 16)
        return refuse(error, MEDIA_ERROR_FORMAT, "its tiles have an absurd size");
    if (width < 1 || height < 1 || width > TILES_MAX_SIDE_PX || height > TILES_MAX_SIDE_PX)
        return refuse(error, MEDIA_ERROR_FORMAT, "the picture has an absurd size");
    tiles->width_px = (int)width;
    tiles->height_px = (int)height;
    tiles->tile_px = (int)tile;
    tiles->overlap_px = (int)overlap;
    tiles->levels = tiles_count_levels(tiles->width_px, tiles->height_px, tiles->tile_px);
    tiles->count = tiles_get_u32(header + 28);
    if (tiles->count > TILES_MAX_COUNT)
        return refuse(error, MEDIA_ERROR_TOO_LARGE, "too many tiles");
    if (tiles_count(tiles->width_px, tiles->height_px, tiles->tile_px) != tiles->count)
        return refuse(error, MEDIA_ERROR_FORMAT, "the number of tiles does not fit its size");
    if (tiles_get_u64(header + 32) != (uint64_t)tiles->file_bytes ||
        tiles->file_bytes < TILES_HEADER_BYTES + (int64_t)tiles->count * TILES_ENTRY_BYTES)
        return refuse(error, MEDIA_ERROR_FORMAT, "its length is not what it says");
    return true;
}

static bool read_index(struct tiles *tiles, GError **error)
{
    int64_t data_begins = TILES_HEADER_BYTES + (int64_t)tiles->count * TILES_ENTRY_BYTES;
    size_t bytes = (size_t)tiles->count * TILES_ENTRY_BYTES;
    g_autofree unsigned char *index = g_try_malloc(bytes);

    tiles->entries = g_try_new(struct tiles_entry, tiles->count);
    if (index == NULL || tiles->entries == NULL)
        return refuse(error, MEDIA_ERROR_TOO_LARGE, "there is no memory for its index");
    if (!disk_read_at(tiles->fd, index, bytes, TILES_HEADER_BYTES, error))
        return false;
    for (uint32_t i = 0; i < tiles->count; i++) {
        uint64_t offset = tiles_get_u64(index + (size_t)i * TILES_ENTRY_BYTES);
        uint32_t length = tiles_get_u32(index + (size_t)i * TILES_ENTRY_BYTES + 8);

        if (length < 1 || length > TILES_MAX_TILE_BYTES || offset < (uint64_t)data_begins ||
            offset > (uint64_t)tiles->file_bytes || length > (uint64_t)tiles->file_bytes - offset)
            return refuse(error, MEDIA_ERROR_FORMAT, "a tile lies outside the file");
        tiles->entries[i].offset = (int64_t)offset;
        tiles->entries[i].length = length;
    }
    return true;
}

struct tiles *tiles_open(const char *path, GError **error)
{
    unsigned char header[TILES_HEADER_BYTES];
    struct tiles *tiles;
    int fd = disk_open_regular(AT_FDCWD, path, false, error);

    if (fd < 0)
        return NULL;
    tiles = g_new0(struct tiles, 1);
    tiles->fd = fd;
    tiles->file_bytes = disk_length(fd);
    if (!disk_read_at(fd, header, sizeof header, 0, error) || !check_header(tiles, header, error) ||
        !read_index(tiles, error)) {
        g_prefix_error(error, "%s: ", path);
        tiles_close(tiles);
        return NULL;
    }
    return tiles;
}

void tiles_close(struct tiles *tiles)
{
    if (tiles == NULL)
        return;
    close(tiles->fd);
    g_free(tiles->entries);
    g_free(tiles);
}

int tiles_width_px(const struct tiles *tiles)
{
    return tiles->width_px;
}

int tiles_height_px(const struct tiles *tiles)
{
    return tiles->height_px;
}

int tiles_tile_px(const struct tiles *tiles)
{
    return tiles->tile_px;
}

int tiles_overlap_px(const struct tiles *tiles)
{
    return tiles->overlap_px;
}

int tiles_levels(const struct tiles *tiles)
{
    return tiles->levels;
}

struct tiles_level tiles_level(const struct tiles *tiles, int level)
{
    g_assert(level >= 0 && level < tiles->levels);
    return tiles_measure_level(tiles->width_px, tiles->height_px, tiles->tile_px, level);
}

struct tiles_box tiles_box(const struct tiles *tiles, int level, int column, int row)
{
    struct tiles_level at = tiles_level(tiles, level);
    int left = MAX(column * tiles->tile_px - tiles->overlap_px, 0);
    int top = MAX(row * tiles->tile_px - tiles->overlap_px, 0);
    int right = MIN((column + 1) * tiles->tile_px + tiles->overlap_px, at.width_px);
    int bottom = MIN((row + 1) * tiles->tile_px + tiles->overlap_px, at.height_px);

    return (struct tiles_box){left, top, right - left, bottom - top};
}

GBytes *tiles_read(const struct tiles *tiles, int level, int column, int row, GError **error)
{
    struct tiles_level at = tiles_level(tiles, level);
    const struct tiles_entry *entry;
    int64_t index = 0;
    g_autofree unsigned char *bytes = NULL;

    g_assert(column >= 0 && column < at.columns && row >= 0 && row < at.rows);
    for (int below = 0; below < level; below++) {
        struct tiles_level other = tiles_level(tiles, below);

        index += (int64_t)other.columns * other.rows;
    }
    entry = &tiles->entries[index + (int64_t)row * at.columns + column];
    bytes = g_try_malloc(entry->length);
    if (bytes == NULL) {
        refuse(error, MEDIA_ERROR_TOO_LARGE, "there is no memory for a tile");
        return NULL;
    }
    if (!disk_read_at(tiles->fd, bytes, entry->length, entry->offset, error))
        return NULL;
    return g_bytes_new_take(g_steal_pointer(&bytes), entry->length);
}
