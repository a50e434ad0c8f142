/*
 * Pictures: what they are, and the copies made of them. The gate to libvips.
 */
#ifndef MEDIA_HELPER_PICTURE_H
#define MEDIA_HELPER_PICTURE_H

#include "media/helper/job.h"

struct sniff;

/* Probes the source, and makes its thumbnail, screen copy and tiles when the job derives. */
bool picture_run(struct job *job, const struct sniff *sniff, GError **error);

/* Makes the thumbnail and the role @role ("screen", "poster") of another picture, a PNG in the
 * output folder that is then removed. For frames of films and covers of sound. No program runs
 * after this. */
bool picture_make_poster(struct job *job, const char *png, GError **error);

/* Closes the door behind the last program, then starts libvips with the one loader @loader.
 * Once a process. */
bool picture_start(struct job *job, const char *loader, GError **error);

#endif
