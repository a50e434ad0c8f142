#include "catalogue/cue.h"
#include "catalogue/formats/timed_text.h"
#include "catalogue/item.h"
#include "catalogue/language.h"
#include "catalogue/redaction.h"
#include "tools/call.h"
#include "tools/measure.h"

#include <string.h>

enum {
    FASTEST_PER_SECOND = 20,    /* characters; faster lines cannot be read along */
    SHORTEST_MS = 700,          /* a line shown for less is a flash */
    LONGEST_MS = 10 * 60 * 1000 /* a line of ten minutes is a slip of its end */
};

static const struct option options[] = {
    OPTION("lang", "TAG", "only this language"),
    OPTION("purpose", "WORD", "only transcript, captions, description or chapters"),
    OPTION("to", "FILE", "with export: the WebVTT file to write"),
    OPTION("by", "SECONDS", "with shift: later by so much; earlier with a minus: -2.5"),
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

static bool show(const struct call *call, const struct item *item, const GArray *cues,
                 GError **error)
{
    const struct cue *last = NULL;
    output_open_array(call->output, "lines");
    for (guint i = 0; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        g_autofree char *time = measure_time(cue->begin_ms);
        if (last == NULL || strcmp(last->purpose, cue->purpose) != 0 ||
            strcmp(last->language, cue->language) != 0)
            output_say(call->output, "%s in %s", cue->purpose, cue->language);
        output_say(call->output, "%8s  %s%s%s", time, cue->speaker,
                   cue->speaker[0] != '\0' ? ": " : "", cue->text);
        output_open(call->output, NULL);
        output_text(call->output, "purpose", cue->purpose);
        output_text(call->output, "language", cue->language);
        output_integer(call->output, "begin_ms", cue->begin_ms);
        output_integer(call->output, "end_ms", cue->end_ms);
        output_text(call->output, "speaker", cue->speaker);
        output_text(call->output, "text", cue->text);
        output_close(call->output);
        last = cue;
    }
    output_close(call->output);
    return true;
}

/* What a person should look at in one line; NULL when it is well. */
static char *find_fault(const struct cue *cue, const struct cue *next)
{
    int64_t lasts_ms = cue->end_ms - cue->begin_ms;
    glong length = g_utf8_strlen(cue->text, -1);
    if (lasts_ms < SHORTEST_MS)
        return g_strdup("is shown for less than 0.7 seconds");
    if (lasts_ms > LONGEST_MS)
        return g_strdup("lasts more than ten minutes; is its end right?");
    if (length * 1000 / lasts_ms > FASTEST_PER_SECOND)
        return g_strdup_printf("has %ld characters a second; more than %d cannot be read along",
                               (long)(length * 1000 / lasts_ms), FASTEST_PER_SECOND);
    if (next != NULL && next->begin_ms < cue->end_ms)
        return g_strdup("is still there when the next begins");
    return NULL;
}

/* The line after the one at @index, of the same purpose and language; NULL when it is the last. */
static const struct cue *find_next(const GArray *cues, guint index)
{
    if (index + 1 >= cues->len)
        return NULL;
    const struct cue *cue = &g_array_index(cues, struct cue, index);
    const struct cue *next = &g_array_index(cues, struct cue, index + 1);
    bool is_same =
        strcmp(next->purpose, cue->purpose) == 0 && strcmp(next->language, cue->language) == 0;
    return is_same ? next : NULL;
}

static bool check(const struct call *call, const struct item *item, const GArray *cues,
                  GError **error)
{
    int faults = 0;
    output_open_array(call->output, "faults");
    for (guint i = 0; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        const struct cue *next = find_next(cues, i);
        g_autofree char *fault = find_fault(cue, next);
        g_autofree char *time = measure_time(cue->begin_ms);
        if (fault == NULL)
            continue;
        faults++;
        output_say(call->output, "%s %s %s: “%s” %s", cue->purpose, cue->language, time, cue->text,
                   fault);
        output_open(call->output, NULL);
        output_text(call->output, "purpose", cue->purpose);
        output_text(call->output, "language", cue->language);
        output_integer(call->output, "begin_ms", cue->begin_ms);
        output_text(call->output, "says", fault);
        output_close(call->output);
    }
    output_close(call->output);
    output_say(call->output, "%u lines, %d to look at", cues->len, faults);
    return true;
}

/* The purpose and language that all lines have; refused when there are several. */
static bool is_one_kind(const struct call *call, const struct item *item, const GArray *cues,
                        GError **error)
{
    const struct cue *first = &g_array_index(cues, struct cue, 0);
    for (guint i = 1; i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        if (strcmp(cue->purpose, first->purpose) != 0 ||
            strcmp(cue->language, first->language) != 0)
            return command_misused(error,
                                   "%s has %s in %s and %s in %s; say which with --purpose and "
                                   "--lang",
                                   item->code, first->purpose, first->language, cue->purpose,
                                   cue->language);
    }
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
    return true;
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
                           int64_t by_ms)
{
    int uncovered = 0;
    g_autoptr(GArray) redactions = redaction_list(call->db, item->id, call->strings, NULL);
    for (guint i = 0; redactions != NULL && i < cues->len; i++) {
        const struct cue *cue = &g_array_index(cues, struct cue, i);
        uncovered += is_redacted(cue, 0, redactions) && !is_redacted(cue, by_ms, redactions);
    }
    if (uncovered > 0)
        output_warn(call->output,
                    "%d line%s moved out of what is redacted and would be shown; look at `rwf "
                    "transcript %s show`, redact again, or take it back with `rwf undo`",
                    uncovered, uncovered == 1 ? "" : "s", item->code);
}

/* Lines cannot begin before the recording does, and squeezed together they would be lost. */
static bool has_room(const struct item *item, const GArray *cues, int64_t by_ms, GError **error)
{
    int64_t first_ms = INT64_MAX;
    for (guint i = 0; i < cues->len; i++)
        first_ms = MIN(first_ms, g_array_index(cues, struct cue, i).begin_ms);
    if (first_ms + by_ms >= 0)
        return true;
    g_autofree char *first = measure_time(first_ms);
    return command_refused(error,
                           "the first line of %s begins at %s and can move no earlier than 0:00; "
                           "nothing was changed",
                           item->code, first);
}

static bool shift(const struct call *call, const struct item *item, const GArray *cues,
                  GError **error)
{
    const char *typed = call_option(call, "by");
    const struct cue *first = &g_array_index(cues, struct cue, 0);
    int64_t by_ms;
    bool is_earlier = typed != NULL && typed[0] == '-';
    if (typed == NULL)
        return command_misused(error, "by how much? --by 2.5 is later, --by -2.5 earlier");
    if (!measure_time_option("by", typed + is_earlier, &by_ms, error))
        return false;
    by_ms = is_earlier ? -by_ms : by_ms;
    if (!is_one_kind(call, item, cues, error) || !has_room(item, cues, by_ms, error))
        return false;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL ||
        !cue_shift(call->db, item->id, first->purpose, first->language, by_ms, error))
        return false;
    g_autofree char *says =
        g_strdup_printf("moved the %s of %s in time", first->purpose, item->code);
    history_touch(history, item->id);
    if (!history_commit(history, says, error))
        return false;
    output_say(call->output, "%s  %s in %s moved by %s s", item->code, first->purpose,
               first->language, typed);
    warn_uncovered(call, item, cues, by_ms);
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
    .usage = "ITEM show | check | export --to FILE | shift --by SECONDS [--lang TAG]",
    .summary = "read, check, write out and move the lines of a recording",
    .example = "rwf transcript RWF-7Q2K9M shift --lang en --by -1.5",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
