#ifndef TESTS_SUPPORT_SHOWROOM_H
#define TESTS_SUPPORT_SHOWROOM_H

#include "kiosk/beside.h"
#include "kiosk/screen.h"
#include "media/player.h"
#include "tests/support/given.h"

/* Everything a screen is given, without a window: a small archive with every kind of item, words
 * and themes from the sources, a canvas in memory, a player whose clock the test moves. For tests
 * that link the kiosk. */
struct engine;

struct showroom {
    struct given *given;
    struct screen_env env;
    struct session *session;
    struct canvas *canvas;
    struct words *words;  /* as loaded */
    struct words *chosen; /* in the session's language */
    struct theme *themes[THEME_COUNT];
    struct viewport viewport;
    struct player *player;
    struct engine *engine;               /* the player's */
    struct player *quiet[BESIDE_COUNT];  /* for pictures beside what is heard … */
    struct engine *beside[BESIDE_COUNT]; /* … and their engines, on the same clock */
    struct support *support;
    struct keyboards *keyboards;
    int64_t now_ms;
    /* What the archive holds. */
    int64_t oral;   /* with transcripts in two languages, chapters, quotes, a level-2 note */
    int64_t silent; /* a recording whose sound is missing, without words */
    int64_t picture;
    int64_t still; /* a picture that may not be zoomed */
    int64_t film;  /* with captions, chapters, a signer, and a description that is sound alone */
    int64_t poem;
    int64_t document;
    int64_t spoken; /* a poem with the sound of its author */
    int64_t pages;  /* a document of three pages, each with its text */
    int64_t theme;
    int64_t place;
    int64_t trail;
};

struct showroom *showroom_create(void);
void showroom_end(struct showroom *showroom);
CLEAN_UP(showroom, showroom_end)

/* The one of this test program, as if nobody had been there: made at first, as it takes its time;
 * showroom_end() at the end. */
struct showroom *showroom_visited(void);

/* Hangs the canvas up: a window of that size. */
void showroom_hang(struct showroom *showroom, int width_px, int height_px);
/* As a visitor wants it; screens entered are to be laid out again. */
void showroom_choose(struct showroom *showroom, enum theme_name theme, enum text_size size,
                     const char *language);

/* A route to every screen and every state of it worth showing, with a name for each; ended by a
 * NULL name. RWF_TEST_SCREEN in the environment names those to look at, with spaces between. */
struct showing {
    const char *name;
    struct route route;
    const char *touch; /* nodes touched one after another once it was entered, or NULL */
};
const struct showing *showroom_showings(struct showroom *showroom);

/* A screen as the stage would have it: entered, laid out, shown, given a moment. */
struct exhibit {
    struct showroom *showroom;
    const struct screen_class *class;
    void *self;
};
struct exhibit showroom_enter(struct showroom *showroom, const struct showing *showing);
/* A screen that shows an item. */
struct exhibit showroom_open(struct showroom *showroom, const char *screen, int64_t item);
struct player_status showroom_heard(struct showroom *showroom);
void exhibit_leave(struct exhibit *exhibit);
/* Lets time pass in the screen, the player and the pictures. */
struct intent exhibit_wait(struct exhibit *exhibit, int64_t ms);
/* The same, frame by frame. */
void exhibit_live(struct exhibit *exhibit, int64_t ms);
struct intent exhibit_event(struct exhibit *exhibit, const struct event *event);
struct intent exhibit_touch(struct exhibit *exhibit, const char *node);
/* Whether a node of this id is there, and with all of these states; whether some node's name has
 * this in it. */
bool exhibit_has(const struct exhibit *exhibit, const char *id, unsigned states);
bool exhibit_says(const struct exhibit *exhibit, const char *part);
/* Where the node of this id stands; it has to be there. */
struct box exhibit_box(const struct exhibit *exhibit, const char *id);
/* A fresh description, the caller's. */
struct access_tree *exhibit_tree(const struct exhibit *exhibit);
/* The first node of a tree whose name holds this; NULL. */
const struct access_node *tree_named(struct access_tree *tree, const char *part);
void exhibit_draw(const struct exhibit *exhibit, const char *focus, const char *pressed);

#endif
