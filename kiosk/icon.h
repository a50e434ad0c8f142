/*
 * icon.h — the code points of the icons in use, by the names of the Material Icons face.
 *
 * Icons are drawn through the text engine (text_draw_icon) at physical size and tinted.
 * Pure; any thread.
 */
#ifndef KIOSK_ICON_H
#define KIOSK_ICON_H

#include <stddef.h>
#include <stdint.h>

/* The code point of "home", "arrow_back"…; 0 when the face has no such icon in our set.
 * "audio_description" is 0: text_draw_icon() draws the letters AD in a rounded box for it. */
uint32_t icon_code(const char *name);
/* The icon of the other direction where it points along the reading direction (arrow_back,
 * arrow_forward, keyboard_arrow_left…), else the same. Media icons never turn. */
const char *icon_mirrored(const char *name);
/* The names in use one by one, NULL after the last. */
const char *icon_name(size_t index);

#endif
