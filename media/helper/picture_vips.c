#include "media/helper/picture.h"

#include "media/derive.h"
#include "media/helper/child.h"
#include "media/helper/exif.h"
#include "media/helper/picture_inside.h"
#include "media/helper/sniff.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

/* Formats that are read from top to bottom need memory for some lines only. */
static const int64_t max_pixels_in_lines = INT64_C(1) << 30; /* 32,768 square */
static const int64_t max_pixels_at_once = 200 * 1000 * 1000;

static const char decoded_name[] = "decoded.png";

/* The last line of what libvips said, without our name for the file. */
static char *last_reason(void)
{
    g_autofree char *said = g_strdup(vips_error_buffer());
    g_auto(GStrv) lines = g_strsplit(g_strchomp(said), "\n", -1);
    guint count = g_strv_length(lines);
    const char *line = count > 0 ? lines[count - 1] : NULL;

    if (line != NULL && g_str_has_prefix(line, JOB_SOURCE_PATH ": "))
        line += strlen(JOB_SOURCE_PATH ": ");
    if (line != NULL && strcmp(line, "...") == 0)
        return g_strdup("it is damaged in many places");
    if (line != NULL && strstr(line, "is not a known file format") != NULL)
        return g_strdup("it is damaged at its very beginning");
    return job_clean_text(line, -1);
}

bool picture_refuse(GError **error)
{
    g_autofree char *reason = last_reason();

    g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT, _("the picture cannot be read: %s"),
                reason != NULL ? reason : "no reason was given");
    vips_error_clear();
    return false;
}

/* libvips speaks of damage it reads over through GLib's log. */
static void note_damage(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    struct job *job = data;
    g_autofree char *sentence = NULL;

    if ((level & G_LOG_LEVEL_WARNING) == 0 || strstr(message, "ignoring") != NULL)
        return; /* a profile it makes do without is no damage */
    sentence = g_strdup_printf("the picture is damaged in parts (%s)", message);
    job_warn(job, sentence);
}

/* Some loaders live in modules; loading them all would cost more than reading most pictures. */
static bool open_module(const char *loader)
{
    static const struct {
        const char *loader, *module;
    } modules[] = {{"VipsForeignLoadHeif", "vips-heif.so"},
                   {"VipsForeignLoadJxl", "vips-jxl.so"},
                   {"VipsForeignLoadPdf", "vips-poppler.so"}};

    for (size_t i = 0; i < G_N_ELEMENTS(modules); i++) {
        g_autofree char *path = NULL;
        GModule *module;

        if (strcmp(modules[i].loader, loader) != 0 || g_type_from_name(loader) != 0)
            continue;
        path = g_strdup_printf("%s/vips-modules-%d.%d/%s", RWF_VIPS_LIBDIR, vips_version(0),
                               vips_version(1), modules[i].module);
        module = g_module_open(path, G_MODULE_BIND_LAZY);
        if (module == NULL)
            return false;
        g_module_make_resident(module);
    }
    return g_type_from_name(loader) != 0;
}

bool picture_start(struct job *job, const char *loader, GError **error)
{
    sandbox_forbid_processes();
    sandbox_forbid_programs();
    g_setenv("VIPSHOME", "/nonexistent", TRUE); /* keeps vips_init from loading every module */
    g_setenv("TMPDIR", ".", TRUE);
    g_log_set_handler("VIPS", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL, note_damage, job);
    if (vips_init("rwf-media-helper") != 0)
        return picture_refuse(error);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    if (!open_module(loader)) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT,
                    _("this machine has no decoder for %s; install libvips's modules"),
                    job->probe->mime);
        return false;
    }
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set(loader, FALSE);
    return true;
}

/* Formats libvips does not read go through ffmpeg to a PNG first. */
static bool decode_with_ffmpeg(struct job *job, const char *demuxer, GError **error)
{
    const char *argv[] = {job->sandbox.ffmpeg,
                          "-nostdin",
                          "-hide_banner",
                          "-v",
                          "error",
                          "-protocol_whitelist",
                          "file,pipe",
                          "-max_pixels",
                          "200000000",
                          "-f",
                          demuxer,
                          "-i",
                          "file:" JOB_SOURCE_PATH,
                          "-frames:v",
                          "1",
                          "-map_metadata",
                          "-1",
                          "-c:v",
                          "png",
                          "-compression_level",
                          "1",
                          "-f",
                          "image2",
                          "-update",
                          "1",
                          decoded_name,
                          NULL};
    struct child child = {.argv = argv};
    bool ok;

    if (job->sandbox.ffmpeg == NULL) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_SANDBOX,
                    _("pictures of type %s need ffmpeg; install it"), job->probe->mime);
        return false;
    }
    ok = child_run(&child, error);
    g_string_free(child.messages, TRUE);
    return ok;
}

static bool check_size(const VipsImage *image, const char *format, GError **error)
{
    bool is_in_lines =
        strcmp(format, "jpeg") == 0 || strcmp(format, "tiff") == 0 ||
        (strcmp(format, "png") == 0 && vips_image_get_typeof(image, "interlaced") == 0);
    int64_t limit = is_in_lines ? max_pixels_in_lines : max_pixels_at_once;
    int64_t pixels = (int64_t)image->Xsize * image->Ysize;

    if (pixels <= limit)
        return true;
    g_set_error(
        error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE,
        _("%d x %d pixels are more than the %" PRId64 " million that are opened; make it smaller"),
        image->Xsize, image->Ysize, limit / 1000000);
    return false;
}

static const char *comment_text(const GValue *value)
{
    if (G_VALUE_TYPE(value) == VIPS_TYPE_REF_STRING)
        return vips_value_get_ref_string(value, NULL);
    return G_VALUE_HOLDS_STRING(value) ? g_value_get_string(value) : NULL;
}

static void *read_comment(VipsImage *image, const char *name, GValue *value, void *data)
{
    struct exif *exif = data;
    const char *text;

    if (!g_str_has_prefix(name, "png-comment-") || (text = comment_text(value)) == NULL)
        return NULL;
    if (strstr(name, "Raw profile type exif") != NULL ||
        strstr(name, "Raw profile type APP1") != NULL)
        exif_read_raw_profile(exif, text);
    else if (strstr(name, "XML:com.adobe.xmp") != NULL)
        exif_read_xmp(exif, text, strlen(text));
    return NULL;
}

static void read_metadata(VipsImage *image, const char *format, struct exif *exif)
{
    const void *bytes;
    size_t length;

    if (strcmp(format, "tiff") == 0) {
        GMappedFile *file = g_mapped_file_new_from_fd(JOB_SOURCE_FD, FALSE, NULL);

        if (file != NULL) {
            exif_read(exif, (const unsigned char *)g_mapped_file_get_contents(file),
                      g_mapped_file_get_length(file));
            g_mapped_file_unref(file);
        }
    }
    if (vips_image_get_typeof(image, VIPS_META_EXIF_NAME) != 0 &&
        vips_image_get_blob(image, VIPS_META_EXIF_NAME, &bytes, &length) == 0)
        exif_read(exif, bytes, length);
    vips_image_map(image, read_comment, exif);
    if (vips_image_get_typeof(image, VIPS_META_XMP_NAME) != 0 &&
        vips_image_get_blob(image, VIPS_META_XMP_NAME, &bytes, &length) == 0)
        exif_read_xmp(exif, bytes, length);
}

static void describe(struct job *job, VipsImage *image, const char *format)
{
    struct probe *probe = job->probe;
    struct exif exif = {0};
    bool is_turned_already = strcmp(format, "heic") == 0 || strcmp(format, "heif") == 0 ||
                             strcmp(format, "avif") == 0 || strcmp(format, "pdf") == 0;

    if (!is_turned_already || vips_image_get_typeof(image, VIPS_META_EXIF_NAME) != 0)
        read_metadata(image, format, &exif);
    probe->orientation = exif.orientation != 0 && !is_turned_already ? exif.orientation : 1;
    probe->width_px = probe->orientation >= 5 ? image->Ysize : image->Xsize;
    probe->height_px = probe->orientation >= 5 ? image->Xsize : image->Ysize;
    probe->pages = vips_image_get_n_pages(image);
    probe->has_alpha = vips_image_hasalpha(image);
    probe->has_picture = true;
    probe->picture_codec = g_strdup(probe->format);
    probe->has_place = exif.has_place;
    probe->date = g_steal_pointer(&exif.date);
    probe->creator = g_steal_pointer(&exif.creator);
    probe->description = g_steal_pointer(&exif.description);
    exif_finish(&exif);
}

static bool open_and_describe(struct job *job, const char *path, GError **error)
{
    /* Of a PNG that ffmpeg made, the format is still that of the original. */
    const char *format = strcmp(path, decoded_name) == 0 ? "decoded" : job->probe->format;
    VipsImage *image = vips_image_new_from_file(path, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    bool ok;

    if (image == NULL)
        return picture_refuse(error);
    ok = check_size(image, format, error);
    if (ok)
        describe(job, image, job->probe->format);
    g_object_unref(image);
    return ok;
}

bool picture_run(struct job *job, const struct sniff *sniff, GError **error)
{
    bool is_foreign = job->is_other_decoder || sniff->route == SNIFF_FFMPEG;
    const char *path = is_foreign ? decoded_name : JOB_SOURCE_PATH;
    bool ok;

    if (is_foreign &&
        !decode_with_ffmpeg(job, job->is_other_decoder ? sniff->fallback : sniff->decoder, error))
        return false;
    ok = picture_start(job, is_foreign ? "VipsForeignLoadPng" : sniff->decoder, error) &&
         open_and_describe(job, path, error) &&
         (!job->is_deriving || picture_make(job, path, "screen", error));
    if (is_foreign)
        unlink(decoded_name);
    job->wants_other_decoder = !ok && !is_foreign && sniff->fallback != NULL && error != NULL &&
                               !g_error_matches(*error, MEDIA_ERROR, MEDIA_ERROR_TOO_LARGE);
    return ok;
}

bool picture_make_poster(struct job *job, const char *png, GError **error)
{
    bool ok = picture_start(job, "VipsForeignLoadPng", error);

    job->probe->orientation = 1;
    ok = ok && picture_make(job, png, "poster", error);
    unlink(png);
    return ok;
}
