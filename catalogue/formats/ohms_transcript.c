#include "catalogue/formats/ohms_transcript.h"

#include "catalogue/formats/ohms_annotations.h"
#include "catalogue/formats/ohms_pieces.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

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
        if (g_array_index(pieces, struct ohms_piece, next).words->len > 0)
            return g_array_index(pieces, struct ohms_piece, next).at_ms;
    return g_array_index(pieces, struct ohms_piece, i).at_ms;
}

static void keep_piece(const struct ohms_pieces *all, guint i, struct timed_text *text)
{
    const struct ohms_piece *piece = &g_array_index(all->pieces, struct ohms_piece, i);
    if (piece->words->len == 0)
        return;
    struct timed_cue cue = {.id = "",
                            .begin_ms = piece->at_ms,
                            .end_ms = end_of(all->pieces, i),
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
static void keep_pieces(const struct ohms_pieces *all, char **notes, char **links,
                        struct ohms_transcript *transcript)
{
    guint reference = 0;
    guint count = g_strv_length(notes);
    for (guint i = 0; i < all->pieces->len; i++) {
        keep_piece(all, i, transcript->text);
        for (; reference < all->references->len; reference++) {
            const struct ohms_reference *at =
                &g_array_index(all->references, struct ohms_reference, reference);
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

static void read_synchronised(const struct ohms_said *said, int64_t length_ms,
                              struct ohms_transcript *transcript)
{
    const char *at = strstr(said->transcript, "[[footnotes]]");
    size_t length = at != NULL ? (size_t)(at - said->transcript) : strlen(said->transcript);
    g_autofree char *words = g_strndup(said->transcript, length);
    g_autoptr(ohms_pieces) pieces = ohms_pieces_read(words, said->sync, length_ms);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(g_free);
    read_notes(at, notes, links);
    keep_pieces(pieces, (char **)notes->pdata, (char **)links->pdata, transcript);
    transcript->minutes = pieces->minutes;
    transcript->beyond = pieces->beyond;
    transcript->is_timed = pieces->minutes > 0;
}

/* As ohms_annotations_read() wants it. */
static void take_annotation(size_t cue, const char *words, const char *links, void *transcript)
{
    add_note(transcript, cue, words, links);
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
    ohms_annotations_read(text, transcript->text, take_annotation, transcript);
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
