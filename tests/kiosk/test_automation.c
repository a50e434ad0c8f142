/* The automation socket: what it tells, to whom, and what it refuses. */
#include "kiosk/access_tree.h"
#include "kiosk/automation.h"
#include "kiosk/geometry.h"
#include "kiosk/stats.h"
#include "tests/support/scratch.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct service {
    struct scratch *scratch;
    char *path;
    struct automation *automation;
    GMutex mutex;
    GCond cond;
    int woken;
};

static void wake(void *data)
{
    struct service *service = data;
    g_mutex_lock(&service->mutex);
    service->woken++;
    g_cond_signal(&service->cond);
    g_mutex_unlock(&service->mutex);
}

static struct service *given_service(void)
{
    struct service *service = g_new0(struct service, 1);
    g_autoptr(GError) error = NULL;

    g_mutex_init(&service->mutex);
    g_cond_init(&service->cond);
    service->scratch = scratch_create();
    service->path = scratch_path(service->scratch, "socket");
    service->automation = automation_create(service->path, wake, service, &error);
    g_assert_no_error(error);
    return service;
}

static void end(struct service *service)
{
    automation_destroy(service->automation);
    g_assert_false(g_file_test(service->path, G_FILE_TEST_EXISTS));
    scratch_destroy(service->scratch);
    g_mutex_clear(&service->mutex);
    g_cond_clear(&service->cond);
    g_free(service->path);
    g_free(service);
}

static int given_client(const struct service *service)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = 10};

    g_strlcpy(address.sun_path, service->path, sizeof address.sun_path);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    g_assert_cmpint(connect(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
    return fd;
}

static void say(int fd, const char *text)
{
    size_t length = strlen(text);
    g_assert_cmpint(send(fd, text, length, MSG_NOSIGNAL), ==, (ssize_t)length);
}

/* One line without its newline; NULL when the other side has closed. */
static char *hear(int fd)
{
    GString *line = g_string_new(NULL);
    char c;
    while (read(fd, &c, 1) == 1) {
        if (c == '\n')
            return g_string_free(line, FALSE);
        g_string_append_c(line, c);
    }
    g_string_free(line, TRUE);
    return NULL;
}

/* What the UI thread does: waits to be woken and takes the request. */
static char *next(struct service *service, uint64_t *client)
{
    char *line = NULL;
    g_mutex_lock(&service->mutex);
    gint64 deadline = g_get_monotonic_time() + 10 * G_TIME_SPAN_SECOND;
    while ((line = automation_next(service->automation, client)) == NULL)
        g_assert_true(g_cond_wait_until(&service->cond, &service->mutex, deadline));
    g_mutex_unlock(&service->mutex);
    return line;
}

static void answer(struct service *service, const char *text)
{
    uint64_t client = 0;
    g_autofree char *line = next(service, &client);
    g_assert_nonnull(line);
    automation_answer(service->automation, client, g_strdup_printf("%s %s", text, line));
}

static void the_socket_is_the_owner_s_alone(void)
{
    struct service *service = given_service();
    struct stat info;
    g_assert_cmpint(lstat(service->path, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 07777, ==, 0600);
    end(service);
}

static void each_line_is_answered_by_a_line_in_order(void)
{
    struct service *service = given_service();
    int fd = given_client(service);
    say(fd, "tree\nsta");
    answer(service, "1");
    g_autofree char *first = hear(fd);
    g_assert_cmpstr(first, ==, "1 tree");
    say(fd, "ts\r\nsaid\n");
    answer(service, "2");
    answer(service, "3");
    g_autofree char *second = hear(fd);
    g_autofree char *third = hear(fd);
    g_assert_cmpstr(second, ==, "2 stats");
    g_assert_cmpstr(third, ==, "3 said");
    close(fd);
    end(service);
}

static void a_client_that_has_said_all_is_still_answered(void)
{
    struct service *service = given_service();
    int fd = given_client(service);
    say(fd, "tree\n");
    shutdown(fd, SHUT_WR);
    answer(service, "1");
    g_autofree char *line = hear(fd);
    g_assert_cmpstr(line, ==, "1 tree");
    g_assert_null(hear(fd));
    close(fd);
    end(service);
}

static void clients_are_told_apart(void)
{
    struct service *service = given_service();
    int a = given_client(service), b = given_client(service);
    say(b, "from b\n");
    answer(service, "to");
    say(a, "from a\n");
    answer(service, "to");
    g_autofree char *at_a = hear(a);
    g_autofree char *at_b = hear(b);
    g_assert_cmpstr(at_a, ==, "to from a");
    g_assert_cmpstr(at_b, ==, "to from b");
    close(a);
    close(b);
    end(service);
}

static void an_oversized_request_is_refused(void)
{
    struct service *service = given_service();
    int fd = given_client(service);
    g_autofree char *flood = g_strnfill(5000, 'x');
    say(fd, flood);
    g_autofree char *line = hear(fd);
    g_assert_cmpstr(line, ==, "{\"error\":\"the request is longer than 4096 bytes\"}");
    uint64_t client;
    g_assert_null(automation_next(service->automation, &client));
    close(fd);
    end(service);
}

static void bytes_that_are_no_text_are_refused(void)
{
    struct service *service = given_service();
    int fd = given_client(service);
    say(fd, "\xff\xfe tree\n");
    g_autofree char *line = hear(fd);
    g_assert_cmpstr(line, ==, "{\"error\":\"the request is not UTF-8 text\"}");
    close(fd);
    end(service);
}

static void a_ninth_client_is_turned_away(void)
{
    struct service *service = given_service();
    int fds[9];
    for (int i = 0; i < 9; i++)
        fds[i] = given_client(service);
    g_assert_null(hear(fds[8]));
    say(fds[7], "tree\n");
    answer(service, "1");
    g_autofree char *line = hear(fds[7]);
    g_assert_cmpstr(line, ==, "1 tree");
    for (int i = 0; i < 9; i++)
        close(fds[i]);
    end(service);
}

static void a_client_that_goes_away_harms_nobody(void)
{
    struct service *service = given_service();
    int fd = given_client(service);
    say(fd, "tree\n");
    uint64_t client = 0;
    g_autofree char *line = next(service, &client);
    g_assert_cmpstr(line, ==, "tree");
    close(fd);
    automation_answer(service->automation, client, g_strnfill(1 << 20, 'y'));
    int other = given_client(service);
    say(other, "stats\n");
    answer(service, "1");
    g_autofree char *heard = hear(other);
    g_assert_cmpstr(heard, ==, "1 stats");
    close(other);
    end(service);
}

static void a_reader_that_is_slow_gets_it_all(void)
{
    struct service *service = given_service();
    int fd = given_client(service);
    say(fd, "tree\n");
    uint64_t client = 0;
    g_autofree char *line = next(service, &client);
    g_assert_cmpstr(line, ==, "tree");
    automation_answer(service->automation, client, g_strnfill(600 << 10, 'y'));
    g_usleep(50000);
    g_autofree char *heard = hear(fd);
    g_assert_cmpuint(strlen(heard), ==, 600 << 10);
    close(fd);
    end(service);
}

static void a_stale_socket_is_replaced_and_nothing_else_is(void)
{
    struct service *service = given_service();
    g_autoptr(GError) error = NULL;
    g_assert_null(automation_create(service->path, wake, service, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
    g_clear_error(&error);

    g_autofree char *letter = scratch_path(service->scratch, "letter");
    g_assert_true(g_file_set_contents(letter, "keep me", -1, NULL));
    g_assert_null(automation_create(letter, wake, service, &error));
    g_assert_true(g_file_test(letter, G_FILE_TEST_IS_REGULAR));

    g_autofree char *stale = scratch_path(service->scratch, "stale");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_strlcpy(address.sun_path, stale, sizeof address.sun_path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_assert_cmpint(bind(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
    close(fd);
    struct automation *automation = automation_create(stale, wake, service, NULL);
    g_assert_nonnull(automation);
    automation_destroy(automation);
    end(service);
}

static void the_tree_is_told_in_window_pixels_and_reading_order(void)
{
    struct access_tree *tree = access_tree_create();
    struct viewport viewport = viewport_for(960, 540, false);
    access_tree_add(tree, &(struct access_node){.id = "title",
                                                .role = ACCESS_HEADING,
                                                .name = "Say \"hello\"",
                                                .box = {48, 32, 1200, 80}});
    access_tree_add(tree, &(struct access_node){.id = "nav.search",
                                                .role = ACCESS_BUTTON,
                                                .name = "Search",
                                                .box = {512, 968, 216, 96},
                                                .is_target = true});
    g_autofree char *json = automation_tree_json("home", "en", &viewport, tree);
    g_assert_cmpstr(
        json, ==,
        "{\"screen\":\"home\",\"orientation\":\"landscape\",\"language\":\"en\",\"nodes\":["
        "{\"id\":\"title\",\"role\":\"heading\",\"name\":\"Say \\\"hello\\\"\","
        "\"box\":[24.0,16.0,600.0,40.0],\"states\":[],\"value\":null,\"target\":false},"
        "{\"id\":\"nav.search\",\"role\":\"button\",\"name\":\"Search\","
        "\"box\":[256.0,484.0,108.0,48.0],\"states\":[\"focusable\"],\"value\":null,"
        "\"target\":true}]}");
    access_tree_destroy(tree);
}

static void the_figures_have_the_names_of_the_contract(void)
{
    static const char *const members[] = {"first_frame_ms",
                                          "frames",
                                          "frame_ms_p50",
                                          "frame_ms_p99",
                                          "touch_to_present_ms_p99",
                                          "frame_work_ms_p50",
                                          "frame_work_ms_p99",
                                          "texture_bytes",
                                          "jobs_waiting",
                                          "player",
                                          "state",
                                          "time_ms",
                                          "length_ms",
                                          "frames_shown",
                                          "frames_late"};
    struct stats stats;
    stats_init(&stats);
    struct automation_figures figures = {.stats = &stats};
    g_autofree char *json = automation_stats_json(&figures);
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        g_autofree char *member = g_strdup_printf("\"%s\":", members[i]);
        g_assert_nonnull(strstr(json, member));
    }
    g_assert_null(strchr(json, '\n'));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/automation/" #name, name)
    TEST(the_socket_is_the_owner_s_alone);
    TEST(each_line_is_answered_by_a_line_in_order);
    TEST(a_client_that_has_said_all_is_still_answered);
    TEST(clients_are_told_apart);
    TEST(an_oversized_request_is_refused);
    TEST(bytes_that_are_no_text_are_refused);
    TEST(a_ninth_client_is_turned_away);
    TEST(a_client_that_goes_away_harms_nobody);
    TEST(a_reader_that_is_slow_gets_it_all);
    TEST(a_stale_socket_is_replaced_and_nothing_else_is);
    TEST(the_tree_is_told_in_window_pixels_and_reading_order);
    TEST(the_figures_have_the_names_of_the_contract);
    return g_test_run();
}
