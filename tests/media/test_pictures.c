#include "media/derive.h"
#include "media/error.h"
#include "media/tiles.h"
#include "tests/support/corpus.h"
#include "tests/support/scratch.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of the corpus's table. */
enum { NAME, BYTES, CATEGORIES, TYPE, WIDTH, HEIGHT, ORIENTATION, PAGES, DECODES };

static struct scratch *scratch;

static struct derive *make(const char *path, GError **error)
{
    return derive_file(path, scratch_folder(scratch), NULL, NULL, NULL, error);
}

static bool is_empty(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

    return g_dir_read_name(folder) == NULL;
}

/* At most @limit on the long side, never larger than the original, of the same shape. */
static void check_size(const struct derivative *made, const struct probe *probe, int limit)
{
    int long_px = MAX(probe->width_px, probe->height_px);
    double scale = long_px > limit ? (double)limit / long_px : 1;

    g_assert_nonnull(made);
    g_assert_cmpint(made->bytes, >, 0);
    g_assert_cmpfloat_with_epsilon(made->width_px, MAX(1, probe->width_px * scale), 2.01);
    g_assert_cmpfloat_with_epsilon(made->height_px, MAX(1, probe->height_px * scale), 2.01);
    g_assert_cmpint(MAX(made->width_px, made->height_px), <=, limit);
}

static bool contains(const char *path, const char *word)
{
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    return memmem(bytes, length, word, strlen(word)) != NULL;
}

static void check_tiles(const struct derivative *made, const struct probe *probe)
{
    struct tiles *tiles;
    g_autoptr(GBytes) tile = NULL;

    if (MAX(probe->width_px, probe->height_px) <= DERIVE_TILES_ABOVE_PX) {
        g_assert_null(made);
        return;
    }
    g_assert_nonnull(made);
    tiles = tiles_open(made->path, NULL);
    g_assert_nonnull(tiles);
    g_assert_cmpint(tiles_width_px(tiles), ==, probe->width_px);
    g_assert_cmpint(tiles_height_px(tiles), ==, probe->height_px);
    tile = tiles_read(tiles, tiles_levels(tiles) - 1, 1, 0, NULL);
    g_assert_nonnull(tile);
    g_assert_cmpint(memcmp(g_bytes_get_data(tile, NULL), "\xff\xd8\xff", 3), ==, 0);
    tiles_close(tiles);
}

/* As stored, turned; bmp files of OS/2 that say nothing of their height are the file's own. */
static void check_dimensions(const struct probe *probe, char **fields)
{
    int orientation = *fields[ORIENTATION] != '\0' ? atoi(fields[ORIENTATION]) : 1;
    int width = atoi(fields[WIDTH]), height = atoi(fields[HEIGHT]);

    g_assert_cmpint(probe->orientation, ==, orientation);
    if (width == 0 || height == 0)
        return;
    g_assert_cmpint(probe->width_px, ==, orientation >= 5 ? height : width);
    g_assert_cmpint(probe->height_px, ==, orientation >= 5 ? width : height);
}

static void check_picture(const char *path, char **fields, void *data)
{
    g_autoptr(GError) error = NULL;
    struct derive *derive = make(path, &error);
    const struct derivative *screen;

    g_test_message("%s: %s", fields[NAME], derive != NULL ? "decoded" : error->message);
    if (strcmp(fields[DECODES], "yes") == 0) {
        g_assert_no_error(error);
        check_dimensions(derive_probe(derive), fields);
    }
    if (derive != NULL) {
        screen = derive_find(derive, DERIVATIVE_SCREEN);
        check_size(derive_find(derive, DERIVATIVE_THUMBNAIL), derive_probe(derive),
                   DERIVE_THUMBNAIL_PX);
        check_size(screen, derive_probe(derive), DERIVE_SCREEN_PX);
        check_tiles(derive_find(derive, DERIVATIVE_TILES), derive_probe(derive));
        /* libvips gives every WebP a block that tells its size and nothing else. */
        if (strcmp(screen->mime, "image/jpeg") == 0)
            g_assert_false(contains(screen->path, "Exif"));
        g_assert_false(contains(screen->path, "http://ns.adobe.com"));
    } else {
        g_assert_true(error->domain == MEDIA_ERROR);
        g_assert_true(error->code == MEDIA_ERROR_FORMAT || error->code == MEDIA_ERROR_TOO_LARGE);
        g_assert_cmpuint(strlen(error->message), >, strlen(path) + 10);
        g_assert_null(strchr(error->message, '\n'));
    }
    derive_destroy(derive);
    g_assert_true(is_empty(scratch_folder(scratch)));
}

static void test_corpus(void)
{
    corpus_each("images", check_picture, NULL);
}

static void test_metadata(void)
{
    g_autofree char *path = corpus_file("images", "androidx/jpeg/tokyo.jpg");
    g_autoptr(GError) error = NULL;
    struct probe *probe;

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_test_skip("the corpus is not here");
        return;
    }
    probe = probe_file(path, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(probe->kind, ==, PROBE_PICTURE);
    g_assert_cmpstr(probe->mime, ==, "image/jpeg");
    g_assert_cmpstr(probe->date, ==, "2018-02-17T16:39:33");
    g_assert_true(probe->has_place);
    probe_free(probe);
}

static struct probe *given_text_probe(const char *text)
{
    g_autofree char *path = scratch_path(scratch, "text");
    g_autoptr(GError) error = NULL;
    struct probe *probe;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    probe = probe_file(path, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_remove(path), ==, 0);
    return probe;
}

static void test_texts(void)
{
    static const struct {
        const char *text, *mime;
    } texts[] = {
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n", "text/vtt"},
        {"\xef\xbb\xbfWEBVTT\n", "text/vtt"},
        {"1\r\n00:00:01,000 --> 00:00:02,000\r\nhello\r\n", "application/x-subrip"},
        {"<?xml version=\"1.0\"?><a/>", "application/xml"},
        {"a poem\n\nin \xd8\xa7\xd8\xb1\xd8\xaf\xd9\x88\n", "text/plain"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct probe *probe = given_text_probe(texts[i].text);

        g_assert_cmpint(probe->kind, ==, PROBE_TEXT);
        g_assert_cmpstr(probe->mime, ==, texts[i].mime);
        probe_free(probe);
    }
}

static void test_refused(void)
{
    static const char *const texts[] = {"", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                        "%!PS-Adobe-3.0", "\177ELF\x02\x01\x01\x01\x01"};
    g_autofree char *path = scratch_path(scratch, "refused"), *absent = scratch_path(scratch, "no");
    g_autoptr(GError) error = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_assert_true(g_file_set_contents(path, texts[i], -1, NULL));
        g_assert_null(probe_file(path, NULL, &error));
        g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT);
        g_clear_error(&error);
    }
    g_assert_cmpint(g_remove(path), ==, 0);
    g_assert_null(make(absent, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_null(make(scratch_folder(scratch), &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_UNSAFE);
    g_assert_true(is_empty(scratch_folder(scratch)));
}

static void test_document(void)
{
    static const char page[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
                               "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
                               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]>>endobj\n"
                               "trailer<</Root 1 0 R>>\n";
    g_autofree char *path = scratch_path(scratch, "page");
    g_autoptr(GError) error = NULL;
    struct derive *derive;

    g_assert_true(g_file_set_contents(path, page, -1, NULL));
    derive = make(path, &error);
    if (derive == NULL && strstr(error->message, "no decoder") != NULL) {
        g_test_skip("libvips is here without its PDF module");
    } else {
        g_assert_no_error(error);
        g_assert_cmpint(derive_probe(derive)->kind, ==, PROBE_DOCUMENT);
        g_assert_cmpint(derive_probe(derive)->pages, ==, 1);
        g_assert_cmpint(derive_find(derive, DERIVATIVE_SCREEN)->height_px, ==, DERIVE_SCREEN_PX);
        g_assert_null(derive_find(derive, DERIVATIVE_TILES));
    }
    derive_destroy(derive);
    g_assert_cmpint(g_remove(path), ==, 0);
}

/* A PNG of 60,000 x 60,000 pixels in a few bytes: refused by its measures, not by its weight. */
static void test_bomb(void)
{
    static const unsigned char bomb[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0\x0f\xb0\xe2\x15"
        "\0\0\0\x11IDAT\x78\x9c\x63\x60\x18\x05\xa3\x60\x14\x0c\x77\0\0\x03\xe8\0\x01"
        "\xb3\xa6\xd3\x46\0\0\0\0IEND\xae\x42\x60\x82";
    g_autofree char *path = scratch_path(scratch, "bomb");
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, (const char *)bomb, sizeof bomb - 1, NULL));
    g_assert_null(make(path, &error));
    g_test_message("%s", error->message);
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE);
    g_assert_cmpint(g_remove(path), ==, 0);
}

/* A chunk of a PNG (ISO/IEC 15948, 5.3) with its check sum (annex D). */
static void add_chunk(GByteArray *png, const char *kind, const unsigned char *data, guint length)
{
    const unsigned char size[] = {(unsigned char)(length >> 24), (unsigned char)(length >> 16),
                                  (unsigned char)(length >> 8), (unsigned char)length};
    guint begin = png->len + sizeof size;
    uint32_t sum = 0xffffffff;

    g_byte_array_append(png, size, sizeof size);
    g_byte_array_append(png, (const unsigned char *)kind, 4);
    g_byte_array_append(png, data, length);
    for (guint i = begin; i < png->len; i++) {
        sum ^= png->data[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320 : 0);
    }
    sum = GUINT32_TO_BE(~sum);
    g_byte_array_append(png, (const unsigned char *)&sum, sizeof sum);
}

/* A PNG that says it is so large, and holds its first row at most. */
static void write_png(const char *path, uint32_t width, uint32_t height)
{
    static const unsigned char row[] = {0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1};
    g_autoptr(GByteArray) png = g_byte_array_new();
    const uint32_t sides[] = {GUINT32_TO_BE(width), GUINT32_TO_BE(height)};
    unsigned char header[13] = {0};

    memcpy(header, sides, sizeof sides);
    header[8] = 8; /* bits of grey */
    g_byte_array_append(png, (const unsigned char *)"\x89PNG\r\n\x1a\n", 8);
    add_chunk(png, "IHDR", header, sizeof header);
    add_chunk(png, "IDAT", row, sizeof row);
    add_chunk(png, "IEND", row, 0);
    g_assert_true(g_file_set_contents(path, (const char *)png->data, png->len, NULL));
}

static void test_gigapixel(void)
{
    g_autofree char *path = scratch_path(scratch, "large");
    g_autoptr(GError) error = NULL;
    struct probe *probe;

    write_png(path, 32768, 32768);
    probe = probe_file(path, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(probe->width_px, ==, 32768);
    g_assert_cmpint(probe->height_px, ==, 32768);
    probe_free(probe);
    write_png(path, 32768, 32769);
    g_assert_null(probe_file(path, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE);
    g_assert_nonnull(strstr(error->message, "32768 x 32769 pixels are more than"));
    g_assert_nonnull(strstr(error->message, "make it smaller"));
    g_assert_cmpint(g_remove(path), ==, 0);
}

int main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    scratch = scratch_create();
    g_test_add_func("/pictures/every file that decodes is made upright, others say why not",
                    test_corpus);
    g_test_add_func("/pictures/a photograph tells when it was taken and that it tells where",
                    test_metadata);
    g_test_add_func("/pictures/texts are known by their content", test_texts);
    g_test_add_func("/pictures/what is not accepted is refused with a reason", test_refused);
    g_test_add_func("/pictures/a document shows its first page", test_document);
    g_test_add_func("/pictures/a gigapixel is accepted, one row more is refused with a sentence",
                    test_gigapixel);
    g_test_add_func("/pictures/a bomb is refused before it is decoded", test_bomb);
    result = g_test_run();
    scratch_destroy(scratch);
    return result;
}
