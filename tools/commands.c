#include "tools/command.h"

#include "tools/near.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK(rwf - command - error - quark, command_error)

extern const struct command cmd_init;
extern const struct command cmd_add;
extern const struct command cmd_attach;
extern const struct command cmd_import;
extern const struct command cmd_list;
extern const struct command cmd_show;
extern const struct command cmd_search;
extern const struct command cmd_facets;
extern const struct command cmd_set;
extern const struct command cmd_edit;
extern const struct command cmd_tag;
extern const struct command cmd_archive;
extern const struct command cmd_theme;
extern const struct command cmd_person;
extern const struct command cmd_place;
extern const struct command cmd_note;
extern const struct command cmd_region;
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
extern const struct command cmd_export;
extern const struct command cmd_log;
extern const struct command cmd_undo;
extern const struct command cmd_changes;
extern const struct command cmd_merge;
extern const struct command cmd_conflicts;
extern const struct command cmd_backup;
extern const struct command cmd_copies;
extern const struct command cmd_restore;
extern const struct command cmd_doctor;

const struct command *const commands[] = {
    &cmd_init,    &cmd_add,     &cmd_attach,     &cmd_import,  &cmd_list,    &cmd_show,
    &cmd_search,  &cmd_facets,  &cmd_set,        &cmd_edit,    &cmd_tag,     &cmd_archive,
    &cmd_theme,   &cmd_person,  &cmd_place,      &cmd_note,    &cmd_region,  &cmd_redact,
    &cmd_trail,   &cmd_event,   &cmd_transcript, &cmd_consent, &cmd_embargo, &cmd_check,
    &cmd_verify,  &cmd_publish, &cmd_pack,       &cmd_export,  &cmd_log,     &cmd_undo,
    &cmd_changes, &cmd_merge,   &cmd_conflicts,  &cmd_backup,  &cmd_copies,  &cmd_restore,
    &cmd_doctor,  NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const char *command_nearest(const char *name)
{
    const char *names[G_N_ELEMENTS(commands)];
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        names[i] = commands[i] != NULL ? commands[i]->name : NULL;
    return near_word(name, names);
}

bool command_misused(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (error != NULL)
        *error = g_error_new_valist(COMMAND_ERROR, COMMAND_ERROR_USAGE, _(format), args);
    va_end(args);
    return false;
}

bool command_refused(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (error != NULL)
        *error = g_error_new_valist(COMMAND_ERROR, COMMAND_ERROR_REFUSED, _(format), args);
    va_end(args);
    return false;
}
