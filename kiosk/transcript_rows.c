#include "kiosk/transcript_inside.h"

#include "kiosk/needle.h"
#include "kiosk/text_ahead.h"
#include "kiosk/view_item.h"
#include "kiosk/voices.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

enum {
    ROW_LEAST = 80,
    VERSE_LEAST = 72, /* a poem's lines stand as near to each other as fingers allow */
    VERSE_PADDING = 4,
    TIME_LEAST = 60,
    TIME_GAP = 20,       /* of a time to the words … */
    TIME_GAP_MOST = 56,  /* … where these have all the room that is good to read */
    READING_EMS = 27,    /* 55 letters: more are hard to read back from */
    BESIDE_PX = 1100,    /* two columns need so much … */
    COLUMN_LETTERS = 13, /* … and each so many times its letters' height */
    TIMES_LETTERS = 11,  /* the same for the words beside times */
    SCREENS_AHEAD = 2,
    SPEAKER_LINES = 3,          /* beside a film there is little room for a long name */
    KEYS_A_ROW = 2 * ROW_PARTS, /* each part plain and as of the current line */
};

static void row_clear(struct row *row)
{
    for (int i = 0; i < ROW_PARTS; i++)
        g_clear_pointer(&row->parts[i], text_layout_destroy);
    row->is_whole = false;
}

void transcript_clear_rows(struct transcript *transcript)
{
    for (size_t i = transcript->near_first; i < MIN(transcript->near_end, transcript->count); i++)
        row_clear(&transcript->rows[i]);
    transcript->near_first = transcript->near_end = 0;
    text_ahead_forget(transcript->ahead);
    transcript->is_set = false;
}

static enum color_token speaker_color(const struct transcript *transcript, const char *speaker)
{
    static const enum color_token colors[] = {COLOR_GOLD, COLOR_TEAL, COLOR_LILAC, COLOR_TEXT};
    int teller = voices_teller(transcript->view->voices, speaker);
    return teller >= 0 ? colors[(size_t)teller % G_N_ELEMENTS(colors)] : COLOR_TEXT2;
}

static double letters_px(const struct transcript *transcript)
{
    enum type_role role = transcript->is_verse ? TYPE_VERSE : TYPE_TRANSCRIPT;
    return board_type(transcript->board, role).size_px;
}

static struct label time_label(const struct transcript *transcript, const char *code)
{
    return (struct label){.utf8 = code,
                          .language = "en",
                          .role = TYPE_META,
                          .color = COLOR_TEXT3,
                          .keeps_own_side = true};
}

static double widest_time(const struct transcript *transcript)
{
    int64_t last_ms = transcript->lines->lines[transcript->count - 1].begin_ms;
    g_autofree char *zeros = text_time_code(last_ms);
    for (char *digit = zeros; *digit != '\0'; digit++)
        if (g_ascii_isdigit(*digit))
            *digit = '0';
    g_autofree char *code = words_number(transcript->env->words, zeros);
    struct label label = time_label(transcript, code);
    struct text_layout *layout = board_layout(transcript->board, &label);
    double width = MAX(text_layout_width(layout), TIME_LEAST);
    text_layout_destroy(layout);
    return width;
}

/* Where large text leaves little room, the words have it and the times are left out; where there is
 * more than is good to read, the times have some of it. */
static void find_columns(struct transcript *transcript)
{
    double room = transcript->box.w - 2 * ROW_EDGE - ROW_BAR - 2 * ROW_SIDE;
    double letters = letters_px(transcript);
    double time = transcript->is_verse ? 0 : widest_time(transcript) + TIME_GAP;
    bool has_times = time > 0 && room - time > letters * TIMES_LETTERS;
    room -= has_times ? time : 0;
    double column = (room - ROW_COLUMN_GAP) / 2;
    transcript->is_beside = transcript->lines->other_language != NULL &&
                            transcript->box.w >= BESIDE_PX && column >= letters * COLUMN_LETTERS;
    double spare = MAX(room - letters * READING_EMS, 0);
    bool is_wide = !transcript->is_beside && !transcript->is_verse;
    transcript->time_width =
        has_times ? time + (is_wide ? MIN(spare, TIME_GAP_MOST - TIME_GAP) : 0) : 0;
    transcript->width = transcript->is_beside ? column : is_wide ? room - spare : room;
}

/* Words of a line, with what is looked for; @found is kept for as long as the label. */
static struct label words_label(const struct transcript *transcript, const char *words,
                                const char *language, bool is_current, struct text_range *found)
{
    size_t count = 0;
    if (transcript->needle != NULL)
        count = MIN(needle_find(transcript->needle, words, found, LABEL_FOUND_MAX),
                    (size_t)LABEL_FOUND_MAX);
    return (struct label){.utf8 = words,
                          .language = language,
                          .role = is_current ? TYPE_TRANSCRIPT_CURRENT : TYPE_TRANSCRIPT,
                          .color = COLOR_TEXT,
                          .size_px = transcript->is_verse ? letters_px(transcript) : 0,
                          .width = transcript->width,
                          .keeps_own_side = language != NULL,
                          .found = found,
                          .found_count = count};
}

/* Room for what the labels of a row refer to. */
struct label_room {
    struct text_range found[LABEL_FOUND_MAX];
    char *code;
};

/* How a part of a row is set; false where the row has no such part. */
static bool part_label(const struct transcript *transcript, const struct line *line,
                       enum row_part part, bool is_current, struct label_room *room,
                       struct label *label)
{
    bool is_said = line->kind == LINE_SAID;
    const char *language = transcript->lines->language;
    switch (part) {
    case ROW_TEXT:
        if (is_said) {
            *label = words_label(transcript, line->text, language, is_current, room->found);
            return true;
        }
        bool is_hidden = line->kind == LINE_HIDDEN;
        const char *says =
            board_word(transcript->board, is_hidden ? "oral.hidden" : "oral.withheld");
        *label = words_label(transcript, says, NULL, false, room->found);
        label->color = is_hidden ? COLOR_LILAC : COLOR_TEXT2;
        return true;
    case ROW_OTHER:
        *label = words_label(transcript, line->other, transcript->lines->other_language, is_current,
                             room->found);
        label->color = transcript->is_beside ? COLOR_TEXT : COLOR_TEXT2;
        return is_said && line->other[0] != '\0';
    case ROW_TIME:
        room->code = board_time_code(transcript->board, line->begin_ms);
        *label = time_label(transcript, room->code);
        return transcript->time_width > 0;
    default:
        if (!is_said || line->speaker[0] == '\0')
            return false;
        *label = (struct label){.utf8 = line->speaker,
                                .language = language,
                                .role = TYPE_SPEAKER,
                                .color = speaker_color(transcript, line->speaker),
                                .width = transcript->width,
                                .max_lines = SPEAKER_LINES,
                                .keeps_own_side = true};
        return true;
    }
}

static uint64_t key_of(size_t index, enum row_part part, bool is_current)
{
    return (uint64_t)index * KEYS_A_ROW + 2 * (uint64_t)part + is_current;
}

/* How soon a row's parts are to be there. */
enum haste {
    HASTE_NONE, /* when they come from the other thread */
    HASTE_SEEN, /* time and speaker at once: they are short */
    HASTE_ALL,
};

/* What a part is set as, once it is there. */
struct part_wish {
    size_t index;
    enum row_part part;
    bool is_current;
    enum haste haste;
};

/* A part's layout: as it was laid out ahead, else made at once or asked for. NULL and *is_missing
 * when it is to come; NULL when the row has no such part. */
static struct text_layout *part_layout(struct transcript *transcript, const struct part_wish *wish,
                                       bool *is_missing)
{
    const struct line *line = &transcript->lines->lines[wish->index];
    struct label_room room = {.code = NULL};
    struct label label;
    struct text_layout *layout = NULL;
    if (part_label(transcript, line, wish->part, wish->is_current, &room, &label)) {
        uint64_t key = key_of(wish->index, wish->part, wish->is_current);
        bool is_ahead = label.keeps_own_side;
        bool is_short = wish->part == ROW_TIME || wish->part == ROW_SPEAKER;
        layout = is_ahead ? text_ahead_take(transcript->ahead, key) : NULL;
        if (layout == NULL &&
            (!is_ahead || wish->haste == HASTE_ALL || (is_short && wish->haste == HASTE_SEEN)))
            layout = board_layout(transcript->board, &label);
        else if (layout == NULL)
            board_layout_ahead(transcript->board, transcript->ahead, key, &label);
        *is_missing = *is_missing || layout == NULL;
    }
    g_free(room.code);
    return layout;
}

static double part_height(const struct row *row, enum row_part part)
{
    return row->parts[part] != NULL ? text_layout_height(row->parts[part]) : 0;
}

double transcript_drop(const struct row *row, enum row_part part)
{
    const struct text_layout *own = row->parts[part];
    const struct text_layout *other = row->parts[part == ROW_TEXT ? ROW_OTHER : ROW_TEXT];
    if (own == NULL || other == NULL)
        return 0;
    return MAX(text_layout_baseline(other, 0) - text_layout_baseline(own, 0), 0);
}

static double column_height(const struct row *row, enum row_part part)
{
    return part_height(row, part) + transcript_drop(row, part);
}

/* How high a row is with so much in it. */
static double least_height(const struct transcript *transcript, double height)
{
    return transcript->is_verse ? MAX(height + 2 * VERSE_PADDING, VERSE_LEAST)
                                : MAX(height + 2 * ROW_PADDING, ROW_LEAST);
}

/* Lays a row out, or as much of it as is there; one that becomes the current line, or ceases to be
 * it, at once: that was laid out ahead too, or is kept. True when its height has changed. */
static bool measure_row(struct transcript *transcript, size_t index, enum haste haste)
{
    struct row *row = &transcript->rows[index];
    bool is_current = (int)index == transcript->current;
    if (row->is_whole && row->is_current == is_current)
        return false;
    struct part_wish wish = {index, ROW_TEXT, is_current, row->is_whole ? HASTE_ALL : haste};
    if (row->is_current != is_current)
        row_clear(row);
    row->is_current = is_current;
    bool is_missing = false;
    for (; wish.part < ROW_PARTS; wish.part++)
        if (row->parts[wish.part] == NULL)
            row->parts[wish.part] = part_layout(transcript, &wish, &is_missing);
    if (is_missing)
        return false;
    double before = row->height;
    double height = transcript->is_beside
                        ? MAX(column_height(row, ROW_TEXT), column_height(row, ROW_OTHER))
                        : part_height(row, ROW_TEXT) + part_height(row, ROW_OTHER);
    height += part_height(row, ROW_SPEAKER);
    row->height = least_height(transcript, height);
    row->is_whole = true;
    return row->height != before;
}

/* The height of a line of its own words and of the others, found once for all rows. */
static void find_lines(struct transcript *transcript)
{
    enum type_role role = transcript->is_verse ? TYPE_VERSE : TYPE_TRANSCRIPT;
    double line_px = board_type(transcript->board, role).line_px;
    transcript->line_px = line_px * board_line_factor(transcript->lines->language);
    transcript->other_line_px = line_px * board_line_factor(transcript->lines->other_language);
    transcript->speaker_px = board_type(transcript->board, TYPE_SPEAKER).line_px *
                             board_line_factor(transcript->lines->language);
    transcript->letters_px = letters_px(transcript);
}

int transcript_guess_lines(const struct transcript *transcript, const char *words)
{
    double in_line = MAX(transcript->width / (transcript->letters_px * 0.5), 8);
    return (int)ceil((double)g_utf8_strlen(words, 2000) / in_line);
}

/* About as high as it will be. */
static double guess_height(const struct transcript *transcript, const struct line *line)
{
    double own = transcript_guess_lines(transcript, line->text) * transcript->line_px;
    double other = transcript_guess_lines(transcript, line->other) * transcript->other_line_px;
    double height = transcript->is_beside ? MAX(own, other) : own + other;
    height += line->speaker[0] != '\0' ? transcript->speaker_px : 0;
    return least_height(transcript, height);
}

static struct row_setting setting_of(const struct transcript *transcript)
{
    const struct screen_env *env = transcript->env;
    struct row_setting setting = {.width = transcript->box.w,
                                  .scale = env->viewport->scale,
                                  .is_rtl = board_is_rtl(transcript->board),
                                  .is_portrait = board_is_portrait(transcript->board),
                                  .text = text_settings(env->text),
                                  .theme = env->theme};
    g_strlcpy(setting.language, env->session->now.language, sizeof setting.language);
    return setting;
}

static bool is_same(const struct row_setting *a, const struct row_setting *b)
{
    return a->width == b->width && a->scale == b->scale && a->is_rtl == b->is_rtl &&
           a->is_portrait == b->is_portrait && a->text.size == b->text.size &&
           a->text.letters == b->text.letters && a->text.more_space == b->text.more_space &&
           a->theme == b->theme && strcmp(a->language, b->language) == 0;
}

void transcript_set_rows(struct transcript *transcript)
{
    struct row_setting setting = setting_of(transcript);
    struct scroll *scroll = &transcript->pane.scroll;
    if (!transcript->is_set || !is_same(&setting, &transcript->setting)) {
        transcript_keep_place(transcript);
        transcript_clear_rows(transcript);
        find_columns(transcript);
        find_lines(transcript);
        for (size_t i = 0; i < transcript->count; i++)
            transcript->rows[i].height = guess_height(transcript, &transcript->lines->lines[i]);
        transcript->setting = setting;
        transcript->is_set = true;
        scroll_set_content(scroll, transcript_place_rows(transcript), transcript->box.h, 0);
        transcript_return(transcript);
    } else if (scroll->viewport != transcript->box.h)
        scroll_set_content(scroll, scroll->content, transcript->box.h, 0);
}

static void let_go_of_far(struct transcript *transcript, size_t first, size_t end)
{
    for (size_t i = transcript->near_first; i < MIN(transcript->near_end, transcript->count); i++)
        if (i < first || i >= end)
            row_clear(&transcript->rows[i]);
    transcript->near_first = first;
    transcript->near_end = end;
    text_ahead_keep(transcript->ahead, key_of(first, 0, false), key_of(end, 0, false));
}

/* The next line as it will be when it is said. */
static void ask_for_next(struct transcript *transcript)
{
    size_t next = (size_t)(transcript->current + 1);
    if (next < transcript->near_first || next >= transcript->near_end)
        return;
    const struct line *line = &transcript->lines->lines[next];
    for (enum row_part part = 0; part < ROW_TIME; part++) {
        struct label_room room = {.code = NULL};
        struct label label;
        if (part_label(transcript, line, part, true, &room, &label) && label.keeps_own_side)
            board_layout_ahead(transcript->board, transcript->ahead, key_of(next, part, true),
                               &label);
        g_free(room.code);
    }
}

void transcript_measure(struct transcript *transcript, bool is_at_once)
{
    if (transcript->count == 0 || transcript->board == NULL)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    double high = transcript->box.h;
    size_t seen = transcript_row_at(transcript, top);
    size_t seen_end = transcript_rows_until(transcript, top + high);
    size_t first = transcript_row_at(transcript, top - SCREENS_AHEAD * high);
    size_t end = transcript_rows_until(transcript, top + (SCREENS_AHEAD + 1) * high);
    bool has_changed = false;
    let_go_of_far(transcript, first, end);
    for (size_t i = seen; i < seen_end; i++)
        has_changed =
            measure_row(transcript, i, is_at_once ? HASTE_ALL : HASTE_SEEN) || has_changed;
    for (size_t i = seen_end; i < end; i++)
        has_changed = measure_row(transcript, i, HASTE_NONE) || has_changed;
    for (size_t i = MIN(seen, transcript->count); i > first; i--)
        has_changed = measure_row(transcript, i - 1, HASTE_NONE) || has_changed;
    ask_for_next(transcript);
    if (has_changed)
        transcript_settle(transcript);
}
