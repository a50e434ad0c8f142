#include "kiosk/canvas.h"
#include "kiosk/picture.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"
#include "tests/support/showroom.h"

#include <math.h>
#include <string.h>

static const struct {
    int width_px, height_px;
} sizes[] = {{1920, 1080}, {1080, 1920}};
static const char *const languages[] = {"en", "ur"};

/* What is wrong with a target, or NULL (DESIGN 12.1). */
static const char *fault_of(const struct access_node *node, const struct viewport *viewport)
{
    if (node->name == NULL || node->name[0] == '\0')
        return "has no name";
    if (node->box.w < 71.9 || node->box.h < 71.9)
        return "is smaller than 72 px";
    if (node->box.x < 15.9 || node->box.y < 15.9 ||
        node->box.x + node->box.w > viewport->width - 15.9 ||
        node->box.y + node->box.h > viewport->height - 15.9)
        return "is nearer than 16 px to an edge";
    return NULL;
}

static bool is_there(const struct access_node *node)
{
    return node->is_target && (node->states & (ACCESS_OFFSCREEN | ACCESS_HIDDEN)) == 0;
}

static double gap_between(struct box a, struct box b)
{
    double dx = MAX(MAX(a.x - (b.x + b.w), b.x - (a.x + a.w)), -1);
    double dy = MAX(MAX(a.y - (b.y + b.h), b.y - (a.y + a.h)), -1);
    return MAX(dx, dy);
}

/* One of two page buttons is off at an end; with both off there is nothing to page through. */
static int check_pages(const struct access_tree *tree, const char *where)
{
    const struct access_node *up = access_tree_find(tree, "page.up");
    const struct access_node *down = access_tree_find(tree, "page.down");
    if (up == NULL || down == NULL || (up->states & down->states & ACCESS_DISABLED) == 0)
        return 0;
    g_test_message("%s: the page buttons do nothing", where);
    return 1;
}

/* Complains of every node that breaks a rule; the number of them. */
static int check_tree(const struct exhibit *exhibit, const char *where)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct viewport *viewport = exhibit->showroom->env.viewport;
    int faults = 0, targets = 0;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (!is_there(node))
            continue;
        targets++;
        const char *fault = fault_of(node, viewport);
        if (fault != NULL) {
            g_test_message("%s: %s %s (%g,%g %gx%g)", where, node->id, fault, node->box.x,
                           node->box.y, node->box.w, node->box.h);
            faults++;
        }
        for (size_t k = 0; k < i; k++) {
            const struct access_node *other = access_tree_node(tree, k);
            if (!is_there(other) || gap_between(node->box, other->box) >= 10.9)
                continue;
            g_test_message("%s: %s and %s are nearer than 11 px", where, other->id, node->id);
            faults++;
        }
    }
    if (targets == 0) {
        g_test_message("%s: there is nothing to touch", where);
        faults++;
    }
    faults += check_pages(tree, where);
    access_tree_destroy(tree);
    return faults;
}

/* Does something to every showing in both orientations and all sizes: in every theme and in two
 * languages, or in one of each, so that all come up. */
static int everywhere(struct showroom *showroom, bool in_all,
                      int (*visit)(struct exhibit *exhibit, const char *where))
{
    int faults = 0;
    for (size_t size = 0; size < G_N_ELEMENTS(sizes); size++) {
        showroom_hang(showroom, sizes[size].width_px, sizes[size].height_px);
        for (int theme = 0; theme < THEME_COUNT; theme++)
            for (int text = 0; text < TEXT_SIZE_COUNT; text++)
                for (size_t language = 0; language < G_N_ELEMENTS(languages); language++) {
                    bool is_chosen = theme == (text + 2 * (int)size) % THEME_COUNT &&
                                     language == (size_t)(text + (int)size) % 2;
                    if (!in_all && !is_chosen)
                        continue;
                    showroom_choose(showroom, (enum theme_name)theme, (enum text_size)text,
                                    languages[language]);
                    for (const struct showing *showing = showroom_showings(showroom);
                         showing->name != NULL; showing++) {
                        g_autofree char *where = g_strdup_printf(
                            "%s-%s-%s-%d-%s", showing->name, size == 0 ? "L" : "P",
                            theme_name_text((enum theme_name)theme), text, languages[language]);
                        struct exhibit exhibit = showroom_enter(showroom, showing);
                        faults += visit(&exhibit, where);
                        exhibit_leave(&exhibit);
                    }
                }
    }
    return faults;
}

static int visit_tree(struct exhibit *exhibit, const char *where)
{
    return check_tree(exhibit, where);
}

static void targets_keep_their_distance(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    g_assert_cmpint(everywhere(showroom, true, visit_tree), ==, 0);
}

/* What a visitor reads of a node: its words where they are not scrolled out of view. */
static struct box seen_words(const struct access_node *node)
{
    bool is_away = (node->states & (ACCESS_OFFSCREEN | ACCESS_HIDDEN)) != 0;
    const struct box nowhere = {0};
    return is_away ? nowhere : node->words;
}

static bool are_in_conflict(const struct access_node *a, const struct access_node *b)
{
    struct box words = seen_words(a);
    if (box_is_empty(words))
        return false;
    if (!box_is_empty(box_intersect(words, seen_words(b))))
        return true;
    bool is_covered = b->is_target && !box_is_empty(box_intersect(words, b->box));
    return is_covered && (b->states & (ACCESS_OFFSCREEN | ACCESS_HIDDEN)) == 0;
}

/* Complains of words that are cut short, run out of their place or into others. */
static int visit_words(struct exhibit *exhibit, const char *where)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    int faults = 0, words = 0;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        words += !box_is_empty(node->words);
        if ((node->states & ACCESS_CUT) != 0) {
            g_test_message("%s: %s is cut: \"%s\" at %g,%g %gx%g of %g,%g %gx%g", where, node->id,
                           node->name, node->words.x, node->words.y, node->words.w, node->words.h,
                           node->box.x, node->box.y, node->box.w, node->box.h);
            faults++;
        }
        for (size_t k = 0; k < access_tree_count(tree); k++) {
            const struct access_node *other = access_tree_node(tree, k);
            if (k == i || !are_in_conflict(node, other))
                continue;
            g_test_message("%s: the words of %s run into %s", where, node->id, other->id);
            faults++;
        }
    }
    g_assert_cmpint(words, >, 0);
    access_tree_destroy(tree);
    return faults;
}

/* Every screen in every language and size, both ways up; where a sanitizer makes it slow, each
 * language at one size each way, so that all come up. */
static void no_words_are_cut_or_overlap(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    int faults = 0;
    for (int size = 0; size < (int)G_N_ELEMENTS(sizes); size++) {
        showroom_hang(showroom, sizes[size].width_px, sizes[size].height_px);
        const char *const *languages_there = words_languages(showroom->words);
        for (int text = 0; text < TEXT_SIZE_COUNT; text++)
            for (int i = 0; languages_there[i] != NULL; i++) {
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
                if (text != (i + size) % TEXT_SIZE_COUNT)
                    continue;
#endif
                showroom_choose(showroom, THEME_EVENING, (enum text_size)text, languages_there[i]);
                for (const struct showing *showing = showroom_showings(showroom);
                     showing->name != NULL; showing++) {
                    g_autofree char *where =
                        g_strdup_printf("%s-%s-%d-%s", showing->name, size == 0 ? "L" : "P", text,
                                        languages_there[i]);
                    struct exhibit exhibit = showroom_enter(showroom, showing);
                    faults += visit_words(&exhibit, where) + check_tree(&exhibit, where);
                    exhibit_leave(&exhibit);
                }
            }
    }
    g_assert_cmpint(faults, ==, 0);
}

/* What differs between two descriptions of one screen; the number of it. */
static int compare_trees(struct access_tree *before, struct access_tree *after, const char *where)
{
    int faults = 0;
    if (access_tree_count(before) != access_tree_count(after)) {
        g_test_message("%s: %zu nodes have become %zu", where, access_tree_count(before),
                       access_tree_count(after));
        faults++;
    }
    for (size_t i = 0; i < access_tree_count(before); i++) {
        const struct access_node *node = access_tree_node(before, i);
        const struct access_node *now = access_tree_find(after, node->id);
        if (now != NULL && now->states == node->states && g_strcmp0(now->name, node->name) == 0 &&
            g_strcmp0(now->value, node->value) == 0 && fabs(now->box.x - node->box.x) < 1 &&
            fabs(now->box.y - node->box.y) < 1)
            continue;
        g_test_message("%s: %s \"%s\" %x at %g,%g has become \"%s\" %x at %g,%g", where, node->id,
                       node->name, node->states, node->box.x, node->box.y,
                       now != NULL ? now->name : "nothing", now != NULL ? now->states : 0,
                       now != NULL ? now->box.x : 0, now != NULL ? now->box.y : 0);
        faults++;
    }
    return faults;
}

/* Another language is another order and other words; what was open, found, chosen and seen is the
 * same, and with the first language back all is as it was. */
static void another_language_and_back_changes_nothing(void)
{
    static const char *const others[] = {"ur", "pl", "en"};
    g_autoptr(showroom) showroom = showroom_create();
    int faults = 0;
    for (size_t size = 0; size < G_N_ELEMENTS(sizes); size++) {
        showroom_hang(showroom, sizes[size].width_px, sizes[size].height_px);
        showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "en");
        for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
             showing++) {
            struct exhibit exhibit = showroom_enter(showroom, showing);
            exhibit.class->layout(exhibit.self);
            struct access_tree *before = exhibit_tree(&exhibit);
            for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
                showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, others[i]);
                exhibit.class->layout(exhibit.self);
            }
            struct access_tree *after = exhibit_tree(&exhibit);
            faults += compare_trees(before, after, showing->name);
            access_tree_destroy(before);
            access_tree_destroy(after);
            exhibit_leave(&exhibit);
        }
    }
    g_assert_cmpint(faults, ==, 0);
}

/* Small ones, where pixels are looked at. */
static const struct {
    int width_px, height_px;
    enum theme_name theme;
    const char *language;
} halls[] = {{960, 540, THEME_EVENING, "en"}, {540, 960, THEME_CREAM, "ur"}};

/* A few pixels of a box. */
static void sample(const struct showroom *showroom, struct box box, struct color pixels[4])
{
    static const double at[4][2] = {{0.5, 0.08}, {0.12, 0.5}, {0.88, 0.5}, {0.5, 0.92}};
    struct box place = viewport_to_window(showroom->env.viewport, box);
    for (int i = 0; i < 4; i++)
        g_assert_true(canvas_pixel(showroom->canvas, (int)(place.x + place.w * at[i][0]),
                                   (int)(place.y + place.h * at[i][1]), &pixels[i]));
}

/* Complains of every target that looks the same in the frame drawn while it is pressed. */
static int visit_pressed(struct exhibit *exhibit, const char *where)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    int faults = 0;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        struct color before[4], after[4];
        if (!is_there(node) || (node->states & ACCESS_DISABLED) != 0)
            continue;
        exhibit_draw(exhibit, NULL, NULL);
        sample(exhibit->showroom, node->box, before);
        exhibit_draw(exhibit, NULL, node->id);
        sample(exhibit->showroom, node->box, after);
        if (memcmp(before, after, sizeof before) != 0)
            continue;
        g_test_message("%s: %s does not look pressed", where, node->id);
        faults++;
    }
    access_tree_destroy(tree);
    return faults;
}

static void what_is_pressed_looks_so_in_the_same_frame_on_every_screen(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    int faults = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(halls); i++) {
        showroom_hang(showroom, halls[i].width_px, halls[i].height_px);
        showroom_choose(showroom, halls[i].theme, TEXT_STANDARD, halls[i].language);
        for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
             showing++) {
            struct exhibit exhibit = showroom_enter(showroom, showing);
            faults += visit_pressed(&exhibit, showing->name);
            exhibit_leave(&exhibit);
        }
    }
    g_assert_cmpint(faults, ==, 0);
}

/* Every kind of event, on nothing and on every node; then every node is touched. */
static void try_events(struct exhibit *exhibit)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    for (int type = EVENT_PRESS; type <= EVENT_WAKE; type++) {
        struct event event = {.type = (enum event_type)type,
                              .at = {500, 500},
                              .center = {500, 500},
                              .scale = 1.2,
                              .dx = 5,
                              .dy = -40};
        exhibit_event(exhibit, &event);
        exhibit_wait(exhibit, 16);
    }
    for (int action = ACTION_NONE; action <= ACTION_INCREASE; action++) {
        struct event event = {.type = EVENT_ACTION, .action = (enum action)action};
        exhibit_event(exhibit, &event);
    }
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        static const enum event_type kinds[] = {EVENT_PRESS, EVENT_FOCUS, EVENT_DRAG_BEGIN,
                                                EVENT_DRAG, EVENT_DRAG_END};
        for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
            exhibit_event(exhibit, &(struct event){.type = kinds[k],
                                                   .node = node->id,
                                                   .at = box_center(node->box),
                                                   .dy = -20,
                                                   .vy = -300});
        if (node->is_target && (node->states & ACCESS_DISABLED) == 0)
            exhibit_touch(exhibit, node->id);
        exhibit_wait(exhibit, 16);
    }
    access_tree_destroy(tree);
}

static int visit_wholly(struct exhibit *exhibit, const char *where)
{
    exhibit_draw(exhibit, NULL, NULL);
    try_events(exhibit);
    if (exhibit->class->layout != NULL)
        exhibit->class->layout(exhibit->self);
    exhibit_draw(exhibit, NULL, "play");
    if (exhibit->class->hide != NULL)
        exhibit->class->hide(exhibit->self);
    if (exhibit->class->show != NULL)
        exhibit->class->show(exhibit->self, exhibit->showroom->now_ms);
    exhibit_wait(exhibit, 500);
    exhibit_draw(exhibit, NULL, NULL);
    return 0;
}

static void screens_bear_every_event(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    everywhere(showroom, false, visit_wholly);
}

/* The pixels that are shown, the caller's. */
static struct color *pixels_of(const struct showroom *showroom)
{
    int w = showroom->env.viewport->width_px, h = showroom->env.viewport->height_px;
    struct color *pixels = g_new(struct color, (gsize)w * h);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            g_assert_true(canvas_pixel(showroom->canvas, x, y, &pixels[(gsize)y * w + x]));
    return pixels;
}

/* Draws over the last frame, then all of it anew: 1 when a pixel differs. */
static int compare_with_whole(const struct exhibit *exhibit, const char *where, const char *focus,
                              const char *pressed)
{
    const struct showroom *showroom = exhibit->showroom;
    int w = showroom->env.viewport->width_px, h = showroom->env.viewport->height_px;
    exhibit_draw(exhibit, focus, pressed);
    g_autofree struct color *partly = pixels_of(showroom);
    canvas_expose(showroom->canvas);
    exhibit_draw(exhibit, focus, pressed);
    g_autofree struct color *wholly = pixels_of(showroom);
    for (int i = 0; i < w * h; i++) {
        if (memcmp(&partly[i], &wholly[i], sizeof *partly) == 0)
            continue;
        g_test_message("%s, %s pressed: the pixel at %d, %d is another when all is painted", where,
                       pressed == NULL ? "nothing" : pressed, i % w, i / w);
        return 1;
    }
    return 0;
}

static int compare_all(struct exhibit *exhibit, const char *where)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    int faults = compare_with_whole(exhibit, where, NULL, NULL);
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (!is_there(node))
            continue;
        faults += compare_with_whole(exhibit, where, node->id, node->id);
        exhibit_touch(exhibit, node->id);
        exhibit_wait(exhibit, 90);
        pictures_drain(exhibit->showroom->env.pictures);
    }
    faults += compare_with_whole(exhibit, where, NULL, NULL);
    access_tree_destroy(tree);
    return faults;
}

/* A press, a tick, a scroll or a new picture paints what has changed and nothing else. */
static void a_frame_painted_where_it_changed_is_the_same_as_one_painted_whole(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    int faults = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(halls); i++) {
        showroom_hang(showroom, halls[i].width_px, halls[i].height_px);
        showroom_choose(showroom, halls[i].theme, TEXT_STANDARD, halls[i].language);
        for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
             showing++) {
            struct exhibit exhibit = showroom_enter(showroom, showing);
            faults += compare_all(&exhibit, showing->name);
            exhibit_leave(&exhibit);
        }
    }
    g_assert_cmpint(faults, ==, 0);
}

static void save_all(struct showroom *showroom, const char *folder, int size, int theme, int text,
                     const char *language)
{
    showroom_hang(showroom, sizes[size].width_px, sizes[size].height_px);
    showroom_choose(showroom, (enum theme_name)theme, (enum text_size)text, language);
    for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
         showing++) {
        struct exhibit exhibit = showroom_enter(showroom, showing);
        for (int i = 0; i < 6; i++) {
            exhibit_draw(&exhibit, NULL, NULL);
            pictures_drain(showroom->env.pictures);
            exhibit_wait(&exhibit, 700);
        }
        exhibit_draw(&exhibit, NULL, NULL);
        g_autofree char *file =
            g_strdup_printf("%s/%s-%s-%s-%d-%s.png", folder, showing->name, size == 0 ? "L" : "P",
                            theme_name_text((enum theme_name)theme), text, language);
        g_autoptr(GError) error = NULL;
        canvas_save_png(showroom->canvas, file, &error);
        g_assert_no_error(error);
        exhibit_leave(&exhibit);
    }
}

/* For people's eyes: RWF_TEST_PICTURES names a folder, RWF_TEST_LANGUAGE a language to see all
 * sizes in. */
static void pictures_of_every_screen(void)
{
    const char *folder = g_getenv("RWF_TEST_PICTURES");
    if (folder == NULL) {
        g_test_skip("RWF_TEST_PICTURES names no folder");
        return;
    }
    g_autoptr(showroom) showroom = showroom_create();
    const char *language = g_getenv("RWF_TEST_LANGUAGE");
    for (int size = 0; size < (int)G_N_ELEMENTS(sizes); size++) {
        for (int text = 0; language != NULL && text < TEXT_SIZE_COUNT; text++)
            save_all(showroom, folder, size, THEME_EVENING, text, language);
        if (language != NULL)
            continue;
        save_all(showroom, folder, size, THEME_EVENING, TEXT_STANDARD, "en");
        save_all(showroom, folder, size, THEME_CREAM, TEXT_LARGEST, "en");
        save_all(showroom, folder, size, THEME_CONTRAST, TEXT_LARGE, "en");
        save_all(showroom, folder, size, THEME_EVENING, TEXT_STANDARD, "ur");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/screens/targets are large enough and apart in every size and colour",
                    targets_keep_their_distance);
    g_test_add_func("/screens/no words are cut or overlap in any language and size",
                    no_words_are_cut_or_overlap);
    g_test_add_func("/screens/what is pressed looks so in the same frame on every screen",
                    what_is_pressed_looks_so_in_the_same_frame_on_every_screen);
    g_test_add_func("/screens/another language and back changes nothing on any screen",
                    another_language_and_back_changes_nothing);
    g_test_add_func("/screens/every screen bears every event and leaves nothing behind",
                    screens_bear_every_event);
    g_test_add_func("/screens/a frame painted where it changed is the same as one painted whole",
                    a_frame_painted_where_it_changed_is_the_same_as_one_painted_whole);
    g_test_add_func("/screens/pictures of every screen", pictures_of_every_screen);
    return g_test_run();
}
