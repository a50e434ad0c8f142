#include "tests/support/desk.h"

#include "tests/support/given.h"

#include <string.h>
#include <sys/resource.h>

enum {
    COLUMN_FILE = 0,
    COLUMN_DECODES = 8,
    MOST_MEMORY_KB = 1500 * 1000 /* of any process, far above what one picture may need */
};

/* The table of a corpus, line after line without the heading; NULL where it is not there. */
static char **lines_of(const char *name)
{
    g_autofree char *table = g_strconcat(name, "/expected.tsv", NULL);
    g_autofree char *path = given_corpus(table);
    g_autofree char *text = NULL;
    if (path == NULL || !g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    char **lines = g_strsplit(text, "\n", -1);
    g_free(lines[0]);
    lines[0] = g_strdup("");
    return lines;
}

/* A line of stderr for each file that was not added: its name, and words. */
static void assert_said(const struct answer *answer, const char *file)
{
    g_autofree char *named = g_strdup_printf("/%s: ", file);
    const char *line = strstr(answer->err, named);
    if (line == NULL)
        g_error("%s was neither added nor named", file);
    g_assert_cmpuint(strcspn(line + strlen(named), "\n"), >, 20);
}

static bool is_added(const char *document, const char *file)
{
    g_autofree char *ending = g_strdup_printf("/%s\",", file);
    const char *at = strstr(document, ending);
    if (at == NULL) /* an empty file is no file to add: named, but not listed */
        return false;
    return g_str_has_prefix(strchr(at, '\n') + strspn(strchr(at, '\n'), " \n"),
                            "\"outcome\" : \"added\"") ||
           g_str_has_prefix(strchr(at, '\n') + strspn(strchr(at, '\n'), " \n"),
                            "\"outcome\" : \"already_there\"");
}

static int64_t largest_child_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss;
}

/* Told to be well by a decoder that says nothing and gives nothing to hear: 32 bits a sample are
 * more than FFmpeg 5.1 decodes of FLAC, and twenty samples last a quarter of a millisecond. */
static bool is_silently_empty(const char *file)
{
    return strcmp(file, "androidx/flac/bear_32bit.flac") == 0 ||
           strcmp(file, "androidx/wav/sample_80KHz_mono_20_repeating_1_samples.wav") == 0;
}

/* Adds the whole folder at once and holds the outcome of each file to the table. */
static void add_corpus(const char *name, int column, const char *yes)
{
    g_autofree char *folder = given_corpus(name);
    g_auto(GStrv) lines = lines_of(name);
    if (folder == NULL || lines == NULL) {
        g_test_skip("the corpora are not here; set RWF_CORPORA");
        return;
    }
    struct desk *desk = desk_create();
    desk_archive(desk);
    struct answer *answer = desk_run(desk, "--json", "--quiet", "add", folder, NULL);
    g_assert_cmpint(answer->status, ==, 3);
    int wrong = 0;
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
        if (g_strv_length(cells) <= (guint)column)
            continue;
        bool is_in = is_added(answer->out, cells[COLUMN_FILE]);
        if (!is_in)
            assert_said(answer, cells[COLUMN_FILE]);
        if (strcmp(cells[column], yes) == 0 && !is_in && !is_silently_empty(cells[COLUMN_FILE])) {
            g_test_message("%s decodes elsewhere, and was not added", cells[COLUMN_FILE]);
            wrong++;
        }
    }
    answer_free(answer);
    g_assert_cmpint(wrong, ==, 0);
    struct answer *verify = desk_run(desk, "verify", NULL);
    g_assert_cmpint(verify->status, ==, 0);
    g_assert_nonnull(strstr(verify->out, " 0 changed, 0 missing, 0 untracked\n"));
    answer_free(verify);
    g_assert_cmpint(desk_count_left(desk), ==, 0);
    desk_destroy(desk);
}

static void test_every_picture_of_the_corpora_is_added_or_named_with_its_reason(void)
{
    add_corpus("images", COLUMN_DECODES, "yes");
}

static void test_every_recording_of_the_corpora_is_added_or_named_with_its_reason(void)
{
    add_corpus("av", 11, "ok");
}

static void test_no_foreign_file_takes_more_memory_than_a_picture_may(void)
{
#ifndef __SANITIZE_ADDRESS__
    g_assert_cmpint(largest_child_kb(), <, MOST_MEMORY_KB);
#else
    g_test_skip("memory is not bounded with sanitizers");
    (void)largest_child_kb;
#endif
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/corpora/every picture is added or named with its reason",
                    test_every_picture_of_the_corpora_is_added_or_named_with_its_reason);
    g_test_add_func("/cli/corpora/every recording is added or named with its reason",
                    test_every_recording_of_the_corpora_is_added_or_named_with_its_reason);
    g_test_add_func("/cli/corpora/no foreign file takes more memory than a picture may",
                    test_no_foreign_file_takes_more_memory_than_a_picture_may);
    return g_test_run();
}
