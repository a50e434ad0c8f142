#ifndef TOOLS_SHEET_LINKS_H
#define TOOLS_SHEET_LINKS_H

#include "catalogue/auto.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct db;
struct item;

/*
 * People, places and themes of many items in a row: each name is looked up once. Names that are not
 * known become new ones, which are counted. Inside the caller's history.
 */
struct sheet_links;

struct sheet_links *sheet_links_create(struct db *db);
void sheet_links_free(struct sheet_links *links);
CLEAN_UP(sheet_links, sheet_links_free)

/* What a person, place or theme is called and known by. */
enum sheet_link_kind { SHEET_PERSON, SHEET_PLACE, SHEET_THEME, SHEET_LINK_KINDS };

/* One link an item shall have. */
struct sheet_link {
    enum sheet_link_kind kind;
    char *name;
    char *role; /* of people */
    char *role_line;
};

/* An array of struct sheet_link, which owns what is in it. */
GArray *sheet_links_list(void);

/* Gives the item the links of @wanted and, of the kinds (and, of people, the roles) that stand in
 * it, no others. What changes is added to @says, one line each. */
bool sheet_links_write(struct sheet_links *links, int64_t item, const GArray *wanted,
                       GPtrArray *says, GError **error);

/* After a step that was rolled back: what was made in it is not there. */
void sheet_links_forget(struct sheet_links *links);

/* "3 new people, 12 new themes"; NULL where nothing is new. Yours to free. */
char *sheet_links_new(const struct sheet_links *links);

#endif
