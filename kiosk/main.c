/* rwf-kiosk: reads what it is told on the command line and in its configuration, then runs. */
#include "kiosk/app.h"
#include "kiosk/config.h"
#include "kiosk/log.h"

#include <getopt.h>
#include <glib.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

enum {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
};

/* What is at least as large as this is taken from the system by itself. */
#define PIXELS_BYTES (256 << 10)

enum option_name {
    OPTION_PACK = 256,
    OPTION_ARCHIVE,
    OPTION_PACKS,
    OPTION_CONFIG,
    OPTION_WINDOWED,
    OPTION_SIZE,
    OPTION_PORTRAIT,
    OPTION_KEY,
    OPTION_AUTOMATION,
    OPTION_CHECK,
    OPTION_HELP,
    OPTION_VERSION,
};

static const struct option options[] = {
    {"pack", required_argument, NULL, OPTION_PACK},
    {"archive", required_argument, NULL, OPTION_ARCHIVE},
    {"packs", required_argument, NULL, OPTION_PACKS},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"windowed", no_argument, NULL, OPTION_WINDOWED},
    {"size", required_argument, NULL, OPTION_SIZE},
    {"portrait", no_argument, NULL, OPTION_PORTRAIT},
    {"key", required_argument, NULL, OPTION_KEY},
    {"automation", required_argument, NULL, OPTION_AUTOMATION},
    {"check", no_argument, NULL, OPTION_CHECK},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "rwf-kiosk - show an exhibition on a touchscreen\n"
    "\n"
    "    rwf-kiosk [--pack PACK | --archive DIR | --packs DIR] [--config FILE] [--windowed]\n"
    "              [--size WxH] [--portrait] [--key PUB] [--automation SOCKET] [--check]\n"
    "\n"
    "  --pack PACK          show this pack, made by rwf publish\n"
    "  --archive DIR        show an archive as it is on this machine\n"
    "  --packs DIR          show the current one of the packs in a folder\n"
    "  --config FILE        settings; see rwf-kiosk(1)\n"
    "  --windowed           in a window instead of the full screen\n"
    "  --size WxH           the size of that window\n"
    "  --portrait           upright, whatever the display's shape\n"
    "  --key PUB            the key that packs must be signed with\n"
    "  --automation SOCKET  tell tests and assistive devices what is on screen\n"
    "  --check              verify what would be shown, say so, and end\n"
    "  --help, --version\n";

/* What the command line says; NULL: not said. */
struct command {
    const char *pack, *archive, *packs, *config, *key, *automation;
    int width_px, height_px;
    bool is_windowed, is_portrait, is_check, wants_help, wants_version;
};

static bool take_size(struct command *command, const char *text)
{
    command->is_windowed = true;
    if (config_parse_size(text, &command->width_px, &command->height_px))
        return true;
    fprintf(stderr, "rwf-kiosk: --size %s: write it like 1920x1080\n", text);
    return false;
}

static bool take_option(struct command *command, int option)
{
    switch (option) {
    case OPTION_PACK:
        command->pack = optarg;
        return true;
    case OPTION_ARCHIVE:
        command->archive = optarg;
        return true;
    case OPTION_PACKS:
        command->packs = optarg;
        return true;
    case OPTION_CONFIG:
        command->config = optarg;
        return true;
    case OPTION_WINDOWED:
        command->is_windowed = true;
        return true;
    case OPTION_SIZE:
        return take_size(command, optarg);
    case OPTION_PORTRAIT:
        command->is_portrait = true;
        return true;
    case OPTION_KEY:
        command->key = optarg;
        return true;
    case OPTION_AUTOMATION:
        command->automation = optarg;
        return true;
    case OPTION_CHECK:
        command->is_check = true;
        return true;
    case OPTION_HELP:
        command->wants_help = true;
        return true;
    case OPTION_VERSION:
        command->wants_version = true;
        return true;
    default:
        return false; /* getopt has said what is wrong */
    }
}

static bool parse(struct command *command, int argc, char **argv)
{
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
        if (!take_option(command, option))
            return false;
    if (optind < argc) {
        fprintf(stderr, "rwf-kiosk: \"%s\" is no option; see rwf-kiosk --help\n", argv[optind]);
        return false;
    }
    if ((command->pack != NULL) + (command->archive != NULL) + (command->packs != NULL) > 1) {
        fputs("rwf-kiosk: give only one of --pack, --archive and --packs\n", stderr);
        return false;
    }
    return true;
}

static void replace(char **field, const char *value)
{
    g_free(*field);
    *field = g_strdup(value);
}

/* Puts the command line over the file. */
static void override(struct config *config, const struct command *command)
{
    if (command->pack != NULL || command->archive != NULL || command->packs != NULL) {
        replace(&config->pack, command->pack);
        replace(&config->archive, command->archive);
        replace(&config->packs, command->packs);
    }
    config->is_windowed = config->is_windowed || command->is_windowed;
    config->is_portrait = config->is_portrait || command->is_portrait;
    if (command->width_px > 0) {
        config->width_px = command->width_px;
        config->height_px = command->height_px;
    }
}

static bool read_config(struct config *config, const char *path)
{
    g_auto(GStrv) complaints = NULL;
    g_autoptr(GError) error = NULL;

    if (path == NULL)
        return true;
    if (!config_read(config, path, &complaints, &error)) {
        g_critical("%s", error->message);
        return false;
    }
    for (int i = 0; complaints[i] != NULL; i++)
        g_warning("%s", complaints[i]);
    return true;
}

static int check(const struct config *config)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sentence = app_check(config, &error);

    if (sentence == NULL) {
        g_critical("%s", error->message);
        return STATUS_FAILED;
    }
    puts(sentence);
    return STATUS_DONE;
}

static int run(const struct config *config, const char *automation)
{
    g_autoptr(GError) error = NULL;
    struct app *app = app_create(config, automation, &error);
    bool is_good = app != NULL && app_run(app, &error);

    if (!is_good)
        g_critical("%s", error != NULL ? error->message : "ended without a reason");
    app_destroy(app);
    return is_good ? STATUS_DONE : STATUS_FAILED;
}

static int start(const struct command *command)
{
    struct config config;
    int status = STATUS_FAILED;

    /* A key that is given and not checked would be worse than none. */
    if (command->key != NULL) {
        g_critical("--key %s: this version cannot check signatures yet; start it without --key, "
                   "with packs from a source you trust",
                   command->key);
        return STATUS_FAILED;
    }
    config_init(&config);
    if (read_config(&config, command->config)) {
        override(&config, command);
        if (config.pack == NULL && config.archive == NULL && config.packs == NULL) {
            fputs("rwf-kiosk: say what to show with --pack, --archive or --packs\n", stderr);
            status = STATUS_USAGE;
        } else {
            status = command->is_check ? check(&config) : run(&config, command->automation);
        }
    }
    config_finish(&config);
    return status;
}

int main(int argc, char **argv)
{
    struct command command = {0};

    /* Pixels go back to the system when they are freed: glibc would learn from the first
     * photograph to keep room for the next one, 30 MB and more in every thread. */
    mallopt(M_MMAP_THRESHOLD, PIXELS_BYTES);
    mallopt(M_TRIM_THRESHOLD, PIXELS_BYTES);

    if (!parse(&command, argc, argv))
        return STATUS_USAGE;
    if (command.wants_help) {
        fputs(help, stdout);
        return STATUS_DONE;
    }
    if (command.wants_version) {
        puts("rwf-kiosk " RWF_VERSION);
        return STATUS_DONE;
    }
    log_install();
    return start(&command);
}
