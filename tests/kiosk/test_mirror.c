/* Languages that run from right to left have the mirror image of every screen (DESIGN 4.1.6). */
#include "kiosk/words.h"
#include "tests/support/showroom.h"

#include <math.h>
#include <string.h>

static struct access_tree *tree_in(struct showroom *showroom, const char *screen,
                                   const char *filter, int64_t item, const char *language)
{
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, language);
    const struct showing showing = {screen, intent_open(screen, item, 0, filter).route, NULL};
    struct exhibit exhibit = showroom_enter(showroom, &showing);
    struct access_tree *tree = exhibit_tree(&exhibit);
    exhibit_leave(&exhibit);
    return tree;
}

/* Whether the part of a screen with this id has its mirrored place; both must have it. */
static int check_node(const struct access_tree *left, const struct access_tree *right, double width,
                      const char *id)
{
    const struct access_node *here = access_tree_find(left, id);
    const struct access_node *there = access_tree_find(right, id);
    g_assert_nonnull(here);
    g_assert_nonnull(there);
    double mirrored = width - here->box.x - here->box.w;
    if (fabs(there->box.x - mirrored) < 1 && fabs(there->box.w - here->box.w) < 1)
        return 0;
    g_test_message("%s at %g is not at %g but at %g", id, here->box.x, mirrored, there->box.x);
    return 1;
}

static const struct {
    const char *screen, *filter;
    const char *ids; /* in the order they are read */
} parts[] = {
    {"home", NULL, "feature era1 era2 era3 way1 way2 way3 way4 nav.home nav.search nav.break"},
    {"browse", "all", "chip1 chip2 chip3 chip4 chip5 chip6 page.up page.down nav.back nav.access"},
    {"subjects", "theme", "title card1 nav.back"},
    {"search", NULL, "title field clear suggest1 suggest2 suggest3 begin1 nav.back"},
    {"note", NULL, "title note.skip note.summary note.all note.else nav.back"},
    {"break", NULL, "title calm.visual keep.exploring nav.home"},
    {"access", NULL, "size1 size2 size3 colors1 colors2 colors3 put.back nav.break"},
    {"attract", NULL, "cta.begin access lang1 lang2 lang6"},
};

static void every_part_of_a_screen_has_its_mirrored_place(void)
{
    static const int widths[] = {1920, 1080};
    g_autoptr(showroom) showroom = showroom_create();
    int faults = 0;
    for (size_t size = 0; size < G_N_ELEMENTS(widths); size++) {
        showroom_hang(showroom, widths[size], 3000 - widths[size]);
        for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
            struct access_tree *left =
                tree_in(showroom, parts[i].screen, parts[i].filter, showroom->oral, "en");
            struct access_tree *right =
                tree_in(showroom, parts[i].screen, parts[i].filter, showroom->oral, "ur");
            g_auto(GStrv) ids = g_strsplit(parts[i].ids, " ", -1);
            for (char **id = ids; *id != NULL; id++)
                faults += check_node(left, right, widths[size], *id);
            access_tree_destroy(left);
            access_tree_destroy(right);
        }
    }
    g_assert_cmpint(faults, ==, 0);
}

/* Reading order stays; so Back is the rightmost, and what follows it lies to its left. */
static void back_comes_first_and_lies_where_reading_starts(void)
{
    static const char *const bar[] = {"nav.back", "nav.home", "nav.search", "nav.break",
                                      "nav.access"};
    static const char *const languages[] = {"en", "pl", "bn", "pa", "ur", "ar"};
    g_autoptr(showroom) showroom = showroom_create();
    for (size_t k = 0; k < G_N_ELEMENTS(languages); k++) {
        struct access_tree *tree = tree_in(showroom, "subjects", "theme", 0, languages[k]);
        bool is_rtl = words_direction(languages[k]) == DIRECTION_RTL;
        for (size_t i = 1; i < G_N_ELEMENTS(bar); i++) {
            double before = access_tree_find(tree, bar[i - 1])->box.x;
            double x = access_tree_find(tree, bar[i])->box.x;
            g_assert_cmpint(is_rtl ? x < before : x > before, ==, true);
        }
        /* And the title begins at that side. */
        struct box words = access_tree_find(tree, "title")->words;
        if (is_rtl)
            g_assert_cmpfloat_with_epsilon(words.x + words.w, 1920 - 48, 12);
        else
            g_assert_cmpfloat_with_epsilon(words.x, 48, 12);
        access_tree_destroy(tree);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/mirror/" #name, name)
    PROMISE(every_part_of_a_screen_has_its_mirrored_place);
    PROMISE(back_comes_first_and_lies_where_reading_starts);
    return g_test_run();
}
