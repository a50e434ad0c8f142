#include "tests/support/desk.h"

#include <string.h>

/* An archive with something of everything: files, people, words, notes, consent, a trail. */
static struct desk *with_archive(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_picture(desk, "kitchen.jpg", 2);
    desk_write(desk, "talk.vtt",
               "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>Tea, \"please\"\n\n"
               "00:01.000 --> 00:01.900\nMilk\n");
    g_autofree char *talk = desk_add(desk, "talk.mp3");
    g_autofree char *kitchen = desk_add(desk, "kitchen.jpg");
    answer_free(
        desk_run(desk, "attach", talk, "talk.vtt", "--role", "transcript", "--lang", "en", NULL));
    answer_free(desk_run(desk, "set", talk, "title=Two cups", "title@ur=دو کپ", "date=c.1975",
                         "identifier=T-1", "description=Lines,\n\"quoted\"; and\ttabs",
                         "+person=Ann Example=narrator: of Chapeltown", "+person=Bob=interviewer",
                         "+place=Leeds", "+theme=Tea", "+theme=Housing, old", "rights=CC BY 4.0",
                         "+quotation=[0:01] Milk", NULL));
    answer_free(desk_run(desk, "set", kitchen, "title= blanks ", "alt_short=A kitchen", NULL));
    answer_free(desk_run(desk, "note", talk, "add", "--level", "1", "--says", "Tea", NULL));
    answer_free(desk_run(desk, "theme", "set", "Tea", "parent=Housing, old", NULL));
    answer_free(desk_run(desk, "person", "set", "Ann Example", "also=Annie", NULL));
    answer_free(desk_run(desk, "consent", talk, "grant", "--by", "Ann Example", "--scope",
                         "kiosk,web,quotation", NULL));
    answer_free(desk_run(desk, "trail", "add", "A walk", NULL));
    answer_free(desk_run(desk, "trail", "set", "A walk", "+stop=T-1", NULL));
    answer_free(desk_run(desk, "event", "add", "Opened", "--date", "1975", NULL));
    return desk;
}

/* Exports, imports into an archive of its own, exports again: the folders hold the same bytes. */
static void go_round(struct desk *desk, const char *form, const char *ending, const char *all)
{
    g_autofree char *first = g_strconcat("first", ending, NULL);
    g_autofree char *second = g_strconcat("second", ending, NULL);
    struct answer *out =
        desk_run(desk, "export", form, "--to", first, all, all ? "--yes" : NULL, NULL);
    g_assert_cmpint(out->status, ==, all != NULL ? 3 : 0);
    answer_free(out);
    answer_free(desk_run(desk, "init", "other", "--title", "Another", NULL));
    struct answer *in = desk_run(desk, "-C", "other", "import", form, first, NULL);
    if (in->status != 0)
        g_error("%s", in->err);
    answer_free(in);
    answer_free(desk_run(desk, "-C", "other", "export", form, "--to", second, all,
                         all ? "--yes" : NULL, NULL));
    if (*ending == '\0') {
        g_autofree char *before = desk_checksum(desk, first);
        g_autofree char *after = desk_checksum(desk, second);
        g_assert_cmpstr(before, ==, after);
    } else {
        g_autofree char *before = desk_read(desk, first);
        g_autofree char *after = desk_read(desk, second);
        g_assert_cmpstr(before, ==, after);
    }
}

static void round_folder(const void *form)
{
    struct desk *desk = with_archive();
    go_round(desk, form, "", "--all");
    answer_free(desk_run(desk, "-C", "other", "verify", NULL));
    desk_expect(desk, 0, "took back the last 1 command\n", "", "-C", "other", "undo", NULL);
    desk_expect(desk, 0, "", "no items\n", "-C", "other", "list", NULL);
    desk_destroy(desk);
}

static void round_shown(const void *form)
{
    struct desk *desk = with_archive();
    go_round(desk, form, "", NULL);
    g_assert_cmpint(desk_count_holding(desk, "first", "Two cups"), >, 0);
    g_assert_cmpint(desk_count_holding(desk, "first", "A kitchen"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "first", "T-1"), ==, 0);
    desk_destroy(desk);
}

static void round_sheet(void)
{
    struct desk *desk = with_archive();
    go_round(desk, "csv", ".csv", "--all");
    g_autofree char *sheet = desk_read(desk, "first.csv");
    g_assert_true(g_str_has_prefix(sheet, "code,title,title@ur,"));
    g_assert_nonnull(strstr(sheet, "\"Lines,\n\"\"quoted\"\"; and\ttabs\""));
    desk_expect(desk, 0, "", "first.csv: 0 added, 0 changed, 2 as they were, 0 refused\n", "import",
                "csv", "first.csv", "--update", NULL);
    desk_destroy(desk);
}

static void asks_before_all(void)
{
    struct desk *desk = with_archive();
    desk_expect(desk, 1, "",
                "rwf: --all also writes what nobody agreed to show, what is redacted and names "
                "withheld; where that is meant, say so: add --yes\n",
                "export", "json", "--all", "--to", "out.json", NULL);
    static const char *const no[] = {"n\n", NULL};
    static const char *const yes[] = {"y\n", NULL};
    g_autofree char *first = desk_type(desk, "rwf export json --all --to out.json", no);
    g_assert_nonnull(strstr(first, "Is that meant? [y/N]"));
    g_assert_cmpint(desk_count_named(desk, ".", "out.json"), ==, 0);
    g_autofree char *second = desk_type(desk, "rwf export json --all --to out.json", yes);
    g_assert_nonnull(strstr(second, "wrote 2 items as json"));
    desk_destroy(desk);
}

static void known_rows_stay(void)
{
    struct desk *desk = with_archive();
    answer_free(desk_run(desk, "export", "json", "--all", "--yes", "--to", "out", NULL));
    g_autofree char *before = desk_checksum(desk, "archive");
    struct answer *answer = desk_run(desk, "import", "json", "out", NULL);
    g_assert_cmpint(answer->status, ==, 0);
    g_assert_cmpstr(answer->out, ==, "imported 0 items\n");
    answer_free(answer);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

/* What is no export: one sentence, and not a byte of the archive is another. */
static void bad_documents(void)
{
    static const char *const cases[] = {
        "",
        "[]",
        "{",
        "{\"form\": \"other\"}",
        "{\"form\": \"rwf archive\", \"version\": 99}",
        "{\"form\": \"rwf archive\", \"version\": 1, \"items\": 7}",
        "{\"form\": \"rwf archive\", \"version\": 1, \"items\": [{\"id\": \"x\"}]}",
        "{\"form\": \"rwf archive\", \"version\": 1, \"items\": [{\"id\": \"5\", \"wages\": 1}]}",
        ("{\"form\": \"rwf archive\", \"version\": 1, \"items\": [{\"id\": \"5\", \"files\": "
         "[{\"id\": \"6\", \"digest\": \"../../etc/passwd\"}]}]}"),
        "PK\x03\x04",
    };
    struct desk *desk = desk_create();
    desk_archive(desk);
    g_autofree char *before = desk_checksum(desk, "archive");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        desk_write(desk, "bad.json", cases[i]);
        struct answer *answer = desk_run(desk, "import", "json", "bad.json", NULL);
        if (answer->status != 1 || strstr(answer->err, "bad.json") == NULL)
            g_error("case %zu: status %d: %s", i, answer->status, answer->err);
        answer_free(answer);
    }
    g_autofree char *deep = g_strnfill(100000, '[');
    desk_write(desk, "bad.json", deep);
    desk_expect(desk, 1, "",
                "rwf: bad.json: it was not written by `rwf export json`: its lists stand too deep "
                "in each other\n",
                "import", "json", "bad.json", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

static void changed_file(void)
{
    struct desk *desk = with_archive();
    answer_free(desk_run(desk, "export", "json", "--all", "--yes", "--to", "out", NULL));
    g_autofree char *files = desk_path(desk, "out/files");
    g_autoptr(GDir) dir = g_dir_open(files, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_strconcat("out/files/", name, NULL);
        desk_write(desk, path, "changed");
    }
    answer_free(desk_run(desk, "init", "other", "--title", "Another", NULL));
    struct answer *answer = desk_run(desk, "-C", "other", "import", "json", "out", NULL);
    g_assert_cmpint(answer->status, ==, 3);
    g_assert_nonnull(strstr(answer->err, "its bytes are not what its name says"));
    g_assert_cmpstr(answer->out, ==, "imported 0 items\n");
    answer_free(answer);
    g_assert_cmpint(desk_count_holding(desk, "other/store", "changed"), ==, 0);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/carry/json comes back as it was, to the byte", "json", round_folder);
    g_test_add_data_func("/carry/a folder of sheets comes back as it was, to the byte", "csv",
                         round_folder);
    g_test_add_data_func("/carry/what may be shown goes as json, and nothing else", "json",
                         round_shown);
    g_test_add_data_func("/carry/what may be shown goes as sheets, and nothing else", "csv",
                         round_shown);
    g_test_add_func("/carry/one sheet comes back as it was, to the byte", round_sheet);
    g_test_add_func("/carry/what may not be shown leaves only where that is meant",
                    asks_before_all);
    g_test_add_func("/carry/what the archive has stays as it is", known_rows_stay);
    g_test_add_func("/carry/what is no export is one sentence and changes nothing", bad_documents);
    g_test_add_func("/carry/a file that was changed on its way is not taken", changed_file);
    return g_test_run();
}
