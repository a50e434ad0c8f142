#include "tests/support/gallery.h"

#include "tests/support/scratch.h"

#include <stdlib.h>
#include <string.h>

#define TWICE_MS 600 /* a second tap on the same button counts only after a moment */

static struct scratch *gallery;
static char *gallery_pack;

/* What a program writes, without the last line's end; the caller's. */
char *gallery_run(const char *const *argv)
{
    g_autoptr(GError) error = NULL;
    char *written = NULL;
    int status = -1;
    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &written, NULL,
                 &status, &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
    return g_strchomp(written);
}

static char *rwf(const char *const *words)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_autofree char *program = g_build_filename(g_getenv("RWF_BIN"), "rwf", NULL);
    g_autofree char *archive = scratch_path(gallery, "archive");
    g_strv_builder_add_many(builder, program, "-C", archive, "--quiet", NULL);
    g_strv_builder_addv(builder, (const char **)words);
    g_auto(GStrv) argv = g_strv_builder_end(builder);
    return gallery_run((const char *const *)argv);
}
#define RWF(...) g_free(rwf((const char *const[]){__VA_ARGS__, NULL}))

/* A picture whose every pixel says where it is, made larger from a small one. */
static char *given_map(const char *name, const char *size)
{
    char *path = scratch_path(gallery, name);
    g_autofree char *filter = g_strdup_printf(
        "format=rgb24,geq=r='X+0.5':g='(Y+0.5)*256/192':b=128,scale=%s:flags=bilinear", size);
    g_free(gallery_run((const char *[]){"ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i",
                                        "color=black:size=256x192:rate=1", "-frames:v", "1", "-vf",
                                        filter, "-q:v", "1", path, NULL}));
    return path;
}

static char *given_plain(const char *name, const char *colour, const char *size)
{
    char *path = scratch_path(gallery, name);
    g_autofree char *source = g_strdup_printf("color=%s:size=64x64:rate=1", colour);
    g_autofree char *filter = g_strdup_printf("format=rgb24,scale=%s", size);
    g_free(gallery_run((const char *[]){"ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i",
                                        source, "-frames:v", "1", "-vf", filter, path, NULL}));
    return path;
}

/* The code of a picture shown at this place of the list; the caller's. */
static char *given_item(const char *file, const char *title, int rank, const char *scope)
{
    g_autofree char *place = g_strdup_printf("rank=%d", rank);
    char *code =
        rwf((const char *const[]){"add", file, "--kind", "picture", "--title", title, NULL});
    RWF("set", code, "era=past", place, "alt_short=A made-up picture");
    RWF("consent", code, "grant", "--by", "Sample person", "--scope", scope);
    return code;
}

static void given_set(const char *kind, const char *size, const char *title, int rank)
{
    static const char *const colours[] = {"0xc02020", "0x20a020", "0x2020c0"};
    char *code = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
        g_autofree char *file = g_strdup_printf("%s-%zu.png", kind, i);
        g_autofree char *page = given_plain(file, colours[i], size);
        if (code == NULL)
            code = given_item(page, title, rank, "kiosk");
        else
            RWF("attach", code, page, "--role", "page");
    }
    g_autofree char *its_kind = g_strdup_printf("kind=%s", kind);
    RWF("set", code, its_kind, "text=Of red.\fOf green.\fOf blue.");
    g_free(code);
}

/* What cameras, scanners and other programs write, all of one red. */
static void given_kinds(int rank)
{
    g_autofree char *red = given_plain("red.png", "0xff0000", "700:500");
    g_autofree char *wide = scratch_path(gallery, "wide.jpg");
    g_autofree char *print = scratch_path(gallery, "print.jpg");
    g_autofree char *deep = scratch_path(gallery, "deep.png");
    g_autofree char *moving = scratch_path(gallery, "moving.gif");
    g_free(gallery_run(
        (const char *[]){"vips", "icc_export", red, wide, "--output-profile", "p3", NULL}));
    g_free(gallery_run(
        (const char *[]){"vips", "icc_export", red, print, "--output-profile", "cmyk", NULL}));
    g_free(gallery_run((const char *[]){"vips", "colourspace", red, deep, "rgb16", NULL}));
    g_free(gallery_run((const char *[]){
        "ffmpeg", "-nostdin", "-v", "error", "-filter_complex",
        "color=red:s=700x500:d=1:r=1[a];color=blue:s=700x500:d=1:r=1[b];[a][b]concat,format=bgr8",
        moving, NULL}));
    g_autofree char *code = given_item(wide, "Four files of one red", rank, "kiosk");
    RWF("attach", code, print, "--role", "page");
    RWF("attach", code, deep, "--role", "page");
    RWF("attach", code, moving, "--role", "page");
}

void gallery_make(void)
{
    gallery = scratch_create();
    g_autofree char *program = g_build_filename(g_getenv("RWF_BIN"), "rwf", NULL);
    g_autofree char *archive = scratch_path(gallery, "archive");
    g_free(gallery_run(
        (const char *[]){program, "--quiet", "init", archive, "--title", "A gallery", NULL}));
    g_autofree char *map = given_map("map.jpg", "3200:2400");
    g_autofree char *code = given_item(map, "A large map", 1, "kiosk");
    RWF("region", code, "add", "--box", "0.1,0.1,0.1,0.1", "--says", "Up on the left.");
    RWF("region", code, "add", "--box", "0.7,0.6,0.1,0.1", "--says", "Down on the right.");
    given_set("picture", "800:600", "Three sides", 2);
    g_autofree char *small = given_map("small.jpg", "1600:1200");
    g_autofree char *whole = given_item(small, "Not to be enlarged", 3, "kiosk,no-zoom");
    g_autoptr(GString) words = g_string_new("alt_long=");
    for (int i = 0; i < 40; i++)
        g_string_append_printf(words, "Sentence %d says what else is to be seen there. ", i + 1);
    RWF("set", whole, words->str);
    g_autofree char *line = given_plain("thin.png", "0xe0a020", "1:30000");
    g_free(given_item(line, "A single line", 4, "kiosk"));
    given_set("document", "600:800", "Three sheets", 5);
    given_kinds(6);
    gallery_pack = scratch_path(gallery, "pack");
    RWF("publish", gallery_pack);
}

void gallery_start(struct gallery_visit *visit)
{
    g_autoptr(GError) error = NULL;
    visit->kiosk =
        kiosk_process_start(visit->screen, (const char *[]){"--pack", visit->pack, NULL}, &error);
    g_assert_no_error(error);
    kiosk_process_expect_screen(visit->kiosk, "attract");
    kiosk_process_tap(visit->kiosk, "cta.begin");
    kiosk_process_expect_screen(visit->kiosk, "home");
    kiosk_process_tap(visit->kiosk, "era1");
    kiosk_process_expect_screen(visit->kiosk, "browse");
}

void gallery_arrive(struct gallery_visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    visit->screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
    visit->glass = glass_open(touchscreen_display(visit->screen), &error);
    g_assert_no_error(error);
    visit->pack = g_strdup(gallery_pack);
    gallery_start(visit);
}

/* At a copy of the pack, which the test harms before it starts. */
void gallery_arrive_early(struct gallery_visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    visit->folder = scratch_create();
    visit->pack = scratch_path(visit->folder, "pack");
    g_free(gallery_run((const char *[]){"cp", "-a", gallery_pack, visit->pack, NULL}));
    g_free(gallery_run((const char *[]){"chmod", "-R", "u+w", visit->pack, NULL}));
    visit->screen = touchscreen_start(1920, 1080, &error);
    g_assert_no_error(error);
    visit->glass = glass_open(touchscreen_display(visit->screen), &error);
    g_assert_no_error(error);
}

void gallery_depart(struct gallery_visit *visit, const void *unused)
{
    g_autoptr(GError) error = NULL;
    kiosk_process_stop(visit->kiosk, &error);
    g_assert_no_error(error);
    kiosk_process_destroy(visit->kiosk);
    glass_close(visit->glass);
    touchscreen_destroy(visit->screen);
    scratch_destroy(visit->folder);
    g_free(visit->pack);
}

static bool is_settled(const struct automation_stats *stats, void *unused)
{
    return stats->jobs_waiting == 0;
}

void gallery_settle(struct gallery_visit *visit)
{
    g_usleep(300 * 1000);
    kiosk_process_expect_stats(visit->kiosk, "the picture has come", is_settled, NULL);
    g_usleep(300 * 1000);
}

void gallery_open(struct gallery_visit *visit, const char *card, const char *screen)
{
    kiosk_process_tap(visit->kiosk, card);
    kiosk_process_expect_screen(visit->kiosk, screen);
    gallery_settle(visit);
}

void gallery_tap(struct gallery_visit *visit, const char *id)
{
    kiosk_process_tap(visit->kiosk, id);
    g_usleep(TWICE_MS * 1000);
}

/* The mean colour of a few pixels there, 0 to 1 each. */
static void colour_at(struct gallery_visit *visit, double x_px, double y_px, double rgb[3])
{
    uint32_t pixels[9];
    rgb[0] = rgb[1] = rgb[2] = 0;
    glass_row(visit->glass, (int)x_px - 4, (int)y_px, 9, pixels);
    for (int i = 0; i < 9; i++)
        for (int c = 0; c < 3; c++)
            rgb[c] += (pixels[i] >> (16 - 8 * c) & 255) / 255.0 / 9;
}

/* Which part of a map is seen there. */
struct gallery_place gallery_place(struct gallery_visit *visit, double x_px, double y_px)
{
    double rgb[3];
    colour_at(visit, x_px, y_px, rgb);
    g_assert_cmpfloat_with_epsilon(rgb[2], 0.5, 0.06);
    return (struct gallery_place){rgb[0], rgb[1]};
}

struct gallery_place gallery_middle(struct gallery_visit *visit, const char *id)
{
    struct automation_node box = kiosk_process_box(visit->kiosk, id);
    /* Not on a button in the middle of an edge. */
    return gallery_place(visit, box.x_px + box.width_px / 2, box.y_px + box.height_px / 2);
}

void gallery_assert_near(struct gallery_place seen, double x, double y)
{
    g_assert_cmpfloat_with_epsilon(seen.x, x, GALLERY_TOLERANCE);
    g_assert_cmpfloat_with_epsilon(seen.y, y, GALLERY_TOLERANCE);
}

void gallery_colour(struct gallery_visit *visit, const char *id, double rgb[3])
{
    struct automation_node box = kiosk_process_box(visit->kiosk, id);
    colour_at(visit, box.x_px + box.width_px / 2, box.y_px + box.height_px / 2, rgb);
}

void gallery_assert_colour(struct gallery_visit *visit, const char *id, int strongest)
{
    double rgb[3];
    gallery_colour(visit, id, rgb);
    for (int c = 0; c < 3; c++)
        g_assert_true(c == strongest ? rgb[c] > 0.5 : rgb[c] < 0.3);
}

bool gallery_has(struct gallery_visit *visit, const char *id, const char *state)
{
    struct automation_tree *tree = kiosk_process_tree(visit->kiosk);
    const struct automation_node *node = automation_tree_find(tree, id);
    bool has = node != NULL && (state == NULL || automation_node_has_state(node, state));
    automation_tree_destroy(tree);
    return has;
}

static bool says(const struct automation_tree *tree, void *words)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strstr(tree->nodes[i].name, words) != NULL)
            return true;
    return false;
}

void gallery_expect(struct gallery_visit *visit, const char *words)
{
    kiosk_process_expect_tree(visit->kiosk, words, says, (void *)words);
}

void gallery_keep(struct gallery_visit *visit, const char *name)
{
    g_autofree char *file = g_strdup_printf("gallery-%s", name);
    kiosk_process_picture(visit->kiosk, file);
}

void gallery_remove(void)
{
    g_free(gallery_pack);
    scratch_destroy(gallery);
}
