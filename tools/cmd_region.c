#include "catalogue/archive.h"
#include "catalogue/asset.h"
#include "catalogue/item.h"
#include "catalogue/language.h"
#include "catalogue/region.h"
#include "catalogue/translation.h"
#include "tools/call.h"
#include "tools/messages.h"
#include "tools/parts.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("box", "X,Y,W,H", "its left, top, width and height in shares of the picture, 0 to 1"),
    OPTION("page", "N", "which picture of a set, 2 for the back; 1 when not given"),
    OPTION("says", "TEXT", "what a visitor reads about it"),
    OPTION("lang", "TAG", "the language of those words; the archive's when not given"),
    OPTION_END,
};

/* How many pictures the item has; a part is of one of them. */
static int count_pictures(const struct call *call, const struct item *item)
{
    g_autoptr(GArray) assets = asset_list(call->db, item->id, call->strings, NULL);
    int count = 0;
    for (guint i = 0; assets != NULL && i < assets->len; i++)
        if (strcmp(g_array_index(assets, struct asset, i).role, "screen") == 0)
            count++;
    return count;
}

static bool read_box(const struct call *call, struct region *region, GError **error)
{
    const char *typed = call_option(call, "box");
    double *const sides[] = {&region->x, &region->y, &region->w, &region->h};
    g_auto(GStrv) parts = g_strsplit(typed != NULL ? typed : "", ",", -1);
    bool is_read = g_strv_length(parts) == G_N_ELEMENTS(sides);
    for (size_t i = 0; is_read && i < G_N_ELEMENTS(sides); i++) {
        char *end;
        g_strstrip(parts[i]);
        *sides[i] = g_ascii_strtod(parts[i], &end);
        is_read = parts[i][0] != '\0' && *end == '\0' && *sides[i] >= 0 && *sides[i] <= 1;
    }
    is_read = is_read && region->w > 0 && region->h > 0 && region->x + region->w <= 1.0001 &&
              region->y + region->h <= 1.0001;
    return is_read ||
           command_misused(error, "where? --box LEFT,TOP,WIDTH,HEIGHT in shares of the picture, "
                                  "such as --box 0.25,0.1,0.3,0.2, inside it");
}

/* @language: the caller's; NULL for the archive's own. */
static bool read_words(const struct call *call, const char **says, char **language, GError **error)
{
    const char *typed = call_option(call, "lang");
    *says = call_option(call, "says");
    if (*says == NULL || (*says)[0] == '\0')
        return command_misused(error, "a part of a picture needs words: --says \"my mother\"");
    if (typed == NULL)
        return true;
    *language = language_canonical(typed);
    return *language != NULL ||
           command_misused(error, "--lang %s is no language tag; write one such as en, ur, pa-Arab",
                           typed);
}

static bool add(const struct call *call, const struct item *item, GError **error)
{
    g_autofree char *language = NULL;
    const char *page = call_option(call, "page");
    gint64 number = 1;
    int pictures = count_pictures(call, item);
    struct region region = {.item = item->id};
    struct archive_facts facts = {0};
    if (!read_box(call, &region, error) || !read_words(call, &region.says, &language, error))
        return false;
    if (pictures == 0)
        return command_refused(error, "%s has no picture that a part could be of", item->code);
    if (page != NULL && !g_ascii_string_to_signed(page, 10, 1, pictures, &number, NULL))
        return command_misused(
            error,
            MANY("--page %s: %s has %d picture; write a number from 1 on, up to that",
                 "--page %s: %s has %d pictures; write a number from 1 on, up to that", pictures),
            page, item->code, pictures);
    g_autoptr(GArray) others = region_list(call->db, item->id, call->strings, error);
    if (others == NULL || !archive_read_facts(call->db, call->strings, &facts, error))
        return false;
    region.page = (int)number;
    region.language = language != NULL ? language : facts.language;
    for (guint i = 0; i < others->len; i++)
        region.position =
            MAX(region.position, g_array_index(others, struct region, i).position + 1);
    if (!region_insert(call->db, &region, error))
        return false;
    output_say(call->output, "%s  part %u added: %s", item->code, others->len + 1, region.says);
    return true;
}

static bool translate(const struct call *call, const struct item *item, GError **error)
{
    g_autofree char *language = NULL;
    const char *says;
    g_autoptr(GArray) regions = region_list(call->db, item->id, call->strings, error);
    const struct region *region = parts_named(call, item, regions, error);
    if (region == NULL || !read_words(call, &says, &language, error))
        return false;
    if (language == NULL)
        return command_misused(error, "into which language? --lang ur, --lang pa …");
    struct translation translation = {
        .owner = region->id, .field = "says", .language = language, .text = says};
    if (!translation_put(call->db, &translation, error))
        return false;
    output_say(call->output, "%s  %s in %s: %s", item->code, region->says, language, says);
    return true;
}

static void write_region(const void *part, struct sheet *sheet, struct output *output)
{
    const struct region *r = part;
    g_autofree char *box = g_strdup_printf("%.3g,%.3g,%.3g,%.3g", r->x, r->y, r->w, r->h);
    sheet_cell_number(sheet, r->page);
    sheet_cell(sheet, box);
    sheet_cell(sheet, r->says);
    output_integer(output, "page", r->page);
    output_real(output, "x", r->x);
    output_real(output, "y", r->y);
    output_real(output, "w", r->w);
    output_real(output, "h", r->h);
    output_text(output, "says", r->says);
    output_text(output, "language", r->language);
}

static const char *words_of(const void *part)
{
    return ((const struct region *)part)->says;
}

static const struct parts regions = {
    .said = "part of a picture",
    .plural = "regions",
    .adding = "--box X,Y,W,H --says TEXT",
    .columns = {{"page", true}, {"box", false}, {"says", false}},
    .read = region_list,
    .write = write_region,
    .says = words_of,
    .remove = region_remove,
    .verbs = {{"add", add}, {"translate", translate}},
};

static bool run(struct call *call, GError **error)
{
    return parts_run(call, &regions, error);
}

const struct command cmd_region = {
    .name = "region",
    .usage = "ITEM list | add --box X,Y,W,H --says TEXT [--page N] [--lang TAG] | "
             "translate NUMBER --says TEXT --lang TAG | remove NUMBER",
    .summary = N_("what is said about parts of a picture"),
    .example = "rwf region market add --box 0.3,0.2,0.2,0.3 --says \"my mother\"",
    .page = "rwf-describe",
    .options = options,
    .needs = NEEDS_WRITING,
    .list_word = 2,
    .words_min = 2,
    .has_table = true,
    .words_max = 3,
    .run = run,
};
