#ifndef TOOLS_SHEET_KIND_H
#define TOOLS_SHEET_KIND_H

/* The kind of item that a word of another catalogue means: "Image;StillImage", "audio/mpeg", "Oral
 * History", "compound_object"; NULL where it says nothing. Pure; any thread. */
const char *sheet_kind_of(const char *word);

#endif
