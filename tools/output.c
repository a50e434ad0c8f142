#include "tools/output.h"

#include "tools/document.h"
#include "tools/progress.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct output {
    bool is_quiet;
    bool is_csv;
    const char *columns;
    struct document *document; /* NULL without --json */
    struct progress *progress; /* borrowed */
    GPtrArray *warnings;       /* char * */
    char *failure;
    bool is_unheard; /* nobody reads stdout any more */
};

struct output *output_create(const char *command, bool is_json, bool is_quiet)
{
    struct output *output = g_new0(struct output, 1);
    output->is_quiet = is_quiet;
    output->warnings = g_ptr_array_new_with_free_func(g_free);
    if (is_json) {
        output->document = document_create();
        document_text(output->document, "command", command);
    }
    return output;
}

void output_set_table(struct output *output, bool is_csv, const char *columns)
{
    output->is_csv = is_csv;
    output->columns = columns;
}

bool output_is_csv(const struct output *output)
{
    return output->is_csv;
}

const char *output_columns(const struct output *output)
{
    return output->columns;
}

void output_free(struct output *output)
{
    if (output == NULL)
        return;
    document_free(output->document);
    g_ptr_array_unref(output->warnings);
    g_free(output->failure);
    g_free(output);
}

/* Right after a line could not be written: whether that is because who read them has gone, as
 * `rwf list | head` does. */
static void note_failure(struct output *output)
{
    output->is_unheard = output->is_unheard || errno == EPIPE;
}

bool output_finish(struct output *output, int status)
{
    if (output->document != NULL) {
        document_open_array(output->document, "warnings");
        for (guint i = 0; i < output->warnings->len; i++)
            document_text(output->document, NULL, output->warnings->pdata[i]);
        document_close(output->document);
        if (output->failure != NULL)
            document_text(output->document, "error", output->failure);
        document_integer(output->document, "status", status);
        g_autofree char *text = document_finish(output->document);
        g_clear_pointer(&output->document, document_free);
        if (fputs(text, stdout) == EOF || fputc('\n', stdout) == EOF)
            note_failure(output);
    }
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    note_failure(output);
    if (output->is_unheard)
        return true;
    fprintf(stderr, _("rwf: could not write the result: %s\n"), g_strerror(errno));
    return false;
}

bool output_is_json(const struct output *output)
{
    return output->document != NULL;
}

bool output_is_quiet(const struct output *output)
{
    return output->is_quiet;
}

int output_width(const struct output *output)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20)
        return 80;
    return size.ws_col;
}

void output_set_progress(struct output *output, struct progress *progress)
{
    output->progress = progress;
}

/* Whether it is fit for a terminal as it is: what nearly every text is. */
static bool is_clean(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++)
        if ((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f ||
            (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0))
            return false;
    return g_utf8_validate(text, -1, NULL);
}

char *output_clean(const char *text)
{
    if (is_clean(text))
        return g_strdup(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(64);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
        g_string_append_unichar(clean, is_control ? 0xfffd : c);
    }
    return g_string_free(clean, FALSE);
}

/* As output_clean(), on one line: a name of a file may hold what ends a line. */
static char *clean_line(const char *text)
{
    g_autofree char *clean = output_clean(text);
    GString *line = g_string_new(clean);
    g_string_replace(line, "\n", "⏎", 0);
    return g_string_free(line, FALSE);
}

G_GNUC_PRINTF(4, 0)
static void write_line(struct output *output, FILE *stream, const char *before, const char *format,
                       va_list args)
{
    g_autofree char *text = g_strdup_vprintf(format, args);
    g_autofree char *clean = before[0] != '\0' ? clean_line(text) : output_clean(text);
    if (output->progress != NULL)
        progress_hide(output->progress);
    if (stream == stderr)
        fflush(stdout);
    fprintf(stream, "%s%s\n", before, clean);
    if (fflush(stream) != 0)
        note_failure(output);
}

/* The format in the language of whoever runs this; "" is the name of a catalogue's head. */
G_GNUC_FORMAT(1)
static const char *translated(const char *format)
{
    return format[0] != '\0' ? _(format) : format;
}

void output_say(struct output *output, const char *format, ...)
{
    if (output->document != NULL || output->is_csv)
        return;
    va_list args;
    va_start(args, format);
    write_line(output, stdout, "", translated(format), args);
    va_end(args);
}

void output_row(struct output *output, const char *clean)
{
    if (output->document != NULL || output->is_csv)
        return;
    if (output->progress != NULL)
        progress_hide(output->progress);
    if (fputs(clean, stdout) == EOF || putchar('\n') == EOF)
        note_failure(output);
}

void output_csv(struct output *output, const char *text)
{
    g_assert(output->is_csv);
    if (fputs(text, stdout) == EOF)
        note_failure(output);
}

void output_note(struct output *output, const char *format, ...)
{
    if (output->is_quiet)
        return;
    va_list args;
    va_start(args, format);
    write_line(output, stderr, "", translated(format), args);
    va_end(args);
}

void output_warn(struct output *output, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(output->warnings, g_strdup_vprintf(translated(format), args));
    va_end(args);
    va_start(args, format);
    write_line(output, stderr, _("rwf: warning: "), translated(format), args);
    va_end(args);
}

int output_warnings(const struct output *output)
{
    return (int)output->warnings->len;
}

void output_fail(struct output *output, const char *reason)
{
    g_free(output->failure);
    output->failure = g_strdup(reason);
    g_autofree char *clean = clean_line(reason);
    if (output->progress != NULL)
        progress_hide(output->progress);
    fprintf(stderr, "rwf: %s\n", clean);
}

void output_open(struct output *output, const char *key)
{
    if (output->document != NULL)
        document_open(output->document, key);
}

void output_open_array(struct output *output, const char *key)
{
    if (output->document != NULL)
        document_open_array(output->document, key);
}

void output_close(struct output *output)
{
    if (output->document != NULL)
        document_close(output->document);
}

void output_text(struct output *output, const char *key, const char *text)
{
    if (output->document != NULL)
        document_text(output->document, key, text);
}

void output_integer(struct output *output, const char *key, int64_t number)
{
    if (output->document != NULL)
        document_integer(output->document, key, number);
}

void output_real(struct output *output, const char *key, double number)
{
    if (output->document != NULL)
        document_real(output->document, key, number);
}

void output_flag(struct output *output, const char *key, bool flag)
{
    if (output->document != NULL)
        document_flag(output->document, key, flag);
}
