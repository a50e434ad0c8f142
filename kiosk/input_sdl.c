#include "kiosk/window.h"

#include <SDL2/SDL.h>
#include <string.h>

#define MOUSE_ID INT64_C(-1)

struct input {
    enum action actions[SDL_NUM_SCANCODES];
    bool is_mouse_down;
    bool is_writing; /* keys with letters on them write */
};

/* DESIGN §7.1. Keypads send F23 (HID 0x72) for back, and arrows, Enter and Tab for the rest. */
static const struct {
    SDL_Scancode key;
    enum action action;
} table[] = {
    {SDL_SCANCODE_TAB, ACTION_NEXT}, /* with Shift: previous */
    {SDL_SCANCODE_LEFT, ACTION_LEFT},
    {SDL_SCANCODE_RIGHT, ACTION_RIGHT},
    {SDL_SCANCODE_UP, ACTION_UP},
    {SDL_SCANCODE_DOWN, ACTION_DOWN},
    {SDL_SCANCODE_RETURN, ACTION_SELECT},
    {SDL_SCANCODE_KP_ENTER, ACTION_SELECT},
    {SDL_SCANCODE_SPACE, ACTION_SELECT},
    {SDL_SCANCODE_ESCAPE, ACTION_BACK},
    {SDL_SCANCODE_BACKSPACE, ACTION_BACK},
    {SDL_SCANCODE_F23, ACTION_BACK},
    {SDL_SCANCODE_AC_BACK, ACTION_BACK},
    {SDL_SCANCODE_HOME, ACTION_HOME},
    {SDL_SCANCODE_AC_HOME, ACTION_HOME},
    {SDL_SCANCODE_PAGEUP, ACTION_PAGE_UP},
    {SDL_SCANCODE_PAGEDOWN, ACTION_PAGE_DOWN},
    {SDL_SCANCODE_F1, ACTION_HELP},
    {SDL_SCANCODE_SLASH, ACTION_HELP}, /* "?" */
    {SDL_SCANCODE_F2, ACTION_SPEECH_REPEAT},
    {SDL_SCANCODE_F3, ACTION_SPEECH_TOGGLE},
    {SDL_SCANCODE_F4, ACTION_SPEECH_PAUSE},
    {SDL_SCANCODE_F5, ACTION_TEXT_SIZE},
    {SDL_SCANCODE_F6, ACTION_THEME},
    {SDL_SCANCODE_EQUALS, ACTION_VOLUME_UP}, /* "+" */
    {SDL_SCANCODE_KP_PLUS, ACTION_VOLUME_UP},
    {SDL_SCANCODE_VOLUMEUP, ACTION_VOLUME_UP},
    {SDL_SCANCODE_MINUS, ACTION_VOLUME_DOWN},
    {SDL_SCANCODE_KP_MINUS, ACTION_VOLUME_DOWN},
    {SDL_SCANCODE_VOLUMEDOWN, ACTION_VOLUME_DOWN},
    {SDL_SCANCODE_P, ACTION_PLAY_PAUSE},
    {SDL_SCANCODE_AUDIOPLAY, ACTION_PLAY_PAUSE},
    {SDL_SCANCODE_LEFTBRACKET, ACTION_BACK15},
    {SDL_SCANCODE_RIGHTBRACKET, ACTION_FORWARD15},
    {SDL_SCANCODE_B, ACTION_BREAK},
};

/* Gives an action the keys named, in place of the table's. */
static void assign(struct input *input, enum action action, const char *names,
                   GPtrArray *complaints)
{
    g_auto(GStrv) keys = g_strsplit(names, ";", -1);

    for (int i = 0; i < SDL_NUM_SCANCODES; i++)
        if (input->actions[i] == action)
            input->actions[i] = ACTION_NONE;
    for (int i = 0; keys[i] != NULL; i++) {
        const char *name = g_strstrip(keys[i]);
        SDL_Scancode key = *name == '\0' ? SDL_SCANCODE_UNKNOWN : SDL_GetScancodeFromName(name);
        if (key != SDL_SCANCODE_UNKNOWN)
            input->actions[key] = action;
        else if (*name != '\0' && complaints != NULL)
            g_ptr_array_add(complaints, g_strdup_printf("there is no key named \"%s\" for %s", name,
                                                        action_name(action)));
    }
}

struct input *input_create(GHashTable *keys, GPtrArray *complaints)
{
    struct input *input = g_new0(struct input, 1);

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        input->actions[table[i].key] = table[i].action;
    for (int action = ACTION_NONE + 1; keys != NULL && action <= ACTION_INCREASE; action++) {
        const char *names = g_hash_table_lookup(keys, action_name(action));
        if (names != NULL)
            assign(input, action, names, complaints);
    }
    return input;
}

void input_destroy(struct input *input)
{
    g_free(input);
}

bool input_set_writing(struct input *input, bool is_writing)
{
    bool is_new = input->is_writing != is_writing;
    input->is_writing = is_writing;
    return is_new;
}

static struct window_news nothing(void)
{
    return (struct window_news){.type = WINDOW_NOTHING};
}

static struct window_news finger(const SDL_TouchFingerEvent *event, int width_px, int height_px)
{
    static const struct {
        Uint32 type;
        enum contact_phase phase;
    } phases[] = {{SDL_FINGERDOWN, CONTACT_DOWN},
                  {SDL_FINGERMOTION, CONTACT_MOVE},
                  {SDL_FINGERUP, CONTACT_UP}};
    struct window_news news = {.type = WINDOW_CONTACT, .contact.kind = CONTACT_FINGER};

    for (size_t i = 0; i < G_N_ELEMENTS(phases); i++)
        if (phases[i].type == event->type)
            news.contact.phase = phases[i].phase;
    /* Two screens may count their fingers alike. The mouse's id is negative, these are not. */
    uint64_t both = (uint64_t)event->fingerId ^ ((uint64_t)event->touchId << 32);
    news.contact.id = (int64_t)(both & INT64_MAX);
    news.contact.at.x = (double)event->x * width_px;
    news.contact.at.y = (double)event->y * height_px;
    return news;
}

static struct window_news mouse(struct input *input, const SDL_Event *event)
{
    struct window_news news = {
        .type = WINDOW_CONTACT, .contact.kind = CONTACT_MOUSE, .contact.id = MOUSE_ID};

    if (event->type == SDL_MOUSEMOTION) {
        if (event->motion.which == SDL_TOUCH_MOUSEID || !input->is_mouse_down)
            return nothing();
        news.contact.phase = CONTACT_MOVE;
        news.contact.at = (struct point){event->motion.x, event->motion.y};
        return news;
    }
    if (event->button.which == SDL_TOUCH_MOUSEID || event->button.button != SDL_BUTTON_LEFT)
        return nothing();
    input->is_mouse_down = event->type == SDL_MOUSEBUTTONDOWN;
    news.contact.phase = input->is_mouse_down ? CONTACT_DOWN : CONTACT_UP;
    news.contact.at = (struct point){event->button.x, event->button.y};
    return news;
}

/* Held keys move the focus and the volume on, and do everything else once. */
static bool may_repeat(enum action action)
{
    switch (action) {
    case ACTION_NEXT:
    case ACTION_PREVIOUS:
    case ACTION_LEFT:
    case ACTION_RIGHT:
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_VOLUME_UP:
    case ACTION_VOLUME_DOWN:
        return true;
    default:
        return false;
    }
}

/* SDL's code of a key is the letter it writes, if it writes one. */
static bool writes(SDL_Keycode key)
{
    return key >= SDLK_SPACE && key != SDLK_DELETE && (key & SDLK_SCANCODE_MASK) == 0;
}

static struct window_news text(const struct input *input, const char *utf8)
{
    struct window_news news = {.type = WINDOW_TEXT};
    bool is_letter = input->is_writing && g_utf8_validate(utf8, -1, NULL) &&
                     (unsigned char)utf8[0] >= ' ' && strlen(utf8) < sizeof news.text;
    if (!is_letter)
        return nothing();
    g_strlcpy(news.text, utf8, sizeof news.text);
    return news;
}

static struct window_news key(const struct input *input, const SDL_KeyboardEvent *event)
{
    SDL_Scancode code = event->keysym.scancode;
    Uint16 held = event->keysym.mod;
    enum action action = code < SDL_NUM_SCANCODES ? input->actions[code] : ACTION_NONE;

    if (code == SDL_SCANCODE_F12 && (held & KMOD_CTRL) != 0 && (held & KMOD_ALT) != 0)
        action = ACTION_STAFF;
    else if ((held & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0)
        return nothing(); /* somebody else's shortcut */
    if (input->is_writing && code == SDL_SCANCODE_BACKSPACE)
        return (struct window_news){.type = WINDOW_TEXT, .text = "\b"};
    if (input->is_writing && writes(event->keysym.sym))
        return nothing(); /* what it writes comes by itself */
    if (action == ACTION_NEXT && (held & KMOD_SHIFT) != 0)
        action = ACTION_PREVIOUS;
    if (action == ACTION_NONE || (event->repeat != 0 && !may_repeat(action)))
        return nothing();
    return (struct window_news){.type = WINDOW_ACTION, .action = action};
}

static struct window_news of_window(const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return (struct window_news){.type = WINDOW_RESIZED};
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
        return (struct window_news){.type = WINDOW_EXPOSED};
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        return (struct window_news){.type = WINDOW_HIDDEN};
    default:
        return nothing();
    }
}

static struct window_news translate(struct input *input, const SDL_Event *event, int width_px,
                                    int height_px)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return finger(&event->tfinger, width_px, height_px);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
        return mouse(input, event);
    case SDL_KEYDOWN:
        return key(input, &event->key);
    case SDL_TEXTINPUT:
        return text(input, event->text.text);
    case SDL_WINDOWEVENT:
        return of_window(&event->window);
    case SDL_DISPLAYEVENT:
        return (struct window_news){.type = WINDOW_DISPLAY_CHANGED};
    case SDL_RENDER_TARGETS_RESET:
        return (struct window_news){.type = WINDOW_TEXTURES_LOST};
    case SDL_RENDER_DEVICE_RESET:
        return (struct window_news){.type = WINDOW_DEVICE_LOST};
    case SDL_QUIT:
        return (struct window_news){.type = WINDOW_QUIT};
    default:
        return nothing();
    }
}

struct window_news input_translate(struct input *input, const union SDL_Event *event, int width_px,
                                   int height_px)
{
    struct window_news news = translate(input, event, width_px, height_px);

    /* SDL's stamp is 32 bits of the same clock. */
    Uint32 age_ms = (Uint32)SDL_GetTicks64() - event->common.timestamp;
    news.at_ms = window_now_ms() - (age_ms < 60000 ? (int64_t)age_ms : 0);
    news.contact.now_ms = news.at_ms;
    return news;
}
