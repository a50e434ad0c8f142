#include "kiosk/event.h"

#include <glib.h>

static const char *const event_names[] = {
    [EVENT_PRESS] = "press",           [EVENT_CANCEL] = "cancel",
    [EVENT_ACTIVATE] = "activate",     [EVENT_TAP] = "tap",
    [EVENT_DRAG_BEGIN] = "drag-begin", [EVENT_DRAG] = "drag",
    [EVENT_DRAG_END] = "drag-end",     [EVENT_PINCH_BEGIN] = "pinch-begin",
    [EVENT_PINCH] = "pinch",           [EVENT_PINCH_END] = "pinch-end",
    [EVENT_ACTION] = "action",         [EVENT_TEXT] = "text",
    [EVENT_FOCUS] = "focus",           [EVENT_WAKE] = "wake",
};

static const char *const action_names[] = {
    [ACTION_NONE] = "none",
    [ACTION_NEXT] = "next",
    [ACTION_PREVIOUS] = "previous",
    [ACTION_LEFT] = "left",
    [ACTION_RIGHT] = "right",
    [ACTION_UP] = "up",
    [ACTION_DOWN] = "down",
    [ACTION_SELECT] = "select",
    [ACTION_BACK] = "back",
    [ACTION_HOME] = "home",
    [ACTION_BREAK] = "break",
    [ACTION_PAGE_UP] = "page-up",
    [ACTION_PAGE_DOWN] = "page-down",
    [ACTION_VOLUME_UP] = "volume-up",
    [ACTION_VOLUME_DOWN] = "volume-down",
    [ACTION_THEME] = "theme",
    [ACTION_TEXT_SIZE] = "text-size",
    [ACTION_HELP] = "help",
    [ACTION_SPEECH_REPEAT] = "speech-repeat",
    [ACTION_SPEECH_PAUSE] = "speech-pause",
    [ACTION_SPEECH_TOGGLE] = "speech-toggle",
    [ACTION_STAFF] = "staff",
    [ACTION_PLAY_PAUSE] = "play-pause",
    [ACTION_BACK15] = "back15",
    [ACTION_FORWARD15] = "forward15",
    [ACTION_DECREASE] = "decrease",
    [ACTION_INCREASE] = "increase",
};

const char *event_type_name(enum event_type type)
{
    g_assert(type < G_N_ELEMENTS(event_names));
    return event_names[type];
}

const char *action_name(enum action action)
{
    g_assert(action < G_N_ELEMENTS(action_names));
    return action_names[action];
}
