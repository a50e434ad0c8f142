#include "tools/accession.h"

#include "catalogue/archive.h"
#include "catalogue/txn.h"
#include "media/store.h"
#include "tests/support/given.h"

#include <string.h>

/* A text on its way into the archive, its bytes stored and its rows not yet written. */
static struct accession *given_accession(struct given *given, struct store *store)
{
    g_autofree char *path = g_build_filename(given->folder, "words.txt", NULL);
    g_assert_true(g_file_set_contents(path, "words of a text", -1, NULL));
    struct accession *accession = accession_create(path, store);
    accession_hash(accession, NULL);
    accession_make(accession, NULL);
    g_assert_no_error(accession->error);
    g_assert_cmpuint(accession->files->len, >, 0);
    return accession;
}

static void no_row_names_what_was_erased_meanwhile(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct store *store = store_open(archive_store(given->archive), &error);
    g_assert_no_error(error);
    struct accession *accession = given_accession(given, store);
    struct item item = {.id = given_item(given, "text", "Words")};
    g_assert_true(accession_write(accession, given->db, &item, "words.txt", &error));
    g_assert_true(store_remove(
        store, &g_array_index(accession->files, struct accession_file, 0).digest, &error));
    g_assert_false(accession_write(accession, given->db, &item, "words.txt", &error));
    g_assert_nonnull(strstr(error->message, "add it again"));
    accession_free(accession);
    store_close(store);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/accession/no row names bytes that were erased meanwhile",
                    no_row_names_what_was_erased_meanwhile);
    return g_test_run();
}
