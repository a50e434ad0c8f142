/*
 * session.h — one visitor's choices: language, size, colours, sound. Nothing else about them.
 *
 * Begins with the exhibition's defaults and goes back to them, wholly, at every reset. Never
 * written anywhere. The fields are for reading; session_set() changes them, so that there is
 * one place that clamps and one revision number that says something changed.
 */
#ifndef KIOSK_SESSION_H
#define KIOSK_SESSION_H

#include "kiosk/theme.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SESSION_VOLUME_MAX = 10,
    SESSION_LANGUAGE_SIZE = 16,
};

/* What can be chosen on the access screen, by key, or on attract. */
enum setting {
    SETTING_LANGUAGE,     /* language */
    SETTING_TEXT_SIZE,    /* value: enum text_size */
    SETTING_THEME,        /* value: enum theme_name */
    SETTING_EASY_LETTERS, /* value: 0 or 1, as all that follow but volume */
    SETTING_MORE_SPACE,
    SETTING_CAPTIONS,
    SETTING_SIGNING,
    SETTING_VOLUME, /* value: 0 … 10 */
    SETTING_MUTED,
    SETTING_MONO,
    SETTING_LESS_MOTION,
    SETTING_SPEECH,
    SETTING_REACH, /* bring controls lower */
    SETTING_ALWAYS_NOTES,
};

/* The choices themselves: the exhibition's defaults, and a visitor's. */
struct session_choices {
    char language[SESSION_LANGUAGE_SIZE]; /* BCP 47 */
    enum text_size text_size;
    enum theme_name theme;
    bool has_easy_letters;
    bool has_more_space;
    bool has_captions;
    bool has_signing;
    int volume;
    bool is_muted;
    bool is_mono;
    bool has_less_motion;
    bool has_speech;
    bool has_reach;
    bool has_notes_always;
};

struct session {
    struct session_choices now;
    struct session_choices defaults;
    bool has_used_keys;          /* a key or keypad was used: idle times double */
    unsigned revision;           /* grows with every change: lay out again */
    unsigned visit;              /* grows with every reset: drop what is remembered of a visit */
    struct session_notes *notes; /* items whose content note was answered in this visit */
};

/* @defaults is copied. */
struct session *session_create(const struct session_choices *defaults);
void session_destroy(struct session *session);

/* Everything back to the defaults, everything of the visit forgotten. */
void session_reset(struct session *session);

/* "Put back": the choices only; what is remembered of the visit stays. */
void session_restore(struct session *session);

/* Changes one choice, clamped; true when it is different now. @language is read for
 * SETTING_LANGUAGE only. */
bool session_set(struct session *session, enum setting setting, int value, const char *language);

/* The next theme or text size, round and round, for the keys F6 and F5. */
void session_next(struct session *session, enum setting setting);

/* Whether this item's content note has been answered in this visit. */
bool session_note_is_answered(const struct session *session, int64_t item);

/* Screens are given the session to read; a note's answer alone they write themselves. @skips: the
 * parts it warns of are passed over. */
void session_answer_note(const struct session *session, int64_t item, bool skips);

/* Whether the parts a note of level 2 warns of are passed over: false only after another answer. */
bool session_skips_parts(const struct session *session, int64_t item);

#endif
