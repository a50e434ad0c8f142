#include "catalogue/formats/timed_text.h"

#include "catalogue/error.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

/* A first line that names the columns of a transcript. */
static bool is_sheet(const char *text)
{
    g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
    g_autofree char *lower = g_ascii_strdown(line, -1);
    return g_regex_match_simple("(^|[\",;\t|])timestamp($|[\",;\t|])", lower, 0, 0) &&
           g_regex_match_simple("(^|[\",;\t|])words($|[\",;\t|])", lower, 0, 0);
}

static enum timed_format tell(const char *bytes, size_t length, const char *encoding)
{
    const char *read_as;
    g_autofree char *text =
        timed_lines_decode(bytes, MIN(length, 65536), encoding, true, &read_as, NULL);
    if (text == NULL)
        return TIMED_UNKNOWN;
    if (g_str_has_prefix(text + strspn(text, " \t\n"), "WEBVTT"))
        return TIMED_WEBVTT;
    if (is_sheet(text))
        return TIMED_SHEET;
    return strstr(text, "-->") != NULL ? TIMED_SRT : TIMED_TRANSCRIPT;
}

struct timed_text *timed_text_parse(const char *bytes, size_t length, const char *encoding,
                                    GError **error)
{
    struct timed_text *text = NULL;
    switch (tell(bytes, length, encoding)) {
    case TIMED_WEBVTT:
        text = timed_text_parse_webvtt(bytes, length, error);
        break;
    case TIMED_SRT:
        text = timed_text_parse_srt(bytes, length, encoding, error);
        break;
    case TIMED_SHEET:
        text = timed_text_parse_sheet(bytes, length, encoding, error);
        break;
    default:
        text = timed_text_parse_transcript(bytes, length, encoding, error);
        break;
    }
    if (text == NULL || text->count > 0)
        return text;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                "has no line with a time that can be read");
    timed_text_free(text);
    return NULL;
}
