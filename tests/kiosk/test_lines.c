/* The lines of a recording before they are drawn: what is found in them, which translation stands
 * beside which, who speaks, and which verse is read when. */
#include "kiosk/lines.h"
#include "kiosk/needle.h"
#include "kiosk/text.h"
#include "kiosk/verses.h"
#include "kiosk/view_item.h"
#include "kiosk/voices.h"

static void found_without_marks(void)
{
    static const struct {
        const char *needle, *text;
        size_t count, start, end; /* of the first */
    } cases[] = {
        {"cafe", "A café, a CAFÉ", 2, 2, 7},
        {"’s", "my mother's", 1, 9, 11},
        {"  tea ", "tea", 1, 0, 3},
        {"", "tea", 0, 0, 0},
        {" ", "a b", 0, 0, 0},
        {"aa", "aaaa", 2, 0, 2},
        {"کتاب", "کِتَاب", 1, 0, 12},
        {"ਮਾਂ", "ਮੇਰੀ ਮਾਂ", 1, 13, 22},
        {"ß", "Straße", 1, 4, 6},
        {"teapot", "tea", 0, 0, 0},
        {"e\xCC\x81", "Chapeltown é", 2, 4, 5},
        {"会", "开会了", 1, 3, 6},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct text_range places[4] = {{0, 0}};
        size_t count = needle_find(cases[i].needle, cases[i].text, places, 4);
        g_test_message("%s in %s", cases[i].needle, cases[i].text);
        g_assert_cmpuint(count, ==, cases[i].count);
        g_assert_cmpuint(places[0].start, ==, cases[i].start);
        g_assert_cmpuint(places[0].end, ==, cases[i].end);
    }
}

/* A view of nothing but words. */
struct words {
    struct view_item view;
    struct shown_item item;
    struct shown_cues own, other;
};

static void make_words(struct words *words, struct shown_cue *own, size_t count,
                       struct shown_cue *other, size_t other_count)
{
    *words = (struct words){.own = {.count = count, .cues = own},
                            .other = {.count = other_count, .cues = other}};
    words->item.text = "";
    words->view.item = &words->item;
    words->view.words = &words->own;
    words->view.other = other_count > 0 ? &words->other : NULL;
}

static void no_translation_is_lost(void)
{
    struct shown_cue own[] = {{1000, 2000, "", "one"},
                              {2000, 9000, "", "two"},
                              {3000, 4000, "", "three"}, /* inside the one before */
                              {3000, 3001, "", "four"},
                              {9000, 9001, "", "five"}};
    struct shown_cue other[] = {{0, 100, "", "a"},    {1200, 1400, "", "b"},  {2500, 2600, "", "c"},
                                {100, 9900, "", "d"}, {9500, 99999, "", "e"}, {200, 300, "", "f"}};
    struct words words;
    make_words(&words, own, G_N_ELEMENTS(own), other, G_N_ELEMENTS(other));
    struct lines *lines = lines_create(&words.view, NULL);
    g_assert_cmpuint(lines->count, ==, 5);
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < lines->count; i++)
        g_string_append_printf(all, "[%s:%s]", lines->lines[i].text, lines->lines[i].other);
    g_assert_cmpstr(all->str, ==, "[one:a b f][two:c][three:][four:d][five:e]");
    g_assert_cmpint(lines_at(lines, 999), ==, -1);
    g_assert_cmpint(lines_at(lines, 2500), ==, 1);
    g_assert_cmpint(lines_at(lines, 1000000), ==, 4);
    lines_destroy(lines);
}

#define CUES(array)                                                                                \
    (&(struct shown_cues){.count = G_N_ELEMENTS(array), .cues = (struct shown_cue *)(array)})

static void a_speaker_keeps_her_colour_in_every_language(void)
{
    static const struct shown_cue english[] = {{0, 4000, "Interviewer", ""},
                                               {4000, 9000, "Amina", ""},
                                               {9000, 12000, "Joyce", ""},
                                               {12000, 20000, "Amina", ""},
                                               {20000, 26000, "Joyce", ""}};
    /* Timed by themselves; and captions in capitals, of a part in which Joyce is heard first. */
    static const struct shown_cue urdu[] = {{300, 3900, "سوال", ""},
                                            {4200, 8800, "امینہ", ""},
                                            {9100, 11900, "جوائس", ""},
                                            {12100, 19000, "امینہ", ""},
                                            {20200, 25000, "جوائس", ""}};
    static const struct shown_cue captions[] = {
        {9000, 12000, "JOYCE", ""}, {12000, 20000, "AMINA", ""}, {20000, 21000, "A voice", ""}};
    struct voices *voices = voices_create();
    voices_add(voices, CUES(english));
    voices_add(voices, CUES(urdu));
    voices_add(voices, CUES(captions));
    voices_ask(voices, "interviewer");
    static const struct {
        const char *name;
        int place, teller;
    } cases[] = {{"Interviewer", 0, -1}, {"سوال", 0, -1},   {"Amina", 1, 0}, {"امینہ", 1, 0},
                 {"AMINA", 1, 0},        {"Joyce", 2, 1},   {"جوائس", 2, 1}, {"JOYCE", 2, 1},
                 {"A voice", 3, 2},      {"Nobody", -1, -1}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].name);
        g_assert_cmpint(voices_place(voices, cases[i].name), ==, cases[i].place);
        g_assert_cmpint(voices_teller(voices, cases[i].name), ==, cases[i].teller);
    }
    voices_destroy(voices);
}

static void who_only_asks_in_one_language_only_asks_in_all(void)
{
    static const struct shown_cue urdu[] = {{0, 4000, "سوال", ""}, {4000, 9000, "امینہ", ""}};
    static const struct shown_cue english[] = {{0, 4000, "Interviewer", ""},
                                               {4000, 9000, "Amina", ""}};
    struct voices *voices = voices_create();
    voices_add(voices, CUES(urdu));
    voices_add(voices, CUES(english));
    voices_ask(voices, "Interviewer");
    g_assert_cmpint(voices_teller(voices, "سوال"), ==, -1);
    g_assert_cmpint(voices_teller(voices, "امینہ"), ==, 0);
    voices_destroy(voices);
}

static void more_names_than_people_do_no_harm(void)
{
    struct shown_cue cues[3000];
    struct voices *voices = voices_create();
    g_autoptr(GStringChunk) names = g_string_chunk_new(4096);
    for (int i = 0; i < 3000; i++) {
        g_autofree char *name = g_strdup_printf("name %d", i);
        cues[i] = (struct shown_cue){i * 10, i * 10 + 10, g_string_chunk_insert(names, name), ""};
    }
    voices_add(voices, CUES(cues));
    g_assert_cmpint(voices_place(voices, "name 0"), ==, 0);
    g_assert_cmpint(voices_place(voices, "name 2999"), ==, -1);
    for (int i = 0; i < 3000; i++)
        cues[i].speaker = i % 2 == 0 ? "even" : "odd";
    voices_add(voices, CUES(cues));
    g_assert_cmpint(voices_place(voices, "even"), <, VOICES_MAX);
    voices_destroy(voices);
}

static const char poem[] = "We set out a table\nand nobody came.\n\n\nThe kettle was singing,\n"
                           "the door was ajar,\nand someone said: is this\n";

static void verses_keep_their_lines_and_stanzas(void)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(GArray) verses = verses_of(poem, strings);
    static const struct {
        const char *text;
        int stanza;
    } expected[] = {{"We set out a table", 0},
                    {"and nobody came.", 0},
                    {"The kettle was singing,", 1},
                    {"the door was ajar,", 1},
                    {"and someone said: is this", 1}};
    g_assert_cmpuint(verses->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < verses->len; i++) {
        g_assert_cmpstr(g_array_index(verses, struct verse, i).text, ==, expected[i].text);
        g_assert_cmpint(g_array_index(verses, struct verse, i).stanza, ==, expected[i].stanza);
    }
    g_autoptr(GArray) none = verses_of("\n\n", strings);
    g_assert_cmpuint(none->len, ==, 0);
}

static void a_translated_verse_is_read_with_the_first(void)
{
    static const struct {
        const char *translation;
        int places[5]; /* in the poem, of each verse; ended by -2 */
    } cases[] = {{"a\nb\n\nc\nd\ne", {0, 1, 2, 3, 4}},
                 {"a\nb\n\nc\nd", {0, 1, 2, 3, -2}},    /* as far into the second stanza */
                 {"a\nb\nc\nd", {-1, -1, -1, -1, -2}}}; /* it cannot be told */
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(GArray) verses = verses_of(poem, strings);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) translation = verses_of(cases[i].translation, strings);
        for (guint k = 0; k < translation->len; k++)
            g_assert_cmpint(verses_counterpart(translation, k, verses), ==, cases[i].places[k]);
    }
}

static void verses_without_words_in_common_are_read_in_order(void)
{
    static const struct shown_cue lines[] = {{0, 1000, "", "eins"}, {1000, 2000, "", "zwei"}};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    g_autoptr(GArray) two = verses_of("one\ntwo", strings);
    g_assert_cmpuint(verses_time(two, CUES(lines)), ==, 2);
    g_assert_cmpstr(g_array_index(two, struct verse, 1).cue->text, ==, "zwei");
    g_autoptr(GArray) three = verses_of("one\ntwo\nthree", strings);
    g_assert_cmpuint(verses_time(three, CUES(lines)), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/lines/" #name, name)
    g_test_add_func("/kiosk/lines/a word is found without its marks", found_without_marks);
    g_test_add_func("/kiosk/lines/no translation is lost or said twice", no_translation_is_lost);
    PROMISE(a_speaker_keeps_her_colour_in_every_language);
    PROMISE(who_only_asks_in_one_language_only_asks_in_all);
    PROMISE(more_names_than_people_do_no_harm);
    PROMISE(verses_keep_their_lines_and_stanzas);
    PROMISE(a_translated_verse_is_read_with_the_first);
    PROMISE(verses_without_words_in_common_are_read_in_order);
    return g_test_run();
}
