/* The buttons under a recording, touched: its speed, and the volume with its ends. */
#include "kiosk/screens.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"

static struct showroom *the_showroom;

static struct exhibit listened_to(void)
{
    if (the_showroom == NULL)
        the_showroom = showroom_create();
    session_reset(the_showroom->session);
    showroom_hang(the_showroom, 1920, 1080);
    const struct showing showing = {"", intent_open("oral", the_showroom->oral, 0, NULL).route,
                                    NULL};
    return showroom_enter(the_showroom, &showing);
}

static struct player_status status_of(void)
{
    struct player_status status;
    player_poll(the_showroom->player, &status);
    return status;
}

static void assert_speed(const struct exhibit *exhibit, const char *value, double rate)
{
    struct engine_wish wish;
    struct access_tree *tree = exhibit_tree(exhibit);
    g_assert_cmpstr(access_tree_find(tree, "speed")->value, ==, value);
    access_tree_destroy(tree);
    engine_fake_wish(the_showroom->engine, &wish);
    g_assert_cmpfloat(wish.rate, ==, rate);
    g_assert_cmpfloat(status_of().rate, ==, rate);
}

static void the_speed_goes_round(void)
{
    static const struct {
        const char *value;
        double rate;
    } round[] = {{"1", 1}, {"1.25", 1.25}, {"1.5", 1.5}, {"0.75", 0.75}, {"1", 1}, {"1.25", 1.25}};
    struct exhibit exhibit = listened_to();
    exhibit_touch(&exhibit, "play");
    for (size_t i = 0; i < G_N_ELEMENTS(round); i++) {
        exhibit_wait(&exhibit, 200);
        assert_speed(&exhibit, round[i].value, round[i].rate);
        int64_t before_ms = status_of().time_ms;
        exhibit_wait(&exhibit, 4000);
        double passed_ms = (double)(status_of().time_ms - before_ms);
        g_assert_cmpfloat_with_epsilon(passed_ms, 4000 * round[i].rate, 150);
        if (i + 1 < G_N_ELEMENTS(round))
            exhibit_touch(&exhibit, "speed");
    }
    exhibit.class->hide(exhibit.self); /* another screen came and went: the speed is kept */
    exhibit.class->show(exhibit.self, the_showroom->now_ms);
    exhibit_wait(&exhibit, 200);
    exhibit.class->layout(exhibit.self);
    assert_speed(&exhibit, "1.25", 1.25);
    exhibit_leave(&exhibit);
}

/* As the stage does with the wish that comes back. */
static void touch_volume(struct exhibit *exhibit, const char *node, int expected)
{
    struct intent intent = exhibit_touch(exhibit, node);
    g_assert_cmpint(intent.type, ==, INTENT_SET);
    session_set(the_showroom->session, SETTING_VOLUME, intent.value, NULL);
    exhibit->class->layout(exhibit->self);
    g_assert_cmpint(the_showroom->session->now.volume, ==, expected);
}

static void the_volume_has_ends(void)
{
    struct exhibit exhibit = listened_to();
    exhibit_touch(&exhibit, "volume");
    g_assert_false(exhibit_has(&exhibit, "speed", 0));
    for (int step = 6; step <= SESSION_VOLUME_MAX; step++)
        touch_volume(&exhibit, "louder", step);
    g_assert_true(exhibit_has(&exhibit, "louder", ACCESS_DISABLED));
    for (int step = SESSION_VOLUME_MAX - 1; step >= 0; step--)
        touch_volume(&exhibit, "quieter", step);
    g_assert_true(exhibit_has(&exhibit, "quieter", ACCESS_DISABLED));
    exhibit_touch(&exhibit, "volume.done");
    g_assert_true(exhibit_has(&exhibit, "speed", 0));
    exhibit_leave(&exhibit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/player bar/the speed goes round and is kept", the_speed_goes_round);
    g_test_add_func("/player bar/the volume has ends", the_volume_has_ends);
    int status = g_test_run();
    showroom_end(the_showroom);
    return status;
}
