/*
 * caption.h — the lines under a film, drawn by us (DESIGN 8): a dark box, white or the speaker's
 * colour, two lines lying down and three standing up, inside the safe area of the picture. Their
 * letters follow the picture's height and the visitor's text size, whichever asks for larger ones;
 * a long line takes smaller ones first, and is shown part by part then, never with fewer words.
 */
#ifndef KIOSK_CAPTION_H
#define KIOSK_CAPTION_H

#include "kiosk/board.h"

struct view_item;

/* What is drawn now is seen about so much later: the caption of that moment is drawn. */
#define CAPTION_AHEAD_MS 12

/* Draws what the captions of @view say at this time over a film's picture that stands at @picture, in
 * that part of it which is @free: controls and a signer may stand over the rest. Nothing where it has
 * none, and nothing of what a visitor passes over. */
void caption_draw(const struct board *board, struct canvas *canvas, const struct view_item *view,
                  int64_t time_ms, struct box picture, struct box free);

#endif
