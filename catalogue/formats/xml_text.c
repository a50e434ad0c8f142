#include "catalogue/formats/xml_text.h"

#include <glib.h>
#include <stdbool.h>

char *xml_text_clean(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool is_fine = (c >= 0x20 && c != 0xFFFE && c != 0xFFFF) || c == '\t' || c == '\n';
        g_string_append_unichar(out, is_fine ? c : 0xFFFD);
    }
    return g_string_free(out, false);
}
