#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Two items that may be shown, and one of each kind that may not. Words and bytes of the second
 * are all of the form “withheld-…”. */
static void given_exhibition(struct desk *desk)
{
    desk_archive(desk);
    desk_write(desk, "shown.txt", "words everybody may read");
    desk_sound(desk, "talk.mp3", 7);
    desk_write(desk, "talk.en.vtt",
               "WEBVTT\n\n00:00.000 --> 00:01.000\nwords to hear\n\n00:01.000 --> 00:02.000\n"
               "withheld-redacted words\n");
    desk_expect(desk, 0, "CODE1\nCODE2\n", NULL, "add", "shown.txt", "talk.mp3", "talk.en.vtt",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "withheld-signer",
                "--says", "shared with joy", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE2", "grant", "--by", "withheld-signer", NULL);
    desk_expect(desk, 0, NULL, NULL, "redact", "CODE2", "--from", "0:01", "--to", "0:02", "--why",
                "withheld-reason", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "+person=Known Person=narrator", NULL);
    desk_expect(desk, 0, NULL, NULL, "person", "set", "Known Person", "about=known", NULL);
    desk_expect(desk, 0, NULL, NULL, "person", "set", "Known Person", "--hidden",
                "withheld-old-name", NULL);
}

/* An item that may not be shown, with words of its own in every place words can stand. */
static char *given_withheld(struct desk *desk, const char *name)
{
    g_autofree char *file = g_strdup_printf("withheld-%s.txt", name);
    g_autofree char *words = g_strdup_printf("withheld-%s-words", name);
    g_autofree char *title = g_strdup_printf("title=withheld-%s-title", name);
    g_autofree char *urdu = g_strdup_printf("title@ur=withheld-%s-urdu", name);
    g_autofree char *person = g_strdup_printf("+person=withheld-%s-person=narrator", name);
    g_autofree char *theme = g_strdup_printf("+theme=withheld-%s-theme", name);
    g_autofree char *quotation = g_strdup_printf("+quotation=withheld-%s-quotation", name);
    desk_write(desk, file, words);
    char *code = desk_add(desk, file);
    desk_expect(desk, 0, NULL, NULL, "set", code, title, urdu, person, theme, quotation, NULL);
    return code;
}

static void withhold_each_way(struct desk *desk)
{
    g_free(given_withheld(desk, "none"));
    g_autofree char *lapsed = given_withheld(desk, "lapsed");
    g_autofree char *review = given_withheld(desk, "review");
    g_autofree char *suspended = given_withheld(desk, "suspended");
    g_autofree char *withdrawn = given_withheld(desk, "withdrawn");
    g_autofree char *web = given_withheld(desk, "web");
    g_autofree char *embargoed = given_withheld(desk, "embargoed");
    g_autofree char *closed = given_withheld(desk, "closed");
    const char *granted[] = {review, suspended, withdrawn, embargoed, closed};
    desk_expect(desk, 0, NULL, NULL, "consent", lapsed, "grant", "--by", "W", "--until",
                "2020-01-01", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", web, "grant", "--by", "W", "--scope", "web", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(granted); i++)
        desk_expect(desk, 0, NULL, NULL, "consent", granted[i], "grant", "--by", "W", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", review, "review", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", suspended, "suspend", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", withdrawn, "withdraw", "--why", "withheld-why",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "embargo", embargoed, "2999-01-01", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", closed, "access=closed", NULL);
}

static void test_no_word_and_no_byte_of_a_withheld_thing_is_in_a_pack(void)
{
    struct desk *desk = desk_create();
    given_exhibition(desk);
    withhold_each_way(desk);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    /* The search finds in the pack what may be shown, and in the archive what may not. */
    g_assert_cmpint(desk_count_holding(desk, "pack", "words everybody may read"), >, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "shared with joy"), >, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "words to hear"), >, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "Known Person"), >, 0);
    static const char *const names[] = {"none",      "lapsed", "review",    "suspended",
                                        "withdrawn", "web",    "embargoed", "closed"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *words = g_strdup_printf("withheld-%s-", names[i]);
        g_assert_cmpint(desk_count_holding(desk, "archive", words), >, 0);
    }
    static const char *const others[] = {"withheld-signer", "withheld-redacted",
                                         "withheld-reason", "withheld-old-name",
                                         "withheld-why",    "talk.mp3"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_assert_cmpint(desk_count_holding(desk, "archive", others[i]), >, 0);
        if (desk_count_holding(desk, "pack", others[i]) != 0)
            g_error("“%s” is in the pack", others[i]);
    }
    g_assert_cmpint(desk_count_holding(desk, "pack", "withheld-"), ==, 0);
    desk_destroy(desk);
}

static GHashTable *bytes_below(const char *root, const char *inner, GHashTable *all)
{
    g_autofree char *path = g_build_filename(root, inner, NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL) {
        char *bytes = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_hash_table_insert(all, g_strdup(inner), g_bytes_new_take(bytes, length));
        return all;
    }
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *next = g_build_filename(inner, name, NULL);
        bytes_below(root, next, all);
    }
    return all;
}

static GHashTable *bytes_of(struct desk *desk, const char *name)
{
    g_autofree char *root = desk_path(desk, name);
    return bytes_below(
        root, "",
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref));
}

static void assert_same_bytes(struct desk *desk, const char *one, const char *other)
{
    g_autoptr(GHashTable) first = bytes_of(desk, one);
    g_autoptr(GHashTable) second = bytes_of(desk, other);
    GHashTableIter at;
    void *name;
    void *bytes;
    g_assert_cmpuint(g_hash_table_size(first), ==, g_hash_table_size(second));
    g_hash_table_iter_init(&at, first);
    while (g_hash_table_iter_next(&at, &name, &bytes)) {
        GBytes *same = g_hash_table_lookup(second, name);
        if (same == NULL || !g_bytes_equal(bytes, same))
            g_error("%s differs between %s and %s", (char *)name, one, other);
    }
}

static void test_the_same_archive_gives_the_same_bytes(void)
{
    struct desk *desk = desk_create();
    given_exhibition(desk);
    desk_expect(desk, 0, NULL, "", "publish", "one", NULL);
    g_usleep(1100 * 1000);
    desk_expect(desk, 0, NULL, "", "publish", "two", NULL);
    assert_same_bytes(desk, "one", "two");
    desk_expect(desk, 0, NULL, "", "backup", "safe.tar", NULL);
    desk_expect(desk, 0, NULL, "", "restore", "safe.tar", "copy", NULL);
    desk_expect(desk, 0, NULL, "", "-C", "copy", "publish", "three", NULL);
    assert_same_bytes(desk, "one", "three");
    desk_destroy(desk);
}

static void test_a_pack_takes_the_place_of_an_older_one_and_of_nothing_else(void)
{
    struct desk *desk = desk_create();
    given_exhibition(desk);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    desk_write(desk, "pack/data/objects/stray.txt", "left by somebody");
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "withdraw", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    g_assert_cmpint(desk_count_holding(desk, "pack", "words everybody may read"), ==, 0);
    g_assert_cmpint(desk_count_named(desk, "pack", "stray"), ==, 0);
    g_assert_cmpint(desk_count_named(desk, ".", ".pack"), ==, 0);
    desk_write(desk, "precious/letter.txt", "irreplaceable");
    desk_expect(desk, 1, "",
                "rwf: DESK/precious is there already and is no pack; choose another name\n",
                "publish", "precious", NULL);
    g_autofree char *letter = desk_read(desk, "precious/letter.txt");
    g_assert_cmpstr(letter, ==, "irreplaceable");
    desk_destroy(desk);
}

static void test_a_rehearsal_says_what_is_in_what_is_not_and_why(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "a.txt", "one");
    desk_write(desk, "b.txt", "two");
    desk_expect(desk, 0, "CODE1\nCODE2\n", NULL, "add", "a.txt", "b.txt", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A", NULL);
    struct answer *answer = desk_run(desk, "publish", "pack", "--dry-run", NULL);
    g_assert_cmpint(answer->status, ==, 0);
    g_assert_true(g_str_has_prefix(answer->out, "in   CODE1  a\nout  CODE2  b: nobody's consent"));
    g_assert_nonnull(strstr(answer->out, "\n1 would be in, 1 not; nothing was written\n"));
    answer_free(answer);
    g_assert_cmpint(desk_count_named(desk, ".", "bagit.txt"), ==, 0);
    desk_destroy(desk);
}

static void test_only_what_a_filter_names_of_what_may_be_shown(void)
{
    struct desk *desk = desk_create();
    given_exhibition(desk);
    desk_expect(desk, 0, NULL, "", "publish", "pack", "--only", "kind=oral_history", NULL);
    g_assert_cmpint(desk_count_holding(desk, "pack", "words to hear"), >, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "words everybody may read"), ==, 0);
    desk_expect(desk, 0, NULL, "", "pack", "check", "pack", NULL);
    desk_destroy(desk);
}

static void test_a_pack_that_was_tampered_with_is_refused_by_name(void)
{
    struct desk *desk = desk_create();
    given_exhibition(desk);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    struct answer *sound = desk_run(desk, "pack", "check", "pack", NULL);
    g_assert_cmpint(sound->status, ==, 0);
    g_assert_true(g_str_has_prefix(sound->out, "pack is sound: 2 items, "));
    answer_free(sound);
    desk_write(desk, "pack/data/extra.txt", "slipped in");
    struct answer *extra = desk_run(desk, "pack", "check", "pack", NULL);
    g_assert_cmpint(extra->status, ==, 1);
    g_assert_nonnull(strstr(extra->out, "unlisted  data/extra.txt"));
    answer_free(extra);
    g_autofree char *path = desk_path(desk, "pack/data/extra.txt");
    g_unlink(path);
    g_autofree char *database = desk_path(desk, "pack/data/catalogue.db");
    g_chmod(database, 0644);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(database, &bytes, &length, NULL));
    bytes[length / 2] ^= 1;
    desk_write_bytes(desk, "pack/data/catalogue.db", bytes, length);
    struct answer *changed = desk_run(desk, "pack", "check", "pack", NULL);
    g_assert_cmpint(changed->status, ==, 1);
    g_assert_nonnull(strstr(changed->out, "changed   data/catalogue.db"));
    answer_free(changed);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/publish/no word and no byte of a withheld thing is in a pack",
                    test_no_word_and_no_byte_of_a_withheld_thing_is_in_a_pack);
    g_test_add_func("/cli/publish/the same archive gives the same bytes",
                    test_the_same_archive_gives_the_same_bytes);
    g_test_add_func("/cli/publish/a pack takes the place of an older one, and of nothing else",
                    test_a_pack_takes_the_place_of_an_older_one_and_of_nothing_else);
    g_test_add_func("/cli/publish/a rehearsal says what is in, what is not, and why",
                    test_a_rehearsal_says_what_is_in_what_is_not_and_why);
    g_test_add_func("/cli/publish/only what a filter names of what may be shown",
                    test_only_what_a_filter_names_of_what_may_be_shown);
    g_test_add_func("/cli/publish/a pack that was tampered with is refused by name",
                    test_a_pack_that_was_tampered_with_is_refused_by_name);
    return g_test_run();
}
