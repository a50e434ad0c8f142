#include "catalogue/turn.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NOTE = 4096 };

struct turn {
    char *path;
    int note; /* locked as long as this program lives and has its turn */
};

static char *note_of(const char *database)
{
    return g_strconcat(database, "-writer", NULL);
}

/* Written and locked beside its place, so that who reads it finds all of it. */
static int write_note(const char *path, const char *text)
{
    g_autofree char *beside = g_strdup_printf("%s.XXXXXX", path);
    int note = g_mkstemp_full(beside, O_RDWR | O_CLOEXEC, 0644);
    if (note < 0)
        return -1;
    ssize_t length = (ssize_t)strlen(text);
    if (flock(note, LOCK_EX | LOCK_NB) == 0 && write(note, text, (size_t)length) == length &&
        g_rename(beside, path) == 0)
        return note;
    g_unlink(beside);
    close(note);
    return -1;
}

struct turn *turn_take(const char *database, const char *who, const char *command)
{
    g_autofree char *path = note_of(database);
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT "\n%s\n%s\n",
                                            g_get_real_time() / G_USEC_PER_SEC, who, command);
    int note = write_note(path, text);
    if (note < 0)
        return NULL;
    struct turn *turn = g_new0(struct turn, 1);
    turn->path = g_steal_pointer(&path);
    turn->note = note;
    return turn;
}

/* The next writer's note may stand there already. */
static bool is_own(const struct turn *turn)
{
    struct stat mine;
    struct stat there;
    return fstat(turn->note, &mine) == 0 && stat(turn->path, &there) == 0 &&
           mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

void turn_end(struct turn *turn)
{
    if (turn == NULL)
        return;
    if (is_own(turn))
        g_unlink(turn->path);
    close(turn->note);
    g_free(turn->path);
    g_free(turn);
}

void turn_holder_clear(struct turn_holder *holder)
{
    g_clear_pointer(&holder->who, g_free);
    g_clear_pointer(&holder->command, g_free);
    g_clear_pointer(&holder->since, g_free);
}

/* Fit for one line of a terminal, whoever wrote it. */
static char *clean(const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (char *at = valid; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    return valid;
}

static bool parse(const char *text, struct turn_holder *holder)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", 4);
    gint64 moment = 0;
    if (g_strv_length(lines) < 3 ||
        !g_ascii_string_to_signed(lines[0], 10, 0, G_MAXINT32, &moment, NULL))
        return false;
    g_autoptr(GDateTime) since = g_date_time_new_from_unix_local(moment);
    holder->since = g_date_time_format(since, "%H:%M");
    holder->who = clean(lines[1]);
    holder->command = clean(lines[2]);
    return true;
}

bool turn_read(const char *database, struct turn_holder *holder)
{
    char text[LONGEST_NOTE];
    g_autofree char *path = note_of(database);
    *holder = (struct turn_holder){0};
    int note = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (note < 0)
        return false;
    bool is_held = flock(note, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ssize_t length = is_held ? read(note, text, sizeof text - 1) : 0;
    close(note);
    if (length <= 0)
        return false;
    text[length] = '\0';
    return parse(text, holder);
}
