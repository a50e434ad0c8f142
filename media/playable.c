#include "media/playable.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Playlists, manifests and captions are text and could name other files or addresses; sound
 * and film never are. Refused before libVLC sees them. */
static bool is_text(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] == 0 || bytes[i] == 0x7f ||
            (bytes[i] < 0x20 && strchr("\t\n\v\f\r\x1a\x1b", bytes[i]) == NULL))
            return false;
    return true;
}

enum engine_failure playable_examine(const char *path)
{
    int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return ENGINE_FAILURE_MISSING;
    struct stat status;
    unsigned char head[4096];
    enum engine_failure failure = ENGINE_FAILURE_NONE;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        failure = ENGINE_FAILURE_MISSING;
    } else {
        ssize_t size = read(file, head, sizeof head);
        if (size < 0)
            failure = ENGINE_FAILURE_MISSING;
        else if (is_text(head, (size_t)size))
            failure = ENGINE_FAILURE_UNREADABLE;
    }
    close(file);
    return failure;
}
