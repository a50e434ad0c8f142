/*
 * clock.h — a playing time that moves evenly, made from reports that do not.
 *
 * A decoder says where it is a few times a second, some milliseconds early or late. The clock
 * runs on by itself at the playing rate and leans towards each report by at most a tenth of
 * the time passed, so that a progress bar glides and never steps back; a report further off
 * than half a second (a seek, a stall) is taken as it is. Pure arithmetic; no thread, no time
 * source of its own.
 */
#ifndef MEDIA_CLOCK_H
#define MEDIA_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct clock {
    double time_ms;
    int64_t at_us;
};

/* Puts the clock to a place. */
void clock_set(struct clock *clock, double time_ms, int64_t now_us);

/* Moves the clock to now. While it runs, reported_ms is where a report says playing is now. */
void clock_follow(struct clock *clock, double reported_ms, double rate, int64_t now_us);

/* Lets time pass without moving. */
void clock_stand(struct clock *clock, int64_t now_us);

#endif
