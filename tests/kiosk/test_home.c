/* What home begins with. */
#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "catalogue/quotation.h"
#include "kiosk/view_home.h"
#include "tests/support/showroom.h"

#include <string.h>

static const char said[] = "Coming back, they go upstairs to see everything.";

static void quote(struct showroom *showroom, int64_t item)
{
    g_autoptr(GError) error = NULL;
    struct quotation quotation = {.item = item, .text = said, .language = "en", .at_ms = -1};
    quotation_insert(showroom->given->db, &quotation, &error);
    g_assert_no_error(error);
}

static char *feature_of(struct showroom *showroom)
{
    const struct showing home = {"home", intent_open("home", 0, 0, NULL).route, NULL};
    struct exhibit exhibit = showroom_enter(showroom, &home);
    struct access_tree *tree = exhibit_tree(&exhibit);
    char *name = g_strdup(access_tree_find(tree, "feature")->name);
    access_tree_destroy(tree);
    exhibit_leave(&exhibit);
    return name;
}

/* Where it has none yet, it leads with its title. */
static void today_s_story_leads_with_the_words_of_the_one_who_tells_it(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    struct view_home *view = view_home_read(showroom->env.exhibition, "en", NULL);
    g_assert_cmpuint(view->feature->count, ==, 1);
    g_assert_cmpint(view->feature->cards[0].note_level, ==, 0);
    if (view->words == NULL) {
        g_autofree char *before = feature_of(showroom);
        g_assert_nonnull(strstr(before, view->feature->cards[0].title));
        quote(showroom, view->feature->cards[0].id);
    }
    view_home_free(view);

    view = view_home_read(showroom->env.exhibition, "en", NULL);
    g_autofree char *after = feature_of(showroom);
    g_assert_nonnull(view->words);
    g_assert_nonnull(strstr(after, view->words));
    view_home_free(view);
}

static void today_s_story_is_no_page_of_text_unless_there_is_nothing_else(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(showroom) showroom = showroom_create();
    for (int day = 0; day < 200; day++) {
        g_autofree char *name = g_strdup_printf("day %d", day);
        g_autoptr(shown_page) page = shown_feature_read(showroom->given->db, name, "en", &error);
        g_assert_no_error(error);
        g_assert_cmpuint(page->count, ==, 1);
        g_assert_cmpstr(page->cards[0].kind, !=, "document");
    }

    g_autoptr(given) given = given_archive();
    struct item item = ITEM_NEW;
    item.kind = "document";
    item.title = "The minutes of the first meeting";
    item_insert(given->db, &item, given->strings, &error);
    g_assert_no_error(error);
    given_consent(given, item.id, "all");
    struct asset asset = ASSET_NEW;
    asset.item = item.id;
    asset.role = "screen";
    asset.digest = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    asset.media_type = "image/png";
    asset.size_bytes = 1;
    asset_insert(given->db, &asset, &error);
    g_assert_no_error(error);
    g_autoptr(shown_page) page = shown_feature_read(given->db, "day 1", "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(page->count, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kiosk/home/today's story leads with the words of the one who tells it",
                    today_s_story_leads_with_the_words_of_the_one_who_tells_it);
    g_test_add_func("/kiosk/home/today's story is no page of text unless there is nothing else",
                    today_s_story_is_no_page_of_text_unless_there_is_nothing_else);
    return g_test_run();
}
