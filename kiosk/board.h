/*
 * board.h — the widgets of one screen: one list that is both drawn and described.
 *
 * A screen lays its widgets on the board in reading order when it is laid out, and hands draw()
 * and describe() on to it. What is seen, what can be touched and what is said can therefore
 * never differ. Boxes are given as they stand in left-to-right languages; the board mirrors them
 * for the others. Ready-made widgets (buttons, cards …) are in kiosk/widgets.h.
 *
 * The board owns its widgets, their texts and their strings; all go with board_begin(). UI
 * thread; logical px.
 */
#ifndef KIOSK_BOARD_H
#define KIOSK_BOARD_H

#include "kiosk/access_tree.h"
#include "kiosk/canvas.h"
#include "kiosk/screen.h"
#include "kiosk/scroll.h"
#include "kiosk/text.h"
#include "kiosk/words.h"

enum { WIDGET_TEXTS = 4 };

struct board;
struct text_ahead;

/* What a widget is made of, from the back to the front; parts that are zero are not there. */
struct widget {
    struct access_node node; /* what it says of itself; strings are the board's */

    bool has_fill;
    enum color_token fill;
    bool has_border;
    enum color_token border;
    double radius;

    bool has_art; /* a picture, or a soft pattern where there is none */
    struct box art;
    const char *picture; /* absolute path, or NULL */
    double focal_x, focal_y;
    uint32_t seed;
    enum color_token hue;
    bool is_whole; /* the picture is not cut to fill its box */
    double
        scrim; /* from this share of its height down the art has gone over into the fill; 0: not */

    bool has_bar; /* a short bar of a category's colour */
    struct box bar;
    enum color_token bar_color;

    const char *icon;
    struct box icon_box;
    double icon_size;
    enum color_token icon_color;

    bool
        is_excerpt; /* its words are a part of more on purpose: the dots at their end are no fault */
    size_t text_count;
    struct text_layout *texts[WIDGET_TEXTS];
    struct point text_at[WIDGET_TEXTS];

    /* Draws what no other part can, last. */
    void (*paint)(const struct widget *widget, const struct board *board, struct canvas *canvas,
                  const struct draw_state *state);
    const void *data;

    const struct pane *pane; /* the scrolled area it lies in, or NULL */
};

/* An area whose widgets scroll up and down. Their boxes are those they have at its start. */
struct pane {
    struct box box;
    struct scroll scroll;
};

/* Takes drags, flings and the page buttons; true when the event was one of them. */
bool pane_event(struct pane *pane, const struct event *event);

struct board *board_create(const struct screen_env *env);
void board_destroy(struct board *board);

/* Forgets all widgets; the screen is laid out anew, in the session's size and language. */
void board_begin(struct board *board);

/* Adds a widget; @id and the other strings of @node are copied. Its box is mirrored where the
 * language asks for it. Borrowed until the next board_begin(). */
struct widget *board_add(struct board *board, const struct access_node *node);

/* Widgets added from now on lie in this area, until told NULL. @pane outlives them; its box is
 * mirrored by the screen with board_place(). */
void board_set_pane(struct board *board, const struct pane *pane);

/* Where a box of the left-to-right layout stands in this language. */
struct box board_place(const struct board *board, struct box box);

bool board_is_rtl(const struct board *board);
bool board_is_portrait(const struct board *board);
struct box board_canvas(const struct board *board); /* 0, 0, width, height */
enum text_size board_text_size(const struct board *board);
const struct screen_env *board_env(const struct board *board);

/* The word of that key in the visitor's language; borrowed. */
const char *board_word(const struct board *board, const char *key);
/* Copies, kept until the next board_begin(). */
const char *board_keep(struct board *board, const char *string);
const char *board_format(struct board *board, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Takes a string over. */
const char *board_take(struct board *board, char *string);

/* How a text is set. Zeroed fields: any number of lines, at the start, the session's size. */
struct label {
    const char *utf8;
    const char *language; /* NULL: the visitor's */
    enum type_role role;
    enum color_token color;
    double width; /* 0: endless */
    int max_lines;
    double max_height;
    enum text_align align;
    double size_px;                 /* > 0: instead of the role's */
    bool keeps_own_side;            /* reading matter: starts where its own language starts */
    const struct text_range *found; /* bytes in gold, one weight heavier; in order */
    size_t found_count;
};

enum { LABEL_FOUND_MAX = 8 };

/* "3:07" in the digits of the visitor's language; the caller's. */
char *board_time_code(const struct board *board, int64_t ms);
/* A number in the language's digits; the board's. */
const char *board_number(struct board *board, int64_t number);

/* A layout of the caller's. Labels start on the side where the visitor's language starts, also
 * when their own language starts on the other. */
struct text_layout *board_layout(const struct board *board, const struct label *label);

/* The same asked for ahead of its time under @key (text_ahead.h): of reading matter, which keeps its
 * own side. */
void board_layout_ahead(const struct board *board, struct text_ahead *ahead, uint64_t key,
                        const struct label *label);

/* How many times as high as Latin's the lines of a language's labels are. */
double board_line_factor(const char *language);

/* The same in the largest size, from the visitor's down to Standard, that fits without being cut;
 * cut at Standard when none does. Right-to-left scripts, whose lines are tall, go somewhat lower. */
struct text_layout *board_fit(const struct board *board, const struct label *label);
/* The size that is. */
double board_fit_px(const struct board *board, const struct label *label);

/* Gives a text to a widget, which takes it over. */
void widget_add_text(struct widget *widget, struct text_layout *layout, struct point at);

/* Size and line of a role at the session's text size. */
struct type_style board_type(const struct board *board, enum type_role role);
double board_measure(const struct board *board, enum measure measure);
struct color board_color(const struct board *board, enum color_token token);

/* Takes away the widgets added since there were so many. */
void board_drop(struct board *board, size_t count);
size_t board_count(const struct board *board);
struct widget *board_find(const struct board *board, const char *id);

/* Fills the page and draws every widget; those of a pane are clipped to it and moved. */
void board_draw(const struct board *board, struct canvas *canvas, const struct draw_state *state);
/* Only the widgets, for a screen with a background of its own. */
void board_draw_widgets(const struct board *board, struct canvas *canvas,
                        const struct draw_state *state);
void board_draw_widget(const struct board *board, const struct widget *widget,
                       struct canvas *canvas, const struct draw_state *state);

/* Adds a node for each widget. One in a pane that is not seen, or of which too little is seen to
 * be touched, is marked offscreen. */
void board_describe(const struct board *board, struct access_tree *tree);

#endif
