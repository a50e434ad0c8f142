#include "catalogue/archive.h"
#include "catalogue/language.h"
#include "tools/call.h"

#include <glib/gi18n-lib.h>

static const struct option options[] = {
    OPTION("title", "TITLE", "what the archive is called, as visitors will read it"),
    OPTION("subtitle", "TEXT", "a line under the title"),
    OPTION("language", "TAG", "language of titles and descriptions; en when not given"),
    OPTION_END,
};

/* The language as a tag, NULL where none was typed; yours. */
static bool read_language(const struct call *call, char **language, GError **error)
{
    const char *typed = call_option(call, "language");
    *language = typed != NULL ? language_canonical(typed) : NULL;
    return typed == NULL || *language != NULL ||
           command_misused(
               error, "--language %s is no language; write a tag such as en, ur or pa-Arab", typed);
}

/* Writes what archive_create() does not take. */
static bool write_facts(struct call *call, struct archive *archive, const char *language,
                        GError **error)
{
    struct archive_facts facts;
    struct db *db = archive_db(archive);
    if (!archive_read_facts(db, call->strings, &facts, error))
        return false;
    if (call_has(call, "subtitle"))
        facts.subtitle = call_option(call, "subtitle");
    if (language != NULL)
        facts.language = language;
    output_text(call->output, "uuid", facts.uuid);
    if (!call_has(call, "subtitle") && language == NULL)
        return true;
    return archive_write_facts(db, &facts, error);
}

static bool run(struct call *call, GError **error)
{
    const char *title = call_option(call, "title");
    if (title == NULL || title[0] == '\0')
        return command_misused(error, "an archive needs a title: rwf init %s --title \"…\"",
                               call_word(call, 0));
    g_autofree char *language = NULL;
    if (!read_language(call, &language, error))
        return false;
    g_autofree char *folder = g_canonicalize_filename(call_word(call, 0), NULL);
    g_autoptr(archive) archive = archive_create(folder, title, error);
    if (archive == NULL || !write_facts(call, archive, language, error))
        return false;
    output_text(call->output, "folder", folder);
    output_text(call->output, "title", title);
    output_say(call->output, "made the archive “%s” in %s", title, folder);
    output_note(call->output, "next: rwf -C %s add FILE…", call_word(call, 0));
    return true;
}

const struct command cmd_init = {
    .name = "init",
    .usage = "DIR --title TITLE",
    .summary = N_("make a new archive in a folder"),
    .example = "rwf init ~/remembering --title \"Remembering What's Forgotten\"",
    .page = "rwf-add",
    .options = options,
    .needs = NEEDS_NOTHING,
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
