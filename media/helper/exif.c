#include "media/helper/exif.h"

#include "media/helper/job.h"

#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MAX_ENTRIES = 1000, TYPE_ASCII = 2, TYPE_SHORT = 3, TYPE_LONG = 4 };

enum {
    TAG_DESCRIPTION = 0x010e,
    TAG_ORIENTATION = 0x0112,
    TAG_DATE = 0x0132,
    TAG_ARTIST = 0x013b,
    TAG_EXIF = 0x8769,
    TAG_GPS = 0x8825,
    TAG_DATE_ORIGINAL = 0x9003,
    TAG_GPS_LATITUDE = 2,
    TAG_GPS_LONGITUDE = 4
};

enum folder { FOLDER_MAIN, FOLDER_EXIF, FOLDER_GPS };

struct reader {
    const unsigned char *bytes;
    size_t length;
    bool is_big_endian;
    struct exif *exif;
    char *changed; /* when the file was last changed: second best date */
};

static uint32_t get(const struct reader *reader, size_t at, size_t size)
{
    uint32_t value = 0;

    if (at > reader->length || size > reader->length - at)
        return 0;
    for (size_t i = 0; i < size; i++)
        value |= (uint32_t)reader->bytes[at + i] << 8 * (reader->is_big_endian ? size - 1 - i : i);
    return value;
}

static char *get_text(const struct reader *reader, size_t entry)
{
    size_t count = get(reader, entry + 4, 4);
    size_t at = count <= 4 ? entry + 8 : get(reader, entry + 8, 4);

    if (get(reader, entry + 2, 2) != TYPE_ASCII || at > reader->length ||
        count > reader->length - at)
        return NULL;
    count = strnlen((const char *)reader->bytes + at, count);
    return job_clean_text((const char *)reader->bytes + at, (gssize)count);
}

/* "2020:10:21 12:26:18" to "2020-10-21T12:26:18"; NULL when it is no moment. Takes @text. */
static char *to_iso(char *text)
{
    int year, month, day, hour, minute, second;
    char *iso = NULL;

    if (text != NULL &&
        sscanf(text, "%4d:%2d:%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) ==
            6 &&
        year > 1800 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour >= 0 &&
        hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60)
        iso = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute,
                              second);
    g_free(text);
    return iso;
}

static void keep(char **to, char *text)
{
    if (*to == NULL)
        *to = text;
    else
        g_free(text);
}

static void read_folder(struct reader *reader, size_t at, enum folder folder);

static void read_entry(struct reader *reader, size_t entry, enum folder folder)
{
    uint32_t tag = get(reader, entry, 2), type = get(reader, entry + 2, 2);
    uint32_t value = get(reader, entry + 8, type == TYPE_SHORT ? 2 : 4);
    struct exif *exif = reader->exif;

    if (folder == FOLDER_GPS) {
        if (tag == TAG_GPS_LATITUDE || tag == TAG_GPS_LONGITUDE)
            exif->has_place = true;
    } else if (folder == FOLDER_EXIF) {
        if (tag == TAG_DATE_ORIGINAL)
            keep(&exif->date, to_iso(get_text(reader, entry)));
    } else if (tag == TAG_ORIENTATION && value >= 1 && value <= 8 && exif->orientation == 0) {
        exif->orientation = (int)value;
    } else if (tag == TAG_DESCRIPTION) {
        keep(&exif->description, get_text(reader, entry));
    } else if (tag == TAG_ARTIST) {
        keep(&exif->creator, get_text(reader, entry));
    } else if (tag == TAG_DATE) {
        keep(&reader->changed, to_iso(get_text(reader, entry)));
    } else if (tag == TAG_EXIF) {
        read_folder(reader, value, FOLDER_EXIF);
    } else if (tag == TAG_GPS) {
        read_folder(reader, value, FOLDER_GPS);
    }
}

/* Folders inside folders are entered from the main one only, so this ends. */
static void read_folder(struct reader *reader, size_t at, enum folder folder)
{
    size_t count = MIN(get(reader, at, 2), MAX_ENTRIES);

    for (size_t i = 0; i < count && at + 2 + 12 * (i + 1) <= reader->length; i++)
        read_entry(reader, at + 2 + 12 * i, folder);
}

void exif_read(struct exif *exif, const unsigned char *bytes, size_t length)
{
    struct reader reader = {.bytes = bytes, .length = length, .exif = exif};

    if (length >= 6 && memcmp(bytes, "Exif\0\0", 6) == 0) {
        reader.bytes += 6;
        reader.length -= 6;
    }
    if (reader.length < 8)
        return;
    if (memcmp(reader.bytes, "MM\0*", 4) == 0)
        reader.is_big_endian = true;
    else if (memcmp(reader.bytes, "II*\0", 4) != 0)
        return;
    read_folder(&reader, get(&reader, 4, 4), FOLDER_MAIN);
    keep(&exif->date, reader.changed);
}

void exif_read_raw_profile(struct exif *exif, const char *text)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    char *rest;

    while (g_ascii_isspace(*text))
        text++;
    while (*text != '\0' && !g_ascii_isspace(*text)) /* the name */
        text++;
    g_ascii_strtoull(text, &rest, 10); /* the length, which the digits tell too */
    for (const char *at = rest; *at != '\0' && at[1] != '\0'; at++) {
        unsigned char byte;

        if (g_ascii_isspace(*at))
            continue;
        if (!g_ascii_isxdigit(at[0]) || !g_ascii_isxdigit(at[1]))
            return;
        byte = (unsigned char)(g_ascii_xdigit_value(at[0]) << 4 | g_ascii_xdigit_value(at[1]));
        g_byte_array_append(bytes, &byte, 1);
        at++;
    }
    if (bytes->len > 0)
        exif_read(exif, bytes->data, bytes->len);
}

void exif_read_xmp(struct exif *exif, const char *text, size_t length)
{
    static const char name[] = "tiff:Orientation";
    const char *at = memmem(text, length, name, sizeof name - 1);
    const char *end = text + length;

    if (at == NULL || exif->orientation != 0)
        return;
    /* As an attribute ="6" or as an element >6<. */
    for (at += sizeof name - 1; at < end && strchr("=>\"' ", *at) != NULL && *at != '\0'; at++)
        continue;
    if (at < end && *at >= '1' && *at <= '8')
        exif->orientation = *at - '0';
}

void exif_finish(struct exif *exif)
{
    g_free(exif->date);
    g_free(exif->creator);
    g_free(exif->description);
}
