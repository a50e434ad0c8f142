/*
 * config.h — how this kiosk is set up: an INI file that staff can read, every key of it in
 * rwf-kiosk(1).
 *
 * A kiosk starts with what it understands of its file: a key that nobody knows, a value that
 * is none, or a line that is neither costs only itself, and is reported by its line. Options of
 * the command line are put over the file by the program.
 */
#ifndef KIOSK_CONFIG_H
#define KIOSK_CONFIG_H

#include "kiosk/session.h"

#include <glib.h>
#include <stdbool.h>

/* Strings are the config's own; NULL: not given. Zeroed by config_init() but for defaults. */
struct config {
    /* [exhibition] */
    char *pack;
    char *archive;
    char *packs;

    /* [display] */
    bool is_windowed;
    bool is_portrait;
    int width_px; /* of a window; 0: by the orientation */
    int height_px;
    char *driver;    /* of drawing: "opengl", "opengles2", "software" */
    int textures_mb; /* most memory for pictures */

    /* [visitor]: what every visit begins with */
    struct session_choices visitor;
    int patience_percent; /* of the waits before "Are you still there?" */

    /* [sound] */
    char *sound_output;
    char *sound_device;
    bool is_hardware_decoding;

    /* [files] */
    char *state;     /* folder for everything that is written */
    char *words;     /* folder of sentences */
    char *themes;    /* folder of colours */
    char *support;   /* folder of the lines of help (kiosk/support.h) */
    char *keyboards; /* folder of the search screen's letters (kiosk/keyboard.h) */

    /* [keys]: an action's name -> names of keys with semicolons between */
    GHashTable *keys;
};

/* The defaults. */
void config_init(struct config *config);
void config_finish(struct config *config);

/* Reads a file over what is there. @complaints receives one sentence a fault, "FILE:LINE: what",
 * NULL-terminated, the caller's. False, with @error, only when the file cannot be read. */
bool config_read(struct config *config, const char *path, char ***complaints, GError **error);

/* The folder this kiosk writes to, yours to free: the one configured, else rwf-kiosk below
 * XDG_STATE_HOME. It is not made here. */
char *config_state_folder(const struct config *config);

/* "1920x1080"; false when it is no size between 64 and 16384 on each side. */
bool config_parse_size(const char *text, int *width_px, int *height_px);

#endif
