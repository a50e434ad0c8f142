/*
 * What a file is by its first bytes. Names are never looked at.
 */
#ifndef MEDIA_HELPER_SNIFF_H
#define MEDIA_HELPER_SNIFF_H

#include "media/probe.h"

#include <stdbool.h>
#include <stddef.h>

enum sniff_route {
    SNIFF_VIPS,      /* a picture libvips reads with the loader named in `decoder` */
    SNIFF_FFMPEG,    /* a picture ffmpeg reads with the demuxer named in `decoder` */
    SNIFF_RECORDING, /* sound or film ffmpeg reads with the demuxer named in `decoder` */
    SNIFF_KEEP       /* kept as it is: text, documents that are not drawn */
};

struct sniff {
    enum probe_kind kind;
    enum sniff_route route;
    const char *mime; /* literals */
    const char *format;
    const char *decoder;
    const char *fallback; /* ffmpeg's demuxer when libvips gives up; NULL = none */
};

/* FORMAT, with a reason a curator understands, for anything else. Reads at @fd by offset. */
bool sniff_file(int fd, struct sniff *sniff, GError **error);

/* As above for text: @head is the first @length bytes of a file of @file_bytes. */
bool sniff_text(const unsigned char *head, size_t length, struct sniff *sniff);

#endif
