#include "catalogue/error.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

/* Transcripts as people type them: a time in brackets, a name and a colon, and words, which may go
 * on over lines. A turn without a time has that of the turn before; a blank line ends a paragraph,
 * not a turn. */

#define LONGEST_NAME 40

static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* [1:02:03], [02:03], (02:03), [02:03.5]. */
static bool take_time(const char **line, int64_t *ms)
{
    const char *at = skip_blanks(*line);
    char close = *at == '[' ? ']' : *at == '(' ? ')' : '\0';
    int64_t seconds = 0;
    int parts = 0;
    if (close == '\0')
        return false;
    do {
        int digits = 0;
        int64_t number = 0;
        for (at++; g_ascii_isdigit(*at) && digits < 5; at++, digits++)
            number = number * 10 + (*at - '0');
        if (digits == 0)
            return false;
        seconds = seconds * 60 + number;
        parts++;
    } while (*at == ':' && parts < 3);
    int64_t thousandths = 0;
    if (*at == '.' || *at == ',') {
        int64_t scale = 100;
        for (at++; g_ascii_isdigit(*at); at++, scale /= 10)
            thousandths += (*at - '0') * scale;
    }
    if (parts < 2 || *at != close)
        return false;
    *ms = seconds * 1000 + thousandths;
    *line = skip_blanks(at + 1);
    return true;
}

/* A name is in capitals, or up to three words that each begin with one. */
static bool is_name(const char *text, size_t length)
{
    bool is_capitals = true;
    bool is_titled = true;
    bool begins_word = true;
    int words = 0;
    int letters = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalnum(c) && strchr(" .'-", (int)*at) == NULL && !g_unichar_ismark(c))
            return false;
        if (g_unichar_isalpha(c)) {
            letters++;
            is_capitals &= !g_unichar_islower(c);
            is_titled &= !begins_word || !g_unichar_islower(c);
        }
        words += begins_word && c != ' ';
        begins_word = c == ' ';
    }
    return letters > 0 && (is_capitals || (is_titled && words <= 3));
}

static bool take_name(const char **line, char **name)
{
    const char *colon = strchr(*line, ':');
    if (colon == NULL || colon == *line || colon - *line > LONGEST_NAME ||
        !is_name(*line, (size_t)(colon - *line)) ||
        (colon[1] != '\0' && colon[1] != ' ' && colon[1] != '\t'))
        return false;
    *name = g_strndup(*line, (size_t)(colon - *line));
    *line = skip_blanks(colon + 1);
    return true;
}

struct turn {
    int64_t begin_ms;
    char *speaker;
    GString *words;
};

static void end_turn(struct turn *turn, struct timed_text *text)
{
    while (turn->words->len > 0 && turn->words->str[turn->words->len - 1] == '\n')
        g_string_truncate(turn->words, turn->words->len - 1);
    struct timed_cue cue = {.id = "",
                            .begin_ms = turn->begin_ms,
                            .end_ms = turn->begin_ms,
                            .payload = turn->words->str,
                            .text = turn->words->str,
                            .speaker = turn->speaker == NULL ? "" : turn->speaker};
    if (turn->words->len > 0)
        timed_text_add(text, &cue);
    g_string_truncate(turn->words, 0);
}

/* Returns how many times and names were found. */
static int read_lines(char **lines, struct timed_text *text)
{
    struct turn turn = {.words = g_string_new(NULL)};
    int marks = 0;
    for (char **next = lines; *next != NULL; next++) {
        const char *line = g_strchomp(*next);
        int64_t at_ms = turn.begin_ms;
        char *name = NULL;
        bool is_timed = take_time(&line, &at_ms);
        bool is_named = take_name(&line, &name);
        if (is_timed || is_named)
            end_turn(&turn, text);
        if (is_named) {
            g_free(turn.speaker);
            turn.speaker = name;
        }
        marks += is_timed + is_named;
        turn.begin_ms = at_ms;
        if (turn.words->len > 0)
            g_string_append_c(turn.words, '\n');
        g_string_append(turn.words, line);
    }
    end_turn(&turn, text);
    g_string_free(turn.words, true);
    g_free(turn.speaker);
    return marks;
}

struct timed_text *timed_text_parse_transcript(const char *bytes, size_t length,
                                               const char *encoding, GError **error)
{
    const char *read_as;
    g_autofree char *decoded = timed_lines_decode(bytes, length, encoding, false, &read_as, error);
    if (decoded == NULL)
        return NULL;
    g_auto(GStrv) lines = timed_lines_split(decoded);
    g_autoptr(timed_text) text = timed_text_new(TIMED_TRANSCRIPT);
    if (read_lines(lines, text) > 0)
        return timed_text_close(g_steal_pointer(&text), read_as);
    g_set_error(
        error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
        "has neither times, as [00:01:30], nor names, as NARRATOR:, so it is no transcript");
    return NULL;
}
