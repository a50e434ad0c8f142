#include "catalogue/key.h"

#include <errno.h>
#include <glib.h>
#include <inttypes.h>
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

int64_t key_of_text(const char *text)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    uint8_t digest[32];
    size_t size = sizeof digest;
    uint64_t key = 0;
    g_checksum_update(checksum, (const unsigned char *)text, -1);
    g_checksum_get_digest(checksum, digest, &size);
    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | digest[i];
    key &= INT64_MAX;
    return key == 0 ? 1 : (int64_t)key;
}

char *key_list(const int64_t *keys, size_t count)
{
    GString *list = g_string_sized_new(count * 20 + 2);
    g_string_append_c(list, '[');
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(list, "%s%" PRId64, i > 0 ? "," : "", keys[i]);
    return g_string_free(g_string_append_c(list, ']'), FALSE);
}
