#include "catalogue/formats/timed_text.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(timed_text) text = timed_text_parse_webvtt((const char *)bytes, length, NULL);
    if (text == NULL)
        return 0;
    /* What was read is written, and is written the same when it is read back. */
    g_autofree char *written = timed_text_write_webvtt(text->cues, text->count);
    g_autoptr(timed_text) again = timed_text_parse_webvtt(written, strlen(written), NULL);
    g_assert_nonnull(again);
    g_assert_cmpuint(again->count, ==, text->count);
    g_autofree char *twice = timed_text_write_webvtt(again->cues, again->count);
    g_assert_cmpstr(twice, ==, written);
    return 0;
}
