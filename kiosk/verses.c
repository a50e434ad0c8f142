#include "kiosk/verses.h"

#include "catalogue/shown_item.h"
#include "kiosk/needle.h"

enum { AHEAD = 6 }; /* lines of the recording a verse is looked for in */

static struct verse *verse_at(const GArray *verses, size_t index)
{
    return &g_array_index(verses, struct verse, index);
}

GArray *verses_of(const char *text, GStringChunk *strings)
{
    GArray *verses = g_array_new(FALSE, FALSE, sizeof(struct verse));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    struct verse verse = {.stanza = 0};
    for (size_t i = 0; lines[i] != NULL; i++) {
        bool is_empty = g_strchomp(lines[i])[0] == '\0';
        bool ends_stanza = is_empty && verses->len > 0 &&
                           verse_at(verses, verses->len - 1)->stanza == verse.stanza;
        if (ends_stanza)
            verse.stanza++;
        if (is_empty)
            continue;
        verse.text = g_string_chunk_insert(strings, lines[i]);
        g_array_append_val(verses, verse);
    }
    return verses;
}

static const struct shown_cue *cue_of(const struct shown_cues *cues, const char *verse,
                                      size_t *next)
{
    for (size_t i = *next; i < MIN(cues->count, *next + AHEAD); i++) {
        bool is_inside = needle_find(verse, cues->cues[i].text, NULL, 0) > 0;
        bool is_around = needle_find(cues->cues[i].text, verse, NULL, 0) > 0;
        if (!is_inside && !is_around)
            continue;
        *next = is_around ? i + 1 : i; /* more verses may be read in this one */
        return &cues->cues[i];
    }
    return NULL;
}

size_t verses_time(GArray *verses, const struct shown_cues *cues)
{
    size_t next = 0, found = 0;
    for (guint i = 0; i < verses->len; i++) {
        struct verse *verse = verse_at(verses, i);
        verse->cue = cue_of(cues, verse->text, &next);
        found += verse->cue != NULL;
    }
    if (found > 0 || verses->len != cues->count)
        return found;
    for (guint i = 0; i < verses->len; i++)
        verse_at(verses, i)->cue = &cues->cues[i];
    return verses->len;
}

/* How many verses a stanza has, and where it begins. */
static size_t stanza_length(const GArray *verses, int stanza, size_t *first)
{
    size_t count = 0;
    for (guint i = 0; i < verses->len; i++) {
        if (verse_at(verses, i)->stanza != stanza)
            continue;
        if (count++ == 0)
            *first = i;
    }
    return count;
}

int verses_counterpart(const GArray *verses, size_t index, const GArray *translation)
{
    if (verses->len == translation->len)
        return (int)index;
    if (verses->len == 0 || translation->len == 0 ||
        verse_at(verses, verses->len - 1)->stanza !=
            verse_at(translation, translation->len - 1)->stanza)
        return -1;
    int stanza = verse_at(verses, index)->stanza;
    size_t first = 0, first_there = 0;
    size_t count = stanza_length(verses, stanza, &first);
    size_t count_there = stanza_length(translation, stanza, &first_there);
    if (count == 0 || count_there == 0)
        return -1;
    return (int)(first_there + (index - first) * count_there / count);
}
