#include "catalogue/language.h"

#include "catalogue/language_table.h"

#include <glib.h>
#include <string.h>

#define LONGEST_TAG 64

const struct language *language_all(size_t *count)
{
    static struct language all[128];
    static gsize is_filled = 0;
    g_assert(language_row_count <= G_N_ELEMENTS(all));
    if (g_once_init_enter(&is_filled)) {
        for (size_t i = 0; i < language_row_count; i++)
            all[i] = language_rows[i].language;
        g_once_init_leave(&is_filled, 1);
    }
    *count = language_row_count;
    return all;
}

static const struct language *known(const char *tag)
{
    size_t count;
    const struct language *all = language_all(&count);
    for (size_t i = 0; i < count; i++)
        if (g_ascii_strcasecmp(all[i].tag, tag) == 0)
            return &all[i];
    return NULL;
}

/* A tag, ISO code, alias or name; NULL where it is none. */
static const char *tag_of_word(const char *word)
{
    const struct language *language = known(word);
    if (language != NULL)
        return language->tag;
    g_autofree char *lower = g_utf8_strdown(word, -1);
    for (size_t i = 0; i < language_alias_count; i++)
        if (g_str_equal(language_aliases[i].typed, lower))
            return language_aliases[i].tag;
    for (size_t i = 0; i < language_row_count; i++) {
        const struct language_row *row = &language_rows[i];
        g_autofree char *name = g_utf8_strdown(row->language.name, -1);
        g_autofree char *own_name = g_utf8_strdown(row->language.own_name, -1);
        if (g_str_equal(row->iso, lower) || g_str_equal(name, lower) ||
            g_str_equal(own_name, lower))
            return row->language.tag;
    }
    return NULL;
}

static bool is_alnum(const char *text)
{
    for (; *text != '\0'; text++)
        if (!g_ascii_isalnum(*text))
            return false;
    return true;
}

static bool is_alpha(const char *text)
{
    for (; *text != '\0'; text++)
        if (!g_ascii_isalpha(*text))
            return false;
    return true;
}

/* RFC 5646 §2.1.1: language lower, Script Title, REGION upper, the rest lower. */
static char *set_case(char **parts)
{
    g_autoptr(GString) tag = g_string_new(NULL);
    bool is_private = false;
    for (size_t i = 0; parts[i] != NULL; i++) {
        size_t length = strlen(parts[i]);
        g_autofree char *part = g_ascii_strdown(parts[i], -1);
        if (i > 0 && !is_private && length == 4 && is_alpha(part))
            part[0] = g_ascii_toupper(part[0]);
        if (i > 0 && !is_private && length == 2) {
            g_autofree char *upper = g_ascii_strup(part, -1);
            memcpy(part, upper, 2);
        }
        is_private |= length == 1;
        g_string_append_printf(tag, "%s%s", i == 0 ? "" : "-", part);
    }
    return g_string_free(g_steal_pointer(&tag), false);
}

/* Well-formed by RFC 5646: a language of two to eight letters, then parts of one to eight. */
static bool is_well_formed(char **parts)
{
    size_t length = strlen(parts[0]);
    if (length < 2 || length > 3 || !is_alpha(parts[0]))
        return false;
    for (size_t i = 1; parts[i] != NULL; i++) {
        length = strlen(parts[i]);
        if (length < 1 || length > 8 || !is_alnum(parts[i]))
            return false;
    }
    return true;
}

/* The usual script is not written (RFC 5646 §4.1): ur-Arab is ur. */
static char *drop_usual_script(char *tag)
{
    char *dash = strchr(tag, '-');
    if (dash == NULL)
        return tag;
    g_autofree char *base = g_strndup(tag, (size_t)(dash - tag));
    const struct language *language = known(base);
    if (language == NULL || !g_str_equal(dash + 1, language->script))
        return tag;
    g_free(tag);
    return g_strdup(language->tag);
}

char *language_canonical(const char *typed)
{
    g_autofree char *valid = g_utf8_make_valid(typed, -1);
    g_strstrip(valid);
    if (*valid == '\0' || strlen(valid) > LONGEST_TAG)
        return NULL;
    g_strdelimit(valid, "_", '-');
    const char *tag = tag_of_word(valid);
    if (tag != NULL)
        return g_strdup(tag);
    g_auto(GStrv) parts = g_strsplit(valid, "-", -1);
    if (!is_well_formed(parts))
        return NULL;
    const char *base = tag_of_word(parts[0]);
    if (base != NULL && strchr(base, '-') == NULL) {
        g_free(parts[0]);
        parts[0] = g_strdup(base);
    }
    return drop_usual_script(set_case(parts));
}

const struct language *language_find(const char *tag)
{
    g_autofree char *canonical = language_canonical(tag);
    while (canonical != NULL) {
        const struct language *language = known(canonical);
        char *dash = strrchr(canonical, '-');
        if (language != NULL || dash == NULL)
            return language;
        *dash = '\0';
    }
    return NULL;
}

bool language_is_right_to_left(const char *tag)
{
    static const char *const scripts[] = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", NULL};
    g_autofree char *canonical = language_canonical(tag);
    if (canonical == NULL)
        return false;
    g_auto(GStrv) parts = g_strsplit(canonical, "-", -1);
    for (size_t i = 1; parts[i] != NULL; i++)
        if (strlen(parts[i]) == 4 && is_alpha(parts[i]))
            return g_strv_contains(scripts, parts[i]);
    const struct language *language = language_find(canonical);
    return language != NULL && language->is_right_to_left;
}
