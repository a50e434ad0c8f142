#include "catalogue/consent.h"
#include "catalogue/content_note.h"
#include "catalogue/copy.h"
#include "catalogue/cue.h"
#include "catalogue/error.h"
#include "catalogue/history.h"
#include "catalogue/person.h"
#include "catalogue/quotation.h"
#include "catalogue/shown_home.h"
#include "catalogue/shown_item.h"
#include "catalogue/shown_search.h"
#include "catalogue/shown_trail.h"
#include "catalogue/snapshot.h"
#include "catalogue/theme.h"
#include "catalogue/trail.h"
#include "catalogue/txn.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

#include <string.h>

#define ITEMS       300
#define MOST_STATES 3

/* What an item was given, and by the rules of the exhibition, written a second time here, whether
 * visitors may see it. */
struct truth {
    int64_t id;
    const char *access;
    int embargo; /* days from today it is shown from; G_MININT: none */
    int consents;
    const char *states[MOST_STATES];
    bool kiosk[MOST_STATES];
    int until[MOST_STATES]; /* days from today it holds to; G_MAXINT: for ever */
    bool attract[MOST_STATES];
    bool quotation[MOST_STATES];
    bool has_note;
    bool may_be_shown;
};

static bool judge(const struct truth *t)
{
    if (!g_str_equal(t->access, "kiosk"))
        return false;
    if (t->embargo != G_MININT && t->embargo > 0)
        return false;
    if (t->consents == 0)
        return false;
    for (int i = 0; i < t->consents; i++)
        if (!g_str_equal(t->states[i], "granted") || !t->kiosk[i] || t->until[i] < 0)
            return false;
    return true;
}

static struct truth draw(GRand *random)
{
    static const char *const accesses[] = {"kiosk", "kiosk", "kiosk", "on_request", "closed"};
    static const char *const states[] = {"granted",   "granted",   "granted",   "granted",
                                         "in_review", "suspended", "withdrawn", "erased"};
    struct truth t = {.access = accesses[g_rand_int_range(random, 0, G_N_ELEMENTS(accesses))],
                      .embargo = G_MININT,
                      .consents = g_rand_int_range(random, 0, MOST_STATES + 1),
                      .has_note = g_rand_int_range(random, 0, 4) == 0};
    if (g_rand_int_range(random, 0, 4) == 0)
        t.embargo = g_rand_int_range(random, -2, 3);
    for (int i = 0; i < t.consents; i++) {
        t.states[i] = states[g_rand_int_range(random, 0, G_N_ELEMENTS(states))];
        t.kiosk[i] = g_rand_int_range(random, 0, 8) != 0;
        t.until[i] =
            g_rand_int_range(random, 0, 3) == 0 ? g_rand_int_range(random, -2, 3) : G_MAXINT;
        t.attract[i] = g_rand_int_range(random, 0, 3) != 0;
        t.quotation[i] = g_rand_int_range(random, 0, 3) != 0;
    }
    t.may_be_shown = judge(&t);
    return t;
}

static void give_consents(struct given *given, const struct truth *t)
{
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < t->consents; i++) {
        static const struct {
            const char *state;
            enum consent_step step;
        } steps[] = {{"in_review", CONSENT_REVIEW},
                     {"suspended", CONSENT_SUSPEND},
                     {"withdrawn", CONSENT_WITHDRAW},
                     {"erased", CONSENT_ERASE}};
        g_autofree char *signer = g_strdup_printf("Signer %d", i);
        struct consent consent = CONSENT_NEW;
        consent.item = t->id;
        consent.agreed_by = signer;
        consent.allows_kiosk = t->kiosk[i];
        consent.allows_attract = t->attract[i];
        consent.allows_quotation = t->quotation[i];
        consent.valid_until = t->until[i] == G_MAXINT ? NULL : given_day(given, t->until[i]);
        g_assert_true(consent_grant(given->db, &consent, "tester", NULL, &error));
        for (size_t s = 0; s < G_N_ELEMENTS(steps); s++)
            if (g_str_equal(steps[s].state, t->states[i]))
                consent_step(given->db, t->id, consent.id, steps[s].step, "tester", NULL, &error);
        g_assert_no_error(error);
    }
}

struct world {
    struct given *given;
    struct truth items[ITEMS];
    int64_t theme;
    int64_t person;
    int64_t trail;
};

static void give_item(struct world *world, int at, GRand *random)
{
    static const char *const kinds[] = {"oral_history", "picture", "film", "text", "document"};
    static const char *const eras[] = {"past", "present", "future"};
    g_autoptr(GError) error = NULL;
    struct db *db = world->given->db;
    struct truth *t = &world->items[at];
    *t = draw(random);
    struct item item = ITEM_NEW;
    item.title = "Candlelight";
    item.kind = kinds[at % 5];
    item.era = eras[at % 3];
    item.access = t->access;
    item.rank = at % 7;
    item.embargo_until = t->embargo == G_MININT ? NULL : given_day(world->given, t->embargo);
    g_assert_true(item_insert(db, &item, world->given->strings, &error));
    t->id = item.id;
    give_consents(world->given, t);
    g_autofree char *words = g_strdup_printf("picture %d", at);
    given_asset(world->given, t->id, "thumbnail", words);
    given_asset(world->given, t->id, "screen", words);
    const struct cue cue = {.begin_ms = 0, .end_ms = 1000, .text = "Candlelight in the hall"};
    g_assert_true(cue_replace(db, t->id, 0, "transcript", "en", &cue, 1, -1, &error));
    struct quotation quotation = {.item = t->id, .text = "Candlelight, I said", .at_ms = -1};
    g_assert_true(quotation_insert(db, &quotation, &error));
    struct content_note note = {
        .item = t->id, .begin_ms = -1, .end_ms = -1, .level = 1, .says = "A note"};
    g_assert_true(!t->has_note || content_note_insert(db, &note, &error));
    struct contributor link = {.item = t->id, .person = world->person, .role = "narrator"};
    g_assert_true(person_link(db, &link, &error));
    g_assert_true(theme_link(db, t->id, world->theme, &error));
}

static struct world *make_world(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRand) random = g_rand_new_with_seed(20240914);
    struct world *world = g_new0(struct world, 1);
    world->given = given_archive();
    struct db *db = world->given->db;
    g_autoptr(txn) txn = txn_begin(db, &error);
    struct theme theme = {.name = "Rooms"};
    struct person person = {.name = "Shared Person"};
    struct trail trail = {.title = "A trail"};
    g_assert_true(theme_insert(db, &theme, &error) && person_insert(db, &person, &error) &&
                  trail_insert(db, &trail, &error));
    world->theme = theme.id;
    world->person = person.id;
    world->trail = trail.id;
    struct trail_stop stops[40] = {0};
    for (int i = 0; i < ITEMS; i++) {
        give_item(world, i, random);
        if (i < 40)
            stops[i].item = world->items[i].id;
    }
    g_assert_true(trail_set_stops(db, trail.id, stops, 40, &error));
    g_assert_true(txn_commit(txn, &error));
    return world;
}

static void end_world(struct world *world)
{
    given_end(world->given);
    g_free(world);
}

static const struct truth *truth_of(const struct world *world, int64_t id)
{
    for (int i = 0; i < ITEMS; i++)
        if (world->items[i].id == id)
            return &world->items[i];
    g_assert_not_reached();
}

static void assert_all_may(const struct world *world, const struct shown_page *page)
{
    for (size_t i = 0; i < page->count; i++)
        g_assert_true(truth_of(world, page->cards[i].id)->may_be_shown);
}

/* Pages through all FILTER holds, one way, and returns how many there were. */
static int walk(const struct world *world, struct db *db, const struct shown_filter *filter,
                enum shown_direction direction)
{
    int seen = 0;
    struct shown_card from = {0};
    bool is_first = true;
    for (;;) {
        g_autoptr(GError) error = NULL;
        g_autoptr(shown_page) page =
            shown_page_read(db, filter, is_first ? NULL : &from, direction, 9, "en", &error);
        g_assert_no_error(error);
        assert_all_may(world, page);
        seen += (int)page->count;
        if (!page->has_more)
            return seen;
        from = page->cards[direction == SHOWN_FORWARD ? page->count - 1 : 0];
        is_first = false;
    }
}

static int expected(const struct world *world, unsigned kinds, const char *era)
{
    static const char *const eras[] = {"past", "present", "future"};
    int count = 0;
    for (int i = 0; i < ITEMS; i++)
        count += world->items[i].may_be_shown && (kinds == 0 || (kinds >> (i % 5) & 1)) &&
                 (era == NULL || g_str_equal(era, eras[i % 3]));
    return count;
}

static void check_lists(const struct world *world, struct db *db)
{
    g_autoptr(GError) error = NULL;
    static const char *const eras[] = {NULL, "past", "present", "future"};
    static const unsigned kinds[] = {0, SHOWN_FILM, SHOWN_TEXT | SHOWN_DOCUMENT, SHOWN_PICTURE};
    for (size_t e = 0; e < G_N_ELEMENTS(eras); e++)
        for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
            for (int subject = 0; subject < 3; subject++) {
                struct shown_filter filter = {.kinds = kinds[k],
                                              .era = eras[e],
                                              .theme = subject == 1 ? world->theme : 0,
                                              .person = subject == 2 ? world->person : 0};
                int wanted = expected(world, kinds[k], eras[e]);
                int count;
                bool is_more;
                g_assert_cmpint(walk(world, db, &filter, SHOWN_FORWARD), ==, wanted);
                g_assert_cmpint(walk(world, db, &filter, SHOWN_BACKWARD), ==, wanted);
                g_assert_true(shown_count(db, &filter, 1000, &count, &is_more, &error));
                g_assert_cmpint(count, ==, wanted);
                g_assert_false(is_more);
            }
}

static bool every(const struct truth *t, const bool *flags)
{
    for (int i = 0; i < t->consents; i++)
        if (!flags[i])
            return false;
    return true;
}

static void check_item(const struct world *world, struct db *db, const struct truth *t)
{
    g_autoptr(GError) error = NULL;
    bool may = false;
    (void)world;
    g_assert_true(shown_item_may_be_shown(db, t->id, &may, &error));
    g_assert_true(may == t->may_be_shown);
    g_autoptr(shown_cues) cues = shown_cues_read(db, t->id, "transcript", "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(cues->count, ==, t->may_be_shown ? 1 : 0);
    g_autoptr(shown_item) item = shown_item_read(db, t->id, "en", &error);
    if (!t->may_be_shown) {
        g_assert_null(item);
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
        return;
    }
    g_assert_no_error(error);
    g_assert_cmpuint(item->quotation_count, ==, every(t, t->quotation) ? 1 : 0);
    g_assert_true(item->allows_quotation == every(t, t->quotation));
    g_assert_true(item->allows_attract == every(t, t->attract));
}

static void check_home(const struct world *world, struct db *db)
{
    for (uint32_t round = 0; round < 40; round++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *day = g_strdup_printf("2025-01-%02u", round);
        g_autoptr(shown_slides) slides = shown_slides_read(db, round, 5, "en", &error);
        g_assert_no_error(error);
        for (size_t i = 0; i < slides->count; i++) {
            const struct truth *t = truth_of(world, slides->slides[i].item);
            g_assert_true(t->may_be_shown && every(t, t->attract) && !t->has_note);
            g_assert_true((slides->slides[i].quotation != NULL) == every(t, t->quotation));
        }
        g_autoptr(shown_page) feature = shown_feature_read(db, day, "en", &error);
        g_assert_no_error(error);
        g_assert_cmpuint(feature->count, ==, 1);
        g_assert_true(!truth_of(world, feature->cards[0].id)->has_note);
        assert_all_may(world, feature);
    }
}

static void check_ways_in(const struct world *world, struct db *db)
{
    static const char *const eras[] = {"past", "present", "future"};
    g_autoptr(GError) error = NULL;
    for (size_t e = 0; e < G_N_ELEMENTS(eras); e++) {
        g_autoptr(shown_page) era = shown_era_read(db, eras[e], "en", &error);
        g_assert_cmpuint(era->count, ==, 1);
        assert_all_may(world, era);
    }
    g_autoptr(shown_subjects) themes = shown_subjects_read(db, SHOWN_THEMES, 0, "en", &error);
    g_assert_cmpint(themes->subjects[0].count, ==, MIN(expected(world, 0, NULL), 100));
    g_autoptr(shown_page) stops = shown_trail_cards_read(db, world->trail, "en", &error);
    g_assert_no_error(error);
    assert_all_may(world, stops);
    for (int i = 0; i < ITEMS; i += 5) {
        g_autoptr(shown_page) related =
            shown_related_read(db, world->items[i].id, 12, "en", &error);
        g_assert_no_error(error);
        assert_all_may(world, related);
    }
    g_autoptr(shown_hits) hits = shown_search(db, "candlelight", 0, 100, "en", &error);
    g_assert_no_error(error);
    for (size_t i = 0; i < hits->count; i++)
        g_assert_true(truth_of(world, hits->hits[i].card.id)->may_be_shown);
}

static void check_everything(const struct world *world, struct db *db)
{
    check_lists(world, db);
    for (int i = 0; i < ITEMS; i++)
        check_item(world, db, &world->items[i]);
    check_home(world, db);
    check_ways_in(world, db);
}

static void truth_table(void)
{
    struct world *world = make_world();
    g_assert_cmpint(expected(world, 0, NULL), >, 30);
    g_assert_cmpint(expected(world, 0, NULL), <, ITEMS - 30);
    check_everything(world, world->given->db);
    end_world(world);
}

static void truth_table_in_pack(void)
{
    g_autoptr(GError) error = NULL;
    struct world *world = make_world();
    g_autofree char *file = g_build_filename(world->given->folder, "pack.db", NULL);
    g_assert_true(snapshot_write(world->given->db, file, NULL, &error));
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    g_assert_no_error(error);
    check_everything(world, archive_db(pack));
    end_world(world);
}

/* A pack takes the day it was made for today where the clock is earlier: so tests set tomorrow. */
static void set_today(struct given *given, const char *day)
{
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    g_autofree char *sql = g_strdup_printf("UPDATE archive SET published_on = '%s'", day);
    struct raw *raw = raw_open(file);
    raw_run(raw, sql);
    raw_close(raw);
}

static bool is_shown(struct given *given, int64_t id)
{
    g_autoptr(GError) error = NULL;
    bool shown = false;
    g_assert_true(item_is_shown(given->db, id, &shown, &error));
    return shown;
}

static void embargo_ends(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "text", "Under embargo");
    struct item item;
    g_assert_true(item_get(given->db, id, given->strings, &item, &error));
    item.embargo_until = given_day(given, 1);
    g_assert_true(item_update(given->db, &item, &error));
    g_assert_false(is_shown(given, id));
    set_today(given, given_day(given, 1));
    g_assert_true(is_shown(given, id));
}

static void consent_runs_out(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "text", "Until tonight");
    struct consent consent = CONSENT_NEW;
    consent.item = id;
    consent.allows_kiosk = true;
    consent.valid_until = given_day(given, 0);
    g_assert_true(consent_grant(given->db, &consent, "tester", NULL, &error));
    g_assert_true(is_shown(given, id));
    set_today(given, given_day(given, 1));
    g_assert_false(is_shown(given, id));
}

static void withdrawn_stays_withdrawn(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "text", "Taken back");
    g_assert_true(consent_step(given->db, id, 0, CONSENT_WITHDRAW, "tester", "asked", &error));
    g_assert_false(is_shown(given, id));
    g_assert_false(consent_step(given->db, id, 0, CONSENT_REVIEWED, "tester", NULL, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT);
    g_assert_false(is_shown(given, id));
    given_consent(given, id, "kiosk");
    g_assert_true(is_shown(given, id));
    g_clear_error(&error);
    g_autoptr(GArray) changes = consent_changes(given->db, id, given->strings, &error);
    g_assert_cmpuint(changes->len, ==, 3);
    g_assert_cmpstr(g_array_index(changes, struct consent_change, 1).state, ==, "withdrawn");
    g_assert_cmpstr(g_array_index(changes, struct consent_change, 1).why, ==, "asked");
}

/* What was erased while a backup was being made may be in it: it is looked for there at once. */
static void a_copy_knows_what_was_erased_meanwhile(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(given) given = given_archive();
    int64_t item = given_item(given, "text", "A poem");
    struct copy_start early = {NULL, 0};
    struct copy_start late = {NULL, 0};
    bool is_behind = false;
    g_assert_true(copy_begin(given->db, &early, &error));
    {
        g_autoptr(history) history = history_begin(given->db, "tester", "rwf consent", &error);
        g_assert_true(history_erase(history, item, NULL, &error));
        g_assert_true(item_remove(given->db, item, &error));
        g_assert_true(history_commit(history, "erased", &error));
    }
    g_assert_true(copy_begin(given->db, &late, &error));
    g_assert_true(
        copy_remember(given->db, &early, "backup", "/early.tar", NULL, &is_behind, &error));
    g_assert_true(is_behind);
    g_assert_true(copy_remember(given->db, &late, "backup", "/late.tar", NULL, &is_behind, &error));
    g_assert_false(is_behind);
    g_assert_no_error(error);
    g_free(early.at);
    g_free(late.at);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/consent/no list, item, search or slide has what was not agreed to",
                    truth_table);
    g_test_add_func("/consent/nor has a pack, asked the same ways", truth_table_in_pack);
    g_test_add_func("/consent/an embargo that ends tonight is open tomorrow", embargo_ends);
    g_test_add_func("/consent/a consent holds through its last day", consent_runs_out);
    g_test_add_func("/consent/what was withdrawn comes back only by a new grant",
                    withdrawn_stays_withdrawn);
    g_test_add_func("/consent/a copy knows what was erased while it was made",
                    a_copy_knows_what_was_erased_meanwhile);
    return g_test_run();
}
