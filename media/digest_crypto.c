#include "media/digest.h"

#include "media/disk.h"
#include "media/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024 };

struct digest_stream {
    EVP_MD_CTX *context;
};

struct digest_stream *digest_stream_create(void)
{
    struct digest_stream *stream = g_new(struct digest_stream, 1);

    stream->context = EVP_MD_CTX_new();
    if (stream->context == NULL || EVP_DigestInit_ex(stream->context, EVP_sha256(), NULL) != 1)
        g_error("libcrypto offers no SHA-256");
    return stream;
}

void digest_stream_add(struct digest_stream *stream, const void *bytes, size_t length)
{
    if (length > 0)
        g_assert_true(EVP_DigestUpdate(stream->context, bytes, length) == 1);
}

struct digest digest_stream_finish(struct digest_stream *stream)
{
    struct digest digest;
    unsigned int length = 0;

    g_assert_true(EVP_DigestFinal_ex(stream->context, digest.bytes, &length) == 1);
    g_assert_cmpuint(length, ==, DIGEST_BYTES);
    return digest;
}

void digest_stream_destroy(struct digest_stream *stream)
{
    if (stream == NULL)
        return;
    EVP_MD_CTX_free(stream->context);
    g_free(stream);
}

struct digest digest_of_bytes(const void *bytes, size_t length)
{
    struct digest_stream *stream = digest_stream_create();
    struct digest digest;

    digest_stream_add(stream, bytes, length);
    digest = digest_stream_finish(stream);
    digest_stream_destroy(stream);
    return digest;
}

/* Feeds everything left on @fd to @context. */
static bool feed(int fd, EVP_MD_CTX *context, int64_t *length, media_progress progress, void *data,
                 GCancellable *cancellable, GError **error)
{
    g_autofree unsigned char *chunk = g_malloc(CHUNK_BYTES);
    int64_t total = disk_length(fd);
    ssize_t got;

    *length = 0;
    while ((got = disk_read(fd, chunk, CHUNK_BYTES, cancellable, error)) > 0) {
        g_assert_true(EVP_DigestUpdate(context, chunk, (size_t)got) == 1);
        *length += got;
        if (progress != NULL)
            progress(*length, total, data);
    }
    return got == 0;
}

bool digest_of_fd(int fd, struct digest *digest, int64_t *length, media_progress progress,
                  void *data, GCancellable *cancellable, GError **error)
{
    struct digest_stream *stream = digest_stream_create();
    int64_t bytes = 0;
    bool ok = feed(fd, stream->context, &bytes, progress, data, cancellable, error);

    if (ok) {
        *digest = digest_stream_finish(stream);
        if (length != NULL)
            *length = bytes;
    }
    digest_stream_destroy(stream);
    return ok;
}

bool digest_of_file(const char *path, struct digest *digest, int64_t *length,
                    media_progress progress, void *data, GCancellable *cancellable, GError **error)
{
    int fd = disk_open_regular(AT_FDCWD, path, false, error);
    bool ok;

    if (fd < 0)
        return false;
    ok = digest_of_fd(fd, digest, length, progress, data, cancellable, error);
    if (!ok)
        g_prefix_error(error, "%s: ", path);
    close(fd);
    return ok;
}

static void bytes_to_hex(const unsigned char *bytes, size_t count, char *hex)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < count; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * count] = '\0';
}

void digest_to_hex(const struct digest *digest, char hex[DIGEST_HEX_SIZE])
{
    bytes_to_hex(digest->bytes, DIGEST_BYTES, hex);
}

bool digest_from_hex(const char *hex, struct digest *digest)
{
    struct digest read;

    if (hex == NULL || strnlen(hex, DIGEST_HEX_SIZE) != DIGEST_HEX_LENGTH)
        return false;
    for (size_t i = 0; i < DIGEST_BYTES; i++) {
        int high = g_ascii_xdigit_value(hex[2 * i]);
        int low = g_ascii_xdigit_value(hex[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        read.bytes[i] = (unsigned char)(high << 4 | low);
    }
    *digest = read;
    return true;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_BYTES) == 0;
}

int digest_compare(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_BYTES);
}

static const EVP_MD *algorithm_by_name(const char *algorithm)
{
    if (strcmp(algorithm, "md5") == 0)
        return EVP_md5();
    if (strcmp(algorithm, "sha1") == 0)
        return EVP_sha1();
    if (strcmp(algorithm, "sha256") == 0)
        return EVP_sha256();
    if (strcmp(algorithm, "sha512") == 0)
        return EVP_sha512();
    return NULL;
}

bool digest_algorithm_is_known(const char *algorithm)
{
    return algorithm_by_name(algorithm) != NULL;
}

char *digest_foreign_of_file(const char *path, const char *algorithm, media_progress progress,
                             void *data, GCancellable *cancellable, GError **error)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    int64_t bytes;
    EVP_MD_CTX *context;
    char *hex = NULL;
    int fd = disk_open_regular(AT_FDCWD, path, false, error);

    if (fd < 0)
        return NULL;
    context = EVP_MD_CTX_new();
    if (EVP_DigestInit_ex(context, algorithm_by_name(algorithm), NULL) != 1) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("libcrypto offers no %s here"),
                    algorithm);
    } else if (feed(fd, context, &bytes, progress, data, cancellable, error)) {
        g_assert_true(EVP_DigestFinal_ex(context, sum, &length) == 1);
        hex = g_malloc(2 * length + 1);
        bytes_to_hex(sum, length, hex);
    }
    EVP_MD_CTX_free(context);
    close(fd);
    return hex;
}
