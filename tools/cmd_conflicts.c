#include "catalogue/conflict.h"
#include "catalogue/history.h"
#include "catalogue/name.h"
#include "catalogue/person.h"
#include "catalogue/wording.h"
#include "tools/call.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "the title of RWF-7Q2K9M", "the name of a theme". */
static char *subject_of(const struct conflict *conflict)
{
    g_auto(GStrv) words = g_strsplit(conflict->place, " ", 2);
    const char *field = wording_field(words[0], conflict->field);
    g_autofree char *row = NULL;
    if (strcmp(words[0], "item") == 0)
        row = g_strdup(conflict->code != NULL ? conflict->code : _("an item"));
    else if (conflict->code != NULL)
        row = g_strdup_printf(_("a %s of %s"), wording_row(words[0]), conflict->code);
    else
        row = g_strdup_printf(_("a %s"), wording_row(words[0]));
    return field == NULL ? g_steal_pointer(&row) : g_strdup_printf(_("%s of %s"), field, row);
}

/* What tells two people of one name apart: what is said about them, what they are in. */
static char *person_told(const struct call *call, int64_t id)
{
    struct person person = {0};
    int64_t items = 0;
    if (!person_get(call->db, id, call->strings, &person, NULL) ||
        !name_count_items(call->db, id, &items, NULL))
        return g_strdup(_("one who is not there any more"));
    bool has_about = person.about != NULL && person.about[0] != '\0';
    return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "“%s”%s%s, in %d item",
                                       "“%s”%s%s, in %d items", (gulong)items),
                           person.name, has_about ? ", " : "", has_about ? person.about : "",
                           (int)items);
}

static void say_people(const struct call *call, unsigned number, int64_t person, int64_t other)
{
    g_autofree char *one = person_told(call, other);
    g_autofree char *two = person_told(call, person);
    output_say(
        call->output,
        "%u  two people of one name came from two copies: %s; and %s; `take` makes them one, "
        "`keep` says they are two",
        number, one, two);
}

static void say_one(const struct call *call, unsigned number, const struct conflict *conflict,
                    const char *stands)
{
    int64_t person;
    int64_t other;
    g_autofree char *subject = subject_of(conflict);
    if (conflict_people(conflict, &person, &other))
        say_people(call, number, person, other);
    else if (strcmp(conflict->kind, "kept") == 0)
        output_say(call->output, "%u  %s was removed in one copy and used in another; it stays",
                   number, subject);
    else if (strcmp(conflict->kind, "refused") == 0)
        output_say(call->output, "%u  %s could not become “%s”", number, subject, conflict->lost);
    else if (strcmp(conflict->kind, "name") == 0 && strcmp(conflict->field, "name") == 0)
        output_say(call->output,
                   "%u  %s: “%s” was there already; it is now “%s”; `take` makes them one, `keep` "
                   "leaves both",
                   number, subject, conflict->lost, stands);
    else if (strcmp(conflict->kind, "name") == 0)
        output_say(call->output, "%u  %s: “%s” was there already; it is now “%s”", number, subject,
                   conflict->lost, stands);
    else
        output_say(call->output, "%u  %s: “%s” stands, “%s” does not", number, subject, stands,
                   conflict->lost);
    output_say(call->output, "   met in: %s, by %s at %s", conflict->command, conflict->who,
               conflict->at);
}

static void write_one(const struct call *call, unsigned number, const struct conflict *conflict,
                      const char *stands)
{
    output_open(call->output, NULL);
    output_integer(call->output, "number", number);
    output_text(call->output, "kind", conflict->kind);
    output_text(call->output, "item", conflict->code);
    output_text(call->output, "row", conflict->place);
    output_text(call->output, "field", conflict->field);
    output_text(call->output, "stands", stands);
    output_text(call->output, "lost", conflict->lost);
    output_text(call->output, "who", conflict->who);
    output_text(call->output, "at", conflict->at);
    output_text(call->output, "command", conflict->command);
    output_close(call->output);
}

static bool list_all(const struct call *call, const GArray *list, GError **error)
{
    bool is_fine = true;
    output_open_array(call->output, "conflicts");
    for (guint i = 0; is_fine && i < list->len; i++) {
        const struct conflict *conflict = &g_array_index(list, struct conflict, i);
        GError *failed = NULL;
        g_autofree char *stands = conflict_stands(call->db, conflict, &failed);
        is_fine = failed == NULL;
        if (failed != NULL)
            g_propagate_error(error, failed);
        say_one(call, i + 1, conflict, stands == NULL ? "" : stands);
        write_one(call, i + 1, conflict, stands);
    }
    output_close(call->output);
    if (is_fine && list->len == 0)
        output_note(call->output, "nothing waits to be decided");
    else if (is_fine)
        output_note(call->output,
                    "keep what stands: rwf conflicts keep NUMBER…; put the other in its place: rwf "
                    "conflicts take NUMBER…");
    return is_fine;
}

static bool decide_one(const struct call *call, const GArray *list, const char *typed, bool takes,
                       struct history *history, GError **error)
{
    gint64 number = 0;
    if (list->len == 0)
        return command_refused(error, "nothing waits to be decided");
    if (!g_ascii_string_to_signed(typed, 10, 1, MAX(list->len, 1), &number, NULL) ||
        number > list->len)
        return command_misused(error, "“%s”: `rwf conflicts` lists %u, by number", typed,
                               list->len);
    const struct conflict *conflict = &g_array_index(list, struct conflict, number - 1);
    if (conflict->item != 0)
        history_touch(history, conflict->item);
    return conflict_decide(call->db, conflict, takes, error);
}

static bool decide(const struct call *call, const GArray *list, bool takes, GError **error)
{
    int count = 0;
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL)
        return false;
    for (; call_word(call, count + 1) != NULL; count++)
        if (!decide_one(call, list, call_word(call, count + 1), takes, history, error))
            return false;
    g_autofree char *says = g_strdup_printf("%d conflict%s decided", count, count == 1 ? "" : "s");
    if (!history_commit(history, says, error))
        return false;
    output_integer(call->output, "decided", count);
    output_say(call->output, "%s: %s", says,
               takes ? _("the other value stands now") : _("what stood stays"));
    return true;
}

static bool run(struct call *call, GError **error)
{
    const char *verb = call_word(call, 0);
    bool takes = verb != NULL && strcmp(verb, "take") == 0;
    bool keeps = verb != NULL && strcmp(verb, "keep") == 0;
    if (verb != NULL && !takes && !keeps && strcmp(verb, "list") != 0)
        return command_misused(error, "“%s”: conflicts can be listed or decided: list, keep, take",
                               verb);
    if ((takes || keeps) && call_word(call, 1) == NULL)
        return command_misused(error, "%s which? `rwf conflicts` lists them by number", verb);
    g_autoptr(GArray) list = conflict_list(call->db, call->strings, error);
    if (list == NULL)
        return false;
    return takes || keeps ? decide(call, list, takes, error) : list_all(call, list, error);
}

const struct command cmd_conflicts = {
    .name = "conflicts",
    .usage = "[list] | keep NUMBER… | take NUMBER…",
    .summary = N_("what two copies changed without knowing of each other, to decide"),
    .example = "rwf conflicts list",
    .page = "rwf-together",
    .needs = NEEDS_WRITING,
    .list_word = 1,
    .words_max = -1,
    .run = run,
};
