#include "media/bag.h"
#include "tests/fuzz/fuzz.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* The tag files of a bag, one after another in the input, each ended by a NUL; the payload stays. */
static const char *const names[] = {"bagit.txt", "manifest-sha256.txt", "bag-info.txt", "fetch.txt",
                                    "tagmanifest-md5.txt"};

static const char *given_folder(void)
{
    static char *folder;
    if (folder != NULL)
        return folder;
    folder = g_build_filename(g_get_tmp_dir(), "fuzz-bag", NULL);
    g_autofree char *data = g_build_filename(folder, "data", NULL);
    g_autofree char *file = g_build_filename(data, "hello.txt", NULL);
    g_assert_cmpint(g_mkdir_with_parents(data, 0700), ==, 0);
    g_assert_true(g_file_set_contents(file, "hello", -1, NULL));
    return folder;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *folder = given_folder();
    size_t at = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        size_t end = at;
        while (end < length && bytes[end] != 0)
            end++;
        if (end > at)
            g_assert_true(g_file_set_contents_full(path, (const char *)bytes + at,
                                                   (gssize)(end - at), G_FILE_SET_CONTENTS_NONE,
                                                   0600, NULL));
        else
            g_unlink(path);
        at = MIN(end + 1, length);
    }
    bag_report_free(bag_verify(folder, false, NULL, NULL, NULL, NULL));
    return 0;
}
