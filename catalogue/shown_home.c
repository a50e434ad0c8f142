#include "catalogue/shown_home.h"

#include "catalogue/query.h"
#include "catalogue/shown_card.h"

#define MOST_SLIDES 20

#define FIELD(name, kind) COLUMN(struct shown_slide, name, kind)
static const struct column slide_columns[] = {
    FIELD(credit, WORDS), FIELD(quotation, TEXT), FIELD(quotation_language, TEXT), {.name = NULL}};
#undef FIELD

/* Keys are random, so a random key to go on from is a fair draw that costs one step of an index.
 * FNV-1a, then folded, so that near texts give far keys. */
static int64_t key_from(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdu;
    hash ^= hash >> 33;
    return (int64_t)(hash & INT64_MAX);
}

/* Items from a key on, then from the beginning. */
static GArray *draw_slides(struct db *db, int64_t from, int limit, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(false, false, sizeof(int64_t));
    for (int turn = 0; turn < 2 && ids->len < (unsigned)limit; turn++) {
        struct value values[] = {VALUE_INTEGER("from", turn == 0 ? from : 0),
                                 VALUE_INTEGER("limit", limit - (int)ids->len),
                                 {.name = NULL}};
        g_autoptr(GArray) found = query_numbers(db, STATEMENT_SHOWN_HOME_SLIDES, values, error);
        if (found == NULL)
            return NULL;
        g_array_append_vals(ids, found->data, found->len);
    }
    return g_steal_pointer(&ids);
}

static void fill_slide(struct shown_slide *slide, const struct shown_card *card,
                       GStringChunk *strings)
{
#define KEEP(text) ((text) == NULL ? NULL : g_string_chunk_insert(strings, (text)))
    slide->item = card->id;
    slide->code = KEEP(card->code);
    slide->title = KEEP(card->title);
    slide->title_language = KEEP(card->title_language);
    slide->picture = card->poster;
    slide->picture.digest = KEEP(card->poster.digest);
    slide->picture.media_type = KEEP(card->poster.media_type);
    slide->focal_x = card->focal_x;
    slide->focal_y = card->focal_y;
    slide->alt_short = KEEP(card->alt_short);
    slide->contributor = KEEP(card->contributor);
    slide->is_name_withheld = card->is_name_withheld;
    slide->role_line = KEEP(card->role_line);
#undef KEEP
}

struct shown_slides *shown_slides_read(struct db *db, uint32_t round, int limit,
                                       const char *language, GError **error)
{
    g_autofree char *seed = g_strdup_printf("round %u", round);
    g_autoptr(GArray) ids = draw_slides(db, key_from(seed), CLAMP(limit, 1, MOST_SLIDES), error);
    g_autoptr(shown_page) page = ids == NULL ? NULL : shown_page_of(db, ids, language, error);
    if (page == NULL)
        return NULL;
    g_autoptr(shown_slides) slides = g_new0(struct shown_slides, 1);
    slides->strings = g_string_chunk_new(4096);
    slides->slides = g_new0(struct shown_slide, MAX(page->count, 1));
    for (size_t i = 0; i < page->count; i++) {
        struct shown_slide *slide = &slides->slides[slides->count++];
        fill_slide(slide, &page->cards[i], slides->strings);
        if (!query_get(db, STATEMENT_SHOWN_HOME_SLIDE, VALUES(VALUE_KEY("id", slide->item)),
                       slide_columns, slides->strings, slide, error))
            return NULL;
    }
    return g_steal_pointer(&slides);
}

void shown_slides_free(struct shown_slides *slides)
{
    if (slides == NULL)
        return;
    g_string_chunk_free(slides->strings);
    g_free(slides->slides);
    g_free(slides);
}

/* From the day's key on, then from the beginning; pages of documents, which do not read well under
 * words, only after all else. */
struct shown_page *shown_feature_read(struct db *db, const char *day, const char *language,
                                      GError **error)
{
    g_autoptr(GArray) ids = NULL;
    for (int turn = 0; turn < 4 && (ids == NULL || ids->len == 0); turn++) {
        g_clear_pointer(&ids, g_array_unref);
        ids = query_numbers(db, STATEMENT_SHOWN_HOME_FEATURE,
                            VALUES(VALUE_INTEGER("from", turn % 2 == 0 ? key_from(day) : 0),
                                   VALUE_INTEGER("is_page", turn / 2)),
                            error);
        if (ids == NULL)
            return NULL;
    }
    return shown_page_of(db, ids, language, error);
}

struct shown_page *shown_era_read(struct db *db, const char *era, const char *language,
                                  GError **error)
{
    g_autoptr(GArray) ids =
        query_numbers(db, STATEMENT_SHOWN_HOME_ERA, VALUES(VALUE_TEXT("era", era)), error);
    return ids == NULL ? NULL : shown_page_of(db, ids, language, error);
}
