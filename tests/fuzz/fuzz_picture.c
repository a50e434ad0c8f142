#include "kiosk/picture_file.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    int width = 0, height = 0;
    picture_sniff(bytes, length, &width, &height);
    return 0;
}
