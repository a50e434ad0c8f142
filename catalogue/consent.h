#ifndef CATALOGUE_CONSENT_H
#define CATALOGUE_CONSENT_H

#include "catalogue/column.h"

/* Who agreed to what. Without a consent an item is shown to nobody; with several, all of them must
 * hold. Every change is kept in consent_change for ever. The one answer to "may this be shown?" is
 * the view shown_item, not this file. */
struct db;

/* The words a scope is written with, NULL-ended. */
extern const char *const consent_scope_words[];

/* Those of them that say what it may be used for, NULL-ended. */
extern const char *const consent_uses[];

struct consent {
    int64_t id; /* drawn on insertion where 0 */
    int64_t item;
    int64_t person;          /* or 0 */
    const char *agreed_by;   /* as signed; never published */
    const char *state;       /* granted, in_review, suspended, withdrawn, erased */
    const char *agreed_on;   /* YYYY-MM-DD */
    const char *valid_until; /* the last day it holds, or NULL */
    const char *review_on;   /* when to ask again, or NULL */
    const char *reviewed_on; /* when it was last asked, or NULL */
    bool allows_kiosk;
    bool allows_web;
    bool allows_publication;
    bool allows_attract;
    bool allows_quotation;
    bool allows_synthetic_voice;
    bool allows_zoom;
    bool is_excerpt_only;
    const char *says; /* the exact words shown to visitors */
    int64_t document; /* asset of the signed form, or 0; never published */
    const char *changed_at;
};

#define CONSENT_NEW                                                                                \
    {                                                                                              \
        .allows_zoom = true                                                                        \
    }

/* One line of the history. */
struct consent_change {
    int64_t id;
    int64_t consent;
    int64_t item;
    const char *at;
    const char *who;
    const char *state;
    const char *scope; /* the scope words */
    const char *why;
};

/* Reads scope words into the flags of CONSENT: comma or space separated out of kiosk, web,
 * publication, attract, quotation, voice, no-zoom, excerpt-only, and `all` for the first five.
 * Every flag is set anew. An unknown word is _INVALID. */
bool consent_read_scope(struct consent *consent, const char *scope, GError **error);
/* The same words back; the caller frees them. */
char *consent_scope(const struct consent *consent);
/* Whether it allows USE, a word of consent_uses. */
bool consent_allows(const struct consent *consent, const char *use);

/* Records that someone agreed. CONSENT's state becomes granted, agreed_on today where NULL. A
 * consent that is there already for the same person and name is renewed, its id kept. WHO is who
 * types, WHY may be NULL: both for the history. */
bool consent_grant(struct db *db, struct consent *consent, const char *who, const char *why,
                   GError **error);

enum consent_step {
    CONSENT_REVIEW,   /* it is being asked again: not shown until granted */
    CONSENT_REVIEWED, /* asked again and unchanged: stays or becomes granted, reviewed today */
    CONSENT_SUSPEND,  /* not shown for now */
    CONSENT_RESUME,   /* what was suspended holds again; others stay as they are */
    CONSENT_WITHDRAW, /* taken back */
    CONSENT_ERASE,    /* taken back, and the signer's name and words are blanked */
};

/* Takes the step for one consent; with CONSENT 0 for every consent of ITEM. An item without any
 * consent is _NOT_FOUND. */
bool consent_step(struct db *db, int64_t item, int64_t consent, enum consent_step step,
                  const char *who, const char *why, GError **error);

/* A line of the history: the step COMMAND took was taken back. ITEM is asked for only where nothing else
 * tells whose consent it was. */
bool consent_note_undone(struct db *db, int64_t consent, int64_t item, const char *command,
                         GError **error);

GArray *consent_list(struct db *db, int64_t item, GStringChunk *strings, GError **error);
/* The history of ITEM's consents, oldest first: an array of struct consent_change. */
GArray *consent_changes(struct db *db, int64_t item, GStringChunk *strings, GError **error);

#endif
