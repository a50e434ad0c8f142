#include "tools/complete.h"

#include "catalogue/auto.h"
#include "catalogue/consent.h"
#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/language.h"
#include "catalogue/rights.h"
#include "catalogue/term.h"
#include "tools/command.h"
#include "tools/filter.h"
#include "tools/link.h"
#include "tools/usage.h"
#include "tools/vault.h"

#include <stdio.h>
#include <string.h>

/* One asking: what is typed, and what it is matched with. */
struct asking {
    const char *archive; /* -C as typed, or NULL */
    struct vault *vault; /* opened when first needed */
    bool is_tried;
    const struct command *command;
    const char *before; /* what stands before @typed in its word: "--theme=", "+theme=", "a," */
    const char *typed;
};

static void offer(const struct asking *asking, const char *candidate, const char *says)
{
    g_autofree char *typed = g_utf8_casefold(asking->typed, -1);
    g_autofree char *plain = g_utf8_casefold(candidate, -1);
    if (!g_str_has_prefix(plain, typed) || strpbrk(candidate, "\t\n") != NULL)
        return;
    printf("%s%s", asking->before, candidate);
    if (says != NULL && says[0] != '\0') {
        g_autofree char *line = g_strdup(says);
        printf("\t%s", g_strdelimit(line, "\t\n", ' '));
    }
    putchar('\n');
}

static void offer_all(const struct asking *asking, const char *const *candidates)
{
    for (; *candidates != NULL; candidates++)
        offer(asking, *candidates, NULL);
}

/* NULL where there is no archive, or it cannot be read. */
static struct db *db_of(struct asking *asking)
{
    if (!asking->is_tried) {
        g_autofree char *folder = vault_find(asking->archive, NULL);
        asking->vault = folder != NULL ? vault_open(folder, false, NULL) : NULL;
        asking->is_tried = true;
    }
    return asking->vault != NULL ? vault_db(asking->vault) : NULL;
}

static void offer_names(struct asking *asking, enum term term, const char *end)
{
    struct db *db = db_of(asking);
    g_autoptr(GPtrArray) names = db != NULL ? term_names(db, term, NULL) : NULL;
    for (guint i = 0; names != NULL && names->pdata[i] != NULL; i++) {
        g_autofree char *candidate = g_strconcat(names->pdata[i], end, NULL);
        offer(asking, candidate, NULL);
    }
}

static void offer_items(struct asking *asking)
{
    struct db *db = db_of(asking);
    GStringChunk *strings = g_string_chunk_new(4096);
    g_autoptr(GArray) items =
        db != NULL ? term_items_beginning(db, asking->typed, strings, NULL) : NULL;
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const struct term_item *item = &g_array_index(items, struct term_item, i);
        offer(asking, item->name, item->title);
    }
    g_string_chunk_free(strings);
}

static void offer_languages(struct asking *asking)
{
    size_t count;
    const struct language *all = language_all(&count);
    for (size_t i = 0; i < count; i++)
        offer(asking, all[i].tag, all[i].name);
}

static void offer_fields(struct asking *asking)
{
    bool is_item = asking->command->fields == NULL;
    const char *const *fields = is_item ? item_field_names : asking->command->fields;
    for (; *fields != NULL; fields++) {
        g_autofree char *candidate = g_strconcat(*fields, "=", NULL);
        offer(asking, candidate, is_item ? item_field_help(*fields) : NULL);
    }
    if (!is_item)
        return;
    for (const char *const *kind = link_kinds; *kind != NULL; kind++)
        for (const char *how = "+-"; *how != '\0'; how++) {
            g_autofree char *candidate = g_strdup_printf("%c%s=", *how, *kind);
            offer(asking, candidate, NULL);
        }
}

static void offer_filters(struct asking *asking)
{
    static const char *const words[] = {
        "shown", "withheld", "kind=",  "era=",    "theme=",  "person=",  "place=", "lang=",
        "from=", "to=",      "words=", "access=", "agreed=", "missing=", NULL};
    offer_all(asking, words);
    offer_all(asking, filter_kinds);
    offer_all(asking, filter_eras);
}

static void offer_commands(const struct asking *asking)
{
    for (size_t i = 0; commands[i] != NULL; i++)
        offer(asking, commands[i]->name, commands[i]->summary);
    offer(asking, "help", "about one command");
}

static const struct {
    const char *word;
    const char *const *choices;
} fixed[] = {
    {"KIND", filter_kinds},          {"ERA", filter_eras},
    {"ACCESS", filter_accesses},     {"USE", consent_uses},
    {"MISSING", item_missing_names},
};

static const struct {
    const char *word;
    enum term term;
} terms[] = {
    {"THEME", TERM_THEME}, {"PERSON", TERM_PERSON}, {"PLACE", TERM_PLACE},
    {"TRAIL", TERM_TRAIL}, {"EVENT", TERM_EVENT},   {"FORM", TERM_FORM},
};

static const char *const paths[] = {"FILE", "FILE.vtt", "KEY", "PUB", "OUT", "PATH", NULL};
static const char *const folders[] = {"DIR", "PACK", "ARCHIVE", NULL};

/* What a word in capitals stands for. */
static void offer_for(struct asking *asking, const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        if (strcmp(fixed[i].word, word) == 0)
            offer_all(asking, fixed[i].choices);
    for (size_t i = 0; i < G_N_ELEMENTS(terms); i++)
        if (strcmp(terms[i].word, word) == 0)
            offer_names(asking, terms[i].term, "");
    if (strcmp(word, "ITEM") == 0)
        offer_items(asking);
    else if (strcmp(word, "TAG") == 0)
        offer_languages(asking);
    else if (strcmp(word, "FILTER") == 0)
        offer_filters(asking);
    else if (strcmp(word, "FIELD=VALUE") == 0)
        offer_fields(asking);
    else if (strcmp(word, "NAME=ROLE") == 0)
        offer_names(asking, TERM_PERSON, "=");
    else if (strcmp(word, "COMMAND") == 0)
        offer_commands(asking);
    else if (g_strv_contains(paths, word))
        fputs(":files\n", stdout);
    else if (g_strv_contains(folders, word))
        fputs(":folders\n", stdout);
}

/* The value of a field, or of a filter, by its name. */
static void offer_value(struct asking *asking, const char *name)
{
    static const struct {
        const char *name;
        const char *word;
    } words[] = {{"kind", "KIND"},     {"era", "ERA"},     {"access", "ACCESS"},
                 {"language", "TAG"},  {"lang", "TAG"},    {"theme", "THEME"},
                 {"person", "PERSON"}, {"place", "PLACE"}, {"missing", "MISSING"},
                 {"form", "FORM"},     {"agreed", "USE"},  {"for", "USE"},
                 {"parent", "PARENT"}};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, name) == 0)
            offer_for(asking, words[i].word);
    if (strcmp(name, "rights") == 0)
        offer_all(asking, rights_names);
}

/* "title=…", "+theme=…", "kind=…": what stands after the "=" is completed by what is before. */
static bool offer_after_equals(struct asking *asking)
{
    const char *equals = strchr(asking->typed, '=');
    if (equals == NULL)
        return false;
    const char *name = asking->typed + strspn(asking->typed, "+-");
    g_autofree char *before =
        g_strdup_printf("%s%.*s", asking->before, (int)(equals + 1 - asking->typed), asking->typed);
    g_autofree char *field = g_strndup(name, (gsize)(equals - name));
    struct asking inner = *asking;
    inner.before = before;
    inner.typed = equals + 1;
    offer_value(&inner, field);
    asking->vault = inner.vault;
    asking->is_tried = inner.is_tried;
    return true;
}

/* "+theme" of `rwf tag`. */
static void offer_signed(struct asking *asking, const char *word)
{
    char sign[2] = {word[0], '\0'};
    if (asking->typed[0] != word[0])
        return;
    const char *typed = asking->typed;
    asking->before = sign;
    asking->typed = typed + 1;
    offer_for(asking, word + 1);
    asking->before = "";
    asking->typed = typed;
}

static void offer_words(struct asking *asking, const char *const *words)
{
    g_autoptr(GPtrArray) next = usage_next(asking->command->usage, words);
    if (offer_after_equals(asking))
        return;
    for (guint i = 0; next->pdata[i] != NULL; i++) {
        const char *word = next->pdata[i];
        if (word[0] == '+' || word[0] == '-')
            offer_signed(asking, word);
        else if (g_ascii_isupper(word[0]))
            offer_for(asking, word);
        else
            offer(asking, word, NULL);
    }
}

/* Several with commas between: those that stand there already are not offered again. */
static void offer_list(struct asking *asking, const char *const *choices)
{
    const char *comma = strrchr(asking->typed, ',');
    g_autofree char *before =
        g_strdup_printf("%s%.*s", asking->before,
                        comma != NULL ? (int)(comma + 1 - asking->typed) : 0, asking->typed);
    g_auto(GStrv) given = g_strsplit(before, ",", -1);
    struct asking inner = *asking;
    inner.before = before;
    inner.typed = comma != NULL ? comma + 1 : asking->typed;
    for (; *choices != NULL; choices++)
        if (!g_strv_contains((const char *const *)given, *choices))
            offer(&inner, *choices, NULL);
}

static void offer_option_value(struct asking *asking, const struct option *option)
{
    if (option->choices != NULL && option->is_list)
        offer_list(asking, option->choices);
    else if (option->choices != NULL)
        offer_all(asking, option->choices);
    else if (strcmp(option->takes, "FILTER") == 0 || strcmp(option->takes, "FIELD=VALUE") == 0) {
        if (!offer_after_equals(asking))
            offer_for(asking, option->takes);
    } else {
        offer_for(asking, option->takes);
    }
}

static void offer_options(const struct asking *asking)
{
    for (const struct option *o = asking->command->options; o != NULL && o->name != NULL; o++) {
        g_autofree char *candidate = g_strdup_printf("--%s", o->name);
        offer(asking, candidate, o->help);
    }
    offer(asking, "--help", "what the command does");
    offer(asking, "--json", "the result as one JSON document");
    offer(asking, "--quiet", "no notes and no progress");
    if (asking->command->has_table) {
        offer(asking, "--csv", "the table as CSV");
        offer(asking, "--columns", "only these columns, with commas between");
    }
}

static const struct option *option_of(const struct command *command, const char *word)
{
    if (strncmp(word, "--", 2) != 0)
        return NULL;
    for (const struct option *o = command->options; o != NULL && o->name != NULL; o++) {
        size_t length = strlen(o->name);
        if (strncmp(word + 2, o->name, length) == 0 && strchr("=", word[2 + length]) != NULL)
            return o;
    }
    return NULL;
}

/* What follows the command's name, the last word being typed. */
static void complete_command(struct asking *asking, const char *const *words)
{
    g_autoptr(GPtrArray) plain = g_ptr_array_new(); /* the words that are no options */
    const struct option *waiting = NULL;            /* the option that takes the next word */
    for (; words[1] != NULL; words++) {
        const struct option *option = waiting == NULL ? option_of(asking->command, *words) : NULL;
        if (waiting == NULL && strncmp(*words, "--", 2) != 0)
            g_ptr_array_add(plain, (void *)*words);
        bool takes = option != NULL && option->takes != NULL && strchr(*words, '=') == NULL;
        waiting = takes ? option : NULL;
    }
    g_ptr_array_add(plain, NULL);
    asking->typed = *words;
    const struct option *joined = option_of(asking->command, *words);
    const char *equals = strchr(*words, '=');
    if (waiting != NULL) {
        offer_option_value(asking, waiting);
    } else if (joined != NULL && joined->takes != NULL && equals != NULL) {
        g_autofree char *before = g_strndup(*words, (gsize)(equals + 1 - *words));
        asking->before = before;
        asking->typed = equals + 1;
        offer_option_value(asking, joined);
        asking->before = "";
    } else if ((*words)[0] == '-' && !(asking->command->has_minus_words && (*words)[1] != '-')) {
        offer_options(asking);
    } else {
        offer_words(asking, (const char *const *)plain->pdata);
    }
}

static void complete_first(struct asking *asking, const char *typed)
{
    static const char *const globals[] = {"-C",      "--json", "--csv",     "--columns",
                                          "--quiet", "--help", "--version", NULL};
    asking->typed = typed;
    offer_commands(asking);
    if (typed[0] == '-')
        offer_all(asking, globals);
}

void complete_print(const char *const *words)
{
    struct asking asking = {.before = "", .typed = ""};
    static const char *const nothing[] = {"", NULL};
    if (*words == NULL)
        words = nothing;
    while (words[1] != NULL && words[0][0] == '-') {
        bool is_archive = strcmp(words[0], "-C") == 0;
        if (is_archive && words[2] == NULL) {
            fputs(":folders\n", stdout);
            return;
        }
        if (is_archive)
            asking.archive = words[1];
        bool takes = is_archive || strcmp(words[0], "--columns") == 0;
        words += takes && words[2] != NULL ? 2 : 1;
    }
    asking.command = command_find(words[0]);
    if (words[1] == NULL)
        complete_first(&asking, words[0]);
    else if (strcmp(words[0], "help") == 0 && words[2] == NULL)
        asking.typed = words[1], offer_commands(&asking);
    else if (asking.command != NULL)
        complete_command(&asking, words + 1);
    vault_close(asking.vault);
}
