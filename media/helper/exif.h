/*
 * The few things of EXIF and XMP an archive wants of a picture: which way is up, when and by
 * whom it was taken, and whether it tells where. Reads hostile bytes: every offset is checked,
 * every loop bounded.
 */
#ifndef MEDIA_HELPER_EXIF_H
#define MEDIA_HELPER_EXIF_H

#include <stdbool.h>
#include <stddef.h>

struct exif {
    int orientation; /* 1-8; 0 = not said */
    bool has_place;  /* latitude or longitude is there */
    char *date;      /* "2020-10-21T12:26:18", NULL = not said; the caller frees these */
    char *creator;
    char *description;
};

/* Adds what @bytes say: a TIFF structure (TIFF 6.0 §2, Exif 2.3 §4.6), with or without
 * "Exif\0\0" in front. What is known already stays. */
void exif_read(struct exif *exif, const unsigned char *bytes, size_t length);

/* The same written as hexadecimal text, as ImageMagick keeps it in PNG ("Raw profile type
 * exif": a name, a length, then digits). */
void exif_read_raw_profile(struct exif *exif, const char *text);

/* Adds the orientation an XMP packet tells (tiff:Orientation). */
void exif_read_xmp(struct exif *exif, const char *text, size_t length);

void exif_finish(struct exif *exif);

#endif
