#include "kiosk/deep.h"

#include "kiosk/canvas.h"
#include "kiosk/picture.h"
#include "media/tiles.h"

#include <gio/gio.h>
#include <math.h>

enum { COARSER = 2 }; /* levels up: a sixteenth of the tiles, there long before the fine ones */

#define ASPECT_SLACK 0.02
#define COPY_PX      1024.0 /* the long side of a copy for the screen, at least */

struct deep {
    char *path;
    struct tiles *tiles;
    bool is_damaged;
};

/* Whether they can be one picture at two sizes: of the copy's short side half a pixel is rounded
 * away, which is much where the picture is thin. */
static bool is_alike(const struct tiles *tiles, double aspect)
{
    double w = tiles_width_px(tiles), h = tiles_height_px(tiles);
    double thinness = fmax(w, h) / fmin(w, h);
    return fabs(log(w / h / aspect)) <= ASPECT_SLACK + thinness / COPY_PX;
}

struct deep *deep_open(const char *path, double aspect, GError **error)
{
    struct tiles *tiles = tiles_open(path, error);
    if (tiles == NULL)
        return NULL;
    if (!is_alike(tiles, aspect)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    "%s: tiles of a picture of %d by %d, which is another shape than its copy for "
                    "the screen; publish the pack again",
                    path, tiles_width_px(tiles), tiles_height_px(tiles));
        tiles_close(tiles);
        return NULL;
    }
    struct deep *deep = g_new0(struct deep, 1);
    deep->path = g_strdup(path);
    deep->tiles = tiles;
    return deep;
}

void deep_close(struct deep *deep)
{
    if (deep == NULL)
        return;
    tiles_close(deep->tiles);
    g_free(deep->path);
    g_free(deep);
}

int deep_width_px(const struct deep *deep)
{
    return tiles_width_px(deep->tiles);
}

int deep_height_px(const struct deep *deep)
{
    return tiles_height_px(deep->tiles);
}

bool deep_is_damaged(const struct deep *deep)
{
    return deep->is_damaged;
}

/* How it is looked at just now. */
struct sight {
    const struct deep *deep;
    struct pictures *pictures;
    struct box view; /* where on the canvas, … */
    struct box whole; /* … and where all of the picture would lie; begins with a whole screen pixel,
                       * so that what moves does not change its shape */
    int level;
};

/* The first level that has a pixel for each of the screen's, or nearly. */
static int level_for(const struct deep *deep, double side_px)
{
    int last = tiles_levels(deep->tiles) - 1;
    for (int number = 0; number < last; number++) {
        struct tiles_level level = tiles_level(deep->tiles, number);
        if (MAX(level.width_px, level.height_px) >= side_px * 0.9)
            return number;
    }
    return last;
}

static struct sight sight_of(const struct deep *deep, struct pictures *pictures,
                             const struct zoom *zoom, double px_scale)
{
    struct box whole = zoom_picture(zoom);
    whole.x = round(whole.x * px_scale) / px_scale;
    whole.y = round(whole.y * px_scale) / px_scale;
    return (struct sight){.deep = deep,
                          .pictures = pictures,
                          .view = zoom->view,
                          .whole = whole,
                          .level = level_for(deep, MAX(whole.w, whole.h) * px_scale)};
}

/* Tiles of one level, the last ones included. */
struct span {
    int first_column, last_column, first_row, last_row;
};

/* Which lie, at least with a part, where the picture is seen. */
static struct span seen_tiles(const struct sight *sight, int number)
{
    struct tiles_level level = tiles_level(sight->deep->tiles, number);
    struct box whole = sight->whole;
    struct box seen = box_intersect(whole, sight->view);
    double side = tiles_tile_px(sight->deep->tiles);
    double across = side * whole.w / level.width_px;
    double down = side * whole.h / level.height_px;
    double x = seen.x - whole.x, y = seen.y - whole.y;
    return (struct span){CLAMP((int)floor(x / across), 0, level.columns - 1),
                         CLAMP((int)ceil((x + seen.w) / across) - 1, 0, level.columns - 1),
                         CLAMP((int)floor(y / down), 0, level.rows - 1),
                         CLAMP((int)ceil((y + seen.h) / down) - 1, 0, level.rows - 1)};
}

/* Which of its level's pixels are the tile's own, without those it shares with its neighbours. */
static struct box own_pixels(const struct deep *deep, struct picture_tile at)
{
    struct tiles_level level = tiles_level(deep->tiles, at.level);
    int side = tiles_tile_px(deep->tiles);
    int left = at.column * side, top = at.row * side;
    return box_make(left, top, MIN(side, level.width_px - left), MIN(side, level.height_px - top));
}

/* Where they lie on the canvas. */
static struct box place(const struct sight *sight, struct picture_tile at)
{
    struct tiles_level level = tiles_level(sight->deep->tiles, at.level);
    struct box own = own_pixels(sight->deep, at), whole = sight->whole;
    double sx = whole.w / level.width_px, sy = whole.h / level.height_px;
    return box_make(whole.x + own.x * sx, whole.y + own.y * sy, own.w * sx, own.h * sy);
}

/* The tile of a coarser level that shows all of this one. */
static struct picture_tile coarser(struct picture_tile at)
{
    return (struct picture_tile){at.level - COARSER, at.column >> COARSER, at.row >> COARSER};
}

static struct picture *get(const struct sight *sight, struct picture_tile at)
{
    return picture_get(sight->pictures,
                       &(struct picture_wish){.path = sight->deep->path, .tile = &at});
}

static bool is_there(const struct sight *sight, struct picture_tile at)
{
    return at.level >= 0 && picture_state(get(sight, at)) == PICTURE_READY;
}

/* Coarse tiles first, so that they come first, and stay for the places nearby. */
static void ask_coarser(const struct sight *sight)
{
    int number = sight->level - COARSER;
    if (number < 0)
        return;
    struct span span = seen_tiles(sight, number);
    for (int row = span.first_row; row <= span.last_row; row++)
        for (int column = span.first_column; column <= span.last_column; column++)
            get(sight, (struct picture_tile){number, column, row});
}

struct box deep_gap(struct deep *deep, struct pictures *pictures, const struct zoom *zoom,
                    double px_scale)
{
    struct sight sight = sight_of(deep, pictures, zoom, px_scale);
    struct span span = seen_tiles(&sight, sight.level);
    struct box gap = {0};
    ask_coarser(&sight);
    for (int row = span.first_row; row <= span.last_row; row++)
        for (int column = span.first_column; column <= span.last_column; column++) {
            struct picture_tile at = {sight.level, column, row};
            if (picture_state(get(&sight, at)) == PICTURE_FAILED)
                deep->is_damaged = true;
            if (!is_there(&sight, at) && !is_there(&sight, coarser(at)))
                gap = box_union(gap, place(&sight, at));
        }
    return box_intersect(gap, zoom->view);
}

/* Draws these pixels of its level, which are the tile's, into a box. */
static void draw_pixels(const struct sight *sight, struct canvas *canvas, struct picture_tile at,
                        struct box pixels, struct box box)
{
    struct tiles_box tile = tiles_box(sight->deep->tiles, at.level, at.column, at.row);
    canvas_picture_tile(canvas, get(sight, at), box, box_move(pixels, -tile.x_px, -tile.y_px));
}

static void draw_tile(const struct sight *sight, struct canvas *canvas, struct picture_tile at)
{
    struct box own = own_pixels(sight->deep, at);
    double share = 1.0 / (1 << COARSER);
    if (is_there(sight, at))
        draw_pixels(sight, canvas, at, own, place(sight, at));
    else if (is_there(sight, coarser(at)))
        draw_pixels(sight, canvas, coarser(at),
                    box_make(own.x * share, own.y * share, own.w * share, own.h * share),
                    place(sight, at));
}

void deep_draw(const struct deep *deep, struct canvas *canvas, struct pictures *pictures,
               const struct zoom *zoom, double px_scale)
{
    struct sight sight = sight_of(deep, pictures, zoom, px_scale);
    struct span span = seen_tiles(&sight, sight.level);
    canvas_push_clip(canvas, zoom->view);
    for (int row = span.first_row; row <= span.last_row; row++)
        for (int column = span.first_column; column <= span.last_column; column++)
            draw_tile(&sight, canvas, (struct picture_tile){sight.level, column, row});
    canvas_pop_clip(canvas);
}
