/*
 * What a layout shows of its text, held against ICU, which the kiosk's text engine uses for neither
 * clusters nor order. A fault ends the test with @what ("ur") in its sentence.
 *
 * For layouts of one paragraph whose text is valid UTF-8. For tests that link the kiosk.
 */
#ifndef TESTS_SUPPORT_LAID_OUT_H
#define TESTS_SUPPORT_LAID_OUT_H

struct text_layout;

/* Every cluster (UAX #29) is drawn once and in one run; only blanks at the ends of lines are not. */
void laid_out_each_cluster_once(const struct text_layout *layout, const char *text,
                                const char *what);
/* The lines hold all of the text, and the letters of each stand as UAX #9 has them in a paragraph of
 * @language. */
void laid_out_in_order(const struct text_layout *layout, const char *text, const char *language);
/* Touched in its middle, each cluster of the first two lines is the one that is found. */
void laid_out_hits_each_cluster(const struct text_layout *layout, const char *text,
                                const char *what);

#endif
