/*
 * A gallery made for looking: a pack of pictures whose every pixel says which part of them it is, red
 * from left to right, green from top to bottom, and a kiosk on a touchscreen to look at them. What is
 * seen is read from the glass.
 *
 * Made once for a test program with the rwf in RWF_BIN; from one thread.
 */
#ifndef RWF_TESTS_SUPPORT_GALLERY_H
#define RWF_TESTS_SUPPORT_GALLERY_H

#include "tests/support/glass.h"
#include "tests/support/kiosk_process.h"
#include "tests/support/touchscreen.h"

/* Where things stand on the list of the past. */
#define GALLERY_WIDE                                                                               \
    "card1" /* a map with tiles, of 4 by 3, two parts of which something is said of */
#define GALLERY_SET   "card2" /* three pictures: red, green, blue */
#define GALLERY_STILL "card3" /* a map that must not be enlarged, with a long description */
#define GALLERY_THIN  "card4" /* one pixel wide, 30,000 high, amber */
#define GALLERY_PAPER "card5" /* a document of three pages: red, green, blue */
#define GALLERY_KINDS "card6" /* pure red as a wide-gamut JPEG, CMYK, 16-bit PNG, moving GIF */

#define GALLERY_TOLERANCE 0.025 /* of a picture's side, that its pixels tell where they are by */

void gallery_make(void);
void gallery_remove(void);

struct scratch;
struct gallery_visit {
    struct scratch *folder; /* of a copy of the pack, where one is to be harmed; or NULL */
    char *pack;
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
    struct glass *glass;
};

/* Fixtures: at the list of the past; or before the kiosk starts, with a pack that may be harmed. */
void gallery_arrive(struct gallery_visit *visit, const void *unused);
void gallery_arrive_early(struct gallery_visit *visit, const void *unused);
void gallery_depart(struct gallery_visit *visit, const void *unused);
/* Starts the kiosk and goes to the list. */
void gallery_start(struct gallery_visit *visit);

/* Opens something of the list, and waits until it is seen. */
void gallery_open(struct gallery_visit *visit, const char *card, const char *screen);
/* Taps, and waits until the same can be tapped again. */
void gallery_tap(struct gallery_visit *visit, const char *id);
void gallery_settle(struct gallery_visit *visit);

/* Shares of a map's sides. */
struct gallery_place {
    double x, y;
};
/* Which part of a map is seen there, and in the middle of a node. */
struct gallery_place gallery_place(struct gallery_visit *visit, double x_px, double y_px);
struct gallery_place gallery_middle(struct gallery_visit *visit, const char *id);
void gallery_assert_near(struct gallery_place seen, double x, double y);
/* The mean colour in the middle of a node, 0 to 1 each. */
void gallery_colour(struct gallery_visit *visit, const char *id, double rgb[3]);
/* That red, green or blue (0, 1, 2) is seen in the middle of a node. */
void gallery_assert_colour(struct gallery_visit *visit, const char *id, int strongest);

/* Whether there is such a node now, in that state (NULL: any). */
bool gallery_has(struct gallery_visit *visit, const char *id, const char *state);
/* Waits until these words stand somewhere. */
void gallery_expect(struct gallery_visit *visit, const char *words);
void gallery_keep(struct gallery_visit *visit, const char *name);

/* What a program writes, without its last line's end; the caller's. It must end well. */
char *gallery_run(const char *const *argv);

#endif
