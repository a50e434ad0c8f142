#include "kiosk/deep.h"

#include "kiosk/canvas.h"
#include "kiosk/picture.h"
#include "media/tiles.h"

#include <math.h>

enum { COARSER = 2 }; /* levels up: a sixteenth of the tiles, there long before the fine ones */

struct deep {
    char *path;
    struct tiles *tiles;
};

struct deep *deep_open(const char *path, GError **error)
{
    struct tiles *tiles = tiles_open(path, error);
    if (tiles == NULL)
        return NULL;
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

/* The first level that has a pixel for each of the screen's, or nearly. */
static int level_for(const struct deep *deep, double width_px)
{
    int last = tiles_levels(deep->tiles) - 1;
    for (int level = 0; level < last; level++)
        if (tiles_level(deep->tiles, level).width_px >= width_px * 0.9)
            return level;
    return last;
}

/* The tile without its overlap: as a share of its own pixels, and where it lies on the canvas. */
static void place_tile(const struct deep *deep, struct picture_tile at, struct box whole,
                       struct box *part, struct box *box)
{
    struct tiles_level level = tiles_level(deep->tiles, at.level);
    struct tiles_box pixels = tiles_box(deep->tiles, at.level, at.column, at.row);
    int side = tiles_tile_px(deep->tiles);
    int left = at.column * side;
    int top = at.row * side;
    int w = MIN(side, level.width_px - left);
    int h = MIN(side, level.height_px - top);
    double sx = whole.w / level.width_px;
    double sy = whole.h / level.height_px;
    *part = (struct box){(double)(left - pixels.x_px) / pixels.width_px,
                         (double)(top - pixels.y_px) / pixels.height_px,
                         (double)w / pixels.width_px, (double)h / pixels.height_px};
    *box = (struct box){whole.x + left * sx, whole.y + top * sy, w * sx, h * sy};
}

static void draw_level(const struct deep *deep, int number, struct canvas *canvas,
                       struct pictures *pictures, const struct zoom *zoom)
{
    struct tiles_level level = tiles_level(deep->tiles, number);
    struct box whole = zoom_picture(zoom);
    struct box seen = box_intersect(whole, zoom->view);
    double side = tiles_tile_px(deep->tiles);
    double across = side * whole.w / level.width_px;
    double down = side * whole.h / level.height_px;
    int first_column = CLAMP((int)floor((seen.x - whole.x) / across), 0, level.columns - 1);
    int last_column = CLAMP((int)floor((seen.x + seen.w - whole.x) / across), 0, level.columns - 1);
    int first_row = CLAMP((int)floor((seen.y - whole.y) / down), 0, level.rows - 1);
    int last_row = CLAMP((int)floor((seen.y + seen.h - whole.y) / down), 0, level.rows - 1);
    for (int row = first_row; row <= last_row; row++)
        for (int column = first_column; column <= last_column; column++) {
            struct picture_tile at = {number, column, row};
            struct box part, box;
            place_tile(deep, at, whole, &part, &box);
            struct picture_wish wish = {.path = deep->path, .tile = &at};
            canvas_picture_part(canvas, picture_get(pictures, &wish), box, part);
        }
}

void deep_draw(const struct deep *deep, struct canvas *canvas, struct pictures *pictures,
               const struct zoom *zoom, double px_scale)
{
    int level = level_for(deep, zoom_picture(zoom).w * px_scale);
    canvas_push_clip(canvas, zoom->view);
    if (level > COARSER)
        draw_level(deep, level - COARSER, canvas, pictures, zoom);
    draw_level(deep, level, canvas, pictures, zoom);
    canvas_pop_clip(canvas);
}
