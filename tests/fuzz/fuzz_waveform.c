#include "media/waveform.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct waveform *waveform = waveform_read(fuzz_file(bytes, length), NULL);
    if (waveform != NULL)
        waveform_between(waveform, 0, 1000);
    waveform_free(waveform);
    return 0;
}
