#include "media/tiles.h"

#include "media/disk.h"
#include "media/error.h"
#include "media/tiles_inside.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

typedef GBytes *tiles_fetch(int level, int column, int row, void *data, GError **error);

struct tiles_writer {
    int fd;
    unsigned char *index; /* as on disk */
    uint32_t written;
    int64_t offset;
    tiles_fetch *fetch;
    void *data;
};

static bool write_tile(struct tiles_writer *writer, int level, int column, int row, GError **error)
{
    g_autoptr(GBytes) tile = writer->fetch(level, column, row, writer->data, error);
    unsigned char *entry = writer->index + (size_t)writer->written * TILES_ENTRY_BYTES;
    gsize length;
    const void *bytes;

    if (tile == NULL)
        return false;
    bytes = g_bytes_get_data(tile, &length);
    if (length < 1 || length > TILES_MAX_TILE_BYTES) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE,
                    _("a tile of %" G_GSIZE_FORMAT " bytes cannot be kept"), length);
        return false;
    }
    tiles_put_u64(entry, (uint64_t)writer->offset);
    tiles_put_u32(entry + 8, (uint32_t)length);
    writer->offset += (int64_t)length;
    writer->written++;
    return disk_write(writer->fd, bytes, length, error);
}

static bool write_levels(struct tiles_writer *writer, int width_px, int height_px, int tile_px,
                         GError **error)
{
    int levels = tiles_count_levels(width_px, height_px, tile_px);

    for (int level = 0; level < levels; level++) {
        struct tiles_level at = tiles_measure_level(width_px, height_px, tile_px, level);

        for (int row = 0; row < at.rows; row++)
            for (int column = 0; column < at.columns; column++)
                if (!write_tile(writer, level, column, row, error))
                    return false;
    }
    return true;
}

/* The index is known last and stands first: room for it is left and filled in at the end. */
static bool write_front(struct tiles_writer *writer, unsigned char *front, size_t bytes,
                        GError **error)
{
    if (lseek(writer->fd, 0, SEEK_SET) != 0) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("write tiles: %s"), g_strerror(errno));
        return false;
    }
    return disk_write(writer->fd, front, bytes, error);
}

bool tiles_write(const char *path, int width_px, int height_px, int tile_px, int overlap_px,
                 tiles_fetch *fetch, void *data, GError **error)
{
    int64_t count = tiles_count(width_px, height_px, tile_px);
    size_t front_bytes = TILES_HEADER_BYTES + (size_t)count * TILES_ENTRY_BYTES;
    g_autofree unsigned char *front = g_try_malloc0(front_bytes);
    struct tiles_writer writer = {.offset = (int64_t)front_bytes, .fetch = fetch, .data = data};
    bool ok;

    if (count > TILES_MAX_COUNT || front == NULL) {
        g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE,
                            _("the picture is too large for tiles"));
        return false;
    }
    writer.fd = disk_create(AT_FDCWD, path, error);
    if (writer.fd < 0)
        return false;
    writer.index = front + TILES_HEADER_BYTES;
    ok = disk_write(writer.fd, front, front_bytes, error) &&
         write_levels(&writer, width_px, height_px, tile_px, error);
    memcpy(front, TILES_MAGIC, 8);
    tiles_put_u32(front + 8, TILES_VERSION);
    tiles_put_u32(front + 12, (uint32_t)width_px);
    tiles_put_u32(front + 16, (uint32_t)height_px);
    tiles_put_u32(front + 20, (uint32_t)tile_px);
    tiles_put_u32(front + 24, (uint32_t)overlap_px);
    tiles_put_u32(front + 28, (uint32_t)count);
    tiles_put_u64(front + 32, (uint64_t)writer.offset);
    ok = ok && write_front(&writer, front, front_bytes, error);
    if (close(writer.fd) != 0 && ok)
        ok = media_error_set_errno(error, MEDIA_ERROR_IO, errno, "close", path);
    if (!ok)
        unlink(path);
    return ok;
}
