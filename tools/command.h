#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

#include <glib.h>
#include <stdbool.h>

struct call;

/*
 * One command of rwf: a const table at the end of cmd_NAME.c, listed once in commands.c. The
 * dispatcher (main.c) parses options by the table, opens the archive where one is needed, runs,
 * and turns the result into an exit status; a command never prints usage and never exits.
 */

/* What rwf answers to the shell. */
enum status {
    STATUS_DONE = 0,
    STATUS_REFUSED = 1, /* refused or failed; nothing changed, or the message says what is kept */
    STATUS_USAGE = 2,   /* wrong usage */
    STATUS_WARNED = 3   /* done, with warnings that need a person */
};

/* One option of a command: `--name` or `--name VALUE`. */
struct option {
    const char *name;  /* without the dashes */
    const char *takes; /* the value in capitals, "TEXT"; NULL for one that is there or not */
    const char *help;  /* one line, lower case */
    bool is_many;      /* may be given more than once */
    const char *const *choices; /* all it may be, NULL-ended; NULL for what is not so few */
    bool is_list;               /* several of them, with commas between */
};

/* What a command's table of options is written with; it ends with OPTION_END. What an option takes
 * is a word that the usage lines and completion (tools/complete.h) know too. */
#define OPTION(n, t, h)                                                                            \
    {                                                                                              \
        .name = (n), .takes = (t), .help = (h)                                                     \
    }
#define OPTION_MANY(n, t, h)                                                                       \
    {                                                                                              \
        .name = (n), .takes = (t), .help = (h), .is_many = true                                    \
    }
#define OPTION_OF(n, t, h, c)                                                                      \
    {                                                                                              \
        .name = (n), .takes = (t), .help = (h), .choices = (c)                                     \
    }
#define OPTION_LIST(n, t, h, c)                                                                    \
    {                                                                                              \
        .name = (n), .takes = (t), .help = (h), .choices = (c), .is_list = true                    \
    }
#define FLAG(n, h)                                                                                 \
    {                                                                                              \
        .name = (n), .help = (h)                                                                   \
    }
#define OPTION_END                                                                                 \
    {                                                                                              \
        .name = NULL                                                                               \
    }

enum command_needs {
    NEEDS_NOTHING,
    NEEDS_READING, /* the archive, opened read-only */
    NEEDS_WRITING  /* the archive, opened for writing */
};

struct command {
    const char *name;
    const char *usage;            /* what follows the name; tools/usage.h reads it */
    const char *summary;          /* one line for the list of commands */
    const char *example;          /* one whole line a curator could type */
    const char *page;             /* the manual page that tells of it: "rwf-find" */
    const struct option *options; /* ends with a NULL name; may be NULL */
    const char *const *fields;    /* those of its FIELD=VALUE, NULL-ended; NULL: an item's */
    enum command_needs needs;
    int list_word; /* which of its words, from 1, is "list", or left out, when it only reads; 0: none */
    int words_min;        /* how many words that are not options it takes */
    int words_max;        /* -1 is any number */
    bool has_table;       /* it prints a table, which --csv and --columns are for */
    bool has_minus_words; /* words such as "-theme" are words, not options */
    bool (*run)(struct call *call, GError **error);
};

/* All commands in the order of the manual, ending with NULL. */
extern const struct command *const commands[];

/* The one of that name, or NULL. */
const struct command *command_find(const char *name);

/* The known name nearest to what was typed, for "did you mean"; NULL when none is near. */
const char *command_nearest(const char *name);

/* Errors of the tool itself; those of the libraries pass through unchanged. */
#define COMMAND_ERROR command_error_quark()
enum command_error {
    COMMAND_ERROR_USAGE,    /* the words on the command line are wrong: exit status 2 */
    COMMAND_ERROR_REFUSED,  /* they are right, and the answer is no: 1 */
    COMMAND_ERROR_CANCELLED /* Ctrl-C: 1 */
};
GQuark command_error_quark(void);

/* Sets @error to COMMAND_ERROR_USAGE, _REFUSED; always false, for `return`. */
bool command_misused(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
bool command_refused(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
