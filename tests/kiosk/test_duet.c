/* Where a film and its signer stand: whole, in their own shapes, neither hiding the other. */
#include "kiosk/duet.h"

#include <glib.h>
#include <math.h>

static const struct box areas[] = {
    {48, 168, 1824, 744}, {0, 168, 1080, 1456}, {0, 0, 300, 300}, {10, 20, 1200, 90}};
static const double shapes[] = {16.0 / 9, 4.0 / 3, 1, 520.0 / 680, 9.0 / 16, 2.39, 0.2, 5};

static bool is_inside(struct box outer, struct box inner)
{
    return inner.x >= outer.x - 0.01 && inner.y >= outer.y - 0.01 &&
           inner.x + inner.w <= outer.x + outer.w + 0.01 &&
           inner.y + inner.h <= outer.y + outer.h + 0.01;
}

static bool has_shape(struct box box, double shape)
{
    return fabs(box.w - box.h * shape) < 0.01;
}

static void both_are_whole_and_apart(void)
{
    for (size_t a = 0; a < G_N_ELEMENTS(areas); a++)
        for (size_t f = 0; f < G_N_ELEMENTS(shapes); f++)
            for (size_t s = 0; s < G_N_ELEMENTS(shapes); s++) {
                struct duet duet =
                    duet_beside(areas[a], 24, (struct duet_shapes){shapes[f], shapes[s]});
                g_assert_true(is_inside(areas[a], duet.film));
                g_assert_true(is_inside(areas[a], duet.signer));
                g_assert_true(has_shape(duet.film, shapes[f]));
                g_assert_true(has_shape(duet.signer, shapes[s]));
                g_assert_true(box_is_empty(box_intersect(duet.film, duet.signer)));
                g_assert_false(box_is_empty(duet.film));
                g_assert_false(box_is_empty(duet.signer));
            }
}

static double area_of(struct box box)
{
    return box.w * box.h;
}

/* Lying down a film and an upright signer are equally high; standing up the film is as wide as the
 * glass and the signer stands under it. */
static void the_screens_of_the_exhibition(void)
{
    const struct duet_shapes usual = {16.0 / 9, 520.0 / 680};
    struct duet lying = duet_beside(areas[0], 24, usual);
    g_assert_cmpfloat_with_epsilon(lying.film.h, lying.signer.h, 0.01);
    g_assert_cmpfloat_with_epsilon(lying.film.y, lying.signer.y, 0.01);
    g_assert_cmpfloat_with_epsilon(lying.film.x, 48, 0.01);
    g_assert_cmpfloat_with_epsilon(lying.signer.x + lying.signer.w, 48 + 1824, 0.01);
    g_assert_cmpfloat(lying.film.w, >, 1120);
    struct duet standing = duet_beside(areas[1], 24, usual);
    g_assert_cmpfloat_with_epsilon(standing.film.w, 1080, 0.01);
    g_assert_cmpfloat_with_epsilon(standing.signer.y, standing.film.y + standing.film.h + 24, 0.01);
    g_assert_cmpfloat(area_of(standing.signer), >, area_of(standing.film) / 2);
}

static void a_signer_over_the_film_is_a_sixth_of_it(void)
{
    const struct box all = {0, 0, 1920, 1080}, room = {48, 168, 1824, 744};
    int could = 0;
    for (size_t f = 0; f < G_N_ELEMENTS(shapes); f++)
        for (size_t s = 0; s < G_N_ELEMENTS(shapes); s++) {
            struct duet duet;
            if (!duet_over(all, room, (struct duet_shapes){shapes[f], shapes[s]}, &duet))
                continue;
            could++;
            g_assert_true(is_inside(all, duet.film));
            g_assert_true(is_inside(room, duet.signer));
            g_assert_true(has_shape(duet.signer, shapes[s]));
            g_assert_cmpfloat(area_of(duet.signer), >=, area_of(duet.film) / 6);
            g_assert_cmpfloat_with_epsilon(duet.signer.x + duet.signer.w, 1872, 0.01);
        }
    g_assert_cmpint(could, >, (int)(G_N_ELEMENTS(shapes) * G_N_ELEMENTS(shapes) / 2));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/duet/film and signer are whole and apart in any area",
                    both_are_whole_and_apart);
    g_test_add_func("/duet/they stand as the exhibition's screens are held",
                    the_screens_of_the_exhibition);
    g_test_add_func("/duet/a signer over the film takes at least a sixth of its picture",
                    a_signer_over_the_film_is_a_sixth_of_it);
    return g_test_run();
}
