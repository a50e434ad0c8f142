#ifndef CATALOGUE_EVENT_H
#define CATALOGUE_EVENT_H

#include "catalogue/column.h"

/* The timeline: what happened, here and in the country. */
struct db;

struct event {
    int64_t id; /* drawn on insertion where 0 */
    const char *title;
    const char *says;
    const char *scope; /* leeds, uk, world */
    const char *date_edtf;
    const char *date_text;
    const char *date_first; /* both worked out from date_edtf on writing */
    const char *date_last;
    int64_t item; /* what pictures it, or 0 */
    const char *source;
    const char *changed_at;
};

bool event_insert(struct db *db, struct event *event, GError **error);
bool event_update(struct db *db, const struct event *event, GError **error);
bool event_remove(struct db *db, int64_t id, GError **error);
bool event_get(struct db *db, int64_t id, GStringChunk *strings, struct event *event,
               GError **error);
/* All, by date. */
GArray *event_list(struct db *db, GStringChunk *strings, GError **error);

#endif
