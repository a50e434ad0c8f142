/*
 * What the fuzzers share. Each defines LLVMFuzzerTestOneInput(), which libFuzzer calls with bytes
 * of its own making: a parser may refuse them, and may not crash, leak, hang or read outside.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* For parsers of text that end at a NUL: a copy with one behind it. */
static inline char *fuzz_text(const uint8_t *bytes, size_t length)
{
    return g_strndup((const char *)bytes, length);
}

/* For parsers that open a file: writes the bytes into a file of the run's own folder (TMPDIR), always the
 * same, and gives its path. */
static inline const char *fuzz_file(const uint8_t *bytes, size_t length)
{
    static char *path;
    if (path == NULL)
        path = g_build_filename(g_get_tmp_dir(), "fuzz-input", NULL);
    if (!g_file_set_contents_full(path, (const char *)bytes, (gssize)length,
                                  G_FILE_SET_CONTENTS_NONE, 0600, NULL))
        g_error("cannot write %s", path);
    return path;
}

#endif
