/* What a screen says of itself: who a finger means, and where the focus goes. */
#include "kiosk/access_tree.h"
#include "kiosk/focus.h"

#include <glib.h>

/* Home in small: two rows of two, a bar below, and a picture that can be moved. */
static struct access_tree *given_home(void)
{
    struct access_tree *tree = access_tree_create();
    access_tree_add(tree, &(struct access_node){
                              .id = "title", .role = ACCESS_HEADING, .box = {48, 20, 800, 60}});
    access_tree_add(tree, &(struct access_node){.id = "card1",
                                                .role = ACCESS_BUTTON,
                                                .box = {100, 100, 400, 200},
                                                .is_target = true,
                                                .is_content = true});
    access_tree_add(tree, &(struct access_node){.id = "card2",
                                                .role = ACCESS_BUTTON,
                                                .box = {512, 100, 400, 200},
                                                .is_target = true});
    access_tree_add(tree, &(struct access_node){.id = "card3",
                                                .role = ACCESS_BUTTON,
                                                .box = {100, 312, 400, 200},
                                                .is_target = true});
    access_tree_add(tree, &(struct access_node){.id = "page.up",
                                                .role = ACCESS_BUTTON,
                                                .box = {940, 100, 96, 200},
                                                .states = ACCESS_DISABLED,
                                                .is_target = true});
    access_tree_add(tree, &(struct access_node){.id = "photo",
                                                .role = ACCESS_IMAGE,
                                                .box = {1100, 100, 600, 600},
                                                .is_draggable = true});
    access_tree_add(tree, &(struct access_node){.id = "zoom",
                                                .role = ACCESS_BUTTON,
                                                .box = {1500, 500, 88, 88},
                                                .is_target = true});
    access_tree_add(tree, &(struct access_node){.id = "nav.back",
                                                .role = ACCESS_BUTTON,
                                                .box = {100, 960, 216, 96},
                                                .is_target = true});
    return tree;
}

static const char *meant(const struct access_tree *tree, double x, double y)
{
    const struct access_node *node = access_tree_target_at(tree, (struct point){x, y});
    return node == NULL ? NULL : node->id;
}

static void a_finger_on_a_target_means_it(void)
{
    struct access_tree *tree = given_home();
    g_assert_cmpstr(meant(tree, 300, 200), ==, "card1");
    g_assert_cmpstr(meant(tree, 1540, 540), ==, "zoom");
    g_assert_null(meant(tree, 300, 50));
    g_assert_null(meant(tree, 1200, 300));
    access_tree_destroy(tree);
}

static void a_finger_eight_pixels_beside_a_target_means_it(void)
{
    struct access_tree *tree = given_home();
    g_assert_cmpstr(meant(tree, 92, 200), ==, "card1");
    g_assert_null(meant(tree, 91, 200));
    access_tree_destroy(tree);
}

static void between_two_targets_the_nearer_one_is_meant(void)
{
    struct access_tree *tree = given_home();
    g_assert_cmpstr(meant(tree, 504, 200), ==, "card1");
    g_assert_cmpstr(meant(tree, 508, 200), ==, "card2");
    access_tree_destroy(tree);
}

static void what_is_disabled_or_out_of_view_is_not_meant(void)
{
    struct access_tree *tree = given_home();
    g_assert_null(meant(tree, 980, 200));
    access_tree_mark(tree, "card1", ACCESS_OFFSCREEN, true);
    g_assert_null(meant(tree, 300, 200));
    access_tree_mark(tree, "card1", ACCESS_OFFSCREEN, false);
    access_tree_mark(tree, "card1", ACCESS_HIDDEN, true);
    g_assert_null(meant(tree, 300, 200));
    access_tree_destroy(tree);
}

static void a_drag_beside_targets_is_about_what_can_be_moved(void)
{
    struct access_tree *tree = given_home();
    const struct access_node *node = access_tree_node_at(tree, (struct point){1200, 300});
    g_assert_cmpstr(node->id, ==, "photo");
    g_assert_null(access_tree_node_at(tree, (struct point){1800, 900}));
    access_tree_destroy(tree);
}

static void text_needs_no_id(void)
{
    struct access_tree *tree = access_tree_create();
    access_tree_add(tree, &(struct access_node){.role = ACCESS_TEXT, .name = "one"});
    access_tree_add(tree, &(struct access_node){.role = ACCESS_TEXT, .name = "two"});
    g_assert_cmpstr(access_tree_find(tree, "text2")->name, ==, "two");
    access_tree_clear(tree);
    g_assert_cmpuint(access_tree_count(tree), ==, 0);
    access_tree_destroy(tree);
}

static void strings_are_the_tree_s_own(void)
{
    struct access_tree *tree = access_tree_create();
    char name[] = "Voices";
    access_tree_add(tree, &(struct access_node){.id = "way1", .role = ACCESS_BUTTON, .name = name});
    name[0] = 'X';
    g_assert_cmpstr(access_tree_find(tree, "way1")->name, ==, "Voices");
    access_tree_destroy(tree);
}

static void the_focus_lands_on_the_first_content(void)
{
    struct access_tree *tree = given_home();
    g_assert_cmpstr(focus_first(tree)->id, ==, "card1");
    access_tree_mark(tree, "card1", ACCESS_DISABLED, true);
    g_assert_cmpstr(focus_first(tree)->id, ==, "card2");
    access_tree_destroy(tree);
}

static void tab_visits_every_target_in_reading_order_and_comes_round(void)
{
    static const char *const order[] = {"card1", "card2", "card3", "zoom", "nav.back", "card1"};
    struct access_tree *tree = given_home();
    const char *id = order[0];
    for (size_t i = 1; i < G_N_ELEMENTS(order); i++) {
        id = focus_next(tree, id, true)->id;
        g_assert_cmpstr(id, ==, order[i]);
    }
    for (size_t i = G_N_ELEMENTS(order) - 1; i-- > 0;) {
        id = focus_next(tree, id, false)->id;
        g_assert_cmpstr(id, ==, order[i]);
    }
    access_tree_destroy(tree);
}

static void tab_without_a_focus_begins_at_an_end(void)
{
    struct access_tree *tree = given_home();
    g_assert_cmpstr(focus_next(tree, NULL, true)->id, ==, "card1");
    g_assert_cmpstr(focus_next(tree, "gone", false)->id, ==, "nav.back");
    access_tree_clear(tree);
    g_assert_null(focus_next(tree, NULL, true));
    g_assert_null(focus_first(tree));
    access_tree_destroy(tree);
}

static void arrows_go_to_the_nearest_target_that_way(void)
{
    static const struct {
        const char *from;
        enum focus_direction direction;
        const char *to;
    } rows[] = {
        {"card1", FOCUS_RIGHT, "card2"},   {"card2", FOCUS_LEFT, "card1"},
        {"card1", FOCUS_DOWN, "card3"},    {"card3", FOCUS_UP, "card1"},
        {"card3", FOCUS_DOWN, "nav.back"}, {"nav.back", FOCUS_UP, "card3"},
        {"card1", FOCUS_LEFT, "card1"},    {"card1", FOCUS_UP, "card1"},
        {"card2", FOCUS_RIGHT, "zoom"},    {"zoom", FOCUS_RIGHT, "zoom"},
    };
    struct access_tree *tree = given_home();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(focus_towards(tree, rows[i].from, rows[i].direction)->id, ==, rows[i].to);
    access_tree_destroy(tree);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/access_tree/" #name, name)
    TEST(a_finger_on_a_target_means_it);
    TEST(a_finger_eight_pixels_beside_a_target_means_it);
    TEST(between_two_targets_the_nearer_one_is_meant);
    TEST(what_is_disabled_or_out_of_view_is_not_meant);
    TEST(a_drag_beside_targets_is_about_what_can_be_moved);
    TEST(text_needs_no_id);
    TEST(strings_are_the_tree_s_own);
    TEST(the_focus_lands_on_the_first_content);
    TEST(tab_visits_every_target_in_reading_order_and_comes_round);
    TEST(tab_without_a_focus_begins_at_an_end);
    TEST(arrows_go_to_the_nearest_target_that_way);
    return g_test_run();
}
