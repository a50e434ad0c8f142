#include "tests/support/showroom.h"

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
#include "tests/support/showroom_fill.h"

#include <string.h>

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
    return ((struct showroom *)data)->player;
}

static struct player *get_silent(void *data, int number)
{
    return ((struct showroom *)data)->quiet[number];
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
    engine_fake_describe(showroom->engine,
                         &(struct engine_fake_source){.length_ms = SHOWROOM_RECORDING_MS});
    showroom->player = player_create(showroom->engine);
    for (int i = 0; i < BESIDE_COUNT; i++) {
        showroom->beside[i] = engine_fake_create(NULL, NULL);
        showroom->quiet[i] = player_create(showroom->beside[i]);
    }
    showroom->env =
        (struct screen_env){.exhibition = exhibition_open_archive(showroom->given->home, &error),
                            .session = showroom->session,
                            .viewport = &showroom->viewport,
                            .support = showroom->support,
                            .keyboards = showroom->keyboards,
                            .get_player = get_player,
                            .get_silent = get_silent,
                            .player_data = showroom};
    g_assert_no_error(error);
}

struct showroom *showroom_create(void)
{
    struct showroom *showroom = g_new0(struct showroom, 1);
    showroom->given = given_archive();
    showroom->now_ms = 1000;
    load_themes(showroom);
    showroom_fill(showroom);
    make_env(showroom);
    showroom_hang(showroom, 1920, 1080);
    return showroom;
}

static struct showroom *only;

struct showroom *showroom_visited(void)
{
    if (only == NULL)
        only = showroom_create();
    session_reset(only->session);
    showroom_hang(only, 1920, 1080);
    return only;
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
    for (int i = 0; i < BESIDE_COUNT; i++)
        player_destroy(showroom->quiet[i]);
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
    static struct showing showings[60];
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
        {"search-nearest", route_to("search", 0, 0, NULL),
         "key.b key.u key.i key.l key.d key.n key.i key.g go"},
        {"search-help", route_to("search", 0, 0, NULL), "key.s key.u key.i key.c key.i key.d go"},
        {"search-shift", route_to("search", 0, 0, NULL), "shift"},
        {"search-more", route_to("search", 0, 0, NULL), "accent"},
        {"search-digits", route_to("search", 0, 0, NULL), "123"},
        {"oral", route_to("oral", showroom->oral, 0, NULL), "play"},
        {"oral-chapters", route_to("oral", showroom->oral, 0, NULL), "tab.chapters"},
        {"oral-quotes", route_to("oral", showroom->oral, 0, NULL), "tab.quotes"},
        {"oral-note", route_to("oral", showroom->oral, 0, NULL), "content.note"},
        {"oral-about", route_to("oral", showroom->oral, 0, NULL), "about.person"},
        {"oral-one", route_to("oral", showroom->oral, 0, NULL), "language"},
        {"oral-find", route_to("oral", showroom->oral, 0, NULL), "find.in key.t key.e"},
        {"oral-found", route_to("oral", showroom->oral, 0, NULL), "find.in key.t key.e key.a go"},
        {"oral-away", route_to("oral", showroom->oral, 0, NULL), "play page.down"},
        {"oral-volume", route_to("oral", showroom->oral, 0, NULL), "volume"},
        {"oral-silent", route_to("oral", showroom->silent, 0, NULL), NULL},
        {"picture", route_to("picture", showroom->picture, 0, NULL), NULL},
        {"picture-closer", route_to("picture", showroom->picture, 0, NULL), "zoom.in"},
        {"picture-described", route_to("picture", showroom->picture, 0, NULL), "describe"},
        {"picture-whole", route_to("picture", showroom->still, 0, NULL), NULL},
        {"film", route_to("film", showroom->film, 0, NULL), "play"},
        {"film-about", route_to("film", showroom->film, 0, NULL), "about.person"},
        {"film-signed", route_to("film", showroom->film, 0, NULL), "bsl"},
        {"film-described", route_to("film", showroom->film, 0, NULL), "audio.desc bsl play"},
        {"film-chapters", route_to("film", showroom->film, 0, NULL), "tab.chapters"},
        {"film-full", route_to("film", showroom->film, 0, NULL), "fullscreen play"},
        {"film-full-signed", route_to("film", showroom->film, 0, NULL), "bsl play fullscreen"},
        {"film-full-over", route_to("film", showroom->film, 0, NULL),
         "bsl play fullscreen bsl.place"},
        {"film-volume", route_to("film", showroom->film, 0, NULL), "volume"},
        {"poem", route_to("text", showroom->poem, 0, NULL), NULL},
        {"poem-read", route_to("text", showroom->spoken, 0, NULL), "play"},
        {"pages", route_to("text", showroom->pages, 0, NULL), "page.after"},
        {"document", route_to("text", showroom->document, 0, NULL), "about.person"},
        {"note", route_to("note", showroom->oral, 0, NULL), NULL},
        {"note-summary", route_to("note", showroom->oral, 0, NULL), "note.summary"},
        {"break", route_to("break", 0, 0, NULL), NULL},
        {"access", route_to("access", 0, 0, NULL), NULL},
        {"idle", route_to("idle", 0, 0, NULL), NULL},
        {"trouble", route_to("trouble", 0, 0, NULL), NULL},
        {NULL, route_to("home", 0, 0, NULL), NULL}};
    G_STATIC_ASSERT(G_N_ELEMENTS(all) <= G_N_ELEMENTS(showings));
    const char *only_names = g_getenv("RWF_TEST_SCREEN");
    g_auto(GStrv) names = only_names != NULL ? g_strsplit(only_names, " ", -1) : NULL;
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (names == NULL || all[i].name == NULL ||
            g_strv_contains((const char *const *)names, all[i].name))
            showings[count++] = all[i];
    return showings;
}

struct exhibit showroom_enter(struct showroom *showroom, const struct showing *showing)
{
    g_autoptr(GError) error = NULL;
    bool is_film = g_str_has_prefix(showing->route.screen, "film");
    struct engine_fake_source source = {.length_ms = SHOWROOM_RECORDING_MS};
    if (is_film)
        source = (struct engine_fake_source){
            .length_ms = SHOWROOM_FILM_MS, .width_px = 640, .height_px = 360};
    engine_fake_describe(showroom->engine, &source);
    engine_fake_describe(showroom->beside[BESIDE_FILM], &source);
    source.width_px = 260;
    source.height_px = 340;
    engine_fake_describe(showroom->beside[BESIDE_SIGNER], &source);
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
    g_auto(GStrv) touches = g_strsplit(showing->touch != NULL ? showing->touch : "", " ", -1);
    for (char **touch = touches; *touch != NULL; touch++) {
        exhibit_touch(&exhibit, *touch);
        exhibit_wait(&exhibit, 20);
    }
    return exhibit;
}

struct exhibit showroom_open(struct showroom *showroom, const char *screen, int64_t item)
{
    const struct showing showing = {"", route_to(screen, item, 0, NULL), NULL};
    return showroom_enter(showroom, &showing);
}

struct player_status showroom_heard(struct showroom *showroom)
{
    struct player_status status;
    player_poll(showroom->player, &status);
    return status;
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
    for (int i = 0; i < BESIDE_COUNT; i++)
        engine_fake_advance(exhibit->showroom->beside[i], ms);
    if (exhibit->class->tick != NULL)
        exhibit->class->tick(exhibit->self, exhibit->showroom->now_ms, &intent);
    return intent;
}

void exhibit_live(struct exhibit *exhibit, int64_t ms)
{
    for (int64_t done = 0; done < ms; done += 20)
        exhibit_wait(exhibit, 20);
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

bool exhibit_has(const struct exhibit *exhibit, const char *id, unsigned states)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    bool is_there = node != NULL && (node->states & states) == states;
    access_tree_destroy(tree);
    return is_there;
}

bool exhibit_says(const struct exhibit *exhibit, const char *part)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    bool is_there = tree_named(tree, part) != NULL;
    access_tree_destroy(tree);
    return is_there;
}

struct box exhibit_box(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    g_assert_nonnull(node);
    struct box box = node->box;
    access_tree_destroy(tree);
    return box;
}

struct access_tree *exhibit_tree(const struct exhibit *exhibit)
{
    struct access_tree *tree = access_tree_create();
    exhibit->class->describe(exhibit->self, tree);
    return tree;
}

const struct access_node *tree_named(struct access_tree *tree, const char *part)
{
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (node->name != NULL && strstr(node->name, part) != NULL)
            return node;
    }
    return NULL;
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
