#include "media/helper/exif.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct exif exif = {0};
    g_autofree char *text = fuzz_text(bytes, length);
    exif_read(&exif, bytes, length);
    exif_read_raw_profile(&exif, text);
    exif_read_xmp(&exif, (const char *)bytes, length);
    exif_finish(&exif);
    return 0;
}
