#include "tests/support/desk.h"

#include "tests/support/scratch.h"
#include "tests/support/terminal.h"
#include "tests/support/tone.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct desk {
    struct scratch *scratch;
    GPtrArray *codes;   /* char *: what CODE1, CODE2 … stand for */
    GPtrArray *digests; /* char * */
    char **environment;
};

struct desk *desk_create(void)
{
    struct desk *desk = g_new0(struct desk, 1);
    desk->scratch = scratch_create();
    desk->codes = g_ptr_array_new_with_free_func(g_free);
    desk->digests = g_ptr_array_new_with_free_func(g_free);
    desk->environment = g_get_environ();
    desk->environment = g_environ_unsetenv(desk->environment, "RWF_ARCHIVE");
    desk->environment = g_environ_setenv(desk->environment, "LC_ALL", "C.UTF-8", TRUE);
    desk_setenv(desk, "XDG_STATE_HOME", "DESK/state");
    return desk;
}

void desk_destroy(struct desk *desk)
{
    scratch_destroy(desk->scratch);
    g_ptr_array_unref(desk->codes);
    g_ptr_array_unref(desk->digests);
    g_strfreev(desk->environment);
    g_free(desk);
}

char *desk_path(const struct desk *desk, const char *name)
{
    return scratch_path(desk->scratch, name);
}

static char *path_for(const struct desk *desk, const char *name)
{
    char *path = desk_path(desk, name);
    g_autofree char *folder = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    return path;
}

void desk_write_bytes(const struct desk *desk, const char *name, const void *bytes, size_t length)
{
    g_autofree char *path = path_for(desk, name);
    g_autoptr(GError) error = NULL;
    g_file_set_contents(path, bytes, (gssize)length, &error);
    g_assert_no_error(error);
}

void desk_write(const struct desk *desk, const char *name, const char *text)
{
    desk_write_bytes(desk, name, text, strlen(text));
}

void desk_write_large(const struct desk *desk, const char *name, int64_t bytes)
{
    g_autofree char *path = desk_path(desk, name);
    desk_write(desk, name, "");
    g_assert_cmpint(truncate(path, bytes), ==, 0);
}

void desk_picture(const struct desk *desk, const char *name, int seed)
{
    g_autofree char *path = path_for(desk, name);
    g_autofree char *arguments = g_strdup_printf(
        "-f lavfi -i testsrc=s=320x240:d=1 -vf hue=h=%d,eq=brightness=%.4f -frames:v 1 -q:v 4",
        seed % 360, (seed % 1000) / 4000.0);
    tone_make(path, arguments);
}

void desk_sound(const struct desk *desk, const char *name, int seed)
{
    g_autofree char *path = path_for(desk, name);
    g_autofree char *arguments =
        g_strdup_printf("-f lavfi -i sine=f=%d:d=2:r=48000 -b:a 64k", 200 + seed);
    tone_make(path, arguments);
}

void desk_film(const struct desk *desk, const char *name, int seed)
{
    g_autofree char *path = path_for(desk, name);
    g_autofree char *arguments = g_strdup_printf(
        "-f lavfi -i testsrc=s=160x120:r=25:d=2 -f lavfi -i sine=f=%d:d=2 -pix_fmt yuv420p "
        "-c:v libx264 -preset ultrafast -c:a aac -shortest",
        200 + seed);
    tone_make(path, arguments);
}

char *desk_read(const struct desk *desk, const char *name)
{
    char *text = NULL;
    g_autofree char *path = desk_path(desk, name);
    g_file_get_contents(path, &text, NULL, NULL);
    return text;
}

void answer_free(struct answer *answer)
{
    g_free(answer->out);
    g_free(answer->err);
    g_free(answer->raw);
    g_free(answer);
}

/* The place of @text in @seen, from 1; added where it is new. */
static guint number_of(GPtrArray *seen, const char *text)
{
    guint at;
    if (g_ptr_array_find_with_equal_func(seen, text, g_str_equal, &at))
        return at + 1;
    g_ptr_array_add(seen, g_strdup(text));
    return seen->len;
}

struct naming {
    GPtrArray *seen;
    const char *word;
};

static gboolean name_match(const GMatchInfo *match, GString *result, void *data)
{
    const struct naming *naming = data;
    g_autofree char *text = g_match_info_fetch(match, 0);
    g_string_append_printf(result, "%s%u", naming->word, number_of(naming->seen, text));
    return FALSE;
}

static char *name_all(char *text, const char *pattern, GPtrArray *seen, const char *word)
{
    struct naming naming = {.seen = seen, .word = word};
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    char *named = g_regex_replace_eval(regex, text, -1, 0, 0, name_match, &naming, NULL);
    g_free(text);
    return named;
}

static char *replace_all(char *text, const char *pattern, const char *word)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    char *replaced = g_regex_replace_literal(regex, text, -1, 0, word, 0, NULL);
    g_free(text);
    return replaced;
}

static char *settle(const struct desk *desk, const char *raw)
{
    g_autofree char *folder = g_regex_escape_string(scratch_folder(desk->scratch), -1);
    g_autofree char *user = g_strdup_printf("\\b%s\\b", g_get_user_name());
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
    char *text = g_utf8_make_valid(raw, -1);
    text = name_all(text, "RWF-[0-9A-Z]{6}", desk->codes, "CODE");
    text = name_all(text, "\\b[0-9a-f]{64}\\b", desk->digests, "DIGEST");
    text = replace_all(text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    text = replace_all(text, "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "WHEN");
    text = replace_all(text, "-[0-9A-Za-z]{6}[.]txt", "-KEPT.txt");
    text = replace_all(text, today, "TODAY");
    text = replace_all(text, folder, "DESK");
    return replace_all(text, user, "WHO");
}

const char *desk_code(const struct desk *desk, const char *name)
{
    guint number = (guint)atoi(name + strlen("CODE"));
    g_assert_cmpuint(number, >=, 1);
    g_assert_cmpuint(number, <=, desk->codes->len);
    return desk->codes->pdata[number - 1];
}

static char *real_word(const struct desk *desk, const char *word)
{
    g_autoptr(GString) text = g_string_new(word);
    for (guint i = desk->codes->len; i > 0; i--) {
        g_autofree char *name = g_strdup_printf("CODE%u", i);
        g_string_replace(text, name, desk->codes->pdata[i - 1], 0);
    }
    return g_strdup(text->str);
}

static GPtrArray *command_line(const struct desk *desk, const char *first, va_list words)
{
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(argv, g_build_filename(g_getenv("RWF_BIN"), "rwf", NULL));
    for (const char *word = first; word != NULL; word = va_arg(words, const char *))
        g_ptr_array_add(argv, real_word(desk, word));
    g_ptr_array_add(argv, NULL);
    return argv;
}

static struct answer *run(struct desk *desk, GPtrArray *argv)
{
    struct answer *answer = g_new0(struct answer, 1);
    g_autoptr(GError) error = NULL;
    g_autofree char *err = NULL;
    int status = 0;
    g_spawn_sync(scratch_folder(desk->scratch), (char **)argv->pdata, desk->environment,
                 G_SPAWN_DEFAULT, NULL, NULL, &answer->raw, &err, &status, &error);
    g_assert_no_error(error);
    if (!WIFEXITED(status))
        g_error("rwf %s ended by signal %d: %s", (char *)argv->pdata[1], WTERMSIG(status), err);
    answer->status = WEXITSTATUS(status);
    answer->out = settle(desk, answer->raw);
    answer->err = settle(desk, err);
    return answer;
}

struct answer *desk_run(struct desk *desk, const char *first, ...)
{
    va_list words;
    va_start(words, first);
    g_autoptr(GPtrArray) argv = command_line(desk, first, words);
    va_end(words);
    return run(desk, argv);
}

char *desk_type(struct desk *desk, const char *line, const char *const *typed)
{
    const char *const argv[] = {"sh", "-c", line, NULL};
    g_autofree char *path = g_strdup_printf("%s:%s", g_getenv("RWF_BIN"), g_getenv("PATH"));
    desk_setenv(desk, "PATH", path);
    desk_setenv(desk, "TERM", "dumb");
    g_autofree char *shown =
        terminal_run(scratch_folder(desk->scratch), desk->environment, argv, typed);
    return settle(desk, shown);
}

struct answer *answer_wants(int status, struct answer *answer)
{
    if (answer->status != status)
        g_error("ended with %d, not %d:\n%s%s", answer->status, status, answer->out, answer->err);
    return answer;
}

void desk_expect(struct desk *desk, int status, const char *out, const char *err, const char *first,
                 ...)
{
    va_list words;
    va_start(words, first);
    g_autoptr(GPtrArray) argv = command_line(desk, first, words);
    va_end(words);
    struct answer *answer = run(desk, argv);
    if (answer->status != status)
        g_test_message("rwf %s said: %s%s", first, answer->out, answer->err);
    if (out != NULL)
        g_assert_cmpstr(answer->out, ==, out);
    if (err != NULL)
        g_assert_cmpstr(answer->err, ==, err);
    g_assert_cmpint(answer->status, ==, status);
    answer_free(answer);
}

void desk_says(struct desk *desk, int status, const char *part, const char *first, ...)
{
    va_list words;
    va_start(words, first);
    g_autoptr(GPtrArray) argv = command_line(desk, first, words);
    va_end(words);
    struct answer *answer = run(desk, argv);
    if (answer->status != status ||
        (strstr(answer->out, part) == NULL && strstr(answer->err, part) == NULL))
        g_error("rwf %s ended with %d and not %d, or did not say “%s”: %s%s", first, answer->status,
                status, part, answer->out, answer->err);
    answer_free(answer);
}

void desk_archive(struct desk *desk)
{
    g_autofree char *folder = desk_path(desk, "archive");
    desk_expect(desk, 0, NULL, "", "init", "archive", "--title", "Test archive", "--quiet", NULL);
    desk->environment = g_environ_setenv(desk->environment, "RWF_ARCHIVE", folder, TRUE);
}

void desk_setenv(struct desk *desk, const char *name, const char *value)
{
    g_autoptr(GString) text = g_string_new(value);
    g_string_replace(text, "DESK", scratch_folder(desk->scratch), 0);
    desk->environment = g_environ_setenv(desk->environment, name, text->str, TRUE);
}

char *desk_add(struct desk *desk, const char *name)
{
    struct answer *answer = desk_run(desk, "add", "--quiet", name, NULL);
    if (answer->status != 0)
        g_error("could not add %s: %s", name, answer->err);
    char *code = g_strstrip(g_strdup(answer->out));
    answer_free(answer);
    return code;
}

pid_t desk_start(struct desk *desk, const char *first, ...)
{
    va_list words;
    GPid pid = 0;
    g_autoptr(GError) error = NULL;
    va_start(words, first);
    g_autoptr(GPtrArray) argv = command_line(desk, first, words);
    va_end(words);
    g_spawn_async(scratch_folder(desk->scratch), (char **)argv->pdata, desk->environment,
                  G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                      G_SPAWN_STDERR_TO_DEV_NULL,
                  NULL, NULL, &pid, &error);
    g_assert_no_error(error);
    return pid;
}

static void count_below(const char *path, bool (*fits)(const char *, const void *, size_t),
                        const void *data, size_t length, int *count)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL) {
        *count += g_file_test(path, G_FILE_TEST_IS_REGULAR) && fits(path, data, length);
        return;
    }
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        count_below(inner, fits, data, length, count);
    }
}

static bool holds(const char *path, const void *wanted, size_t length)
{
    g_autofree char *bytes = NULL;
    gsize size = 0;
    return g_file_get_contents(path, &bytes, &size, NULL) &&
           memmem(bytes, size, wanted, length) != NULL;
}

int desk_count_holding(const struct desk *desk, const char *name, const char *text)
{
    int count = 0;
    g_autofree char *path = desk_path(desk, name);
    count_below(path, holds, text, strlen(text), &count);
    return count;
}

static bool is_named(const char *path, const void *prefix, size_t length)
{
    g_autofree char *base = g_path_get_basename(path);
    return strncmp(base, prefix, length) == 0;
}

int desk_count_named(const struct desk *desk, const char *name, const char *prefix)
{
    int count = 0;
    g_autofree char *path = desk_path(desk, name);
    count_below(path, is_named, prefix, strlen(prefix), &count);
    return count;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_to_checksum(GChecksum *sum, const char *path, const char *name)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name) + 1);
    if (folder == NULL) {
        g_autofree char *bytes = NULL;
        gsize length;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_checksum_update(sum, (const guchar *)bytes, (gssize)length);
        return;
    }
    for (const char *entry; (entry = g_dir_read_name(folder)) != NULL;)
        g_ptr_array_add(names, g_strdup(entry));
    g_ptr_array_sort(names, by_text);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        add_to_checksum(sum, inner, names->pdata[i]);
    }
}

char *desk_checksum(const struct desk *desk, const char *name)
{
    g_autofree char *path = desk_path(desk, name);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add_to_checksum(sum, path, "");
    return g_strdup(g_checksum_get_string(sum));
}

int desk_count_left(const struct desk *desk)
{
    g_autofree char *gate = desk_path(desk, "archive/store/.incoming/lock");
    return desk_count_named(desk, "archive/store/.incoming", "") -
           g_file_test(gate, G_FILE_TEST_EXISTS);
}
