/*
 * How long work of this library tells how far it is.
 */
#ifndef MEDIA_PROGRESS_H
#define MEDIA_PROGRESS_H

#include <stdint.h>

/* Called now and then on the thread that does the work; must return quickly. @done and @total
 * are in the unit the function names (bytes or milliseconds); @total is 0 while unknown. */
typedef void (*media_progress)(int64_t done, int64_t total, void *data);

#endif
