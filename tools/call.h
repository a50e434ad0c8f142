#ifndef TOOLS_CALL_H
#define TOOLS_CALL_H

#include "catalogue/history.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/vault.h"

#include <gio/gio.h>

struct item;

/*
 * One run of one command: what was typed, where answers go, which archive. The dispatcher fills it
 * in; a command only reads it.
 */
struct call {
    const struct command *command;
    const struct options *options;
    struct output *output;
    GCancellable *cancellable;
    struct vault *vault;       /* NULL where the command needs none */
    struct db *db;             /* of the vault */
    GStringChunk *strings;     /* lives as long as the call */
    const char *archive_named; /* -C as given, or NULL */
};

/* Shorter names for what every command asks. */
const char *call_word(const struct call *call, int index);
const char *call_option(const struct call *call, const char *name);
bool call_has(const struct call *call, const char *name);

/* The item a person named by code or identifier; refused with what to do when there is none. */
bool call_item(const struct call *call, const char *name, struct item *item, GError **error);

/* The line typed, as the history keeps it: it names the command, the codes, fields and options, never
 * a value or a file: those may be somebody's name, and the history outlives an erasure. Yours. */
char *call_line(const struct call *call);

/* Begins the one entry of the history this command makes. */
struct history *call_history(const struct call *call, GError **error);

/* True, and COMMAND_ERROR_CANCELLED, after Ctrl-C. */
bool call_is_cancelled(const struct call *call, GError **error);

#endif
