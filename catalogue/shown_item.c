#include "catalogue/shown_item.h"

#include "catalogue/code.h"
#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/shown_card.h"

#include <glib/gi18n-lib.h>

#define MOST_RELATED 12

#define FIELD(name, kind) COLUMN(struct shown_item, name, kind)
static const struct column whole_columns[] = {FIELD(description, WORDS),
                                              FIELD(description_language, WORDS),
                                              FIELD(summary, WORDS),
                                              FIELD(alt_long, WORDS),
                                              FIELD(text, WORDS),
                                              FIELD(text_language, WORDS),
                                              FIELD(own_text, WORDS),
                                              FIELD(credit, WORDS),
                                              FIELD(rights, WORDS),
                                              FIELD(rights_note, WORDS),
                                              FIELD(consent_reviewed_on, TEXT),
                                              FIELD(allows_zoom, FLAG),
                                              FIELD(allows_quotation, FLAG),
                                              FIELD(allows_synthetic_voice, FLAG),
                                              FIELD(allows_attract, FLAG),
                                              FIELD(is_excerpt_only, FLAG),
                                              {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_contributor, name, kind)
static const struct column contributor_columns[] = {
    FIELD(person, KEY),      FIELD(name, WORDS),       FIELD(is_name_withheld, FLAG),
    FIELD(pronouns, WORDS),  FIELD(about, WORDS),      FIELD(role, WORDS),
    FIELD(role_line, WORDS), FIELD(is_deceased, FLAG), {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_asset, name, kind)
static const struct column asset_fields[] = {FIELD(id, KEY),
                                             FIELD(role, WORDS),
                                             FIELD(digest, WORDS),
                                             FIELD(media_type, WORDS),
                                             FIELD(size_bytes, INTEGER),
                                             FIELD(width_px, SIZE),
                                             FIELD(height_px, SIZE),
                                             FIELD(duration_ms, MS),
                                             FIELD(language, TEXT),
                                             FIELD(loudness_lufs, REAL),
                                             FIELD(true_peak_dbtp, REAL),
                                             FIELD(is_redacted, FLAG),
                                             FIELD(is_excerpt, FLAG),
                                             FIELD(position, INTEGER),
                                             {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_note, name, kind)
static const struct column note_columns[] = {FIELD(begin_ms, MS),        FIELD(end_ms, MS),
                                             FIELD(level, NUMBER),       FIELD(says, WORDS),
                                             FIELD(hides_picture, FLAG), {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_region, name, kind)
static const struct column region_columns[] = {
    FIELD(page, NUMBER), FIELD(x, REAL),     FIELD(y, REAL),         FIELD(w, REAL),
    FIELD(h, REAL),      FIELD(says, WORDS), FIELD(language, WORDS), {.name = NULL}};
#undef FIELD
static const struct column withheld_columns[] = {COLUMN(struct shown_withheld, begin_ms, MS),
                                                 COLUMN(struct shown_withheld, end_ms, MS),
                                                 {.name = NULL}};
#define FIELD(name, kind) COLUMN(struct shown_index_point, name, kind)
static const struct column index_columns[] = {FIELD(at_ms, MS),        FIELD(title, WORDS),
                                              FIELD(own_title, WORDS), FIELD(synopsis, WORDS),
                                              FIELD(keywords, WORDS),  {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_quotation, name, kind)
static const struct column quotation_columns[] = {
    FIELD(text, WORDS), FIELD(language, WORDS), FIELD(at_ms, MS), {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_label, name, kind)
static const struct column label_columns[] = {FIELD(label_code, WORDS),
                                              FIELD(community, WORDS),
                                              FIELD(says, WORDS),
                                              FIELD(language, WORDS),
                                              {.name = NULL}};
#undef FIELD
static const struct column link_columns[] = {
    COLUMN(struct shown_link, id, KEY), COLUMN(struct shown_link, name, WORDS), {.name = NULL}};
#define FIELD(name, kind) COLUMN(struct shown_words, name, kind)
static const struct column words_columns[] = {
    FIELD(purpose, WORDS), FIELD(language, WORDS), FIELD(count, INTEGER), {.name = NULL}};
#undef FIELD
#define FIELD(name, kind) COLUMN(struct shown_cue, name, kind)
static const struct column cue_columns[] = {FIELD(begin_ms, INTEGER),
                                            FIELD(end_ms, INTEGER),
                                            FIELD(speaker, WORDS),
                                            FIELD(text, WORDS),
                                            {.name = NULL}};
#undef FIELD

/* One of the lists an item comes with. */
struct part {
    enum statement statement;
    bool is_translated;
    const struct column *columns;
    size_t size;
    size_t list; /* where its pointer and its count stand in struct shown_item */
    size_t count;
};

#define PART(statement, is_translated, columns, list, count)                                       \
    {                                                                                              \
        STATEMENT_SHOWN_ITEM_##statement, is_translated, columns,                                  \
            sizeof *((struct shown_item *)NULL)->list, offsetof(struct shown_item, list),          \
            offsetof(struct shown_item, count)                                                     \
    }
static const struct part parts[] = {
    PART(CONTRIBUTORS, true, contributor_columns, contributors, contributor_count),
    PART(ASSETS, false, asset_fields, assets, asset_count),
    PART(NOTES, true, note_columns, notes, note_count),
    PART(REGIONS, true, region_columns, regions, region_count),
    PART(WITHHELD, false, withheld_columns, withheld, withheld_count),
    PART(INDEX, true, index_columns, index_points, index_point_count),
    PART(QUOTATIONS, true, quotation_columns, quotations, quotation_count),
    PART(LABELS, false, label_columns, labels, label_count),
    PART(THEMES, true, link_columns, themes, theme_count),
    PART(PLACES, true, link_columns, places, place_count),
    PART(WORDS, false, words_columns, words, words_count),
};

static bool read_part(struct db *db, const struct part *part, const char *language,
                      struct shown_item *item, GError **error)
{
    struct value values[] = {
        VALUE_KEY("id", item->card.id), VALUE_TEXT("language", language), {.name = NULL}};
    if (!part->is_translated)
        values[1].name = NULL;
    GArray *list =
        query_list(db, part->statement, values, part->columns, part->size, item->strings, error);
    if (list == NULL)
        return false;
    *(size_t *)((char *)item + part->count) = list->len;
    *(void **)((char *)item + part->list) = g_array_free(list, false);
    return true;
}

static bool read_consent_lines(struct db *db, const char *language, struct shown_item *item,
                               GError **error)
{
    g_autoptr(GPtrArray) lines = query_texts(
        db, STATEMENT_SHOWN_ITEM_CONSENT_LINES,
        VALUES(VALUE_KEY("id", item->card.id), VALUE_TEXT("language", language)), error);
    if (lines == NULL)
        return false;
    g_ptr_array_add(lines, NULL);
    g_autofree char *joined = g_strjoinv("\n", (char **)lines->pdata);
    item->consent_line = g_string_chunk_insert(item->strings, joined);
    return true;
}

struct shown_item *shown_item_read(struct db *db, int64_t id, const char *language, GError **error)
{
    g_autoptr(shown_item) item = g_new0(struct shown_item, 1);
    item->strings = g_string_chunk_new(8192);
    if (!shown_card_read(db, id, language, item->strings, &item->card, error) ||
        !query_get(db, STATEMENT_SHOWN_ITEM_WHOLE,
                   VALUES(VALUE_KEY("id", id), VALUE_TEXT("language", language)), whole_columns,
                   item->strings, item, error) ||
        !read_consent_lines(db, language, item, error))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!read_part(db, &parts[i], language, item, error))
            return NULL;
    return g_steal_pointer(&item);
}

struct shown_item *shown_item_read_code(struct db *db, const char *code, const char *language,
                                        GError **error)
{
    char canonical[CODE_SIZE];
    int64_t id = 0;
    if (code_parse(code, canonical) &&
        !query_number(db, STATEMENT_SHOWN_ITEM_KEY, VALUES(VALUE_TEXT("code", canonical)), &id,
                      error))
        return NULL;
    if (id != 0)
        return shown_item_read(db, id, language, error);
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND, _("%s: nothing to show"), code);
    return NULL;
}

void shown_item_free(struct shown_item *item)
{
    if (item == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_free(*(void **)((char *)item + parts[i].list));
    g_string_chunk_free(item->strings);
    g_free(item);
}

const struct shown_asset *shown_item_asset(const struct shown_item *item, const char *role,
                                           const char *language)
{
    for (size_t i = 0; i < item->asset_count; i++) {
        const struct shown_asset *asset = &item->assets[i];
        if (g_str_equal(asset->role, role) &&
            (language == NULL || g_strcmp0(asset->language, language) == 0))
            return asset;
    }
    return NULL;
}

bool shown_item_may_be_shown(struct db *db, int64_t id, bool *may, GError **error)
{
    int64_t found = 0;
    if (!query_number(db, STATEMENT_SHOWN_ITEM_MAY, VALUES(VALUE_KEY("id", id)), &found, error))
        return false;
    *may = found == 1;
    return true;
}

struct shown_cues *shown_cues_read(struct db *db, int64_t item, const char *purpose,
                                   const char *language, GError **error)
{
    g_autoptr(shown_cues) cues = g_new0(struct shown_cues, 1);
    cues->strings = g_string_chunk_new(65536);
    GArray *list = query_list(db, STATEMENT_SHOWN_ITEM_CUES,
                              VALUES(VALUE_KEY("id", item), VALUE_TEXT("purpose", purpose),
                                     VALUE_TEXT("language", language)),
                              cue_columns, sizeof(struct shown_cue), cues->strings, error);
    if (list == NULL)
        return NULL;
    cues->count = list->len;
    cues->cues = (struct shown_cue *)(void *)g_array_free(list, false);
    return g_steal_pointer(&cues);
}

void shown_cues_free(struct shown_cues *cues)
{
    if (cues == NULL)
        return;
    g_string_chunk_free(cues->strings);
    g_free(cues->cues);
    g_free(cues);
}

static bool add_related(struct db *db, enum statement statement, int64_t item, int limit,
                        GArray *ids, GError **error)
{
    g_autoptr(GArray) found = query_numbers(
        db, statement, VALUES(VALUE_KEY("id", item), VALUE_INTEGER("limit", limit)), error);
    if (found == NULL)
        return false;
    g_array_append_vals(ids, found->data, found->len);
    return true;
}

struct shown_page *shown_related_read(struct db *db, int64_t item, int limit, const char *language,
                                      GError **error)
{
    int most = CLAMP(limit, 1, MOST_RELATED);
    g_autoptr(GArray) ids = g_array_new(false, false, sizeof(int64_t));
    if (!add_related(db, STATEMENT_SHOWN_ITEM_RELATED_BY_PERSON, item, most, ids, error) ||
        !add_related(db, STATEMENT_SHOWN_ITEM_RELATED_BY_THEME, item, most, ids, error))
        return NULL;
    struct shown_page *page = shown_page_of(db, ids, language, error);
    if (page != NULL)
        page->count = MIN(page->count, (size_t)most);
    return page;
}
