#include "tools/export.h"
#include "tools/export_records.h"
#include "tools/parcel.h"
#include "tools/record_json.h"

static bool write_item(struct export *export, const struct dossier *dossier, bool *is_written,
                       GError **error)
{
    *is_written = true;
    return true;
}

/* The document first: it is the one file where one is asked for. */
static bool finish(struct export *export, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(65536);
    g_autoptr(GPtrArray) records = export_records(export, strings, error);
    if (records == NULL)
        return false;
    g_autofree char *text = record_json_write(records);
    return parcel_add(export->parcel, "archive.json", text, error) &&
           (export_is_one_file(export, ".json") || export_record_files(export, records, error));
}

const struct export_form export_json = {
    .name = "json", .ending = ".json", .item = write_item, .finish = finish};
