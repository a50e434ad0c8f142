#include "catalogue/formats/csv.h"
#include "tests/fuzz/fuzz.h"

/* What was read is written, and reads back the same; the plain cell in front keeps the row from
 * looking like a byte order mark or another kind of file. */
static void check_row(const struct csv_row *row)
{
    g_autoptr(GString) out = g_string_new("x,");
    struct csv_row again = {0};
    csv_write_row(out, row->cells, row->count);
    g_autoptr(csv) csv = csv_create(out->str, out->len, NULL, NULL);
    if (csv_separator(csv) != ',')
        return; /* more of another in its cells */
    g_assert_true(csv_next(csv, &again, NULL));
    g_assert_cmpuint(again.count, ==, row->count + 1);
    for (size_t i = 0; i < row->count; i++)
        g_assert_cmpstr(row->cells[i], ==, again.cells[i + 1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(csv) csv = csv_create((const char *)bytes, length, NULL, NULL);
    struct csv_row row;
    for (int rows = 0; csv != NULL && csv_next(csv, &row, NULL); rows++)
        if (row.count > 1 && rows < 16)
            check_row(&row);
    return 0;
}
