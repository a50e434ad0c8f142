#include "tests/support/inputtest.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#include <xorg/xf86-input-inputtest-protocol.h>

/* How long the server may take over one event before the test is given up. */
#define PATIENCE_S 20

struct inputtest {
    int fd;
};

static int connect_once(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_assert_cmpuint(strlen(path), <, sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_assert_cmpint(fd, >=, 0);
    if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

static void send_all(const struct inputtest *device, const void *event, size_t length)
{
    const char *at = event;
    while (length > 0) {
        ssize_t sent = send(device->fd, at, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            g_error("the X server's input device takes no more events: %s", g_strerror(errno));
        at += sent;
        length -= (size_t)sent;
    }
}

/* Reads one answer of the server; false when it is not of the kind and size expected. */
static bool receive(const struct inputtest *device, enum xf86ITResponseType type, void *response,
                    size_t length)
{
    size_t have = 0;
    while (have < length) {
        ssize_t got = recv(device->fd, (char *)response + have, length - have, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        have += (size_t)got;
    }
    xf86ITResponseHeader header;
    memcpy(&header, response, sizeof header);
    return header.type == type && header.length == length;
}

static void synchronise(const struct inputtest *device)
{
    xf86ITEventWaitForSync wait = {.header = {sizeof wait, XF86IT_EVENT_WAIT_FOR_SYNC}};
    send_all(device, &wait, sizeof wait);
    xf86ITResponseSyncFinished done = {0};
    if (!receive(device, XF86IT_RESPONSE_SYNC_FINISHED, &done, sizeof done))
        g_error("the X server did not say that it handled the event");
}

static bool agree_on_version(const struct inputtest *device, GError **error)
{
    xf86ITEventClientVersion mine = {.header = {sizeof mine, XF86IT_EVENT_CLIENT_VERSION},
                                     .major = XF86IT_PROTOCOL_VERSION_MAJOR,
                                     .minor = XF86IT_PROTOCOL_VERSION_MINOR};
    send_all(device, &mine, sizeof mine);
    xf86ITResponseServerVersion theirs = {0};
    if (receive(device, XF86IT_RESPONSE_SERVER_VERSION, &theirs, sizeof theirs) &&
        theirs.major == XF86IT_PROTOCOL_VERSION_MAJOR)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                "the X server's inputtest driver does not speak version %d of its protocol",
                XF86IT_PROTOCOL_VERSION_MAJOR);
    return false;
}

struct inputtest *inputtest_connect(const char *socket_path, int timeout_ms, GError **error)
{
    gint64 deadline = g_get_monotonic_time() + (gint64)timeout_ms * 1000;
    int fd;
    while ((fd = connect_once(socket_path)) < 0) {
        if (g_get_monotonic_time() > deadline) {
            g_set_error(error, G_IO_ERROR, g_io_error_from_errno(errno),
                        "cannot reach the input device at %s: %s", socket_path, g_strerror(errno));
            return NULL;
        }
        g_usleep(10 * 1000);
    }
    struct timeval patience = {.tv_sec = PATIENCE_S};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);

    struct inputtest *device = g_new0(struct inputtest, 1);
    device->fd = fd;
    if (!agree_on_version(device, error)) {
        inputtest_close(device);
        return NULL;
    }
    return device;
}

void inputtest_touch(struct inputtest *device, enum inputtest_touch what, uint32_t finger, double x,
                     double y)
{
    /* The numbers are XI_TouchBegin, XI_TouchUpdate and XI_TouchEnd of the X Input protocol. */
    static const uint32_t types[] = {
        [INPUTTEST_TOUCH_BEGIN] = 18, [INPUTTEST_TOUCH_UPDATE] = 19, [INPUTTEST_TOUCH_END] = 20};
    xf86ITEventTouch event;
    memset(&event, 0, sizeof event);
    event.header.length = sizeof event;
    event.header.type = XF86IT_EVENT_TOUCH;
    event.touchid = finger;
    event.touch_type = types[what];
    event.valuators.mask[0] = 1 << 0 | 1 << 1;
    event.valuators.valuators[0] = x;
    event.valuators.valuators[1] = y;
    send_all(device, &event, sizeof event);
    synchronise(device);
}

void inputtest_key(struct inputtest *device, int keycode, bool is_press)
{
    xf86ITEventKey event = {
        .header = {sizeof event, XF86IT_EVENT_KEY}, .key_code = keycode, .is_press = is_press};
    send_all(device, &event, sizeof event);
    synchronise(device);
}

void inputtest_close(struct inputtest *device)
{
    if (device == NULL)
        return;
    close(device->fd);
    g_free(device);
}
