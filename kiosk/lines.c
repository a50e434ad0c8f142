#include "kiosk/lines.h"

#include "kiosk/needle.h"
#include "kiosk/view_item.h"

enum { VERSES_AHEAD = 6 };

static int by_time(const void *a, const void *b, void *unused)
{
    const struct line *one = a, *other = b;
    return (one->begin_ms > other->begin_ms) - (one->begin_ms < other->begin_ms);
}

static void add_said(GArray *list, const struct view_item *view, const struct shown_cues *cues)
{
    for (size_t i = 0; i < cues->count; i++) {
        const struct shown_cue *cue = &cues->cues[i];
        const struct line line = {.kind = LINE_SAID,
                                  .begin_ms = cue->begin_ms,
                                  .end_ms = cue->end_ms,
                                  .is_timed = true,
                                  .speaker = cue->speaker,
                                  .text = cue->text,
                                  .other = ""};
        if (!view_item_hides_cue(view, cue))
            g_array_append_val(list, line);
    }
}

static struct line hidden_line(int64_t begin_ms, int64_t end_ms)
{
    return (struct line){.kind = LINE_HIDDEN,
                         .begin_ms = begin_ms,
                         .end_ms = end_ms,
                         .is_timed = true,
                         .speaker = "",
                         .text = "",
                         .other = ""};
}

static void add_hidden(GArray *list, const struct view_item *view)
{
    for (size_t i = 0; view->hides_parts && i < view->part_count; i++) {
        const struct line line = hidden_line(view->parts[i].begin_ms, view->parts[i].end_ms);
        g_array_append_val(list, line);
    }
}

static void add_withheld(GArray *list, const struct view_item *view)
{
    for (size_t i = 0; i < view->item->withheld_count; i++) {
        const struct shown_withheld *withheld = &view->item->withheld[i];
        const struct line line = {.kind = LINE_WITHHELD,
                                  .begin_ms = withheld->begin_ms,
                                  .end_ms = withheld->end_ms,
                                  .is_timed = true,
                                  .speaker = "",
                                  .text = "",
                                  .other = ""};
        if (!view->hides_parts || view_item_part_at(view, withheld->begin_ms) == NULL)
            g_array_append_val(list, line);
    }
}

static int last_begun(const struct lines *lines, int64_t time_ms)
{
    size_t low = 0, high = lines->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->lines[middle].begin_ms <= time_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return (int)low - 1;
}

/* The line of something that is said at this time, or the nearest that is said at all; -1. */
static int said_near(const struct lines *lines, int64_t time_ms)
{
    int at = last_begun(lines, time_ms);
    for (int i = at; i >= 0; i--)
        if (lines->lines[i].kind == LINE_SAID)
            return i;
    for (int i = MAX(at, 0); i < (int)lines->count; i++)
        if (lines->lines[i].kind == LINE_SAID)
            return i;
    return -1;
}

static void put_beside(struct lines *lines, int at, GString *text)
{
    if (at >= 0 && text->len > 0)
        lines->lines[at].other = g_string_chunk_insert(lines->strings, text->str);
    g_string_truncate(text, 0);
}

/* Translations are timed by themselves: each stands beside the line that is said at its middle, so
 * that none is lost and none stands twice. */
static void add_other(struct lines *lines, const struct view_item *view)
{
    GString *text = g_string_new(NULL);
    int beside = -1;
    for (size_t i = 0; i < view->other->count; i++) {
        const struct shown_cue *cue = &view->other->cues[i];
        if (view_item_hides_cue(view, cue))
            continue;
        int at = said_near(lines, cue->begin_ms + (cue->end_ms - cue->begin_ms) / 2);
        if (at != beside) {
            put_beside(lines, beside, text);
            if (at >= 0)
                g_string_append(text, lines->lines[at].other);
            beside = at;
        }
        g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", cue->text);
    }
    put_beside(lines, beside, text);
    g_string_free(text, TRUE);
}

/* The line of the recording in which this verse is read, from @next on. */
static const struct shown_cue *cue_of_verse(const struct shown_cues *cues, const char *verse,
                                            size_t *next)
{
    for (size_t i = *next; i < MIN(cues->count, *next + VERSES_AHEAD); i++) {
        bool is_inside = needle_find(verse, cues->cues[i].text, NULL, 0) > 0;
        bool is_around = needle_find(cues->cues[i].text, verse, NULL, 0) > 0;
        if (!is_inside && !is_around)
            continue;
        *next = is_around ? i + 1 : i; /* more verses may be read in this one */
        return &cues->cues[i];
    }
    return NULL;
}

/* The poem as its author set it; a verse is lit while it is read. Verses nobody has said when belong
 * to the one before, also where that is hidden. */
static void add_verses(GArray *list, const struct lines *lines, const struct view_item *view)
{
    g_auto(GStrv) verses = g_strsplit(view->item->text, "\n", -1);
    size_t next = 0;
    struct line line = {.kind = LINE_SAID, .speaker = "", .other = ""};
    bool is_apart = false, is_hidden = false;
    for (size_t i = 0; verses[i] != NULL; i++) {
        const char *text = g_strchomp(verses[i]);
        if (text[0] == '\0') {
            is_apart = list->len > 0;
            continue;
        }
        const struct shown_cue *cue = cue_of_verse(view->words, text, &next);
        bool was_hidden = is_hidden;
        is_hidden = cue != NULL ? view_item_hides_cue(view, cue) : is_hidden;
        line.begin_ms = cue != NULL ? cue->begin_ms : line.begin_ms;
        line.end_ms = cue != NULL ? cue->end_ms : line.end_ms;
        line.text = g_string_chunk_insert(lines->strings, text);
        line.is_apart = is_apart;
        line.is_timed = cue != NULL;
        const struct line hidden = hidden_line(line.begin_ms, line.end_ms);
        if (is_hidden && !was_hidden)
            g_array_append_val(list, hidden);
        else if (!is_hidden)
            g_array_append_val(list, line);
        is_apart = false;
    }
}

static void look_for(struct lines *lines, const char *needle)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->lines[i];
        line->is_found = needle_find(needle, line->text, NULL, 0) > 0 ||
                         needle_find(needle, line->other, NULL, 0) > 0;
        lines->found_count += line->is_found;
    }
}

static bool is_verse(const struct view_item *view)
{
    return view->item->card.kind_bit == SHOWN_TEXT && view->item->text[0] != '\0';
}

static void fill(struct lines *lines, const struct view_item *view)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct line));
    bool has_verses = is_verse(view);
    if (has_verses)
        add_verses(list, lines, view);
    else {
        add_said(list, view, view->words);
        add_hidden(list, view);
        add_withheld(list, view);
    }
    lines->count = list->len;
    lines->lines = (struct line *)(void *)g_array_free(list, FALSE);
    if (has_verses || lines->count == 0)
        return;
    /* Stable: lines of one moment stay in the order of their file. */
    g_qsort_with_data(lines->lines, (int)lines->count, sizeof *lines->lines, by_time, NULL);
    if (view->other != NULL)
        add_other(lines, view);
}

struct lines *lines_create(const struct view_item *view, const char *needle)
{
    struct lines *lines = g_new0(struct lines, 1);
    lines->strings = g_string_chunk_new(4096);
    if (view->words != NULL && view->words->count > 0)
        fill(lines, view);
    if (needle != NULL)
        look_for(lines, needle);
    return lines;
}

void lines_destroy(struct lines *lines)
{
    if (lines == NULL)
        return;
    g_string_chunk_free(lines->strings);
    g_free(lines->lines);
    g_free(lines);
}

int lines_at(const struct lines *lines, int64_t time_ms)
{
    int at = last_begun(lines, time_ms);
    while (at >= 0 && !lines->lines[at].is_timed)
        at--;
    return at;
}

int lines_found_from(const struct lines *lines, int index, int step)
{
    int count = (int)lines->count;
    if (lines->found_count == 0)
        return -1;
    int at = index < 0 && step < 0 ? 0 : index;
    for (int i = 0; i < count; i++) {
        at = (at + step + count) % count;
        if (lines->lines[at].is_found)
            return at;
    }
    return -1;
}

int lines_found_number(const struct lines *lines, int index)
{
    int number = 0;
    for (int i = 0; i <= index && i < (int)lines->count; i++)
        number += lines->lines[i].is_found;
    return number;
}
