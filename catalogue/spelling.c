#include "catalogue/spelling.h"

#include "catalogue/query.h"

#include <string.h>

enum {
    LETTERS_MOST = 40, /* longer words are near to nothing */
    LETTERS_SURE = 3,  /* up to so many letters two changes leave too little */
};

/* A word, and how much of it the word before it has too. */
struct entry {
    const char *word;
    guint32 texts;
    guint8 shared; /* letters */
    guint8 letters;
};

struct spelling {
    GStringChunk *strings;
    GArray *entries; /* struct entry, in the order of their bytes */
};

/* As the statement gives them. */
struct row {
    const char *word;
    int64_t texts;
};

static const struct column row_columns[] = {
    COLUMN(struct row, word, WORDS), COLUMN(struct row, texts, INTEGER), {.name = NULL}};

/* How many letters two words begin with in common. */
static guint shared_letters(const char *a, const char *b)
{
    guint letters = 0;
    size_t i = 0;
    while (a[i] != '\0' && a[i] == b[i]) {
        i++;
        letters += ((unsigned char)a[i] & 0xC0) != 0x80 && ((unsigned char)b[i] & 0xC0) != 0x80;
    }
    return letters;
}

static void add_word(struct spelling *spelling, const char *word, int64_t texts)
{
    GArray *entries = spelling->entries;
    const char *before =
        entries->len > 0 ? g_array_index(entries, struct entry, entries->len - 1).word : "";
    if (word == NULL || !g_utf8_validate(word, -1, NULL))
        return;
    glong letters = g_utf8_strlen(word, -1);
    if (letters == 0 || letters > LETTERS_MOST || strcmp(before, word) >= 0)
        return;
    struct entry entry = {.word = word,
                          .texts = (guint32)CLAMP(texts, 0, G_MAXINT32),
                          .shared = (guint8)shared_letters(before, word),
                          .letters = (guint8)letters};
    g_array_append_val(entries, entry);
}

static struct spelling *empty(void)
{
    struct spelling *spelling = g_new0(struct spelling, 1);
    spelling->strings = g_string_chunk_new(64 << 10);
    spelling->entries = g_array_new(false, false, sizeof(struct entry));
    return spelling;
}

struct spelling *spelling_of(const char *const *words, size_t count)
{
    struct spelling *spelling = empty();
    for (size_t i = 0; i < count; i++)
        add_word(spelling, g_string_chunk_insert(spelling->strings, words[i]), 1);
    return spelling;
}

struct spelling *spelling_read(struct db *db, GError **error)
{
    g_autoptr(spelling) spelling = empty();
    if (!query_script(db, STATEMENT_SPELLING_OPEN, error))
        return NULL;
    g_autoptr(GArray) rows = query_list(db, STATEMENT_SPELLING_WORDS, NULL, row_columns,
                                        sizeof(struct row), spelling->strings, error);
    if (rows == NULL)
        return NULL;
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = &g_array_index(rows, struct row, i);
        add_word(spelling, row->word, row->texts);
    }
    return g_steal_pointer(&spelling);
}

void spelling_free(struct spelling *spelling)
{
    if (spelling == NULL)
        return;
    g_string_chunk_free(spelling->strings);
    g_array_unref(spelling->entries);
    g_free(spelling);
}

size_t spelling_count(const struct spelling *spelling)
{
    return spelling->entries->len;
}

/* The table of distances between the beginnings of two words, a row for each letter of the one that is
 * tried: row[i][k] is how far its first i letters are from the first k typed. */
struct table {
    gunichar typed[LETTERS_MOST];
    int typed_count;
    int far; /* no word further away is looked for */
    gunichar tried[LETTERS_MOST + 1];
    int row[LETTERS_MOST + 1][LETTERS_MOST + 1];
};

/* Works out the row of the letter at @i, from 1; whether words that begin so may still be near. */
static bool add_row(struct table *table, int i)
{
    const gunichar letter = table->tried[i], letter_before = table->tried[i - 1];
    int *row = table->row[i];
    const int *above = table->row[i - 1];
    int least = row[0] = i;
    for (int k = 1; k <= table->typed_count; k++) {
        int changed = above[k - 1] + (letter != table->typed[k - 1]);
        row[k] = MIN(changed, MIN(above[k], row[k - 1]) + 1);
        if (i > 1 && k > 1 && letter == table->typed[k - 2] && letter_before == table->typed[k - 1])
            row[k] = MIN(row[k], table->row[i - 2][k - 2] + 1);
        least = MIN(least, row[k]);
    }
    if (least <= table->far)
        return true;
    /* Two letters in each other's places are mended by the next row, from the one above this. */
    for (int k = 0; k <= table->typed_count; k++)
        if (above[k] < table->far)
            return true;
    return false;
}

/* Better ones first. */
static bool is_better(const struct spelling_word *a, const struct spelling_word *b)
{
    return a->distance != b->distance ? a->distance < b->distance : a->texts > b->texts;
}

static size_t keep_best(struct spelling_word word, struct spelling_word *found, size_t count,
                        size_t most)
{
    size_t at = count;
    while (at > 0 && is_better(&word, &found[at - 1]))
        at--;
    if (at == most)
        return count;
    count = MIN(count + 1, most);
    memmove(&found[at + 1], &found[at], (count - at - 1) * sizeof *found);
    found[at] = word;
    return count;
}

static bool begin_table(struct table *table, const char *folded)
{
    glong count = g_utf8_strlen(folded, -1);
    if (count < 2 || count > LETTERS_MOST)
        return false;
    table->typed_count = (int)count;
    table->tried[0] = 0;
    table->far = count <= LETTERS_SURE ? 1 : SPELLING_FAR;
    for (int i = 0; i < table->typed_count; i++, folded = g_utf8_next_char(folded))
        table->typed[i] = g_utf8_get_char(folded);
    for (int k = 0; k <= table->typed_count; k++)
        table->row[0][k] = k;
    return true;
}

size_t spelling_near(const struct spelling *spelling, const char *folded,
                     struct spelling_word *found, size_t most)
{
    struct table table;
    size_t count = 0;
    int hopeless = G_MAXINT; /* from so many letters on the words share a beginning that is far */
    if (most == 0 || !begin_table(&table, folded))
        return 0;
    for (guint w = 0; w < spelling->entries->len; w++) {
        const struct entry *entry = &g_array_index(spelling->entries, struct entry, w);
        if (entry->shared >= hopeless)
            continue;
        /* Rows of the letters shared with the word before are there already. */
        const char *at = g_utf8_offset_to_pointer(entry->word, entry->shared);
        hopeless = G_MAXINT;
        for (int i = entry->shared + 1; i <= entry->letters; i++, at = g_utf8_next_char(at)) {
            table.tried[i] = g_utf8_get_char(at);
            if (add_row(&table, i))
                continue;
            hopeless = i;
            break;
        }
        int distance = table.row[entry->letters][table.typed_count];
        if (hopeless == G_MAXINT && distance <= table.far)
            count = keep_best((struct spelling_word){entry->word, distance, entry->texts}, found,
                              count, most);
    }
    return count;
}

bool spelling_has(const struct spelling *spelling, const char *folded, bool is_beginning)
{
    guint low = 0, high = spelling->entries->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (strcmp(g_array_index(spelling->entries, struct entry, middle).word, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == spelling->entries->len)
        return false;
    const char *word = g_array_index(spelling->entries, struct entry, low).word;
    return is_beginning ? g_str_has_prefix(word, folded) : strcmp(word, folded) == 0;
}
