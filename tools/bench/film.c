/*
 * What a film costs, in figures read from the glass:
 * bench_film PACK [captions | seek | rest | together | openings | looking]…
 *
 * The pack is that of tools/bench/stories. Its film carries the number of each picture as fields of
 * light and dark, so that a row of pixels says which picture is seen, and whether a caption stands
 * over it at the same moment. Everything goes through the real program on a real X server with a
 * real touch device. Needs root, as tests/support/touchscreen.h says.
 */
#include "media/digest.h"
#include "tests/support/glass.h"
#include "tests/support/kiosk_process.h"
#include "tests/support/measure.h"
#include "tests/support/touchscreen.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* As tools/bench/stories makes the film. */
enum {
    PICTURE_MS = 40,
    BITS_LEFT = 8, /* fields of a tenth of … */
    BITS = 14,
    CAPTION_EVERY_MS = 2000,
    CAPTION_LAG_MS = 13, /* no caption begins with a picture */
    CAPTION_MS = 1000,
    LENGTH_MS = 600000,
};
static const double field_width = 0.05;  /* of the picture's */
static const double right_fields = 0.65; /* where those right of the caption begin */
static const double row = 0.932;         /* of its height: in the caption's box, below its words */

enum {
    TIMES = 15,
    REST_S = 10,
    PATIENCE_S = 20,
    WIDEST = 2000,
    FAR_MS = 5000, /* from one place sought to the next */
    OPENINGS = 100,
    LARGE_FILE = 4000000,
};

static const char film_card[] = "card1";

struct stand {
    struct touchscreen *screen;
    struct glass *glass;
    struct kiosk_process *kiosk;
    struct automation_node video;
};

/* What a row of the film says at one moment. */
struct seen {
    int picture;
    bool has_caption;
    gint64 at_us;
};

static struct seen look(const struct stand *stand)
{
    uint32_t pixels[WIDEST];
    int width = (int)stand->video.width_px;
    struct seen seen = {.picture = 0};
    glass_row(stand->glass, (int)stand->video.x_px,
              (int)(stand->video.y_px + stand->video.height_px * row), width, pixels);
    seen.at_us = g_get_monotonic_time();
    for (int bit = 0; bit < BITS; bit++) {
        double field =
            bit < BITS_LEFT ? bit * field_width : right_fields + (bit - BITS_LEFT) * field_width;
        if (glass_lightness(pixels[(int)((field + field_width / 2) * width)]) < 110)
            seen.picture |= 1 << bit;
    }
    seen.has_caption = glass_lightness(pixels[width / 2]) < 90;
    return seen;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double share_of(double *values, int count, double share)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[MIN((int)(count * share), count - 1)];
}

static void start(struct stand *stand, const char *pack, const char *card, const char *name)
{
    g_autoptr(GError) error = NULL;
    stand->kiosk =
        kiosk_process_start(stand->screen, (const char *[]){"--pack", pack, NULL}, &error);
    if (stand->kiosk == NULL)
        g_error("%s", error->message);
    kiosk_process_expect_screen(stand->kiosk, "attract");
    g_usleep(G_USEC_PER_SEC);
    kiosk_process_tap(stand->kiosk, "cta.begin");
    kiosk_process_expect_screen(stand->kiosk, "home");
    kiosk_process_tap(stand->kiosk, "era1");
    kiosk_process_expect_screen(stand->kiosk, "browse");
    g_usleep(G_USEC_PER_SEC);
    if (card == NULL)
        return;
    kiosk_process_tap(stand->kiosk, card);
    kiosk_process_expect_screen(stand->kiosk, name);
}

static void stop(struct stand *stand)
{
    g_autoptr(GError) error = NULL;
    if (!kiosk_process_stop(stand->kiosk, &error))
        g_printerr("bench: %s\n", error->message);
    kiosk_process_destroy(stand->kiosk);
}

/* A finger on a place of it; the time at which it was lifted. What the X server takes to hear of
 * that counts too. */
static gint64 touch(struct stand *stand, const char *id, double across)
{
    struct automation_node box = kiosk_process_box(stand->kiosk, id);
    touchscreen_finger_down(stand->screen, 0, box.x_px + box.width_px * across,
                            box.y_px + box.height_px / 2);
    g_usleep(70 * 1000);
    gint64 lifted = g_get_monotonic_time();
    touchscreen_finger_up(stand->screen, 0);
    return lifted;
}

static void watch(struct stand *stand)
{
    stand->video = kiosk_process_box(stand->kiosk, "video");
}

/* When pictures were first seen, and captions came or went. */
struct watched {
    gint64 *first_us; /* of each picture; 0: not seen */
    int count;
    GArray *turns; /* of struct seen */
};

/* The film to its end. */
static void watch_film(struct stand *stand, struct watched *watched)
{
    struct seen before = look(stand);
    gint64 moved_us = before.at_us;
    while (g_get_monotonic_time() - moved_us < 3 * G_USEC_PER_SEC) {
        struct seen seen = look(stand);
        if (seen.picture != before.picture && seen.picture < watched->count) {
            moved_us = seen.at_us;
            if (watched->first_us[seen.picture] == 0)
                watched->first_us[seen.picture] = seen.at_us;
        }
        if (seen.has_caption != before.has_caption)
            g_array_append_val(watched->turns, seen);
        before = seen;
        g_usleep(1500);
    }
}

/* When this moment of the film was there, by the pictures seen round it; NAN: too few. */
static double moment_us(const struct watched *watched, double film_ms)
{
    double offsets[2 * CAPTION_EVERY_MS / PICTURE_MS];
    int count = 0, from = (int)((film_ms - CAPTION_EVERY_MS / 2) / PICTURE_MS);
    for (int i = MAX(from, 0); i < MIN(from + CAPTION_EVERY_MS / PICTURE_MS, watched->count); i++)
        if (watched->first_us[i] != 0)
            offsets[count++] = (double)watched->first_us[i] - i * PICTURE_MS * 1000.0;
    return count < 10 ? NAN : share_of(offsets, count, 0.5) + film_ms * 1000;
}

/* How far a caption came or went from its time, on the clock of the pictures round it. */
static void captions(struct stand *stand, const char *pack)
{
    start(stand, pack, film_card, "film");
    watch(stand);
    struct watched watched = {.count = LENGTH_MS / PICTURE_MS,
                              .turns = g_array_new(FALSE, FALSE, sizeof(struct seen))};
    watched.first_us = g_new0(gint64, watched.count);
    touch(stand, "play", 0.5);
    watch_film(stand, &watched);
    double *off = g_new0(double, watched.turns->len + 1),
           *away = g_new0(double, watched.turns->len + 1);
    int count = 0;
    for (guint i = 0; i < watched.turns->len; i++) {
        const struct seen *turn = &g_array_index(watched.turns, struct seen, i);
        double rough_ms = turn->picture * (double)PICTURE_MS - CAPTION_LAG_MS -
                          (turn->has_caption ? 0 : CAPTION_MS);
        double film_ms = round(rough_ms / CAPTION_EVERY_MS) * CAPTION_EVERY_MS + CAPTION_LAG_MS +
                         (turn->has_caption ? 0 : CAPTION_MS);
        double due_us = moment_us(&watched, film_ms);
        if (isnan(due_us) || film_ms < CAPTION_EVERY_MS / 2)
            continue;
        off[count] = ((double)turn->at_us - due_us) / 1000;
        away[count] = fabs(off[count]);
        count++;
    }
    int seen = 0;
    for (int i = 0; i < watched.count; i++)
        seen += watched.first_us[i] != 0;
    if (count == 0)
        g_error("no caption came");
    printf("  captions of a ten-minute film        %6.0f ms after their time median of %d comings "
           "and goings, %.0f ms away at the 99th percentile, %.0f at most (asked: 40); %d of %d "
           "pictures seen\n",
           share_of(off, count, 0.5), count, share_of(away, count, 0.99), share_of(away, count, 1),
           seen, watched.count);
    g_free(off);
    g_free(away);
    g_free(watched.first_us);
    g_array_free(watched.turns, TRUE);
    stop(stand);
}

/* Milliseconds from a touch on the time line until the picture of that place is on the glass. */
static double seek_once(struct stand *stand, double across, bool is_playing)
{
    int64_t before_ms = kiosk_process_stats(stand->kiosk).player.time_ms;
    gint64 since = touch(stand, "scrub", across);
    int64_t goal_ms = before_ms;
    struct seen seen;
    do {
        while (ABS(goal_ms - before_ms) < FAR_MS)
            goal_ms = kiosk_process_stats(stand->kiosk).player.time_ms;
        seen = look(stand);
        double off_ms = seen.picture * (double)PICTURE_MS - (double)goal_ms;
        double passed_ms = is_playing ? (double)(seen.at_us - since) / 1000 : 0;
        if (off_ms > -2 * PICTURE_MS && off_ms < passed_ms + 2 * PICTURE_MS)
            return (double)(seen.at_us - since) / 1000;
        g_usleep(1000);
    } while (seen.at_us - since < PATIENCE_S * G_USEC_PER_SEC);
    g_error("the place touched never came: asked for %lld ms, saw picture %d", (long long)goal_ms,
            seen.picture);
}

static void seek(struct stand *stand, const char *pack)
{
    start(stand, pack, film_card, "film");
    watch(stand);
    touch(stand, "play", 0.5);
    g_usleep(2 * G_USEC_PER_SEC);
    for (int is_playing = 1; is_playing >= 0; is_playing--) {
        double ms[TIMES];
        if (!is_playing) {
            touch(stand, "play", 0.5);
            g_usleep(3 * G_USEC_PER_SEC);
        }
        for (int i = 0; i < TIMES; i++) {
            ms[i] = seek_once(stand, 0.2 + 0.04 * (i * 7 % TIMES), is_playing);
            g_usleep(1500 * 1000);
        }
        double median = share_of(ms, TIMES, 0.5);
        printf("  time line touched, film %-12s %6.0f ms median of %d until its picture is seen, "
               "%.0f to %.0f (asked: under 250)\n",
               is_playing ? "playing" : "standing", median, TIMES, ms[0], ms[TIMES - 1]);
    }
    stop(stand);
}

/* Processor time in a hundredth of one processor while nobody touches anything. */
static double at_rest(const struct stand *stand, int64_t *frames)
{
    pid_t pid = kiosk_process_pid(stand->kiosk);
    *frames = kiosk_process_stats(stand->kiosk).frames;
    double before = measure_processor_s(pid);
    g_usleep(REST_S * G_USEC_PER_SEC);
    double used = measure_processor_s(pid) - before;
    *frames = kiosk_process_stats(stand->kiosk).frames - *frames;
    return 100 * used / REST_S;
}

static void rest(struct stand *stand, const char *pack)
{
    int64_t list_frames, film_frames;
    start(stand, pack, NULL, NULL);
    double list = at_rest(stand, &list_frames);
    kiosk_process_tap(stand->kiosk, film_card);
    kiosk_process_expect_screen(stand->kiosk, "film");
    touch(stand, "play", 0.5);
    g_usleep(3 * G_USEC_PER_SEC);
    touch(stand, "play", 0.5);
    g_usleep(4 * G_USEC_PER_SEC);
    double film = at_rest(stand, &film_frames);
    printf("  a paused film                        %6.2f %% of a processor, %lld frames in %d s "
           "(a list at rest: %.2f %%, %lld frames)\n",
           film, (long long)film_frames, REST_S, list, (long long)list_frames);
    stop(stand);
}

/* Pictures of the film seen on the glass while it plays for so long, of those that were due. */
static double seen_while_playing(struct stand *stand)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    gint64 end = g_get_monotonic_time() + REST_S * G_USEC_PER_SEC;
    while (g_get_monotonic_time() < end) {
        g_hash_table_add(seen, GINT_TO_POINTER(look(stand).picture));
        g_usleep(4000);
    }
    return 100.0 * g_hash_table_size(seen) * PICTURE_MS / (REST_S * 1000);
}

/* The film alone, with its signer, and with its description, which is sound alone, as well. */
static void together(struct stand *stand, const char *pack)
{
    static const struct {
        const char *node, *what;
    } more[] = {
        {NULL, "alone"}, {"bsl", "with its signer"}, {"audio.desc", "with signer and description"}};
    start(stand, pack, film_card, "film");
    watch(stand);
    pid_t pid = kiosk_process_pid(stand->kiosk);
    touch(stand, "play", 0.5);
    for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
        if (more[i].node != NULL)
            kiosk_process_tap(stand->kiosk, more[i].node);
        g_usleep(4 * G_USEC_PER_SEC);
        double before = measure_processor_s(pid);
        double seen = seen_while_playing(stand);
        printf("  a film %-29s %6.0f %% of a processor, %.0f %% of its pictures seen\n",
               more[i].what, 100 * (measure_processor_s(pid) - before) / REST_S, seen);
    }
    stop(stand);
}

static int threads_of(pid_t pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/task", (int)pid);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    int count = 0;
    while (folder != NULL && g_dir_read_name(folder) != NULL)
        count++;
    return count;
}

/* A film with everything it can have, opened, played and left again and again. */
static void openings(struct stand *stand, const char *pack)
{
    static const char *const touches[] = {"bsl", "audio.desc", "play"};
    start(stand, pack, NULL, NULL);
    pid_t pid = kiosk_process_pid(stand->kiosk);
    for (int i = 1; i <= OPENINGS; i++) {
        kiosk_process_tap(stand->kiosk, film_card);
        kiosk_process_expect_screen(stand->kiosk, "film");
        for (size_t k = 0; k < G_N_ELEMENTS(touches); k++)
            kiosk_process_tap(stand->kiosk, touches[k]);
        g_usleep(700 * 1000);
        kiosk_process_tap(stand->kiosk, "nav.back");
        kiosk_process_expect_screen(stand->kiosk, "browse");
        if (i != OPENINGS / 10 && i != OPENINGS / 2 && i != OPENINGS)
            continue;
        g_usleep(3 * G_USEC_PER_SEC);
        struct automation_stats stats = kiosk_process_stats(stand->kiosk);
        printf("  after %3d openings                   %6.1f MB, %d threads, %.1f MB of textures\n",
               i, measure_memory_mb(pid), threads_of(pid), (double)stats.texture_bytes / (1 << 20));
    }
    stop(stand);
}

static void look_at(const char *path)
{
    g_autoptr(GError) error = NULL;
    struct digest digest;
    int64_t length = 0;
    double ms[TIMES];
    for (int i = 0; i < TIMES; i++) {
        gint64 since = g_get_monotonic_time();
        if (!digest_of_file(path, &digest, &length, NULL, NULL, NULL, &error))
            g_error("%s", error->message);
        ms[i] = (double)(g_get_monotonic_time() - since) / 1000;
    }
    double median = share_of(ms, TIMES, 0.5);
    printf("  looking at a file of %7.1f MB      %6.0f ms median of %d (%.0f to %.0f)\n",
           (double)length / 1e6, median, TIMES, ms[0], ms[TIMES - 1]);
}

/* How long the kiosk needs to know that a file is what was published (kiosk/fixity.h): each of the
 * pack's large files, from a warm store. */
static void looking(struct stand *stand, const char *pack)
{
    g_autofree char *objects = g_build_filename(pack, "data", "objects", NULL);
    g_autoptr(GDir) folders = g_dir_open(objects, 0, NULL);
    for (const char *name; folders != NULL && (name = g_dir_read_name(folders)) != NULL;) {
        g_autofree char *folder = g_build_filename(objects, name, NULL);
        g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
        for (const char *file; files != NULL && (file = g_dir_read_name(files)) != NULL;) {
            struct stat status;
            g_autofree char *path = g_build_filename(folder, file, NULL);
            if (stat(path, &status) == 0 && status.st_size > LARGE_FILE)
                look_at(path);
        }
    }
}

static const struct {
    const char *name;
    void (*measure)(struct stand *stand, const char *pack);
} parts[] = {{"seek", seek},         {"rest", rest},         {"captions", captions},
             {"together", together}, {"openings", openings}, {"looking", looking}};

int main(int argc, char **argv)
{
    const char *why_not = touchscreen_why_not();
    if (argc < 2 || why_not != NULL) {
        g_printerr("usage: bench_film PACK [seek | rest | captions | together | openings | "
                   "looking]…\n%s\n",
                   why_not != NULL ? why_not : "");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!measure_go_ahead())
        g_printerr("bench: no right to go ahead of other programs; figures hold their delays\n");
    struct stand stand = {.screen = touchscreen_start(1920, 1080, &error)};
    if (stand.screen != NULL)
        stand.glass = glass_open(touchscreen_display(stand.screen), &error);
    if (stand.glass == NULL) {
        g_printerr("bench: %s\n", error->message);
        return 1;
    }
    printf("%s\n", argv[1]);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (argc == 2 || g_strv_contains((const char *const *)argv + 2, parts[i].name))
            parts[i].measure(&stand, argv[1]);
    glass_close(stand.glass);
    touchscreen_destroy(stand.screen);
    return 0;
}
