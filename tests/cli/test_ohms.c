#include "tests/support/desk.h"
#include "tests/support/given.h"

#include <string.h>

#define HEAD                                                                                       \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                 \
    "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\">\n<record id=\"00000042\" "          \
    "dt=\"2024-03-01\">\n"
#define TAIL "</record>\n</ROOT>\n"

/* A record of 5.4 with two languages: what is spoken about, where the minutes fall, a note. */
static const char record[] =
    HEAD "<version>5.4</version><date value=\"1979-05-12\" format=\"yyyy-mm-dd\"/>"
         "<date_nonpreferred_format>12 May 1979</date_nonpreferred_format>"
         "<title>Two cups of milk</title><accession>LS-7</accession>"
         "<subject>Tea</subject><subject>Kitchens</subject><keyword>milk</keyword>"
         "<interviewee>Ann Example</interviewee><interviewer>Bob Example</interviewer>"
         "<file_name>talk.MP3</file_name><sync>1:|3(2)</sync>"
         "<sync_alt/><transcript_alt_lang>Urdu</transcript_alt_lang><translate>1</translate>"
         "<language>English</language><index><point><time>0</time><title>Tea</title>"
         "<title_alt>چائے</title_alt><synopsis>Said over tea.</synopsis>"
         "<synopsis_alt>چائے پر</synopsis_alt><keywords>tea;milk</keywords>"
         "<gpspoints><gps>53.79,-1.55</gps><gps_zoom>17</gps_zoom><gps_text>A house</gps_text>"
         "</gpspoints><hyperlinks><hyperlink>https://tea.example/</hyperlink>"
         "<hyperlink_text>Tea</hyperlink_text></hyperlinks></point>"
         "<point><time>1</time><title>Milk</title></point></index>"
         "<description>Over tea.</description><transcript>"
         "BOB: What did you drink?\n\nANN: Tea[[footnote]]1[[/footnote]] and milk.\n\n"
         "[[footnotes]][[note]]Assam. [[link]]https://assam.example/[[/link]][[/note]]"
         "[[/footnotes]]</transcript><transcript_alt>این: چائے</transcript_alt>"
         "<rights>https://creativecommons.org/licenses/by/4.0/</rights>"
         "<usage>Ask first.</usage><userestrict>0</userestrict>" TAIL;

static struct desk *with_record(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "one.xml", record);
    desk_sound(desk, "sounds/deep/Talk.mp3", 1);
    return desk;
}

static void import_it(struct desk *desk)
{
    desk_expect(desk, 0, "CODE1\n",
                "new person: Ann Example\nnew person: Bob Example\n"
                "new theme: Tea\nnew theme: Kitchens\nnew theme: milk\n"
                "one.xml: CODE1, 2 index points, 3 lines (the times between its minutes are "
                "estimated), recording sounds/deep/Talk.mp3\n",
                "import", "ohms", "one.xml", "--media", "sounds", NULL);
}

static void test_a_record_becomes_an_item_whole(void)
{
    struct desk *desk = with_record();
    import_it(desk);
    struct answer *answer = desk_run(desk, "show", "CODE1", NULL);
    g_autoptr(GRegex) sizes = g_regex_new("[0-9.]+ (kB|bytes)", 0, 0, NULL);
    g_autofree char *shown = g_regex_replace_literal(sizes, answer->out, -1, 0, "SIZE", 0, NULL);
    g_assert_cmpstr(shown, ==,
                    "CODE1  Two cups of milk\n"
                    "shown           no; `rwf check` says why\n"
                    "kind            oral_history\n"
                    "form            interview\n"
                    "description     Over tea.\n"
                    "date            12 May 1979\n"
                    "language        en\n"
                    "identifier      LS-7\n"
                    "rights          http://creativecommons.org/licenses/by/4.0/\n"
                    "rights_note     Ask first.\n"
                    "sensitivity     0\n"
                    "access          kiosk\n"
                    "rank            0\n"
                    "focal_x         0.5\n"
                    "focal_y         0.5\n"
                    "people\n"
                    "    Ann Example, narrator\n"
                    "    Bob Example, interviewer\n"
                    "themes\n"
                    "    Kitchens\n"
                    "    Tea\n"
                    "    milk\n"
                    "index\n"
                    "    [0:00] Tea\n"
                    "    [0:01] Milk\n"
                    "files\n"
                    "    access     audio/mp4, SIZE, 0:02\n"
                    "    original   audio/mpeg, SIZE, 0:02, from Talk.mp3\n"
                    "    original   application/xml, SIZE, from one.xml\n"
                    "    waveform   application/x-rwf-waveform, SIZE\n"
                    "transcript in en: 2 lines\n"
                    "transcript in ur: 1 line\n");
    answer_free(answer);
    desk_expect(desk, 0,
                "transcript in en\n"
                "    0:00  BOB: What did you drink?\n"
                "    1:00  ANN: Tea and milk.\n"
                "transcript in ur\n"
                "    0:00  این: چائے\n"
                "note to 1:00  Assam. https://assam.example/\n",
                "", "transcript", "CODE1", "show", NULL);
    desk_destroy(desk);
}

/* Where somebody's house stands, the notes and the record itself stay in the archive; the words of the
 * index, in both languages, are in the pack. */
static void test_coordinates_and_notes_are_never_published(void)
{
    struct desk *desk = with_record();
    import_it(desk);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "Ann", "--scope", "kiosk",
                NULL);
    desk_expect(desk, 0, NULL, NULL, "publish", "pack", NULL);
    g_assert_cmpint(desk_count_holding(desk, "archive", "53.79,-1.55"), ==, 2);
    g_assert_cmpint(desk_count_holding(desk, "pack", "Said over tea."), ==, 1);
    g_assert_cmpint(desk_count_holding(desk, "pack", "چائے پر"), ==, 1);
    g_assert_cmpint(desk_count_holding(desk, "pack", "53.79"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "A house"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "Assam."), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "pack", "LS-7"), ==, 0);
    desk_destroy(desk);
}

static void test_an_import_is_one_step_and_known_again(void)
{
    struct desk *desk = with_record();
    import_it(desk);
    desk_expect(desk, 3, "",
                "rwf: warning: one.xml: not imported: the archive has this record already, as "
                "CODE1\n",
                "import", "ohms", "one.xml", "--media", "sounds", NULL);
    struct answer *answer = desk_run(desk, "log", NULL);
    g_assert_true(g_str_has_suffix(answer->out, "\n  1  WHEN  WHO  imported 1 OHMS record\n"));
    answer_free(answer);
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_expect(desk, 0, "", "no items\n", "list", NULL);
    desk_expect(desk, 0, NULL, NULL, "import", "ohms", "one.xml", NULL);
    desk_destroy(desk);
}

static void test_what_cannot_be_taken_stops_none_of_the_others(void)
{
    struct desk *desk = with_record();
    desk_write(desk, "page.xml", "<html><body/></html>");
    desk_write(desk, "cut.xml", HEAD "<title>Cut");
    desk_write(desk, "sounds/OH-9.mp3", "This is no sound at all.");
    desk_write(desk, "nine.xml",
               HEAD "<version>5.4</version><title>Nine</title><accession>OH-9</accession>" TAIL);
    desk_write(desk, "ten.xml",
               HEAD "<version>5.4</version><title>Ten</title><accession>LS-7</accession>"
                    "<language>Klingon</language><transcript>No transcript.</transcript>"
                    "<userestrict>1</userestrict><file_name>ten.wav</file_name>" TAIL);
    struct answer *answer =
        desk_run(desk, "import", "ohms", "page.xml", "one.xml", "cut.xml", "nine.xml", "gone.xml",
                 "ten.xml", "one.xml", "--media", "sounds", NULL);
    g_assert_cmpint(answer->status, ==, 3);
    g_assert_cmpstr(answer->out, ==, "CODE1\nCODE2\n");
    g_assert_cmpstr(
        answer->err, ==,
        "rwf: warning: page.xml: not imported: is XML, but no OHMS record: those begin with <ROOT> "
        "and <record>, this with <html>\n"
        "rwf: warning: cut.xml: not imported: is broken XML at line 4 (Premature end of data in "
        "tag "
        "title line 4); export it again from OHMS\n"
        "rwf: warning: gone.xml: not imported: there is no such file\n"
        "rwf: warning: one.xml: not imported: the same bytes as a file named before it\n"
        "rwf: warning: nine.xml: not imported: its recording sounds/OH-9.mp3: by its name it is no "
        "text, but it holds nothing else; copy it again from where it came, or name it .txt if it "
        "is words\n"
        "rwf: warning: ten.xml: imported without its recording, which is not in sounds (ten.wav); "
        "to bring it in, put it there, take this import back with `rwf undo`, and import again\n"
        "new person: Ann Example\nnew person: Bob Example\n"
        "new theme: Tea\nnew theme: Kitchens\nnew theme: milk\n"
        "rwf: warning: ten.xml: its language is “Klingon”, which is no language known here\n"
        "rwf: warning: ten.xml: OHMS restricts its use, so its access is on_request and visitors "
        "do "
        "not see it; `rwf set ITEM access=kiosk` opens it\n"
        "rwf: warning: ten.xml: “LS-7” is already the identifier of CODE1, so this item has none; "
        "if both are the same interview, take this import back with `rwf undo`\n"
        "one.xml: CODE1, 2 index points, 3 lines (the times between its minutes are estimated), "
        "recording sounds/deep/Talk.mp3\n"
        "ten.xml: CODE2, 0 index points, 0 lines, no recording\n");
    answer_free(answer);
    desk_expect(desk, 0, NULL, "", "verify", NULL);
    desk_destroy(desk);
}

/* Entities that would grow to a thousand million letters, a file of another kind, one cut short, one
 * with bytes no text has, one too large: a sentence each, and not a byte of the archive changes. */
static void test_hostile_files_leave_the_archive_as_it_was(void)
{
    static const struct {
        const char *name;
        const char *bytes;
        const char *says;
    } files[] = {
        {"laughs.xml",
         "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b "
         "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
         "<ROOT><record id=\"1\"><title>&c;</title></record></ROOT>",
         "declares a document type, which no OHMS record does and which can carry harm, so it was "
         "not read; export it again from OHMS"},
        {"passwd.xml", "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ROOT>&e;</ROOT>",
         "declares a document type, which no OHMS record does and which can carry harm, so it was "
         "not read; export it again from OHMS"},
        {"zip.xml", "PK\003\004 not a record",
         "is broken XML at line 1 (Start tag expected, '<' not found); export it again from OHMS"},
        {"empty.xml", "", "is broken XML at line 1 (Document is empty); export it again from OHMS"},
        {"cut.xml", HEAD "<version>5", NULL},
        {"vtt.xml",
         HEAD "<version>6.0</version><title>T</title><vtt_transcript>1\n00:00:01,000</"
              "vtt_transcript>" TAIL,
         "its <vtt_transcript> does not begin with WEBVTT, so it is no WebVTT file"},
    };
    struct desk *desk = with_record();
    import_it(desk);
    g_autofree char *before = desk_checksum(desk, "archive");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        desk_write(desk, files[i].name, files[i].bytes);
        struct answer *answer = desk_run(desk, "import", "ohms", files[i].name, NULL);
        g_autofree char *wanted =
            g_strdup_printf("rwf: warning: %s: not imported: %s\nrwf: nothing was imported\n",
                            files[i].name, files[i].says);
        g_assert_cmpint(answer->status, ==, 1);
        if (files[i].says != NULL)
            g_assert_cmpstr(answer->err, ==, wanted);
        answer_free(answer);
        g_autofree char *after = desk_checksum(desk, "archive");
        g_assert_cmpstr(after, ==, before);
    }
    desk_write_large(desk, "large.xml", (int64_t)2 << 30);
    desk_expect(desk, 1, "",
                "rwf: warning: large.xml: not imported: larger than 64 MiB, which no record is\n"
                "rwf: nothing was imported\n",
                "import", "ohms", "large.xml", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(after, ==, before);
    desk_destroy(desk);
}

static void test_every_record_of_the_corpora_comes_in(void)
{
    g_autofree char *folder = given_corpus("ohms");
    if (folder == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    struct desk *desk = desk_create();
    desk_archive(desk);
    g_autofree char *empty = g_build_filename(folder, "empty_ohms.xml", NULL);
    g_autofree char *alyea = g_build_filename(folder, "legacy_alyea_OH0010.xml", NULL);
    g_autofree char *duarte = g_build_filename(folder, "legacy_duarte_OH0344.xml", NULL);
    g_autofree char *gaps = g_build_filename(folder, "legacy_various_gaps.xml", NULL);
    desk_expect(desk, 3, "CODE1\nCODE2\nCODE3\nCODE4\n", NULL, "import", "ohms", empty, alyea,
                duarte, gaps, NULL);
    desk_says(desk, 0, "\n    [1:36:01] At the University of Minnesota\n", "show", "CODE2", NULL);
    desk_says(desk, 0, "\n    1:00  DUARTE: My grandfather Cardoza--also", "transcript", "CODE3",
              "show", NULL);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/ohms/a record becomes an item whole",
                    test_a_record_becomes_an_item_whole);
    g_test_add_func("/cli/ohms/coordinates and notes are never published",
                    test_coordinates_and_notes_are_never_published);
    g_test_add_func("/cli/ohms/an import is one step, and known again",
                    test_an_import_is_one_step_and_known_again);
    g_test_add_func("/cli/ohms/what cannot be taken stops none of the others",
                    test_what_cannot_be_taken_stops_none_of_the_others);
    g_test_add_func("/cli/ohms/hostile files leave the archive as it was",
                    test_hostile_files_leave_the_archive_as_it_was);
    g_test_add_func("/cli/ohms/every record of the corpora comes in",
                    test_every_record_of_the_corpora_comes_in);
    return g_test_run();
}
