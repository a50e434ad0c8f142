#include "kiosk/intent.h"

#include <glib.h>

/* Copies into a field of a route; the field is large enough or we are mistaken. */
static void fill(char *field, size_t size, const char *text)
{
    gsize length = g_strlcpy(field, text == NULL ? "" : text, size);
    g_assert(length < size);
}

struct route route_of(const char *screen)
{
    struct route route = {0};
    fill(route.screen, sizeof route.screen, screen);
    return route;
}

bool route_equal(const struct route *a, const struct route *b)
{
    return g_str_equal(a->screen, b->screen) && a->item == b->item && a->subject == b->subject &&
           g_str_equal(a->filter, b->filter) && a->start_ms == b->start_ms && a->page == b->page;
}

struct intent intent_none(void)
{
    return (struct intent){.type = INTENT_NONE};
}

struct intent intent_of(enum intent_type type)
{
    return (struct intent){.type = type};
}

struct intent intent_open(const char *screen, int64_t item, int64_t subject, const char *filter)
{
    struct intent intent = {.type = INTENT_OPEN, .route = route_of(screen)};
    intent.route.item = item;
    intent.route.subject = subject;
    fill(intent.route.filter, sizeof intent.route.filter, filter);
    return intent;
}

struct intent intent_open_at(const char *screen, int64_t item, int64_t start_ms)
{
    struct intent intent = intent_open(screen, item, 0, NULL);
    intent.route.start_ms = start_ms;
    return intent;
}

struct intent intent_trouble(const char *reason)
{
    struct intent intent = {.type = INTENT_REPLACE, .route = route_of("trouble")};
    /* A reason is foreign text and may be longer than there is room for. */
    g_strlcpy(intent.route.reason, reason, sizeof intent.route.reason);
    return intent;
}

struct intent intent_begin(const char *language)
{
    struct intent intent = {.type = INTENT_BEGIN};
    fill(intent.language, sizeof intent.language, language);
    return intent;
}

struct intent intent_set(enum setting setting, int value)
{
    return (struct intent){.type = INTENT_SET, .setting = setting, .value = value};
}

struct intent intent_set_language(const char *language)
{
    struct intent intent = {.type = INTENT_SET, .setting = SETTING_LANGUAGE};
    fill(intent.language, sizeof intent.language, language);
    return intent;
}

struct intent intent_of_nav(const char *node)
{
    if (g_strcmp0(node, "nav.back") == 0)
        return intent_of(INTENT_BACK);
    if (g_strcmp0(node, "nav.home") == 0)
        return intent_of(INTENT_HOME);
    if (g_strcmp0(node, "nav.search") == 0)
        return intent_open("search", 0, 0, NULL);
    if (g_strcmp0(node, "nav.break") == 0)
        return intent_of(INTENT_BREAK);
    if (g_strcmp0(node, "nav.access") == 0)
        return intent_open("access", 0, 0, NULL);
    return intent_none();
}
