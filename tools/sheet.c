#include "tools/sheet.h"

#include "tools/output.h"

#include <glib.h>

enum {
    GAP = 2,
    LEAST = 8 /* no column is cut narrower than this */
};

struct sheet {
    GPtrArray *headings; /* char * */
    GArray *is_number;   /* bool */
    GPtrArray *cells;    /* char *, row after row */
};

struct sheet *sheet_create(void)
{
    struct sheet *sheet = g_new0(struct sheet, 1);
    sheet->headings = g_ptr_array_new_with_free_func(g_free);
    sheet->is_number = g_array_new(FALSE, FALSE, sizeof(bool));
    sheet->cells = g_ptr_array_new_with_free_func(g_free);
    return sheet;
}

void sheet_free(struct sheet *sheet)
{
    if (sheet == NULL)
        return;
    g_ptr_array_unref(sheet->headings);
    g_array_unref(sheet->is_number);
    g_ptr_array_unref(sheet->cells);
    g_free(sheet);
}

void sheet_column(struct sheet *sheet, const char *heading, bool is_number)
{
    g_assert(sheet->cells->len == 0);
    g_ptr_array_add(sheet->headings, g_strdup(heading));
    g_array_append_val(sheet->is_number, is_number);
}

void sheet_cell(struct sheet *sheet, const char *text)
{
    char *clean = output_clean(text != NULL ? text : "");
    g_strdelimit(clean, "\n\t", ' ');
    g_ptr_array_add(sheet->cells, clean);
}

static int width_of_char(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

int sheet_width_of(const char *text)
{
    int width = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        width += width_of_char(g_utf8_get_char(p));
    return width;
}

/* Takes a column away from the widest until the row fits @room. */
static void fit(int *widths, guint columns, int room)
{
    int total = (int)(columns - 1) * GAP;
    for (guint i = 0; i < columns; i++)
        total += widths[i];
    while (total > room) {
        guint widest = 0;
        for (guint i = 1; i < columns; i++)
            if (widths[i] > widths[widest])
                widest = i;
        if (widths[widest] <= LEAST)
            return;
        widths[widest]--;
        total--;
    }
}

static void append_cell(GString *line, const char *text, int width, bool is_number, bool is_last)
{
    int needed = sheet_width_of(text);
    int used = 0;
    if (is_number)
        for (; used < width - needed; used++)
            g_string_append_c(line, ' ');
    if (needed <= width) {
        g_string_append(line, text);
        used += needed;
    } else {
        for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
            int wide = width_of_char(g_utf8_get_char(p));
            if (used + wide > width - 1)
                break;
            g_string_append_len(line, p, g_utf8_next_char(p) - p);
            used += wide;
        }
        g_string_append(line, "…");
        used++;
    }
    for (; !is_last && used < width + GAP; used++)
        g_string_append_c(line, ' ');
}

static void say_row(const struct sheet *sheet, char **cells, const int *widths,
                    struct output *output)
{
    g_autoptr(GString) line = g_string_new(NULL);
    guint columns = sheet->headings->len;
    for (guint i = 0; i < columns; i++)
        append_cell(line, cells[i], widths[i], g_array_index(sheet->is_number, bool, i),
                    i + 1 == columns);
    while (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    output_say(output, "%s", line->str);
}

void sheet_say(const struct sheet *sheet, struct output *output)
{
    guint columns = sheet->headings->len;
    guint rows = columns > 0 ? sheet->cells->len / columns : 0;
    if (rows == 0 || output_is_json(output))
        return;
    g_autofree int *widths = g_new0(int, columns);
    for (guint i = 0; i < columns; i++)
        widths[i] = sheet_width_of(sheet->headings->pdata[i]);
    for (guint i = 0; i < rows * columns; i++)
        widths[i % columns] = MAX(widths[i % columns], sheet_width_of(sheet->cells->pdata[i]));
    if (output_width(output) > 0)
        fit(widths, columns, output_width(output));
    say_row(sheet, (char **)sheet->headings->pdata, widths, output);
    for (guint row = 0; row < rows; row++)
        say_row(sheet, (char **)sheet->cells->pdata + row * columns, widths, output);
}
