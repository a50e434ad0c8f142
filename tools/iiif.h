#ifndef TOOLS_IIIF_H
#define TOOLS_IIIF_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct asset;
struct document;
struct dossier;
struct export;

/*
 * A manifest of IIIF Presentation 3 while it is written: one item, with the files it names beside it in
 * the folder of its code. The shape is that of https://iiif.io/api/presentation/3.0/.
 */
struct iiif {
    struct export *export;
    const struct dossier *dossier;
    struct document *document;
    const char *root; /* the address of the item's folder, with a slash at its end */
};

/* A language as the key of a map; "none" for what no key may be. */
const char *iiif_language(const char *tag);

/* `"KEY": {"LANGUAGE": ["TEXT"]}`. */
void iiif_words(const struct iiif *iiif, const char *key, const char *language, const char *text);

/* The same with what FIELD is in other languages, among @translations (struct translation). */
void iiif_words_all(const struct iiif *iiif, const char *key, const char *text,
                    const GArray *translations, const char *field);

/* `"KEY": "ROOT…"`, the rest formatted. */
void iiif_address(const struct iiif *iiif, const char *key, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Adds a copy of the file as NAME with the ending of its type, and opens an object that names it, with
 * type, format, size and length; the caller closes it. */
bool iiif_open_file(const struct iiif *iiif, const char *key, const struct asset *asset,
                    const char *name, GError **error);

/* The canvases with all that hangs on them, and the ranges. *COUNT is how many canvases there are; with
 * none, nothing was written. */
bool iiif_write_canvases(const struct iiif *iiif, int *count, GError **error);
bool iiif_write_ranges(const struct iiif *iiif, GError **error);

#endif
