#include "media/sums.h"
#include "tests/fuzz/fuzz.h"

/* What is written of sums that were read is read again as the same, and whatever block is asked of them
 * stays within what was read. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char zeros[1 << 10];
    g_autofree char *text = fuzz_text(bytes, length);
    struct sums *sums = sums_parse(text, NULL);
    if (sums == NULL)
        return 0;
    g_autofree char *written = sums_text(sums);
    struct sums *read = sums_parse(written, NULL);
    g_assert_nonnull(read);
    g_autofree char *again = sums_text(read);
    g_assert_cmpstr(again, ==, written);
    sums_free(read);
    int64_t last = sums_length(sums) / sums_block_bytes(sums);
    sums_fit(sums, -1, zeros, 0);
    sums_fit(sums, last, zeros,
             MIN(sizeof zeros, (size_t)(sums_length(sums) % sums_block_bytes(sums))));
    sums_fit(sums, last + 1, zeros, sizeof zeros);
    sums_free(sums);
    return 0;
}
