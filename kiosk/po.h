/*
 * po.h — reads a gettext PO file: entries with their context, source, translations and flags.
 *
 * Enough of the format (GNU gettext manual, "The Format of PO Files") for files written by
 * Poedit, Weblate or by hand: comments, flags, continued strings, escapes, plurals, obsolete
 * entries. Its own reader, because libgettextpo is GPL. A damaged entry costs itself and is
 * complained of; reading goes on at the next entry. Pure; any thread.
 */
#ifndef KIOSK_PO_H
#define KIOSK_PO_H

#include <glib.h>
#include <stdbool.h>

/* Larger files are refused: the longest of ours has a few hundred sentences. */
#define PO_BYTES_MAX (4 * 1024 * 1024)
#define PO_PLURALS   6

struct po_entry {
    char *context;          /* msgctxt; NULL without */
    char *id;               /* msgid */
    char *plural;           /* msgid_plural; NULL without */
    char *text[PO_PLURALS]; /* msgstr, msgstr[n]; NULL where absent */
    bool fuzzy;
    unsigned line; /* of its first keyword, from 1 */
};

/* Entries in the order of the file; the header is the one with an empty id. Free with
 * g_ptr_array_unref(). @name is what complaints begin with; they are added to @complaints
 * ("name:line: what"), the array's own. Never NULL. */
GPtrArray *po_parse(const char *bytes, gsize length, const char *name, GPtrArray *complaints);

#endif
