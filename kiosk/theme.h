/*
 * theme.h — colours, type sizes and measures: the visual language as data.
 *
 * The three themes are files (kiosk/themes/evening.ini, cream.ini, contrast.ini), so that a
 * decision by contributors never needs a programmer. Screens ask for tokens and roles, never
 * for a hex colour or a size. A theme is read once and then only read; any thread.
 */
#ifndef KIOSK_THEME_H
#define KIOSK_THEME_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct theme;

enum theme_name {
    THEME_EVENING,
    THEME_CREAM,
    THEME_CONTRAST,
    THEME_COUNT,
};

/* Straight alpha. */
struct color {
    uint8_t r, g, b, a;
};

enum color_token {
    COLOR_BG0,         /* page */
    COLOR_BG1,         /* panels, nav bar */
    COLOR_BG2,         /* buttons, cards */
    COLOR_BG3,         /* selected line, nav buttons, pressed */
    COLOR_TEXT,        /* all reading */
    COLOR_TEXT2,       /* secondary */
    COLOR_TEXT3,       /* meta, never essential */
    COLOR_GOLD,        /* primary action, the Past, speaker 1 */
    COLOR_TEAL,        /* the Present, support, speaker 2 */
    COLOR_LILAC,       /* the Future, content note, speaker 3 */
    COLOR_CORAL,       /* warmth in illustrations only */
    COLOR_DANGER,      /* staff errors, with icon and words */
    COLOR_LINE_STRONG, /* borders of controls */
    COLOR_LINE,        /* decoration only */
    COLOR_ON_ACCENT,   /* text on gold, teal, coral */
    COLOR_FOCUS,       /* outer focus ring */
    COLOR_FOCUS_INNER, /* inner focus ring */
    COLOR_SCRIM,       /* behind text on pictures */
    COLOR_WAVE,        /* waveform not yet played; what is played is gold */
    COLOR_CAPTION,     /* caption box */
    COLOR_COUNT,
};

enum type_role {
    TYPE_ATTRACT_TITLE,
    TYPE_QUOTATION, /* the serif; 56 px and larger only */
    TYPE_SCREEN_TITLE,
    TYPE_CARD_TITLE,
    TYPE_TRANSCRIPT,
    TYPE_TRANSCRIPT_CURRENT,
    TYPE_BODY,
    TYPE_BUTTON,
    TYPE_META,
    TYPE_VERSE,   /* a line of a poem */
    TYPE_SPEAKER, /* whose words follow */
    TYPE_LEAD,    /* one or two sentences that stand by themselves: 40 px */
    TYPE_COUNT,
};

enum text_size {
    TEXT_STANDARD,
    TEXT_LARGE,
    TEXT_LARGEST,
    TEXT_SIZE_COUNT,
};

/* Which letters a visitor chose. */
enum letters {
    LETTERS_INTER,
    LETTERS_ANDIKA, /* easy-read */
};

enum type_face {
    FACE_UI,      /* Inter, or Andika by choice */
    FACE_DISPLAY, /* InterDisplay */
    FACE_SERIF,   /* Noto Serif Display */
};

enum type_weight {
    WEIGHT_REGULAR,
    WEIGHT_MEDIUM,
    WEIGHT_SEMIBOLD,
};

struct type_style {
    enum type_face face;
    enum type_weight weight;
    double size_px; /* of the em, logical */
    double line_px; /* line to line, logical, for Latin; other scripts need more */
};

enum measure {
    MEASURE_UNIT,          /* 8 */
    MEASURE_MARGIN,        /* 48: edge of canvas to content */
    MEASURE_GUTTER,        /* 24: between cards */
    MEASURE_GUTTER_BUTTON, /* 16: between buttons */
    MEASURE_RADIUS_CHIP,   /* 12 */
    MEASURE_RADIUS_BUTTON, /* 20 */
    MEASURE_RADIUS_CARD,   /* 24 */
    MEASURE_RADIUS_MODAL,  /* 32 */
    MEASURE_BORDER,        /* 3 */
    MEASURE_FOCUS_OUTER,   /* 6 */
    MEASURE_FOCUS_INNER,   /* 4 */
    MEASURE_ICON_BUTTON,   /* 40 */
    MEASURE_ICON_TILE,     /* 64 */
    MEASURE_TARGET_MIN,    /* 72 */
    MEASURE_TARGET,        /* 96 */
    MEASURE_PRESS_SLOP,    /* 24: finger may leave the target by this much */
    MEASURE_PADDING,       /* 32: panel edge to its text */
    MEASURE_THREAD,        /* 4: width of the gold thread */
    MEASURE_COUNT,
};

/* Motion, in milliseconds. */
enum motion {
    MOTION_RELEASE,   /* 120 */
    MOTION_SCREEN,    /* 280, with a rise of 24 px */
    MOTION_MODAL_IN,  /* 240 */
    MOTION_MODAL_OUT, /* 180 */
    MOTION_PAGE,      /* 320 */
    MOTION_FOLLOW,    /* 400 */
    MOTION_ATTRACT,   /* 1600 */
    MOTION_KEN_BURNS, /* 12000 */
    MOTION_BREATH,    /* 10000: 4 s in, 6 s out */
    MOTION_PICTURE,   /* 200: a picture that has just come */
    MOTION_LESS,      /* 120: what all of it becomes with less motion */
    MOTION_COUNT,
};

enum curve {
    CURVE_STANDARD,   /* 0.2, 0, 0, 1 */
    CURVE_DECELERATE, /* 0.05, 0.7, 0.1, 1 */
    CURVE_ACCELERATE, /* 0.3, 0, 0.8, 0.15 */
    CURVE_LINEAR,
};

/* Reads <folder>/<name>.ini. Every colour must be there, as #RRGGBB or #RRGGBBAA; an error
 * says file and key. Sizes and times have the defaults said above and may be changed in the
 * file. NULL and @error when it cannot be read. */
struct theme *theme_load(const char *folder, enum theme_name name, GError **error);
/* Plain white on black with yellow accents, for when no theme file can be read: the kiosk can
 * still show its trouble card. Never fails. */
struct theme *theme_fallback(void);
void theme_destroy(struct theme *theme);

enum theme_name theme_name(const struct theme *theme);
/* "evening", "cream", "contrast": file names, settings, automation. */
const char *theme_name_text(enum theme_name name);
struct color theme_color(const struct theme *theme, enum color_token token);
/* "bg0", "line_strong": the keys of the file. */
const char *color_token_text(enum color_token token);
struct type_style theme_type(const struct theme *theme, enum type_role role, enum text_size size);
double theme_measure(const struct theme *theme, enum measure measure);
int theme_motion_ms(const struct theme *theme, enum motion motion);
/* High contrast: no pictures behind text, no transparency, 3 px borders on everything. */
bool theme_is_solid(const struct theme *theme);

struct color color_with_alpha(struct color color, double alpha);
/* Part of the way from @a to @b, @t in 0…1. */
struct color color_mix(struct color a, struct color b, double t);
/* Contrast ratio 1…21 of two opaque colours (WCAG 2.2, relative luminance). */
double color_contrast(struct color a, struct color b);
/* Where a movement stands after the share @t (0…1) of its time: 0…1. */
double curve_at(enum curve curve, double t);

#endif
