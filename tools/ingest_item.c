#include "tools/ingest_item.h"

#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/search.h"
#include "tools/accession.h"
#include "tools/assign.h"
#include "tools/call.h"
#include "tools/ingest.h"
#include "tools/intake.h"

#include <string.h>

/* The values that the command line gives every item. */
static bool apply_plan(const struct ingest_plan *plan, struct item *item, GStringChunk *strings,
                       GError **error)
{
    if (plan->kind != NULL && !item_field_set(item, "kind", plan->kind, strings, error))
        return false;
    if (plan->title != NULL && !item_field_set(item, "title", plan->title, strings, error))
        return false;
    if (plan->date != NULL && !item_field_set(item, "date", plan->date, strings, error))
        return false;
    for (const char *const *field = plan->fields; *field != NULL; field++) {
        struct assign assign;
        if (!assign_read(&assign, *field, error))
            return false;
        bool is_fine = !assign_is_field(&assign) || assign_to_item(&assign, item, strings, error);
        assign_finish(&assign);
        if (!is_fine)
            return false;
    }
    return true;
}

bool ingest_item_rehearse(const struct call *call, const struct ingest_plan *plan, GError **error)
{
    struct item item = ITEM_NEW;
    item.kind = "picture";
    item.title = "";
    return apply_plan(plan, &item, call->strings, error);
}

static bool add_links(const struct ingest_plan *plan, const struct link *link, GError **error)
{
    const struct {
        const char *kind;
        const char *const *texts;
    } given[] = {{"person", plan->people}, {"place", plan->places}, {"theme", plan->themes}};
    for (size_t i = 0; i < G_N_ELEMENTS(given); i++)
        for (const char *const *text = given[i].texts; *text != NULL; text++)
            if (!link_add(link, given[i].kind, NULL, *text, error))
                return false;
    for (const char *const *field = plan->fields; *field != NULL; field++) {
        struct assign assign;
        if (!assign_read(&assign, *field, error))
            return false;
        bool is_fine = assign_is_field(&assign) || assign_to_links(&assign, link, error);
        assign_finish(&assign);
        if (!is_fine)
            return false;
    }
    return true;
}

static bool write_rows(const struct call *call, const struct ingest_plan *plan,
                       const struct ingest_entry *entry, struct item *item, GStringChunk *strings,
                       GError **error)
{
    if (!item_insert(call->db, item, strings, error))
        return false;
    struct link link = {
        .db = call->db, .output = call->output, .strings = strings, .item = item->id};
    g_autofree char *name = g_path_get_basename(entry->file->name);
    return accession_write(entry->accession, call->db, item, name, error) &&
           add_links(plan, &link, error) && search_refresh(call->db, item->id, error);
}

static bool fill_item(const struct ingest_plan *plan, const struct ingest_entry *entry,
                      struct item *item, GStringChunk *strings, GError **error)
{
    const struct accession *accession = entry->accession;
    g_autofree char *named = accession_title(entry->file->name);
    item->kind = accession->kind;
    item->title =
        g_string_chunk_insert(strings, accession->title != NULL ? accession->title : named);
    item->text = accession->text;
    if (accession->language != NULL)
        item->language = accession->language;
    if (accession->date != NULL && plan->date == NULL &&
        !item_field_set(item, "date", accession->date, strings, error))
        return false;
    return apply_plan(plan, item, strings, error);
}

bool ingest_item_write(const struct call *call, const struct ingest_plan *plan,
                       struct ingest_entry *entry, GError **error)
{
    struct item item = ITEM_NEW;
    GStringChunk *strings = g_string_chunk_new(1024);
    g_autoptr(history) history = call_history(call, error);
    bool is_written = history != NULL && fill_item(plan, entry, &item, strings, error) &&
                      write_rows(call, plan, entry, &item, strings, error);
    if (is_written) {
        g_autofree char *says = g_strdup_printf("added %s", item.code);
        history_touch(history, item.id);
        is_written = history_commit(history, says, error);
    }
    if (is_written) {
        entry->item = item.id;
        entry->kind = g_intern_string(item.kind);
        g_strlcpy(entry->code, item.code, sizeof entry->code);
    }
    g_string_chunk_free(strings);
    return is_written;
}
