/*
 * The kiosk as a visitor meets it: the real program, full screen on a touchscreen, with its own
 * empty home folder. A test waits for what the screen says of itself, taps what it sees, and
 * asks at the end that the kiosk left in good order.
 *
 * What does not come true within the patience of this module (a generous time: sanitizers are
 * slow) aborts the test, with what was on the screen and what the kiosk wrote. Programs are
 * looked for in the folder named by RWF_BIN. Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_KIOSK_PROCESS_H
#define RWF_TESTS_SUPPORT_KIOSK_PROCESS_H

#include "tests/support/automation.h"

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

struct kiosk_process;
struct touchscreen;

/* Starts rwf-kiosk with these arguments (NULL-terminated, without --automation) and waits until
 * it answers. The touchscreen must outlive it. */
struct kiosk_process *kiosk_process_start(struct touchscreen *screen, const char *const *arguments,
                                          GError **error);

/* Asks the kiosk to end, and waits. An error when it does not end by itself with status 0, or a
 * sanitizer complained in what it wrote. */
bool kiosk_process_stop(struct kiosk_process *kiosk, GError **error);

/* Kills it if it still runs and removes its home folder. NULL is nothing to do. */
void kiosk_process_destroy(struct kiosk_process *kiosk);

/* All it wrote to stdout and stderr so far. Yours to free. */
char *kiosk_process_output(const struct kiosk_process *kiosk);

pid_t kiosk_process_pid(const struct kiosk_process *kiosk);

/* Its home folder: everything it may write. Borrowed. */
const char *kiosk_process_home(const struct kiosk_process *kiosk);

/* What is on the screen now. Yours: automation_tree_destroy. */
struct automation_tree *kiosk_process_tree(struct kiosk_process *kiosk);
struct automation_stats kiosk_process_stats(struct kiosk_process *kiosk);

/* Waits until the screen of this name is there and takes touches. */
void kiosk_process_expect_screen(struct kiosk_process *kiosk, const char *name);

/* Waits until something on the screen has this id and state (NULL: any). */
void kiosk_process_expect(struct kiosk_process *kiosk, const char *id, const char *state);

/* Waits until it is so; what says in words what is waited for. */
void kiosk_process_expect_tree(struct kiosk_process *kiosk, const char *what,
                               bool (*is_so)(const struct automation_tree *tree, void *data),
                               void *data);
void kiosk_process_expect_stats(struct kiosk_process *kiosk, const char *what,
                                bool (*is_so)(const struct automation_stats *stats, void *data),
                                void *data);

/* Taps the middle of what has this id, once it rests and can be used. */
void kiosk_process_tap(struct kiosk_process *kiosk, const char *id);

/* Taps a place of it: 0, 0 is its top left corner, 1, 1 its bottom right. */
void kiosk_process_tap_at(struct kiosk_process *kiosk, const char *id, double across, double down);

/* The box of what has this id, once it rests, as a node without texts. */
struct automation_node kiosk_process_box(struct kiosk_process *kiosk, const char *id);

/* The first id in reading order that begins so and can be used: "card" gives "card1". Waits for
 * one. Yours to free. */
char *kiosk_process_first(struct kiosk_process *kiosk, const char *beginning);

/* Saves the last presented frame as NAME.png beside the programs, in the folder "pictures". */
void kiosk_process_picture(struct kiosk_process *kiosk, const char *name);

#endif
