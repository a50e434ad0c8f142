#include "kiosk/speakers.h"

#include "kiosk/view_item.h"

#include <glib.h>

struct speakers {
    GHashTable *numbers; /* name → number + 1 */
    int count;
};

static void give(struct speakers *speakers, const char *name, int number)
{
    g_hash_table_insert(speakers->numbers, g_strdup(name), GINT_TO_POINTER(number + 1));
    speakers->count = MAX(speakers->count, number + 1);
}

int speakers_number(const struct speakers *speakers, const char *name)
{
    return speakers == NULL ? -1
                            : GPOINTER_TO_INT(g_hash_table_lookup(speakers->numbers, name)) - 1;
}

static bool is_new(const struct speakers *speakers, const char *name)
{
    return name[0] != '\0' && speakers_number(speakers, name) < 0;
}

/* Who says this line in the item's own language; "" when nobody does. */
static const char *own_name(const struct shown_cues *own, const struct shown_cue *cue)
{
    int at = view_cue_at(own, cue->begin_ms + (cue->end_ms - cue->begin_ms) / 2, true);
    return at >= 0 ? own->cues[at].speaker : "";
}

struct speakers *speakers_of(const struct shown_cues *own, const struct shown_cues *chosen)
{
    struct speakers *speakers = g_new0(struct speakers, 1);
    speakers->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < own->count; i++)
        if (is_new(speakers, own->cues[i].speaker))
            give(speakers, own->cues[i].speaker, speakers->count);
    for (size_t i = 0; i < chosen->count; i++) {
        int number = speakers_number(speakers, own_name(own, &chosen->cues[i]));
        if (is_new(speakers, chosen->cues[i].speaker) && number >= 0)
            give(speakers, chosen->cues[i].speaker, number);
    }
    for (size_t i = 0; i < chosen->count; i++)
        if (is_new(speakers, chosen->cues[i].speaker))
            give(speakers, chosen->cues[i].speaker, speakers->count);
    return speakers;
}

void speakers_free(struct speakers *speakers)
{
    if (speakers == NULL)
        return;
    g_hash_table_destroy(speakers->numbers);
    g_free(speakers);
}
