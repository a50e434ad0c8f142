/*
 * widget_player.h — the widgets of screens that play: the time line and the buttons under it.
 */
#ifndef KIOSK_WIDGET_PLAYER_H
#define KIOSK_WIDGET_PLAYER_H

#include "kiosk/widgets.h"

struct playback;
struct waveform;

/* One target to tap or drag: the waveform where there is one, else a line with a knob; chapters
 * as ticks, parts with a note hatched. Kept by the screen as long as the board has it. */
struct timeline {
    struct playback *playback;
    const struct waveform *waveform; /* NULL: none */
    double *heights;                 /* of the bars; g_free() when done */
    size_t count;
    struct box line;  /* between the two times */
    GArray *found_ms; /* int64_t: where what is looked for is said; NULL: nowhere */
};
void timeline_add(struct board *board, struct timeline *timeline, const char *name, struct box box);

/* Where the buttons stand; a box of no width is a button that is not there. */
struct controls {
    struct box back15, play, fwd15, speed, language, volume;
    const char *words_label; /* shown on the language button; NULL: "Language" */
    bool has_pair;           /* two of them stand in the label, which needs the icon's room */
    bool has_languages;      /* more than one: the button can be used */
    double most_px;          /* the labels of these are not set larger; 0: no such limit */
};
void controls_add(struct board *board, const struct playback *playback,
                  const struct controls *controls);

/* A line of a list that can be touched: a time (or -1), a title, a sentence. Returns its height. */
struct list_row {
    const char *id;
    struct box box; /* its height is found */
    int64_t at_ms;
    const char *title;
    const char *title_language;
    const char *says;
    enum type_role role;
    const char *icon;
    int position, set_size;
};
double list_row_add(struct board *board, const struct list_row *row);

#endif
