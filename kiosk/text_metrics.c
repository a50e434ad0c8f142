#include <math.h>
#include <string.h>

#include "kiosk/text_inside.h"

const char *run_text(const struct text_layout *layout, const struct run *run, size_t *length)
{
    if (run->added != NULL) {
        *length = strlen(run->added);
        return run->added;
    }
    *length = run->end - run->start;
    return layout->bytes->str + run->start;
}

bool look_is_spaced(const struct look *look, GUnicodeScript script)
{
    return look->tabular || (look->spacing_px > 0 && script == G_UNICODE_SCRIPT_LATIN);
}

bool run_is_spaced(const struct text_layout *layout, const struct run *run)
{
    const struct look *look = &g_array_index(layout->looks, struct look, run->look);
    return run->font != NULL && look_is_spaced(look, run->script);
}

int text_missing_width(const struct look *look)
{
    return (int)lround(look->size_px * 0.7);
}

int text_cell(struct font *font, const struct look *look, const char *utf8, size_t length,
              int *ink_width)
{
    *ink_width = font_width(font, utf8, length);
    bool is_digit = look->tabular && length == 1 && g_ascii_isdigit(*utf8);
    return (is_digit ? font_digit_width(font) : *ink_width) + look->spacing_px;
}

int text_measure(struct font *font, const struct look *look, GUnicodeScript script,
                 const char *utf8, size_t length)
{
    if (font != NULL && !look_is_spaced(look, script))
        return font_width(font, utf8, length);
    int width = 0;
    for (size_t at = 0; at < length;) {
        size_t cluster = text_cluster_length(utf8 + at, length - at);
        int ink;
        width += font != NULL ? text_cell(font, look, utf8 + at, cluster, &ink)
                              : text_missing_width(look);
        at += cluster;
    }
    return width;
}
