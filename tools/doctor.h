#ifndef TOOLS_DOCTOR_H
#define TOOLS_DOCTOR_H

#include <glib.h>
#include <stdbool.h>

struct call;

/* What is wrong with this installation, and with the archive where there is one: a finding a line,
 * each with what to do. */
enum finding { FINDING_OK, FINDING_WARN, FINDING_BAD };

struct doctor {
    const struct call *call;
    int warns, bads;
};

/* Says one finding; @remedy may be NULL. */
void doctor_say(struct doctor *doctor, enum finding finding, const char *about, const char *remedy,
                const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The parts, each a file of its own. */
void doctor_programs(struct doctor *doctor); /* the helper, its sandbox, ffmpeg */
void doctor_machine(struct doctor *doctor);  /* clock, locale, editor, folders */
void doctor_kiosk(
    struct doctor *doctor); /* what a kiosk here plays and writes with; below $RWF_SYSTEM */
void doctor_sqlite(struct doctor *doctor);
void doctor_archive(struct doctor *doctor);

#endif
