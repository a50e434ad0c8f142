/*
 * What the helper answers: one JSON document on its standard output.
 */
#ifndef MEDIA_HELPER_REPLY_H
#define MEDIA_HELPER_REPLY_H

#include "media/helper/job.h"

/* The document for @job, refused for @failure unless that is NULL; yours to free. */
char *reply_text(const struct job *job, const GError *failure);

#endif
