#include "kiosk/duet.h"

#include <math.h>

/* Of the way the two share, the film has this much where both equally high would leave it less. */
static const double film_share = 5.0 / 8;
/* Of the film's picture, so that hands and face can be read (DESIGN 8: 520 × 680 over 1080 lines). */
static const double over_share = 0.1706;

/* Side by side in a row; a column is a row seen from the side. */
static struct duet in_row(struct box area, double gap, struct duet_shapes shapes)
{
    double room = fmax(area.w - gap, 0);
    double level = fmin(area.h, room / (shapes.film + shapes.signer));
    double film = fmin(fmax(level * shapes.film, room * film_share), area.h * shapes.film);
    double signer = fmin(room - film, area.h * shapes.signer);
    double left = area.x + (room - film - signer) / 2;
    double middle = area.y + area.h / 2;
    double film_high = film / shapes.film, signer_high = signer / shapes.signer;
    return (struct duet){
        box_make(left, middle - film_high / 2, film, film_high),
        box_make(left + film + gap, middle - signer_high / 2, signer, signer_high)};
}

static struct box turned(struct box box)
{
    return box_make(box.y, box.x, box.h, box.w);
}

struct duet duet_beside(struct box area, double gap, struct duet_shapes shapes)
{
    struct duet row = in_row(area, gap, shapes);
    struct duet column =
        in_row(turned(area), gap, (struct duet_shapes){1 / shapes.film, 1 / shapes.signer});
    column = (struct duet){turned(column.film), turned(column.signer)};
    return column.film.w > row.film.w ? column : row;
}

bool duet_over(struct box area, struct box room, struct duet_shapes shapes, struct duet *duet)
{
    struct box film = box_fit(area, shapes.film);
    double high = sqrt(over_share * film.w * film.h / shapes.signer);
    double wide = high * shapes.signer;
    *duet =
        (struct duet){film, box_make(room.x + room.w - wide, room.y + room.h - high, wide, high)};
    return high <= room.h && wide <= room.w;
}
