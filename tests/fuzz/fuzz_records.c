#include "catalogue/record.h"
#include "tests/fuzz/fuzz.h"
#include "tools/record_json.h"

/* What is read is written, and reads back the same. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GPtrArray) records = record_json_read((const char *)bytes, length, strings, NULL);
    if (records == NULL)
        return 0;
    g_autofree char *first = record_json_write(records);
    g_autoptr(GPtrArray) again = record_json_read(first, strlen(first), strings, NULL);
    g_assert_nonnull(again);
    g_autofree char *second = record_json_write(again);
    g_assert_cmpstr(first, ==, second);
    return 0;
}
