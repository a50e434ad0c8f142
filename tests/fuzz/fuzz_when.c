#include "catalogue/when.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = fuzz_text(bytes, length);
    struct when when;
    when_read(text, &when);
    /* Whatever is made of it is EDTF. */
    g_assert_true(when.edtf == NULL || edtf_parse(when.edtf, NULL));
    when_finish(&when);
    return 0;
}
