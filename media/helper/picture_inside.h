/*
 * What the files of media/helper/picture share.
 */
#ifndef MEDIA_HELPER_PICTURE_INSIDE_H
#define MEDIA_HELPER_PICTURE_INSIDE_H

#include "media/helper/job.h"

/* Makes thumbnail, @role and, for large pictures, tiles of the picture at @path, which the one
 * loader started reads. */
bool picture_make(struct job *job, const char *path, const char *role, GError **error);

/* Sets @error from what libvips said last. Always false. */
bool picture_refuse(GError **error);

#endif
