#include "catalogue/formats/ohms.h"

#include "catalogue/error.h"
#include "catalogue/formats/ohms_sync.h"
#include "catalogue/formats/ohms_transcript.h"
#include "tests/support/corpus_ohms.h"
#include "tests/support/given.h"

#include <glib.h>
#include <string.h>

#define ROOT_OPEN                                                                                  \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                 \
    "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\">\n<record id=\"00000042\" "          \
    "dt=\"2024-03-01\">"
#define ROOT_CLOSE "</record></ROOT>\n"

static struct ohms *parse(const char *xml)
{
    g_autoptr(GError) error = NULL;
    struct ohms *ohms = ohms_parse(xml, strlen(xml), &error);
    g_assert_no_error(error);
    return ohms;
}

static struct ohms *parse_file(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    struct ohms *ohms = ohms_parse(bytes, length, &error);
    g_assert_no_error(error);
    return ohms;
}

/* The word, counted from 1, of a line; NULL where it has fewer. The caller frees it. */
static char *word_of(const char *line, int64_t number)
{
    g_auto(GStrv) words = g_strsplit_set(line, " \t\r", -1);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0' && --number == 0)
            return g_strdup(*word);
    return NULL;
}

static const struct timed_cue *cue_at(const struct timed_text *text, int64_t begin_ms)
{
    for (size_t i = 0; i < text->count; i++)
        if (text->cues[i].begin_ms == begin_ms)
            return &text->cues[i];
    return NULL;
}

/* At every minute whose word is there, a line begins with that word. */
static void compare_minutes(const char *file, const struct ohms_said *said)
{
    int64_t interval_ms;
    size_t absent = 0;
    g_autoptr(ohms_transcript) transcript = ohms_transcript_read(said, -1, NULL);
    g_autoptr(GArray) minutes = ohms_sync_parse(said->sync, &interval_ms);
    g_auto(GStrv) lines = g_strsplit(said->transcript, "\n", -1);
    for (guint i = 0; transcript != NULL && i < minutes->len; i++) {
        const struct ohms_minute *minute = &g_array_index(minutes, struct ohms_minute, i);
        g_autofree char *word = word_of(lines[minute->line - 1], minute->word);
        absent += word == NULL;
        if (word == NULL)
            continue;
        const struct timed_cue *cue = cue_at(transcript->text, minute->at_ms);
        g_assert_nonnull(cue);
        bool is_name = g_str_has_suffix(word, ":") && g_str_has_prefix(word, cue->speaker);
        if (!is_name && !g_str_has_prefix(cue->text, word))
            g_error("%s, minute %u: \"%s\" does not begin with \"%s\"", file, i + 1, cue->text,
                    word);
    }
    if (transcript != NULL)
        g_assert_cmpuint(transcript->beyond, ==, absent);
}

static void every_record_of_the_corpora(void)
{
    g_autofree char *expected = given_corpus("ohms/expected.json");
    if (expected == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    g_auto(GStrv) files = corpus_ohms_files(expected);
    g_assert_cmpuint(g_strv_length(files), >=, 4);
    for (char **file = files; *file != NULL; file++) {
        g_autofree char *name = g_build_filename("ohms", *file, NULL);
        g_autofree char *path = given_corpus(name);
        g_autoptr(ohms) ohms = parse_file(path);
        g_assert_cmpuint(ohms->count, ==, 1);
        g_autofree char *difference = corpus_ohms_compare(expected, *file, &ohms->records[0]);
        g_assert_cmpstr(difference, ==, NULL);
        compare_minutes(*file, &ohms->records[0].said[OHMS_FIRST]);
    }
}

static void older_points_have_their_leaves_inside(void)
{
    g_autoptr(ohms) ohms = parse(
        ROOT_OPEN "<version>5.1</version><date value=\"\"/><title>T</title><index><point>"
                  "<time>61</time><title>One</title><title_alt>Ek</title_alt>"
                  "<keywords>tea;;milk</keywords><keywords_alt>chai</keywords_alt>"
                  "<gps>53.80,-1.55</gps><gps_zoom>12</gps_zoom><gps_text>Leeds</gps_text>"
                  "<gps_text_alt>Lidz</gps_text_alt>"
                  "<hyperlink>https://a.example/</hyperlink><hyperlink_text>A page</hyperlink_text>"
                  "<hyperlink_text_alt>Safha</hyperlink_text_alt></point>"
                  "<point><time>later</time><title>Two</title></point></index>" ROOT_CLOSE);
    const struct ohms_point *point = &ohms->records[0].points[0];
    g_assert_cmpuint(ohms->records[0].point_count, ==, 1);
    g_assert_cmpuint(ohms->dropped, ==, 1);
    g_assert_cmpint(point->at_ms, ==, 61000);
    g_assert_cmpstr(point->words[OHMS_FIRST].keywords, ==, "tea\nmilk");
    g_assert_cmpstr(point->words[OHMS_FIRST].gps, ==, "53.80,-1.55|12|Leeds");
    g_assert_cmpstr(point->words[OHMS_SECOND].gps, ==, "53.80,-1.55|12|Lidz");
    g_assert_cmpstr(point->words[OHMS_FIRST].links, ==, "https://a.example/ A page");
    g_assert_cmpstr(point->words[OHMS_SECOND].links, ==, "https://a.example/ Safha");
    g_assert_cmpstr(point->words[OHMS_SECOND].title, ==, "Ek");
}

static void newer_points_have_several_places_and_links(void)
{
    g_autoptr(ohms) ohms =
        parse(ROOT_OPEN
              "<version>5.4</version><date value=\"\"/><title>T</title><index><point><time>0</time>"
              "<title>One</title><gpspoints><gps/><gps_zoom/></gpspoints>"
              "<gpspoints><gps>1,2</gps><gps_zoom/><gps_text>There</gps_text></gpspoints>"
              "<gpspoints><gps>3,4</gps><gps_zoom>17</gps_zoom><gps_text/></gpspoints>"
              "<hyperlinks><hyperlink>https://a.example/</hyperlink><hyperlink_text/></hyperlinks>"
              "<hyperlinks><hyperlink/></hyperlinks></point></index>" ROOT_CLOSE);
    const struct ohms_words *words = &ohms->records[0].points[0].words[OHMS_FIRST];
    g_assert_cmpstr(words->gps, ==, "1,2||There\n3,4|17|");
    g_assert_cmpstr(words->links, ==, "https://a.example/");
}

static void assert_cue(const struct timed_text *text, size_t at, int64_t begin_ms,
                       const char *speaker, const char *words)
{
    g_assert_cmpuint(at, <, text->count);
    g_assert_cmpint(text->cues[at].begin_ms, ==, begin_ms);
    g_assert_cmpstr(text->cues[at].speaker, ==, speaker);
    g_assert_cmpstr(text->cues[at].text, ==, words);
}

/* Minute 1 is at line 3, word 2; minute 2 at line 4, word 3. The paragraph between is a third of the
 * words on the way. */
static void minutes_are_exact_and_the_rest_is_estimated(void)
{
    const struct ohms_said said = {
        .vtt = "",
        .sync = "1:|3(2)|4(3)|9(1)",
        .transcript = "BROCK: one two three\n\nDUARTE: four {0:01:02} five\nsix seven eight nine"};
    g_autoptr(ohms_transcript) transcript = ohms_transcript_read(&said, -1, NULL);
    g_assert_cmpuint(transcript->text->count, ==, 3);
    assert_cue(transcript->text, 0, 0, "BROCK", "one two three");
    assert_cue(transcript->text, 1, 60000, "DUARTE", "four five six seven");
    assert_cue(transcript->text, 2, 120000, "DUARTE", "eight nine");
    g_assert_cmpint(transcript->text->cues[1].end_ms, ==, 120000);
    g_assert_cmpuint(transcript->minutes, ==, 2);
    g_assert_cmpuint(transcript->beyond, ==, 1);
    const struct ohms_said longer = {.vtt = "", .sync = "2:|2(1)", .transcript = "a b\nc d\n\ne f"};
    g_autoptr(ohms_transcript) estimated = ohms_transcript_read(&longer, 200000, NULL);
    assert_cue(estimated->text, 0, 0, "", "a b");
    assert_cue(estimated->text, 1, 120000, "", "c d");
    assert_cue(estimated->text, 2, 160000, "", "e f");
}

static void notes_stand_at_their_line(void)
{
    const struct ohms_said said = {
        .vtt = "",
        .sync = "",
        .transcript = "ANN: Tea[[footnote]]2[[/footnote]] first.\n\nBOB: Then "
                      "milk[[footnote]]1[[/footnote]].\n\n[[footnotes]]\n[[note]]From a "
                      "churn.[[/note]]\n[[note]]Assam. [[link]]https://tea.example/[[/link]]"
                      "[[/note]]\n[[/footnotes]]"};
    g_autoptr(ohms_transcript) transcript = ohms_transcript_read(&said, -1, NULL);
    g_assert_false(transcript->is_timed);
    g_assert_cmpuint(transcript->text->count, ==, 2);
    assert_cue(transcript->text, 0, 0, "ANN", "Tea first.");
    assert_cue(transcript->text, 1, 0, "BOB", "Then milk.");
    g_assert_cmpuint(transcript->note_count, ==, 2);
    g_assert_cmpuint(transcript->notes[0].cue, ==, 0);
    g_assert_cmpstr(transcript->notes[0].text, ==, "Assam.");
    g_assert_cmpstr(transcript->notes[0].links, ==, "https://tea.example/");
    g_assert_cmpstr(transcript->notes[1].text, ==, "From a churn.");
}

static void webvtt_inside_is_read(void)
{
    const struct ohms_said said = {
        .transcript = "Not this one.",
        .vtt = "WEBVTT\n\nNOTE TRANSCRIPTION BEGIN\n\n00:00:01.000 --> 00:00:03.000\n<v "
               "ANN>Tea<br>with "
               "<c.1>milk</c>\n\n01:00:00.000 --> 00:00:00.000\n<v BOB>Late.\n\nNOTE TRANSCRIPTION "
               "END\n\nNOTE ANNOTATIONS BEGIN\n<annotation ref=\"1\">From a <i>churn</i> &amp; "
               "<a href=\"https://m.example/\">https://m.example/</a></annotation>\n"};
    g_autoptr(ohms_transcript) transcript = ohms_transcript_read(&said, -1, NULL);
    g_assert_cmpuint(transcript->text->count, ==, 2);
    assert_cue(transcript->text, 0, 1000, "ANN", "Tea with milk");
    assert_cue(transcript->text, 1, 3600000, "BOB", "Late.");
    g_assert_cmpuint(transcript->note_count, ==, 1);
    g_assert_cmpstr(transcript->notes[0].text, ==, "From a churn &");
    g_assert_cmpstr(transcript->notes[0].links, ==, "https://m.example/");
    g_autoptr(GError) error = NULL;
    const struct ohms_said bad = {.transcript = "", .vtt = "1\n00:00:01,000"};
    g_assert_null(ohms_transcript_read(&bad, -1, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
}

static void a_filler_is_no_transcript(void)
{
    const struct ohms_said said = {.transcript = " No transcript.\n", .sync = "1:|1(1)", .vtt = ""};
    g_autoptr(GError) error = NULL;
    g_assert_null(ohms_transcript_read(&said, -1, &error));
    g_assert_no_error(error);
}

/* A record with something in every field that is ours. */
static struct ohms_record full_record(struct ohms_point *points, const char *vtt)
{
    points[0] = (struct ohms_point){
        .at_ms = 61000,
        .words = {{.title = "Tea & <milk>",
                   .partial_transcript = "ANN: \"Tea\"",
                   .synopsis = "Said over tea.",
                   .keywords = "tea\nmilk",
                   .subjects = "Kitchens--Leeds",
                   .gps = "1,2|17|There\n3,4||",
                   .links = "https://a.example/?a=1&b=2 A page\nhttps://b.example/"},
                  {.title = "چائے",
                   .synopsis = "چائے پر",
                   .keywords = "چائے",
                   .gps = "1,2|17|وہاں",
                   .links = "https://a.example/?a=1&b=2 صفحہ"}}};
    return (struct ohms_record){.id = "00000042",
                                .day = "2024-03-01",
                                .title = "Two cups",
                                .accession = "A-1",
                                .date = "1979-05-12",
                                .date_text = "12 May 1979",
                                .duration = "00:01:02",
                                .language = "English",
                                .second_language = "Urdu",
                                .description = "Said\nin two lines.",
                                .rights = "In copyright",
                                .usage = "Ask first",
                                .fmt = "video",
                                .subjects = "Tea\nWork",
                                .interviewees = "Ann\nBob",
                                .interviewers = "Cleo",
                                .is_restricted = true,
                                .said = {{.vtt = vtt}, {.vtt = "WEBVTT\n"}},
                                .point_count = 1,
                                .points = points};
}

static void what_is_written_is_read_back(void)
{
    struct ohms_point points[1];
    const struct timed_cue cues[] = {
        {.begin_ms = 0, .end_ms = 900, .speaker = "Ann", .text = "Tea, always <tea>"},
        {.begin_ms = 900, .end_ms = 2000, .speaker = "", .text = "One"}};
    const struct ohms_note notes[] = {
        {.cue = 0, .text = "Assam\nor Ceylon", .links = "https://t.example/?a&b"},
        {.cue = 1, .text = "A \x01 bell", .links = ""}};
    g_autofree char *vtt = ohms_transcript_write(cues, 2, notes, 2);
    struct ohms_record record = full_record(points, vtt);
    g_autofree char *xml = ohms_write(&record, 1);
    g_autoptr(ohms) ohms = parse(xml);
    g_autofree char *again = ohms_write(ohms->records, ohms->count);
    g_assert_cmpstr(again, ==, xml);
    const struct ohms_record *read = &ohms->records[0];
    g_assert_cmpstr(read->version, ==, "6.0");
    g_assert_cmpstr(read->description, ==, "Said\nin two lines.");
    g_assert_cmpstr(read->interviewees, ==, "Ann\nBob");
    g_assert_true(read->is_restricted);
    g_assert_cmpstr(read->points[0].words[OHMS_FIRST].links, ==, points[0].words[OHMS_FIRST].links);
    g_assert_cmpstr(read->points[0].words[OHMS_SECOND].gps, ==, "1,2|17|وہاں");
    g_autoptr(ohms_transcript) said = ohms_transcript_read(&read->said[OHMS_FIRST], -1, NULL);
    g_assert_cmpuint(said->text->count, ==, 2);
    assert_cue(said->text, 0, 0, "Ann", "Tea, always <tea>");
    g_assert_cmpuint(said->note_count, ==, 2);
    g_assert_cmpstr(said->notes[0].text, ==, "Assam or Ceylon");
    g_assert_cmpstr(said->notes[0].links, ==, "https://t.example/?a&b");
    g_assert_cmpstr(said->notes[1].text, ==, "A \x01 bell");
}

static void a_file_that_is_no_record_gets_a_sentence(void)
{
    static const struct {
        const char *xml;
        const char *says;
    } cases[] = {{"", "is broken XML at line 1"},
                 {"WEBVTT\n", "is broken XML at line 1"},
                 {ROOT_OPEN "\n<version>5.4", "is broken XML at line 4"},
                 {"<html><body/></html>",
                  "no OHMS record: those begin with <ROOT> and <record>, this with <html>"},
                 {"<ROOT></ROOT>", "no OHMS record"},
                 {"<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 "
                  "\"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">]><ROOT><record "
                  "id=\"1\"><title>&lol2;</title></record></ROOT>",
                  "declares a document type"},
                 {"<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><ROOT/>", "declares a document type"},
                 {ROOT_OPEN "<title>&unknown;</title>" ROOT_CLOSE, "is broken XML"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(ohms_parse(cases[i].xml, strlen(cases[i].xml), &error));
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
        if (strstr(error->message, cases[i].says) == NULL || strchr(error->message, '\n') != NULL)
            g_error("case %zu: \"%s\" does not say \"%s\"", i, error->message, cases[i].says);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ohms/every record of the corpora is read as its table says",
                    every_record_of_the_corpora);
    g_test_add_func("/ohms/points of 5.1 and 5.2 have their places and links inside",
                    older_points_have_their_leaves_inside);
    g_test_add_func("/ohms/points since 5.3 have several places and links",
                    newer_points_have_several_places_and_links);
    g_test_add_func("/ohms/minutes are exact and the rest is estimated",
                    minutes_are_exact_and_the_rest_is_estimated);
    g_test_add_func("/ohms/notes stand at their line", notes_stand_at_their_line);
    g_test_add_func("/ohms/the WebVTT of 6.0 is read with its notes", webvtt_inside_is_read);
    g_test_add_func("/ohms/a filler is no transcript", a_filler_is_no_transcript);
    g_test_add_func("/ohms/what is written is read back", what_is_written_is_read_back);
    g_test_add_func("/ohms/a file that is no record gets a sentence",
                    a_file_that_is_no_record_gets_a_sentence);
    return g_test_run();
}
