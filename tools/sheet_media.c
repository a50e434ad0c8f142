#include "tools/sheet_media.h"

#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "media/digest.h"
#include "tools/accession.h"
#include "tools/call.h"
#include "tools/intake.h"
#include "tools/media_folder.h"
#include "tools/orphan.h"
#include "tools/sheet_map.h"
#include "tools/sheet_row.h"
#include "tools/table.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The item whose files hold these bytes already; false where none does. */
static bool find_known(const struct sheet_source *source, const char *hex, struct item *item)
{
    const struct call *call = source->call;
    g_autoptr(GArray) assets = asset_with_digest(call->db, hex, call->strings, NULL);
    return assets != NULL && assets->len > 0 &&
           item_get(call->db, g_array_index(assets, struct asset, 0).item, call->strings, item,
                    NULL);
}

/* Whether a row that changes its item means the file the item has. */
static bool is_of_row(const struct sheet_source *source, size_t row, const struct item *known)
{
    const struct sheet_column_use *use = sheet_map_of(source->map, TARGET_FIELD, "identifier");
    const struct sheet_column_use *code = sheet_map_of(source->map, TARGET_CODE, NULL);
    return source->is_update &&
           ((use != NULL &&
             g_strcmp0(known->identifier, table_cell(source->table, row, use->column)) == 0) ||
            (code != NULL &&
             g_strcmp0(known->code, table_cell(source->table, row, code->column)) == 0));
}

static bool make(const struct sheet_source *source, const struct intake_file *file,
                 struct sheet_row *row, GError **error)
{
    struct output *output = source->call->output;
    GCancellable *cancellable = source->call->cancellable;
    struct accession *accession = accession_create(file->path, vault_store(source->call->vault));
    struct item known = ITEM_NEW;
    char hex[DIGEST_HEX_SIZE];
    g_ptr_array_add(row->accessions, accession);
    accession_hash(accession, cancellable);
    digest_to_hex(&accession->digest, hex);
    if (accession->error == NULL && find_known(source, hex, &known)) {
        g_ptr_array_remove_index(row->accessions, row->accessions->len - 1);
        return is_of_row(source, row->row, &known) ||
               command_refused(error, "%s is in the archive already, as %s", file->name,
                               known.code);
    }
    if (accession->error == NULL)
        accession_make(accession, cancellable);
    orphan_add(source->orphans, accession);
    if (accession->error != NULL) {
        g_propagate_error(error, g_error_copy(accession->error));
        return false;
    }
    if (accession->warning != NULL)
        output_warn(output, "%s: %s", file->name, accession->warning);
    return true;
}

/* The file of that name; *FILE is NULL, after a warning, where it is not there. */
static bool find(const struct sheet_source *source, const struct media_folder *folder,
                 const char *named, size_t row, bool is_text, const struct intake_file **file,
                 GError **error)
{
    *file = NULL;
    if (is_text ? !media_folder_find_text(folder, named, file, error)
                : !media_folder_find(folder, named, file, error))
        return false;
    if (*file == NULL)
        output_warn(source->call->output,
                    "%s: row %" G_GINT64_FORMAT ": “%s” is not in %s, and the item is without it; "
                    "put it there and import again with --update",
                    source->name, table_number(source->table, row), named, folder->name);
    return true;
}

static bool take_all(const struct sheet_source *source, const struct media_folder *folder,
                     struct sheet_row *row, GError **error)
{
    g_autoptr(GPtrArray) named = sheet_row_values(source, row->row, TARGET_MEDIA);
    g_autoptr(GPtrArray) words = sheet_row_values(source, row->row, TARGET_TRANSCRIPT);
    const struct intake_file *file;
    for (guint i = 0; i < named->len; i++)
        if (!find(source, folder, g_ptr_array_index(named, i), row->row, false, &file, error) ||
            (file != NULL && !make(source, file, row, error)))
            return false;
    if (words->len != 1 || !sheet_media_is_name(g_ptr_array_index(words, 0)))
        return true;
    if (!find(source, folder, g_ptr_array_index(words, 0), row->row, true, &file, error))
        return false;
    row->transcript = file != NULL ? file->path : NULL;
    return true;
}

bool sheet_media_take(const struct sheet_source *source, const struct media_folder *folder,
                      struct sheet_row *row, GError **error)
{
    row->accessions = g_ptr_array_new_with_free_func((GDestroyNotify)accession_free);
    if (take_all(source, folder, row, error))
        return true;
    g_prefix_error(error, _("row %" PRId64 ": "), table_number(source->table, row->row));
    return false;
}

bool sheet_media_is_name(const char *cell)
{
    static const char *const endings[] = {".vtt", ".srt", ".txt", ".csv"};
    bool is_line = strchr(cell, '\n') == NULL && strlen(cell) < 1024;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(cell);
        if (is_line && length > 4 && g_ascii_strcasecmp(cell + length - 4, endings[i]) == 0)
            return true;
    }
    return false;
}
