#ifndef TOOLS_DOCUMENT_H
#define TOOLS_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

/*
 * One JSON object written piece by piece, in the order of the calls. Keys are NULL inside an
 * array. Texts that are not UTF-8 (names of files) are made so.
 */
struct document;

struct document *document_create(void);
void document_free(struct document *document);

void document_open(struct document *document, const char *key);
void document_open_array(struct document *document, const char *key);
void document_close(struct document *document);
void document_text(struct document *document, const char *key, const char *text);
void document_integer(struct document *document, const char *key, int64_t number);
void document_real(struct document *document, const char *key, double number);
void document_flag(struct document *document, const char *key, bool flag);

/* Closes what is open and gives the whole as indented text; yours to free. */
char *document_finish(struct document *document);

#endif
