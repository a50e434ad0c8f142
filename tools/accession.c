#include "tools/accession.h"

#include "catalogue/asset.h"
#include "catalogue/edtf.h"
#include "catalogue/item.h"
#include "catalogue/language.h"
#include "media/derive.h"
#include "media/error.h"
#include "media/store.h"
#include "tools/command.h"

#include <math.h>
#include <string.h>

enum {
    WORDS_LIMIT = 4 * 1024 * 1024 /* bytes of a poem or a letter: some 700,000 words */
};

static void finish_file(void *data)
{
    g_free(((struct accession_file *)data)->media_type);
}

struct accession *accession_create(const char *path, struct store *store)
{
    struct accession *accession = g_new0(struct accession, 1);
    accession->path = g_strdup(path);
    accession->store = store;
    accession->loudness_lufs = NAN;
    accession->true_peak_dbtp = NAN;
    accession->files = g_array_new(FALSE, TRUE, sizeof(struct accession_file));
    g_array_set_clear_func(accession->files, finish_file);
    return accession;
}

void accession_free(struct accession *accession)
{
    if (accession == NULL)
        return;
    g_free(accession->path);
    g_free(accession->kind);
    g_free(accession->title);
    g_free(accession->language);
    g_free(accession->date);
    g_free(accession->warning);
    g_free(accession->text);
    g_array_unref(accession->files);
    g_clear_error(&accession->error);
    g_free(accession);
}

char *accession_title(const char *name)
{
    g_autofree char *base = g_path_get_basename(name);
    g_autofree char *valid = g_utf8_make_valid(base, -1);
    char *dot = strrchr(valid, '.');
    if (dot != NULL && dot != valid)
        *dot = '\0';
    g_strdelimit(valid, "_", ' ');
    for (char *c = valid; *c != '\0'; c++)
        if (g_ascii_iscntrl(*c))
            *c = ' ';
    if (strchr(valid, ' ') == NULL)
        g_strdelimit(valid, "-", ' ');
    g_auto(GStrv) words = g_strsplit(valid, " ", -1);
    GString *title = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
            g_string_append_printf(title, "%s%s", title->len > 0 ? " " : "", *word);
    if (title->len == 0)
        g_string_assign(title, "Untitled");
    return g_string_free(title, FALSE);
}

static void on_progress(int64_t done, int64_t total, void *data)
{
    struct accession *accession = data;
    if (total > 0)
        atomic_store(&accession->permille, (int)CLAMP(done * 1000 / total, 0, 1000));
}

void *accession_hash(void *value, GCancellable *cancellable)
{
    struct accession *accession = value;
    digest_of_file(accession->path, &accession->digest, &accession->bytes, NULL, NULL, cancellable,
                   &accession->error);
    return accession;
}

static const char *kind_of(const struct probe *probe)
{
    switch (probe->kind) {
    case PROBE_SOUND:
        return "oral_history";
    case PROBE_PICTURE:
        return "picture";
    case PROBE_FILM:
        return "film";
    case PROBE_TEXT:
        return g_str_has_prefix(probe->mime, "text/plain") ? "text" : "document";
    default:
        return "document";
    }
}

/* What a recorder or a scanner writes where a title belongs. */
static bool is_real_title(const char *title)
{
    return title != NULL && title[strspn(title, " \t\r\n._-0123456789")] != '\0' &&
           g_ascii_strncasecmp(title, "untitled", 8) != 0;
}

static void take_probe(struct accession *accession, const struct probe *probe)
{
    accession->kind = g_strdup(kind_of(probe));
    accession->title = is_real_title(probe->title) ? g_strstrip(g_strdup(probe->title)) : NULL;
    accession->language = probe->language != NULL ? language_canonical(probe->language) : NULL;
    accession->warning = g_strdup(probe->warning);
    if (probe->date != NULL) {
        g_autofree char *day = g_strndup(probe->date, 10);
        if (edtf_is_day(day))
            accession->date = g_steal_pointer(&day);
    }
    if (probe->is_loudness_known) {
        accession->loudness_lufs = probe->loudness_lufs;
        accession->true_peak_dbtp = probe->true_peak_dbtp;
    }
}

/* Whether a name promises a picture, sound or film. */
static bool is_named_as_media(const char *path)
{
    static const char *const endings[] = {
        ".jpg", ".jpeg", ".png",  ".gif", ".tif", ".tiff", ".webp", ".heic", ".mp3",  ".wav",
        ".m4a", ".ogg",  ".flac", ".aac", ".mp4", ".mov",  ".mkv",  ".avi",  ".webm", ".pdf"};
    g_autofree char *lower = g_ascii_strdown(path, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(lower, endings[i]))
            return true;
    return false;
}

/* The words of a text file. */
static bool take_text(struct accession *accession, const struct probe *probe)
{
    gsize length;
    if (strcmp(probe->mime, "text/vtt") == 0 || strcmp(probe->mime, "application/x-subrip") == 0)
        return command_refused(&accession->error,
                               "it is timed text, which belongs to a recording: rwf attach ITEM "
                               "FILE --role transcript --lang TAG");
    if (is_named_as_media(accession->path))
        return command_refused(
            &accession->error,
            "by its name it is no text, but it holds nothing else; copy it again "
            "from where it came, or name it .txt if it is words");
    if (strcmp(accession->kind, "text") != 0)
        return true;
    if (accession->bytes > WORDS_LIMIT)
        return command_refused(
            &accession->error,
            "longer than the 4 MiB of words a screen can carry; add it as a PDF");
    if (!g_file_get_contents(accession->path, &accession->text, &length, &accession->error))
        return false;
    const char *words = accession->text;
    if (g_str_has_prefix(words, "\xef\xbb\xbf"))
        words += 3;
    if (!g_utf8_validate(words, (gssize)(length - (gsize)(words - accession->text)), NULL))
        return command_refused(&accession->error,
                               "its words are not UTF-8; save it again as UTF-8 (in most editors: "
                               "Save as, Encoding) and add that");
    char *kept = g_strdup(words);
    g_free(accession->text);
    accession->text = kept;
    return true;
}

static struct accession_file *new_file(struct accession *accession, const char *role,
                                       const char *media_type, const struct store_object *object)
{
    struct accession_file file = {.role = role,
                                  .media_type = g_strdup(media_type),
                                  .digest = object->digest,
                                  .is_new = object->is_new,
                                  .bytes = object->bytes,
                                  .duration_ms = -1};
    digest_to_hex(&object->digest, file.hex);
    g_array_append_val(accession->files, file);
    return &g_array_index(accession->files, struct accession_file, accession->files->len - 1);
}

static bool put_original(struct accession *accession, const struct probe *probe,
                         GCancellable *cancellable)
{
    struct store_object object;
    if (!store_put(accession->store, accession->path, &object, NULL, NULL, cancellable,
                   &accession->error))
        return false;
    struct accession_file *file = new_file(accession, "original", probe->mime, &object);
    file->width_px = probe->width_px;
    file->height_px = probe->height_px;
    if (probe->has_sound || probe->kind == PROBE_FILM)
        file->duration_ms = probe->duration_ms > 0 ? probe->duration_ms : -1;
    if (!digest_equal(&object.digest, &accession->digest))
        return command_refused(&accession->error, "the file changed while it was being added; try "
                                                  "again when nothing writes to it");
    return true;
}

static bool put_derivatives(struct accession *accession, const struct derive *derive,
                            GCancellable *cancellable)
{
    for (size_t i = 0; i < derive_count(derive); i++) {
        const struct derivative *made = derive_at(derive, i);
        struct store_object object;
        if (!store_put_finished(accession->store, made->path, &object, cancellable,
                                &accession->error))
            return false;
        struct accession_file *file =
            new_file(accession, derivative_role_word(made->role), made->mime, &object);
        file->width_px = made->width_px;
        file->height_px = made->height_px;
        file->duration_ms = made->duration_ms > 0 ? made->duration_ms : -1;
    }
    return true;
}

void *accession_make(void *value, GCancellable *cancellable)
{
    struct accession *accession = value;
    struct derive *derive = NULL;
    const char *work = store_work_folder(accession->store, &accession->error);
    if (work != NULL)
        derive = derive_file(accession->path, work, on_progress, accession, cancellable,
                             &accession->error);
    if (derive != NULL) {
        const struct probe *probe = derive_probe(derive);
        take_probe(accession, probe);
        bool is_made = (probe->kind != PROBE_TEXT || take_text(accession, probe)) &&
                       put_original(accession, probe, cancellable) &&
                       put_derivatives(accession, derive, cancellable);
        g_assert(is_made == (accession->error == NULL));
    }
    derive_destroy(derive);
    return accession;
}

/* Another program may have erased an item with the same bytes since they were stored. It removes them
 * while it holds the archive for writing, as the caller does now: what is there now stays. */
static bool is_still_stored(const struct accession *accession, GError **error)
{
    for (guint i = 0; i < accession->files->len; i++)
        if (!store_has(accession->store,
                       &g_array_index(accession->files, struct accession_file, i).digest))
            return command_refused(error, "the same bytes were erased from the archive while this "
                                          "file was being added; add it again if it belongs there");
    return true;
}

bool accession_write(const struct accession *accession, struct db *db, const struct item *item,
                     const char *original_name, GError **error)
{
    int64_t original = 0;
    g_autofree char *name = g_utf8_make_valid(original_name, -1);
    if (!is_still_stored(accession, error))
        return false;
    for (guint i = 0; i < accession->files->len; i++) {
        const struct accession_file *file =
            &g_array_index(accession->files, struct accession_file, i);
        struct asset asset = ASSET_NEW;
        asset.item = item->id;
        asset.role = file->role;
        asset.digest = file->hex;
        asset.media_type = file->media_type;
        asset.size_bytes = file->bytes;
        asset.width_px = file->width_px;
        asset.height_px = file->height_px;
        asset.duration_ms = file->duration_ms;
        asset.derived_from = original;
        if (i == 0)
            asset.original_name = name;
        if (i == 0 || strcmp(file->role, "access") == 0) {
            asset.loudness_lufs = accession->loudness_lufs;
            asset.true_peak_dbtp = accession->true_peak_dbtp;
        }
        if (!asset_insert(db, &asset, error))
            return false;
        if (i == 0)
            original = asset.id;
    }
    return true;
}
