#include "tests/support/desk.h"

#include <string.h>

static struct desk *with_sheet(const char *sheet)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_write(desk, "sheet.csv", sheet);
    return desk;
}

/* What the archive holds of an item, without the fields that every item has. */
static void expect_shown(struct desk *desk, const char *name, const char *expected)
{
    struct answer *answer = desk_run(desk, "show", name, NULL);
    g_autoptr(GRegex) usual =
        g_regex_new("^(shown|sensitivity|access|rank|focal_.) .*\n", G_REGEX_MULTILINE, 0, NULL);
    g_autofree char *shown = g_regex_replace_literal(usual, answer->out, -1, 0, "", 0, NULL);
    g_assert_cmpstr(shown, ==, expected);
    answer_free(answer);
}

static void test_collection_builder(void)
{
    struct desk *desk = with_sheet(
        "objectid,parentid,title,creator,date,date is approximate?,subject,location,latitude,"
        "longitude,type,language,rights,rightsstatement,display_template,donor\n"
        "demo_001,,Two cups,\"Sharma, Asha; Khan, Bilal\",1975,yes,Housing; Care,Leeds,53.80123,"
        "-1.549,Image;StillImage,eng,Free words,https://rightsstatements.org/vocab/InC/1.0/,"
        "image,Mrs X\n"
        "demo_002,,Album,Asha,1916/1917,,Housing,Leeds,,,,urd,,,compound_object,\n"
        "demo_002_1,demo_002,Page 1,,,,,,,,,,,,image,\n");
    desk_expect(desk, 0, "CODE1\nCODE2\nCODE3\n",
                "sheet.csv: kept under their headings, for curators alone: “donor”; a mapping can "
                "say what else becomes of "
                "them: --map FILE\n"
                "sheet.csv: 3 added, 0 changed, 0 as they were, 0 refused; 3 new people, 1 new "
                "place, 2 new themes\n",
                "import", "csv", "sheet.csv", NULL);
    expect_shown(desk, "demo_001",
                 "CODE1  Two cups\nkind            picture\ndate            c.1975\n"
                 "language        en\nidentifier      demo_001\n"
                 "rights          http://rightsstatements.org/vocab/InC/1.0/\n"
                 "rights_note     Free words\npeople\n    Sharma, Asha, creator\n"
                 "    Khan, Bilal, creator\nplaces\n    Leeds\nthemes\n    Care\n    Housing\n"
                 "kept from sheets\n    donor: Mrs X\n");
    expect_shown(desk, "demo_002_1",
                 "CODE3  Page 1\nkind            picture\ndate            1916/1917\n"
                 "language        ur\nidentifier      demo_002_1\npeople\n    Asha, creator\n"
                 "places\n    Leeds\nthemes\n    Housing\npart of\n    CODE2  Album\n");
    desk_expect(desk, 0, "took back the last 1 command\n", "", "undo", NULL);
    desk_expect(desk, 0, "", "no items\n", "list", NULL);
    desk_destroy(desk);
}

static void test_omeka(void)
{
    struct desk *desk = with_sheet(
        "\"Dublin Core:Identifier\",\"Dublin Core:Title\",\"Item Type Metadata:Interviewer\","
        "tags,itemType,public\n"
        "OC1, \"A talk\",Bob Example,\"tea,milk\",Oral History,0\n");
    desk_write(desk, "s.csv",
               "dcterms:identifier\tdcterms:title\tdcterms:creator\n"
               "OS1\t\"On \"\"two\"\"\nlines\"\tAnn\n");
    desk_expect(desk, 0, "CODE1\n",
                "sheet.csv: 1 added, 0 changed, 0 as they were, 0 refused; 1 new person, 2 new "
                "themes\n",
                "import", "csv", "sheet.csv", NULL);
    struct answer *answer = desk_run(desk, "show", "OC1", NULL);
    g_assert_nonnull(strstr(answer->out, "kind            oral_history\n"));
    g_assert_nonnull(strstr(answer->out, "access          closed\n"));
    g_assert_nonnull(strstr(answer->out, "    Bob Example, interviewer\n"));
    answer_free(answer);
    desk_expect(desk, 0, "CODE2\n",
                "s.csv: 1 added, 0 changed, 0 as they were, 0 refused; 1 new person\n", "import",
                "csv", "s.csv", NULL);
    desk_destroy(desk);
}

static const char mistakes[] = "identifier,title,date,language,parentid\n"
                               "1,Good,1975,en,\n"
                               "1,Twice,1976,en,\n"
                               "2,,1977,en,\n"
                               "\n"
                               "3,Tongue,1978,klingonese!,\n"
                               "4,Summer,last summer,en,\n"
                               "5,Part,1979,en,99\n"
                               "6,Long,1980,en,,oops\n"
                               "7,Short\n";

#define MISTAKES                                                                                          \
    "rwf: warning: sheet.csv: row 3, column A (“identifier”): “1” is in row 2 already; each row " \
    "needs its own\n"                                                                                     \
    "rwf: warning: sheet.csv: row 4, column B (“title”): it has no title; write one\n"                \
    "rwf: warning: sheet.csv: row 6, column D (“language”): language: \"klingonese!\" will not "      \
    "do; \"en\", \"pa-Arab\" or \"Urdu\" would\n"                                                         \
    "rwf: warning: sheet.csv: row 7, column C (“date”): “last summer” is no date that can be "    \
    "read; kept in words, so that the item is not on the timeline; `rwf set ITEM date=…` would "        \
    "help\n"                                                                                              \
    "rwf: warning: sheet.csv: row 8, column E (“parentid”): neither the sheet nor the archive "       \
    "has “99”, which this should be a part of\n"                                                      \
    "rwf: warning: sheet.csv: row 9, column F: “oops” stands beyond the last heading; text with "     \
    "a separator in it must stand in quotes\n"

static void test_mistakes(void)
{
    struct desk *desk = with_sheet(mistakes);
    g_autofree char *before = desk_checksum(desk, "archive");
    desk_expect(desk, 3, "",
                MISTAKES "sheet.csv: would be: 3 added, 0 changed, 0 as they were, 5 refused\n"
                         "nothing was changed: that was a dry run\n",
                "import", "csv", "sheet.csv", "--dry-run", NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_expect(desk, 3, "CODE1\nCODE2\nCODE3\n",
                MISTAKES "sheet.csv: 3 added, 0 changed, 0 as they were, 5 refused\n", "import",
                "csv", "sheet.csv", NULL);
    desk_destroy(desk);
}

static void test_update(void)
{
    struct desk *desk = with_sheet("identifier,title,theme,title@ur\n1,One,Tea,ایک\n2,Two,Tea,\n");
    answer_free(desk_run(desk, "import", "csv", "sheet.csv", NULL));
    g_autofree char *before = desk_checksum(desk, "archive");
    desk_expect(desk, 0, "", "sheet.csv: 0 added, 0 changed, 2 as they were, 0 refused\n", "import",
                "csv", "sheet.csv", "--update", NULL);
    g_autofree char *same = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, same);
    desk_write(desk, "sheet.csv", "identifier,title,theme\n1,One,Milk\n2,Zwei,\n3,Three,Tea\n");
    desk_expect(desk, 0,
                "CODE1  row 2\n    +theme: Milk\n    -theme: Tea\n"
                "CODE2  row 3\n    title: Two → Zwei\n",
                "sheet.csv: would be: 1 added, 2 changed, 0 as they were, 0 refused; 1 new theme\n"
                "nothing was changed: that was a dry run\n",
                "import", "csv", "sheet.csv", "--update", "--dry-run", NULL);
    g_autofree char *dry = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, dry);
    desk_write(desk, "sheet.csv", "identifier,title\n1,One\n");
    desk_expect(desk, 1, "",
                "rwf: warning: sheet.csv: row 2, column A (“identifier”): the archive has “1” "
                "already, as CODE1; to change that item, add --update\n"
                "sheet.csv: 0 added, 0 changed, 0 as they were, 1 refused\n"
                "rwf: sheet.csv: no row could be imported; nothing was changed\n",
                "import", "csv", "sheet.csv", NULL);
    desk_destroy(desk);
}

static void test_map(void)
{
    struct desk *desk = with_sheet("Ref,Name of work,Maker,Donor\n7,Kitchen,Ann; Bob,Mrs X\n");
    desk_expect(desk, 1, "",
                "rwf: no column is understood as the title; write a mapping and look it over: rwf "
                "import csv sheet.csv --map FILE\n",
                "import", "csv", "sheet.csv", NULL);
    desk_expect(desk, 0, "wrote sheet.map: what each column of sheet.csv could become\n",
                "look it over, then: rwf import csv sheet.csv --map sheet.map\n", "import", "csv",
                "sheet.csv", "--map", "sheet.map", NULL);
    g_autofree char *draft = desk_read(desk, "sheet.map");
    g_assert_nonnull(strstr(draft, "\n# 7\nRef -> keep\n\n# Kitchen\nName of work -> keep\n"));
    desk_write(desk, "sheet.map", "Ref -> identifier\nName of work -> titel\n");
    desk_expect(desk, 2, "", NULL, "import", "csv", "sheet.csv", "--map", "sheet.map", NULL);
    desk_write(desk, "sheet.map",
               "# mine\nRef -> identifier\nName of work -> title\n"
               "Maker -> person painter split \";\"\nDonor -> describe\n");
    desk_expect(desk, 0, "CODE1\n",
                "sheet.csv: 1 added, 0 changed, 0 as they were, 0 refused; 2 new people\n",
                "import", "csv", "sheet.csv", "--map", "sheet.map", NULL);
    expect_shown(desk, "7",
                 "CODE1  Kitchen\nkind            document\ndescription     Donor: Mrs X\n"
                 "language        und\nidentifier      7\npeople\n    Ann, painter\n"
                 "    Bob, painter\n");
    desk_destroy(desk);
}

static void test_media(void)
{
    struct desk *desk = with_sheet("objectid,title,object_location,object_transcript\n"
                                   "a,Kitchen,/objects/Kitchen.jpg,\n"
                                   "b,Talk,https://x.example/talk.mp3,talk.vtt\n"
                                   "c,Gone,gone.jpg,\n"
                                   "d,Broken,broken.jpg,\n");
    desk_picture(desk, "media/deep/kitchen.jpg", 1);
    desk_sound(desk, "media/talk.mp3", 1);
    desk_write(desk, "media/talk.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nTea\n");
    desk_write(desk, "media/broken.jpg", "\xff\xd8\xff\xe0 no picture");
    struct answer *dry =
        desk_run(desk, "import", "csv", "sheet.csv", "--media", "media", "--dry-run", NULL);
    g_assert_cmpint(dry->status, ==, 3);
    g_assert_cmpint(desk_count_named(desk, "archive/store", ""), <=, 1);
    struct answer *answer = desk_run(desk, "import", "csv", "sheet.csv", "--media", "media", NULL);
    g_assert_cmpint(answer->status, ==, 3);
    g_assert_cmpstr(answer->out, ==, "CODE1\nCODE2\nCODE3\n");
    g_assert_nonnull(strstr(
        answer->err, "rwf: warning: sheet.csv: row 4: “gone.jpg” is not in media, and the item is "
                     "without it; put it there and import again with --update\n"));
    g_assert_nonnull(
        strstr(answer->err,
               "rwf: warning: sheet.csv: row 5: DESK/media/broken.jpg: the picture cannot be "));
    answer_free(dry);
    answer_free(answer);
    answer = desk_run(desk, "show", "b", NULL);
    g_assert_nonnull(strstr(answer->out, "transcript in und: 1 line\n"));
    g_assert_nonnull(strstr(answer->out, "kind            oral_history\n"));
    answer_free(answer);
    desk_picture(desk, "media/gone.jpg", 2);
    desk_expect(desk, 3, "CODE3  row 4\n    kind: document → picture\n    +file: gone.jpg\n", NULL,
                "import", "csv", "sheet.csv", "--media", "media", "--update", NULL);
    desk_destroy(desk);
}

/* What is no sheet: one sentence, and not a byte of the archive is another. */
static void test_no_sheet(void)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *says; /* part of it */
    } cases[] = {
        {"PK\3\4zip", 7, "sheet"},
        {"title\nA\0B\n", 10, "NUL"},
        {"title\n\xff\xfe\xe9\n", 10, "encoding"},
        {"title\n\"open\n", 12, "never closed"},
        {"", 0, "headings"},
        {"\n\n", 2, "headings"},
    };
    struct desk *desk = with_sheet("title\nOne\n");
    g_autofree char *before = desk_checksum(desk, "archive");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        desk_write_bytes(desk, "sheet.csv", cases[i].bytes, cases[i].length);
        struct answer *answer = desk_run(desk, "import", "csv", "sheet.csv", NULL);
        g_assert_cmpint(answer->status, ==, 1);
        g_assert_cmpstr(answer->out, ==, "");
        g_assert_true(g_str_has_prefix(answer->err, "rwf: sheet.csv: "));
        if (strstr(answer->err, cases[i].says) == NULL || strchr(answer->err, '\n')[1] != '\0')
            g_error("case %zu: %s", i, answer->err);
        answer_free(answer);
    }
    desk_write_large(desk, "line.csv", INT64_C(2) << 30);
    desk_expect(desk, 1, "", "rwf: line.csv: larger than 256 MiB, which no sheet is; split it\n",
                "import", "csv", "line.csv", NULL);
    desk_expect(desk, 1, "", "rwf: none.csv: there is no such file\n", "import", "csv", "none.csv",
                NULL);
    g_autofree char *after = desk_checksum(desk, "archive");
    g_assert_cmpstr(before, ==, after);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/import csv/a sheet of CollectionBuilder comes in as it is",
                    test_collection_builder);
    g_test_add_func("/import csv/sheets of Omeka come in as they are", test_omeka);
    g_test_add_func("/import csv/each mistake is named with row, column and remedy, and stops no "
                    "other row",
                    test_mistakes);
    g_test_add_func("/import csv/rows change the items they are known by, after a look",
                    test_update);
    g_test_add_func("/import csv/any sheet comes in by a mapping, drafted first", test_map);
    g_test_add_func("/import csv/files are found in the folder, opened and stored", test_media);
    g_test_add_func("/import csv/what is no sheet is one sentence and changes nothing",
                    test_no_sheet);
    return g_test_run();
}
