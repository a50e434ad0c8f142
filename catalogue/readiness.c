#include "catalogue/readiness.h"

#include "catalogue/item.h"
#include "catalogue/item_field.h"
#include "catalogue/query.h"
#include "catalogue/translation.h"

#include <glib/gi18n-lib.h>

struct facts {
    const char *kind, *access, *embargo_until, *alt_short, *rights, *credit, *date_edtf, *era;
    const char *language, *summary, *ends_soon, *twin;
    int64_t sensitivity, is_embargoed, consents, not_granted, not_for_kiosk, lapsed, review_due;
    int64_t excerpt_only, redactions, excerpts, access_copies, redacted_copies, excerpt_copies;
    int64_t pictures, originals, captions, captions_too_fast, transcript, notes, people, names_told;
};

#define FIELD(name, kind) COLUMN(struct facts, name, kind)
static const struct column facts_columns[] = {FIELD(kind, WORDS),
                                              FIELD(access, WORDS),
                                              FIELD(embargo_until, WORDS),
                                              FIELD(alt_short, WORDS),
                                              FIELD(rights, WORDS),
                                              FIELD(credit, WORDS),
                                              FIELD(date_edtf, WORDS),
                                              FIELD(era, WORDS),
                                              FIELD(language, WORDS),
                                              FIELD(summary, WORDS),
                                              FIELD(sensitivity, INTEGER),
                                              FIELD(is_embargoed, INTEGER),
                                              FIELD(consents, INTEGER),
                                              FIELD(not_granted, INTEGER),
                                              FIELD(not_for_kiosk, INTEGER),
                                              FIELD(lapsed, INTEGER),
                                              FIELD(review_due, INTEGER),
                                              FIELD(excerpt_only, INTEGER),
                                              FIELD(redactions, INTEGER),
                                              FIELD(excerpts, INTEGER),
                                              FIELD(access_copies, INTEGER),
                                              FIELD(redacted_copies, INTEGER),
                                              FIELD(excerpt_copies, INTEGER),
                                              FIELD(pictures, INTEGER),
                                              FIELD(originals, INTEGER),
                                              FIELD(captions, INTEGER),
                                              FIELD(captions_too_fast, INTEGER),
                                              FIELD(ends_soon, WORDS),
                                              FIELD(twin, WORDS),
                                              FIELD(transcript, INTEGER),
                                              FIELD(notes, INTEGER),
                                              FIELD(people, INTEGER),
                                              FIELD(names_told, INTEGER),
                                              {.name = NULL}};
#undef FIELD

static void lacks(GArray *list, bool is_so, enum lack_weight weight, const char *word,
                  const char *says)
{
    struct lack lack = {weight, word, _(says)};
    if (is_so)
        g_array_append_val(list, lack);
}

static bool is_empty(const char *text)
{
    return *text == '\0';
}

static void ask_consent(const struct facts *f, GStringChunk *strings, GArray *list)
{
    g_autofree char *embargo = g_strdup_printf(
        _("under embargo until %s; it is shown from that day on"), f->embargo_until);
    lacks(list, f->consents == 0, LACK_WITHHOLDS, "consent_missing",
          "nobody's consent is recorded; ask, then record it with consent ITEM grant");
    lacks(
        list, f->not_granted > 0, LACK_WITHHOLDS, "consent_not_granted",
        "a consent is in review, suspended, withdrawn or erased; it is shown when all are granted");
    lacks(list, f->not_for_kiosk > 0, LACK_WITHHOLDS, "consent_not_for_kiosk",
          "a consent does not include the kiosk; ask before widening it");
    lacks(list, f->lapsed > 0, LACK_WITHHOLDS, "consent_lapsed",
          "a consent has run out; ask again, then grant it anew");
    lacks(list, !g_str_equal(f->access, "kiosk"), LACK_WITHHOLDS, "access",
          "its access is not kiosk: it is kept for people who ask, or closed");
    lacks(list, f->is_embargoed == 1, LACK_WITHHOLDS, "embargo",
          g_string_chunk_insert(strings, embargo));
    lacks(list, f->review_due > 0, LACK_ADVISES, "review_due",
          "a consent is due to be reviewed with the contributor; ask, then record it with consent "
          "ITEM "
          "reviewed");
    g_autofree char *ends =
        g_strdup_printf(_("a consent ends on %s; ask again before that day"), f->ends_soon);
    lacks(list, !is_empty(f->ends_soon), LACK_ADVISES, "consent_ends",
          g_string_chunk_insert(strings, ends));
    g_autofree char *twin = g_strdup_printf(
        _("the same file stands on %s, and visitors may see only one of the two; is that meant?"),
        f->twin);
    lacks(list, !is_empty(f->twin), LACK_ADVISES, "same_file",
          g_string_chunk_insert(strings, twin));
}

static void ask_files(const struct facts *f, GArray *list)
{
    bool is_timed = g_str_equal(f->kind, "oral_history") || g_str_equal(f->kind, "film");
    bool is_picture = g_str_equal(f->kind, "picture");
    lacks(list, is_timed && f->access_copies == 0, LACK_WITHHOLDS, "no_access_copy",
          "there is no copy the kiosk can play; add the recording again, or attach one");
    lacks(list, is_picture && f->pictures == 0, LACK_WITHHOLDS, "no_access_copy",
          "there is no picture the kiosk can show; add the file again");
    lacks(list, is_timed && f->redactions > 0 && f->redacted_copies == 0, LACK_WITHHOLDS,
          "redacted_copy_missing",
          "parts are redacted and no copy has them silent yet: the recording is not shown");
    lacks(list, is_timed && f->excerpt_only > 0 && (f->excerpts == 0 || f->excerpt_copies == 0),
          LACK_WITHHOLDS, "excerpt_copy_missing",
          "consent is for excerpts only and no copy holds just those: the recording is not shown");
}

static void ask_words(const struct facts *f, GArray *list)
{
    bool is_film = g_str_equal(f->kind, "film");
    bool is_oral = g_str_equal(f->kind, "oral_history");
    bool has_words = !g_str_equal(f->language, "zxx");
    lacks(list, f->pictures > 0 && is_empty(f->alt_short), LACK_ADVISES, "alt_text",
          "no words for those who do not see the picture; set alt_short");
    lacks(list, is_film && has_words && f->captions == 0, LACK_ADVISES, "captions",
          "the film has no captions; attach a file with --role captions");
    lacks(list, f->captions_too_fast > 0, LACK_ADVISES, "captions_fast",
          "some of its captions are too fast to read; transcript ITEM check names them");
    lacks(list, is_oral && has_words && f->transcript == 0, LACK_ADVISES, "transcript",
          "the recording has no transcript; attach a file with --role transcript");
    lacks(list, is_empty(f->rights), LACK_ADVISES, "rights",
          "no rights statement; set rights to a Creative Commons or rightsstatements.org address");
    lacks(list, is_empty(f->credit) && f->people == 0, LACK_ADVISES, "credit",
          "nobody is credited; set credit or link a person");
    lacks(
        list, f->names_told > 0, LACK_ADVISES, "name_told",
        "a name that is withheld or hidden stands in its words or credit, where visitors read it; "
        "take it out, or redact that part");
    lacks(list, f->people == 0, LACK_ADVISES, "person", "no person is linked to it");
    lacks(list, is_empty(f->date_edtf), LACK_ADVISES, "date",
          "no date; set date, \"date not known\" is an answer too");
    lacks(list, is_empty(f->era), LACK_ADVISES, "era",
          "it stands in no part of the exhibition; set era to past, present or future");
    lacks(list, g_str_equal(f->language, "und"), LACK_ADVISES, "language",
          "its language is not known; set language, zxx where it has no words");
    lacks(list, (f->notes > 0 || f->sensitivity > 0) && is_empty(f->summary), LACK_ADVISES,
          "summary", "it has a content note but no gentle summary to offer instead");
}

/* Texts in other languages whose original says something else by now. */
static bool ask_translations(struct db *db, int64_t id, GStringChunk *strings, GArray *list,
                             GError **error)
{
    struct item item = ITEM_NEW;
    g_autoptr(GString) stale = g_string_new(NULL);
    if (!item_get(db, id, strings, &item, error))
        return false;
    g_autoptr(GArray) all = translation_list(db, id, strings, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const struct translation *t = &g_array_index(all, struct translation, i);
        const char *own = item_field_get(&item, t->field, strings);
        if (own != NULL && translation_is_stale(t, own))
            g_string_append_printf(stale, "%s%s@%s", stale->len > 0 ? ", " : "", t->field,
                                   t->language);
    }
    g_autofree char *says = g_strdup_printf(
        _("%s: the words it was made from have changed since; set it again when it fits"),
        stale->str);
    lacks(list, stale->len > 0, LACK_ADVISES, "translation_stale",
          g_string_chunk_insert(strings, says));
    return all != NULL;
}

GArray *readiness_of(struct db *db, int64_t item, GStringChunk *strings, GError **error)
{
    struct facts facts = {0};
    if (!query_get(db, STATEMENT_READINESS_FACTS, VALUES(VALUE_KEY("item", item)), facts_columns,
                   strings, &facts, error))
        return NULL;
    g_autoptr(GArray) list = g_array_new(false, true, sizeof(struct lack));
    ask_consent(&facts, strings, list);
    ask_files(&facts, list);
    ask_words(&facts, list);
    return ask_translations(db, item, strings, list, error) ? g_steal_pointer(&list) : NULL;
}
