#include "kiosk/icon.h"

#include <string.h>

/* From the face's own list (codepoints file of material-design-icons). Sorted by name. */
static const struct icon {
    const char *name;
    uint32_t code;
    const char *mirrored; /* NULL: never turns */
} icons[] = {
    {"accessibility_new", 0xE92C, NULL},
    {"album", 0xE019, NULL},
    {"animation", 0xE71C, NULL},
    {"arrow_back", 0xE5C4, "arrow_forward"},
    {"arrow_forward", 0xE5C8, "arrow_back"},
    {"article", 0xEF42, NULL},
    {"auto_stories", 0xE666, NULL},
    {"backspace", 0xE14A, NULL},
    {"bookmark", 0xE866, NULL},
    {"build", 0xE869, NULL},
    {"call", 0xE0B0, NULL},
    {"category", 0xE574, NULL},
    {"chat", 0xE0B7, NULL},
    {"check", 0xE5CA, NULL},
    {"check_circle", 0xE86C, NULL},
    {"chevron_left", 0xE5CB, "chevron_right"},
    {"chevron_right", 0xE5CC, "chevron_left"},
    {"close", 0xE5CD, NULL},
    {"closed_caption", 0xE01C, NULL},
    {"closed_caption_off", 0xE996, NULL},
    {"contrast", 0xEB37, NULL},
    {"dark_mode", 0xE51C, NULL},
    {"description", 0xE873, NULL},
    {"directions_walk", 0xE536, NULL},
    {"done", 0xE876, NULL},
    {"emoji_nature", 0xEA1C, NULL},
    {"emoji_people", 0xEA1D, NULL},
    {"error", 0xE000, NULL},
    {"event", 0xE878, NULL},
    {"expand_less", 0xE5CE, NULL},
    {"expand_more", 0xE5CF, NULL},
    {"explore", 0xE87A, NULL},
    {"fast_forward", 0xE01F, NULL},
    {"fast_rewind", 0xE020, NULL},
    {"favorite", 0xE87D, NULL},
    {"first_page", 0xE5DC, "last_page"},
    {"flag", 0xE153, NULL},
    {"format_quote", 0xE244, NULL},
    {"format_size", 0xE245, NULL},
    {"forum", 0xE0BF, NULL},
    {"forward_10", 0xE056, NULL},
    {"forward_30", 0xE057, NULL},
    {"fullscreen", 0xE5D0, NULL},
    {"fullscreen_exit", 0xE5D1, NULL},
    {"grid_view", 0xE9B0, NULL},
    {"groups", 0xF233, NULL},
    {"headphones", 0xF01F, NULL},
    {"headset", 0xE310, NULL},
    {"health_and_safety", 0xE1D5, NULL},
    {"hearing", 0xE023, NULL},
    {"help", 0xE887, NULL},
    {"help_outline", 0xE8FD, NULL},
    {"history_edu", 0xEA3E, NULL},
    {"home", 0xE88A, NULL},
    {"hourglass_empty", 0xE88B, NULL},
    {"image", 0xE3F4, NULL},
    {"info", 0xE88E, NULL},
    {"info_outline", 0xE88F, NULL},
    {"input", 0xE890, NULL},
    {"interests", 0xE7C8, NULL},
    {"keyboard", 0xE312, NULL},
    {"keyboard_arrow_down", 0xE313, NULL},
    {"keyboard_arrow_left", 0xE314, "keyboard_arrow_right"},
    {"keyboard_arrow_right", 0xE315, "keyboard_arrow_left"},
    {"keyboard_arrow_up", 0xE316, NULL},
    {"keyboard_capslock", 0xE318, NULL},
    {"keyboard_return", 0xE31B, NULL},
    {"language", 0xE894, NULL},
    {"last_page", 0xE5DD, "first_page"},
    {"library_books", 0xE02F, NULL},
    {"light_mode", 0xE518, NULL},
    {"lightbulb", 0xE0F0, NULL},
    {"link", 0xE157, NULL},
    {"list", 0xE896, NULL},
    {"local_cafe", 0xE541, NULL},
    {"location_on", 0xE0C8, NULL},
    {"lock", 0xE897, NULL},
    {"map", 0xE55B, NULL},
    {"menu_book", 0xEA19, NULL},
    {"mic", 0xE029, NULL},
    {"more_horiz", 0xE5D3, NULL},
    {"motion_photos_off", 0xE9C0, NULL},
    {"movie", 0xE02C, NULL},
    {"music_note", 0xE405, NULL},
    {"nature_people", 0xE407, NULL},
    {"north_east", 0xF1E1, NULL},
    {"palette", 0xE40A, NULL},
    {"pan_tool", 0xE925, NULL},
    {"park", 0xEA63, NULL},
    {"pause", 0xE034, NULL},
    {"people", 0xE7FB, NULL},
    {"person", 0xE7FD, NULL},
    {"person_outline", 0xE7FF, NULL},
    {"photo", 0xE410, NULL},
    {"place", 0xE55F, NULL},
    {"play_arrow", 0xE037, NULL},
    {"power_settings_new", 0xE8AC, NULL},
    {"psychology", 0xEA4A, NULL},
    {"radio_button_checked", 0xE837, NULL},
    {"radio_button_unchecked", 0xE836, NULL},
    {"record_voice_over", 0xE91F, NULL},
    {"refresh", 0xE5D5, NULL},
    {"replay", 0xE042, NULL},
    {"replay_10", 0xE059, NULL},
    {"replay_30", 0xE05A, NULL},
    {"replay_5", 0xE05B, NULL},
    {"restart_alt", 0xF053, NULL},
    {"route", 0xEACD, NULL},
    {"schedule", 0xE8B5, NULL},
    {"school", 0xE80C, NULL},
    {"search", 0xE8B6, NULL},
    {"self_improvement", 0xEA78, NULL},
    {"settings", 0xE8B8, NULL},
    {"settings_accessibility", 0xF05D, NULL},
    {"shuffle", 0xE043, NULL},
    {"sign_language", 0xEBE5, NULL},
    {"skip_next", 0xE044, NULL},
    {"skip_previous", 0xE045, NULL},
    {"sms", 0xE625, NULL},
    {"sort_by_alpha", 0xE053, NULL},
    {"south", 0xF1E3, NULL},
    {"spa", 0xEB4C, NULL},
    {"space_bar", 0xE256, NULL},
    {"speed", 0xE9E4, NULL},
    {"star", 0xE838, NULL},
    {"stop", 0xE047, NULL},
    {"subtitles", 0xE048, NULL},
    {"subtitles_off", 0xEF72, NULL},
    {"support", 0xEF73, NULL},
    {"support_agent", 0xF0E2, NULL},
    {"swipe_down", 0xEB53, NULL},
    {"text_fields", 0xE262, NULL},
    {"text_increase", 0xEAE2, NULL},
    {"theater_comedy", 0xEA66, NULL},
    {"timeline", 0xE922, NULL},
    {"timer", 0xE425, NULL},
    {"today", 0xE8DF, NULL},
    {"toggle_off", 0xE9F5, NULL},
    {"toggle_on", 0xE9F6, NULL},
    {"touch_app", 0xE913, NULL},
    {"translate", 0xE8E2, NULL},
    {"undo", 0xE166, NULL},
    {"usb", 0xE1E0, NULL},
    {"visibility", 0xE8F4, NULL},
    {"visibility_off", 0xE8F5, NULL},
    {"volume_down", 0xE04D, NULL},
    {"volume_mute", 0xE04E, NULL},
    {"volume_off", 0xE04F, NULL},
    {"volume_up", 0xE050, NULL},
    {"volunteer_activism", 0xEA70, NULL},
    {"warning", 0xE002, NULL},
    {"water", 0xF084, NULL},
    {"waving_hand", 0xE766, NULL},
    {"wb_twilight", 0xE1C6, NULL},
    {"wifi_off", 0xE648, NULL},
    {"zoom_in", 0xE8FF, NULL},
    {"zoom_out", 0xE900, NULL},
};

static const struct icon *find(const char *name)
{
    size_t low = 0;
    size_t high = sizeof icons / sizeof icons[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, icons[middle].name);
        if (order == 0)
            return &icons[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

uint32_t icon_code(const char *name)
{
    const struct icon *icon = name != NULL ? find(name) : NULL;
    return icon != NULL ? icon->code : 0;
}

const char *icon_mirrored(const char *name)
{
    const struct icon *icon = find(name);
    return icon != NULL && icon->mirrored != NULL ? icon->mirrored : name;
}

const char *icon_name(size_t index)
{
    return index < sizeof icons / sizeof icons[0] ? icons[index].name : NULL;
}
