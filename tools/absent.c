#include "tools/absent.h"

#include "tools/command.h"
#include "tools/near.h"

bool absent_refuse(struct db *db, enum term term, const char *name, GError **error)
{
    static const struct {
        const char *noun;
        const char *where;
    } words[] = {
        [TERM_ITEM] = {"item", "`rwf list` shows every code, `rwf search WORDS` finds one"},
        [TERM_THEME] = {"theme", "`rwf theme list` shows all"},
        [TERM_PERSON] = {"person", "`rwf person list` shows all"},
        [TERM_PLACE] = {"place", "`rwf place list` shows all"},
        [TERM_TRAIL] = {"trail", "`rwf trail list` shows all"},
        [TERM_EVENT] = {"event", "`rwf event list` shows all"},
    };
    g_autoptr(GPtrArray) names = term_names(db, term, NULL);
    const char *nearest = names != NULL ? near_word(name, (const char *const *)names->pdata) : NULL;
    g_autofree char *question = near_question(nearest);
    return command_refused(error, "no %s is called “%s”%s %s", words[term].noun, name,
                           nearest != NULL ? question : ";", words[term].where);
}
