/* Each file is brought to the house level by its own measure: a film, its description, and one that was
 * never measured. */
#include "catalogue/asset.h"
#include "kiosk/screens.h"
#include "kiosk/view_item.h"
#include "media/engine_fake.h"
#include "media/player.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

#include <math.h>

static struct showroom *showroom;

/* A file of the film's, with a measure of its own. */
static void give(const char *role, const char *media_type, const char *digest, double lufs,
                 double peak_dbtp)
{
    g_autoptr(GError) error = NULL;
    struct asset asset = ASSET_NEW;
    asset.item = showroom->film;
    asset.role = role;
    asset.digest = digest;
    asset.media_type = media_type;
    asset.size_bytes = 1;
    asset.duration_ms = SHOWROOM_FILM_MS;
    asset.loudness_lufs = lufs;
    asset.true_peak_dbtp = peak_dbtp;
    asset_insert(showroom->given->db, &asset, &error);
    g_assert_no_error(error);
}

static double wished_db(void)
{
    struct engine_wish wish;
    engine_fake_wish(showroom->engine, &wish);
    return wish.gain_db;
}

static void a_description_comes_at_its_own_level(void)
{
    g_autoptr(GError) error = NULL;
    struct view_item *view = view_item_read(showroom->env.exhibition, showroom->film, "en", &error);
    g_assert_no_error(error);
    g_autofree char *digest = g_path_get_basename(view->playable);
    const struct shown_asset *before = shown_item_asset(view->item, "audio_description", NULL);
    g_assert_true(before == NULL || asset_remove(showroom->given->db, before->id, NULL));
    view_item_free(view);
    give("audio_description", "audio/mp4", digest, -28, -20);
    const struct showing showing = {"", intent_open("film", showroom->film, 0, NULL).route, NULL};
    struct exhibit exhibit = showroom_enter(showroom, &showing);
    exhibit_wait(&exhibit, 400);
    /* The film was never measured: taken for loud. */
    g_assert_cmpfloat_with_epsilon(wished_db(), -6, 0.01);
    exhibit_touch(&exhibit, "audio.desc");
    exhibit_wait(&exhibit, 400);
    g_assert_cmpfloat_with_epsilon(wished_db(), 10, 0.01);
    exhibit_touch(&exhibit, "audio.desc");
    exhibit_wait(&exhibit, 400);
    g_assert_cmpfloat_with_epsilon(wished_db(), -6, 0.01);
    exhibit_leave(&exhibit);
}

static void the_volume_goes_in_ten_steps_of_three(void)
{
    static const char *const touches[] = {"volume", "quieter", "quieter", "louder"};
    const struct showing showing = {"", intent_open("film", showroom->film, 0, NULL).route, NULL};
    struct exhibit exhibit = showroom_enter(showroom, &showing);
    int volume = showroom->session->now.volume;
    static const int steps[] = {0, -1, -1, 1};
    for (size_t i = 0; i < G_N_ELEMENTS(touches); i++) {
        struct intent intent = exhibit_touch(&exhibit, touches[i]);
        if (steps[i] == 0)
            continue;
        g_assert_cmpint(intent.type, ==, INTENT_SET);
        g_assert_cmpint(intent.setting, ==, SETTING_VOLUME);
        g_assert_cmpint(intent.value, ==, volume + steps[i]);
        volume += steps[i];
        session_set(showroom->session, SETTING_VOLUME, volume, NULL);
        player_set_volume(showroom->player, volume);
        g_assert_cmpfloat_with_epsilon(wished_db(), -6 - 3.0 * (PLAYER_VOLUME_MAX - volume), 0.01);
    }
    player_set_volume(showroom->player, PLAYER_VOLUME_MAX);
    exhibit_leave(&exhibit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    showroom = showroom_create();
#define PROMISE(name) g_test_add_func("/kiosk/level/" #name, name)
    PROMISE(a_description_comes_at_its_own_level);
    PROMISE(the_volume_goes_in_ten_steps_of_three);
    int status = g_test_run();
    showroom_end(showroom);
    return status;
}
