/*
 * The corpora of real files that came with the project's brief: folders of files with a table
 * (expected.tsv) of what each is. They stand outside the source; tests skip where they are not.
 */
#ifndef RWF_TESTS_SUPPORT_CORPUS_H
#define RWF_TESTS_SUPPORT_CORPUS_H

#include <stdbool.h>

/* The folder of one corpus ("images"), in $RWF_CORPORA or beside the source; NULL after telling
 * GLib that the test is skipped. Yours to free. */
char *corpus_folder(const char *name);

/* The path of one file of it, whether or not it exists. Yours to free. */
char *corpus_file(const char *name, const char *file);

/* Calls @row for every line of a corpus's expected.tsv but the first, with the file's path and
 * the line's fields (the first is the file's name in the corpus). False when skipped. */
bool corpus_each(const char *name, void (*row)(const char *path, char **fields, void *data),
                 void *data);

#endif
