#include "catalogue/auto.h"
#include "catalogue/db.h"
#include "tools/call.h"
#include "tools/complete.h"
#include "tools/messages.h"
#include "tools/stop.h"
#include "tools/waiting.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* The rwf program: reads what comes before the command, finds the command, runs it. */
struct globals {
    const char *archive; /* -C */
    bool is_json;
    bool is_csv;
    bool is_quiet;
    const char *columns; /* --columns */
    bool wants_help;
    bool wants_version;
    GPtrArray *words; /* the command and what follows, without the above; NULL-ended */
};

static void read_globals(struct globals *globals, char **argv)
{
    bool is_ended = false;
    globals->words = g_ptr_array_new();
    for (int i = 1; argv[i] != NULL; i++) {
        bool is_before = globals->words->len == 0;
        if (is_ended)
            g_ptr_array_add(globals->words, argv[i]);
        else if (is_before && strcmp(argv[i], "-C") == 0 && argv[i + 1] != NULL)
            globals->archive = argv[++i];
        else if (is_before && g_str_has_prefix(argv[i], "-C") && argv[i][2] != '\0')
            globals->archive = argv[i] + 2;
        else if (strcmp(argv[i], "--json") == 0)
            globals->is_json = true;
        else if (strcmp(argv[i], "--csv") == 0)
            globals->is_csv = true;
        else if (strcmp(argv[i], "--columns") == 0 && argv[i + 1] != NULL)
            globals->columns = argv[++i];
        else if (g_str_has_prefix(argv[i], "--columns="))
            globals->columns = argv[i] + strlen("--columns=");
        else if (strcmp(argv[i], "--quiet") == 0)
            globals->is_quiet = true;
        else if (strcmp(argv[i], "--help") == 0 || (is_before && strcmp(argv[i], "-h") == 0))
            globals->wants_help = true;
        else if (is_before && strcmp(argv[i], "--version") == 0)
            globals->wants_version = true;
        else {
            is_ended = strcmp(argv[i], "--") == 0;
            g_ptr_array_add(globals->words, argv[i]);
        }
    }
    g_ptr_array_add(globals->words, NULL);
}

static void print_commands(FILE *stream)
{
    fputs(_("usage: rwf [-C ARCHIVE] [--json | --csv] [--quiet] COMMAND …\n\n"), stream);
    for (size_t i = 0; commands[i] != NULL; i++)
        fprintf(stream, "  %-11s %s\n", commands[i]->name, _(commands[i]->summary));
    fputs(_("\n`rwf help COMMAND` tells about one; `man rwf` says which page tells everything.\n"),
          stream);
}

static void print_help(const struct command *command)
{
    printf("rwf %s %s\n\n%s\n", command->name, command->usage, _(command->summary));
    if (command->options != NULL)
        putchar('\n');
    for (const struct option *o = command->options; o != NULL && o->name != NULL; o++) {
        g_autofree char *left = g_strdup_printf("--%s%s%s", o->name, o->takes != NULL ? " " : "",
                                                o->takes != NULL ? o->takes : "");
        printf("  %-24s %s%s\n", left, _(o->help), o->is_many ? _(" (may be repeated)") : "");
    }
    printf(_("\nexample: %s\nmore: man %s\n"), command->example, command->page);
}

static int say_unknown(const char *name)
{
    const char *nearest = command_nearest(name);
    if (strcmp(name, "-C") == 0)
        fputs(_("rwf: -C needs a folder and a command after it: rwf -C ARCHIVE list\n"), stderr);
    else if (name[0] == '-')
        fprintf(stderr,
                _("rwf: “%s” is no option before a command; -C, --json, --csv and --quiet are\n"),
                name);
    if (name[0] == '-')
        return STATUS_USAGE;
    if (nearest != NULL)
        fprintf(stderr, _("rwf: there is no command “%s”; did you mean `rwf %s`?\n"), name,
                nearest);
    else
        fprintf(stderr, _("rwf: there is no command “%s”; these there are:\n\n"), name);
    if (nearest == NULL)
        print_commands(stderr);
    return STATUS_USAGE;
}

static int help_about(const char *name)
{
    const struct command *command = command_find(name);
    if (command == NULL)
        return say_unknown(name);
    print_help(command);
    return STATUS_DONE;
}

/* Some commands list where their word is `list`, or where they need no word and there is none. */
static bool lists(const struct call *call)
{
    const struct command *command = call->command;
    const char *word = command->list_word > 0 ? call_word(call, command->list_word - 1) : NULL;
    return word != NULL ? strcmp(word, "list") == 0 : command->words_min < command->list_word;
}

static bool open_vault(struct call *call, GError **error)
{
    if (call->command->needs == NEEDS_NOTHING)
        return true;
    g_autofree char *folder = vault_find(call->archive_named, error);
    if (folder == NULL)
        return false;
    call->vault = vault_open(folder, call->command->needs == NEEDS_WRITING && !lists(call), error);
    if (call->vault == NULL)
        return false;
    call->db = vault_db(call->vault);
    g_autofree char *line = call_line(call);
    db_sign(call->db, g_get_user_name(), line);
    return true;
}

static int status_of(struct output *output, const GError *error)
{
    if (error != NULL)
        output_fail(output, error->message);
    if (g_error_matches(error, COMMAND_ERROR, COMMAND_ERROR_USAGE))
        return STATUS_USAGE;
    if (error != NULL)
        return STATUS_REFUSED;
    return output_warnings(output) > 0 ? STATUS_WARNED : STATUS_DONE;
}

/* A table is for people, for a sheet or for a program. */
static bool check_form(const struct command *command, const struct globals *globals, GError **error)
{
    if (globals->is_csv && globals->is_json)
        return command_misused(error, "--csv and --json: which of the two?");
    return command->has_table || (!globals->is_csv && globals->columns == NULL) ||
           command_misused(error,
                           "%s prints no table, which --csv and --columns are for; --json "
                           "works with every command",
                           command->name);
}

static int run(const struct command *command, struct globals *globals)
{
    g_autoptr(GError) error = NULL;
    struct call call = {
        .command = command,
        .output = output_create(command->name, globals->is_json, globals->is_quiet),
        .strings = g_string_chunk_new(4096),
        .archive_named = globals->archive,
    };
    struct options *options = NULL;
    struct waiting waiting;
    output_set_table(call.output, globals->is_csv, globals->columns);
    if (check_form(command, globals, &error))
        options = options_parse(command, (char **)globals->words->pdata + 1, &error);
    call.options = options;
    call.cancellable = stop_listen();
    waiting_begin(&waiting, call.output, call.cancellable);
    if (options != NULL && open_vault(&call, &error))
        command->run(&call, &error);
    vault_close(call.vault);
    waiting_explain(&waiting, &error);
    waiting_finish(&waiting);
    int status = status_of(call.output, error);
    if (!output_finish(call.output, status) && status == STATUS_DONE)
        status = STATUS_REFUSED;
    stop_finish();
    options_free(options);
    output_free(call.output);
    g_string_chunk_free(call.strings);
    return status;
}

static int dispatch(struct globals *globals)
{
    const char *name = globals->words->pdata[0];
    if (globals->wants_version) {
        printf("rwf %s\n", RWF_VERSION);
        return STATUS_DONE;
    }
    if (name != NULL && strcmp(name, "help") == 0) {
        globals->wants_help = true;
        name = globals->words->pdata[1];
    }
    if (globals->wants_help && name == NULL) {
        print_commands(stdout);
        return STATUS_DONE;
    }
    if (name == NULL) {
        print_commands(stderr);
        return STATUS_USAGE;
    }
    if (globals->wants_help)
        return help_about(name);
    const struct command *command = command_find(name);
    return command != NULL ? run(command, globals) : say_unknown(name);
}

int main(int argc, char **argv)
{
    struct globals globals = {0};
    messages_open();
    if (argv[1] != NULL && strcmp(argv[1], "complete") == 0) {
        complete_print((const char *const *)argv + 2);
        return STATUS_DONE;
    }
    read_globals(&globals, argv);
    int status = dispatch(&globals);
    g_ptr_array_unref(globals.words);
    return status;
}
