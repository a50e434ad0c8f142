#include <string.h>

#include "kiosk/picture_file.h"

static int be16(const uint8_t *p)
{
    return p[0] << 8 | p[1];
}

static int le24(const uint8_t *p)
{
    return p[0] | p[1] << 8 | p[2] << 16;
}

static int be31(const uint8_t *p)
{
    return (p[0] & 0x7f) << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

/* PNG (ISO/IEC 15948, 11.2.2): the header chunk comes first. */
static bool png_size(const uint8_t *b, size_t length, int *w, int *h)
{
    if (length < 24 || memcmp(b + 12, "IHDR", 4) != 0)
        return false;
    *w = be31(b + 16);
    *h = be31(b + 20);
    return true;
}

/* WebP container: VP8 (lossy), VP8L (lossless) or VP8X (extended) comes first. */
static bool webp_size(const uint8_t *b, size_t length, int *w, int *h)
{
    if (length < 30)
        return false;
    if (memcmp(b + 12, "VP8X", 4) == 0) {
        *w = le24(b + 24) + 1;
        *h = le24(b + 27) + 1;
    } else if (memcmp(b + 12, "VP8L", 4) == 0 && b[20] == 0x2f) {
        unsigned bits = b[21] | b[22] << 8 | b[23] << 16 | (unsigned)b[24] << 24;
        *w = (int)(bits & 0x3fff) + 1;
        *h = (int)(bits >> 14 & 0x3fff) + 1;
    } else if (memcmp(b + 12, "VP8 ", 4) == 0 && memcmp(b + 23, "\x9d\x01\x2a", 3) == 0) {
        *w = (b[26] | b[27] << 8) & 0x3fff;
        *h = (b[28] | b[29] << 8) & 0x3fff;
    } else {
        return false;
    }
    return true;
}

/* JPEG (ISO/IEC 10918-1, B.2): segments until a start of frame. */
static bool jpeg_size(const uint8_t *b, size_t length, int *w, int *h)
{
    size_t at = 2;
    while (at + 9 < length) {
        if (b[at] != 0xff)
            return false;
        uint8_t marker = b[at + 1];
        if (marker == 0xff) {
            at++;
            continue;
        }
        bool is_frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (is_frame) {
            *h = be16(b + at + 5);
            *w = be16(b + at + 7);
            return true;
        }
        int segment = be16(b + at + 2);
        if (segment < 2)
            return false;
        at += 2 + (size_t)segment;
    }
    return false;
}

enum picture_kind picture_sniff(const uint8_t *bytes, size_t length, int *w, int *h)
{
    *w = 0;
    *h = 0;
    if (length >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return png_size(bytes, length, w, h) ? PICTURE_PNG : PICTURE_UNKNOWN;
    if (length >= 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
        return webp_size(bytes, length, w, h) ? PICTURE_WEBP : PICTURE_UNKNOWN;
    if (length >= 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return jpeg_size(bytes, length, w, h) ? PICTURE_JPEG : PICTURE_UNKNOWN;
    return PICTURE_UNKNOWN;
}
