/* A poem and a document as a visitor meets them: read by their author, in translation, leafed
 * through. */
#include "catalogue/translation.h"
#include "kiosk/text.h"
#include "kiosk/words.h"
#include "tests/support/showroom.h"

#include <string.h>

/* The line that is lit at a moment of the recording; its name, the caller's, or NULL. */
static char *lit_at(struct exhibit *exhibit, int64_t at_ms)
{
    char *name = NULL;
    player_seek(exhibit->showroom->player, at_ms);
    exhibit_live(exhibit, 1200);
    struct access_tree *tree = exhibit_tree(exhibit);
    for (size_t i = 0; i < access_tree_count(tree) && name == NULL; i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (g_str_has_prefix(node->id, "cue") && (node->states & ACCESS_SELECTED) != 0)
            name = g_strdup(node->name);
    }
    access_tree_destroy(tree);
    return name;
}

static void a_poem_lights_as_it_is_read(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "text", showroom->spoken);
    static const struct {
        int64_t at_ms;
        const char *line;
    } moments[] = {{500, "We set out a table"},        {4500, "and nobody came"},
                   {12500, "the next day the same"},   {16500, "The kettle"},
                   {28500, "the place where you are"}, {36500, "more chairs"}};
    for (size_t i = 0; i < G_N_ELEMENTS(moments); i++) {
        g_autofree char *lit = lit_at(&exhibit, moments[i].at_ms);
        g_assert_nonnull(lit);
        g_assert_nonnull(strstr(lit, moments[i].line));
    }
    exhibit_touch(&exhibit, "cue2");
    exhibit_live(&exhibit, 300);
    g_assert_cmpint(showroom_heard(showroom).time_ms, >=, 8000);
    g_assert_cmpint(showroom_heard(showroom).time_ms, <, 9000);
    exhibit_leave(&exhibit);
}

static void translate(struct showroom *showroom, int64_t item, const char *text)
{
    g_autoptr(GError) error = NULL;
    struct translation translation = {
        .owner = item, .field = "text", .language = "ur", .text = text};
    translation_put(showroom->given->db, &translation, &error);
    g_assert_no_error(error);
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "ur");
}

static bool says_word(const struct exhibit *exhibit, const char *key)
{
    return exhibit_says(exhibit, words(exhibit->showroom->chosen, key));
}

static void a_translated_poem_lights_with_what_is_heard(void)
{
    struct showroom *showroom = showroom_visited();
    translate(showroom, showroom->spoken,
              "ہم نے میز لگائی\nاور کوئی نہ آیا۔\nہم نے میز لگائی\nاگلے دن بھی یوں ہی۔\n\n"
              "کیتلی گنگناتی تھی،\nدروازہ کھلا تھا،\nاور کسی نے پوچھا: کیا\nیہی وہ جگہ ہے؟\n\n"
              "ہم نے میز لگائی۔\nاور کرسیاں چاہئیں۔\nباورچی خانے کی بات\nسیڑھیوں تک گئی۔");
    struct exhibit exhibit = showroom_open(showroom, "text", showroom->spoken);
    g_autofree char *lit = lit_at(&exhibit, 16500);
    g_assert_nonnull(lit);
    g_assert_nonnull(strstr(lit, "کیتلی"));
    g_assert_nonnull(strstr(lit, "The kettle")); /* what is heard stands under it */
    g_assert_false(says_word(&exhibit, "read.not_followed"));
    exhibit_leave(&exhibit);
}

static void a_translation_of_other_verses_says_that_it_is_not_followed(void)
{
    struct showroom *showroom = showroom_visited();
    translate(showroom, showroom->spoken, "ہم نے میز لگائی اور کوئی نہ آیا۔\nپھر سب آئے۔");
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        showroom_hang(showroom, sizes[i][0], sizes[i][1]);
        struct exhibit exhibit = showroom_open(showroom, "text", showroom->spoken);
        g_assert_true(exhibit_says(&exhibit, "پھر سب آئے"));
        g_assert_true(says_word(&exhibit, "read.not_followed"));
        g_autofree char *lit = lit_at(&exhibit, 16500);
        g_assert_null(lit);
        exhibit_leave(&exhibit);
    }
}

static void a_translated_poem_is_followed_by_what_was_written(void)
{
    struct showroom *showroom = showroom_visited();
    translate(showroom, showroom->poem, "ہم نے میز لگائی۔");
    struct exhibit exhibit = showroom_open(showroom, "text", showroom->poem);
    g_assert_true(exhibit_says(&exhibit, "ہم نے میز لگائی"));
    g_assert_true(says_word(&exhibit, "read.original"));
    g_assert_true(exhibit_says(&exhibit, "and nobody came"));
    exhibit_leave(&exhibit);
}

static void a_document_is_leafed_through(void)
{
    struct showroom *showroom = showroom_visited();
    struct exhibit exhibit = showroom_open(showroom, "text", showroom->pages);
    g_assert_true(exhibit_says(&exhibit, "Page one says"));
    g_assert_true(exhibit_says(&exhibit, "Page 1 of 3"));
    exhibit_touch(&exhibit, "page.after");
    exhibit_touch(&exhibit, "page.after");
    exhibit_touch(&exhibit, "page.after");
    g_assert_true(exhibit_says(&exhibit, "Page three says"));
    g_assert_true(exhibit_says(&exhibit, "Page 3 of 3"));
    exhibit_touch(&exhibit, "page.before");
    g_assert_true(exhibit_says(&exhibit, "Page two says"));
    exhibit_leave(&exhibit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/poem/" #name, name)
    PROMISE(a_poem_lights_as_it_is_read);
    PROMISE(a_translated_poem_lights_with_what_is_heard);
    PROMISE(a_translation_of_other_verses_says_that_it_is_not_followed);
    PROMISE(a_translated_poem_is_followed_by_what_was_written);
    PROMISE(a_document_is_leafed_through);
    int status = g_test_run();
    showroom_end(showroom_visited());
    return status;
}
