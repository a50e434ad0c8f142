#include "catalogue/person.h"
#include "tools/call.h"
#include "tools/vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const fields[] = {"name",          "sort_name", "pronouns", "about",
                                     "name_withheld", "deceased",  NULL};

static const struct option options[] = {
    OPTION("pronouns", "WORDS", "she/her, they/them …"),
    FLAG("forget", "with remove: out of the history too; cannot be undone"),
    VOCABULARY_OPTIONS,
    OPTION_END,
};

static void init(void *row, const char *name)
{
    *(struct person *)row = (struct person){.name = name};
}

static const char *name_of(const void *row)
{
    return ((const struct person *)row)->name;
}

static bool find(struct db *db, const char *name, GStringChunk *strings, void *row, GError **error)
{
    return person_find(db, name, strings, row, error);
}

static bool insert(struct db *db, void *row, GError **error)
{
    return person_insert(db, row, error);
}

static bool update(struct db *db, const void *row, GError **error)
{
    return person_update(db, row, error);
}

static bool read_flag(const char *field, const char *value, bool *flag, GError **error)
{
    *flag = strcmp(value, "yes") == 0 || strcmp(value, "1") == 0;
    return *flag || strcmp(value, "no") == 0 || strcmp(value, "0") == 0 || value[0] == '\0' ||
           command_misused(error, "%s is yes or no, not “%s”", field, value);
}

static bool set(const struct call *call, void *row, const char *field, const char *value,
                GError **error)
{
    struct person *person = row;
    const struct {
        const char *field;
        const char **text;
    } texts[] = {{"name", &person->name},
                 {"sort_name", &person->sort_name},
                 {"pronouns", &person->pronouns},
                 {"about", &person->about}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(texts[i].field, field) == 0)
            return *texts[i].text = value, true;
    if (strcmp(field, "name_withheld") == 0)
        return read_flag(field, value, &person->is_name_withheld, error);
    if (strcmp(field, "deceased") == 0)
        return read_flag(field, value, &person->is_deceased, error);
    return false;
}

static char *about(const struct call *call, const void *row)
{
    const struct person *person = row;
    bool has_pronouns = person->pronouns != NULL && person->pronouns[0] != '\0';
    bool has_about = person->about != NULL && person->about[0] != '\0';
    return g_strdup_printf("%s%s%s%s%s", has_pronouns ? person->pronouns : "",
                           has_pronouns && has_about ? " · " : "", has_about ? person->about : "",
                           person->is_name_withheld ? _(" (name withheld)") : "",
                           person->is_deceased ? _(" (has died)") : "");
}

static const struct vocabulary vocabulary = {
    .noun = N_("person"),
    .plural = N_("people"),
    .fields = fields,
    .term = TERM_PERSON,
    .size = sizeof(struct person),
    .init = init,
    .name = name_of,
    .find = find,
    .insert = insert,
    .update = update,
    .remove = person_remove,
    .may_be_forgotten = true,
    .merge = person_merge,
    .list = person_list,
    .set = set,
    .about = about,
};

static bool run(struct call *call, GError **error)
{
    return vocabulary_run(call, &vocabulary, error);
}

const struct command cmd_person = {
    .name = "person",
    .usage = "list | add NAME | set PERSON FIELD=VALUE… | rename PERSON NEW | merge PERSON PERSON "
             "| remove PERSON [--forget]",
    .summary = N_("who speaks, who made things, who is in them"),
    .example = "rwf person set \"Sample poet\" pronouns=they/them name_withheld=yes",
    .page = "rwf-describe",
    .fields = fields,
    .options = options,
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_min = 1,
    .has_table = true,
    .words_max = -1,
    .run = run,
};
