#ifndef TOOLS_TARGET_H
#define TOOLS_TARGET_H

#include <glib.h>
#include <stdbool.h>

/*
 * What becomes of one column of a sheet, as a mapping file says it:
 *
 *   title, date, credit …   a field of the item, as `rwf set` takes them
 *   title@ur                the same in another language
 *   kind                    any word for it: "Image;StillImage", "audio/mpeg", "Oral History"
 *   rights                  an address, or words
 *   code, identifier        what a row is known by
 *   added                   when it came into the archive, of our own sheets
 *   person, person ROLE     names; without a role each is written "Name=role"
 *   place, theme            names
 *   media, transcript       files of the item
 *   parent                  the identifier of the row it is a part of
 *   approximate             "yes" makes the row's date a "c."
 *   latitude, longitude     of the row's place
 *   describe                its words join the description, after the heading
 *   part_of                 the code of the item it is a part of; it takes nothing from that
 *   keep, keep NAME         kept for curators, under the heading or that name
 *   -                       nothing
 */
enum target_kind {
    TARGET_NOTHING,
    TARGET_FIELD, /* and its translations */
    TARGET_KIND,
    TARGET_RIGHTS,
    TARGET_CODE,
    TARGET_ADDED,
    TARGET_PERSON,
    TARGET_PLACE,
    TARGET_THEME,
    TARGET_MEDIA,
    TARGET_TRANSCRIPT,
    TARGET_PARENT,
    TARGET_APPROXIMATE,
    TARGET_LATITUDE,
    TARGET_LONGITUDE,
    TARGET_PUBLIC, /* "no" closes the item */
    TARGET_DESCRIBE,
    TARGET_PART_OF,
    TARGET_KEEP /* under the name of the target, else its heading */
};

/* What a heading of an own field begins with where it would be taken for another: "own: medium". */
#define TARGET_OWN "own: "

struct target {
    enum target_kind kind;
    char *name;     /* of a field; the role of people; or NULL */
    char *language; /* canonical, or NULL */
    char *split;    /* between several values; NULL: lines only */
};

/* Reads `person creator split ";"`. USAGE where it is none of the above. */
bool target_read(struct target *target, const char *text, GError **error);
void target_finish(struct target *target);

/* As a mapping file has it, without the split; yours. */
char *target_text(const struct target *target);

/* Whether several columns may go there, and a cell hold several values. */
bool target_is_many(const struct target *target);

/* What a heading of CollectionBuilder, Omeka or our own means, in whatever spelling; false for one
 * that is not known. Of two that go to one place the one with the smaller @rank is meant. */
bool target_of_heading(struct target *target, const char *heading, int *rank);

#endif
