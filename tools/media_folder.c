#include "tools/media_folder.h"

#include "tools/command.h"
#include "tools/intake.h"

#include <string.h>

struct media_folder *media_folder_open(const char *name, struct output *output,
                                       GCancellable *cancellable, GError **error)
{
    const char *const names[] = {name, NULL};
    if (!g_file_test(name, G_FILE_TEST_IS_DIR)) {
        command_refused(error, "--media %s: there is no such folder; nothing was changed", name);
        return NULL;
    }
    struct intake *intake = intake_create(names, output, cancellable, error);
    if (intake == NULL)
        return NULL;
    struct media_folder *folder = g_new0(struct media_folder, 1);
    folder->name = name;
    folder->intake = intake;
    return folder;
}

void media_folder_close(struct media_folder *folder)
{
    if (folder == NULL)
        return;
    intake_free(folder->intake);
    g_free(folder);
}

char *media_folder_last(const char *name)
{
    bool is_address = strstr(name, "://") != NULL;
    g_autofree char *plain = g_strndup(name, is_address ? strcspn(name, "?#") : strlen(name));
    g_autofree char *unescaped = is_address ? g_uri_unescape_string(plain, "/") : NULL;
    const char *whole = unescaped != NULL ? unescaped : plain;
    const char *slash = strrchr(whole, '/');
    return g_utf8_make_valid(slash != NULL ? slash + 1 : whole, -1);
}

/* That, for comparing. */
static char *fold_last(const char *name)
{
    g_autofree char *last = media_folder_last(name);
    return g_utf8_casefold(last, -1);
}

/* What is looked for by a name. */
enum by { BY_NAME, BY_STEM, BY_NAME_OF_TEXT };

static bool find(const struct media_folder *folder, const char *wanted, enum by by,
                 const struct intake_file **file, GError **error)
{
    *file = NULL;
    for (guint i = 0; *wanted != '\0' && i < folder->intake->files->len; i++) {
        const struct intake_file *each = folder->intake->files->pdata[i];
        g_autofree char *name = fold_last(by == BY_STEM ? each->stem : each->name);
        if ((each->is_timed && by != BY_NAME_OF_TEXT) || strcmp(name, wanted) != 0)
            continue;
        if (*file != NULL)
            return command_refused(error, "both %s and %s could be meant; keep one of them in %s",
                                   (*file)->name, each->name, folder->name);
        *file = each;
    }
    return true;
}

bool media_folder_find(const struct media_folder *folder, const char *name,
                       const struct intake_file **file, GError **error)
{
    g_autofree char *wanted = fold_last(name);
    return find(folder, wanted, BY_NAME, file, error);
}

bool media_folder_find_text(const struct media_folder *folder, const char *name,
                            const struct intake_file **file, GError **error)
{
    g_autofree char *wanted = fold_last(name);
    return find(folder, wanted, BY_NAME_OF_TEXT, file, error);
}

bool media_folder_find_stem(const struct media_folder *folder, const char *stem,
                            const struct intake_file **file, GError **error)
{
    g_autofree char *wanted = fold_last(stem);
    return find(folder, wanted, BY_STEM, file, error);
}
