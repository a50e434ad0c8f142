/* What SDL says, in our words: the design's table of keys, and fingers. */
#include "kiosk/window.h"

#include <SDL2/SDL.h>

static struct window_news press(struct input *input, SDL_Scancode key, Uint16 held, Uint8 repeat)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                               .timestamp = SDL_GetTicks(),
                               .repeat = repeat,
                               .keysym = {.scancode = key, .mod = held}}};
    return input_translate(input, &event, 1920, 1080);
}

static enum action action_of(struct input *input, SDL_Scancode key, Uint16 held)
{
    struct window_news news = press(input, key, held, 0);
    return news.type == WINDOW_ACTION ? news.action : ACTION_NONE;
}

static void the_keys_of_the_design(void)
{
    static const struct {
        SDL_Scancode key;
        Uint16 held;
        enum action action;
    } rows[] = {
        {SDL_SCANCODE_TAB, 0, ACTION_NEXT},
        {SDL_SCANCODE_TAB, KMOD_LSHIFT, ACTION_PREVIOUS},
        {SDL_SCANCODE_UP, 0, ACTION_UP},
        {SDL_SCANCODE_RETURN, 0, ACTION_SELECT},
        {SDL_SCANCODE_SPACE, 0, ACTION_SELECT},
        {SDL_SCANCODE_ESCAPE, 0, ACTION_BACK},
        {SDL_SCANCODE_BACKSPACE, 0, ACTION_BACK},
        {SDL_SCANCODE_F23, 0, ACTION_BACK},
        {SDL_SCANCODE_HOME, 0, ACTION_HOME},
        {SDL_SCANCODE_F1, 0, ACTION_HELP},
        {SDL_SCANCODE_SLASH, KMOD_LSHIFT, ACTION_HELP},
        {SDL_SCANCODE_F2, 0, ACTION_SPEECH_REPEAT},
        {SDL_SCANCODE_F4, 0, ACTION_SPEECH_PAUSE},
        {SDL_SCANCODE_F3, 0, ACTION_SPEECH_TOGGLE},
        {SDL_SCANCODE_EQUALS, KMOD_LSHIFT, ACTION_VOLUME_UP},
        {SDL_SCANCODE_MINUS, 0, ACTION_VOLUME_DOWN},
        {SDL_SCANCODE_VOLUMEUP, 0, ACTION_VOLUME_UP},
        {SDL_SCANCODE_P, 0, ACTION_PLAY_PAUSE},
        {SDL_SCANCODE_LEFTBRACKET, 0, ACTION_BACK15},
        {SDL_SCANCODE_RIGHTBRACKET, 0, ACTION_FORWARD15},
        {SDL_SCANCODE_F6, 0, ACTION_THEME},
        {SDL_SCANCODE_F5, 0, ACTION_TEXT_SIZE},
        {SDL_SCANCODE_B, 0, ACTION_BREAK},
        {SDL_SCANCODE_F12, KMOD_LCTRL | KMOD_LALT, ACTION_STAFF},
        {SDL_SCANCODE_F12, 0, ACTION_NONE},
        {SDL_SCANCODE_P, KMOD_LCTRL, ACTION_NONE},
        {SDL_SCANCODE_Q, 0, ACTION_NONE},
    };
    struct input *input = input_create(NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(action_of(input, rows[i].key, rows[i].held), ==, rows[i].action);
    input_destroy(input);
}

static void a_held_key_chooses_once_and_moves_the_focus_on(void)
{
    struct input *input = input_create(NULL, NULL);
    g_assert_cmpint(press(input, SDL_SCANCODE_RETURN, 0, 1).type, ==, WINDOW_NOTHING);
    g_assert_cmpint(press(input, SDL_SCANCODE_B, 0, 1).type, ==, WINDOW_NOTHING);
    g_assert_cmpint(press(input, SDL_SCANCODE_DOWN, 0, 1).type, ==, WINDOW_ACTION);
    input_destroy(input);
}

static void a_keypad_s_keys_are_learnt_from_the_configuration(void)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) complaints = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_insert(keys, (char *)"back", (char *)"F13; Keypad 0");
    g_hash_table_insert(keys, (char *)"help", (char *)"F14;Nonsense");
    struct input *input = input_create(keys, complaints);

    g_assert_cmpint(action_of(input, SDL_SCANCODE_F13, 0), ==, ACTION_BACK);
    g_assert_cmpint(action_of(input, SDL_SCANCODE_KP_0, 0), ==, ACTION_BACK);
    g_assert_cmpint(action_of(input, SDL_SCANCODE_ESCAPE, 0), ==, ACTION_NONE);
    g_assert_cmpint(action_of(input, SDL_SCANCODE_F14, 0), ==, ACTION_HELP);
    g_assert_cmpint(action_of(input, SDL_SCANCODE_TAB, 0), ==, ACTION_NEXT);
    g_assert_cmpuint(complaints->len, ==, 1);
    g_assert_cmpstr(complaints->pdata[0], ==, "there is no key named \"Nonsense\" for help");
    input_destroy(input);
}

static void a_finger_is_a_place_on_the_glass(void)
{
    struct input *input = input_create(NULL, NULL);
    SDL_Event event = {.tfinger = {.type = SDL_FINGERDOWN,
                                   .timestamp = SDL_GetTicks(),
                                   .touchId = 4,
                                   .fingerId = 7,
                                   .x = 0.5f,
                                   .y = 0.25f}};
    struct window_news news = input_translate(input, &event, 1920, 1080);
    g_assert_cmpint(news.type, ==, WINDOW_CONTACT);
    g_assert_cmpint(news.contact.kind, ==, CONTACT_FINGER);
    g_assert_cmpint(news.contact.phase, ==, CONTACT_DOWN);
    g_assert_cmpfloat(news.contact.at.x, ==, 960);
    g_assert_cmpfloat(news.contact.at.y, ==, 270);
    int64_t first = news.contact.id;

    event.tfinger.touchId = 5; /* another screen's seventh finger */
    event.tfinger.type = SDL_FINGERUP;
    news = input_translate(input, &event, 1920, 1080);
    g_assert_cmpint(news.contact.phase, ==, CONTACT_UP);
    g_assert_cmpint(news.contact.id, !=, first);
    g_assert_cmpint(news.contact.id, >=, 0);
    input_destroy(input);
}

static void the_mouse_counts_while_its_left_button_is_down(void)
{
    struct input *input = input_create(NULL, NULL);
    SDL_Event move = {.motion = {.type = SDL_MOUSEMOTION, .x = 10, .y = 20}};
    SDL_Event button = {0};
    button.button = (SDL_MouseButtonEvent){
        .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 10, .y = 20};

    g_assert_cmpint(input_translate(input, &move, 1920, 1080).type, ==, WINDOW_NOTHING);
    struct window_news news = input_translate(input, &button, 1920, 1080);
    g_assert_cmpint(news.contact.kind, ==, CONTACT_MOUSE);
    g_assert_cmpint(news.contact.phase, ==, CONTACT_DOWN);
    g_assert_cmpint(input_translate(input, &move, 1920, 1080).contact.phase, ==, CONTACT_MOVE);
    button.button.which = SDL_TOUCH_MOUSEID;
    g_assert_cmpint(input_translate(input, &button, 1920, 1080).type, ==, WINDOW_NOTHING);
    button.button.which = 0;
    button.button.button = SDL_BUTTON_RIGHT;
    g_assert_cmpint(input_translate(input, &button, 1920, 1080).type, ==, WINDOW_NOTHING);
    input_destroy(input);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/input/" #name, name)
    TEST(the_keys_of_the_design);
    TEST(a_held_key_chooses_once_and_moves_the_focus_on);
    TEST(a_keypad_s_keys_are_learnt_from_the_configuration);
    TEST(a_finger_is_a_place_on_the_glass);
    TEST(the_mouse_counts_while_its_left_button_is_down);
    return g_test_run();
}
