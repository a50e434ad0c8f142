#include "catalogue/content_note.h"
#include "catalogue/item.h"
#include "tools/call.h"
#include "tools/length.h"
#include "tools/measure.h"
#include "tools/parts.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const levels[] = {"1", "2", NULL};

static const struct option options[] = {
    OPTION("from", "TIME", "where it begins, 1:35; the whole item when not given"),
    OPTION("to", "TIME", "where it ends"),
    OPTION_OF("level", "N", "1: a quiet line; 2: choices before it opens; 1 when not given",
              levels),
    OPTION("says", "TEXT", "what a visitor reads: “being held in hospital”"),
    FLAG("hides-picture", "the picture is covered until the visitor chooses to see it"),
    OPTION_END,
};

static bool read_note(const struct call *call, struct content_note *note, GError **error)
{
    const char *from = call_option(call, "from");
    const char *to = call_option(call, "to");
    const char *level = call_option(call, "level");
    note->says = call_option(call, "says");
    note->hides_picture = call_has(call, "hides-picture");
    if (note->says == NULL || note->says[0] == '\0')
        return command_misused(error, "a note needs words: --says \"being held in hospital\"");
    note->level = level != NULL ? level[0] - '0' : 1;
    if ((from != NULL) != (to != NULL))
        return command_misused(error, "give both --from and --to, or neither for the whole item");
    if (from == NULL)
        return true;
    if (!measure_time_option("from", from, &note->begin_ms, error) ||
        !measure_time_option("to", to, &note->end_ms, error))
        return false;
    return note->end_ms > note->begin_ms ||
           command_misused(error, "--to %s is not after --from %s", to, from);
}

static bool add(const struct call *call, const struct item *item, GError **error)
{
    struct content_note note = {.item = item->id, .begin_ms = -1, .end_ms = -1};
    if (!read_note(call, &note, error) ||
        (note.begin_ms >= 0 && !length_holds(call->db, item, note.begin_ms, error)) ||
        !content_note_insert(call->db, &note, error))
        return false;
    output_say(call->output, "%s  note added: %s", item->code, note.says);
    return true;
}

static void write_note(const void *part, struct sheet *sheet, struct output *output)
{
    const struct content_note *note = part;
    g_autofree char *from = note->begin_ms >= 0 ? measure_time(note->begin_ms) : g_strdup("all");
    g_autofree char *to = note->end_ms >= 0 ? measure_time(note->end_ms) : g_strdup("");
    sheet_cell(sheet, from);
    sheet_cell(sheet, to);
    sheet_cell_number(sheet, note->level);
    sheet_cell(sheet, note->says);
    sheet_cell(sheet, note->hides_picture ? "covered" : "");
    if (note->begin_ms >= 0)
        output_integer(output, "begin_ms", note->begin_ms);
    if (note->end_ms >= 0)
        output_integer(output, "end_ms", note->end_ms);
    output_integer(output, "level", note->level);
    output_text(output, "says", note->says);
    output_flag(output, "hides_picture", note->hides_picture);
}

static const char *words_of(const void *part)
{
    return ((const struct content_note *)part)->says;
}

static const struct parts notes = {
    .said = "content note",
    .plural = "notes",
    .adding = "--says TEXT",
    .columns = {{"from", true}, {"to", true}, {"level", true}, {"says", false}, {"picture", false}},
    .read = content_note_list,
    .write = write_note,
    .says = words_of,
    .remove = content_note_remove,
    .verbs = {{"add", add}},
};

static bool run(struct call *call, GError **error)
{
    return parts_run(call, &notes, error);
}

const struct command cmd_note = {
    .name = "note",
    .usage = "ITEM list | add --says TEXT [--from T --to T] [--level N] | remove NUMBER",
    .summary = N_("what visitors are told before they hear or see it"),
    .example = "rwf note night-shift add --from 0:20 --to 0:30 --level 2 --says \"being held in "
               "hospital\"",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .list_word = 2,
    .words_min = 2,
    .has_table = true,
    .words_max = 3,
    .run = run,
};
