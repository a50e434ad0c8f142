#include "kiosk/view_home.h"

#include "catalogue/language.h"
#include "catalogue/shown_item.h"
#include "kiosk/exhibition.h"

#include <string.h>

const char *const view_eras[VIEW_ERAS] = {"past", "present", "future"};

enum { SLIDES_DRAWN = 20 };

/* Slides with a person's own words come first, and alone where there are two or more. */
static void prefer_spoken(struct shown_slides *slides)
{
    size_t spoken = 0;
    for (size_t i = 0; i < slides->count; i++) {
        struct shown_slide slide = slides->slides[i];
        if (slide.quotation == NULL || slide.quotation[0] == '\0')
            continue;
        memmove(&slides->slides[spoken + 1], &slides->slides[spoken], (i - spoken) * sizeof slide);
        slides->slides[spoken++] = slide;
    }
    slides->count = MIN(spoken >= 2 ? spoken : slides->count, (size_t)VIEW_SLIDES);
}

struct view_attract *view_attract_read(const struct exhibition *exhibition, const char *language,
                                       uint32_t round, GError **error)
{
    struct db *db = exhibition_catalogue(exhibition);
    struct shown_archive *archive = shown_archive_read(db, language, error);
    if (archive == NULL)
        return NULL;
    struct view_attract *view = g_new0(struct view_attract, 1);
    view->archive = archive;
    view->slides = shown_slides_read(db, round, SLIDES_DRAWN, language, error);
    if (view->slides == NULL) {
        view_attract_free(view);
        return NULL;
    }
    prefer_spoken(view->slides);
    return view;
}

void view_attract_free(struct view_attract *view)
{
    if (view == NULL)
        return;
    shown_archive_free(view->archive);
    shown_slides_free(view->slides);
    g_free(view);
}

/* Without words of its own, or when these cannot be read, the feature has its title. */
static void read_words(struct db *db, struct view_home *view, const char *language)
{
    if (view->feature->count == 0)
        return;
    g_autoptr(shown_item) item = shown_item_read(db, view->feature->cards[0].id, language, NULL);
    if (item == NULL || item->quotation_count == 0)
        return;
    view->words = g_strdup(item->quotations[0].text);
    view->words_language = g_strdup(item->quotations[0].language);
}

struct view_home *view_home_read(const struct exhibition *exhibition, const char *language,
                                 GError **error)
{
    struct db *db = exhibition_catalogue(exhibition);
    struct view_home *view = g_new0(struct view_home, 1);
    view->archive = shown_archive_read(db, language, error);
    bool is_read = view->archive != NULL;
    if (is_read) {
        view->feature = shown_feature_read(db, view->archive->today, language, error);
        is_read = view->feature != NULL;
        if (is_read)
            read_words(db, view, language);
    }
    for (size_t i = 0; is_read && i < VIEW_ERAS; i++) {
        view->eras[i] = shown_era_read(db, view_eras[i], language, error);
        is_read = view->eras[i] != NULL;
    }
    if (!is_read) {
        view_home_free(view);
        return NULL;
    }
    return view;
}

void view_home_free(struct view_home *view)
{
    if (view == NULL)
        return;
    shown_archive_free(view->archive);
    shown_page_free(view->feature);
    g_free(view->words);
    g_free(view->words_language);
    for (size_t i = 0; i < VIEW_ERAS; i++)
        shown_page_free(view->eras[i]);
    g_free(view);
}

char *view_picture(const struct exhibition *exhibition, const struct shown_picture *picture)
{
    return picture->digest != NULL ? exhibition_file(exhibition, picture->digest) : NULL;
}

char *view_card_picture(const struct exhibition *exhibition, const struct shown_card *card,
                        double width_px)
{
    if (card->hides_picture)
        return NULL;
    bool is_large = width_px > 520;
    char *first = view_picture(exhibition, is_large ? &card->poster : &card->thumbnail);
    return first != NULL ? first
                         : view_picture(exhibition, is_large ? &card->thumbnail : &card->poster);
}

const char *view_language_name(const char *language)
{
    const struct language *known = language_find(language);
    return known != NULL && g_str_equal(known->tag, language) ? known->own_name : language;
}
