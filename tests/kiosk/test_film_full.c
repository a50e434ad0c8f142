/* A film in full screen: controls that leave and come back, Close that stays, a signer who hides
 * nothing, what is to be said said whole, and keys for all of it. */
#include "kiosk/canvas.h"
#include "kiosk/event.h"
#include "kiosk/screens.h"
#include "kiosk/stage.h"
#include "kiosk/words.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

#include <string.h>

static struct showroom *the_showroom;

static const struct {
    const char *name;
    int width_px, height_px;
} sizes[] = {{"L", 1920, 1080}, {"P", 1080, 1920}};

static struct showroom *visited(size_t size)
{
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    session_reset(the_showroom->session);
    showroom_hang(the_showroom, sizes[size].width_px, sizes[size].height_px);
    showroom_choose(the_showroom, THEME_EVENING, TEXT_STANDARD, "en");
    return the_showroom;
}

static struct exhibit enter(struct showroom *showroom, const char *touch)
{
    const struct showing showing = {"", intent_open("film", showroom->film, 0, NULL).route, touch};
    return showroom_enter(showroom, &showing);
}

static void live(struct exhibit *exhibit, int64_t ms)
{
    for (int64_t passed_ms = 0; passed_ms < ms; passed_ms += 100)
        exhibit_wait(exhibit, 100);
}

static void assert_controls(const struct exhibit *exhibit, bool are_there)
{
    static const char *const controls[] = {"play", "scrub", "back15", "fwd15"};
    for (size_t i = 0; i < G_N_ELEMENTS(controls); i++)
        g_assert_cmpint(exhibit_has(exhibit, controls[i], 0), ==, are_there);
    g_assert_true(exhibit_has(exhibit, "close", ACCESS_FOCUSABLE));
}

static bool are_same(struct box a, struct box b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static void controls_leave_and_close_stays(void)
{
    static const enum event_type touches[] = {EVENT_TAP, EVENT_PRESS, EVENT_DRAG_BEGIN,
                                              EVENT_PINCH_BEGIN, EVENT_FOCUS};
    for (size_t size = 0; size < G_N_ELEMENTS(sizes); size++) {
        struct exhibit exhibit = enter(visited(size), "play fullscreen");
        struct box close = exhibit_box(&exhibit, "close");
        assert_controls(&exhibit, true);
        for (size_t i = 0; i < G_N_ELEMENTS(touches); i++) {
            live(&exhibit, 4800);
            assert_controls(&exhibit, true);
            live(&exhibit, 500);
            assert_controls(&exhibit, false);
            g_assert_true(are_same(close, exhibit_box(&exhibit, "close")));
            exhibit_event(&exhibit, &(struct event){.type = touches[i], .at = {500, 500}});
            assert_controls(&exhibit, true);
        }
        exhibit_touch(&exhibit, "play"); /* nobody looks for a button while it stands still */
        live(&exhibit, 8000);
        assert_controls(&exhibit, true);
        exhibit_touch(&exhibit, "close");
        g_assert_true(exhibit_has(&exhibit, "fullscreen", 0));
        g_assert_true(exhibit_has(&exhibit, "nav.back", 0));
        exhibit_leave(&exhibit);
    }
}

/* The two pictures, and everything that can be touched, apart from each other. */
static void a_signer_beside_hides_nothing(void)
{
    static const char *const others[] = {"close", "play", "scrub", "back15", "fwd15"};
    for (size_t size = 0; size < G_N_ELEMENTS(sizes); size++) {
        struct exhibit exhibit = enter(visited(size), "bsl play fullscreen");
        struct box film = exhibit_box(&exhibit, "video"), signer = exhibit_box(&exhibit, "signer");
        g_assert_true(box_is_empty(box_intersect(film, signer)));
        for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
            struct box other = exhibit_box(&exhibit, others[i]);
            g_assert_true(box_is_empty(box_intersect(film, other)));
            g_assert_true(box_is_empty(box_intersect(signer, other)));
        }
        live(&exhibit, 6000);
        g_assert_true(are_same(film, exhibit_box(&exhibit, "video")));
        exhibit_leave(&exhibit);
    }
}

static void a_signer_over_the_film_keeps_clear_of_what_is_touched(void)
{
    static const char *const others[] = {"close", "play", "scrub", "bsl.place"};
    struct exhibit exhibit = enter(visited(0), "bsl play fullscreen bsl.place");
    struct box film = exhibit_box(&exhibit, "video"), signer = exhibit_box(&exhibit, "signer");
    g_assert_cmpfloat(film.w, ==, 1920);
    g_assert_cmpfloat(signer.w * signer.h, >=, film.w * film.h / 6);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_true(box_is_empty(box_intersect(signer, exhibit_box(&exhibit, others[i]))));
    exhibit_touch(&exhibit, "bsl.place");
    g_assert_true(box_is_empty(
        box_intersect(exhibit_box(&exhibit, "video"), exhibit_box(&exhibit, "signer"))));
    exhibit_leave(&exhibit);
}

static bool is_yellow(const struct exhibit *exhibit, int x, int y)
{
    struct color color;
    return canvas_pixel(exhibit->showroom->canvas, x, y, &color) && color.r > 200 &&
           color.g > 200 && color.b < 80;
}

/* The rows between which the caption's letters stand; false while none are there. */
static bool find_rows(const struct exhibit *exhibit, struct box film, int *first, int *last)
{
    *first = *last = -1;
    exhibit_draw(exhibit, NULL, NULL);
    for (int y = (int)film.y + 2; y < (int)(film.y + film.h) - 2; y++)
        for (int x = (int)film.x + 4; x < (int)(film.x + film.w) - 4; x += 3)
            if (is_yellow(exhibit, x, y)) {
                *first = *first < 0 ? y : *first;
                *last = y;
                break;
            }
    return *first >= 0;
}

/* How high the caption's letters stand, all of them in the picture's safe area. Letters come from
 * another thread where the words beside the film are laid out ahead: a frame may be without. */
static int rows_of_caption(const struct exhibit *exhibit, struct box film)
{
    int first, last;
    for (int i = 0; i < 50 && !find_rows(exhibit, film, &first, &last); i++)
        g_usleep(20000);
    g_assert_cmpint(first, >=, 0);
    g_assert_cmpfloat(first, >, film.y + film.h * 0.06);
    g_assert_cmpfloat(last, <, film.y + film.h * 0.94);
    return last - first;
}

/* The narrator's lines are yellow; the fake's pictures are grey. */
static void captions_stay_in_the_safe_area_of_the_picture(void)
{
    static const char *const ways[] = {"play", "play fullscreen", "bsl play fullscreen",
                                       "bsl play fullscreen bsl.place"};
    for (size_t size = 0; size < G_N_ELEMENTS(sizes); size++)
        for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
            if (size == 1 && strstr(ways[i], "place") != NULL)
                continue;
            struct showroom *showroom = visited(size);
            int before = 0;
            for (int text = 0; text < TEXT_SIZE_COUNT; text++) {
                showroom_choose(showroom, THEME_EVENING, (enum text_size)text, "en");
                struct exhibit exhibit = enter(showroom, ways[i]);
                live(&exhibit, 5000);
                int rows = rows_of_caption(&exhibit, exhibit_box(&exhibit, "video"));
                g_assert_cmpint(rows, >=, before * 8 / 10); /* ink: other words end the lines */
                before = rows;
                exhibit_leave(&exhibit);
            }
        }
}

/* The captions' box ends before the signer's mat begins, on whichever side the signer stands. */
static void captions_keep_clear_of_a_signer_over_the_film(void)
{
    static const char *const languages[] = {"en", "ur"};
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
        for (int text = 0; text < TEXT_SIZE_COUNT; text++) {
            struct showroom *showroom = visited(0);
            showroom_choose(showroom, THEME_EVENING, (enum text_size)text, languages[i]);
            struct exhibit exhibit = enter(showroom, "bsl play fullscreen bsl.place");
            live(&exhibit, 5000);
            exhibit_draw(&exhibit, NULL, NULL);
            struct box signer = box_inset(exhibit_box(&exhibit, "signer"), -30);
            int inside = 0, all = 0;
            for (int y = 100; y < 1070; y++)
                for (int x = 0; x < 1920; x += 2) {
                    bool is_ink = is_yellow(&exhibit, x, y);
                    all += is_ink;
                    inside += is_ink && box_contains(signer, (struct point){x, y});
                }
            g_assert_cmpint(all, >, 500);
            g_assert_cmpint(inside, ==, 0);
            exhibit_leave(&exhibit);
        }
}

static void keep_picture(const struct exhibit *exhibit, const char *name)
{
    g_autoptr(GError) error = NULL;
    if (g_getenv("RWF_TEST_PICTURES") == NULL)
        return;
    g_autofree char *file = g_strdup_printf("%s/%s.png", g_getenv("RWF_TEST_PICTURES"), name);
    exhibit_draw(exhibit, NULL, NULL);
    canvas_save_png(exhibit->showroom->canvas, file, &error);
    g_assert_no_error(error);
}

/* In the bar, under the panel or over the picture: wherever it has room. */
static void assert_told_whole(const struct exhibit *exhibit)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const char *sentence = words(exhibit->showroom->env.words, "film.sound_over");
    bool is_told = false;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (node->role != ACCESS_STATUS || g_strcmp0(node->name, sentence) != 0)
            continue;
        is_told = true;
        g_assert_cmpint(node->states & ACCESS_CUT, ==, 0);
        g_assert_false(box_is_empty(node->words));
    }
    g_assert_true(is_told);
    access_tree_destroy(tree);
}

/* Whole, inside its own ground, clear of Close and not under the signer, in every language. */
static void what_is_to_be_said_is_said_whole(void)
{
    static const char *const languages[] = {"en", "ur", "pa", "bn", "pl", "ar"};
    for (size_t size = 0; size < G_N_ELEMENTS(sizes); size++)
        for (int text = 0; text < TEXT_SIZE_COUNT; text++)
            for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
                struct showroom *showroom = visited(size);
                showroom_choose(showroom, (enum theme_name)text, (enum text_size)text,
                                languages[i]);
                struct exhibit exhibit = enter(showroom, "bsl");
                engine_fake_describe(showroom->engine,
                                     &(struct engine_fake_source){.length_ms = SHOWROOM_FILM_MS,
                                                                  .width_px = 640,
                                                                  .height_px = 360,
                                                                  .sound_over_at_ms = 1000});
                exhibit.class->hide(exhibit.self);
                exhibit.class->show(exhibit.self, showroom->now_ms);
                exhibit_touch(&exhibit, "play");
                live(&exhibit, 2000);
                assert_told_whole(&exhibit);
                g_autofree char *beside =
                    g_strdup_printf("film-told-%s-%d-%s", sizes[size].name, text, languages[i]);
                keep_picture(&exhibit, beside);
                exhibit_touch(&exhibit, "fullscreen");
                live(&exhibit, 200);
                struct access_tree *tree = exhibit_tree(&exhibit);
                const struct access_node *notice = access_tree_find(tree, "notice");
                g_assert_nonnull(notice);
                g_assert_cmpint(notice->states & ACCESS_CUT, ==, 0);
                struct box words = notice->words, box = notice->box;
                g_assert_cmpfloat(words.y, >=, box.y);
                g_assert_cmpfloat(words.y + words.h, <=, box.y + box.h);
                double above = words.y - box.y, below = box.y + box.h - words.y - words.h;
                g_assert_cmpfloat(ABS(above - below), <, 0.35 * box.h);
                g_assert_true(
                    box_is_empty(box_intersect(box, access_tree_find(tree, "close")->box)));
                access_tree_destroy(tree);
                g_autofree char *name = g_strdup_printf("film-full-told-%s-%d-%s", sizes[size].name,
                                                        text, languages[i]);
                keep_picture(&exhibit, name);
                exhibit_leave(&exhibit);
            }
}

/*
 * By keys alone.
 */
struct keyboard {
    struct showroom *showroom;
    struct stage *stage;
};

static void pass(struct keyboard *keyboard, int64_t ms)
{
    struct showroom *showroom = keyboard->showroom;
    for (int64_t passed_ms = 0; passed_ms < ms; passed_ms += 50) {
        showroom->now_ms += 50;
        engine_fake_advance(showroom->engine, 50);
        for (int i = 0; i < BESIDE_COUNT; i++)
            engine_fake_advance(showroom->beside[i], 50);
        stage_tick(keyboard->stage, showroom->now_ms);
    }
}

static void key(struct keyboard *keyboard, enum action action)
{
    stage_action(keyboard->stage, action, keyboard->showroom->now_ms);
    pass(keyboard, 400);
}

static const struct access_node *focused(struct keyboard *keyboard)
{
    const struct access_tree *tree = stage_tree(keyboard->stage);
    for (size_t i = 0; i < access_tree_count(tree); i++)
        if ((access_tree_node(tree, i)->states & ACCESS_FOCUSED) != 0)
            return access_tree_node(tree, i);
    return NULL;
}

static bool is_there(struct keyboard *keyboard, const char *id, unsigned states)
{
    const struct access_node *node = access_tree_find(stage_tree(keyboard->stage), id);
    return node != NULL && (node->states & states) == states;
}

/* Goes round with Tab until it stands on this, and chooses it. */
static void choose(struct keyboard *keyboard, const char *id)
{
    size_t steps = access_tree_count(stage_tree(keyboard->stage)) + 4;
    for (size_t i = 0; i < steps; i++) {
        const struct access_node *node = focused(keyboard);
        if (node != NULL && g_str_equal(node->id, id)) {
            key(keyboard, ACTION_SELECT);
            return;
        }
        key(keyboard, ACTION_NEXT);
    }
    g_error("the focus never came to %s", id);
}

/* Every target of the screen as it is now, once round and back to where it began. */
static void go_round(struct keyboard *keyboard)
{
    g_autoptr(GHashTable) met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    key(keyboard, ACTION_NEXT);
    key(keyboard, ACTION_NEXT);
    while (g_hash_table_add(met, g_strdup(focused(keyboard)->id)))
        key(keyboard, ACTION_NEXT);
    const struct access_tree *tree = stage_tree(keyboard->stage);
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (access_node_is_focusable(node))
            g_assert_true(g_hash_table_contains(met, node->id));
    }
}

static struct player_status status_of(struct keyboard *keyboard)
{
    struct player_status status;
    player_poll(keyboard->showroom->player, &status);
    return status;
}

static void keys_are_enough(void)
{
    struct showroom *showroom = visited(0);
    struct exhibit first = enter(showroom, NULL); /* so that engines are described as a film's */
    exhibit_leave(&first);
    struct keyboard keyboard = {.showroom = showroom};
    const struct stage_config config = {
        .classes = screens, .env = &showroom->env, .session = showroom->session};
    keyboard.stage = stage_create(&config, showroom->now_ms);
    struct intent intent = intent_open("film", showroom->film, 0, NULL);
    stage_do(keyboard.stage, &intent, showroom->now_ms);
    pass(&keyboard, 1000);
    g_assert_cmpstr(stage_screen(keyboard.stage), ==, "film");
    go_round(&keyboard);
    choose(&keyboard, "play");
    g_assert_true(status_of(&keyboard).wants_to_play);
    choose(&keyboard, "bsl");
    g_assert_true(is_there(&keyboard, "signer", 0));
    choose(&keyboard, "audio.desc");
    g_assert_true(is_there(&keyboard, "audio.desc", ACCESS_SELECTED));
    choose(&keyboard, "subtitles");
    choose(&keyboard, "tab.chapters");
    choose(&keyboard, "chapter2");
    g_assert_cmpint(status_of(&keyboard).time_ms, >=, 30000);
    choose(&keyboard, "fullscreen");
    go_round(&keyboard);
    pass(&keyboard, 6000);
    g_assert_false(is_there(&keyboard, "play", 0));
    key(&keyboard, ACTION_NEXT);
    g_assert_true(is_there(&keyboard, "play", 0));
    choose(&keyboard, "bsl.place");
    key(&keyboard, ACTION_PLAY_PAUSE);
    g_assert_false(status_of(&keyboard).wants_to_play);
    key(&keyboard, ACTION_BACK); /* out of full screen first … */
    g_assert_cmpstr(stage_screen(keyboard.stage), ==, "film");
    g_assert_true(is_there(&keyboard, "fullscreen", 0));
    key(&keyboard, ACTION_BACK); /* … then away */
    g_assert_cmpstr(stage_screen(keyboard.stage), !=, "film");
    stage_destroy(keyboard.stage);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func(
        "/film full/controls leave after five seconds, any touch brings them, Close stays",
        controls_leave_and_close_stays);
    g_test_add_func("/film full/a signer beside the film hides nothing",
                    a_signer_beside_hides_nothing);
    g_test_add_func("/film full/a signer over the film keeps clear of what is touched",
                    a_signer_over_the_film_keeps_clear_of_what_is_touched);
    g_test_add_func("/film full/captions stay in the safe area of the picture",
                    captions_stay_in_the_safe_area_of_the_picture);
    g_test_add_func("/film full/captions keep clear of a signer over the film",
                    captions_keep_clear_of_a_signer_over_the_film);
    g_test_add_func("/film full/what is to be said is said whole",
                    what_is_to_be_said_is_said_whole);
    g_test_add_func("/film full/keys are enough for everything", keys_are_enough);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
