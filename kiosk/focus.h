/*
 * focus.h — where the keyboard's focus goes next. Pure, over a description of a screen.
 *
 * In order: reading order, round and round, so that nothing is a trap. By direction: the
 * nearest target that way, those in line with it first; none that way leaves it where it is.
 */
#ifndef KIOSK_FOCUS_H
#define KIOSK_FOCUS_H

#include "kiosk/access_tree.h"

#include <stdbool.h>

enum focus_direction {
    FOCUS_LEFT,
    FOCUS_RIGHT,
    FOCUS_UP,
    FOCUS_DOWN,
};

/* Where it lands when a screen opens: the first content target, else the first target, else
 * NULL. */
const struct access_node *focus_first(const struct access_tree *tree);

/* The one after (or before) the node of this id; with an unknown id or NULL, the first (or
 * the last). NULL when there is nothing to focus. */
const struct access_node *focus_next(const struct access_tree *tree, const char *id,
                                     bool is_forward);

/* The nearest one in a direction; the same node when there is none; as focus_first() with an
 * unknown id. Targets scrolled out of view are left to focus_next(). */
const struct access_node *focus_towards(const struct access_tree *tree, const char *id,
                                        enum focus_direction direction);

#endif
