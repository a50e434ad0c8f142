#include "tests/support/corpus.h"
#include "tests/support/desk.h"
#include "tests/support/raw.h"

#include <string.h>

/* An archive with something of everything: shown, withheld, a name nobody may read, a history. */
static struct desk *with_archive(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_picture(desk, "kitchen.jpg", 2);
    desk_write(desk, "talk.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>Tea and milk\n");
    desk_expect(desk, 0, "CODE1\nCODE2\n", NULL, "add", "talk.mp3", "kitchen.jpg", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title=Two cups", "title@ur=دو پیالے",
                "+person=Ann Example=narrator", "+theme=Tea", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE2", "title=Unseen kitchen",
                "+person=Hidden Example=subject", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "Ann Example", NULL);
    return desk;
}

static char *written_as(struct desk *desk, const char *archive, const char *form)
{
    g_autofree char *to = g_strdup_printf("%s.%s", archive, form);
    g_autofree char *place = g_strconcat("DESK/", archive, NULL);
    desk_setenv(desk, "RWF_ARCHIVE", place);
    struct answer *answer = desk_run(desk, "export", form, "--all", "--yes", "--to", to, NULL);
    g_assert_cmpint(answer->status, ==, 3);
    answer_free(answer);
    return desk_checksum(desk, to);
}

static void test_rebuilds(void)
{
    struct desk *desk = with_archive();
    desk_expect(desk, 3, NULL, NULL, "export", "bag", "--all", "--yes", "--to", "whole", NULL);
    desk_expect(desk, 0, NULL, NULL, "init", "again", "--title", "For a bag", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/again");
    desk_expect(desk, 0, NULL, NULL, "import", "bag", "whole", NULL);
    struct answer *verified = desk_run(desk, "verify", NULL);
    g_assert_cmpint(verified->status, ==, 0);
    answer_free(verified);
    struct answer *here = desk_run(desk, "show", "CODE1", NULL);
    struct answer *log = desk_run(desk, "log", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/archive");
    struct answer *there = desk_run(desk, "show", "CODE1", NULL);
    struct answer *old_log = desk_run(desk, "log", NULL);
    g_assert_cmpstr(here->out, ==, there->out);
    g_assert_cmpstr(log->out, ==, old_log->out);
    answer_free(here);
    answer_free(there);
    answer_free(log);
    answer_free(old_log);
    g_autofree char *first = written_as(desk, "archive", "dc");
    g_autofree char *second = written_as(desk, "again", "dc");
    g_assert_cmpstr(first, ==, second);
    desk_destroy(desk);
}

/* What nobody agreed to show is in no byte of the bag, in any encoding it could have. */
static void test_withholds(void)
{
    struct desk *desk = with_archive();
    desk_expect(desk, 0, NULL, NULL, "export", "bag", "--to", "shown", NULL);
    g_assert_cmpint(desk_count_holding(desk, "shown", "Two cups"), >, 0);
    g_assert_cmpint(desk_count_holding(desk, "shown", "Unseen kitchen"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "shown", "Hidden Example"), ==, 0);
    desk_expect(desk, 0, NULL, NULL, "init", "again", "--title", "For a bag", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/again");
    desk_expect(desk, 0, NULL, NULL, "import", "bag", "shown", NULL);
    struct answer *list = desk_run(desk, "list", NULL);
    g_assert_nonnull(strstr(list->out, "Two cups"));
    g_assert_null(strstr(list->out, "Unseen"));
    answer_free(list);
    desk_destroy(desk);
}

static void test_some_items(void)
{
    struct desk *desk = with_archive();
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE2", "grant", "--by", "Ann Example", NULL);
    desk_expect(desk, 0, "wrote 1 item as bag, 5 files, to one\n", NULL, "export", "bag", "CODE1",
                "--to", "one", NULL);
    g_assert_cmpint(desk_count_named(desk, "one", "archive.db"), ==, 1); /* and no journal */
    desk_expect(desk, 1, "",
                "rwf: with --all a bag is of the whole archive, whose history tells of every item; "
                "name no items, or leave --all out\n",
                "export", "bag", "CODE1", "--all", "--yes", "--to", "other", NULL);
    desk_expect(desk, 0, NULL, NULL, "init", "again", "--title", "For a bag", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/again");
    desk_expect(desk, 0, "rebuilt “Test archive” from one: 1 item\n", "", "import", "bag", "one",
                NULL);
    desk_destroy(desk);
}

static void test_never_over_work(void)
{
    struct desk *desk = with_archive();
    desk_expect(desk, 0, NULL, NULL, "export", "bag", "--to", "shown", NULL);
    g_autofree char *before = desk_checksum(desk, "archive");
    desk_expect(desk, 1, "",
                "rwf: this archive has been worked in; make a new one for it with `rwf init FOLDER "
                "--title TITLE`\n",
                "import", "bag", "shown", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

/* One byte more, one file less, a database that is none: the archive stays as it was. */
static void test_damaged(void)
{
    static const char *const harms[] = {
        "printf x >> shown/data/archive.db",
        "rm shown/data/store/*/*",
        "echo 'BagIt-Version : 1.0' > shown/bagit.txt",
        "ln -s /etc/passwd shown/data/link",
        "cp /bin/true shown/data/archive.db && cd shown && sed -i \"s/.*archive.db/$(sha256sum "
        "data/archive.db | cut -d' ' -f1)  data\\/archive.db/\" manifest-sha256.txt && "
        "rm tagmanifest-sha256.txt && sed -i /Oxum/d bag-info.txt",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(harms); i++) {
        struct desk *desk = with_archive();
        g_autofree char *place = desk_path(desk, "");
        g_autofree char *line = g_strdup_printf("cd %s && %s", place, harms[i]);
        const char *shell[] = {"sh", "-c", line, NULL};
        int status = 0;
        desk_expect(desk, 0, NULL, NULL, "export", "bag", "--to", "shown", NULL);
        desk_expect(desk, 0, NULL, NULL, "init", "again", "--title", "For a bag", NULL);
        g_assert_true(g_spawn_sync(NULL, (char **)shell, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                                   NULL, NULL, &status, NULL));
        g_assert_cmpint(status, ==, 0);
        desk_setenv(desk, "RWF_ARCHIVE", "DESK/again");
        g_autofree char *before = desk_checksum(desk, "again");
        struct answer *answer = desk_run(desk, "import", "bag", "shown", NULL);
        g_test_message("%s: %s", harms[i], answer->err);
        g_assert_cmpint(answer->status, ==, 1);
        g_assert_cmpstr(answer->out, ==, "");
        answer_free(answer);
        g_autofree char *after = desk_checksum(desk, "again");
        g_assert_cmpstr(before, ==, after);
        desk_destroy(desk);
    }
}

/* A trigger in a foreign database, under a name that SQLite keeps for itself, which would consent to
 * whatever comes. */
static void test_trigger(void)
{
    struct desk *desk = with_archive();
    g_autofree char *database = desk_path(desk, "shown/data/archive.db");
    g_autofree char *bag = desk_path(desk, "shown");
    g_autofree char *line = g_strdup_printf(
        "cd %s && sed -i \"s/^[0-9a-f]*  data.archive.db/$(sha256sum data/archive.db | cut -d' ' "
        "-f1)  data\\/archive.db/\" manifest-sha256.txt && rm -f tagmanifest-sha256.txt "
        "data/archive.db-journal && sed -i /Oxum/d bag-info.txt",
        bag);
    const char *shell[] = {"sh", "-c", line, NULL};
    int status = 0;
    desk_expect(desk, 0, NULL, NULL, "export", "bag", "--to", "shown", NULL);
    struct raw *raw = raw_open(database);
    raw_run(raw, "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', "
                 "'sqlite_evil', 'item', 0, 'CREATE TRIGGER sqlite_evil AFTER INSERT ON item BEGIN "
                 "UPDATE consent SET state = ''granted''; END')");
    raw_close(raw);
    g_assert_true(g_spawn_sync(NULL, (char **)shell, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
    g_assert_cmpint(status, ==, 0);
    desk_expect(desk, 0, NULL, NULL, "init", "again", "--title", "For a bag", NULL);
    desk_setenv(desk, "RWF_ARCHIVE", "DESK/again");
    g_autofree char *before = desk_checksum(desk, "again");
    desk_says(desk, 1, "its tables and views are not those of a pack", "import", "bag", "shown",
              NULL);
    g_autofree char *after = desk_checksum(desk, "again");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

/* Files with their description; nothing of whom to ring up. */
static void test_foreign(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    desk_write(desk, "bag/bag-info.txt",
               "Contact-Name: Edna Example\nContact-Phone: 0000\nExternal-Description: Letters of "
               "a\n  kitchen\nSource-Organization: A library\n");
    desk_write(desk, "bag/data/letter.txt", "hello");
    desk_write(desk, "bag/manifest-md5.txt", "5d41402abc4b2a76b9719d911017c592  data/letter.txt\n");
    desk_expect(desk, 0, "CODE1\n", "", "import", "bag", "bag", NULL);
    struct answer *answer = desk_run(desk, "show", "CODE1", NULL);
    g_assert_nonnull(strstr(answer->out, "Letters of a kitchen"));
    g_assert_nonnull(strstr(answer->out, "Source-Organization: A library"));
    answer_free(answer);
    g_assert_cmpint(desk_count_holding(desk, "archive", "Edna"), ==, 0);
    desk_destroy(desk);
}

struct suite {
    struct desk *desk;
    int taken, refused;
};

static void take_bag(const char *path, char **fields, void *data)
{
    struct suite *suite = data;
    g_autofree char *before = desk_checksum(suite->desk, "archive");
    struct answer *answer = desk_run(suite->desk, "import", "bag", path, NULL);
    bool is_absent =
        g_str_has_suffix(path, "different-case") || g_str_has_suffix(path, "special-system-files");
    g_test_message("%s: %s", fields[0], answer->err);
    if (g_str_has_prefix(fields[2], "valid") && !is_absent) {
        g_assert_true(answer->status == 0 || answer->status == 3);
        suite->taken++;
    } else {
        g_autofree char *after = desk_checksum(suite->desk, "archive");
        g_assert_cmpint(answer->status, ==, 1);
        g_assert_cmpstr(before, ==, after);
        suite->refused++;
    }
    answer_free(answer);
}

static void test_suite(void)
{
    struct suite suite = {.desk = desk_create()};
    desk_archive(suite.desk);
    if (corpus_each("bagit", take_bag, &suite)) {
        g_test_message("%d taken, %d refused", suite.taken, suite.refused);
        g_assert_cmpint(suite.taken + suite.refused, ==, 37);
    }
    desk_destroy(suite.desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bag/a bag of the whole archive is that archive again", test_rebuilds);
    g_test_add_func("/bag/what is withheld is in no byte of a bag", test_withholds);
    g_test_add_func("/bag/a bag of some items holds only those", test_some_items);
    g_test_add_func("/bag/an archive that was worked in is never written over",
                    test_never_over_work);
    g_test_add_func("/bag/a damaged bag changes nothing", test_damaged);
    g_test_add_func("/bag/a database with a trigger of its own is not taken in", test_trigger);
    g_test_add_func("/bag/files of a foreign bag come in with what it says of itself",
                    test_foreign);
    g_test_add_func("/bag/the bags of the Library of Congress are taken or refused whole",
                    test_suite);
    return g_test_run();
}
