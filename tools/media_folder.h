#ifndef TOOLS_MEDIA_FOLDER_H
#define TOOLS_MEDIA_FOLDER_H

#include "catalogue/auto.h"

#include <gio/gio.h>
#include <stdbool.h>

struct intake;
struct intake_file;
struct output;

/*
 * A folder of recordings and pictures, with all folders in it, that records of another system name
 * (`--media DIR`). Capitals do not matter, as systems differ about them.
 */
struct media_folder {
    const char *name; /* as typed; borrowed */
    struct intake *intake;
};

/* NULL on error. What cannot be taken from the folder has been warned about. */
struct media_folder *media_folder_open(const char *name, struct output *output,
                                       GCancellable *cancellable, GError **error);
void media_folder_close(struct media_folder *folder);
CLEAN_UP(media_folder, media_folder_close)

/* The file of that name, wherever in the folder; of @name, a path or an address, the last part
 * counts. *FILE is NULL where there is none. Two of that name in different places are REFUSED. */
bool media_folder_find(const struct media_folder *folder, const char *name,
                       const struct intake_file **file, GError **error);

/* The same, timed text (WebVTT, SubRip) too, which is no file of its own elsewhere. */
bool media_folder_find_text(const struct media_folder *folder, const char *name,
                            const struct intake_file **file, GError **error);

/* The same for a name without its ending: "OH0344" finds OH0344.mp3. */
bool media_folder_find_stem(const struct media_folder *folder, const char *stem,
                            const struct intake_file **file, GError **error);

/* The last part of a path or an address; of an address without its query, %20 read as a blank. Yours
 * to free. */
char *media_folder_last(const char *name);

#endif
