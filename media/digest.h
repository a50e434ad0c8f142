/*
 * SHA-256 (FIPS 180-4), the only fixity this archive keeps: of bytes, of files, and as text.
 * A digest is a value: copy it, compare it, keep it in structs.
 */
#ifndef MEDIA_DIGEST_H
#define MEDIA_DIGEST_H

#include "media/progress.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DIGEST_BYTES = 32,
    DIGEST_HEX_LENGTH = 64,                 /* characters */
    DIGEST_HEX_SIZE = DIGEST_HEX_LENGTH + 1 /* with the closing NUL */
};

struct digest {
    unsigned char bytes[DIGEST_BYTES];
};

/* The digest of @length bytes. Any thread. */
struct digest digest_of_bytes(const void *bytes, size_t length);

/* The digest of everything left to read on @fd, which stays open. @length receives how many
 * bytes that was and may be NULL. Progress in bytes. Fails with IO or CANCELLED. Any thread. */
bool digest_of_fd(int fd, struct digest *digest, int64_t *length, media_progress progress,
                  void *data, GCancellable *cancellable, GError **error);

/* The digest of the regular file at @path; a folder, device or symbolic link is UNSAFE, an
 * absent file NOT_FOUND. Otherwise like digest_of_fd(). */
bool digest_of_file(const char *path, struct digest *digest, int64_t *length,
                    media_progress progress, void *data, GCancellable *cancellable, GError **error);

/* Writes 64 lower-case hexadecimal digits and a NUL. */
void digest_to_hex(const struct digest *digest, char hex[DIGEST_HEX_SIZE]);

/* Reads exactly 64 hexadecimal digits of either case followed by the end of the string; false
 * when @hex is anything else (or NULL), and @digest is then left as it was. */
bool digest_from_hex(const char *hex, struct digest *digest);

bool digest_equal(const struct digest *a, const struct digest *b);

/* Order of the bytes: <0, 0, >0; the order of the hexadecimal texts too. */
int digest_compare(const struct digest *a, const struct digest *b);

/*
 * A digest being computed piece by piece, for code that hashes while it copies.
 */
struct digest_stream;

/* Never NULL. One thread at a time. */
struct digest_stream *digest_stream_create(void);
void digest_stream_add(struct digest_stream *stream, const void *bytes, size_t length);
/* The digest of everything added; the stream can then only be destroyed. */
struct digest digest_stream_finish(struct digest_stream *stream);
void digest_stream_destroy(struct digest_stream *stream);

/*
 * The other checksums that old bags carry (RFC 8493 §2.4): md5, sha1, sha256, sha512. Only
 * for reading what others wrote; nothing of ours is ever named by them.
 */
bool digest_algorithm_is_known(const char *algorithm);

/* The lower-case hexadecimal checksum of the regular file at @path, yours to free; NULL on
 * error, as digest_of_file(). @algorithm must be known. */
char *digest_foreign_of_file(const char *path, const char *algorithm, media_progress progress,
                             void *data, GCancellable *cancellable, GError **error);

#endif
