#include "kiosk/session.h"

struct session_notes {
    GHashTable *answered; /* item keys, each a gint64 of its own; whether parts are skipped */
};

struct session *session_create(const struct session_choices *defaults)
{
    struct session *session = g_new0(struct session, 1);
    session->now = *defaults;
    session->defaults = *defaults;
    session->notes = g_new0(struct session_notes, 1);
    session->notes->answered = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    return session;
}

void session_destroy(struct session *session)
{
    if (session == NULL)
        return;
    g_hash_table_unref(session->notes->answered);
    g_free(session->notes);
    g_free(session);
}

void session_restore(struct session *session)
{
    session->now = session->defaults;
    session->revision++;
}

void session_reset(struct session *session)
{
    session_restore(session);
    session->has_used_keys = false;
    session->visit++;
    g_hash_table_remove_all(session->notes->answered);
}

/* Where a setting of yes or no is kept; NULL for the others. */
static bool *flag_of(struct session_choices *choices, enum setting setting)
{
    switch (setting) {
    case SETTING_EASY_LETTERS:
        return &choices->has_easy_letters;
    case SETTING_MORE_SPACE:
        return &choices->has_more_space;
    case SETTING_CAPTIONS:
        return &choices->has_captions;
    case SETTING_SIGNING:
        return &choices->has_signing;
    case SETTING_MUTED:
        return &choices->is_muted;
    case SETTING_MONO:
        return &choices->is_mono;
    case SETTING_LESS_MOTION:
        return &choices->has_less_motion;
    case SETTING_SPEECH:
        return &choices->has_speech;
    case SETTING_REACH:
        return &choices->has_reach;
    case SETTING_ALWAYS_NOTES:
        return &choices->has_notes_always;
    case SETTING_LANGUAGE:
    case SETTING_TEXT_SIZE:
    case SETTING_THEME:
    case SETTING_VOLUME:
        break;
    }
    return NULL;
}

static bool set_language(struct session_choices *choices, const char *language)
{
    if (language == NULL || *language == '\0' || g_str_equal(choices->language, language))
        return false;
    g_strlcpy(choices->language, language, sizeof choices->language);
    return true;
}

static bool set_flag(bool *flag, bool value)
{
    bool has_changed = *flag != value;
    *flag = value;
    return has_changed;
}

static bool set_value(struct session_choices *choices, enum setting setting, int value)
{
    struct session_choices before = *choices;
    if (setting == SETTING_TEXT_SIZE)
        choices->text_size = CLAMP(value, 0, TEXT_SIZE_COUNT - 1);
    else if (setting == SETTING_THEME)
        choices->theme = CLAMP(value, 0, THEME_COUNT - 1);
    else if (setting == SETTING_VOLUME)
        choices->volume = CLAMP(value, 0, SESSION_VOLUME_MAX);
    return before.text_size != choices->text_size || before.theme != choices->theme ||
           before.volume != choices->volume;
}

bool session_set(struct session *session, enum setting setting, int value, const char *language)
{
    bool *flag = flag_of(&session->now, setting);
    bool has_changed = false;

    if (flag != NULL)
        has_changed = set_flag(flag, value != 0);
    else if (setting == SETTING_LANGUAGE)
        has_changed = set_language(&session->now, language);
    else
        has_changed = set_value(&session->now, setting, value);
    if (has_changed)
        session->revision++;
    return has_changed;
}

void session_next(struct session *session, enum setting setting)
{
    if (setting == SETTING_THEME)
        session_set(session, setting, (session->now.theme + 1) % THEME_COUNT, NULL);
    else if (setting == SETTING_TEXT_SIZE)
        session_set(session, setting, (session->now.text_size + 1) % TEXT_SIZE_COUNT, NULL);
}

bool session_note_is_answered(const struct session *session, int64_t item)
{
    gint64 key = item;
    return g_hash_table_contains(session->notes->answered, &key);
}

void session_answer_note(const struct session *session, int64_t item, bool skips)
{
    gint64 *key = g_new(gint64, 1);
    *key = item;
    g_hash_table_insert(session->notes->answered, key, GINT_TO_POINTER(skips));
}

bool session_skips_parts(const struct session *session, int64_t item)
{
    gint64 key = item;
    gpointer skips = NULL;
    if (!g_hash_table_lookup_extended(session->notes->answered, &key, NULL, &skips))
        return true;
    return GPOINTER_TO_INT(skips) != 0;
}
