/*
 * caption.h — the lines under a film, drawn by us (DESIGN 8): a dark box, white or the speaker's
 * colour, two lines lying down and three standing up, inside the safe area.
 */
#ifndef KIOSK_CAPTION_H
#define KIOSK_CAPTION_H

#include "kiosk/board.h"

struct shown_cues;

/* What is drawn now is seen about so much later: the caption of that moment is drawn. */
#define CAPTION_AHEAD_MS 12

/* Draws what is said at this time over a film's picture that stands at @picture, above @bottom
 * where controls stand below that. */
void caption_draw(const struct board *board, struct canvas *canvas, const struct shown_cues *cues,
                  const char *language, int64_t time_ms, struct box picture, double bottom);

#endif
