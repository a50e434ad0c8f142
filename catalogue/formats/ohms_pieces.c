#include "catalogue/formats/ohms_pieces.h"

#include "catalogue/formats/ohms_sync.h"
#include "catalogue/formats/timed_lines.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST_NAME 40
#define SECOND_MS    1000
#define REFERENCE                                                                                  \
    '\x01' /* stands for [[footnote]] while words are cut: XML has no such character */

struct reader {
    GArray *minutes; /* struct ohms_minute */
    guint next_minute;
    GArray *pieces;     /* struct ohms_piece */
    GArray *references; /* struct ohms_reference */
    size_t words;       /* read so far */
    const char *speaker;
    bool begins; /* a paragraph or a name begins: the next word starts a piece */
    size_t used; /* minutes that stand at a word */
};

static void finish_piece(void *data)
{
    struct ohms_piece *piece = data;
    g_free(piece->speaker);
    g_string_free(piece->words, true);
}

static struct ohms_piece *last_piece(const struct reader *reader)
{
    return &g_array_index(reader->pieces, struct ohms_piece, reader->pieces->len - 1);
}

/* The minute that begins at this word; NULL where none does. One that would go back is passed over. */
static const struct ohms_minute *take_minute(struct reader *reader, int64_t line, int64_t word)
{
    const struct ohms_minute *found = NULL;
    for (; reader->next_minute < reader->minutes->len; reader->next_minute++) {
        const struct ohms_minute *minute =
            &g_array_index(reader->minutes, struct ohms_minute, reader->next_minute);
        bool is_here = minute->line == line && minute->word == word;
        if (minute->line > line || (minute->line == line && minute->word > word))
            break;
        reader->used += is_here;
        if (is_here && found == NULL)
            found = minute;
    }
    return found;
}

static void begin_piece(struct reader *reader, int64_t at_ms)
{
    if (reader->pieces->len > 0 && last_piece(reader)->words->len == 0 &&
        last_piece(reader)->first_word == reader->words)
        g_array_set_size(reader->pieces, reader->pieces->len - 1);
    struct ohms_piece piece = {.at_ms = at_ms,
                               .first_word = reader->words,
                               .speaker = g_strdup(reader->speaker),
                               .words = g_string_new(NULL)};
    g_array_append_val(reader->pieces, piece);
    reader->begins = false;
}

/* {1:02:03}, a time of older records. */
static bool is_old_time(const char *word)
{
    return *word == '{' && word[1 + strspn(word + 1, "0123456789:.")] == '}';
}

/* Adds WORD without references to notes, which are kept. */
static void add_word(struct reader *reader, const char *word)
{
    struct ohms_piece *piece = last_piece(reader);
    size_t before = piece->words->len;
    if (is_old_time(word))
        return;
    if (before > 0)
        g_string_append_c(piece->words, ' ');
    for (; *word != '\0'; word++) {
        if (*word != REFERENCE) {
            g_string_append_c(piece->words, *word);
            continue;
        }
        char *end;
        struct ohms_reference reference = {
            .piece = reader->pieces->len - 1,
            .number = (size_t)g_ascii_strtoull(word + 1, &end, 10),
        };
        g_array_append_val(reader->references, reference);
        word = end; /* at REFERENCE_END */
    }
    if (before > 0 && piece->words->len == before + 1)
        g_string_truncate(piece->words, before);
}

static const char *skip_blanks(const char *at)
{
    while (g_ascii_isspace(*at))
        at++;
    return at;
}

/* How many bytes of "NAME:" in capitals a line begins with; 0 for none. */
static size_t length_of_name(const char *line)
{
    const char *colon = strchr(line, ':');
    int letters = 0;
    if (colon == NULL || colon - line > LONGEST_NAME ||
        (colon[1] != '\0' && !strchr(" \t\r", colon[1])))
        return 0;
    for (const char *at = line; at < colon; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c < 0x80 ? strchr(" .'-", (int)c) == NULL && !g_ascii_isupper(c)
                     : !g_unichar_isalpha(c) || g_unichar_islower(c))
            return 0;
        letters += g_unichar_isalpha(c);
    }
    return letters > 0 ? (size_t)(colon - line) + 1 : 0;
}

static void read_line(struct reader *reader, char *text, int64_t line, GStringChunk *strings)
{
    const char *at = skip_blanks(text);
    size_t name = length_of_name(at);
    const char *words_begin = at + name;
    if (*at == '\0')
        reader->begins = true;
    if (name > 0) {
        g_autofree char *speaker = g_strndup(at, name - 1);
        reader->speaker = g_string_chunk_insert(strings, g_strstrip(speaker));
        reader->begins = true;
    }
    for (int64_t word = 1; *at != '\0'; word++) {
        size_t length = strcspn(at, " \t\r\n\f\v");
        g_autofree char *single = g_strndup(at, length);
        const struct ohms_minute *minute = take_minute(reader, line, word);
        if (reader->begins || minute != NULL)
            begin_piece(reader, minute != NULL ? minute->at_ms : -1);
        if (at >= words_begin)
            add_word(reader, single);
        reader->words++;
        at = skip_blanks(at + length);
    }
}

/* Gives the pieces FROM to before TO times by how many words stand before them, in whole seconds: an
 * estimate is no better. */
static void estimate(GArray *pieces, guint from, guint to, int64_t end_ms, size_t end_word)
{
    const struct ohms_piece *first = &g_array_index(pieces, struct ohms_piece, from);
    double words = (double)MAX(end_word, first->first_word + 1) - (double)first->first_word;
    for (guint i = from + 1; i < to; i++) {
        struct ohms_piece *piece = &g_array_index(pieces, struct ohms_piece, i);
        double share = (double)(piece->first_word - first->first_word) / words;
        int64_t later_ms = (int64_t)(share * (double)(end_ms - first->at_ms));
        piece->at_ms = first->at_ms + later_ms / SECOND_MS * SECOND_MS;
    }
}

static void time_pieces(const struct reader *reader, int64_t interval_ms, int64_t length_ms)
{
    GArray *pieces = reader->pieces;
    guint known = 0;
    if (pieces->len == 0)
        return;
    struct ohms_piece *first = &g_array_index(pieces, struct ohms_piece, 0);
    first->at_ms = MAX(first->at_ms, 0);
    for (guint i = 1; i < pieces->len; i++) {
        const struct ohms_piece *piece = &g_array_index(pieces, struct ohms_piece, i);
        if (piece->at_ms < 0)
            continue;
        estimate(pieces, known, i, piece->at_ms, piece->first_word);
        known = i;
    }
    int64_t last_ms = g_array_index(pieces, struct ohms_piece, known).at_ms;
    int64_t end_ms =
        length_ms > last_ms ? MIN(length_ms, last_ms + interval_ms) : last_ms + interval_ms;
    estimate(pieces, known, pieces->len, reader->used > 0 ? end_ms : last_ms, reader->words);
}

/* [[footnote]]3[[/footnote]] as one character, the number and another, so that it is one word with the
 * word before it. */
static char *mark_references(const char *transcript)
{
    g_autoptr(GRegex) pattern =
        g_regex_new("\\[\\[footnote\\]\\]\\s*(\\d{1,6})\\s*\\[\\[/footnote\\]\\]", 0, 0, NULL);
    char *marked = g_regex_replace(pattern, transcript, -1, 0, "\x01\\1\x02", 0, NULL);
    return marked != NULL ? marked : g_strdup(transcript);
}

struct ohms_pieces *ohms_pieces_read(const char *transcript, const char *sync, int64_t length_ms)
{
    int64_t interval_ms;
    g_autofree char *marked = mark_references(transcript);
    g_auto(GStrv) lines = timed_lines_split(marked);
    g_autoptr(GStringChunk) speakers = g_string_chunk_new(256);
    struct reader reader = {.minutes = ohms_sync_parse(sync, &interval_ms),
                            .pieces = g_array_new(false, true, sizeof(struct ohms_piece)),
                            .references = g_array_new(false, true, sizeof(struct ohms_reference)),
                            .speaker = "",
                            .begins = true};
    g_array_set_clear_func(reader.pieces, finish_piece);
    for (int64_t i = 0; lines[i] != NULL; i++)
        read_line(&reader, lines[i], i + 1, speakers);
    time_pieces(&reader, interval_ms, length_ms);
    struct ohms_pieces *pieces = g_new0(struct ohms_pieces, 1);
    pieces->pieces = reader.pieces;
    pieces->references = reader.references;
    pieces->minutes = reader.used;
    pieces->beyond = reader.minutes->len - reader.used;
    g_array_unref(reader.minutes);
    return pieces;
}

void ohms_pieces_free(struct ohms_pieces *pieces)
{
    if (pieces == NULL)
        return;
    g_array_unref(pieces->pieces);
    g_array_unref(pieces->references);
    g_free(pieces);
}
