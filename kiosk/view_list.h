/*
 * view_list.h — a list of stories as a visitor goes through it: read page by page as it is
 * reached, so that it costs the same with a hundred thousand as with forty. No pixels. UI thread.
 */
#ifndef KIOSK_VIEW_LIST_H
#define KIOSK_VIEW_LIST_H

#include "catalogue/shown.h"

struct exhibition;
struct route;

/* The chips over a list, in their order. */
enum list_chip {
    LIST_ALL,
    LIST_LISTEN,
    LIST_LOOK,
    LIST_WATCH,
    LIST_READ,
    LIST_SIGNED,
    LIST_CHIPS,
};

struct view_list;

/* The list a route means: its filter is "all", "voices", "past", "present", "future", "gentle"
 * (nothing with a content note), or "theme", "place", "person", "trail" with its subject. */
struct view_list *view_list_read(const struct exhibition *exhibition, const struct route *route,
                                 const char *language, GError **error);
void view_list_free(struct view_list *list);

/* The name of the theme, place or trail it is about, and what is said of it; else NULL. */
const char *view_list_subject(const struct view_list *list);
const char *view_list_about(const struct view_list *list);

/* Narrows it to a chip and begins anew. */
bool view_list_choose(struct view_list *list, enum list_chip chip, GError **error);
enum list_chip view_list_chip(const struct view_list *list);
/* How many it would hold with that chip; *is_more: at least so many. */
int view_list_count(const struct view_list *list, enum list_chip chip, bool *is_more);
/* A trail, a gentle list and a list of voices have no chips. */
bool view_list_has_chips(const struct view_list *list);

/* Reads on until @count cards are there or there are no more. */
bool view_list_reach(struct view_list *list, size_t count, GError **error);
/* Cards read so far; whether these are all. */
size_t view_list_length(const struct view_list *list);
bool view_list_is_whole(const struct view_list *list);
/* How many there are in all, as far as it is known. */
size_t view_list_total(const struct view_list *list);
/* Borrowed until the next choose. */
const struct shown_card *view_list_card(const struct view_list *list, size_t index);

/* The picture before or after this item in the list a route means, -1 or +1; 0: none. */
int64_t view_list_neighbour(const struct exhibition *exhibition, const struct route *route,
                            const struct shown_card *card, int direction);

#endif
