#include "catalogue/error.h"
#include "catalogue/formats/csv.h"
#include "tests/support/corpus_json.h"
#include "tests/support/given.h"

#include <string.h>

/* All cells of a sheet as one text: "|" between cells, "/" after a row. */
static char *flat(const char *bytes, size_t length, const char *encoding)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(csv) csv = csv_create(bytes, length, encoding, &error);
    GString *out = g_string_new(NULL);
    struct csv_row row;
    while (csv != NULL && csv_next(csv, &row, &error)) {
        for (size_t i = 0; i < row.count; i++)
            g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", row.cells[i]);
        g_string_append_c(out, '/');
    }
    if (error != NULL)
        g_string_append_printf(out, "! %s", error->message);
    return g_string_free(out, false);
}

static void test_wild(void)
{
    static const struct {
        const char *bytes;
        const char *rows;
    } cases[] = {
        {"a,b\r\n1,2\r\n", "a|b/1|2/"},
        {"\xEF\xBB\xBF\"a\",b\n1, \"two, three\" \n", "a|b/1|two, three/"},
        {"a;b\n\"1;2\";3", "a|b/1;2|3/"},
        {"a\tb\rc\td", "a|b/c|d/"},
        {"a,b\n\n1\n1,2,3\n", "a|b//1/1|2|3/"},
        {"a,b\n\"line\r\none\",\"say \"\"tea\"\"\"\n", "a|b/line\none|say \"tea\"/"},
        {"", ""},
        {"a,b\n1,\"2\n3,4\n",
         "a|b/! row 2: a quotation mark is opened and never closed; close it, or write it twice"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *rows = flat(cases[i].bytes, strlen(cases[i].bytes), NULL);
        g_assert_cmpstr(rows, ==, cases[i].rows);
    }
}

static void test_numbers(void)
{
    static const char bytes[] = "a,b\n\n\"two\nlines\",x\nlast\n";
    static const int64_t numbers[] = {1, 2, 3, 4};
    g_autoptr(csv) csv = csv_create(bytes, strlen(bytes), NULL, NULL);
    struct csv_row row;
    size_t read = 0;
    for (; csv_next(csv, &row, NULL); read++)
        g_assert_cmpint(row.number, ==, numbers[read]);
    g_assert_cmpuint(read, ==, G_N_ELEMENTS(numbers));
}

static void test_encodings(void)
{
    static const char polish[] = "tytu\xb3,rok\n";
    static const char utf16[] = "\xFF\xFE"
                                "a\0,\0b\0\n\0";
    g_autofree char *refused = flat(polish, strlen(polish), NULL);
    g_autofree char *named = flat(polish, strlen(polish), "windows-1250");
    g_autofree char *marked = flat(utf16, sizeof utf16 - 1, NULL);
    g_assert_nonnull(strstr(refused, "--encoding"));
    g_assert_cmpstr(named, ==, "tytuł|rok/");
    g_assert_cmpstr(marked, ==, "a|b/");
}

static void test_no_sheet(void)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *says;
    } others[] = {
        {"PK\x03\x04workbook", 12, "save the sheet as CSV"},
        {"\x1F\x8B\x08\0", 4, "unpack it first"},
        {"%PDF-1.7", 8, "is a PDF"},
        {"a,b\n1,\0002\n", 9, "NUL"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(csv_create(others[i].bytes, others[i].length, NULL, &error));
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, others[i].says));
    }
}

/* A cell no person typed ends the sheet, not the program. */
static void test_absurd(void)
{
    g_autofree char *commas = g_strnfill(CSV_MOST_CELLS + 10, ',');
    g_autofree char *cell = g_strnfill(CSV_MOST_CELL_BYTES + 10, 'x');
    g_autofree char *many = flat(commas, strlen(commas), NULL);
    g_autofree char *large = flat(cell, strlen(cell), NULL);
    g_assert_nonnull(strstr(many, "! row 1: is longer than a row can be"));
    g_assert_nonnull(strstr(large, "! row 1: is longer than a row can be"));
}

static void test_written(void)
{
    static const char *const cells[] = {"plain",       "",           " blank ", "a,b",
                                        "say \"tea\"", "two\nlines", "اردو",    "="};
    g_autoptr(GString) out = g_string_new(NULL);
    struct csv_row row;
    csv_write_row(out, cells, G_N_ELEMENTS(cells));
    g_assert_cmpstr(out->str, ==,
                    "plain,,\" blank \",\"a,b\",\"say \"\"tea\"\"\",\"two\nlines\",اردو,=\r\n");
    g_autoptr(csv) csv = csv_create(out->str, out->len, NULL, NULL);
    g_assert_true(csv_next(csv, &row, NULL));
    g_assert_cmpuint(row.count, ==, G_N_ELEMENTS(cells));
    for (size_t i = 0; i < row.count; i++)
        g_assert_cmpstr(row.cells[i], ==, cells[i]);
}

static void check_sheet(const char *name)
{
    g_autofree char *csv_name = g_strdup_printf("csv-spectrum/csvs/%s.csv", name);
    g_autofree char *json_name = g_strdup_printf("csv-spectrum/json/%s.json", name);
    g_autofree char *sheet = given_corpus(csv_name), *expected = given_corpus(json_name);
    g_autofree char *bytes = NULL;
    gsize length;
    if (sheet == NULL) {
        g_test_skip("the corpus is not here; name its folder in RWF_CORPORA");
        return;
    }
    g_autoptr(GPtrArray) rows = corpus_json_rows(expected);
    g_assert_true(g_file_get_contents(sheet, &bytes, &length, NULL));
    g_autoptr(csv) csv = csv_create(bytes, length, NULL, NULL);
    struct csv_row row;
    g_assert_true(csv_next(csv, &row, NULL));
    g_auto(GStrv) headings = g_new0(char *, row.count + 1);
    for (size_t i = 0; i < row.count; i++)
        headings[i] = g_strdup(row.cells[i]);
    guint read = 0;
    for (; csv_next(csv, &row, NULL); read++)
        for (size_t i = 0; i < row.count; i++)
            g_assert_cmpstr(row.cells[i], ==, g_hash_table_lookup(rows->pdata[read], headings[i]));
    g_assert_cmpuint(read, ==, rows->len);
}

static void test_spectrum(void)
{
    static const char *const names[] = {"empty",  "escaped_quotes", "json", "quotes_and_newlines",
                                        "simple", "simple_crlf",    "utf8"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        check_sheet(names[i]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/sheets are read as programs write them", test_wild);
    g_test_add_func("/csv/rows are numbered as a spreadsheet numbers them", test_numbers);
    g_test_add_func("/csv/an encoding is told or named, never guessed", test_encodings);
    g_test_add_func("/csv/what is no sheet is refused with what to do", test_no_sheet);
    g_test_add_func("/csv/absurd rows end the sheet with a sentence", test_absurd);
    g_test_add_func("/csv/what is written reads back the same", test_written);
    g_test_add_func("/csv/the seven sheets of csv-spectrum are read as expected", test_spectrum);
    return g_test_run();
}
