#include "kiosk/scroll.h"

#include "kiosk/theme.h"

#include <math.h>

#define FLING_MIN     120.0   /* px/s */
#define FLING_MAX     6000.0  /* px/s */
#define FLING_STOP    20.0    /* px/s */
#define DECELERATION  0.997   /* of the speed is left a millisecond later */
#define RESISTANCE    0.55    /* of a pull beyond the end */
#define SPRING_MS     350     /* to come back */
#define SPRING_PER_MS 0.01897 /* critically damped: 1 % is left after SPRING_MS */
#define SETTLED_PX    0.5     /* nearer than this is there */
#define GLIDE_PAGE_MS 320
#define GLIDE_SNAP_MS 320

void scroll_init(struct scroll *scroll)
{
    *scroll = (struct scroll){0};
}

double scroll_limit(const struct scroll *scroll)
{
    return fmax(scroll->content - scroll->viewport, 0);
}

static double clamped(const struct scroll *scroll, double position)
{
    return fmin(fmax(position, 0), scroll_limit(scroll));
}

/* The nearest place where whole steps lie at the start, or the very end. */
static double snapped(const struct scroll *scroll, double position)
{
    double limit = scroll_limit(scroll);
    if (scroll->step <= 0)
        return clamped(scroll, position);
    double place = clamped(scroll, round(position / scroll->step) * scroll->step);
    return fabs(limit - position) < fabs(place - position) ? limit : place;
}

/* How many px the throw of this speed goes before it is slow enough to stop. */
static double thrown(double velocity)
{
    double tau_s = -1 / log(DECELERATION) / 1000;
    return fabs(velocity) <= FLING_STOP ? 0 : (velocity - copysign(FLING_STOP, velocity)) * tau_s;
}

static double speed_for(double distance)
{
    double tau_s = -1 / log(DECELERATION) / 1000;
    return distance / tau_s + copysign(FLING_STOP, distance);
}

/* A pull of x beyond the end moves it by less and less, never by the viewport. */
static double resisted(double x, double viewport)
{
    return viewport <= 0 ? 0 : (1 - 1 / (x * RESISTANCE / viewport + 1)) * viewport;
}

static double unresisted(double y, double viewport)
{
    double share = viewport <= 0 ? 0 : fmin(y / viewport, 0.999);
    return (1 / (1 - share) - 1) * viewport / RESISTANCE;
}

static double position_of_pull(const struct scroll *scroll, double pull)
{
    double limit = scroll_limit(scroll);
    if (pull < 0)
        return -resisted(-pull, scroll->viewport);
    if (pull > limit)
        return limit + resisted(pull - limit, scroll->viewport);
    return pull;
}

static double pull_of_position(const struct scroll *scroll, double position)
{
    double limit = scroll_limit(scroll);
    if (position < 0)
        return -unresisted(-position, scroll->viewport);
    if (position > limit)
        return limit + unresisted(position - limit, scroll->viewport);
    return position;
}

static void rest(struct scroll *scroll, double position)
{
    scroll->position = position;
    scroll->motion = SCROLL_STILL;
    scroll->velocity = 0;
}

static void begin(struct scroll *scroll, enum scroll_motion motion, double to, double velocity,
                  int64_t now_ms)
{
    scroll->motion = motion;
    scroll->since_ms = now_ms;
    scroll->last_ms = now_ms;
    scroll->from = scroll->position;
    scroll->to = to;
    scroll->velocity = velocity;
}

void scroll_set_content(struct scroll *scroll, double content, double viewport, double step)
{
    if (scroll->content == content && scroll->viewport == viewport && scroll->step == step)
        return;
    scroll->content = content;
    scroll->viewport = viewport;
    scroll->step = step;
    if (scroll->motion == SCROLL_HELD) {
        scroll->position = position_of_pull(scroll, scroll->pull);
        return;
    }
    if (scroll->motion != SCROLL_STILL)
        scroll->position = clamped(scroll, scroll->to);
    rest(scroll, clamped(scroll, scroll->position));
}

void scroll_grow(struct scroll *scroll, double content, double by)
{
    scroll->content = content;
    scroll->position += by;
    scroll->from += by;
    scroll->to += by;
    scroll->pull += by;
    if (scroll->motion == SCROLL_STILL)
        scroll->position = clamped(scroll, scroll->position);
    else if (scroll->motion == SCROLL_GLIDING)
        scroll->to = clamped(scroll, scroll->to);
}

void scroll_aim(struct scroll *scroll, double position)
{
    if (scroll->motion == SCROLL_GLIDING)
        scroll->to = clamped(scroll, position);
}

double scroll_offset(const struct scroll *scroll)
{
    return scroll->position;
}

void scroll_grab(struct scroll *scroll, int64_t now_ms)
{
    scroll_tick(scroll, now_ms);
    scroll->pull = pull_of_position(scroll, scroll->position);
    begin(scroll, SCROLL_HELD, scroll->position, 0, now_ms);
}

void scroll_drag(struct scroll *scroll, double delta, int64_t now_ms)
{
    if (scroll->motion != SCROLL_HELD)
        scroll_grab(scroll, now_ms);
    scroll->pull += delta;
    scroll->position = position_of_pull(scroll, scroll->pull);
    scroll->last_ms = now_ms;
}

/* Let go with no speed worth speaking of: to the nearest whole step. */
static void settle(struct scroll *scroll, int64_t now_ms)
{
    double place = snapped(scroll, scroll->position);
    rest(scroll, scroll->position);
    if (fabs(place - scroll->position) >= SETTLED_PX)
        scroll_to(scroll, place, GLIDE_SNAP_MS, now_ms);
    else
        rest(scroll, place);
}

void scroll_release(struct scroll *scroll, double velocity, int64_t now_ms)
{
    double end = clamped(scroll, scroll->position);

    if (scroll->has_less_motion) {
        rest(scroll, snapped(scroll, end));
        return;
    }
    if (scroll->position != end) {
        begin(scroll, SCROLL_SPRUNG, end, 0, now_ms);
        return;
    }
    if (fabs(velocity) < FLING_MIN) {
        settle(scroll, now_ms);
        return;
    }
    velocity = fmin(fmax(velocity, -FLING_MAX), FLING_MAX);
    double goal = scroll->position + thrown(velocity);
    /* Aimed so that it slows down exactly on a whole step; what goes beyond an end is not. */
    if (scroll->step > 0 && clamped(scroll, goal) == goal) {
        goal = snapped(scroll, goal);
        if (fabs(goal - scroll->position) < SETTLED_PX) {
            settle(scroll, now_ms);
            return;
        }
        velocity = speed_for(goal - scroll->position);
    }
    begin(scroll, SCROLL_FLUNG, goal, velocity, now_ms);
}

void scroll_to(struct scroll *scroll, double position, int64_t duration_ms, int64_t now_ms)
{
    position = clamped(scroll, position);
    if (duration_ms <= 0 || scroll->has_less_motion || scroll->position == position) {
        rest(scroll, position);
        return;
    }
    begin(scroll, SCROLL_GLIDING, position, 0, now_ms);
    scroll->glide_ms = duration_ms;
}

void scroll_page(struct scroll *scroll, int direction, int64_t now_ms)
{
    /* Pressed again while it still glides, it goes on from where that one would end. */
    double start =
        scroll->motion == SCROLL_GLIDING ? scroll->to : clamped(scroll, scroll->position);
    double by = scroll->viewport - scroll->step;
    if (by <= 0)
        by = scroll->viewport;
    scroll_to(scroll, snapped(scroll, start + direction * by), GLIDE_PAGE_MS, now_ms);
}

void scroll_reveal(struct scroll *scroll, double start, double length, int64_t now_ms)
{
    double place = scroll->motion == SCROLL_GLIDING ? scroll->to : scroll->position;
    if (start < place)
        place = start;
    else if (start + length > place + scroll->viewport)
        place = fmin(start, start + length - scroll->viewport);
    else
        return;
    if (scroll->step > 0)
        place = fmin(ceil(place / scroll->step) * scroll->step, fmax(start, 0));
    scroll_to(scroll, place, GLIDE_PAGE_MS, now_ms);
}

static void spring(struct scroll *scroll, int64_t now_ms)
{
    double t = (double)(now_ms - scroll->since_ms);
    double x0 = scroll->from - scroll->to;
    double v0 = scroll->velocity / 1000;
    double x = (x0 + (v0 + SPRING_PER_MS * x0) * t) * exp(-SPRING_PER_MS * t);

    scroll->position = scroll->to + x;
    if (t >= SPRING_MS && fabs(x) < SETTLED_PX)
        settle(scroll, now_ms);
}

/* The moment a fling reaches the end at @edge, in ms from its beginning. */
static double moment_at(const struct scroll *scroll, double edge)
{
    double tau_ms = -1 / log(DECELERATION);
    double share = (edge - scroll->from) / (scroll->velocity / 1000 * tau_ms);
    return -log(fmax(1 - share, 1e-9)) * tau_ms;
}

static void fling(struct scroll *scroll, int64_t now_ms)
{
    double tau_ms = -1 / log(DECELERATION);
    double t = (double)(now_ms - scroll->since_ms);
    double left = exp(-t / tau_ms);
    double position = scroll->from + scroll->velocity / 1000 * tau_ms * (1 - left);
    double edge = clamped(scroll, position);

    if (edge != position) {
        double at = fmin(moment_at(scroll, edge), t);
        double speed = scroll->velocity * exp(-at / tau_ms);
        int64_t hit_ms = scroll->since_ms + (int64_t)at;
        scroll->position = edge;
        begin(scroll, SCROLL_SPRUNG, edge, speed, hit_ms);
        spring(scroll, now_ms);
        return;
    }
    scroll->position = position;
    if (fabs(scroll->velocity * left) < FLING_STOP)
        rest(scroll, scroll->step > 0 ? scroll->to : position);
}

static void glide(struct scroll *scroll, int64_t now_ms)
{
    double t = (double)(now_ms - scroll->since_ms) / (double)scroll->glide_ms;
    if (t >= 1) {
        rest(scroll, scroll->to);
        return;
    }
    scroll->position = scroll->from + (scroll->to - scroll->from) * curve_at(CURVE_STANDARD, t);
}

bool scroll_tick(struct scroll *scroll, int64_t now_ms)
{
    double before = scroll->position;

    scroll->last_ms = now_ms;
    if (scroll->motion == SCROLL_FLUNG)
        fling(scroll, now_ms);
    else if (scroll->motion == SCROLL_SPRUNG)
        spring(scroll, now_ms);
    else if (scroll->motion == SCROLL_GLIDING)
        glide(scroll, now_ms);
    return scroll->position != before ||
           (scroll->motion != SCROLL_STILL && scroll->motion != SCROLL_HELD);
}

bool scroll_can_go(const struct scroll *scroll, int direction)
{
    double place = scroll->motion == SCROLL_GLIDING ? scroll->to : scroll->position;
    return direction < 0 ? place > SETTLED_PX : place < scroll_limit(scroll) - SETTLED_PX;
}
