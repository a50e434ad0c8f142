/*
 * stats.h — how quick the kiosk is: frames, their times, and how soon a touch is seen.
 *
 * Counts of quarter milliseconds up to a quarter second, so that a year of frames takes no more
 * room than one. Nothing about a visitor. UI thread.
 */
#ifndef KIOSK_STATS_H
#define KIOSK_STATS_H

#include <stdint.h>

#define STATS_STEP_MS 0.25

enum { STATS_STEPS = 1024 };

/* How often a time was measured; the last count is of all that took longer. */
struct histogram {
    uint64_t counts[STATS_STEPS];
    uint64_t total;
};

struct stats {
    double first_frame_ms; /* from the start of the process to its first frame; -1: not yet */
    uint64_t frames;
    struct histogram frame;            /* beginning to draw … present has returned */
    struct histogram work;             /* processor time of the same, on the UI thread */
    struct histogram touch_to_present; /* a finger's event came … its frame was presented */
    double touch_ms;                   /* the oldest touch not presented yet; -1: none */
};

void histogram_add(struct histogram *histogram, double ms);

/* The time that this share (0 … 1) of all measured does not exceed, to a quarter millisecond;
 * 0 when nothing was measured. */
double histogram_percentile(const struct histogram *histogram, double share);

void stats_init(struct stats *stats);

/* A finger's event came from the system at this time (of a clock in ms). */
void stats_touch(struct stats *stats, double at_ms);

/* A frame took from @begin_ms to @end_ms, and this much of the processor. */
void stats_frame(struct stats *stats, double begin_ms, double end_ms, double work_ms);

/* The processor time of the calling thread so far; only its differences mean something. */
double stats_work_ms(void);

/* Milliseconds since the kernel started this process, its loading and linking included, to the
 * kernel's own hundredth of a second; -1 when /proc does not say. */
double stats_process_age_ms(void);

#endif
