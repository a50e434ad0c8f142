#include "catalogue/parcel.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/copies.h"

/* Changes from another copy: read, checked, and where they pass taken into an empty copy. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct copies copies;
    if (copies.copy[0] == NULL)
        copies_begin(&copies);
    struct merged merged = {0};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(GBytes) given = g_bytes_new(bytes, length);
    g_autoptr(GArray) list = parcel_unpack(given, "one", strings, NULL);
    if (list != NULL) {
        copies_empty(&copies, 1);
        merge_entries(copies.copy[0], list, &merged, NULL);
    }
    return 0;
}
