#ifndef TOOLS_FILTER_H
#define TOOLS_FILTER_H

#include "tools/call.h"

struct item_filter;

/*
 * Which items a command is about, as `rwf list`, `rwf facets` and `rwf publish --only` take it.
 * Words are shown, withheld, a kind, an era, an access, or NAME=VALUE with the names of the options.
 * All must hold.
 */

/* The options, for a command's table. */
#define FILTER_OPTIONS                                                                             \
    OPTION("kind", "KIND", "oral_history, picture, film, text, document"),                         \
        OPTION("era", "ERA", "past, present, future"),                                             \
        OPTION("theme", "THEME", "items with this theme, or one under it"),                        \
        OPTION("person", "PERSON", "items this person has a part in"),                             \
        OPTION("place", "PLACE", "items of this place, or one in it"),                             \
        OPTION("access", "ACCESS", "kiosk, on_request, closed, embargoed"),                        \
        OPTION("lang", "TAG", "items in this language"),                                           \
        OPTION("from", "DATE", "items that may be of this time or later: 1975, \"early 1980s\""),  \
        OPTION("to", "DATE", "or earlier"),                                                        \
        OPTION("agreed", "USE", "items whose every consent allows it: web, publication …"),        \
        OPTION("words", "WORDS", "items that `rwf search` would find"),                            \
        OPTION("missing", "MISSING",                                                               \
               "items without it: description, date, era, rights, credit, alt_short, summary, "    \
               "consent, person, place, theme, cues, asset")

/* What those with few values take, NULL-ended. */
extern const char *const filter_kinds[];
extern const char *const filter_eras[];
extern const char *const filter_accesses[];

/* Reads the options and the words of the call. */
bool filter_read(const struct call *call, struct item_filter *filter, GError **error);

/* Reads one word: "shown", "withheld", "kind=film" … into @filter. */
bool filter_from_word(const struct call *call, const char *word, struct item_filter *filter,
                      GError **error);

#endif
