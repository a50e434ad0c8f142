/*
 * keyboard.h — the letters of the search screen's keyboards, one file a language.
 *
 * kiosk/keyboards/<language>.ini is written and changed with any text editor; en.ini says how.
 * Read once, then only read. Strings live as long as the keyboards. No pixels; any thread.
 */
#ifndef KIOSK_KEYBOARD_H
#define KIOSK_KEYBOARD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { KEYBOARD_ROWS = 3 };

enum keyboard_layer {
    KEYBOARD_LETTERS,
    KEYBOARD_SHIFTED,
    KEYBOARD_DIGITS,
    KEYBOARD_MORE, /* accents, other digits, rare letters */
    KEYBOARD_LAYERS,
};

struct keyboard {
    char *name;
    char *language;
    char *label_language; /* the face of the keys */
    bool has_capitals;    /* shift makes capitals of the letters; else it has letters of its own */
    GStrv rows[KEYBOARD_LAYERS]
              [KEYBOARD_ROWS];     /* NULL-terminated keys; none where rows end early */
    char *labels[KEYBOARD_LAYERS]; /* of the key that leads there; NULL: none given */
};

struct keyboards;

/* Reads every file of the folder. A file or row that cannot be used costs only itself; the
 * sentences about it come in @complaints (may be NULL), the caller's. There is always English:
 * where no file gives it, plain letters and digits. */
struct keyboards *keyboards_load(const char *folder, char ***complaints);
void keyboards_free(struct keyboards *keyboards);

size_t keyboards_count(const struct keyboards *keyboards);
/* English first, then by language. */
const struct keyboard *keyboards_at(const struct keyboards *keyboards, size_t index);
/* The one for a visitor's language, by its first subtag; English's index when there is none. */
size_t keyboards_for(const struct keyboards *keyboards, const char *language);

/* Most keys of a row. */
size_t keyboard_room(int row);

#endif
