#include "kiosk/theme.h"

#include <math.h>
#include <string.h>

struct theme {
    enum theme_name name;
    bool solid;
    struct color colors[COLOR_COUNT];
    struct type_style types[TYPE_COUNT][TEXT_SIZE_COUNT];
    double measures[MEASURE_COUNT];
    int motions_ms[MOTION_COUNT];
};

static const char *const name_texts[THEME_COUNT] = {"evening", "cream", "contrast"};

static const char *const token_texts[COLOR_COUNT] = {
    "bg0",       "bg1",   "bg2",         "bg3",   "text",   "text2",       "text3",
    "gold",      "teal",  "lilac",       "coral", "danger", "line_strong", "line",
    "on_accent", "focus", "focus_inner", "scrim", "wave",   "caption",
};

/* Type as the design gives it: size and line at the three text sizes. */
static const struct {
    const char *key;
    enum type_face face;
    enum type_weight weight;
    double px[TEXT_SIZE_COUNT][2];
} type_defaults[TYPE_COUNT] = {
    [TYPE_ATTRACT_TITLE] = {"attract_title",
                            FACE_DISPLAY,
                            WEIGHT_SEMIBOLD,
                            {{88, 96}, {88, 96}, {88, 96}}},
    [TYPE_QUOTATION] = {"quotation",
                        FACE_SERIF,
                        WEIGHT_REGULAR,
                        {{104, 112}, {104, 112}, {104, 112}}},
    [TYPE_SCREEN_TITLE] = {"screen_title",
                           FACE_DISPLAY,
                           WEIGHT_SEMIBOLD,
                           {{52, 60}, {60, 68}, {72, 82}}},
    [TYPE_CARD_TITLE] = {"card_title",
                         FACE_DISPLAY,
                         WEIGHT_SEMIBOLD,
                         {{36, 44}, {44, 54}, {56, 68}}},
    [TYPE_TRANSCRIPT] = {"transcript", FACE_UI, WEIGHT_REGULAR, {{32, 46}, {48, 68}, {64, 88}}},
    [TYPE_TRANSCRIPT_CURRENT] = {"transcript_current",
                                 FACE_UI,
                                 WEIGHT_MEDIUM,
                                 {{32, 46}, {48, 68}, {64, 88}}},
    [TYPE_BODY] = {"body", FACE_UI, WEIGHT_REGULAR, {{28, 42}, {42, 60}, {56, 80}}},
    [TYPE_BUTTON] = {"button", FACE_UI, WEIGHT_SEMIBOLD, {{28, 36}, {36, 44}, {40, 48}}},
    [TYPE_META] = {"meta", FACE_UI, WEIGHT_MEDIUM, {{24, 34}, {36, 50}, {48, 66}}},
    [TYPE_VERSE] = {"verse", FACE_UI, WEIGHT_REGULAR, {{44, 64}, {52, 74}, {64, 88}}},
    [TYPE_SPEAKER] = {"speaker", FACE_UI, WEIGHT_SEMIBOLD, {{24, 34}, {36, 50}, {48, 66}}},
    [TYPE_LEAD] = {"lead", FACE_UI, WEIGHT_REGULAR, {{40, 58}, {48, 68}, {64, 88}}},
};

static const struct {
    const char *key;
    double px;
} measure_defaults[MEASURE_COUNT] = {
    [MEASURE_UNIT] = {"unit", 8},
    [MEASURE_MARGIN] = {"margin", 48},
    [MEASURE_GUTTER] = {"gutter", 24},
    [MEASURE_GUTTER_BUTTON] = {"gutter_button", 16},
    [MEASURE_RADIUS_CHIP] = {"radius_chip", 12},
    [MEASURE_RADIUS_BUTTON] = {"radius_button", 20},
    [MEASURE_RADIUS_CARD] = {"radius_card", 24},
    [MEASURE_RADIUS_MODAL] = {"radius_modal", 32},
    [MEASURE_BORDER] = {"border", 3},
    [MEASURE_FOCUS_OUTER] = {"focus_outer", 6},
    [MEASURE_FOCUS_INNER] = {"focus_inner", 4},
    [MEASURE_ICON_BUTTON] = {"icon_button", 40},
    [MEASURE_ICON_TILE] = {"icon_tile", 64},
    [MEASURE_TARGET_MIN] = {"target_min", 72},
    [MEASURE_TARGET] = {"target", 96},
    [MEASURE_PRESS_SLOP] = {"press_slop", 24},
    [MEASURE_PADDING] = {"padding", 32},
    [MEASURE_THREAD] = {"thread", 4},
};

static const struct {
    const char *key;
    int ms;
} motion_defaults[MOTION_COUNT] = {
    [MOTION_RELEASE] = {"release", 120},   [MOTION_SCREEN] = {"screen", 280},
    [MOTION_MODAL_IN] = {"modal_in", 240}, [MOTION_MODAL_OUT] = {"modal_out", 180},
    [MOTION_PAGE] = {"page", 320},         [MOTION_FOLLOW] = {"follow", 400},
    [MOTION_ATTRACT] = {"attract", 1600},  [MOTION_KEN_BURNS] = {"ken_burns", 12000},
    [MOTION_BREATH] = {"breath", 10000},   [MOTION_PICTURE] = {"picture", 200},
    [MOTION_LESS] = {"less", 120},
};

static struct theme *theme_with_defaults(enum theme_name name)
{
    struct theme *theme = g_new0(struct theme, 1);
    theme->name = name;
    for (int role = 0; role < TYPE_COUNT; role++)
        for (int size = 0; size < TEXT_SIZE_COUNT; size++)
            theme->types[role][size] = (struct type_style){
                type_defaults[role].face, type_defaults[role].weight,
                type_defaults[role].px[size][0], type_defaults[role].px[size][1]};
    for (int i = 0; i < MEASURE_COUNT; i++)
        theme->measures[i] = measure_defaults[i].px;
    for (int i = 0; i < MOTION_COUNT; i++)
        theme->motions_ms[i] = motion_defaults[i].ms;
    return theme;
}

static bool color_parse(const char *text, struct color *color)
{
    size_t length = strlen(text);
    if (text[0] != '#' || (length != 7 && length != 9))
        return false;
    uint8_t bytes[4] = {0, 0, 0, 255};
    for (size_t i = 0; i < (length - 1) / 2; i++) {
        int high = g_ascii_xdigit_value(text[1 + 2 * i]);
        int low = g_ascii_xdigit_value(text[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = (uint8_t)(high * 16 + low);
    }
    *color = (struct color){bytes[0], bytes[1], bytes[2], bytes[3]};
    return true;
}

static bool read_colors(struct theme *theme, GKeyFile *file, const char *path, GError **error)
{
    for (int i = 0; i < COLOR_COUNT; i++) {
        g_autofree char *value = g_key_file_get_string(file, "colors", token_texts[i], NULL);
        if (value != NULL && color_parse(g_strstrip(value), &theme->colors[i]))
            continue;
        g_set_error(error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                    "%s: [colors] %s must be a colour like #15111B, not \"%s\"", path,
                    token_texts[i], value != NULL ? value : "");
        return false;
    }
    return true;
}

/* A number in @low…@high from the file, or what @value holds already. */
static bool read_number(GKeyFile *file, const char *path, const char *group, const char *key,
                        double low, double high, double *value, GError **error)
{
    if (!g_key_file_has_key(file, group, key, NULL))
        return true;
    GError *wrong = NULL;
    double number = g_key_file_get_double(file, group, key, &wrong);
    if (wrong == NULL && number >= low && number <= high) {
        *value = number;
        return true;
    }
    g_clear_error(&wrong);
    g_set_error(error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                "%s: [%s] %s must be a number from %g to %g", path, group, key, low, high);
    return false;
}

/* [type] body = 28;42;42;60;56;80 : size and line at the three text sizes. */
static bool read_types(struct theme *theme, GKeyFile *file, const char *path, GError **error)
{
    for (int role = 0; role < TYPE_COUNT; role++) {
        const char *key = type_defaults[role].key;
        if (!g_key_file_has_key(file, "type", key, NULL))
            continue;
        gsize count = 0;
        g_autofree double *px = g_key_file_get_double_list(file, "type", key, &count, NULL);
        bool good = px != NULL && count == 2 * TEXT_SIZE_COUNT;
        for (gsize i = 0; good && i < count; i++)
            good = px[i] >= 12 && px[i] <= 400;
        if (!good) {
            g_set_error(error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                        "%s: [type] %s must be six numbers from 12 to 400, like 28;42;42;60;56;80",
                        path, key);
            return false;
        }
        for (int size = 0; size < TEXT_SIZE_COUNT; size++) {
            theme->types[role][size].size_px = px[2 * size];
            theme->types[role][size].line_px = px[2 * size + 1];
        }
    }
    return true;
}

static bool read_numbers(struct theme *theme, GKeyFile *file, const char *path, GError **error)
{
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (!read_number(file, path, "measures", measure_defaults[i].key, 0, 400,
                         &theme->measures[i], error))
            return false;
    for (int i = 0; i < MOTION_COUNT; i++) {
        double ms = theme->motions_ms[i];
        if (!read_number(file, path, "motion", motion_defaults[i].key, 0, 60000, &ms, error))
            return false;
        theme->motions_ms[i] = (int)ms;
    }
    return true;
}

struct theme *theme_load(const char *folder, enum theme_name name, GError **error)
{
    g_assert(name < THEME_COUNT);
    g_autofree char *base = g_strconcat(name_texts[name], ".ini", NULL);
    g_autofree char *path = g_build_filename(folder, base, NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    struct theme *theme = theme_with_defaults(name);
    theme->solid = g_key_file_get_boolean(file, "look", "solid", NULL);
    if (!read_colors(theme, file, path, error) || !read_types(theme, file, path, error) ||
        !read_numbers(theme, file, path, error)) {
        theme_destroy(theme);
        return NULL;
    }
    return theme;
}

struct theme *theme_fallback(void)
{
    static const struct color black = {0, 0, 0, 255};
    static const struct color white = {255, 255, 255, 255};
    static const struct color yellow = {255, 255, 0, 255};
    struct theme *theme = theme_with_defaults(THEME_CONTRAST);
    theme->solid = true;
    for (int i = 0; i < COLOR_COUNT; i++)
        theme->colors[i] = white;
    for (int i = COLOR_BG0; i <= COLOR_BG3; i++)
        theme->colors[i] = black;
    for (int i = COLOR_GOLD; i <= COLOR_DANGER; i++)
        theme->colors[i] = yellow;
    theme->colors[COLOR_ON_ACCENT] = black;
    theme->colors[COLOR_FOCUS_INNER] = black;
    theme->colors[COLOR_SCRIM] = black;
    theme->colors[COLOR_CAPTION] = black;
    return theme;
}

void theme_destroy(struct theme *theme)
{
    g_free(theme);
}

enum theme_name theme_name(const struct theme *theme)
{
    return theme->name;
}

const char *theme_name_text(enum theme_name name)
{
    g_assert(name < THEME_COUNT);
    return name_texts[name];
}

struct color theme_color(const struct theme *theme, enum color_token token)
{
    g_assert(token < COLOR_COUNT);
    return theme->colors[token];
}

const char *color_token_text(enum color_token token)
{
    g_assert(token < COLOR_COUNT);
    return token_texts[token];
}

struct type_style theme_type(const struct theme *theme, enum type_role role, enum text_size size)
{
    g_assert(role < TYPE_COUNT && size < TEXT_SIZE_COUNT);
    return theme->types[role][size];
}

double theme_measure(const struct theme *theme, enum measure measure)
{
    g_assert(measure < MEASURE_COUNT);
    return theme->measures[measure];
}

int theme_motion_ms(const struct theme *theme, enum motion motion)
{
    g_assert(motion < MOTION_COUNT);
    return theme->motions_ms[motion];
}

bool theme_is_solid(const struct theme *theme)
{
    return theme->solid;
}

struct color color_with_alpha(struct color color, double alpha)
{
    color.a = (uint8_t)lround(fmin(fmax(alpha, 0), 1) * 255);
    return color;
}

static uint8_t mix(uint8_t a, uint8_t b, double t)
{
    return (uint8_t)lround(a + (b - a) * t);
}

struct color color_mix(struct color a, struct color b, double t)
{
    t = fmin(fmax(t, 0), 1);
    return (struct color){mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t), mix(a.a, b.a, t)};
}

static double linear(uint8_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(struct color c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double color_contrast(struct color a, struct color b)
{
    double la = luminance(a);
    double lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

/* One coordinate of a cubic Bézier from 0 to 1 with inner points @a and @b. */
static double bezier(double a, double b, double u)
{
    double v = 1 - u;
    return 3 * v * v * u * a + 3 * v * u * u * b + u * u * u;
}

double curve_at(enum curve curve, double t)
{
    static const double points[][4] = {
        [CURVE_STANDARD] = {0.2, 0, 0, 1},
        [CURVE_DECELERATE] = {0.05, 0.7, 0.1, 1},
        [CURVE_ACCELERATE] = {0.3, 0, 0.8, 0.15},
    };
    if (!(t > 0))
        return 0;
    if (t >= 1)
        return 1;
    if (curve == CURVE_LINEAR)
        return t;
    /* x grows with u, so halving finds the u of time t to a thousandth of a pixel. */
    const double *p = points[curve];
    double low = 0;
    double high = 1;
    for (int i = 0; i < 24; i++) {
        double u = (low + high) / 2;
        if (bezier(p[0], p[2], u) < t)
            low = u;
        else
            high = u;
    }
    return bezier(p[1], p[3], (low + high) / 2);
}
