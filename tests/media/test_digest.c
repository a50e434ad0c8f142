#include "media/digest.h"
#include "media/error.h"
#include "tests/support/scratch.h"

#include <string.h>
#include <unistd.h>

static void test_known_answers(void)
{
    /* FIPS 180-4, examples of the NIST. */
    static const struct {
        const char *text, *hex;
    } known[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        struct digest digest = digest_of_bytes(known[i].text, strlen(known[i].text));
        char hex[DIGEST_HEX_SIZE];

        digest_to_hex(&digest, hex);
        g_assert_cmpstr(hex, ==, known[i].hex);
    }
}

static void test_reads_back(void)
{
    static const char *const wrong[] = {
        "",
        "e3b0",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        " 3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"};
    struct digest digest = digest_of_bytes("abc", 3), read;
    char hex[DIGEST_HEX_SIZE];
    g_autofree char *upper = NULL;

    digest_to_hex(&digest, hex);
    g_assert_true(digest_from_hex(hex, &read));
    g_assert_true(digest_equal(&digest, &read));
    upper = g_ascii_strup(hex, -1);
    g_assert_true(digest_from_hex(upper, &read));
    g_assert_true(digest_equal(&digest, &read));
    g_assert_false(digest_from_hex(NULL, &read));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(digest_from_hex(wrong[i], &read));
}

static void test_refuses_what_is_no_file(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *file = scratch_path(scratch, "file"), *link = scratch_path(scratch, "link");
    g_autofree char *absent = scratch_path(scratch, "absent");
    struct digest digest;
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(file, "abc", 3, NULL));
    g_assert_cmpint(symlink(file, link), ==, 0);
    g_assert_true(digest_of_file(file, &digest, NULL, NULL, NULL, NULL, NULL));
    g_assert_false(digest_of_file(link, &digest, NULL, NULL, NULL, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_UNSAFE);
    g_clear_error(&error);
    g_assert_false(
        digest_of_file(scratch_folder(scratch), &digest, NULL, NULL, NULL, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_UNSAFE);
    g_clear_error(&error);
    g_assert_false(digest_of_file(absent, &digest, NULL, NULL, NULL, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_NOT_FOUND);
    scratch_destroy(scratch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/gives the answers of the standard", test_known_answers);
    g_test_add_func("/digest/reads its own writing and nothing else", test_reads_back);
    g_test_add_func("/digest/hashes regular files only", test_refuses_what_is_no_file);
    return g_test_run();
}
