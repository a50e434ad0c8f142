#ifndef TESTS_SUPPORT_CORPUS_JSON_H
#define TESTS_SUPPORT_CORPUS_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The expectations of the timed-text corpora, one JSON object a line. */
struct corpus_cue {
    char *id; /* NULL: not said */
    int64_t begin_ms;
    int64_t end_ms;
    char *payload; /* NULL: not said */
    char *plain;   /* NULL: not said */
};

struct corpus_file {
    char *name; /* beside the expectations */
    bool is_valid;
    bool has_count; /* false: only that it can be read is said */
    size_t count;
    struct corpus_cue *cues;
};

/* An array of struct corpus_file, which it owns. */
GPtrArray *corpus_json_read(const char *path);

/* The rows of a sheet as csv-spectrum expects them: one GHashTable each, heading to cell. */
GPtrArray *corpus_json_rows(const char *path);

#endif
