#include "catalogue/error.h"
#include "catalogue/formats/character_reference.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

/* W3C WebVTT, section 6: "WebVTT file parsing" and "cue text parsing rules". */

#define MOST_HOURS 100000

static bool is_blank_char(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\n';
}

static const char *skip_blanks(const char *at)
{
    while (is_blank_char(*at))
        at++;
    return at;
}

/* Takes digits; *COUNT is how many there were. */
static int64_t take_digits(const char **at, int *count)
{
    int64_t number = 0;
    for (*count = 0; g_ascii_isdigit(**at); ++*at, ++*count)
        number = MIN(number * 10 + (**at - '0'), (int64_t)MOST_HOURS * 1000);
    return number;
}

/* "Collect a WebVTT timestamp". */
static bool take_time(const char **at, int64_t *ms)
{
    int count;
    int64_t hours = 0;
    int64_t minutes = take_digits(at, &count);
    int64_t seconds;
    if (count == 0)
        return false;
    bool has_hours = count != 2 || minutes > 59;
    if (*(*at)++ != ':')
        return false;
    seconds = take_digits(at, &count);
    if (count != 2)
        return false;
    if (has_hours || **at == ':') {
        if (*(*at)++ != ':')
            return false;
        hours = minutes;
        minutes = seconds;
        seconds = take_digits(at, &count);
        if (count != 2)
            return false;
    }
    if (*(*at)++ != '.')
        return false;
    int64_t thousandths = take_digits(at, &count);
    if (count != 3 || minutes > 59 || seconds > 59 || hours > MOST_HOURS)
        return false;
    *ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths;
    return true;
}

static bool read_times(const char *line, struct timed_cue *cue)
{
    const char *at = skip_blanks(line);
    if (!take_time(&at, &cue->begin_ms))
        return false;
    at = skip_blanks(at);
    if (strncmp(at, "-->", 3) != 0)
        return false;
    at = skip_blanks(at + 3);
    return take_time(&at, &cue->end_ms);
}

/* The name in `<v.class Name>`, where TAG begins after the bracket and ends before the other. */
static char *voice_of(const char *tag, const char *end)
{
    if (tag >= end || *tag != 'v' || (tag + 1 < end && !is_blank_char(tag[1]) && tag[1] != '.'))
        return NULL;
    while (tag < end && !is_blank_char(*tag))
        tag++;
    g_autofree char *raw = g_strndup(tag, (size_t)(end - tag));
    g_autofree char *name = character_reference_decode(raw);
    g_strdelimit(name, "\n\t", ' ');
    g_strstrip(name);
    return *name == '\0' ? NULL : g_steal_pointer(&name);
}

/* The payload without tags; *SPEAKER is the first voice, or NULL. */
static char *read_payload(const char *payload, char **speaker)
{
    GString *out = g_string_new(NULL);
    const char *end = payload + strlen(payload);
    *speaker = NULL;
    for (const char *at = payload; at < end;) {
        if (*at == '&') {
            at = character_reference_read(at, end, out);
        } else if (*at == '<') {
            const char *close = strchr(at, '>');
            close = close == NULL ? end : close;
            if (*speaker == NULL)
                *speaker = voice_of(at + 1, close);
            at = close < end ? close + 1 : end;
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, false);
}

/* The lines of a file while its blocks are collected. */
struct reader {
    char **lines;
    size_t count;
    size_t next;
    bool seen_cue;
    struct timed_text *text;
};

static void add_cue(struct reader *reader, struct timed_cue *cue, const char *payload)
{
    g_autofree char *speaker = NULL;
    g_autofree char *plain = read_payload(payload, &speaker);
    cue->payload = payload;
    cue->text = plain;
    cue->speaker = speaker == NULL ? "" : speaker;
    timed_text_add(reader->text, cue);
}

static bool is_definition(const char *buffer, const char *word)
{
    return g_str_has_prefix(buffer, word) && *skip_blanks(buffer + strlen(word)) == '\0';
}

/* "Collect a WebVTT block": lines to a blank one. Only the first or the second line may hold times;
 * another that does begins the next block. */
static void collect_block(struct reader *reader, bool is_header)
{
    g_autoptr(GString) buffer = g_string_new(NULL);
    g_autofree char *id = NULL;
    struct timed_cue cue = {0};
    bool seen_arrow = false;
    bool is_cue = false;
    for (int line_count = 1; reader->next < reader->count; line_count++) {
        const char *line = reader->lines[reader->next];
        if (strstr(line, "-->") != NULL) {
            if (is_header || line_count > 2 || seen_arrow)
                break;
            seen_arrow = true;
            reader->next++;
            is_cue = read_times(line, &cue);
            reader->text->dropped += !is_cue;
            if (is_cue) {
                id = g_strdup(buffer->str);
                g_string_truncate(buffer, 0);
                reader->seen_cue = true;
            }
            continue;
        }
        reader->next++;
        if (*line == '\0')
            break;
        if (line_count == 2 && !is_header && !seen_arrow && !reader->seen_cue &&
            (is_definition(buffer->str, "STYLE") || is_definition(buffer->str, "REGION")))
            g_string_truncate(buffer, 0);
        if (buffer->len > 0)
            g_string_append_c(buffer, '\n');
        g_string_append(buffer, line);
    }
    if (!is_cue)
        return;
    cue.id = id;
    add_cue(reader, &cue, buffer->str);
}

static bool has_signature(const char *line)
{
    return g_str_has_prefix(line, "WEBVTT") &&
           (line[6] == '\0' || line[6] == ' ' || line[6] == '\t');
}

struct timed_text *timed_text_parse_webvtt(const char *bytes, size_t length, GError **error)
{
    const char *encoding;
    g_autofree char *text = timed_lines_decode(bytes, length, NULL, true, &encoding, error);
    if (text == NULL)
        return NULL;
    g_auto(GStrv) lines = timed_lines_split(text);
    if (lines[0] == NULL || !has_signature(lines[0])) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    "does not begin with WEBVTT, so it is no WebVTT file");
        return NULL;
    }
    struct reader reader = {.lines = lines,
                            .count = g_strv_length(lines),
                            .next = 1,
                            .text = timed_text_new(TIMED_WEBVTT)};
    if (reader.next < reader.count && *lines[1] != '\0')
        collect_block(&reader, true);
    while (reader.next < reader.count) {
        if (*lines[reader.next] == '\0')
            reader.next++;
        else
            collect_block(&reader, false);
    }
    return timed_text_close(reader.text, encoding);
}

static void write_time(GString *out, int64_t ms)
{
    ms = MAX(ms, 0);
    g_string_append_printf(out, "%02d:%02d:%02d.%03d", (int)(ms / 3600000), (int)(ms / 60000 % 60),
                           (int)(ms / 1000 % 60), (int)(ms % 1000));
}

/* `>` is escaped too, so that no arrow can stand in a cue; an empty line would end it. */
static void write_escaped(GString *out, const char *text, bool is_name)
{
    gsize begin = out->len;
    for (const char *at = text; *at != '\0'; at++) {
        bool begins_line = out->len == begin || out->str[out->len - 1] == '\n';
        if (*at == '&')
            g_string_append(out, "&amp;");
        else if (*at == '<')
            g_string_append(out, "&lt;");
        else if (*at == '>')
            g_string_append(out, "&gt;");
        else if (*at == '\n' && is_name)
            g_string_append_c(out, ' ');
        else if (*at != '\r' && (*at != '\n' || !begins_line))
            g_string_append_c(out, *at);
    }
    if (out->len > begin && out->str[out->len - 1] == '\n')
        g_string_truncate(out, out->len - 1);
}

void timed_lines_write_cue(GString *out, const struct timed_cue *cue)
{
    g_string_append_c(out, '\n');
    write_time(out, cue->begin_ms);
    g_string_append(out, " --> ");
    write_time(out, cue->end_ms);
    g_string_append_c(out, '\n');
    if (cue->speaker != NULL && *cue->speaker != '\0') {
        g_string_append(out, "<v ");
        write_escaped(out, cue->speaker, true);
        /* A name that ends in "--" would make an arrow. */
        g_string_append(out, out->str[out->len - 1] == '-' ? " >" : ">");
    }
    write_escaped(out, cue->text, false);
    g_string_append_c(out, '\n');
}

char *timed_text_write_webvtt(const struct timed_cue *cues, size_t count)
{
    GString *out = g_string_new("WEBVTT\n");
    for (size_t i = 0; i < count; i++)
        timed_lines_write_cue(out, &cues[i]);
    return g_string_free(out, false);
}
