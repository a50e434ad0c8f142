/* What is redacted of a recording is nowhere in a pack: not in its sound, not in how that is drawn, and
 * in no word of any kind that belongs to the moment, in the index for searching neither. */
#include "media/waveform.h"
#include "tests/support/desk.h"
#include "tests/support/raw.h"

#include <string.h>

/* Nonsense that stands in one place each and nowhere else; every word begins with letters of its own,
 * as an index keeps only what differs from the word before. */
static const char *const secrets[] = {"qaptionsecret", "xranscriptsecret",  "wranslationsecret",
                                      "yhaptersecret", "zescriptionsecret", "juotationsecret",
                                      "vnywhensecret", "uextsecret"};

static void attach_lines(struct desk *desk, const char *role, const char *language,
                         const char *secret)
{
    g_autofree char *name = g_strdup_printf("%s.vtt", role);
    g_autofree char *text = g_strdup_printf("WEBVTT\n\n00:00.000 --> 00:00.900\nopen %s\n\n"
                                            "00:01.000 --> 00:01.900\n%s\n",
                                            role, secret);
    desk_write(desk, name, text);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", name, "--role", role, "--lang", language,
                NULL);
}

/* A film, and words of every kind at its last second. */
static struct desk *given_film(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_film(desk, "talk.mp4", 1);
    desk_film(desk, "signer.mp4", 2);
    desk_sound(desk, "told.mp3", 3);
    g_free(desk_add(desk, "talk.mp4"));
    attach_lines(desk, "captions", "en", secrets[0]);
    attach_lines(desk, "transcript", "en", secrets[1]);
    attach_lines(desk, "translation", "ur", secrets[2]);
    attach_lines(desk, "chapters", "en", secrets[3]);
    attach_lines(desk, "description", "en", secrets[4]);
    g_autofree char *timed = g_strdup_printf("+quotation=[0:01.2] %s", secrets[5]);
    g_autofree char *untimed = g_strdup_printf("+quotation=%s", secrets[6]);
    g_autofree char *text = g_strdup_printf("text=%s", secrets[7]);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title=Talk", timed, untimed, text, NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "signer.mp4", "--role", "signing", "--lang",
                "bfi", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", "told.mp3", "--role", "audio-description",
                "--lang", "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Person", "--scope",
                "kiosk,quotation", NULL);
    return desk;
}

static char *answer_of(const struct desk *desk, const char *sql)
{
    g_autofree char *file = desk_path(desk, "pack/data/catalogue.db");
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) texts = raw_texts(raw, sql);
    raw_close(raw);
    g_ptr_array_add(texts, NULL);
    return g_strjoinv(" ", (char **)texts->pdata);
}

/* The loudest sample drawn between two moments of the pack's waveform. */
static int drawn(const struct desk *desk, int64_t from_ms, int64_t to_ms)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *digest = answer_of(desk, "SELECT digest FROM asset WHERE role = 'waveform'");
    g_autofree char *inner = g_strdup_printf("pack/data/objects/%.2s/%s", digest, digest);
    g_autofree char *path = desk_path(desk, inner);
    struct waveform *waveform = waveform_read(path, &error);
    g_assert_no_error(error);
    struct waveform_peak peak = waveform_between(waveform, from_ms, to_ms);
    waveform_free(waveform);
    return MAX(ABS((int)peak.low), ABS((int)peak.high));
}

static void test_what_is_redacted_is_nowhere_in_a_pack(void)
{
    struct desk *desk = given_film();
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++)
        if (desk_count_holding(desk, "pack", secrets[i] + 1) == 0)
            g_error("%s is not in the pack before anything is redacted", secrets[i]);
    g_assert_cmpint(drawn(desk, 1100, 1800), >, 5);
    g_autofree char *before = answer_of(
        desk, "SELECT role FROM asset WHERE role IN ('signing', 'audio_description') ORDER BY 1");
    g_assert_cmpstr(before, ==, "audio_description signing");

    desk_expect(desk, 0, NULL, NULL, "redact", "CODE1", "--from", "1.0", "--to", "1.9", "--why",
                "whysecret", NULL);
    desk_expect(desk, 0, NULL, "", "publish", "pack", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++) {
        g_assert_cmpint(desk_count_holding(desk, "archive", secrets[i]), >, 0);
        if (desk_count_holding(desk, "pack", secrets[i] + 1) != 0)
            g_error("%s is in the pack", secrets[i]);
    }
    g_assert_cmpint(desk_count_holding(desk, "pack", "secret"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "open captions"), >, 0);
    g_assert_cmpint(drawn(desk, 1000, 1900), ==, 0);
    g_assert_cmpint(drawn(desk, 200, 800), >, 5);
    /* Neither can be cut with it, so that nothing says what the sound does not. */
    g_autofree char *after = answer_of(
        desk, "SELECT role FROM asset WHERE role IN ('signing', 'audio_description') ORDER BY 1");
    g_assert_cmpstr(after, ==, "");
    g_autofree char *copies =
        answer_of(desk, "SELECT is_redacted || loudness_lufs FROM asset WHERE role = 'access'");
    g_assert_true(g_str_has_prefix(copies, "1-")); /* one, silenced, with its own loudness */
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/silenced/what is redacted is nowhere in a pack",
                    test_what_is_redacted_is_nowhere_in_a_pack);
    return g_test_run();
}
