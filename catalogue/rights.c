#include "catalogue/rights.h"

#include <glib.h>
#include <string.h>

/* rightsstatements.org, version 1.0: the twelve statements. */
static const struct {
    const char *code;
    const char *label;
} statements[] = {
    {"InC", "In copyright"},
    {"InC-OW-EU", "In copyright: EU orphan work"},
    {"InC-EDU", "In copyright: educational use permitted"},
    {"InC-NC", "In copyright: non-commercial use permitted"},
    {"InC-RUU", "In copyright: rights-holder cannot be found"},
    {"NoC-CR", "No copyright: contractual restrictions"},
    {"NoC-NC", "No copyright: non-commercial use only"},
    {"NoC-OKLR", "No copyright: other legal restrictions"},
    {"NoC-US", "No copyright in the United States"},
    {"CNE", "Copyright not evaluated"},
    {"UND", "Copyright undetermined"},
    {"NKC", "No known copyright"},
};

const char *const rights_names[] = {"InC",
                                    "InC-OW-EU",
                                    "InC-EDU",
                                    "InC-NC",
                                    "InC-RUU",
                                    "NoC-CR",
                                    "NoC-NC",
                                    "NoC-OKLR",
                                    "NoC-US",
                                    "CNE",
                                    "UND",
                                    "NKC",
                                    "CC0",
                                    "PDM",
                                    "CC BY 4.0",
                                    "CC BY-SA 4.0",
                                    "CC BY-ND 4.0",
                                    "CC BY-NC 4.0",
                                    "CC BY-NC-SA 4.0",
                                    "CC BY-NC-ND 4.0",
                                    NULL};

static const char *const licences[] = {"by",       "by-sa",    "by-nd", "by-nc",
                                       "by-nc-sa", "by-nc-nd", NULL};
static const char *const versions[] = {"4.0", "3.0", "2.5", "2.1", "2.0", "1.0", NULL};

#define STATEMENT "http://rightsstatements.org/vocab/"
#define LICENCE   "http://creativecommons.org/licenses/"
#define DOMAIN    "http://creativecommons.org/publicdomain/"

static char *statement_of(const char *code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++)
        if (g_ascii_strcasecmp(statements[i].code, code) == 0)
            return g_strdup_printf(STATEMENT "%s/1.0/", statements[i].code);
    return NULL;
}

static char *licence_of(const char *kind, const char *version, const char *port)
{
    if (kind == NULL || version == NULL)
        return NULL;
    g_autofree char *lower = g_ascii_strdown(kind, -1);
    if (!g_strv_contains(licences, lower) || !g_strv_contains(versions, version))
        return NULL;
    bool is_ported = port != NULL && strlen(port) >= 2 && strlen(port) <= 8 &&
                     strspn(port, "abcdefghijklmnopqrstuvwxyz-") == strlen(port) &&
                     !g_str_has_prefix(port, "deed") && !g_str_has_prefix(port, "legalcode");
    return g_strdup_printf(LICENCE "%s/%s/%s%s", lower, version, is_ported ? port : "",
                           is_ported ? "/" : "");
}

/* What follows the host, cut at slashes. */
static char *canonical_path(const char *host, char **parts)
{
    unsigned count = g_strv_length(parts);
    if (count >= 2 && g_str_equal(host, "rightsstatements.org") &&
        (g_str_equal(parts[0], "vocab") || g_str_equal(parts[0], "page")))
        return statement_of(parts[1]);
    if (!g_str_equal(host, "creativecommons.org") || count < 2)
        return NULL;
    if (g_str_equal(parts[0], "licenses"))
        return licence_of(parts[1], count > 2 ? parts[2] : NULL, count > 3 ? parts[3] : NULL);
    if (g_str_equal(parts[0], "publicdomain") && g_str_equal(parts[1], "zero"))
        return g_strdup(DOMAIN "zero/1.0/");
    if (g_str_equal(parts[0], "publicdomain") && g_str_equal(parts[1], "mark"))
        return g_strdup(DOMAIN "mark/1.0/");
    return NULL;
}

static char *canonical_address(const char *address)
{
    const char *rest = strstr(address, "://");
    g_auto(GStrv) parts = g_strsplit_set(rest == NULL ? address : rest + 3, "/?#", 8);
    g_autoptr(GStrvBuilder) kept = g_strv_builder_new();
    for (size_t i = 1; parts[0] != NULL && parts[i] != NULL; i++)
        if (*parts[i] != '\0')
            g_strv_builder_add(kept, parts[i]);
    g_auto(GStrv) path = g_strv_builder_end(kept);
    g_autofree char *host = g_ascii_strdown(parts[0] == NULL ? "" : parts[0], -1);
    return canonical_path(g_str_has_prefix(host, "www.") ? host + 4 : host, path);
}

/* "InC", "CC BY-SA 4.0", "CC0". */
static char *canonical_name(const char *name)
{
    char *statement = statement_of(name);
    if (statement != NULL)
        return statement;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    if (g_str_equal(lower, "cc0") || g_str_equal(lower, "cc0 1.0"))
        return g_strdup(DOMAIN "zero/1.0/");
    if (g_str_equal(lower, "pdm") || g_str_equal(lower, "pdm 1.0") ||
        g_str_equal(lower, "public domain mark 1.0"))
        return g_strdup(DOMAIN "mark/1.0/");
    if (!g_str_has_prefix(lower, "cc"))
        return NULL;
    g_auto(GStrv) parts = g_strsplit(g_strstrip(g_strdelimit(lower + 2, "-", ' ')), " ", -1);
    unsigned count = g_strv_length(parts);
    if (count == 0)
        return NULL;
    bool has_version = g_ascii_isdigit(parts[count - 1][0]);
    g_autofree char *version = g_strdup(has_version ? parts[count - 1] : "4.0");
    if (has_version)
        g_clear_pointer(&parts[count - 1], g_free);
    g_autofree char *kind = g_strjoinv("-", parts);
    return licence_of(kind, version, NULL);
}

char *rights_canonical(const char *typed)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(typed));
    return strchr(trimmed, '/') != NULL ? canonical_address(trimmed) : canonical_name(trimmed);
}

char *rights_label(const char *uri)
{
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
        g_autofree char *own = statement_of(statements[i].code);
        if (g_str_equal(own, uri))
            return g_strdup(statements[i].label);
    }
    if (g_str_equal(uri, DOMAIN "zero/1.0/"))
        return g_strdup("CC0 1.0");
    if (g_str_equal(uri, DOMAIN "mark/1.0/"))
        return g_strdup("Public domain");
    if (!g_str_has_prefix(uri, LICENCE))
        return NULL;
    g_autofree char *upper = g_ascii_strup(uri + strlen(LICENCE), -1);
    g_strdelimit(upper, "/", ' ');
    return g_strdup_printf("CC %s", g_strstrip(upper));
}
