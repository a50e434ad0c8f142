#include "media/clock.h"

#include <glib.h>
#include <math.h>

#define JUMP_MS    500.0
#define LEAN_SHARE 0.1

void clock_set(struct clock *clock, double time_ms, int64_t now_us)
{
    clock->time_ms = time_ms;
    clock->at_us = now_us;
}

void clock_follow(struct clock *clock, double reported_ms, double rate, int64_t now_us)
{
    double passed_ms = (double)MAX(now_us - clock->at_us, 0) / 1000.0;
    double own_ms = clock->time_ms + passed_ms * rate;
    double off_ms = reported_ms - own_ms;
    double lean_ms = passed_ms * LEAN_SHARE;
    if (fabs(off_ms) > JUMP_MS)
        clock->time_ms = reported_ms;
    else
        clock->time_ms = own_ms + CLAMP(off_ms, -lean_ms, lean_ms);
    clock->at_us = now_us;
}

void clock_stand(struct clock *clock, int64_t now_us)
{
    clock->at_us = now_us;
}
