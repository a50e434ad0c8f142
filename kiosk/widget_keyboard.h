/*
 * widget_keyboard.h — the keyboard of the search screen: letters, capitals, digits, more letters,
 * and a key that goes on to the next language (DESIGN §10.4).
 *
 * Nodes: key.<letter>, shift, bksp, 123, lang, space, accent, go. Keys keep their places in every
 * language; only the whole moves to the other side. UI thread; logical px.
 */
#ifndef KIOSK_WIDGET_KEYBOARD_H
#define KIOSK_WIDGET_KEYBOARD_H

#include "kiosk/board.h"
#include "kiosk/keyboard.h"

/* What is chosen on it. Zeroed is a beginning. */
struct keys {
    size_t keyboard; /* index of the keyboards there are */
    enum keyboard_layer layer;
    bool is_shifted;   /* for one key */
    char language[16]; /* the visitor's, when it was last laid out */
};

enum keys_press {
    KEYS_OTHER,  /* not one of its nodes, or one the screen sees to: bksp, go */
    KEYS_TYPED,  /* *typed holds what to add */
    KEYS_TURNED, /* it looks different */
};

/* Adds all its keys, with their left edge at @left where the screen lies; standing up they take its
 * whole width. Begins with the keyboard of the visitor's language, and goes to that of a new one. */
void keys_add(struct board *board, struct keys *keys, double left);

/* Where its first row begins: what stands above ends there. */
double keys_top(const struct board *board);

/* What touching this node does; @typed has room for 32 bytes. */
enum keys_press keys_touch(const struct screen_env *env, struct keys *keys, const char *node,
                           char *typed);

/* Adds what was typed, here or on a real keyboard, as long as there is room; "\b" takes the last
 * letter away. */
void keys_write(GString *typed, const char *letters);

/* The language of the letters that are typed now. */
const char *keys_language(const struct screen_env *env, const struct keys *keys);

#endif
