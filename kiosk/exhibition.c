#include "kiosk/exhibition.h"

#include "catalogue/archive.h"
#include "catalogue/spelling.h"
#include "media/digest.h"
#include "media/sums.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CATALOGUE_FILE "data/catalogue.db"
#define SUMS_FILE      "data/catalogue.sums"

enum { TEXT_MAX_BYTES = 256 << 20 };

struct exhibition {
    struct archive *archive;
    char *folder;
    char *store;
    struct sums *sums; /* of the catalogue's blocks; NULL: it was verified whole, or is no pack's */
    struct spelling *spelling; /* NULL: not wanted yet */
    bool is_pack;
};

GQuark exhibition_error_quark(void)
{
    return g_quark_from_static_string("exhibition-error");
}

static struct exhibition *take(struct archive *archive, const char *folder, const char *store,
                               bool is_pack)
{
    struct exhibition *exhibition = g_new0(struct exhibition, 1);
    exhibition->archive = archive;
    exhibition->folder = g_canonicalize_filename(folder, NULL);
    exhibition->store = g_build_filename(exhibition->folder, store, NULL);
    exhibition->is_pack = is_pack;
    return exhibition;
}

/*
 * A pack. The manifest is what is trusted (RFC 8493 §2.1.3); everything else is compared with it.
 */
static char *read_manifest(const char *folder, GError **error)
{
    g_autofree char *name = g_build_filename(folder, "manifest-sha256.txt", NULL);
    char *text = NULL;
    struct stat info;

    if (stat(name, &info) != 0 || !S_ISREG(info.st_mode)) {
        g_set_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_NOT_FOUND,
                    "%s is no pack: it has no manifest-sha256.txt; make one with rwf publish",
                    folder);
        return NULL;
    }
    if (info.st_size > TEXT_MAX_BYTES || !g_file_get_contents(name, &text, NULL, NULL))
        g_set_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_MALFORMED,
                    "%s cannot be read; copy the pack again", name);
    return text;
}

/* The digest that the manifest gives for a path; false when it names none. */
static bool find_digest(const char *manifest, const char *path, struct digest *digest)
{
    for (const char *line = manifest; *line != '\0';) {
        size_t length = strcspn(line, "\r\n"), hex = strcspn(line, " \t\r\n");
        size_t blank = strspn(line + hex, " \t*");
        if (length - hex - blank == strlen(path) &&
            strncmp(line + hex + blank, path, strlen(path)) == 0) {
            g_autofree char *text = g_strndup(line, hex);
            return digest_from_hex(text, digest);
        }
        line += length;
        line += strspn(line, "\r\n");
    }
    return false;
}

static bool set_changed(GError **error, const char *file)
{
    g_set_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_CHANGED,
                "%s is not the catalogue that was published; copy the pack again", file);
    return false;
}

static bool verify_whole(const char *file, const struct digest *wanted, GError **error)
{
    struct digest found;
    if (!digest_of_file(file, &found, NULL, NULL, NULL, NULL, error))
        return false;
    return digest_equal(wanted, &found) || set_changed(error, file);
}

/* The sums of the catalogue's blocks, themselves as the manifest has them; NULL on error. */
static struct sums *read_sums(const char *folder, const struct digest *wanted, GError **error)
{
    g_autofree char *file = g_build_filename(folder, SUMS_FILE, NULL);
    g_autofree char *text = NULL;
    gsize length = 0;
    struct stat info;

    if (stat(file, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > TEXT_MAX_BYTES ||
        !g_file_get_contents(file, &text, &length, error)) {
        if (error != NULL && *error == NULL)
            set_changed(error, file);
        return NULL;
    }
    struct digest found = digest_of_bytes(text, length);
    if (digest_equal(wanted, &found))
        return sums_parse(text, error);
    set_changed(error, file);
    return NULL;
}

static bool is_intact(const void *data, int64_t block, const void *bytes, size_t length)
{
    return sums_fit(data, block, bytes, length);
}

/* By its blocks where the pack has their sums, otherwise whole. */
static struct exhibition *open_verified(const char *folder, const char *file, const char *manifest,
                                        enum exhibition_trust trust, GError **error)
{
    struct digest catalogue, blocks;

    if (!find_digest(manifest, CATALOGUE_FILE, &catalogue)) {
        g_set_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_MALFORMED,
                    "%s/manifest-sha256.txt does not name %s; publish the pack again", folder,
                    CATALOGUE_FILE);
        return NULL;
    }
    if (trust == EXHIBITION_WHOLE || !find_digest(manifest, SUMS_FILE, &blocks)) {
        if (!verify_whole(file, &catalogue, error))
            return NULL;
        struct archive *archive = archive_open_pack(file, error);
        return archive == NULL ? NULL : take(archive, folder, "data/objects", true);
    }
    struct sums *sums = read_sums(folder, &blocks, error);
    if (sums == NULL)
        return NULL;
    struct db_guard guard = {.length = sums_length(sums),
                             .block_bytes = sums_block_bytes(sums),
                             .is_intact = is_intact,
                             .data = sums};
    struct archive *archive = archive_open_guarded(file, &guard, error);
    if (archive == NULL) {
        sums_free(sums);
        return NULL;
    }
    struct exhibition *exhibition = take(archive, folder, "data/objects", true);
    exhibition->sums = sums;
    return exhibition;
}

struct exhibition *exhibition_open_pack(const char *folder, enum exhibition_trust trust,
                                        GError **error)
{
    g_autofree char *file = g_build_filename(folder, CATALOGUE_FILE, NULL);
    g_autofree char *manifest = read_manifest(folder, error);
    return manifest == NULL ? NULL : open_verified(folder, file, manifest, trust, error);
}

bool exhibition_verify(const struct exhibition *exhibition, GCancellable *cancellable,
                       GError **error)
{
    g_autofree char *file = g_build_filename(exhibition->folder, CATALOGUE_FILE, NULL);
    return exhibition->sums == NULL || sums_verify_file(exhibition->sums, file, cancellable, error);
}

struct exhibition *exhibition_open_archive(const char *folder, GError **error)
{
    struct archive *archive = archive_open_read_only(folder, error);
    return archive == NULL ? NULL : take(archive, folder, "store", false);
}

/*
 * A folder of packs.
 */

/* The folder that `current` names; NULL when there is none or it is not one of these packs. */
static char *current_pack(const char *folder)
{
    g_autofree char *current = g_build_filename(folder, "current", NULL);
    g_autofree char *name = NULL;

    if (g_file_test(current, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&current);
    if (!g_file_get_contents(current, &name, NULL, NULL))
        return NULL;
    g_strstrip(name);
    if (*name == '\0' || *name == '.' || strchr(name, '/') != NULL)
        return NULL;
    return g_build_filename(folder, name, NULL);
}

struct candidate {
    char *path;
    struct timespec changed;
};

static void candidate_free(void *data)
{
    struct candidate *candidate = data;
    g_free(candidate->path);
    g_free(candidate);
}

static int newest_first(const void *a, const void *b)
{
    const struct candidate *x = *(struct candidate *const *)a;
    const struct candidate *y = *(struct candidate *const *)b;
    if (x->changed.tv_sec != y->changed.tv_sec)
        return x->changed.tv_sec < y->changed.tv_sec ? 1 : -1;
    return strcmp(y->path, x->path);
}

/* The packs in the folder, the one changed last first; names with a dot in front are somebody's
 * work in progress. */
static GPtrArray *packs_in(const char *folder, GError **error)
{
    GDir *dir = g_dir_open(folder, 0, error);
    const char *name;

    if (dir == NULL)
        return NULL;
    GPtrArray *packs = g_ptr_array_new_with_free_func(candidate_free);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat info;
        if (*name == '.' || lstat(path, &info) != 0 || !S_ISDIR(info.st_mode))
            continue;
        struct candidate *candidate = g_new0(struct candidate, 1);
        candidate->path = g_steal_pointer(&path);
        candidate->changed = info.st_mtim;
        g_ptr_array_add(packs, candidate);
    }
    g_dir_close(dir);
    g_ptr_array_sort(packs, newest_first);
    return packs;
}

struct exhibition *exhibition_open_packs(const char *folder, enum exhibition_trust trust,
                                         char **complaint, GError **error)
{
    g_autofree char *current = current_pack(folder);
    g_autoptr(GError) reason = NULL;

    *complaint = NULL;
    struct exhibition *exhibition =
        current == NULL ? NULL : exhibition_open_pack(current, trust, &reason);
    if (exhibition != NULL)
        return exhibition;
    g_autoptr(GPtrArray) packs = packs_in(folder, error);
    if (packs == NULL)
        return NULL;
    for (unsigned i = 0; i < packs->len && exhibition == NULL; i++)
        exhibition = exhibition_open_pack(((struct candidate *)packs->pdata[i])->path, trust, NULL);
    *complaint = g_strdup_printf("the current pack is not shown: %s",
                                 reason != NULL ? reason->message : "there is no current pack");
    if (exhibition == NULL)
        g_set_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_NOT_FOUND,
                    "there is no good pack in %s", folder);
    return exhibition;
}

void exhibition_close(struct exhibition *exhibition)
{
    if (exhibition == NULL)
        return;
    spelling_free(exhibition->spelling);
    archive_close(exhibition->archive);
    sums_free(exhibition->sums);
    g_free(exhibition->folder);
    g_free(exhibition->store);
    g_free(exhibition);
}

struct db *exhibition_catalogue(const struct exhibition *exhibition)
{
    return archive_db(exhibition->archive);
}

const struct spelling *exhibition_spelling(const struct exhibition *exhibition)
{
    struct exhibition *own = (struct exhibition *)exhibition;
    if (!own->is_pack)
        g_clear_pointer(&own->spelling, spelling_free);
    if (own->spelling == NULL)
        own->spelling = spelling_read(exhibition_catalogue(own), NULL);
    return own->spelling;
}

char *exhibition_file(const struct exhibition *exhibition, const char *digest)
{
    struct digest value;
    char hex[DIGEST_HEX_SIZE];
    char folder[3] = {0};

    if (!digest_from_hex(digest, &value))
        return NULL;
    digest_to_hex(&value, hex);
    memcpy(folder, hex, 2);
    g_autofree char *path = g_build_filename(exhibition->store, folder, hex, NULL);
    if (access(path, R_OK) == 0)
        return g_steal_pointer(&path);
    g_message("exhibition: %s: %s; copy or publish the pack again", path, g_strerror(errno));
    return NULL;
}

const char *exhibition_folder(const struct exhibition *exhibition)
{
    return exhibition->folder;
}

bool exhibition_is_pack(const struct exhibition *exhibition)
{
    return exhibition->is_pack;
}
