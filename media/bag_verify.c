#include "media/bag.h"

#include "media/bag_inside.h"
#include "media/bag_path.h"
#include "media/disk.h"
#include "media/error.h"

#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void problem_free(void *data)
{
    struct bag_problem *problem = data;

    g_free(problem->path);
    g_free(problem->sentence);
    g_free(problem);
}

static void info_free(void *data)
{
    struct bag_info *info = data;

    g_free((char *)info->label);
    g_free((char *)info->value);
    g_free(info);
}

void bag_report_free(struct bag_report *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->problems);
    g_ptr_array_unref(report->info);
    g_free(report);
}

const char *bag_report_info(const struct bag_report *report, const char *label)
{
    for (guint i = 0; i < report->info->len; i++) {
        const struct bag_info *info = g_ptr_array_index(report->info, i);

        if (g_ascii_strcasecmp(info->label, label) == 0)
            return info->value;
    }
    return NULL;
}

/* The same sentence about many lines of one file is told once. */
static bool is_told(const struct bag_report *report, const char *sentence)
{
    const struct bag_problem *last;

    if (report->problems->len == 0)
        return false;
    last = g_ptr_array_index(report->problems, report->problems->len - 1);
    return strcmp(last->sentence, sentence) == 0;
}

void bag_tell(struct bag_check *check, enum bag_problem_kind kind, const char *path,
              const char *format, ...)
{
    struct bag_problem *problem;
    char *sentence;
    va_list list;

    va_start(list, format);
    sentence = g_strdup_vprintf(format, list);
    va_end(list);
    if (is_told(check->report, sentence)) {
        g_free(sentence);
        return;
    }
    problem = g_new(struct bag_problem, 1);
    problem->kind = kind;
    problem->path = g_strdup(path);
    problem->sentence = sentence;
    g_ptr_array_add(check->report->problems, problem);
}

const char *bag_find_file(struct bag_check *check, const char *path)
{
    GHashTable *files = g_str_has_prefix(path, "data/") ? check->payload : check->tags;
    g_autofree char *folded = NULL;
    const char *other;
    void *known;

    if (g_hash_table_lookup_extended(files, path, &known, NULL))
        return known;
    folded = bag_path_fold(path, false);
    other = g_hash_table_lookup(check->folded, folded);
    if (other != NULL)
        bag_tell(check, BAG_WARNING, other,
                 "%s is written with other Unicode characters in a manifest", other);
    return other;
}

/* Compares one checksum; an unreadable file counts as changed. */
static bool check_sum(struct bag_check *check, const struct bag_manifest *manifest,
                      const char *path, const char *expected, GError **error)
{
    g_autofree char *full = g_build_filename(check->folder, path, NULL);
    g_autoptr(GError) reason = NULL;
    g_autofree char *found =
        digest_foreign_of_file(full, manifest->algorithm, NULL, NULL, check->cancellable, &reason);

    if (found == NULL && g_error_matches(reason, MEDIA_ERROR, MEDIA_ERROR_CANCELLED)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (found == NULL)
        bag_tell(check, BAG_CHANGED, path, "%s cannot be read: %s", path, reason->message);
    else if (strcmp(found, expected) != 0)
        bag_tell(check, BAG_CHANGED, path, "%s is not the file %s lists: another %s", path,
                 manifest->name, manifest->algorithm);
    return true;
}

static void tell_absent(struct bag_check *check, const struct bag_manifest *manifest,
                        const char *path)
{
    if (g_hash_table_contains(check->fetched, path))
        bag_tell(check, BAG_UNFETCHED, path, "%s is still to be fetched", path);
    else
        bag_tell(check, BAG_MISSING, path, "%s lists %s, which is not there", manifest->name, path);
}

static void tell_progress(struct bag_check *check, const char *path)
{
    const int64_t *bytes = g_hash_table_lookup(check->payload, path);

    if (bytes == NULL || check->progress == NULL)
        return;
    check->done_bytes += *bytes;
    check->progress(MIN(check->done_bytes, check->report->payload_bytes),
                    check->report->payload_bytes, check->data);
}

static bool check_entries(struct bag_check *check, const struct bag_manifest *manifest,
                          bool of_payload, bool reads_sums, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GList) paths = g_hash_table_get_keys(manifest->entries);

    paths = g_list_sort(paths, (GCompareFunc)strcmp);
    for (GList *at = paths; at != NULL; at = at->next) {
        const char *path = at->data, *there = bag_find_file(check, path);

        if (of_payload != g_str_has_prefix(path, "data/") ||
            (!of_payload && g_str_has_prefix(path, "tagmanifest-"))) {
            bag_tell(check, BAG_MALFORMED, path, "%s lists %s, which does not belong there",
                     manifest->name, path);
            continue;
        }
        if (!g_hash_table_add(seen, bag_path_fold(path, true)))
            bag_tell(check, BAG_WARNING, path,
                     "%s differs from another name by upper and lower case alone", path);
        if (there == NULL) {
            tell_absent(check, manifest, path);
            continue;
        }
        g_hash_table_add(check->listed, g_strdup(there));
        if (reads_sums) {
            if (!check_sum(check, manifest, there, g_hash_table_lookup(manifest->entries, path),
                           error))
                return false;
            tell_progress(check, there);
        }
    }
    return true;
}

/* From 1.0 on every manifest lists the whole payload; before, all of them together did. */
static void tell_unlisted(struct bag_check *check, const char *name)
{
    g_autoptr(GList) paths = g_hash_table_get_keys(check->payload);

    paths = g_list_sort(paths, (GCompareFunc)strcmp);
    for (GList *at = paths; at != NULL; at = at->next)
        if (!g_hash_table_contains(check->listed, at->data))
            bag_tell(check, BAG_UNLISTED, at->data, "%s is not listed in %s",
                     (const char *)at->data, name);
}

static bool check_manifests(struct bag_check *check, const char *prefix, bool reads_sums,
                            GError **error)
{
    bool of_payload = strcmp(prefix, "manifest-") == 0;
    g_autoptr(GList) names = g_hash_table_get_keys(check->tags);
    int read = 0;

    names = g_list_sort(names, (GCompareFunc)strcmp);
    for (GList *at = names; at != NULL; at = at->next) {
        const char *name = at->data;
        struct bag_manifest *manifest;
        GError *failure = NULL;
        bool ok;

        if (!g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ".txt"))
            continue;
        manifest = bag_read_manifest(check, name, &failure);
        if (failure != NULL) {
            g_propagate_error(error, failure);
            return false;
        }
        if (manifest == NULL)
            continue;
        read++;
        ok = check_entries(check, manifest, of_payload, reads_sums, error);
        if (ok && of_payload && !check->is_before_1_0) {
            tell_unlisted(check, name);
            g_hash_table_remove_all(check->listed);
        }
        bag_manifest_free(manifest);
        if (!ok)
            return false;
    }
    if (of_payload && read == 0)
        bag_tell(check, BAG_MISSING, NULL, "there is no manifest of the payload to check by");
    else if (of_payload && check->is_before_1_0)
        tell_unlisted(check, "any manifest");
    return true;
}

static int compare_problems(const void *a, const void *b)
{
    const struct bag_problem *one = *(struct bag_problem *const *)a;
    const struct bag_problem *other = *(struct bag_problem *const *)b;

    if (one->kind != other->kind)
        return (int)one->kind - (int)other->kind;
    return g_strcmp0(one->path, other->path);
}

static void judge(struct bag_report *report, bool reads_sums)
{
    bool is_changed = false;

    report->is_complete = true;
    for (guint i = 0; i < report->problems->len; i++) {
        const struct bag_problem *problem = g_ptr_array_index(report->problems, i);

        if (problem->kind == BAG_CHANGED)
            is_changed = true;
        else if (problem->kind != BAG_WARNING)
            report->is_complete = false;
    }
    report->is_valid = report->is_complete && !is_changed && reads_sums;
    g_ptr_array_sort(report->problems, compare_problems);
}

static bool check_all(struct bag_check *check, bool reads_sums, GError **error)
{
    struct stat about;

    if (!bag_list_files(check, error) || !bag_read_declaration(check, error))
        return false;
    if (fstatat(check->folder_fd, "data", &about, AT_SYMLINK_NOFOLLOW) != 0)
        bag_tell(check, BAG_MISSING, "data", "the folder data is missing");
    return bag_read_fetch(check, error) && bag_read_info(check, error) &&
           check_manifests(check, "manifest-", reads_sums, error) &&
           check_manifests(check, "tagmanifest-", reads_sums, error);
}

struct bag_report *bag_verify(const char *folder, bool only_complete, media_progress progress,
                              void *data, GCancellable *cancellable, GError **error)
{
    struct bag_check check = {
        .folder = folder, .progress = progress, .data = data, .cancellable = cancellable};
    bool ok;

    check.folder_fd = disk_open_folder(AT_FDCWD, folder, error);
    if (check.folder_fd < 0)
        return NULL;
    check.report = g_new0(struct bag_report, 1);
    check.report->problems = g_ptr_array_new_with_free_func(problem_free);
    check.report->info = g_ptr_array_new_with_free_func(info_free);
    check.encoding = g_strdup("UTF-8");
    check.payload = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    check.tags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    check.folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    check.listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check.fetched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ok = check_all(&check, !only_complete, error);
    judge(check.report, !only_complete);
    close(check.folder_fd);
    g_free(check.encoding);
    g_hash_table_destroy(check.payload);
    g_hash_table_destroy(check.tags);
    g_hash_table_destroy(check.folded);
    g_hash_table_destroy(check.listed);
    g_hash_table_destroy(check.fetched);
    if (!ok)
        g_clear_pointer(&check.report, bag_report_free);
    return check.report;
}
