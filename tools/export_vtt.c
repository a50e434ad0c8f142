#include "tools/dossier.h"
#include "tools/export.h"
#include "tools/export_lines.h"
#include "tools/parcel.h"

static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    for (guint from = 0; from < dossier->cues->len; *is_written = true) {
        g_autofree char *name = export_lines_name(dossier, from);
        g_autofree char *text = export_lines(dossier, from, &from);
        if (!parcel_add(export->parcel, name, text, error))
            return false;
    }
    return true;
}

const struct export_form export_vtt = {.name = "vtt", .ending = ".vtt", .item = write_item};
