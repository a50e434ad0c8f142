#include "tools/ohms_item.h"

#include "catalogue/asset.h"
#include "catalogue/formats/ohms.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/language.h"
#include "catalogue/rights.h"
#include "catalogue/search.h"
#include "catalogue/when.h"
#include "tools/accession.h"
#include "tools/call.h"
#include "tools/link.h"
#include "tools/ohms_words.h"

#include <string.h>

/* "Spanish" as a tag; NULL, with a warning, where the name is none. */
static const char *language_of(const struct call *call, const struct ohms_item *one,
                               const char *name)
{
    g_autofree char *tag = language_canonical(name);
    if (tag != NULL)
        return g_string_chunk_insert(call->strings, tag);
    output_warn(call->output, "%s: its language is “%s”, which is no language known here",
                one->name, name);
    return NULL;
}

static bool is_edtf_of(const char *typed, const char *edtf)
{
    struct when when;
    when_read(typed, &when);
    bool is_same = g_strcmp0(when.edtf, edtf) == 0;
    when_finish(&when);
    return is_same;
}

/* The day, in the words it was typed in where those say the same; the words alone where there is no
 * day or they are no date. */
static bool set_date(const struct ohms_record *record, struct item *item, GStringChunk *strings,
                     GError **error)
{
    const char *day = record->date;
    const char *text = record->date_text;
    if (*text != '\0' && (*day == '\0' || is_edtf_of(text, day)) &&
        item_field_set(item, "date", text, strings, NULL))
        return true;
    if (*day != '\0' && item_field_set(item, "date", day, strings, NULL))
        return true;
    item->date_text = *text != '\0' ? text : *day != '\0' ? day : NULL;
    return true;
}

/* Free words on rights, one part a line. */
static void set_rights(const struct ohms_record *record, struct item *item, GStringChunk *strings)
{
    g_autofree char *uri = rights_canonical(record->rights);
    g_autoptr(GString) note = g_string_new(uri == NULL ? record->rights : NULL);
    if (*record->usage != '\0')
        g_string_append_printf(note, "%s%s", note->len > 0 ? "\n" : "", record->usage);
    if (uri != NULL)
        item->rights = g_string_chunk_insert(strings, uri);
    item->rights_note = g_string_chunk_insert(strings, note->str);
}

/* The number it is known by elsewhere, unless an item has that already. */
static void set_identifier(const struct call *call, const struct ohms_item *one, struct item *item)
{
    const struct ohms_record *record = one->record;
    const char *identifier = *record->accession != '\0' ? record->accession : record->id;
    struct item other = ITEM_NEW;
    if (*identifier == '\0')
        return;
    if (!item_find(call->db, identifier, call->strings, &other, NULL)) {
        item->identifier = identifier;
        return;
    }
    output_warn(call->output,
                "%s: “%s” is already the identifier of %s, so this item has none; if both are the "
                "same interview, take this import back with `rwf undo`",
                one->name, identifier, other.code);
}

static bool fill_item(const struct call *call, const struct ohms_item *one, struct item *item,
                      GError **error)
{
    const struct ohms_record *record = one->record;
    g_autofree char *titled = accession_title(one->name);
    const char *language =
        language_of(call, one, *record->language != '\0' ? record->language : "English");
    item->kind = strcmp(record->fmt, "video") == 0 ? "film" : "oral_history";
    if (one->accession != NULL)
        item->kind = one->accession->kind;
    item->form = "interview";
    item->title =
        *record->title != '\0' ? record->title : g_string_chunk_insert(call->strings, titled);
    item->description = record->description;
    item->language = language != NULL ? language : "und";
    if (record->is_restricted) {
        item->access = "on_request";
        output_warn(call->output,
                    "%s: OHMS restricts its use, so its access is on_request and visitors do not "
                    "see it; `rwf set ITEM access=kiosk` opens it",
                    one->name);
    }
    set_identifier(call, one, item);
    set_rights(record, item, call->strings);
    return set_date(record, item, call->strings, error);
}

/* Each line of LIST as a link of that kind; people with their ROLE. */
static bool add_links(const struct link *link, const char *kind, const char *list, const char *role,
                      GError **error)
{
    g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_strdelimit(*line, "=", '-');
        g_autofree char *text =
            role != NULL ? g_strdup_printf("%s=%s", *line, role) : g_strdup(*line);
        if (!link_add(link, kind, NULL, text, error))
            return false;
    }
    return true;
}

static bool write_links(const struct call *call, const struct ohms_item *one, GError **error)
{
    const struct ohms_record *record = one->record;
    struct link link = {
        .db = call->db, .output = call->output, .strings = call->strings, .item = one->id};
    return add_links(&link, "person", record->interviewees, "narrator", error) &&
           add_links(&link, "person", record->interviewers, "interviewer", error) &&
           add_links(&link, "theme", record->subjects, NULL, error) &&
           add_links(&link, "theme", record->keywords, NULL, error);
}

/* The record itself, after the recording: kept as it came, never published. */
static bool write_record(const struct call *call, const struct ohms_item *one, int64_t *asset_id,
                         GError **error)
{
    struct asset asset = ASSET_NEW;
    g_autofree char *base = g_path_get_basename(one->name);
    g_autofree char *name = g_utf8_make_valid(base, -1);
    asset.item = one->id;
    asset.role = "original";
    asset.digest = one->hex;
    asset.media_type = "application/xml";
    asset.size_bytes = one->bytes;
    asset.original_name = name;
    asset.position = 1;
    bool is_written = asset_insert(call->db, &asset, error);
    *asset_id = asset.id;
    return is_written;
}

bool ohms_item_write(const struct call *call, struct ohms_item *one, GError **error)
{
    struct item item = ITEM_NEW;
    struct ohms_words_plan plan = {.name = one->name, .record = one->record, .length_ms = -1};
    if (!fill_item(call, one, &item, error) || !item_insert(call->db, &item, call->strings, error))
        return false;
    one->id = item.id;
    g_strlcpy(one->code, item.code, sizeof one->code);
    if (one->accession != NULL) {
        plan.length_ms = g_array_index(one->accession->files, struct accession_file, 0).duration_ms;
        g_autofree char *name = g_path_get_basename(one->recording);
        if (!accession_write(one->accession, call->db, &item, name, error))
            return false;
    }
    plan.item = item.id;
    plan.languages[OHMS_FIRST] = item.language;
    if (*one->record->second_language != '\0')
        plan.languages[OHMS_SECOND] = language_of(call, one, one->record->second_language);
    if (g_strcmp0(plan.languages[OHMS_FIRST], plan.languages[OHMS_SECOND]) == 0)
        plan.languages[OHMS_SECOND] = NULL;
    if (!write_record(call, one, &plan.asset, error) || !write_links(call, one, error) ||
        !ohms_words_write(call, &plan, error))
        return false;
    one->points = one->record->point_count;
    one->lines = plan.lines;
    one->minutes = plan.minutes;
    return search_refresh(call->db, item.id, error);
}
