/* Consent for excerpts only: what a pack then holds of a recording is those parts and nothing else, and
 * whatever is said of a moment is said for the moment it has there. */
#include "tests/support/desk.h"
#include "tests/support/raw.h"
#include "tests/support/tone.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/* Loud and white but for 0.5 to 1.0 and 1.5 to 1.8 seconds, which are silent and black: a copy of these
 * parts is silent and black throughout, or something else is in it. */
#define QUIET "between(t,0.5,1.0)+between(t,1.5,1.8)"
#define SOUND "-f lavfi -i \"aevalsrc='if(" QUIET ",0,0.5*sin(2*PI*440*t))':d=2.5:s=48000\" "
#define FILM                                                                                       \
    "-f lavfi -i \"color=white:s=160x120:r=25:d=2.5,drawbox=c=black:t=fill:enable='" QUIET "'\" "

/* The whole text of what ffmpeg makes of the one recording in a pack; bytes as they are. */
static GBytes *decoded(const struct desk *desk, const char *output)
{
    g_autofree char *folder = desk_path(desk, "pack/data/objects");
    g_autofree char *command = g_strdup_printf(
        "ffmpeg -v error -nostdin -i \"$(find '%s' -type f -printf '%%s %%p\\n' | sort "
        "-nr | head -1 | cut -d' ' -f2-)\" %s -",
        folder, output);
    const char *argv[] = {"sh", "-c", command, NULL};
    g_autoptr(GError) error = NULL;
    GBytes *bytes = NULL;
    GSubprocess *process = g_subprocess_newv(argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
    g_assert_no_error(error);
    g_subprocess_communicate(process, NULL, NULL, &bytes, NULL, &error);
    g_assert_no_error(error);
    g_object_unref(process);
    return bytes;
}

static void expect_silence(const struct desk *desk, int least_ms, int most_ms)
{
    g_autoptr(GBytes) bytes = decoded(desk, "-ac 1 -ar 48000 -f s16le");
    gsize length = 0;
    const int16_t *samples = g_bytes_get_data(bytes, &length);
    int loudest = 0;
    for (gsize i = 0; i < length / 2; i++)
        loudest = MAX(loudest, abs(samples[i]));
    g_assert_cmpint(loudest, <, 1000); /* of 16384: what MP3 and AAC smear at the edges */
    g_assert_cmpint((int)(length / 2 / 48), >=, least_ms);
    g_assert_cmpint((int)(length / 2 / 48), <=, most_ms);
}

static void expect_black(const struct desk *desk)
{
    g_autoptr(GBytes) bytes = decoded(desk, "-vf scale=1:1 -pix_fmt gray -f rawvideo");
    gsize length = 0;
    const uint8_t *pictures = g_bytes_get_data(bytes, &length);
    g_assert_cmpint((int)length, >=, 15);
    g_assert_cmpint((int)length, <=, 26);
    for (gsize i = 0; i < length; i++)
        g_assert_cmpint(pictures[i], <, 40);
}

static void expect_rows(const struct desk *desk, const char *sql, const char *rows)
{
    g_autofree char *file = desk_path(desk, "pack/data/catalogue.db");
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) texts = raw_texts(raw, sql);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(all, "%s\n", (char *)texts->pdata[i]);
    raw_close(raw);
    g_assert_cmpstr(all->str, ==, rows);
}

static struct desk *given_recording(bool is_film)
{
    struct desk *desk = desk_create();
    g_autofree char *path = desk_path(desk, is_film ? "talk.mp4" : "talk.mp3");
    desk_archive(desk);
    tone_make(path, is_film ? FILM SOUND "-c:v libx264 -pix_fmt yuv420p -c:a aac -shortest"
                            : SOUND "-b:a 96k");
    desk_write(desk, "talk.en.vtt",
               "WEBVTT\n\n00:00.100 --> 00:00.400\nOutside\n\n00:00.600 --> 00:00.900\nInside\n\n"
               "00:01.600 --> 00:01.700\nInside too\n\n00:01.700 --> 00:02.100\nRuns out of it\n");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "--quiet", is_film ? "talk.mp4" : "talk.mp3",
                "talk.en.vtt", NULL);
    desk_expect(desk, 0, NULL, NULL, "note", "CODE1", "add", "--from", "0.2", "--to", "1.6",
                "--says", "a quarrel", NULL);
    desk_expect(desk, 0, NULL, NULL, "note", "CODE1", "add", "--from", "2.0", "--to", "2.2",
                "--says", "shouting", NULL);
    return desk;
}

static void test_a_pack_holds_the_excerpts_and_nothing_else(const void *kind)
{
    bool is_film = strcmp(kind, "film") == 0;
    struct desk *desk = given_recording(is_film);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Person", "--scope",
                "kiosk,quotation,excerpt-only", NULL);
    struct answer *check = desk_run(desk, "check", "CODE1", NULL);
    g_assert_nonnull(
        strstr(check->out, "consent is for excerpts only and no copy holds just those"));
    answer_free(check);
    desk_expect(desk, 0, NULL, "CODE1: the copy for visitors was made anew\n", "set", "CODE1",
                "+excerpt=0:00.5-0:01", "+excerpt=1.5-1.8", "+quotation=[0:01.6] Inside too",
                "+quotation=[0:00.2] Outside", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    expect_silence(desk, 740, 830);
    if (is_film)
        expect_black(desk);
    expect_rows(desk, "SELECT begin_ms || ' ' || end_ms || ' ' || text FROM cue ORDER BY position",
                "100 400 Inside\n600 700 Inside too\n");
    expect_rows(desk, "SELECT begin_ms || ' ' || end_ms || ' ' || says FROM content_note",
                "0 600 a quarrel\n");
    expect_rows(desk, "SELECT at_ms || ' ' || text FROM quotation", "600 Inside too\n");
    check = desk_run(desk, "check", "CODE1", NULL);
    g_assert_null(strstr(check->out, "✗"));
    answer_free(check);
    desk_destroy(desk);
}

static void test_excerpts_do_not_stand_over_one_another(void)
{
    struct desk *desk = given_recording(false);
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "+excerpt=0.5-1.0", NULL);
    desk_expect(
        desk, 1, "",
        "rwf: an excerpt of this item stands over some of these times already; take it away "
        "first, or join the two\n",
        "set", "CODE1", "+excerpt=0.9-1.2", NULL);
    desk_destroy(desk);
}

static void test_a_wider_consent_shows_the_whole_again(void)
{
    struct desk *desk = given_recording(false);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "+excerpt=0.5-1.0", NULL);
    desk_expect(desk, 0, NULL, "CODE1: the copy for visitors was made anew\n", "consent", "CODE1",
                "grant", "--by", "A Person", "--scope", "kiosk,excerpt-only", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    expect_silence(desk, 440, 530);
    desk_expect(desk, 0, NULL, "", "consent", "CODE1", "grant", "--by", "A Person", "--scope",
                "kiosk", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    expect_rows(desk, "SELECT begin_ms FROM cue ORDER BY position", "100\n600\n1600\n1700\n");
    expect_rows(
        desk, "SELECT count(*) || ' ' || max(duration_ms > 2400) FROM asset WHERE role = 'access'",
        "1 1\n");
    desk_destroy(desk);
}

static void test_what_is_redacted_is_silent_in_the_excerpts_too(void)
{
    struct desk *desk = desk_create();
    g_autofree char *path = desk_path(desk, "talk.mp3");
    desk_archive(desk);
    tone_make(path, "-f lavfi -i sine=f=440:d=2.5:r=48000 -b:a 96k");
    g_autofree char *code = desk_add(desk, "talk.mp3");
    desk_expect(desk, 0, NULL, NULL, "redact", code, "--from", "0.4", "--to", "1.1", "--why",
                "a name", NULL);
    desk_expect(desk, 0, NULL, NULL, "set", code, "+excerpt=0.5-1.0", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", code, "grant", "--by", "A Person", "--scope",
                "kiosk,excerpt-only", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    expect_silence(desk, 440, 530);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/cli/excerpt/a pack holds the excerpts and nothing else: sound", "sound",
                         test_a_pack_holds_the_excerpts_and_nothing_else);
    g_test_add_data_func("/cli/excerpt/a pack holds the excerpts and nothing else: film", "film",
                         test_a_pack_holds_the_excerpts_and_nothing_else);
    g_test_add_func("/cli/excerpt/excerpts do not stand over one another",
                    test_excerpts_do_not_stand_over_one_another);
    g_test_add_func("/cli/excerpt/a wider consent shows the whole again",
                    test_a_wider_consent_shows_the_whole_again);
    g_test_add_func("/cli/excerpt/what is redacted is silent in the excerpts too",
                    test_what_is_redacted_is_silent_in_the_excerpts_too);
    return g_test_run();
}
