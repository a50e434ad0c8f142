#include "kiosk/widget_keyboard.h"

#include "kiosk/widgets.h"

#include <string.h>

enum { TYPED_SIZE = 32, TYPED_MAX = 60 /* letters */ };

/* Where its parts stand, in left-to-right layouts, from its left edge. */
struct keys_places {
    double width, height, step; /* of letter keys */
    double row_step, row_y;
    double row_x[KEYBOARD_ROWS];
    struct box shift, erase, digits, language, space, more, go;
};

static const struct keys_places lying = {.width = 112,
                                         .height = 84,
                                         .step = 124,
                                         .row_step = 96,
                                         .row_x = {0, 62, 186},
                                         .row_y = 548,
                                         .shift = {0, 740, 174, 84},
                                         .erase = {1054, 740, 174, 84},
                                         .digits = {0, 836, 174, 84},
                                         .language = {186, 836, 174, 84},
                                         .space = {372, 836, 482, 84},
                                         .more = {866, 836, 174, 84},
                                         .go = {1054, 836, 174, 84}};
static const struct keys_places standing = {.width = 88,
                                            .height = 112,
                                            .step = 99.5,
                                            .row_step = 124,
                                            .row_x = {0, 49, 149},
                                            .row_y = 1216,
                                            .shift = {0, 1464, 138, 112},
                                            .erase = {846, 1464, 138, 112},
                                            .digits = {0, 1588, 138, 112},
                                            .language = {149.5, 1588, 138, 112},
                                            .space = {299, 1588, 384, 112},
                                            .more = {694, 1588, 138, 112},
                                            .go = {844, 1588, 140, 112}};
enum { STANDING_LEFT = 48 };

static const struct keys_places *places_of(const struct board *board)
{
    return board_is_portrait(board) ? &standing : &lying;
}

double keys_top(const struct board *board)
{
    return places_of(board)->row_y;
}

static const struct keyboard *keyboard_now(const struct screen_env *env, const struct keys *keys)
{
    return keyboards_at(env->keyboards, keys->keyboard);
}

const char *keys_language(const struct screen_env *env, const struct keys *keys)
{
    return keyboard_now(env, keys)->language;
}

static size_t next_of(const struct screen_env *env, const struct keys *keys)
{
    return (keys->keyboard + 1) % keyboards_count(env->keyboards);
}

/* Keys keep their order in every language, wherever the whole stands. */
static struct box place(const struct board *board, double left, struct box box)
{
    const struct keys_places *places = places_of(board);
    box.x += board_is_portrait(board) ? STANDING_LEFT : left;
    if (!board_is_rtl(board))
        return box;
    double first = board_is_portrait(board) ? STANDING_LEFT : left;
    double last = first + 9 * places->step + places->width;
    box.x = first + last - box.x - box.w;
    return box;
}

/* A sign that stands on other letters shows on a dotted circle. */
static const char *label_of(struct board *board, const char *key)
{
    bool is_sign = g_unichar_ismark(g_utf8_get_char(key));
    return is_sign ? board_format(board, "\xe2\x97\x8c%s", key) : key;
}

static const char *capital_of(struct board *board, const struct keys *keys,
                              const struct keyboard *keyboard, const char *key)
{
    bool is_capital = keys->is_shifted && keyboard->has_capitals;
    return is_capital ? board_take(board, g_utf8_strup(key, -1)) : key;
}

static enum keyboard_layer layer_now(const struct keys *keys, const struct keyboard *keyboard)
{
    bool is_other = keys->is_shifted && !keyboard->has_capitals && keys->layer == KEYBOARD_LETTERS;
    return is_other ? KEYBOARD_SHIFTED : keys->layer;
}

static void add_letters(struct board *board, const struct keys *keys, double left)
{
    const struct keys_places *places = places_of(board);
    const struct keyboard *keyboard = keyboard_now(board_env(board), keys);
    enum keyboard_layer layer = layer_now(keys, keyboard);
    for (int row = 0; row < KEYBOARD_ROWS; row++) {
        const GStrv letters = keyboard->rows[layer][row];
        for (size_t i = 0; letters[i] != NULL; i++) {
            const char *letter = capital_of(board, keys, keyboard, letters[i]);
            struct box box =
                box_make(places->row_x[row] + places->step * (double)i,
                         places->row_y + places->row_step * row, places->width, places->height);
            button_add(board, &(struct button){.id = board_format(board, "key.%s", letters[i]),
                                               .box = place(board, left, box),
                                               .label = label_of(board, letter),
                                               .name = letter,
                                               .label_language = keyboard->label_language,
                                               .scale = 1.25});
        }
    }
}

static void add_others(struct board *board, const struct keys *keys, double left)
{
    const struct keys_places *places = places_of(board);
    const struct screen_env *env = board_env(board);
    const struct keyboard *keyboard = keyboard_now(env, keys);
    const struct keyboard *next = keyboards_at(env->keyboards, next_of(env, keys));
    bool has_letters = keys->layer == KEYBOARD_LETTERS;
    const char *shift = keyboard->labels[KEYBOARD_SHIFTED];
    const char *back = keyboard->labels[KEYBOARD_LETTERS];
    const struct {
        const char *id, *icon, *label, *language, *name;
        struct box box;
        bool is_on;
    } others[] = {
        {"shift", shift == NULL ? "keyboard_capslock" : NULL,
         shift != NULL ? shift : board_word(board, "search.shift"),
         shift != NULL ? keyboard->label_language : NULL, board_word(board, "search.shift"),
         places->shift, keys->is_shifted},
        {"bksp", "backspace", board_word(board, "search.delete"), NULL, NULL, places->erase, false},
        {"123", NULL, has_letters ? keyboard->labels[KEYBOARD_DIGITS] : back,
         has_letters ? "en" : keyboard->label_language,
         board_word(board, has_letters ? "search.digits" : "search.letters"), places->digits,
         false},
        {"lang", NULL, next->name, next->label_language, next->name, places->language, false},
        {"space", "space_bar", board_word(board, "search.space"), NULL, NULL, places->space, false},
        {"accent", NULL, keyboard->labels[KEYBOARD_MORE], keyboard->label_language,
         board_word(board, "search.accents"), places->more, keys->layer == KEYBOARD_MORE},
        {"go", "search", board_word(board, "search.go"), NULL, NULL, places->go, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        button_add(board, &(struct button){.id = others[i].id,
                                           .box = place(board, left, others[i].box),
                                           .icon = others[i].icon,
                                           .label = others[i].label,
                                           .label_language = others[i].language,
                                           .name = others[i].name,
                                           .look = i + 1 == G_N_ELEMENTS(others) ? BUTTON_PRIMARY
                                                                                 : BUTTON_CONTENT,
                                           .is_selected = others[i].is_on});
}

void keys_add(struct board *board, struct keys *keys, double left)
{
    const struct screen_env *env = board_env(board);
    const char *language = env->session->now.language;
    if (strcmp(keys->language, language) != 0) {
        keys->keyboard = keyboards_for(env->keyboards, language);
        g_strlcpy(keys->language, language, sizeof keys->language);
    }
    add_letters(board, keys, left);
    add_others(board, keys, left);
}

static void type(const struct screen_env *env, struct keys *keys, const char *letter, char *typed)
{
    bool is_capital = keys->is_shifted && keyboard_now(env, keys)->has_capitals;
    g_autofree char *capital = is_capital ? g_utf8_strup(letter, -1) : NULL;
    g_strlcpy(typed, capital != NULL ? capital : letter, TYPED_SIZE);
    keys->is_shifted = false; /* one shot */
}

enum keys_press keys_touch(const struct screen_env *env, struct keys *keys, const char *node,
                           char *typed)
{
    if (g_str_has_prefix(node, "key.")) {
        type(env, keys, node + strlen("key."), typed);
        return KEYS_TYPED;
    }
    if (g_str_equal(node, "space")) {
        g_strlcpy(typed, " ", TYPED_SIZE);
        return KEYS_TYPED;
    }
    if (g_str_equal(node, "shift"))
        keys->is_shifted = !keys->is_shifted;
    else if (g_str_equal(node, "123"))
        keys->layer = keys->layer == KEYBOARD_LETTERS ? KEYBOARD_DIGITS : KEYBOARD_LETTERS;
    else if (g_str_equal(node, "accent"))
        keys->layer = keys->layer == KEYBOARD_MORE ? KEYBOARD_LETTERS : KEYBOARD_MORE;
    else if (g_str_equal(node, "lang")) {
        keys->keyboard = next_of(env, keys);
        keys->layer = KEYBOARD_LETTERS;
        keys->is_shifted = false;
    } else
        return KEYS_OTHER;
    return KEYS_TURNED;
}

void keys_write(GString *typed, const char *letters)
{
    if (strcmp(letters, "\b") != 0) {
        if (g_utf8_strlen(typed->str, -1) < TYPED_MAX)
            g_string_append(typed, letters);
        return;
    }
    const char *last = g_utf8_find_prev_char(typed->str, typed->str + typed->len);
    g_string_truncate(typed, last != NULL ? (gsize)(last - typed->str) : 0);
}
