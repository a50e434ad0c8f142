#include "tests/support/corpus.h"

#include <glib.h>

static char *find(const char *name)
{
    const char *folder = g_getenv("RWF_CORPORA"), *source = g_getenv("RWF_SOURCE");

    if (folder != NULL)
        return g_build_filename(folder, name, NULL);
    return g_build_filename(source != NULL ? source : ".", "..", "shared", "corpora", name, NULL);
}

char *corpus_folder(const char *name)
{
    g_autofree char *folder = find(name);

    if (g_file_test(folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&folder);
    g_test_skip("the corpus is not here; name its folder in RWF_CORPORA");
    return NULL;
}

char *corpus_file(const char *name, const char *file)
{
    g_autofree char *folder = find(name);

    return g_build_filename(folder, file, NULL);
}

bool corpus_each(const char *name, void (*row)(const char *path, char **fields, void *data),
                 void *data)
{
    g_autofree char *folder = corpus_folder(name);
    g_autofree char *table = NULL, *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (folder == NULL)
        return false;
    table = g_build_filename(folder, "expected.tsv", NULL);
    g_assert_true(g_file_get_contents(table, &text, NULL, NULL));
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", -1);
        g_autofree char *path = g_build_filename(folder, fields[0], NULL);

        row(path, fields, data);
    }
    return true;
}
