#include "tools/sheet_kind.h"

#include <glib.h>
#include <string.h>

/* Parts of words, letters alone; those that hold others first: a moving image is no image. */
static const struct {
    const char *part, *kind;
} parts[] = {
    {"oralhistory", "oral_history"},
    {"interview", "oral_history"},
    {"movingimage", "film"},
    {"film", "film"},
    {"video", "film"},
    {"sound", "oral_history"},
    {"audio", "oral_history"},
    {"recording", "oral_history"},
    {"image", "picture"},
    {"photo", "picture"},
    {"picture", "picture"},
    {"paint", "picture"},
    {"drawing", "picture"},
    {"poster", "picture"},
    {"print", "picture"},
    {"paper", "picture"},
    {"panorama", "picture"},
    {"pdf", "document"},
    {"document", "document"},
    {"letter", "document"},
    {"poem", "text"},
    {"text", "text"},
};

const char *sheet_kind_of(const char *word)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *at = word; *at != '\0'; at++)
        if (g_ascii_isalpha(*at))
            g_string_append_c(plain, g_ascii_tolower(*at));
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(plain->str, parts[i].part) != NULL)
            return parts[i].kind;
    return NULL;
}
