#include "catalogue/cue.h"
#include "catalogue/footnote.h"
#include "catalogue/formats/timed_text.h"
#include "catalogue/item.h"
#include "catalogue/language.h"
#include "catalogue/redaction.h"
#include "catalogue/shown_item.h"
#include "tools/call.h"
#include "tools/length.h"
#include "tools/measure.h"
#include "tools/messages.h"
#include "tools/timing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("lang", "TAG", "only this language"),
    OPTION("purpose", "WORD", "only transcript, captions, description or chapters"),
    OPTION("to", "FILE", "with export: the WebVTT file to write"),
    OPTION("by", "TIME", "with shift: later by so much, 2.5 or 31:12; earlier with a minus: -2.5"),
    OPTION("from", "PLACE", "with shift: only from there on: a time, or a line, as line:38"),
    OPTION_END,
};

struct choice {
    const char *purpose;
    char *language; /* canonical, or NULL */
};

static bool read_choice(const struct call *call, struct choice *choice, GError **error)
{
    static const char *const purposes[] = {"transcript", "captions", "description", "chapters",
                                           NULL};
    const char *typed = call_option(call, "lang");
    choice->purpose = call_option(call, "purpose");
    if (choice->purpose != NULL && !g_strv_contains(purposes, choice->purpose))
        return command_misused(error,
                               "--purpose %s: it is transcript, captions, description or chapters",
                               choice->purpose);
    choice->language = typed != NULL ? language_canonical(typed) : NULL;
    return typed == NULL || choice->language != NULL ||
           command_misused(error, "--lang %s is no language tag; write en, ur, pa-Arab …", typed);
}

static bool is_same_kind(const struct cue *cue, const struct cue *other)
{
    return strcmp(cue->purpose, other->purpose) == 0 && strcmp(cue->language, other->language) == 0;
}

/* The lines from FROM on that are of one purpose and language. */
static GArray *take_kind(const GArray *cues, guint from)
{
    const struct cue *first = &g_array_index(cues, struct cue, from);
    guint end = from;
    while (end < cues->len && is_same_kind(first, &g_array_index(cues, struct cue, end)))
        end++;
    GArray *kind = g_array_sized_new(false, false, sizeof(struct cue), end - from);
    return g_array_append_vals(kind, first, end - from);
}

static void show_line(const struct call *call, const struct cue *cue)
{
    g_autofree char *time = measure_time(cue->begin_ms);
    output_say(call->output, "%8s  %s%s%s", time, cue->speaker, cue->speaker[0] != '\0' ? ": " : "",
               cue->text);
    output_open(call->output, NULL);
    output_text(call->output, "purpose", cue->purpose);
    output_text(call->output, "language", cue->language);
    output_integer(call->output, "begin_ms", cue->begin_ms);
    output_integer(call->output, "end_ms", cue->end_ms);
    output_text(call->output, "speaker", cue->speaker);
    output_text(call->output, "text", cue->text);
    output_close(call->output);
}

/* The notes to lines of one purpose and language, each with the moment of its line. */
static bool show_notes(const struct call *call, const GArray *cues, GError **error)
{
    const struct cue *first = &g_array_index(cues, struct cue, 0);
    g_autoptr(GArray) notes =
        footnote_list(call->db, first->item, first->purpose, first->language, call->strings, error);
    guint line = 0;
    if (notes == NULL)
        return false;
    for (guint i = 0; i < notes->len; i++) {
        const struct footnote *note = &g_array_index(notes, struct footnote, i);
        while (g_array_index(cues, struct cue, line).id != note->cue)
            line++;
        const struct cue *cue = &g_array_index(cues, struct cue, line);
        g_autofree char *time = measure_time(cue->begin_ms);
        g_autofree char *links = g_strdup(note->links);
        output_say(call->output, "note to %s  %s%s%s", time, note->text,
                   note->text[0] != '\0' && note->links[0] != '\0' ? " " : "",
                   g_strdelimit(links, "\n", ' '));
        output_open(call->output, NULL);
        output_text(call->output, "purpose", cue->purpose);
        output_text(call->output, "language", cue->language);
        output_integer(call->output, "begin_ms", cue->begin_ms);
        output_text(call->output, "note", note->text);
        output_text(call->output, "links", note->links);
        output_close(call->output);
    }
    return true;
}

static bool show(const struct call *call, const struct item *item, const GArray *cues,
                 GError **error)
{
    output_open_array(call->output, "lines");
    for (guint i = 0; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        if (i == 0 || !is_same_kind(cue - 1, cue))
            output_say(call->output, "%s in %s", cue->purpose, cue->language);
        show_line(call, cue);
    }
    output_close(call->output);
    output_open_array(call->output, "notes");
    for (guint from = 0; from < cues->len;) {
        g_autoptr(GArray) kind = take_kind(cues, from);
        if (!show_notes(call, kind, error))
            return false;
        from += kind->len;
    }
    output_close(call->output);
    return true;
}

/* The command that puts what follows a clock that starts again after what was before it. */
static char *mend(const struct item *item, const struct cue *cue, const struct timing_fault *fault)
{
    g_autofree char *by = measure_time(fault->later_ms);
    g_autofree char *purpose = strcmp(cue->purpose, "transcript") == 0
                                   ? g_strdup("")
                                   : g_strdup_printf(" --purpose %s", cue->purpose);
    return fault->later_ms == 0
               ? NULL
               : g_strdup_printf("rwf transcript %s shift --lang %s%s --from line:%u --by %s",
                                 item->code, cue->language, purpose, fault->line + 1, by);
}

static void say_fault(const struct call *call, const struct item *item, const struct cue *cue,
                      const struct timing_fault *fault)
{
    g_autofree char *time = measure_time(cue->begin_ms);
    g_autofree char *command = mend(item, cue, fault);
    output_say(call->output, "%s %s line %u, %s: “%s” %s", cue->purpose, cue->language,
               fault->line + 1, time, cue->text, fault->says);
    if (command != NULL)
        output_say(call->output, "    where it follows what is above it: %s", command);
    output_open(call->output, NULL);
    output_text(call->output, "purpose", cue->purpose);
    output_text(call->output, "language", cue->language);
    output_integer(call->output, "line", fault->line + 1);
    output_integer(call->output, "begin_ms", cue->begin_ms);
    output_text(call->output, "says", fault->says);
    output_text(call->output, "mend", command);
    output_close(call->output);
}

static bool check(const struct call *call, const struct item *item, const GArray *cues,
                  GError **error)
{
    guint count = 0;
    int64_t length_ms = length_of(call->db, item->id);
    output_open_array(call->output, "faults");
    for (guint from = 0; from < cues->len;) {
        g_autoptr(GArray) kind = take_kind(cues, from);
        g_autoptr(GArray) faults = timing_check(kind, length_ms);
        for (guint i = 0; i < faults->len; i++) {
            const struct timing_fault *fault = &g_array_index(faults, struct timing_fault, i);
            say_fault(call, item, &g_array_index(kind, struct cue, fault->line), fault);
        }
        count += faults->len;
        from += kind->len;
    }
    output_close(call->output);
    output_say(call->output, MANY("%u line, %u to look at", "%u lines, %u to look at", cues->len),
               cues->len, count);
    return true;
}

/* The purpose and language that all lines have; refused when there are several. */
static bool is_one_kind(const struct call *call, const struct item *item, const GArray *cues,
                        GError **error)
{
    const struct cue *first = &g_array_index(cues, struct cue, 0);
    for (guint i = 1; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        if (!is_same_kind(cue, first))
            return command_misused(error,
                                   "%s has %s in %s and %s in %s; say which with --purpose and "
                                   "--lang",
                                   item->code, first->purpose, first->language, cue->purpose,
                                   cue->language);
    }
    return true;
}

/* The file is for working on, so it holds what visitors may not see too. */
static bool warn_withheld(const struct call *call, const struct item *item, const GArray *cues,
                          GError **error)
{
    const struct cue *first = &g_array_index(cues, struct cue, 0);
    g_autoptr(shown_cues) shown =
        shown_cues_read(call->db, item->id, first->purpose, first->language, error);
    if (shown == NULL)
        return false;
    if (shown->count < cues->len)
        output_warn(call->output,
                    "%u of these lines may not be shown to visitors; keep the file as safe as the "
                    "archive",
                    cues->len - (guint)shown->count);
    return true;
}

static bool export(const struct call *call, const struct item *item, const GArray *cues,
                   GError **error)
{
    const char *path = call_option(call, "to");
    if (path == NULL)
        return command_misused(error, "where to? add --to FILE.vtt");
    if (!is_one_kind(call, item, cues, error))
        return false;
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return command_refused(error, "%s is there already; choose another name", path);
    g_autofree struct timed_cue *timed = g_new0(struct timed_cue, cues->len);
    for (guint i = 0; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        timed[i] = (struct timed_cue){.id = "",
                                      .begin_ms = cue->begin_ms,
                                      .end_ms = cue->end_ms,
                                      .payload = cue->text,
                                      .text = cue->text,
                                      .speaker = cue->speaker};
    }
    g_autofree char *text = timed_text_write_webvtt(timed, cues->len);
    if (!g_file_set_contents(path, text, -1, error))
        return false;
    output_text(call->output, "file", path);
    output_say(call->output, "%u lines written to %s", cues->len, path);
    return warn_withheld(call, item, cues, error);
}

static bool is_redacted(const struct cue *cue, int64_t by_ms, const GArray *redactions)
{
    for (guint i = 0; i < redactions->len; i++) {
        const struct redaction *redaction = &g_array_index(redactions, struct redaction, i);
        if (cue->begin_ms + by_ms < redaction->end_ms && cue->end_ms + by_ms > redaction->begin_ms)
            return true;
    }
    return false;
}

/* A redaction holds for times: words moved out of it would be shown. */
static void warn_uncovered(const struct call *call, const struct item *item, const GArray *cues,
                           guint from, int64_t by_ms)
{
    int uncovered = 0;
    g_autoptr(GArray) redactions = redaction_list(call->db, item->id, call->strings, NULL);
    for (guint i = from; redactions != NULL && i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        uncovered += is_redacted(cue, 0, redactions) && !is_redacted(cue, by_ms, redactions);
    }
    if (uncovered > 0)
        output_warn(call->output,
                    MANY("%d line moved out of what is redacted and would be shown; look at `rwf "
                         "transcript %s show`, redact again, or take it back with `rwf undo`",
                         "%d lines moved out of what is redacted and would be shown; look at `rwf "
                         "transcript %s show`, redact again, or take it back with `rwf undo`",
                         uncovered),
                    uncovered, item->code);
}

/* Lines cannot begin before the recording does, and squeezed together they would be lost. */
static bool has_room(const struct item *item, const GArray *cues, guint from, int64_t by_ms,
                     GError **error)
{
    int64_t first_ms = INT64_MAX;
    for (guint i = from; i < cues->len; i++)
        first_ms = MIN(first_ms, g_array_index(cues, struct cue, i).begin_ms);
    if (first_ms + by_ms >= 0)
        return true;
    g_autofree char *first = measure_time(first_ms);
    return command_refused(error,
                           "the first line of %s begins at %s and can move no earlier than 0:00; "
                           "nothing was changed",
                           item->code, first);
}

/* Which line --from names: line:38, or the first that begins at that time or later. */
static bool read_from(const struct call *call, const struct item *item, const GArray *cues,
                      guint *from, GError **error)
{
    const char *typed = call_option(call, "from");
    int64_t from_ms = 0;
    *from = 0;
    if (typed == NULL)
        return true;
    if (g_str_has_prefix(typed, "line:")) {
        guint64 line = 0;
        if (!g_ascii_string_to_unsigned(typed + strlen("line:"), 10, 1, cues->len, &line, NULL))
            return command_misused(error, "--from %s: %s has lines 1 to %u", typed, item->code,
                                   cues->len);
        *from = (guint)line - 1;
        return true;
    }
    if (!measure_time_option("from", typed, &from_ms, error))
        return false;
    while (*from < cues->len && g_array_index(cues, struct cue, *from).begin_ms < from_ms)
        ++*from;
    return *from < cues->len ||
           command_refused(error, "%s has no line at %s or later; nothing was changed", item->code,
                           typed);
}

static bool read_by(const struct call *call, int64_t *by_ms, GError **error)
{
    const char *typed = call_option(call, "by");
    bool is_earlier = typed != NULL && typed[0] == '-';
    if (typed == NULL)
        return command_misused(error, "by how much? --by 2.5 is later, --by -2.5 earlier");
    if (!measure_time_option("by", typed + is_earlier, by_ms, error))
        return false;
    *by_ms = is_earlier ? -*by_ms : *by_ms;
    return true;
}

/* Where the clock started again the line before has no end of its own: it ends where the next begins. */
static bool end_side(const struct call *call, const GArray *cues, guint from, int64_t by_ms,
                     GError **error)
{
    const struct cue *cue = &g_array_index(cues, struct cue, from);
    const struct cue *before = from > 0 ? cue - 1 : NULL;
    int64_t begin_ms = cue->begin_ms + by_ms;
    if (before == NULL || before->begin_ms <= cue->begin_ms || before->end_ms <= begin_ms)
        return true;
    return cue_end(call->db, before->id, begin_ms, error);
}

static bool shift(const struct call *call, const struct item *item, const GArray *cues,
                  GError **error)
{
    const struct cue *first = &g_array_index(cues, struct cue, 0);
    int64_t by_ms = 0;
    guint from = 0;
    if (!read_by(call, &by_ms, error) || !is_one_kind(call, item, cues, error) ||
        !read_from(call, item, cues, &from, error) || !has_room(item, cues, from, by_ms, error))
        return false;
    const struct cue *moved = &g_array_index(cues, struct cue, from);
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL ||
        !cue_shift(call->db, item->id, first->purpose, first->language, moved->position, by_ms,
                   error) ||
        !end_side(call, cues, from, by_ms, error))
        return false;
    g_autofree char *says =
        g_strdup_printf("moved the %s of %s in time", first->purpose, item->code);
    history_touch(history, item->id);
    if (!history_commit(history, says, error))
        return false;
    g_autofree char *where =
        from > 0 ? g_strdup_printf(", from line %u on", from + 1) : g_strdup("");
    output_say(call->output, "%s  %s in %s moved by %s%s%s", item->code, first->purpose,
               first->language, call_option(call, "by"),
               strchr(call_option(call, "by"), ':') == NULL ? " s" : "", where);
    warn_uncovered(call, item, cues, from, by_ms);
    return true;
}

static const struct {
    const char *verb;
    bool (*run)(const struct call *, const struct item *, const GArray *, GError **);
} verbs[] = {{"show", show}, {"check", check}, {"export", export}, {"shift", shift}};

static bool run_verb(const struct call *call, const struct item *item, const struct choice *choice,
                     GError **error)
{
    const char *verb = call_word(call, 1);
    g_autoptr(GArray) cues =
        cue_list(call->db, item->id, choice->purpose, choice->language, call->strings, error);
    if (cues == NULL)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(verbs[i].verb, verb) != 0)
            continue;
        if (cues->len == 0)
            return command_refused(error,
                                   "%s has no such lines; give it some: rwf attach %s FILE "
                                   "--role transcript --lang TAG",
                                   item->code, item->code);
        return verbs[i].run(call, item, cues, error);
    }
    return command_misused(error,
                           "“%s”: lines can be shown, checked, exported and moved: show, check, "
                           "export, shift",
                           verb);
}

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    struct choice choice = {0};
    bool is_done = call_item(call, call_word(call, 0), &item, error) &&
                   read_choice(call, &choice, error) && run_verb(call, &item, &choice, error);
    g_free(choice.language);
    return is_done;
}

const struct command cmd_transcript = {
    .name = "transcript",
    .usage = "ITEM show | check | export --to FILE | shift --by TIME [--from PLACE] [--lang TAG]",
    .summary = N_("read, check, write out and move the lines of a recording"),
    .example = "rwf transcript night-shift shift --lang en --by 0.5",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
