#include "tests/support/desk.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_sound_pictures_and_film_become_items_one_code_a_line(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "in/a_talk.mp3", 1);
    desk_picture(desk, "in/kitchen-table.jpg", 2);
    desk_film(desk, "in/procession.mp4", 3);
    desk_expect(desk, 0, "CODE1\nCODE2\nCODE3\n", "added 3, already there 0, not added 0\n", "add",
                "in", NULL);
    struct answer *list = desk_run(desk, "list", NULL);
    g_assert_nonnull(
        strstr(list->out, "code        kind          title          date  people  shown\n"));
    g_assert_nonnull(strstr(list->out, "CODE1  oral_history  a talk                       no\n"));
    g_assert_nonnull(strstr(list->out, "CODE2  picture       kitchen table                no\n"));
    g_assert_nonnull(strstr(list->out, "CODE3  film          procession                   no\n"));
    answer_free(list);
    desk_expect(desk, 0, NULL, "", "verify", NULL);
    desk_destroy(desk);
}

static void test_the_same_bytes_are_said_not_added(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "in/a.jpg", 1);
    g_autofree char *bytes = desk_path(desk, "in/a.jpg");
    g_autofree char *copy = desk_path(desk, "in/b.jpg");
    g_autoptr(GFile) from = g_file_new_for_path(bytes);
    g_autoptr(GFile) to = g_file_new_for_path(copy);
    g_assert_true(g_file_copy(from, to, 0, NULL, NULL, NULL, NULL));
    desk_expect(desk, 3, "CODE1\n",
                "rwf: warning: in/b.jpg: not added: the same bytes as in/a.jpg, which is CODE1\n"
                "added 1, already there 1, not added 0\n",
                "add", "in", NULL);
    desk_expect(
        desk, 3, "",
        "rwf: warning: in/a.jpg: not added: the archive has these bytes already, as CODE1\n", "add",
        "in/a.jpg", NULL);
    desk_destroy(desk);
}

static void test_a_broken_file_does_not_stop_the_others(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "in/a.jpg", 1);
    desk_write(desk, "in/broken.jpg", "\xff\xd8\xff\xe0 no more of it");
    desk_picture(desk, "in/c.jpg", 3);
    struct answer *answer = desk_run(desk, "add", "in", NULL);
    g_assert_cmpint(answer->status, ==, 3);
    g_assert_cmpstr(answer->out, ==, "CODE1\nCODE2\n");
    g_assert_nonnull(strstr(answer->err, "rwf: warning: in/broken.jpg: not added: "));
    g_assert_nonnull(strstr(answer->err, "added 2, already there 0, not added 1\n"));
    answer_free(answer);
    desk_expect(desk, 0, NULL, "", "verify", NULL);
    desk_destroy(desk);
}

static void test_nothing_is_left_behind_by_files_that_are_refused(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "broken.png", "\x89PNG\r\n\x1a\n no more of it");
    desk_write(desk, "words.mp3", "these are only words");
    struct answer *answer = desk_run(desk, "add", "broken.png", "words.mp3", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    g_assert_cmpstr(answer->out, ==, "");
    g_assert_nonnull(strstr(answer->err, "words.mp3: not added: by its name it is no text"));
    g_assert_nonnull(strstr(answer->err, "rwf: nothing was added\n"));
    answer_free(answer);
    desk_expect(desk, 0, "0 intact, 0 changed, 0 missing, 0 untracked\n", "", "verify", NULL);
    desk_destroy(desk);
}

static void test_a_missing_file_stops_before_anything_is_added(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_expect(desk, 1, "", "rwf: gone.jpg: No such file or directory; nothing was added\n", "add",
                "a.jpg", "gone.jpg", NULL);
    desk_expect(desk, 0, "", "no items\n", "list", NULL);
    desk_destroy(desk);
}

static void test_wrong_fields_are_refused_before_any_file_is_opened(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    struct answer *answer = desk_run(desk, "add", "a.jpg", "--kind", "photo", NULL);
    g_assert_cmpint(answer->status, !=, 0);
    g_assert_cmpstr(answer->out, ==, "");
    answer_free(answer);
    desk_expect(desk, 0, "0 intact, 0 changed, 0 missing, 0 untracked\n", "", "verify", NULL);
    desk_destroy(desk);
}

/* Links that lead in circles, pipes, empty files, leavings of systems, odd names, an archive. */
static void test_a_hostile_folder_is_walked_and_everything_left_out_is_said(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "in/deep/er/a.jpg", 1);
    desk_picture(desk, "in/two\nlines \x1b[31m.jpg", 2);
    desk_write(desk, "in/.hidden.jpg", "hidden");
    desk_write(desk, "in/Thumbs.db", "leavings");
    desk_write(desk, "in/.DS_Store", "leavings");
    desk_write(desk, "in/empty.mp4", "");
    g_autofree char *loop = desk_path(desk, "in/deep/loop");
    g_autofree char *link = desk_path(desk, "in/link.jpg");
    g_autofree char *pipe = desk_path(desk, "in/pipe.mp3");
    g_assert_cmpint(symlink("..", loop), ==, 0);
    g_assert_cmpint(symlink("deep/er/a.jpg", link), ==, 0);
    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    desk_expect(desk, 0, NULL, NULL, "init", "in/other", "--title", "Other", NULL);
    desk_expect(
        desk, 3, "CODE1\nCODE2\n",
        "rwf: warning: in/deep/loop: not added: it is a link; name the file it leads to\n"
        "rwf: warning: in/empty.mp4: not added: the file is empty; copy it again from where "
        "it came\n"
        "rwf: warning: in/link.jpg: not added: it is a link; name the file it leads to\n"
        "rwf: warning: in/other: not added: the folder is an archive itself\n"
        "rwf: warning: in/pipe.mp3: not added: it is a device or a pipe, not a file\n"
        "left out 3 hidden or system files\n"
        "added 2, already there 0, not added 5\n",
        "add", "in", NULL);
    desk_expect(desk, 3, "",
                "rwf: warning: in/link.jpg: not added: the archive has these bytes already, as "
                "CODE1\n",
                "add", "in/link.jpg", NULL);
    desk_destroy(desk);
}

static void test_a_folder_that_may_not_be_read_is_said(void)
{
    struct desk *desk = desk_create();
    if (getuid() == 0) {
        g_test_skip("root may read everything");
        desk_destroy(desk);
        return;
    }
    desk_archive(desk);
    desk_picture(desk, "in/a.jpg", 1);
    desk_picture(desk, "in/secret/b.jpg", 2);
    g_autofree char *secret = desk_path(desk, "in/secret");
    g_chmod(secret, 0);
    desk_expect(
        desk, 3, "CODE1\n",
        "rwf: warning: in/secret: the folder could not be read (Permission denied); nothing "
        "in it was added\nadded 1, already there 0, not added 1\n",
        "add", "in", NULL);
    g_chmod(secret, 0755);
    desk_destroy(desk);
}

static void test_timed_text_beside_a_recording_becomes_its_lines(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "in/talk.mp3", 1);
    desk_write(desk, "in/talk.ur.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nپہلی بات\n");
    desk_write(desk, "in/talk.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Amma>First words\n");
    desk_write(desk, "in/lonely.srt", "1\n00:00:00,000 --> 00:00:01,000\nNobody\n");
    desk_expect(desk, 3, "CODE1\n",
                "rwf: warning: in/lonely.srt: not attached: timed text without its recording; give "
                "it to an item: rwf attach ITEM in/lonely.srt --role transcript --lang TAG\n"
                "in/talk.ur.vtt: attached to CODE1 as its transcript in ur, 1 line\n"
                "in/talk.vtt: attached to CODE1 as its transcript in en, 1 line (the name says no "
                "language; interview.ur.vtt would say Urdu)\n"
                "added 1, already there 0, not added 1\n",
                "add", "in", NULL);
    desk_expect(desk, 0, "transcript in en\n    0:00  Amma: First words\n", "", "transcript",
                "CODE1", "show", "--lang", "en", NULL);
    desk_destroy(desk);
}

static void test_timed_text_in_another_encoding_is_refused_with_what_to_do(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, "talk.srt", "1\n00:00:00,000 --> 00:00:01,000\nCaf\xe9\n");
    g_autofree char *code = desk_add(desk, "talk.mp3");
    struct answer *answer =
        desk_run(desk, "attach", code, "talk.srt", "--role", "transcript", "--lang", "fr", NULL);
    g_assert_cmpint(answer->status, ==, 1);
    g_assert_nonnull(strstr(answer->err, "windows-1252"));
    answer_free(answer);
    desk_expect(desk, 0, "CODE1: transcript in fr, 1 line\n", "", "attach", code, "talk.srt",
                "--role", "transcript", "--lang", "fr", "--encoding", "windows-1252", NULL);
    desk_expect(desk, 0, "transcript in fr\n    0:00  Café\n", "", "transcript", code, "show",
                NULL);
    desk_destroy(desk);
}

static void test_json_says_what_became_of_each_file(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_expect(desk, 0,
                "{\n  \"command\" : \"add\",\n  \"files\" : [\n    {\n      \"file\" : \"a.jpg\",\n"
                "      \"outcome\" : \"added\",\n      \"code\" : \"CODE1\",\n      \"kind\" : "
                "\"picture\",\n      \"says\" : null\n    }\n  ],\n  \"added\" : 1,\n  "
                "\"already_there\" : 0,\n  \"refused\" : 0,\n  \"warnings\" : [],\n  \"status\" : "
                "0\n}\n",
                "", "--json", "add", "a.jpg", NULL);
    desk_destroy(desk);
}

static void test_a_poster_keeps_the_file_it_was_made_from(void)
{
    struct desk *desk = desk_create();
    g_autofree char *bytes = NULL;
    gsize length;
    desk_archive(desk);
    desk_film(desk, "film.mp4", 1);
    desk_picture(desk, "poster.jpg", 2);
    g_autofree char *path = desk_path(desk, "poster.jpg");
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_autofree char *digest =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    g_autofree char *code = desk_add(desk, "film.mp4");
    desk_expect(desk, 0, NULL, "", "attach", code, "poster.jpg", "--role", "poster", NULL);
    g_assert_cmpint(desk_count_named(desk, "archive/store", digest), ==, 1);
    struct answer *verify = desk_run(desk, "verify", NULL);
    g_assert_nonnull(strstr(verify->out, " 0 changed, 0 missing, 0 untracked"));
    answer_free(verify);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "grant", "--by", "A Person", NULL);
    desk_expect(desk, 0, NULL, NULL, "publish", "pack", NULL);
    g_assert_cmpint(desk_count_named(desk, "pack", digest), ==, 0);
    desk_expect(desk, 0, "CODE2\n", "", "add", "poster.jpg", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/add/sound, pictures and film become items, one code a line",
                    test_sound_pictures_and_film_become_items_one_code_a_line);
    g_test_add_func("/cli/add/the same bytes are said, not added",
                    test_the_same_bytes_are_said_not_added);
    g_test_add_func("/cli/add/a broken file does not stop the others",
                    test_a_broken_file_does_not_stop_the_others);
    g_test_add_func("/cli/add/nothing is left behind by files that are refused",
                    test_nothing_is_left_behind_by_files_that_are_refused);
    g_test_add_func("/cli/add/a missing file stops before anything is added",
                    test_a_missing_file_stops_before_anything_is_added);
    g_test_add_func("/cli/add/wrong fields are refused before any file is opened",
                    test_wrong_fields_are_refused_before_any_file_is_opened);
    g_test_add_func("/cli/add/a hostile folder is walked and everything left out is said",
                    test_a_hostile_folder_is_walked_and_everything_left_out_is_said);
    g_test_add_func("/cli/add/a folder that may not be read is said",
                    test_a_folder_that_may_not_be_read_is_said);
    g_test_add_func("/cli/add/timed text beside a recording becomes its lines",
                    test_timed_text_beside_a_recording_becomes_its_lines);
    g_test_add_func("/cli/add/timed text in another encoding is refused with what to do",
                    test_timed_text_in_another_encoding_is_refused_with_what_to_do);
    g_test_add_func("/cli/add/JSON says what became of each file",
                    test_json_says_what_became_of_each_file);
    g_test_add_func("/cli/add/a poster keeps the file it was made from, in the archive only",
                    test_a_poster_keeps_the_file_it_was_made_from);
    return g_test_run();
}
