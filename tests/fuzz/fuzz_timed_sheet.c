#include "catalogue/formats/timed_text.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(timed_text) text =
        timed_text_parse_sheet((const char *)bytes, length, "windows-1252", NULL);
    for (size_t i = 0; text != NULL && i < text->count; i++)
        g_assert_cmpint(text->cues[i].begin_ms, >=, 0);
    return 0;
}
