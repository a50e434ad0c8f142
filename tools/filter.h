#ifndef TOOLS_FILTER_H
#define TOOLS_FILTER_H

#include "tools/call.h"

struct item_filter;

/*
 * Which items a command is about, as `rwf list` and `rwf publish --only` take it. Words are
 * shown, withheld, or NAME=VALUE with the names of the options.
 */

/* The options --kind --era --theme --person --place --access --missing, for a command's table. */
#define FILTER_OPTIONS                                                                             \
    OPTION("kind", "KIND", "oral_history, picture, film, text, document"),                         \
        OPTION("era", "ERA", "past, present, future"),                                             \
        OPTION("theme", "THEME", "items with this theme"),                                         \
        OPTION("person", "PERSON", "items this person has a part in"),                             \
        OPTION("place", "PLACE", "items of this place"),                                           \
        OPTION("access", "ACCESS", "kiosk, on_request, closed, embargoed"),                        \
        OPTION("missing", "FIELD",                                                                 \
               "items without it: description, date, era, rights, credit, alt_short, summary, "    \
               "consent, person, place, theme, cues, asset")

/* Reads the options of the call. */
bool filter_from_options(const struct call *call, struct item_filter *filter, GError **error);

/* Reads one word: "shown", "withheld", "kind=film" … into @filter. */
bool filter_from_word(const struct call *call, const char *word, struct item_filter *filter,
                      GError **error);

#endif
