#include "tests/support/kiosk_process.h"

#include "tests/support/child.h"
#include "tests/support/scratch.h"
#include "tests/support/touchscreen.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>

#define PATIENCE_MS      30000
#define STOP_PATIENCE_MS 30000
#define LOOK_EVERY_MS    40

/* After a change of screen the kiosk takes no touch for a moment, so that nothing is tapped
 * through it by accident (design, section 6: 250 ms). */
#define GHOST_TAP_MS 300

struct kiosk_process {
    struct touchscreen *screen;
    struct scratch *home;
    struct child *child;
    struct automation *automation;
    char *output_path;
};

/* The test's environment, but with a home, a display and no way to another one. */
static char **environment_for(const struct kiosk_process *kiosk)
{
    const char *home = scratch_folder(kiosk->home);
    char **environment = g_get_environ();
    static const char *const at_home[] = {"HOME",           "XDG_STATE_HOME", "XDG_CONFIG_HOME",
                                          "XDG_CACHE_HOME", "XDG_DATA_HOME",  "XDG_RUNTIME_DIR"};
    for (size_t i = 0; i < G_N_ELEMENTS(at_home); i++)
        environment = g_environ_setenv(environment, at_home[i], home, true);
    environment = g_environ_setenv(environment, "SDL_VIDEODRIVER", "x11", true);
    environment =
        g_environ_setenv(environment, "DISPLAY", touchscreen_display(kiosk->screen), true);
    environment = g_environ_unsetenv(environment, "WAYLAND_DISPLAY");
    return g_environ_unsetenv(environment, "RWF_ARCHIVE");
}

static char **command_for(const struct kiosk_process *kiosk, const char *const *arguments)
{
    const char *programs = g_getenv("RWF_BIN");
    g_autoptr(GStrvBuilder) command = g_strv_builder_new();
    g_autofree char *program =
        g_build_filename(programs != NULL ? programs : "", "rwf-kiosk", NULL);
    g_autofree char *socket = scratch_path(kiosk->home, "automation");
    g_strv_builder_add(command, program);
    g_strv_builder_addv(command, (const char **)arguments);
    g_strv_builder_add_many(command, "--automation", socket, NULL);
    return g_strv_builder_end(command);
}

char *kiosk_process_output(const struct kiosk_process *kiosk)
{
    char *output = NULL;
    g_file_get_contents(kiosk->output_path, &output, NULL, NULL);
    return output != NULL ? output : g_strdup("");
}

pid_t kiosk_process_pid(const struct kiosk_process *kiosk)
{
    return child_pid(kiosk->child);
}

const char *kiosk_process_home(const struct kiosk_process *kiosk)
{
    return scratch_folder(kiosk->home);
}

static bool connect_automation(struct kiosk_process *kiosk, GError **error)
{
    g_autofree char *socket = scratch_path(kiosk->home, "automation");
    gint64 deadline = g_get_monotonic_time() + PATIENCE_MS * 1000;
    for (;;) {
        g_clear_error(error);
        kiosk->automation = automation_connect(socket, error);
        if (kiosk->automation != NULL)
            return true;
        if (child_wait(kiosk->child, LOOK_EVERY_MS, NULL) || g_get_monotonic_time() > deadline) {
            g_autofree char *output = kiosk_process_output(kiosk);
            g_prefix_error(error, "the kiosk did not start; it wrote:\n%s\n", output);
            return false;
        }
    }
}

struct kiosk_process *kiosk_process_start(struct touchscreen *screen, const char *const *arguments,
                                          GError **error)
{
    struct kiosk_process *kiosk = g_new0(struct kiosk_process, 1);
    kiosk->screen = screen;
    kiosk->home = scratch_create();
    kiosk->output_path = scratch_path(kiosk->home, "output");
    g_auto(GStrv) environment = environment_for(kiosk);
    g_auto(GStrv) command = command_for(kiosk, arguments);
    const struct child_options options = {.argv = (const char *const *)command,
                                          .environment = (const char *const *)environment,
                                          .output_path = kiosk->output_path,
                                          .inherited_fd = -1};
    g_autoptr(GError) inner = NULL;
    kiosk->child = child_start(&options, &inner);
    if (kiosk->child == NULL || !connect_automation(kiosk, &inner)) {
        g_propagate_error(error, g_steal_pointer(&inner));
        kiosk_process_destroy(kiosk);
        return NULL;
    }
    return kiosk;
}

static const char *complaint_in(const char *output)
{
    static const char *const complaints[] = {"ERROR: AddressSanitizer",
                                             "ERROR: LeakSanitizer",
                                             "WARNING: ThreadSanitizer",
                                             "runtime error:",
                                             "GLib-CRITICAL",
                                             "GLib-GObject-CRITICAL",
                                             "GLib-GIO-CRITICAL",
                                             "Assertion"};
    for (size_t i = 0; i < G_N_ELEMENTS(complaints); i++) {
        if (strstr(output, complaints[i]) != NULL)
            return complaints[i];
    }
    return NULL;
}

bool kiosk_process_stop(struct kiosk_process *kiosk, GError **error)
{
    int status = 0;
    automation_close(g_steal_pointer(&kiosk->automation));
    bool has_ended = child_wait(kiosk->child, 0, &status);
    bool is_in_time = child_stop(kiosk->child, STOP_PATIENCE_MS);
    child_wait(kiosk->child, 0, &status);

    g_autofree char *output = kiosk_process_output(kiosk);
    const char *complaint = complaint_in(output);
    const char *problem = NULL;
    if (has_ended)
        problem = "had ended before it was asked to";
    else if (!is_in_time)
        problem = "did not end when asked and was killed";
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        problem = "ended badly";
    else if (complaint != NULL)
        problem = complaint;
    if (problem == NULL)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                "the kiosk %s (wait status %d); it wrote:\n%s", problem, status, output);
    return false;
}

void kiosk_process_destroy(struct kiosk_process *kiosk)
{
    if (kiosk == NULL)
        return;
    automation_close(kiosk->automation);
    child_destroy(kiosk->child);
    scratch_destroy(kiosk->home);
    g_free(kiosk->output_path);
    g_free(kiosk);
}

/* Ends the test with all there is to know. */
G_NORETURN static void give_up(struct kiosk_process *kiosk, const char *what)
{
    g_autoptr(GString) seen = g_string_new(NULL);
    struct automation_tree *tree = automation_tree(kiosk->automation, NULL);
    if (tree != NULL)
        g_string_append_printf(seen, "screen \"%s\", %s, %s", tree->screen, tree->orientation,
                               tree->language);
    for (size_t i = 0; tree != NULL && i < tree->count; i++) {
        const struct automation_node *node = &tree->nodes[i];
        g_autofree char *states = g_strjoinv(" ", node->states);
        g_string_append_printf(seen, "\n  %s (%s) \"%s\" at %.0f,%.0f %.0fx%.0f %s", node->id,
                               node->role, node->name, node->x_px, node->y_px, node->width_px,
                               node->height_px, states);
    }
    struct automation_stats stats;
    if (automation_stats(kiosk->automation, &stats, NULL))
        g_string_append_printf(
            seen, "\nthe player: \"%s\" at %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " ms",
            stats.player.state, stats.player.time_ms, stats.player.length_ms);
    g_autofree char *output = kiosk_process_output(kiosk);
    g_error("waited in vain: %s\non the screen: %s\nthe kiosk wrote:\n%s", what, seen->str, output);
}

struct automation_tree *kiosk_process_tree(struct kiosk_process *kiosk)
{
    g_autoptr(GError) error = NULL;
    struct automation_tree *tree = automation_tree(kiosk->automation, &error);
    if (tree == NULL)
        give_up(kiosk, error->message);
    return tree;
}

struct automation_stats kiosk_process_stats(struct kiosk_process *kiosk)
{
    g_autoptr(GError) error = NULL;
    struct automation_stats stats;
    if (!automation_stats(kiosk->automation, &stats, &error))
        give_up(kiosk, error->message);
    return stats;
}

void kiosk_process_expect_tree(struct kiosk_process *kiosk, const char *what,
                               bool (*is_so)(const struct automation_tree *tree, void *data),
                               void *data)
{
    gint64 deadline = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (g_get_monotonic_time() < deadline) {
        struct automation_tree *tree = kiosk_process_tree(kiosk);
        bool is_there = is_so(tree, data);
        automation_tree_destroy(tree);
        if (is_there)
            return;
        g_usleep(LOOK_EVERY_MS * 1000);
    }
    give_up(kiosk, what);
}

void kiosk_process_expect_stats(struct kiosk_process *kiosk, const char *what,
                                bool (*is_so)(const struct automation_stats *stats, void *data),
                                void *data)
{
    gint64 deadline = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (g_get_monotonic_time() < deadline) {
        struct automation_stats stats = kiosk_process_stats(kiosk);
        if (is_so(&stats, data))
            return;
        g_usleep(LOOK_EVERY_MS * 1000);
    }
    give_up(kiosk, what);
}

static bool is_screen(const struct automation_tree *tree, void *name)
{
    return g_str_equal(tree->screen, (const char *)name);
}

void kiosk_process_expect_screen(struct kiosk_process *kiosk, const char *name)
{
    g_autofree char *what = g_strdup_printf("for the screen \"%s\"", name);
    kiosk_process_expect_tree(kiosk, what, is_screen, (void *)name);
    g_usleep(GHOST_TAP_MS * 1000);
}

struct wanted {
    const char *id;
    const char *state;
};

static bool is_there(const struct automation_tree *tree, void *data)
{
    const struct wanted *wanted = data;
    const struct automation_node *node = automation_tree_find(tree, wanted->id);
    return node != NULL &&
           (wanted->state == NULL || automation_node_has_state(node, wanted->state));
}

void kiosk_process_expect(struct kiosk_process *kiosk, const char *id, const char *state)
{
    struct wanted wanted = {.id = id, .state = state};
    g_autofree char *what =
        g_strdup_printf("for \"%s\" that is %s", id, state != NULL ? state : "there");
    kiosk_process_expect_tree(kiosk, what, is_there, &wanted);
}

static bool is_usable(const struct automation_node *node)
{
    return !automation_node_has_state(node, "disabled") &&
           !automation_node_has_state(node, "offscreen") &&
           !automation_node_has_state(node, "hidden");
}

struct resting {
    const char *id;
    struct automation_node box; /* where it was at the last look */
};

/* Whether it can be used and has not moved since the last look. */
static bool is_resting(const struct automation_tree *tree, void *data)
{
    struct resting *resting = data;
    const struct automation_node *node = automation_tree_find(tree, resting->id);
    if (node == NULL || !is_usable(node))
        return false;
    bool is_still =
        fabs(node->x_px - resting->box.x_px) < 1 && fabs(node->y_px - resting->box.y_px) < 1;
    resting->box = (struct automation_node){.x_px = node->x_px,
                                            .y_px = node->y_px,
                                            .width_px = node->width_px,
                                            .height_px = node->height_px};
    return is_still;
}

struct automation_node kiosk_process_box(struct kiosk_process *kiosk, const char *id)
{
    struct resting resting = {.id = id, .box = {.x_px = -1, .y_px = -1}};
    g_autofree char *what = g_strdup_printf("for \"%s\" to rest and be usable", id);
    kiosk_process_expect_tree(kiosk, what, is_resting, &resting);
    return resting.box;
}

void kiosk_process_tap_at(struct kiosk_process *kiosk, const char *id, double across, double down)
{
    struct automation_node box = kiosk_process_box(kiosk, id);
    touchscreen_tap(kiosk->screen, box.x_px + box.width_px * across,
                    box.y_px + box.height_px * down);
}

void kiosk_process_tap(struct kiosk_process *kiosk, const char *id)
{
    kiosk_process_tap_at(kiosk, id, 0.5, 0.5);
}

struct first {
    const char *beginning;
    char *id;
};

static bool find_first(const struct automation_tree *tree, void *data)
{
    struct first *first = data;
    for (size_t i = 0; i < tree->count && first->id == NULL; i++) {
        if (g_str_has_prefix(tree->nodes[i].id, first->beginning) && is_usable(&tree->nodes[i]))
            first->id = g_strdup(tree->nodes[i].id);
    }
    return first->id != NULL;
}

char *kiosk_process_first(struct kiosk_process *kiosk, const char *beginning)
{
    struct first first = {.beginning = beginning};
    g_autofree char *what = g_strdup_printf("for something called \"%s…\"", beginning);
    kiosk_process_expect_tree(kiosk, what, find_first, &first);
    return first.id;
}

void kiosk_process_picture(struct kiosk_process *kiosk, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(g_getenv("RWF_BIN"), "..", "pictures", NULL);
    g_autofree char *file = g_strconcat(name, ".png", NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_mkdir_with_parents(folder, 0755);
    if (!automation_screenshot(kiosk->automation, path, &error) ||
        !g_file_test(path, G_FILE_TEST_IS_REGULAR))
        give_up(kiosk, error != NULL ? error->message : "for a picture of the screen");
}
