/*
 * view_item.h — one story as its screen needs it: the item, the files it is played and seen
 * from, its words in a chosen language, its chapters. No pixels, no player. UI thread.
 */
#ifndef KIOSK_VIEW_ITEM_H
#define KIOSK_VIEW_ITEM_H

#include "catalogue/shown_item.h"

struct exhibition;
struct player_source;
struct voices;

/* A moment one can go to: an index point, else a line of the chapters file. */
struct view_chapter {
    int64_t at_ms;
    const char *title;
    const char *own_title; /* as written, where title is a translation; may be empty */
    const char *synopsis;  /* may be empty */
};

/* A part of a recording a visitor may pass over. */
struct view_part {
    int64_t begin_ms;
    int64_t end_ms;
};

/* One picture of an item: front, back, a page. Paths absolute, NULL where there is no such file. */
struct view_page {
    char *picture; /* for the screen */
    char *thumbnail;
    char *tiles;      /* to look closely; never where that is not allowed */
    bool lacks_tiles; /* they are named, and not there */
    int width_px, height_px;
};

struct view_item {
    struct shown_item *item;
    /* Absolute paths; NULL where the item has no such file or it is not there. */
    char *playable;  /* sound or film */
    char *signing;   /* the film of a signer */
    char *described; /* the same with what is seen told: a film, or sound alone */
    char *poster;    /* what stands for it, large */
    char *thumbnail; /* the same, small */
    char *picture;   /* for the screen: the page shown, of several */
    char *text;      /* of the page shown; NULL: all of the item's is */
    char *waveform;
    size_t page_count; /* the pictures of a set in order; one for most, none without any */
    struct view_page *pages;
    int64_t duration_ms; /* -1: not known */

    size_t language_count; /* of its words, the item's own first */
    const char **languages;
    const char *purpose;      /* which lines are its words: transcript, or captions */
    struct shown_cues *words; /* in the chosen language; NULL: none */
    const char *words_language;
    struct shown_cues *other; /* the same in a second language, to stand beside; NULL: none */
    const char *other_language;

    size_t caption_language_count; /* of a film's captions, its own first */
    const char **caption_languages;
    struct shown_cues *captions; /* in a language of their own; NULL: none */
    const char *captions_language;

    struct voices *voices; /* who speaks, in all languages of its words and captions */

    size_t chapter_count;
    struct view_chapter *chapters;
    struct shown_cues *chapter_cues;     /* owns their strings, or NULL; … */
    struct shown_cues *own_chapter_cues; /* … these their own titles */
    struct shown_page *related;          /* a few others; possibly none */
    size_t part_count; /* with a note of level 2 and times, apart from each other */
    struct view_part *parts;
    bool hides_parts; /* the visitor passes them over: nothing of them is shown */
};

/* Texts in @language, its words too where it has them. NULL and @error when it cannot be read or
 * may not be shown any more. */
struct view_item *view_item_read(const struct exhibition *exhibition, int64_t id,
                                 const char *language, GError **error);
void view_item_free(struct view_item *view);

/* Shows another of its pages, counted from 0; its text too where that comes page by page (form feeds
 * stand between them). */
void view_item_choose_page(struct view_item *view, size_t page);

/* Its words in another of its languages. */
bool view_item_choose_words(struct view_item *view, const struct exhibition *exhibition,
                            const char *language, GError **error);

/* Its captions in another of theirs, whatever its words are in. */
bool view_item_choose_captions(struct view_item *view, const struct exhibition *exhibition,
                               const char *language, GError **error);
/* The language of captions after the present one; NULL after the last. */
const char *view_item_next_captions(const struct view_item *view);

/* When the caption of this time ends or the next one begins; -1: no more. */
int64_t view_cue_turn(const struct shown_cues *cues, int64_t time_ms);

/* Its words in a second language beside the first; NULL for one alone. */
bool view_item_choose_other(struct view_item *view, const struct exhibition *exhibition,
                            const char *language, GError **error);
/* What comes after the words chosen now: each language alone, then each pair of them, round and
 * round. False with fewer than two languages. */
bool view_item_next_words(const struct view_item *view, const char **language, const char **other);

/* Whether this moment is hidden from a visitor who passes over the part it lies in. */
bool view_item_hides(const struct view_item *view, int64_t time_ms);

/* The same of a line, any moment of which may lie in such a part. */
bool view_item_hides_cue(const struct view_item *view, const struct shown_cue *cue);

/* The line said at this time: the last that has begun and, with @strictly, not ended. -1: none. */
int view_cue_at(const struct shown_cues *cues, int64_t time_ms, bool strictly);

/* The part this time lies in, or NULL. */
const struct view_part *view_item_part_at(const struct view_item *view, int64_t time_ms);

/* Who leads the item: its first contributor that is not the interviewer, or NULL. */
const struct shown_contributor *view_item_contributor(const struct view_item *view);

/* Asked again at the moment of play. */
bool view_item_may_be_shown(const struct exhibition *exhibition, int64_t id);

/* Whether what is described is sound alone, to be heard with the film's own picture. */
bool view_item_is_description_sound(const struct view_item *view);

/* Fills what the player needs to play it, or its described version. Strings are the view's. */
void view_item_source(const struct view_item *view, bool is_described, int64_t start_ms,
                      struct player_source *source);

#endif
