/*
 * wordlist.h — the words of one language, as its PO file has them and as far as they can be shown.
 *
 * An entry with a fault (a {name} that the English has not, too few plural forms) is left out, so that
 * English is shown in its place, and complained of by file and line. Read once, then only read.
 */
#ifndef KIOSK_WORDLIST_H
#define KIOSK_WORDLIST_H

#include <glib.h>

#include "kiosk/plural.h"

struct wordlist {
    char *language;
    char *name;       /* of the language in itself: X-Language-Name of the header */
    gunichar *digits; /* ten: X-Digits; NULL: plain ones */
    char *decimal;    /* between ones and tenths: X-Decimal; NULL: "." */
    struct plural plural;
    GPtrArray *entries; /* struct po_entry, owns */
    GHashTable *by_key; /* msgctxt → struct po_entry, borrows */
};

/* Reads @folder/@base ("pl.po"). What is wrong in it is added to @complaints ("file:line: what").
 * @english is what its entries are held against; NULL for English itself. NULL and @error only when the
 * file cannot be read at all. Free with wordlist_free(). */
struct wordlist *wordlist_read(const char *folder, const char *base, const struct wordlist *english,
                               GPtrArray *complaints, GError **error);
void wordlist_free(void *list);

/* A text for @key, of the form for @n where it has several; NULL when it has none. */
const char *wordlist_text(const struct wordlist *list, const char *key, unsigned long n);

#endif
