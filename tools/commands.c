#include "tools/command.h"

#include <stdint.h>
#include <string.h>

G_DEFINE_QUARK(rwf - command - error - quark, command_error)

extern const struct command cmd_init;
extern const struct command cmd_add;
extern const struct command cmd_attach;
extern const struct command cmd_list;
extern const struct command cmd_show;
extern const struct command cmd_search;
extern const struct command cmd_set;
extern const struct command cmd_tag;
extern const struct command cmd_theme;
extern const struct command cmd_person;
extern const struct command cmd_place;
extern const struct command cmd_note;
extern const struct command cmd_redact;
extern const struct command cmd_trail;
extern const struct command cmd_event;
extern const struct command cmd_transcript;
extern const struct command cmd_consent;
extern const struct command cmd_embargo;
extern const struct command cmd_check;
extern const struct command cmd_verify;
extern const struct command cmd_publish;
extern const struct command cmd_pack;
extern const struct command cmd_log;
extern const struct command cmd_undo;
extern const struct command cmd_backup;
extern const struct command cmd_restore;
extern const struct command cmd_doctor;

const struct command *const commands[] = {
    &cmd_init,       &cmd_add,     &cmd_attach,  &cmd_list,  &cmd_show,
    &cmd_search,     &cmd_set,     &cmd_tag,     &cmd_theme, &cmd_person,
    &cmd_place,      &cmd_note,    &cmd_redact,  &cmd_trail, &cmd_event,
    &cmd_transcript, &cmd_consent, &cmd_embargo, &cmd_check, &cmd_verify,
    &cmd_publish,    &cmd_pack,    &cmd_log,     &cmd_undo,  &cmd_backup,
    &cmd_restore,    &cmd_doctor,  NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* Levenshtein's distance, for words too short to need more than one row on the stack. */
static size_t distance(const char *a, const char *b)
{
    size_t row[32];
    size_t width = strlen(b);
    if (width >= G_N_ELEMENTS(row) || strlen(a) >= G_N_ELEMENTS(row))
        return SIZE_MAX;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t above = row[j];
            size_t change = corner + (a[i - 1] != b[j - 1]);
            row[j] = MIN(change, MIN(above, row[j - 1]) + 1);
            corner = above;
        }
    }
    return row[width];
}

const char *command_nearest(const char *name)
{
    const char *nearest = NULL;
    size_t least = 3;
    for (size_t i = 0; commands[i] != NULL; i++) {
        size_t far = distance(name, commands[i]->name);
        if (far < least && far < strlen(commands[i]->name)) {
            least = far;
            nearest = commands[i]->name;
        }
    }
    return nearest;
}

bool command_misused(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (error != NULL)
        *error = g_error_new_valist(COMMAND_ERROR, COMMAND_ERROR_USAGE, format, args);
    va_end(args);
    return false;
}

bool command_refused(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (error != NULL)
        *error = g_error_new_valist(COMMAND_ERROR, COMMAND_ERROR_REFUSED, format, args);
    va_end(args);
    return false;
}
