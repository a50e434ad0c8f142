#include "tests/support/desk.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void test_a_moment_after_the_end_is_refused(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_picture(desk, "a.jpg", 2);
    g_autofree char *talk = desk_add(desk, "talk.mp3");
    g_autofree char *picture = desk_add(desk, "a.jpg");
    struct answer *answer = answer_wants(1, desk_run(desk, "redact", talk, "--from", "1:00", "--to",
                                                     "1:05", "--why", "a name", NULL));
    g_assert_nonnull(strstr(answer->err, "rwf: CODE1 ends at 0:02"));
    g_assert_nonnull(strstr(answer->err, "before 1:00; nothing was changed\n"));
    answer_free(answer);
    answer_free(answer_wants(1, desk_run(desk, "note", talk, "add", "--from", "1:00", "--to",
                                         "1:05", "--says", "loud", NULL)));
    desk_expect(desk, 1, "",
                "rwf: CODE2 is a picture without sound or film, so nothing in it has a time; is "
                "another item meant?\n",
                "redact", picture, "--from", "0:00", "--to", "0:01", "--why", "a name", NULL);
    desk_write(desk, "a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nWords\n");
    answer_free(answer_wants(
        1, desk_run(desk, "attach", picture, "a.vtt", "--role", "captions", "--lang", "en", NULL)));
    desk_destroy(desk);
}

static void test_lines_do_not_slip_out_of_a_redaction_unsaid(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, "talk.en.vtt",
               "WEBVTT\n\n00:00.500 --> 00:01.000\nBefore\n\n00:01.000 --> 00:01.500\nA name\n");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "talk.mp3", "talk.en.vtt", NULL);
    desk_expect(desk, 0, NULL, NULL, "redact", "CODE1", "--from", "1", "--to", "1.5", "--why",
                "a name", NULL);
    desk_expect(desk, 1, "",
                "rwf: the first line of CODE1 begins at 0:00.500 and can move no earlier than "
                "0:00; nothing was changed\n",
                "transcript", "CODE1", "shift", "--by", "-1", NULL);
    desk_expect(desk, 3, "CODE1  transcript in en moved by -0.5 s\n",
                "rwf: warning: 1 line moved out of what is redacted and would be shown; look at "
                "`rwf transcript CODE1 show`, redact again, or take it back with `rwf undo`\n",
                "transcript", "CODE1", "shift", "--by", "-0.5", NULL);
    desk_destroy(desk);
}

static void expect_done(pid_t pid)
{
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_cmpint(status, ==, 0);
}

static void test_two_who_set_at_once_lose_nothing(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    const char *real = desk_code(desk, code);
    static const char *const fields[] = {"summary=s",   "credit=c",   "description=d",
                                         "alt_short=a", "alt_long=l", "rights_note=n"};
    pid_t pids[G_N_ELEMENTS(fields)];
    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
            g_autofree char *value = g_strdup_printf("%s%d", fields[i], round);
            pids[i] = desk_start(desk, "set", real, value, NULL);
        }
        for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
            expect_done(pids[i]);
        struct answer *show = desk_run(desk, "--json", "show", code, NULL);
        for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
            g_auto(GStrv) parts = g_strsplit(fields[i], "=", 2);
            g_autofree char *line = g_strdup_printf("\"%s\" : \"%s%d\"", parts[0], parts[1], round);
            if (strstr(show->out, line) == NULL)
                g_error("lost %s:\n%s", line, show->out);
        }
        answer_free(show);
    }
    desk_destroy(desk);
}

static void test_nothing_refused_is_said_to_be_done(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(desk, 1, "", "rwf: no theme is called “Nope”; `rwf theme list` shows all\n", "set",
                code, "title=B", "-theme=Nope", NULL);
    desk_expect(desk, 1, "", NULL, "tag", code, "+Care", "-Nope", NULL);
    desk_destroy(desk);
}

static void test_a_name_with_a_line_end_stays_on_its_line(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "in/a\nb.mp3", "");
    desk_picture(desk, "in/day\none.jpg", 1);
    struct answer *answer = answer_wants(3, desk_run(desk, "add", "in", NULL));
    g_assert_nonnull(strstr(answer->err, "rwf: warning: in/a⏎b.mp3: not added: the file is empty"));
    answer_free(answer);
    answer = desk_run(desk, "show", "CODE1", NULL);
    g_assert_true(g_str_has_prefix(answer->out, "CODE1  day one\n"));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_what_is_withheld_never_stands_beside_a_pack(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    desk_write(desk, "stick/readme", "x");
    desk_expect(desk, 0, NULL, "", "publish", "stick/pack", "--only", "kind=picture", NULL);
    g_assert_cmpint(desk_count_named(desk, "stick", ".pack"), ==, 0);
    g_assert_cmpint(desk_count_left(desk), ==, 0);
    desk_destroy(desk);
}

static void test_consent_is_not_recorded_before_its_day(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(desk, 2, "",
                "rwf: --on 2999-01-01 is still to come; record it when they have agreed\n",
                "consent", code, "grant", "--by", "A Person", "--on", "2999-01-01", NULL);
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    struct answer *check = desk_run(desk, "check", code, NULL);
    g_assert_nonnull(strstr(check->out, "its title is the name of its file"));
    answer_free(check);
    desk_expect(desk, 0, NULL, "", "set", code, "title=A kitchen", NULL);
    check = desk_run(desk, "check", code, NULL);
    g_assert_null(strstr(check->out, "name of its file"));
    answer_free(check);
    desk_destroy(desk);
}

static void test_the_same_form_is_kept_once_for_all_who_signed(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_picture(desk, "form.jpg", 2);
    g_autofree char *code = desk_add(desk, "a.jpg");
    desk_expect(desk, 0, NULL, "", "attach", code, "form.jpg", "--role", "consent", NULL);
    desk_expect(desk, 0, NULL, "", "attach", code, "form.jpg", "--role", "consent", NULL);
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", "--document",
                "form.jpg", NULL);
    struct answer *show = desk_run(desk, "show", code, NULL);
    const char *first = strstr(show->out, "from form.jpg");
    g_assert_nonnull(first);
    g_assert_null(strstr(first + 1, "from form.jpg"));
    answer_free(show);
    desk_destroy(desk);
}

/* The loudest of 16-bit samples between two moments of the one recording in a pack. */
static int loudest(const struct desk *desk, const char *pack, const char *from, const char *lasts)
{
    g_autofree char *folder = desk_path(desk, pack);
    g_autofree char *command =
        g_strdup_printf("find '%s/data/objects' -type f -exec ffmpeg -v quiet -nostdin -i {} -af "
                        "atrim=start=%s:duration=%s -ac 1 -f s16le - \\;",
                        folder, from, lasts);
    const char *argv[] = {"sh", "-c", command, NULL};
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    int most = -1;
    GSubprocess *process = g_subprocess_newv(argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
    g_assert_no_error(error);
    GBytes *bytes = NULL;
    g_subprocess_communicate(process, NULL, NULL, &bytes, NULL, &error);
    g_assert_no_error(error);
    const guint8 *samples = g_bytes_get_data(bytes, &length);
    for (gsize i = 0; i + 1 < length; i += 2)
        most = MAX(most, abs((int16_t)(samples[i] | samples[i + 1] << 8)));
    g_bytes_unref(bytes);
    g_object_unref(process);
    return most;
}

static void test_redacted_sound_is_silent_in_the_pack_and_nowhere_else(const void *kind)
{
    bool is_film = strcmp(kind, "film") == 0;
    const char *name = is_film ? "talk.mp4" : "talk.mp3";
    struct desk *desk = desk_create();
    desk_archive(desk);
    is_film ? desk_film(desk, name, 1) : desk_sound(desk, name, 1);
    g_autofree char *code = desk_add(desk, name);
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "before", NULL);
    g_assert_cmpint(loudest(desk, "before", "0.6", "0.3"), >, 500);
    desk_expect(desk, 0, "CODE1  redacted\n", NULL, "redact", code, "--from", "0.5", "--to", "1",
                "--why", "a name", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "after", NULL);
    g_assert_cmpint(loudest(desk, "after", "0.5", "0.5"), <, 20);
    g_assert_cmpint(loudest(desk, "after", "1.3", "0.3"), >, 500);
    struct answer *check = desk_run(desk, "check", code, NULL);
    g_assert_null(strstr(check->out, "✗"));
    answer_free(check);
    desk_expect(desk, 0, NULL, NULL, "redact", code, "--from", "1.2", "--to", "1.8", "--why",
                "another", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "after", NULL);
    g_assert_cmpint(loudest(desk, "after", "1.25", "0.5"), <, 20);
    g_assert_cmpint(loudest(desk, "after", "0.5", "0.5"), <, 20);
    desk_expect(desk, 0, NULL, NULL, "redact", code, "--from", "0.5", "--to", "1", "--remove",
                NULL);
    desk_expect(desk, 0, NULL, "nothing of CODE1 is redacted\n", "redact", code, "--from", "1.2",
                "--to", "1.8", "--remove", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "after", NULL);
    g_assert_cmpint(loudest(desk, "after", "0.6", "0.3"), >, 500);
    desk_destroy(desk);
}

static void test_sound_stays_withheld_where_no_silent_copy_can_be_made(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    g_autofree char *code = desk_add(desk, "talk.mp3");
    desk_expect(desk, 0, NULL, "", "consent", code, "grant", "--by", "A Person", NULL);
    g_autofree char *store = desk_path(desk, "archive/store");
    g_autofree char *command = g_strdup_printf("sh -c \"rm -rf '%s'/??\"", store);
    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
    struct answer *answer = answer_wants(
        3, desk_run(desk, "redact", code, "--from", "0.5", "--to", "1", "--why", "a name", NULL));
    g_assert_nonnull(strstr(answer->err, "the sound of CODE1 is withheld whole"));
    answer_free(answer);
    answer = answer_wants(1, desk_run(desk, "redact", code, "--renew", NULL));
    g_assert_nonnull(strstr(answer->err, "rwf: no copy of CODE1 with silence could be made: "));
    g_assert_null(strstr(answer->err, "archive/store"));
    answer_free(answer);
    desk_expect(desk, 0, NULL, "", "publish", "after", NULL);
    g_assert_cmpint(loudest(desk, "after", "0", "1"), ==, -1);
    desk_destroy(desk);
}

/* A portrait before the recording it goes with: the recording is what is made silent. */
static void test_an_item_whose_first_file_is_a_picture_is_made_silent_too(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "files/face.jpg", 1);
    desk_sound(desk, "files/talk.mp3", 2);
    desk_write(desk, "sheet.csv", "identifier,title,media\r\nx1,A talk,face.jpg;talk.mp3\r\n");
    answer_free(
        answer_wants(0, desk_run(desk, "import", "csv", "sheet.csv", "--media", "files", NULL)));
    struct answer *answer =
        answer_wants(0, desk_run(desk, "--json", "redact", "x1", "--from", "0:00", "--to", "0:01",
                                 "--why", "a name", NULL));
    g_assert_nonnull(strstr(answer->out, "\"silent_copy\" : true"));
    answer_free(answer);
    answer = answer_wants(0, desk_run(desk, "show", "x1", NULL));
    g_assert_nonnull(strstr(answer->out, "silent where redacted"));
    answer_free(answer);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/curator/a moment after the end is refused",
                    test_a_moment_after_the_end_is_refused);
    g_test_add_func("/cli/curator/lines do not slip out of a redaction unsaid",
                    test_lines_do_not_slip_out_of_a_redaction_unsaid);
    g_test_add_func("/cli/curator/two who set at once lose nothing",
                    test_two_who_set_at_once_lose_nothing);
    g_test_add_func("/cli/curator/nothing refused is said to be done",
                    test_nothing_refused_is_said_to_be_done);
    g_test_add_func("/cli/curator/a name with a line end stays on its line",
                    test_a_name_with_a_line_end_stays_on_its_line);
    g_test_add_func("/cli/curator/what is withheld never stands beside a pack",
                    test_what_is_withheld_never_stands_beside_a_pack);
    g_test_add_func("/cli/curator/consent is not recorded before its day",
                    test_consent_is_not_recorded_before_its_day);
    g_test_add_func("/cli/curator/the same form is kept once for all who signed",
                    test_the_same_form_is_kept_once_for_all_who_signed);
    g_test_add_data_func(
        "/cli/curator/redacted sound is silent in the pack, and nowhere else: sound", "sound",
        test_redacted_sound_is_silent_in_the_pack_and_nowhere_else);
    g_test_add_data_func(
        "/cli/curator/redacted sound is silent in the pack, and nowhere else: film", "film",
        test_redacted_sound_is_silent_in_the_pack_and_nowhere_else);
    g_test_add_func("/cli/curator/sound stays withheld where no silent copy can be made",
                    test_sound_stays_withheld_where_no_silent_copy_can_be_made);
    g_test_add_func("/cli/curator/an item whose first file is a picture is made silent too",
                    test_an_item_whose_first_file_is_a_picture_is_made_silent_too);
    return g_test_run();
}
