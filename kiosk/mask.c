#include "kiosk/mask.h"

#include <glib.h>
#include <math.h>

static struct mask mask_of(int w, int h)
{
    g_assert(w > 0 && h > 0);
    return (struct mask){w, h, g_malloc0_n((gsize)w, (gsize)h)};
}

void mask_finish(struct mask *mask)
{
    g_clear_pointer(&mask->alpha, g_free);
}

/* Coverage of a pixel whose middle lies @inside pixels within the edge. */
static double coverage(double inside)
{
    return fmin(fmax(inside + 0.5, 0), 1);
}

static uint8_t to_byte(double share)
{
    return (uint8_t)lround(fmin(fmax(share, 0), 1) * 255);
}

/* How far (x, y) lies inside the round corner of a box that starts at the origin. */
static double inside_corner(double x, double y, double radius)
{
    if (x >= radius || y >= radius)
        return fmin(x, y);
    return radius - hypot(radius - x, radius - y);
}

struct mask mask_corners(int radius, int width)
{
    int n = MAX(MAX(radius, width), 1);
    struct mask mask = mask_of(2 * n, 2 * n);
    for (int y = 0; y < n; y++)
        for (int x = 0; x < n; x++) {
            double covered = coverage(inside_corner(x + 0.5, y + 0.5, radius));
            if (width > 0)
                covered -= coverage(
                    inside_corner(x + 0.5 - width, y + 0.5 - width, MAX(radius - width, 0)));
            uint8_t value = to_byte(covered);
            int right = 2 * n - 1 - x;
            int bottom = 2 * n - 1 - y;
            mask.alpha[y * 2 * n + x] = value;
            mask.alpha[y * 2 * n + right] = value;
            mask.alpha[bottom * 2 * n + x] = value;
            mask.alpha[bottom * 2 * n + right] = value;
        }
    return mask;
}

struct mask mask_ring(int radius, double width, double share)
{
    int size = MAX(2 * radius, 1);
    struct mask mask = mask_of(size, size);
    double middle = size / 2.0;
    double end = fmin(fmax(share, 0), 1) * 2 * G_PI;
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++) {
            double dx = x + 0.5 - middle;
            double dy = y + 0.5 - middle;
            double from_middle = hypot(dx, dy);
            double covered = coverage(radius - from_middle);
            if (width < radius)
                covered -= coverage(radius - width - from_middle);
            double angle = atan2(dx, -dy);
            if (angle < 0)
                angle += 2 * G_PI;
            if (share < 1) {
                /* Length along the arc past either end, so that the ends are smooth too. */
                double before_end = (end - angle) * from_middle;
                double after_start = fmin(angle, 2 * G_PI - angle) * from_middle;
                covered *= angle <= end ? coverage(fmin(before_end, after_start))
                                        : coverage(fmax(before_end, -after_start));
            }
            mask.alpha[y * size + x] = share > 0 ? to_byte(covered) : 0;
        }
    return mask;
}

struct mask mask_line(int w, int h, double x0, double y0, double x1, double y1, double width)
{
    struct mask mask = mask_of(w, h);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = fmax(dx * dx + dy * dy, 1e-9);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            double along = ((x + 0.5 - x0) * dx + (y + 0.5 - y0) * dy) / squared;
            along = fmin(fmax(along, 0), 1);
            double away = hypot(x + 0.5 - x0 - along * dx, y + 0.5 - y0 - along * dy);
            mask.alpha[y * w + x] = to_byte(coverage(width / 2 - away));
        }
    return mask;
}

struct mask mask_wave(int length, double amplitude, double width)
{
    int h = (int)ceil(width + 2 * amplitude) + 2;
    struct mask mask = mask_of(length, h);
    for (int x = 0; x < length; x++) {
        double turn = 2 * G_PI * (x + 0.5) / length;
        double middle = h / 2.0 + amplitude * sin(turn);
        double slope = amplitude * cos(turn) * 2 * G_PI / length;
        double steep = sqrt(1 + slope * slope);
        for (int y = 0; y < h; y++) {
            double away = fabs(y + 0.5 - middle) / steep;
            mask.alpha[y * length + x] = to_byte(coverage(width / 2 - away));
        }
    }
    return mask;
}

struct mask mask_hatch(int period, double width)
{
    struct mask mask = mask_of(period, period);
    for (int y = 0; y < period; y++)
        for (int x = 0; x < period; x++) {
            double along = (x + y + 1) % period;
            double away = fabs(along - period / 2.0) / G_SQRT2;
            mask.alpha[y * period + x] = to_byte(coverage(width / 2 - away));
        }
    return mask;
}
