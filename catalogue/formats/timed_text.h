#ifndef CATALOGUE_FORMATS_TIMED_TEXT_H
#define CATALOGUE_FORMATS_TIMED_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue/auto.h"

/* Files of timed text: WebVTT by the W3C's parsing rules, SubRip as its players read it, plain
 * transcripts with `[hh:mm:ss]` and `NAME:`, and transcripts as a sheet, `timestamp,speaker,words,tags`
 * (Oral History as Data), whose rows without a time get one by counting words. Bytes are foreign: any bytes give cues or an error,
 * never a crash; at most 64 MiB and one million cues. Pure; any thread. */
enum timed_format { TIMED_UNKNOWN, TIMED_WEBVTT, TIMED_SRT, TIMED_TRANSCRIPT, TIMED_SHEET };

struct timed_cue {
    const char *id; /* "" for none */
    int64_t begin_ms;
    int64_t end_ms;      /* may not be after begin_ms: cue_replace decides how long it lasts */
    const char *payload; /* as it stands in the file, LF between lines */
    const char *text;    /* the same without tags, character references decoded */
    const char *speaker; /* the first voice tag or leading "NAME:" of a transcript; "" for none */
    const char *tags;    /* of a sheet, one a line; NULL or "" for none */
};

struct timed_text {
    enum timed_format format;
    const char *encoding; /* what it was read as: "UTF-8", "UTF-16LE", "windows-1252" … */
    size_t dropped;       /* blocks that had a time line which could not be read */
    size_t count;
    struct timed_cue *cues; /* in the order of the file */
    GStringChunk *strings;
    GArray *array;
};

/* Reads BYTES, telling the format from them. ENCODING is for those but WebVTT that are not
 * Unicode: NULL refuses those with a message that names the encodings to try (never guessed).
 * Settings of WebVTT cues (position, alignment, region) are read past. _INVALID where it is none of
 * these, or has no cue. */
struct timed_text *timed_text_parse(const char *bytes, size_t length, const char *encoding,
                                    GError **error);

/* The same for one format. A WebVTT file without cues is well; one without signature is _INVALID. */
struct timed_text *timed_text_parse_webvtt(const char *bytes, size_t length, GError **error);
struct timed_text *timed_text_parse_srt(const char *bytes, size_t length, const char *encoding,
                                        GError **error);
struct timed_text *timed_text_parse_transcript(const char *bytes, size_t length,
                                               const char *encoding, GError **error);
struct timed_text *timed_text_parse_sheet(const char *bytes, size_t length, const char *encoding,
                                          GError **error);

void timed_text_free(struct timed_text *text);
CLEAN_UP(timed_text, timed_text_free)

/* Writes COUNT cues as WebVTT: speakers as voice tags, `&`, `<` and `>` escaped, no empty line inside
 * a cue. begin_ms, end_ms, text and speaker are read. The caller frees it. */
char *timed_text_write_webvtt(const struct timed_cue *cues, size_t count);

#endif
