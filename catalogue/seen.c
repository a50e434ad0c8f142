#include "catalogue/seen.h"

#include <string.h>

enum { MOST_COPIES = 4096, SITE_DIGITS = 16 };

struct seen {
    GArray *copies; /* struct known, by site */
};

struct known {
    int64_t site;
    int64_t number;
};

struct seen *seen_create(void)
{
    struct seen *seen = g_new0(struct seen, 1);
    seen->copies = g_array_new(false, true, sizeof(struct known));
    return seen;
}

void seen_free(struct seen *seen)
{
    if (seen != NULL)
        g_array_unref(seen->copies);
    g_free(seen);
}

static bool read_known(const char *word, struct known *known)
{
    char *colon = NULL;
    char *end = NULL;
    if (strspn(word, "0123456789abcdef") != SITE_DIGITS || word[SITE_DIGITS] != ':')
        return false;
    known->site = (int64_t)g_ascii_strtoull(word, &colon, 16);
    known->number = g_ascii_strtoll(colon + 1, &end, 10);
    return g_ascii_isdigit(colon[1]) && *end == '\0' && known->site > 0 && known->number > 0 &&
           known->number < G_MAXINT64;
}

struct seen *seen_parse(const char *text)
{
    g_autoptr(seen) seen = seen_create();
    g_auto(GStrv) words = g_strsplit(text, " ", MOST_COPIES + 1);
    if (*text == '\0')
        return g_steal_pointer(&seen);
    for (unsigned i = 0; words[i] != NULL; i++) {
        struct known known;
        if (i >= MOST_COPIES || !read_known(words[i], &known))
            return NULL;
        seen_add(seen, known.site, known.number);
    }
    return g_steal_pointer(&seen);
}

char *seen_text(const struct seen *seen)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < seen->copies->len; i++) {
        const struct known *known = &g_array_index(seen->copies, struct known, i);
        g_string_append_printf(text, "%s%016" G_GINT64_MODIFIER "x:%" G_GINT64_FORMAT,
                               i > 0 ? " " : "", (uint64_t)known->site, known->number);
    }
    return g_string_free(g_steal_pointer(&text), false);
}

/* Where SITE stands or would stand. */
static unsigned place_of(const struct seen *seen, int64_t site)
{
    unsigned i = 0;
    while (i < seen->copies->len && g_array_index(seen->copies, struct known, i).site < site)
        i++;
    return i;
}

int64_t seen_number(const struct seen *seen, int64_t site)
{
    unsigned i = place_of(seen, site);
    if (i == seen->copies->len || g_array_index(seen->copies, struct known, i).site != site)
        return 0;
    return g_array_index(seen->copies, struct known, i).number;
}

bool seen_has(const struct seen *seen, int64_t site, int64_t number)
{
    return seen_number(seen, site) >= number;
}

void seen_add(struct seen *seen, int64_t site, int64_t number)
{
    unsigned i = place_of(seen, site);
    struct known known = {.site = site, .number = number};
    if (i == seen->copies->len || g_array_index(seen->copies, struct known, i).site != site)
        g_array_insert_val(seen->copies, i, known);
    struct known *there = &g_array_index(seen->copies, struct known, i);
    there->number = MAX(there->number, number);
}

bool seen_each(const struct seen *seen, seen_each_function *function, void *data)
{
    for (unsigned i = 0; i < seen->copies->len; i++) {
        const struct known *known = &g_array_index(seen->copies, struct known, i);
        if (!function(known->site, known->number, data))
            return false;
    }
    return true;
}
