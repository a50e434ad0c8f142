#include "kiosk/caption.h"

#include "kiosk/view_item.h"

#include <string.h>

enum { SPEAKERS = 4, LINE_MIN_PX = 46, PADDING_X = 20, PADDING_Y = 10 };

/* White, yellow, cyan, green in the order of first words: the broadcasters' convention for
 * captions on black, the same in every theme. */
static const struct color speaker_colors[SPEAKERS] = {
    {255, 255, 255, 255}, {255, 255, 0, 255}, {0, 255, 255, 255}, {0, 255, 0, 255}};

static struct color color_of(const struct shown_cues *cues, const char *speaker)
{
    const char *met[SPEAKERS] = {NULL};
    size_t count = 0;
    for (size_t i = 0; speaker[0] != '\0' && i < cues->count && count < SPEAKERS; i++) {
        const char *other = cues->cues[i].speaker;
        bool is_met = other[0] == '\0';
        for (size_t k = 0; k < count && !is_met; k++)
            is_met = strcmp(met[k], other) == 0;
        if (is_met)
            continue;
        if (strcmp(other, speaker) == 0)
            return speaker_colors[count];
        met[count++] = other;
    }
    return speaker_colors[0];
}

/* Its words in letters for lines so high or, where these come to too many lines, in smaller ones:
 * those of this picture first, the smallest last, and then more lines. */
static struct text_layout *set(const struct board *board, const char *words, const char *language,
                               double width, double line, double of_picture)
{
    int most = board_is_portrait(board) ? 3 : 2;
    for (;; line = MAX(line * 0.92, line > of_picture ? of_picture : LINE_MIN_PX)) {
        struct text_layout *text = board_layout(board, &(struct label){.utf8 = words,
                                                                       .language = language,
                                                                       .role = TYPE_BODY,
                                                                       .color = COLOR_TEXT,
                                                                       .width = width,
                                                                       .align = TEXT_ALIGN_CENTER,
                                                                       .size_px = line / 1.5});
        if (line <= LINE_MIN_PX || text_layout_lines(text) <= most)
            return text;
        text_layout_destroy(text);
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
    double line = MAX(of_picture, board_type(board, TYPE_BODY).line_px);
    double share = board_is_portrait(board) ? 0.9 : 0.68;
    double width = MIN(picture.w * share, free.w - 4 * PADDING_X);
    struct text_layout *text =
        set(board, cue->text, view->captions_language, width, line, of_picture);
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
                    color_of(cues, cue->speaker));
    text_layout_destroy(text);
}
