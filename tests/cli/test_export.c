#include "tests/support/desk.h"
#include "tests/support/given.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* An interview with everything that can be said of one, and a picture, a film and a poem; all agreed
 * for the web but the poem, which is for the kiosk only. CODE1 … in that order. */
static struct desk *with_archive(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_sound(desk, "talk.mp3", 1);
    desk_picture(desk, "kitchen.jpg", 2);
    desk_film(desk, "walk.mp4", 3);
    desk_write(desk, "poem.txt", "Two cups,\none pot.\n");
    desk_write(desk, "talk.vtt",
               "WEBVTT\n\n00:00.000 --> 00:00.900\n<v Ann Example>Tea &amp; milk\n\n"
               "00:00.900 --> 00:01.400\n<v Ann Example>Her hidden street\n\n"
               "00:01.400 --> 00:02.000\n<v Cleo Hidden>And then?\n");
    desk_write(desk, "talk.ur.vtt", "WEBVTT\n\n00:00.000 --> 00:00.900\nچائے\n");
    desk_write(desk, "parts.vtt",
               "WEBVTT\n\n00:00.000 --> 00:00.900\nTea\n\n00:00.900 --> "
               "00:02.000\nLater\n");
    desk_expect(desk, 0, "CODE1\n", NULL, "add", "talk.mp3", "--title", "Two cups", "--person",
                "Ann Example=narrator", "--person", "Cleo Hidden=interviewer", "--theme", "Tea",
                "--place", "Chapeltown", "--date", "12 May 1979", "--field", "language=en",
                "--field", "rights=https://creativecommons.org/licenses/by/4.0", "--field",
                "credit=Ann & the kitchen", "--field", "description=Over <tea>.", NULL);
    desk_expect(desk, 0, "CODE2\nCODE3\nCODE4\n", NULL, "add", "kitchen.jpg", "walk.mp4",
                "poem.txt", NULL);
    static const char *const attached[][3] = {{"talk.vtt", "transcript", "en"},
                                              {"talk.ur.vtt", "translation", "ur"},
                                              {"parts.vtt", "chapters", "en"}};
    for (size_t i = 0; i < G_N_ELEMENTS(attached); i++)
        desk_expect(desk, 0, NULL, NULL, "attach", "CODE1", attached[i][0], "--role",
                    attached[i][1], "--lang", attached[i][2], NULL);
    desk_expect(desk, 0, NULL, NULL, "set", "CODE1", "title@ur=دو پیالے", NULL);
    desk_expect(desk, 0, NULL, NULL, "note", "CODE1", "add", "--says", "Speaks of loss", NULL);
    desk_expect(desk, 0, NULL, NULL, "person", "set", "Cleo Hidden", "name_withheld=yes", NULL);
    desk_expect(desk, 0, NULL, NULL, "redact", "CODE1", "--from", "0.9", "--to", "1.4", "--why",
                "an address", NULL);
    for (int i = 1; i <= 4; i++) {
        g_autofree char *code = g_strdup_printf("CODE%d", i);
        desk_expect(desk, 0, NULL, NULL, "consent", code, "grant", "--by", "Ann Example", "--scope",
                    i < 4 ? "kiosk,web" : "kiosk", NULL);
    }
    return desk;
}

/* The file FOLDER/CODE.ENDING (or FOLDER/CODE/…), in which CODEn stands for the code. */
static char *read_written(const struct desk *desk, const char *folder, const char *code,
                          const char *ending)
{
    const char *real = desk_code(desk, code);
    g_autofree char *name = g_strdup_printf("%s/%s%s", folder, real, ending);
    g_autofree char *text = desk_read(desk, name);
    g_auto(GStrv) parts = g_strsplit(text, real, -1);
    return g_strjoinv(code, parts);
}

static bool succeeds(const char *const *words, char **out)
{
    int status = 0;
    g_autoptr(GError) error = NULL;
    bool is_run =
        g_spawn_sync(NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, out, NULL, &status, &error);
    g_assert_no_error(error);
    return is_run && g_spawn_check_wait_status(status, NULL);
}

static void test_dublin_core_says_what_may_be_shown(void)
{
    struct desk *desk = with_archive();
    g_autofree char *before = desk_checksum(desk, "archive/store");
    desk_expect(desk, 0, "wrote 1 item as dc, 2 files, to out\n", "", "export", "dc", "CODE1",
                "--to", "out", NULL);
    g_autofree char *simple = read_written(desk, "out", "CODE1", ".dc.xml");
    g_assert_cmpstr(
        simple, ==,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ "
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">\n"
        "  <dc:identifier>CODE1</dc:identifier>\n"
        "  <dc:title xml:lang=\"en\">Two cups</dc:title>\n"
        "  <dc:description xml:lang=\"en\">Over &lt;tea&gt;.</dc:description>\n"
        "  <dc:title xml:lang=\"ur\">دو پیالے</dc:title>\n"
        "  <dc:contributor>Ann Example</dc:contributor>\n"
        "  <dc:contributor>Name withheld by choice</dc:contributor>\n"
        "  <dc:subject xml:lang=\"en\">Tea</dc:subject>\n"
        "  <dc:coverage xml:lang=\"en\">Chapeltown</dc:coverage>\n"
        "  <dc:date>1979-05-12</dc:date>\n"
        "  <dc:language>en</dc:language>\n"
        "  <dc:type>Sound</dc:type>\n"
        "  <dc:format>audio/mp4</dc:format>\n"
        "  <dc:format>PT2S</dc:format>\n"
        "  <dc:relation xml:lang=\"en\">Test archive</dc:relation>\n"
        "  <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>\n"
        "  <dc:rights xml:lang=\"en\">Ann &amp; the kitchen</dc:rights>\n"
        "  <dc:description xml:lang=\"en\">Content note: Speaks of loss</dc:description>\n"
        "</oai_dc:dc>\n");
    g_autofree char *qualified = read_written(desk, "out", "CODE1", ".dcterms.xml");
    g_assert_cmpstr(
        qualified, ==,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<qualifieddc xmlns:dcterms=\"http://purl.org/dc/terms/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
        "  <dcterms:identifier>CODE1</dcterms:identifier>\n"
        "  <dcterms:title xml:lang=\"en\">Two cups</dcterms:title>\n"
        "  <dcterms:description xml:lang=\"en\">Over &lt;tea&gt;.</dcterms:description>\n"
        "  <dcterms:title xml:lang=\"ur\">دو پیالے</dcterms:title>\n"
        "  <dcterms:contributor>Ann Example</dcterms:contributor>\n"
        "  <dcterms:contributor>Name withheld by choice</dcterms:contributor>\n"
        "  <dcterms:subject xml:lang=\"en\">Tea</dcterms:subject>\n"
        "  <dcterms:spatial xml:lang=\"en\">Chapeltown</dcterms:spatial>\n"
        "  <dcterms:created>1979-05-12</dcterms:created>\n"
        "  <dcterms:language xsi:type=\"dcterms:RFC5646\">en</dcterms:language>\n"
        "  <dcterms:type xsi:type=\"dcterms:DCMIType\">Sound</dcterms:type>\n"
        "  <dcterms:format xsi:type=\"dcterms:IMT\">audio/mp4</dcterms:format>\n"
        "  <dcterms:extent>PT2S</dcterms:extent>\n"
        "  <dcterms:isPartOf xml:lang=\"en\">Test archive</dcterms:isPartOf>\n"
        "  <dcterms:license "
        "xsi:type=\"dcterms:URI\">http://creativecommons.org/licenses/by/4.0/</dcterms:license>\n"
        "  <dcterms:rights xml:lang=\"en\">Ann &amp; the kitchen</dcterms:rights>\n"
        "  <dcterms:description xml:lang=\"en\">Content note: Speaks of "
        "loss</dcterms:description>\n"
        "</qualifieddc>\n");
    g_autofree char *after = desk_checksum(desk, "archive/store");
    g_assert_cmpstr(after, ==, before);
    desk_destroy(desk);
}

/* The same lines, in any order: items of one second have none. */
static void assert_lines(const char *got, const char *wanted)
{
    g_auto(GStrv) lines = g_strsplit(wanted, "\n", -1);
    g_assert_cmpuint(strlen(got), ==, strlen(wanted));
    for (char **line = lines; *line != NULL; line++)
        g_assert_nonnull(strstr(got, *line));
}

/* Every form, for all: the hidden name, the redacted words and the picture whose consent is suspended
 * are in none of them; the poem, which nobody agreed to have on the web, is not among the manifests. */
static void test_what_may_not_be_shown_does_not_leave(void)
{
    static const struct {
        const char *form;
        const char *said;
        const char *left_out;
    } forms[] = {
        {"dc", "wrote 3 items as dc, 6 files, to out/dc\n",
         "of 1 of these nobody agreed that they go on the web: keep this off it, or add --for "
         "web\n"},
        {"ohms", "wrote 2 items as ohms, 2 files, to out/ohms\n",
         "CODE4 is left out: it has nothing this form could hold\n"},
        {"vtt", "wrote 1 item as vtt, 3 files, to out/vtt\n",
         "CODE3 is left out: it has nothing this form could hold\n"
         "CODE4 is left out: it has nothing this form could hold\n"},
        {"iiif", "wrote 2 items as iiif, 10 files, to out/iiif\n",
         "CODE4 is left out: nobody agreed to have it used for this (web); `rwf consent ITEM grant "
         "--scope kiosk,web` would say so\n"},
    };
    struct desk *desk = with_archive();
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE2", "suspend", NULL);
    desk_write(desk, "out/readme", "");
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *to = g_strconcat("out/", forms[i].form, NULL);
        struct answer *answer = desk_run(desk, "export", forms[i].form, "--to", to, "--base-url",
                                         "https://a.example/", NULL);
        g_assert_cmpstr(answer->out, ==, forms[i].said);
        assert_lines(answer->err, forms[i].left_out);
        answer_free(answer);
    }
    g_assert_cmpint(desk_count_holding(desk, "out", "Ann Example"), >, 3);
    g_assert_cmpint(desk_count_holding(desk, "out", "Hidden"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "out", "hidden street"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "out", "an address"), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "out", desk_code(desk, "CODE2")), ==, 0);
    g_assert_cmpint(desk_count_holding(desk, "out/iiif", desk_code(desk, "CODE4")), ==, 0);
    desk_destroy(desk);
}

static void test_an_export_that_is_refused_leaves_nothing(void)
{
    struct desk *desk = with_archive();
    desk_write(desk, "there", "mine");
    desk_expect(desk, 1, "", "rwf: there is there already; choose another name\n", "export", "vtt",
                "--to", "there", NULL);
    desk_expect(desk, 1, "",
                "rwf: --all also writes what nobody agreed to show, what is redacted and names "
                "withheld; where that is meant, say so: add --yes\n",
                "export", "dc", "--all", "--to", "out/dc", NULL);
    desk_expect(desk, 1, "", "rwf: 3 files would be written; let --to name a folder\n", "export",
                "vtt", "CODE1", "--to", "one.vtt", NULL);
    desk_expect(desk, 2, "",
                "rwf: iiif needs the address its files will have: add --base-url https://…\n",
                "export", "iiif", "--to", "one", NULL);
    desk_expect(desk, 2, "",
                "rwf: “otms” is no form to write; these are: bag, csv, dc, iiif, json, ohms, vtt; "
                "did you mean "
                "“ohms”?\n",
                "export", "otms", "--to", "one", NULL);
    desk_expect(desk, 0, NULL, NULL, "embargo", "CODE2", "2999-01-01", NULL);
    desk_expect(desk, 1, "",
                "rwf: warning: CODE2 is left out: it may not be shown; `rwf check` says why\n"
                "rwf: there is nothing to write that may be shown; `rwf check` says why\n",
                "export", "dc", "CODE2", "--to", "one", NULL);
    g_assert_cmpint(desk_count_named(desk, ".", ".one"), ==, 0);
    g_assert_cmpint(desk_count_named(desk, ".", "one"), ==, 0);
    desk_destroy(desk);
}

/* WebVTT written, taken into another archive and written again is the same to the byte. */
static void test_lines_come_back_the_same_to_the_byte(void)
{
    struct desk *desk = with_archive();
    desk_expect(desk, 0, "wrote 1 item as vtt, 3 files, to one\n", NULL, "export", "vtt", "--to",
                "one", NULL);
    g_autofree char *one = read_written(desk, "one", "CODE1", ".transcript.en.vtt");
    g_assert_cmpstr(one, ==,
                    "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\n<v Ann Example>Tea &amp; milk\n\n"
                    "00:00:01.400 --> 00:00:02.000\nAnd then?\n");
    g_autofree char *urdu = read_written(desk, "one", "CODE1", ".transcript.ur.vtt");
    g_assert_cmpstr(urdu, ==, "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nچائے\n");
    g_autofree char *name = g_strdup_printf("one/%s.transcript.en.vtt", desk_code(desk, "CODE1"));
    desk_sound(desk, "other.mp3", 9);
    desk_expect(desk, 0, "CODE5\n", NULL, "add", "other.mp3", NULL);
    desk_expect(desk, 0, NULL, NULL, "attach", "CODE5", name, "--role", "transcript", "--lang",
                "en", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE5", "grant", "--by", "Ann", "--scope", "kiosk",
                NULL);
    desk_expect(desk, 0, "wrote 1 item as vtt, 1 file, to two.vtt\n", NULL, "export", "vtt",
                "CODE5", "--to", "two.vtt", NULL);
    g_autofree char *two = desk_read(desk, "two.vtt");
    g_assert_cmpstr(two, ==, one);
    desk_destroy(desk);
}

/* With --all nothing is lost: what was imported, written and imported elsewhere is written the same. */
static void test_a_record_of_ohms_comes_back_whole(void)
{
    static const char record[] =
        "<ROOT><record id=\"00000042\" dt=\"2024-03-01\"><version>5.4</version>"
        "<date value=\"1979-05-12\"/><title>Two cups</title><accession>42</accession>"
        "<subject>Tea</subject><interviewee>Ann</interviewee><interviewer>Bob</interviewer>"
        "<sync>1:|3(2)</sync><transcript_alt_lang>Urdu</transcript_alt_lang>"
        "<language>English</language><index><point><time>0</time><title>Tea</title>"
        "<title_alt>چائے</title_alt><partial_transcript>BOB: One?</partial_transcript>"
        "<synopsis>Of tea</synopsis><keywords>tea;milk</keywords><gpspoints>"
        "<gps>53.79,-1.55</gps><gps_zoom>17</gps_zoom><gps_text>A house</gps_text>"
        "<gps_text_alt>گھر</gps_text_alt></gpspoints><hyperlinks>"
        "<hyperlink>https://tea.example/?a=1&amp;b=2</hyperlink></hyperlinks></point></index>"
        "<description>Over tea.</description><transcript>BOB: One?\n\nANN: Two &lt;cups&gt;"
        "[[footnote]]1[[/footnote]].\n[[footnotes]][[note]]Of tea. "
        "[[link]]https://t.example/[[/link]][[/note]][[/footnotes]]</transcript>"
        "<transcript_alt>دو</transcript_alt><rights>In copyright</rights>"
        "<userestrict>1</userestrict></record></ROOT>";
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "record.xml", record);
    desk_expect(desk, 3, NULL, NULL, "import", "ohms", "record.xml", NULL);
    desk_expect(desk, 1, "", NULL, "export", "ohms", "--to", "one.xml", NULL);
    desk_expect(desk, 3, "wrote 1 item as ohms, 1 file, to one.xml\n",
                "rwf: warning: what may not be shown is among what is written: keep it as safe as "
                "the archive\n",
                "export", "ohms", "--all", "--yes", "--to", "one.xml", NULL);
    g_autofree char *other = desk_path(desk, "other");
    desk_expect(desk, 0, NULL, NULL, "init", other, "--title", "Test archive", NULL);
    desk_expect(desk, 3, "CODE2\n", NULL, "-C", other, "import", "ohms", "one.xml", NULL);
    desk_expect(desk, 3, NULL, NULL, "-C", other, "export", "ohms", "--all", "--yes", "--to",
                "two.xml", NULL);
    g_autofree char *one = desk_read(desk, "one.xml");
    g_autofree char *two = desk_read(desk, "two.xml");
    g_assert_cmpstr(two, ==, one);
    g_assert_nonnull(strstr(one, "<gps_text_alt>گھر</gps_text_alt>"));
    g_assert_nonnull(strstr(one, "00:01:00.000 --&gt; "));
    g_assert_nonnull(strstr(one, "Two &lt;c.1&gt;&amp;lt;cups&amp;gt;.&lt;/c&gt;"));
    desk_destroy(desk);
}

static void test_records_of_ohms_hold_to_the_schema(void)
{
    g_autofree char *schema = given_corpus("ohms/xsd/ohms-6.0.xsd");
    if (schema == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    struct desk *desk = with_archive();
    desk_expect(desk, 0, "wrote 2 items as ohms, 2 files, to out\n", NULL, "export", "ohms", "--to",
                "out", NULL);
    for (int i = 1; i <= 3; i += 2) {
        g_autofree char *code = g_strdup_printf("CODE%d", i);
        g_autofree char *name = g_strdup_printf("out/%s.xml", desk_code(desk, code));
        g_autofree char *path = desk_path(desk, name);
        const char *const words[] = {"xmllint", "--noout", "--nonet", "--schema",
                                     schema,    path,      NULL};
        g_assert_true(succeeds(words, NULL));
    }
    desk_write(desk, "bad.xml", "<ROOT xmlns=\"https://www.weareavp.com/nunncenter/ohms\"/>");
    g_autofree char *bad = desk_path(desk, "bad.xml");
    const char *const words[] = {"xmllint", "--noout", "--nonet", "--schema", schema, bad, NULL};
    g_assert_false(succeeds(words, NULL));
    desk_destroy(desk);
}

static bool holds_to_schema(const char *schema, const char *path)
{
    g_autofree char *program =
        g_build_filename(g_getenv("RWF_SOURCE"), "tests", "support", "iiif_schema", NULL);
    g_autofree char *said = NULL;
    const char *const words[] = {"python3", program, schema, path, NULL};
    bool is_fine = succeeds(words, &said);
    g_test_message("%s", said);
    return is_fine;
}

static void test_manifests_of_iiif_hold_to_the_schema(void)
{
    g_autofree char *schema = given_corpus("iiif/schema/iiif_3_0.json");
    if (schema == NULL) {
        g_test_skip("the corpora are not here");
        return;
    }
    struct desk *desk = with_archive();
    desk_expect(desk, 0, "wrote 3 items as iiif, 13 files, to out\n", NULL, "export", "iiif",
                "--to", "out", "--base-url", "https://a.example/iiif", NULL);
    g_autofree char *collection = desk_path(desk, "out/collection.json");
    g_assert_true(holds_to_schema(schema, collection));
    for (int i = 1; i <= 3; i++) {
        g_autofree char *code = g_strdup_printf("CODE%d", i);
        g_autofree char *name = g_strdup_printf("out/%s/manifest.json", desk_code(desk, code));
        g_autofree char *path = desk_path(desk, name);
        g_assert_true(holds_to_schema(schema, path));
    }
    desk_write(desk, "bad.json", "{\"type\": \"Manifest\", \"label\": \"words\"}");
    g_autofree char *bad = desk_path(desk, "bad.json");
    g_assert_false(holds_to_schema(schema, bad));
    desk_destroy(desk);
}

/* What nobody but its owner may read. */
static bool is_private(struct desk *desk, const char *name)
{
    GStatBuf about;
    g_autofree char *path = desk_path(desk, name);
    g_assert_cmpint(g_stat(path, &about), ==, 0);
    return (about.st_mode & 0077) == 0;
}

static void test_what_may_not_be_shown_is_written_for_its_owner_alone(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    g_free(desk_add(desk, "a.jpg"));
    desk_expect(desk, 0, NULL, "", "consent", "CODE1", "grant", "--by", "A Person", NULL);
    desk_expect(desk, 3, NULL, NULL, "export", "csv", "--all", "--yes", "--to", "all.csv", NULL);
    desk_expect(desk, 3, NULL, NULL, "export", "json", "--all", "--yes", "--to", "all", NULL);
    desk_expect(desk, 3, NULL, NULL, "export", "bag", "--all", "--yes", "--to", "bag", NULL);
    desk_expect(desk, 0, NULL, NULL, "export", "csv", "--to", "shown.csv", NULL);
    g_assert_true(is_private(desk, "all.csv"));
    g_assert_true(is_private(desk, "all"));
    g_assert_true(is_private(desk, "all/archive.json"));
    g_assert_true(is_private(desk, "bag"));
    g_assert_false(is_private(desk, "shown.csv"));
    desk_destroy(desk);
}

/* Two items: one may be shown on a kiosk, the other on the web and in print too. */
static void test_an_export_asks_what_people_agreed_to(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "a.jpg", 1);
    desk_picture(desk, "b.jpg", 2);
    g_free(desk_add(desk, "a.jpg"));
    g_free(desk_add(desk, "b.jpg"));
    desk_expect(desk, 0, NULL, "", "consent", "CODE1", "grant", "--by", "A Person", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE2", "grant", "--by", "B Person", "--scope",
                "kiosk,web,publication", NULL);
    desk_expect(desk, 0, "wrote 2 items as csv, 1 file, to both.csv\n",
                "of 1 of these nobody agreed that they go on the web: keep this off it, or add "
                "--for web\n",
                "export", "csv", "--to", "both.csv", NULL);
    static const char *const forms[] = {"csv", "json", "dc", "bag"};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *to = g_strconcat("web-", forms[i], NULL);
        struct answer *answer =
            desk_run(desk, "export", forms[i], "--for", "web", "--to", to, NULL);
        g_assert_cmpint(answer->status, ==, 0);
        g_assert_nonnull(strstr(answer->out, "wrote 1 item as "));
        g_assert_nonnull(
            strstr(answer->err, "CODE1 is left out: nobody agreed to have it used for this (web)"));
        answer_free(answer);
    }
    desk_expect(desk, 0, "wrote 1 item as csv, 1 file, to print.csv\n", NULL, "export", "csv",
                "--for", "publication", "--to", "print.csv", NULL);
    desk_expect(desk, 2, "", NULL, "export", "csv", "--for", "nothing", "--to", "no.csv", NULL);
    desk_expect(desk, 0, "code\nCODE2\n", "", "list", "agreed=web", "--columns", "code", NULL);
    struct answer *both = desk_run(desk, "list", "--agreed", "kiosk", "--columns", "code", NULL);
    assert_lines(both->out, "code\nCODE2\nCODE1\n");
    answer_free(both);
    struct answer *pack = desk_run(desk, "publish", "pack", "--only", "agreed=web", NULL);
    g_assert_nonnull(strstr(pack->out, "published 1 item "));
    answer_free(pack);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/export/Dublin Core says what may be shown",
                    test_dublin_core_says_what_may_be_shown);
    g_test_add_func("/cli/export/what may not be shown does not leave",
                    test_what_may_not_be_shown_does_not_leave);
    g_test_add_func("/cli/export/an export that is refused leaves nothing",
                    test_an_export_that_is_refused_leaves_nothing);
    g_test_add_func("/cli/export/lines come back the same to the byte",
                    test_lines_come_back_the_same_to_the_byte);
    g_test_add_func("/cli/export/a record of OHMS comes back whole",
                    test_a_record_of_ohms_comes_back_whole);
    g_test_add_func("/cli/export/records of OHMS hold to the schema",
                    test_records_of_ohms_hold_to_the_schema);
    g_test_add_func("/cli/export/manifests of IIIF hold to the schema",
                    test_manifests_of_iiif_hold_to_the_schema);
    g_test_add_func("/cli/export/what may not be shown is written for its owner alone",
                    test_what_may_not_be_shown_is_written_for_its_owner_alone);
    g_test_add_func("/cli/export/an export asks what people agreed to",
                    test_an_export_asks_what_people_agreed_to);
    return g_test_run();
}
