#include "tests/support/desk.h"

#include <string.h>

/* A recording of two seconds with a transcript. */
static struct desk *with_transcript(const char *name, const char *text)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, name, text);
    g_autofree char *code = desk_add(desk, "talk.mp3");
    desk_expect(desk, 0, NULL, "", "attach", code, name, "--role", "transcript", "--lang", "en",
                NULL);
    return desk;
}

/* Lines as long as they last, and one with each fault. */
static void test_every_fault_is_named_with_its_line(void)
{
    struct desk *desk = with_transcript(
        "talk.vtt", "WEBVTT\n\n"
                    "00:00.000 --> 00:00.500\nQuick\n\n"
                    "00:00.500 --> 00:01.500\nFar too many words for a single second of it\n\n"
                    "00:01.200 --> 00:01.950\nOver\n\n"
                    "00:01.000 --> 00:02.000\nBack\n\n"
                    "00:02.500 --> 00:04.000\nAfter all\n\n"
                    "02:00.000 --> 02:01.000\nFar away\n");
    desk_expect(
        desk, 0,
        "transcript en line 1, 0:00: “Quick” is shown for less than 0.7 seconds\n"
        "transcript en line 2, 0:00.500: “Far too many words for a single second of it” has "
        "44 characters a second; more than 20 cannot be read along\n"
        "transcript en line 2, 0:00.500: “Far too many words for a single second of it” is "
        "still there when the next begins\n"
        "transcript en line 4, 0:01: “Back” begins before the line above it\n"
        "transcript en line 5, 0:02.500: “After all” begins after the recording ends, which "
        "is at 0:02\n"
        "transcript en line 5, 0:02.500: “After all” is followed by 1:56 without a line\n"
        "transcript en line 6, 2:00: “Far away” begins after the recording ends, which is at "
        "0:02\n"
        "6 lines, 7 to look at\n",
        "", "transcript", "CODE1", "check", NULL);
    desk_destroy(desk);
}

/* Two sides of a tape typed one after the other: the clock of the second begins at 0 again. */
static void test_a_clock_that_starts_again_is_mended_as_said(void)
{
    static const char sides[] = "[00:00:03] ASKER: Where did it begin?\n"
                                "[00:00:20] SPEAKER: In a kitchen.\n"
                                "[00:31:00] SPEAKER: And there the first side ends.\n"
                                "[00:00:02] ASKER: Go on.\n"
                                "[00:00:40] SPEAKER: The second side.\n";
    struct desk *desk = with_transcript("talk.txt", sides);
    struct answer *answer = desk_run(desk, "transcript", "CODE1", "check", NULL);
    g_assert_nonnull(strstr(
        answer->out,
        "transcript en line 4, 0:02: “Go on.” begins the clock again, as a new tape or side does\n"
        "    where it follows what is above it: rwf transcript CODE1 shift --lang en --from line:4 "
        "--by 31:02\n"));
    answer_free(answer);
    desk_expect(desk, 0, "CODE1  transcript in en moved by 31:02, from line 4 on\n", "",
                "transcript", "CODE1", "shift", "--lang", "en", "--from", "line:4", "--by", "31:02",
                NULL);
    desk_expect(desk, 0,
                "transcript in en\n"
                "    0:03  ASKER: Where did it begin?\n"
                "    0:20  SPEAKER: In a kitchen.\n"
                "   31:00  SPEAKER: And there the first side ends.\n"
                "   31:04  ASKER: Go on.\n"
                "   31:42  SPEAKER: The second side.\n",
                "", "transcript", "CODE1", "show", NULL);
    answer = desk_run(desk, "transcript", "CODE1", "check", NULL);
    g_assert_null(strstr(answer->out, "clock"));
    g_assert_null(strstr(answer->out, "still there"));
    answer_free(answer);
    desk_expect(desk, 0, NULL, NULL, "undo", NULL);
    desk_says(desk, 0, "--from line:4 --by 31:02\n", "transcript", "CODE1", "check", NULL);
    desk_destroy(desk);
}

static void test_lines_move_from_a_time_on(void)
{
    struct desk *desk = with_transcript(
        "talk.vtt", "WEBVTT\n\n00:00.000 --> 00:00.800\nOne\n\n00:00.900 --> 00:01.700\nTwo\n");
    desk_expect(desk, 0, "CODE1  transcript in en moved by 0.25 s, from line 2 on\n", "",
                "transcript", "CODE1", "shift", "--by", "0.25", "--from", "0.5", NULL);
    desk_expect(desk, 0, "transcript in en\n    0:00  One\n0:01.150  Two\n", "", "transcript",
                "CODE1", "show", NULL);
    desk_expect(desk, 1, "", "rwf: CODE1 has no line at 5 or later; nothing was changed\n",
                "transcript", "CODE1", "shift", "--by", "1", "--from", "5", NULL);
    desk_expect(desk, 2, "", "rwf: --from line:3: CODE1 has lines 1 to 2\n", "transcript", "CODE1",
                "shift", "--by", "1", "--from", "line:3", NULL);
    desk_destroy(desk);
}

static void test_untimed_lines_are_said_once(void)
{
    struct desk *desk = with_transcript("talk.txt", "ASKER: One?\nSPEAKER: Two.\nASKER: Three?\n");
    desk_expect(desk, 0,
                "transcript en line 1, 0:00: “One?” begins at 0:00 as all others do: nobody has "
                "timed them\n3 lines, 1 to look at\n",
                "", "transcript", "CODE1", "check", NULL);
    desk_destroy(desk);
}

static void test_what_is_written_out_comes_back_the_same(void)
{
    struct desk *desk = with_transcript(
        "talk.vtt",
        "WEBVTT\n\nNOTE made elsewhere\n\n1\n00:00.000 --> 00:00.800 align:start\n"
        "<v Ann>Tea &amp; <i>milk</i>\n\n00:00.900 --> 00:01.700\nTwo &lt;lines&gt;\nof it\n");
    desk_expect(
        desk, 3, "2 lines written to one.vtt\n",
        "rwf: warning: 2 of these lines may not be shown to visitors; keep the file as safe "
        "as the archive\n",
        "transcript", "CODE1", "export", "--to", "one.vtt", NULL);
    g_autofree char *one = desk_read(desk, "one.vtt");
    g_assert_cmpstr(one, ==,
                    "WEBVTT\n\n00:00:00.000 --> 00:00:00.800\n<v Ann>Tea &amp; milk\n\n"
                    "00:00:00.900 --> 00:00:01.700\nTwo &lt;lines&gt;\nof it\n");
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "one.vtt", "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "Ann", "--scope", "kiosk",
                NULL);
    desk_expect(desk, 0, "2 lines written to two.vtt\n", "", "transcript", "CODE1", "export",
                "--to", "two.vtt", NULL);
    g_autofree char *two = desk_read(desk, "two.vtt");
    g_assert_cmpstr(two, ==, one);
    desk_destroy(desk);
}

/* A transcript kept as a sheet; what its tags say becomes an index, where there was none. */
static void test_a_sheet_is_a_transcript(void)
{
    static const char sheet[] = "timestamp,speaker,words,tags\n"
                                "[0:00],DB:,Where did it begin?,\n"
                                ",AE:,In a kitchen.,kitchens;tea\n"
                                ",AE:,With tea.,kitchens;tea\n"
                                "[0:01.5],DB:,And then?,\n";
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_write(desk, "talk.csv", sheet);
    g_autofree char *code = desk_add(desk, "talk.mp3");
    desk_expect(desk, 0,
                "CODE1: transcript in en, 4 lines\nCODE1: its tags became an index of 1 point\n",
                "", "attach", code, "talk.csv", "--role", "transcript", "--lang", "en", NULL);
    struct answer *answer = desk_run(desk, "show", code, NULL);
    g_assert_nonnull(strstr(answer->out, "\nindex\n    [0:00] kitchens, tea\n"));
    g_assert_nonnull(strstr(answer->out, " text/csv, "));
    answer_free(answer);
    desk_expect(desk, 0, "CODE1: transcript in en, 4 lines\n", "", "attach", code, "talk.csv",
                "--role", "transcript", "--lang", "en", NULL);
    desk_destroy(desk);
}

/* A sentence for each, and not a byte of the archive changes. */
static void test_hostile_files_leave_the_archive_as_it_was(void)
{
#define ENCODINGS                                                                                  \
    "is not UTF-8; name its encoding with --encoding: windows-1252 (West), windows-1250 (Polish, " \
    "Romanian), windows-1251 (Cyrillic), windows-1254 (Turkish) or windows-1256 (Arabic, Urdu)"
    static const struct {
        const char *name;
        const char *bytes;
        size_t length;
        const char *says;
    } files[] = {
        {"none.vtt", "WEBVTT\n\nNOTE nothing else\n", 25,
         "has no line with a time that can be read"},
        {"late.vtt", "\nWEBVTT\n\n00:00.000 --> 00:01.000\nOne\n", 38,
         "does not begin with WEBVTT, so it is no WebVTT file"},
        {"nul.srt", "1\n00:00:0\0,000 --> 00:00:01,000\nOne\n", 37,
         "has no line with a time that can be read"},
        {"latin.srt", "1\n00:00:00,000 --> 00:00:01,000\nCaf\xE9\n", 38, ENCODINGS},
        {"cut.srt",
         "\xFF\xFE"
         "1\0\n",
         5, NULL},
        {"zip.txt", "PK\003\004\n\n", 6,
         "has neither times, as [00:01:30], nor names, as NARRATOR:, so it is no transcript"},
        {"empty.txt", "", 0,
         "has neither times, as [00:01:30], nor names, as NARRATOR:, so it is no transcript"},
    };
    struct desk *desk = with_transcript("talk.txt", "[0:01] ANN: One.\n");
    g_autofree char *before = desk_checksum(desk, "archive");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        desk_write_bytes(desk, files[i].name, files[i].bytes, files[i].length);
        struct answer *answer = desk_run(desk, "attach", "CODE1", files[i].name, "--role",
                                         "transcript", "--lang", "en", NULL);
        g_autofree char *wanted = g_strdup_printf("rwf: %s: %s\n", files[i].name, files[i].says);
        g_assert_cmpint(answer->status, ==, 1);
        if (files[i].says != NULL)
            g_assert_cmpstr(answer->err, ==, wanted);
        g_assert_cmpint(strcspn(answer->err, "\n") + 1, ==, strlen(answer->err));
        answer_free(answer);
        g_autofree char *after = desk_checksum(desk, "archive");
        g_assert_cmpstr(after, ==, before);
    }
    desk_write_large(desk, "large.txt", (int64_t)2 << 30);
    desk_expect(desk, 1, "", "rwf: large.txt: larger than 64 MiB, which no transcript is\n",
                "attach", "CODE1", "large.txt", "--role", "transcript", "--lang", "en", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(after, ==, before);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/transcript/every fault is named with its line",
                    test_every_fault_is_named_with_its_line);
    g_test_add_func("/cli/transcript/a clock that starts again is mended as said",
                    test_a_clock_that_starts_again_is_mended_as_said);
    g_test_add_func("/cli/transcript/lines move from a time on", test_lines_move_from_a_time_on);
    g_test_add_func("/cli/transcript/untimed lines are said once",
                    test_untimed_lines_are_said_once);
    g_test_add_func("/cli/transcript/what is written out comes back the same",
                    test_what_is_written_out_comes_back_the_same);
    g_test_add_func("/cli/transcript/a sheet is a transcript", test_a_sheet_is_a_transcript);
    g_test_add_func("/cli/transcript/hostile files leave the archive as it was",
                    test_hostile_files_leave_the_archive_as_it_was);
    return g_test_run();
}
