#ifndef CATALOGUE_FORMATS_DUBLIN_CORE_H
#define CATALOGUE_FORMATS_DUBLIN_CORE_H

#include <stdbool.h>
#include <stddef.h>

/* Dublin Core as XML: what is said of one thing, as a list of statements in the terms of DCMI. The
 * qualified form keeps the terms (dcterms:); the simple one (oai_dc) says each with the one of the
 * fifteen elements it refines, as DCMI tells to "dumb down". Pure; any thread. */
struct dublin_core {
    const char *term;     /* without a prefix: title, created, spatial, extent … */
    const char *text;     /* a statement without text is left out */
    const char *language; /* BCP 47, or NULL */
    const char *scheme;   /* how to read the text: DCMIType, IMT, RFC5646, URI, W3CDTF; or NULL */
};

/* The element that TERM refines or is: "date" for "created"; asserts that it is a term known here. */
const char *dublin_core_element(const char *term);

/* The record of COUNT statements. The caller frees it. */
char *dublin_core_write(const struct dublin_core *statements, size_t count, bool is_qualified);

#endif
