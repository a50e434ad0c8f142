#include "kiosk/way.h"

#include "catalogue/shown.h"
#include "kiosk/screen.h"

const char *way_screen(const char *kind)
{
    if (g_strcmp0(kind, "oral_history") == 0)
        return "oral";
    if (g_strcmp0(kind, "picture") == 0)
        return "picture";
    return g_strcmp0(kind, "film") == 0 ? "film" : "text";
}

struct intent way_to_card(const struct screen_env *env, const struct shown_card *card,
                          const struct route *from, int64_t start_ms)
{
    const struct session *session = env->session;
    bool is_asked =
        card->note_level == 2 || (card->note_level > 0 && session->now.has_notes_always);
    bool is_noted = is_asked && !session_note_is_answered(session, card->id);
    struct intent intent =
        intent_open(is_noted ? "note" : way_screen(card->kind), card->id,
                    from != NULL ? from->subject : 0, from != NULL ? from->filter : NULL);
    intent.route.start_ms = start_ms;
    return intent;
}
