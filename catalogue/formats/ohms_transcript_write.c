#include "catalogue/formats/ohms_transcript.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

/* The WebVTT inside a record 6.0: lines, and notes as annotations the lines refer to by number. */

/* Puts <c.N> around the last word written since FROM. */
static void mark_last_word(GString *out, gsize from, size_t number)
{
    g_autofree char *open = g_strdup_printf("<c.%zu>", number);
    gsize begin = out->len;
    while (begin > from && strchr(" \n>", out->str[begin - 1]) == NULL)
        begin--;
    g_string_insert(out, (gssize)begin, open);
    g_string_append(out, "</c>");
}

static void write_cue(GString *out, const struct timed_cue *cue, size_t index,
                      const struct ohms_note *notes, size_t note_count)
{
    timed_lines_write_cue(out, cue);
    for (size_t i = 0; i < note_count; i++) {
        if (notes[i].cue != index)
            continue;
        g_string_truncate(out, out->len - 1);
        gsize line = (gsize)(strrchr(out->str, '\n') - out->str) + 1;
        mark_last_word(out, line, i + 1);
        g_string_append_c(out, '\n');
    }
}

/* One line: a comment of WebVTT ends where a line is empty. */
static void write_note(GString *out, const struct ohms_note *note, size_t number)
{
    g_autofree char *text = g_markup_escape_text(note->text, -1);
    g_auto(GStrv) links = g_strsplit(note->links, "\n", -1);
    g_string_append_printf(out, "\nNOTE\n<annotation ref=\"%zu\">%s", number,
                           g_strdelimit(text, "\r\n", ' '));
    for (char **link = links; *link != NULL; link++) {
        g_autofree char *address = g_markup_escape_text(*link, -1);
        if (*address != '\0')
            g_string_append_printf(out, " <a href=\"%s\">%s</a>", address, address);
    }
    g_string_append(out, "</annotation>\n");
}

char *ohms_transcript_write(const struct timed_cue *cues, size_t count,
                            const struct ohms_note *notes, size_t note_count)
{
    GString *out = g_string_new("WEBVTT\n\nNOTE\nTRANSCRIPTION BEGIN\n");
    for (size_t i = 0; i < count; i++)
        write_cue(out, &cues[i], i, notes, note_count);
    g_string_append(out, "\nNOTE\nTRANSCRIPTION END\n");
    if (note_count > 0)
        g_string_append(out, "\nNOTE\nANNOTATIONS BEGIN\n");
    for (size_t i = 0; i < note_count; i++)
        write_note(out, &notes[i], i + 1);
    if (note_count > 0)
        g_string_append(out, "\nNOTE\nANNOTATIONS END\n");
    return g_string_free(out, false);
}
