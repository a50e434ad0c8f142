/*
 * playback.h — what the screens of recordings and films share: the player bound to one item, its
 * buttons, the finger on its time line, and the parts a visitor chose to pass over.
 *
 * Node ids: play, back15, fwd15, speed, volume, quieter, louder, volume.done, and the time line's
 * own, given to playback_init(). Embedded by value; UI thread.
 */
#ifndef KIOSK_PLAYBACK_H
#define KIOSK_PLAYBACK_H

#include "kiosk/beside.h"
#include "kiosk/screen.h"
#include "media/player.h"

struct view_item;

struct playback {
    const struct screen_env *env;
    const struct view_item *view;
    const char *scrub_id;
    struct player_status status;
    int64_t position_ms; /* kept while another screen has the player */
    char *path;          /* of what is open */
    bool is_open;
    bool is_held;   /* to play as soon as its file has been looked at (fixity.h) */
    bool is_wished; /* to play, when last asked */
    bool has_told_failure;
    bool is_signed;    /* the signer's film runs beside it */
    bool is_described; /* the described version is heard */
    bool has_lost_description;
    struct beside beside;
    bool has_ended;
    bool shows_volume; /* the volume's own buttons stand in the place of others */
    bool is_scrubbing;
    bool is_refused; /* may not be shown any more */
    bool is_changed; /* its file holds something else than was published: not played */
    int64_t scrub_ms;
    int64_t skipped_at_ms; /* when a part was passed over; -1: not lately */
    int64_t
        asked_for_ms; /* where the part begins that was touched although it is passed over; -1 */
    int64_t played_out_ms; /* where the last part begins when nothing comes after it; -1 */
    double fade;           /* share of the sound that is heard, beside a part passed over */
    struct box line;       /* where on the screen the time line runs; set at layout */
};

void playback_init(struct playback *playback, const struct screen_env *env,
                   const struct view_item *view, const char *scrub_id, int64_t start_ms);

/* Opens the item, paused, where it stood; nothing when there is no file or no player. */
void playback_show(struct playback *playback);
/* Pauses, remembers the place, and lets go of everything. */
void playback_hide(struct playback *playback);

/* Whether there is something to play. */
bool playback_is_possible(const struct playback *playback);
bool playback_is_playing(const struct playback *playback);
/* Where it stands, under the finger while that is on the time line. */
int64_t playback_time_ms(const struct playback *playback);
int64_t playback_length_ms(const struct playback *playback);

/* A place in a part that is passed over becomes the end of it. */
void playback_seek(struct playback *playback, int64_t time_ms);
/* From this place, also in such a part: it was asked for. */
void playback_play_from(struct playback *playback, int64_t time_ms);
/* Where the visitor chose only now to pass over the part it stands in: to the end of it. */
void playback_leave_part(struct playback *playback);
void playback_toggle(struct playback *playback);
/* The signer's film beside the other, at the same moment; or none. */
void playback_set_signed(struct playback *playback, bool is_signed);
bool playback_can_sign(const struct playback *playback);
/* The described version, from a file of its own or a track of the film; or back. */
void playback_set_described(struct playback *playback, bool is_described);
bool playback_can_describe(const struct playback *playback);

/* The newest picture of the film, or NULL; borrowed until asked again. The signer's is in .beside. */
const struct frame *playback_frame(const struct playback *playback);
/* The share of it and of a picture beside it that is seen, 0 … 1: they go dark as the sound fades,
 * towards a part that is passed over, and nothing of that part is seen. */
double playback_shown(const struct playback *playback);
double playback_beside_shown(const struct playback *playback, enum beside_picture picture);
/* Whether it comes from a silent player, beside a description that is sound alone. */
bool playback_is_apart(const struct playback *playback);

/* Takes what concerns it; true when it did, with a wish for the stage in *intent or none. */
bool playback_event(struct playback *playback, const struct event *event, struct intent *intent);

/* Brings the status up to date. *is_changed: a button looks different now. Returns when to be
 * asked again, as in struct tick. */
int64_t playback_tick(struct playback *playback, int64_t now_ms, bool *is_changed);

/* "Getting ready", "A part was skipped here", why there is no sound: the key of a word, or NULL. */
const char *playback_word(const struct playback *playback);

/* Writes what went wrong since @before into the log, for playback_tick(). */
void playback_tell_staff(struct playback *playback, const struct player_status *before);

#endif
