/*
 * A curator's desk: a private folder with files and archives, and the real rwf run in it. What it
 * says is compared whole; what differs from run to run is replaced first: codes by CODE1, CODE2 …
 * in the order they are first seen, digests by DIGEST1 …, moments by WHEN, today by TODAY, the
 * folder by DESK, the end of a kept text's name by KEPT, the user's name by WHO.
 *
 * Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_DESK_H
#define RWF_TESTS_SUPPORT_DESK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct desk;

/* Never NULL. */
struct desk *desk_create(void);
void desk_destroy(struct desk *desk);

/* The path of a name on the desk; yours to free. Nothing is created. */
char *desk_path(const struct desk *desk, const char *name);

/* Files: small, real, different for each @seed. The folder of @name is made where needed. */
void desk_write(const struct desk *desk, const char *name, const char *text);
void desk_write_bytes(const struct desk *desk, const char *name, const void *bytes, size_t length);
void desk_write_large(const struct desk *desk, const char *name, int64_t bytes); /* zeros, sparse */
void desk_picture(const struct desk *desk, const char *name, int seed); /* a JPEG, 320 x 240 */
void desk_sound(const struct desk *desk, const char *name, int seed);   /* an MP3 of 2 seconds */
void desk_film(const struct desk *desk, const char *name, int seed);    /* an MP4 of 2 seconds */
char *desk_read(const struct desk *desk, const char *name);

/* What rwf said and how it ended. */
struct answer {
    int status;
    char *out; /* as described above */
    char *err;
    char *raw; /* stdout as it was */
};
void answer_free(struct answer *answer);

/* Runs `rwf WORDS…` in the desk's folder; the words end with NULL. Words CODE1 … are the codes
 * seen before. */
struct answer *desk_run(struct desk *desk, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* ANSWER itself, which must have ended with @status. */
struct answer *answer_wants(int status, struct answer *answer);

/* Runs a line of the shell at a terminal of its own and types the lines there (terminal.h); what
 * the terminal showed, yours. rwf is on its PATH. */
char *desk_type(struct desk *desk, const char *line, const char *const *typed);

/* Runs it and asserts the status and both streams whole; NULL is for a stream that does not
 * matter here. */
void desk_expect(struct desk *desk, int status, const char *out, const char *err, const char *first,
                 ...) G_GNUC_NULL_TERMINATED;

/* The same for an answer that need only have @part in it, on whichever stream. */
void desk_says(struct desk *desk, int status, const char *part, const char *first,
               ...) G_GNUC_NULL_TERMINATED;

/* Makes the archive `archive`, which later commands find by RWF_ARCHIVE. */
void desk_archive(struct desk *desk);

/* What later commands find in their environment. DESK in @value is the desk's folder. */
void desk_setenv(struct desk *desk, const char *name, const char *value);

/* Adds a file and gives its code, as CODEn; yours to free. */
char *desk_add(struct desk *desk, const char *name);

/* The real code behind CODEn; borrowed. */
const char *desk_code(const struct desk *desk, const char *name);

/* Starts rwf without waiting; its streams are dropped. */
pid_t desk_start(struct desk *desk, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* How many files below the folder @name hold the bytes of @text. */
int desk_count_holding(const struct desk *desk, const char *name, const char *text);

/* How many files are below the folder @name, whose names begin with @prefix. */
int desk_count_named(const struct desk *desk, const char *name, const char *prefix);

/* A checksum of every name and byte below the folder @name; yours to free. */
char *desk_checksum(const struct desk *desk, const char *name);

/* How many temporaries a run of rwf left in the archive's store: what is below .incoming but the
 * lock that always stands there. */
int desk_count_left(const struct desk *desk);

#endif
