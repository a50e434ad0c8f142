#include "catalogue/shown_card.h"

#include "catalogue/error.h"
#include "catalogue/query.h"

#define FIELD(name, kind) COLUMN(struct shown_card, name, kind)
#define PICTURE(which)                                                                             \
    COLUMN_AS(struct shown_card, #which "_digest", which.digest, TEXT),                            \
        COLUMN_AS(struct shown_card, #which "_media_type", which.media_type, TEXT),                \
        COLUMN_AS(struct shown_card, #which "_width_px", which.width_px, SIZE),                    \
        COLUMN_AS(struct shown_card, #which "_height_px", which.height_px, SIZE)
static const struct column card_columns[] = {FIELD(id, KEY),
                                             FIELD(rank, INTEGER),
                                             FIELD(code, WORDS),
                                             FIELD(kind, WORDS),
                                             FIELD(form, WORDS),
                                             FIELD(title, WORDS),
                                             FIELD(title_language, WORDS),
                                             FIELD(era, TEXT),
                                             FIELD(date_text, TEXT),
                                             FIELD(date_edtf, TEXT),
                                             FIELD(duration_ms, MS),
                                             FIELD(language, WORDS),
                                             FIELD(note_level, NUMBER),
                                             FIELD(hides_picture, FLAG),
                                             FIELD(has_signing, FLAG),
                                             PICTURE(thumbnail),
                                             PICTURE(poster),
                                             FIELD(focal_x, REAL),
                                             FIELD(focal_y, REAL),
                                             FIELD(alt_short, WORDS),
                                             FIELD(alt_language, WORDS),
                                             FIELD(contributor, WORDS),
                                             FIELD(is_name_withheld, FLAG),
                                             FIELD(role_line, WORDS),
                                             {.name = NULL}};
#undef FIELD
#undef PICTURE

static enum shown_kind bit_of(const char *kind)
{
    static const char *const kinds[] = {"oral_history", "picture", "film", "text"};
    for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i], kind))
            return (enum shown_kind)(1u << i);
    return SHOWN_DOCUMENT;
}

bool shown_card_read(struct db *db, int64_t id, const char *language, GStringChunk *strings,
                     struct shown_card *card, GError **error)
{
    if (!query_get(db, STATEMENT_SHOWN_CARD,
                   VALUES(VALUE_KEY("id", id), VALUE_TEXT("language", language)), card_columns,
                   strings, card, error))
        return false;
    g_autoptr(GPtrArray) languages =
        query_texts(db, STATEMENT_SHOWN_CARD_LANGUAGES, VALUES(VALUE_KEY("id", id)), error);
    if (languages == NULL)
        return false;
    g_ptr_array_add(languages, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)languages->pdata);
    card->words_languages = g_string_chunk_insert(strings, joined);
    card->kind_bit = bit_of(card->kind);
    return true;
}

static bool is_there_already(const struct shown_page *page, int64_t id)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->cards[i].id == id)
            return true;
    return false;
}

struct shown_page *shown_page_of(struct db *db, const GArray *ids, const char *language,
                                 GError **error)
{
    g_autoptr(shown_page) page = g_new0(struct shown_page, 1);
    page->strings = g_string_chunk_new(4096);
    page->cards = g_new0(struct shown_card, MAX(ids->len, 1));
    for (unsigned i = 0; i < ids->len; i++) {
        int64_t id = g_array_index(ids, int64_t, i);
        g_autoptr(GError) failed = NULL;
        if (is_there_already(page, id))
            continue;
        if (shown_card_read(db, id, language, page->strings, &page->cards[page->count], &failed)) {
            page->count++;
        } else if (!g_error_matches(failed, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND)) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return NULL;
        }
    }
    return g_steal_pointer(&page);
}

void shown_page_free(struct shown_page *page)
{
    if (page == NULL)
        return;
    g_string_chunk_free(page->strings);
    g_free(page->cards);
    g_free(page);
}
