#ifndef CATALOGUE_FORMATS_OHMS_ANNOTATIONS_H
#define CATALOGUE_FORMATS_OHMS_ANNOTATIONS_H

#include "catalogue/formats/timed_text.h"

/* The notes in the WebVTT of a record 6.0: `<annotation ref="3">words</annotation>`, to which the words
 * refer with <c.3>word</c>. For catalogue/formats only. */

/* Calls FOUND for each note of VTT that TEXT refers to, with the line and the note's words and
 * addresses (one a line), in the order of the lines; a note goes to the first of its references, as a
 * long one named everywhere would fill the memory. */
void ohms_annotations_read(const char *vtt, const struct timed_text *text,
                           void (*found)(size_t cue, const char *words, const char *links,
                                         void *data),
                           void *data);

#endif
