#include "catalogue/error.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

/* SubRip has no standard: this takes what players take. */

#define MOST_DIGITS 5

static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

static bool take_number(const char **at, int64_t *number)
{
    int digits = 0;
    for (*number = 0; g_ascii_isdigit(**at); ++*at, ++digits)
        *number = digits < MOST_DIGITS ? *number * 10 + (**at - '0') : *number;
    return digits > 0 && digits <= MOST_DIGITS;
}

/* [hh:]mm:ss with , or . before the thousandths, which may be missing. */
static bool take_time(const char **at, int64_t *ms)
{
    int64_t parts[3] = {0};
    int count = 0;
    do {
        if (count == 3 || !take_number(at, &parts[count]))
            return false;
        count++;
    } while (**at == ':' && (*at)++ != NULL);
    if (count < 2)
        return false;
    int64_t seconds = 0;
    for (int i = 0; i < count; i++)
        seconds = seconds * 60 + parts[i];
    *ms = seconds * 1000;
    if (**at != ',' && **at != '.')
        return true;
    ++*at;
    int64_t scale = 100;
    if (!g_ascii_isdigit(**at))
        return false;
    for (; g_ascii_isdigit(**at); ++*at, scale /= 10)
        *ms += (**at - '0') * scale;
    return true;
}

/* Coordinates after the end are read past. */
static bool read_times(const char *line, int64_t *begin_ms, int64_t *end_ms)
{
    const char *at = skip_blanks(line);
    if (!take_time(&at, begin_ms))
        return false;
    at = skip_blanks(at);
    if (strncmp(at, "-->", 3) != 0)
        return false;
    at = skip_blanks(at + 3);
    return take_time(&at, end_ms) && (*at == '\0' || *at == ' ' || *at == '\t');
}

static bool is_number(const char *line)
{
    const char *at = skip_blanks(line);
    const char *digits = at;
    while (g_ascii_isdigit(*at))
        at++;
    return at > digits && *skip_blanks(at) == '\0';
}

/* How many bytes of markup stand here: a tag players know, or {\…}. */
static size_t length_of_markup(const char *at)
{
    static const char *const tags[] = {"b", "i", "u", "s", "font"};
    const char *close = strchr(at, *at == '<' ? '>' : '}');
    if (close == NULL)
        return 0;
    if (*at == '{')
        return at[1] == '\\' ? (size_t)(close - at) + 1 : 0;
    const char *name = at[1] == '/' ? at + 2 : at + 1;
    size_t length = strcspn(name, " \t>");
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (length == strlen(tags[i]) && g_ascii_strncasecmp(name, tags[i], length) == 0)
            return (size_t)(close - at) + 1;
    return 0;
}

static char *plain(const char *payload)
{
    GString *out = g_string_new(NULL);
    for (const char *at = payload; *at != '\0';) {
        size_t markup = *at == '<' || *at == '{' ? length_of_markup(at) : 0;
        if (markup > 0) {
            at += markup;
        } else if (at[0] == '\\' && (at[1] == 'N' || at[1] == 'h')) {
            g_string_append(out, at[1] == 'N' ? "\n" : "\xC2\xA0");
            at += 2;
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, false);
}

/* True where a cue begins: times, with or without a number before. */
static bool begins_cue(char **lines)
{
    return strstr(lines[0], "-->") != NULL ||
           (is_number(lines[0]) && lines[1] != NULL && strstr(lines[1], "-->") != NULL);
}

/* Takes the text lines after the times; returns where to go on. */
static char **take_text(char **line, GString *payload)
{
    for (; *line != NULL && *skip_blanks(*line) != '\0' && !begins_cue(line); line++) {
        if (payload->len > 0)
            g_string_append_c(payload, '\n');
        g_string_append(payload, *line);
    }
    return line;
}

static void read_lines(char **lines, struct timed_text *text)
{
    const char *id = "";
    for (char **line = lines; *line != NULL;) {
        struct timed_cue cue = {.id = id, .speaker = ""};
        if (strstr(*line, "-->") == NULL) {
            id = is_number(*line) ? g_strstrip(*line) : "";
            line++;
            continue;
        }
        g_autoptr(GString) payload = g_string_new(NULL);
        bool is_timed = read_times(*line, &cue.begin_ms, &cue.end_ms);
        line = take_text(line + 1, payload);
        id = "";
        text->dropped += !is_timed;
        if (!is_timed)
            continue;
        g_autofree char *words = plain(payload->str);
        cue.payload = payload->str;
        cue.text = words;
        timed_text_add(text, &cue);
    }
}

struct timed_text *timed_text_parse_srt(const char *bytes, size_t length, const char *encoding,
                                        GError **error)
{
    const char *read_as;
    g_autofree char *decoded = timed_lines_decode(bytes, length, encoding, false, &read_as, error);
    if (decoded == NULL)
        return NULL;
    g_auto(GStrv) lines = timed_lines_split(decoded);
    struct timed_text *text = timed_text_new(TIMED_SRT);
    read_lines(lines, text);
    return timed_text_close(text, read_as);
}
