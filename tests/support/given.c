#include "tests/support/given.h"

#include "catalogue/asset.h"
#include "catalogue/region.h"
#include "tests/support/scratch.h"

#include <string.h>

struct given *given_archive(void)
{
    g_autoptr(GError) error = NULL;
    struct given *given = g_new0(struct given, 1);
    given->scratch = scratch_create();
    given->folder = g_strdup(scratch_folder(given->scratch));
    given->home = g_build_filename(given->folder, "archive", NULL);
    given->archive = archive_create(given->home, "A test archive", &error);
    g_assert_no_error(error);
    given->db = archive_db(given->archive);
    given->strings = g_string_chunk_new(1024);
    return given;
}

void given_end(struct given *given)
{
    if (given == NULL)
        return;
    archive_close(given->archive);
    scratch_destroy(given->scratch);
    g_string_chunk_free(given->strings);
    g_free(given->home);
    g_free(given->folder);
    g_free(given);
}

int64_t given_item(struct given *given, const char *kind, const char *title)
{
    g_autoptr(GError) error = NULL;
    struct item item = ITEM_NEW;
    item.kind = kind;
    item.title = title;
    item_insert(given->db, &item, given->strings, &error);
    g_assert_no_error(error);
    return item.id;
}

int64_t given_consent(struct given *given, int64_t item, const char *scope)
{
    g_autoptr(GError) error = NULL;
    struct consent consent = CONSENT_NEW;
    consent.item = item;
    consent.says = "Shared with consent.";
    consent_read_scope(&consent, scope, &error);
    g_assert_no_error(error);
    consent_grant(given->db, &consent, "tester", NULL, &error);
    g_assert_no_error(error);
    return consent.id;
}

int64_t given_shown_item(struct given *given, const char *kind, const char *title)
{
    int64_t item = given_item(given, kind, title);
    given_consent(given, item, "all");
    return item;
}

int64_t given_asset(struct given *given, int64_t item, const char *role, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, words, -1);
    struct asset asset = ASSET_NEW;
    asset.item = item;
    asset.role = role;
    asset.digest = digest;
    asset.media_type = "image/jpeg";
    asset.size_bytes = (int64_t)strlen(words);
    asset.width_px = 480;
    asset.height_px = 320;
    asset.original_name = "Zoriginalname.jpg";
    asset_insert(given->db, &asset, &error);
    g_assert_no_error(error);
    return asset.id;
}

void given_back(struct given *given, int64_t item, const char *digest)
{
    static const char *const says[] = {"My mother, the year she started at the mill",
                                       "The date in her own hand"};
    struct asset asset = ASSET_NEW;
    asset.item = item;
    asset.role = "screen";
    asset.digest = digest;
    asset.media_type = "image/png";
    asset.width_px = 1600;
    asset.height_px = 900;
    asset.position = 1;
    g_assert_true(asset_insert(given->db, &asset, NULL));
    for (int i = 0; i < 2; i++) {
        struct region region = {.item = item,
                                .page = i + 1,
                                .x = 0.3,
                                .y = 0.2,
                                .w = 0.2,
                                .h = 0.3,
                                .says = says[i],
                                .language = "en"};
        g_assert_true(region_insert(given->db, &region, NULL));
    }
}

const char *given_day(struct given *given, int days)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autoptr(GDateTime) then = g_date_time_add_days(now, days);
    g_autofree char *day = g_date_time_format(then, "%Y-%m-%d");
    return g_string_chunk_insert(given->strings, day);
}

char *given_corpus(const char *name)
{
    const char *given = g_getenv("RWF_CORPORA");
    const char *source = g_getenv("RWF_SOURCE");
    g_autofree char *beside =
        g_build_filename(source == NULL ? "." : source, "..", "shared", "corpora", NULL);
    char *path = g_build_filename(given == NULL ? beside : given, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        g_clear_pointer(&path, g_free);
    return path;
}
