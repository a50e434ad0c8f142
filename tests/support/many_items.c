#include "tests/support/many_items.h"

#include "catalogue/asset.h"
#include "catalogue/consent.h"
#include "catalogue/cue.h"
#include "catalogue/item.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/theme.h"
#include "catalogue/txn.h"

#define PEOPLE  200
#define THEMES  24
#define PLACES  40
#define LINES   6
#define AT_ONCE 1000

static const char *const words[] = {
    "kitchen", "garden", "market",    "letter", "choir",      "ward",   "morning",
    "bus",     "sister", "neighbour", "drum",   "photograph", "walk",   "hospital",
    "friend",  "song",   "window",    "bread",  "meeting",    "street", "memory",
    "coat",    "school", "river",     "prayer", "laughter",   "night"};

struct many {
    struct db *db;
    GRand *random;
    const char *const *digests;
    unsigned digests_count;
    int64_t people[PEOPLE];
    int64_t themes[THEMES];
    int64_t places[PLACES];
};

static char *sentence(GRand *random, int length)
{
    GString *out = g_string_new(NULL);
    for (int i = 0; i < length; i++)
        g_string_append_printf(out, "%s%s", i == 0 ? "" : " ",
                               words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    return g_string_free(out, false);
}

static bool add_subjects(struct many *many, GError **error)
{
    bool is_added = true;
    for (int i = 0; is_added && i < PEOPLE; i++) {
        g_autofree char *name = g_strdup_printf("Sample narrator %d", i + 1);
        struct person person = {.name = name, .is_name_withheld = i % 25 == 0};
        is_added = person_insert(many->db, &person, error);
        many->people[i] = person.id;
    }
    for (int i = 0; is_added && i < THEMES; i++) {
        g_autofree char *name = g_strdup_printf("Theme %d", i + 1);
        struct theme theme = {.name = name, .position = i};
        is_added = theme_insert(many->db, &theme, error);
        many->themes[i] = theme.id;
    }
    for (int i = 0; is_added && i < PLACES; i++) {
        g_autofree char *name = g_strdup_printf("Place %d", i + 1);
        struct place place = PLACE_NEW;
        place.name = name;
        is_added = place_insert(many->db, &place, error);
        many->places[i] = place.id;
    }
    return is_added;
}

static bool add_picture(struct many *many, int64_t item, const char *role, int number,
                        GError **error)
{
    g_autofree char *name = g_strdup_printf("%s %d", role, number);
    g_autofree char *digest = many->digests_count > 0
                                  ? g_strdup(many->digests[(unsigned)number % many->digests_count])
                                  : g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    struct asset asset = ASSET_NEW;
    asset.item = item;
    asset.role = role;
    asset.digest = digest;
    asset.media_type = "image/jpeg";
    asset.size_bytes = 40000;
    asset.width_px = 480;
    asset.height_px = 320;
    return asset_insert(many->db, &asset, error);
}

static bool add_lines(struct many *many, int64_t item, GError **error)
{
    struct cue cues[LINES] = {0};
    for (int i = 0; i < LINES; i++) {
        cues[i].begin_ms = i * 4000;
        cues[i].end_ms = i * 4000 + 3500;
        cues[i].speaker = "NARRATOR";
        cues[i].text = sentence(many->random, 9);
    }
    bool is_added = cue_replace(many->db, item, 0, "transcript", "en", cues, LINES, -1, error);
    for (int i = 0; i < LINES; i++)
        g_free((char *)cues[i].text);
    return is_added;
}

static bool add_consent(struct many *many, int64_t item, int number, GError **error)
{
    struct consent consent = CONSENT_NEW;
    consent.item = item;
    consent.says = "Shared with consent.";
    consent.allows_kiosk = number % 20 != 0;
    consent.allows_attract = number % 3 == 0;
    consent.allows_quotation = true;
    return consent_grant(many->db, &consent, "maker", NULL, error);
}

static bool link_item(struct many *many, int64_t item, GError **error)
{
    struct contributor link = {.item = item,
                               .person = many->people[g_rand_int_range(many->random, 0, PEOPLE)],
                               .role = "narrator"};
    return person_link(many->db, &link, error) &&
           theme_link(many->db, item, many->themes[g_rand_int_range(many->random, 0, THEMES)],
                      error) &&
           place_link(many->db, item, many->places[g_rand_int_range(many->random, 0, PLACES)],
                      error);
}

static bool add_one(struct many *many, int number, GError **error)
{
    static const char *const kinds[] = {"oral_history", "picture", "film", "text", "document"};
    static const char *const eras[] = {"past", "present", "future"};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autofree char *title = sentence(many->random, 4);
    g_autofree char *description = sentence(many->random, 30);
    struct item item = ITEM_NEW;
    item.kind = kinds[number % 5];
    item.era = eras[number % 3];
    item.title = title;
    item.description = description;
    item.language = "en";
    item.alt_short = "A made-up picture";
    item.rank = number;
    return item_insert(many->db, &item, strings, error) &&
           add_picture(many, item.id, "thumbnail", number, error) &&
           add_picture(many, item.id, "screen", number, error) &&
           add_consent(many, item.id, number, error) && link_item(many, item.id, error) &&
           (number % 5 % 2 != 0 || add_lines(many, item.id, error));
}

static bool add_batch(struct many *many, int from, int to, GError **error)
{
    g_autoptr(txn) txn = txn_begin(many->db, error);
    if (txn == NULL)
        return false;
    for (int i = from; i < to; i++)
        if (!add_one(many, i, error))
            return false;
    return txn_commit(txn, error);
}

bool many_items_add(struct db *db, int count, const char *const *digests, GError **error)
{
    struct many many = {.db = db,
                        .random = g_rand_new_with_seed(50),
                        .digests = digests,
                        .digests_count = digests != NULL ? g_strv_length((char **)digests) : 0};
    bool is_added = add_subjects(&many, error);
    for (int from = 0; is_added && from < count; from += AT_ONCE)
        is_added = add_batch(&many, from, MIN(from + AT_ONCE, count), error);
    g_rand_free(many.random);
    return is_added;
}
