#include "kiosk/look.h"

#include "kiosk/config.h"
#include "kiosk/keyboard.h"
#include "kiosk/log.h"
#include "kiosk/support.h"
#include "kiosk/words.h"

struct look {
    struct words *all;       /* as they were loaded */
    GHashTable *by_language; /* tag -> struct words: kept, a screen may still hold sentences */
    struct words *words;     /* one of them */
    struct theme *themes[THEME_COUNT];
    enum theme_name theme;
    struct support *support;
    struct keyboards *keyboards;
    char *words_folder, *themes_folder;
};

/* A folder of data: configured; in the prefix this program was installed to, wherever that was
 * moved; beside the sources it was built from; or where it was meant to be installed. */
static char *folder_of(const char *configured, const char *name)
{
    if (configured != NULL)
        return g_strdup(configured);
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *programs = g_path_get_dirname(self != NULL ? self : "/usr/bin/rwf-kiosk");
    g_autofree char *prefix = g_path_get_dirname(programs);
    g_autofree char *installed = g_build_filename(prefix, "share", "rwf", name, NULL);
    if (g_file_test(installed, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&installed);
    g_autofree char *source = g_build_filename(RWF_KIOSK_SOURCE, name, NULL);
    if (g_file_test(source, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&source);
    return g_build_filename(RWF_KIOSK_DATA, name, NULL);
}

static void destroy_words(void *words)
{
    words_destroy(words);
}

static bool load_words(struct look *look, const char *folder, GError **error)
{
    g_auto(GStrv) complaints = NULL;

    look->all = words_load(folder, &complaints, error);
    for (int i = 0; complaints != NULL && complaints[i] != NULL; i++)
        log_cause("words", complaints[i]);
    return look->all != NULL;
}

static void load_themes(struct look *look, const char *folder)
{
    for (int i = 0; i < THEME_COUNT; i++) {
        g_autoptr(GError) error = NULL;
        look->themes[i] = theme_load(folder, i, &error);
        if (look->themes[i] != NULL)
            continue;
        log_cause("theme", error->message);
        look->themes[i] = theme_fallback();
    }
}

static void load_support(struct look *look, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(folder, "lines.ini", NULL);

    look->support = support_load(file, &error);
    if (look->support == NULL)
        log_cause("support", error->message);
}

static void load_keyboards(struct look *look, const char *folder)
{
    g_auto(GStrv) complaints = NULL;

    look->keyboards = keyboards_load(folder, &complaints);
    for (int i = 0; complaints[i] != NULL; i++)
        log_cause("keyboard", complaints[i]);
}

struct look *look_create(const struct config *config, GError **error)
{
    struct look *look = g_new0(struct look, 1);
    g_autofree char *support = folder_of(config->support, "support");
    g_autofree char *keyboards = folder_of(config->keyboards, "keyboards");

    look->words_folder = folder_of(config->words, "words");
    look->themes_folder = folder_of(config->themes, "themes");
    look->by_language = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, destroy_words);
    load_themes(look, look->themes_folder);
    load_support(look, support);
    load_keyboards(look, keyboards);
    if (!load_words(look, look->words_folder, error)) {
        look_destroy(look);
        return NULL;
    }
    look->words = look->all;
    return look;
}

void look_apply(struct look *look, const struct session *session)
{
    const char *language = session->now.language;

    look->theme = session->now.theme;
    look->words = g_hash_table_lookup(look->by_language, language);
    if (look->words == NULL) {
        look->words = words_in(look->all, language);
        g_hash_table_insert(look->by_language, g_strdup(language), look->words);
    }
}

const struct words *look_words(const struct look *look)
{
    return look->words;
}

const struct theme *look_theme(const struct look *look)
{
    return look->themes[look->theme];
}

const struct support *look_support(const struct look *look)
{
    return look->support;
}

const struct keyboards *look_keyboards(const struct look *look)
{
    return look->keyboards;
}

char *look_describe(const struct look *look)
{
    g_autofree char *languages = g_strjoinv(", ", (char **)words_languages(look->all));
    return g_strdup_printf("words of %s (%s), colours of %s", look->words_folder, languages,
                           look->themes_folder);
}

void look_destroy(struct look *look)
{
    if (look == NULL)
        return;
    g_hash_table_unref(look->by_language);
    words_destroy(look->all);
    support_free(look->support);
    keyboards_free(look->keyboards);
    for (int i = 0; i < THEME_COUNT; i++)
        theme_destroy(look->themes[i]);
    g_free(look->words_folder);
    g_free(look->themes_folder);
    g_free(look);
}
