#include "catalogue/consent.h"
#include "catalogue/edtf.h"
#include "catalogue/error.h"
#include "catalogue/item.h"
#include "catalogue/person.h"
#include "catalogue/readiness.h"
#include "tools/attach.h"
#include "tools/call.h"
#include "tools/cutting.h"
#include "tools/erase.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct option options[] = {
    OPTION("by", "PERSON", "who agreed or takes back; needed to grant"),
    OPTION_LIST("scope", "SCOPES",
                "kiosk, web, publication, attract, quotation, voice, no-zoom, excerpt-only or all; "
                "kiosk when not given",
                consent_scope_words),
    OPTION("on", "DAY", "when they agreed, YYYY-MM-DD; today when not given"),
    OPTION("until", "DAY", "the last day it holds"),
    OPTION("review", "DAY", "when to ask again"),
    OPTION("document", "FILE", "the signed form; kept, never published"),
    OPTION("says", "WORDS", "the exact words shown to visitors"),
    OPTION("why", "TEXT",
           "the reason, for the history; of an erasure it stays: write no name in it"),
    OPTION_END,
};

static const struct {
    const char *word;
    enum consent_step step;
    const char *done;
} steps[] = {
    {"review", CONSENT_REVIEW, "is being asked again; nobody sees it until it is granted"},
    {"reviewed", CONSENT_REVIEWED, "was asked again and stands"},
    {"suspend", CONSENT_SUSPEND, "is suspended; visitors do not see it"},
    {"resume", CONSENT_RESUME, "is no longer suspended"},
    {"withdraw", CONSENT_WITHDRAW, "is withdrawn; visitors do not see it"},
};

static bool check_day(const struct call *call, const char *option, GError **error)
{
    const char *day = call_option(call, option);
    return day == NULL || edtf_is_day(day) ||
           command_misused(error, "--%s %s: write a day as 2026-04-30", option, day);
}

/* Scope words in their plural and long spellings too. */
static char *plain_scope(const char *typed)
{
    GString *scope = g_string_new(typed);
    g_string_replace(scope, "publications", "publication", 0);
    g_string_replace(scope, "no-synthetic-voice", "", 0);
    g_string_replace(scope, "synthetic-voice", "voice", 0);
    g_string_replace(scope, "quotations", "quotation", 0);
    return g_string_free(scope, FALSE);
}

static bool keep_document(const struct call *call, const struct item *item, int64_t *document,
                          GError **error)
{
    const char *path = call_option(call, "document");
    struct attached attached;
    if (path == NULL)
        return true;
    struct attach attach = {.db = call->db,
                            .store = vault_store(call->vault),
                            .strings = call->strings,
                            .output = call->output,
                            .cancellable = call->cancellable};
    g_autofree char *name = g_path_get_basename(path);
    if (!attach_file(&attach, item, path, name, "consent", NULL, NULL, &attached, error))
        return false;
    *document = attached.asset;
    return true;
}

/* A person of the archive with the signer's name is linked to the consent. */
static bool find_signer(const struct call *call, int64_t *signer, GError **error)
{
    struct person person = {0};
    GError *reason = NULL;
    if (person_find(call->db, call_option(call, "by"), call->strings, &person, &reason)) {
        *signer = person.id;
        return true;
    }
    if (g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND) ||
        g_error_matches(reason, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT)) {
        g_error_free(reason);
        return true;
    }
    g_propagate_error(error, reason);
    return false;
}

static bool grant(const struct call *call, const struct item *item, GError **error)
{
    struct consent consent = CONSENT_NEW;
    const char *typed = call_option(call, "scope");
    g_autofree char *scope = plain_scope(typed != NULL ? typed : "kiosk");
    if (call_option(call, "by") == NULL)
        return command_misused(error,
                               "who agreed? add --by \"NAME\"; the name stays in the archive");
    if (!check_day(call, "until", error) || !check_day(call, "on", error) ||
        !check_day(call, "review", error) || !consent_read_scope(&consent, scope, error))
        return false;
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
    if (call_has(call, "on") && strcmp(call_option(call, "on"), today) > 0)
        return command_misused(error, "--on %s is still to come; record it when they have agreed",
                               call_option(call, "on"));
    consent.item = item->id;
    consent.agreed_by = call_option(call, "by");
    consent.agreed_on = call_option(call, "on");
    consent.valid_until = call_option(call, "until");
    consent.review_on = call_option(call, "review");
    consent.says = call_option(call, "says");
    if (!find_signer(call, &consent.person, error) ||
        !keep_document(call, item, &consent.document, error) ||
        !consent_grant(call->db, &consent, g_get_user_name(), call_option(call, "why"), error))
        return false;
    g_autofree char *words = consent_scope(&consent);
    output_text(call->output, "scope", words);
    output_say(call->output, "%s  consent granted for %s%s%s", item->code, words,
               consent.valid_until != NULL ? " until " : "",
               consent.valid_until != NULL ? consent.valid_until : "");
    return true;
}

/* The consent --by names; 0 in @consent means every one of the item. */
static bool choose(const struct call *call, const struct item *item, int64_t *consent,
                   GError **error)
{
    const char *by = call_option(call, "by");
    *consent = 0;
    if (by == NULL)
        return true;
    g_autoptr(GArray) all = consent_list(call->db, item->id, call->strings, error);
    for (guint i = 0; all != NULL && i < all->len; i++)
        if (strcmp(g_array_index(all, struct consent, i).agreed_by, by) == 0)
            *consent = g_array_index(all, struct consent, i).id;
    return all != NULL &&
           (*consent != 0 ||
            command_refused(error, "no consent of %s is by “%s”; `rwf show %s` lists them",
                            item->code, by, item->code));
}

static bool take_step(const struct call *call, const struct item *item, const char *verb,
                      GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        int64_t consent;
        if (strcmp(steps[i].word, verb) != 0)
            continue;
        if (!choose(call, item, &consent, error) ||
            !consent_step(call->db, item->id, consent, steps[i].step, g_get_user_name(),
                          call_option(call, "why"), error))
            return false;
        output_say(call->output, "%s  %s", item->code, steps[i].done);
        return true;
    }
    return command_misused(error,
                           "“%s”: consent can be granted, asked again or taken back: grant, "
                           "review, reviewed, suspend, resume, withdraw, erase",
                           verb);
}

/* A file that is withheld on one item must not slip out through another. */
static void warn_same_file(const struct call *call, const struct item *item)
{
    g_autoptr(GArray) lacks = readiness_of(call->db, item->id, call->strings, NULL);
    for (guint i = 0; lacks != NULL && i < lacks->len; i++) {
        const struct lack *lack = &g_array_index(lacks, struct lack, i);
        if (strcmp(lack->word, "same_file") == 0)
            output_warn(call->output, "%s: %s", item->code, lack->says);
    }
}

static bool run(struct call *call, GError **error)
{
    struct item item = {0};
    const char *verb = call_word(call, 1);
    bool is_shown = false;
    if (!call_item(call, call_word(call, 0), &item, error))
        return false;
    output_text(call->output, "code", item.code);
    output_text(call->output, "step", verb);
    if (strcmp(verb, "erase") == 0)
        return erase_item(call, &item, call_option(call, "why"), error);
    g_autoptr(history) history = call_history(call, error);
    if (history == NULL || !(strcmp(verb, "grant") == 0 ? grant(call, &item, error)
                                                        : take_step(call, &item, verb, error)))
        return false;
    g_autofree char *says = g_strdup_printf("consent of %s: %s", item.code, verb);
    history_touch(history, item.id);
    if (!history_commit(history, says, error))
        return false;
    cutting_renew(call, &item);
    if (!item_is_shown(call->db, item.id, &is_shown, error))
        return false;
    output_flag(call->output, "shown", is_shown);
    if (strcmp(verb, "grant") == 0 || strcmp(verb, "resume") == 0)
        warn_same_file(call, &item);
    if (strcmp(verb, "grant") == 0 && !is_shown)
        output_note(call->output, "visitors do not see it yet: `rwf check %s` says why", item.code);
    if (strcmp(verb, "withdraw") == 0 || strcmp(verb, "suspend") == 0)
        output_note(call->output, "packs that are out still hold it: publish again, and give them "
                                  "to the kiosks");
    return true;
}

const struct command cmd_consent = {
    .name = "consent",
    .usage =
        "ITEM grant|review|reviewed|suspend|resume|withdraw|erase [--by PERSON] [--scope SCOPES]",
    .summary = N_("who agreed to what; nothing without consent is shown"),
    .example = "rwf consent night-shift grant --by \"Sample narrator, night nurse\" --scope "
               "kiosk,quotation --until 2030-12-31",
    .page = "rwf-consent",
    .options = options,
    .needs = NEEDS_WRITING,
    .words_min = 2,
    .words_max = 2,
    .run = run,
};
