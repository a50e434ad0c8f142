#include "kiosk/keyboard.h"
#include "kiosk/text.h"
#include "tests/support/scratch.h"
#include "tests/support/showroom.h"

#include <string.h>

static char *source_keyboards(void)
{
    return g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "keyboards", NULL);
}

static void there_is_a_keyboard_for_every_language_of_the_kiosk(void)
{
    g_autofree char *folder = source_keyboards();
    g_auto(GStrv) complaints = NULL;
    struct keyboards *keyboards = keyboards_load(folder, &complaints);
    for (char **line = complaints; *line != NULL; line++)
        g_test_message("%s", *line);
    g_assert_cmpuint(g_strv_length(complaints), ==, 0);
    static const char *const needed[] = {"en", "ur", "pa", "bn", "pl", "ar"};
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
        size_t index = keyboards_for(keyboards, needed[i]);
        g_assert_cmpstr(keyboards_at(keyboards, index)->language, ==, needed[i]);
    }
    g_assert_cmpuint(keyboards_for(keyboards, "pa-Guru"), ==, keyboards_for(keyboards, "pa"));
    g_assert_cmpuint(keyboards_for(keyboards, "so"), ==, 0);
    g_assert_cmpstr(keyboards_at(keyboards, 0)->language, ==, "en");
    keyboards_free(keyboards);
}

/* The letters a person needs to write the language, wherever they stand on its keyboard. */
static void every_letter_of_each_alphabet_can_be_typed(void)
{
    static const struct {
        const char *language, *letters;
    } cases[] = {
        {"en", "abcdefghijklmnopqrstuvwxyz0123456789ẹọṣɛɔàèìòùáéíóúńǹçñ"},
        {"pl", "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"},
        {"ur", "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءئیےؤ۰۱۲۳۴۵۶۷۸۹۔،؟"},
        {"ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة٠١٢٣٤٥٦٧٨٩،؟"},
        {"pa", "ਅਆਇਈਉਊਏਐਓਔਸਹਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜਾਿੀੁੂੇੈੋੌੰਂੱ੦੧੨੩੪੫੬੭੮੯।"},
        {"bn", "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূৃেৈোৌংঃঁৎ্০১২৩৪৫৬৭৮৯।"},
    };
    g_autofree char *folder = source_keyboards();
    struct keyboards *keyboards = keyboards_load(folder, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct keyboard *keyboard =
            keyboards_at(keyboards, keyboards_for(keyboards, cases[i].language));
        g_autoptr(GString) all = g_string_new(NULL);
        for (int layer = 0; layer < KEYBOARD_LAYERS; layer++)
            for (int row = 0; row < KEYBOARD_ROWS; row++)
                for (char **key = keyboard->rows[layer][row]; *key != NULL; key++)
                    g_string_append(all, *key);
        for (const char *at = cases[i].letters; *at != '\0'; at = g_utf8_next_char(at))
            if (g_utf8_strchr(all->str, -1, g_utf8_get_char(at)) == NULL)
                g_error("the keyboard of %s lacks U+%04X", cases[i].language, g_utf8_get_char(at));
    }
    keyboards_free(keyboards);
}

static void a_layer_has_no_key_twice_and_every_key_has_a_face(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    for (size_t i = 0; i < keyboards_count(showroom->keyboards); i++) {
        const struct keyboard *keyboard = keyboards_at(showroom->keyboards, i);
        for (int layer = 0; layer < KEYBOARD_LAYERS; layer++) {
            g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
            for (int row = 0; row < KEYBOARD_ROWS; row++)
                for (char **key = keyboard->rows[layer][row]; *key != NULL; key++) {
                    if (!g_hash_table_add(seen, *key))
                        g_error("%s: \"%s\" is there twice", keyboard->language, *key);
                    struct text_layout *label =
                        text_layout_line(showroom->env.text, *key, keyboard->label_language,
                                         TYPE_BUTTON, COLOR_TEXT, 0, 1);
                    for (size_t run = 0; run < text_layout_runs(label); run++)
                        g_assert_false(text_layout_run(label, run).missing);
                    text_layout_destroy(label);
                }
        }
    }
}

static void a_damaged_file_costs_itself_and_says_why(void)
{
    struct scratch *scratch = scratch_create();
    static const struct {
        const char *name, *bytes, *says;
    } files[] = {
        {"xx.ini", "[keyboard]\nname=X\n", "needs its name and language"},
        {"yy.ini", "nonsense\n", "yy.ini"},
        {"zz.ini", "[keyboard]\nname=Z\nlanguage=zz\n[letters]\nrow3=a b c d e f g h\n",
         "room for 7 keys; \"h\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = scratch_path(scratch, files[i].name);
        g_assert_true(g_file_set_contents(path, files[i].bytes, -1, NULL));
    }
    g_auto(GStrv) complaints = NULL;
    struct keyboards *keyboards = keyboards_load(scratch_folder(scratch), &complaints);
    g_autofree char *said = g_strjoinv("\n", complaints);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        g_assert_nonnull(strstr(said, files[i].says));
    g_assert_cmpuint(keyboards_count(keyboards), ==, 2);
    g_assert_cmpstr(keyboards_at(keyboards, 0)->rows[KEYBOARD_LETTERS][0][0], ==, "q");
    const struct keyboard *kept = keyboards_at(keyboards, 1);
    g_assert_cmpuint(g_strv_length(kept->rows[KEYBOARD_LETTERS][2]), ==, 7);
    g_assert_cmpstr(kept->rows[KEYBOARD_DIGITS][0][0], ==, "1");
    keyboards_free(keyboards);
    scratch_destroy(scratch);
}

static const char *typed(struct exhibit *exhibit)
{
    static char value[256];
    struct access_tree *tree = exhibit_tree(exhibit);
    g_strlcpy(value, access_tree_find(tree, "field")->value, sizeof value);
    access_tree_destroy(tree);
    return value;
}

static void touch_all(struct exhibit *exhibit, const char *const *nodes)
{
    for (; *nodes != NULL; nodes++)
        exhibit_touch(exhibit, *nodes);
}

static struct exhibit enter_search(struct showroom *showroom, const char *language)
{
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, language);
    const struct showing *showing = showroom_showings(showroom);
    while (!g_str_equal(showing->name, "search"))
        showing++;
    return showroom_enter(showroom, showing);
}

static void visitors_type_in_their_own_script(void)
{
    static const struct {
        const char *language;
        const char *nodes[12];
        const char *word;
    } cases[] = {
        {"en", {"shift", "key.t", "key.e", "accent", "key.á", NULL}, "Teá"},
        {"ur", {"key.چ", "key.ا", "shift", "key.ئ", "key.ے", NULL}, "چائے"},
        {"pa", {"key.ਚ", "key.ਾ", "key.ਹ", "space", "shift", "key.ਆ", NULL}, "ਚਾਹ ਆ"},
        {"bn", {"key.চ", "key.া", "bksp", "key.া", "123", "key.1", NULL}, "চা1"},
        {"pl", {"key.k", "accent", "key.ą", "accent", "key.t", NULL}, "kąt"},
        {"ar", {"key.ش", "key.ا", "key.ي", "shift", "key.ء", NULL}, "شايء"},
    };
    g_autoptr(showroom) showroom = showroom_create();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct exhibit exhibit = enter_search(showroom, cases[i].language);
        touch_all(&exhibit, cases[i].nodes);
        g_assert_cmpstr(typed(&exhibit), ==, cases[i].word);
        exhibit_leave(&exhibit);
    }
}

static void the_language_key_goes_round_all_keyboards(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    struct exhibit exhibit = enter_search(showroom, "ur");
    size_t count = keyboards_count(showroom->keyboards);
    for (size_t i = 0; i < count; i++) {
        struct access_tree *tree = exhibit_tree(&exhibit);
        g_assert_true((access_tree_find(tree, "key.ے") != NULL) == (i == 0));
        access_tree_destroy(tree);
        exhibit_touch(&exhibit, "lang");
    }
    exhibit_touch(&exhibit, "key.ے");
    g_assert_cmpstr(typed(&exhibit), ==, "ے");
    exhibit_leave(&exhibit);
}

static void a_word_typed_in_urdu_finds_the_recording_it_is_said_in(void)
{
    g_autoptr(showroom) showroom = showroom_create();
    struct exhibit exhibit = enter_search(showroom, "ur");
    static const char *const nodes[] = {"key.چ", "key.ا", "shift", "key.ئ", "key.ے", "go", NULL};
    touch_all(&exhibit, nodes);
    exhibit_wait(&exhibit, 300);
    struct access_tree *tree = exhibit_tree(&exhibit);
    g_assert_nonnull(access_tree_find(tree, "result1"));
    access_tree_destroy(tree);
    exhibit_leave(&exhibit);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/kiosk/keyboard/" #name, name)
    PROMISE(there_is_a_keyboard_for_every_language_of_the_kiosk);
    PROMISE(every_letter_of_each_alphabet_can_be_typed);
    PROMISE(a_layer_has_no_key_twice_and_every_key_has_a_face);
    PROMISE(a_damaged_file_costs_itself_and_says_why);
    PROMISE(visitors_type_in_their_own_script);
    PROMISE(the_language_key_goes_round_all_keyboards);
    PROMISE(a_word_typed_in_urdu_finds_the_recording_it_is_said_in);
    return g_test_run();
}
