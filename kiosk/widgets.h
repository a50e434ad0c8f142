/*
 * widgets.h — what screens are made of: buttons, cards, tiles, texts, the bar at the bottom.
 *
 * Each adds one widget (or a few) to a board, sized and coloured by the theme, in the words and
 * direction of the visitor's language. Boxes are those of the left-to-right layout. Texts that
 * do not fit at the visitor's text size are set smaller, never below Standard, and cut last.
 */
#ifndef KIOSK_WIDGETS_H
#define KIOSK_WIDGETS_H

#include "kiosk/board.h"

struct shown_card;

/* The place of one widget; tables of these are the layouts of design/boxes. */
struct place {
    const char *id;
    struct box box;
};

enum button_look {
    BUTTON_CONTENT, /* bg2 with a border */
    BUTTON_PRIMARY, /* gold */
    BUTTON_NAV,     /* flat bg3 */
    BUTTON_CHIP,    /* as content, with the radius of a chip */
};

struct button {
    const char *id;
    struct box box;
    const char *icon; /* name of kiosk/icon.h, or NULL */
    const char *label;
    const char *label_language; /* NULL: the visitor's */
    const char *name;           /* what is said; NULL: the label */
    const char *value;
    const char *hint;
    enum button_look look;
    enum access_role role; /* ACCESS_TEXT stands for a button */
    bool is_selected;
    bool is_disabled;
    bool is_quiet;   /* leads to an empty list: can be touched, does not call for it */
    bool is_content; /* the focus lands here first */
    bool is_switch_on;
    double most_px; /* the label is not set larger; 0: no such limit */
    double scale;   /* of the label: 1.2 is a fifth larger than other buttons; 0: 1 */
    int position, set_size;
};
struct widget *button_add(struct board *board, const struct button *button);
/* The size its label would be set in: buttons of one row are set in the smallest of theirs, by
 * .most_px. */
double button_label_px(const struct board *board, const struct button *button);

/* A text in a box, which does not take touches. Returned with one text, or none when empty. */
struct widget *text_add(struct board *board, const char *id, enum access_role role, struct box box,
                        const struct label *label);

/* The same, as high as it needs: returns the height taken, 0 when there is nothing to say. */
double text_flow(struct board *board, const char *id, struct box box, const struct label *label);

/* A sentence in the middle of the place of what cannot be shown, on a ground of its own. */
struct widget *notice_add(struct board *board, const char *id, struct box box,
                          const char *sentence);

/* The screen's title. */
struct widget *title_add(struct board *board, struct box box, const char *title,
                         const char *language);

/* A panel behind what follows. */
struct widget *panel_add(struct board *board, struct box box, enum color_token fill);

/* A picture, or the soft pattern of its seed. */
struct art {
    const char *picture; /* absolute path, or NULL */
    double focal_x, focal_y;
    uint32_t seed;
    enum color_token hue;
};
struct widget *art_add(struct board *board, const char *id, struct box box, const struct art *art,
                       const char *alt, const char *alt_language);

/* One story of a list: picture, title, "Listen · 12 min · Punjabi + English", note. */
struct card {
    const char *id;
    struct box box;
    struct art art;
    const char *title;
    const char *title_language;
    const char *meta;
    const char *meta_short; /* where meta has no room; NULL: none */
    const char *note;       /* NULL: none */
    const char *icon;       /* before the meta line */
    int title_lines;        /* that every card of the list keeps room for */
    const char *says;       /* where it has room beside the picture; NULL: none */
    bool is_wide;           /* picture and words stand side by side */
    bool is_content;
    int position, set_size;
};
struct widget *card_add(struct board *board, const struct card *card);
/* How many rows of cards @width wide, @most at most, stand in @height with pictures of a good
 * shape: fewer, where the words are large or tall. Gutters lie between them. */
int card_rows(const struct board *board, double width, double height, int most, int title_lines);

/* The rows a list of cards lies in. */
struct rows {
    int columns;   /* 0: not placed yet */
    double height; /* with the gutter below */
    int first;     /* the card that stays in sight when rows become others, */
    double at;     /* as long as the list stands where that brought it */
};
/* Lays @count rows of @columns cards out in @pane, of which @viewport px are seen. */
void rows_place(struct rows *rows, struct pane *pane, const struct rows *now, int count,
                double viewport);

/* A way in on home: icon, title, a sentence. */
struct tile {
    const char *id;
    struct box box;
    const char *icon;
    const char *title;
    const char *says;
    double says_px; /* 0: as large as fits */
    int position, set_size;
};
struct widget *tile_add(struct board *board, const struct tile *tile);
/* The size that what it says would be set in: tiles that stand together are set in the smallest of
 * theirs. */
double tile_says_px(const struct board *board, const struct tile *tile);

/* A picture with words on it: an era, the feature. */
struct poster {
    const char *id;
    struct box box;
    struct art art;
    bool has_bar;
    enum color_token bar;
    const char *lead; /* above the title, gold; NULL: none */
    const char *title;
    const char *title_language;
    const char *meta;
    const char *meta_short; /* where meta has no room; NULL: none */
    double meta_px;         /* of meta; 0: as large as fits */
    const char *icon;       /* before meta */
    bool is_content;
    int position, set_size;
};
struct widget *poster_add(struct board *board, const struct poster *poster);

/* What a list says that holds nothing: a sentence, and two ways on. */
struct empty_way {
    const char *id;
    const char *icon;
    const char *word; /* key */
};
enum { EMPTY_WAYS = 2 };
void empty_add(struct board *board, struct box area, const char *word,
               const struct empty_way ways[EMPTY_WAYS]);

/* The bar at the bottom: Back · Home · Search · status · Take a break · Access. @here is the id
 * of a button that would lead nowhere ("nav.back" on home), or NULL; @status is shown in
 * landscape only, may be NULL. */
void nav_add(struct board *board, const char *status, const char *here);
/* Whether the bar has room for all of this status. */
bool nav_holds(const struct board *board, const char *status);

/* Page up and page down, disabled at the ends; none where all is seen at once. */
void pager_add(struct board *board, struct box up, struct box down, const struct scroll *scroll);
/* The same one over the other beside a list, which leaves PAGER_ROOM for them. */
enum { PAGER_ROOM = 96 + 24 };
void pager_add_beside(struct board *board, struct box list, const struct scroll *scroll);

/* "Listen · 12 min · Punjabi + English"; the board's. With @has_languages only where there is
 * room for them. */
const char *card_meta(struct board *board, const struct shown_card *card, bool has_languages);
/* The same with the number of its languages for their names; NULL with fewer than two. */
const char *card_meta_short(struct board *board, const struct shown_card *card);
/* "12 min"; "under a minute". The board's. */
const char *duration_text(struct board *board, int64_t duration_ms);
/* When it is from: in English as its curators wrote it, else as the visitor's language writes dates
 * where that can be said. "" when nothing is known; the board's. */
const char *card_date(struct board *board, const struct shown_card *card);
/* The icon and the hue of a kind of item. */
const char *kind_icon(const char *kind);
/* The key of what a visitor does with a kind of item: "Listen". */
const char *kind_word(const char *kind);
/* The picture of a story, for a box @width logical px wide; its strings are the board's. */
struct art card_art(struct board *board, const struct shown_card *card, double width);
enum color_token era_color(const char *era);
/* A language's name in the visitor's language, or in itself; borrowed. */
const char *language_name(const struct board *board, const char *language);

#endif
