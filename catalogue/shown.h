#ifndef CATALOGUE_SHOWN_H
#define CATALOGUE_SHOWN_H

#include "catalogue/auto.h"
#include "catalogue/column.h"

#include <math.h>

/* The visitor's side: lists of cards in their order. One item whole is catalogue/shown_item.h, home
 * and attract are catalogue/shown_home.h, search is catalogue/shown_search.h.
 *
 * Every statement behind these reads through the views shown_item, shown_asset and shown_cue, which
 * hold nothing without valid consent, and none scans a table: a page costs the same with a hundred
 * thousand items as with forty. Each call gives a snapshot of plain structs; all its texts live in
 * it and go with it. Names that are withheld are not in it at all. The thread of the db.
 *
 * LANGUAGE is the visitor's, a BCP 47 tag; texts without a translation come in the archive's own,
 * and the field beside them says which it is. Errors are those of reading: _CANCELLED over the time
 * limit, _DAMAGED, _IO; an item that is not there or may not be shown is _NOT_FOUND. */
struct db;

/* The archive's name in the visitor's language. */
struct shown_archive {
    GStringChunk *strings;
    const char *title;
    const char *subtitle;
    const char *language;     /* of both */
    const char *today;        /* YYYY-MM-DD */
    const char *published_on; /* or NULL */
};
struct shown_archive *shown_archive_read(struct db *db, const char *language, GError **error);
void shown_archive_free(struct shown_archive *archive);
CLEAN_UP(shown_archive, shown_archive_free)

enum shown_kind {
    SHOWN_ORAL_HISTORY = 1 << 0,
    SHOWN_PICTURE = 1 << 1,
    SHOWN_FILM = 1 << 2,
    SHOWN_TEXT = 1 << 3,
    SHOWN_DOCUMENT = 1 << 4,
};

/* Which items a list holds. Zeroed, it holds all. At most one of theme, person, place is looked at,
 * the first set; the rest narrow it. A theme or place holds the items of all under it too. */
struct shown_filter {
    unsigned kinds;  /* of enum shown_kind, or-ed; 0 is any */
    const char *era; /* past, present, future; NULL is any */
    int64_t theme;   /* ids; 0 is any */
    int64_t person;
    int64_t place;
    bool signed_only; /* with a film of a signer */
};

/* A picture of an item in the store. Digest is NULL where there is none to show. */
struct shown_picture {
    const char *digest;
    const char *media_type;
    int width_px;
    int height_px;
};

/* What a card says. */
struct shown_card {
    int64_t id;
    int64_t rank;
    const char *code;
    const char *kind; /* oral_history, picture, film, text, document */
    enum shown_kind kind_bit;
    const char *form; /* interview, poem …; may be empty */
    const char *title;
    const char *title_language;
    const char *era;             /* or NULL */
    const char *date_text;       /* as typed; NULL: not so */
    const char *date_edtf;       /* the same as EDTF; NULL: not known */
    int64_t duration_ms;         /* of the access copy; -1: none */
    const char *language;        /* of the thing itself */
    const char *words_languages; /* of its lines, blank between, without its own: "en ur" */
    int note_level;              /* 0 none, 1, 2: the highest of notes and sensitivity */
    bool hides_picture;          /* draw the neutral pattern instead */
    bool has_signing;
    struct shown_picture thumbnail; /* 480 px; of the item, its poster else */
    struct shown_picture poster;    /* screen size: poster, else screen */
    double focal_x, focal_y;
    const char *alt_short;
    const char *alt_language;
    const char *contributor; /* who leads the card; "" for none or withheld */
    bool is_name_withheld;   /* say "Name withheld by choice" */
    const char *role_line;   /* "Community organiser, Chapeltown" */
};

struct shown_page {
    GStringChunk *strings;
    size_t count;
    struct shown_card *cards;
    bool has_more; /* in the direction asked for */
};

enum shown_direction { SHOWN_FORWARD, SHOWN_BACKWARD };

/* Up to LIMIT (at most 100) cards after AFTER in curated order, or before it going BACKWARD; AFTER
 * NULL is the beginning, or the end going backward. Cards stand in curated order either way. Only
 * the rank and id of AFTER are read, so a card of the page before serves. */
struct shown_page *shown_page_read(struct db *db, const struct shown_filter *filter,
                                   const struct shown_card *after, enum shown_direction direction,
                                   int limit, const char *language, GError **error);
void shown_page_free(struct shown_page *page);
CLEAN_UP(shown_page, shown_page_free)

/* How many items FILTER holds, exact up to LIMIT (1000 is SHOWN_COUNT_LIMIT); where there are more,
 * *COUNT is LIMIT and *IS_MORE true. */
#define SHOWN_COUNT_LIMIT 1000
bool shown_count(struct db *db, const struct shown_filter *filter, int limit, int *count,
                 bool *is_more, GError **error);

/* A theme, place or person a list can be narrowed to. Only those some shown item has. */
struct shown_subject {
    int64_t id;
    const char *name;
    const char *name_language;
    const char *about;
    int64_t parent;  /* or 0 */
    double latitude; /* places; NAN: none */
    double longitude;
    int count; /* of shown items, exact up to 100 */
    bool is_more;
    struct shown_picture picture; /* of the first of them whose picture is not hidden */
    double focal_x, focal_y;
};
struct shown_subjects {
    GStringChunk *strings;
    size_t count;
    struct shown_subject *subjects;
};
enum shown_subject_kind { SHOWN_THEMES, SHOWN_PLACES, SHOWN_PEOPLE };

/* Themes under PARENT by their position, places under PARENT by name (0: those at the top), people
 * by sort name from the beginning; at most 200. */
struct shown_subjects *shown_subjects_read(struct db *db, enum shown_subject_kind kind,
                                           int64_t parent, const char *language, GError **error);
void shown_subjects_free(struct shown_subjects *subjects);
CLEAN_UP(shown_subjects, shown_subjects_free)

#endif
