/*
 * duet.h — where a film and its signer stand in one area (DESIGN 8): each whole, in its own shape.
 *
 * Pure arithmetic; any thread. A shape is width over height.
 */
#ifndef KIOSK_DUET_H
#define KIOSK_DUET_H

#include "kiosk/geometry.h"

struct duet {
    struct box film, signer;
};

struct duet_shapes {
    double film, signer;
};

/* Side by side, or the signer under the film, whichever shows the film larger; equally high (or
 * wide) where that leaves the film at least five eighths of the way. In the middle of @area. */
struct duet duet_beside(struct box area, double gap, struct duet_shapes shapes);

/* The film as large as @area, the signer over a sixth of its picture, at the right end of @room. False
 * when the signer has no room for that much. */
bool duet_over(struct box area, struct box room, struct duet_shapes shapes, struct duet *duet);

#endif
