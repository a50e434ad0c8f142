#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Everything rwf says. Results go to stdout: as lines for people, or with --json as one JSON
 * object written at the end. Notes, warnings and the reason of a failure go to stderr.
 *
 * A command says both forms: the functions for lines do nothing with --json, those for JSON do
 * nothing without it. Lines never carry control characters of a file's name or title to the
 * terminal. Main thread only.
 */
struct output;
struct progress;

struct output *output_create(const char *command, bool is_json, bool is_quiet);

/* Tables as CSV (and nothing else on stdout), and only the columns named, "code,title"; NULL is
 * those the command chooses. The text is borrowed. */
void output_set_table(struct output *output, bool is_csv, const char *columns);
bool output_is_csv(const struct output *output);
const char *output_columns(const struct output *output);

/* Writes the JSON document with "status" and flushes; false when stdout could not take it all, but
 * for a reader that had enough and went.
 * NULL is fine for output_free(). */
bool output_finish(struct output *output, int status);
void output_free(struct output *output);

bool output_is_json(const struct output *output);
bool output_is_quiet(const struct output *output);

/* Columns of the terminal on stdout; 0 when it is not a terminal (then nothing is cut). */
int output_width(const struct output *output);

/* One line of the result on stdout; not where a table is written as CSV. */
void output_say(struct output *output, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* One row of a long table, on stdout as output_say(), but clean already (output_clean()) and written
 * when there are more of them. */
void output_row(struct output *output, const char *clean);

/* Bytes of a CSV table, as they are. */
void output_csv(struct output *output, const char *text);

/* One line on stderr about what is being done; nothing with --quiet. */
void output_note(struct output *output, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* One line on stderr that a person must read, "rwf: warning: …"; counted, and in "warnings". */
void output_warn(struct output *output, const char *format, ...) G_GNUC_PRINTF(2, 3);
int output_warnings(const struct output *output);

/* "rwf: REASON" on stderr, and "error" in the document. */
void output_fail(struct output *output, const char *reason);

/* The progress that lines must not run into (progress.c); NULL when it is over. */
void output_set_progress(struct output *output, struct progress *progress);

/*
 * The JSON document (document.h). Keys are NULL inside an array. A NULL text is null.
 */
void output_open(struct output *output, const char *key);       /* an object */
void output_open_array(struct output *output, const char *key); /* an array */
void output_close(struct output *output);                       /* whichever was opened last */
void output_text(struct output *output, const char *key, const char *text);
void output_integer(struct output *output, const char *key, int64_t number);
void output_real(struct output *output, const char *key, double number); /* NaN is null */
void output_flag(struct output *output, const char *key, bool flag);

/* @text fit for a terminal line: valid UTF-8, control characters shown as U+FFFD; yours. */
char *output_clean(const char *text);

#endif
