/*
 * recording.h — what the screens of an oral history and of a film share: an item with its player,
 * its words that follow, and the panel they stand in.
 *
 * The screen keeps one by value and places its parts; the recording knows when they must be placed
 * again. UI thread; boxes unmirrored, in logical px.
 */
#ifndef KIOSK_RECORDING_H
#define KIOSK_RECORDING_H

#include "kiosk/panel.h"
#include "kiosk/playback.h"
#include "kiosk/transcript.h"
#include "kiosk/view_item.h"
#include "kiosk/widget_player.h"

struct waveform;

struct recording {
    const struct screen_env *env;
    struct board *board;
    struct view_item *view;
    struct playback playback;
    struct transcript *transcript;
    struct timeline timeline;
    struct waveform *waveform; /* the time line's; NULL: none */
    enum panel_kind panel;
    struct pane pane;                     /* of every panel but the words */
    char language[SESSION_LANGUAGE_SIZE]; /* that the view was read in */
    bool was_away;                        /* as placed last: */
    bool could_go_up, could_go_down;
    bool is_stale;    /* to be drawn */
    bool is_covered;  /* something else stands in the place of the words */
    bool is_alone;    /* the picture has the whole screen: no words, no panel */
    bool is_paired;   /* opens with the spoken words beside those in the visitor's language */
    bool shows_parts; /* the visitor asked to see what is hidden */
    bool has_faults;  /* some of its words cannot stand at their time */
    bool has_chosen;  /* the visitor chose the languages of words or captions */
    int64_t now_ms;
};

/* Reads the item of @route; @scrub_id names its time line, which shows how something that is only
 * heard sounds. False leaves nothing to free. */
bool recording_enter(struct recording *recording, const struct screen_env *env,
                     const struct route *route, const char *scrub_id, GError **error);
/* Frees what it holds; accepts one that never entered. */
void recording_leave(struct recording *recording);

/* It is on top (again): the player is opened where it stood; or covered: it pauses there. */
void recording_show(struct recording *recording, int64_t now_ms);
void recording_hide(struct recording *recording);

/* The beginning of every layout: an empty board, in the visitor's language. */
void recording_begin(struct recording *recording);
/* What the visitor should know now ("Getting ready", why there is no sound), or NULL. */
const char *recording_notice(const struct recording *recording);
/* The panel with the words, or what was chosen instead, and its page buttons. Standing up, where
 * the bar has no room for a status, the notice stands under it. */
void recording_add_panel(struct recording *recording, struct box panel, struct box up,
                         struct box down);

/* The time line and the buttons under it, where whatever is heard has them. @keeps_language: the
 * button of languages is there also when there is no other. */
void recording_add_player(struct recording *recording, bool keeps_language);

/* Whether the item has lines to read. */
bool recording_has_words(const struct recording *recording);
/* Whether the visitor scrolled off the words while it plays: time for "Back to now". Remembers the
 * answer as what is placed now. */
bool recording_place_follow(struct recording *recording);
void recording_open_panel(struct recording *recording, enum panel_kind panel);
/* The spoken words beside those in the visitor's language, from now on; each again where there are
 * no two. */
void recording_pair_words(struct recording *recording);
/* The next language, or pair of them. */
void recording_next_words(struct recording *recording);
/* The languages of its words, "Urdu + English"; the board's. NULL: no words. */
const char *recording_words_label(const struct recording *recording);

/* Takes an event of the words, the panel or the player. True when it did, with *needs_layout. */
bool recording_event(struct recording *recording, const struct event *event, bool *needs_layout,
                     struct intent *intent);

/* Time passes. *needs_layout: place everything again before drawing. The screen clears is_stale
 * when it has. */
struct tick recording_tick(struct recording *recording, int64_t now_ms, bool *needs_layout);

/* The sooner of two times to tick again; -1 is never. */
int64_t recording_sooner(int64_t a_ms, int64_t b_ms);

/* The board, and the words over it. */
void recording_draw(const struct recording *recording, struct canvas *canvas,
                    const struct draw_state *state);
void recording_describe(const struct recording *recording, struct access_tree *tree);
enum idle_class recording_idle(const struct recording *recording);

/* The same as members of a screen's class, whose self begins with its recording. */
void recording_screen_hide(void *self);
void recording_screen_draw(const void *self, struct canvas *canvas, const struct draw_state *state);
void recording_screen_describe(const void *self, struct access_tree *tree);
enum idle_class recording_screen_idle(const void *self);

#endif
