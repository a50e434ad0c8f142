#include "kiosk/support.h"

enum { MOST_LINES = 8 };

static char *text_of(GKeyFile *file, const char *group, const char *key)
{
    char *text = g_key_file_get_string(file, group, key, NULL);
    return text != NULL ? text : g_strdup("");
}

/* Every list of the group, one after the other. */
static GStrv words_of(GKeyFile *file)
{
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    g_auto(GStrv) languages = g_key_file_get_keys(file, "distress", NULL, NULL);
    for (size_t i = 0; languages != NULL && languages[i] != NULL; i++) {
        g_auto(GStrv) list = g_key_file_get_string_list(file, "distress", languages[i], NULL, NULL);
        for (size_t k = 0; list != NULL && list[k] != NULL; k++)
            if (g_strstrip(list[k])[0] != '\0')
                g_strv_builder_add(words, list[k]);
    }
    return g_strv_builder_end(words);
}

struct support *support_load(const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    struct support *support = g_new0(struct support, 1);
    support->is_placeholder = g_key_file_get_boolean(file, "exhibit", "placeholder", NULL);
    support->verified_on = text_of(file, "exhibit", "verified_on");
    support->lead = text_of(file, "exhibit", "lead");
    support->words = words_of(file);
    support->lines = g_new0(struct support_line, MOST_LINES);
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (size_t i = 0; groups[i] != NULL && support->count < MOST_LINES; i++) {
        if (g_str_equal(groups[i], "exhibit") || g_str_equal(groups[i], "distress"))
            continue;
        support->lines[support->count++] =
            (struct support_line){.name = text_of(file, groups[i], "name"),
                                  .number = text_of(file, groups[i], "number"),
                                  .hours = text_of(file, groups[i], "hours"),
                                  .text = text_of(file, groups[i], "text")};
    }
    return support;
}

void support_free(struct support *support)
{
    if (support == NULL)
        return;
    for (size_t i = 0; i < support->count; i++) {
        g_free(support->lines[i].name);
        g_free(support->lines[i].number);
        g_free(support->lines[i].hours);
        g_free(support->lines[i].text);
    }
    g_free(support->lines);
    g_free(support->verified_on);
    g_free(support->lead);
    g_strfreev(support->words);
    g_free(support);
}
