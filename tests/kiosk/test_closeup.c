/* One picture looked at: what of it can be shown, and how it is moved by what cannot drag. */
#include "kiosk/exhibition.h"
#include "kiosk/picture.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "tests/support/showroom.h"

#include <string.h>

static struct showroom *the_showroom;

static struct showroom *visited(void)
{
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    session_reset(the_showroom->session);
    showroom_hang(the_showroom, 1920, 1080);
    return the_showroom;
}

static struct exhibit enter(struct showroom *showroom, int64_t item, int page)
{
    struct showing showing = {"", intent_open("picture", item, 0, NULL).route, NULL};
    showing.route.page = page;
    return showroom_enter(showroom, &showing);
}

static bool has(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    bool is_there = access_tree_find(tree, id) != NULL;
    access_tree_destroy(tree);
    return is_there;
}

static void assert_value(const struct exhibit *exhibit, const char *id, const char *value)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    g_assert_cmpstr(access_tree_find(tree, id)->value, ==, value);
    access_tree_destroy(tree);
}

static void assert_says(const struct exhibit *exhibit, const char *id, const char *part)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    g_assert_nonnull(node);
    g_assert_nonnull(strstr(node->name, part));
    access_tree_destroy(tree);
}

static void alter(const char *path, char from, char to)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    g_assert_cmpint(bytes[0], ==, from);
    bytes[0] = to;
    g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0444, &error);
    g_assert_no_error(error);
}

static int told; /* lines in the log about a file that has changed */

static GLogWriterOutput count_lines(GLogLevelFlags level, const GLogField *fields, gsize count,
                                    gpointer data)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 &&
            strstr(fields[i].value, "has changed since") != NULL)
            told++;
    return g_log_writer_default(level, fields, count, data);
}

/* Draws until what it asked for has come. */
static void look_on(struct exhibit *exhibit)
{
    for (int i = 0; i < 3; i++) {
        exhibit_draw(exhibit, NULL, NULL);
        pictures_drain(exhibit->showroom->env.pictures);
        exhibit_wait(exhibit, 20);
    }
}

static void a_changed_picture_is_not_shown_until_it_is_mended(void)
{
    struct showroom *showroom = visited();
    struct view_item *view =
        view_item_read(showroom->env.exhibition, showroom->picture, "en", NULL);
    alter(view->pages[1].picture, '\x89', '\x88');
    told = 0;
    struct exhibit exhibit = enter(showroom, showroom->picture, 0);
    look_on(&exhibit);
    g_assert_false(has(&exhibit, "broken"));
    exhibit_touch(&exhibit, "next");
    look_on(&exhibit);
    assert_says(&exhibit, "broken", "This picture cannot be shown");
    look_on(&exhibit);
    g_assert_cmpint(told, ==, 1);
    exhibit_touch(&exhibit, "prev");
    look_on(&exhibit);
    g_assert_false(has(&exhibit, "broken"));
    alter(view->pages[1].picture, '\x88', '\x89');
    look_on(&exhibit);
    look_on(&exhibit);
    exhibit_touch(&exhibit, "next");
    look_on(&exhibit);
    g_assert_false(has(&exhibit, "broken"));
    exhibit_leave(&exhibit);
    view_item_free(view);
}

static void a_picture_opens_at_the_page_asked_for_and_never_beyond_the_last(void)
{
    struct showroom *showroom = visited();
    static const struct {
        int page;
        const char *word;
    } cases[] = {{0, "1 of 2"}, {1, "2 of 2"}, {7, "2 of 2"}, {G_MAXINT, "2 of 2"}, {-3, "1 of 2"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct exhibit exhibit = enter(showroom, showroom->picture, cases[i].page);
        assert_says(&exhibit, "nav.status", cases[i].word);
        exhibit_leave(&exhibit);
    }
}

/* The buttons over it are where they point, in every language. */
static void left_stays_left_where_words_run_from_the_right(void)
{
    static const char *const languages[] = {"en", "ur"};
    struct showroom *showroom = visited();
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, languages[i]);
        struct exhibit exhibit = enter(showroom, showroom->picture, 0);
        g_assert_false(has(&exhibit, "pan.left"));
        exhibit_touch(&exhibit, "zoom.in");
        exhibit_touch(&exhibit, "zoom.in");
        struct access_tree *tree = exhibit_tree(&exhibit);
        struct box image = access_tree_find(tree, "image")->box;
        g_assert_cmpfloat(access_tree_find(tree, "pan.left")->box.x, <, box_center(image).x - 300);
        g_assert_cmpfloat(access_tree_find(tree, "pan.right")->box.x, >, box_center(image).x + 300);
        g_assert_cmpfloat(access_tree_find(tree, "pan.up")->box.y, <, box_center(image).y - 200);
        access_tree_destroy(tree);
        exhibit_leave(&exhibit);
    }
}

static void less_motion_moves_it_at_once(void)
{
    struct showroom *showroom = visited();
    session_set(showroom->session, SETTING_LESS_MOTION, 1, NULL);
    struct exhibit exhibit = enter(showroom, showroom->picture, 0);
    for (int i = 0; i < 2; i++)
        exhibit_touch(&exhibit, "zoom.in");
    assert_value(&exhibit, "image", "225%");
    for (int i = 0; i < 3; i++)
        exhibit_touch(&exhibit, "pan.right");
    struct access_tree *tree = exhibit_tree(&exhibit);
    g_assert_true((access_tree_find(tree, "pan.right")->states & ACCESS_DISABLED) != 0);
    g_assert_true((access_tree_find(tree, "pan.left")->states & ACCESS_DISABLED) == 0);
    access_tree_destroy(tree);
    exhibit_leave(&exhibit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_log_set_writer_func(count_lines, NULL, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/closeup/" #name, name)
    PROMISE(a_changed_picture_is_not_shown_until_it_is_mended);
    PROMISE(a_picture_opens_at_the_page_asked_for_and_never_beyond_the_last);
    PROMISE(left_stays_left_where_words_run_from_the_right);
    PROMISE(less_motion_moves_it_at_once);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
