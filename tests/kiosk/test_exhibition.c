/* What the kiosk agrees to open: only the catalogue that was published. */
#include "kiosk/exhibition.h"
#include "media/digest.h"
#include "tests/support/scratch.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static const char words[] = "not a database, but the bytes that the manifest promises";

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *manifest_for(const char *path)
{
    struct digest digest = digest_of_bytes(words, strlen(words));
    char hex[DIGEST_HEX_SIZE];
    digest_to_hex(&digest, hex);
    return g_strdup_printf("%s  data/objects/ab\n%s  %s\n", hex, hex, path);
}

static void refuses(const char *folder, GQuark domain, int code)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(exhibition_open_pack(folder, EXHIBITION_BLOCKS, &error));
    if (domain != 0)
        g_assert_error(error, domain, code);
    g_assert_nonnull(error);
    g_assert_null(strchr(error->message, '\n'));
}

static void a_folder_that_is_no_pack_is_refused(void)
{
    struct scratch *scratch = scratch_create();
    refuses("/nowhere", EXHIBITION_ERROR, EXHIBITION_ERROR_NOT_FOUND);
    refuses(scratch_folder(scratch), EXHIBITION_ERROR, EXHIBITION_ERROR_NOT_FOUND);
    scratch_destroy(scratch);
}

static void a_catalogue_with_one_other_byte_is_refused(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *manifest = manifest_for("data/catalogue.db");
    write_file(scratch_folder(scratch), "manifest-sha256.txt", manifest);
    g_autofree char *other = g_strdup(words);
    other[3] ^= 1;
    write_file(scratch_folder(scratch), "data/catalogue.db", other);
    refuses(scratch_folder(scratch), EXHIBITION_ERROR, EXHIBITION_ERROR_CHANGED);
    scratch_destroy(scratch);
}

static void a_manifest_that_does_not_name_the_catalogue_is_refused(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *manifest = manifest_for("data/other.db");
    write_file(scratch_folder(scratch), "manifest-sha256.txt", manifest);
    write_file(scratch_folder(scratch), "data/catalogue.db", words);
    refuses(scratch_folder(scratch), EXHIBITION_ERROR, EXHIBITION_ERROR_MALFORMED);
    scratch_destroy(scratch);
}

static void what_the_manifest_promises_must_still_be_a_catalogue(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *manifest = manifest_for("data/catalogue.db");
    write_file(scratch_folder(scratch), "manifest-sha256.txt", manifest);
    write_file(scratch_folder(scratch), "data/catalogue.db", words);
    refuses(scratch_folder(scratch), 0, 0);
    scratch_destroy(scratch);
}

static void a_folder_of_bad_packs_says_why_the_current_one_is_not_shown(void)
{
    struct scratch *scratch = scratch_create();
    g_autofree char *complaint = NULL;
    g_autoptr(GError) error = NULL;
    write_file(scratch_folder(scratch), "autumn/data/catalogue.db", words);
    write_file(scratch_folder(scratch), "current", "autumn\n");
    g_assert_null(
        exhibition_open_packs(scratch_folder(scratch), EXHIBITION_BLOCKS, &complaint, &error));
    g_assert_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_NOT_FOUND);
    g_assert_nonnull(strstr(complaint, "autumn is no pack"));
    scratch_destroy(scratch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/exhibition/" #name, name)
    TEST(a_folder_that_is_no_pack_is_refused);
    TEST(a_catalogue_with_one_other_byte_is_refused);
    TEST(a_manifest_that_does_not_name_the_catalogue_is_refused);
    TEST(what_the_manifest_promises_must_still_be_a_catalogue);
    TEST(a_folder_of_bad_packs_says_why_the_current_one_is_not_shown);
    return g_test_run();
}
