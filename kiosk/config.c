#include "kiosk/config.h"

#include "kiosk/event.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { SIDE_MIN_PX = 64, SIDE_MAX_PX = 16384, FILE_MAX_BYTES = 1 << 20 };

enum value_kind {
    VALUE_TEXT,     /* char *, kept as it is */
    VALUE_FLAG,     /* bool: true, false, yes, no, 1, 0 */
    VALUE_NUMBER,   /* int between least and most */
    VALUE_CHOICE,   /* an enum kept as an int, one of words */
    VALUE_LANGUAGE, /* a BCP 47 tag in a field of SESSION_LANGUAGE_SIZE */
    VALUE_SIZE,     /* WxH into the two ints from here on */
};

struct key {
    const char *group, *name;
    enum value_kind kind;
    size_t offset;
    int least, most;
    const char *const *words;
};

static const char *const text_sizes[] = {"standard", "large", "largest", NULL};
static const char *const themes[] = {"evening", "cream", "contrast", NULL};
static const char *const orientations[] = {"landscape", "portrait", NULL};

#define AT(field) offsetof(struct config, field)
#define FLAG(group, name, field)                                                                   \
    {                                                                                              \
        group, name, VALUE_FLAG, AT(field), 0, 0, NULL                                             \
    }
#define TEXT(group, name, field)                                                                   \
    {                                                                                              \
        group, name, VALUE_TEXT, AT(field), 0, 0, NULL                                             \
    }

static const struct key known[] = {
    TEXT("exhibition", "pack", pack),
    TEXT("exhibition", "archive", archive),
    TEXT("exhibition", "packs", packs),
    FLAG("display", "windowed", is_windowed),
    {"display", "size", VALUE_SIZE, AT(width_px), 0, 0, NULL},
    {"display", "orientation", VALUE_CHOICE, AT(is_portrait), 0, 0, orientations},
    TEXT("display", "driver", driver),
    {"display", "textures_mb", VALUE_NUMBER, AT(textures_mb), 16, 2048, NULL},
    {"visitor", "language", VALUE_LANGUAGE, AT(visitor.language), 0, 0, NULL},
    {"visitor", "text_size", VALUE_CHOICE, AT(visitor.text_size), 0, 0, text_sizes},
    {"visitor", "theme", VALUE_CHOICE, AT(visitor.theme), 0, 0, themes},
    {"visitor", "volume", VALUE_NUMBER, AT(visitor.volume), 0, SESSION_VOLUME_MAX, NULL},
    {"visitor", "patience", VALUE_NUMBER, AT(patience_percent), 1, 1000, NULL},
    FLAG("visitor", "easy_letters", visitor.has_easy_letters),
    FLAG("visitor", "more_space", visitor.has_more_space),
    FLAG("visitor", "captions", visitor.has_captions),
    FLAG("visitor", "signing", visitor.has_signing),
    FLAG("visitor", "mono", visitor.is_mono),
    FLAG("visitor", "less_motion", visitor.has_less_motion),
    FLAG("visitor", "always_notes", visitor.has_notes_always),
    TEXT("sound", "output", sound_output),
    TEXT("sound", "device", sound_device),
    FLAG("film", "hardware_decoding", is_hardware_decoding),
    TEXT("files", "state", state),
    TEXT("files", "words", words),
    TEXT("files", "support", support),
    TEXT("files", "themes", themes),
    TEXT("files", "keyboards", keyboards),
};

void config_init(struct config *config)
{
    *config = (struct config){.textures_mb = 96, .patience_percent = 100};
    g_strlcpy(config->visitor.language, "en", sizeof config->visitor.language);
    config->visitor.has_captions = true;
    config->visitor.volume = 5;
    config->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void config_finish(struct config *config)
{
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i].kind == VALUE_TEXT)
            g_free(G_STRUCT_MEMBER(char *, config, known[i].offset));
    g_clear_pointer(&config->keys, g_hash_table_unref);
    *config = (struct config){0};
}

bool config_parse_size(const char *text, int *width_px, int *height_px)
{
    int width = 0, height = 0, end = 0;
    if (sscanf(text, "%5dx%5d%n", &width, &height, &end) != 2 || text[end] != '\0' ||
        width < SIDE_MIN_PX || width > SIDE_MAX_PX || height < SIDE_MIN_PX || height > SIDE_MAX_PX)
        return false;
    *width_px = width;
    *height_px = height;
    return true;
}

/*
 * One value. Each gives NULL, or what is wrong with it.
 */
static char *take_flag(bool *flag, const char *value)
{
    static const char *const on[] = {"true", "yes", "1", NULL};
    static const char *const off[] = {"false", "no", "0", NULL};

    if (g_strv_contains(on, value))
        *flag = true;
    else if (g_strv_contains(off, value))
        *flag = false;
    else
        return g_strdup_printf("\"%s\" is neither true nor false", value);
    return NULL;
}

static char *take_choice(void *field, const struct key *key, const char *value)
{
    for (int i = 0; key->words[i] != NULL; i++) {
        if (strcmp(key->words[i], value) != 0)
            continue;
        if (key->words == orientations)
            *(bool *)field = i == 1;
        else
            memcpy(field, &i, sizeof i);
        return NULL;
    }
    g_autofree char *words = g_strjoinv(", ", (char **)key->words);
    return g_strdup_printf("\"%s\" is none of: %s", value, words);
}

static char *take_number(int *number, const struct key *key, const char *value)
{
    gint64 read = 0;
    if (!g_ascii_string_to_signed(value, 10, key->least, key->most, &read, NULL))
        return g_strdup_printf("\"%s\" is no number between %d and %d", value, key->least,
                               key->most);
    *number = (int)read;
    return NULL;
}

static char *take_language(char *field, const char *value)
{
    size_t length = strlen(value);
    if (length < 2 || length >= SESSION_LANGUAGE_SIZE ||
        strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") != length)
        return g_strdup_printf("\"%s\" is no language tag such as en or pa", value);
    g_strlcpy(field, value, SESSION_LANGUAGE_SIZE);
    return NULL;
}

static char *take(struct config *config, const struct key *key, const char *value)
{
    void *field = G_STRUCT_MEMBER_P(config, key->offset);
    int *size = field;

    switch (key->kind) {
    case VALUE_TEXT:
        g_free(*(char **)field);
        *(char **)field = *value == '\0' ? NULL : g_strdup(value);
        return NULL;
    case VALUE_FLAG:
        return take_flag(field, value);
    case VALUE_NUMBER:
        return take_number(field, key, value);
    case VALUE_CHOICE:
        return take_choice(field, key, value);
    case VALUE_LANGUAGE:
        return take_language(field, value);
    case VALUE_SIZE:
        return config_parse_size(value, &size[0], &size[1])
                   ? NULL
                   : g_strdup_printf("\"%s\" is no size such as 1920x1080", value);
    }
    return NULL;
}

static char *take_key_action(struct config *config, const char *name, const char *value)
{
    for (int action = ACTION_NONE + 1; action <= ACTION_INCREASE; action++) {
        if (strcmp(action_name(action), name) != 0)
            continue;
        g_hash_table_insert(config->keys, g_strdup(name), g_strdup(value));
        return NULL;
    }
    return g_strdup_printf("there is no action \"%s\"", name);
}

static char *take_pair(struct config *config, const char *group, const char *name,
                       const char *value)
{
    if (strcmp(group, "keys") == 0)
        return take_key_action(config, name, value);
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i].group, group) == 0 && strcmp(known[i].name, name) == 0)
            return take(config, &known[i], value);
    return g_strdup_printf("there is no key \"%s\" in [%s]", name, group);
}

static bool is_group(const char *group)
{
    if (strcmp(group, "keys") == 0)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i].group, group) == 0)
            return true;
    return false;
}

/* One line; *group is where we are. NULL, or what is wrong with it. */
static char *take_line(struct config *config, char *line, char **group)
{
    size_t length = strlen(g_strstrip(line));
    char *equals = strchr(line, '=');

    if (length == 0 || *line == '#' || *line == ';')
        return NULL;
    if (*line == '[' && line[length - 1] == ']') {
        g_free(*group);
        *group = g_strndup(line + 1, length - 2);
        return is_group(*group) ? NULL : g_strdup_printf("there is no group [%s]", *group);
    }
    if (equals == NULL)
        return g_strdup("this is no key=value, no [group] and no # comment");
    if (*group == NULL)
        return g_strdup("a [group] must come first");
    if (!is_group(*group))
        return NULL; /* said at its heading */
    *equals = '\0';
    return take_pair(config, *group, g_strstrip(line), g_strstrip(equals + 1));
}

bool config_read(struct config *config, const char *path, char ***complaints, GError **error)
{
    g_autofree char *text = NULL;
    g_autofree char *group = NULL;
    gsize length = 0;

    if (!g_file_get_contents(path, &text, &length, error))
        return false;
    if (length > FILE_MAX_BYTES || !g_utf8_validate(text, (gssize)length, NULL)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s is no configuration: it is too large or not UTF-8", path);
        return false;
    }
    GPtrArray *said = g_ptr_array_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++) {
        g_autofree char *wrong = take_line(config, lines[i], &group);
        if (wrong != NULL)
            g_ptr_array_add(said, g_strdup_printf("%s:%d: %s", path, i + 1, wrong));
    }
    g_ptr_array_add(said, NULL);
    *complaints = (char **)g_ptr_array_free(said, FALSE);
    return true;
}

char *config_state_folder(const struct config *config)
{
    if (config->state != NULL)
        return g_strdup(config->state);
    return g_build_filename(g_get_user_state_dir(), "rwf-kiosk", NULL);
}
