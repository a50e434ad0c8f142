/* What is told of a story before it is opened, and what each choice leads to. */
#include "kiosk/screens.h"
#include "kiosk/view_home.h"
#include "kiosk/view_list.h"
#include "kiosk/way.h"
#include "tests/support/showroom.h"

#include <string.h>

static struct showroom *showroom;

static struct shown_card noted(int level)
{
    return (struct shown_card){
        .id = showroom->oral, .kind = "oral_history", .note_level = level, .title = "A story"};
}

static bool is_told_first(int level)
{
    const struct shown_card card = noted(level);
    const struct intent intent = way_to_card(&showroom->env, &card, NULL, 0);
    return g_str_equal(intent.route.screen, "note");
}

static void a_story_that_hurts_is_told_of_once_in_a_visit(void)
{
    session_reset(showroom->session);
    g_assert_false(is_told_first(0));
    g_assert_true(is_told_first(2));
    session_answer_note(showroom->session, showroom->oral, true);
    g_assert_false(is_told_first(2));
    session_reset(showroom->session); /* the next visitor */
    g_assert_true(is_told_first(2));
}

static void who_wants_to_be_told_always_is_told_of_lesser_things_too(void)
{
    session_reset(showroom->session);
    g_assert_false(is_told_first(1));
    session_set(showroom->session, SETTING_ALWAYS_NOTES, 1, NULL);
    g_assert_true(is_told_first(1));
    g_assert_false(is_told_first(0));
    session_reset(showroom->session);
    g_assert_false(is_told_first(1));
}

static struct exhibit enter_note(void)
{
    session_reset(showroom->session);
    struct showing showing = {"", intent_open("note", showroom->oral, 0, NULL).route, NULL};
    showing.route.start_ms = 21000; /* where a search has found something */
    return showroom_enter(showroom, &showing);
}

static char *name_of(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    char *name = node != NULL ? g_strdup(node->name) : NULL;
    access_tree_destroy(tree);
    return name;
}

/* Each choice, what it leads to, and whether the noted part is then passed over. */
static void every_choice_leads_where_it_says(void)
{
    static const struct {
        const char *choice;
        enum intent_type type;
        const char *screen;
        bool skips;
    } choices[] = {{"note.skip", INTENT_REPLACE, "oral", true},
                   {"note.all", INTENT_REPLACE, "oral", false},
                   {"note.else", INTENT_BACK, "", true},
                   {"nav.break", INTENT_BREAK, "", true}};
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        struct exhibit note = enter_note();
        const struct intent intent = exhibit_touch(&note, choices[i].choice);
        g_assert_cmpint(intent.type, ==, choices[i].type);
        g_assert_cmpint(session_skips_parts(showroom->session, showroom->oral), ==,
                        choices[i].skips);
        if (intent.type == INTENT_REPLACE) {
            g_assert_cmpstr(intent.route.screen, ==, choices[i].screen);
            g_assert_cmpint(intent.route.item, ==, showroom->oral);
            g_assert_cmpint(intent.route.start_ms, ==, 21000);
        }
        exhibit_leave(&note);
    }
}

static void the_summary_is_read_in_place_of_the_note_and_leaves_the_other_choices(void)
{
    struct exhibit note = enter_note();
    g_autofree char *told = name_of(&note, "what.it.contains");
    g_assert_nonnull(strstr(told, "4:00"));
    g_assert_nonnull(strstr(told, "3 min"));
    g_assert_nonnull(strstr(told, "detained in hospital"));
    g_assert_cmpint(exhibit_touch(&note, "note.summary").type, ==, INTENT_NONE);
    g_autofree char *summary = name_of(&note, "what.it.contains");
    g_assert_cmpstr(summary, ==, "They tell how a talk over tea became a centre for many people.");
    static const char *const left[] = {"note.skip", "note.all", "note.else"};
    for (size_t i = 0; i < G_N_ELEMENTS(left); i++) {
        g_autofree char *name = name_of(&note, left[i]);
        g_assert_nonnull(name);
    }
    exhibit_leave(&note);
}

/* Every card with a picture, once as it is and once as its note might ask for. */
static void a_hidden_picture_is_a_pattern_in_every_list(void)
{
    const struct route all = intent_open("browse", 0, 0, "all").route;
    struct view_list *list = view_list_read(showroom->env.exhibition, &all, "en", NULL);
    int shown = 0;
    for (size_t i = 0; i < view_list_length(list); i++) {
        struct shown_card card = *view_list_card(list, i);
        g_autofree char *small = view_card_picture(showroom->env.exhibition, &card, 400);
        g_autofree char *large = view_card_picture(showroom->env.exhibition, &card, 900);
        shown += small != NULL && large != NULL;
        card.hides_picture = true;
        g_assert_null(view_card_picture(showroom->env.exhibition, &card, 400));
        g_assert_null(view_card_picture(showroom->env.exhibition, &card, 900));
    }
    g_assert_cmpint(shown, >, 0);
    view_list_free(list);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    showroom = showroom_create();
#define PROMISE(name) g_test_add_func("/kiosk/notes/" #name, name)
    PROMISE(a_story_that_hurts_is_told_of_once_in_a_visit);
    PROMISE(who_wants_to_be_told_always_is_told_of_lesser_things_too);
    PROMISE(every_choice_leads_where_it_says);
    PROMISE(the_summary_is_read_in_place_of_the_note_and_leaves_the_other_choices);
    PROMISE(a_hidden_picture_is_a_pattern_in_every_list);
    int status = g_test_run();
    showroom_end(showroom);
    return status;
}
