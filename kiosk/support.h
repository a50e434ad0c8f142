/*
 * support.h — people a visitor can talk to: lines of help from a file that staff fill in.
 *
 * kiosk/support/lines.ini, a key file: group [exhibit] with placeholder (true until staff have put in
 * real lines), verified_on (YYYY-MM-DD, when somebody last rang them) and lead (whom to ask for
 * in the gallery); group [distress] with lists of words, one a language, that lead to help when
 * they are searched for; then one group a line of help, shown in the order of the file, with name,
 * number, hours and text (another way to reach them). Read once, then only read.
 */
#ifndef KIOSK_SUPPORT_H
#define KIOSK_SUPPORT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct support_line {
    char *name;
    char *number;
    char *hours; /* may be empty, as text */
    char *text;
};

struct support {
    bool is_placeholder;
    char *verified_on; /* may be empty */
    char *lead;        /* may be empty */
    GStrv words;       /* of somebody in distress; never NULL */
    size_t count;
    struct support_line *lines;
};

/* At most eight lines are taken. NULL and @error when the file cannot be read. */
struct support *support_load(const char *path, GError **error);
void support_free(struct support *support);

#endif
