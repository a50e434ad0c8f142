#include "catalogue/asset.h"
#include "catalogue/cue.h"
#include "catalogue/error.h"
#include "catalogue/name.h"
#include "catalogue/person.h"
#include "catalogue/redaction.h"
#include "catalogue/shown_item.h"
#include "catalogue/shown_search.h"
#include "catalogue/snapshot.h"
#include "catalogue/theme.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

#include <glib/gstdio.h>
#include <string.h>

/* Words that must not be in any pack; each is written somewhere it must not come out of. */
static const char *const secrets[] = {
    "Zwithhelditem", "Zhiddenname",   "Zwithheldname", "Zredactedwords", "Zsignedby",
    "Zoriginalname", "Zredactreason", "Zunusedtheme",  "Zclosedperson",  "Zidentifier",
};

static void write_person(struct given *given, int64_t item, const char *name, bool is_withheld,
                         const char *hidden)
{
    g_autoptr(GError) error = NULL;
    struct person person = {.name = name, .is_name_withheld = is_withheld};
    person_insert(given->db, &person, &error);
    g_assert_no_error(error);
    struct contributor link = {.item = item, .person = person.id, .role = "narrator"};
    person_link(given->db, &link, &error);
    g_assert_no_error(error);
    if (hidden == NULL)
        return;
    struct name other = {.owner = person.id, .standing = "hidden", .name = hidden};
    name_put(given->db, &other, &error);
    g_assert_no_error(error);
}

static void write_lines(struct given *given, int64_t item)
{
    g_autoptr(GError) error = NULL;
    const struct cue cues[] = {{.begin_ms = 0, .end_ms = 1000, .text = "Open words"},
                               {.begin_ms = 1000, .end_ms = 2000, .text = "Zredactedwords"}};
    cue_replace(given->db, item, 0, "transcript", "en", cues, 2, -1, &error);
    g_assert_no_error(error);
    struct redaction redaction = {
        .item = item, .begin_ms = 1500, .end_ms = 1600, .why = "Zredactreason"};
    redaction_insert(given->db, &redaction, &error);
    g_assert_no_error(error);
}

static int64_t fill(struct given *given)
{
    g_autoptr(GError) error = NULL;
    int64_t shown = given_shown_item(given, "oral_history", "A shown story");
    int64_t closed = given_item(given, "text", "Zwithhelditem");
    struct item item;
    g_assert_true(item_get(given->db, shown, given->strings, &item, &error));
    item.identifier = "Zidentifier";
    g_assert_true(item_update(given->db, &item, &error));
    struct consent consent = CONSENT_NEW;
    consent.item = shown;
    consent.agreed_by = "Zsignedby";
    g_assert_true(consent_read_scope(&consent, "all", &error));
    g_assert_true(consent_grant(given->db, &consent, "tester", "Zredactreason", &error));
    given_asset(given, shown, "thumbnail", "shown thumbnail");
    given_asset(given, shown, "original", "the original");
    given_asset(given, closed, "screen", "closed screen");
    write_person(given, shown, "Shown Narrator", false, "Zhiddenname");
    write_person(given, shown, "Zwithheldname", true, "Zhiddenname of withheld");
    write_person(given, closed, "Zclosedperson", false, NULL);
    write_lines(given, shown);
    struct theme theme = {.name = "Zunusedtheme"};
    g_assert_true(theme_insert(given->db, &theme, &error));
    g_assert_true(theme_link(given->db, closed, theme.id, &error));
    return shown;
}

static char *pack_of(struct given *given, const char *name, GPtrArray **digests)
{
    g_autoptr(GError) error = NULL;
    char *file = g_build_filename(given->folder, name, NULL);
    snapshot_write(given->db, file, digests, &error);
    g_assert_no_error(error);
    return file;
}

static void no_secret_inside(void)
{
    g_autoptr(given) given = given_archive();
    fill(given);
    g_autofree char *file = pack_of(given, "pack.db", NULL);
    g_autofree char *bytes = NULL;
    size_t length;
    g_assert_true(g_file_get_contents(file, &bytes, &length, NULL));
    g_assert_nonnull(memmem(bytes, length, "Open words", 10));
    for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++)
        if (memmem(bytes, length, secrets[i], strlen(secrets[i])) != NULL) {
            g_test_message("%s is in the pack", secrets[i]);
            g_test_fail();
        }
    /* The index holds words in lower case. */
    g_autoptr(GError) error = NULL;
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    g_assert_no_error(error);
    for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++) {
        g_autoptr(shown_hits) hits =
            shown_search(archive_db(pack), secrets[i], 0, 10, "en", &error);
        g_assert_no_error(error);
        g_assert_cmpuint(hits->count, ==, 0);
    }
}

static void shown_is_inside(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) digests = NULL;
    int64_t shown = fill(given);
    g_autofree char *file = pack_of(given, "pack.db", &digests);
    g_assert_cmpuint(digests->len, ==, 1);
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    g_assert_no_error(error);
    g_autoptr(shown_item) item = shown_item_read(archive_db(pack), shown, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(item->card.title, ==, "A shown story");
    g_assert_cmpstr(item->card.thumbnail.digest, ==, digests->pdata[0]);
    g_assert_cmpuint(item->contributor_count, ==, 2);
    g_assert_cmpuint(item->withheld_count, ==, 1);
    g_assert_cmpint(item->withheld[0].begin_ms, ==, 1500);
    g_assert_cmpint(item->withheld[0].end_ms, ==, 1600);
    g_autoptr(shown_cues) cues =
        shown_cues_read(archive_db(pack), shown, "transcript", "en", &error);
    g_assert_cmpuint(cues->count, ==, 1);
    g_autoptr(shown_hits) hits = shown_search(archive_db(pack), "open wor", 0, 10, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(hits->count, ==, 1);
    g_assert_cmpstr(hits->hits[0].field, ==, "cue");
    g_assert_cmpstr(hits->hits[0].language, ==, "en");
}

static void assert_same_bytes(const char *one, const char *other)
{
    g_autofree char *a = NULL;
    g_autofree char *b = NULL;
    size_t size_a;
    size_t size_b;
    g_assert_true(g_file_get_contents(one, &a, &size_a, NULL));
    g_assert_true(g_file_get_contents(other, &b, &size_b, NULL));
    g_assert_cmpmem(a, size_a, b, size_b);
}

static void same_archive_same_bytes(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    fill(given);
    for (int i = 0; i < 40; i++)
        given_shown_item(given, "picture", "One of many");
    g_autofree char *first = pack_of(given, "first.db", NULL);
    g_autofree char *second = pack_of(given, "second.db", NULL);
    assert_same_bytes(first, second);
    g_autofree char *file = g_build_filename(given->folder, "copy.db", NULL);
    g_assert_true(archive_backup(given->db, file, NULL, NULL, &error));
    struct raw *raw = raw_open(file);
    raw_run(raw, "VACUUM");
    raw_close(raw);
    g_autoptr(db) copy = db_open(file, DB_WRITE, &error);
    g_assert_no_error(error);
    g_autofree char *third = g_build_filename(given->folder, "third.db", NULL);
    g_assert_true(snapshot_write(copy, third, NULL, &error));
    assert_same_bytes(first, third);
}

static void nothing_left_beside(void)
{
    g_autoptr(given) given = given_archive();
    fill(given);
    g_autofree char *folder = g_build_filename(given->folder, "data", NULL);
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    g_autofree char *file = pack_of(given, "data/catalogue.db", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_cmpstr(g_dir_read_name(dir), ==, "catalogue.db");
    g_assert_null(g_dir_read_name(dir));
    g_unlink(file);
    g_rmdir(folder);
}

static void contributors_alternate(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct person people[2] = {{.name = "First"}, {.name = "Second"}};
    for (int i = 0; i < 2; i++)
        g_assert_true(person_insert(given->db, &people[i], &error));
    for (int i = 0; i < 12; i++) {
        int64_t item = given_shown_item(given, "text", "A poem");
        struct contributor link = {.item = item, .person = people[i < 6].id, .role = "poet"};
        g_assert_true(person_link(given->db, &link, &error));
    }
    g_autofree char *file = pack_of(given, "pack.db", NULL);
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    g_autoptr(shown_page) page = shown_page_read(archive_db(pack), &(struct shown_filter){0}, NULL,
                                                 SHOWN_FORWARD, 12, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(page->count, ==, 12);
    for (size_t i = 1; i < page->count; i++)
        g_assert_cmpstr(page->cards[i].contributor, !=, page->cards[i - 1].contributor);
}

static void nothing_left_on_failure(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    fill(given);
    g_autofree char *file = pack_of(given, "pack.db", NULL);
    g_assert_false(snapshot_write(given->db, file, NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_autofree char *nowhere = g_build_filename(given->folder, "missing", "pack.db", NULL);
    g_assert_false(snapshot_write(given->db, nowhere, NULL, &error));
    g_assert_nonnull(error);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/snapshot/nothing withheld is in its bytes", no_secret_inside);
    g_test_add_func("/snapshot/what may be shown is in it", shown_is_inside);
    g_test_add_func("/snapshot/the same archive gives the same bytes, a copy of it too",
                    same_archive_same_bytes);
    g_test_add_func("/snapshot/no journal or other file is left beside it", nothing_left_beside);
    g_test_add_func("/snapshot/contributors alternate where ranks are equal",
                    contributors_alternate);
    g_test_add_func("/snapshot/a failure leaves nothing behind and replaces nothing",
                    nothing_left_on_failure);
    return g_test_run();
}
