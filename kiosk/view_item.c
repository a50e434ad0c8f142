#include "kiosk/view_item.h"

#include "kiosk/exhibition.h"
#include "kiosk/view_home.h"
#include "kiosk/voices.h"
#include "media/player.h"

#include <math.h>
#include <string.h>

enum { VIEW_RELATED = 3 };

/* What every recording is brought to (DESIGN 7.3), and how loud one is taken to be that was too short
 * to be measured: a loud one, so that it startles nobody. */
static const double house_loudness_lufs = -18, unmeasured_lufs = -12;

static char *asset_file(const struct exhibition *exhibition, const struct shown_item *item,
                        const char *role)
{
    const struct shown_asset *asset = shown_item_asset(item, role, NULL);
    return asset != NULL ? exhibition_file(exhibition, asset->digest) : NULL;
}

static const struct shown_asset *asset_at(const struct shown_item *item, const char *role,
                                          int64_t position)
{
    for (size_t i = 0; i < item->asset_count; i++)
        if (item->assets[i].position == position && g_str_equal(item->assets[i].role, role))
            return &item->assets[i];
    return NULL;
}

static char *file_at(const struct exhibition *exhibition, const struct shown_item *item,
                     const char *role, int64_t position)
{
    const struct shown_asset *asset = asset_at(item, role, position);
    return asset != NULL ? exhibition_file(exhibition, asset->digest) : NULL;
}

/* Each picture for the screen is a page; what was made of the same original stands at its place. */
static void find_pages(struct view_item *view, const struct exhibition *exhibition)
{
    const struct shown_item *item = view->item;
    const char *role = shown_item_asset(item, "screen", NULL) != NULL ? "screen" : "access";
    view->pages = g_new0(struct view_page, item->asset_count + 1);
    for (size_t i = 0; i < item->asset_count; i++) {
        const struct shown_asset *asset = &item->assets[i];
        bool is_picture = role[0] == 's' || g_str_has_prefix(asset->media_type, "image/");
        if (!g_str_equal(asset->role, role) || !is_picture)
            continue;
        struct view_page *page = &view->pages[view->page_count++];
        *page =
            (struct view_page){.picture = exhibition_file(exhibition, asset->digest),
                               .thumbnail = file_at(exhibition, item, "thumbnail", asset->position),
                               .width_px = asset->width_px,
                               .height_px = asset->height_px};
        if (item->allows_zoom && asset_at(item, "tiles", asset->position) != NULL) {
            page->tiles = file_at(exhibition, item, "tiles", asset->position);
            page->lacks_tiles = page->tiles == NULL;
        }
    }
}

void view_item_choose_page(struct view_item *view, size_t page)
{
    g_clear_pointer(&view->picture, g_free);
    g_clear_pointer(&view->text, g_free);
    if (page < view->page_count)
        view->picture = g_strdup(view->pages[page].picture);
    g_auto(GStrv) texts = g_strsplit(view->item->text, "\f", -1);
    if (view->page_count > 1 && g_strv_length(texts) > 1)
        view->text = g_strdup(page < g_strv_length(texts) ? texts[page] : "");
}

static void find_files(struct view_item *view, const struct exhibition *exhibition)
{
    const struct shown_item *item = view->item;
    const struct shown_card *card = &item->card;
    const struct shown_asset *access = shown_item_asset(item, "access", NULL);
    /* Of a poem or document, the access copy is its author reading it, or a picture of it. */
    bool is_played = card->kind_bit == SHOWN_ORAL_HISTORY || card->kind_bit == SHOWN_FILM ||
                     (card->kind_bit != SHOWN_PICTURE && access != NULL && access->duration_ms > 0);
    if (is_played)
        view->playable = asset_file(exhibition, item, "access");
    view->signing = asset_file(exhibition, item, "signing");
    view->described = asset_file(exhibition, item, "audio_description");
    view->waveform = asset_file(exhibition, item, "waveform");
    view->duration_ms = card->duration_ms;
    if (card->hides_picture && card->kind_bit != SHOWN_PICTURE)
        return;
    find_pages(view, exhibition);
    view->poster = view_picture(exhibition, &card->poster);
    view->thumbnail = view_picture(exhibition, &card->thumbnail);
    view_item_choose_page(view, 0);
    if (view->picture == NULL && card->kind_bit == SHOWN_PICTURE)
        view->picture = asset_file(exhibition, item, "access");
}

/* Where a language stands among these; their number for none. */
static size_t place_among(const char *const *languages, size_t count, const char *language)
{
    size_t at = 0;
    while (at < count && g_strcmp0(languages[at], language) != 0)
        at++;
    return at;
}

/* The languages there are lines of this purpose in, the item's own first. */
static const char **languages_of(const struct shown_item *item, const char *purpose, size_t *count)
{
    const char **languages = g_new0(const char *, item->words_count + 1);
    *count = 0;
    for (int own = 1; own >= 0; own--)
        for (size_t i = 0; i < item->words_count; i++) {
            const struct shown_words *words = &item->words[i];
            bool is_own = g_strcmp0(words->language, item->card.language) == 0;
            if (is_own == (own == 1) && g_str_equal(words->purpose, purpose) &&
                place_among(languages, *count, words->language) == *count)
                languages[(*count)++] = words->language;
        }
    return languages;
}

static void find_languages(struct view_item *view)
{
    const struct shown_item *item = view->item;
    view->purpose = "captions";
    for (size_t i = 0; i < item->words_count; i++)
        if (g_str_equal(item->words[i].purpose, "transcript"))
            view->purpose = "transcript";
    view->languages = languages_of(item, view->purpose, &view->language_count);
    view->caption_languages = languages_of(item, "captions", &view->caption_language_count);
}

/* The language of its chapters: this one, else its own, else any; NULL without chapters. */
static const char *chapters_in(const struct shown_item *item, const char *language)
{
    const char *found = NULL;
    int rank = 0;
    for (size_t i = 0; i < item->words_count; i++) {
        const char *there = item->words[i].language;
        int fits = g_strcmp0(there, language) == 0              ? 3
                   : g_strcmp0(there, item->card.language) == 0 ? 2
                                                                : 1;
        if (!g_str_equal(item->words[i].purpose, "chapters") || fits <= rank)
            continue;
        found = there;
        rank = fits;
    }
    return found;
}

/* What the chapter of this moment is called in the recording's own language. */
static const char *own_title(const struct view_item *view, int64_t at_ms)
{
    int at = view_cue_at(view->own_chapter_cues, at_ms, false);
    bool is_same = at >= 0 && view->own_chapter_cues->cues[at].begin_ms == at_ms;
    return is_same ? view->own_chapter_cues->cues[at].text : "";
}

static bool read_chapters(struct view_item *view, const struct exhibition *exhibition,
                          const char *language, GError **error)
{
    const struct shown_item *item = view->item;
    if (item->index_point_count > 0) {
        view->chapters = g_new0(struct view_chapter, item->index_point_count);
        for (size_t i = 0; i < item->index_point_count; i++)
            view->chapters[view->chapter_count++] =
                (struct view_chapter){.at_ms = item->index_points[i].at_ms,
                                      .title = item->index_points[i].title,
                                      .own_title = item->index_points[i].own_title,
                                      .synopsis = item->index_points[i].synopsis};
        return true;
    }
    const char *own = chapters_in(item, item->card.language);
    const char *chosen = chapters_in(item, language);
    if (own == NULL)
        return true;
    struct db *db = exhibition_catalogue(exhibition);
    view->chapter_cues = shown_cues_read(db, item->card.id, "chapters", chosen, error);
    if (view->chapter_cues == NULL)
        return false;
    if (!g_str_equal(own, chosen)) {
        view->own_chapter_cues = shown_cues_read(db, item->card.id, "chapters", own, error);
        if (view->own_chapter_cues == NULL)
            return false;
    }
    view->chapters = g_new0(struct view_chapter, view->chapter_cues->count + 1);
    for (size_t i = 0; i < view->chapter_cues->count; i++)
        view->chapters[view->chapter_count++] = (struct view_chapter){
            .at_ms = view->chapter_cues->cues[i].begin_ms,
            .title = view->chapter_cues->cues[i].text,
            .own_title = own_title(view, view->chapter_cues->cues[i].begin_ms),
            .synopsis = ""};
    return true;
}

/* Notes come by time; those that overlap are one part. */
static void find_parts(struct view_item *view)
{
    const struct shown_item *item = view->item;
    view->parts = g_new0(struct view_part, item->note_count + 1);
    for (size_t i = 0; i < item->note_count; i++) {
        const struct shown_note *note = &item->notes[i];
        if (note->level != 2 || note->begin_ms < 0 || note->end_ms <= note->begin_ms)
            continue;
        struct view_part *last = view->part_count > 0 ? &view->parts[view->part_count - 1] : NULL;
        if (last != NULL && note->begin_ms <= last->end_ms)
            last->end_ms = MAX(last->end_ms, note->end_ms);
        else
            view->parts[view->part_count++] = (struct view_part){note->begin_ms, note->end_ms};
    }
}

bool view_item_choose_words(struct view_item *view, const struct exhibition *exhibition,
                            const char *language, GError **error)
{
    struct db *db = exhibition_catalogue(exhibition);
    int64_t id = view->item->card.id;
    if (view->language_count == 0)
        return true;
    const char *chosen = view->languages[0];
    for (size_t i = 0; i < view->language_count; i++)
        if (g_strcmp0(view->languages[i], language) == 0)
            chosen = view->languages[i];
    struct shown_cues *lines = shown_cues_read(db, id, view->purpose, chosen, error);
    if (lines == NULL)
        return false;
    if (view->words != NULL)
        shown_cues_free(view->words);
    view->words = lines;
    view->words_language = chosen;
    return view_item_choose_other(view, exhibition, NULL, error);
}

bool view_item_choose_captions(struct view_item *view, const struct exhibition *exhibition,
                               const char *language, GError **error)
{
    size_t count = view->caption_language_count;
    if (count == 0 || view->item->card.kind_bit != SHOWN_FILM)
        return true;
    size_t at = place_among(view->caption_languages, count, language);
    const char *chosen = view->caption_languages[at < count ? at : 0];
    struct shown_cues *captions = shown_cues_read(exhibition_catalogue(exhibition),
                                                  view->item->card.id, "captions", chosen, error);
    if (captions == NULL)
        return false;
    if (view->captions != NULL)
        shown_cues_free(view->captions);
    view->captions = captions;
    view->captions_language = chosen;
    return true;
}

bool view_item_choose_other(struct view_item *view, const struct exhibition *exhibition,
                            const char *language, GError **error)
{
    struct shown_cues *lines = NULL;
    const char *chosen = NULL;
    for (size_t i = 0; i < view->language_count; i++)
        if (g_strcmp0(view->languages[i], language) == 0 &&
            g_strcmp0(view->languages[i], view->words_language) != 0)
            chosen = view->languages[i];
    if (chosen != NULL) {
        lines = shown_cues_read(exhibition_catalogue(exhibition), view->item->card.id,
                                view->purpose, chosen, error);
        if (lines == NULL)
            return false;
    }
    if (view->other != NULL)
        shown_cues_free(view->other);
    view->other = lines;
    view->other_language = chosen;
    return true;
}

bool view_item_next_words(const struct view_item *view, const char **language, const char **other)
{
    size_t count = view->language_count;
    if (count < 2)
        return false;
    size_t one = place_among(view->languages, count, view->words_language);
    size_t two = place_among(view->languages, count, view->other_language);
    if (two == count) { /* alone: the next alone, after the last the first pair */
        bool is_last = one + 1 >= count;
        *language = view->languages[is_last ? 0 : one + 1];
        *other = is_last ? view->languages[1] : NULL;
        return true;
    }
    if (one > two) { /* the pair a recording opens with may stand the other way round */
        size_t swap = one;
        one = two;
        two = swap;
    }
    two++;
    if (two >= count) {
        one++;
        two = one + 1;
    }
    bool is_over = two >= count;
    *language = view->languages[is_over ? 0 : one];
    *other = is_over ? NULL : view->languages[two];
    return true;
}

const char *view_item_next_captions(const struct view_item *view)
{
    size_t count = view->caption_language_count;
    size_t at = place_among(view->caption_languages, count, view->captions_language);
    return at + 1 < count ? view->caption_languages[at + 1] : NULL;
}

/* Whom these lines let speak; those of the chosen languages are there already. */
static bool add_voices(struct view_item *view, const struct exhibition *exhibition,
                       const char *purpose, const char *language, GError **error)
{
    bool are_words = view->words != NULL && g_str_equal(purpose, view->purpose) &&
                     g_str_equal(language, view->words_language);
    bool are_captions = view->captions != NULL && g_str_equal(purpose, "captions") &&
                        g_str_equal(language, view->captions_language);
    if (are_words || are_captions) {
        voices_add(view->voices, are_words ? view->words : view->captions);
        return true;
    }
    g_autoptr(shown_cues) cues = shown_cues_read(exhibition_catalogue(exhibition),
                                                 view->item->card.id, purpose, language, error);
    if (cues != NULL)
        voices_add(view->voices, cues);
    return cues != NULL;
}

static bool find_voices(struct view_item *view, const struct exhibition *exhibition, GError **error)
{
    const struct shown_item *item = view->item;
    view->voices = voices_create();
    for (size_t i = 0; i < view->language_count; i++)
        if (!add_voices(view, exhibition, view->purpose, view->languages[i], error))
            return false;
    bool has_others = !g_str_equal(view->purpose, "captions");
    for (size_t i = 0; has_others && i < view->caption_language_count; i++)
        if (!add_voices(view, exhibition, "captions", view->caption_languages[i], error))
            return false;
    voices_ask(view->voices, "interviewer");
    for (size_t i = 0; i < item->contributor_count; i++)
        if (g_strcmp0(item->contributors[i].role, "interviewer") == 0)
            voices_ask(view->voices, item->contributors[i].name);
    return true;
}

struct view_item *view_item_read(const struct exhibition *exhibition, int64_t id,
                                 const char *language, GError **error)
{
    struct shown_item *item =
        shown_item_read(exhibition_catalogue(exhibition), id, language, error);
    if (item == NULL)
        return NULL;
    struct view_item *view = g_new0(struct view_item, 1);
    view->item = item;
    find_files(view, exhibition);
    find_languages(view);
    find_parts(view);
    view->related =
        shown_related_read(exhibition_catalogue(exhibition), id, VIEW_RELATED, language, error);
    if (view->related != NULL && read_chapters(view, exhibition, language, error) &&
        view_item_choose_words(view, exhibition, language, error) &&
        view_item_choose_captions(view, exhibition, language, error) &&
        find_voices(view, exhibition, error))
        return view;
    view_item_free(view);
    return NULL;
}

void view_item_free(struct view_item *view)
{
    if (view == NULL)
        return;
    char *paths[] = {view->playable,  view->signing, view->described, view->poster,
                     view->thumbnail, view->picture, view->waveform};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        g_free(paths[i]);
    for (size_t i = 0; i < view->page_count; i++) {
        g_free(view->pages[i].picture);
        g_free(view->pages[i].thumbnail);
        g_free(view->pages[i].tiles);
    }
    g_free(view->pages);
    if (view->words != NULL)
        shown_cues_free(view->words);
    if (view->other != NULL)
        shown_cues_free(view->other);
    if (view->captions != NULL)
        shown_cues_free(view->captions);
    if (view->chapter_cues != NULL)
        shown_cues_free(view->chapter_cues);
    if (view->own_chapter_cues != NULL)
        shown_cues_free(view->own_chapter_cues);
    if (view->related != NULL)
        shown_page_free(view->related);
    voices_destroy(view->voices);
    g_free(view->text);
    g_free(view->chapters);
    g_free(view->parts);
    g_free(view->languages);
    g_free(view->caption_languages);
    shown_item_free(view->item);
    g_free(view);
}

int view_cue_at(const struct shown_cues *cues, int64_t time_ms, bool strictly)
{
    if (cues == NULL)
        return -1;
    size_t low = 0, high = cues->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cues->cues[middle].begin_ms <= time_ms)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || (strictly && cues->cues[low - 1].end_ms <= time_ms))
        return -1;
    return (int)(low - 1);
}

int64_t view_cue_turn(const struct shown_cues *cues, int64_t time_ms)
{
    if (cues == NULL)
        return -1;
    int at = view_cue_at(cues, time_ms, false);
    int64_t end_ms = at >= 0 ? cues->cues[at].end_ms : -1;
    int64_t next_ms = (size_t)(at + 1) < cues->count ? cues->cues[at + 1].begin_ms : -1;
    if (end_ms > time_ms && (next_ms < 0 || end_ms < next_ms))
        return end_ms;
    return next_ms;
}

const struct view_part *view_item_part_at(const struct view_item *view, int64_t time_ms)
{
    for (size_t i = 0; i < view->part_count; i++)
        if (time_ms >= view->parts[i].begin_ms && time_ms < view->parts[i].end_ms)
            return &view->parts[i];
    return NULL;
}

bool view_item_hides(const struct view_item *view, int64_t time_ms)
{
    return view->hides_parts && view_item_part_at(view, time_ms) != NULL;
}

bool view_item_hides_cue(const struct view_item *view, const struct shown_cue *cue)
{
    for (size_t i = 0; view->hides_parts && i < view->part_count; i++)
        if (cue->begin_ms < view->parts[i].end_ms && cue->end_ms > view->parts[i].begin_ms)
            return true;
    return view_item_hides(view, cue->begin_ms);
}

const struct shown_contributor *view_item_contributor(const struct view_item *view)
{
    const struct shown_item *item = view->item;
    for (size_t i = 0; i < item->contributor_count; i++)
        if (g_strcmp0(item->contributors[i].role, "interviewer") != 0)
            return &item->contributors[i];
    return NULL;
}

bool view_item_may_be_shown(const struct exhibition *exhibition, int64_t id)
{
    bool may = false;
    return shown_item_may_be_shown(exhibition_catalogue(exhibition), id, &may, NULL) && may;
}

bool view_item_is_description_sound(const struct view_item *view)
{
    const struct shown_asset *asset = shown_item_asset(view->item, "audio_description", NULL);
    return asset != NULL && g_str_has_prefix(asset->media_type, "audio/");
}

void view_item_source(const struct view_item *view, bool is_described, int64_t start_ms,
                      struct player_source *source)
{
    const struct shown_asset *asset =
        shown_item_asset(view->item, is_described ? "audio_description" : "access", NULL);
    *source = (struct player_source){.path = is_described ? view->described : view->playable,
                                     .start_ms = start_ms};
    if (asset == NULL)
        return;
    source->length_ms = MAX(asset->duration_ms, 0);
    source->gain_db = house_loudness_lufs -
                      (isnan(asset->loudness_lufs) ? unmeasured_lufs : asset->loudness_lufs);
    source->is_peak_known = !isnan(asset->true_peak_dbtp);
    source->true_peak_db = source->is_peak_known ? asset->true_peak_dbtp : 0;
}
