#ifndef TOOLS_INGEST_H
#define TOOLS_INGEST_H

#include <glib.h>
#include <stdbool.h>

struct call;
struct intake;

/*
 * Files become items. Several are made ready at once (tools/accession.h); their rows are written
 * by the calling thread, one history entry and one transaction an item, as soon as each is ready,
 * so that whatever stops the run, complete items stay. Answers are said in the order of the
 * files. Timed text beside a recording of the same name becomes its transcript or captions.
 */
struct ingest_plan {
    const char *kind;          /* of every item; NULL: by the file */
    const char *title;         /* of every item; NULL: from the file */
    const char *date;          /* as typed; NULL: from the file */
    const char *const *people; /* "Name=role", NULL-ended */
    const char *const *places; /* names */
    const char *const *themes; /* names */
    const char *const *fields; /* "field=value", as `rwf set` takes them */
    int jobs;                  /* files made ready at once */
};

/* Adds what stands in @intake. True when something was added or was here already; what was not
 * added has been warned about. REFUSED when nothing could be, CANCELLED after Ctrl-C with what is
 * kept. */
bool ingest_run(const struct call *call, const struct intake *intake,
                const struct ingest_plan *plan, GError **error);

#endif
