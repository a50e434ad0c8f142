#include "tools/editor.h"

#include "tools/command.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_private(const char *path, const char *text, GError **error)
{
    return g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

char *editor_keep(const char *name, const char *text, GError **error)
{
    g_autofree char *folder = g_build_filename(g_get_user_state_dir(), "rwf", NULL);
    g_autofree char *pattern = g_strdup_printf("%s/%s-XXXXXX.txt", folder, name);
    int fd = g_mkdir_with_parents(folder, 0700) == 0 ? g_mkstemp_full(pattern, O_RDWR, 0600) : -1;
    if (fd < 0) {
        command_refused(error, "no file for the text could be made in %s: %s", folder,
                        g_strerror(errno));
        return NULL;
    }
    close(fd);
    bool is_written =
        write_private(pattern, text, error) && editor_keep_before(pattern, text, error);
    return is_written ? g_steal_pointer(&pattern) : NULL;
}

bool editor_keep_before(const char *path, const char *before, GError **error)
{
    g_autofree char *beside = g_strconcat(path, ".before", NULL);
    return write_private(beside, before, error);
}

char *editor_before(const char *path)
{
    char *text = NULL;
    g_autofree char *beside = g_strconcat(path, ".before", NULL);
    return g_file_get_contents(beside, &text, NULL, NULL) ? text : NULL;
}

/* The command line a person chose, or a program that is there; yours, NULL when there is none. */
static char *choose(void)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};
    static const char *const programs[] = {"sensible-editor", "nano", "vi"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return g_strdup(value);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(programs); i++) {
        g_autofree char *path = g_find_program_in_path(programs[i]);
        if (path != NULL)
            return g_strdup(programs[i]);
    }
    return NULL;
}

bool editor_open(const char *path, GError **error)
{
    g_autofree char *editor = choose();
    if (editor == NULL)
        return command_refused(error, "no editor was found; say which: EDITOR=nano rwf edit …");
    /* As git does it: the shell splits what stands in EDITOR, and leaves the path whole. */
    g_autofree char *script = g_strdup_printf("exec %s \"$@\"", editor);
    const char *argv[] = {"sh", "-c", script, "rwf-editor", path, NULL};
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN,
                      NULL, NULL, NULL, NULL, &status, error))
        return false;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return command_refused(error, "the editor “%s” (from VISUAL or EDITOR) was not found",
                               editor);
    return command_refused(error, "the editor “%s” ended badly", editor);
}

void editor_forget(const char *path)
{
    g_autofree char *beside = g_strconcat(path, ".before", NULL);
    g_unlink(path);
    g_unlink(beside);
}

int editor_forget_all(const char *name)
{
    int count = 0;
    g_autofree char *folder = g_build_filename(g_get_user_state_dir(), "rwf", NULL);
    g_autofree char *prefix = g_strconcat(name, "-", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *found; dir != NULL && (found = g_dir_read_name(dir)) != NULL;) {
        if (!g_str_has_prefix(found, prefix))
            continue;
        g_autofree char *path = g_build_filename(folder, found, NULL);
        count += g_unlink(path) == 0 && g_str_has_suffix(found, ".txt");
    }
    return count;
}

GPtrArray *editor_holding(const char *words)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_build_filename(g_get_user_state_dir(), "rwf", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *found; dir != NULL && (found = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *text = NULL;
        g_autofree char *path = g_build_filename(folder, found, NULL);
        if (g_file_get_contents(path, &text, NULL, NULL) && strstr(text, words) != NULL)
            g_ptr_array_add(paths, g_steal_pointer(&path));
    }
    return paths;
}
