#include "media/bag_inside.h"

#include "media/bag_path.h"
#include "media/disk.h"
#include "media/error.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_TAG_FILE_BYTES = 256 * 1024 * 1024, MAX_FILES = 10 * 1000 * 1000, MAX_DEPTH = 100 };

static bool list_folder(struct bag_check *check, int folder_fd, const char *path, int depth,
                        GError **error);

static bool list_entry(struct bag_check *check, int folder_fd, const char *name, const char *path,
                       int depth, GError **error)
{
    struct stat about;
    int64_t *bytes;
    bool is_payload = g_str_has_prefix(path, "data/");
    GHashTable *files = is_payload ? check->payload : check->tags;

    if (fstatat(folder_fd, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "look at", path);
    if (S_ISDIR(about.st_mode)) {
        int fd = disk_open_folder(folder_fd, name, error);

        return fd >= 0 && list_folder(check, fd, path, depth + 1, error);
    }
    if (!S_ISREG(about.st_mode)) {
        bag_tell(check, BAG_UNSAFE, path, "%s is a link or a device, not a file", path);
        return true;
    }
    bytes = g_new(int64_t, 1);
    *bytes = about.st_size;
    g_hash_table_insert(files, g_strdup(path), bytes);
    g_hash_table_insert(check->folded, bag_path_fold(path, false), g_strdup(path));
    if (is_payload) {
        check->report->payload_files++;
        check->report->payload_bytes += about.st_size;
    }
    return true;
}

/* Takes @folder_fd. */
static bool list_folder(struct bag_check *check, int folder_fd, const char *path, int depth,
                        GError **error)
{
    DIR *folder = fdopendir(folder_fd);
    const struct dirent *entry;
    bool ok = true;

    if (folder == NULL) {
        close(folder_fd);
        return media_error_set_errno(error, MEDIA_ERROR_IO, errno, "read folder", path);
    }
    while (ok && (entry = readdir(folder)) != NULL) {
        g_autofree char *inside = NULL;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        inside =
            *path == '\0' ? g_strdup(entry->d_name) : g_strdup_printf("%s/%s", path, entry->d_name);
        if (depth > MAX_DEPTH || g_hash_table_size(check->payload) > MAX_FILES) {
            g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE,
                        _("%s: too many files, or folders too deep, for a bag"), check->folder);
            ok = false;
        } else {
            ok = list_entry(check, dirfd(folder), entry->d_name, inside, depth, error);
        }
    }
    closedir(folder);
    return ok;
}

bool bag_list_files(struct bag_check *check, GError **error)
{
    int fd = disk_open_folder(check->folder_fd, ".", error);

    return fd >= 0 && list_folder(check, fd, "", 0, error);
}

/* The bytes of a tag file with a NUL behind them; NULL with no error when it is not there. */
static char *read_tag_file(struct bag_check *check, const char *name, size_t *length,
                           GError **error)
{
    const int64_t *bytes = g_hash_table_lookup(check->tags, name);
    char *text;
    int fd;

    if (bytes == NULL)
        return NULL;
    if (*bytes > MAX_TAG_FILE_BYTES) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE, _("%s is absurdly large"), name);
        return NULL;
    }
    fd = disk_open_regular(check->folder_fd, name, false, error);
    if (fd < 0)
        return NULL;
    text = g_malloc((size_t)*bytes + 1);
    if (!disk_read_at(fd, text, (size_t)*bytes, 0, error))
        g_clear_pointer(&text, g_free);
    else
        text[*bytes] = '\0';
    *length = (size_t)*bytes;
    close(fd);
    return text;
}

/* The lines of a tag file as UTF-8, whatever its line ends and declared encoding. */
static char **read_tag_lines(struct bag_check *check, const char *name, GError **error)
{
    size_t length = 0;
    GError *failure = NULL;
    g_autofree char *bytes = read_tag_file(check, name, &length, &failure);
    g_autofree char *text = NULL;
    bool has_mark;

    if (bytes == NULL) {
        if (failure != NULL)
            g_propagate_error(error, failure);
        return failure != NULL ? NULL : g_new0(char *, 1);
    }
    text = g_convert(bytes, (gssize)length, "UTF-8", check->encoding, NULL, NULL, NULL);
    if (text == NULL || !g_utf8_validate(text, -1, NULL)) {
        bag_tell(check, BAG_MALFORMED, name, "%s is not text in %s", name, check->encoding);
        return g_new0(char *, 1);
    }
    /* bagit.txt itself may have no byte order mark (§2.1.1). */
    has_mark = g_str_has_prefix(text, "\xef\xbb\xbf") && strcmp(name, "bagit.txt") != 0;
    /* CR, LF and CRLF all end a line; empty lines mean nothing in any tag file. */
    return g_strsplit_set(has_mark ? text + 3 : text, "\r\n", -1);
}

static bool read_version(struct bag_check *check, const char *line)
{
    const char *at = line + strlen("BagIt-Version: ");
    struct bag_report *report = check->report;
    char *rest;

    if (!g_str_has_prefix(line, "BagIt-Version: ") || !g_ascii_isdigit(*at))
        return false;
    report->version_major = (int)g_ascii_strtoull(at, &rest, 10);
    if (*rest != '.' || !g_ascii_isdigit(rest[1]))
        return false;
    report->version_minor = (int)g_ascii_strtoull(rest + 1, &rest, 10);
    check->is_before_1_0 = report->version_major < 1;
    return *rest == '\0';
}

bool bag_read_declaration(struct bag_check *check, GError **error)
{
    static const char label[] = "Tag-File-Character-Encoding: ";
    g_auto(GStrv) lines = NULL;
    guint count = 0;
    bool ok;

    if (!g_hash_table_contains(check->tags, "bagit.txt")) {
        bag_tell(check, BAG_MISSING, "bagit.txt", "bagit.txt is missing: this is no bag");
        return true;
    }
    lines = read_tag_lines(check, "bagit.txt", error);
    if (lines == NULL)
        return false;
    /* Two lines; the empty strings are what stands between CR and LF and after the last. */
    for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0') {
            char *line = lines[i];

            lines[i] = lines[count];
            lines[count++] = line;
        }
    ok = count == 2 && read_version(check, lines[0]) && g_str_has_prefix(lines[1], label) &&
         lines[1][strlen(label)] != '\0' && !g_ascii_isspace(lines[1][strlen(lines[1]) - 1]);
    if (!ok) {
        bag_tell(check, BAG_MALFORMED, "bagit.txt",
                 "bagit.txt does not consist of the two lines it must have");
        return true;
    }
    g_free(check->encoding);
    check->encoding = g_strdup(lines[1] + strlen(label));
    return true;
}

static bool is_checksum(const char *text, size_t length)
{
    return length >= 32 && length <= 128 && strspn(text, "0123456789abcdefABCDEF") >= length;
}

/* One line: checksum, blanks, path. Marks that other tools leave are passed over. */
static void read_manifest_line(struct bag_check *check, struct bag_manifest *manifest,
                               const char *line)
{
    size_t length = strcspn(line, " \t");
    const char *written = line + length + strspn(line + length, " \t");
    g_autofree char *checksum = g_ascii_strdown(line, (gssize)length);
    g_autofree char *path = NULL;
    const char *known;

    if (!is_checksum(line, length) || *written == '\0') {
        bag_tell(check, BAG_MALFORMED, manifest->name, "%s has a line that is no checksum and path",
                 manifest->name);
        return;
    }
    if (*written == '*') {
        bag_tell(check, BAG_WARNING, manifest->name, "%s marks paths with *", manifest->name);
        written++;
    }
    if (g_str_has_prefix(written, "./")) {
        bag_tell(check, BAG_WARNING, manifest->name, "%s begins paths with ./", manifest->name);
        written += 2;
    }
    path = bag_path_decode(written, check->is_before_1_0);
    if (!bag_path_is_safe(path)) {
        bag_tell(check, BAG_UNSAFE, path, "%s lists a path that leaves the bag: %s", manifest->name,
                 path);
        return;
    }
    known = g_hash_table_lookup(manifest->entries, path);
    if (known != NULL)
        bag_tell(check,
                 check->is_before_1_0 && strcmp(known, checksum) == 0 ? BAG_WARNING : BAG_MALFORMED,
                 path, "%s lists %s twice", manifest->name, path);
    else
        g_hash_table_insert(manifest->entries, g_steal_pointer(&path), g_steal_pointer(&checksum));
}

struct bag_manifest *bag_read_manifest(struct bag_check *check, const char *name, GError **error)
{
    const char *dash = strchr(name, '-');
    g_autofree char *algorithm = g_strndup(dash + 1, strlen(dash + 1) - strlen(".txt"));
    g_auto(GStrv) lines = NULL;
    struct bag_manifest *manifest;

    if (!digest_algorithm_is_known(algorithm)) {
        bag_tell(check, BAG_WARNING, name, "%s uses a checksum that is not known here", name);
        return NULL;
    }
    lines = read_tag_lines(check, name, error);
    if (lines == NULL)
        return NULL;
    manifest = g_new0(struct bag_manifest, 1);
    manifest->name = g_strdup(name);
    manifest->algorithm = g_steal_pointer(&algorithm);
    manifest->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            read_manifest_line(check, manifest, lines[i]);
    return manifest;
}

void bag_manifest_free(struct bag_manifest *manifest)
{
    if (manifest == NULL)
        return;
    g_hash_table_destroy(manifest->entries);
    g_free(manifest->algorithm);
    g_free(manifest->name);
    g_free(manifest);
}

/* "URL LENGTH PATH"; nothing is ever fetched, but the paths are held to the same rules. */
static void read_fetch_line(struct bag_check *check, const char *line)
{
    const char *length = line + strcspn(line, " \t");
    const char *length_end, *written;
    g_autofree char *path = NULL;

    length += strspn(length, " \t");
    length_end = length + strcspn(length, " \t");
    written = length_end + strspn(length_end, " \t");
    if (*written == '\0') {
        bag_tell(check, BAG_MALFORMED, "fetch.txt", "fetch.txt has a line without a path");
        return;
    }
    path = bag_path_decode(written, check->is_before_1_0);
    if (!bag_path_is_safe(path))
        bag_tell(check, BAG_UNSAFE, path, "fetch.txt names a path that leaves the bag: %s", path);
    else
        g_hash_table_add(check->fetched, g_steal_pointer(&path));
}

bool bag_read_fetch(struct bag_check *check, GError **error)
{
    g_auto(GStrv) lines = read_tag_lines(check, "fetch.txt", error);

    if (lines == NULL)
        return false;
    for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            read_fetch_line(check, lines[i]);
    return true;
}

static void check_oxum(struct bag_check *check, const char *value)
{
    char *rest;
    guint64 bytes = g_ascii_strtoull(value, &rest, 10), files;

    if (rest == value || *rest != '.') {
        bag_tell(check, BAG_MALFORMED, "bag-info.txt", "Payload-Oxum is not BYTES.FILES");
        return;
    }
    files = g_ascii_strtoull(rest + 1, NULL, 10);
    if (bytes != (guint64)check->report->payload_bytes ||
        files != (guint64)check->report->payload_files)
        bag_tell(check, BAG_CHANGED, "bag-info.txt",
                 "Payload-Oxum counts %" G_GUINT64_FORMAT " bytes in %" G_GUINT64_FORMAT
                 " files, the bag has %" G_GINT64_FORMAT " in %" G_GINT64_FORMAT,
                 bytes, files, check->report->payload_bytes, check->report->payload_files);
}

/* Older tools left blanks before the colon (0.96 §2.2.2). */
static void add_info(struct bag_check *check, const char *line, const char *colon)
{
    g_autofree char *label = g_strndup(line, (size_t)(colon - line));
    struct bag_info *info = g_new(struct bag_info, 1);

    *info = (struct bag_info){.label = g_strdup(g_strstrip(label)),
                              .value = g_strstrip(g_strdup(colon + 1))};
    g_ptr_array_add(check->report->info, info);
}

/* "Long values may be continued onto the next line": the break is none of the value's own. */
static void continue_info(struct bag_check *check, char *line)
{
    GPtrArray *all = check->report->info;
    struct bag_info *last = all->len > 0 ? g_ptr_array_index(all, all->len - 1) : NULL;
    char *value;

    if (last == NULL || *g_strstrip(line) == '\0')
        return;
    value = g_strjoin(*last->value == '\0' ? "" : " ", last->value, line, NULL);
    g_free((char *)last->value);
    last->value = value;
}

bool bag_read_info(struct bag_check *check, GError **error)
{
    g_auto(GStrv) lines = read_tag_lines(check, "bag-info.txt", error);
    int found = 0;

    if (lines == NULL)
        return false;
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *colon = strchr(lines[i], ':');

        if (g_ascii_isspace(*lines[i]))
            continue_info(check, lines[i]);
        else if (colon != NULL) /* else an older bag's free form */
            add_info(check, lines[i], colon);
    }
    for (guint i = 0; i < check->report->info->len; i++) {
        const struct bag_info *info = g_ptr_array_index(check->report->info, i);

        if (g_ascii_strcasecmp(info->label, "Payload-Oxum") != 0)
            continue;
        if (++found == 1)
            check_oxum(check, info->value);
        else
            bag_tell(check, BAG_MALFORMED, "bag-info.txt", "Payload-Oxum stands there twice");
    }
    return true;
}
