#include "tools/usage.h"

#include <stdbool.h>
#include <string.h>

/* One place in a way of using a command. */
struct slot {
    char **choices; /* "grant", "review" … or one in capitals */
    bool may_repeat;
    bool may_miss;
};

static void slot_finish(void *data)
{
    g_strfreev(((struct slot *)data)->choices);
}

static bool is_capital(const char *word)
{
    return g_ascii_isupper(word[0]) ||
           ((word[0] == '+' || word[0] == '-') && g_ascii_isupper(word[1]));
}

/* Whether @word may stand for what is in capitals: FIELD=VALUE has its "=", what has none is
 * another. */
static bool fits_capital(const char *capital, const char *word)
{
    if (capital[0] == '+' || capital[0] == '-')
        return word[0] == capital[0];
    return (strchr(capital, '=') != NULL) == (strchr(word, '=') != NULL) ||
           strcmp(capital, "FILTER") == 0 || strcmp(capital, "FILE") == 0;
}

static bool fits(const struct slot *slot, const char *word)
{
    for (char **choice = slot->choices; *choice != NULL; choice++)
        if (is_capital(*choice) ? fits_capital(*choice, word) : strcmp(*choice, word) == 0)
            return true;
    return false;
}

static void add_slot(GArray *slots, const char *token)
{
    g_autoptr(GString) text = g_string_new(token);
    struct slot slot = {.may_miss = token[0] == '['};
    slot.may_repeat = strstr(token, "…") != NULL;
    g_string_replace(text, "…", "", 0);
    g_string_replace(text, "[", "", 0);
    g_string_replace(text, "]", "", 0);
    if (text->len == 0)
        return;
    slot.choices = g_strsplit(text->str, "|", -1);
    g_array_append_val(slots, slot);
}

/* The slots of one way; options and what they take are no slots. */
static GArray *read_way(const char *way)
{
    GArray *slots = g_array_new(FALSE, FALSE, sizeof(struct slot));
    g_array_set_clear_func(slots, slot_finish);
    g_auto(GStrv) tokens = g_strsplit(way, " ", -1);
    bool is_inside = false; /* an option in brackets, up to the closing one */
    bool is_taken = false;  /* what the option before takes */
    for (char **token = tokens; *token != NULL; token++) {
        bool is_option = strncmp(*token, "--", 2) == 0;
        is_inside = is_inside || strncmp(*token, "[--", 3) == 0;
        if (!is_inside && !is_option && !(is_taken && is_capital(*token)))
            add_slot(slots, *token);
        is_taken = is_option && !is_inside;
        if (is_inside && strchr(*token, ']') != NULL)
            is_inside = false;
    }
    return slots;
}

/* Marks the slots that may come next from @at on: those after ones that may be left out too. */
static void mark(const GArray *slots, bool *marks, guint at)
{
    for (; at < slots->len; at++) {
        marks[at] = true;
        if (!g_array_index(slots, struct slot, at).may_miss)
            return;
    }
    marks[slots->len] = true;
}

static void add_choices(GPtrArray *next, const struct slot *slot)
{
    for (char **choice = slot->choices; *choice != NULL; choice++)
        if (!g_ptr_array_find_with_equal_func(next, *choice, g_str_equal, NULL))
            g_ptr_array_add(next, g_strdup(*choice));
}

static void follow(const GArray *slots, const char *const *words, GPtrArray *next)
{
    g_autofree bool *marks = g_new0(bool, slots->len + 1);
    mark(slots, marks, 0);
    for (; *words != NULL; words++) {
        g_autofree bool *after = g_new0(bool, slots->len + 1);
        for (guint i = 0; i < slots->len; i++) {
            const struct slot *slot = &g_array_index(slots, struct slot, i);
            if (!marks[i] || !fits(slot, *words))
                continue;
            mark(slots, after, i + 1);
            after[i] = after[i] || slot->may_repeat;
        }
        memcpy(marks, after, slots->len + 1);
    }
    for (guint i = 0; i < slots->len; i++)
        if (marks[i])
            add_choices(next, &g_array_index(slots, struct slot, i));
}

/* The first token of the usage where that is in capitals, for the ways that leave it out. */
static char *first_capital(const char *usage)
{
    g_auto(GStrv) tokens = g_strsplit(usage, " ", 2);
    return tokens[0] != NULL && is_capital(tokens[0]) ? g_strdup(tokens[0]) : NULL;
}

GPtrArray *usage_next(const char *usage, const char *const *words)
{
    GPtrArray *next = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *first = first_capital(usage);
    g_auto(GStrv) ways = g_strsplit(usage, " | ", -1);
    for (char **way = ways; *way != NULL; way++) {
        bool is_short = first != NULL && !is_capital(*way);
        g_autofree char *whole = is_short ? g_strdup_printf("%s %s", first, *way) : g_strdup(*way);
        g_autoptr(GArray) slots = read_way(whole);
        follow(slots, words, next);
    }
    g_ptr_array_add(next, NULL);
    return next;
}
