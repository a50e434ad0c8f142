#include "catalogue/language.h"
#include "catalogue/rights.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = fuzz_text(bytes, length);
    g_autofree char *tag = language_canonical(text);
    g_autofree char *uri = rights_canonical(text);
    /* What is canonical stays as it is. */
    g_autofree char *tag_again = tag != NULL ? language_canonical(tag) : NULL;
    g_autofree char *uri_again = uri != NULL ? rights_canonical(uri) : NULL;
    g_assert_cmpstr(tag, ==, tag_again);
    g_assert_cmpstr(uri, ==, uri_again);
    return 0;
}
