#include "catalogue/shown.h"

#include "catalogue/error.h"
#include "catalogue/query.h"
#include "catalogue/shown_card.h"

#define MOST_CARDS         100
#define COUNT_OF_A_SUBJECT 100
#define LOOK_FOR_A_PICTURE 4

static const struct column archive_columns[] = {
    COLUMN(struct shown_archive, title, WORDS),       COLUMN(struct shown_archive, subtitle, WORDS),
    COLUMN(struct shown_archive, language, WORDS),    COLUMN(struct shown_archive, today, WORDS),
    COLUMN(struct shown_archive, published_on, TEXT), {.name = NULL}};

struct shown_archive *shown_archive_read(struct db *db, const char *language, GError **error)
{
    g_autoptr(shown_archive) archive = g_new0(struct shown_archive, 1);
    archive->strings = g_string_chunk_new(256);
    if (!query_get(db, STATEMENT_SHOWN_ARCHIVE, VALUES(VALUE_TEXT("language", language)),
                   archive_columns, archive->strings, archive, error))
        return NULL;
    return g_steal_pointer(&archive);
}

void shown_archive_free(struct shown_archive *archive)
{
    if (archive == NULL)
        return;
    g_string_chunk_free(archive->strings);
    g_free(archive);
}

/* One place in the curated order. */
struct place_in_order {
    int64_t id;
    int64_t rank;
};

static const struct column order_columns[] = {COLUMN(struct place_in_order, id, KEY),
                                              COLUMN(struct place_in_order, rank, INTEGER),
                                              {.name = NULL}};

static bool is_one_kind(unsigned kinds)
{
    return kinds != 0 && (kinds & (kinds - 1)) == 0;
}

static const char *kind_of(unsigned kinds)
{
    switch (kinds) {
    case SHOWN_ORAL_HISTORY:
        return "oral_history";
    case SHOWN_PICTURE:
        return "picture";
    case SHOWN_FILM:
        return "film";
    case SHOWN_TEXT:
        return "text";
    default:
        return "document";
    }
}

/* A list is walked along the index that fits its filter; what is left narrows it row by row. */
static GArray *walk_order(struct db *db, const struct shown_filter *filter,
                          struct place_in_order from, bool is_forward, int limit, GError **error)
{
#define EITHER(way) (is_forward ? STATEMENT_SHOWN_NEXT_##way : STATEMENT_SHOWN_PREVIOUS_##way)
#define WALK(way, ...)                                                                             \
    query_list(db, EITHER(way),                                                                    \
               VALUES(VALUE_INTEGER("rank", from.rank), VALUE_INTEGER("id", from.id),              \
                      VALUE_INTEGER("limit", limit), __VA_ARGS__),                                 \
               order_columns, sizeof(struct place_in_order), NULL, error)
#define OF_SUBJECT(way, name, id)                                                                  \
    WALK(way, VALUE_KEY(name, id), VALUE_TEXT("era", filter->era),                                 \
         VALUE_INTEGER("kinds", filter->kinds), VALUE_INTEGER("signed_only", filter->signed_only))
    if (filter->theme != 0)
        return OF_SUBJECT(THEME, "theme", filter->theme);
    if (filter->person != 0)
        return OF_SUBJECT(PERSON, "person", filter->person);
    if (filter->place != 0)
        return OF_SUBJECT(PLACE, "place", filter->place);
    if (filter->signed_only)
        return WALK(SIGNED, VALUE_TEXT("era", filter->era), VALUE_INTEGER("kinds", filter->kinds));
    if (is_one_kind(filter->kinds))
        return WALK(KIND, VALUE_TEXT("kind", kind_of(filter->kinds)),
                    VALUE_TEXT("era", filter->era));
    if (filter->era != NULL)
        return WALK(ERA, VALUE_TEXT("era", filter->era), VALUE_INTEGER("kinds", filter->kinds));
    return WALK(ALL, VALUE_TEXT("era", NULL), VALUE_INTEGER("kinds", filter->kinds));
#undef OF_SUBJECT
#undef WALK
#undef EITHER
}

static int compare_order(const void *a, const void *b)
{
    const struct place_in_order *first = a;
    const struct place_in_order *second = b;
    if (first->rank != second->rank)
        return first->rank < second->rank ? -1 : 1;
    return (first->id > second->id) - (first->id < second->id);
}

static int compare_order_backwards(const void *a, const void *b)
{
    return compare_order(b, a);
}

/* Leaves of several walks one after the other the first LIMIT of all, each item once. */
static void merge_order(GArray *order, bool is_forward, unsigned limit)
{
    unsigned kept = 0;
    g_array_sort(order, is_forward ? compare_order : compare_order_backwards);
    for (unsigned i = 0; i < order->len && kept < limit; i++) {
        struct place_in_order next = g_array_index(order, struct place_in_order, i);
        if (kept == 0 || g_array_index(order, struct place_in_order, kept - 1).id != next.id)
            g_array_index(order, struct place_in_order, kept++) = next;
    }
    g_array_set_size(order, kept);
}

/* A theme or place stands for all under it: each is walked by its index, then they are merged. No
 * more rows are read than LIMIT of each, however many items there are. */
static GArray *read_order(struct db *db, const struct shown_filter *filter,
                          struct place_in_order from, bool is_forward, int limit, GError **error)
{
    bool is_theme = filter->theme != 0;
    if (!is_theme && (filter->person != 0 || filter->place == 0))
        return walk_order(db, filter, from, is_forward, limit, error);
    struct shown_filter one = *filter;
    g_autoptr(GArray) order = g_array_new(false, false, sizeof(struct place_in_order));
    g_autoptr(GArray) under = is_theme
                                  ? query_numbers(db, STATEMENT_SHOWN_UNDER_THEME,
                                                  VALUES(VALUE_KEY("theme", filter->theme)), error)
                                  : query_numbers(db, STATEMENT_SHOWN_UNDER_PLACE,
                                                  VALUES(VALUE_KEY("place", filter->place)), error);
    for (unsigned i = 0; under != NULL && i < under->len; i++) {
        *(is_theme ? &one.theme : &one.place) = g_array_index(under, int64_t, i);
        g_autoptr(GArray) walked = walk_order(db, &one, from, is_forward, limit, error);
        if (walked == NULL)
            return NULL;
        g_array_append_vals(order, walked->data, walked->len);
    }
    if (under == NULL)
        return NULL;
    merge_order(order, is_forward, (unsigned)limit);
    return g_steal_pointer(&order);
}

static struct place_in_order end_of_order(bool is_forward)
{
    return is_forward ? (struct place_in_order){INT64_MIN, INT64_MIN}
                      : (struct place_in_order){INT64_MAX, INT64_MAX};
}

struct shown_page *shown_page_read(struct db *db, const struct shown_filter *filter,
                                   const struct shown_card *after, enum shown_direction direction,
                                   int limit, const char *language, GError **error)
{
    bool is_forward = direction == SHOWN_FORWARD;
    int most = CLAMP(limit, 1, MOST_CARDS);
    struct place_in_order from = end_of_order(is_forward);
    if (after != NULL)
        from = (struct place_in_order){after->id, after->rank};
    g_autoptr(GArray) order = read_order(db, filter, from, is_forward, most + 1, error);
    if (order == NULL)
        return NULL;
    bool has_more = order->len > (unsigned)most;
    unsigned count = MIN(order->len, (unsigned)most);
    g_autoptr(GArray) ids = g_array_sized_new(false, false, sizeof(int64_t), count);
    for (unsigned i = 0; i < count; i++)
        g_array_append_val(
            ids, g_array_index(order, struct place_in_order, is_forward ? i : count - 1 - i).id);
    struct shown_page *page = shown_page_of(db, ids, language, error);
    if (page != NULL)
        page->has_more = has_more;
    return page;
}

bool shown_count(struct db *db, const struct shown_filter *filter, int limit, int *count,
                 bool *is_more, GError **error)
{
    int most = CLAMP(limit, 0, SHOWN_COUNT_LIMIT);
    g_autoptr(GArray) order = read_order(db, filter, end_of_order(true), true, most + 1, error);
    if (order == NULL)
        return false;
    *is_more = order->len > (unsigned)most;
    *count = *is_more ? most : (int)order->len;
    return true;
}

#define FIELD(name, kind) COLUMN(struct shown_subject, name, kind)
static const struct column subject_columns[] = {
    FIELD(id, KEY),     FIELD(name, WORDS),    FIELD(name_language, WORDS), FIELD(about, WORDS),
    FIELD(parent, KEY), FIELD(latitude, REAL), FIELD(longitude, REAL),      {.name = NULL}};
#undef FIELD

static bool picture_subject(struct db *db, const struct shown_filter *filter,
                            struct shown_subject *subject, GStringChunk *strings, GError **error)
{
    g_autoptr(shown_page) page =
        shown_page_read(db, filter, NULL, SHOWN_FORWARD, LOOK_FOR_A_PICTURE, NULL, error);
    for (size_t i = 0; page != NULL && i < page->count; i++) {
        const struct shown_card *card = &page->cards[i];
        if (card->hides_picture || card->thumbnail.digest == NULL)
            continue;
        subject->picture = card->thumbnail;
        subject->picture.digest = g_string_chunk_insert(strings, card->thumbnail.digest);
        subject->picture.media_type = g_string_chunk_insert(strings, card->thumbnail.media_type);
        subject->focal_x = card->focal_x;
        subject->focal_y = card->focal_y;
        break;
    }
    return page != NULL;
}

static bool fill_subject(struct db *db, enum shown_subject_kind kind, struct shown_subject *subject,
                         GStringChunk *strings, GError **error)
{
    struct shown_filter filter = {0};
    *(kind == SHOWN_THEMES   ? &filter.theme
      : kind == SHOWN_PLACES ? &filter.place
                             : &filter.person) = subject->id;
    subject->focal_x = subject->focal_y = 0.5;
    if (kind != SHOWN_PLACES)
        subject->latitude = subject->longitude = NAN;
    return shown_count(db, &filter, COUNT_OF_A_SUBJECT, &subject->count, &subject->is_more,
                       error) &&
           picture_subject(db, &filter, subject, strings, error);
}

struct shown_subjects *shown_subjects_read(struct db *db, enum shown_subject_kind kind,
                                           int64_t parent, const char *language, GError **error)
{
    static const enum statement statements[] = {[SHOWN_THEMES] = STATEMENT_SHOWN_THEMES,
                                                [SHOWN_PLACES] = STATEMENT_SHOWN_PLACES,
                                                [SHOWN_PEOPLE] = STATEMENT_SHOWN_PEOPLE};
    g_autoptr(shown_subjects) read = g_new0(struct shown_subjects, 1);
    read->strings = g_string_chunk_new(2048);
    g_autoptr(GArray) list = query_list(
        db, statements[kind], VALUES(VALUE_KEY("parent", parent), VALUE_TEXT("language", language)),
        subject_columns, sizeof(struct shown_subject), read->strings, error);
    if (list == NULL)
        return NULL;
    read->count = list->len;
    read->subjects = (struct shown_subject *)(void *)g_array_free(g_steal_pointer(&list), false);
    for (size_t i = 0; i < read->count; i++)
        if (!fill_subject(db, kind, &read->subjects[i], read->strings, error))
            return NULL;
    return g_steal_pointer(&read);
}

void shown_subjects_free(struct shown_subjects *subjects)
{
    if (subjects == NULL)
        return;
    g_string_chunk_free(subjects->strings);
    g_free(subjects->subjects);
    g_free(subjects);
}
