#include "catalogue/formats/encoding.h"

#include "catalogue/error.h"

#include <string.h>

/* Longer marks first: that of UTF-16LE begins that of UTF-32LE. */
static const struct mark {
    const char *bytes;
    size_t length;
    const char *encoding;
} marks[] = {
    {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},     {"\xEF\xBB\xBF", 3, "UTF-8"},
};

static const struct mark *mark_of(const char *bytes, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (length >= marks[i].length && memcmp(bytes, marks[i].bytes, marks[i].length) == 0)
            return &marks[i];
    return NULL;
}

static char *convert(const char *bytes, size_t length, const char *encoding, GError **error)
{
    g_autoptr(GError) failed = NULL;
    char *text = g_convert(bytes, (gssize)length, "UTF-8", encoding, NULL, NULL, &failed);
    if (text == NULL)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID, "cannot be read as %s: %s",
                    encoding, failed->message);
    return text;
}

/* NUL and CR go, so that what follows knows LF only (WebVTT §4.1: NUL is U+FFFD). */
static char *clean(const char *bytes, size_t length)
{
    GString *out = g_string_sized_new(length);
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\0')
            g_string_append(out, "\xEF\xBF\xBD");
        else if (bytes[i] != '\r')
            g_string_append_c(out, bytes[i]);
        else if (i + 1 == length || bytes[i + 1] != '\n')
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, false);
}

static char *decode_bytes(const char *bytes, size_t length, const char *encoding, bool is_forgiving,
                          const char **read_as, GError **error)
{
    *read_as = "UTF-8";
    g_autofree char *plain = clean(bytes, length);
    if (g_utf8_validate(plain, -1, NULL))
        return g_steal_pointer(&plain);
    if (is_forgiving)
        return g_utf8_make_valid(plain, -1);
    if (encoding != NULL) {
        *read_as = encoding;
        g_autofree char *text = convert(bytes, length, encoding, error);
        return text == NULL ? NULL : clean(text, strlen(text));
    }
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                "is not UTF-8; name its encoding with --encoding: windows-1252 (West), "
                "windows-1250 (Polish, Romanian), "
                "windows-1251 (Cyrillic), windows-1254 (Turkish) or windows-1256 (Arabic, Urdu)");
    return NULL;
}

char *encoding_decode(const char *bytes, size_t length, const char *encoding, bool is_forgiving,
                      const char **read_as, GError **error)
{
    const struct mark *mark = mark_of(bytes, length);
    if (mark == NULL)
        return decode_bytes(bytes, length, encoding, is_forgiving, read_as, error);
    const char *rest = bytes + mark->length;
    size_t left = length - mark->length;
    if (g_str_equal(mark->encoding, "UTF-8"))
        return decode_bytes(rest, left, encoding, is_forgiving, read_as, error);
    *read_as = mark->encoding;
    g_autofree char *text = convert(rest, left, mark->encoding, error);
    return text == NULL ? NULL : clean(text, strlen(text));
}
