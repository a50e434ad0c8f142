#include "catalogue/formats/timed_text.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const encodings[] = {NULL, "windows-1252", "UTF-16LE"};
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++)
        timed_text_free(
            timed_text_parse_transcript((const char *)bytes, length, encodings[i], NULL));
    return 0;
}
