#include "kiosk/caption.h"

#include "kiosk/view_item.h"
#include "kiosk/voices.h"

#include <string.h>

enum { SPEAKERS = 4, LINE_MIN_PX = 46, PADDING_X = 20, PADDING_Y = 10 };

/* White, yellow, cyan, green in the order of first words in the item: the broadcasters' convention for
 * captions on black, the same in every theme. */
static const struct color speaker_colors[SPEAKERS] = {
    {255, 255, 255, 255}, {255, 255, 0, 255}, {0, 255, 255, 255}, {0, 255, 0, 255}};

static struct color color_of(const struct view_item *view, const char *speaker)
{
    int voice = speaker[0] != '\0' ? voices_place(view->voices, speaker) : -1;
    return speaker_colors[MAX(voice, 0) % SPEAKERS];
}

static struct text_layout *layout_of(const struct board *board, const char *words,
                                     const char *language, double width, double line)
{
    return board_layout(board, &(struct label){.utf8 = words,
                                               .language = language,
                                               .role = TYPE_BODY,
                                               .color = COLOR_TEXT,
                                               .width = width,
                                               .align = TEXT_ALIGN_CENTER,
                                               .size_px = line / 1.5});
}

/* Of lines too many to be seen at once, so many as are said now: each part has its share of the time. */
static struct text_layout *part_of(const struct board *board, const struct shown_cue *cue,
                                   const char *language, double width, double line, int most,
                                   int64_t time_ms)
{
    struct text_layout *whole = layout_of(board, cue->text, language, width, line);
    int lines = text_layout_lines(whole), first = 0;
    double share = (double)(time_ms - cue->begin_ms) / (double)MAX(cue->end_ms - cue->begin_ms, 1);
    double now = share * (double)strlen(cue->text);
    while (first + most < lines &&
           (double)text_layout_line_range(whole, first + most - 1).end <= now)
        first += most;
    size_t from = text_layout_line_range(whole, first).start;
    size_t to = text_layout_line_range(whole, MIN(first + most, lines) - 1).end;
    text_layout_destroy(whole);
    g_autofree char *part = g_strndup(cue->text + from, to - from);
    return layout_of(board, g_strstrip(part), language, width, line);
}

/* Its words in letters for lines so high or, where these come to too many lines, in smaller ones:
 * those of this picture first, then the smallest; where that does not help, part by part. */
static struct text_layout *set(const struct board *board, const struct shown_cue *cue,
                               const char *language, double width, const double *heights,
                               int64_t time_ms)
{
    int most = board_is_portrait(board) ? 3 : 2;
    double line = heights[0];
    for (;; line = MAX(line * 0.92, line > heights[1] ? heights[1] : LINE_MIN_PX)) {
        struct text_layout *text = layout_of(board, cue->text, language, width, line);
        if (text_layout_lines(text) <= most)
            return text;
        text_layout_destroy(text);
        if (line <= LINE_MIN_PX)
            return part_of(board, cue, language, width, heights[1], most, time_ms);
    }
}

void caption_draw(const struct board *board, struct canvas *canvas, const struct view_item *view,
                  int64_t time_ms, struct box picture, struct box free)
{
    const struct shown_cues *cues = view->captions;
    int index = view_cue_at(cues, time_ms, true);
    if (index < 0 || cues->cues[index].text[0] == '\0' ||
        view_item_hides_cue(view, &cues->cues[index]))
        return;
    const struct shown_cue *cue = &cues->cues[index];
    double of_picture = MAX(picture.h * 0.08, LINE_MIN_PX);
    const double heights[] = {MAX(of_picture, board_type(board, TYPE_BODY).line_px), of_picture};
    double share = board_is_portrait(board) ? 0.9 : 0.68;
    double width = MIN(picture.w * share, free.w - 4 * PADDING_X);
    struct text_layout *text = set(board, cue, view->captions_language, width, heights, time_ms);
    double height = text_layout_height(text);
    double ink = text_layout_width(text);
    double bottom = MIN(picture.y + picture.h * 0.94, free.y + free.h);
    double y = MAX(bottom - PADDING_Y - height, free.y + PADDING_Y);
    double middle = box_center(free).x;
    canvas_fill(canvas,
                box_make(middle - ink / 2 - PADDING_X, y - PADDING_Y, ink + 2 * PADDING_X,
                         height + 2 * PADDING_Y),
                8, board_color(board, COLOR_CAPTION));
    text_draw_color(board_env(board)->text, text, (struct point){middle - width / 2, y},
                    color_of(view, cue->speaker));
    text_layout_destroy(text);
}
