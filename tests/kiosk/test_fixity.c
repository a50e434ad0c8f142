/* Whether a file still holds what its name says, found out beside the visitor. */
#include "kiosk/fixity.h"
#include "tests/support/scratch.h"

#include <utime.h>

static void note_wake(void *data)
{
    g_atomic_int_inc((int *)data);
}

static void wait_for_verdict(struct fixity *fixity, const char *path)
{
    for (int i = 0; i < 2000 && !fixity_is_changed(fixity, path); i++)
        g_usleep(5000);
    g_assert_true(fixity_is_changed(fixity, path));
}

/* Named by what is in it, as the store does. */
static void a_mended_file_is_good_again(void)
{
    static const char name[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    struct scratch *scratch = scratch_create();
    g_autofree char *path = scratch_path(scratch, name);
    g_autofree char *odd = scratch_path(scratch, "not-a-digest");
    int wakes = 0;
    g_assert_true(g_file_set_contents(path, "tesT", -1, NULL));
    g_assert_true(g_file_set_contents(odd, "test", -1, NULL));
    struct fixity *fixity = fixity_create(note_wake, &wakes);
    fixity_ask(fixity, odd);
    fixity_ask(fixity, path);
    fixity_ask(fixity, path);
    fixity_ask(fixity, NULL);
    wait_for_verdict(fixity, path);
    g_assert_false(fixity_is_changed(fixity, odd));
    g_assert_false(fixity_is_awaited(fixity, odd)); /* nobody can say */
    g_assert_false(fixity_is_awaited(fixity, path));
    g_assert_true(g_file_set_contents(path, "test", -1, NULL));
    struct utimbuf later = {2000000000, 2000000000};
    g_assert_cmpint(utime(path, &later), ==, 0);
    fixity_ask(fixity, path);
    g_assert_false(fixity_is_changed(fixity, path));
    fixity_destroy(fixity);                           /* waits for what runs */
    g_assert_cmpint(g_atomic_int_get(&wakes), >=, 2); /* with every answer */
    g_assert_false(fixity_is_awaited(NULL, path));
    fixity_ask(NULL, path);
    g_assert_false(fixity_is_changed(NULL, path));
    scratch_destroy(scratch);
}

static void many_are_asked_about_at_once(void)
{
    enum { FILES = 40 };
    struct scratch *scratch = scratch_create();
    int wakes = 0;
    struct fixity *fixity = fixity_create(note_wake, &wakes);
    char *paths[FILES];
    for (int i = 0; i < FILES; i++) {
        g_autofree char *name = g_strdup_printf("%064d", i); /* of nothing that is in them */
        paths[i] = scratch_path(scratch, name);
        g_assert_true(g_file_set_contents(paths[i], name, -1, NULL));
    }
    /* More than can wait are asked about again, as a screen does when it is entered again. */
    for (int i = 0; i < FILES; i++)
        while (!fixity_is_changed(fixity, paths[i])) {
            fixity_ask(fixity, paths[i]);
            g_usleep(1000);
        }
    fixity_destroy(fixity);
    g_assert_cmpint(g_atomic_int_get(&wakes), ==, FILES);
    for (int i = 0; i < FILES; i++)
        g_free(paths[i]);
    scratch_destroy(scratch);
}

/* It does not wait for a long file to be read to its end. */
static void is_left_at_once(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *name = g_strnfill(64, 'a');
    g_autofree char *path = scratch_path(scratch, name);
    g_autofree char *bytes = g_malloc0(64 << 20);
    int wakes = 0;
    g_assert_true(g_file_set_contents(path, bytes, 64 << 20, NULL));
    struct fixity *fixity = fixity_create(note_wake, &wakes);
    fixity_ask(fixity, path);
    fixity_destroy(fixity);
    scratch_destroy(scratch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fixity/a file that was mended is good again", a_mended_file_is_good_again);
    g_test_add_func("/fixity/many files are asked about at once", many_are_asked_about_at_once);
    g_test_add_func("/fixity/a long file holds nobody up at the end", is_left_at_once);
    return g_test_run();
}
