/*
 * rwf-media-helper: opens one foreign file in a sandbox. Started by media/helper.c only, with
 *
 *     rwf-media-helper report|probe|derive|derive-other PARENT
 *
 * the file on descriptor 3, the output folder on 4, a pipe for progress on 5. It confines
 * itself first, then looks at the file, and answers one JSON document.
 */
#include "media/helper/reply.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* 12 hours of processor time end a file that will never be done. */
enum { MAX_CPU_SECONDS = 12 * 3600 };
static const int64_t max_memory_bytes = (int64_t)4 << 30;

static bool answer(const char *text)
{
    size_t length = strlen(text);

    while (length > 0) {
        ssize_t put = write(STDOUT_FILENO, text, length);

        if (put <= 0)
            return false;
        text += put;
        length -= (size_t)put;
    }
    return true;
}

/* Ends with the parent, and can be ended with all children through its group. */
static bool tie_to_parent(const char *parent)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return getppid() == (pid_t)strtol(parent, NULL, 10);
}

static void confine(struct job *job, bool has_files)
{
    g_autofree char *ffmpeg = g_find_program_in_path("ffmpeg");
    g_autofree char *ffprobe = g_find_program_in_path("ffprobe");

    job->sandbox.ffmpeg = g_intern_string(ffmpeg);
    job->sandbox.ffprobe = g_intern_string(ffprobe);
    if (sandbox_can_limit_memory())
        sandbox_limit_memory(max_memory_bytes);
    sandbox_limit_cpu(MAX_CPU_SECONDS);
    sandbox_enter(&job->sandbox, has_files ? JOB_SOURCE_FD : -1, has_files ? JOB_OUTPUT_FD : -1);
}

/* Refusals in the language of whoever runs rwf. Read before the helper confines itself: afterwards
 * there is no way to the words. */
static void read_words(void)
{
    const char *folder = g_getenv("RWF_LOCALE_DIR"), *locale = g_getenv("RWF_MESSAGES");

    setlocale(LC_CTYPE, "");
    if (folder == NULL || locale == NULL || setlocale(LC_MESSAGES, locale) == NULL)
        return;
    bindtextdomain(GETTEXT_PACKAGE, folder);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
    (void)_("the file was refused without a reason");
}

int main(int argc, char **argv)
{
    struct job job = {.is_deriving = false};
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    bool is_report, ok;

    if (argc < 3 || argc > 5 || !tie_to_parent(argv[2]))
        return EXIT_FAILURE;
    is_report = strcmp(argv[1], "report") == 0;
    job.is_other_decoder =
        strcmp(argv[1], "derive-other") == 0 || strcmp(argv[1], "probe-other") == 0;
    job.silence = argc > 3 && argv[3][0] != '\0' ? argv[3] : NULL;
    job.keep = argc > 4 ? argv[4] : NULL;
    job.is_deriving = g_str_has_prefix(argv[1], "derive");
    if (!is_report && fchdir(JOB_OUTPUT_FD) != 0)
        return EXIT_FAILURE;
    read_words();
    confine(&job, !is_report);
    ok = is_report || job_run(&job, &error);
    text = reply_text(&job, ok ? NULL : error);
    /* Libraries have nothing left to say: no destructor of theirs runs. */
    _exit(answer(text) ? EXIT_SUCCESS : EXIT_FAILURE);
}
