/* The pictures of cards and posters: in no size, language or way of hanging a strip, and never with
 * their middle, where faces are, behind words. */
#include "kiosk/widgets.h"
#include "tests/support/showroom.h"

static struct showroom *showroom;

/* Calls for every way up, text size and language, with a board to lay widgets on. */
static void everywhere(void (*visit)(struct board *board))
{
    static const int widths[] = {1920, 1080};
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        showroom_hang(showroom, widths[i], 3000 - widths[i]);
        const char *const *languages = words_languages(showroom->words);
        for (int size = 0; size < TEXT_SIZE_COUNT; size++)
            for (int k = 0; languages[k] != NULL; k++) {
                showroom_choose(showroom, THEME_EVENING, (enum text_size)size, languages[k]);
                struct board *board = board_create(&showroom->env);
                board_begin(board);
                visit(board);
                board_destroy(board);
            }
    }
}

/* The lists of the screens: how wide their cards are in each size, and how high the lists. */
static void check_list(struct board *board, double width, double height)
{
    const double gutter = 24;
    int rows = card_rows(board, width, height, 3, 2);
    g_assert_cmpint(rows, >=, 1);
    struct widget *card =
        card_add(board, &(struct card){.id = "card",
                                       .box = {48, 200, width, (height + gutter) / rows - gutter},
                                       .title = "The stool by the counter",
                                       .title_language = "en",
                                       .meta = "Listen · 12 min",
                                       .title_lines = 2});
    g_assert_cmpfloat(card->art.w / card->art.h, <=, 2.01);
    g_assert_cmpfloat(card->art.h, >=, 180);
    for (size_t i = 0; i < card->text_count; i++)
        g_assert_cmpfloat(card->text_at[i].y, >=, card->art.y + card->art.h);
}

static void check_lists(struct board *board)
{
    static const double widths[2][TEXT_SIZE_COUNT] = {{408, 552, 840}, {420, 420, 864}};
    bool is_portrait = board_is_portrait(board);
    double width = widths[is_portrait][board_text_size(board)];
    check_list(board, width, is_portrait ? 1392 : 728); /* under chips */
    check_list(board, width, is_portrait ? 1580 : 824); /* without */
}

static void a_picture_in_a_list_is_never_a_strip(void)
{
    everywhere(check_lists);
}

static void check_poster(struct board *board, const struct poster *words, double width,
                         double height)
{
    struct poster shown = *words;
    shown.id = "poster";
    shown.box = box_make(48, 136, width, height);
    struct widget *poster = poster_add(board, &shown);
    double middle = poster->art.y + poster->art.h / 2;
    g_assert_cmpuint(poster->text_count, >, 0);
    for (size_t i = 0; i < poster->text_count; i++)
        g_assert_cmpfloat(poster->text_at[i].y, >, middle);
    /* What is under words has gone over into their ground wholly. */
    if (words->has_bar)
        g_assert_cmpfloat(poster->art.y + poster->art.h * poster->scrim, <=, poster->bar.y);
}

/* As home has them: today's story, and an era, whose years have no room in the largest text. */
static void check_posters(struct board *board)
{
    bool is_portrait = board_is_portrait(board);
    bool has_years = board_text_size(board) != TEXT_LARGEST;
    const struct poster story = {.lead = board_word(board, "home.feature"),
                                 .title = "“Coming back, they go upstairs to see everything.”",
                                 .title_language = "en",
                                 .meta = "Listen · 12 min · Punjabi + English"};
    const struct poster era = {.has_bar = true,
                               .title = board_word(board, "era.present"),
                               .meta = has_years ? board_word(board, "era.present.years") : NULL};
    check_poster(board, &story, is_portrait ? 984 : 888, is_portrait ? 560 : 504);
    check_poster(board, &era, is_portrait ? 312 : 288, is_portrait ? 328 : 504);
}

static void no_words_stand_on_the_middle_of_a_picture(void)
{
    everywhere(check_posters);
}

/* The first card that is seen. */
static char *first_card(const struct exhibit *exhibit)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    char *id = NULL;
    for (size_t i = 0; i < access_tree_count(tree) && id == NULL; i++) {
        const struct access_node *node = access_tree_node(tree, i);
        if (g_str_has_prefix(node->id, "card") && (node->states & ACCESS_OFFSCREEN) == 0)
            id = g_strdup(node->id);
    }
    access_tree_destroy(tree);
    return id;
}

static bool is_seen(const struct exhibit *exhibit, const char *id)
{
    struct access_tree *tree = exhibit_tree(exhibit);
    const struct access_node *node = access_tree_find(tree, id);
    bool is_seen = node != NULL && (node->states & ACCESS_OFFSCREEN) == 0;
    access_tree_destroy(tree);
    return is_seen;
}

/* Other words and sizes make other rows; the card a visitor was at stays, and is first again when
 * all is as it was. */
static void other_rows_leave_a_visitor_where_she_was(void)
{
    static const struct {
        enum text_size size;
        const char *language;
    } ways[] = {{TEXT_STANDARD, "ur"}, {TEXT_LARGE, "en"}, {TEXT_LARGEST, "pl"}};
    const struct showing showing = {"", intent_open("browse", 0, 0, "all").route, "page.down"};
    showroom_hang(showroom, 1920, 1080);
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "en");
    struct exhibit list = showroom_enter(showroom, &showing);
    for (int i = 0; i < 30; i++)
        exhibit_wait(&list, 40);
    g_autofree char *card = first_card(&list);
    g_assert_cmpstr(card, !=, "card1");
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        showroom_choose(showroom, THEME_EVENING, ways[i].size, ways[i].language);
        list.class->layout(list.self);
        exhibit_wait(&list, 40);
        g_assert_true(is_seen(&list, card));
    }
    showroom_choose(showroom, THEME_EVENING, TEXT_STANDARD, "en");
    list.class->layout(list.self);
    exhibit_wait(&list, 40);
    g_autofree char *still = first_card(&list);
    g_assert_cmpstr(still, ==, card);
    exhibit_leave(&list);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    showroom = showroom_create();
#define PROMISE(name) g_test_add_func("/kiosk/cards/" #name, name)
    PROMISE(a_picture_in_a_list_is_never_a_strip);
    PROMISE(other_rows_leave_a_visitor_where_she_was);
    PROMISE(no_words_stand_on_the_middle_of_a_picture);
    int status = g_test_run();
    showroom_end(showroom);
    return status;
}
