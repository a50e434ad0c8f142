/*
 * What HarfBuzz makes of a run of text: the tests' own look at the glyphs behind it.
 */
#ifndef TESTS_SUPPORT_GLYPHS_H
#define TESTS_SUPPORT_GLYPHS_H

#include <stdbool.h>

/* What is wrong with the glyphs of @utf8 in that face file of /usr/share/fonts ("Inter-Regular.otf")
 * and script ("Arab"): "a box", "a dotted circle", "nothing"; NULL when nothing is. */
const char *glyphs_fault(const char *utf8, const char *face, const char *script, bool is_rtl);

#endif
