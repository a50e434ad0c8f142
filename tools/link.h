#ifndef TOOLS_LINK_H
#define TOOLS_LINK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct db;
struct output;

/*
 * What joins an item to other things, said in words: people in a role, places, themes, sentences
 * to quote, parts that may be shown. A person, place or theme that is not there yet is made, and
 * that is noted, so that a slip of the pen is seen. Inside the caller's history.
 */
struct link {
    struct db *db;
    struct output *output;
    GStringChunk *strings;
    int64_t item;
};

/* The words used with `+` and `-` of `rwf set`: "person", "place", "theme", "quotation",
 * "excerpt"; NULL-ended. */
extern const char *const link_kinds[];

/* Adds what @text says:
 *   person     "Name=role" or "Name=role: a line about them"; without "=" the role is "narrator"
 *   place, theme   a name
 *   quotation  the words, after "[1:02] " when they are at a moment; @language may be NULL
 *   excerpt    "0:10-1:30"
 * An unknown @kind or a text that says nothing is a USAGE error. */
bool link_add(const struct link *link, const char *kind, const char *language, const char *text,
              GError **error);

/* Takes away what has that name, those words or those times; REFUSED when there is none. */
bool link_remove(const struct link *link, const char *kind, const char *text, GError **error);

/* Finds a theme by name, or makes it; 0 on error. */
int64_t link_theme(const struct link *link, const char *name, GError **error);

#endif
