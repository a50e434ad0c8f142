/* A visit from attract to a reset, with small screens and a clock of the test's own. */
#include "kiosk/gesture.h"
#include "kiosk/stage.h"
#include "kiosk/theme.h"

#include <glib.h>
#include <string.h>

/* What happened, in order: "enter:home show:home hide:home leave:home event:…". */
static GString *diary;
static int entered; /* screens that were entered and not left */
static int64_t opened;
static enum idle_class idle_now = IDLE_LIST;

struct paper {
    const char *name;
    int count; /* of activations: what "the exact spot" is here */
};

static void note(const char *what, const char *name)
{
    g_string_append_printf(diary, "%s%s:%s", diary->len > 0 ? " " : "", what, name);
}

static void *paper_enter(const char *name)
{
    struct paper *paper = g_new0(struct paper, 1);
    paper->name = name;
    entered++;
    note("enter", name);
    return paper;
}

static void paper_show(void *self, int64_t now_ms)
{
    note("show", ((struct paper *)self)->name);
}

static void paper_hide(void *self)
{
    note("hide", ((struct paper *)self)->name);
}

static void paper_leave(void *self)
{
    note("leave", ((struct paper *)self)->name);
    entered--;
    g_free(self);
}

static void paper_layout(void *self)
{
    note("layout", ((struct paper *)self)->name);
}

static enum idle_class paper_idle(const void *self)
{
    return idle_now;
}

static enum idle_class attract_idle(const void *self)
{
    return IDLE_NEVER;
}

static void paper_draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
}

/* Four buttons, a slider, and the way back. */
static void paper_describe(const void *self, struct access_tree *tree)
{
    static const char *const ids[] = {"oral", "broken", "reset", "settings"};
    const struct paper *paper = self;
    g_autofree char *count = g_strdup_printf("%d", paper->count);

    access_tree_add(tree, &(struct access_node){.id = "title",
                                                .role = ACCESS_HEADING,
                                                .name = paper->name,
                                                .value = count,
                                                .box = {48, 20, 600, 60}});
    for (int i = 0; i < 4; i++)
        access_tree_add(tree, &(struct access_node){.id = ids[i],
                                                    .role = ACCESS_BUTTON,
                                                    .box = {100 + 300 * i, 100, 200, 100},
                                                    .is_target = true,
                                                    .is_content = true});
    access_tree_add(tree, &(struct access_node){.id = "slider",
                                                .role = ACCESS_SLIDER,
                                                .box = {100, 300, 800, 100},
                                                .is_target = true});
    access_tree_add(tree, &(struct access_node){.id = "nav.back",
                                                .role = ACCESS_BUTTON,
                                                .box = {48, 960, 216, 96},
                                                .is_target = true});
}

static struct intent paper_event(void *self, const struct event *event)
{
    struct paper *paper = self;

    if (event->type == EVENT_ACTION)
        note(action_name(event->action), event->node == NULL ? "" : event->node);
    if (event->type == EVENT_FOCUS || event->type == EVENT_CANCEL)
        note(event_type_name(event->type), event->node);
    if (event->type != EVENT_ACTIVATE)
        return intent_none();
    paper->count++;
    if (strcmp(event->node, "oral") == 0)
        return intent_open("oral", ++opened, 0, NULL); /* another one each time */
    if (strcmp(event->node, "broken") == 0)
        return intent_open("broken", 1, 0, NULL);
    if (strcmp(event->node, "reset") == 0)
        return intent_of(INTENT_RESET);
    if (strcmp(event->node, "settings") == 0)
        return intent_set(SETTING_TEXT_SIZE, TEXT_LARGEST);
    return intent_of_nav(event->node);
}

static struct intent attract_event(void *self, const struct event *event)
{
    bool begins = event->type == EVENT_TAP || event->type == EVENT_ACTIVATE;
    return begins ? intent_begin("ur") : intent_none();
}

static struct intent idle_event(void *self, const struct event *event)
{
    if (event->type == EVENT_ACTIVATE)
        return intent_of(strcmp(event->node, "oral") == 0 ? INTENT_STAY : INTENT_RESET);
    return intent_none();
}

static void *enter_named(const struct screen_env *env, const struct route *route, GError **error)
{
    static const char *const names[] = {"attract", "home", "oral", "break", "idle", "trouble"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], route->screen) == 0)
            return paper_enter(names[i]);
    return NULL;
}

static void *enter_broken(const struct screen_env *env, const struct route *route, GError **error)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "the catalogue is damaged");
    return NULL;
}

#define PAPER(screen, enters, takes, idles)                                                        \
    {                                                                                              \
        .name = screen, .enter = enters, .layout = paper_layout, .show = paper_show,               \
        .hide = paper_hide, .event = takes, .draw = paper_draw, .describe = paper_describe,        \
        .idle = idles, .leave = paper_leave                                                        \
    }

static const struct screen_class papers[] = {
    PAPER("attract", enter_named, attract_event, attract_idle),
    PAPER("home", enter_named, paper_event, paper_idle),
    PAPER("oral", enter_named, paper_event, paper_idle),
    PAPER("break", enter_named, paper_event, paper_idle),
    PAPER("idle", enter_named, idle_event, paper_idle),
    PAPER("trouble", enter_named, paper_event, paper_idle),
    PAPER("broken", enter_broken, paper_event, paper_idle),
};
static const struct screen_class *const classes[] = {&papers[0], &papers[1], &papers[2], &papers[3],
                                                     &papers[4], &papers[5], &papers[6], NULL};

/* A visit. */
struct visit {
    struct viewport viewport;
    struct theme *theme;
    struct session *session;
    struct screen_env env;
    struct stage *stage;
    int64_t now_ms;
    int changes, ends, logged;
    char cause[200];
};

static void choices_changed(void *data)
{
    ((struct visit *)data)->changes++;
}

static void visit_ended(void *data)
{
    ((struct visit *)data)->ends++;
}

static void take_log(const char *screen, const char *cause, void *data)
{
    struct visit *visit = data;
    visit->logged++;
    g_snprintf(visit->cause, sizeof visit->cause, "%s: %s", screen, cause);
}

static struct visit *given_attract(void)
{
    struct session_choices defaults = {.language = "en", .volume = 5};
    struct visit *visit = g_new0(struct visit, 1);

    diary = g_string_new(NULL);
    idle_now = IDLE_LIST;
    visit->viewport = viewport_for(1920, 1080, false);
    visit->theme = theme_fallback();
    visit->session = session_create(&defaults);
    visit->env = (struct screen_env){
        .theme = visit->theme, .session = visit->session, .viewport = &visit->viewport};
    struct stage_config config = {.classes = classes,
                                  .env = &visit->env,
                                  .session = visit->session,
                                  .choices_changed = choices_changed,
                                  .visit_ended = visit_ended,
                                  .log = take_log,
                                  .data = visit};
    visit->now_ms = 1000;
    visit->stage = stage_create(&config, visit->now_ms);
    return visit;
}

static void end(struct visit *visit)
{
    stage_destroy(visit->stage);
    g_assert_cmpint(entered, ==, 0); /* every screen was left */
    session_destroy(visit->session);
    theme_destroy(visit->theme);
    g_string_free(diary, TRUE);
    g_free(visit);
}

/* Lets time pass as the program does, in steps no longer than the stage asks for. */
static void wait(struct visit *visit, int64_t ms)
{
    int64_t until_ms = visit->now_ms + ms;
    struct tick tick = stage_tick(visit->stage, visit->now_ms);
    while (visit->now_ms < until_ms) {
        int64_t step_ms = until_ms - visit->now_ms;
        if (tick.again_in_ms >= 0)
            step_ms = MIN(step_ms, MAX(tick.again_in_ms, 16));
        visit->now_ms += step_ms;
        tick = stage_tick(visit->stage, visit->now_ms);
    }
}

static void finger(struct visit *visit, enum contact_phase phase, double x, double y)
{
    struct contact contact = {.id = 1, .phase = phase, .at = {x, y}, .now_ms = visit->now_ms};
    stage_contact(visit->stage, &contact);
}

/* A visitor's touch, half a second after whatever was before. */
static void touch(struct visit *visit, double x, double y)
{
    wait(visit, 500);
    finger(visit, CONTACT_DOWN, x, y);
    wait(visit, 80);
    finger(visit, CONTACT_UP, x, y);
}

static void touch_node(struct visit *visit, const char *id)
{
    const struct access_node *node = access_tree_find(stage_tree(visit->stage), id);
    g_assert_nonnull(node);
    struct point at = box_center(node->box);
    touch(visit, at.x, at.y);
}

static void key(struct visit *visit, enum action action)
{
    wait(visit, 500);
    stage_action(visit->stage, action, visit->now_ms);
}

static struct visit *given_home(void)
{
    struct visit *visit = given_attract();
    touch(visit, 900, 800);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    wait(visit, 500);
    g_string_truncate(diary, 0);
    return visit;
}

static const char *focused(struct visit *visit)
{
    const struct access_tree *tree = stage_tree(visit->stage);
    for (size_t i = 0; i < access_tree_count(tree); i++)
        if ((access_tree_node(tree, i)->states & ACCESS_FOCUSED) != 0)
            return access_tree_node(tree, i)->id;
    return NULL;
}

static void any_touch_begins_a_visit_in_the_language_touched(void)
{
    struct visit *visit = given_attract();
    g_assert_cmpstr(stage_screen(visit->stage), ==, "attract");
    touch(visit, 900, 800);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    g_assert_cmpstr(visit->session->now.language, ==, "ur");
    wait(visit, 1000);
    g_assert_cmpstr(diary->str, ==,
                    "enter:attract layout:attract show:attract layout:attract enter:home "
                    "hide:attract layout:home show:home leave:attract");
    end(visit);
}

static void back_returns_to_the_exact_spot(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "oral");
    g_assert_cmpstr(stage_screen(visit->stage), ==, "oral");
    g_assert_cmpint(stage_depth(visit->stage), ==, 2);
    touch_node(visit, "nav.back");
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    g_assert_cmpstr(access_tree_find(stage_tree(visit->stage), "title")->value, ==, "1");
    wait(visit, 1000);
    g_assert_cmpstr(diary->str, ==,
                    "enter:oral hide:home layout:oral show:oral hide:oral show:home leave:oral");
    end(visit);
}

static void home_from_anywhere_is_the_same_home(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "oral");
    touch_node(visit, "oral");
    touch_node(visit, "oral");
    g_assert_cmpint(stage_depth(visit->stage), ==, 4);
    key(visit, ACTION_HOME);
    g_assert_cmpint(stage_depth(visit->stage), ==, 1);
    g_assert_cmpstr(access_tree_find(stage_tree(visit->stage), "title")->value, ==, "1");
    end(visit);
}

static void back_at_home_stays_at_home(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "nav.back");
    key(visit, ACTION_BACK);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    end(visit);
}

static void a_long_visit_keeps_home_and_the_last_screens(void)
{
    struct visit *visit = given_home();
    for (int i = 0; i < 40; i++)
        touch_node(visit, "oral");
    g_assert_cmpint(stage_depth(visit->stage), <=, 12);
    wait(visit, 1000);
    g_assert_cmpint(entered, ==, stage_depth(visit->stage));
    for (int i = 0; i < 40; i++)
        key(visit, ACTION_BACK);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    end(visit);
}

static void a_screen_that_fails_is_a_card_with_a_way_on(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "broken");
    g_assert_cmpstr(stage_screen(visit->stage), ==, "trouble");
    g_assert_cmpint(visit->logged, ==, 1);
    g_assert_cmpstr(visit->cause, ==, "broken: the catalogue is damaged");
    key(visit, ACTION_BACK);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    end(visit);
}

static void a_touch_does_not_fall_through_to_the_next_screen(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "oral");
    wait(visit, 100);
    finger(visit, CONTACT_DOWN, 200, 150); /* the same place is a button there too */
    wait(visit, 60);
    finger(visit, CONTACT_UP, 200, 150);
    g_assert_cmpint(stage_depth(visit->stage), ==, 2);
    end(visit);
}

static void what_is_pressed_looks_so_at_once(void)
{
    struct visit *visit = given_home();
    finger(visit, CONTACT_DOWN, 200, 150);
    const struct access_node *node = access_tree_find(stage_tree(visit->stage), "oral");
    g_assert_true((node->states & ACCESS_PRESSED) != 0);
    g_assert_true(stage_tick(visit->stage, visit->now_ms).is_dirty);
    finger(visit, CONTACT_LOST, 200, 150);
    node = access_tree_find(stage_tree(visit->stage), "oral");
    g_assert_true((node->states & ACCESS_PRESSED) == 0);
    end(visit);
}

static void the_focus_is_seen_from_the_first_key_and_not_after_a_touch(void)
{
    struct visit *visit = given_home();
    g_assert_null(focused(visit));
    key(visit, ACTION_NEXT);
    g_assert_cmpstr(focused(visit), ==, "oral");
    key(visit, ACTION_NEXT);
    g_assert_cmpstr(focused(visit), ==, "broken");
    key(visit, ACTION_PREVIOUS);
    key(visit, ACTION_PREVIOUS);
    g_assert_cmpstr(focused(visit), ==, "nav.back");
    touch(visit, 1800, 700);
    g_assert_null(focused(visit));
    end(visit);
}

static void keys_alone_go_in_and_out_and_keep_their_place(void)
{
    struct visit *visit = given_home();
    key(visit, ACTION_NEXT);
    key(visit, ACTION_SELECT);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "oral");
    g_assert_cmpstr(focused(visit), ==, NULL);
    key(visit, ACTION_DOWN);
    g_assert_cmpstr(focused(visit), ==, "slider");
    key(visit, ACTION_BACK);
    key(visit, ACTION_RIGHT);
    g_assert_cmpstr(focused(visit), ==, "broken");
    end(visit);
}

static void left_and_right_move_a_slider_that_has_the_focus(void)
{
    struct visit *visit = given_home();
    key(visit, ACTION_NEXT);
    key(visit, ACTION_DOWN);
    g_string_truncate(diary, 0);
    key(visit, ACTION_RIGHT);
    key(visit, ACTION_LEFT);
    g_assert_cmpstr(diary->str, ==, "increase:slider decrease:slider");
    end(visit);
}

static void enter_begins_from_attract(void)
{
    struct visit *visit = given_attract();
    key(visit, ACTION_SELECT);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    end(visit);
}

static void nobody_there_is_asked_and_then_everything_is_forgotten(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "oral");
    touch_node(visit, "settings");
    session_answer_note(visit->session, 5, true);
    wait(visit, 89 * 1000);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "oral");
    wait(visit, 100 * 1000); /* Largest text doubles the wait */
    g_assert_cmpstr(stage_screen(visit->stage), ==, "idle");
    g_assert_cmpint(stage_depth(visit->stage), ==, 2);
    wait(visit, 61 * 1000);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "attract");
    g_assert_cmpint(stage_depth(visit->stage), ==, 1);
    g_assert_cmpstr(visit->session->now.language, ==, "en");
    g_assert_cmpint(visit->session->now.text_size, ==, TEXT_STANDARD);
    g_assert_false(session_note_is_answered(visit->session, 5));
    g_assert_cmpint(visit->ends, ==, 1);
    end(visit);
}

static void a_touch_outside_the_warning_means_still_here(void)
{
    struct visit *visit = given_home();
    wait(visit, 91 * 1000);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "idle");
    touch(visit, 1800, 700);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    wait(visit, 89 * 1000);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    end(visit);
}

static void the_warning_keeps_the_focus_inside_and_escape_leaves_it(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "oral");
    wait(visit, 91 * 1000);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "idle");
    key(visit, ACTION_NEXT);
    key(visit, ACTION_NEXT);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "idle");
    key(visit, ACTION_BACK);
    g_assert_cmpstr(stage_screen(visit->stage), ==, "oral");
    end(visit);
}

static void the_warning_s_buttons_stay_or_start_again(void)
{
    struct visit *visit = given_home();
    wait(visit, 91 * 1000);
    touch_node(visit, "oral"); /* here: still here */
    g_assert_cmpstr(stage_screen(visit->stage), ==, "home");
    wait(visit, 91 * 1000);
    touch_node(visit, "broken"); /* here: start again */
    g_assert_cmpstr(stage_screen(visit->stage), ==, "attract");
    end(visit);
}

static void a_choice_applies_at_once_and_lays_out_again(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "settings");
    g_assert_cmpint(visit->session->now.text_size, ==, TEXT_LARGEST);
    g_assert_cmpstr(diary->str, ==, "layout:home");
    int changes = visit->changes;
    key(visit, ACTION_VOLUME_UP);
    g_assert_cmpint(visit->session->now.volume, ==, 6);
    g_assert_cmpint(visit->changes, ==, changes + 1);
    g_assert_cmpstr(diary->str, ==, "layout:home");
    end(visit);
}

static void a_covered_screen_is_laid_out_when_it_is_seen_again(void)
{
    struct visit *visit = given_home();
    touch_node(visit, "oral");
    touch_node(visit, "settings");
    g_string_truncate(diary, 0);
    key(visit, ACTION_BACK);
    g_assert_cmpstr(diary->str, ==, "hide:oral layout:home show:home");
    end(visit);
}

static void nothing_moves_and_the_stage_sleeps(void)
{
    struct visit *visit = given_attract();
    wait(visit, 1000);
    g_assert_cmpint(stage_tick(visit->stage, visit->now_ms).again_in_ms, ==, -1);
    touch(visit, 900, 800);
    wait(visit, 1000);
    g_assert_cmpint(stage_tick(visit->stage, visit->now_ms).again_in_ms, >, 80 * 1000);
    end(visit);
}

static void where_the_processor_draws_a_new_screen_is_there_at_once(void)
{
    struct visit *visit = given_attract();
    visit->env.is_still = true;
    touch(visit, 900, 800);
    g_assert_cmpint(stage_tick(visit->stage, visit->now_ms).again_in_ms, >, 80 * 1000);
    end(visit);
}

/* A child, a palm, a cat: whatever comes, there is a screen, and nothing leaks. */
static void an_hour_of_random_hands_is_survived(void)
{
    struct visit *visit = given_home();
    GRand *random = g_rand_new_with_seed(11);

    for (int i = 0; i < 20000; i++) {
        struct contact contact = {
            .id = g_rand_int_range(random, 1, 8),
            .phase = (enum contact_phase)g_rand_int_range(random, 0, 4),
            .at = {g_rand_double_range(random, -20, 1940), g_rand_double_range(random, -20, 1100)},
            .now_ms = visit->now_ms};
        stage_contact(visit->stage, &contact);
        if (i % 7 == 0)
            stage_action(visit->stage, (enum action)g_rand_int_range(random, 0, 27), visit->now_ms);
        if (i % 50 == 0)
            stage_layout(visit->stage, visit->now_ms);
        wait(visit, g_rand_int_range(random, 0, 400));
        g_assert_cmpstr(stage_screen(visit->stage), !=, "");
    }
    g_rand_free(random);
    end(visit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/stage/" #name, name)
    TEST(any_touch_begins_a_visit_in_the_language_touched);
    TEST(back_returns_to_the_exact_spot);
    TEST(home_from_anywhere_is_the_same_home);
    TEST(back_at_home_stays_at_home);
    TEST(a_long_visit_keeps_home_and_the_last_screens);
    TEST(a_screen_that_fails_is_a_card_with_a_way_on);
    TEST(a_touch_does_not_fall_through_to_the_next_screen);
    TEST(what_is_pressed_looks_so_at_once);
    TEST(the_focus_is_seen_from_the_first_key_and_not_after_a_touch);
    TEST(keys_alone_go_in_and_out_and_keep_their_place);
    TEST(left_and_right_move_a_slider_that_has_the_focus);
    TEST(enter_begins_from_attract);
    TEST(nobody_there_is_asked_and_then_everything_is_forgotten);
    TEST(a_touch_outside_the_warning_means_still_here);
    TEST(the_warning_keeps_the_focus_inside_and_escape_leaves_it);
    TEST(the_warning_s_buttons_stay_or_start_again);
    TEST(a_choice_applies_at_once_and_lays_out_again);
    TEST(a_covered_screen_is_laid_out_when_it_is_seen_again);
    TEST(nothing_moves_and_the_stage_sleeps);
    TEST(where_the_processor_draws_a_new_screen_is_there_at_once);
    TEST(an_hour_of_random_hands_is_survived);
    return g_test_run();
}
