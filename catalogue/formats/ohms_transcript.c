#include "catalogue/formats/ohms_transcript.h"

#include "catalogue/formats/character_reference.h"
#include "catalogue/formats/ohms_sync.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

#define LONGEST_NAME 40
#define SECOND_MS    1000
#define REFERENCE                                                                                  \
    '\x01' /* stands for [[footnote]] while words are cut: XML has no such character */
#define REFERENCE_END '\x02'

/* What becomes one line: from a paragraph, a name or a minute to the next. */
struct piece {
    int64_t at_ms; /* -1: not known yet */
    size_t first_word;
    char *speaker;
    GString *words;
};

/* A reference in the words to the note of that number. */
struct reference {
    size_t piece;
    size_t number;
};

struct reader {
    GArray *minutes; /* struct ohms_minute */
    guint next_minute;
    GArray *pieces;     /* struct piece */
    GArray *references; /* struct reference */
    size_t words;       /* read so far */
    const char *speaker;
    bool begins; /* a paragraph or a name begins: the next word starts a piece */
    size_t used; /* minutes that stand at a word */
};

static void finish_piece(void *data)
{
    struct piece *piece = data;
    g_free(piece->speaker);
    g_string_free(piece->words, true);
}

static struct piece *last_piece(const struct reader *reader)
{
    return &g_array_index(reader->pieces, struct piece, reader->pieces->len - 1);
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
    struct piece piece = {.at_ms = at_ms,
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
    struct piece *piece = last_piece(reader);
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
        struct reference reference = {
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
    const struct piece *first = &g_array_index(pieces, struct piece, from);
    double words = (double)MAX(end_word, first->first_word + 1) - (double)first->first_word;
    for (guint i = from + 1; i < to; i++) {
        struct piece *piece = &g_array_index(pieces, struct piece, i);
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
    struct piece *first = &g_array_index(pieces, struct piece, 0);
    first->at_ms = MAX(first->at_ms, 0);
    for (guint i = 1; i < pieces->len; i++) {
        const struct piece *piece = &g_array_index(pieces, struct piece, i);
        if (piece->at_ms < 0)
            continue;
        estimate(pieces, known, i, piece->at_ms, piece->first_word);
        known = i;
    }
    int64_t last_ms = g_array_index(pieces, struct piece, known).at_ms;
    int64_t end_ms =
        length_ms > last_ms ? MIN(length_ms, last_ms + interval_ms) : last_ms + interval_ms;
    estimate(pieces, known, pieces->len, reader->used > 0 ? end_ms : last_ms, reader->words);
}

static void add_note(struct ohms_transcript *transcript, size_t cue, const char *text,
                     const char *links)
{
    struct ohms_note note = {.cue = cue,
                             .text = g_string_chunk_insert(transcript->strings, text),
                             .links = g_string_chunk_insert(transcript->strings, links)};
    if (transcript->text->array->len > 0 && (*text != '\0' || *links != '\0'))
        g_array_append_val(transcript->array, note);
}

/* Where the next piece that has words begins; where there is none, where this one does. */
static int64_t end_of(const GArray *pieces, guint i)
{
    for (guint next = i + 1; next < pieces->len; next++)
        if (g_array_index(pieces, struct piece, next).words->len > 0)
            return g_array_index(pieces, struct piece, next).at_ms;
    return g_array_index(pieces, struct piece, i).at_ms;
}

static void keep_piece(const struct reader *reader, guint i, struct timed_text *text)
{
    const struct piece *piece = &g_array_index(reader->pieces, struct piece, i);
    if (piece->words->len == 0)
        return;
    struct timed_cue cue = {.id = "",
                            .begin_ms = piece->at_ms,
                            .end_ms = end_of(reader->pieces, i),
                            .payload = piece->words->str,
                            .text = piece->words->str,
                            .speaker = piece->speaker};
    timed_text_add(text, &cue);
}

/* Gives the last line a note, which then has none left to give: one that is named everywhere would fill
 * the memory. */
static void move_note(struct ohms_transcript *transcript, char **note, char **links)
{
    add_note(transcript, MAX(transcript->text->array->len, 1) - 1, *note, *links);
    **note = '\0';
    **links = '\0';
}

/* Moves the pieces that have words into lines, and their notes with them. */
static void keep_pieces(const struct reader *reader, char **notes, char **links,
                        struct ohms_transcript *transcript)
{
    guint reference = 0;
    guint count = g_strv_length(notes);
    for (guint i = 0; i < reader->pieces->len; i++) {
        keep_piece(reader, i, transcript->text);
        for (; reference < reader->references->len; reference++) {
            const struct reference *at =
                &g_array_index(reader->references, struct reference, reference);
            if (at->piece != i)
                break;
            if (at->number >= 1 && at->number <= count)
                move_note(transcript, &notes[at->number - 1], &links[at->number - 1]);
        }
    }
}

/* What stands between OPEN and CLOSE from *AT on, which moves behind it; NULL where there is none. */
static char *take_between(const char **at, const char *open, const char *close)
{
    const char *begin = strstr(*at, open);
    const char *end = begin != NULL ? strstr(begin, close) : NULL;
    if (end == NULL)
        return NULL;
    begin += strlen(open);
    *at = end + strlen(close);
    return g_strstrip(g_strndup(begin, (size_t)(end - begin)));
}

/* The notes at the end of a transcript, as words and as their addresses. */
static void read_notes(const char *at, GPtrArray *notes, GPtrArray *links)
{
    char *note;
    while (at != NULL && (note = take_between(&at, "[[note]]", "[[/note]]")) != NULL) {
        g_autoptr(GString) addresses = g_string_new(NULL);
        const char *inside = note;
        char *address;
        while ((address = take_between(&inside, "[[link]]", "[[/link]]")) != NULL) {
            g_string_append_printf(addresses, "%s%s", addresses->len > 0 ? "\n" : "", address);
            g_free(address);
        }
        char *mark = strstr(note, "[[link]]");
        if (mark != NULL)
            *mark = '\0';
        g_ptr_array_add(notes, g_strstrip(note));
        g_ptr_array_add(links, g_strdup(addresses->str));
    }
    g_ptr_array_add(notes, NULL);
    g_ptr_array_add(links, NULL);
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

static void read_synchronised(const struct ohms_said *said, int64_t length_ms,
                              struct ohms_transcript *transcript)
{
    int64_t interval_ms;
    const char *at = strstr(said->transcript, "[[footnotes]]");
    size_t length = at != NULL ? (size_t)(at - said->transcript) : strlen(said->transcript);
    g_autofree char *words = g_strndup(said->transcript, length);
    g_autofree char *marked = mark_references(words);
    g_auto(GStrv) lines = timed_lines_split(marked);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(g_free);
    struct reader reader = {.minutes = ohms_sync_parse(said->sync, &interval_ms),
                            .pieces = g_array_new(false, true, sizeof(struct piece)),
                            .references = g_array_new(false, true, sizeof(struct reference)),
                            .speaker = "",
                            .begins = true};
    g_array_set_clear_func(reader.pieces, finish_piece);
    read_notes(at, notes, links);
    for (int64_t i = 0; lines[i] != NULL; i++)
        read_line(&reader, lines[i], i + 1, transcript->strings);
    time_pieces(&reader, interval_ms, length_ms);
    keep_pieces(&reader, (char **)notes->pdata, (char **)links->pdata, transcript);
    transcript->minutes = reader.used;
    transcript->beyond = reader.minutes->len - reader.used;
    transcript->is_timed = reader.used > 0;
    g_array_unref(reader.minutes);
    g_array_unref(reader.pieces);
    g_array_unref(reader.references);
}

/* Takes `<a href="address">words</a>` out of a note: the address goes to LINKS, the words stay where
 * they say anything else. */
static char *take_links(const char *note, GString *links)
{
    g_autoptr(GRegex) pattern =
        g_regex_new("<a\\s[^>]*href=\"([^\"]*)\"[^>]*>([^<]*)</a>", G_REGEX_CASELESS, 0, NULL);
    GString *rest = g_string_new(NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int from = 0;
    for (g_regex_match(pattern, note, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        int begin = 0;
        int end = 0;
        g_autofree char *address = g_match_info_fetch(match, 1);
        g_autofree char *words = g_match_info_fetch(match, 2);
        g_match_info_fetch_pos(match, 0, &begin, &end);
        g_string_append_len(rest, note + from, begin - from);
        if (strcmp(words, address) != 0)
            g_string_append(rest, words);
        g_string_append_printf(links, "%s%s", links->len > 0 ? "\n" : "", address);
        from = end;
    }
    g_string_append(rest, note + from);
    return g_string_free(rest, false);
}

static void add_annotation(struct ohms_transcript *transcript, size_t cue, const char *html)
{
    g_autoptr(GString) addresses = g_string_new(NULL);
    g_autoptr(GRegex) tags = g_regex_new("<[^>]*>", 0, 0, NULL);
    g_autofree char *words = take_links(html, addresses);
    g_autofree char *plain = g_regex_replace_literal(tags, words, -1, 0, "", 0, NULL);
    g_autofree char *note = character_reference_decode(plain != NULL ? plain : words);
    g_autofree char *links = character_reference_decode(addresses->str);
    add_note(transcript, cue, g_strstrip(note), links);
}

/* What the annotation at TAG holds, or an attribute of it where it is closed at once; NULL where it is
 * cut short. */
static char *inside_annotation(const char *tag)
{
    const char *close = strchr(tag, '>');
    if (close == NULL)
        return NULL;
    if (close[-1] == '/') {
        g_autofree char *head = g_strndup(tag, (size_t)(close - tag));
        const char *at = head;
        return take_between(&at, "text=\"", "\"");
    }
    const char *end = strstr(close, "</annotation>");
    return end != NULL ? g_strndup(close + 1, (size_t)(end - close - 1)) : NULL;
}

/* Every `<annotation ref="3">words</annotation>` by its number; the first of a number counts. */
static GHashTable *find_annotations(const char *vtt)
{
    static const char open[] = "<annotation ref=\"";
    GHashTable *found = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (const char *tag = strstr(vtt, open); tag != NULL; tag = strstr(tag + 1, open)) {
        guint number = (guint)g_ascii_strtoull(tag + strlen(open), NULL, 10);
        char *inside = inside_annotation(tag);
        if (inside == NULL)
            break;
        if (g_hash_table_contains(found, GUINT_TO_POINTER(number)))
            g_free(inside);
        else
            g_hash_table_insert(found, GUINT_TO_POINTER(number), inside);
    }
    return found;
}

/* References stand in the words as <c.3>word</c>. A note goes to the first of its references: a long one
 * named everywhere would fill the memory. */
static void read_annotations(const char *vtt, struct ohms_transcript *transcript)
{
    g_autoptr(GHashTable) annotations = find_annotations(vtt);
    for (size_t i = 0; i < transcript->text->count; i++) {
        const char *at = transcript->text->cues[i].payload;
        while ((at = strstr(at, "<c.")) != NULL) {
            char *end;
            at += strlen("<c.");
            guint number = (guint)g_ascii_strtoull(at, &end, 10);
            const char *note = end > at && *end == '>'
                                   ? g_hash_table_lookup(annotations, GUINT_TO_POINTER(number))
                                   : NULL;
            if (note == NULL)
                continue;
            add_annotation(transcript, i, note);
            g_hash_table_remove(annotations, GUINT_TO_POINTER(number));
        }
    }
}

static bool read_webvtt(const char *vtt, struct ohms_transcript *transcript, GError **error)
{
    g_autoptr(GRegex) breaks = g_regex_new("<br */?>", G_REGEX_CASELESS, 0, NULL);
    g_autofree char *joined = g_regex_replace_literal(breaks, vtt, -1, 0, " ", 0, NULL);
    const char *text = joined != NULL ? joined : vtt;
    timed_text_free(transcript->text);
    transcript->text = timed_text_parse_webvtt(text, strlen(text), error);
    if (transcript->text == NULL)
        return false;
    transcript->is_timed = true;
    read_annotations(text, transcript);
    return true;
}

/* What OHMS fills in where there is none. */
static bool is_silent(const struct ohms_said *said)
{
    g_autofree char *words = g_strstrip(g_strdup(said->transcript));
    return *said->vtt == '\0' &&
           (*words == '\0' || g_ascii_strcasecmp(words, "No transcript.") == 0);
}

struct ohms_transcript *ohms_transcript_read(const struct ohms_said *said, int64_t length_ms,
                                             GError **error)
{
    if (is_silent(said))
        return NULL;
    g_autoptr(ohms_transcript) transcript = g_new0(struct ohms_transcript, 1);
    transcript->strings = g_string_chunk_new(4096);
    transcript->array = g_array_new(false, true, sizeof(struct ohms_note));
    transcript->text = timed_text_new(TIMED_TRANSCRIPT);
    if (*said->vtt != '\0') {
        if (!read_webvtt(said->vtt, transcript, error)) {
            g_prefix_error(error, "its <vtt_transcript> ");
            return NULL;
        }
    } else {
        read_synchronised(said, length_ms, transcript);
        timed_text_close(transcript->text, "UTF-8");
    }
    transcript->note_count = transcript->array->len;
    transcript->notes = (struct ohms_note *)(void *)transcript->array->data;
    return g_steal_pointer(&transcript);
}

void ohms_transcript_free(struct ohms_transcript *transcript)
{
    if (transcript == NULL)
        return;
    timed_text_free(transcript->text);
    g_array_unref(transcript->array);
    g_string_chunk_free(transcript->strings);
    g_free(transcript);
}
