/* The sums of a file's blocks: what fits them is the file, and nothing else does. */
#include "media/error.h"
#include "media/sums.h"
#include "tests/support/scratch.h"

#include <string.h>

enum { LENGTH = 3 * SUMS_BLOCK_BYTES + 100 };

struct summed {
    struct scratch *scratch;
    char *path;
    char *bytes;
    struct sums *sums;
};

static void given_file(struct summed *summed, const void *unused)
{
    g_autoptr(GError) error = NULL;
    summed->scratch = scratch_create();
    summed->path = scratch_path(summed->scratch, "file");
    summed->bytes = g_malloc(LENGTH);
    for (int i = 0; i < LENGTH; i++)
        summed->bytes[i] = (char)(i * 7 + i / 251);
    g_file_set_contents(summed->path, summed->bytes, LENGTH, &error);
    g_assert_no_error(error);
    summed->sums = sums_of_file(summed->path, NULL, &error);
    g_assert_no_error(error);
}

static void end(struct summed *summed, const void *unused)
{
    sums_free(summed->sums);
    g_free(summed->bytes);
    g_free(summed->path);
    scratch_destroy(summed->scratch);
}

static void test_blocks(struct summed *summed, const void *unused)
{
    const struct sums *sums = summed->sums;
    g_assert_cmpint(sums_length(sums), ==, LENGTH);
    for (int block = 0; block < 4; block++) {
        char *bytes = summed->bytes + (ptrdiff_t)block * SUMS_BLOCK_BYTES;
        size_t length = block < 3 ? SUMS_BLOCK_BYTES : 100;
        g_assert_true(sums_fit(sums, block, bytes, length));
        g_assert_false(sums_fit(sums, block, bytes, length - 1));
        g_assert_false(sums_fit(sums, (block + 1) % 4, bytes, length));
        bytes[length / 2] ^= 1;
        g_assert_false(sums_fit(sums, block, bytes, length));
        bytes[length / 2] ^= 1;
    }
    g_assert_false(sums_fit(sums, 4, summed->bytes, 0));
    g_assert_false(sums_fit(sums, -1, summed->bytes, SUMS_BLOCK_BYTES));
}

static void test_text(struct summed *summed, const void *unused)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = sums_text(summed->sums);
    struct sums *again = sums_parse(text, &error);
    g_assert_no_error(error);
    g_autofree char *same = sums_text(again);
    g_assert_cmpstr(same, ==, text);
    g_assert_true(sums_verify_file(again, summed->path, NULL, &error));
    sums_free(again);
}

static void test_other_file(struct summed *summed, const void *unused)
{
    g_autoptr(GError) error = NULL;
    summed->bytes[2 * SUMS_BLOCK_BYTES + 5] ^= 4;
    g_file_set_contents(summed->path, summed->bytes, LENGTH, NULL);
    g_assert_false(sums_verify_file(summed->sums, summed->path, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY);
    g_assert_nonnull(strstr(error->message, "from 131072 to 196607"));
    g_clear_error(&error);
    g_file_set_contents(summed->path, summed->bytes, LENGTH - 1, NULL);
    g_assert_false(sums_verify_file(summed->sums, summed->path, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY);
    g_clear_error(&error);
    g_assert_false(sums_verify_file(summed->sums, "/nowhere/file", NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_NOT_FOUND);
}

static void test_other_texts(struct summed *summed, const void *unused)
{
    static const char hex[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    g_autofree char *one = g_strdup_printf("sums sha256 65536 10\n%s\n", hex);
    g_autofree char *none = g_strdup("sums sha256 65536 10\n");
    g_autofree char *two = g_strdup_printf("sums sha256 65536 10\n%s\n%s\n", hex, hex);
    g_autofree char *cut = g_strdup_printf("sums sha256 65536 10\n%.63s\n", hex);
    g_autofree char *open = g_strdup_printf("sums sha256 65536 10\n%s", hex);
    g_autofree char *vast = g_strdup_printf("sums sha256 65536 9223372036854775807\n%s\n", hex);
    g_autofree char *less = g_strdup_printf("sums sha256 65536 -1\n%s\n", hex);
    g_autofree char *zero = g_strdup_printf("sums sha256 0 10\n%s\n", hex);
    const char *const wrong[] = {none, two, cut, open, vast, less, zero, "", "sums", "\n"};
    struct sums *good = sums_parse(one, NULL);
    g_assert_nonnull(good);
    sums_free(good);
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(sums_parse(wrong[i], &error));
        g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT);
    }
}

static void add(const char *name, void (*test)(struct summed *, const void *))
{
    g_test_add(name, struct summed, NULL, given_file, test, end);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("/sums/each block fits its own sum only", test_blocks);
    add("/sums/are read back as they were written", test_text);
    add("/sums/of one file are not those of another", test_other_file);
    add("/sums/a text that is none is refused", test_other_texts);
    return g_test_run();
}
