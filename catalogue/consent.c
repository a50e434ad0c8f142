#include "catalogue/consent.h"

#include "catalogue/archive.h"
#include "catalogue/edtf.h"
#include "catalogue/error.h"
#include "catalogue/key.h"
#include "catalogue/query.h"
#include "catalogue/txn.h"

#include <glib/gi18n-lib.h>

#define FIELD(name, kind) COLUMN(struct consent, name, kind)
static const struct column consent_columns[] = {FIELD(id, KEY),
                                                FIELD(item, KEY),
                                                FIELD(person, KEY),
                                                FIELD(agreed_by, WORDS),
                                                FIELD(state, WORDS),
                                                FIELD(agreed_on, TEXT),
                                                FIELD(valid_until, TEXT),
                                                FIELD(review_on, TEXT),
                                                FIELD(reviewed_on, TEXT),
                                                FIELD(allows_kiosk, FLAG),
                                                FIELD(allows_web, FLAG),
                                                FIELD(allows_publication, FLAG),
                                                FIELD(allows_attract, FLAG),
                                                FIELD(allows_quotation, FLAG),
                                                FIELD(allows_synthetic_voice, FLAG),
                                                FIELD(allows_zoom, FLAG),
                                                FIELD(is_excerpt_only, FLAG),
                                                FIELD(says, WORDS),
                                                FIELD(document, KEY),
                                                FIELD(changed_at, TEXT),
                                                {.name = NULL}};
#undef FIELD

#define FIELD(name, kind) COLUMN(struct consent_change, name, kind)
static const struct column change_columns[] = {
    FIELD(id, KEY),      FIELD(consent, KEY), FIELD(item, KEY),
    FIELD(at, WORDS),    FIELD(who, WORDS),   FIELD(state, WORDS),
    FIELD(scope, WORDS), FIELD(why, WORDS),   {.name = NULL}};
#undef FIELD

/* The scope words. A word says what its flag becomes: "no-zoom" takes away what is given unsaid. */
static const struct scope {
    const char *word;
    size_t offset;
    bool means;
    bool is_in_all;
} scopes[] = {
    {"kiosk", offsetof(struct consent, allows_kiosk), true, true},
    {"web", offsetof(struct consent, allows_web), true, true},
    {"publication", offsetof(struct consent, allows_publication), true, true},
    {"attract", offsetof(struct consent, allows_attract), true, true},
    {"quotation", offsetof(struct consent, allows_quotation), true, true},
    {"voice", offsetof(struct consent, allows_synthetic_voice), true, false},
    {"no-zoom", offsetof(struct consent, allows_zoom), false, false},
    {"excerpt-only", offsetof(struct consent, is_excerpt_only), true, false},
};

const char *const consent_uses[] = {"kiosk",     "web",   "publication", "attract",
                                    "quotation", "voice", NULL};

bool consent_allows(const struct consent *consent, const char *use)
{
    for (size_t i = 0; i < G_N_ELEMENTS(scopes); i++)
        if (strcmp(scopes[i].word, use) == 0)
            return *(const bool *)((const char *)consent + scopes[i].offset) == scopes[i].means;
    return false;
}

const char *const consent_scope_words[] = {"kiosk",     "web",   "publication", "attract",
                                           "quotation", "voice", "no-zoom",     "excerpt-only",
                                           "all",       NULL};

static bool *flag_of(struct consent *consent, const struct scope *scope)
{
    return (bool *)((char *)consent + scope->offset);
}

static bool read_word(struct consent *consent, const char *word)
{
    bool is_all = g_ascii_strcasecmp(word, "all") == 0;
    bool is_known = is_all;
    for (size_t i = 0; i < G_N_ELEMENTS(scopes); i++) {
        if (g_ascii_strcasecmp(word, scopes[i].word) != 0 && !(is_all && scopes[i].is_in_all))
            continue;
        *flag_of(consent, &scopes[i]) = scopes[i].means;
        is_known = true;
    }
    return is_known;
}

bool consent_read_scope(struct consent *consent, const char *scope, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(scopes); i++)
        *flag_of(consent, &scopes[i]) = !scopes[i].means;
    g_auto(GStrv) words = g_strsplit_set(scope, ", \t", -1);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0' || read_word(consent, *word))
            continue;
        g_set_error(
            error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
            _("\"%s\" is no scope; the words are kiosk, web, publication, attract, quotation, "
              "voice, no-zoom, excerpt-only and all"),
            *word);
        return false;
    }
    return true;
}

char *consent_scope(const struct consent *consent)
{
    struct consent copy = *consent;
    g_autoptr(GString) words = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(scopes); i++)
        if (*flag_of(&copy, &scopes[i]) == scopes[i].means)
            g_string_append_printf(words, "%s%s", words->len == 0 ? "" : " ", scopes[i].word);
    return g_string_free(g_steal_pointer(&words), false);
}

static bool check_day(const char *what, const char *day, GError **error)
{
    if (day == NULL || edtf_is_day(day))
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                _("%s \"%s\": a day is written YYYY-MM-DD"), what, day);
    return false;
}

/* Milliseconds above, chance below: 2^20 changes a millisecond before two copies may clash. */
static int64_t change_key(void)
{
    return (g_get_real_time() / 1000) << 20 | (key_draw() & 0xfffff);
}

static bool note_change(struct db *db, const struct consent *consent, const char *who,
                        const char *why, GError **error)
{
    g_autofree char *scope = consent_scope(consent);
    struct consent_change change = {.id = change_key(),
                                    .consent = consent->id,
                                    .item = consent->item,
                                    .at = consent->changed_at,
                                    .who = who == NULL ? g_get_user_name() : who,
                                    .state = consent->state,
                                    .scope = scope,
                                    .why = why};
    return query_put(db, STATEMENT_CONSENT_NOTE_CHANGE, change_columns, &change, error);
}

/* Finds the consent this one renews; its id is kept, so that its history stays one. */
static bool write_grant(struct db *db, struct consent *consent, const struct consent *row,
                        GError **error)
{
    int64_t same = consent->id;
    if (same == 0 &&
        !query_number(db, STATEMENT_CONSENT_SAME,
                      VALUES(VALUE_KEY("item", row->item), VALUE_KEY("person", row->person),
                             VALUE_WORDS("agreed_by", row->agreed_by)),
                      &same, error))
        return false;
    struct consent written = *row;
    written.id = same == 0 ? key_draw() : same;
    consent->id = written.id;
    if (same != 0) {
        if (!query_put(db, STATEMENT_CONSENT_UPDATE, consent_columns, &written, error))
            return false;
        if (query_changes(db) == 1)
            return true;
    }
    return query_put(db, STATEMENT_CONSENT_INSERT, consent_columns, &written, error);
}

bool consent_grant(struct db *db, struct consent *consent, const char *who, const char *why,
                   GError **error)
{
    g_autofree char *now = archive_now();
    g_autofree char *today = archive_today(db, error);
    if (today == NULL || !check_day("agreed on", consent->agreed_on, error) ||
        !check_day("valid until", consent->valid_until, error) ||
        !check_day("review on", consent->review_on, error) ||
        !check_day("reviewed on", consent->reviewed_on, error))
        return false;
    struct consent row = *consent;
    row.state = "granted";
    row.agreed_on = row.agreed_on == NULL ? today : row.agreed_on;
    row.changed_at = now;
    g_autoptr(txn) txn = txn_begin(db, error);
    if (txn == NULL || !write_grant(db, consent, &row, error))
        return false;
    row.id = consent->id;
    return note_change(db, &row, who, why, error) && txn_commit(txn, error);
}

/* An erased consent says only that there was one, and when it ended. */
static void blank(struct consent *row)
{
    row->agreed_by = "";
    row->says = "";
    row->person = 0;
    row->document = 0;
}

static void apply(struct consent *row, enum consent_step step, const char *today)
{
    static const char *const states[] = {
        [CONSENT_REVIEW] = "in_review",   [CONSENT_REVIEWED] = "granted",
        [CONSENT_SUSPEND] = "suspended",  [CONSENT_RESUME] = "granted",
        [CONSENT_WITHDRAW] = "withdrawn", [CONSENT_ERASE] = "erased",
    };
    row->state = states[step];
    if (step == CONSENT_REVIEWED)
        row->reviewed_on = today;
    if (step == CONSENT_ERASE)
        blank(row);
}

/* What was taken back is not granted again by a review; that takes a new grant. */
static bool may_step(const struct consent *row, enum consent_step step, GError **error)
{
    bool is_over = g_str_equal(row->state, "withdrawn") || g_str_equal(row->state, "erased");
    if (!is_over || step == CONSENT_WITHDRAW || step == CONSENT_ERASE)
        return true;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT,
                _("this consent is %s; ask the contributor and grant it anew"), row->state);
    return false;
}

static bool step_one(struct db *db, const struct consent *consent, enum consent_step step,
                     const char *who, const char *why, GError **error)
{
    g_autofree char *now = archive_now();
    g_autofree char *today = archive_today(db, error);
    if (today == NULL || !may_step(consent, step, error))
        return false;
    struct consent row = *consent;
    bool stays_erased = g_str_equal(row.state, "erased");
    apply(&row, stays_erased ? CONSENT_ERASE : step, today);
    row.changed_at = now;
    return query_put(db, STATEMENT_CONSENT_UPDATE, consent_columns, &row, error) &&
           note_change(db, &row, who, why, error);
}

bool consent_step(struct db *db, int64_t item, int64_t consent, enum consent_step step,
                  const char *who, const char *why, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(txn) txn = txn_begin(db, error);
    g_autoptr(GArray) list = txn == NULL ? NULL : consent_list(db, item, strings, error);
    if (list == NULL)
        return false;
    unsigned taken = 0;
    for (unsigned i = 0; i < list->len; i++) {
        const struct consent *row = &g_array_index(list, struct consent, i);
        bool is_resumed = step == CONSENT_RESUME && g_str_equal(row->state, "suspended");
        if ((consent != 0 && row->id != consent) || (step == CONSENT_RESUME && !is_resumed))
            continue;
        if (!step_one(db, row, step, who, why, error))
            return false;
        taken++;
    }
    if (taken == 0) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND,
                    step == CONSENT_RESUME && list->len > 0
                        ? _("no consent of this item is suspended")
                        : _("nobody has consented to this item; there is nothing to change"));
        return false;
    }
    return txn_commit(txn, error);
}

bool consent_note_undone(struct db *db, int64_t consent, int64_t item, const char *command,
                         GError **error)
{
    g_autofree char *now = archive_now();
    g_autofree char *why = g_strdup_printf("taken back: %s", command);
    return query_run(db, STATEMENT_CONSENT_NOTE_UNDONE,
                     VALUES(VALUE_KEY("id", change_key()), VALUE_KEY("consent", consent),
                            VALUE_KEY("item", item), VALUE_TEXT("at", now),
                            VALUE_TEXT("who", g_get_user_name()), VALUE_TEXT("why", why)),
                     error);
}

GArray *consent_list(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_CONSENT_LIST, VALUES(VALUE_KEY("item", item)), consent_columns,
                      sizeof(struct consent), strings, error);
}

GArray *consent_changes(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    return query_list(db, STATEMENT_CONSENT_CHANGES, VALUES(VALUE_KEY("item", item)),
                      change_columns, sizeof(struct consent_change), strings, error);
}
