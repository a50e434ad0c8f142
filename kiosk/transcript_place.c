#include "kiosk/transcript_inside.h"

#include <math.h>

enum {
    VERSE_GAP = 56,
    SCREENS_GLIDED = 2, /* what is further away is gone to by a jump, and a glide at its end */
};

double transcript_place_rows(struct transcript *transcript)
{
    double y = ROW_EDGE;
    for (size_t i = 0; i < transcript->count; i++) {
        struct row *row = &transcript->rows[i];
        if (transcript->lines->lines[i].is_apart)
            y += VERSE_GAP;
        row->y = y;
        y += row->height + ROW_GAP;
    }
    return MAX(y - ROW_GAP + ROW_EDGE, 0);
}

size_t transcript_row_at(const struct transcript *transcript, double y)
{
    size_t low = 0, high = transcript->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (transcript->rows[middle].y + transcript->rows[middle].height < y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t transcript_rows_until(const struct transcript *transcript, double y)
{
    return MIN(transcript_row_at(transcript, y) + 1, transcript->count);
}

struct box transcript_row_box(const struct transcript *transcript, const struct row *row)
{
    return box_make(transcript->box.x + ROW_EDGE,
                    transcript->box.y + row->y - scroll_offset(&transcript->pane.scroll),
                    transcript->box.w - 2 * ROW_EDGE, row->height);
}

/* Where the list stands when a row stands there. */
static double place_of(const struct transcript *transcript, const struct stand *stand)
{
    return transcript->rows[stand->row].y - stand->at;
}

void transcript_settle(struct transcript *transcript)
{
    struct scroll *scroll = &transcript->pane.scroll;
    const struct stand *goal = &transcript->goal;
    bool is_at_goal = goal->row >= 0 && scroll->motion == SCROLL_STILL;
    int kept = transcript->kept.row;
    size_t anchor = kept >= 0    ? (size_t)kept
                    : is_at_goal ? (size_t)goal->row
                                 : transcript_row_at(transcript, scroll_offset(scroll));
    anchor = MIN(anchor, transcript->count - 1);
    double before = transcript->rows[anchor].y;
    double content = transcript_place_rows(transcript);
    scroll_grow(scroll, content, transcript->rows[anchor].y - before);
    if (goal->row >= 0)
        scroll_aim(scroll, place_of(transcript, goal));
}

void transcript_keep_place(struct transcript *transcript)
{
    if (!transcript->is_set || transcript->count == 0)
        return;
    double top = scroll_offset(&transcript->pane.scroll);
    size_t seen = MIN(transcript_row_at(transcript, top), transcript->count - 1);
    transcript->kept.row = transcript->goal.row >= 0 ? transcript->goal.row : (int)seen;
    transcript->kept.at = transcript->rows[transcript->kept.row].y - top;
}

void transcript_return(struct transcript *transcript)
{
    const struct stand *kept = &transcript->kept;
    struct scroll *scroll = &transcript->pane.scroll;
    if (kept->row >= 0 && kept->row < (int)transcript->count)
        scroll_to(scroll, place_of(transcript, kept), 0, scroll->last_ms);
}

static void stand(struct transcript *transcript, struct stand goal, int64_t duration_ms,
                  int64_t now_ms)
{
    struct scroll *scroll = &transcript->pane.scroll;
    double place = place_of(transcript, &goal);
    double far = SCREENS_GLIDED * transcript->box.h;
    double away = place - scroll_offset(scroll);
    if (fabs(away) > far)
        scroll_to(scroll, place - copysign(far, away), 0, now_ms);
    scroll_to(scroll, place, duration_ms, now_ms);
    transcript->goal = goal;
}

void transcript_go_to(struct transcript *transcript, int index, int64_t duration_ms, int64_t now_ms)
{
    if (index >= 0 && index < (int)transcript->count)
        stand(transcript, (struct stand){index, transcript->box.h * EYE_SHARE}, duration_ms,
              now_ms);
}

static int64_t page_ms(const struct transcript *transcript)
{
    return theme_motion_ms(transcript->env->theme, MOTION_PAGE);
}

/* Where a line of a row's words begins, below the row's top; that of the first is the row's. */
static double line_top(const struct row *row, int line)
{
    if (line == 0)
        return 0;
    double speaker =
        row->parts[ROW_SPEAKER] != NULL ? text_layout_height(row->parts[ROW_SPEAKER]) : 0;
    return ROW_PADDING + speaker + text_layout_line_box(row->parts[ROW_TEXT], line).y;
}

/* The line of words, of any row, whose beginning is nearest to this place, and not before @from. */
static struct stand nearest_line(const struct transcript *transcript, double place, double from)
{
    struct stand nearest = {-1, 0};
    double least = INFINITY;
    size_t first = transcript_row_at(transcript, place);
    for (size_t i = first; i < MIN(first + 2, transcript->count); i++) {
        const struct row *row = &transcript->rows[i];
        int lines = row->parts[ROW_TEXT] != NULL ? text_layout_lines(row->parts[ROW_TEXT]) : 1;
        for (int line = 0; line < lines; line++) {
            double at = ROW_EDGE - line_top(row, line);
            double away = fabs(row->y - at - place);
            if (away >= least || row->y - at < from)
                continue;
            least = away;
            nearest = (struct stand){(int)i, at};
        }
    }
    return nearest;
}

void transcript_rest(struct transcript *transcript, int64_t now_ms)
{
    const struct scroll *scroll = &transcript->pane.scroll;
    transcript->is_let_go = false;
    if (transcript->count == 0 || !scroll_can_go(scroll, -1) || !scroll_can_go(scroll, +1))
        return;
    struct stand nearest = nearest_line(transcript, scroll_offset(scroll), -INFINITY);
    if (nearest.row >= 0)
        stand(transcript, nearest, page_ms(transcript), now_ms);
}

/* Down: from the first row that is not seen whole. Within a row that is higher than the page the last
 * line stays. */
static struct stand page_after(const struct transcript *transcript, double top, double line_px)
{
    double high = transcript->box.h;
    size_t row = transcript_row_at(transcript, top + high);
    if (row < transcript->count && transcript->rows[row].y - ROW_EDGE > top + line_px)
        return (struct stand){(int)row, ROW_EDGE};
    return nearest_line(transcript, top + high - line_px, top + 1);
}

/* Up: so that the last row that was not seen whole ends the page. */
static struct stand page_before(const struct transcript *transcript, double top, double line_px)
{
    double high = transcript->box.h;
    size_t row = MIN(transcript_row_at(transcript, top), transcript->count - 1);
    if (transcript->rows[row].y >= top && row > 0)
        row--;
    double place = transcript->rows[row].y + transcript->rows[row].height + ROW_EDGE - high;
    if (place > top - line_px)
        place = top - high + line_px;
    struct stand goal = nearest_line(transcript, place, place);
    return goal.row >= 0 ? goal : (struct stand){0, ROW_EDGE};
}

void transcript_turn(struct transcript *transcript, int direction, int64_t now_ms)
{
    const struct scroll *scroll = &transcript->pane.scroll;
    transcript->is_let_go = false;
    if (transcript->count == 0)
        return;
    double top = scroll->motion == SCROLL_GLIDING ? scroll->to : scroll_offset(scroll);
    double line_px = transcript->line_px;
    struct stand goal = direction > 0 ? page_after(transcript, top, line_px)
                                      : page_before(transcript, top, line_px);
    if (goal.row >= 0)
        stand(transcript, goal, page_ms(transcript), now_ms);
}
