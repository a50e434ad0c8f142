/* A kiosk's settings: what staff write, and what they are told when it is wrong. */
#include "kiosk/config.h"
#include "tests/support/scratch.h"

#include <glib.h>
#include <string.h>

/* Reads a file of this text; the complaints without the file's name, a line each. */
static char *complaints_of(struct config *config, const char *text)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *path = scratch_path(scratch, "kiosk.ini");
    g_auto(GStrv) complaints = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_assert_true(config_read(config, path, &complaints, &error));
    g_assert_no_error(error);
    GString *all = g_string_new(NULL);
    for (int i = 0; complaints[i] != NULL; i++) {
        g_assert_true(g_str_has_prefix(complaints[i], path));
        g_string_append_printf(all, "%s\n", complaints[i] + strlen(path) + 1);
    }
    scratch_destroy(scratch);
    return g_string_free(all, FALSE);
}

static void every_key_is_taken(void)
{
    struct config config;
    config_init(&config);
    g_autofree char *said = complaints_of(&config, "# The kiosk at the library\n"
                                                   "[exhibition]\n"
                                                   "pack = /srv/pack one\n"
                                                   "\n"
                                                   "[display]\n"
                                                   "windowed=yes\n"
                                                   "size=800x600\n"
                                                   "orientation=portrait\n"
                                                   "driver=software\n"
                                                   "textures_mb=64\n"
                                                   "[visitor]\n"
                                                   "language=pa\n"
                                                   "text_size=large\n"
                                                   "theme=cream\n"
                                                   "volume=7\n"
                                                   "patience=150\n"
                                                   "captions=false\n"
                                                   "less_motion=1\n"
                                                   "[sound]\n"
                                                   "output=alsa\n"
                                                   "device=hw:1\n"
                                                   "[film]\n"
                                                   "hardware_decoding=true\n"
                                                   "[files]\n"
                                                   "state=/var/lib/rwf\n"
                                                   "[keys]\n"
                                                   "back=F23;Escape\n");
    g_assert_cmpstr(said, ==, "");
    g_assert_cmpstr(config.pack, ==, "/srv/pack one");
    g_assert_true(config.is_windowed && config.is_portrait);
    g_assert_cmpint(config.width_px, ==, 800);
    g_assert_cmpint(config.height_px, ==, 600);
    g_assert_cmpstr(config.driver, ==, "software");
    g_assert_cmpint(config.textures_mb, ==, 64);
    g_assert_cmpstr(config.visitor.language, ==, "pa");
    g_assert_cmpint(config.visitor.text_size, ==, TEXT_LARGE);
    g_assert_cmpint(config.visitor.theme, ==, THEME_CREAM);
    g_assert_cmpint(config.visitor.volume, ==, 7);
    g_assert_cmpint(config.patience_percent, ==, 150);
    g_assert_false(config.visitor.has_captions);
    g_assert_true(config.visitor.has_less_motion);
    g_assert_cmpstr(config.sound_device, ==, "hw:1");
    g_assert_true(config.is_hardware_decoding);
    g_assert_cmpstr(g_hash_table_lookup(config.keys, "back"), ==, "F23;Escape");
    g_autofree char *state = config_state_folder(&config);
    g_assert_cmpstr(state, ==, "/var/lib/rwf");
    config_finish(&config);
}

static void what_is_wrong_is_said_by_its_line_and_costs_only_itself(void)
{
    struct config config;
    config_init(&config);
    g_autofree char *said = complaints_of(&config, "colour=red\n"
                                                   "[visitor]\n"
                                                   "volum=3\n"
                                                   "volume=30\n"
                                                   "theme=blue\n"
                                                   "captions=perhaps\n"
                                                   "language=!\n"
                                                   "hello\n"
                                                   "text_size=largest\n"
                                                   "[colours]\n"
                                                   "gold=#fff\n"
                                                   "[display]\n"
                                                   "size=12x\n"
                                                   "[keys]\n"
                                                   "fly=F1\n");
    g_assert_cmpstr(said, ==,
                    "1: a [group] must come first\n"
                    "3: there is no key \"volum\" in [visitor]\n"
                    "4: \"30\" is no number between 0 and 10\n"
                    "5: \"blue\" is none of: evening, cream, contrast\n"
                    "6: \"perhaps\" is neither true nor false\n"
                    "7: \"!\" is no language tag such as en or pa\n"
                    "8: this is no key=value, no [group] and no # comment\n"
                    "10: there is no group [colours]\n"
                    "13: \"12x\" is no size such as 1920x1080\n"
                    "15: there is no action \"fly\"\n");
    g_assert_cmpint(config.visitor.text_size, ==, TEXT_LARGEST);
    g_assert_cmpint(config.visitor.volume, ==, 5);
    g_assert_true(config.visitor.has_captions);
    config_finish(&config);
}

static void a_file_that_is_not_there_is_an_error(void)
{
    struct config config;
    g_auto(GStrv) complaints = NULL;
    g_autoptr(GError) error = NULL;
    config_init(&config);
    g_assert_false(config_read(&config, "/nowhere/kiosk.ini", &complaints, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    config_finish(&config);
}

static void a_size_is_two_sensible_numbers(void)
{
    static const char *const bad[] = {"",     "x",       "1920",       "1920x",       "1920x1080x",
                                      "0x10", "63x1080", "1920x-1080", "1920 x 1080", "99999x1080"};
    int width_px = 0, height_px = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(config_parse_size(bad[i], &width_px, &height_px));
    g_assert_true(config_parse_size("1080x1920", &width_px, &height_px));
    g_assert_cmpint(width_px, ==, 1080);
    g_assert_cmpint(height_px, ==, 1920);
}

/* Every key that the program takes is in the man page, and the other way round. */
static void the_man_page_has_every_key(void)
{
    static const char *const keys[] = {
        "pack",         "archive",     "packs",    "windowed",          "size",  "orientation",
        "driver",       "textures_mb", "language", "text_size",         "theme", "volume",
        "easy_letters", "more_space",  "captions", "signing",           "mono",  "less_motion",
        "always_notes", "output",      "device",   "hardware_decoding", "state", "words",
        "themes",       "support",     "patience", "keyboards"};
    g_autofree char *path =
        g_build_filename(g_getenv("RWF_SOURCE"), "tools", "man", "rwf-kiosk.1", NULL);
    g_autofree char *page = NULL;
    g_assert_true(g_file_get_contents(path, &page, NULL, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *entry = g_strdup_printf("\n.It Ic %s\n", keys[i]);
        if (strstr(page, entry) == NULL)
            g_error("rwf-kiosk.1 says nothing of the key %s", keys[i]);
    }
    int entries = 0;
    for (const char *at = page; (at = strstr(at, "\n.It Ic ")) != NULL; at++)
        entries++;
    g_assert_cmpint(entries, ==, G_N_ELEMENTS(keys));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/config/" #name, name)
    TEST(every_key_is_taken);
    TEST(what_is_wrong_is_said_by_its_line_and_costs_only_itself);
    TEST(a_file_that_is_not_there_is_an_error);
    TEST(a_size_is_two_sensible_numbers);
    TEST(the_man_page_has_every_key);
    return g_test_run();
}
