#include "tools/attach.h"

#include "catalogue/asset.h"
#include "catalogue/cue.h"
#include "catalogue/formats/timed_text.h"
#include "catalogue/index_point.h"
#include "catalogue/item.h"
#include "media/derive.h"
#include "media/store.h"
#include "tools/command.h"
#include "tools/length.h"
#include "tools/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

enum {
    TIMED_TEXT_LIMIT = 64 * 1024 * 1024 /* bytes; what catalogue/formats reads at most */
};

const char *const attach_roles[] = {"transcript",        "captions", "description", "chapters",
                                    "translation",       "consent",  "poster",      "signing",
                                    "audio-description", "page",     NULL};

bool attach_is_timed(const char *role)
{
    static const char *const timed[] = {"transcript", "captions",    "description",
                                        "chapters",   "translation", NULL};
    return g_strv_contains(timed, role);
}

/* The row of the same bytes for the same use: attached before, or the one form several signed. */
static bool find_same(const struct attach *attach, struct asset *asset)
{
    g_autoptr(GArray) assets = asset_list(attach->db, asset->item, attach->strings, NULL);
    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const struct asset *other = &g_array_index(assets, struct asset, i);
        if (strcmp(other->role, asset->role) != 0 || strcmp(other->digest, asset->digest) != 0 ||
            g_strcmp0(other->language, asset->language) != 0)
            continue;
        asset->id = other->id;
        return true;
    }
    return false;
}

/* Stores the bytes at @path and writes the row, unless there is that row already. */
static bool keep_file(const struct attach *attach, const char *path, struct asset *asset,
                      GError **error)
{
    struct store_object object;
    char hex[DIGEST_HEX_SIZE];
    if (!store_put(attach->store, path, &object, NULL, NULL, attach->cancellable, error))
        return false;
    digest_to_hex(&object.digest, hex);
    asset->digest = hex;
    asset->size_bytes = object.bytes;
    bool is_kept = find_same(attach, asset) || asset_insert(attach->db, asset, error);
    asset->digest = NULL;
    return is_kept;
}

static const char *media_type_of(enum timed_format format)
{
    switch (format) {
    case TIMED_WEBVTT:
        return "text/vtt";
    case TIMED_SRT:
        return "application/x-subrip";
    case TIMED_SHEET:
        return "text/csv";
    default:
        return "text/plain";
    }
}

static bool keep_cues(const struct attach *attach, const struct asset *asset,
                      const struct timed_text *text, GError **error)
{
    g_autofree struct cue *cues = g_new0(struct cue, MAX(text->count, 1));
    for (size_t i = 0; i < text->count; i++)
        cues[i] = (struct cue){.begin_ms = text->cues[i].begin_ms,
                               .end_ms = text->cues[i].end_ms,
                               .speaker = text->cues[i].speaker,
                               .text = text->cues[i].text};
    const char *purpose = strcmp(asset->role, "translation") == 0 ? "transcript" : asset->role;
    return cue_replace(attach->db, asset->item, asset->id, purpose, asset->language, cues,
                       text->count, length_of(attach->db, asset->item), error);
}

/* What a sheet says is spoken about, from each row whose tags are others: an index, where the item has
 * none yet. */
static bool keep_tags(const struct attach *attach, const struct asset *asset,
                      const struct timed_text *text, struct attached *attached, GError **error)
{
    g_autoptr(GArray) known = index_point_list(attach->db, asset->item, attach->strings, error);
    g_autoptr(GArray) points = g_array_new(false, true, sizeof(struct index_point));
    const char *tags = "";
    if (known == NULL)
        return false;
    for (size_t i = 0; i < text->count; i++) {
        const struct timed_cue *cue = &text->cues[i];
        g_auto(GStrv) parts = g_strsplit(cue->tags, "\n", -1);
        g_autofree char *title = g_strjoinv(", ", parts);
        struct index_point point = {.at_ms = cue->begin_ms,
                                    .title = g_string_chunk_insert(attach->strings, title),
                                    .keywords = cue->tags};
        if (*cue->tags != '\0' && strcmp(cue->tags, tags) != 0)
            g_array_append_val(points, point);
        tags = cue->tags;
    }
    if (known->len > 0 || points->len == 0)
        return true;
    attached->points = points->len;
    return index_point_replace(attach->db, asset->item, (struct index_point *)(void *)points->data,
                               points->len, error);
}

static bool attach_timed(const struct attach *attach, struct asset *asset, const char *path,
                         const char *encoding, struct attached *attached, GError **error)
{
    g_autofree char *bytes = NULL;
    GStatBuf about;
    gsize length;
    if (g_stat(path, &about) != 0)
        return command_refused(error, "%s: %s; nothing was attached", path, g_strerror(errno));
    if (about.st_size > TIMED_TEXT_LIMIT)
        return command_refused(error, "%s: larger than 64 MiB, which no transcript is", path);
    if (!g_file_get_contents(path, &bytes, &length, error))
        return false;
    g_autoptr(timed_text) text = timed_text_parse(bytes, length, encoding, error);
    if (text == NULL) {
        g_prefix_error(error, "%s: ", asset->original_name);
        return false;
    }
    asset->media_type = media_type_of(text->format);
    attached->lines = text->count;
    attached->dropped = text->dropped;
    return keep_file(attach, path, asset, error) && keep_cues(attach, asset, text, error) &&
           keep_tags(attach, asset, text, attached, error);
}

/* A form that was signed: kept as it is, whatever it is. */
static bool attach_document(const struct attach *attach, struct asset *asset, const char *path,
                            GError **error)
{
    struct probe *probe = probe_file(path, attach->cancellable, NULL);
    asset->media_type = probe != NULL ? probe->mime : "application/octet-stream";
    bool is_kept = !g_cancellable_set_error_if_cancelled(attach->cancellable, error) &&
                   keep_file(attach, path, asset, error);
    probe_free(probe);
    asset->media_type = NULL;
    return is_kept;
}

/* Stores one derivative of @derive as @role; it comes before others of that role. */
static bool keep_derivative(const struct attach *attach, const struct asset *pattern,
                            const struct derive *derive, enum derivative_role wanted,
                            const char *role, int64_t *id, GError **error)
{
    const struct derivative *derivative = derive_find(derive, wanted);
    struct asset asset = *pattern;
    struct store_object object;
    char hex[DIGEST_HEX_SIZE];
    if (derivative == NULL)
        return command_refused(error,
                               "%s: no %s can be made of it; name a picture or a film that opens",
                               pattern->original_name, role);
    if (!store_put_finished(attach->store, derivative->path, &object, attach->cancellable, error))
        return false;
    digest_to_hex(&object.digest, hex);
    asset.id = 0; /* a row of its own, however many the pattern has made */
    asset.role = role;
    asset.original_name = NULL; /* its original has it */
    asset.digest = hex;
    asset.media_type = derivative->mime;
    asset.size_bytes = object.bytes;
    asset.width_px = derivative->width_px;
    asset.height_px = derivative->height_px;
    asset.duration_ms = derivative->duration_ms > 0 ? derivative->duration_ms : -1;
    const struct probe *probe = derive_probe(derive);
    if (wanted == DERIVATIVE_ACCESS && probe->is_loudness_known) {
        asset.loudness_lufs = probe->loudness_lufs;
        asset.true_peak_dbtp = probe->true_peak_dbtp;
    }
    if (!asset_insert(attach->db, &asset, error))
        return false;
    *id = asset.id;
    return true;
}

/* The position before every file the item has in these roles. */
static int64_t first_position(const struct attach *attach, const struct item *item)
{
    g_autoptr(GArray) assets = asset_list(attach->db, item->id, attach->strings, NULL);
    int64_t first = 1;
    for (guint i = 0; assets != NULL && i < assets->len; i++)
        first = MIN(first, g_array_index(assets, struct asset, i).position);
    return first - 1;
}

/* The position after every original the item has. */
static bool last_position(const struct attach *attach, int64_t item, int64_t *position,
                          GError **error)
{
    g_autoptr(GArray) assets = asset_list(attach->db, item, attach->strings, error);
    *position = 1;
    for (guint i = 0; assets != NULL && i < assets->len; i++)
        *position = MAX(*position, g_array_index(assets, struct asset, i).position + 1);
    return assets != NULL;
}

/* Keeps the bytes as they came; what is shown is derived from it. */
static bool keep_original(const struct attach *attach, const struct asset *pattern,
                          const struct probe *probe, const char *path, int64_t position,
                          int64_t *id, GError **error)
{
    struct asset asset = *pattern;
    asset.role = "original";
    asset.media_type = probe->mime;
    asset.width_px = probe->width_px;
    asset.height_px = probe->height_px;
    asset.duration_ms = probe->duration_ms > 0 ? probe->duration_ms : -1;
    asset.position = position;
    bool is_kept = keep_file(attach, path, &asset, error);
    *id = asset.id;
    return is_kept;
}

static bool attach_derived(const struct attach *attach, struct asset *asset, const char *path,
                           GError **error)
{
    const char *work = store_work_folder(attach->store, error);
    bool is_poster = strcmp(asset->role, "poster") == 0;
    int64_t unused, last;
    if (work == NULL || !last_position(attach, asset->item, &last, error))
        return false;
    struct derive *derive = derive_file(path, work, NULL, NULL, attach->cancellable, error);
    if (derive == NULL)
        return false;
    bool is_kept =
        keep_original(attach, asset, derive_probe(derive), path, last, &asset->derived_from, error);
    if (is_kept && !is_poster)
        is_kept = keep_derivative(attach, asset, derive, DERIVATIVE_ACCESS, asset->role, &asset->id,
                                  error);
    else if (is_kept)
        is_kept = keep_derivative(attach, asset, derive, DERIVATIVE_SCREEN, "poster", &asset->id,
                                  error) &&
                  keep_derivative(attach, asset, derive, DERIVATIVE_THUMBNAIL, "thumbnail", &unused,
                                  error);
    derive_destroy(derive);
    return is_kept;
}

/* Where a page counted from 1 goes: after the last that is there, or before the one it names. */
static bool place_page(const struct attach *attach, const struct asset *page, int64_t number,
                       int64_t *position, GError **error)
{
    g_autoptr(GArray) assets = asset_list(attach->db, page->item, attach->strings, error);
    int64_t pages = 0;
    if (assets == NULL || !last_position(attach, page->item, position, error))
        return false;
    for (guint i = 0; i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        if (strcmp(asset->role, "screen") != 0 || ++pages != number)
            continue;
        *position = asset->position;
        return asset_make_room(attach->db, page->item, *position, error);
    }
    if (pages == 0)
        return command_refused(error, "a page goes with a picture or a document with pictures, and "
                                      "this item has none");
    return number <= pages + 1 ||
           command_refused(error,
                           "--page %" G_GINT64_FORMAT ": the item has %" G_GINT64_FORMAT
                           " so far; the next is %" G_GINT64_FORMAT,
                           number, pages, pages + 1);
}

/* Another picture of a set, with everything the first has. */
static bool attach_page(const struct attach *attach, struct asset *asset, const char *path,
                        int64_t number, GError **error)
{
    static const struct {
        enum derivative_role derivative;
        const char *role;
        bool is_needed;
    } made[] = {{DERIVATIVE_SCREEN, "screen", true},
                {DERIVATIVE_THUMBNAIL, "thumbnail", true},
                {DERIVATIVE_TILES, "tiles", false}};
    const char *work = store_work_folder(attach->store, error);
    struct derive *derive =
        work != NULL ? derive_file(path, work, NULL, NULL, attach->cancellable, error) : NULL;
    if (derive == NULL)
        return false;
    bool is_kept = place_page(attach, asset, number, &asset->position, error) &&
                   keep_original(attach, asset, derive_probe(derive), path, asset->position,
                                 &asset->derived_from, error);
    for (size_t i = 0; is_kept && i < G_N_ELEMENTS(made); i++)
        if (made[i].is_needed || derive_find(derive, made[i].derivative) != NULL)
            is_kept = keep_derivative(attach, asset, derive, made[i].derivative, made[i].role,
                                      &asset->id, error);
    derive_destroy(derive);
    return is_kept;
}

bool attach_file(const struct attach *attach, const struct item *item, const char *path,
                 const char *name, const char *role, const char *language, const char *encoding,
                 struct attached *attached, GError **error)
{
    struct asset asset = ASSET_NEW;
    bool is_attached;
    *attached = (struct attached){0};
    asset.item = item->id;
    asset.role = strcmp(role, "audio-description") == 0 ? "audio_description" : role;
    asset.language = language;
    asset.original_name = name;
    if (attach_is_timed(role) && !length_is_timed(attach->db, item, error))
        return false;
    if (attach_is_timed(role)) {
        is_attached = attach_timed(attach, &asset, path, encoding, attached, error);
    } else if (strcmp(role, "consent") == 0) {
        is_attached = attach_document(attach, &asset, path, error);
    } else if (strcmp(role, "page") == 0) {
        is_attached = attach_page(attach, &asset, path, attach->page, error);
    } else {
        asset.position = first_position(attach, item);
        is_attached = attach_derived(attach, &asset, path, error);
    }
    attached->asset = asset.id;
    return is_attached;
}
