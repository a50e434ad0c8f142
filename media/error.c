#include "media/error.h"

#include <errno.h>

G_DEFINE_QUARK(rwf - media - error - quark, media_error)

gboolean media_error_set_errno(GError **error, enum media_error code, int errno_value,
                               const char *doing, const char *path)
{
    if (errno_value == ENOENT)
        code = MEDIA_ERROR_NOT_FOUND;
    else if (errno_value == ELOOP)
        code = MEDIA_ERROR_UNSAFE;
    g_set_error(error, MEDIA_ERROR, code, "cannot %s %s: %s", doing, path, g_strerror(errno_value));
    return FALSE;
}
