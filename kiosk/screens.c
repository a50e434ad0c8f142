#include "kiosk/screens.h"

const struct screen_class *const screens[] = {
    &screen_attract, &screen_home,    &screen_browse, &screen_subjects, &screen_search,
    &screen_oral,    &screen_picture, &screen_film,   &screen_text,     &screen_note,
    &screen_break,   &screen_access,  &screen_idle,   &screen_trouble,  NULL,
};
