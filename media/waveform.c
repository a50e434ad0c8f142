#include "media/waveform.h"

#include "media/disk.h"
#include "media/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

enum { HEADER_BYTES = 32, VERSION = 1, MAX_PEAKS_PER_SECOND = 1000 };

static const char magic[8] = {'R', 'W', 'F', 'W', 'A', 'V', 'E', 'S'};

static uint32_t read_u32(const unsigned char *at)
{
    uint32_t value;

    memcpy(&value, at, sizeof value);
    return GUINT32_FROM_LE(value);
}

static uint64_t read_u64(const unsigned char *at)
{
    uint64_t value;

    memcpy(&value, at, sizeof value);
    return GUINT64_FROM_LE(value);
}

static void write_u32(unsigned char *at, uint32_t value)
{
    value = GUINT32_TO_LE(value);
    memcpy(at, &value, sizeof value);
}

static void write_u64(unsigned char *at, uint64_t value)
{
    value = GUINT64_TO_LE(value);
    memcpy(at, &value, sizeof value);
}

static struct waveform *refuse(GError **error, enum media_error code, const char *why)
{
    g_set_error(error, MEDIA_ERROR, code, _("not a waveform this program reads: %s"), why);
    return NULL;
}

/* An empty waveform of the shape the header promises, once the promise fits the file. */
static struct waveform *read_header(const unsigned char *header, int64_t file_bytes, GError **error)
{
    uint32_t rate = read_u32(header + 12);
    uint64_t duration = read_u64(header + 16);
    uint64_t count = read_u64(header + 24);
    struct waveform *waveform;

    if (memcmp(header, magic, sizeof magic) != 0 || read_u32(header + 8) != VERSION)
        return refuse(error, MEDIA_ERROR_FORMAT, "its beginning is another format's");
    if (rate < 1 || rate > MAX_PEAKS_PER_SECOND || duration > INT64_MAX / 1000)
        return refuse(error, MEDIA_ERROR_FORMAT, "its rate or length is absurd");
    if (count > WAVEFORM_MAX_PEAKS)
        return refuse(error, MEDIA_ERROR_TOO_LARGE, "too many peaks");
    if ((uint64_t)file_bytes != HEADER_BYTES + 2 * count)
        return refuse(error, MEDIA_ERROR_FORMAT, "its length is not what it says");
    waveform = g_new0(struct waveform, 1);
    waveform->peaks_per_second = (int)rate;
    waveform->duration_ms = (int64_t)duration;
    waveform->count = (size_t)count;
    waveform->peaks = g_try_new(struct waveform_peak, count + 1);
    if (waveform->peaks == NULL) {
        waveform_free(waveform);
        return refuse(error, MEDIA_ERROR_TOO_LARGE, "there is no memory for it");
    }
    return waveform;
}

static struct waveform *read_open_file(int fd, GError **error)
{
    unsigned char header[HEADER_BYTES];
    int64_t file_bytes = disk_length(fd);
    struct waveform *waveform;

    if (file_bytes < HEADER_BYTES)
        return refuse(error, MEDIA_ERROR_FORMAT, "it is too short");
    if (!disk_read_at(fd, header, sizeof header, 0, error))
        return NULL;
    waveform = read_header(header, file_bytes, error);
    if (waveform == NULL)
        return NULL;
    if (!disk_read_at(fd, waveform->peaks, 2 * waveform->count, HEADER_BYTES, error)) {
        waveform_free(waveform);
        return NULL;
    }
    for (size_t i = 0; i < waveform->count; i++) {
        if (waveform->peaks[i].low > waveform->peaks[i].high) {
            waveform_free(waveform);
            return refuse(error, MEDIA_ERROR_FORMAT, "a peak's low is above its high");
        }
    }
    return waveform;
}

struct waveform *waveform_read(const char *path, GError **error)
{
    int fd = disk_open_regular(AT_FDCWD, path, false, error);
    struct waveform *waveform;

    if (fd < 0)
        return NULL;
    waveform = read_open_file(fd, error);
    if (waveform == NULL)
        g_prefix_error(error, "%s: ", path);
    close(fd);
    return waveform;
}

void waveform_free(struct waveform *waveform)
{
    if (waveform == NULL)
        return;
    g_free(waveform->peaks);
    g_free(waveform);
}

/* The peaks between two moments: from *first up to the returned one. */
static size_t find_peaks(const struct waveform *waveform, int64_t from_ms, int64_t to_ms,
                         size_t *first)
{
    int64_t end_ms = (int64_t)(waveform->count * 1000 / (size_t)waveform->peaks_per_second) + 1000;
    *first = (size_t)(CLAMP(from_ms, 0, end_ms) * waveform->peaks_per_second / 1000);
    return MIN((size_t)((CLAMP(to_ms, 0, end_ms) * waveform->peaks_per_second + 999) / 1000),
               waveform->count);
}

struct waveform_peak waveform_between(const struct waveform *waveform, int64_t from_ms,
                                      int64_t to_ms)
{
    struct waveform_peak widest = {0, 0};
    size_t first, end = find_peaks(waveform, from_ms, to_ms, &first);

    for (size_t i = first; i < end; i++) {
        widest.low = MIN(widest.low, waveform->peaks[i].low);
        widest.high = MAX(widest.high, waveform->peaks[i].high);
    }
    return widest;
}

double waveform_level(const struct waveform *waveform, int64_t from_ms, int64_t to_ms)
{
    int64_t sum = 0;
    size_t first, end = find_peaks(waveform, from_ms, to_ms, &first);

    for (size_t i = first; i < end; i++)
        sum += MIN(MAX(-waveform->peaks[i].low, waveform->peaks[i].high), 127);
    return end > first ? (double)sum / (127.0 * (double)(end - first)) : 0;
}

bool waveform_write(const struct waveform *waveform, const char *path, GError **error)
{
    unsigned char header[HEADER_BYTES];
    int fd = disk_create(AT_FDCWD, path, error);
    bool ok;

    if (fd < 0)
        return false;
    memcpy(header, magic, sizeof magic);
    write_u32(header + 8, VERSION);
    write_u32(header + 12, (uint32_t)waveform->peaks_per_second);
    write_u64(header + 16, (uint64_t)waveform->duration_ms);
    write_u64(header + 24, waveform->count);
    ok = disk_write(fd, header, sizeof header, error) &&
         disk_write(fd, waveform->peaks, 2 * waveform->count, error);
    if (close(fd) != 0 && ok) {
        g_set_error(error, MEDIA_ERROR, MEDIA_ERROR_IO, _("write %s: it could not be closed"),
                    path);
        ok = false;
    }
    if (!ok)
        unlink(path);
    return ok;
}
