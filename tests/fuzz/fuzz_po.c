#include "kiosk/po.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GPtrArray) complaints = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *entries = po_parse((const char *)bytes, length, "fuzz.po", complaints);
    g_ptr_array_unref(entries);
    return 0;
}
