#include "media/tiles.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct tiles *tiles = tiles_open(fuzz_file(bytes, length), NULL);
    for (int level = 0; tiles != NULL && level < tiles_levels(tiles); level++) {
        GBytes *tile = tiles_read(tiles, level, 0, 0, NULL);
        g_clear_pointer(&tile, g_bytes_unref);
        tiles_box(tiles, level, 0, 0);
    }
    if (tiles != NULL)
        tiles_close(tiles);
    return 0;
}
