#include "catalogue/asset.h"
#include "catalogue/copy.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/readiness.h"
#include "media/store.h"
#include "tools/accession.h"
#include "tools/call.h"
#include "tools/copies.h"
#include "tools/messages.h"
#include "tools/near.h"
#include "tools/sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct tally {
    int items;
    int withheld;     /* visitors do not see them */
    int advised;      /* seen, with something left to do */
    GHashTable *seen; /* with --problem: the names of all that any item lacks */
};

static void add_lack(GArray *lacks, GStringChunk *strings, enum lack_weight weight,
                     const char *word, char *says)
{
    struct lack lack = {
        .weight = weight, .word = word, .says = g_string_chunk_insert(strings, says)};
    g_array_append_val(lacks, lack);
    g_free(says);
}

/* A file is often named after who is in it. */
static bool is_title_of_file(const struct item *item, const struct asset *asset)
{
    if (strcmp(asset->role, "original") != 0 || asset->original_name == NULL)
        return false;
    g_autofree char *title = accession_title(asset->original_name);
    return strcmp(title, item->title) == 0;
}

/* What only the files can tell: that they are there, and what they were called. */
static bool check_files(const struct call *call, const struct item *item, GArray *lacks,
                        GStringChunk *strings, GError **error)
{
    g_autoptr(GArray) assets = asset_list(call->db, item->id, strings, error);
    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const struct asset *asset = &g_array_index(assets, struct asset, i);
        struct digest digest;
        if (is_title_of_file(item, asset))
            add_lack(lacks, strings, LACK_ADVISES, "title_from_file",
                     g_strdup(_("its title is the name of its file, which visitors would read; set "
                                "title")));
        if (digest_from_hex(asset->digest, &digest) && store_has(vault_store(call->vault), &digest))
            continue;
        add_lack(lacks, strings, LACK_WITHHOLDS, "file_missing",
                 g_strdup_printf(_("its %s file is not in the store; bring %s back from a backup"),
                                 asset->role, asset->digest));
    }
    return assets != NULL;
}

/* A date that could mean another day too, or that is words alone. */
static void check_date(const struct item *item, GArray *lacks, GStringChunk *strings)
{
    if (item->date_text == NULL || *item->date_text == '\0')
        return;
    g_autofree char *doubt = item_field_doubt("date", item->date_text);
    if (doubt != NULL)
        add_lack(lacks, strings, LACK_ADVISES, "date_unsure",
                 g_strdup_printf(_("its date “%s” was %s; set date as YYYY-MM-DD to be sure"),
                                 item->date_text, doubt));
    else if (item->date_edtf == NULL || *item->date_edtf == '\0')
        add_lack(lacks, strings, LACK_ADVISES, "date_in_words",
                 g_strdup_printf(_("its date “%s” is words alone, so that it is not on the "
                                   "timeline; set date"),
                                 item->date_text));
}

/* With --problem only that is left; SEEN learns what others there are. */
static void keep_only(const struct call *call, GArray *lacks, GHashTable *seen)
{
    const char *word = call_option(call, "problem");
    for (guint i = lacks->len; word != NULL && i > 0; i--) {
        const char *other = g_array_index(lacks, struct lack, i - 1).word;
        g_hash_table_add(seen, (void *)g_intern_string(other));
        if (strcmp(other, word) != 0)
            g_array_remove_index(lacks, i - 1);
    }
}

/* Nothing to do is good news, unless it was looked for by a name that is not quite one. */
static void note_nearest(const struct call *call, GHashTable *seen)
{
    const char *word = call_option(call, "problem");
    if (word == NULL || g_hash_table_contains(seen, word))
        return;
    g_autofree void **names = g_hash_table_get_keys_as_array(seen, NULL);
    const char *nearest = near_word(word, (const char *const *)names);
    if (nearest != NULL)
        output_note(call->output, "no item lacks anything called “%s”; did you mean “%s”?", word,
                    nearest);
}

/* One thing to do about one item; the texts live as long as the call. */
struct finding {
    const char *code;
    const char *title;
    const char *word;
    const char *says;
    bool withholds;
};

static void keep_findings(const struct call *call, const struct item *item, const GArray *lacks,
                          GArray *findings)
{
    for (guint i = 0; i < lacks->len; i++) {
        const struct lack *lack = &g_array_index(lacks, struct lack, i);
        struct finding finding = {.code = item->code,
                                  .title = item->title,
                                  .word = g_intern_string(lack->word),
                                  .says = g_string_chunk_insert_const(call->strings, lack->says),
                                  .withholds = lack->weight == LACK_WITHHOLDS};
        g_array_append_val(findings, finding);
    }
}

/* Whether the lines go this way; neither way where a table is wanted. */
static bool is_told_by(const struct call *call, const char *way)
{
    const char *by = call_has(call, "by") ? call_option(call, "by") : "item";
    return output_columns(call->output) == NULL && strcmp(by, way) == 0;
}

static void say_lacks(const struct call *call, const struct item *item, bool is_shown,
                      const GArray *lacks)
{
    struct output *output = call->output;
    bool is_by_item = is_told_by(call, "item");
    bool is_whole = true;
    for (guint i = 0; i < lacks->len; i++)
        is_whole = is_whole && g_array_index(lacks, struct lack, i).weight != LACK_WITHHOLDS;
    if (is_by_item && lacks->len > 0)
        output_say(output, "%s  %s  %s", item->code, item->title,
                   !is_shown  ? "(not shown)"
                   : is_whole ? "(shown)"
                              : "(shown in part)");
    output_open(output, NULL);
    output_text(output, "code", item->code);
    output_text(output, "title", item->title);
    output_flag(output, "shown", is_shown);
    output_open_array(output, "lacks");
    for (guint i = 0; i < lacks->len; i++) {
        const struct lack *lack = &g_array_index(lacks, struct lack, i);
        bool withholds = lack->weight == LACK_WITHHOLDS;
        if (is_by_item)
            output_say(output, "    %s %s", withholds ? "✗" : "·", lack->says);
        output_open(output, NULL);
        output_text(output, "word", lack->word);
        output_text(output, "weight", withholds ? "withholds" : "advises");
        output_text(output, "says", lack->says);
        output_close(output);
    }
    output_close(output);
    output_close(output);
}

static bool check_item(const struct call *call, const struct item *item, struct tally *tally,
                       GArray *findings, GError **error)
{
    GStringChunk *strings = g_string_chunk_new(512);
    bool is_shown = false;
    GArray *lacks = readiness_of(call->db, item->id, strings, error);
    bool is_fine = lacks != NULL && check_files(call, item, lacks, strings, error) &&
                   item_is_shown(call->db, item->id, &is_shown, error);
    if (is_fine) {
        check_date(item, lacks, strings);
        keep_only(call, lacks, tally->seen);
        say_lacks(call, item, is_shown, lacks);
        keep_findings(call, item, lacks, findings);
        tally->items++;
        tally->withheld += !is_shown;
        tally->advised += is_shown && lacks->len > 0;
    }
    g_clear_pointer(&lacks, g_array_unref);
    g_string_chunk_free(strings);
    return is_fine;
}

/* What withholds first, then problem by problem, the items in the order they were checked. */
static int compare_findings(const void *a, const void *b)
{
    const struct finding *one = a, *other = b;
    if (one->withholds != other->withholds)
        return one->withholds ? -1 : 1;
    int by_word = strcmp(one->word, other->word);
    return by_word != 0 ? by_word : strcmp(one->says, other->says);
}

/* "consent_missing" as a heading with what to do, and below it who needs it. */
static void say_by_problem(const struct call *call, const GArray *findings)
{
    for (guint i = 0; i < findings->len;) {
        const struct finding *first = &g_array_index(findings, struct finding, i);
        guint end = i;
        while (end < findings->len &&
               compare_findings(first, &g_array_index(findings, struct finding, end)) == 0)
            end++;
        output_say(call->output, MANY("%s %s (%u item): %s", "%s %s (%u items): %s", end - i),
                   first->withholds ? "✗" : "·", first->word, end - i, first->says);
        for (; i < end; i++) {
            const struct finding *finding = &g_array_index(findings, struct finding, i);
            output_say(call->output, "    %s  %s", finding->code, finding->title);
        }
    }
}

static bool say_rows(const struct call *call, const GArray *findings, GError **error)
{
    static const char *const headings[] = {"code", "title", "weight", "problem", "says"};
    struct sheet *sheet = sheet_create();
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_column(sheet, headings[i], false);
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = &g_array_index(findings, struct finding, i);
        sheet_cell(sheet, finding->code);
        sheet_cell(sheet, finding->title);
        sheet_cell(sheet, finding->withholds ? "withholds" : "advises");
        sheet_cell(sheet, finding->word);
        sheet_cell(sheet, finding->says);
    }
    return sheet_end(sheet, call->output, error);
}

static GArray *chosen(const struct call *call, GError **error)
{
    struct item_filter all = {0};
    if (call_word(call, 0) == NULL)
        return item_list(call->db, &all, call->strings, error);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct item));
    for (const char *const *word = options_words(call->options); *word != NULL; word++) {
        struct item item;
        if (!call_item(call, *word, &item, error))
            return NULL;
        g_array_append_val(items, item);
    }
    return g_steal_pointer(&items);
}

static bool check_all(const struct call *call, const GArray *items, GArray *findings,
                      GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    struct tally tally = {.seen = seen};
    output_open_array(call->output, "items");
    for (guint i = 0; i < items->len; i++)
        if (call_is_cancelled(call, error) ||
            !check_item(call, &g_array_index(items, struct item, i), &tally, findings, error))
            return false;
    output_close(call->output);
    g_array_sort(findings, compare_findings);
    note_nearest(call, seen);
    if (is_told_by(call, "problem"))
        say_by_problem(call, findings);
    output_integer(call->output, "checked", tally.items);
    output_integer(call->output, "withheld", tally.withheld);
    output_integer(call->output, "advised", tally.advised);
    if (output_columns(call->output) != NULL)
        return true;
    output_say(
        call->output,
        MANY("%d item: %d ready, %d shown with something left to do, %d not shown",
             "%d items: %d ready, %d shown with something left to do, %d not shown", tally.items),
        tally.items, tally.items - tally.withheld - tally.advised, tally.advised, tally.withheld);
    return true;
}

/* What was erased and may still be outside, until a person says that it is done. */
static bool check_copies(const struct call *call, GArray *findings, GError **error)
{
    const char *problem = call_option(call, "problem");
    if (call_word(call, 0) != NULL || (problem != NULL && strcmp(problem, "copy_holds") != 0))
        return true;
    g_autoptr(GArray) list = copy_owed(call->db, call->strings, error);
    output_open_array(call->output, "copies");
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct owed *owed = &g_array_index(list, struct owed, i);
        g_autofree char *says = g_strdup_printf(
            _("erased on %.10s, and may still be in the %s of %.10s in %s (%s); %s"), owed->at,
            copies_kind(owed->kind), owed->made_at, owed->path, owed->why,
            strcmp(owed->kind, "backup") == 0
                ? _("`rwf copies reach` tries again; or destroy it, then `rwf copies gone`")
                : _("or destroy it, then `rwf copies gone`"));
        struct finding finding = {.code = copies_subject(owed->code),
                                  .title = owed->path,
                                  .word = "copy_holds",
                                  .says = g_string_chunk_insert_const(call->strings, says)};
        g_array_append_val(findings, finding);
        if (output_columns(call->output) == NULL)
            output_say(call->output, "· copy_holds  %s: %s", finding.code, says);
        output_open(call->output, NULL);
        output_text(call->output, "code", owed->code[0] != '\0' ? owed->code : NULL);
        output_text(call->output, "path", owed->path);
        output_text(call->output, "kind", owed->kind);
        output_text(call->output, "made_at", owed->made_at);
        output_text(call->output, "erased_at", owed->at);
        output_text(call->output, "why", owed->why);
        output_close(call->output);
    }
    output_close(call->output);
    return list != NULL;
}

static bool run(struct call *call, GError **error)
{
    g_autoptr(GArray) items = chosen(call, error);
    g_autoptr(GArray) findings = g_array_new(FALSE, FALSE, sizeof(struct finding));
    bool is_table = output_is_csv(call->output) || output_columns(call->output) != NULL;
    if (items == NULL)
        return false;
    if (!check_all(call, items, findings, error) || !check_copies(call, findings, error))
        return false;
    return !is_table || say_rows(call, findings, error);
}

static const char *const ways[] = {"item", "problem", NULL};

static const struct option options[] = {
    OPTION_OF("by", "item|problem", "how the list goes: item after item, or problem after problem",
              ways),
    OPTION("problem", "PROBLEM", "only this one, by its name in --by problem: consent_missing …"),
    OPTION_END,
};

const struct command cmd_check = {
    .name = "check",
    .usage = "[ITEM…] [--by item|problem] [--problem PROBLEM]",
    .summary = N_("what keeps each item from being shown, or shown to everybody"),
    .example = "rwf check --by problem",
    .page = "rwf-consent",
    .options = options,
    .needs = NEEDS_READING,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
