#include "catalogue/archive.h"
#include "catalogue/conflict.h"
#include "catalogue/consent.h"
#include "catalogue/cue.h"
#include "catalogue/error.h"
#include "catalogue/history.h"
#include "catalogue/item.h"
#include "catalogue/key.h"
#include "catalogue/merge.h"
#include "catalogue/parcel.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "catalogue/twin.h"
#include "tests/support/copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* A value that stands in no other place, so that it is known wherever it went. */
struct token {
    char *text;
    int64_t item; /* what it is about; 0: no item */
};

/* Three to eight curators, each with a copy, a stick that gets lost, comes late, comes twice. Seeded:
 * SCHEDULES says how many schedules (10,000 where it says nothing), SEED the first. */
struct world {
    struct copies copies;
    int curators;
    uint32_t seed;
    GRand *rand;
    GPtrArray *sticks;  /* GBytes on their way */
    GArray *tokens;     /* struct token: every value anybody wrote */
    int64_t erasing;    /* the item that the command at work erases */
    GHashTable *erased; /* ids of items that somebody erased: a set of int64_t */
    int64_t items[16];
    int item_count;
    GStringChunk *strings;
};

/* What keys are drawn from; a seed makes the same keys again. */
static GRand *keys;

ssize_t getrandom(void *buffer, size_t length, unsigned flags)
{
    (void)flags;
    for (size_t i = 0; i < length; i++)
        ((uint8_t *)buffer)[i] =
            keys == NULL ? (uint8_t)i : (uint8_t)g_rand_int_range(keys, 0, 256);
    return (ssize_t)length;
}

struct counts {
    int schedules, edits, merges, repeated, missing, lost, conflicts, undone, removed, erased;
};

static void token_clear(void *data)
{
    g_free(((struct token *)data)->text);
}

static const char *new_token(struct world *world, int64_t item)
{
    struct token token = {.text = g_strdup_printf("t%u.", world->tokens->len + 1), .item = item};
    g_array_append_val(world->tokens, token);
    return token.text;
}

static int any(struct world *world, int below)
{
    return g_rand_int_range(world->rand, 0, below);
}

static int64_t some_item(struct world *world)
{
    return world->item_count == 0 ? 0 : world->items[any(world, world->item_count)];
}

static bool add_item(struct world *world, struct db *db, struct history *history)
{
    struct item item = ITEM_NEW;
    (void)history;
    item.kind = "text";
    item.id = key_draw();
    item.title = new_token(world, item.id);
    if (!item_insert(db, &item, world->strings, NULL))
        return false;
    if (world->item_count < (int)G_N_ELEMENTS(world->items))
        world->items[world->item_count++] = item.id;
    return true;
}

static bool edit_item(struct world *world, struct db *db, struct history *history)
{
    struct item item = ITEM_NEW;
    (void)history;
    if (!item_get(db, some_item(world), world->strings, &item, NULL))
        return false;
    int what = any(world, 5);
    const char *token = what < 3 ? new_token(world, item.id) : NULL;
    if (what == 0)
        item.title = token;
    else if (what == 1)
        item.description = token;
    else if (what == 2)
        item.credit = token;
    else if (what == 3)
        item.access = any(world, 2) == 0 ? "closed" : "kiosk";
    else
        item.rank = any(world, 9);
    return item_update(db, &item, NULL);
}

static bool remove_item(struct world *world, struct db *db, struct history *history)
{
    (void)history;
    return any(world, 2) == 0 && item_remove(db, some_item(world), NULL);
}

static bool tag(struct world *world, struct db *db, struct history *history)
{
    static const char *const names[] = {"Care", "Work", "Home"};
    struct theme theme = {.name = names[any(world, 3)]};
    struct item item = ITEM_NEW;
    (void)history;
    if (!item_get(db, some_item(world), world->strings, &item, NULL))
        return false;
    if (!theme_find(db, theme.name, world->strings, &theme, NULL) &&
        !theme_insert(db, &theme, NULL))
        return false;
    return any(world, 4) == 0 ? theme_unlink(db, item.id, theme.id, NULL)
                              : theme_link(db, item.id, theme.id, NULL);
}

static bool change_theme(struct world *world, struct db *db, struct history *history)
{
    (void)history;
    g_autoptr(GArray) themes = theme_list(db, world->strings, NULL);
    if (themes->len == 0)
        return false;
    struct theme theme =
        g_array_index(themes, struct theme, (unsigned)any(world, (int)themes->len));
    switch (any(world, 5)) {
    case 0:
        return theme_remove(db, theme.id, NULL);
    case 1:
        theme.name = any(world, 2) == 0 ? "Care" : "Work";
        return theme_update(db, &theme, NULL);
    case 2:
        theme.parent =
            g_array_index(themes, struct theme, (unsigned)any(world, (int)themes->len)).id;
        return theme_update(db, &theme, NULL);
    default:
        theme.about = new_token(world, 0);
        return theme_update(db, &theme, NULL);
    }
}

/* A curator looks before adding: as it is spelled there, or not there. */
static bool find_place(struct world *world, struct db *db, const char *name, struct place *place)
{
    g_autofree char *folded = twin_fold(name);
    g_autoptr(GArray) places = place_list(db, world->strings, NULL);
    for (unsigned i = 0; i < places->len; i++) {
        g_autofree char *other = twin_fold(g_array_index(places, struct place, i).name);
        if (strcmp(folded, other) != 0)
            continue;
        *place = g_array_index(places, struct place, i);
        return true;
    }
    return false;
}

/* Places are never renamed here: what is spelled alike is one in the end. */
static bool name_place(struct world *world, struct db *db, struct history *history)
{
    static const char *const names[] = {"Harehills", "harehills", "Chapeltown", "Little London"};
    struct place place = PLACE_NEW;
    struct item item = ITEM_NEW;
    (void)history;
    place.name = names[any(world, 4)];
    if (!find_place(world, db, place.name, &place)) {
        place.about = any(world, 2) == 0 ? new_token(world, 0) : "";
        if (!place_insert(db, &place, NULL))
            return false;
    } else if (any(world, 4) == 0) {
        return place_remove(db, place.id, NULL);
    }
    if (!item_get(db, some_item(world), world->strings, &item, NULL))
        return true;
    return any(world, 3) == 0 ? place_unlink(db, item.id, place.id, NULL)
                              : place_link(db, item.id, place.id, NULL);
}

static bool name_person(struct world *world, struct db *db, struct history *history)
{
    static const char *const names[] = {"Sam Vale", "sam vale", "Ada"};
    struct person person = {.name = names[any(world, 3)]};
    struct contributor contributor = {.role = "narrator", .item = some_item(world)};
    struct item item = ITEM_NEW;
    (void)history;
    if (!person_find(db, person.name, world->strings, &person, NULL)) {
        person = (struct person){.name = names[any(world, 3)], .about = new_token(world, 0)};
        if (!person_insert(db, &person, NULL))
            return false;
    } else if (any(world, 5) == 0) {
        return person_remove(db, person.id, NULL);
    }
    contributor.person = person.id;
    return !item_get(db, contributor.item, world->strings, &item, NULL) ||
           person_link(db, &contributor, NULL);
}

static bool translate(struct world *world, struct db *db, struct history *history)
{
    struct item item = ITEM_NEW;
    (void)history;
    if (!item_get(db, some_item(world), world->strings, &item, NULL))
        return false;
    struct translation translation = {
        .owner = item.id, .field = "title", .language = "ur", .text = new_token(world, item.id)};
    return translation_put(db, &translation, NULL);
}

static bool transcribe(struct world *world, struct db *db, struct history *history)
{
    struct item item = ITEM_NEW;
    struct cue cues[] = {{.begin_ms = 0, .end_ms = 10}, {.begin_ms = 10, .end_ms = 20}};
    (void)history;
    if (!item_get(db, some_item(world), world->strings, &item, NULL))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(cues); i++) {
        cues[i].speaker = "";
        cues[i].text = new_token(world, item.id);
    }
    return cue_replace(db, item.id, 0, "transcript", "en", cues, G_N_ELEMENTS(cues), -1, NULL);
}

static bool consent(struct world *world, struct db *db, struct history *history)
{
    struct item item = ITEM_NEW;
    struct consent consent = CONSENT_NEW;
    (void)history;
    if (!item_get(db, some_item(world), world->strings, &item, NULL))
        return false;
    if (any(world, 2) == 0)
        return consent_step(db, item.id, 0, any(world, 2) == 0 ? CONSENT_SUSPEND : CONSENT_WITHDRAW,
                            "c", new_token(world, item.id), NULL);
    consent.item = item.id;
    consent.agreed_by = "A";
    return consent_read_scope(&consent, any(world, 2) == 0 ? "kiosk" : "all", NULL) &&
           consent_grant(db, &consent, "c", new_token(world, item.id), NULL);
}

/* For ever, as a contributor may ask: whoever still works on it elsewhere works in vain. */
static bool erase(struct world *world, struct db *db, struct history *history)
{
    struct item item = ITEM_NEW;
    if (any(world, 2) != 0 || !item_get(db, some_item(world), world->strings, &item, NULL) ||
        !history_erase(history, item.id, NULL, NULL))
        return false;
    consent_step(db, item.id, 0, CONSENT_ERASE, "c", "", NULL);
    world->erasing = item.id;
    return item_remove(db, item.id, NULL);
}

static bool decide(struct world *world, struct db *db, struct history *history)
{
    (void)history;
    g_autoptr(GArray) list = conflict_list(db, world->strings, NULL);
    return list->len > 0 &&
           conflict_decide(
               db, &g_array_index(list, struct conflict, (unsigned)any(world, (int)list->len)),
               any(world, 2) == 0, NULL);
}

typedef bool act(struct world *world, struct db *db, struct history *history);
static act *const acts[] = {add_item,    edit_item,  edit_item,   edit_item,    edit_item,
                            remove_item, tag,        tag,         change_theme, translate,
                            name_place,  name_place, name_person, transcribe,   consent,
                            decide,      erase};

static bool do_one(struct world *world, struct db *db, act *one, struct counts *counts)
{
    unsigned tokens = world->tokens->len;
    g_autoptr(history) history = history_begin(db, "c", "edit", NULL);
    if (one(world, db, history) && history_commit(history, "edited", NULL)) {
        g_autoptr(GHashTable) changed = history_changed(history);
        g_assert_true(changed == NULL || merge_again(db, changed, NULL));
        counts->edits++;
        counts->removed += one == remove_item;
        counts->erased += one == erase;
        if (one == erase)
            g_hash_table_add(world->erased, g_memdup2(&world->erasing, sizeof world->erasing));
        return true;
    }
    g_array_set_size(world->tokens, tokens);
    return false;
}

static void work(struct world *world, struct counts *counts)
{
    struct db *db = world->copies.copy[any(world, world->curators)];
    if (any(world, 12) == 0) {
        counts->undone += history_undo(db, 1, "c", "undo", NULL);
        return;
    }
    for (int i = 0; i < 4; i++)
        if (do_one(world, db, acts[any(world, G_N_ELEMENTS(acts))], counts))
            return;
}

static void send(struct world *world)
{
    int count = 0;
    struct db *db = world->copies.copy[any(world, world->curators)];
    GBytes *parcel = parcel_pack(db, any(world, 2) == 0 ? any(world, 14) : 0, &count, NULL);
    g_assert_nonnull(parcel);
    g_ptr_array_add(world->sticks, parcel);
}

/* Nothing of what this copy was told to forget is in it, in no row, no entry, nothing to be found. */
static void check_forgotten(const struct world *world, struct db *db)
{
    if (g_hash_table_size(world->erased) == 0)
        return;
    g_autoptr(GString) all = copies_everything(db);
    g_autoptr(GHashTable) forgotten = copies_forgotten(db);
    for (unsigned i = 0; i < world->tokens->len; i++) {
        const struct token *token = &g_array_index(world->tokens, struct token, i);
        if (!g_hash_table_contains(forgotten, &token->item) ||
            memmem(all->str, all->len, token->text, strlen(token->text)) == NULL)
            continue;
        g_test_message("SEED=%u: %s came back", world->seed, token->text);
        g_test_fail();
    }
}

static void take(struct world *world, struct db *db, GBytes *parcel, struct counts *counts)
{
    struct merged merged;
    g_autoptr(GError) error = NULL;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(GArray) list = parcel_unpack(parcel, "one", strings, &error);
    g_assert_no_error(error);
    if (merge_entries(db, list, &merged, &error)) {
        counts->merges++;
        counts->repeated += merged.taken == 0;
        if (merged.taken > 0)
            check_forgotten(world, db);
        return;
    }
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
    counts->missing++;
}

/* One of those on their way, not the oldest, arrives somewhere; it may arrive again, or be lost. */
static void arrive(struct world *world, struct counts *counts)
{
    if (world->sticks->len == 0)
        return;
    unsigned which = (unsigned)any(world, (int)world->sticks->len);
    int fate = any(world, 5);
    if (fate > 0)
        take(world, world->copies.copy[any(world, world->curators)], world->sticks->pdata[which],
             counts);
    else
        counts->lost++;
    if (fate < 3)
        g_ptr_array_remove_index_fast(world->sticks, which);
}

static void meet_all(struct world *world, struct counts *counts)
{
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < world->curators; i++) {
            int count = 0;
            int next = (i + 1) % world->curators;
            g_autoptr(GBytes) parcel = parcel_pack(world->copies.copy[i], 0, &count, NULL);
            take(world, world->copies.copy[next], parcel, counts);
        }
}

static void check_equal(const struct world *world, uint32_t seed)
{
    g_autofree char *first = copies_text(world->copies.copy[0]);
    for (int i = 1; i < world->curators; i++) {
        g_autofree char *other = copies_text(world->copies.copy[i]);
        if (strcmp(first, other) == 0)
            continue;
        g_test_message("SEED=%u: copies 0 and %d differ:\n%s\n----\n%s", seed, i, first, other);
        g_test_fail();
    }
}

/* In place, in a conflict, replaced by somebody who knew it, or of what was erased. */
static void check_nothing_lost(const struct world *world, uint32_t seed)
{
    g_autofree char *rows = copies_text(world->copies.copy[0]);
    g_autofree char *replaced = copies_replaced(world->copies.copy[0]);
    for (unsigned i = 0; i < world->tokens->len; i++) {
        const struct token *token = &g_array_index(world->tokens, struct token, i);
        if (g_hash_table_contains(world->erased, &token->item) ||
            strstr(rows, token->text) != NULL || strstr(replaced, token->text) != NULL)
            continue;
        g_test_message("SEED=%u: %s is lost", seed, token->text);
        g_test_fail();
    }
}

/* A place added in several copies is one: no two are spelled alike, none got a number. */
static void check_places(struct world *world, uint32_t seed)
{
    g_autoptr(GArray) places = place_list(world->copies.copy[0], world->strings, NULL);
    for (unsigned i = 0; i < places->len; i++) {
        const char *name = g_array_index(places, struct place, i).name;
        struct place found = PLACE_NEW;
        find_place(world, world->copies.copy[0], name, &found);
        if (strchr(name, '(') == NULL && found.id == g_array_index(places, struct place, i).id)
            continue;
        g_test_message("SEED=%u: there is a place %s", seed, name);
        g_test_fail();
    }
}

static void check_sound(const struct world *world, uint32_t seed)
{
    g_autoptr(GPtrArray) faults = archive_check(world->copies.copy[0], NULL);
    for (unsigned i = 0; i < faults->len; i++) {
        g_test_message("SEED=%u: %s", seed, (char *)faults->pdata[i]);
        g_test_fail();
    }
}

/* What all copies began with: three items, a theme. */
static void begin_alike(struct world *world, struct counts *counts)
{
    int count = 0;
    for (int i = 0; i < 3; i++)
        do_one(world, world->copies.copy[0], add_item, counts);
    do_one(world, world->copies.copy[0], tag, counts);
    g_autoptr(GBytes) parcel = parcel_pack(world->copies.copy[0], 0, &count, NULL);
    for (int i = 1; i < world->curators; i++)
        take(world, world->copies.copy[i], parcel, counts);
}

static void run_schedule(struct world *world, uint32_t seed, struct counts *counts)
{
    copies_empty(&world->copies, seed);
    g_rand_set_seed(world->rand, seed);
    g_rand_set_seed(keys, seed);
    world->seed = seed;
    g_array_set_size(world->tokens, 0);
    g_hash_table_remove_all(world->erased);
    g_ptr_array_set_size(world->sticks, 0);
    g_string_chunk_clear(world->strings);
    world->item_count = 0;
    world->curators = 3 + any(world, 6);
    int steps = 15 + any(world, 20);
    begin_alike(world, counts);
    for (int i = 0; i < steps; i++) {
        int what = any(world, 10);
        if (what < 6)
            work(world, counts);
        else if (what < 8)
            send(world);
        else
            arrive(world, counts);
    }
    meet_all(world, counts);
    for (int i = 0; i < world->curators; i++) {
        g_autoptr(GHashTable) forgotten = copies_forgotten(world->copies.copy[i]);
        g_assert_cmpuint(g_hash_table_size(forgotten), >=, g_hash_table_size(world->erased));
        check_forgotten(world, world->copies.copy[i]);
    }
    check_equal(world, seed);
    check_nothing_lost(world, seed);
    check_places(world, seed);
    check_sound(world, seed);
    g_autoptr(GArray) waiting = conflict_list(world->copies.copy[0], world->strings, NULL);
    counts->conflicts += (int)waiting->len;
    counts->schedules++;
}

static unsigned setting(const char *name, unsigned otherwise)
{
    const char *value = g_getenv(name);
    return value == NULL ? otherwise : (unsigned)strtoul(value, NULL, 10);
}

static void all_copies_are_equal_in_the_end_and_nothing_is_lost(void)
{
    struct world world = {.rand = g_rand_new_with_seed(1),
                          .sticks = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
                          .tokens = g_array_new(false, false, sizeof(struct token)),
                          .erased =
                              g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                          .strings = g_string_chunk_new(4096)};
    struct counts counts = {0};
    keys = g_rand_new_with_seed(1);
    unsigned first = setting("SEED", 1);
    unsigned schedules = setting("SCHEDULES", 10000);
    g_array_set_clear_func(world.tokens, token_clear);
    copies_begin(&world.copies);
    for (unsigned i = 0; i < schedules && !g_test_failed(); i++)
        run_schedule(&world, first + i, &counts);
    printf("# %d schedules: %d edits (%d of them removals, %d erasures), %d taken back, %d parcels "
           "taken (%d with "
           "nothing new), %d refused as something before was missing, %d lost on the way, %d "
           "conflicts left to decide\n",
           counts.schedules, counts.edits, counts.removed, counts.erased, counts.undone,
           counts.merges, counts.repeated, counts.missing, counts.lost, counts.conflicts);
    copies_end(&world.copies);
    g_rand_free(world.rand);
    g_clear_pointer(&keys, g_rand_free);
    g_ptr_array_unref(world.sticks);
    g_array_unref(world.tokens);
    g_hash_table_unref(world.erased);
    g_string_chunk_free(world.strings);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/together/all copies are equal in the end and nothing is lost",
                    all_copies_are_equal_in_the_end_and_nothing_is_lost);
    return g_test_run();
}
