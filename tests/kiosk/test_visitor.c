/* The real screens on the stage, without a window: by keys alone, and with hands that do anything. */
#include "kiosk/focus.h"
#include "kiosk/gesture.h"
#include "kiosk/screens.h"
#include "kiosk/stage.h"
#include "tests/support/showroom.h"

#include <string.h>

struct visit {
    struct showroom *showroom;
    struct stage *stage;
};

static void choices_changed(void *data)
{
    struct showroom *showroom = data;
    const struct session_choices *now = &showroom->session->now;
    showroom_choose(showroom, now->theme, now->text_size, now->language);
}

static struct visit begin(struct showroom *showroom)
{
    const struct stage_config config = {.classes = screens,
                                        .env = &showroom->env,
                                        .session = showroom->session,
                                        .choices_changed = choices_changed,
                                        .data = showroom};
    struct visit visit = {.showroom = showroom, .stage = stage_create(&config, showroom->now_ms)};
    const struct intent home = intent_of(INTENT_BEGIN);
    stage_do(visit.stage, &home, showroom->now_ms);
    return visit;
}

static void wait(struct visit *visit, int64_t ms)
{
    visit->showroom->now_ms += ms;
    stage_tick(visit->stage, visit->showroom->now_ms);
}

static void key(struct visit *visit, enum action action)
{
    wait(visit, 400);
    stage_action(visit->stage, action, visit->showroom->now_ms);
    wait(visit, 400);
}

static const struct access_node *focused(const struct visit *visit)
{
    const struct access_tree *tree = stage_tree(visit->stage);
    for (size_t i = 0; i < access_tree_count(tree); i++)
        if ((access_tree_node(tree, i)->states & ACCESS_FOCUSED) != 0)
            return access_tree_node(tree, i);
    return NULL;
}

/* Goes round with one key until the focus is where it was first; complains of what it did not reach
 * and of what it cannot see. Page buttons are for hands: keys walk through the page itself. */
static int go_round(struct visit *visit, const char *where)
{
    g_autoptr(GHashTable) reached = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    int faults = 0;
    for (int step = 0; step < 400; step++) {
        key(visit, ACTION_NEXT);
        const struct access_node *node = focused(visit);
        if (node == NULL || !g_hash_table_add(reached, g_strdup(node->id)))
            break;
        if ((node->states & ACCESS_OFFSCREEN) == 0)
            continue;
        g_test_message("%s: %s has the focus and is not seen", where, node->id);
        faults++;
    }
    const struct access_tree *tree = stage_tree(visit->stage);
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (!access_node_is_focusable(node) || g_str_has_prefix(node->id, "page.") ||
            g_hash_table_contains(reached, node->id))
            continue;
        g_test_message("%s: %s is not reached by key", where, node->id);
        faults++;
    }
    return faults;
}

/* DESIGN 12.4: every screen by keys alone, and out of it again. */
static void every_screen_is_gone_through_by_keys_and_left_again(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    int faults = 0;
    for (int size = 0; size < 2; size++) {
        showroom_hang(showroom, size == 0 ? 1920 : 1080, size == 0 ? 1080 : 1920);
        for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
             showing++) {
            bool is_first = g_str_equal(showing->route.screen, "attract");
            bool is_overlay = g_str_equal(showing->route.screen, "idle");
            if (showing->touch != NULL || is_first || is_overlay)
                continue;
            session_reset(showroom->session);
            struct visit visit = begin(showroom);
            wait(&visit, 400);
            int depth = stage_depth(visit.stage);
            const struct intent open = {.type = INTENT_OPEN, .route = showing->route};
            stage_do(visit.stage, &open, showroom->now_ms);
            faults += go_round(&visit, showing->name);
            key(&visit, ACTION_BACK);
            if (stage_depth(visit.stage) != depth) {
                g_test_message("%s: the key for back does not leave it", showing->name);
                faults++;
            }
            stage_destroy(visit.stage);
        }
    }
    g_assert_cmpint(faults, ==, 0);
}

/* One touch of one finger, anywhere, mostly on something. */
static void touch_anything(struct visit *visit, GRand *random)
{
    const struct viewport *viewport = visit->showroom->env.viewport;
    const struct access_tree *tree = stage_tree(visit->stage);
    struct point at = {g_rand_double_range(random, -20, viewport->width + 20),
                       g_rand_double_range(random, -20, viewport->height + 20)};
    size_t count = access_tree_count(tree);
    if (count > 0 && g_rand_int_range(random, 0, 4) > 0)
        at = box_center(
            access_tree_node(tree, (size_t)g_rand_int_range(random, 0, (int)count))->box);
    struct contact contact = {
        .id = 1, .phase = CONTACT_DOWN, .at = at, .now_ms = visit->showroom->now_ms};
    stage_contact(visit->stage, &contact);
    wait(visit, g_rand_int_range(random, 10, 120));
    if (g_rand_int_range(random, 0, 6) == 0) {
        contact.phase = CONTACT_MOVE;
        contact.at.y -= g_rand_double_range(random, -300, 300);
        contact.now_ms = visit->showroom->now_ms;
        stage_contact(visit->stage, &contact);
        wait(visit, 30);
    }
    contact.phase = CONTACT_UP;
    contact.now_ms = visit->showroom->now_ms;
    stage_contact(visit->stage, &contact);
}

/* DESIGN 12.7, the short one: whatever is touched, there is a screen with a way on. */
static void whatever_is_touched_there_is_a_screen_with_a_way_on(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    g_autoptr(GRand) random = g_rand_new_with_seed(29);
    struct visit visit = begin(showroom);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int i = 0; i < 1500; i++) {
        touch_anything(&visit, random);
        wait(&visit, g_rand_int_range(random, 200, 700));
        const struct access_tree *tree = stage_tree(visit.stage);
        g_assert_nonnull(focus_first(tree));
        g_hash_table_add(seen, g_strdup(stage_screen(visit.stage)));
        if (i % 97 == 0)
            stage_draw(visit.stage, showroom->canvas, showroom->now_ms);
    }
    g_assert_cmpuint(g_hash_table_size(seen), >=, 9);
    stage_destroy(visit.stage);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/visitor/" #name, name)
    PROMISE(every_screen_is_gone_through_by_keys_and_left_again);
    PROMISE(whatever_is_touched_there_is_a_screen_with_a_way_on);
    return g_test_run();
}
