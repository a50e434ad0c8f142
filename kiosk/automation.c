#include "kiosk/automation.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { CLIENTS_MAX = 8, LINE_MAX_BYTES = 4096 };

/* Somebody connected; the thread's own. */
struct client {
    uint64_t id;
    int fd; /* -1: this place is free */
    char in[LINE_MAX_BYTES + 1];
    size_t in_length;
    bool is_waiting; /* for an answer; nothing more is read meanwhile */
    bool is_ending;  /* closed once all is written */
    GString *out;
};

struct message {
    uint64_t client;
    char *line;
};

struct automation {
    char *path;
    int listener;
    int bell; /* an eventfd: the UI thread has put something in answers, or it is the end */
    GThread *thread;
    void (*wake)(void *data);
    void *wake_data;

    struct client clients[CLIENTS_MAX]; /* the thread's */
    uint64_t next_id;

    GMutex mutex;
    GQueue requests; /* of struct message, for the UI thread */
    GQueue answers;  /* of struct message, for this thread */
    bool is_over;
};

static void message_free(void *data)
{
    struct message *message = data;
    g_free(message->line);
    g_free(message);
}

static struct message *message_create(uint64_t client, char *line)
{
    struct message *message = g_new0(struct message, 1);
    message->client = client;
    message->line = line;
    return message;
}

/*
 * Clients, on the thread.
 */
static void client_close(struct client *client)
{
    close(client->fd);
    client->fd = -1;
    g_string_free(client->out, TRUE);
}

static void client_say(struct client *client, const char *line)
{
    g_string_append(client->out, line);
    g_string_append_c(client->out, '\n');
}

static void client_refuse(struct client *client, const char *sentence)
{
    g_autofree char *line = automation_error_json(sentence);
    client_say(client, line);
    client->is_ending = true;
}

/* Only who runs the kiosk, and the administrator. */
static bool is_owner(int fd)
{
    struct ucred who;
    socklen_t size = sizeof who;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
           (who.uid == geteuid() || who.uid == 0);
}

static void take_client(struct automation *automation)
{
    int fd = accept4(automation->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (fd < 0)
        return;
    for (int i = 0; is_owner(fd) && i < CLIENTS_MAX; i++) {
        struct client *client = &automation->clients[i];
        if (client->fd >= 0)
            continue;
        *client = (struct client){.id = ++automation->next_id, .fd = fd, .out = g_string_new(NULL)};
        return;
    }
    close(fd);
}

static void request(struct automation *automation, struct client *client, const char *line)
{
    client->is_waiting = true;
    g_mutex_lock(&automation->mutex);
    g_queue_push_tail(&automation->requests, message_create(client->id, g_strdup(line)));
    g_mutex_unlock(&automation->mutex);
    automation->wake(automation->wake_data);
}

/* Hands on the first whole line of what has come in. */
static void take_line(struct automation *automation, struct client *client)
{
    char *end = memchr(client->in, '\n', client->in_length);

    if (client->is_waiting || client->is_ending)
        return;
    if (end == NULL) {
        if (client->in_length == LINE_MAX_BYTES)
            client_refuse(client, "the request is longer than 4096 bytes");
        return;
    }
    size_t length = (size_t)(end - client->in);
    size_t used = length + 1;
    bool is_text = memchr(client->in, '\0', length) == NULL &&
                   g_utf8_validate(client->in, (gssize)length, NULL);
    g_autofree char *line = g_strndup(client->in, length);
    memmove(client->in, client->in + used, client->in_length - used);
    client->in_length -= used;
    if (is_text)
        request(automation, client, g_strchomp(line));
    else
        client_refuse(client, "the request is not UTF-8 text");
}

static void client_read(struct automation *automation, struct client *client)
{
    ssize_t got =
        read(client->fd, client->in + client->in_length, LINE_MAX_BYTES - client->in_length);
    if (got > 0) {
        client->in_length += (size_t)got;
        take_line(automation, client);
    } else if (got == 0 && client->out->len > 0) {
        client->is_ending = true; /* it has asked all it wanted and still listens */
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        client_close(client);
    }
}

static void client_write(struct automation *automation, struct client *client)
{
    ssize_t put = send(client->fd, client->out->str, client->out->len, MSG_NOSIGNAL);
    if (put > 0)
        g_string_erase(client->out, 0, put);
    else if (put < 0 && errno != EAGAIN && errno != EINTR)
        client_close(client);
    if (client->fd >= 0 && client->is_ending && client->out->len == 0)
        client_close(client);
}

static short wanted(const struct client *client)
{
    short events = 0;
    if (!client->is_waiting && !client->is_ending && client->in_length < LINE_MAX_BYTES)
        events |= POLLIN;
    if (client->out->len > 0)
        events |= POLLOUT;
    return events;
}

/* Brings the UI thread's answers to who asked; false at the end. */
static bool take_answers(struct automation *automation)
{
    uint64_t rings;
    struct message *message;

    if (read(automation->bell, &rings, sizeof rings) < 0)
        rings = 0;
    g_mutex_lock(&automation->mutex);
    bool is_over = automation->is_over;
    GQueue answers = automation->answers;
    g_queue_init(&automation->answers);
    g_mutex_unlock(&automation->mutex);
    while ((message = g_queue_pop_head(&answers)) != NULL) {
        for (int i = 0; i < CLIENTS_MAX; i++) {
            struct client *client = &automation->clients[i];
            if (client->fd < 0 || client->id != message->client)
                continue;
            client_say(client, message->line);
            client->is_waiting = false;
            take_line(automation, client);
        }
        message_free(message);
    }
    return !is_over;
}

/* One round: waits for anything to do and does it. */
static void attend(struct automation *automation)
{
    struct pollfd polls[CLIENTS_MAX + 2];

    polls[0] = (struct pollfd){.fd = automation->bell, .events = POLLIN};
    polls[1] = (struct pollfd){.fd = automation->listener, .events = POLLIN};
    for (int i = 0; i < CLIENTS_MAX; i++) {
        const struct client *client = &automation->clients[i];
        polls[i + 2] = (struct pollfd){.fd = client->fd};
        if (client->fd >= 0)
            polls[i + 2].events = wanted(client);
    }
    if (poll(polls, G_N_ELEMENTS(polls), -1) <= 0)
        return;
    for (int i = 0; i < CLIENTS_MAX; i++) {
        struct client *client = &automation->clients[i];
        short now = polls[i + 2].revents;
        if (client->fd >= 0 && (now & POLLOUT) != 0)
            client_write(automation, client);
        if (client->fd >= 0 && (now & POLLIN) != 0)
            client_read(automation, client);
        else if (client->fd >= 0 && (now & (POLLERR | POLLHUP)) != 0)
            client_close(client);
    }
    if ((polls[1].revents & POLLIN) != 0)
        take_client(automation);
}

static void *run(void *data)
{
    struct automation *automation = data;
    while (take_answers(automation))
        attend(automation);
    for (int i = 0; i < CLIENTS_MAX; i++)
        if (automation->clients[i].fd >= 0)
            client_close(&automation->clients[i]);
    return NULL;
}

/*
 * The socket.
 */
static bool fail(GError **error, const char *path, const char *what)
{
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s: %s", path, what,
                g_strerror(errno));
    return false;
}

/* Removes a socket that nobody listens to any more. */
static bool clear_way(const struct sockaddr_un *address, GError **error)
{
    struct stat info;

    if (lstat(address->sun_path, &info) != 0)
        return true;
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_alive =
        probe >= 0 && connect(probe, (const struct sockaddr *)address, sizeof *address) == 0;
    if (probe >= 0)
        close(probe);
    if (S_ISSOCK(info.st_mode) && !is_alive && unlink(address->sun_path) == 0)
        return true;
    errno = EADDRINUSE;
    return fail(error, address->sun_path,
                is_alive ? "another kiosk listens there" : "it is there already and no old socket");
}

static bool open_socket(struct automation *automation, GError **error)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (strlen(automation->path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return fail(error, automation->path, "the name of a socket is at most 107 bytes long");
    }
    memcpy(address.sun_path, automation->path, strlen(automation->path) + 1);
    if (!clear_way(&address, error))
        return false;
    automation->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    /* Nobody can connect before listen(): the mode is right by then. */
    if (automation->listener < 0 ||
        bind(automation->listener, (struct sockaddr *)&address, sizeof address) != 0)
        return fail(error, automation->path, "the automation socket cannot be made");
    if (chmod(automation->path, 0600) != 0 || listen(automation->listener, CLIENTS_MAX) != 0) {
        fail(error, automation->path, "the automation socket cannot be opened");
        unlink(automation->path);
        return false;
    }
    return true;
}

struct automation *automation_create(const char *path, void (*wake)(void *data), void *data,
                                     GError **error)
{
    struct automation *automation = g_new0(struct automation, 1);

    automation->path = g_strdup(path);
    automation->listener = -1;
    automation->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    automation->wake = wake;
    automation->wake_data = data;
    g_mutex_init(&automation->mutex);
    g_queue_init(&automation->requests);
    g_queue_init(&automation->answers);
    for (int i = 0; i < CLIENTS_MAX; i++)
        automation->clients[i].fd = -1;
    if (!open_socket(automation, error)) {
        automation_destroy(automation);
        return NULL;
    }
    automation->thread = g_thread_new("automation", run, automation);
    return automation;
}

static void ring(struct automation *automation)
{
    uint64_t one = 1;
    while (write(automation->bell, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

void automation_destroy(struct automation *automation)
{
    if (automation == NULL)
        return;
    if (automation->thread != NULL) {
        g_mutex_lock(&automation->mutex);
        automation->is_over = true;
        g_mutex_unlock(&automation->mutex);
        ring(automation);
        g_thread_join(automation->thread);
        unlink(automation->path);
    }
    if (automation->listener >= 0)
        close(automation->listener);
    close(automation->bell);
    g_queue_clear_full(&automation->requests, message_free);
    g_queue_clear_full(&automation->answers, message_free);
    g_mutex_clear(&automation->mutex);
    g_free(automation->path);
    g_free(automation);
}

char *automation_next(struct automation *automation, uint64_t *client)
{
    g_mutex_lock(&automation->mutex);
    struct message *message = g_queue_pop_head(&automation->requests);
    g_mutex_unlock(&automation->mutex);
    if (message == NULL)
        return NULL;
    char *line = g_steal_pointer(&message->line);
    *client = message->client;
    message_free(message);
    return line;
}

void automation_answer(struct automation *automation, uint64_t client, char *answer)
{
    g_mutex_lock(&automation->mutex);
    g_queue_push_tail(&automation->answers, message_create(client, answer));
    g_mutex_unlock(&automation->mutex);
    ring(automation);
}
