#include "tests/support/desk.h"

#include <string.h>

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

static void the_back_of_a_photograph_stands_behind_its_front(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    g_autofree char *code = NULL;
    desk_picture(desk, "front.jpg", 1);
    desk_picture(desk, "back.jpg", 2);
    desk_picture(desk, "between.jpg", 3);
    code = desk_add(desk, "front.jpg");
    desk_expect(desk, 0, NULL, "", "attach", code, "back.jpg", "--role", "page", NULL);
    desk_expect(desk, 0, NULL, "", "attach", code, "between.jpg", "--role", "page", "--page", "2",
                NULL);
    struct answer *shown = desk_run(desk, "show", code, "--json", NULL);
    g_assert_cmpint(count_of(shown->out, "\"screen\""), ==, 3);
    g_assert_cmpint(count_of(shown->out, "\"thumbnail\""), ==, 3);
    answer_free(shown);
    desk_expect(desk, 2, "", NULL, "attach", code, "back.jpg", "--role", "poster", "--page", "2",
                NULL);
    desk_expect(desk, 0, NULL, "", "undo", NULL);
    shown = desk_run(desk, "show", code, "--json", NULL);
    g_assert_cmpint(count_of(shown->out, "\"screen\""), ==, 2);
    answer_free(shown);
    desk_destroy(desk);
}

static void a_page_far_beyond_the_last_is_refused_and_nothing_changes(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "front.jpg", 1);
    desk_picture(desk, "back.jpg", 2);
    desk_sound(desk, "talk.mp3", 3);
    g_autofree char *picture = desk_add(desk, "front.jpg");
    g_autofree char *talk = desk_add(desk, "talk.mp3");
    struct answer *refused =
        desk_run(desk, "attach", picture, "back.jpg", "--role", "page", "--page", "9", NULL);
    g_assert_cmpint(refused->status, !=, 0);
    g_assert_nonnull(strstr(refused->err, "the next is 2"));
    answer_free(refused);
    refused = desk_run(desk, "attach", talk, "back.jpg", "--role", "page", NULL);
    g_assert_cmpint(refused->status, !=, 0);
    g_assert_nonnull(strstr(refused->err, "this item has none"));
    answer_free(refused);
    struct answer *shown = desk_run(desk, "show", picture, "--json", NULL);
    g_assert_cmpint(count_of(shown->out, "\"screen\""), ==, 1);
    answer_free(shown);
    desk_destroy(desk);
}

static void signing_and_description_keep_a_copy_for_showing(void)
{
    static const char *const roles[] = {"signing", "audio-description"};
    static const char *const kept[] = {"\"signing\"", "\"audio_description\""};
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_film(desk, "film.mp4", 1);
    desk_film(desk, "other.mp4", 2);
    g_autofree char *code = desk_add(desk, "film.mp4");
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        desk_expect(desk, 0, NULL, "", "attach", code, "other.mp4", "--role", roles[i], NULL);
        struct answer *shown = desk_run(desk, "show", code, "--json", NULL);
        const char *row = strstr(shown->out, kept[i]);
        g_assert_nonnull(row);
        g_assert_nonnull(strstr(row, "video/mp4"));
        answer_free(shown);
    }
    desk_destroy(desk);
}

static void parts_of_a_picture_are_told_translated_and_taken_back(void)
{
    struct desk *desk = desk_create();
    desk_archive(desk);
    desk_picture(desk, "front.jpg", 1);
    g_autofree char *code = desk_add(desk, "front.jpg");
    desk_expect(desk, 0, "CODE1  part 1 added: my mother\n", "", "region", code, "add", "--box",
                "0.3,0.2,0.2,0.3", "--says", "my mother", NULL);
    desk_expect(desk, 0, NULL, "", "region", code, "translate", "1", "--says", "میری ماں", "--lang",
                "ur", NULL);
    struct answer *list = desk_run(desk, "region", code, "list", NULL);
    g_assert_nonnull(strstr(list->out, "0.3,0.2,0.2,0.3"));
    answer_free(list);
    static const char *const wrong[] = {"0.9,0.2,0.2,0.3", "0.1,0.2", "a,b,c,d", "0,0,0,1",
                                        "0.1,0.1,nan,0.2"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        desk_expect(desk, 2, "", NULL, "region", code, "add", "--box", wrong[i], "--says", "x",
                    NULL);
    desk_expect(desk, 2, "", NULL, "region", code, "add", "--box", "0,0,1,1", "--says", "x",
                "--page", "2", NULL);
    desk_expect(desk, 0, NULL, "", "region", code, "remove", "1", NULL);
    desk_expect(desk, 0, NULL, "", "undo", NULL);
    list = desk_run(desk, "region", code, "list", NULL);
    g_assert_nonnull(strstr(list->out, "my mother"));
    answer_free(list);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define PROMISE(name) g_test_add_func("/cli/attach/" #name, name)
    PROMISE(the_back_of_a_photograph_stands_behind_its_front);
    PROMISE(a_page_far_beyond_the_last_is_refused_and_nothing_changes);
    PROMISE(signing_and_description_keep_a_copy_for_showing);
    PROMISE(parts_of_a_picture_are_told_translated_and_taken_back);
    return g_test_run();
}
