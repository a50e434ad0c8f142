#include "tools/intake.h"

#include "catalogue/auto.h"
#include "catalogue/language.h"
#include "tools/command.h"
#include "tools/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DEEPEST = 64 /* folders in folders */
};

struct walk {
    struct intake *intake;
    struct output *output;
    GCancellable *cancellable;
};

static void file_free(void *data)
{
    struct intake_file *file = data;
    g_free(file->path);
    g_free(file->name);
    g_free(file->stem);
    g_free(file->language);
    g_free(file);
}

void intake_free(struct intake *intake)
{
    if (intake == NULL)
        return;
    g_ptr_array_unref(intake->files);
    g_free(intake);
}
CLEAN_UP(intake, intake_free)

static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name);
    size_t wanted = strlen(ending);
    return length > wanted && g_ascii_strcasecmp(name + length - wanted, ending) == 0;
}

/* What cameras, systems and half-finished downloads leave beside files. */
static bool is_leaving(const char *name)
{
    static const char *const names[] = {"Thumbs.db",  "ehthumbs.db",  "desktop.ini",
                                        "__MACOSX",   "Icon\r",       "Picasa.ini",
                                        "lost+found", "$RECYCLE.BIN", "System Volume Information"};
    static const char *const endings[] = {".tmp", ".part", ".crdownload", ".download", "~"};
    if (name[0] == '.' || g_str_has_prefix(name, "~$"))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (has_ending(name, endings[i]))
            return true;
    return false;
}

/* "interview.en.vtt" → stem "interview", language "en". */
static void read_name(struct intake_file *file)
{
    char *dot = strrchr(file->stem, '.');
    char *slash = strrchr(file->stem, '/');
    if (dot != NULL && dot > slash + 1)
        *dot = '\0';
    if (!file->is_timed)
        return;
    char *mark = strrchr(slash + 1, '.');
    if (mark == NULL)
        mark = strrchr(slash + 1, '_');
    const struct language *language = mark != NULL ? language_find(mark + 1) : NULL;
    if (language == NULL)
        return;
    file->language = language_canonical(mark + 1);
    *mark = '\0';
}

static void take_file(struct walk *walk, const char *path, const char *name, int64_t bytes)
{
    struct intake_file *file = g_new0(struct intake_file, 1);
    file->path = g_strdup(path);
    file->name = g_strdup(name);
    file->bytes = bytes;
    file->is_timed = has_ending(name, ".vtt") || has_ending(name, ".srt");
    file->stem = g_strdup(path);
    read_name(file);
    g_ptr_array_add(walk->intake->files, file);
    walk->intake->bytes += bytes;
}

static void refuse(struct walk *walk, const char *name, const char *why)
{
    walk->intake->refused++;
    output_warn(walk->output, "%s: %s", name, why);
}

static bool walk_folder(struct walk *walk, const char *path, const char *name, int depth,
                        GError **error);

/* One name found in a folder. */
static bool walk_entry(struct walk *walk, const char *path, const char *name, int depth,
                       GError **error)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        refuse(walk, name, g_strerror(errno));
    else if (S_ISDIR(about.st_mode))
        return walk_folder(walk, path, name, depth + 1, error);
    else if (S_ISLNK(about.st_mode))
        refuse(walk, name, "not added: it is a link; name the file it leads to");
    else if (!S_ISREG(about.st_mode))
        refuse(walk, name, "not added: it is a device or a pipe, not a file");
    else if (about.st_size == 0)
        refuse(walk, name, "not added: the file is empty; copy it again from where it came");
    else
        take_file(walk, path, name, about.st_size);
    return true;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted; NULL and a warning when it cannot be read. */
static GPtrArray *list_names(struct walk *walk, const char *path, const char *name)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &reason);
    if (folder == NULL) {
        g_autofree char *why = g_strdup_printf(
            "the folder could not be read (%s); nothing in it was added",
            g_file_test(path, G_FILE_TEST_IS_DIR) ? g_strerror(EACCES) : reason->message);
        refuse(walk, name, why);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *entry; (entry = g_dir_read_name(folder)) != NULL;)
        g_ptr_array_add(names, g_strdup(entry));
    g_ptr_array_sort(names, by_name);
    return names;
}

static bool walk_folder(struct walk *walk, const char *path, const char *name, int depth,
                        GError **error)
{
    g_autofree char *database = g_build_filename(path, "archive.db", NULL);
    if (g_cancellable_set_error_if_cancelled(walk->cancellable, error))
        return false;
    if (g_file_test(database, G_FILE_TEST_EXISTS)) {
        refuse(walk, name, "not added: the folder is an archive itself");
        return true;
    }
    if (depth > DEEPEST) {
        refuse(walk, name, "not added: more than 64 folders deep; name the folder itself");
        return true;
    }
    g_autoptr(GPtrArray) names = list_names(walk, path, name);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        g_autofree char *shown = g_build_filename(name, names->pdata[i], NULL);
        if (is_leaving(names->pdata[i]))
            walk->intake->left_out++;
        else if (!walk_entry(walk, inner, shown, depth, error))
            return false;
    }
    return true;
}

/* One word of the command line. A link named by a person is followed: they meant it. */
static bool walk_word(struct walk *walk, const char *word, GError **error)
{
    struct stat about;
    g_autofree char *given = g_canonicalize_filename(word, NULL);
    char *resolved = realpath(given, NULL);
    int reason = errno;
    bool is_fine = true;
    if (resolved == NULL || stat(resolved, &about) != 0)
        is_fine = command_refused(error, "%s: %s; nothing was added", word, g_strerror(reason));
    else if (S_ISDIR(about.st_mode))
        is_fine = walk_folder(walk, resolved, word, 0, error);
    else
        is_fine = walk_entry(walk, resolved, word, 0, error);
    free(resolved);
    return is_fine;
}

struct intake *intake_create(const char *const *names, struct output *output,
                             GCancellable *cancellable, GError **error)
{
    g_autoptr(intake) intake = g_new0(struct intake, 1);
    intake->files = g_ptr_array_new_with_free_func(file_free);
    struct walk walk = {.intake = intake, .output = output, .cancellable = cancellable};
    for (; *names != NULL; names++)
        if (!walk_word(&walk, *names, error))
            return NULL;
    return g_steal_pointer(&intake);
}
