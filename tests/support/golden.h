/*
 * Pictures kept beside a test, which a person has looked at, compared with what is drawn now.
 */
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

#include <stdbool.h>
#include <stdint.h>

/* Grey pixels, row by row, 0 black. */
struct golden_picture {
    uint8_t *grey;
    int width, height;
};

/* Reads a picture; a file that is none fails the test. Free .grey. */
struct golden_picture golden_read(const char *path);
void golden_write(const char *path, const struct golden_picture *picture);

/* Whether a person would call them the same: of one size, and nowhere more than a few neighbouring
 * pixels clearly lighter or darker. Another smoothing of the edges passes, a lost dot does not. */
bool golden_is_like(const struct golden_picture *a, const struct golden_picture *b);

#endif
