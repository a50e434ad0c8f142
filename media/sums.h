/*
 * The sums of a large file, block by block: what it takes to trust a part of a file without reading
 * all of it, as a hash list (Merkle 1987) of one level. The text is
 *
 *     sums sha256 BLOCK-BYTES LENGTH
 *     SHA-256 of the first block, 64 hexadecimal digits
 *     …
 *
 * with a line for each block; the last block is as long as what is left. Whoever trusts the text
 * (a bag's manifest names its digest) may trust each block that fits it.
 *
 * Never changed once read: any number of threads.
 */
#ifndef MEDIA_SUMS_H
#define MEDIA_SUMS_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

enum { SUMS_BLOCK_BYTES = 64 << 10 };

struct sums;

/* Reads the regular file at @path in blocks of SUMS_BLOCK_BYTES. NULL: IO, UNSAFE, CANCELLED. */
struct sums *sums_of_file(const char *path, GCancellable *cancellable, GError **error);

/* NULL is fine. */
void sums_free(struct sums *sums);

/* The text above; yours. And back: anything else than such a text is FORMAT. */
char *sums_text(const struct sums *sums);
struct sums *sums_parse(const char *text, GError **error);

/* The text in a file of its own; @bytes, unless NULL, receives its length. IO. */
bool sums_save(const struct sums *sums, const char *path, int64_t *bytes, GError **error);

int64_t sums_length(const struct sums *sums);      /* of the file, bytes */
int64_t sums_block_bytes(const struct sums *sums); /* of each block but the last */

/* Whether these bytes are the block of that number, from 0. */
bool sums_fit(const struct sums *sums, int64_t block, const void *bytes, size_t length);

/* Whether the file at @path is the one summed, every byte of it; else FIXITY, with where. */
bool sums_verify_file(const struct sums *sums, const char *path, GCancellable *cancellable,
                      GError **error);

#endif
