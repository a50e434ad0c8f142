/* What is kept back inside an item that visitors may see: redactions, all but the excerpts, what is
 * too close, names that are withheld. */
#include "catalogue/asset.h"
#include "catalogue/content_note.h"
#include "catalogue/cue.h"
#include "catalogue/excerpt.h"
#include "catalogue/index_point.h"
#include "catalogue/person.h"
#include "catalogue/quotation.h"
#include "catalogue/redaction.h"
#include "catalogue/shown_home.h"
#include "catalogue/shown_item.h"
#include "catalogue/shown_search.h"
#include "catalogue/snapshot.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

static void redacted_is_cut(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "oral_history", "Partly silent");
    const struct cue cues[] = {{.begin_ms = 0, .end_ms = 1000, .text = "one"},
                               {.begin_ms = 1000, .end_ms = 1000, .text = "lasts to three"},
                               {.begin_ms = 5000, .end_ms = 6000, .text = "three"},
                               {.begin_ms = 6000, .end_ms = 6000, .text = "lasts to the end"}};
    g_assert_true(cue_replace(given->db, id, 0, "captions", "en", cues, 4, 9000, &error));
    struct index_point points[] = {{.at_ms = 0, .title = "Open"},
                                   {.at_ms = 4200, .title = "Hidden"}};
    g_assert_true(index_point_replace(given->db, id, points, 2, &error));
    struct redaction redaction = {.item = id, .begin_ms = 4000, .end_ms = 4500, .why = "a name"};
    g_assert_true(redaction_insert(given->db, &redaction, &error));
    g_autoptr(shown_cues) shown = shown_cues_read(given->db, id, "captions", "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(shown->count, ==, 3);
    g_assert_cmpstr(shown->cues[1].text, ==, "three");
    g_assert_cmpint(shown->cues[2].end_ms, ==, 9000);
    int64_t open_copy = given_asset(given, id, "access", "all of it");
    g_autoptr(shown_item) item = shown_item_read(given->db, id, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(item->index_point_count, ==, 1);
    g_assert_cmpuint(item->withheld_count, ==, 1);
    g_assert_null(shown_item_asset(item, "access", NULL));
    (void)open_copy;
    g_autoptr(shown_hits) hits = shown_search(given->db, "lasts three", 0, 5, "en", &error);
    g_assert_cmpuint(hits->count, ==, 0);
}

static void excerpts_only(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "oral_history", "In parts");
    given_consent(given, id, "kiosk excerpt-only");
    const struct cue cues[] = {{.begin_ms = 0, .end_ms = 1000, .text = "inside"},
                               {.begin_ms = 1000, .end_ms = 3000, .text = "half inside"},
                               {.begin_ms = 3000, .end_ms = 4000, .text = "outside"}};
    g_assert_true(cue_replace(given->db, id, 0, "captions", "en", cues, 3, -1, &error));
    struct excerpt excerpt = {.item = id, .begin_ms = 0, .end_ms = 2000};
    g_assert_true(excerpt_insert(given->db, &excerpt, &error));
    struct redaction redaction = {.item = id, .begin_ms = 1500, .end_ms = 1600, .why = "a name"};
    g_assert_true(redaction_insert(given->db, &redaction, &error));
    g_autoptr(shown_item) item = shown_item_read(given->db, id, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(item->withheld_count, ==, 0); /* its times are not those of the excerpts */
    g_autoptr(shown_cues) shown = shown_cues_read(given->db, id, "captions", "en", &error);
    g_assert_cmpuint(shown->count, ==, 1);
    g_autofree char *file = g_build_filename(given->folder, "pack.db", NULL);
    g_assert_true(snapshot_write(given->db, file, NULL, &error));
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    g_autoptr(shown_cues) packed = shown_cues_read(archive_db(pack), id, "captions", "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(packed->count, ==, 1);
}

/* A copy of the recording, made for what is cut at this moment. */
static void given_cut_copy(struct given *given, int64_t item, bool is_excerpt, char fill)
{
    g_autofree char *digest = g_strnfill(64, fill);
    struct asset asset = ASSET_NEW;
    asset.item = item;
    asset.role = "access";
    asset.digest = digest;
    asset.media_type = "audio/mp4";
    asset.size_bytes = 1;
    asset.is_redacted = !is_excerpt;
    asset.is_excerpt = is_excerpt;
    g_assert_true(asset_insert(given->db, &asset, NULL));
}

static bool is_heard(struct given *given, int64_t id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(shown_item) item = shown_item_read(given->db, id, "en", &error);
    g_assert_no_error(error);
    return shown_item_asset(item, "access", NULL) != NULL;
}

/* As where two people cut the same recording, each in a copy of the archive. */
static void only_fitting_copies(void)
{
    g_autoptr(given) given = given_archive();
    int64_t silent = given_shown_item(given, "oral_history", "Silent in two places");
    struct redaction first = {.item = silent, .begin_ms = 5000, .end_ms = 6000, .why = "a name"};
    struct redaction second = {.item = silent, .begin_ms = 15000, .end_ms = 16000, .why = "a name"};
    g_assert_true(redaction_insert(given->db, &first, NULL));
    given_cut_copy(given, silent, false, 'a');
    g_assert_true(is_heard(given, silent));
    g_assert_true(redaction_insert(given->db, &second, NULL));
    g_assert_false(is_heard(given, silent));
    given_cut_copy(given, silent, false, 'b');
    g_assert_true(is_heard(given, silent));

    int64_t parts = given_item(given, "oral_history", "In parts");
    given_consent(given, parts, "kiosk excerpt-only");
    struct excerpt part = {.item = parts, .begin_ms = 0, .end_ms = 2000};
    struct excerpt other = {.item = parts, .begin_ms = 3000, .end_ms = 4000};
    g_assert_true(excerpt_insert(given->db, &part, NULL));
    g_assert_true(excerpt_insert(given->db, &other, NULL));
    given_cut_copy(given, parts, true, 'c');
    g_assert_true(is_heard(given, parts));
    g_assert_true(excerpt_remove(given->db, other.id, NULL));
    g_assert_false(is_heard(given, parts));
}

/* A transcript without times, as a sheet brings it. */
static void untimed_words_go_whole(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "oral_history", "Partly silent");
    struct item item = ITEM_NEW;
    g_assert_true(item_get(given->db, id, given->strings, &item, &error));
    item.text = "Then Secretname came in";
    g_assert_true(item_update(given->db, &item, &error));
    struct redaction redaction = {.item = id, .begin_ms = 4000, .end_ms = 4500, .why = "a name"};
    g_assert_true(redaction_insert(given->db, &redaction, &error));
    g_autofree char *file = g_build_filename(given->folder, "pack.db", NULL);
    g_assert_true(snapshot_write(given->db, file, NULL, &error));
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(file, &bytes, &length, NULL));
    g_assert_null(g_strstr_len(bytes, (gssize)length, "Secretname"));
    g_autoptr(shown_item) shown = shown_item_read(given->db, id, "en", &error);
    g_assert_cmpstr(shown->text, ==, "");
}

static void film_in_parts(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "film", "In parts");
    given_consent(given, id, "kiosk excerpt-only");
    int64_t original = given_asset(given, id, "original", "the film");
    int64_t frame = given_asset(given, id, "screen", "a frame of it");
    given_asset(given, id, "poster", "chosen by a curator");
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    g_autofree char *sql = g_strdup_printf(
        "UPDATE asset SET media_type = 'video/mp4' WHERE id = %" G_GINT64_FORMAT
        "; UPDATE asset SET derived_from = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
        original, original, frame);
    struct raw *raw = raw_open(file);
    raw_run(raw, sql);
    raw_close(raw);
    g_autoptr(shown_item) item = shown_item_read(given->db, id, "en", &error);
    g_assert_no_error(error);
    g_assert_null(shown_item_asset(item, "screen", NULL));
    g_assert_nonnull(shown_item_asset(item, "poster", NULL));
}

static void tiles_need_zoom(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) digests = NULL;
    int64_t id = given_item(given, "picture", "Not to be looked at closely");
    given_consent(given, id, "kiosk no-zoom");
    given_asset(given, id, "tiles", "every detail");
    given_asset(given, id, "screen", "the whole");
    g_autofree char *file = g_build_filename(given->folder, "pack.db", NULL);
    g_assert_true(snapshot_write(given->db, file, &digests, &error));
    g_assert_cmpuint(digests->len, ==, 1);
    int64_t other = given_item(given, "picture", "To be looked at closely");
    given_consent(given, other, "kiosk");
    given_asset(given, other, "tiles", "other details");
    g_autoptr(shown_item) item = shown_item_read(given->db, other, "en", &error);
    g_assert_no_error(error);
    g_assert_nonnull(shown_item_asset(item, "tiles", NULL));
}

/* Of what somebody may pass over a list of what was found tells nothing but the title. */
static void noted_moments_are_found_untold(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "oral_history", "Partly hard to hear");
    const struct cue cues[] = {{.begin_ms = 0, .end_ms = 1000, .text = "before"},
                               {.begin_ms = 1000, .end_ms = 2500, .text = "into"},
                               {.begin_ms = 3000, .end_ms = 4000, .text = "inside"},
                               {.begin_ms = 5000, .end_ms = 6000, .text = "after"}};
    g_assert_true(cue_replace(given->db, id, 0, "transcript", "en", cues, 4, 9000, &error));
    struct content_note note = {
        .item = id, .begin_ms = 2000, .end_ms = 5000, .level = 2, .says = "a quarrel"};
    g_assert_true(content_note_insert(given->db, &note, &error));
    static const struct {
        const char *typed;
        int64_t at_ms;
    } cases[] = {{"before", 0}, {"into", -1}, {"inside", -1}, {"after", 5000}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(shown_hits) hits = shown_search(given->db, cases[i].typed, 0, 5, "en", &error);
        g_assert_no_error(error);
        g_assert_cmpuint(hits->count, ==, 1);
        g_assert_cmpint(hits->hits[0].at_ms, ==, cases[i].at_ms);
    }
}

static size_t quotations_of(struct given *given, int64_t id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(shown_item) item = shown_item_read(given->db, id, "en", &error);
    g_assert_no_error(error);
    return item->quotation_count;
}

static void quotations_are_cut(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t parts = given_item(given, "oral_history", "In parts");
    int64_t redacted = given_item(given, "oral_history", "Partly silent");
    given_consent(given, parts, "kiosk quotation excerpt-only");
    given_consent(given, redacted, "kiosk quotation");
    const int64_t moments[] = {500, 5000, -1}; /* in the excerpt; in the redaction; not known */
    for (int i = 0; i < 6; i++) {
        struct quotation quotation = {
            .item = i < 3 ? parts : redacted, .text = "As I said", .at_ms = moments[i % 3]};
        g_assert_true(quotation_insert(given->db, &quotation, &error));
    }
    struct excerpt excerpt = {.item = parts, .begin_ms = 0, .end_ms = 1000};
    struct redaction redaction = {
        .item = redacted, .begin_ms = 4000, .end_ms = 6000, .why = "a name"};
    g_assert_cmpuint(quotations_of(given, redacted), ==, 3);
    g_assert_true(excerpt_insert(given->db, &excerpt, &error));
    g_assert_true(redaction_insert(given->db, &redaction, &error));
    g_assert_cmpuint(quotations_of(given, parts), ==, 1);
    g_assert_cmpuint(quotations_of(given, redacted), ==, 1);
}

/* A narrator whose name is withheld, beside an interviewer whose name is known. */
static int64_t give_withheld(struct given *given, struct person *withheld)
{
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "oral_history", "Without a name");
    struct person known = {.name = "Ada Known"};
    *withheld = (struct person){.name = "Zed Hidden", .is_name_withheld = true};
    g_assert_true(person_insert(given->db, withheld, &error));
    g_assert_true(person_insert(given->db, &known, &error));
    struct contributor links[] = {{.item = id, .person = withheld->id, .role = "narrator"},
                                  {.item = id, .person = known.id, .role = "interviewer"}};
    g_assert_true(person_link(given->db, &links[0], &error));
    g_assert_true(person_link(given->db, &links[1], &error));
    return id;
}

static void withheld_speaker(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct person withheld;
    int64_t id = give_withheld(given, &withheld);
    static const char *const speakers[][2] = {
        {"Zed Hidden", ""},       {"ZH", ""}, {"zed", ""}, {"Ada Known", "Ada Known"},
        {"Narrator", "Narrator"}, {"", ""}};
    struct cue cues[G_N_ELEMENTS(speakers)];
    for (size_t i = 0; i < G_N_ELEMENTS(speakers); i++)
        cues[i] = (struct cue){.begin_ms = (int64_t)i * 1000,
                               .end_ms = (int64_t)i * 1000 + 1000,
                               .speaker = speakers[i][0],
                               .text = "words"};
    g_assert_true(
        cue_replace(given->db, id, 0, "transcript", "en", cues, G_N_ELEMENTS(cues), -1, &error));
    g_autofree char *file = g_build_filename(given->folder, "pack.db", NULL);
    g_assert_true(snapshot_write(given->db, file, NULL, &error));
    g_autoptr(archive) pack = archive_open_pack(file, &error);
    struct db *dbs[] = {given->db, archive_db(pack)};
    for (size_t d = 0; d < G_N_ELEMENTS(dbs); d++) {
        g_autoptr(shown_cues) shown = shown_cues_read(dbs[d], id, "transcript", "en", &error);
        g_assert_no_error(error);
        g_assert_cmpuint(shown->count, ==, G_N_ELEMENTS(speakers));
        for (size_t i = 0; i < shown->count; i++)
            g_assert_cmpstr(shown->cues[i].speaker, ==, speakers[i][1]);
    }
}

static void withheld_does_not_relate(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct person withheld;
    int64_t first = give_withheld(given, &withheld);
    int64_t second = given_shown_item(given, "text", "By the same hand");
    struct contributor link = {.item = second, .person = withheld.id, .role = "poet"};
    g_assert_true(person_link(given->db, &link, &error));
    g_autoptr(shown_page) related = shown_related_read(given->db, first, 12, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(related->count, ==, 0);
    withheld.is_name_withheld = false;
    g_assert_true(person_update(given->db, &withheld, &error));
    g_autoptr(shown_page) open = shown_related_read(given->db, first, 12, "en", &error);
    g_assert_cmpuint(open->count, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/withheld/what touches a redaction is not shown", redacted_is_cut);
    g_test_add_func("/withheld/of excerpts only the excerpts are shown", excerpts_only);
    g_test_add_func("/withheld/a copy that was cut for other parts is not shown",
                    only_fitting_copies);
    g_test_add_func("/withheld/words without times go where anything is cut",
                    untimed_words_go_whole);
    g_test_add_func("/withheld/of a film in excerpts no frame taken from it is shown",
                    film_in_parts);
    g_test_add_func("/withheld/without zoom there are no tiles, in a pack neither",
                    tiles_need_zoom);
    g_test_add_func("/withheld/noted moments are found, and not told",
                    noted_moments_are_found_untold);
    g_test_add_func("/withheld/quotations are cut as lines are", quotations_are_cut);
    g_test_add_func("/withheld/a withheld name is not told by who speaks a line", withheld_speaker);
    g_test_add_func("/withheld/nor by what else they made", withheld_does_not_relate);
    return g_test_run();
}
