/* What another language changes on every screen: its digits, and the side where reading begins. */
#include "kiosk/screens.h"
#include "kiosk/words.h"
#include "media/player.h"
#include "tests/support/scratch.h"
#include "tests/support/showroom.h"
#include "tests/support/showroom_fill.h"

#include <math.h>
#include <string.h>

static struct showroom *showroom;

/* Does something in every showing of one language, lying and standing; the number of faults. */
static int everywhere(const char *language,
                      int (*look)(const struct access_tree *tree, const char *where))
{
    static const int widths[] = {1920, 1080};
    int faults = 0;
    for (size_t size = 0; size < G_N_ELEMENTS(widths); size++) {
        showroom_hang(showroom, widths[size], 3000 - widths[size]);
        showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, language);
        for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
             showing++) {
            g_autofree char *where =
                g_strdup_printf("%s-%s-%d", showing->name, language, widths[size]);
            struct exhibit exhibit = showroom_enter(showroom, showing);
            struct access_tree *tree = exhibit_tree(&exhibit);
            faults += look(tree, where);
            access_tree_destroy(tree);
            exhibit_leave(&exhibit);
        }
    }
    return faults;
}

static bool has_plain_digit(const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        if (g_ascii_isdigit(*text))
            return true;
    return false;
}

/* Whose name or value a person wrote, and keys that write a plain digit. */
static bool is_quoted(const struct access_node *node)
{
    static const char *const ids[] = {"key.",       "123",     "support.line", "field",
                                      "find.field", "suggest", "chapter"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        if (g_str_has_prefix(node->id, ids[i]))
            return true;
    return false;
}

static int look_for_digits(const struct access_tree *tree, const char *where)
{
    int faults = 0;
    for (size_t i = 0; i < access_tree_count(tree); i++) {
        const struct access_node *node = access_tree_node(tree, i);
        bool has_own = node->language != NULL && node->language[0] != '\0'; /* of its name */
        bool is_plain = has_plain_digit(node->value) || (!has_own && has_plain_digit(node->name));
        if (!is_plain || is_quoted(node))
            continue;
        g_test_message("%s: %s says \"%s\", \"%s\"", where, node->id, node->name,
                       node->value != NULL ? node->value : "");
        faults++;
    }
    return faults;
}

static void every_number_is_written_as_the_language_writes_it(void)
{
    int faults = everywhere("ar", look_for_digits) + everywhere("bn", look_for_digits);
    g_assert_cmpint(faults, ==, 0);
}

static struct access_tree *tree_of(const struct showing *showing, const char *language)
{
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, language);
    struct exhibit exhibit = showroom_enter(showroom, showing);
    struct access_tree *tree = exhibit_tree(&exhibit);
    exhibit_leave(&exhibit);
    return tree;
}

/* Things whose height or width goes with their words, and lists that hold as many as fit. */
static bool is_fixed(const struct access_node *node, const struct access_node *other)
{
    return other != NULL && fabs(node->box.w - other->box.w) < 1 &&
           fabs(node->box.h - other->box.h) < 1 &&
           ((node->states | other->states) & (ACCESS_OFFSCREEN | ACCESS_HIDDEN)) == 0;
}

/* Keys keep their places in every language (kiosk/widget_keyboard.h), and a photograph has the same
 * sides. */
static bool keeps_its_side(const char *id)
{
    static const char *const keys[] = {"shift", "bksp",   "123", "lang",
                                       "space", "accent", "go",  NULL};
    return g_str_has_prefix(id, "key.") || g_str_has_prefix(id, "pan.") ||
           g_strv_contains(keys, id);
}

/* What can be touched stands at the other side in Urdu, at the same height (DESIGN 4.1.6). */
static int compare_sides(const struct showing *showing, int width)
{
    struct access_tree *english = tree_of(showing, "en");
    struct access_tree *urdu = tree_of(showing, "ur");
    int faults = 0, compared = 0;
    for (size_t i = 0; i < access_tree_count(english); i++) {
        const struct access_node *node = access_tree_node(english, i);
        const struct access_node *other = access_tree_find(urdu, node->id);
        if (!node->is_target || keeps_its_side(node->id) || !is_fixed(node, other))
            continue;
        compared++;
        double mirrored = width - node->box.x - node->box.w;
        if (fabs(other->box.x - mirrored) < 1.5)
            continue;
        g_test_message("%s-%d: %s is at %g, not at %g", showing->name, width, node->id,
                       other->box.x, mirrored);
        faults++;
    }
    g_assert_cmpint(compared, >, 0);
    access_tree_destroy(english);
    access_tree_destroy(urdu);
    return faults;
}

static void what_is_touched_stands_at_the_side_where_reading_begins(void)
{
    static const int widths[] = {1920, 1080};
    int faults = 0;
    for (size_t size = 0; size < G_N_ELEMENTS(widths); size++) {
        showroom_hang(showroom, widths[size], 3000 - widths[size]);
        for (const struct showing *showing = showroom_showings(showroom); showing->name != NULL;
             showing++)
            faults += compare_sides(showing, widths[size]);
    }
    g_assert_cmpint(faults, ==, 0);
}

/* Time runs from left to right in every language: a touch at a quarter of the line is a quarter in. */
static void time_is_not_mirrored(void)
{
    static const char *const languages[] = {"en", "ur", "ar"};
    showroom_hang(showroom, 1920, 1080);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, languages[i]);
        const struct showing showing = {"", intent_open("oral", showroom->oral, 0, NULL).route,
                                        "play"};
        struct exhibit exhibit = showroom_enter(showroom, &showing);
        struct access_tree *tree = exhibit_tree(&exhibit);
        struct box line = access_tree_find(tree, "waveform.scrub")->box;
        access_tree_destroy(tree);
        exhibit_event(&exhibit, &(struct event){.type = EVENT_ACTIVATE,
                                                .node = "waveform.scrub",
                                                .at = {line.x + line.w / 4, line.y + line.h / 2}});
        exhibit_wait(&exhibit, 50);
        struct player_status status;
        player_poll(showroom->player, &status);
        double part = (double)status.time_ms / SHOWROOM_RECORDING_MS;
        g_assert_cmpfloat(part, >, 0.15);
        g_assert_cmpfloat(part, <, 0.35);
        exhibit_leave(&exhibit);
    }
}

/* Words in nine languages: three more files, and nothing else. */
static struct words *given_nine_languages(const struct scratch *scratch)
{
    static const char *const here[] = {"en", "ur", "pa", "bn", "pl", "ar"};
    static const char *const more[][2] = {{"am", "አማርኛ"}, {"so", "Soomaali"}, {"yo", "Yorùbá"}};
    for (size_t i = 0; i < G_N_ELEMENTS(here); i++) {
        g_autofree char *base = g_strconcat(here[i], ".po", NULL);
        g_autofree char *from =
            g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "words", base, NULL);
        g_autofree char *to = scratch_path(scratch, base);
        g_autofree char *bytes = NULL;
        g_assert_true(g_file_get_contents(from, &bytes, NULL, NULL));
        g_assert_true(g_file_set_contents(to, bytes, -1, NULL));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
        g_autofree char *base = g_strconcat(more[i][0], ".po", NULL);
        g_autofree char *to = scratch_path(scratch, base);
        g_autofree char *bytes =
            g_strdup_printf("msgid \"\"\nmsgstr \"X-Language-Name: %s\\n\"\n", more[i][1]);
        g_assert_true(g_file_set_contents(to, bytes, -1, NULL));
    }
    return words_load(scratch_folder(scratch), NULL, NULL);
}

/* Touches every language a screen offers, page by page; the number of different ones chosen. */
static guint languages_offered(const char *screen, const char *prefix)
{
    g_autoptr(GHashTable) chosen = g_hash_table_new(g_str_hash, g_str_equal);
    const struct showing showing = {"", intent_open(screen, 0, 0, NULL).route, NULL};
    struct exhibit exhibit = showroom_enter(showroom, &showing);
    for (int page = 0; page < 3; page++) {
        struct access_tree *tree = exhibit_tree(&exhibit);
        for (size_t i = 0; i < access_tree_count(tree); i++) {
            const struct access_node *node = access_tree_node(tree, i);
            size_t length = strlen(prefix);
            if (!g_str_has_prefix(node->id, prefix) || !g_ascii_isdigit(node->id[length]))
                continue;
            struct intent intent = exhibit_touch(&exhibit, node->id);
            g_assert_cmpint(intent.type, ==, INTENT_SET);
            g_hash_table_add(chosen, (char *)g_intern_string(intent.language));
        }
        g_assert_nonnull(access_tree_find(tree, "languages.more"));
        access_tree_destroy(tree);
        exhibit_touch(&exhibit, "languages.more");
    }
    exhibit_leave(&exhibit);
    return g_hash_table_size(chosen);
}

static void every_language_there_is_can_be_chosen(void)
{
    struct scratch *scratch = scratch_create();
    struct words *six = showroom->words;
    showroom->words = given_nine_languages(scratch);
    static const int widths[] = {1920, 1080};
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        showroom_hang(showroom, widths[i], 3000 - widths[i]);
        showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "ur");
        g_assert_cmpuint(languages_offered("access", "language"), ==, 9);
        g_assert_cmpuint(languages_offered("attract", "lang"), ==, 9);
    }
    words_destroy(showroom->words);
    showroom->words = six;
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "en");
    scratch_destroy(scratch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    showroom = showroom_create();
#define PROMISE(name) g_test_add_func("/kiosk/languages/" #name, name)
    PROMISE(every_number_is_written_as_the_language_writes_it);
    PROMISE(what_is_touched_stands_at_the_side_where_reading_begins);
    PROMISE(time_is_not_mirrored);
    PROMISE(every_language_there_is_can_be_chosen);
    int status = g_test_run();
    showroom_end(showroom);
    return status;
}
