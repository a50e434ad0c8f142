#include "media/helper/sniff.h"

#include "media/disk.h"
#include "media/error.h"

#include <glib/gi18n-lib.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_BYTES = 64 * 1024 };

/* @magic with its length; a '?' stands for any byte. */
struct signature {
    size_t offset;
    const char *magic;
    size_t length;
    struct sniff is;
};

#define AT(offset, magic) (offset), (magic), sizeof(magic) - 1
#define PICTURE(mime, format, loader, fallback)                                                    \
    {                                                                                              \
        PROBE_PICTURE, SNIFF_VIPS, (mime), (format), (loader), (fallback)                          \
    }
#define OTHER_PICTURE(mime, format, demuxer)                                                       \
    {                                                                                              \
        PROBE_PICTURE, SNIFF_FFMPEG, (mime), (format), (demuxer), NULL                             \
    }
#define SOUND(mime, format, demuxer)                                                               \
    {                                                                                              \
        PROBE_SOUND, SNIFF_RECORDING, (mime), (format), (demuxer), NULL                            \
    }
#define FILM(mime, format, demuxer)                                                                \
    {                                                                                              \
        PROBE_FILM, SNIFF_RECORDING, (mime), (format), (demuxer), NULL                             \
    }
#define DOCUMENT(mime, format)                                                                     \
    {                                                                                              \
        PROBE_DOCUMENT, SNIFF_KEEP, (mime), (format), NULL, NULL                                   \
    }

/* clang-format off */
static const struct signature signatures[] = {
    {AT(0, "\xff\xd8\xff"), PICTURE("image/jpeg", "jpeg", "VipsForeignLoadJpeg", "jpeg_pipe")},
    {AT(0, "\x89PNG\r\n\x1a\n"), PICTURE("image/png", "png", "VipsForeignLoadPng", "png_pipe")},
    {AT(0, "GIF87a"), PICTURE("image/gif", "gif", "VipsForeignLoadNsgif", "gif")},
    {AT(0, "GIF89a"), PICTURE("image/gif", "gif", "VipsForeignLoadNsgif", "gif")},
    {AT(0, "RIFF????WEBP"), PICTURE("image/webp", "webp", "VipsForeignLoadWebp", "webp_pipe")},
    {AT(0, "II*\0"), PICTURE("image/tiff", "tiff", "VipsForeignLoadTiff", "tiff_pipe")},
    {AT(0, "MM\0*"), PICTURE("image/tiff", "tiff", "VipsForeignLoadTiff", "tiff_pipe")},
    {AT(0, "II+\0"), PICTURE("image/tiff", "tiff", "VipsForeignLoadTiff", NULL)},
    {AT(0, "MM\0+"), PICTURE("image/tiff", "tiff", "VipsForeignLoadTiff", NULL)},
    {AT(0, "\0\0\0\x0cjP  "), PICTURE("image/jp2", "jp2", "VipsForeignLoadJp2k", "j2k_pipe")},
    {AT(0, "\xff\x4f\xff\x51"), PICTURE("image/jp2", "j2k", "VipsForeignLoadJp2k", "j2k_pipe")},
    {AT(0, "\xff\x0a"), PICTURE("image/jxl", "jxl", "VipsForeignLoadJxl", NULL)},
    {AT(0, "\0\0\0\x0cJXL "), PICTURE("image/jxl", "jxl", "VipsForeignLoadJxl", NULL)},
    {AT(4, "ftypheic"), PICTURE("image/heic", "heic", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftypheix"), PICTURE("image/heic", "heic", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftypheim"), PICTURE("image/heic", "heic", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftyphevc"), PICTURE("image/heic", "heic", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftypmif1"), PICTURE("image/heif", "heif", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftypmsf1"), PICTURE("image/heif", "heif", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftypavif"), PICTURE("image/avif", "avif", "VipsForeignLoadHeif", NULL)},
    {AT(4, "ftypavis"), PICTURE("image/avif", "avif", "VipsForeignLoadHeif", NULL)},
    {AT(0, "P1"), PICTURE("image/x-portable-anymap", "pnm", "VipsForeignLoadPpm", NULL)},
    {AT(0, "P2"), PICTURE("image/x-portable-anymap", "pnm", "VipsForeignLoadPpm", NULL)},
    {AT(0, "P3"), PICTURE("image/x-portable-anymap", "pnm", "VipsForeignLoadPpm", NULL)},
    {AT(0, "P4"), PICTURE("image/x-portable-anymap", "pnm", "VipsForeignLoadPpm", NULL)},
    {AT(0, "P5"), PICTURE("image/x-portable-anymap", "pnm", "VipsForeignLoadPpm", NULL)},
    {AT(0, "P6"), PICTURE("image/x-portable-anymap", "pnm", "VipsForeignLoadPpm", NULL)},
    {AT(0, "BM????\0\0\0\0"), OTHER_PICTURE("image/bmp", "bmp", "bmp_pipe")},
    {AT(0, "BM"), OTHER_PICTURE("image/bmp", "bmp", "bmp_pipe")},
    {AT(0, "\0\0\1\0"), OTHER_PICTURE("image/vnd.microsoft.icon", "ico", "ico")},
    {AT(0, "8BPS"), OTHER_PICTURE("image/vnd.adobe.photoshop", "psd", "psd_pipe")},
    {AT(0, "qoif"), OTHER_PICTURE("image/qoi", "qoi", "qoi_pipe")},
    {AT(0, "DDS "), OTHER_PICTURE("image/x-dds", "dds", "dds_pipe")},
    {AT(0, "\1\xda\0"), OTHER_PICTURE("image/x-sgi", "sgi", "sgi_pipe")},
    {AT(0, "\1\xda\1"), OTHER_PICTURE("image/x-sgi", "sgi", "sgi_pipe")},
    {AT(0, "\x59\xa6\x6a\x95"), OTHER_PICTURE("image/x-sun-raster", "sunrast", "sunrast_pipe")},
    {AT(0, "\x0a\5\1"), OTHER_PICTURE("image/vnd.zbrush.pcx", "pcx", "pcx_pipe")},
    {AT(0, "\x0a\3\1"), OTHER_PICTURE("image/vnd.zbrush.pcx", "pcx", "pcx_pipe")},
    {AT(0, "/* XPM */"), OTHER_PICTURE("image/x-xpixmap", "xpm", "xpm_pipe")},
    {AT(0, "v/1\1"), OTHER_PICTURE("image/x-exr", "exr", "exr_pipe")},
    {AT(0, "RIFF????WAVE"), SOUND("audio/wav", "wav", "wav")},
    {AT(0, "RF64????WAVE"), SOUND("audio/wav", "wav", "wav")},
    {AT(0, "riff\x2e\x91\xcf\x11"), SOUND("audio/x-w64", "w64", "w64")},
    {AT(0, "RIFF????AVI "), FILM("video/x-msvideo", "avi", "avi")},
    {AT(0, "fLaC"), SOUND("audio/flac", "flac", "flac")},
    {AT(0, "OggS"), SOUND("audio/ogg", "ogg", "ogg")},
    {AT(0, "#!AMR"), SOUND("audio/amr", "amr", "amr")},
    {AT(0, "FORM????AIF"), SOUND("audio/aiff", "aiff", "aiff")},
    {AT(0, ".snd"), SOUND("audio/basic", "au", "au")},
    {AT(0, "caff"), SOUND("audio/x-caf", "caf", "caf")},
    {AT(0, "wvpk"), SOUND("audio/x-wavpack", "wavpack", "wv")},
    {AT(0, "MAC "), SOUND("audio/x-ape", "ape", "ape")},
    {AT(0, "TTA1"), SOUND("audio/x-tta", "tta", "tta")},
    {AT(0, "MPCK"), SOUND("audio/x-musepack", "musepack", "mpc8")},
    {AT(4, "ftyp"), FILM("video/mp4", "mp4", "mov")},
    {AT(4, "moov"), FILM("video/quicktime", "quicktime", "mov")},
    {AT(4, "mdat"), FILM("video/quicktime", "quicktime", "mov")},
    {AT(4, "wide"), FILM("video/quicktime", "quicktime", "mov")},
    {AT(4, "skip"), FILM("video/quicktime", "quicktime", "mov")},
    {AT(4, "free"), FILM("video/quicktime", "quicktime", "mov")},
    {AT(0, "\x1a\x45\xdf\xa3"), FILM("video/x-matroska", "matroska", "matroska")},
    {AT(0, "FLV\1"), FILM("video/x-flv", "flv", "flv")},
    {AT(0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"), FILM("video/x-ms-asf", "asf", "asf")},
    {AT(0, "\0\0\1\xba"), FILM("video/mpeg", "mpeg", "mpeg")},
    {AT(0, "\0\0\1\xb3"), FILM("video/mpeg", "mpeg", "mpegvideo")},
    {AT(0, "\6\x0e\x2b\x34\2\5\1\1"), FILM("application/mxf", "mxf", "mxf")},
    {AT(0, ".RMF"), FILM("application/vnd.rn-realmedia", "realmedia", "rm")},
    {AT(0, "%PDF-"), {PROBE_DOCUMENT, SNIFF_VIPS, "application/pdf", "pdf",
                      "VipsForeignLoadPdf", NULL}},
    {AT(30, "mimetypeapplication/vnd.oasis.opendocument"),
     DOCUMENT("application/vnd.oasis.opendocument.text", "opendocument")},
    {AT(30, "mimetypeapplication/epub+zip"), DOCUMENT("application/epub+zip", "epub")},
    {AT(30, "[Content_Types].xml"),
     DOCUMENT("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "office")},
    {AT(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), DOCUMENT("application/x-ole-storage", "office")},
    {AT(0, "{\\rtf"), DOCUMENT("application/rtf", "rtf")},
};
/* clang-format on */

static bool fits(const struct signature *signature, const unsigned char *head, size_t length)
{
    if (signature->offset + signature->length > length)
        return false;
    for (size_t i = 0; i < signature->length; i++)
        if (signature->magic[i] != '?' &&
            (unsigned char)signature->magic[i] != head[signature->offset + i])
            return false;
    return true;
}

static const struct sniff *by_signature(const unsigned char *head, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++)
        if (fits(&signatures[i], head, length))
            return &signatures[i].is;
    return NULL;
}

/* The length of an MPEG audio frame from its header (ISO/IEC 11172-3 §2.4.1.3), 0 when it is
 * none. Layers 1 to 3. */
static size_t mpeg_frame_bytes(const unsigned char *at)
{
    static const int kbps_1[3][15] = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}};
    static const int kbps_2[3][15] = {
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}};
    static const int rates[3] = {44100, 48000, 32000};
    int version = at[1] >> 3 & 3, layer = 3 - (at[1] >> 1 & 3);
    int bits = at[2] >> 4, rate_code = at[2] >> 2 & 3, padding = at[2] >> 1 & 1;
    int rate, kbps;

    if (at[0] != 0xff || (at[1] & 0xe0) != 0xe0 || version == 1 || layer == 3 || bits == 0 ||
        bits == 15 || rate_code == 3)
        return 0;
    rate = rates[rate_code] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    kbps = (version == 3 ? kbps_1 : kbps_2)[layer][bits];
    if (layer == 0)
        return (size_t)(12 * kbps * 1000 / rate + padding) * 4;
    return (size_t)((layer == 2 && version != 3 ? 72 : 144) * kbps * 1000 / rate + padding);
}

static bool is_mpeg_sound(const unsigned char *head, size_t length)
{
    size_t frame = length >= 4 ? mpeg_frame_bytes(head) : 0;

    return frame > 0 && (frame + 4 > length || (mpeg_frame_bytes(head + frame) > 0 &&
                                                (head[frame + 1] & 0xfe) == (head[1] & 0xfe)));
}

/* Streams cut from a broadcast begin anywhere: three frames in a row are no accident. */
static bool has_mpeg_sound(const unsigned char *head, size_t length)
{
    for (size_t i = 0; i + 4 <= length; i++) {
        size_t frame = mpeg_frame_bytes(head + i);

        if (frame > 0 && i + 2 * frame + 4 <= length && is_mpeg_sound(head + i, length - i) &&
            is_mpeg_sound(head + i + frame, length - i - frame))
            return true;
    }
    return false;
}

/* ADTS (ISO/IEC 13818-7 §6.2): sync word, layer 0, and the next frame where the first ends. */
static bool is_adts(const unsigned char *head, size_t length)
{
    size_t frame;

    if (length < 7 || head[0] != 0xff || (head[1] & 0xf6) != 0xf0)
        return false;
    frame = (size_t)(head[3] & 3) << 11 | (size_t)head[4] << 3 | head[5] >> 5;
    return frame >= 7 &&
           (frame + 2 > length || (head[frame] == 0xff && (head[frame + 1] & 0xf6) == 0xf0));
}

static bool is_transport_stream(const unsigned char *head, size_t length)
{
    return length > 2 * 188 && head[0] == 0x47 && head[188] == 0x47 && head[376] == 0x47;
}

static bool sniff_stream(const unsigned char *head, size_t length, struct sniff *sniff)
{
    static const struct sniff mp3 = SOUND("audio/mpeg", "mp3", "mp3");
    static const struct sniff aac = SOUND("audio/aac", "adts", "aac");
    static const struct sniff ts = FILM("video/mp2t", "mpegts", "mpegts");

    if (is_adts(head, length))
        *sniff = aac;
    else if (is_mpeg_sound(head, length))
        *sniff = mp3;
    else if (is_transport_stream(head, length))
        *sniff = ts;
    else
        return false;
    return true;
}

static size_t read_head(int fd, unsigned char *head, int64_t offset)
{
    ssize_t got = pread(fd, head, HEAD_BYTES, offset);

    return got > 0 ? (size_t)got : 0;
}

/* What follows an ID3v2 tag (id3.org, §3.1): most often MPEG sound, and that when unsure. */
static void sniff_after_id3(int fd, unsigned char *head, struct sniff *sniff)
{
    static const struct sniff mp3 = SOUND("audio/mpeg", "mp3", "mp3");
    int64_t after = 10 + ((int64_t)(head[6] & 127) << 21 | (int64_t)(head[7] & 127) << 14 |
                          (int64_t)(head[8] & 127) << 7 | (head[9] & 127));
    size_t length = read_head(fd, head, after);
    const struct sniff *known = by_signature(head, length);

    if (known != NULL && known->kind == PROBE_SOUND)
        *sniff = *known;
    else if (!sniff_stream(head, length, sniff))
        *sniff = mp3;
}

static bool refuse(GError **error, const char *why)
{
    g_set_error_literal(error, MEDIA_ERROR, MEDIA_ERROR_FORMAT, _(why));
    return false;
}

bool sniff_file(int fd, struct sniff *sniff, GError **error)
{
    g_autofree unsigned char *head = g_malloc(HEAD_BYTES);
    size_t length = read_head(fd, head, 0);
    const struct sniff *known;

    if (disk_length(fd) == 0)
        return refuse(error, "the file is empty");
    if (length >= 10 && memcmp(head, "ID3", 3) == 0) {
        sniff_after_id3(fd, head, sniff);
        return true;
    }
    if (length >= 4 && memcmp(head, "%!PS", 4) == 0)
        return refuse(error, "PostScript is a program and is not opened; save it as PDF");
    if (memmem(head, MIN(length, 1024), "<svg", 4) != NULL)
        return refuse(error, "an SVG drawing is not opened; save it as PNG");
    known = by_signature(head, length);
    if (known != NULL) {
        *sniff = *known;
        return true;
    }
    if (sniff_stream(head, length, sniff) || sniff_text(head, length, sniff))
        return true;
    if (has_mpeg_sound(head, length)) {
        *sniff = (struct sniff)SOUND("audio/mpeg", "mp3", "mp3");
        return true;
    }
    return refuse(error, "its content is no kind of picture, sound, film, text or document "
                         "that is known here");
}
