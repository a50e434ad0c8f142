/*
 * The other end of `rwf-kiosk --automation SOCKET`: reads what is on the kiosk's screen. It only
 * reads; what a visitor does is done through a touchscreen (tests/support/touchscreen.h).
 *
 * One request at a time, each answered within a few frames. Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_AUTOMATION_H
#define RWF_TESTS_SUPPORT_AUTOMATION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct automation;

/* Connects once; an error while nobody listens there. */
struct automation *automation_connect(const char *socket_path, GError **error);
/* NULL is nothing to do. */
void automation_close(struct automation *automation);

/* One thing on the screen, as the kiosk describes it to visitors who cannot see it. */
struct automation_node {
    char *id;
    char *role;
    char *name;
    char *value;                            /* NULL: it has none */
    char **states;                          /* NULL-terminated */
    double x_px, y_px, width_px, height_px; /* in the window */
};

struct automation_tree {
    char *screen;
    char *orientation;
    char *language;
    struct automation_node *nodes; /* in reading order */
    size_t count;
};

/* Yours; automation_tree_destroy accepts NULL. */
struct automation_tree *automation_tree(struct automation *automation, GError **error);
void automation_tree_destroy(struct automation_tree *tree);

/* NULL when nothing on the screen has this id. Lives with the tree. */
const struct automation_node *automation_tree_find(const struct automation_tree *tree,
                                                   const char *id);
bool automation_node_has_state(const struct automation_node *node, const char *state);

struct automation_stats {
    double first_frame_ms;
    double frame_ms_p50;
    double frame_ms_p99;
    double frame_work_ms_p50;
    double frame_work_ms_p99;
    double touch_to_present_ms_p99;
    int64_t frames;
    int64_t texture_bytes;
    int64_t jobs_waiting;
    struct {
        char state[16]; /* "" while there is no player */
        int64_t time_ms;
        int64_t length_ms;
        int64_t frames_shown;
        int64_t frames_late;
    } player;
};

bool automation_stats(struct automation *automation, struct automation_stats *stats,
                      GError **error);

/* Has the kiosk write a PNG of the last presented frame; returns when it is there. */
bool automation_screenshot(struct automation *automation, const char *path, GError **error);

/* The answer to "said" as the kiosk sent it: one line of JSON. Yours to free. */
char *automation_said(struct automation *automation, GError **error);

#endif
