#include "catalogue/changeset.h"

#include "catalogue/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { MOST_VARINT = 9, TABLE_MARK = 'T' };

void changeset_begin(struct changeset_reader *reader, const void *bytes, size_t size)
{
    *reader = (struct changeset_reader){.at = bytes, .end = (const uint8_t *)bytes + size};
}

static bool damaged(const char *what, GError **error)
{
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED, _("these are no changes: %s"),
                what);
    return false;
}

/* SQLite's variable-length integer: seven bits a byte, highest first, the ninth byte whole. */
static bool read_varint(struct changeset_reader *reader, uint64_t *value)
{
    *value = 0;
    for (int i = 0; i < MOST_VARINT && reader->at < reader->end; i++) {
        uint8_t byte = *reader->at++;
        if (i == MOST_VARINT - 1) {
            *value = *value << 8 | byte;
            return true;
        }
        *value = *value << 7 | (byte & 0x7f);
        if ((byte & 0x80) == 0)
            return true;
    }
    return false;
}

static void write_varint(GByteArray *out, uint64_t value)
{
    uint8_t bytes[MOST_VARINT];
    int count = 0;
    g_assert(value >> 56 == 0);
    do {
        bytes[count++] = (uint8_t)(value & 0x7f);
        value >>= 7;
    } while (value != 0);
    for (int i = count - 1; i >= 0; i--) {
        uint8_t byte = bytes[i] | (i > 0 ? 0x80 : 0);
        g_byte_array_append(out, &byte, 1);
    }
}

const struct row_table *changeset_table(const char *name, size_t size)
{
    for (const struct row_table *table = row_tables; table->name != NULL; table++)
        if (strlen(table->name) == size && memcmp(table->name, name, size) == 0)
            return table;
    return NULL;
}

int changeset_column(const struct row_table *table, const char *name)
{
    for (int i = 0; i < table->count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return i;
    return -1;
}

static bool read_table(struct changeset_reader *reader, GError **error)
{
    uint64_t count;
    if (!read_varint(reader, &count) || count > ROW_COLUMNS ||
        (size_t)(reader->end - reader->at) < count)
        return damaged("a table with too many columns", error);
    const uint8_t *keys = reader->at;
    reader->at += count;
    const uint8_t *nul = memchr(reader->at, 0, (size_t)(reader->end - reader->at));
    if (nul == NULL)
        return damaged("a table without a name", error);
    reader->table = changeset_table((const char *)reader->at, (size_t)(nul - reader->at));
    reader->at = nul + 1;
    if (reader->table == NULL || reader->table->count != (int)count)
        return damaged("a table this program does not know", error);
    for (size_t i = 0; i < count; i++)
        if ((keys[i] != 0) != reader->table->columns[i].is_key)
            return damaged("a table with another key", error);
    return true;
}

static uint64_t read_eight(const uint8_t *at)
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 8 | at[i];
    return value;
}

static bool read_words(struct changeset_reader *reader, struct cell *cell, GError **error)
{
    uint64_t size;
    if (!read_varint(reader, &size) || size > (uint64_t)(reader->end - reader->at))
        return damaged("a text longer than the file", error);
    cell->bytes = reader->at;
    cell->size = (size_t)size;
    reader->at += size;
    if (cell->kind == CELL_TEXT && !g_utf8_validate((const char *)cell->bytes, (gssize)size, NULL))
        return damaged("a text that is not UTF-8", error);
    return true;
}

static bool read_cell(struct changeset_reader *reader, struct cell *cell, GError **error)
{
    *cell = (struct cell){.kind = CELL_ABSENT};
    if (reader->at == reader->end)
        return damaged("they are cut off", error);
    uint8_t kind = *reader->at++;
    if (kind > CELL_NULL)
        return damaged("a value of no kind", error);
    cell->kind = kind;
    if (kind == CELL_TEXT || kind == CELL_BLOB)
        return read_words(reader, cell, error);
    if (kind != CELL_INTEGER && kind != CELL_REAL)
        return true;
    if (reader->end - reader->at < 8)
        return damaged("they are cut off", error);
    uint64_t bits = read_eight(reader->at);
    reader->at += 8;
    if (kind == CELL_INTEGER)
        cell->integer = (int64_t)bits;
    else
        memcpy(&cell->real, &bits, sizeof bits);
    return true;
}

/* A whole row holds every value; of an update the key is before and never after. */
static bool is_sound(const struct change *change)
{
    for (int i = 0; i < change->table->count; i++) {
        const struct cell *old = &change->old[i];
        const struct cell *fresh = &change->fresh[i];
        bool is_key = change->table->columns[i].is_key;
        if (change->kind == CHANGE_DELETE && old->kind == CELL_ABSENT)
            return false;
        if (change->kind == CHANGE_INSERT && fresh->kind == CELL_ABSENT)
            return false;
        if (change->kind == CHANGE_UPDATE && is_key &&
            (old->kind == CELL_ABSENT || fresh->kind != CELL_ABSENT))
            return false;
        if (change->kind == CHANGE_UPDATE && !is_key &&
            (old->kind == CELL_ABSENT) != (fresh->kind == CELL_ABSENT))
            return false;
        const struct cell *key = change->kind == CHANGE_INSERT ? fresh : old;
        if (is_key && key->kind != CELL_INTEGER && key->kind != CELL_TEXT)
            return false;
    }
    return true;
}

static bool read_change(struct changeset_reader *reader, struct change *change, GError **error)
{
    if (reader->table == NULL || reader->end - reader->at < 2)
        return damaged("they are cut off", error);
    uint8_t kind = *reader->at++;
    uint8_t is_indirect = *reader->at++;
    if ((kind != CHANGE_DELETE && kind != CHANGE_INSERT && kind != CHANGE_UPDATE) ||
        is_indirect > 1)
        return damaged("a change of no kind", error);
    memset(change, 0, sizeof *change);
    change->table = reader->table;
    change->kind = kind;
    change->is_indirect = is_indirect == 1;
    for (int i = 0; kind != CHANGE_INSERT && i < change->table->count; i++)
        if (!read_cell(reader, &change->old[i], error))
            return false;
    for (int i = 0; kind != CHANGE_DELETE && i < change->table->count; i++)
        if (!read_cell(reader, &change->fresh[i], error))
            return false;
    return is_sound(change) || damaged("a row that is not whole", error);
}

int changeset_next(struct changeset_reader *reader, struct change *change, GError **error)
{
    while (reader->at < reader->end && *reader->at == TABLE_MARK) {
        reader->at++;
        if (!read_table(reader, error))
            return -1;
    }
    if (reader->at == reader->end)
        return 0;
    return read_change(reader, change, error) ? 1 : -1;
}

bool changeset_check(const void *bytes, size_t size, GError **error)
{
    struct changeset_reader reader;
    struct change change;
    int more;
    changeset_begin(&reader, bytes, size);
    do
        more = changeset_next(&reader, &change, error);
    while (more == 1);
    return more == 0;
}

static void write_eight(GByteArray *out, uint64_t value)
{
    uint8_t bytes[8];
    for (int i = 7; i >= 0; i--, value >>= 8)
        bytes[i] = (uint8_t)value;
    g_byte_array_append(out, bytes, sizeof bytes);
}

static void write_cells(GByteArray *out, const struct row_table *table, const struct cell *cells)
{
    for (int i = 0; i < table->count; i++) {
        const struct cell *cell = &cells[i];
        uint8_t kind = (uint8_t)cell->kind;
        uint64_t bits = (uint64_t)cell->integer;
        g_byte_array_append(out, &kind, 1);
        if (cell->kind == CELL_REAL)
            memcpy(&bits, &cell->real, sizeof bits);
        if (cell->kind == CELL_INTEGER || cell->kind == CELL_REAL)
            write_eight(out, bits);
        if (cell->kind != CELL_TEXT && cell->kind != CELL_BLOB)
            continue;
        write_varint(out, cell->size);
        g_byte_array_append(out, cell->bytes, (unsigned)cell->size);
    }
}

static void write_table(GByteArray *out, const struct row_table *table)
{
    uint8_t mark = TABLE_MARK;
    uint8_t keys = 0;
    g_byte_array_append(out, &mark, 1);
    write_varint(out, (uint64_t)table->count);
    for (int i = 0; i < table->count; i++) {
        uint8_t key = table->columns[i].is_key ? ++keys : 0;
        g_byte_array_append(out, &key, 1);
    }
    g_byte_array_append(out, (const uint8_t *)table->name, (unsigned)strlen(table->name) + 1);
}

void changeset_append(GByteArray *changeset, const struct row_table **last,
                      const struct change *change)
{
    if (*last != change->table)
        write_table(changeset, change->table);
    *last = change->table;
    const uint8_t head[] = {(uint8_t)change->kind, change->is_indirect};
    g_byte_array_append(changeset, head, sizeof head);
    if (change->kind != CHANGE_INSERT)
        write_cells(changeset, change->table, change->old);
    if (change->kind != CHANGE_DELETE)
        write_cells(changeset, change->table, change->fresh);
}

bool cell_equal(const struct cell *one, const struct cell *other)
{
    if (one->kind != other->kind)
        return false;
    switch (one->kind) {
    case CELL_INTEGER:
        return one->integer == other->integer;
    case CELL_REAL:
        /* NAN, which is stored as NULL, does not come here. */
        return one->real == other->real;
    case CELL_TEXT:
    case CELL_BLOB:
        return one->size == other->size &&
               (one->size == 0 || memcmp(one->bytes, other->bytes, one->size) == 0);
    default:
        return true;
    }
}

char *cell_text(const struct cell *cell)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    switch (cell->kind) {
    case CELL_INTEGER:
        return g_strdup_printf("%" G_GINT64_FORMAT, cell->integer);
    case CELL_REAL:
        return g_strdup(g_ascii_dtostr(number, sizeof number, cell->real));
    case CELL_TEXT:
        return g_strndup((const char *)cell->bytes, cell->size);
    default:
        return g_strdup("");
    }
}

struct cell cell_of_text(const char *text)
{
    return (struct cell){.kind = CELL_TEXT, .bytes = (const uint8_t *)text, .size = strlen(text)};
}

const struct cell *change_row(const struct change *change)
{
    return change->kind == CHANGE_INSERT ? change->fresh : change->old;
}

char *row_place(const struct row_table *table, const struct cell *cells)
{
    g_autoptr(GString) place = g_string_new(table->name);
    for (int i = 0; i < table->count; i++) {
        if (!table->columns[i].is_key)
            continue;
        g_autofree char *key = cell_text(&cells[i]);
        g_string_append_printf(place, " %s", key);
    }
    return g_string_free(g_steal_pointer(&place), false);
}

char *change_place(const struct change *change)
{
    return row_place(change->table, change_row(change));
}

const int64_t *change_key(const struct change *change, const char *column)
{
    int i = changeset_column(change->table, column);
    const struct cell *cell = i < 0 ? NULL : &change_row(change)[i];
    return cell != NULL && cell->kind == CELL_INTEGER ? &cell->integer : NULL;
}
