#include "tools/export_lines.h"

#include "catalogue/cue.h"
#include "catalogue/formats/timed_text.h"
#include "tools/dossier.h"
#include "tools/export.h"

#include <string.h>

char *export_lines(const struct dossier *dossier, guint from, guint *end)
{
    const struct cue *first = &g_array_index(dossier->cues, struct cue, from);
    g_autoptr(GArray) timed = g_array_new(false, true, sizeof(struct timed_cue));
    for (*end = from; *end < dossier->cues->len; ++*end) {
        const struct cue *cue = &g_array_index(dossier->cues, struct cue, *end);
        if (strcmp(cue->purpose, first->purpose) != 0 ||
            strcmp(cue->language, first->language) != 0)
            break;
        struct timed_cue line = {.id = "",
                                 .begin_ms = cue->begin_ms,
                                 .end_ms = cue->end_ms,
                                 .payload = cue->text,
                                 .text = cue->text,
                                 .speaker = cue->speaker};
        g_array_append_val(timed, line);
    }
    return timed_text_write_webvtt((const struct timed_cue *)(const void *)timed->data, timed->len);
}

char *export_lines_name(const struct dossier *dossier, guint from)
{
    const struct cue *cue = &g_array_index(dossier->cues, struct cue, from);
    return g_strdup_printf("%s.%s.%s.vtt", dossier->item.code, cue->purpose,
                           export_tag(cue->language));
}
