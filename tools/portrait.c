#include "tools/portrait.h"

#include "catalogue/asset.h"
#include "catalogue/consent.h"
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "catalogue/excerpt.h"
#include "catalogue/index_point.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/own_field.h"
#include "catalogue/part.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/quotation.h"
#include "catalogue/redaction.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "tools/call.h"
#include "tools/measure.h"
#include "tools/messages.h"

#include <string.h>

/* One kind of thing an item has several of: a heading, how to list them, how to say one. */
struct section {
    const char *key;     /* in the document */
    const char *heading; /* on the screen */
    GArray *(*list)(struct db *db, int64_t item, GStringChunk *strings, GError **error);
    size_t size; /* of one */
    char *(*text)(const void *one);
    void (*write)(struct output *output, const void *one);
};

static char *contributor_text(const void *one)
{
    const struct contributor *c = one;
    return g_strdup_printf("%s, %s%s%s%s", c->name, c->role, c->role_line[0] != '\0' ? ": " : "",
                           c->role_line, c->is_name_withheld ? " (name withheld)" : "");
}

static void contributor_write(struct output *output, const void *one)
{
    const struct contributor *c = one;
    output_text(output, "name", c->name);
    output_text(output, "role", c->role);
    output_text(output, "role_line", c->role_line);
    output_flag(output, "name_withheld", c->is_name_withheld);
}

static char *place_text(const void *one)
{
    return g_strdup(((const struct place *)one)->name);
}

static void place_write(struct output *output, const void *one)
{
    output_text(output, "name", ((const struct place *)one)->name);
}

static char *part_text(const void *one)
{
    const struct part *part = one;
    return g_strdup_printf("%s  %s", part->code, part->title);
}

static void part_write(struct output *output, const void *one)
{
    output_text(output, "code", ((const struct part *)one)->code);
    output_text(output, "title", ((const struct part *)one)->title);
}

static char *own_field_text(const void *one)
{
    const struct own_field *field = one;
    return g_strdup_printf("%s: %s", field->name, field->value);
}

static void own_field_write(struct output *output, const void *one)
{
    output_text(output, "name", ((const struct own_field *)one)->name);
    output_text(output, "value", ((const struct own_field *)one)->value);
}

static char *theme_text(const void *one)
{
    return g_strdup(((const struct theme *)one)->name);
}

static void theme_write(struct output *output, const void *one)
{
    output_text(output, "name", ((const struct theme *)one)->name);
}

static char *translation_text(const void *one)
{
    const struct translation *t = one;
    return g_strdup_printf("%s@%s: %s", t->field, t->language, t->text);
}

static void translation_write(struct output *output, const void *one)
{
    const struct translation *t = one;
    output_text(output, "field", t->field);
    output_text(output, "language", t->language);
    output_text(output, "text", t->text);
    output_flag(output, "reviewed", t->is_reviewed);
}

static char *asset_text(const void *one)
{
    const struct asset *a = one;
    g_autofree char *size = measure_size(a->size_bytes);
    g_autofree char *time = a->duration_ms >= 0 ? measure_time(a->duration_ms) : g_strdup("");
    g_autofree char *pixels =
        a->width_px > 0 ? g_strdup_printf(", %d × %d", a->width_px, a->height_px) : g_strdup("");
    return g_strdup_printf("%-10s %s, %s%s%s%s%s%s%s%s%s", a->role, a->media_type, size, pixels,
                           time[0] != '\0' ? ", " : "", time,
                           a->is_redacted ? ", silent where redacted" : "",
                           a->language != NULL ? ", " : "", a->language != NULL ? a->language : "",
                           a->original_name != NULL ? ", from " : "",
                           a->original_name != NULL ? a->original_name : "");
}

static void asset_write(struct output *output, const void *one)
{
    const struct asset *a = one;
    output_text(output, "role", a->role);
    output_text(output, "digest", a->digest);
    output_text(output, "media_type", a->media_type);
    output_integer(output, "size_bytes", a->size_bytes);
    if (a->width_px > 0) {
        output_integer(output, "width_px", a->width_px);
        output_integer(output, "height_px", a->height_px);
    }
    if (a->duration_ms >= 0)
        output_integer(output, "duration_ms", a->duration_ms);
    if (a->loudness_lufs == a->loudness_lufs)
        output_real(output, "loudness_lufs", a->loudness_lufs);
    output_text(output, "language", a->language);
    output_text(output, "original_name", a->original_name);
}

static char *note_text(const void *one)
{
    const struct content_note *n = one;
    g_autofree char *from = n->begin_ms >= 0 ? measure_time(n->begin_ms) : g_strdup("all of it");
    g_autofree char *to = n->end_ms >= 0 ? measure_time(n->end_ms) : g_strdup("");
    return g_strdup_printf("%s%s%s, level %d: %s", from, to[0] != '\0' ? "–" : "", to, n->level,
                           n->says);
}

static void span_write(struct output *output, int64_t begin_ms, int64_t end_ms)
{
    if (begin_ms >= 0)
        output_integer(output, "begin_ms", begin_ms);
    if (end_ms >= 0)
        output_integer(output, "end_ms", end_ms);
}

static void note_write(struct output *output, const void *one)
{
    const struct content_note *n = one;
    span_write(output, n->begin_ms, n->end_ms);
    output_integer(output, "level", n->level);
    output_text(output, "says", n->says);
    output_flag(output, "hides_picture", n->hides_picture);
}

static char *quotation_text(const void *one)
{
    const struct quotation *q = one;
    g_autofree char *at = q->at_ms >= 0 ? measure_time(q->at_ms) : NULL;
    return g_strdup_printf("%s%s%s“%s”", at != NULL ? "[" : "", at != NULL ? at : "",
                           at != NULL ? "] " : "", q->text);
}

static void quotation_write(struct output *output, const void *one)
{
    const struct quotation *q = one;
    output_text(output, "text", q->text);
    output_text(output, "language", q->language);
    if (q->at_ms >= 0)
        output_integer(output, "at_ms", q->at_ms);
}

static char *index_point_text(const void *one)
{
    const struct index_point *p = one;
    g_autofree char *at = measure_time(p->at_ms);
    return g_strdup_printf("[%s] %s", at, p->title);
}

static void index_point_write(struct output *output, const void *one)
{
    const struct index_point *p = one;
    output_integer(output, "at_ms", p->at_ms);
    output_text(output, "title", p->title);
    output_text(output, "synopsis", p->synopsis);
    output_text(output, "partial_transcript", p->partial_transcript);
    output_text(output, "keywords", p->keywords);
    output_text(output, "subjects", p->subjects);
    output_text(output, "gps", p->gps);
    output_text(output, "links", p->links);
}

static char *redaction_text(const void *one)
{
    const struct redaction *r = one;
    g_autofree char *from = measure_time(r->begin_ms);
    g_autofree char *to = measure_time(r->end_ms);
    return g_strdup_printf("%s–%s: %s", from, to, r->why);
}

static void redaction_write(struct output *output, const void *one)
{
    const struct redaction *r = one;
    span_write(output, r->begin_ms, r->end_ms);
    output_text(output, "why", r->why);
}

static char *excerpt_text(const void *one)
{
    const struct excerpt *e = one;
    g_autofree char *from = measure_time(e->begin_ms);
    g_autofree char *to = measure_time(e->end_ms);
    return g_strdup_printf("%s–%s", from, to);
}

static void excerpt_write(struct output *output, const void *one)
{
    const struct excerpt *e = one;
    span_write(output, e->begin_ms, e->end_ms);
}

static char *consent_text(const void *one)
{
    const struct consent *c = one;
    g_autofree char *scope = consent_scope(c);
    return g_strdup_printf(
        "%s, %s, since %s%s%s, for: %s%s", c->agreed_by, c->state, c->agreed_on,
        c->valid_until != NULL ? ", until " : "", c->valid_until != NULL ? c->valid_until : "",
        scope[0] != '\0' ? scope : "nothing", c->document != 0 ? " (form kept)" : "");
}

static void consent_write(struct output *output, const void *one)
{
    const struct consent *c = one;
    g_autofree char *scope = consent_scope(c);
    output_text(output, "by", c->agreed_by);
    output_text(output, "state", c->state);
    output_text(output, "scope", scope);
    output_text(output, "agreed_on", c->agreed_on);
    output_text(output, "valid_until", c->valid_until);
    output_text(output, "review_on", c->review_on);
    output_text(output, "says", c->says);
    output_flag(output, "has_document", c->document != 0);
}

static char *change_text(const void *one)
{
    const struct consent_change *c = one;
    return g_strdup_printf("%s %s: %s%s%s", c->at, c->who, c->state, c->why[0] != '\0' ? ", " : "",
                           c->why);
}

static void change_write(struct output *output, const void *one)
{
    const struct consent_change *c = one;
    output_text(output, "at", c->at);
    output_text(output, "who", c->who);
    output_text(output, "state", c->state);
    output_text(output, "scope", c->scope);
    output_text(output, "why", c->why);
}

static const struct section sections[] = {
    {"people", "people", person_of_item, sizeof(struct contributor), contributor_text,
     contributor_write},
    {"places", "places", place_of_item, sizeof(struct place), place_text, place_write},
    {"themes", "themes", theme_of_item, sizeof(struct theme), theme_text, theme_write},
    {"part_of", "part of", part_whole, sizeof(struct part), part_text, part_write},
    {"parts", "parts", part_list, sizeof(struct part), part_text, part_write},
    {"own_fields", "kept from sheets", own_field_list, sizeof(struct own_field), own_field_text,
     own_field_write},
    {"translations", "in other languages", translation_list, sizeof(struct translation),
     translation_text, translation_write},
    {"quotations", "to quote", quotation_list, sizeof(struct quotation), quotation_text,
     quotation_write},
    {"index", "index", index_point_list, sizeof(struct index_point), index_point_text,
     index_point_write},
    {"notes", "content notes", content_note_list, sizeof(struct content_note), note_text,
     note_write},
    {"redactions", "redacted", redaction_list, sizeof(struct redaction), redaction_text,
     redaction_write},
    {"excerpts", "excerpts", excerpt_list, sizeof(struct excerpt), excerpt_text, excerpt_write},
    {"consents", "consent", consent_list, sizeof(struct consent), consent_text, consent_write},
    {"consent_history", "history of consent", consent_changes, sizeof(struct consent_change),
     change_text, change_write},
    {"files", "files", asset_list, sizeof(struct asset), asset_text, asset_write},
};

static bool say_section(const struct call *call, const struct item *item,
                        const struct section *section, GError **error)
{
    g_autoptr(GArray) all = section->list(call->db, item->id, call->strings, error);
    if (all == NULL)
        return false;
    for (guint i = 0; i < all->len; i++) {
        g_autofree char *text = section->text(all->data + i * section->size);
        if (i == 0)
            output_say(call->output, "%s", section->heading);
        output_say(call->output, "    %s", text);
    }
    return true;
}

static bool write_section(const struct call *call, const struct item *item,
                          const struct section *section, GError **error)
{
    g_autoptr(GArray) all = section->list(call->db, item->id, call->strings, error);
    if (all == NULL)
        return false;
    output_open_array(call->output, section->key);
    for (guint i = 0; i < all->len; i++) {
        output_open(call->output, NULL);
        section->write(call->output, all->data + i * section->size);
        output_close(call->output);
    }
    output_close(call->output);
    return true;
}

/* Lines of timed text are many: how many, of what, in which language. */
static bool count_cues(const struct call *call, const struct item *item, GError **error)
{
    g_autoptr(GArray) cues = cue_list(call->db, item->id, NULL, NULL, call->strings, error);
    if (cues == NULL)
        return false;
    output_open_array(call->output, "timed_text");
    for (guint i = 0; i < cues->len;) {
        const struct cue *first = &g_array_index(cues, struct cue, i);
        guint count = 0;
        for (; i < cues->len; i++, count++) {
            const struct cue *cue = &g_array_index(cues, struct cue, i);
            if (strcmp(cue->purpose, first->purpose) != 0 ||
                strcmp(cue->language, first->language) != 0)
                break;
        }
        output_say(call->output, MANY("%s in %s: %u line", "%s in %s: %u lines", count),
                   first->purpose, first->language, count);
        output_open(call->output, NULL);
        output_text(call->output, "purpose", first->purpose);
        output_text(call->output, "language", first->language);
        output_integer(call->output, "lines", count);
        output_close(call->output);
    }
    output_close(call->output);
    return true;
}

bool portrait_say(const struct call *call, const struct item *item, GError **error)
{
    bool is_shown = false;
    if (!item_is_shown(call->db, item->id, &is_shown, error))
        return false;
    output_say(call->output, "%s  %s", item->code, item->title);
    output_say(call->output, "%-16s%s", "shown", is_shown ? "yes" : "no; `rwf check` says why");
    for (const char *const *name = item_field_names; *name != NULL; name++) {
        const char *value = item_field_get(item, *name, call->strings);
        if (value != NULL && value[0] != '\0' && strcmp(*name, "title") != 0)
            output_say(call->output, "%-15s %s", *name, value);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        if (!say_section(call, item, &sections[i], error))
            return false;
    return count_cues(call, item, error);
}

bool portrait_write(const struct call *call, const struct item *item, GError **error)
{
    bool is_shown = false;
    if (!item_is_shown(call->db, item->id, &is_shown, error))
        return false;
    output_text(call->output, "code", item->code);
    output_flag(call->output, "shown", is_shown);
    output_open(call->output, "fields");
    for (const char *const *name = item_field_names; *name != NULL; name++)
        output_text(call->output, *name, item_field_get(item, *name, call->strings));
    output_text(call->output, "date_edtf", item->date_edtf);
    output_text(call->output, "date_first", item->date_first);
    output_text(call->output, "date_last", item->date_last);
    output_close(call->output);
    output_text(call->output, "added_at", item->added_at);
    output_text(call->output, "changed_at", item->changed_at);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        if (!write_section(call, item, &sections[i], error))
            return false;
    return count_cues(call, item, error);
}
