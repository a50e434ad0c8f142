/*
 * What a helper that a hostile file has taken over can do. This program is that helper too:
 * started with a mode and its parent's number it confines itself as the real one does, then
 * tries, and answers what came of it. None of this is in the program that is installed.
 */
#include "media/disk.h"
#include "media/error.h"
#include "media/helper.h"
#include "media/helper/sandbox.h"
#include "media/helper_run.h"
#include "tests/support/scratch.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The victim of reading and writing; its path is in the source file the helper may read. */
static const char *victim(void)
{
    static char path[4096];
    ssize_t got = pread(3, path, sizeof path - 1, 0);

    path[got > 0 ? got : 0] = '\0';
    return path;
}

static void answer(const char *word)
{
    printf("{\"sandbox\":{},\"error\":{\"code\":2,\"message\":\"%s\"}}\n", word);
    fflush(stdout);
    _exit(0);
}

static void tell(bool is_done)
{
    answer(is_done ? "done" : "refused");
}

static bool can_open(const char *path, int flags)
{
    int fd = open(path, flags, 0600);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool can_connect(int family, int type)
{
    int fd = socket(family, type, 0);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool can_fork(void)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(0);
    if (pid > 0)
        waitpid(pid, NULL, 0);
    return pid > 0;
}

/* A child that lives on, and says who it is in the output folder. */
static void stay(void)
{
    pid_t pid = fork();
    FILE *file;

    if (pid == 0)
        for (;;)
            pause();
    file = fopen("pid", "w");
    fprintf(file, "%d", (int)pid);
    fclose(file);
    for (;;)
        pause();
}

static void flood(void)
{
    for (;;)
        if (write(STDOUT_FILENO, "{\"sandbox\":{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"},",
                  50) < 0)
            _exit(0);
}

static bool can_run(void)
{
    char *const argv[] = {(char *)"/bin/true", NULL};

    return execv(argv[0], argv) == 0;
}

/* What a hostile file would try. */
static bool attempt(const char *what)
{
    if (strcmp(what, "read-source") == 0)
        return can_open("/proc/self/fd/3", O_RDONLY);
    if (strcmp(what, "write-output") == 0)
        return can_open("made", O_WRONLY | O_CREAT);
    if (strcmp(what, "read-other") == 0)
        return can_open(victim(), O_RDONLY);
    if (strcmp(what, "read-system") == 0)
        return can_open("/etc/passwd", O_RDONLY);
    if (strcmp(what, "write-other") == 0)
        return can_open(victim(), O_WRONLY);
    if (strcmp(what, "write-source") == 0)
        return can_open("/proc/self/fd/3", O_WRONLY);
    if (strcmp(what, "create-beside") == 0)
        return can_open("../beside", O_WRONLY | O_CREAT);
    if (strcmp(what, "truncate-other") == 0)
        return truncate(victim(), 0) == 0;
    if (strcmp(what, "chmod-other") == 0)
        return chmod(victim(), 0777) == 0;
    if (strcmp(what, "unlink-other") == 0)
        return unlink(victim()) == 0;
    if (strcmp(what, "internet") == 0)
        return can_connect(AF_INET, SOCK_STREAM);
    if (strcmp(what, "internet6") == 0)
        return can_connect(AF_INET6, SOCK_DGRAM);
    if (strcmp(what, "bus") == 0)
        return can_connect(AF_UNIX, SOCK_STREAM);
    if (strcmp(what, "run") == 0)
        return can_run();
    if (strcmp(what, "signal-parent") == 0)
        return kill(getppid(), 0) == 0;
    g_assert_cmpstr(what, ==, "fork");
    return sandbox_forbid_processes() && can_fork();
}

static void fail(const char *how)
{
    if (strcmp(how, "hang") == 0)
        stay();
    else if (strcmp(how, "crash") == 0)
        raise(SIGSEGV);
    else if (strcmp(how, "leave") == 0)
        _exit(3);
    else if (strcmp(how, "flood") == 0)
        flood();
    else if (strcmp(how, "nonsense") == 0)
        printf("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
    else if (strcmp(how, "climb") == 0)
        printf("{\"sandbox\":{},\"probe\":{\"kind\":\"picture\",\"mime\":\"image/png\",\"format\":"
               "\"png\"},\"outputs\":[{\"role\":\"screen\",\"name\":\"../../passwd\","
               "\"mime\":\"x\"}]}");
    fflush(stdout);
    _exit(0);
}

static const char *const failures[] = {"hang",     "crash", "leave",  "flood",
                                       "nonsense", "climb", "silent", NULL};

static int be_helper(const char *mode)
{
    struct sandbox sandbox = {.ffmpeg = NULL};

    setpgid(0, 0);
    if (fchdir(4) != 0)
        return 1;
    sandbox_enter(&sandbox, 3, 4);
    if (g_strv_contains(failures, mode))
        fail(mode);
    tell(attempt(mode));
    return 0;
}

struct fixture {
    struct scratch *scratch;
    char *source, *other, *output;
};

static void set_up(struct fixture *at, const void *data)
{
    at->scratch = scratch_create();
    at->source = scratch_path(at->scratch, "source");
    at->other = scratch_path(at->scratch, "other");
    at->output = scratch_path(at->scratch, "output");
    g_assert_true(g_file_set_contents(at->source, at->other, -1, NULL));
    g_assert_true(g_file_set_contents(at->other, "private", -1, NULL));
    g_assert_cmpint(mkdir(at->output, 0700), ==, 0);
}

static void tear_down(struct fixture *at, const void *data)
{
    scratch_destroy(at->scratch);
    g_free(at->source);
    g_free(at->other);
    g_free(at->output);
}

static GError *run(struct fixture *at, const char *mode, int stall_ms, GCancellable *cancellable)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    struct helper_request request = {
        .mode = mode, .program = self, .stall_ms = stall_ms, .cancellable = cancellable};
    GError *error = NULL;

    request.source_fd = disk_open_regular(AT_FDCWD, at->source, false, NULL);
    request.output_fd = disk_open_folder(AT_FDCWD, at->output, NULL);
    g_assert_null(helper_run(&request, NULL, &error));
    close(request.source_fd);
    close(request.output_fd);
    g_assert_nonnull(error);
    return error;
}

static void test_attempts(struct fixture *at, const void *data)
{
    static const struct {
        const char *mode, *outcome;
    } attempts[] = {
        {"read-source", "done"},      {"write-output", "done"},
        {"read-other", "refused"},    {"read-system", "refused"},
        {"write-other", "refused"},   {"write-source", "refused"},
        {"create-beside", "refused"}, {"truncate-other", "refused"},
        {"chmod-other", "refused"},   {"unlink-other", "refused"},
        {"internet", "refused"},      {"internet6", "refused"},
        {"bus", "refused"},           {"run", "refused"},
        {"signal-parent", "refused"}, {"fork", "refused"},
    };
    g_autofree char *held = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++) {
        g_autoptr(GError) error = run(at, attempts[i].mode, 0, NULL);

        g_test_message("%s: %s", attempts[i].mode, error->message);
        g_assert_cmpstr(error->message, ==, attempts[i].outcome);
    }
    g_assert_true(g_file_get_contents(at->other, &held, NULL, NULL));
    g_assert_cmpstr(held, ==, "private");
}

/* The child the helper left must be gone: nobody is called that any more, or only a dead body
 * that init has not taken yet. */
static bool is_gone(struct fixture *at)
{
    g_autofree char *path = g_build_filename(at->output, "pid", NULL);
    g_autofree char *text = NULL, *stat_path = NULL, *about = NULL;
    const char *state;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    stat_path = g_strdup_printf("/proc/%s/stat", text);
    if (!g_file_get_contents(stat_path, &about, NULL, NULL))
        return true;
    state = strrchr(about, ')');
    return state != NULL && state[2] == 'Z';
}

static void test_hang(struct fixture *at, const void *data)
{
    g_autoptr(GError) error = run(at, "hang", 700, NULL);

    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_TIMEOUT);
    while (!is_gone(at))
        g_usleep(1000);
}

static void *cancel_soon(void *data)
{
    struct fixture *at = ((void **)data)[0];
    g_autofree char *path = g_build_filename(at->output, "pid", NULL);

    while (!g_file_test(path, G_FILE_TEST_EXISTS))
        g_usleep(1000);
    g_cancellable_cancel(((void **)data)[1]);
    return NULL;
}

static void test_cancel(struct fixture *at, const void *data)
{
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    void *both[] = {at, cancellable};
    GThread *thread = g_thread_new("cancel", cancel_soon, both);
    g_autoptr(GError) error = run(at, "hang", 0, cancellable);

    g_thread_join(thread);
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED);
}

static void test_failures(struct fixture *at, const void *data)
{
    for (size_t i = 1; failures[i] != NULL; i++) {
        g_autoptr(GError) error = run(at, failures[i], 0, NULL);

        g_test_message("%s: %s", failures[i], error->message);
        g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_CRASHED);
    }
}

static void test_report(void)
{
    g_autoptr(GError) error = NULL;
    struct helper_sandbox *sandbox = helper_sandbox_report(&error);

    g_assert_no_error(error);
    g_assert_true(sandbox->has_no_new_privileges);
    g_assert_true(sandbox->is_network_blocked);
    g_assert_true(sandbox->is_reading_confined == (sandbox->landlock_abi > 0));
    g_assert_nonnull(strstr(sandbox->sentence, "foreign files are opened"));
    g_test_message("%s", sandbox->sentence);
    helper_sandbox_free(sandbox);
}

/* Answers that were sensible once: whatever is changed in them, they are read or refused. */
static void test_damaged_answers(void)
{
    static const char good[] =
        "{\"sandbox\":{\"landlock_abi\":7,\"network_blocked\":true},\"probe\":{\"kind\":\"film\","
        "\"mime\":\"video/mp4\",\"format\":\"mp4\",\"width_px\":1920,\"duration_ms\":1000,"
        "\"frames_per_second\":25.0,\"loudness_lufs\":-23.5,\"title\":\"a\\u00e9\"},\"outputs\":"
        "[{\"role\":\"poster\",\"name\":\"poster.jpg\",\"mime\":\"image/jpeg\"}]}";

    for (int i = 0; i < 5000; i++) {
        g_autofree char *text = g_strdup(good);
        g_autoptr(GError) error = NULL;
        gsize length = sizeof good - 1;
        struct helper_reply *reply;

        for (int change = g_test_rand_int_range(0, 4); change > 0; change--)
            text[g_test_rand_int_range(0, (int)length)] =
                "{}[]\",:0-9eE.\\ux\xff"[g_test_rand_int_range(0, 18)];
        if (i % 4 == 0)
            length = (gsize)g_test_rand_int_range(0, (int)length);
        reply = helper_reply_read(text, length, NULL, &error);
        g_assert_true((reply == NULL) == (error != NULL));
        helper_reply_free(reply);
    }
}

static bool is_confined_here(void)
{
    struct helper_sandbox *sandbox = helper_sandbox_report(NULL);
    bool is = sandbox != NULL && sandbox->is_reading_confined && sandbox->are_system_calls_limited;

    helper_sandbox_free(sandbox);
    return is;
}

#define ADD(name, function)                                                                        \
    g_test_add("/sandbox/" name, struct fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    if (argc == 3 && argv[1][0] != '-')
        return be_helper(argv[1]);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sandbox/the helper says how it is confined", test_report);
    if (is_confined_here())
        ADD("a helper taken over reads one file, writes one folder, and that is all",
            test_attempts);
    ADD("a helper that hangs is ended with its children", test_hang);
    ADD("a helper is ended when the curator cancels", test_cancel);
    ADD("a helper that crashes, floods or lies is an error about that file", test_failures);
    g_test_add_func("/sandbox/damaged answers are read or refused", test_damaged_answers);
    return g_test_run();
}
