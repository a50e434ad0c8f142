#include "tools/options.h"

#include "tools/near.h"

#include <string.h>

struct options {
    GHashTable *values; /* the name in the table -> GPtrArray of char *, NULL-ended */
    GPtrArray *words;   /* char *, NULL-ended */
};

void options_free(struct options *options)
{
    if (options == NULL)
        return;
    g_hash_table_unref(options->values);
    g_ptr_array_unref(options->words);
    g_free(options);
}

static GPtrArray *list_create(void)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(list, NULL);
    return list;
}

static void list_add(GPtrArray *list, const char *text)
{
    list->pdata[list->len - 1] = g_strdup(text);
    g_ptr_array_add(list, NULL);
}

static const struct option *find(const struct command *command, const char *name, size_t length)
{
    for (const struct option *o = command->options; o != NULL && o->name != NULL; o++)
        if (strlen(o->name) == length && strncmp(o->name, name, length) == 0)
            return o;
    return NULL;
}

static bool refuse_unknown(const struct command *command, const char *word, size_t length,
                           GError **error)
{
    g_autofree char *typed = g_strndup(word, length);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const struct option *o = command->options; o != NULL && o->name != NULL; o++)
        g_ptr_array_add(names, (void *)o->name);
    g_ptr_array_add(names, NULL);
    const char *nearest = near_word(typed, (const char *const *)names->pdata);
    if (nearest != NULL)
        return command_misused(error, "%s does not know the option --%s; did you mean --%s?",
                               command->name, typed, nearest);
    return command_misused(error,
                           "%s does not know the option --%s; `rwf help %s` lists its options",
                           command->name, typed, command->name);
}

static bool refuse_value(const struct option *option, const char *value, GError **error)
{
    g_autofree char *all = g_strjoinv(", ", (char **)option->choices);
    const char *nearest = near_word(value, option->choices);
    g_autofree char *question = near_question(nearest);
    return command_misused(error, "--%s “%s” will not do%s it is one of %s", option->name, value,
                           nearest != NULL ? question : ";", all);
}

/* Reads the option at words[*at]; *at is moved to the last word that belongs to it. */
static bool read_option(struct options *options, const struct command *command, char **words,
                        size_t *at, GError **error)
{
    const char *word = words[*at] + 2;
    const char *equals = strchr(word, '=');
    size_t length = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const struct option *option = find(command, word, length);
    if (option == NULL)
        return refuse_unknown(command, word, length, error);
    const char *value = equals != NULL ? equals + 1 : NULL;
    if (option->takes == NULL && value != NULL)
        return command_misused(error, "--%s takes no value: write it without “=%s”", option->name,
                               value);
    if (option->takes != NULL && value == NULL) {
        value = words[*at + 1];
        if (value == NULL)
            return command_misused(error, "--%s needs a value after it: --%s %s", option->name,
                                   option->name, option->takes);
        (*at)++;
    }
    if (value != NULL && !g_utf8_validate(value, -1, NULL))
        return command_misused(
            error, "the value of --%s is not UTF-8 text; set your terminal to UTF-8", option->name);
    if (value != NULL && option->choices != NULL && !option->is_list &&
        !g_strv_contains(option->choices, value))
        return refuse_value(option, value, error);
    GPtrArray *list = g_hash_table_lookup(options->values, option->name);
    if (list == NULL) {
        list = list_create();
        g_hash_table_insert(options->values, (void *)option->name, list);
    } else if (!option->is_many) {
        return command_misused(error, "--%s was given twice; give it once", option->name);
    }
    list_add(list, value != NULL ? value : "");
    return true;
}

static bool read_words(struct options *options, const struct command *command, char **words,
                       GError **error)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], "--") == 0) {
            for (i++; words[i] != NULL; i++)
                list_add(options->words, words[i]);
            return true;
        }
        if (g_str_has_prefix(words[i], "--")) {
            if (!read_option(options, command, words, &i, error))
                return false;
        } else if (words[i][0] == '-' && words[i][1] != '\0' && !command->has_minus_words) {
            return command_misused(error,
                                   "%s does not know the option %s; if it is a file, write ./%s",
                                   command->name, words[i], words[i]);
        } else {
            list_add(options->words, words[i]);
        }
    }
    return true;
}

static bool count_words(const struct options *options, const struct command *command,
                        GError **error)
{
    int count = options_word_count(options);
    if (count < command->words_min)
        return command_misused(error, "too few words: rwf %s %s", command->name, command->usage);
    if (command->words_max >= 0 && count > command->words_max)
        return command_misused(error, "“%s” is one word too many: rwf %s %s",
                               options_words(options)[command->words_max], command->name,
                               command->usage);
    return true;
}

struct options *options_parse(const struct command *command, char **words, GError **error)
{
    struct options *options = g_new0(struct options, 1);
    options->values =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    options->words = list_create();
    if (!read_words(options, command, words, error) || !count_words(options, command, error)) {
        options_free(options);
        return NULL;
    }
    return options;
}

bool options_has(const struct options *options, const char *name)
{
    return g_hash_table_contains(options->values, name);
}

const char *options_get(const struct options *options, const char *name)
{
    GPtrArray *list = g_hash_table_lookup(options->values, name);
    return list != NULL ? list->pdata[list->len - 2] : NULL;
}

const char *const *options_all(const struct options *options, const char *name)
{
    static const char *const nothing[] = {NULL};
    GPtrArray *list = g_hash_table_lookup(options->values, name);
    return list != NULL ? (const char *const *)list->pdata : nothing;
}

const char *const *options_words(const struct options *options)
{
    return (const char *const *)options->words->pdata;
}

int options_word_count(const struct options *options)
{
    return (int)options->words->len - 1;
}
