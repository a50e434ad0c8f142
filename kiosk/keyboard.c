#include "kiosk/keyboard.h"

#include <string.h>

struct keyboards {
    GPtrArray *all; /* struct keyboard, English first */
};

static const char *const layer_names[KEYBOARD_LAYERS] = {"letters", "shifted", "digits", "more"};
static const char *const row_names[KEYBOARD_ROWS] = {"row1", "row2", "row3"};

/* For a kiosk without its files. */
static const char plain[] = "[keyboard]\nname=English\nlanguage=en\n"
                            "[letters]\nlabel=abc\nrow1=q w e r t y u i o p\n"
                            "row2=a s d f g h j k l\nrow3=z x c v b n m\n"
                            "[digits]\nlabel=123\nrow1=1 2 3 4 5 6 7 8 9 0\n"
                            "[more]\nlabel=áé\nrow1=á é í ó ú\n";

size_t keyboard_room(int row)
{
    static const size_t room[KEYBOARD_ROWS] = {10, 9, 7};
    return room[row];
}

static void keyboard_free(void *data)
{
    struct keyboard *keyboard = data;
    for (int layer = 0; layer < KEYBOARD_LAYERS; layer++) {
        for (int row = 0; row < KEYBOARD_ROWS; row++)
            g_strfreev(keyboard->rows[layer][row]);
        g_free(keyboard->labels[layer]);
    }
    g_free(keyboard->name);
    g_free(keyboard->language);
    g_free(keyboard->label_language);
    g_free(keyboard);
}

static GStrv keys_of(GKeyFile *file, const char *path, int layer, int row, GPtrArray *complaints)
{
    g_autofree char *line = g_key_file_get_string(file, layer_names[layer], row_names[row], NULL);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit_set(line != NULL ? line : "", " \t", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] == '\0')
            continue;
        if (keys->len == keyboard_room(row)) {
            g_ptr_array_add(complaints,
                            g_strdup_printf("%s: [%s] %s has room for %zu keys; \"%s\" and what "
                                            "follows are left out",
                                            path, layer_names[layer], row_names[row],
                                            keyboard_room(row), parts[i]));
            break;
        }
        g_ptr_array_add(keys, g_utf8_normalize(parts[i], -1, G_NORMALIZE_NFC));
    }
    g_ptr_array_add(keys, NULL);
    return (GStrv)g_ptr_array_free(g_steal_pointer(&keys), FALSE);
}

static struct keyboard *keyboard_of(GKeyFile *file, const char *path, GPtrArray *complaints)
{
    struct keyboard *keyboard = g_new0(struct keyboard, 1);
    keyboard->name = g_key_file_get_string(file, "keyboard", "name", NULL);
    keyboard->language = g_key_file_get_string(file, "keyboard", "language", NULL);
    keyboard->label_language = g_key_file_get_string(file, "keyboard", "labels", NULL);
    size_t letters = 0;
    for (int layer = 0; layer < KEYBOARD_LAYERS; layer++) {
        keyboard->labels[layer] = g_key_file_get_string(file, layer_names[layer], "label", NULL);
        for (int row = 0; row < KEYBOARD_ROWS; row++) {
            keyboard->rows[layer][row] = keys_of(file, path, layer, row, complaints);
            letters += layer == KEYBOARD_LETTERS ? g_strv_length(keyboard->rows[layer][row]) : 0;
        }
    }
    keyboard->has_capitals = !g_key_file_has_group(file, layer_names[KEYBOARD_SHIFTED]);
    if (keyboard->label_language == NULL)
        keyboard->label_language = g_strdup(keyboard->language);
    if (keyboard->name != NULL && keyboard->language != NULL && letters > 0)
        return keyboard;
    g_ptr_array_add(complaints, g_strdup_printf("%s: a keyboard needs its name and language in "
                                                "[keyboard] and rows of keys in [letters]",
                                                path));
    keyboard_free(keyboard);
    return NULL;
}

static void add_file(struct keyboards *keyboards, const char *path, GPtrArray *complaints)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) error = NULL;
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &error)) {
        g_ptr_array_add(complaints, g_strdup_printf("%s: %s", path, error->message));
        return;
    }
    struct keyboard *keyboard = keyboard_of(file, path, complaints);
    if (keyboard != NULL)
        g_ptr_array_add(keyboards->all, keyboard);
}

static int by_language(const void *a, const void *b)
{
    const struct keyboard *one = *(struct keyboard *const *)a;
    const struct keyboard *other = *(struct keyboard *const *)b;
    bool is_english = g_str_equal(one->language, "en");
    if (is_english != g_str_equal(other->language, "en"))
        return is_english ? -1 : 1;
    return strcmp(one->language, other->language);
}

/* A layer that a file leaves out is the English one. */
static void fill_in(struct keyboards *keyboards, enum keyboard_layer layer)
{
    const struct keyboard *english = keyboards->all->pdata[0];
    for (guint i = 1; i < keyboards->all->len; i++) {
        struct keyboard *keyboard = keyboards->all->pdata[i];
        bool is_empty = true;
        for (int row = 0; row < KEYBOARD_ROWS; row++)
            is_empty = is_empty && keyboard->rows[layer][row][0] == NULL;
        for (int row = 0; is_empty && row < KEYBOARD_ROWS; row++) {
            g_strfreev(keyboard->rows[layer][row]);
            keyboard->rows[layer][row] = g_strdupv(english->rows[layer][row]);
        }
        if (keyboard->labels[layer] == NULL)
            keyboard->labels[layer] = g_strdup(english->labels[layer]);
    }
}

static void add_plain(struct keyboards *keyboards, GPtrArray *complaints)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_key_file_load_from_data(file, plain, sizeof plain - 1, G_KEY_FILE_NONE, NULL);
    g_ptr_array_add(keyboards->all, keyboard_of(file, "", complaints));
    g_ptr_array_sort(keyboards->all, by_language);
}

struct keyboards *keyboards_load(const char *folder, char ***complaints)
{
    struct keyboards *keyboards = g_new0(struct keyboards, 1);
    keyboards->all = g_ptr_array_new_with_free_func(keyboard_free);
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    if (dir == NULL)
        g_ptr_array_add(said, g_strdup(error->message));
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_str_has_suffix(name, ".ini") && name[0] != '.')
            add_file(keyboards, path, said);
    }
    g_ptr_array_sort(keyboards->all, by_language);
    if (keyboards->all->len == 0 ||
        !g_str_equal(((struct keyboard *)keyboards->all->pdata[0])->language, "en"))
        add_plain(keyboards, said);
    fill_in(keyboards, KEYBOARD_DIGITS);
    fill_in(keyboards, KEYBOARD_MORE);
    if (complaints != NULL) {
        g_ptr_array_add(said, NULL);
        *complaints = (char **)g_ptr_array_free(g_steal_pointer(&said), FALSE);
    }
    return keyboards;
}

void keyboards_free(struct keyboards *keyboards)
{
    if (keyboards == NULL)
        return;
    g_ptr_array_unref(keyboards->all);
    g_free(keyboards);
}

size_t keyboards_count(const struct keyboards *keyboards)
{
    return keyboards->all->len;
}

const struct keyboard *keyboards_at(const struct keyboards *keyboards, size_t index)
{
    g_assert(index < keyboards->all->len);
    return keyboards->all->pdata[index];
}

size_t keyboards_for(const struct keyboards *keyboards, const char *language)
{
    size_t length = language != NULL ? strcspn(language, "-_") : 0;
    for (guint i = 0; i < keyboards->all->len; i++) {
        const struct keyboard *keyboard = keyboards->all->pdata[i];
        if (strlen(keyboard->language) == length &&
            g_ascii_strncasecmp(keyboard->language, language, length) == 0)
            return i;
    }
    return 0;
}
