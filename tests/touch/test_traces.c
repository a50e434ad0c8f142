/* What a visitor leaves behind at a kiosk when she goes: nothing of what she typed, chose or opened,
 * on the screen, in a file or in the log. */
#include "tests/support/kiosk_process.h"
#include "tests/support/touchscreen.h"

#include <linux/input-event-codes.h>
#include <string.h>

/* A word nobody else writes. */
static const int keys[] = {KEY_Q, KEY_W, KEY_Z, KEY_Y, KEY_X, KEY_V, KEY_K, KEY_J};
static const char typed[] = "qwzyxvkj";

static void type(struct touchscreen *screen, struct kiosk_process *kiosk)
{
    kiosk_process_tap(kiosk, "nav.search");
    kiosk_process_expect_screen(kiosk, "search");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        touchscreen_key(screen, keys[i]);
        g_usleep(60 * 1000);
    }
    kiosk_process_expect(kiosk, "hit.count", NULL); /* that nothing was found */
}

static bool says_what_was_typed(const struct automation_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct automation_node *node = &tree->nodes[i];
        if (strstr(node->name, typed) != NULL ||
            (node->value != NULL && strstr(node->value, typed) != NULL))
            return true;
    }
    return false;
}

/* Files under the folder, each read whole and none with the word in it; their number. */
static int read_files(const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    int count = 0;
    g_assert_no_error(error);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            count += read_files(path);
            continue;
        }
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
            continue;
        g_file_get_contents(path, &bytes, &length, &error);
        g_assert_no_error(error);
        g_assert_null(memmem(bytes, length, typed, strlen(typed)));
        count++;
    }
    return count;
}

static void a_visit_leaves_no_trace_of_what_was_typed(void)
{
    g_autoptr(GError) error = NULL;
    struct touchscreen *screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
    struct kiosk_process *kiosk = kiosk_process_start(
        screen, (const char *[]){"--pack", g_getenv("RWF_SAMPLE_PACK"), NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(kiosk, "attract");
    kiosk_process_tap(kiosk, "cta.begin");
    kiosk_process_expect_screen(kiosk, "home");
    type(screen, kiosk);
    struct automation_tree *tree = kiosk_process_tree(kiosk);
    g_assert_true(says_what_was_typed(tree)); /* else nothing was typed */
    automation_tree_destroy(tree);

    kiosk_process_tap(kiosk, "nav.break");
    kiosk_process_expect_screen(kiosk, "break");
    kiosk_process_tap(kiosk, "finish.clear");
    kiosk_process_expect_screen(kiosk, "attract");
    kiosk_process_tap(kiosk, "cta.begin");
    kiosk_process_expect_screen(kiosk, "home");
    kiosk_process_tap(kiosk, "nav.search");
    kiosk_process_expect_screen(kiosk, "search");
    tree = kiosk_process_tree(kiosk);
    g_assert_false(says_what_was_typed(tree));
    automation_tree_destroy(tree);

    kiosk_process_stop(kiosk, &error);
    g_assert_no_error(error);
    g_autofree char *output = kiosk_process_output(kiosk);
    g_assert_null(strstr(output, typed));
    g_test_message("%d files were written", read_files(kiosk_process_home(kiosk)));
    kiosk_process_destroy(kiosk);
    touchscreen_destroy(screen);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not == NULL && g_getenv("RWF_SAMPLE_PACK") == NULL)
        why_not = "RWF_SAMPLE_PACK does not name the sample archive's pack";
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    g_test_add_func("/traces/a visit leaves no trace of what was typed",
                    a_visit_leaves_no_trace_of_what_was_typed);
    return g_test_run();
}
