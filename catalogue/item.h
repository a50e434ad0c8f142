#ifndef CATALOGUE_ITEM_H
#define CATALOGUE_ITEM_H

#include "catalogue/column.h"

/* One thing a visitor can open: a recording, a photograph, a film, a poem, a document. This is the
 * curator's side and knows withheld items too; visitors read through catalogue/shown.h.
 *
 * Fields are the columns of the table `item`, see the schema. Texts are borrowed: on reading they
 * live in the GStringChunk given, on writing in whatever the caller has. NULL stands for "none";
 * where the schema wants words, NULL is written as the empty string. */
struct db;

struct item {
    int64_t id;
    const char *code;       /* RWF-7Q2K9M */
    const char *identifier; /* another system's number, or NULL */
    const char *kind;       /* oral_history, picture, film, text, document */
    const char *form;
    const char *title;
    const char *description;
    const char *language; /* BCP 47 of what is spoken or written in it; "und" when not known */
    const char *date_edtf;
    const char *date_text;  /* as it was typed */
    const char *date_first; /* YYYY-MM-DD, or NULL: no bound */
    const char *date_last;
    const char *era;    /* past, present, future, or NULL */
    const char *rights; /* a canonical URI or empty */
    const char *rights_note;
    const char *credit;
    int sensitivity; /* 0 to 2 */
    const char *summary;
    const char *alt_short;
    const char *alt_long;
    double focal_x, focal_y;   /* 0 to 1; ITEM_NEW sets the middle */
    const char *access;        /* kiosk, on_request, closed */
    const char *embargo_until; /* YYYY-MM-DD: shown from this day on; or NULL */
    int64_t rank;              /* curated order: smaller first */
    const char *text;          /* the words of a poem or a document */
    const char *added_at;      /* set on insertion */
    const char *changed_at;    /* set on every write */
};

/* What a new item starts from. */
#define ITEM_NEW                                                                                   \
    {                                                                                              \
        .language = "und", .focal_x = 0.5, .focal_y = 0.5, .access = "kiosk"                       \
    }

extern const struct column item_columns[];

/* Adds ITEM. id and code are drawn where they are 0 and NULL and filled in, the code living in
 * STRINGS. A taken identifier is _CONFLICT; a value the schema forbids is _INVALID. */
bool item_insert(struct db *db, struct item *item, GStringChunk *strings, GError **error);

/* Writes every field of ITEM over the row of its id, and refreshes what searches find. */
bool item_update(struct db *db, const struct item *item, GError **error);

/* Takes the item and everything that belongs to it out. Its files stay in the store; the history
 * of its consent is kept. */
bool item_remove(struct db *db, int64_t id, GError **error);

bool item_get(struct db *db, int64_t id, GStringChunk *strings, struct item *item, GError **error);

/* By what a person would give: a code in any case, with or without prefix and hyphen, or the exact
 * identifier. */
bool item_find(struct db *db, const char *name, GStringChunk *strings, struct item *item,
               GError **error);

/* What item_filter.missing may name, NULL-ended. */
extern const char *const item_missing_names[];

/* Which items a list holds; NULL or 0 is any. */
struct item_filter {
    const char *kind;
    const char *era;
    const char *access; /* kiosk, on_request, closed, embargoed */
    int64_t theme;      /* ids */
    int64_t person;
    int64_t place;
    const char *language; /* canonical: of the thing itself */
    const char *from;     /* YYYY-MM-DD: its date may be on or after this day */
    const char *to;       /* or before */
    const char *words;    /* as typed: found in it by catalogue/search.h */
    const char *missing;  /* description, date, era, rights, credit, alt_short, summary, consent,
                            person, place, theme, cues, asset; anything else is _INVALID */
    const char *agreed;   /* a word of consent_uses: every consent holds now and allows it */
    bool shown_only;      /* only what visitors may see now */
    bool withheld_only;   /* only what they may not */
    int64_t limit;        /* 0: all */
};

/* The keys of those that fit every part of the filter, newest first: an array of int64_t. */
GArray *item_keys(struct db *db, const struct item_filter *filter, GError **error);

/* The same as an array of struct item. */
GArray *item_list(struct db *db, const struct item_filter *filter, GStringChunk *strings,
                  GError **error);

/* How many items there are. */
bool item_count(struct db *db, int64_t *count, GError **error);

/* True where visitors may see it now; the view shown_item answers. */
bool item_is_shown(struct db *db, int64_t id, bool *is_shown, GError **error);

#endif
