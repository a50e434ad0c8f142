/*
 * lines.h — what a transcript shows, line by line: what is said, with its translation beside it,
 * where a part is hidden because a visitor passes it over, and where something is withheld.
 *
 * Nothing of a hidden part is in the lines: it is neither read, nor found, nor lit. No pixels; UI
 * thread.
 */
#ifndef KIOSK_LINES_H
#define KIOSK_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct view_item;

enum line_kind {
    LINE_SAID,
    LINE_HIDDEN,   /* a part passed over: "Hidden part: show" */
    LINE_WITHHELD, /* silent in the recording, for everybody */
};

struct line {
    enum line_kind kind;
    int64_t begin_ms;
    int64_t end_ms;
    bool is_timed;       /* false: nobody has said when; it counts to the line before */
    const char *speaker; /* these three of LINE_SAID, may be "" */
    const char *text;
    const char *other; /* the same in the other language; may be "" */
    bool is_found;     /* what is looked for stands in it */
    bool is_apart;     /* a verse begins: some room above it */
};

struct lines {
    const char *language;       /* of what is said; may be NULL */
    const char *other_language; /* of what stands beside it; NULL: nothing does */
    size_t count;
    struct line *lines; /* by time */
    size_t found_count; /* of lines in which it stands */
    GStringChunk *strings;
};

/* The lines of @view, which they borrow from and which outlives them: its words, with the other
 * words beside them; of a poem, its text as its author set it, with the times of its words. A poem
 * that is read in translation has the first text beside it. @needle: what is looked for, or
 * NULL. */
struct lines *lines_create(const struct view_item *view, const char *needle);
/* Accepts NULL. */
void lines_destroy(struct lines *lines);

/* Whether they follow the recording: not a translation whose lines cannot be told. */
bool lines_are_timed(const struct lines *lines);
/* The line of this time: the last that has begun. -1: none. */
int lines_at(const struct lines *lines, int64_t time_ms);
/* The found line after (@step 1) or before (-1) this one, round and round; -1: nothing is found. */
int lines_found_from(const struct lines *lines, int index, int step);
/* How many found lines there are up to this one, with it. */
int lines_found_number(const struct lines *lines, int index);

#endif
