#include "tools/copies.h"

#include "catalogue/archive.h"
#include "tools/call.h"
#include "tools/messages.h"
#include "tools/reach.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

const char *copies_kind(const char *kind)
{
    return strcmp(kind, "pack") == 0      ? _("pack")
           : strcmp(kind, "export") == 0  ? _("export")
           : strcmp(kind, "changes") == 0 ? _("file of changes")
                                          : _("backup");
}

const char *copies_subject(const char *code)
{
    return code[0] != '\0' ? code : _("what was erased");
}

/* Why nothing of it can be changed from here; NULL where it can be tried. */
static const char *why_not(const struct copy *copy)
{
    if (!g_file_test(copy->path, G_FILE_TEST_EXISTS))
        return _("it is not there now");
    if (strcmp(copy->kind, "pack") == 0)
        return _("a pack is not changed; publish it again");
    if (strcmp(copy->kind, "export") == 0)
        return _("an export is not changed; export it again");
    if (strcmp(copy->kind, "changes") == 0)
        return _("a file of changes is not changed; send it again");
    return access(copy->path, W_OK) == 0 ? NULL : _("it may not be written");
}

static void tell(const struct call *call, const struct copy *copy, bool is_reached, const char *why)
{
    output_open(call->output, NULL);
    output_text(call->output, "path", copy->path);
    output_text(call->output, "kind", copy->kind);
    output_text(call->output, "made_at", copy->made_at);
    output_flag(call->output, "is_there", g_file_test(copy->path, G_FILE_TEST_EXISTS));
    output_flag(call->output, "reached", is_reached);
    output_text(call->output, "why", why);
    output_close(call->output);
}

static void owe(const struct call *call, const struct copy *copy, const char *code, const char *why)
{
    GError *reason = NULL;
    output_warn(
        call->output,
        "the %s of %.10s in %s may still hold %s: %s; `rwf check` lists it until it is done",
        copies_kind(copy->kind), copy->made_at, copy->path,
        copies_subject(code != NULL ? code : ""), why);
    if (code != NULL && !copy_owe(call->db, copy->id, code, why, &reason))
        output_warn(call->output, "that could not be noted: %s", reason->message);
    g_clear_error(&reason);
    tell(call, copy, false, why);
}

void copies_reach(const struct call *call, const struct copy *copy, const char *code)
{
    int removed = 0;
    GError *reason = NULL;
    const char *why = why_not(copy);
    if (why == NULL && reach_backup(call, copy->path, &removed, &reason) &&
        copy_settle(call->db, copy->id, &reason)) {
        output_say(call->output,
                   MANY("erased from the backup of %.10s in %s too, with %d file",
                        "erased from the backup of %.10s in %s too, with %d files", removed),
                   copy->made_at, copy->path, removed);
        tell(call, copy, true, NULL);
        return;
    }
    owe(call, copy, code, why != NULL ? why : reason->message);
    g_clear_error(&reason);
}

static bool may_hold(const struct copy *copy, const char *code, const char *since)
{
    if (since != NULL && strcmp(copy->made_at, since) < 0)
        return false;
    g_auto(GStrv) codes = g_strsplit(copy->holds, " ", -1);
    return copy->holds[0] == '\0' || code[0] == '\0' ||
           g_strv_contains((const char *const *)codes, code);
}

void copies_erase(const struct call *call, const char *code, const char *since)
{
    GError *reason = NULL;
    g_autoptr(GArray) copies = copy_list(call->db, call->strings, &reason);
    if (copies == NULL) {
        output_warn(call->output, "what was written out of the archive is not known: %s",
                    reason->message);
        g_error_free(reason);
        return;
    }
    output_open_array(call->output, "copies");
    for (guint i = 0; i < copies->len; i++) {
        const struct copy *copy = &g_array_index(copies, struct copy, i);
        if (may_hold(copy, code, since))
            copies_reach(call, copy, code);
    }
    output_close(call->output);
    output_note(call->output, "copies that were made without rwf are not known to the archive");
}

struct copy_start copies_begin(const struct call *call)
{
    struct copy_start start = {0};
    copy_begin(call->db, &start, NULL);
    return start;
}

/* It was begun before an erasure that did not know of it. */
static void catch_up(const struct call *call, struct archive *archive, const char *path)
{
    struct call own = *call;
    own.db = archive_db(archive);
    g_autoptr(GArray) copies = copy_list(own.db, call->strings, NULL);
    for (guint i = 0; copies != NULL && i < copies->len; i++) {
        const struct copy *copy = &g_array_index(copies, struct copy, i);
        if (strcmp(copy->path, path) == 0)
            copies_reach(&own, copy, "");
    }
}

void copies_remember(const struct call *call, struct copy_start *start, const char *kind,
                     const char *path, const char *holds)
{
    GError *reason = NULL;
    bool is_behind = false;
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autoptr(archive) archive = archive_open(vault_folder(call->vault), &reason);
    if (archive == NULL ||
        !copy_remember(archive_db(archive), start, kind, whole, holds, &is_behind, &reason))
        output_note(call->output, "the archive could not note that %s exists: %s", whole,
                    reason->message);
    else if (is_behind)
        catch_up(call, archive, whole);
    g_clear_error(&reason);
    g_clear_pointer(&start->at, g_free);
}
