#include "catalogue/item.h"
#include "catalogue/language.h"
#include "tools/attach.h"
#include "tools/call.h"
#include "tools/messages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION_OF("role", "ROLE",
              "transcript, captions, description, chapters, translation, consent, poster, signing, "
              "audio-description or page",
              attach_roles),
    OPTION("page", "N", "where a page stands in its set; after the last when not given"),
    OPTION("lang", "TAG", "the language of what is attached: en, ur, pa-Arab …"),
    OPTION("encoding", "NAME", "of timed text that is not UTF-8: windows-1252, windows-1256 …"),
    OPTION_END,
};

static bool read_role(const struct call *call, const char **role, char **language, GError **error)
{
    *role = call_option(call, "role");
    const char *typed = call_option(call, "lang");
    if (*role == NULL)
        return command_misused(error, "what is the file to the item? --role is one of transcript, "
                                      "captions, description, chapters, translation, consent, "
                                      "poster, signing, audio-description, page");
    if (typed == NULL && attach_is_timed(*role))
        return command_misused(error, "a %s is in some language; say which: --lang en, --lang ur …",
                               *role);
    if (typed == NULL)
        return true;
    *language = language_canonical(typed);
    return *language != NULL ||
           command_misused(error, "--lang %s is no language tag; write one such as en, ur, pa-Arab",
                           typed);
}

static bool read_page(const struct call *call, const char *role, int64_t *page, GError **error)
{
    const char *typed = call_option(call, "page");
    gint64 number = 0;
    if (typed == NULL)
        return true;
    if (strcmp(role, "page") != 0)
        return command_misused(error, "--page goes with --role page");
    if (!g_ascii_string_to_signed(typed, 10, 1, 100000, &number, NULL))
        return command_misused(error, "--page %s is no number; the first is 1", typed);
    *page = number;
    return true;
}

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    struct attached attached;
    const char *role;
    g_autofree char *language = NULL;
    const char *path = call_word(call, 1);
    if (!read_role(call, &role, &language, error) ||
        !call_item(call, call_word(call, 0), &item, error))
        return false;
    struct attach attach = {.db = call->db,
                            .store = vault_store(call->vault),
                            .strings = call->strings,
                            .output = call->output,
                            .cancellable = call->cancellable};
    if (!read_page(call, role, &attach.page, error))
        return false;
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_utf8_make_valid(base, -1);
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !attach_file(&attach, &item, path, name, role, language,
                                        call_option(call, "encoding"), &attached, error))
        return false;
    g_autofree char *says = g_strdup_printf("attached %s to %s", role, item.code);
    history_touch(history, item.id);
    if (!history_commit(history, says, error))
        return false;
    output_text(call->output, "code", item.code);
    output_text(call->output, "role", role);
    output_text(call->output, "language", language);
    if (attach_is_timed(role)) {
        output_integer(call->output, "lines", (int64_t)attached.lines);
        output_integer(call->output, "dropped", (int64_t)attached.dropped);
        output_integer(call->output, "index_points", (int64_t)attached.points);
        output_say(call->output,
                   MANY("%s: %s in %s, %zu line", "%s: %s in %s, %zu lines", attached.lines),
                   item.code, role, language, attached.lines);
        if (attached.points > 0)
            output_say(call->output,
                       MANY("%s: its tags became an index of %zu point",
                            "%s: its tags became an index of %zu points", attached.points),
                       item.code, attached.points);
    } else {
        output_say(call->output, "%s: %s attached", item.code, role);
    }
    if (attached.dropped > 0)
        output_warn(call->output,
                    MANY("%s: %zu line had a time that could not be read and was left out; compare "
                         "the file with `rwf transcript %s show`",
                         "%s: %zu lines had a time that could not be read and were left out; "
                         "compare the file with `rwf transcript %s show`",
                         attached.dropped),
                    path, attached.dropped, item.code);
    return true;
}

const struct command cmd_attach = {
    .name = "attach",
    .usage = "ITEM FILE --role ROLE [--lang TAG]",
    .summary = N_("give an item another file: transcript, captions, consent form, poster …"),
    .example = "rwf attach night-shift night-shift.ur.vtt --role translation --lang ur",
    .page = "rwf-add",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
