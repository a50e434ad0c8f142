#include "tests/support/desk.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { FILES = 40, ROUNDS = 6 };

/* Sends @number to `rwf add in` after a while drawn at random; what it ended with. */
static int stop_at_random(struct desk *desk, int number)
{
    int status = 0;
    pid_t pid = desk_start(desk, "add", "--jobs", "2", "in", NULL);
    g_usleep((gulong)g_random_int_range(5, 1500) * 1000);
    kill(pid, number);
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    return status;
}

static int count_items(struct desk *desk)
{
    int count = 0;
    struct answer *list = desk_run(desk, "list", NULL);
    g_assert_cmpint(list->status, ==, 0);
    for (const char *at = list->out; (at = strstr(at, "\nCODE")) != NULL; at++)
        count++;
    answer_free(list);
    return count;
}

static void given_folder(struct desk *desk)
{
    desk_archive(desk);
    for (int i = 0; i < FILES; i++) {
        g_autofree char *name = g_strdup_printf("in/%02d.%s", i, i % 8 == 0 ? "mp3" : "jpg");
        if (i % 8 == 0)
            desk_sound(desk, name, i * 10);
        else
            desk_picture(desk, name, i * 9);
    }
}

/* Every file any row names is there and right; nothing temporary is left. */
static void assert_whole(struct desk *desk)
{
    struct answer *verify = desk_run(desk, "verify", NULL);
    g_assert_nonnull(strstr(verify->out, " intact, 0 changed, 0 missing, "));
    answer_free(verify);
    struct answer *check = desk_run(desk, "check", NULL);
    g_assert_cmpint(check->status, ==, 0);
    g_assert_null(strstr(check->out, "not in the store"));
    answer_free(check);
}

static void test_ctrl_c_at_any_moment_loses_nothing_that_is_complete(void)
{
    struct desk *desk = desk_create();
    int items = 0;
    given_folder(desk);
    for (int round = 0; round < ROUNDS; round++) {
        int status = stop_at_random(desk, SIGINT);
        g_assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGINT);
        int now = count_items(desk);
        g_assert_cmpint(now, >=, items);
        items = now;
        assert_whole(desk);
        if (WIFEXITED(status))
            g_assert_cmpint(desk_count_left(desk), ==, 0);
    }
    struct answer *rest = desk_run(desk, "add", "in", NULL);
    g_assert_true(rest->status == 0 || rest->status == 3);
    answer_free(rest);
    g_assert_cmpint(count_items(desk), ==, FILES);
    desk_expect(desk, 0, NULL, "", "verify", NULL);
    desk_destroy(desk);
}

static void test_a_killed_add_leaves_a_whole_archive_that_the_next_one_completes(void)
{
    struct desk *desk = desk_create();
    given_folder(desk);
    for (int round = 0; round < ROUNDS; round++) {
        stop_at_random(desk, SIGKILL);
        assert_whole(desk);
    }
    struct answer *rest = desk_run(desk, "add", "in", NULL);
    g_assert_true(rest->status == 0 || rest->status == 3);
    answer_free(rest);
    g_assert_cmpint(count_items(desk), ==, FILES);
    assert_whole(desk);
    g_assert_cmpint(desk_count_left(desk), ==, 0);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/stop/Ctrl-C at any moment loses nothing that is complete",
                    test_ctrl_c_at_any_moment_loses_nothing_that_is_complete);
    g_test_add_func("/cli/stop/a killed add leaves a whole archive that the next one completes",
                    test_a_killed_add_leaves_a_whole_archive_that_the_next_one_completes);
    return g_test_run();
}
