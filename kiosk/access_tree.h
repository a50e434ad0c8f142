/*
 * access_tree.h — what a screen says of itself: role, name, state and box of everything on it.
 *
 * A screen describes itself once, in reading order, and that one description drives touch
 * (which target is under a finger), the keyboard's focus order, automation, speech and the
 * tests. So what can be touched can be reached by key and heard, and the other way round.
 *
 * The tree owns copies of all strings. Boxes are logical px. Pure data: no pixels, no SDL.
 * Used on the UI thread.
 */
#ifndef KIOSK_ACCESS_TREE_H
#define KIOSK_ACCESS_TREE_H

#include "kiosk/geometry.h"

#include <stdbool.h>
#include <stddef.h>

/* Sensing beyond a target's box (DESIGN §2), in logical px. */
#define ACCESS_SLOP      8.0
#define ACCESS_SLOP_ICON 12.0

enum access_role {
    ACCESS_TEXT,
    ACCESS_HEADING, /* the first one is the screen's title */
    ACCESS_IMAGE,
    ACCESS_BUTTON,
    ACCESS_TAB,
    ACCESS_SWITCH,
    ACCESS_SLIDER, /* left and right change it while it has the focus */
    ACCESS_LIST,
    ACCESS_LISTITEM,
    ACCESS_STATUS, /* changes by itself and is worth saying: "Playing" */
    ACCESS_DIALOG,
    ACCESS_VIDEO,
    ACCESS_FIELD, /* typed into */
};

enum access_state {
    ACCESS_FOCUSABLE = 1 << 0, /* set by the tree for every target that is not disabled */
    ACCESS_FOCUSED = 1 << 1,   /* set by the stage */
    ACCESS_PRESSED = 1 << 2,   /* set by the stage */
    ACCESS_SELECTED = 1 << 3,  /* the chosen tab, chip, cue that is being said */
    ACCESS_CHECKED = 1 << 4,   /* a switch that is on */
    ACCESS_DISABLED = 1 << 5,  /* seen, and at the ends of lists, but cannot be used */
    ACCESS_EXPANDED = 1 << 6,
    ACCESS_OFFSCREEN = 1 << 7, /* scrolled out of view: no touch, but a key may bring it in */
    ACCESS_HIDDEN = 1 << 8,    /* neither seen, touched nor focused */
    ACCESS_BUSY = 1 << 9,      /* still loading */
    ACCESS_CUT =
        1 << 10, /* some words are not seen whole: they end in dots, are torn or leave its box */
};

/* Only id, role and box are required. A screen fills one of these as a compound literal. */
struct access_node {
    const char *id; /* dotted, as in the design's boxes: "nav.back", "card1", "page.up" */
    enum access_role role;
    const char *name;     /* what a reader says: the label, or the alt text of a picture */
    const char *value;    /* of a slider, field or status: "3 minutes of 12" */
    const char *hint;     /* "Press select to open." Said the first three times only. */
    const char *language; /* BCP 47 tag of the name; NULL: the visitor's language */
    struct box box;       /* what is drawn, clipped to what is seen of it */
    struct box words;     /* where the letters of its words are seen; empty when none are */
    unsigned states;      /* of enum access_state */
    int position;         /* 3 of … */
    int set_size;         /* … 24; 0: not one of a list */
    bool is_target;       /* can be touched or chosen by key */
    bool is_draggable;    /* takes drags and pinches though it may be no target: a picture */
    bool is_content;      /* the focus lands on the first of these when a screen opens */
    double slop;          /* sensing beyond the box; 0: ACCESS_SLOP */
    double radius;        /* of its drawn corners, for the focus ring; 0: a button's */
};

struct access_tree;

struct access_tree *access_tree_create(void);
void access_tree_destroy(struct access_tree *tree);

/* Forgets every node; pointers got before are no longer valid. */
void access_tree_clear(struct access_tree *tree);

/* Adds a copy at the end of the reading order. An id that is there already is our own mistake
 * and asserted. Text without an id is given "text1", "text2" … */
void access_tree_add(struct access_tree *tree, const struct access_node *node);

size_t access_tree_count(const struct access_tree *tree);

/* In reading order; valid until the next add or clear. */
const struct access_node *access_tree_node(const struct access_tree *tree, size_t index);

/* NULL when there is none of that id, or id is NULL. */
const struct access_node *access_tree_find(const struct access_tree *tree, const char *id);

/* Sets or clears states of a node; nothing happens when there is none of that id. */
void access_tree_mark(struct access_tree *tree, const char *id, unsigned states, bool is_on);

/* The target a finger at this place means: the box it is in (the smallest of several), else
 * the nearest box within its slop, so that two targets' sensing areas never overlap. NULL
 * when there is none; disabled, hidden and offscreen nodes are never meant. */
const struct access_node *access_tree_target_at(const struct access_tree *tree, struct point at);

/* What a drag that begins here is about: the target, else the smallest draggable node there,
 * else the smallest node there, else NULL. */
const struct access_node *access_tree_node_at(const struct access_tree *tree, struct point at);

/* Whether a finger at this place, having gone down on the node, is still on it: inside its box
 * grown by @slop. */
bool access_node_holds(const struct access_node *node, struct point at, double slop);

/* Whether the keyboard can go there. */
bool access_node_is_focusable(const struct access_node *node);

/* "listitem", "focused": the words of the automation's JSON. @state is one bit. */
const char *access_role_name(enum access_role role);
const char *access_state_name(enum access_state state);

#endif
