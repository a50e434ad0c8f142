#include "catalogue/shown_trail.h"

#include "catalogue/query.h"
#include "catalogue/shown_card.h"

#define FIELD(name, kind) COLUMN(struct shown_trail, name, kind)
static const struct column trail_columns[] = {
    FIELD(id, KEY),     FIELD(title, WORDS),   FIELD(title_language, WORDS),
    FIELD(says, WORDS), FIELD(feeling, WORDS), {.name = NULL}};
#undef FIELD

/* Counts the stops of a trail and takes the picture of the first that has one to show. */
static bool fill_trail(struct db *db, struct shown_trail *trail, const char *language,
                       GStringChunk *strings, GError **error)
{
    g_autoptr(shown_page) page = shown_trail_cards_read(db, trail->id, language, error);
    if (page == NULL)
        return false;
    trail->count = (int)page->count;
    trail->focal_x = trail->focal_y = 0.5;
    for (size_t i = 0; i < page->count && trail->picture.digest == NULL; i++) {
        const struct shown_card *card = &page->cards[i];
        const struct shown_picture *picture =
            card->poster.digest != NULL ? &card->poster : &card->thumbnail;
        if (card->hides_picture || picture->digest == NULL)
            continue;
        trail->picture = *picture;
        trail->picture.digest = g_string_chunk_insert(strings, picture->digest);
        trail->picture.media_type = g_string_chunk_insert(strings, picture->media_type);
        trail->focal_x = card->focal_x;
        trail->focal_y = card->focal_y;
    }
    return true;
}

struct shown_trails *shown_trails_read(struct db *db, const char *language, GError **error)
{
    g_autoptr(shown_trails) read = g_new0(struct shown_trails, 1);
    read->strings = g_string_chunk_new(2048);
    g_autoptr(GArray) list =
        query_list(db, STATEMENT_SHOWN_TRAILS, VALUES(VALUE_TEXT("language", language)),
                   trail_columns, sizeof(struct shown_trail), read->strings, error);
    if (list == NULL)
        return NULL;
    read->count = list->len;
    read->trails = (struct shown_trail *)(void *)g_array_free(g_steal_pointer(&list), false);
    for (size_t i = 0; i < read->count; i++)
        if (!fill_trail(db, &read->trails[i], language, read->strings, error))
            return NULL;
    return g_steal_pointer(&read);
}

void shown_trails_free(struct shown_trails *trails)
{
    if (trails == NULL)
        return;
    g_string_chunk_free(trails->strings);
    g_free(trails->trails);
    g_free(trails);
}

struct shown_page *shown_trail_cards_read(struct db *db, int64_t trail, const char *language,
                                          GError **error)
{
    g_autoptr(GArray) ids =
        query_numbers(db, STATEMENT_SHOWN_TRAIL_STOPS, VALUES(VALUE_KEY("trail", trail)), error);
    return ids == NULL ? NULL : shown_page_of(db, ids, language, error);
}
