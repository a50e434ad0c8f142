/*
 * Makes the catalogue of a pack of many items: bench_many ARCHIVE COUNT FOLDER. COUNT made-up items
 * join those of ARCHIVE (which they stay in: give a copy) and show its pictures; FOLDER receives what
 * rwf publish would put into a pack for a catalogue.
 */
#include "catalogue/archive.h"
#include "catalogue/shown.h"
#include "catalogue/snapshot.h"
#include "media/sums.h"
#include "tests/support/many_items.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* The pictures of the archive's first items. */
static char **digests_of(struct db *db, GError **error)
{
    enum { PAGE = 24 };
    g_autoptr(GStrvBuilder) digests = g_strv_builder_new();
    struct shown_page *page =
        shown_page_read(db, &(struct shown_filter){0}, NULL, SHOWN_FORWARD, PAGE, "en", error);
    if (page == NULL)
        return NULL;
    for (size_t i = 0; i < page->count; i++)
        if (page->cards[i].thumbnail.digest != NULL)
            g_strv_builder_add(digests, page->cards[i].thumbnail.digest);
    shown_page_free(page);
    return g_strv_builder_end(digests);
}

static bool write_sums(const char *folder, const char *file, GError **error)
{
    g_autofree char *name = g_build_filename(folder, "catalogue.sums", NULL);
    struct sums *sums = sums_of_file(file, NULL, error);
    bool is_written = sums != NULL && sums_save(sums, name, NULL, error);
    sums_free(sums);
    return is_written;
}

static bool make(const char *folder, int count, const char *to, GError **error)
{
    g_autofree char *file = g_build_filename(to, "catalogue.db", NULL);
    g_autoptr(archive) archive = archive_open(folder, error);
    if (archive == NULL)
        return false;
    g_auto(GStrv) digests = digests_of(archive_db(archive), error);
    return digests != NULL &&
           many_items_add(archive_db(archive), count, (const char *const *)digests, error) &&
           snapshot_write(archive_db(archive), file, NULL, error) && write_sums(to, file, error);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc != 4) {
        fputs("usage: bench_many ARCHIVE COUNT FOLDER\n", stderr);
        return 2;
    }
    if (make(argv[1], atoi(argv[2]), argv[3], &error))
        return 0;
    fprintf(stderr, "bench_many: %s\n", error->message);
    return 1;
}
