#include "kiosk/resample.h"

#include <glib.h>
#include <math.h>

/* Which source pixels make one of the result, on one axis. */
struct taps {
    int first, count;
    float *weights; /* into the axis's own array; their sum is 1 */
};

struct axis {
    struct taps *taps;
    float *weights;
};

static void axis_finish(struct axis *axis)
{
    g_free(axis->taps);
    g_free(axis->weights);
}

static bool axis_init(struct axis *axis, int from_size, double start, double length, int to_size)
{
    double scale = length / to_size;
    double reach = fmax(scale, 1);
    int most = (int)ceil(reach) * 2 + 2;
    axis->taps = g_try_new0(struct taps, (gsize)to_size);
    axis->weights = g_try_new0(float, (gsize)to_size *most);
    if (axis->taps == NULL || axis->weights == NULL)
        return false;
    for (int i = 0; i < to_size; i++) {
        double middle = start + (i + 0.5) * scale;
        int first = MAX((int)floor(middle - reach), 0);
        int last = MIN((int)ceil(middle + reach), from_size) - 1;
        first = MIN(first, from_size - 1);
        last = CLAMP(last, first, first + most - 1);
        struct taps *taps = &axis->taps[i];
        *taps = (struct taps){first, last - first + 1, axis->weights + (gsize)i * most};
        double sum = 0;
        for (int k = 0; k < taps->count; k++) {
            double weight = fmax(1 - fabs(first + k + 0.5 - middle) / reach, 0);
            taps->weights[k] = (float)weight;
            sum += weight;
        }
        for (int k = 0; k < taps->count; k++)
            taps->weights[k] = sum > 0 ? taps->weights[k] / (float)sum : 1.0F / (float)taps->count;
    }
    return true;
}

/* One source row to the result's width: premultiplied red, green, blue and alpha. */
static void narrow_row(const uint32_t *row, const struct axis *axis, int width, float *out)
{
    for (int x = 0; x < width; x++) {
        const struct taps *taps = &axis->taps[x];
        float sum[4] = {0};
        for (int k = 0; k < taps->count; k++) {
            uint32_t p = row[taps->first + k];
            float alpha = (float)(p >> 24) * taps->weights[k];
            float share = alpha / 255.0F;
            sum[0] += (float)(p >> 16 & 255) * share;
            sum[1] += (float)(p >> 8 & 255) * share;
            sum[2] += (float)(p & 255) * share;
            sum[3] += alpha;
        }
        for (int c = 0; c < 4; c++)
            out[4 * x + c] = sum[c];
    }
}

static uint32_t to_byte(float value)
{
    return (uint32_t)CLAMP(value + 0.5F, 0.0F, 255.0F);
}

static uint32_t pixel_of(const float *sum)
{
    float alpha = sum[3];
    if (alpha < 0.5F)
        return 0;
    float back = 255.0F / alpha;
    return to_byte(alpha) << 24 | to_byte(sum[0] * back) << 16 | to_byte(sum[1] * back) << 8 |
           to_byte(sum[2] * back);
}

/* Rows of the source, narrowed, are kept in a ring as long as one result row needs them. */
bool resample(const struct bitmap *from, struct box part, const struct bitmap *to)
{
    struct axis across = {0};
    struct axis down = {0};
    bool done = false;
    int ring = (int)ceil(fmax(part.h / to->h, 1)) * 2 + 2;
    gsize row_floats = (gsize)to->w * 4;
    g_autofree float *rows = g_try_new0(float, row_floats *(gsize)ring);
    g_autofree float *sums = g_try_new0(float, row_floats);
    if (rows != NULL && sums != NULL && axis_init(&across, from->w, part.x, part.w, to->w) &&
        axis_init(&down, from->h, part.y, part.h, to->h)) {
        int narrowed = 0;
        for (int y = 0; y < to->h; y++) {
            const struct taps *taps = &down.taps[y];
            narrowed = MAX(narrowed, taps->first);
            for (; narrowed < taps->first + taps->count; narrowed++)
                narrow_row(from->argb + (gsize)narrowed * from->pitch, &across, to->w,
                           rows + (gsize)(narrowed % ring) * row_floats);
            for (gsize i = 0; i < row_floats; i++)
                sums[i] = 0;
            for (int k = 0; k < taps->count; k++) {
                const float *row = rows + (gsize)((taps->first + k) % ring) * row_floats;
                for (gsize i = 0; i < row_floats; i++)
                    sums[i] += row[i] * taps->weights[k];
            }
            for (int x = 0; x < to->w; x++)
                to->argb[(gsize)y * to->pitch + x] = pixel_of(sums + (gsize)x * 4);
        }
        done = true;
    }
    axis_finish(&across);
    axis_finish(&down);
    return done;
}
