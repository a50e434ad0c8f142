#include "catalogue/error.h"
#include "catalogue/formats/timed_text.h"
#include "tests/support/corpus_json.h"
#include "tests/support/given.h"

#include <glib.h>
#include <string.h>

static void fail_at(const char *file, size_t cue, const char *what, const char *wanted,
                    const char *got)
{
    g_test_message("%s, cue %zu: %s is to be \"%s\", is \"%s\"", file, cue + 1, what, wanted, got);
    g_test_fail();
}

static void compare_cue(const char *file, size_t at, const struct corpus_cue *wanted,
                        const struct timed_cue *got)
{
    if (wanted->begin_ms != got->begin_ms || wanted->end_ms != got->end_ms) {
        g_test_message("%s, cue %zu: %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT
                       " is to be %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                       file, at + 1, got->begin_ms, got->end_ms, wanted->begin_ms, wanted->end_ms);
        g_test_fail();
    }
    if (wanted->id != NULL && !g_str_equal(wanted->id, got->id))
        fail_at(file, at, "id", wanted->id, got->id);
    if (wanted->payload != NULL && !g_str_equal(wanted->payload, got->payload))
        fail_at(file, at, "payload", wanted->payload, got->payload);
    if (wanted->plain != NULL && !g_str_equal(wanted->plain, got->text))
        fail_at(file, at, "text", wanted->plain, got->text);
}

static struct timed_text *parse(const struct corpus_file *file, const char *folder, bool is_webvtt,
                                GError **error)
{
    g_autofree char *name = g_build_filename(folder, file->name, NULL);
    g_autofree char *path = given_corpus(name);
    g_autofree char *bytes = NULL;
    size_t length;
    g_assert_nonnull(path);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    return is_webvtt ? timed_text_parse_webvtt(bytes, length, error)
                     : timed_text_parse_srt(bytes, length, NULL, error);
}

static void compare_file(const struct corpus_file *file, const char *folder, bool is_webvtt)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(timed_text) text = parse(file, folder, is_webvtt, &error);
    if (!file->is_valid) {
        g_assert_null(text);
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
        return;
    }
    g_assert_no_error(error);
    if (file->has_count && text->count != file->count) {
        g_test_message("%s: %zu cues instead of %zu", file->name, text->count, file->count);
        g_test_fail();
        return;
    }
    for (size_t i = 0; file->has_count && i < file->count; i++)
        compare_cue(file->name, i, &file->cues[i], &text->cues[i]);
}

/* The one place where the W3C's parser and the HTML standard its text names differ: by the standard
 * `&nbsp` is a reference without its semicolon too, as `&lt` is; the parser's table lacks it. */
static void compare_references(const struct corpus_file *file)
{
    g_autoptr(timed_text) text = parse(file, "webvtt", true, NULL);
    g_assert_cmpuint(text->count, ==, file->count);
    g_assert_cmpstr(text->cues[0].text, ==, "&l &g; \xC2\xA0 &am; < > &nbs &nbs; &g; &lr;");
}

static void webvtt_as_w3c(void)
{
    g_autofree char *expected = given_corpus("webvtt/expected.jsonl");
    if (expected == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    g_autoptr(GPtrArray) files = corpus_json_read(expected);
    g_assert_cmpuint(files->len, >, 200);
    for (unsigned i = 0; i < files->len; i++) {
        const struct corpus_file *file = files->pdata[i];
        if (g_str_has_suffix(file->name, "escape-characters/incorrect.vtt"))
            compare_references(file);
        else
            compare_file(file, "webvtt", true);
    }
}

/* The one file whose cue without a number this reader takes, as players do, is looked at apart. */
static void srt_as_players(void)
{
    g_autofree char *expected = given_corpus("srt/expected.jsonl");
    if (expected == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    g_autoptr(GPtrArray) files = corpus_json_read(expected);
    for (unsigned i = 0; i < files->len; i++) {
        const struct corpus_file *file = files->pdata[i];
        if (strstr(file->name, "missing_sequence") == NULL) {
            compare_file(file, "srt", false);
            continue;
        }
        g_autoptr(timed_text) text = parse(file, "srt", false, NULL);
        g_assert_cmpuint(text->count, ==, 3);
    }
}

static void srt_markup_goes(void)
{
    static const char file[] =
        "1\n00:00:00,000 --> 00:00:01,5\n{\\an8}<i>One</i>\\Ntwo { \\an2}\n\n"
        "2\n00:00:xx --> 00:00:02,000\nDropped\n\n"
        "00:00:03.250 --> 00:00:04.000 X1:10 X2:20\n<x>kept</x>\n\n3\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(timed_text) text = timed_text_parse(file, strlen(file), NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(text->count, ==, 2);
    g_assert_cmpuint(text->dropped, ==, 1);
    g_assert_cmpstr(text->cues[0].text, ==, "One\ntwo { \\an2}");
    g_assert_cmpint(text->cues[0].end_ms, ==, 1500);
    g_assert_cmpint(text->cues[1].begin_ms, ==, 3250);
    g_assert_cmpstr(text->cues[1].text, ==, "<x>kept</x>");
}

static void encoding_is_asked_for(void)
{
    static const char file[] = "1\n00:00:00,000 --> 00:00:01,000\nCaf\xE9\n";
    g_autoptr(GError) error = NULL;
    g_assert_null(timed_text_parse(file, strlen(file), NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "windows-1252"));
    g_clear_error(&error);
    g_autoptr(timed_text) text = timed_text_parse(file, strlen(file), "windows-1252", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text->cues[0].text, ==, "Caf\xC3\xA9");
    g_assert_cmpstr(text->encoding, ==, "windows-1252");
}

static void transcript_of_turns(void)
{
    static const char file[] = "[00:00:05] INTERVIEWER: Where did it begin?\n\n"
                               "[00:00:09] NARRATOR: In a kitchen.\nWe had tea: always tea.\n\n"
                               "Interviewer: And then?\n[1:02:03] A door.\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(timed_text) text = timed_text_parse(file, strlen(file), NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(text->count, ==, 4);
    g_assert_cmpstr(text->cues[1].speaker, ==, "NARRATOR");
    g_assert_cmpstr(text->cues[1].text, ==, "In a kitchen.\nWe had tea: always tea.");
    g_assert_cmpint(text->cues[2].begin_ms, ==, 9000);
    g_assert_cmpstr(text->cues[3].speaker, ==, "Interviewer");
    g_assert_cmpint(text->cues[3].begin_ms, ==, 3723000);
}

static void assert_turn(const struct timed_text *text, size_t at, int64_t begin_ms,
                        const char *speaker, const char *words, const char *tags)
{
    g_assert_cmpuint(at, <, text->count);
    g_assert_cmpint(text->cues[at].begin_ms, ==, begin_ms);
    g_assert_cmpstr(text->cues[at].speaker, ==, speaker);
    g_assert_cmpstr(text->cues[at].text, ==, words);
    g_assert_cmpstr(text->cues[at].tags, ==, tags);
}

/* The sheet of Oral History as Data: few times, speakers with and without a colon, references. */
static void sheet_of_turns(void)
{
    static const char file[] =
        "\xEF\xBB\xBFtimestamp,speaker,words,tags\r\n"
        "[0:00],DB:,\"Where, then, did it all begin?\",\r\n"
        ",AE,In a kitchen &amp; a shed.,tea;kitchens\r\n"
        "[00:01:40] beginning of the second part,,And &quot;later&quot;?,tea; \r\n"
        ",,,\r\n"
        "nonsense,DB,One two three four five,\r\n"
        ",AE,Six.,\r\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(timed_text) text = timed_text_parse(file, strlen(file), NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(text->format, ==, TIMED_SHEET);
    g_assert_cmpuint(text->count, ==, 5);
    assert_turn(text, 0, 0, "DB", "Where, then, did it all begin?", "");
    assert_turn(text, 1, 50000, "AE", "In a kitchen & a shed.", "tea\nkitchens");
    assert_turn(text, 2, 100000, "AE", "And \"later\"?", "tea");
    assert_turn(text, 3, 100000, "DB", "One two three four five", "");
    assert_turn(text, 4, 102000, "AE", "Six.", "");
}

static void sheet_without_its_columns(void)
{
    static const char file[] = "title,words\nOne,Two\n";
    g_autoptr(GError) error = NULL;
    g_assert_null(timed_text_parse_sheet(file, strlen(file), NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
    g_assert_cmpstr(error->message, ==, "is a sheet without the columns timestamp and words");
    g_clear_error(&error);
    static const char open[] = "timestamp,words\n[0:00],\"never closed\n";
    g_assert_null(timed_text_parse(open, strlen(open), NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
}

static void written_is_read_the_same(void)
{
    const struct timed_cue cues[] = {
        {.begin_ms = 0, .end_ms = 1500, .speaker = "Ann & Co", .text = "One <two>\n\n--> three"},
        {.begin_ms = 1500, .end_ms = 1600, .speaker = "Ann --", .text = "Two"},
        {.begin_ms = 3723004,
         .end_ms = 3724000,
         .speaker = "",
         .text = "\xD8\xA7\xD8\xB1\xD8\xAF\xD9\x88"}};
    g_autofree char *written = timed_text_write_webvtt(cues, G_N_ELEMENTS(cues));
    g_autoptr(GError) error = NULL;
    g_autoptr(timed_text) text = timed_text_parse_webvtt(written, strlen(written), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(text->count, ==, 3);
    g_assert_cmpstr(text->cues[0].text, ==, "One <two>\n--> three");
    g_assert_cmpstr(text->cues[0].speaker, ==, "Ann & Co");
    g_assert_cmpstr(text->cues[1].speaker, ==, "Ann --");
    g_assert_cmpint(text->cues[2].begin_ms, ==, 3723004);
    g_assert_cmpstr(text->cues[2].text, ==, cues[2].text);
}

/* Every file of the corpora, WebVTT and SubRip: written, read and written again it is the same. */
static void whatever_is_read_is_written_the_same(void)
{
    static const char *const folders[] = {"webvtt", "srt"};
    for (size_t f = 0; f < G_N_ELEMENTS(folders); f++) {
        g_autofree char *name = g_build_filename(folders[f], "expected.jsonl", NULL);
        g_autofree char *expected = given_corpus(name);
        if (expected == NULL) {
            g_test_skip("the corpora are not here");
            return;
        }
        g_autoptr(GPtrArray) files = corpus_json_read(expected);
        for (unsigned i = 0; i < files->len; i++) {
            g_autoptr(timed_text) text = parse(files->pdata[i], folders[f], f == 0, NULL);
            if (text == NULL)
                continue;
            g_autofree char *once = timed_text_write_webvtt(text->cues, text->count);
            g_autoptr(timed_text) read = timed_text_parse_webvtt(once, strlen(once), NULL);
            g_assert_nonnull(read);
            g_assert_cmpuint(read->count, ==, text->count);
            g_autofree char *twice = timed_text_write_webvtt(read->cues, read->count);
            g_assert_cmpstr(twice, ==, once);
        }
    }
}

/* Bytes out of a generator with a fixed seed, mixed from what parsers look for. */
static void any_bytes_are_survived(void)
{
    static const char *const pieces[] = {
        "WEBVTT\n", "\n", "-->",      "00:00", ":",     ".000 ",  "<v ", ">",       "&#x",
        "&am",      ";",  "\xFF\xFE", "\xC3",  "[1:02", "NAME: ", "{\\", "STYLE\n", "99"};
    g_autoptr(GRand) random = g_rand_new_with_seed(4711);
    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) file = g_string_new(round % 2 == 0 ? "WEBVTT\n\n" : NULL);
        for (int i = g_rand_int_range(random, 0, 60); i > 0; i--)
            g_string_append(file, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        timed_text_free(timed_text_parse(file->str, file->len, NULL, NULL));
        timed_text_free(timed_text_parse_webvtt(file->str, file->len, NULL));
        timed_text_free(timed_text_parse_srt(file->str, file->len, "windows-1256", NULL));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/timed text/WebVTT is read as the W3C's parser reads it", webvtt_as_w3c);
    g_test_add_func("/timed text/SubRip is read as players read it", srt_as_players);
    g_test_add_func("/timed text/SubRip's markup goes, what it is not stays", srt_markup_goes);
    g_test_add_func("/timed text/an encoding is asked for, never guessed", encoding_is_asked_for);
    g_test_add_func("/timed text/a typed transcript becomes turns", transcript_of_turns);
    g_test_add_func("/timed text/a sheet becomes turns with times between", sheet_of_turns);
    g_test_add_func("/timed text/a sheet without its columns gets a sentence",
                    sheet_without_its_columns);
    g_test_add_func("/timed text/what is written as WebVTT is read back the same",
                    written_is_read_the_same);
    g_test_add_func("/timed text/whatever is read is written the same again",
                    whatever_is_read_is_written_the_same);
    g_test_add_func("/timed text/any bytes are survived", any_bytes_are_survived);
    return g_test_run();
}
