#ifndef CATALOGUE_PERSON_H
#define CATALOGUE_PERSON_H

#include "catalogue/column.h"

/* People: who speaks, who made a thing, who is in it. */
struct db;

struct person {
    int64_t id;       /* drawn on insertion where 0 */
    const char *name; /* the name they wish to be known by */
    const char *sort_name;
    const char *pronouns;
    const char *about;
    bool
        is_name_withheld; /* visitors read "Name withheld by choice"; the name stays in the archive */
    bool is_deceased;
    const char *changed_at; /* set on every write */
};

/* A person's part in an item. */
struct contributor {
    int64_t item;
    int64_t person;
    const char *role;      /* narrator, interviewer, photographer, poet, subject … */
    const char *role_line; /* "Community organiser, Chapeltown" */
    int64_t position;      /* the first leads the card */
    const char *name;      /* read only: of the person */
    const char *pronouns;
    bool is_name_withheld;
};

bool person_insert(struct db *db, struct person *person, GError **error);
bool person_update(struct db *db, const struct person *person, GError **error);
bool person_remove(struct db *db, int64_t id, GError **error);
bool person_get(struct db *db, int64_t id, GStringChunk *strings, struct person *person,
                GError **error);

/* By exact preferred or other name; two people of one name are _CONFLICT: say which by id. */
bool person_find(struct db *db, const char *name, GStringChunk *strings, struct person *person,
                 GError **error);
/* All, by sort name and name: an array of struct person. */
GArray *person_list(struct db *db, GStringChunk *strings, GError **error);

/* Gives everything FROM took part in, agreed to and was called, and what INTO does not say of
 * themselves, to INTO, and removes FROM. The name FROM went by finds INTO for curators only: whether visitors
 * may know it is for the person to say. */
bool person_merge(struct db *db, int64_t from, int64_t into, GError **error);

/* Links a person to an item in a role; the same link again changes its line and position. */
bool person_link(struct db *db, const struct contributor *contributor, GError **error);
/* ROLE may be NULL: every role. */
bool person_unlink(struct db *db, int64_t item, int64_t person, const char *role, GError **error);
/* Those of ITEM in order: an array of struct contributor. */
GArray *person_of_item(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
