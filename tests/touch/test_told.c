/* A visitor touches a story that something has to be told of before, at the real kiosk. */
#include "tests/support/kiosk_process.h"
#include "tests/support/touchscreen.h"

#include <string.h>

struct visit {
    struct touchscreen *screen;
    struct kiosk_process *kiosk;
};

static void arrive(struct visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    visit->screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
    visit->kiosk = kiosk_process_start(
        visit->screen, (const char *[]){"--pack", g_getenv("RWF_SAMPLE_PACK"), NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(visit->kiosk, "attract");
    kiosk_process_tap(visit->kiosk, "cta.begin");
    kiosk_process_expect_screen(visit->kiosk, "home");
}

static void depart(struct visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    kiosk_process_stop(visit->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(visit->kiosk);
    touchscreen_destroy(visit->screen);
}

/* A card that is seen, says that it has a note and was not tried yet; the caller's, or NULL. */
static char *noted_card(struct visit *visit, GHashTable *tried)
{
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    char *id = NULL;
    for (size_t i = 0; i < tree->count && id == NULL; i++) {
        const struct automation_node *node = &tree->nodes[i];
        bool is_card = g_str_has_prefix(node->id, "card") &&
                       !automation_node_has_state(node, "offscreen") &&
                       !g_hash_table_contains(tried, node->id);
        if (is_card && strstr(node->name, "Has a content note") != NULL)
            id = g_strdup(node->id);
    }
    automation_tree_destroy(tree);
    return id;
}

static bool is_opened(const struct automation_tree *tree, void *unused)
{
    return !g_str_equal(tree->screen, "browse");
}

/* Whether touching this card leads to what is told of it first; comes back where it does not, as
 * lesser notes stand in the story itself. */
static bool leads_to_note(struct visit *visit, const char *card)
{
    kiosk_process_tap(visit->kiosk, card);
    kiosk_process_expect_tree(visit->kiosk, "for the story to open", is_opened, NULL);
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    bool is_note = g_str_equal(tree->screen, "note");
    kiosk_process_expect_screen(visit->kiosk, tree->screen);
    automation_tree_destroy(tree);
    g_usleep(600 * 1000);
    if (is_note)
        return true;
    kiosk_process_tap(visit->kiosk, "nav.back");
    kiosk_process_expect_screen(visit->kiosk, "browse");
    return false;
}

/* Opens voices and pages down to the first story with a note that is told first. */
static void touch_noted_story(struct visit *visit)
{
    g_autoptr(GHashTable) tried = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    kiosk_process_tap(visit->kiosk, "way1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
    for (int step = 0; step < 20; step++) {
        g_usleep(800 * 1000);
        char *card = noted_card(visit, tried);
        if (card == NULL) {
            kiosk_process_tap(visit->kiosk, "page.down");
            continue;
        }
        g_hash_table_add(tried, card);
        if (leads_to_note(visit, card))
            return;
    }
    g_assert_not_reached();
}

static void test_is_told_first(struct visit *visit, const void *unused)
{
    static const char *const choices[] = {"note.skip", "note.summary", "note.all", "note.else"};
    touch_noted_story(visit);
    kiosk_process_picture(visit->kiosk, "told-first");
    struct automation_node first = kiosk_process_box(visit->kiosk, choices[0]);
    for (size_t i = 1; i < G_N_ELEMENTS(choices); i++) {
        struct automation_node other = kiosk_process_box(visit->kiosk, choices[i]);
        g_assert_cmpfloat(other.width_px, ==, first.width_px);
        g_assert_cmpfloat(other.height_px, ==, first.height_px);
    }
    kiosk_process_tap(visit->kiosk, "note.summary");
    kiosk_process_expect(visit->kiosk, "what.it.contains", NULL);
    kiosk_process_tap(visit->kiosk, "note.skip");
    kiosk_process_expect_screen(visit->kiosk, "oral");
    kiosk_process_tap(visit->kiosk, "nav.back");
    kiosk_process_expect_screen(visit->kiosk,
                                "browse"); /* the note is not asked again on the way */
}

static void test_chooses_something_else(struct visit *visit, const void *unused)
{
    touch_noted_story(visit);
    kiosk_process_tap(visit->kiosk, "note.else");
    kiosk_process_expect_screen(visit->kiosk, "browse");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *why_not = touchscreen_why_not();
    if (why_not == NULL && g_getenv("RWF_SAMPLE_PACK") == NULL)
        why_not = "RWF_SAMPLE_PACK does not name the sample archive's pack";
    if (why_not != NULL) {
        g_print("# SKIP %s\n", why_not);
        return 77;
    }
    g_test_add("/told/a visitor is told first and passes a part over", struct visit, NULL, arrive,
               test_is_told_first, depart);
    g_test_add("/told/a visitor is told first and chooses something else", struct visit, NULL,
               arrive, test_chooses_something_else, depart);
    return g_test_run();
}
