#include "tools/sheet.h"

#include "catalogue/formats/csv.h"
#include "tools/command.h"
#include "tools/near.h"
#include "tools/output.h"

#include <string.h>

enum {
    GAP = 2,
    LEAST = 8 /* no column is cut narrower than this */
};

struct sheet_column {
    char *heading;
    bool is_number;
    bool is_more;   /* only where it is asked for */
    bool is_chosen; /* its cells are kept: all are until sheet_choose */
    int width;      /* of a line's cell, once the first part was said */
};

struct sheet {
    GArray *columns;  /* struct sheet_column */
    GArray *chosen;   /* guint: those written, in their order */
    GPtrArray *cells; /* char *, row after row; NULL: not kept */
    bool is_begun;    /* the heading is said */
    bool is_cut;      /* to the width of a terminal */
};

static void free_column(void *data)
{
    g_free(((struct sheet_column *)data)->heading);
}

struct sheet *sheet_create(void)
{
    struct sheet *sheet = g_new0(struct sheet, 1);
    sheet->columns = g_array_new(FALSE, FALSE, sizeof(struct sheet_column));
    g_array_set_clear_func(sheet->columns, free_column);
    sheet->chosen = g_array_new(FALSE, FALSE, sizeof(guint));
    sheet->cells = g_ptr_array_new_with_free_func(g_free);
    return sheet;
}

void sheet_free(struct sheet *sheet)
{
    if (sheet == NULL)
        return;
    g_array_unref(sheet->columns);
    g_array_unref(sheet->chosen);
    g_ptr_array_unref(sheet->cells);
    g_free(sheet);
}

static struct sheet_column *column_at(const struct sheet *sheet, guint index)
{
    return &g_array_index(sheet->columns, struct sheet_column, index);
}

static void add_column(struct sheet *sheet, const char *heading, bool is_number, bool is_more)
{
    g_assert(sheet->cells->len == 0);
    struct sheet_column column = {g_strdup(heading), is_number, is_more, true, 0};
    guint index = sheet->columns->len;
    g_array_append_val(sheet->columns, column);
    if (!is_more)
        g_array_append_val(sheet->chosen, index);
}

void sheet_column(struct sheet *sheet, const char *heading, bool is_number)
{
    add_column(sheet, heading, is_number, false);
}

void sheet_column_more(struct sheet *sheet, const char *heading, bool is_number)
{
    add_column(sheet, heading, is_number, true);
}

static bool choose_one(struct sheet *sheet, const char *name, GError **error)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < sheet->columns->len; i++) {
        const char *heading = column_at(sheet, i)->heading;
        if (strcmp(name, "all") != 0 && strcmp(heading, name) != 0) {
            g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", heading);
            continue;
        }
        g_array_append_val(sheet->chosen, i);
        column_at(sheet, i)->is_chosen = true;
        if (strcmp(heading, name) == 0)
            return true;
    }
    g_auto(GStrv) headings = g_strsplit(all->str, ", ", -1);
    const char *nearest = near_word(name, (const char *const *)headings);
    g_autofree char *question = near_question(nearest);
    return strcmp(name, "all") == 0 ||
           command_misused(error, "--columns “%s”: no such column%s there are: %s", name,
                           nearest != NULL ? question : ";", all->str);
}

bool sheet_choose(struct sheet *sheet, const struct output *output, GError **error)
{
    const char *typed = output_columns(output);
    if (typed == NULL && output_is_csv(output))
        typed = "all";
    if (typed == NULL)
        return true;
    g_auto(GStrv) names = g_strsplit(typed, ",", -1);
    g_array_set_size(sheet->chosen, 0);
    for (guint i = 0; i < sheet->columns->len; i++)
        column_at(sheet, i)->is_chosen = false;
    for (size_t i = 0; names[i] != NULL; i++)
        if (!choose_one(sheet, g_strstrip(names[i]), error))
            return false;
    return true;
}

bool sheet_has(const struct sheet *sheet, const char *heading)
{
    for (guint i = 0; i < sheet->chosen->len; i++)
        if (strcmp(column_at(sheet, g_array_index(sheet->chosen, guint, i))->heading, heading) == 0)
            return true;
    return false;
}

/* Whether the next cell will be written. */
static bool is_wanted(const struct sheet *sheet)
{
    return column_at(sheet, sheet->cells->len % sheet->columns->len)->is_chosen;
}

void sheet_cell(struct sheet *sheet, const char *text)
{
    g_ptr_array_add(sheet->cells,
                    is_wanted(sheet) ? g_utf8_make_valid(text != NULL ? text : "", -1) : NULL);
}

void sheet_cell_number(struct sheet *sheet, int64_t number)
{
    g_ptr_array_add(sheet->cells,
                    is_wanted(sheet) ? g_strdup_printf("%" G_GINT64_FORMAT, number) : NULL);
}

/* Letters that join the one before them take no room of their own; spacing vowel signs (Bengali,
 * Punjabi) do, in the terminals that show them. */
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
        width += (unsigned char)*p < 0x80 ? 1 : width_of_char(g_utf8_get_char(p));
    return width;
}

static struct sheet_column *chosen_at(const struct sheet *sheet, guint index)
{
    return column_at(sheet, g_array_index(sheet->chosen, guint, index));
}

/* Takes a column away from the widest until the row fits @room. */
static void fit(const struct sheet *sheet, int room)
{
    guint count = sheet->chosen->len;
    int total = ((int)count - 1) * GAP;
    for (guint i = 0; i < count; i++)
        total += chosen_at(sheet, i)->width;
    while (total > room) {
        struct sheet_column *widest = chosen_at(sheet, 0);
        for (guint i = 1; i < count; i++)
            if (chosen_at(sheet, i)->width > widest->width)
                widest = chosen_at(sheet, i);
        if (widest->width <= LEAST)
            return;
        widest->width--;
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

/* The text of a cell; row -1 is the headings. */
static const char *text_at(const struct sheet *sheet, int row, guint column)
{
    if (row < 0)
        return column_at(sheet, column)->heading;
    return sheet->cells->pdata[(guint)row * sheet->columns->len + column];
}

/* As a terminal may have it: on one line, without control characters; yours. */
static char *plain_at(const struct sheet *sheet, int row, guint column)
{
    char *clean = output_clean(text_at(sheet, row, column));
    return g_strdelimit(clean, "\n\t", ' ');
}

static void say_row(const struct sheet *sheet, int row, struct output *output)
{
    g_autoptr(GString) line = g_string_new(NULL);
    guint count = sheet->chosen->len;
    for (guint i = 0; i < count; i++) {
        guint column = g_array_index(sheet->chosen, guint, i);
        g_autofree char *text = plain_at(sheet, row, column);
        int width = column_at(sheet, column)->width;
        if (!sheet->is_cut)
            width = MAX(width, sheet_width_of(text));
        append_cell(line, text, width, column_at(sheet, column)->is_number, i + 1 == count);
    }
    while (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    output_row(output, line->str);
}

static void measure(const struct sheet *sheet, int rows, int room)
{
    for (int row = -1; row < rows; row++)
        for (guint i = 0; i < sheet->chosen->len; i++) {
            const char *text = text_at(sheet, row, g_array_index(sheet->chosen, guint, i));
            chosen_at(sheet, i)->width = MAX(chosen_at(sheet, i)->width, sheet_width_of(text));
        }
    if (room > 0)
        fit(sheet, room);
}

static void say_lines(struct sheet *sheet, int rows, struct output *output)
{
    sheet->is_cut = output_width(output) > 0;
    if (!sheet->is_begun)
        measure(sheet, rows, output_width(output));
    for (int row = sheet->is_begun ? 0 : -1; row < rows; row++)
        say_row(sheet, row, output);
}

static void write_csv(const struct sheet *sheet, int rows, struct output *output)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (int row = sheet->is_begun ? 0 : -1; row < rows; row++) {
        g_string_truncate(line, 0);
        for (guint i = 0; i < sheet->chosen->len; i++) {
            if (i > 0)
                g_string_append_c(line, ',');
            csv_write_cell(line, text_at(sheet, row, g_array_index(sheet->chosen, guint, i)));
        }
        g_string_append(line, "\r\n");
        output_csv(output, line->str);
    }
}

void sheet_say(struct sheet *sheet, struct output *output)
{
    guint columns = sheet->columns->len;
    int rows = columns > 0 ? (int)(sheet->cells->len / columns) : 0;
    if (output_is_json(output))
        return;
    if (output_is_csv(output))
        write_csv(sheet, rows, output);
    else if (rows > 0)
        say_lines(sheet, rows, output);
    sheet->is_begun = sheet->is_begun || output_is_csv(output) || rows > 0;
    g_ptr_array_set_size(sheet->cells, 0);
}

bool sheet_end(struct sheet *sheet, struct output *output, GError **error)
{
    bool is_chosen = sheet_choose(sheet, output, error);
    if (is_chosen)
        sheet_say(sheet, output);
    sheet_free(sheet);
    return is_chosen;
}
