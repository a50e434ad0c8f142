#include "catalogue/asset.h"
#include "catalogue/code.h"
#include "catalogue/cue.h"
#include "catalogue/error.h"
#include "catalogue/history.h"
#include "catalogue/item_field.h"
#include "catalogue/key.h"
#include "catalogue/language.h"
#include "catalogue/name.h"
#include "catalogue/person.h"
#include "catalogue/place.h"
#include "catalogue/readiness.h"
#include "catalogue/rights.h"
#include "catalogue/search.h"
#include "catalogue/shown.h"
#include "catalogue/theme.h"
#include "catalogue/translation.h"
#include "catalogue/txn.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

#include <string.h>

static void assert_sound(struct db *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) faults = archive_check(db, &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < faults->len; i++)
        g_test_message("%s", (char *)faults->pdata[i]);
    g_assert_cmpuint(faults->len, ==, 0);
}

static void codes_are_forgiving(void)
{
    static const struct {
        const char *typed, *code;
    } cases[] = {{"RWF-7Q2K9M", "RWF-7Q2K9M"},
                 {"rwf-7q2k9m", "RWF-7Q2K9M"},
                 {"7q2 k9m", "RWF-7Q2K9M"},
                 {"rwf7q2k9m", "RWF-7Q2K9M"},
                 {"RWF-OIL000", "RWF-011000"},
                 {"7Q2K9", NULL},
                 {"7Q2K9MM", NULL},
                 {"RWF-7Q2K9!", NULL},
                 {"XYZ-7Q2K9M", NULL},
                 {"", NULL}};
    char code[CODE_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool is_code = code_parse(cases[i].typed, code);
        g_assert_true(is_code == (cases[i].code != NULL));
        if (is_code)
            g_assert_cmpstr(code, ==, cases[i].code);
    }
    for (int i = 0; i < 1000; i++) {
        char drawn[CODE_SIZE];
        code_draw(drawn);
        g_assert_true(code_parse(drawn, code));
        g_assert_cmpstr(code, ==, drawn);
        g_assert_cmpint(key_draw(), >, 0);
    }
}

static void languages_are_known(void)
{
    static const struct {
        const char *typed, *tag;
    } cases[] = {{"ur", "ur"},
                 {"Urdu", "ur"},
                 {"urd", "ur"},
                 {"pa-Guru", "pa"},
                 {"pnb", "pa-Arab"},
                 {"PA-arab", "pa-Arab"},
                 {"zh-CN", "zh-Hans"},
                 {"zh_TW", "zh-Hant"},
                 {"chi", "zh-Hans"},
                 {"wel", "cy"},
                 {"iw", "he"},
                 {"EN-gb", "en-GB"},
                 {"ur-Arab", "ur"},
                 {"English", "en"},
                 {"ਪੰਜਾਬੀ", "pa"},
                 {"Jamaican Patois", "jam"},
                 {"xx-123456789", NULL},
                 {"q", NULL},
                 {"", NULL},
                 {"sr-latn-rs", "sr-Latn-RS"},
                 {"und", "und"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *tag = language_canonical(cases[i].typed);
        g_assert_cmpstr(tag, ==, cases[i].tag);
    }
    g_assert_true(language_is_right_to_left("ur"));
    g_assert_true(language_is_right_to_left("pa-Arab"));
    g_assert_true(language_is_right_to_left("az-Arab"));
    g_assert_false(language_is_right_to_left("pa"));
    g_assert_false(language_is_right_to_left("ur-Latn"));
    g_assert_cmpstr(language_find("en-GB")->own_name, ==, "English");
    g_assert_null(language_find("tlh"));
}

static void rights_are_canonical(void)
{
    static const struct {
        const char *typed, *uri;
    } cases[] = {{"https://rightsstatements.org/page/InC/1.0/?language=en",
                  "http://rightsstatements.org/vocab/InC/1.0/"},
                 {"http://rightsstatements.org/vocab/NoC-NC/1.0",
                  "http://rightsstatements.org/vocab/NoC-NC/1.0/"},
                 {"inc-edu", "http://rightsstatements.org/vocab/InC-EDU/1.0/"},
                 {"https://creativecommons.org/licenses/by-sa/4.0/deed.en",
                  "http://creativecommons.org/licenses/by-sa/4.0/"},
                 {"https://creativecommons.org/licenses/by/3.0/us/",
                  "http://creativecommons.org/licenses/by/3.0/us/"},
                 {"CC BY-NC 4.0", "http://creativecommons.org/licenses/by-nc/4.0/"},
                 {"cc0", "http://creativecommons.org/publicdomain/zero/1.0/"},
                 {"https://www.creativecommons.org/publicdomain/mark/1.0/",
                  "http://creativecommons.org/publicdomain/mark/1.0/"},
                 {"All rights reserved", NULL},
                 {"https://example.org/by/4.0/", NULL},
                 {"", NULL},
                 {"https://creativecommons.org/licenses/by-xx/4.0/", NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *uri = rights_canonical(cases[i].typed);
        g_assert_cmpstr(uri, ==, cases[i].uri);
    }
    g_autofree char *label = rights_label("http://creativecommons.org/licenses/by-sa/4.0/");
    g_assert_cmpstr(label, ==, "CC BY-SA 4.0");
}

static void fields_are_checked(void)
{
    g_autoptr(given) given = given_archive();
    struct item item = ITEM_NEW;
    static const char *const good[][3] = {
        {"title", "A kitchen", "A kitchen"},
        {"kind", "Oral History", "oral_history"},
        {"date", "c.1975", "c.1975"},
        {"language", "Urdu", "ur"},
        {"era", "Past", "past"},
        {"rights", "InC", "http://rightsstatements.org/vocab/InC/1.0/"},
        {"embargo", "none", ""},
        {"sensitivity", "2", "2"},
        {"focal_x", "0.25", "0.25"},
        {"rank", "-5", "-5"}};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        item_field_set(&item, good[i][0], good[i][1], given->strings, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(item_field_get(&item, good[i][0], given->strings), ==, good[i][2]);
    }
    g_assert_cmpstr(item.date_edtf, ==, "1975~");
    static const char *const bad[][2] = {
        {"kind", "sculpture"}, {"date", "last summer"}, {"language", "?"},
        {"rights", "ours"},    {"embargo", "soon"},     {"sensitivity", "3"},
        {"focal_x", "1.5"},    {"title", ""},           {"colour", "blue"}};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(item_field_set(&item, bad[i][0], bad[i][1], given->strings, &error));
        g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
    }
}

static unsigned hits_of(struct given *given, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) hits = search_find(given->db, words, 100, given->strings, &error);
    g_assert_no_error(error);
    return hits->len;
}

static void search_follows_changes(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "text", "Café at Roundhay");
    g_assert_cmpuint(hits_of(given, "cafe"), ==, 1);
    g_assert_cmpuint(hits_of(given, "round"), ==, 1);
    struct place place = PLACE_NEW;
    place.name = "Chapeltown";
    g_assert_true(place_insert(given->db, &place, &error));
    g_assert_true(place_link(given->db, id, place.id, &error));
    g_assert_cmpuint(hits_of(given, "chapeltown"), ==, 1);
    struct name former = {.owner = place.id, .standing = "former", .name = "Oldtown"};
    g_assert_true(name_put(given->db, &former, &error));
    g_assert_cmpuint(hits_of(given, "oldtown"), ==, 1);
    struct translation urdu = {
        .owner = id, .field = "title", .language = "Urdu", .text = "چائے خانہ"};
    g_assert_true(translation_put(given->db, &urdu, &error));
    g_assert_cmpuint(hits_of(given, "چائے"), ==, 1);
    g_assert_true(place_remove(given->db, place.id, &error));
    g_assert_cmpuint(hits_of(given, "chapeltown"), ==, 0);
    g_assert_true(item_remove(given->db, id, &error));
    g_assert_cmpuint(hits_of(given, "cafe"), ==, 0);
    assert_sound(given->db);
}

/* A vowel sign belongs to its word: without it another word is not found, with a part of it the
 * word is; marks on Latin letters fold away however they are written. */
static void every_script_is_found(void)
{
    g_autoptr(given) given = given_archive();
    given_item(given, "text", "বাংলা গান");
    given_item(given, "text", "ਪੰਜਾਬੀ ਕਵਿਤਾ");
    given_item(given, "text", "اردو نظم");
    given_item(given, "text", "ትግርኛ ግጥሚ");
    given_item(given, "text",
               "Yor\xC3\xB9"
               "b\xC3\xA1 song, cafe\xCC\x81");
    static const char *const found[] = {"বাংলা", "বাং",  "ਪੰਜਾ",    "ਕਵਿਤਾ",       "اردو",
                                        "نظ",    "ትግርኛ", "yoruba", "caf\xC3\xA9", "YORU"};
    for (size_t i = 0; i < G_N_ELEMENTS(found); i++)
        g_assert_cmpuint(hits_of(given, found[i]), ==, 1);
    g_assert_cmpuint(hits_of(given, "বল"), ==, 0);
    g_assert_cmpuint(hits_of(given, "ল"), ==, 0);
}

static void any_search_is_survived(void)
{
    g_autoptr(given) given = given_archive();
    given_item(given, "text", "A plain title");
    static const char *const typed[] = {"",           "\"",      "\"\"",      "AND",
                                        "NOT OR",     "a*",      "title:x",   "(",
                                        "-",          "^",       "NEAR(a b)", "'; DROP TABLE item",
                                        "\xFF\xFE",   "a\"b\"c", "***",       "\"plain title\"",
                                        "plain \"tit"};
    for (size_t i = 0; i < G_N_ELEMENTS(typed); i++)
        hits_of(given, typed[i]);
    g_assert_cmpuint(hits_of(given, "\"plain title\""), ==, 1);
    g_assert_cmpuint(hits_of(given, "\"title plain\""), ==, 0);
    g_assert_cmpuint(hits_of(given, "title tit"), ==, 1);
    assert_sound(given->db);
}

static void undo_takes_back(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "text", "First title");
    struct item item;
    {
        g_autoptr(history) history = history_begin(given->db, "tester", "rwf set", &error);
        g_assert_true(item_get(given->db, id, given->strings, &item, &error));
        item.title = "Second title";
        item.rank = 9;
        g_assert_true(item_update(given->db, &item, &error));
        history_touch(history, id);
        g_assert_true(history_commit(history, "1 item changed", &error));
    }
    {
        g_autoptr(history) history = history_begin(given->db, "tester", "rwf rm", &error);
        g_assert_true(item_remove(given->db, id, &error));
        history_touch(history, id);
        g_assert_true(history_commit(history, "1 item removed", &error));
    }
    g_assert_cmpuint(hits_of(given, "second"), ==, 0);
    g_assert_true(history_undo(given->db, 1, "tester", "rwf undo", &error));
    g_assert_cmpuint(hits_of(given, "second"), ==, 1);
    g_assert_true(history_undo(given->db, 1, "tester", "rwf undo", &error));
    g_assert_cmpuint(hits_of(given, "first"), ==, 1);
    g_assert_false(history_undo(given->db, 1, "tester", "rwf undo", &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_autoptr(GArray) log = history_list(given->db, id, 0, given->strings, &error);
    g_assert_cmpuint(log->len, ==, 4);
    g_assert_cmpint(g_array_index(log, struct history_entry, 0).undoes, !=, 0);
    assert_sound(given->db);
}

static void undo_never_overwrites(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "text", "First title");
    struct item item;
    {
        g_autoptr(history) history = history_begin(given->db, "tester", "rwf set", &error);
        g_assert_true(item_get(given->db, id, given->strings, &item, &error));
        item.title = "Second title";
        g_assert_true(item_update(given->db, &item, &error));
        g_assert_true(history_commit(history, "1 item changed", &error));
    }
    item.title = "Third title";
    g_assert_true(item_update(given->db, &item, &error));
    g_assert_false(history_undo(given->db, 1, "tester", "rwf undo", &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT);
    g_assert_cmpuint(hits_of(given, "third"), ==, 1);
}

static void abandoned_command_changes_nothing(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    {
        g_autoptr(history) history = history_begin(given->db, "tester", "rwf add", &error);
        g_assert_nonnull(history);
        given_item(given, "text", "Abandoned");
    }
    int64_t count = -1;
    g_assert_true(item_count(given->db, &count, &error));
    g_assert_cmpint(count, ==, 0);
    g_autoptr(GArray) log = history_list(given->db, 0, 0, given->strings, &error);
    g_assert_cmpuint(log->len, ==, 0);
}

static bool lacks(struct given *given, int64_t item, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) list = readiness_of(given->db, item, given->strings, &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < list->len; i++)
        if (g_str_equal(g_array_index(list, struct lack, i).word, word))
            return true;
    return false;
}

static void readiness_says_what_is_missing(void)
{
    g_autoptr(given) given = given_archive();
    int64_t id = given_item(given, "film", "A film");
    g_assert_true(lacks(given, id, "consent_missing"));
    g_assert_true(lacks(given, id, "captions"));
    g_assert_true(lacks(given, id, "no_access_copy"));
    given_consent(given, id, "web");
    g_assert_false(lacks(given, id, "consent_missing"));
    g_assert_true(lacks(given, id, "consent_not_for_kiosk"));
    given_consent(given, id, "kiosk");
    g_assert_false(lacks(given, id, "consent_not_for_kiosk"));
    given_asset(given, id, "access", "a playable copy");
    given_asset(given, id, "poster", "a poster");
    g_assert_false(lacks(given, id, "no_access_copy"));
    g_assert_true(lacks(given, id, "alt_text"));
}

static void merging_keeps_links(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "text", "A poem");
    struct person one = {.name = "J. Example"};
    struct person two = {.name = "Jo Example"};
    g_assert_true(person_insert(given->db, &one, &error) && person_insert(given->db, &two, &error));
    struct contributor link = {.item = id, .person = one.id, .role = "poet"};
    g_assert_true(person_link(given->db, &link, &error));
    g_assert_true(person_merge(given->db, one.id, two.id, &error));
    g_autoptr(GArray) of = person_of_item(given->db, id, given->strings, &error);
    g_assert_cmpuint(of->len, ==, 1);
    g_assert_cmpstr(g_array_index(of, struct contributor, 0).name, ==, "Jo Example");
    struct person found;
    g_assert_true(person_find(given->db, "J. Example", given->strings, &found, &error));
    g_assert_cmpint(found.id, ==, two.id);
    assert_sound(given->db);
}

static void themes_stand_under_others(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct theme top = {.name = "Care"};
    g_assert_true(theme_insert(given->db, &top, &error));
    struct theme under = {.name = "Carers", .parent = top.id};
    g_assert_true(theme_insert(given->db, &under, &error));
    top.parent = under.id;
    g_assert_false(theme_update(given->db, &top, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID);
    g_clear_error(&error);
    struct theme again = {.name = "Care"};
    g_assert_false(theme_insert(given->db, &again, &error));
    g_assert_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_CONFLICT);
}

/* Care › Kitchens › Ovens: one item at each, one at two of them, one withheld under the last. */
static void give_tree(struct given *given, struct theme *themes)
{
    static const char *const names[] = {"Care", "Kitchens", "Ovens"};
    static const int of[][2] = {{0, 0}, {1, 1}, {2, 2}, {1, 2}};
    g_autoptr(GError) error = NULL;
    int64_t parent = 0;
    for (int i = 0; i < 3; i++) {
        themes[i] = (struct theme){.name = names[i], .parent = parent};
        g_assert_true(theme_insert(given->db, &themes[i], &error));
        parent = themes[i].id;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(of); i++) {
        int64_t item = given_shown_item(given, "text", "A recipe");
        for (int j = 0; j < 2; j++)
            g_assert_true(theme_link(given->db, item, themes[of[i][j]].id, &error));
    }
    int64_t withheld = given_item(given, "text", "Nobody agreed to this");
    g_assert_true(theme_link(given->db, withheld, themes[2].id, &error));
}

static void a_theme_holds_those_under_it(void)
{
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    struct theme themes[3];
    static const int wanted[] = {4, 3, 2};
    give_tree(given, themes);
    g_autoptr(shown_subjects) top = shown_subjects_read(given->db, SHOWN_THEMES, 0, "en", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(top->count, ==, 1);
    g_assert_cmpint(top->subjects[0].count, ==, 4);
    for (int i = 0; i < 3; i++) {
        struct shown_filter filter = {.theme = themes[i].id};
        struct item_filter listed = {.theme = themes[i].id, .shown_only = true};
        g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
        g_autoptr(GPtrArray) pages =
            g_ptr_array_new_with_free_func((GDestroyNotify)shown_page_free);
        const struct shown_card *after = NULL;
        bool has_more = true;
        while (has_more) {
            struct shown_page *page =
                shown_page_read(given->db, &filter, after, SHOWN_FORWARD, 1, "en", &error);
            g_assert_no_error(error);
            g_ptr_array_add(pages, page);
            g_assert_cmpuint(page->count, ==, 1);
            g_assert_true(g_hash_table_add(seen, &page->cards[0].id));
            after = &page->cards[0];
            has_more = page->has_more;
        }
        g_assert_cmpuint(g_hash_table_size(seen), ==, wanted[i]);
        g_autoptr(GArray) list = item_list(given->db, &listed, given->strings, &error);
        g_assert_cmpuint(list->len, ==, wanted[i]);
    }
}

static bool tells_a_name(struct given *given, int64_t id)
{
    g_autoptr(GError) error = NULL;
    bool tells = false;
    g_autoptr(GArray) list = readiness_of(given->db, id, given->strings, &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < list->len; i++)
        tells |= g_str_equal(g_array_index(list, struct lack, i).word, "name_told");
    return tells;
}

static void a_name_told_elsewhere_is_noticed(void)
{
    static const struct {
        const char *field, *value;
        bool withholds;
        bool tells;
    } cases[] = {{"description", "Zed Hidden at the window", false, false},
                 {"description", "zed hidden at the window", true, true},
                 {"description", "At the window", true, false},
                 {"credit", "Photograph: Zed Hidden", true, true},
                 {"credit", "", true, false},
                 {"summary", "Once called Zora Before", false, true}};
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_shown_item(given, "text", "Somebody");
    struct person person = {.name = "Zed Hidden"};
    g_assert_true(person_insert(given->db, &person, &error));
    struct contributor link = {.item = id, .person = person.id, .role = "poet"};
    g_assert_true(person_link(given->db, &link, &error));
    struct name hidden = {.owner = person.id, .standing = "hidden", .name = "Zora Before"};
    g_assert_true(name_put(given->db, &hidden, &error));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct item item;
        person.is_name_withheld = cases[i].withholds;
        g_assert_true(person_update(given->db, &person, &error));
        g_assert_true(item_get(given->db, id, given->strings, &item, &error));
        g_assert_true(
            item_field_set(&item, cases[i].field, cases[i].value, given->strings, &error));
        g_assert_true(item_update(given->db, &item, &error));
        g_assert_true(tells_a_name(given, id) == cases[i].tells);
    }
}

/* Typed from two sides of a tape: the clock of the second begins again, and does not cut the first. */
static void a_line_lasts_to_the_next_of_its_side(void)
{
    static const int64_t begins[] = {0, 5000, 10000, 0, 4000};
    static const int64_t ends[] = {5000, 10000, 60000, 4000, 60000};
    g_autoptr(given) given = given_archive();
    g_autoptr(GError) error = NULL;
    int64_t id = given_item(given, "oral_history", "Two sides");
    struct cue cues[G_N_ELEMENTS(begins)] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
        cues[i] = (struct cue){.begin_ms = begins[i], .speaker = "", .text = "Words"};
    g_assert_true(
        cue_replace(given->db, id, 0, "transcript", "en", cues, G_N_ELEMENTS(cues), 60000, &error));
    g_autoptr(GArray) list = cue_list(given->db, id, NULL, NULL, given->strings, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < list->len; i++)
        g_assert_cmpint(g_array_index(list, struct cue, i).end_ms, ==, ends[i]);
}

/* What visitors see first of a person, place or theme goes by the rank beside the link. */
static void a_link_has_the_rank_of_its_item(void)
{
    g_autoptr(given) given = given_archive();
    int64_t id = given_shown_item(given, "text", "A poem");
    struct item item = ITEM_NEW;
    struct theme before = {.name = "Before"};
    struct theme after = {.name = "After"};
    g_assert_true(theme_insert(given->db, &before, NULL));
    g_assert_true(theme_insert(given->db, &after, NULL));
    g_assert_true(theme_link(given->db, id, before.id, NULL));
    g_assert_true(item_get(given->db, id, given->strings, &item, NULL));
    item.rank = 7;
    g_assert_true(item_update(given->db, &item, NULL));
    g_assert_true(theme_link(given->db, id, after.id, NULL));
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    struct raw *raw = raw_open(file);
    g_autoptr(GPtrArray) ranks = raw_texts(raw, "SELECT rank FROM item_theme");
    g_assert_cmpuint(ranks->len, ==, 2);
    g_assert_cmpstr(ranks->pdata[0], ==, "7");
    g_assert_cmpstr(ranks->pdata[1], ==, "7");
    raw_close(raw);
}

/* A row that is refused in the middle of a step leaves the rest of the step as it is. */
static void a_part_that_fails_takes_nothing_with_it(void)
{
    g_autoptr(given) given = given_archive();
    struct theme theme = {.name = "Care"};
    struct theme same = {.id = 77, .name = "Care"};
    struct theme found = {0};
    g_autoptr(GArray) list = NULL;
    {
        g_autoptr(txn) txn = txn_begin(given->db, NULL);
        g_assert_true(theme_insert(given->db, &theme, NULL));
        g_assert_false(theme_insert(given->db, &same, NULL));
        g_assert_true(txn_commit(txn, NULL));
    }
    {
        g_autoptr(txn) txn = txn_begin(given->db, NULL);
        g_assert_nonnull(txn);
        struct theme gone = {.name = "Gone"};
        g_assert_true(theme_insert(given->db, &gone, NULL));
    }
    g_assert_true(theme_find(given->db, "Care", given->strings, &found, NULL));
    g_assert_cmpint(found.id, ==, theme.id);
    list = theme_list(given->db, given->strings, NULL);
    g_assert_cmpuint(list->len, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nouns/a code is read however it is typed", codes_are_forgiving);
    g_test_add_func("/nouns/a language is known by tag, code and name", languages_are_known);
    g_test_add_func("/nouns/rights are written one way", rights_are_canonical);
    g_test_add_func("/nouns/fields are checked and made canonical", fields_are_checked);
    g_test_add_func("/nouns/search follows every change", search_follows_changes);
    g_test_add_func("/nouns/words of every script are found, by their beginnings too",
                    every_script_is_found);
    g_test_add_func("/nouns/nothing typed makes a search fail", any_search_is_survived);
    g_test_add_func("/nouns/undo takes the last command back", undo_takes_back);
    g_test_add_func("/nouns/undo never overwrites later work", undo_never_overwrites);
    g_test_add_func("/nouns/an abandoned command changes nothing",
                    abandoned_command_changes_nothing);
    g_test_add_func("/nouns/readiness says what is missing", readiness_says_what_is_missing);
    g_test_add_func("/nouns/merging two people keeps what they did", merging_keeps_links);
    g_test_add_func("/nouns/no theme stands under itself or twice", themes_stand_under_others);
    g_test_add_func("/nouns/a theme holds the items of all under it, each once",
                    a_theme_holds_those_under_it);
    g_test_add_func("/nouns/readiness notices a withheld name told elsewhere",
                    a_name_told_elsewhere_is_noticed);
    g_test_add_func("/nouns/a line lasts to the next of its side of the tape",
                    a_line_lasts_to_the_next_of_its_side);
    g_test_add_func("/nouns/a link has the rank of its item", a_link_has_the_rank_of_its_item);
    g_test_add_func("/nouns/a part that fails takes nothing with it",
                    a_part_that_fails_takes_nothing_with_it);
    return g_test_run();
}
