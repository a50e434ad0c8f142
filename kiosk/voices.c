#include "kiosk/voices.h"

#include "catalogue/shown_item.h"

#include <string.h>

/* A name as one version or another has it. */
struct name {
    char *name;
    char *folded; /* without capitals */
    int voice;
};

/* Who is heard from one moment to another, in the version that was added first. */
struct turn {
    int64_t begin_ms, end_ms;
    int voice;
};

struct voices {
    GArray *names; /* struct name */
    GArray *turns; /* struct turn, by time */
    int count;
    bool asks[VOICES_MAX];
};

/* The new names of a version, and for how long each is heard at the same time as each voice. */
struct newcomers {
    int count;
    const char *names[VOICES_MAX];
    int64_t named_ms[VOICES_MAX]; /* while anybody is heard there */
    int64_t shared_ms[VOICES_MAX][VOICES_MAX];
};

static void clear_name(void *data)
{
    struct name *name = data;
    g_free(name->name);
    g_free(name->folded);
}

struct voices *voices_create(void)
{
    struct voices *voices = g_new0(struct voices, 1);
    voices->names = g_array_new(FALSE, FALSE, sizeof(struct name));
    g_array_set_clear_func(voices->names, clear_name);
    voices->turns = g_array_new(FALSE, FALSE, sizeof(struct turn));
    return voices;
}

void voices_destroy(struct voices *voices)
{
    if (voices == NULL)
        return;
    g_array_free(voices->names, TRUE);
    g_array_free(voices->turns, TRUE);
    g_free(voices);
}

int voices_place(const struct voices *voices, const char *name)
{
    const struct name *names = (const struct name *)(void *)voices->names->data;
    for (guint i = 0; i < voices->names->len; i++)
        if (strcmp(names[i].name, name) == 0)
            return names[i].voice;
    g_autofree char *folded = g_utf8_casefold(name, -1);
    for (guint i = 0; i < voices->names->len; i++)
        if (strcmp(names[i].folded, folded) == 0)
            return names[i].voice;
    return -1;
}

int voices_teller(const struct voices *voices, const char *name)
{
    int voice = voices_place(voices, name);
    if (voice < 0 || voices->asks[voice])
        return -1;
    int place = 0;
    for (int i = 0; i < voice; i++)
        place += !voices->asks[i];
    return place;
}

void voices_ask(struct voices *voices, const char *name)
{
    int voice = voices_place(voices, name);
    if (voice >= 0)
        voices->asks[voice] = true;
}

static void call(struct voices *voices, const char *name, int voice)
{
    struct name known = {
        .name = g_strdup(name), .folded = g_utf8_casefold(name, -1), .voice = voice};
    g_array_append_val(voices->names, known);
}

/* The place of a new name among the newcomers, whom it joins; -1: it is known, or there are too many. */
static int place_of(const struct voices *voices, struct newcomers *newcomers, const char *name)
{
    if (name[0] == '\0' || voices_place(voices, name) >= 0)
        return -1;
    int place = 0;
    while (place < newcomers->count && strcmp(newcomers->names[place], name) != 0)
        place++;
    if (place == VOICES_MAX)
        return -1;
    if (place == newcomers->count)
        newcomers->names[newcomers->count++] = name;
    return place;
}

/* The first turn that may reach beyond this moment: those before begin earlier and are over where
 * people speak one after another. */
static guint first_turn(const struct voices *voices, int64_t time_ms)
{
    guint low = 0, high = voices->turns->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(voices->turns, struct turn, middle).begin_ms <= time_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : 0;
}

static void compare(const struct voices *voices, struct newcomers *newcomers, int place,
                    const struct shown_cue *cue)
{
    for (guint i = first_turn(voices, cue->begin_ms); i < voices->turns->len; i++) {
        const struct turn *turn = &g_array_index(voices->turns, struct turn, i);
        if (turn->begin_ms >= cue->end_ms)
            break;
        int64_t shared = MIN(turn->end_ms, cue->end_ms) - MAX(turn->begin_ms, cue->begin_ms);
        newcomers->named_ms[place] += MAX(shared, 0);
        newcomers->shared_ms[place][turn->voice] += MAX(shared, 0);
    }
}

/* The newcomer and the voice that are heard together for longest, for more than half of the
 * newcomer's time; false when there is no such pair left. */
static bool find_pair(const struct voices *voices, const struct newcomers *newcomers,
                      const bool *is_taken, int *newcomer, int *voice)
{
    int64_t longest = 0;
    for (int i = 0; i < newcomers->count; i++)
        for (int k = 0; newcomers->names[i] != NULL && k < voices->count; k++) {
            int64_t shared = newcomers->shared_ms[i][k];
            if (is_taken[k] || shared <= longest || shared * 2 <= newcomers->named_ms[i])
                continue;
            longest = shared;
            *newcomer = i;
            *voice = k;
        }
    return longest > 0;
}

static void name_newcomers(struct voices *voices, struct newcomers *newcomers, bool *is_taken)
{
    int newcomer, voice;
    while (find_pair(voices, newcomers, is_taken, &newcomer, &voice)) {
        call(voices, newcomers->names[newcomer], voice);
        newcomers->names[newcomer] = NULL;
        is_taken[voice] = true;
    }
    for (int i = 0; i < newcomers->count; i++)
        if (newcomers->names[i] != NULL && voices->count < VOICES_MAX)
            call(voices, newcomers->names[i], voices->count++);
}

static void note_turns(struct voices *voices, const struct shown_cues *cues)
{
    for (size_t i = 0; i < cues->count; i++) {
        const struct shown_cue *cue = &cues->cues[i];
        const struct turn turn = {cue->begin_ms, cue->end_ms, voices_place(voices, cue->speaker)};
        if (turn.voice >= 0)
            g_array_append_val(voices->turns, turn);
    }
}

void voices_add(struct voices *voices, const struct shown_cues *cues)
{
    struct newcomers newcomers = {.count = 0};
    bool is_taken[VOICES_MAX] = {false}; /* voices with a name in this version */
    for (size_t i = 0; i < cues->count; i++) {
        const struct shown_cue *cue = &cues->cues[i];
        int voice = voices_place(voices, cue->speaker);
        int place = voice < 0 ? place_of(voices, &newcomers, cue->speaker) : -1;
        if (voice >= 0)
            is_taken[voice] = true;
        if (place >= 0)
            compare(voices, &newcomers, place, cue);
    }
    name_newcomers(voices, &newcomers, is_taken);
    if (voices->turns->len == 0)
        note_turns(voices, cues);
}
