#include "tests/support/showroom.h"

#include "catalogue/asset.h"
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "catalogue/index_point.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/quotation.h"
#include "catalogue/theme.h"
#include "catalogue/trail.h"
#include "kiosk/canvas.h"
#include "kiosk/exhibition.h"
#include "kiosk/keyboard.h"
#include "kiosk/picture.h"
#include "kiosk/screens.h"
#include "kiosk/support.h"
#include "kiosk/text.h"
#include "kiosk/words.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "media/store.h"
#include "media/waveform.h"

#include <math.h>
#include <string.h>

enum { RECORDING_MS = 754000, FILM_MS = 95000, MORE_ITEMS = 18, PICTURES = 6 };

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
    size_t count = RECORDING_MS / 1000 * WAVEFORM_PEAKS_PER_SECOND;
    struct waveform_peak *peaks = g_new0(struct waveform_peak, count);
    for (size_t i = 0; i < count; i++) {
        double loud = fabs(sin((double)i / 37)) * (0.4 + 0.6 * fabs(sin((double)i / 1211)));
        peaks[i] = (struct waveform_peak){(int8_t)(-100 * loud), (int8_t)(100 * loud)};
    }
    struct waveform waveform = {.peaks_per_second = WAVEFORM_PEAKS_PER_SECOND,
                                .duration_ms = RECORDING_MS,
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
    asset.media_type = "application/octet-stream";
    asset.size_bytes = 1;
    asset.width_px = 1600;
    asset.height_px = 900;
    asset.duration_ms = duration_ms;
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
    cue_replace(showroom->given->db, item, 0, purpose, language, cues, count, RECORDING_MS, &error);
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
    add_asset(showroom, item, "access", sound, RECORDING_MS);
    add_asset(showroom, item, "waveform", waveform, -1);
    add_words(showroom, item, "transcript", "en", english, 4, 60, 12000);
    add_words(showroom, item, "transcript", "ur", urdu, 4, 60, 12000);
    struct index_point points[] = {
        {.at_ms = 0, .title = "The first meeting", .synopsis = "A front room in 1981."},
        {.at_ms = 240000, .title = "Being detained", .synopsis = "What happened that night."},
        {.at_ms = 520000, .title = "What came of it", .synopsis = "A centre, and friends."}};
    index_point_replace(db, item, points, G_N_ELEMENTS(points), &error);
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

static void add_others(struct showroom *showroom, const char *sound, char *const *pictures)
{
    showroom->silent = add_item(showroom, "oral_history", titles[1], "present", NULL);
    showroom->picture = add_item(showroom, "picture", titles[8], "past", NULL);
    showroom->still = add_item(showroom, "picture", titles[4], "future", NULL);
    showroom->film = add_item(showroom, "film", titles[2], "present", NULL);
    showroom->poem = add_item(showroom, "text", titles[6], "future", poem);
    showroom->document = add_item(showroom, "document", titles[3], "past", poem);
    g_autofree char *missing = g_strnfill(64, 'a');
    add_asset(showroom, showroom->silent, "access", missing, RECORDING_MS);
    add_asset(showroom, showroom->film, "access", sound, FILM_MS);
    add_asset(showroom, showroom->film, "signing", sound, FILM_MS);
    add_words(showroom, showroom->film, "captions", "en", english, 4, 20, 4000);
    add_words(showroom, showroom->film, "captions", "ur", urdu, 4, 20, 4000);
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
    g_autoptr(GError) error = NULL;
    struct quotation quotation = {
        .item = showroom->film, .text = "We asked each other.", .language = "en", .at_ms = 8000};
    quotation_insert(showroom->given->db, &quotation, &error);
    g_assert_no_error(error);
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
        struct contributor contributor = {.item = item,
                                          .person = item == showroom->oral ? ids[1] : ids[i % 4],
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

static void fill_archive(struct showroom *showroom)
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
    add_others(showroom, sound, pictures);
    add_people(showroom);
    add_subjects(showroom);
    for (int i = 0; i < PICTURES; i++)
        g_free(pictures[i]);
    store_close(store);
}

static char *source_folder(const char *name)
{
    const char *source = g_getenv("RWF_SOURCE");
    return g_build_filename(source != NULL ? source : ".", "kiosk", name, NULL);
}

static void load_themes(struct showroom *showroom)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = source_folder("themes");
    for (int i = 0; i < THEME_COUNT; i++) {
        showroom->themes[i] = theme_load(folder, (enum theme_name)i, &error);
        g_assert_no_error(error);
    }
}

static struct player *get_player(void *data)
{
    struct showroom *showroom = data;
    return showroom->player;
}

static void make_env(struct showroom *showroom)
{
    g_autoptr(GError) error = NULL;
    struct session_choices choices = {.language = "en", .has_captions = true, .volume = 5};
    g_autofree char *words_folder = source_folder("words");
    g_autofree char *support_file = source_folder("support/lines.ini");
    showroom->session = session_create(&choices);
    showroom->words = words_load(words_folder, NULL, &error);
    g_assert_no_error(error);
    showroom->support = support_load(support_file, &error);
    g_assert_no_error(error);
    g_auto(GStrv) complaints = NULL;
    g_autofree char *keyboards_folder = source_folder("keyboards");
    showroom->keyboards = keyboards_load(keyboards_folder, &complaints);
    g_assert_cmpuint(g_strv_length(complaints), ==, 0);
    showroom->engine = engine_fake_create(NULL, NULL);
    engine_fake_describe(showroom->engine, &(struct engine_fake_source){.length_ms = RECORDING_MS});
    showroom->player = player_create(showroom->engine);
    showroom->env =
        (struct screen_env){.exhibition = exhibition_open_archive(showroom->given->home, &error),
                            .session = showroom->session,
                            .viewport = &showroom->viewport,
                            .support = showroom->support,
                            .keyboards = showroom->keyboards,
                            .get_player = get_player,
                            .player_data = showroom};
    g_assert_no_error(error);
}

struct showroom *showroom_create(void)
{
    struct showroom *showroom = g_new0(struct showroom, 1);
    showroom->given = given_archive();
    showroom->now_ms = 1000;
    load_themes(showroom);
    fill_archive(showroom);
    make_env(showroom);
    showroom_hang(showroom, 1920, 1080);
    return showroom;
}

static void take_down(struct showroom *showroom)
{
    if (showroom->canvas == NULL)
        return;
    pictures_destroy(showroom->env.pictures);
    text_destroy(showroom->env.text);
    canvas_destroy(showroom->canvas);
}

void showroom_end(struct showroom *showroom)
{
    if (showroom == NULL)
        return;
    take_down(showroom);
    player_destroy(showroom->player);
    exhibition_close(showroom->env.exhibition);
    session_destroy(showroom->session);
    words_destroy(showroom->chosen);
    words_destroy(showroom->words);
    for (int i = 0; i < THEME_COUNT; i++)
        theme_destroy(showroom->themes[i]);
    support_free(showroom->support);
    keyboards_free(showroom->keyboards);
    given_end(showroom->given);
    g_free(showroom);
}

void showroom_hang(struct showroom *showroom, int width_px, int height_px)
{
    g_autoptr(GError) error = NULL;
    take_down(showroom);
    showroom->canvas = canvas_create_offscreen(width_px, height_px, false, &error);
    g_assert_no_error(error);
    showroom->viewport = *canvas_viewport(showroom->canvas);
    showroom->env.text = text_create(showroom->canvas, showroom->themes[0], NULL, &error);
    g_assert_no_error(error);
    showroom->env.pictures = pictures_create(showroom->canvas, 0, NULL, NULL);
    showroom_choose(showroom, showroom->session->now.theme, showroom->session->now.text_size,
                    showroom->session->now.language);
}

void showroom_choose(struct showroom *showroom, enum theme_name theme, enum text_size size,
                     const char *language)
{
    g_autofree char *chosen = g_strdup(language);
    session_set(showroom->session, SETTING_THEME, (int)theme, NULL);
    session_set(showroom->session, SETTING_TEXT_SIZE, (int)size, NULL);
    session_set(showroom->session, SETTING_LANGUAGE, 0, chosen);
    words_destroy(showroom->chosen);
    showroom->chosen = words_in(showroom->words, chosen);
    showroom->env.words = showroom->chosen;
    showroom->env.theme = showroom->themes[theme];
    text_set_theme(showroom->env.text, showroom->env.theme);
    text_set_settings(showroom->env.text, &(struct text_settings){.size = size});
}

static struct route route_to(const char *screen, int64_t item, int64_t subject, const char *filter)
{
    return intent_open(screen, item, subject, filter).route;
}

const struct showing *showroom_showings(struct showroom *showroom)
{
    static struct showing showings[40];
    const struct showing all[] = {
        {"attract", route_to("attract", 0, 0, NULL), NULL},
        {"home", route_to("home", 0, 0, NULL), NULL},
        {"browse", route_to("browse", 0, 0, "all"), NULL},
        {"browse-past", route_to("browse", 0, 0, "past"), NULL},
        {"browse-voices", route_to("browse", 0, 0, "voices"), NULL},
        {"browse-theme", route_to("browse", 0, showroom->theme, "theme"), NULL},
        {"browse-trail", route_to("browse", 0, showroom->trail, "trail"), NULL},
        {"browse-gentle", route_to("browse", 0, 0, "gentle"), NULL},
        {"browse-empty", route_to("browse", 0, 0, "future"), "chip6"},
        {"themes", route_to("subjects", 0, 0, "theme"), NULL},
        {"places", route_to("subjects", 0, 0, "place"), NULL},
        {"trails", route_to("subjects", 0, 0, "trail"), NULL},
        {"search", route_to("search", 0, 0, NULL), NULL},
        {"search-found", route_to("search", 0, 0, NULL), "suggest1"},
        {"search-shift", route_to("search", 0, 0, NULL), "shift"},
        {"search-more", route_to("search", 0, 0, NULL), "accent"},
        {"search-digits", route_to("search", 0, 0, NULL), "123"},
        {"oral", route_to("oral", showroom->oral, 0, NULL), "play"},
        {"oral-chapters", route_to("oral", showroom->oral, 0, NULL), "tab.chapters"},
        {"oral-quotes", route_to("oral", showroom->oral, 0, NULL), "tab.quotes"},
        {"oral-note", route_to("oral", showroom->oral, 0, NULL), "content.note"},
        {"oral-about", route_to("oral", showroom->oral, 0, NULL), "about.person"},
        {"oral-volume", route_to("oral", showroom->oral, 0, NULL), "volume"},
        {"oral-silent", route_to("oral", showroom->silent, 0, NULL), NULL},
        {"picture", route_to("picture", showroom->picture, 0, NULL), NULL},
        {"picture-closer", route_to("picture", showroom->picture, 0, NULL), "zoom.in"},
        {"picture-described", route_to("picture", showroom->picture, 0, NULL), "describe"},
        {"film", route_to("film", showroom->film, 0, NULL), "play"},
        {"film-about", route_to("film", showroom->film, 0, NULL), "about.person"},
        {"film-full", route_to("film", showroom->film, 0, NULL), "fullscreen"},
        {"film-volume", route_to("film", showroom->film, 0, NULL), "volume"},
        {"poem", route_to("text", showroom->poem, 0, NULL), NULL},
        {"document", route_to("text", showroom->document, 0, NULL), "about.person"},
        {"note", route_to("note", showroom->oral, 0, NULL), NULL},
        {"note-summary", route_to("note", showroom->oral, 0, NULL), "note.summary"},
        {"break", route_to("break", 0, 0, NULL), NULL},
        {"access", route_to("access", 0, 0, NULL), NULL},
        {"idle", route_to("idle", 0, 0, NULL), NULL},
        {"trouble", route_to("trouble", 0, 0, NULL), NULL},
        {NULL, route_to("home", 0, 0, NULL), NULL}};
    G_STATIC_ASSERT(G_N_ELEMENTS(all) <= G_N_ELEMENTS(showings));
    memcpy(showings, all, sizeof all);
    return showings;
}

struct exhibit showroom_enter(struct showroom *showroom, const struct showing *showing)
{
    g_autoptr(GError) error = NULL;
    bool is_film = g_str_has_prefix(showing->route.screen, "film");
    engine_fake_describe(showroom->engine,
                         &(struct engine_fake_source){.length_ms = is_film ? FILM_MS : RECORDING_MS,
                                                      .width_px = is_film ? 640 : 0,
                                                      .height_px = is_film ? 360 : 0});
    struct exhibit exhibit = {.showroom = showroom,
                              .class = screen_class_find(screens, showing->route.screen)};
    g_assert_nonnull(exhibit.class);
    exhibit.self = exhibit.class->enter(&showroom->env, &showing->route, &error);
    g_assert_no_error(error);
    g_assert_nonnull(exhibit.self);
    if (exhibit.class->layout != NULL)
        exhibit.class->layout(exhibit.self);
    if (exhibit.class->show != NULL)
        exhibit.class->show(exhibit.self, showroom->now_ms);
    exhibit_wait(&exhibit, 20);
    if (showing->touch != NULL)
        exhibit_touch(&exhibit, showing->touch);
    exhibit_wait(&exhibit, 20);
    return exhibit;
}

void exhibit_leave(struct exhibit *exhibit)
{
    if (exhibit->class->hide != NULL)
        exhibit->class->hide(exhibit->self);
    exhibit->class->leave(exhibit->self);
    exhibit->self = NULL;
}

struct intent exhibit_wait(struct exhibit *exhibit, int64_t ms)
{
    struct intent intent = intent_none();
    exhibit->showroom->now_ms += ms;
    engine_fake_advance(exhibit->showroom->engine, ms);
    if (exhibit->class->tick != NULL)
        exhibit->class->tick(exhibit->self, exhibit->showroom->now_ms, &intent);
    return intent;
}

struct intent exhibit_event(struct exhibit *exhibit, const struct event *event)
{
    struct event now = *event;
    now.now_ms = exhibit->showroom->now_ms;
    return exhibit->class->event(exhibit->self, &now);
}

struct intent exhibit_touch(struct exhibit *exhibit, const char *node)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *found = access_tree_find(tree, node);
    struct event event = {.type = EVENT_ACTIVATE, .node = node};
    if (found != NULL)
        event.at = box_center(found->box);
    struct intent intent = exhibit_event(exhibit, &event);
    access_tree_destroy(tree);
    return intent;
}

struct access_tree *exhibit_tree(const struct exhibit *exhibit)
{
    struct access_tree *tree = access_tree_create();
    exhibit->class->describe(exhibit->self, tree);
    return tree;
}

void exhibit_draw(const struct exhibit *exhibit, const char *focus, const char *pressed)
{
    struct showroom *showroom = exhibit->showroom;
    pictures_tick(showroom->env.pictures, showroom->now_ms);
    canvas_begin(showroom->canvas, theme_color(showroom->env.theme, COLOR_BG0));
    exhibit->class->draw(
        exhibit->self, showroom->canvas,
        &(struct draw_state){.focus = focus, .pressed = pressed, .now_ms = showroom->now_ms});
    canvas_present(showroom->canvas, NULL);
}
