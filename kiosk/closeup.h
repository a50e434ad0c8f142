/*
 * closeup.h — one picture as a visitor looks at it: whole at first and, where that is allowed, as
 * closely as it has something to show, moved by fingers or by buttons.
 *
 * The best copy that has come is drawn: the thumbnail within a moment, the copy for the screen, its
 * tiles once they are known to be what was published. A copy that cannot be shown, or holds something else than was published, is not drawn; the
 * screen says so in the words of closeup_state(). Boxes are those on the canvas, mirrored already.
 * UI thread; kept by value.
 */
#ifndef KIOSK_CLOSEUP_H
#define KIOSK_CLOSEUP_H

#include "kiosk/zoom.h"

#include <stdint.h>

struct canvas;
struct event;
struct screen_env;
struct view_page;

enum closeup_state {
    CLOSEUP_GOOD,
    CLOSEUP_COARSE, /* its finest copy cannot be shown */
    CLOSEUP_BROKEN, /* nor can any other */
};

struct closeup {
    const struct screen_env *env;
    char *picture, *thumbnail, *tiles; /* copies; NULL: there is none */
    int width_px, height_px;           /* of the copy for the screen */
    bool allows_zoom;
    struct zoom zoom;
    struct deep *deep; /* its tiles; NULL: none, or none that can be shown */
    bool awaits_tiles; /* whether they are what was published is not known yet */
    enum closeup_state state;
    bool has_moved; /* keep the place when laid out again */
    bool is_gliding;
};

/* Begins with all of this picture; NULL is one that is not there. Only what it leads to is asked for,
 * nothing is waited for. */
void closeup_open(struct closeup *closeup, const struct screen_env *env,
                  const struct view_page *page, bool allows_zoom);
/* Frees what it holds; zeroes are fine. */
void closeup_close(struct closeup *closeup);

/* Where on the canvas it is seen. */
void closeup_place(struct closeup *closeup, struct box view);

/* Whether it can be looked at more closely or less: +1, -1. */
bool closeup_can_go(const struct closeup *closeup, int direction);
/* A step closer or back, about the middle. */
void closeup_step(struct closeup *closeup, int direction);
/* Brings a part of it (fractions) to the middle. */
void closeup_show(struct closeup *closeup, struct box part);
/* Whether there is more of it on that side: -1 or +1 for one of the two, 0 for the other. */
bool closeup_can_move(const struct closeup *closeup, int across, int down);
/* Goes on to what lies on that side, by half of what is seen. */
void closeup_move(struct closeup *closeup, int across, int down, int64_t now_ms);

/* Takes drags, flings and pinches that are about it; @is_on_it says whether one finger's are. True
 * when it did. */
bool closeup_event(struct closeup *closeup, const struct event *event, bool is_on_it);

/* Time passes: true while it moves by itself, and once more when it has come to rest. */
bool closeup_tick(struct closeup *closeup, int64_t now_ms);
/* Looks after what has come of its copies: true when its state is another since, or tiles may be
 * drawn. While .awaits_tiles, time lets that happen. */
bool closeup_check(struct closeup *closeup);
enum closeup_state closeup_state(const struct closeup *closeup);

/* Where all of it would lie; reaches beyond the view when it is looked at closely. */
struct box closeup_picture(const struct closeup *closeup);
/* Draws what can be shown of it, or the soft pattern of @seed. */
void closeup_draw(const struct closeup *closeup, struct canvas *canvas, uint32_t seed);

#endif
