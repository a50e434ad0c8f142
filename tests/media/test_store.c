#include "media/error.h"
#include "media/store.h"
#include "tests/support/scratch.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct scratch *scratch;
    char *root;
    struct store *store;
};

static void set_up(struct fixture *at, const void *data)
{
    at->scratch = scratch_create();
    at->root = scratch_path(at->scratch, "store");
    at->store = store_create(at->root, NULL);
    g_assert_nonnull(at->store);
}

static void tear_down(struct fixture *at, const void *data)
{
    store_close(at->store);
    scratch_destroy(at->scratch);
    g_free(at->root);
}

static char *given_file(struct fixture *at, const char *name, const char *text)
{
    char *path = scratch_path(at->scratch, name);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static struct store_object given_object(struct fixture *at, const char *text)
{
    struct store_object object;

    g_assert_true(store_put_bytes(at->store, text, strlen(text), &object, NULL));
    return object;
}

static bool count_file(const struct digest *digest, const char *path, int64_t bytes, void *data)
{
    (*(int *)data)++;
    return true;
}

static int count_files(struct fixture *at)
{
    int count = 0;

    g_assert_true(store_walk(at->store, count_file, &count, NULL, NULL));
    return count;
}

static void test_put(struct fixture *at, const void *data)
{
    g_autofree char *file = given_file(at, "a recording.wav", "the same bytes");
    g_autofree char *other = given_file(at, "a copy.wav", "the same bytes");
    struct store_object first, second;
    g_autofree char *path = NULL, *held = NULL;
    struct stat about;

    g_assert_true(store_put(at->store, file, &first, NULL, NULL, NULL, NULL));
    g_assert_true(first.is_new);
    g_assert_cmpint(first.bytes, ==, 14);
    g_assert_true(store_put(at->store, other, &second, NULL, NULL, NULL, NULL));
    g_assert_false(second.is_new);
    g_assert_true(digest_equal(&first.digest, &second.digest));
    g_assert_cmpint(count_files(at), ==, 1);

    path = store_path(at->store, &first.digest);
    g_assert_true(g_file_get_contents(path, &held, NULL, NULL));
    g_assert_cmpstr(held, ==, "the same bytes");
    g_assert_cmpint(stat(path, &about), ==, 0);
    g_assert_cmpint(about.st_mode & 0777, ==, 0444);
    g_assert_cmpint(store_size(at->store, &first.digest), ==, 14);
}

static void test_put_finished(struct fixture *at, const void *data)
{
    const char *folder = store_work_folder(at->store, NULL);
    g_autofree char *path = g_build_filename(folder, "made", NULL);
    struct store_object object;

    g_assert_true(g_file_set_contents(path, "derivative", -1, NULL));
    g_assert_true(store_put_finished(at->store, path, &object, NULL, NULL));
    g_assert_true(object.is_new);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_true(store_has(at->store, &object.digest));
}

static void test_cancelled(struct fixture *at, const void *data)
{
    g_autofree char *file = given_file(at, "long.wav", "a recording that is not put");
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GError) error = NULL;
    struct store_object object;
    g_autoptr(GDir) folder = NULL;

    g_cancellable_cancel(cancellable);
    g_assert_false(store_put(at->store, file, &object, NULL, NULL, cancellable, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_CANCELLED);
    g_assert_cmpint(count_files(at), ==, 0);
    folder = g_dir_open(store_work_folder(at->store, NULL), 0, NULL);
    g_assert_cmpstr(g_dir_read_name(folder), ==, "lock");
    g_assert_null(g_dir_read_name(folder));
}

/* A file somebody still writes: each report of progress makes it longer. */
static void lengthen(int64_t done, int64_t total, void *data)
{
    int *left = data;
    FILE *file;

    if ((*left)-- <= 0)
        return;
    file = fopen(g_getenv("LENGTHENED"), "a");
    g_assert_nonnull(file);
    fputs("more", file);
    fclose(file);
}

static void test_growing(struct fixture *at, const void *data)
{
    g_autofree char *file = given_file(at, "growing.wav", "begun");
    g_autoptr(GError) error = NULL;
    struct store_object object;
    int times = 1;

    g_setenv("LENGTHENED", file, TRUE);
    g_assert_false(store_put(at->store, file, &object, lengthen, &times, NULL, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_IO);
    g_assert_cmpint(count_files(at), ==, 0);
}

/* What an audit found, as text. */
static bool note(enum store_state state, const struct digest *digest, const char *path,
                 const char *reason, void *data)
{
    g_autofree char *name = g_path_get_basename(path);

    g_string_append_printf(data, "%s %.8s\n", store_state_word(state), name);
    return true;
}

static void test_audit(struct fixture *at, const void *data)
{
    struct store_object intact = given_object(at, "intact"), changed = given_object(at, "changed");
    struct store_object gone = given_object(at, "gone"), extra = given_object(at, "extra");
    struct digest expected[] = {intact.digest, changed.digest, gone.digest, intact.digest};
    g_autofree char *changed_path = store_path(at->store, &changed.digest);
    g_autofree char *stray = g_build_filename(at->root, "notes.txt", NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    enum store_state state;

    g_assert_cmpint(chmod(changed_path, 0644), ==, 0);
    g_assert_true(g_file_set_contents(changed_path, "chAnged", -1, NULL));
    g_assert_true(store_remove(at->store, &gone.digest, NULL));
    g_assert_true(g_file_set_contents(stray, "mine", -1, NULL));
    g_assert_true(
        store_audit(at->store, expected, G_N_ELEMENTS(expected), note, found, NULL, NULL));
    g_assert_nonnull(strstr(found->str, "intact "));
    g_assert_nonnull(strstr(found->str, "changed "));
    g_assert_nonnull(strstr(found->str, "missing "));
    g_assert_nonnull(strstr(found->str, "untracked notes.tx"));
    g_assert_cmpint((int)g_strrstr_len(found->str, -1, "intact")[0], ==, 'i');
    g_assert_true(strstr(found->str, "intact") == g_strrstr(found->str, "intact"));
    g_assert_true(store_verify(at->store, &changed.digest, &state, NULL, NULL, NULL, NULL));
    g_assert_cmpint(state, ==, STORE_CHANGED);
    g_assert_true(store_verify(at->store, &gone.digest, &state, NULL, NULL, NULL, NULL));
    g_assert_cmpint(state, ==, STORE_MISSING);
    g_assert_true(store_verify(at->store, &extra.digest, &state, NULL, NULL, NULL, NULL));
    g_assert_cmpint(state, ==, STORE_INTACT);
}

static void test_damaged_is_not_accepted(struct fixture *at, const void *data)
{
    struct store_object object = given_object(at, "a whole recording"), again;
    g_autofree char *path = store_path(at->store, &object.digest);
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(chmod(path, 0644), ==, 0);
    g_assert_cmpint(truncate(path, 5), ==, 0);
    g_assert_false(store_put_bytes(at->store, "a whole recording", 17, &again, &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_FIXITY);
}

static void test_links(struct fixture *at, const void *data)
{
    g_autofree char *elsewhere = given_file(at, "elsewhere", "private");
    struct digest digest = digest_of_bytes("private", 7);
    g_autofree char *path = store_path(at->store, &digest);
    g_autofree char *folder = g_path_get_dirname(path);
    enum store_state state;

    g_assert_cmpint(mkdir(folder, 0755), ==, 0);
    g_assert_cmpint(symlink(elsewhere, path), ==, 0);
    g_assert_false(store_has(at->store, &digest));
    g_assert_true(store_verify(at->store, &digest, &state, NULL, NULL, NULL, NULL));
    g_assert_cmpint(state, ==, STORE_CHANGED);
}

/* Another program that dies, or stops, in the middle of its work. */
static pid_t given_other_run(struct fixture *at, int signal_number)
{
    int ready[2];
    char byte;
    pid_t pid;

    g_assert_cmpint(pipe(ready), ==, 0);
    pid = fork();
    if (pid == 0) {
        struct store *store = store_open(at->root, NULL);
        const char *folder = store_work_folder(store, NULL);
        g_autofree char *path = g_build_filename(folder, "half", NULL);

        g_file_set_contents(path, "half a file", -1, NULL);
        if (write(ready[1], "x", 1) != 1)
            _exit(1);
        raise(signal_number);
        pause();
        _exit(0);
    }
    g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void test_clean(struct fixture *at, const void *data)
{
    pid_t dead = given_other_run(at, SIGKILL), running = given_other_run(at, SIGSTOP);
    struct store_object object = given_object(at, "kept");
    int removed = -1, status;

    g_assert_cmpint(waitpid(dead, &status, 0), ==, dead);
    g_assert_true(store_clean(at->store, &removed, NULL));
    g_assert_cmpint(removed, ==, 1);
    g_assert_true(store_clean(at->store, &removed, NULL));
    g_assert_cmpint(removed, ==, 0);
    g_assert_true(store_has(at->store, &object.digest));
    g_assert_true(g_file_test(store_work_folder(at->store, NULL), G_FILE_TEST_IS_DIR));
    g_assert_cmpint(kill(running, SIGKILL), ==, 0);
    g_assert_cmpint(waitpid(running, &status, 0), ==, running);
    g_assert_true(store_clean(at->store, &removed, NULL));
    g_assert_cmpint(removed, ==, 1);
}

static void test_absent(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(store_open("/nonexistent/store", &error));
    g_assert_error(error, MEDIA_ERROR, MEDIA_ERROR_NOT_FOUND);
}

#define ADD(name, function)                                                                        \
    g_test_add("/store/" name, struct fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("the same bytes are stored once, whatever their files are called", test_put);
    ADD("a finished file moves in and leaves nothing behind", test_put_finished);
    ADD("a put that is interrupted leaves nothing", test_cancelled);
    ADD("a file somebody still writes is not taken", test_growing);
    ADD("an audit tells changed, missing and untracked", test_audit);
    ADD("a damaged object is not taken for the whole one", test_damaged_is_not_accepted);
    ADD("a link in the place of an object is not followed", test_links);
    ADD("leftovers of a killed run are removed, those of a running one kept", test_clean);
    g_test_add_func("/store/a store that is not there is not made by opening it", test_absent);
    return g_test_run();
}
