#ifndef TOOLS_EXPORT_LINES_H
#define TOOLS_EXPORT_LINES_H

#include <glib.h>

struct dossier;

/* The lines of an item from @from on that are of one purpose and language, as WebVTT; *END is the
 * line after them. Yours to free. */
char *export_lines(const struct dossier *dossier, guint from, guint *end);

/* What their file is called: RWF-7Q2K9M.transcript.en.vtt; yours to free. */
char *export_lines_name(const struct dossier *dossier, guint from);

#endif
