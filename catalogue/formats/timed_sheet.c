#include "catalogue/error.h"
#include "catalogue/formats/character_reference.h"
#include "catalogue/formats/csv.h"
#include "catalogue/formats/timed_lines.h"

#include <string.h>

/* A transcript as a sheet (Oral History as Data): `timestamp,speaker,words,tags`, a row a turn. Few rows
 * have a time: those between get one by counting words, in whole seconds. */

#define SECOND_MS        1000
#define WORDS_PER_MINUTE 150 /* of somebody who speaks, where the sheet does not tell */

enum column { COLUMN_TIME, COLUMN_SPEAKER, COLUMN_WORDS, COLUMN_TAGS, COLUMNS };

/* One row on its way; its time is -1 where it has none. */
struct turn {
    int64_t at_ms;
    int64_t words_before;
    char *speaker;
    char *words;
    char *tags;
};

static void finish_turn(void *data)
{
    struct turn *turn = data;
    g_free(turn->speaker);
    g_free(turn->words);
    g_free(turn->tags);
}

/* Where each column stands, from the first row; false where there are no words. */
static bool read_headings(const struct csv_row *row, size_t *columns)
{
    static const char *const names[COLUMNS] = {"timestamp", "speaker", "words", "tags"};
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = SIZE_MAX;
    for (size_t cell = 0; cell < row->count; cell++)
        for (size_t i = 0; i < COLUMNS; i++)
            if (g_ascii_strcasecmp(row->cells[cell], names[i]) == 0)
                columns[i] = cell;
    return columns[COLUMN_WORDS] != SIZE_MAX && columns[COLUMN_TIME] != SIZE_MAX;
}

static char *cell_of(const struct csv_row *row, const size_t *columns, enum column column)
{
    size_t cell = columns[column];
    char *text = character_reference_decode(cell < row->count ? row->cells[cell] : "");
    return g_strstrip(text);
}

/* "[00:03:43] beginning of interview", "[0:00]", "1:02.5"; -1 where there is none. */
static int64_t time_of(const char *text)
{
    const char *at = text + strspn(text, "[( ");
    double seconds = 0;
    int parts = 0;
    for (; g_ascii_isdigit(*at) && parts < 3; parts++) {
        char *end;
        seconds = seconds * 60 + g_ascii_strtod(at, &end);
        at = *end == ':' ? end + 1 : end;
        if (*end != ':')
            return parts >= 1 && seconds < 1e7 ? (int64_t)(seconds * SECOND_MS + 0.5) : -1;
    }
    return -1;
}

/* "one;two" as one a line. */
static char *lines_of(char *tags)
{
    g_auto(GStrv) parts = g_strsplit(tags, ";", -1);
    GString *lines = g_string_new(NULL);
    for (char **part = parts; *part != NULL; part++)
        if (*g_strstrip(*part) != '\0')
            g_string_append_printf(lines, "%s%s", lines->len > 0 ? "\n" : "", *part);
    return g_string_free(lines, false);
}

static int64_t count_words(const char *text)
{
    int64_t count = 0;
    for (; *text != '\0'; text += strcspn(text, " \n\t")) {
        text += strspn(text, " \n\t");
        count += *text != '\0';
    }
    return count;
}

static bool read_turns(struct csv *csv, const size_t *columns, GArray *turns, GError **error)
{
    GError *reason = NULL;
    struct csv_row row;
    int64_t words = 0;
    while (csv_next(csv, &row, &reason)) {
        g_autofree char *time = cell_of(&row, columns, COLUMN_TIME);
        g_autofree char *tags = cell_of(&row, columns, COLUMN_TAGS);
        struct turn turn = {.at_ms = time_of(time),
                            .words_before = words,
                            .speaker = cell_of(&row, columns, COLUMN_SPEAKER),
                            .words = cell_of(&row, columns, COLUMN_WORDS),
                            .tags = lines_of(tags)};
        char *colon = strrchr(turn.speaker, ':');
        if (colon != NULL && colon[1] == '\0')
            *colon = '\0';
        words += count_words(turn.words);
        g_array_append_val(turns, turn);
    }
    if (reason != NULL)
        g_propagate_error(error, reason);
    return reason == NULL;
}

/* Gives the turns between FROM and TO, which have times, theirs. */
static void estimate(GArray *turns, guint from, guint to)
{
    const struct turn *first = &g_array_index(turns, struct turn, from);
    const struct turn *last = &g_array_index(turns, struct turn, to);
    int64_t words = MAX(last->words_before - first->words_before, 1);
    int64_t span_ms = MAX(last->at_ms - first->at_ms, 0);
    for (guint i = from + 1; i < to; i++) {
        struct turn *turn = &g_array_index(turns, struct turn, i);
        int64_t before = turn->words_before - first->words_before;
        turn->at_ms = first->at_ms + span_ms * before / words / SECOND_MS * SECOND_MS;
    }
}

static void time_turns(GArray *turns)
{
    guint known = 0;
    struct turn *first = &g_array_index(turns, struct turn, 0);
    first->at_ms = MAX(first->at_ms, 0);
    for (guint i = 1; i < turns->len; i++) {
        if (g_array_index(turns, struct turn, i).at_ms < 0)
            continue;
        estimate(turns, known, i);
        known = i;
    }
    const struct turn *last = &g_array_index(turns, struct turn, known);
    for (guint i = known + 1; i < turns->len; i++) {
        struct turn *turn = &g_array_index(turns, struct turn, i);
        int64_t words = turn->words_before - last->words_before;
        turn->at_ms = last->at_ms + words * 60 / WORDS_PER_MINUTE * SECOND_MS;
    }
}

static void keep_turns(const GArray *turns, struct timed_text *text)
{
    const char *speaker = "";
    for (guint i = 0; i < turns->len; i++) {
        const struct turn *turn = &g_array_index(turns, struct turn, i);
        speaker = *turn->speaker != '\0' ? turn->speaker : speaker;
        struct timed_cue cue = {.id = "",
                                .begin_ms = turn->at_ms,
                                .end_ms = turn->at_ms,
                                .payload = turn->words,
                                .text = turn->words,
                                .speaker = speaker,
                                .tags = turn->tags};
        if (*turn->words != '\0')
            timed_text_add(text, &cue);
    }
}

struct timed_text *timed_text_parse_sheet(const char *bytes, size_t length, const char *encoding,
                                          GError **error)
{
    struct csv_row row;
    size_t columns[COLUMNS];
    GError *reason = NULL;
    g_autoptr(csv) csv = csv_create(bytes, length, encoding, error);
    g_autoptr(GArray) turns = g_array_new(false, true, sizeof(struct turn));
    g_array_set_clear_func(turns, finish_turn);
    if (csv == NULL)
        return NULL;
    if (!csv_next(csv, &row, &reason) || !read_headings(&row, columns)) {
        if (reason != NULL)
            g_propagate_error(error, reason);
        else
            g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                        "is a sheet without the columns timestamp and words");
        return NULL;
    }
    if (!read_turns(csv, columns, turns, error))
        return NULL;
    struct timed_text *text = timed_text_new(TIMED_SHEET);
    if (turns->len > 0)
        time_turns(turns);
    keep_turns(turns, text);
    return timed_text_close(text, csv_encoding(csv));
}
