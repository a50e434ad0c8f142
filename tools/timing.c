#include "tools/timing.h"

#include "catalogue/cue.h"
#include "tools/measure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
    FASTEST_PER_SECOND = 20,     /* characters; faster lines cannot be read along */
    SPOKEN_PER_SECOND = 15,      /* characters, about, of somebody who speaks */
    SHORTEST_MS = 700,           /* a line shown for less is a flash */
    LONGEST_MS = 10 * 60 * 1000, /* a line of ten minutes is a slip of its end */
    WIDEST_MS = 60 * 1000,       /* a minute without a line is a page left out, or music */
    FIRST_MS = 5 * 60 * 1000,    /* the first words on a side of a tape come sooner */
    SLACK_MS = 1000              /* recordings and their lines are never cut to the moment */
};

struct check {
    const GArray *cues;
    int64_t length_ms;
    GArray *faults;
};

static void finish_fault(void *data)
{
    g_free(((struct timing_fault *)data)->says);
}

static const struct cue *cue_at(const struct check *check, guint line)
{
    return line < check->cues->len ? &g_array_index(check->cues, struct cue, line) : NULL;
}

static void add_fault(struct check *check, guint line, int64_t later_ms, char *says)
{
    struct timing_fault fault = {.line = line, .says = says, .later_ms = later_ms};
    g_array_append_val(check->faults, fault);
}

/* Chapters stand for what is spoken of, descriptions for pictures: only these are read along. */
static bool is_read_along(const struct cue *cue)
{
    return strcmp(cue->purpose, "transcript") == 0 || strcmp(cue->purpose, "captions") == 0;
}

static bool has_times(const struct check *check)
{
    for (guint i = 0; i < check->cues->len; i++)
        if (cue_at(check, i)->begin_ms > 0)
            return true;
    return check->cues->len < 2;
}

/* Where the words of a line end on their side of the tape: as it says, where that can be so. */
static int64_t end_of_words(const struct cue *cue)
{
    int64_t spoken_ms = g_utf8_strlen(cue->text, -1) * 1000 / SPOKEN_PER_SECOND;
    int64_t lasts_ms = cue->end_ms - cue->begin_ms;
    return cue->begin_ms + (lasts_ms > 0 && lasts_ms <= WIDEST_MS ? lasts_ms : spoken_ms);
}

/* How long the side before LINE was: to the end of its last words, in whole seconds. */
static int64_t side_before(const struct check *check, guint line)
{
    int64_t end_ms = end_of_words(cue_at(check, line - 1));
    return (end_ms + 999) / 1000 * 1000;
}

/* True where the clock of LINE starts again: far before the line it follows, and near 0. */
static bool is_restart(const struct check *check, guint line)
{
    const struct cue *cue = cue_at(check, line);
    const struct cue *before = line > 0 ? cue_at(check, line - 1) : NULL;
    return before != NULL && cue != NULL && cue->begin_ms + WIDEST_MS < before->begin_ms &&
           cue->begin_ms < FIRST_MS;
}

static void check_order(struct check *check, guint line)
{
    const struct cue *cue = cue_at(check, line);
    const struct cue *before = line > 0 ? cue_at(check, line - 1) : NULL;
    if (is_restart(check, line))
        add_fault(check, line, side_before(check, line),
                  g_strdup(_("begins the clock again, as a new tape or side does")));
    else if (before != NULL && cue->begin_ms < before->begin_ms)
        add_fault(check, line, 0, g_strdup(_("begins before the line above it")));
}

static void check_length(struct check *check, guint line)
{
    const struct cue *cue = cue_at(check, line);
    int64_t lasts_ms = cue->end_ms - cue->begin_ms;
    int64_t speed = g_utf8_strlen(cue->text, -1) * 1000 / MAX(lasts_ms, 1);
    if (cue->text[0] == '\0')
        add_fault(check, line, 0, g_strdup(_("has no words")));
    else if (!is_read_along(cue))
        return;
    else if (lasts_ms < SHORTEST_MS)
        add_fault(check, line, 0, g_strdup(_("is shown for less than 0.7 seconds")));
    else if (lasts_ms > LONGEST_MS && !is_restart(check, line + 1))
        add_fault(check, line, 0, g_strdup(_("lasts more than ten minutes; is its end right?")));
    else if (speed > FASTEST_PER_SECOND)
        add_fault(
            check, line, 0,
            g_strdup_printf(_("has %d characters a second; more than %d cannot be read along"),
                            (int)speed, FASTEST_PER_SECOND));
}

static void check_end(struct check *check, guint line)
{
    const struct cue *cue = cue_at(check, line);
    g_autofree char *end = measure_time(check->length_ms);
    if (check->length_ms < 0)
        return;
    if (cue->begin_ms >= check->length_ms)
        add_fault(check, line, 0,
                  g_strdup_printf(_("begins after the recording ends, which is at %s"), end));
    else if (cue->end_ms > check->length_ms + SLACK_MS)
        add_fault(check, line, 0,
                  g_strdup_printf(_("lasts longer than the recording, which ends at %s"), end));
}

/* What lies between LINE and the next: an overlap, or a long silence. */
static void check_next(struct check *check, guint line)
{
    const struct cue *cue = cue_at(check, line);
    const struct cue *next = cue_at(check, line + 1);
    if (next == NULL || !is_read_along(cue) || next->begin_ms < cue->begin_ms)
        return;
    if (next->begin_ms < cue->end_ms)
        add_fault(check, line, 0, g_strdup(_("is still there when the next begins")));
    if (next->begin_ms - cue->end_ms > WIDEST_MS) {
        g_autofree char *gap = measure_time((next->begin_ms - cue->end_ms) / 1000 * 1000);
        add_fault(check, line, 0, g_strdup_printf(_("is followed by %s without a line"), gap));
    }
}

/* Silence before the first line and after the last. */
static void check_edges(struct check *check)
{
    const struct cue *first = cue_at(check, 0);
    const struct cue *last = cue_at(check, check->cues->len - 1);
    if (!is_read_along(first))
        return;
    if (first->begin_ms > WIDEST_MS) {
        g_autofree char *gap = measure_time(first->begin_ms / 1000 * 1000);
        add_fault(check, 0, 0, g_strdup_printf(_("comes after %s without a line"), gap));
    }
    if (check->length_ms - last->end_ms > WIDEST_MS) {
        g_autofree char *gap = measure_time((check->length_ms - last->end_ms) / 1000 * 1000);
        add_fault(check, check->cues->len - 1, 0,
                  g_strdup_printf(_("is followed by %s without a line, to the end"), gap));
    }
}

static int by_line(const void *a, const void *b)
{
    guint first = ((const struct timing_fault *)a)->line;
    guint second = ((const struct timing_fault *)b)->line;
    return (first > second) - (first < second);
}

GArray *timing_check(const GArray *cues, int64_t length_ms)
{
    struct check check = {.cues = cues,
                          .length_ms = length_ms,
                          .faults = g_array_new(false, true, sizeof(struct timing_fault))};
    g_array_set_clear_func(check.faults, finish_fault);
    if (cues->len == 0)
        return check.faults;
    if (!has_times(&check)) {
        add_fault(&check, 0, 0,
                  g_strdup(_("begins at 0:00 as all others do: nobody has timed them")));
        return check.faults;
    }
    for (guint line = 0; line < cues->len; line++) {
        check_order(&check, line);
        check_length(&check, line);
        check_end(&check, line);
        check_next(&check, line);
    }
    check_edges(&check);
    g_array_sort(check.faults, by_line);
    return check.faults;
}
