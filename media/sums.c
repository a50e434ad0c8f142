#include "media/sums.h"

#include "media/digest.h"
#include "media/disk.h"
#include "media/error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* A terabyte is no catalogue; what a text says beyond it is not believed. */
static const int64_t max_length = (int64_t)1 << 40;

struct sums {
    int64_t length;
    int64_t block_bytes;
    GArray *digests; /* of struct digest, one a block */
};

static struct sums *create(int64_t length, int64_t block_bytes)
{
    struct sums *sums = g_new0(struct sums, 1);
    sums->length = length;
    sums->block_bytes = block_bytes;
    sums->digests = g_array_new(FALSE, FALSE, sizeof(struct digest));
    return sums;
}

void sums_free(struct sums *sums)
{
    if (sums == NULL)
        return;
    g_array_unref(sums->digests);
    g_free(sums);
}

int64_t sums_length(const struct sums *sums)
{
    return sums->length;
}

int64_t sums_block_bytes(const struct sums *sums)
{
    return sums->block_bytes;
}

static int64_t count_of(int64_t length, int64_t block_bytes)
{
    return (length + block_bytes - 1) / block_bytes;
}

static size_t bytes_of(const struct sums *sums, int64_t block)
{
    return (size_t)MIN(sums->block_bytes, sums->length - block * sums->block_bytes);
}

bool sums_fit(const struct sums *sums, int64_t block, const void *bytes, size_t length)
{
    if (block < 0 || block >= (int64_t)sums->digests->len || length != bytes_of(sums, block))
        return false;
    struct digest found = digest_of_bytes(bytes, length);
    return digest_equal(&found, &g_array_index(sums->digests, struct digest, block));
}

/*
 * Files.
 */
static bool visit_add(struct sums *sums, int64_t block, const void *bytes, size_t length)
{
    struct digest digest = digest_of_bytes(bytes, length);
    g_array_append_val(sums->digests, digest);
    return true;
}

static bool visit_compare(struct sums *sums, int64_t block, const void *bytes, size_t length)
{
    return sums_fit(sums, block, bytes, length);
}

/* Shows each block of the file to @visit; FIXITY where that says no. */
static bool walk(struct sums *sums, int fd,
                 bool (*visit)(struct sums *, int64_t, const void *, size_t),
                 GCancellable *cancellable, GError **error)
{
    g_autofree unsigned char *bytes = g_malloc((size_t)sums->block_bytes);
    int64_t count = count_of(sums->length, sums->block_bytes);
    for (int64_t block = 0; block < count; block++) {
        size_t length = bytes_of(sums, block);
        if (g_cancellable_is_cancelled(cancellable)) {
            g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED, _("cancelled"));
            return false;
        }
        if (!disk_read_at(fd, bytes, length, block * sums->block_bytes, error))
            return false;
        if (!visit(sums, block, bytes, length)) {
            g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY,
                        _("its bytes from %" PRId64 " to %" PRId64 " are not those it had"),
                        block * sums->block_bytes, block * sums->block_bytes + (int64_t)length - 1);
            return false;
        }
    }
    return true;
}

struct sums *sums_of_file(const char *path, GCancellable *cancellable, GError **error)
{
    int fd = disk_open_regular(AT_FDCWD, path, false, error);
    if (fd < 0)
        return NULL;
    struct sums *sums = create(disk_length(fd), SUMS_BLOCK_BYTES);
    bool is_read = walk(sums, fd, visit_add, cancellable, error);
    close(fd);
    if (is_read)
        return sums;
    g_prefix_error(error, "%s: ", path);
    sums_free(sums);
    return NULL;
}

static bool verify(const struct sums *sums, int fd, GCancellable *cancellable, GError **error)
{
    if (disk_length(fd) == sums->length)
        return walk((struct sums *)sums, fd, visit_compare, cancellable, error);
    g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY,
                _("it has %" PRId64 " bytes, and had %" PRId64), disk_length(fd), sums->length);
    return false;
}

bool sums_verify_file(const struct sums *sums, const char *path, GCancellable *cancellable,
                      GError **error)
{
    int fd = disk_open_regular(AT_FDCWD, path, false, error);
    if (fd < 0)
        return false;
    bool is_same = verify(sums, fd, cancellable, error);
    close(fd);
    if (!is_same)
        g_prefix_error(error, "%s: ", path);
    return is_same;
}

/*
 * The text.
 */
char *sums_text(const struct sums *sums)
{
    GString *text = g_string_new(NULL);
    g_string_printf(text, "sums sha256 %" PRId64 " %" PRId64 "\n", sums->block_bytes, sums->length);
    for (guint i = 0; i < sums->digests->len; i++) {
        char hex[DIGEST_HEX_SIZE];
        digest_to_hex(&g_array_index(sums->digests, struct digest, i), hex);
        g_string_append_printf(text, "%s\n", hex);
    }
    return g_string_free(text, FALSE);
}

bool sums_save(const struct sums *sums, const char *path, int64_t *bytes, GError **error)
{
    g_autofree char *text = sums_text(sums);
    if (bytes != NULL)
        *bytes = (int64_t)strlen(text);
    return g_file_set_contents(path, text, -1, error);
}

/* "sums sha256 65536 1234567" without its end of line; NULL when it is anything else. */
static struct sums *parse_head(const char *line, size_t length)
{
    g_autofree char *head = g_strndup(line, length);
    g_auto(GStrv) words = g_strsplit(head, " ", -1);
    gint64 block_bytes = 0, bytes = 0;
    if (g_strv_length(words) != 4 || strcmp(words[0], "sums") != 0 ||
        strcmp(words[1], "sha256") != 0 ||
        !g_ascii_string_to_signed(words[2], 10, 512, 16 << 20, &block_bytes, NULL) ||
        !g_ascii_string_to_signed(words[3], 10, 0, max_length, &bytes, NULL))
        return NULL;
    return create(bytes, block_bytes);
}

static bool parse_digests(struct sums *sums, const char *text)
{
    int64_t count = count_of(sums->length, sums->block_bytes);
    for (int64_t i = 0; i < count; i++, text += DIGEST_HEX_LENGTH + 1) {
        char hex[DIGEST_HEX_SIZE];
        struct digest digest;
        if (strnlen(text, DIGEST_HEX_SIZE) < DIGEST_HEX_SIZE || text[DIGEST_HEX_LENGTH] != '\n')
            return false;
        memcpy(hex, text, DIGEST_HEX_LENGTH);
        hex[DIGEST_HEX_LENGTH] = '\0';
        if (!digest_from_hex(hex, &digest))
            return false;
        g_array_append_val(sums->digests, digest);
    }
    return *text == '\0';
}

struct sums *sums_parse(const char *text, GError **error)
{
    size_t head = strcspn(text, "\n");
    struct sums *sums = text[head] == '\n' ? parse_head(text, head) : NULL;
    if (sums != NULL && parse_digests(sums, text + head + 1))
        return sums;
    sums_free(sums);
    g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                        _("these are not the sums of a file"));
    return NULL;
}
