#ifndef TOOLS_PORTRAIT_H
#define TOOLS_PORTRAIT_H

#include <glib.h>
#include <stdbool.h>

struct call;
struct item;

/* One item with everything the archive knows of it, for `rwf show`: as lines for a person, or into
 * the JSON document. False when the catalogue could not be read. */
bool portrait_say(const struct call *call, const struct item *item, GError **error);
bool portrait_write(const struct call *call, const struct item *item, GError **error);

#endif
