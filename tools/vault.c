#include "tools/vault.h"

#include "catalogue/archive.h"
#include "media/store.h"
#include "tools/command.h"

#include <string.h>

struct vault {
    struct archive *archive;
    struct store *store;
};

char *vault_find(const char *named, GError **error)
{
    const char *folder = named != NULL ? named : g_getenv("RWF_ARCHIVE");
    if (folder == NULL || folder[0] == '\0') {
        g_autofree char *here = g_get_current_dir();
        char *found = archive_find(here, NULL);
        if (found == NULL)
            command_refused(error,
                            "there is no archive in %s or above it; make one with "
                            "`rwf init FOLDER --title TITLE`, or say where it is: rwf -C FOLDER …",
                            here);
        return found;
    }
    g_autofree char *database = g_build_filename(folder, "archive.db", NULL);
    if (!g_file_test(database, G_FILE_TEST_EXISTS)) {
        command_refused(error,
                        "%s (from %s) is not an archive: it holds no archive.db; make one "
                        "with `rwf init %s --title TITLE`",
                        folder, named != NULL ? "-C" : "RWF_ARCHIVE", folder);
        return NULL;
    }
    return g_canonicalize_filename(folder, NULL);
}

struct vault *vault_open(const char *folder, bool for_writing, GError **error)
{
    g_autoptr(vault) vault = g_new0(struct vault, 1);
    vault->archive =
        for_writing ? archive_open(folder, error) : archive_open_read_only(folder, error);
    if (vault->archive == NULL)
        return NULL;
    vault->store = store_open(archive_store(vault->archive), error);
    if (vault->store == NULL)
        return NULL;
    return g_steal_pointer(&vault);
}

void vault_close(struct vault *vault)
{
    if (vault == NULL)
        return;
    store_close(vault->store);
    archive_close(vault->archive);
    g_free(vault);
}

const char *vault_folder(const struct vault *vault)
{
    return archive_folder(vault->archive);
}

struct archive *vault_archive(const struct vault *vault)
{
    return vault->archive;
}

struct db *vault_db(const struct vault *vault)
{
    return archive_db(vault->archive);
}

struct store *vault_store(const struct vault *vault)
{
    return vault->store;
}
