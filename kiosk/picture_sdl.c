#include "kiosk/picture.h"

#include <SDL2/SDL_thread.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/resource.h>

#include "kiosk/canvas.h"
#include "kiosk/picture_file.h"
#include "kiosk/texture.h"
#include "media/worker.h"

#define BUDGET_DEFAULT ((size_t)96 * 1024 * 1024)
/* Uploads go on for this long a frame, and at least one is made. */
#define UPLOAD_US 4000
#define FADE_MS   200
/* What comes within this time (DESIGN 10) needs nothing in its place. */
#define LATE_MS 150
#define THREADS 2
#define ROOM    64
/* How far the threads that read stand back from the one that draws (setpriority(2)). */
#define NICE 10
/* Pictures not asked for during so many frames are out of sight. */
#define UNSEEN_FRAMES 3

struct picture {
    char *key;
    struct picture_cut cut;
    int64_t wished_ms;   /* when it was asked for first */
    double fade_from_ms; /* when it became ready */
    enum picture_state state;
    struct texture *texture;
    double aspect;
    uint64_t ticket; /* of the job reading it; 0: none */
    uint64_t seen;   /* the frame it was last asked for in */
    GList link;      /* in pictures->used */
    struct pictures *pictures;
};

struct pictures {
    struct canvas *canvas;
    struct worker *worker;
    pthread_mutex_t lock; /* guards answers */
    GQueue answers;       /* struct answer, in the order they came */
    void (*wake)(void *data);
    void *wake_data;
    GHashTable *by_key;    /* char * → struct picture, owns */
    GHashTable *by_ticket; /* uint64_t → struct picture */
    GHashTable *logged;    /* paths */
    GQueue used;           /* struct picture, the least lately seen first */
    size_t budget;
    uint64_t frame;
    int64_t now_ms;
    bool less_motion;
    struct picture_stats stats;
};

struct answer {
    uint64_t ticket;
    bool is_good;
    struct picture_pixels pixels;
    char *complaint;
};

static void answer_free(void *data)
{
    struct answer *answer = data;
    if (answer == NULL)
        return;
    g_free(answer->pixels.bitmap.argb);
    g_free(answer->complaint);
    g_free(answer);
}

static void cut_free(void *data)
{
    struct picture_cut *cut = data;
    g_free(cut->path);
    g_free(cut);
}

static void *read_job(void *value, GCancellable *cancellable)
{
    struct answer *answer = g_new0(struct answer, 1);
    g_autoptr(GError) error = NULL;
    /* Linux takes this for the calling thread alone: a frame never waits for a photograph. */
    setpriority(PRIO_PROCESS, 0, NICE);
    answer->is_good = picture_file_read(value, cancellable, &answer->pixels, &error);
    if (!answer->is_good)
        answer->complaint = g_strdup(error->message);
    /* What SDL keeps for a thread, its last error, it frees only in threads it started. */
    SDL_TLSCleanup();
    return answer;
}

static void post_answer(uint64_t ticket, void *value, void *data)
{
    struct pictures *pictures = data;
    struct answer *answer = value;
    answer->ticket = ticket;
    pthread_mutex_lock(&pictures->lock);
    g_queue_push_tail(&pictures->answers, answer);
    pthread_mutex_unlock(&pictures->lock);
    if (pictures->wake != NULL)
        pictures->wake(pictures->wake_data);
}

static void drop_texture(struct picture *picture)
{
    if (picture->texture == NULL)
        return;
    picture->pictures->stats.texture_bytes -= texture_bytes(picture->texture);
    picture->pictures->stats.textures--;
    g_clear_pointer(&picture->texture, texture_destroy);
}

static void picture_free(void *data)
{
    struct picture *picture = data;
    struct pictures *pictures = picture->pictures;
    if (picture->ticket != 0) {
        g_hash_table_remove(pictures->by_ticket, &picture->ticket);
        worker_cancel(pictures->worker, picture->ticket);
    }
    drop_texture(picture);
    g_queue_unlink(&pictures->used, &picture->link);
    g_free(picture->cut.path);
    g_free(picture->key);
    g_free(picture);
}

/* The textures are gone: everything is read again when it is next asked for. */
static void on_lost(void *data)
{
    pictures_clear(data);
}

struct pictures *pictures_create(struct canvas *canvas, size_t budget_bytes,
                                 void (*wake)(void *data), void *data)
{
    picture_file_ready();
    struct pictures *pictures = g_new0(struct pictures, 1);
    pictures->canvas = canvas;
    pictures->wake = wake;
    pictures->wake_data = data;
    pictures->budget = budget_bytes > 0 ? budget_bytes : BUDGET_DEFAULT;
    g_queue_init(&pictures->answers);
    pthread_mutex_init(&pictures->lock, NULL);
    pictures->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, picture_free);
    pictures->by_ticket = g_hash_table_new(g_int64_hash, g_int64_equal);
    pictures->logged = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_queue_init(&pictures->used);
    pictures->worker = worker_create("pictures", THREADS, ROOM);
    canvas_on_lost(canvas, on_lost, pictures);
    return pictures;
}

void pictures_destroy(struct pictures *pictures)
{
    if (pictures == NULL)
        return;
    canvas_off_lost(pictures->canvas, pictures);
    pictures_clear(pictures);
    worker_destroy(pictures->worker);
    g_hash_table_unref(pictures->by_key);
    g_hash_table_unref(pictures->by_ticket);
    g_hash_table_unref(pictures->logged);
    g_queue_clear_full(&pictures->answers, answer_free);
    pthread_mutex_destroy(&pictures->lock);
    g_free(pictures);
}

void pictures_clear(struct pictures *pictures)
{
    g_hash_table_remove_all(pictures->by_key);
}

void pictures_set_less_motion(struct pictures *pictures, bool less_motion)
{
    pictures->less_motion = less_motion;
}

static void submit(struct pictures *pictures, struct picture *picture)
{
    struct picture_cut *cut = g_new(struct picture_cut, 1);
    *cut = picture->cut;
    cut->path = g_strdup(picture->cut.path);
    struct worker_job job = {read_job, cut, cut_free, post_answer, pictures};
    picture->ticket = worker_try_submit(pictures->worker, &job);
    if (picture->ticket != 0)
        g_hash_table_insert(pictures->by_ticket, &picture->ticket, picture);
    else
        cut_free(cut);
}

static struct picture *picture_new(struct pictures *pictures, const char *key,
                                   const struct picture_cut *cut)
{
    struct picture *picture = g_new0(struct picture, 1);
    picture->key = g_strdup(key);
    picture->pictures = pictures;
    picture->cut = *cut;
    picture->cut.path = g_strdup(cut->path);
    picture->link.data = picture;
    g_queue_push_tail_link(&pictures->used, &picture->link);
    g_hash_table_insert(pictures->by_key, picture->key, picture);
    bool is_sized = cut->is_tile || (cut->width_px > 0 && cut->height_px > 0 &&
                                     cut->width_px <= 8192 && cut->height_px <= 8192);
    if (cut->path[0] == '\0' || !is_sized)
        picture->state = PICTURE_FAILED;
    picture->wished_ms = pictures->now_ms;
    return picture;
}

static struct picture_cut cut_for(const struct pictures *pictures, const struct picture_wish *wish)
{
    double s = canvas_viewport(pictures->canvas)->scale;
    struct picture_cut cut = {.path = (char *)(wish->path != NULL ? wish->path : "")};
    if (wish->tile != NULL) {
        cut.is_tile = true;
        cut.tile = *wish->tile;
        return cut;
    }
    cut.width_px = (int)lround(wish->width * s);
    cut.height_px = (int)lround(wish->height * s);
    cut.fit = wish->fit;
    cut.focal_x = wish->focal_x;
    cut.focal_y = wish->focal_y;
    cut.radius_px = (int)lround(wish->radius * s);
    return cut;
}

static char *key_of(const struct picture_cut *cut)
{
    if (cut->is_tile)
        return g_strdup_printf("tile %d %d %d %s", cut->tile.level, cut->tile.column, cut->tile.row,
                               cut->path);
    return g_strdup_printf("%d %d %d %d %.3f %.3f %s", cut->width_px, cut->height_px, cut->fit,
                           cut->radius_px, cut->focal_x, cut->focal_y, cut->path);
}

struct picture *picture_get(struct pictures *pictures, const struct picture_wish *wish)
{
    struct picture_cut cut = cut_for(pictures, wish);
    g_autofree char *key = key_of(&cut);
    struct picture *picture = g_hash_table_lookup(pictures->by_key, key);
    if (picture == NULL)
        picture = picture_new(pictures, key, &cut);
    picture->seen = pictures->frame;
    g_queue_unlink(&pictures->used, &picture->link);
    g_queue_push_tail_link(&pictures->used, &picture->link);
    if (picture->state == PICTURE_LOADING && picture->ticket == 0)
        submit(pictures, picture);
    return picture;
}

enum picture_state picture_state(const struct picture *picture)
{
    return picture->state;
}

bool picture_is_late(const struct picture *picture)
{
    double until_ms =
        picture->state == PICTURE_READY ? picture->fade_from_ms : (double)picture->pictures->now_ms;
    return picture->state == PICTURE_FAILED || until_ms - (double)picture->wished_ms >= LATE_MS;
}

double picture_fade(const struct picture *picture)
{
    if (picture->state != PICTURE_READY)
        return 0;
    if (picture->pictures->less_motion || picture->cut.is_tile)
        return 1;
    double passed = (double)picture->pictures->now_ms - picture->fade_from_ms;
    return fmin(fmax(passed / FADE_MS, 0), 1);
}

double picture_aspect(const struct picture *picture)
{
    return picture->aspect;
}

static void take_answer(struct pictures *pictures, struct answer *answer)
{
    struct picture *picture = g_hash_table_lookup(pictures->by_ticket, &answer->ticket);
    if (picture == NULL)
        return;
    g_hash_table_remove(pictures->by_ticket, &answer->ticket);
    picture->ticket = 0;
    if (!answer->is_good) {
        picture->state = PICTURE_FAILED;
        pictures->stats.failed++;
        if (g_hash_table_add(pictures->logged, g_strdup(picture->cut.path)))
            g_message("picture: %s", answer->complaint);
        return;
    }
    const struct bitmap *bitmap = &answer->pixels.bitmap;
    picture->texture =
        texture_create(pictures->canvas, bitmap->argb, bitmap->w, bitmap->h, bitmap->w * 4);
    pictures->stats.decoded++;
    if (picture->texture == NULL)
        return;
    picture->state = PICTURE_READY;
    picture->aspect = answer->pixels.aspect;
    picture->fade_from_ms = (double)pictures->now_ms;
    pictures->stats.texture_bytes += texture_bytes(picture->texture);
    pictures->stats.textures++;
}

/* The oldest answer, the caller's, or NULL; @left gets how many wait behind it. */
static struct answer *next_answer(struct pictures *pictures, size_t *left)
{
    pthread_mutex_lock(&pictures->lock);
    struct answer *answer = g_queue_pop_head(&pictures->answers);
    if (left != NULL)
        *left = pictures->answers.length;
    pthread_mutex_unlock(&pictures->lock);
    return answer;
}

static bool is_unseen(const struct pictures *pictures, const struct picture *picture)
{
    return picture->seen + UNSEEN_FRAMES < pictures->frame;
}

/* Drops what is out of sight: readings and failures at once, textures when over budget. */
static void make_room(struct pictures *pictures)
{
    GList *link = pictures->used.head;
    while (link != NULL) {
        struct picture *picture = link->data;
        link = link->next;
        if (!is_unseen(pictures, picture))
            break;
        bool is_over = pictures->stats.texture_bytes > pictures->budget;
        if (picture->state != PICTURE_READY || is_over) {
            if (picture->state == PICTURE_READY)
                pictures->stats.dropped++;
            g_hash_table_remove(pictures->by_key, picture->key);
        }
    }
}

/* Fading in, or about to be late: one frame is to be drawn when it is. */
static bool is_changing(const struct picture *picture)
{
    int64_t age_ms = picture->pictures->now_ms - picture->wished_ms;
    return picture->state == PICTURE_READY
               ? picture_fade(picture) < 1
               : picture->state == PICTURE_LOADING && age_ms < LATE_MS + FADE_MS;
}

static bool is_any_changing(const struct pictures *pictures)
{
    for (const GList *link = pictures->used.tail; link != NULL; link = link->prev) {
        const struct picture *picture = link->data;
        if (is_unseen(pictures, picture))
            return false;
        if (is_changing(picture))
            return true;
    }
    return false;
}

bool pictures_tick(struct pictures *pictures, int64_t now_ms)
{
    pictures->now_ms = now_ms;
    pictures->frame = canvas_presented(pictures->canvas);
    bool has_news = false;
    size_t waiting = 0;
    int64_t until = g_get_monotonic_time() + UPLOAD_US;
    do {
        struct answer *answer = next_answer(pictures, &waiting);
        if (answer == NULL)
            break;
        take_answer(pictures, answer);
        answer_free(answer);
        has_news = true;
    } while (g_get_monotonic_time() < until);
    make_room(pictures);
    return has_news || waiting > 0 || is_any_changing(pictures);
}

size_t pictures_pending(const struct pictures *pictures)
{
    return g_hash_table_size(pictures->by_ticket);
}

void pictures_drain(struct pictures *pictures)
{
    worker_drain(pictures->worker);
    struct answer *answer;
    while ((answer = next_answer(pictures, NULL)) != NULL) {
        take_answer(pictures, answer);
        answer_free(answer);
    }
}

struct picture_stats pictures_stats(const struct pictures *pictures)
{
    return pictures->stats;
}

bool canvas_picture_part(struct canvas *canvas, struct picture *picture, struct box box,
                         struct box part)
{
    if (picture->state != PICTURE_READY)
        return false;
    struct color white = {255, 255, 255, (uint8_t)lround(255 * picture_fade(picture))};
    if (picture->cut.fit == PICTURE_CONTAIN)
        box = box_fit(box, picture->aspect);
    canvas_push_clip(canvas, box);
    canvas_texture_box(canvas, picture->texture, part, box, white);
    canvas_pop_clip(canvas);
    return true;
}

bool canvas_picture_tile(struct canvas *canvas, struct picture *picture, struct box box,
                         struct box part)
{
    if (picture->state != PICTURE_READY)
        return false;
    canvas_texture_tile(canvas, picture->texture, part, box);
    return true;
}

bool canvas_picture(struct canvas *canvas, struct picture *picture, struct box box)
{
    if (picture->state != PICTURE_READY)
        return false;
    struct color white = {255, 255, 255, (uint8_t)lround(255 * picture_fade(picture))};
    /* Pixel for pixel: it was cut to this size. */
    if (picture->cut.fit == PICTURE_COVER) {
        canvas_texture(canvas, picture->texture, (struct point){box.x, box.y}, 0, 0, white);
        return true;
    }
    canvas_texture(canvas, picture->texture, box_center(box),
                   -texture_width_px(picture->texture) / 2,
                   -texture_height_px(picture->texture) / 2, white);
    return true;
}
