/*
 * automation.h — what is on screen, told to a test or an assistive device over a Unix socket.
 *
 * One request a line, one JSON line back: tree, stats, screenshot PATH, said (COMMANDS.md). It
 * tells and never touches: nothing that comes in changes what the kiosk does, but for the
 * picture file that `screenshot` writes. The socket belongs to the owner of the process alone;
 * others are turned away also when the file's mode would let them in.
 *
 * A thread of its own reads and writes, so that a client that is slow, silent or hostile never
 * holds up a frame. It hands whole lines to the UI thread, which answers when it comes round.
 * At most eight clients, one request of each at a time, lines of at most 4096 bytes.
 */
#ifndef KIOSK_AUTOMATION_H
#define KIOSK_AUTOMATION_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct access_tree;
struct player_status;
struct stats;
struct viewport;

struct automation;

/* Makes the socket; a stale one of an earlier run is replaced, anything else of that name is
 * an error. @wake is called from the thread when a request waits, and must only post. */
struct automation *automation_create(const char *path, void (*wake)(void *data), void *data,
                                     GError **error);

/* Ends the thread, closes every client, removes the socket; accepts NULL. */
void automation_destroy(struct automation *automation);

/* Takes the next request: its line, yours to free, and who asked. NULL when none waits. UI
 * thread, as all that follow. */
char *automation_next(struct automation *automation, uint64_t *client);

/* Sends the answer, one line of JSON without its newline, to who asked; takes @answer over. */
void automation_answer(struct automation *automation, uint64_t client, char *answer);

/*
 * The answers, each yours to free (automation_json.c).
 */

/* Boxes in window pixels. */
char *automation_tree_json(const char *screen, const char *language,
                           const struct viewport *viewport, const struct access_tree *tree);

/* What the program has counted. */
struct automation_figures {
    const struct stats *stats;
    uint64_t texture_bytes;
    uint64_t jobs_waiting;
    const struct player_status *player; /* NULL: it has not been needed yet */
};
char *automation_stats_json(const struct automation_figures *figures);

/* {"screenshot": path} once the file is there. */
char *automation_screenshot_json(const char *path);

/* The last utterances, oldest first. @said is NULL-terminated and may be NULL. */
char *automation_said_json(const char *const *said);

char *automation_error_json(const char *sentence);

#endif
