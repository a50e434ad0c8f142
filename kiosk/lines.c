#include "kiosk/lines.h"

#include "kiosk/needle.h"
#include "kiosk/verses.h"
#include "kiosk/view_item.h"

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

/* The text of a poem that is read, the one beside it, and their languages. */
struct texts {
    const char *text, *language;
    const char *other, *other_language; /* NULL: none */
};

/* With words in several languages a visitor chooses among them; with words in one, what is in her
 * own language is read, beside what is heard. */
static struct texts texts_of(const struct view_item *view)
{
    const struct shown_item *item = view->item;
    const struct texts alone = {.text = item->text, .language = item->text_language};
    if (item->own_text[0] == '\0')
        return alone;
    const struct texts translated = {item->text, item->text_language, item->own_text,
                                     item->card.language};
    const struct texts own = {item->own_text, item->card.language, item->text, item->text_language};
    bool is_own =
        view->language_count > 1 && g_strcmp0(view->words_language, item->card.language) == 0;
    struct texts texts = is_own ? own : translated;
    if (view->language_count > 1 && view->other_language == NULL)
        texts.other = texts.other_language = NULL;
    return texts;
}

/* When each is read: as it says itself, else as its like in the first text says. */
static void time_verses(GArray *verses, const struct view_item *view, GStringChunk *strings)
{
    if (verses_time(verses, view->words) > 0 || view->item->own_text[0] == '\0')
        return;
    g_autoptr(GArray) own = verses_of(view->item->own_text, strings);
    verses_time(own, view->words);
    for (guint i = 0; i < verses->len; i++) {
        int there = verses_counterpart(verses, i, own);
        if (there >= 0)
            g_array_index(verses, struct verse, i).cue =
                g_array_index(own, struct verse, there).cue;
    }
}

/* The poem as its author set it; a verse is lit while it is read. Verses nobody has said when belong
 * to the one before, also where that is hidden. */
static void add_verses(GArray *list, struct lines *lines, const struct view_item *view)
{
    struct texts texts = texts_of(view);
    g_autoptr(GArray) verses = verses_of(texts.text, lines->strings);
    g_autoptr(GArray) others = verses_of(texts.other != NULL ? texts.other : "", lines->strings);
    time_verses(verses, view, lines->strings);
    lines->language = texts.language;
    lines->other_language = verses->len == others->len ? texts.other_language : NULL;
    struct line line = {.kind = LINE_SAID, .speaker = ""};
    bool is_hidden = false;
    int stanza = 0;
    for (guint i = 0; i < verses->len; i++) {
        const struct verse *verse = &g_array_index(verses, struct verse, i);
        bool was_hidden = is_hidden;
        line.text = verse->text;
        line.other =
            lines->other_language != NULL ? g_array_index(others, struct verse, i).text : "";
        line.is_apart = verse->stanza != stanza;
        line.is_timed = verse->cue != NULL;
        if (verse->cue != NULL) {
            is_hidden = view_item_hides_cue(view, verse->cue);
            line.begin_ms = verse->cue->begin_ms;
            line.end_ms = verse->cue->end_ms;
        }
        const struct line hidden = hidden_line(line.begin_ms, line.end_ms);
        if (is_hidden && !was_hidden)
            g_array_append_val(list, hidden);
        else if (!is_hidden)
            g_array_append_val(list, line);
        stanza = verse->stanza;
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

/* A poem is shown as its author set it, unless its words are chosen in a language that its text is
 * not there in. */
static bool is_verse(const struct view_item *view)
{
    const struct shown_item *item = view->item;
    if (item->card.kind_bit != SHOWN_TEXT || item->text[0] == '\0')
        return false;
    return view->language_count < 2 || g_strcmp0(view->words_language, item->text_language) == 0 ||
           (item->own_text[0] != '\0' && g_strcmp0(view->words_language, item->card.language) == 0);
}

static void fill(struct lines *lines, const struct view_item *view)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct line));
    bool has_verses = is_verse(view);
    lines->language = view->words_language;
    lines->other_language = view->other_language;
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

bool lines_are_timed(const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->lines[i].is_timed)
            return true;
    return false;
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
