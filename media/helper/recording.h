/*
 * Sound and film: what they are (ffprobe), and what is made of them (ffmpeg).
 */
#ifndef MEDIA_HELPER_RECORDING_H
#define MEDIA_HELPER_RECORDING_H

#include "media/helper/job.h"

struct sniff;

/* What ffprobe says beyond struct probe. */
struct recording {
    const char *demuxer;
    bool has_film;                 /* a moving picture */
    bool has_cover;                /* an attached one */
    int film_stream, cover_stream; /* indices of streams in the file */
    int sound_stream;
    bool is_turned;           /* a display matrix other than none */
    bool is_square;           /* pixels as wide as high */
    bool is_plain_420;        /* 8 bits, 4:2:0, progressive */
    bool is_low_complexity;   /* AAC-LC */
    int64_t key_frame_gap_ms; /* the longest; -1 = not measured */
    int64_t film_ms;          /* where the last picture ends; 0 = unknown */
};

/* Probes the source, and makes poster, waveform, loudness and access copy when the job
 * derives. */
bool recording_run(struct job *job, const struct sniff *sniff, GError **error);

/* Reads ffprobe's JSON answer into @recording and the job's probe. FORMAT when it holds neither
 * sound nor picture. */
bool recording_read_answer(struct recording *recording, struct probe *probe, const char *json,
                           gssize length, GError **error);

#endif
