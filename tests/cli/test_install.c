/* An installed copy stands by itself: cmake --install puts it under any prefix, and the programs
 * there find their helper, words and colours there, not in the sources. */
#include "tests/support/scratch.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Runs it without what tests tell programs; returns what it printed. */
static char *run(const char *const *argv)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) environment = g_environ_unsetenv(g_get_environ(), "RWF_MEDIA_HELPER");
    char *output = NULL;
    g_autofree char *complaints = NULL;
    int status = -1;
    g_spawn_sync(NULL, (char **)argv, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                 &complaints, &status, &error);
    g_assert_no_error(error);
    if (!g_spawn_check_wait_status(status, NULL))
        g_error("%s failed; it wrote:\n%s%s", argv[0], output, complaints);
    return output;
}

static void assert_says(const char *output, const char *words)
{
    if (strstr(output, words) == NULL)
        g_error("\"%s\" is not in:\n%s", words, output);
}

static void test_an_installed_copy_stands_by_itself(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *prefix = scratch_path(scratch, "prefix");
    g_autofree char *build = g_path_get_dirname(g_getenv("RWF_BIN"));
    g_free(run((const char *[]){"cmake", "--install", build, "--prefix", prefix, NULL}));

    g_autofree char *rwf = g_build_filename(prefix, "bin", "rwf", NULL);
    g_autofree char *kiosk = g_build_filename(prefix, "bin", "rwf-kiosk", NULL);
    g_autofree char *archive = scratch_path(scratch, "archive");
    g_autofree char *helper = g_build_filename(prefix, "libexec", "rwf", "rwf-media-helper", NULL);
    g_autofree char *words = g_build_filename(prefix, "share", "rwf", "words", NULL);
    g_autofree char *themes = g_build_filename(prefix, "share", "rwf", "themes", NULL);

    g_free(run((const char *[]){rwf, "init", archive, "--title", "Our street", NULL}));
    g_autofree char *doctor = run((const char *[]){rwf, "-C", archive, "doctor", NULL});
    assert_says(doctor, helper);
    g_autofree char *checked = run((const char *[]){kiosk, "--archive", archive, "--check", NULL});
    assert_says(checked, "0 items to show");
    assert_says(checked, words);
    assert_says(checked, themes);
    scratch_destroy(scratch);
}

static void test_a_build_takes_words_and_colours_from_its_sources(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *rwf = g_build_filename(g_getenv("RWF_BIN"), "rwf", NULL);
    g_autofree char *kiosk = g_build_filename(g_getenv("RWF_BIN"), "rwf-kiosk", NULL);
    g_autofree char *archive = scratch_path(scratch, "archive");
    g_autofree char *words = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", NULL);
    g_autofree char *themes = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);

    g_free(run((const char *[]){rwf, "init", archive, "--title", "Our street", NULL}));
    g_autofree char *checked = run((const char *[]){kiosk, "--archive", archive, "--check", NULL});
    assert_says(checked, words);
    assert_says(checked, themes);
    scratch_destroy(scratch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/install/an installed copy stands by itself",
                    test_an_installed_copy_stands_by_itself);
    g_test_add_func("/install/a build takes words and colours from its sources",
                    test_a_build_takes_words_and_colours_from_its_sources);
    return g_test_run();
}
