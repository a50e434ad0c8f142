#include "media/derive.h"

#include "media/disk.h"
#include "media/error.h"
#include "media/helper_run.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct derive {
    char *folder;
    struct helper_reply *reply;
    struct derivative items[HELPER_MAX_OUTPUTS];
    size_t count;
};

const char *derivative_role_word(enum derivative_role role)
{
    static const char *const words[] = {"thumbnail", "screen",   "tiles",
                                        "poster",    "waveform", "access"};

    return words[role];
}

/* Runs the helper with @mode on @path, and once more with the other decoder where it asks. */
static struct helper_reply *run_on_file(const char *path, const char *folder,
                                        struct helper_request request, GError **error)
{
    const char *mode = request.mode;
    struct helper_reply *reply = NULL;
    bool other = false;

    request.source_fd = disk_open_regular(AT_FDCWD, path, true, error);
    if (request.source_fd < 0)
        return NULL;
    request.output_fd = disk_open_folder(AT_FDCWD, folder, error);
    if (request.output_fd >= 0) {
        g_autoptr(GError) first = NULL;

        reply = helper_run(&request, &other, &first);
        if (reply == NULL && other) {
            g_autofree char *other_mode = g_strdup_printf("%s-other", mode);

            request.mode = other_mode;
            reply = helper_run(&request, NULL, NULL);
        }
        if (reply == NULL)
            g_propagate_prefixed_error(error, g_steal_pointer(&first), "%s: ", path);
        close(request.output_fd);
    }
    close(request.source_fd);
    return reply;
}

static int compare_derivatives(const void *a, const void *b)
{
    const struct derivative *one = a, *other = b;

    return (int)one->role - (int)other->role;
}

/* The files the helper says it made must be there, plain, and one of each role. */
static bool take_outputs(struct derive *derive, GError **error)
{
    for (size_t i = 0; i < derive->reply->output_count; i++) {
        struct helper_output *output = &derive->reply->outputs[i];
        g_autofree char *path = g_build_filename(derive->folder, output->name, NULL);
        int fd = disk_open_regular(AT_FDCWD, path, false, error);

        if (fd < 0)
            return false;
        g_free(output->name);
        output->name = g_steal_pointer(&path);
        derive->items[derive->count++] = (struct derivative){
            output->role,      output->name,        output->mime,   output->width_px,
            output->height_px, output->duration_ms, disk_length(fd)};
        close(fd);
    }
    qsort(derive->items, derive->count, sizeof derive->items[0], compare_derivatives);
    for (size_t i = 1; i < derive->count; i++) {
        if (derive->items[i].role == derive->items[i - 1].role) {
            g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED,
                                _("the helper made two files for one purpose"));
            return false;
        }
    }
    return true;
}

static struct derive *derive_with(const char *path, const char *work_folder,
                                  struct helper_request request, GError **error)
{
    struct derive *derive = g_new0(struct derive, 1);

    derive->folder = g_build_filename(work_folder, "derive-XXXXXX", NULL);
    if (g_mkdtemp_full(derive->folder, 0700) == NULL) {
        media_error_set_errno(error, MEDIA_ERROR_IO, errno, "make a folder in", work_folder);
        g_clear_pointer(&derive->folder, g_free);
        derive_destroy(derive);
        return NULL;
    }
    derive->reply = run_on_file(path, derive->folder, request, error);
    if (derive->reply != NULL && derive->reply->probe != NULL && take_outputs(derive, error))
        return derive;
    if (derive->reply != NULL && derive->reply->probe == NULL)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED, _("%s: the helper found nothing"),
                    path);
    derive_destroy(derive);
    return NULL;
}

struct derive *derive_file(const char *path, const char *work_folder, media_progress progress,
                           void *data, GCancellable *cancellable, GError **error)
{
    struct helper_request request = {
        .mode = "derive", .progress = progress, .data = data, .cancellable = cancellable};

    return derive_with(path, work_folder, request, error);
}

/* "4000-8000,9000-9500"; NULL where there are none; yours. */
static char *parts_text(struct derive_parts parts)
{
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < parts.count; i++)
        g_string_append_printf(text, "%s%" PRId64 "-%" PRId64, i > 0 ? "," : "",
                               parts.parts[i].begin_ms, parts.parts[i].end_ms);
    return g_string_free(text, parts.count == 0);
}

struct derive *derive_cut(const char *path, const char *work_folder, struct derive_parts silent,
                          struct derive_parts kept, GCancellable *cancellable, GError **error)
{
    g_autofree char *silence = parts_text(silent);
    g_autofree char *keep = parts_text(kept);

    g_assert(silent.count + kept.count > 0);
    if (MAX(silent.count, kept.count) > DERIVE_MAX_PARTS) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE,
                    _("more than %d parts are to be cut; join some of them"), DERIVE_MAX_PARTS);
        return NULL;
    }
    struct helper_request request = {
        .mode = "derive", .silence = silence, .keep = keep, .cancellable = cancellable};
    return derive_with(path, work_folder, request, error);
}

void derive_destroy(struct derive *derive)
{
    if (derive == NULL)
        return;
    if (derive->folder != NULL)
        disk_remove_tree(AT_FDCWD, derive->folder, NULL, NULL);
    helper_reply_free(derive->reply);
    g_free(derive->folder);
    g_free(derive);
}

const struct probe *derive_probe(const struct derive *derive)
{
    return derive->reply->probe;
}

size_t derive_count(const struct derive *derive)
{
    return derive->count;
}

const struct derivative *derive_at(const struct derive *derive, size_t index)
{
    g_assert(index < derive->count);
    return &derive->items[index];
}

const struct derivative *derive_find(const struct derive *derive, enum derivative_role role)
{
    for (size_t i = 0; i < derive->count; i++)
        if (derive->items[i].role == role)
            return &derive->items[i];
    return NULL;
}

struct probe *probe_file(const char *path, GCancellable *cancellable, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("rwf-probe-XXXXXX", error);
    struct helper_reply *reply;
    struct probe *probe = NULL;

    if (folder == NULL)
        return NULL;
    struct helper_request request = {.mode = "probe", .cancellable = cancellable};
    reply = run_on_file(path, folder, request, error);
    if (reply != NULL && reply->probe == NULL)
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED, _("%s: the helper found nothing"),
                    path);
    else if (reply != NULL)
        probe = g_steal_pointer(&reply->probe);
    helper_reply_free(reply);
    disk_remove_tree(AT_FDCWD, folder, NULL, NULL);
    return probe;
}
