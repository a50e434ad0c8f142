#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kiosk/theme.h"

static char *themes_folder(void)
{
    return g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
}

static struct theme *given_theme(enum theme_name name)
{
    g_autofree char *folder = themes_folder();
    g_autoptr(GError) error = NULL;
    struct theme *theme = theme_load(folder, name, &error);
    g_assert_no_error(error);
    return theme;
}

static void assert_contrast(const struct theme *theme, enum color_token on, enum color_token under,
                            double least)
{
    double ratio = color_contrast(theme_color(theme, on), theme_color(theme, under));
    if (ratio < least)
        g_error("%s: %s on %s is %.2f:1, less than %.1f:1", theme_name_text(theme_name(theme)),
                color_token_text(on), color_token_text(under), ratio, least);
}

static void all_text_can_be_read_on_every_background(void)
{
    static const enum color_token readable[] = {COLOR_TEXT, COLOR_TEXT2, COLOR_TEXT3, COLOR_GOLD,
                                                COLOR_TEAL, COLOR_LILAC, COLOR_DANGER};
    for (int name = 0; name < THEME_COUNT; name++) {
        struct theme *theme = given_theme(name);
        for (int under = COLOR_BG0; under <= COLOR_BG3; under++)
            for (size_t i = 0; i < G_N_ELEMENTS(readable); i++)
                assert_contrast(theme, readable[i], under, 4.5);
        theme_destroy(theme);
    }
}

static void reading_text_meets_the_strictest_level_on_every_background(void)
{
    for (int name = 0; name < THEME_COUNT; name++) {
        struct theme *theme = given_theme(name);
        for (int under = COLOR_BG0; under <= COLOR_BG3; under++) {
            assert_contrast(theme, COLOR_TEXT, under, 7);
            assert_contrast(theme, COLOR_TEXT2, under, 7);
        }
        theme_destroy(theme);
    }
}

static void a_label_on_an_accent_can_be_read(void)
{
    static const enum color_token accents[] = {COLOR_GOLD, COLOR_TEAL, COLOR_CORAL};
    for (int name = 0; name < THEME_COUNT; name++) {
        struct theme *theme = given_theme(name);
        for (size_t i = 0; i < G_N_ELEMENTS(accents); i++)
            assert_contrast(theme, COLOR_ON_ACCENT, accents[i], 4.5);
        theme_destroy(theme);
    }
}

static void the_border_of_a_control_and_the_focus_ring_stand_out(void)
{
    for (int name = 0; name < THEME_COUNT; name++) {
        struct theme *theme = given_theme(name);
        for (int under = COLOR_BG0; under <= COLOR_BG3; under++) {
            assert_contrast(theme, COLOR_LINE_STRONG, under, 3);
            assert_contrast(theme, COLOR_WAVE, under, 3);
            assert_contrast(theme, COLOR_FOCUS, under, 3);
        }
        assert_contrast(theme, COLOR_FOCUS_INNER, COLOR_FOCUS, 3);
        assert_contrast(theme, COLOR_FOCUS_INNER, COLOR_GOLD, 3);
        theme_destroy(theme);
    }
}

/* The colour that the scrim leaves of a picture's pixel. */
static struct color under_scrim(const struct theme *theme, struct color picture)
{
    struct color scrim = theme_color(theme, COLOR_SCRIM);
    double alpha = scrim.a / 255.0;
    scrim.a = 255;
    return color_mix(picture, scrim, alpha);
}

static void text_on_a_picture_can_be_read_over_white_and_black(void)
{
    static const struct color ends[] = {{0, 0, 0, 255}, {255, 255, 255, 255}};
    for (int name = 0; name < THEME_COUNT; name++) {
        struct theme *theme = given_theme(name);
        g_assert_cmpint(theme_color(theme, COLOR_SCRIM).a, >=, 191);
        for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
            struct color under = under_scrim(theme, ends[i]);
            g_assert_cmpfloat(color_contrast(theme_color(theme, COLOR_TEXT), under), >=, 7);
            g_assert_cmpfloat(color_contrast(theme_color(theme, COLOR_GOLD), under), >=, 4.5);
        }
        theme_destroy(theme);
    }
}

static void high_contrast_is_solid_and_the_others_are_not(void)
{
    struct theme *contrast = given_theme(THEME_CONTRAST);
    struct theme *evening = given_theme(THEME_EVENING);
    g_assert_true(theme_is_solid(contrast));
    g_assert_false(theme_is_solid(evening));
    for (int i = 0; i < COLOR_COUNT; i++)
        g_assert_cmpint(theme_color(contrast, i).a, ==, 255);
    theme_destroy(contrast);
    theme_destroy(evening);
}

static void no_text_is_smaller_than_24_and_each_size_is_no_smaller_than_the_last(void)
{
    struct theme *theme = given_theme(THEME_EVENING);
    for (int role = 0; role < TYPE_COUNT; role++) {
        double before = 24;
        for (int size = 0; size < TEXT_SIZE_COUNT; size++) {
            struct type_style style = theme_type(theme, role, size);
            g_assert_cmpfloat(style.size_px, >=, before);
            g_assert_cmpfloat(style.line_px, >, style.size_px);
            before = style.size_px;
        }
    }
    theme_destroy(theme);
}

/* Writes evening.ini into a folder of its own, loads it and returns the error's text. */
static char *complaint_about(const char *contents)
{
    g_autofree char *folder = g_dir_make_tmp("theme-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "evening.ini", NULL);
    g_assert_true(g_file_set_contents(path, contents, -1, NULL));
    g_autoptr(GError) error = NULL;
    struct theme *theme = theme_load(folder, THEME_EVENING, &error);
    g_unlink(path);
    g_rmdir(folder);
    char *said = error != NULL ? g_strdup(error->message) : NULL;
    theme_destroy(theme);
    return said;
}

static char *evening_with(const char *from, const char *to)
{
    g_autofree char *folder = themes_folder();
    g_autofree char *path = g_build_filename(folder, "evening.ini", NULL);
    g_autofree char *contents = NULL;
    g_assert_true(g_file_get_contents(path, &contents, NULL, NULL));
    char *at = strstr(contents, from);
    g_assert_nonnull(at);
    *at = '\0';
    return g_strconcat(contents, to, at + strlen(from), NULL);
}

static void a_mistake_in_a_theme_is_named_by_file_and_key(void)
{
    static const struct {
        const char *from, *to, *said;
    } cases[] = {
        {"bg0 = #15111B", "bg0 = plum", "bg0"},
        {"bg0 = #15111B", "", "bg0"},
        {"gold = #FFB94A", "gold = #FFB9G0", "gold"},
        {"[colors]", "[measures]\nborder = wide\n[colors]", "border"},
        {"[colors]", "[type]\nbody = 28;42\n[colors]", "body"},
        {"[colors]", "colors", "evening.ini"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *contents = evening_with(cases[i].from, cases[i].to);
        g_autofree char *said = complaint_about(contents);
        g_assert_nonnull(said);
        g_assert_nonnull(strstr(said, cases[i].said));
        g_assert_nonnull(strstr(said, "evening.ini"));
    }
}

static void a_museum_may_change_sizes_and_times_in_the_file(void)
{
    g_autofree char *contents =
        evening_with("[colors]", "[type]\nbody = 30;44;44;64;60;84\n[motion]\nscreen = 0\n"
                                 "[measures]\nborder = 4\n[colors]");
    g_autofree char *said = complaint_about(contents);
    g_assert_null(said);
}

static void without_any_file_there_is_still_a_legible_theme(void)
{
    struct theme *theme = theme_fallback();
    assert_contrast(theme, COLOR_TEXT, COLOR_BG0, 7);
    assert_contrast(theme, COLOR_ON_ACCENT, COLOR_GOLD, 7);
    assert_contrast(theme, COLOR_LINE_STRONG, COLOR_BG2, 3);
    theme_destroy(theme);
}

static void movements_begin_and_end_where_they_should(void)
{
    for (int curve = CURVE_STANDARD; curve <= CURVE_LINEAR; curve++) {
        double before = 0;
        g_assert_cmpfloat(curve_at(curve, 0), ==, 0);
        g_assert_cmpfloat(curve_at(curve, 1), ==, 1);
        for (double t = 0; t <= 1; t += 0.01) {
            double now = curve_at(curve, t);
            g_assert_cmpfloat(now, >=, before - 1e-6);
            before = now;
        }
    }
    g_assert_cmpfloat(curve_at(CURVE_DECELERATE, 0.3), >, 0.6);
    g_assert_cmpfloat(curve_at(CURVE_ACCELERATE, 0.5), <, 0.5);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/theme/" #name, name)
    PROMISE(all_text_can_be_read_on_every_background);
    PROMISE(reading_text_meets_the_strictest_level_on_every_background);
    PROMISE(a_label_on_an_accent_can_be_read);
    PROMISE(the_border_of_a_control_and_the_focus_ring_stand_out);
    PROMISE(text_on_a_picture_can_be_read_over_white_and_black);
    PROMISE(high_contrast_is_solid_and_the_others_are_not);
    PROMISE(no_text_is_smaller_than_24_and_each_size_is_no_smaller_than_the_last);
    PROMISE(a_mistake_in_a_theme_is_named_by_file_and_key);
    PROMISE(a_museum_may_change_sizes_and_times_in_the_file);
    PROMISE(without_any_file_there_is_still_a_legible_theme);
    PROMISE(movements_begin_and_end_where_they_should);
    return g_test_run();
}
