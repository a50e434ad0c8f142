#include "kiosk/view_list.h"

#include "catalogue/shown_trail.h"
#include "kiosk/exhibition.h"
#include "kiosk/intent.h"

enum { PAGE = 24 };

struct view_list {
    struct db *db;
    char *language;
    struct shown_filter base; /* what the route means */
    enum list_chip chip;
    bool is_gentle;
    int64_t trail; /* 0: none */
    char *subject;
    char *about;
    int counts[LIST_CHIPS];
    bool are_more[LIST_CHIPS];
    GPtrArray *pages; /* struct shown_page, in order */
    GPtrArray *cards; /* struct shown_card, borrowed from them */
    bool is_whole;
};

static const unsigned chip_kinds[LIST_CHIPS] = {
    [LIST_LISTEN] = SHOWN_ORAL_HISTORY,
    [LIST_LOOK] = SHOWN_PICTURE,
    [LIST_WATCH] = SHOWN_FILM,
    [LIST_READ] = SHOWN_TEXT | SHOWN_DOCUMENT,
};

static void page_free(void *page)
{
    shown_page_free(page);
}

static struct shown_filter narrowed(const struct view_list *list, enum list_chip chip)
{
    struct shown_filter filter = list->base;
    if (chip_kinds[chip] != 0)
        filter.kinds = chip_kinds[chip];
    filter.signed_only = chip == LIST_SIGNED;
    return filter;
}

/* The narrowing a route asks for, without subjects' names. */
static struct shown_filter filter_of(const struct route *route)
{
    struct shown_filter filter = {0};
    if (g_str_equal(route->filter, "voices"))
        filter.kinds = SHOWN_ORAL_HISTORY;
    static const char *const eras[] = {"past", "present", "future"};
    for (size_t i = 0; i < G_N_ELEMENTS(eras); i++)
        if (g_str_equal(route->filter, eras[i]))
            filter.era = eras[i];
    if (g_str_equal(route->filter, "theme"))
        filter.theme = route->subject;
    if (g_str_equal(route->filter, "place"))
        filter.place = route->subject;
    if (g_str_equal(route->filter, "person"))
        filter.person = route->subject;
    return filter;
}

/* Looks for it among those under PARENT, and one step further down. */
static bool read_name(struct view_list *list, enum shown_subject_kind kind, int64_t parent,
                      int64_t id, GError **error)
{
    g_autoptr(shown_subjects) subjects =
        shown_subjects_read(list->db, kind, parent, list->language, error);
    if (subjects == NULL)
        return false;
    for (size_t i = 0; i < subjects->count && list->subject == NULL; i++) {
        if (subjects->subjects[i].id == id) {
            list->subject = g_strdup(subjects->subjects[i].name);
            list->about = g_strdup(subjects->subjects[i].about);
        } else if (parent == 0 && kind != SHOWN_PEOPLE &&
                   !read_name(list, kind, subjects->subjects[i].id, id, error))
            return false;
    }
    return true;
}

static bool read_trail(struct view_list *list, int64_t id, GError **error)
{
    g_autoptr(shown_trails) trails = shown_trails_read(list->db, list->language, error);
    if (trails == NULL)
        return false;
    for (size_t i = 0; i < trails->count; i++) {
        if (trails->trails[i].id != id)
            continue;
        list->subject = g_strdup(trails->trails[i].title);
        list->about = g_strdup(trails->trails[i].says);
    }
    list->trail = id;
    return true;
}

static bool read_subject(struct view_list *list, const struct route *route, GError **error)
{
    if (list->base.theme != 0)
        return read_name(list, SHOWN_THEMES, 0, list->base.theme, error);
    if (list->base.place != 0)
        return read_name(list, SHOWN_PLACES, 0, list->base.place, error);
    if (list->base.person != 0)
        return read_name(list, SHOWN_PEOPLE, 0, list->base.person, error);
    if (g_str_equal(route->filter, "trail"))
        return read_trail(list, route->subject, error);
    return true;
}

static bool read_counts(struct view_list *list, GError **error)
{
    for (int chip = 0; chip < LIST_CHIPS; chip++) {
        if (chip != LIST_ALL && !view_list_has_chips(list))
            break;
        struct shown_filter filter = narrowed(list, (enum list_chip)chip);
        if (!shown_count(list->db, &filter, SHOWN_COUNT_LIMIT, &list->counts[chip],
                         &list->are_more[chip], error))
            return false;
    }
    return true;
}

struct view_list *view_list_read(const struct exhibition *exhibition, const struct route *route,
                                 const char *language, GError **error)
{
    struct view_list *list = g_new0(struct view_list, 1);
    list->db = exhibition_catalogue(exhibition);
    list->language = g_strdup(language);
    list->base = filter_of(route);
    list->is_gentle = g_str_equal(route->filter, "gentle");
    list->pages = g_ptr_array_new_with_free_func(page_free);
    list->cards = g_ptr_array_new();
    if (read_subject(list, route, error) && read_counts(list, error) &&
        view_list_reach(list, PAGE, error))
        return list;
    view_list_free(list);
    return NULL;
}

void view_list_free(struct view_list *list)
{
    if (list == NULL)
        return;
    g_ptr_array_free(list->cards, TRUE);
    g_ptr_array_free(list->pages, TRUE);
    g_free(list->subject);
    g_free(list->about);
    g_free(list->language);
    g_free(list);
}

const char *view_list_subject(const struct view_list *list)
{
    return list->subject;
}

const char *view_list_about(const struct view_list *list)
{
    return list->about;
}

enum list_chip view_list_chip(const struct view_list *list)
{
    return list->chip;
}

int view_list_count(const struct view_list *list, enum list_chip chip, bool *is_more)
{
    *is_more = list->are_more[chip];
    return list->counts[chip];
}

bool view_list_has_chips(const struct view_list *list)
{
    return list->trail == 0 && !list->is_gentle && list->base.kinds == 0;
}

bool view_list_choose(struct view_list *list, enum list_chip chip, GError **error)
{
    list->chip = chip;
    g_ptr_array_set_size(list->cards, 0);
    g_ptr_array_set_size(list->pages, 0);
    list->is_whole = false;
    return view_list_reach(list, PAGE, error);
}

static struct shown_page *read_page(struct view_list *list, GError **error)
{
    if (list->trail != 0)
        return shown_trail_cards_read(list->db, list->trail, list->language, error);
    const struct shown_page *last =
        list->pages->len > 0 ? g_ptr_array_index(list->pages, list->pages->len - 1) : NULL;
    struct shown_filter filter = narrowed(list, list->chip);
    return shown_page_read(list->db, &filter,
                           last != NULL && last->count > 0 ? &last->cards[last->count - 1] : NULL,
                           SHOWN_FORWARD, PAGE, list->language, error);
}

/* The cards of a page, in curated order. What something has to be told of before comes after the
 * rest, so that it is never what a list begins with; a trail keeps its steps. */
static void take_cards(struct view_list *list, const struct shown_page *page)
{
    for (int is_noted = 0; is_noted <= 1; is_noted++)
        for (size_t i = 0; i < page->count; i++) {
            bool is_later = list->trail == 0 && page->cards[i].note_level > 0;
            if (is_later == is_noted && !(list->is_gentle && is_noted))
                g_ptr_array_add(list->cards, &page->cards[i]);
        }
}

bool view_list_reach(struct view_list *list, size_t count, GError **error)
{
    while (list->cards->len < count && !list->is_whole) {
        struct shown_page *page = read_page(list, error);
        if (page == NULL)
            return false;
        g_ptr_array_add(list->pages, page);
        take_cards(list, page);
        list->is_whole = list->trail != 0 || !page->has_more || page->count == 0;
    }
    return true;
}

size_t view_list_length(const struct view_list *list)
{
    return list->cards->len;
}

bool view_list_is_whole(const struct view_list *list)
{
    return list->is_whole;
}

size_t view_list_total(const struct view_list *list)
{
    if (list->is_whole || list->is_gentle)
        return list->cards->len;
    return MAX((size_t)list->counts[list->chip], list->cards->len);
}

const struct shown_card *view_list_card(const struct view_list *list, size_t index)
{
    g_return_val_if_fail(index < list->cards->len, NULL);
    return g_ptr_array_index(list->cards, index);
}

static int64_t neighbour_on_trail(struct db *db, int64_t trail, int64_t item, int direction)
{
    g_autoptr(shown_page) page = shown_trail_cards_read(db, trail, "en", NULL);
    int64_t before = 0;
    for (size_t i = 0; page != NULL && i < page->count; i++) {
        const struct shown_card *card = &page->cards[i];
        if (card->kind_bit != SHOWN_PICTURE)
            continue;
        if (direction < 0 && card->id == item)
            return before;
        if (direction > 0 && before == item)
            return card->id;
        before = card->id;
    }
    return 0;
}

int64_t view_list_neighbour(const struct exhibition *exhibition, const struct route *route,
                            const struct shown_card *card, int direction)
{
    struct db *db = exhibition_catalogue(exhibition);
    if (g_str_equal(route->filter, "trail"))
        return neighbour_on_trail(db, route->subject, card->id, direction);
    struct shown_filter filter = filter_of(route);
    filter.kinds = SHOWN_PICTURE;
    struct shown_page *page = shown_page_read(
        db, &filter, card, direction > 0 ? SHOWN_FORWARD : SHOWN_BACKWARD, 1, "en", NULL);
    int64_t id = page != NULL && page->count > 0 ? page->cards[0].id : 0;
    shown_page_free(page);
    return id;
}
