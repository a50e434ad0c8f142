/*
 * item_head.h — who a story is by: the portrait, name, role, date, agreement, credit, as the
 * screens of items show them in one column.
 */
#ifndef KIOSK_ITEM_HEAD_H
#define KIOSK_ITEM_HEAD_H

#include "kiosk/board.h"

struct view_item;

/* In landscape the words stand under the picture, which gives way to them down to 180 px; in portrait
 * they stand in @facts. What has no room is left out whole, the credit first, then the date, then
 * the words of the agreement, which are never cut: all of it is also told under "About". */
void item_head_add(struct board *board, const struct view_item *view, struct box picture,
                   struct box facts);

#endif
