/* Looking for words, and what is told before a story is opened. */
#include "catalogue/person.h"
#include "catalogue/spelling.h"
#include "kiosk/screens.h"
#include "kiosk/view_home.h"
#include "kiosk/view_list.h"
#include "kiosk/view_search.h"
#include "tests/support/showroom.h"

#include <string.h>

static struct showroom *showroom;

static struct exhibit enter(const char *screen, int64_t item)
{
    session_reset(showroom->session);
    const struct showing showing = {"", intent_open(screen, item, 0, NULL).route, NULL};
    return showroom_enter(showroom, &showing);
}

static void type(struct exhibit *exhibit, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        char letter[7] = {0};
        g_utf8_strncpy(letter, at, 1);
        exhibit_event(exhibit, &(struct event){.type = EVENT_TEXT, .text = letter});
    }
    for (int i = 0; i < 10; i++)
        exhibit_wait(exhibit, 30);
}

static char *value_of(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    char *value = node != NULL ? g_strdup(node->value) : NULL;
    access_tree_destroy(tree);
    return value;
}

static bool has(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    bool is_there = access_tree_find(tree, id) != NULL;
    access_tree_destroy(tree);
    return is_there;
}

static void a_real_keyboard_writes_where_words_are_looked_for(void)
{
    struct exhibit search = enter("search", 0);
    g_assert_true(search.class->wants_text(search.self));
    type(&search, "teas\b");
    g_autofree char *typed = value_of(&search, "field");
    g_assert_cmpstr(typed, ==, "tea");
    g_assert_true(has(&search, "result1"));
    type(&search, "\b\b\b\b\b");
    g_autofree char *erased = value_of(&search, "field");
    g_assert_cmpstr(erased, ==, "");
    exhibit_leave(&search);

    struct exhibit oral = enter("oral", showroom->oral);
    g_assert_false(oral.class->wants_text(oral.self));
    exhibit_touch(&oral, "find.in");
    g_assert_true(oral.class->wants_text(oral.self));
    type(&oral, "tea");
    g_autofree char *found = value_of(&oral, "find.field");
    g_assert_cmpstr(found, ==, "tea");
    exhibit_leave(&oral);
}

static void who_may_be_in_distress_sees_help_first(void)
{
    static const char *const words[] = {"I want to die", "Suicide", "self-harm"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        struct exhibit search = enter("search", 0);
        type(&search, words[i]);
        struct access_tree *tree = exhibit_tree(&search);
        const struct access_node *support = access_tree_find(tree, "support");
        g_assert_nonnull(support);
        for (size_t k = 0; k < access_tree_count(tree); k++)
            if (g_str_has_prefix(access_tree_node(tree, k)->id, "result"))
                g_assert_cmpfloat(access_tree_node(tree, k)->box.y, >, support->box.y);
        access_tree_destroy(tree);
        g_assert_cmpint(exhibit_touch(&search, "support").type, ==, INTENT_BREAK);
        exhibit_leave(&search);
    }
    struct exhibit search = enter("search", 0);
    type(&search, "tea");
    g_assert_false(has(&search, "support"));
    exhibit_leave(&search);
}

static void what_is_nearly_right_is_offered_as_it_is_spelt(void)
{
    static const struct {
        const char *typed, *meant;
    } cases[] = {
        {"buildnig", "building"}, /* two letters in each other's place */
        {"vuilding", "building"}, /* the first one wrong */
        {"bilding", "building"},  {"biulding frnot room", "building front room"},
        {"عمارط", "عمارت"},       {"عمرت چائے", "عمارت چائے"},
        {"bxqzwv", NULL},         {"building bxqzwv", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct exhibit search = enter("search", 0);
        type(&search, cases[i].typed);
        g_assert_false(has(&search, "result1"));
        if (has(&search, "nearest") != (cases[i].meant != NULL))
            g_error("%s: %s", cases[i].typed, cases[i].meant != NULL ? "nothing" : "something");
        if (cases[i].meant != NULL) {
            exhibit_touch(&search, "nearest");
            g_autofree char *typed = value_of(&search, "field");
            g_assert_cmpstr(typed, ==, cases[i].meant);
            g_assert_true(has(&search, "result1"));
        }
        exhibit_leave(&search);
    }
}

/* The index knows the words of a name that is withheld; what is offered never does. */
static void nobody_is_offered_a_name_that_is_withheld(void)
{
    struct person person = {.name = "Zebunnisa Quartermain", .is_name_withheld = true};
    g_assert_true(person_insert(showroom->given->db, &person, NULL));
    struct contributor link = {.item = showroom->picture, .person = person.id, .role = "narrator"};
    g_assert_true(person_link(showroom->given->db, &link, NULL));
    g_assert_true(search_refresh(showroom->given->db, showroom->picture, NULL));
    g_autoptr(spelling) spelling = spelling_read(showroom->given->db, NULL);
    g_assert_true(spelling_has(spelling, "zebunnisa", false));
    struct exhibit search = enter("search", 0);
    type(&search, "zebunnise");
    g_assert_false(has(&search, "nearest"));
    exhibit_leave(&search);
}

static void a_word_that_is_found_is_marked_in_any_script(void)
{
    static const struct {
        const char *typed, *marked;
    } cases[] = {{"TEA", SEARCH_OPEN "tea" SEARCH_CLOSE},
                 {"عمارت", SEARCH_OPEN "عمارت" SEARCH_CLOSE},
                 {"چاي", SEARCH_OPEN "چائے" SEARCH_CLOSE}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct view_search *view =
            view_search_read(showroom->env.exhibition, cases[i].typed, "en", NULL);
        bool is_marked = false;
        for (size_t k = 0; k < view->hits->count; k++)
            is_marked = is_marked || strstr(view->hits->hits[k].snippet, cases[i].marked) != NULL;
        if (!is_marked)
            g_error("%s is not marked", cases[i].typed);
        view_search_free(view);
    }
}

static void what_is_noted_is_neither_first_nor_between_visits(void)
{
    struct view_search *view = view_search_read(showroom->env.exhibition, "tea", "en", NULL);
    int level = 0;
    g_assert_cmpuint(view->hits->count, >, 1);
    for (size_t i = 0; i < view->hits->count; i++) {
        g_assert_false(level > 0 && view->hits->hits[i].card.note_level == 0);
        level = view->hits->hits[i].card.note_level;
    }
    g_assert_cmpint(level, >, 0);
    view_search_free(view);
    for (uint32_t round = 0; round < 40; round++) {
        struct view_attract *attract =
            view_attract_read(showroom->env.exhibition, "en", round, NULL);
        for (size_t i = 0; i < attract->slides->count; i++)
            g_assert_cmpint(attract->slides->slides[i].item, !=, showroom->oral);
        view_attract_free(attract);
    }
}

static void what_is_noted_is_not_what_a_list_begins_with(void)
{
    static const char *const filters[] = {"all", "voices", "past", "theme"};
    int noted = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++) {
        int64_t subject = g_str_equal(filters[i], "theme") ? showroom->theme : 0;
        const struct route route = intent_open("browse", 0, subject, filters[i]).route;
        struct view_list *list = view_list_read(showroom->env.exhibition, &route, "en", NULL);
        int level = 0;
        for (size_t k = 0; k < view_list_length(list); k++) {
            g_assert_false(level > 0 && view_list_card(list, k)->note_level == 0);
            level = view_list_card(list, k)->note_level;
        }
        noted += level > 0;
        view_list_free(list);
    }
    g_assert_cmpint(noted, >, 0);
}

static void before_anything_is_found_there_are_stories_to_open(void)
{
    struct exhibit search = enter("search", 0);
    g_assert_true(has(&search, "begin1"));
    g_assert_false(has(&search, "page.up")); /* nothing to page through yet */
    struct intent intent = exhibit_touch(&search, "begin1");
    g_assert_cmpint(intent.type, ==, INTENT_OPEN);
    g_assert_cmpint(intent.route.item, !=, 0);
    g_assert_cmpint(intent.route.item, !=, showroom->oral); /* which has a note */
    type(&search, "tea");
    g_assert_false(has(&search, "begin1"));
    type(&search, "xqz");
    g_assert_true(has(&search, "hit.count"));
    g_assert_true(has(&search, "begin1"));
    exhibit_leave(&search);
}

static void an_empty_list_says_so_and_leads_on_two_ways(void)
{
    const struct showing showing = {"", intent_open("browse", 0, 0, "future").route, "chip6"};
    struct exhibit list = showroom_enter(showroom, &showing);
    g_assert_true(has(&list, "empty"));
    g_assert_cmpint(exhibit_touch(&list, "go.home").type, ==, INTENT_HOME);
    exhibit_touch(&list, "show.all");
    g_assert_true(has(&list, "card1"));
    exhibit_leave(&list);
}

static void what_is_told_before_leaves_four_equal_choices(void)
{
    static const char *const choices[] = {"note.skip", "note.summary", "note.all", "note.else"};
    static const int widths[] = {1920, 1080};
    for (size_t size = 0; size < G_N_ELEMENTS(widths); size++) {
        showroom_hang(showroom, widths[size], 3000 - widths[size]);
        struct exhibit note = enter("note", showroom->oral);
        struct access_tree *tree = exhibit_tree(&note);
        const struct access_node *first = access_tree_find(tree, choices[0]);
        for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
            const struct access_node *choice = access_tree_find(tree, choices[i]);
            g_assert_nonnull(choice);
            g_assert_cmpfloat(choice->box.w, ==, first->box.w);
            g_assert_cmpfloat(choice->box.h, ==, first->box.h);
            g_assert_cmpint(choice->states, ==, first->states);
        }
        access_tree_destroy(tree);
        exhibit_leave(&note);
    }
    showroom_hang(showroom, 1920, 1080);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    showroom = showroom_create();
#define PROMISE(name) g_test_add_func("/kiosk/search/" #name, name)
    PROMISE(a_real_keyboard_writes_where_words_are_looked_for);
    PROMISE(who_may_be_in_distress_sees_help_first);
    PROMISE(what_is_nearly_right_is_offered_as_it_is_spelt);
    PROMISE(nobody_is_offered_a_name_that_is_withheld);
    PROMISE(a_word_that_is_found_is_marked_in_any_script);
    PROMISE(what_is_noted_is_neither_first_nor_between_visits);
    PROMISE(what_is_noted_is_not_what_a_list_begins_with);
    PROMISE(before_anything_is_found_there_are_stories_to_open);
    PROMISE(an_empty_list_says_so_and_leads_on_two_ways);
    PROMISE(what_is_told_before_leaves_four_equal_choices);
    int status = g_test_run();
    showroom_end(showroom);
    return status;
}
