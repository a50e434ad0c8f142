/*
 * widget_hit.h — one story of a search in a row of its own: its title, and what was found in it,
 * with the found words standing out.
 */
#ifndef KIOSK_WIDGET_HIT_H
#define KIOSK_WIDGET_HIT_H

#include "kiosk/board.h"

struct shown_hit;

struct hit_row {
    const char *id;
    const struct shown_hit *hit; /* without words that were found, it says what it is */
    struct box box;
    size_t position, set_size;
};
struct widget *hit_row_add(struct board *board, const struct hit_row *row);

#endif
