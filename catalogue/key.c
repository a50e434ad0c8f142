#include "catalogue/key.h"

#include <errno.h>
#include <glib.h>
#include <sys/random.h>

int64_t key_draw(void)
{
    uint64_t drawn = 0;
    do {
        ssize_t got = getrandom(&drawn, sizeof drawn, 0);
        if (got != (ssize_t)sizeof drawn)
            g_error("the system gives no random numbers: %s", g_strerror(errno));
        drawn &= INT64_MAX;
    } while (drawn == 0);
    return (int64_t)drawn;
}
