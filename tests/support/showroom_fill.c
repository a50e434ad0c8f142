#include "tests/support/showroom_fill.h"

#include "catalogue/asset.h"
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "catalogue/index_point.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/quotation.h"
#include "catalogue/redaction.h"
#include "catalogue/theme.h"
#include "catalogue/trail.h"
#include "catalogue/translation.h"
#include "kiosk/canvas.h"
#include "media/store.h"
#include "media/waveform.h"

#include <math.h>
#include <string.h>

enum { MORE_ITEMS = 18, PICTURES = 6 };

static const char *const people[] = {"Sample narrator, carer", "Sample narrator, organiser",
                                     "Sample narrator, poet", "Sample narrator, nurse"};
static const char *const titles[] = {
    "Nobody asked us what we wanted", "The kitchen table where it began",
    "Drums on Chapeltown Road",       "My mother’s letters from the ward",
    "A walk to the day centre",       "What my faith gave me when I was unwell",
    "We kept the door open",          "Learning to say it in Punjabi",
    "The garden behind the library"};

/* Makes a picture by drawing one, and puts it into the store. */
static char *paint(struct store *store, const char *folder, const struct theme *theme, int index)
{
    g_autoptr(GError) error = NULL;
    struct canvas *canvas = canvas_create_offscreen(1600, 900, false, &error);
    g_assert_no_error(error);
    const struct viewport *viewport = canvas_viewport(canvas);
    struct box all = box_make(0, 0, viewport->width, viewport->height);
    static const enum color_token hues[] = {COLOR_CORAL, COLOR_GOLD, COLOR_TEAL, COLOR_LILAC};
    canvas_begin(canvas, theme_color(theme, hues[index % 4]));
    canvas_pattern(canvas, theme, all, 0, (uint32_t)index + 77, hues[(index + 1) % 4]);
    canvas_circle(canvas, (struct point){all.w * 0.6, all.h * 0.45}, all.h * 0.22,
                  color_with_alpha(theme_color(theme, hues[(index + 2) % 4]), 0.7));
    canvas_circle(canvas, (struct point){all.w * 0.4, all.h * 0.95}, all.h * 0.35,
                  color_with_alpha(theme_color(theme, COLOR_BG1), 0.6));
    canvas_present(canvas, NULL);
    g_autofree char *file = g_build_filename(folder, "painted.png", NULL);
    canvas_save_png(canvas, file, &error);
    g_assert_no_error(error);
    canvas_destroy(canvas);
    struct store_object object;
    g_assert_true(store_put(store, file, &object, NULL, NULL, NULL, &error));
    char *digest = g_malloc0(65);
    g_autofree char *name = store_name(&object.digest);
    const char *base = strrchr(name, '/');
    g_strlcpy(digest, base != NULL ? base + 1 : name, 65);
    return digest;
}

static char *put_bytes(struct store *store, const void *bytes, size_t length)
{
    g_autoptr(GError) error = NULL;
    struct store_object object;
    g_assert_true(store_put_bytes(store, bytes, length, &object, &error));
    g_autofree char *name = store_name(&object.digest);
    const char *base = strrchr(name, '/');
    return g_strdup(base != NULL ? base + 1 : name);
}

static char *put_waveform(struct store *store, const char *folder)
{
    g_autoptr(GError) error = NULL;
    size_t count = SHOWROOM_RECORDING_MS / 1000 * WAVEFORM_PEAKS_PER_SECOND;
    struct waveform_peak *peaks = g_new0(struct waveform_peak, count);
    for (size_t i = 0; i < count; i++) {
        double loud = fabs(sin((double)i / 37)) * (0.4 + 0.6 * fabs(sin((double)i / 1211)));
        peaks[i] = (struct waveform_peak){(int8_t)(-100 * loud), (int8_t)(100 * loud)};
    }
    struct waveform waveform = {.peaks_per_second = WAVEFORM_PEAKS_PER_SECOND,
                                .duration_ms = SHOWROOM_RECORDING_MS,
                                .count = count,
                                .peaks = peaks};
    g_autofree char *file = g_build_filename(folder, "waveform", NULL);
    g_assert_true(waveform_write(&waveform, file, &error));
    g_free(peaks);
    struct store_object object;
    g_assert_true(store_put(store, file, &object, NULL, NULL, NULL, &error));
    g_autofree char *name = store_name(&object.digest);
    return g_strdup(strrchr(name, '/') + 1);
}

static void add_asset(struct showroom *showroom, int64_t item, const char *role, const char *digest,
                      int64_t duration_ms)
{
    g_autoptr(GError) error = NULL;
    struct asset asset = ASSET_NEW;
    asset.item = item;
    asset.role = role;
    asset.digest = digest;
    bool is_signer = strcmp(role, "signing") == 0;
    asset.media_type =
        strcmp(role, "audio_description") == 0 ? "audio/mp4" : "application/octet-stream";
    asset.size_bytes = 1;
    asset.width_px = is_signer ? 520 : 1600;
    asset.height_px = is_signer ? 680 : 900;
    asset.duration_ms = duration_ms;
    asset.is_redacted = item == showroom->oral;
    if (strcmp(role, "audio_description") == 0)
        asset.loudness_lufs = SHOWROOM_DESCRIPTION_LUFS;
    asset_insert(showroom->given->db, &asset, &error);
    g_assert_no_error(error);
}

static int64_t add_item(struct showroom *showroom, const char *kind, const char *title,
                        const char *era, const char *text)
{
    g_autoptr(GError) error = NULL;
    struct item item = ITEM_NEW;
    item.kind = kind;
    item.title = title;
    item.language = "en";
    item.era = era;
    item.date_edtf = "2024-03";
    item.date_text = "March 2024";
    item.credit = "Recorded by the sample project";
    item.description = "A sample description in plain words, to be read beside the thing itself. "
                       "It says what is heard or seen, and why it was kept.";
    item.alt_short = "A warm painted shape in evening light";
    item.alt_long = "Two round shapes stand before a soft background of orange and plum. The "
                    "left one leans towards the right one, as if listening.";
    item.text = text;
    item_insert(showroom->given->db, &item, showroom->given->strings, &error);
    g_assert_no_error(error);
    given_consent(showroom->given, item.id, "all");
    return item.id;
}

static void add_words(struct showroom *showroom, int64_t item, const char *purpose,
                      const char *language, const char *const *lines, size_t line_count,
                      size_t count, int64_t step_ms)
{
    g_autoptr(GError) error = NULL;
    struct cue *cues = g_new0(struct cue, count);
    for (size_t i = 0; i < count; i++)
        cues[i] = (struct cue){.begin_ms = (int64_t)i * step_ms,
                               .end_ms = (int64_t)(i + 1) * step_ms - 200,
                               .speaker = i % 4 == 0 ? "Interviewer" : people[1],
                               .text = lines[i % line_count]};
    cue_replace(showroom->given->db, item, 0, purpose, language, cues, count, SHOWROOM_RECORDING_MS,
                &error);
    g_assert_no_error(error);
    g_free(cues);
}

static const char *const english[] = {
    "Can you take us back to that first meeting?",
    "It was 1981. We had no building, just somebody’s front room and a pot of tea.",
    "Nobody asked us what we wanted. So we asked each other.",
    "And that talking was the beginning of everything."};
static const char *const urdu[] = {
    "کیا آپ ہمیں اس پہلی ملاقات کے بارے میں بتا سکتے ہیں؟",
    "یہ 1981 کی بات ہے۔ ہمارے پاس کوئی عمارت نہیں تھی، بس کسی کا کمرہ اور چائے۔",
    "کسی نے ہم سے نہیں پوچھا کہ ہم کیا چاہتے ہیں۔ تو ہم نے ایک دوسرے سے پوچھا۔",
    "اور وہ باتیں ہر چیز کی شروعات تھیں۔"};

static void add_oral(struct showroom *showroom, const char *sound, const char *waveform)
{
    g_autoptr(GError) error = NULL;
    struct db *db = showroom->given->db;
    int64_t item = add_item(showroom, "oral_history", titles[0], "past", NULL);
    showroom->oral = item;
    struct redaction redaction = {
        .item = item, .begin_ms = 96000, .end_ms = 107000, .why = "names a neighbour"};
    redaction_insert(db, &redaction, &error);
    add_asset(showroom, item, "access", sound, SHOWROOM_RECORDING_MS);
    add_asset(showroom, item, "waveform", waveform, -1);
    add_words(showroom, item, "transcript", "en", english, 4, 60, 12000);
    add_words(showroom, item, "transcript", "ur", urdu, 4, 60, 12000);
    struct index_point points[] = {
        {.at_ms = 0, .title = "The first meeting", .synopsis = "A front room and a pot of tea."},
        {.at_ms = 240000, .title = "Being detained", .synopsis = "What happened that night."},
        {.at_ms = 520000, .title = "What came of it", .synopsis = "A centre, and friends."}};
    index_point_replace(db, item, points, G_N_ELEMENTS(points), &error);
    struct translation translated = {
        .owner = points[0].id, .field = "title", .language = "ur", .text = "پہلی ملاقات"};
    translation_put(db, &translated, &error);
    struct quotation quotation = {
        .item = item, .text = "We asked each other.", .language = "en", .at_ms = 24000};
    quotation_insert(db, &quotation, &error);
    struct content_note note = {.item = item,
                                .begin_ms = 240000,
                                .end_ms = 420000,
                                .level = 2,
                                .says = "the speaker describes being detained in hospital"};
    content_note_insert(db, &note, &error);
    g_assert_no_error(error);
    struct item row;
    item_get(db, item, showroom->given->strings, &row, &error);
    row.summary = "They tell how a talk over tea became a centre for many people.";
    item_update(db, &row, &error);
    g_assert_no_error(error);
}

static const char poem[] = "We set out a table\nand nobody came.\nWe set out a table\nthe next "
                           "day the same.\n\nThe kettle was singing,\nthe door was ajar,\nand "
                           "someone said: is this\nthe place where you are?\n\nWe set out a "
                           "table.\nWe needed more chairs.\nThe talk in the kitchen\nwent all up "
                           "the stairs.";

/* A poem its author reads, and a document of three pages. */
static void add_readings(struct showroom *showroom, const char *sound, const char *waveform,
                         char *const *pictures)
{
    static const char *const lines[] = {
        "We set out a table",     "and nobody came.",         "We set out a table",
        "the next day the same",  "The kettle was singing,",  "the door was ajar,",
        "and someone said",       "the place where you are?", "We set out a table.",
        "We needed more chairs.", "The talk in the kitchen",  "went all up the stairs."};
    showroom->spoken = add_item(showroom, "text", "We set out a table", "present", poem);
    add_asset(showroom, showroom->spoken, "access", sound, SHOWROOM_RECORDING_MS);
    add_asset(showroom, showroom->spoken, "waveform", waveform, -1);
    add_words(showroom, showroom->spoken, "transcript", "en", lines, G_N_ELEMENTS(lines),
              G_N_ELEMENTS(lines), 4000);
    showroom->pages = add_item(showroom, "document", "The minutes of the first meeting", "past",
                               "Page one says who came.\fPage two says what they asked "
                               "for.\fPage three says what came of it.");
    for (int i = 0; i < 3; i++)
        add_asset(showroom, showroom->pages, "screen", pictures[i], -1);
}

/* Each file of a film is one of its own, as they are. */
static void add_film(struct showroom *showroom, struct store *store)
{
    g_autoptr(GError) error = NULL;
    int64_t film = showroom->film;
    g_autofree char *access = put_bytes(store, "a film", 6);
    g_autofree char *signing = put_bytes(store, "a signer", 8);
    g_autofree char *described = put_bytes(store, "a description", 13);
    add_asset(showroom, film, "access", access, SHOWROOM_FILM_MS);
    add_asset(showroom, film, "signing", signing, SHOWROOM_FILM_MS);
    add_asset(showroom, film, "audio_description", described, SHOWROOM_FILM_MS);
    add_words(showroom, film, "captions", "en", english, 4, 20, 4000);
    add_words(showroom, film, "captions", "ur", urdu, 4, 20, 4000);
    struct index_point points[] = {{.at_ms = 0, .title = "At the door"},
                                   {.at_ms = 30000, .title = "In the kitchen"}};
    index_point_replace(showroom->given->db, film, points, G_N_ELEMENTS(points), &error);
    struct quotation quotation = {
        .item = film, .text = "We asked each other.", .language = "en", .at_ms = 8000};
    quotation_insert(showroom->given->db, &quotation, &error);
    g_assert_no_error(error);
}

static void add_others(struct showroom *showroom, struct store *store, const char *sound,
                       char *const *pictures)
{
    showroom->silent = add_item(showroom, "oral_history", titles[1], "present", NULL);
    showroom->picture = add_item(showroom, "picture", titles[8], "past", NULL);
    showroom->still = add_item(showroom, "picture", titles[4], "future", NULL);
    given_consent(showroom->given, showroom->still, "kiosk,quotation,no-zoom");
    showroom->film = add_item(showroom, "film", titles[2], "present", NULL);
    showroom->poem = add_item(showroom, "text", titles[6], "future", poem);
    showroom->document = add_item(showroom, "document", titles[3], "past", poem);
    g_autofree char *missing = g_strnfill(64, 'a');
    add_asset(showroom, showroom->silent, "access", missing, SHOWROOM_RECORDING_MS);
    add_film(showroom, store);
    const int64_t pictured[] = {showroom->oral, showroom->picture, showroom->still, showroom->film,
                                showroom->document};
    for (size_t i = 0; i < G_N_ELEMENTS(pictured); i++) {
        bool is_picture = pictured[i] == showroom->picture || pictured[i] == showroom->still ||
                          pictured[i] == showroom->document;
        add_asset(showroom, pictured[i], "thumbnail", pictures[i % PICTURES], -1);
        add_asset(showroom, pictured[i], is_picture ? "screen" : "poster", pictures[i % PICTURES],
                  -1);
    }
    given_back(showroom->given, showroom->picture, pictures[2]);
    static const char *const kinds[] = {"oral_history", "picture", "film", "text"};
    for (size_t i = 0; i < MORE_ITEMS; i++) {
        int64_t item = add_item(showroom, kinds[i % 4], titles[i % G_N_ELEMENTS(titles)],
                                i % 3 == 0   ? "past"
                                : i % 3 == 1 ? "present"
                                             : "future",
                                i % 4 == 3 ? poem : NULL);
        if (i % 5 != 4)
            add_asset(showroom, item, "thumbnail", pictures[i % PICTURES], -1);
        if (i % 5 != 4 && i % 4 == 1)
            add_asset(showroom, item, "screen", pictures[i % PICTURES], -1);
        if (i % 2 == 0)
            add_asset(showroom, item, "access", sound, 60000 * (int64_t)(i + 2));
    }
}

static void add_people(struct showroom *showroom)
{
    g_autoptr(GError) error = NULL;
    struct db *db = showroom->given->db;
    g_autoptr(GArray) items =
        item_list(db, &(struct item_filter){0}, showroom->given->strings, &error);
    int64_t ids[G_N_ELEMENTS(people)];
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        struct person person = {.name = people[i],
                                .sort_name = people[i],
                                .about = "A sample person who has lived in Leeds for forty years.",
                                .is_name_withheld = i == 3};
        person_insert(db, &person, &error);
        ids[i] = person.id;
    }
    for (unsigned i = 0; i < items->len; i++) {
        int64_t item = g_array_index(items, struct item, i).id;
        /* Whose words name her: not the one whose name is withheld, for whom they would not. */
        bool has_speakers = item == showroom->oral || item == showroom->film;
        struct contributor contributor = {.item = item,
                                          .person = has_speakers ? ids[1] : ids[i % 4],
                                          .role = "narrator",
                                          .role_line = "Community organiser, Chapeltown"};
        person_link(db, &contributor, &error);
    }
    g_assert_no_error(error);
}

static void add_subjects(struct showroom *showroom)
{
    g_autoptr(GError) error = NULL;
    struct db *db = showroom->given->db;
    static const char *const themes[] = {"Care", "Faith", "Music", "Protest", "Home"};
    static const char *const places[] = {"Chapeltown", "Harehills", "Beeston"};
    g_autoptr(GArray) items =
        item_list(db, &(struct item_filter){0}, showroom->given->strings, &error);
    for (size_t i = 0; i < G_N_ELEMENTS(themes); i++) {
        struct theme theme = {.name = themes[i],
                              .about = "What people did for each other, told in their own words.",
                              .position = (int64_t)i};
        theme_insert(db, &theme, &error);
        showroom->theme = theme.id;
        for (unsigned k = 0; k < items->len; k++)
            if (k % G_N_ELEMENTS(themes) == i)
                theme_link(db, g_array_index(items, struct item, k).id, theme.id, &error);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        struct place place = PLACE_NEW;
        place.name = places[i];
        place_insert(db, &place, &error);
        showroom->place = place.id;
        for (unsigned k = 0; k < items->len; k++)
            if (k % G_N_ELEMENTS(places) == i)
                place_link(db, g_array_index(items, struct item, k).id, place.id, &error);
    }
    struct trail trail = {.title = "From kitchen to council",
                          .says = "How a talk became a service.",
                          .feeling = "Hopeful · mentions hospital at stop 1"};
    trail_insert(db, &trail, &error);
    const struct trail_stop stops[] = {{.item = showroom->oral, .position = 1},
                                       {.item = showroom->picture, .position = 2},
                                       {.item = showroom->film, .position = 3},
                                       {.item = showroom->poem, .position = 4}};
    trail_set_stops(db, trail.id, stops, G_N_ELEMENTS(stops), &error);
    showroom->trail = trail.id;
    g_assert_no_error(error);
}

void showroom_fill(struct showroom *showroom)
{
    g_autoptr(GError) error = NULL;
    struct given *given = showroom->given;
    struct archive_facts facts = {.title = "Remembering What’s Forgotten",
                                  .subtitle = "50 years of people in Leeds changing mental "
                                              "health care",
                                  .language = "en"};
    archive_write_facts(given->db, &facts, &error);
    g_assert_no_error(error);
    struct store *store = store_open(archive_store(given->archive), &error);
    g_assert_no_error(error);
    char *pictures[PICTURES];
    for (int i = 0; i < PICTURES; i++)
        pictures[i] = paint(store, given->folder, showroom->themes[0], i);
    g_autofree char *sound = put_bytes(store, "played by a fake", 16);
    g_autofree char *waveform = put_waveform(store, given->folder);
    add_oral(showroom, sound, waveform);
    add_others(showroom, store, sound, pictures);
    add_readings(showroom, sound, waveform, pictures);
    add_people(showroom);
    add_subjects(showroom);
    for (int i = 0; i < PICTURES; i++)
        g_free(pictures[i]);
    store_close(store);
}
