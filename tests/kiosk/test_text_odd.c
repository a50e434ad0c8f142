/*
 * Texts as nobody writes them on purpose: damaged, endless, made of every script at once. Nothing is
 * lost, nothing hangs, and letters stand where the standards have them.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas.h"
#include "kiosk/text.h"
#include "tests/support/laid_out.h"

static struct theme *theme;
static struct canvas *canvas;
static struct text *text;

static struct text_layout *layout_of(const char *utf8, const char *language, double width,
                                     int max_lines)
{
    return text_layout_line(text, utf8, language, TYPE_TRANSCRIPT, COLOR_TEXT, width, max_lines);
}

static void draw(const struct text_layout *layout)
{
    canvas_begin(canvas, theme_color(theme, COLOR_BG0));
    text_draw(text, layout, (struct point){20, 20});
    g_assert_true(canvas_present(canvas, NULL));
}

static char *repeated(const char *part, int times)
{
    GString *all = g_string_new(NULL);
    for (int i = 0; i < times; i++)
        g_string_append(all, part);
    return g_string_free(all, FALSE);
}

/* Letters, marks, digits, spaces and controls of all kinds that meet in an archive's texts; isolates with
 * letters inside and marks on letters, for about others FriBidi 1.0.8 and ICU do not agree. */
static const char *const pieces[] = {"a",
                                     "B",
                                     "é",
                                     "e\u0301",
                                     "ẹ\u0300",
                                     "z\u0307",
                                     "ﬁ",
                                     "1",
                                     "23",
                                     "٣",
                                     "۴",
                                     "৫",
                                     ".",
                                     ",",
                                     ":",
                                     "-",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "“",
                                     "”",
                                     "«",
                                     "»",
                                     "؟",
                                     "۔",
                                     "।",
                                     " ",
                                     " ",
                                     " ",
                                     "\t",
                                     "\u00A0",
                                     "\n",
                                     "\r\n",
                                     "\r",
                                     "\u2028",
                                     "\u2029",
                                     "\xC2\x85",
                                     "\u00AD",
                                     "\u200B",
                                     "\u200C",
                                     "\u200D",
                                     "\u200E",
                                     "\u200F",
                                     "\u061C",
                                     "\u202A",
                                     "\u202B",
                                     "\u202C",
                                     "\u202D",
                                     "\u202E",

                                     "\u2067لیڈز\u2069",
                                     "\u2068Leeds (UK)\u2069",

                                     "\uFEFF",
                                     "ا",
                                     "ب",
                                     "ل",
                                     "لا",
                                     "کہ",
                                     "ھ",
                                     "ب\u064E",
                                     "ر\u0651",
                                     "ש",
                                     "ש\u05B8",
                                     "ক",
                                     "ক্ষ",
                                     "কি",
                                     "র\u200D্য",
                                     "ਕ",
                                     "ਕਾ",
                                     "ਪ੍ਰ",
                                     "क",
                                     "क्ष",
                                     "री",
                                     "સ્મૃ",
                                     "አ",
                                     "፡",
                                     "።",
                                     "中",
                                     "、",

                                     "日",
                                     "か",
                                     "が",
                                     "한",
                                     "ก",
                                     "กำ",
                                     "ខ្មែ",
                                     "ມ",
                                     "မြန်",
                                     "தி",
                                     "☀",
                                     "☀\uFE0F",
                                     "1\uFE0F\u20E3",
                                     "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                     "\U0001F1EC\U0001F1E7",
                                     "\U0001F44D\U0001F3FD",
                                     "\u0600١",
                                     "\x01",
                                     "\x7F",
                                     "\uFFFD",
                                     "=\u0338",
                                     "1\u20DD",
                                     "\U000E0067",
                                     "€",
                                     "/",
                                     "%",
                                     "+"};

static char *any_text(GRand *random)
{
    GString *all = g_string_new(NULL);
    int count = g_rand_int_range(random, 1, 40);
    for (int i = 0; i < count; i++)
        g_string_append(all, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(all, FALSE);
}

/* What no face has is logged; that is not what these tests are about. */
static void ignore(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    if ((level & G_LOG_LEVEL_MESSAGE) == 0)
        g_log_default_handler(domain, level, message, data);
}

static void any_text_is_drawn_wholly_and_in_order(void)
{
    static const char *const languages[] = {"en", "ur", "ar", "bn", "th"};
    static const double widths[] = {0, 400, 60};
    GLogFunc before = g_log_set_default_handler(ignore, NULL);
    GRand *random = g_rand_new_with_seed(2024);
    for (int i = 0; i < 1500; i++) {
        g_autofree char *all = any_text(random);
        const char *language = languages[i % G_N_ELEMENTS(languages)];
        struct text_layout *layout = layout_of(all, language, widths[i % G_N_ELEMENTS(widths)], 0);
        laid_out_each_cluster_once(layout, all, language);
        laid_out_in_order(layout, all, language);
        laid_out_hits_each_cluster(layout, all, language);
        if (i % 10 == 0)
            draw(layout);
        text_layout_destroy(layout);
    }
    g_rand_free(random);
    g_log_set_default_handler(before, NULL);
}

static void any_bytes_at_all_are_shown_somehow(void)
{
    GLogFunc before = g_log_set_default_handler(ignore, NULL);
    GRand *random = g_rand_new_with_seed(7);
    for (int i = 0; i < 500; i++) {
        char bytes[64];
        size_t length = (size_t)g_rand_int_range(random, 1, sizeof bytes);
        for (size_t k = 0; k < length; k++)
            bytes[k] = (char)g_rand_int_range(random, 0, 256);
        struct text_span span = {.utf8 = bytes, .length = length, .role = TYPE_BODY};
        struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = "ur"};
        struct text_layout *layout = text_layout_create(
            text, &paragraph, 1, &(struct text_options){.width = 300, .max_lines = 3});
        g_assert_cmpfloat(text_layout_height(layout), >, 0);
        draw(layout);
        text_layout_destroy(layout);
    }
    g_rand_free(random);
    g_log_set_default_handler(before, NULL);
}

static void surrogates_and_nul_are_replaced_not_believed(void)
{
    static const char bytes[] = "a\xED\xA0\x80z\0b\xF4\x90\x80\x80";
    struct text_span span = {.utf8 = bytes, .length = sizeof bytes - 1, .role = TYPE_BODY};
    struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = "en"};
    struct text_layout *layout = text_layout_create(text, &paragraph, 1, &(struct text_options){0});
    g_assert_cmpuint(text_layout_line_range(layout, 0).end, >, sizeof bytes);
    for (size_t i = 0; i < text_layout_runs(layout); i++)
        g_assert_false(text_layout_run(layout, i).missing);
    text_layout_destroy(layout);
}

static void a_hundred_kilobytes_without_a_space_are_lines_like_others(void)
{
    static const struct {
        const char *part, *language;
    } cases[] = {{"a", "en"}, {"ک", "ur"}, {"中", "zh"}, {"ক্ষ", "bn"}, {"ก", "th"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *all = repeated(cases[i].part, 100000 / (int)strlen(cases[i].part));
        struct text_layout *layout = layout_of(all, cases[i].language, 700, 0);
        g_assert_cmpfloat(text_layout_width(layout), <=, 700);
        g_assert_cmpint(text_layout_lines(layout), >, 100);
        g_assert_cmpuint(text_layout_line_range(layout, text_layout_lines(layout) - 1).end, ==,
                         strlen(all));
        text_layout_destroy(layout);
        struct text_layout *cut = layout_of(all, cases[i].language, 700, 2);
        g_assert_true(text_layout_is_cut(cut));
        draw(cut);
        text_layout_destroy(cut);
    }
}

static void ten_thousand_embeddings_and_marks_do_no_harm(void)
{
    static const char *const parts[] = {"\u202B", "\u2067a", "\u202Eب", "\u0301",
                                        "\u200D", "(",       "\u2029"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *many = repeated(parts[i], 10000);
        g_autofree char *all = g_strconcat("سن ", many, " Leeds 1981", NULL);
        struct text_layout *layout = layout_of(all, "ur", 500, 0);
        laid_out_each_cluster_once(layout, all, "ur");
        text_layout_destroy(layout);
    }
}

static void a_new_paragraph_ends_what_the_one_before_embedded(void)
{
    static const char *const cases[] = {"\u202Eabc\ndef (1) ابج", "\u2067a\u2029b ب c",
                                        "ا\u202Babc\r\n12 - 34 ب", "\n\u202Ba ب 1\n\n"};
    static const char *const languages[] = {"en", "ur"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(languages); k++) {
            struct text_layout *layout = layout_of(cases[i], languages[k], 0, 0);
            laid_out_in_order(layout, cases[i], languages[k]);
            text_layout_destroy(layout);
        }
}

static void words_without_spaces_break_between_words(void)
{
    static const struct {
        const char *language, *words[6];
    } cases[] = {
        {"th", {"เรา", "ไม่", "เคย", "ถูก", "ถาม", NULL}},
        {"km", {"មនុស្ស", "ទាំងអស់", "កើត", "មក", NULL}},
        {"lo", {"ມະນຸດ", "ທຸກຄົນ", "ເກີດ", "ມາ", NULL}},
        {"my", {"လူတိုင်း", "သည်", NULL}},
        {"zh", {"没", "有", "人", "问", NULL}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *all = g_strjoinv("", (char **)cases[i].words);
        g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
        size_t at = 0;
        for (size_t k = 0; cases[i].words[k] != NULL; k++) {
            at += strlen(cases[i].words[k]);
            g_hash_table_add(places, GSIZE_TO_POINTER(at));
        }
        struct text_layout *whole = layout_of(all, cases[i].language, 0, 0);
        struct text_layout *layout =
            layout_of(all, cases[i].language, ceil(text_layout_width(whole) * 0.6), 0);
        g_assert_cmpint(text_layout_lines(layout), >, 1);
        g_assert_false(text_layout_is_torn(layout));
        for (int line = 0; line < text_layout_lines(layout); line++) {
            size_t end = text_layout_line_range(layout, line).end;
            if (!g_hash_table_contains(places, GSIZE_TO_POINTER(end)))
                g_error("%s: a line ends at byte %zu of %s", cases[i].language, end, all);
        }
        text_layout_destroy(whole);
        text_layout_destroy(layout);
    }
}

static void a_line_ends_where_the_standard_lets_it(void)
{
    static const struct {
        const char *language, *text, *never; /* no line begins with one of these */
    } cases[] = {
        {"en", "She said “not once” and (so far) it cost 1,981.50 pounds, 12:30 – 13:45, 50% off!",
         "”)!%,.:"},
        {"pl", "Powiedziała „nigdy” i (dotąd) to kosztuje 1981,50 zł.", "”),."},
        {"ur", "انہوں نے کہا ”کبھی نہیں“ اور (اب تک) 1981 میں۔", "“)۔"},
        {"zh", "没有人问过我们想要什么。一九八一年，我们（在利兹）讲述自己的故事！", "。，）！"},
        {"ja", "わたしたちは、そこにいた。「だれも」きかなかった。", "、。」"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (double width = 200; width < 700; width += 20) {
            const char *all = cases[i].text;
            struct text_layout *layout = layout_of(all, cases[i].language, width, 0);
            for (int line = 1; line < text_layout_lines(layout); line++) {
                size_t start = text_layout_line_range(layout, line).start;
                gunichar before = g_utf8_get_char(g_utf8_prev_char(all + start));
                gunichar after = g_utf8_get_char(all + start);
                if (g_utf8_strchr(cases[i].never, -1, after) != NULL ||
                    (g_unichar_isdigit(before) && g_unichar_isdigit(after)))
                    g_error("%s: at %g a line begins at byte %zu", cases[i].language, width, start);
            }
            text_layout_destroy(layout);
        }
}

static void amharic_breaks_after_its_word_marks(void)
{
    static const char *const sentence = "ማንም፡ምን፡እንደምንፈልግ፡አልጠየቀንም።";
    struct text_layout *layout = layout_of(sentence, "am", 260, 0);
    g_assert_cmpint(text_layout_lines(layout), >, 1);
    g_assert_false(text_layout_is_torn(layout));
    for (int line = 0; line + 1 < text_layout_lines(layout); line++) {
        size_t end = text_layout_line_range(layout, line).end;
        g_assert_true(g_str_has_prefix(sentence + end - strlen("፡"), "፡"));
    }
    text_layout_destroy(layout);
}

static size_t count_added(const struct text_layout *layout)
{
    size_t count = 0;
    for (size_t i = 0; i < text_layout_runs(layout); i++) {
        struct text_run_info run = text_layout_run(layout, i);
        count += run.range.start == run.range.end && run.width > 0;
    }
    return count;
}

static void a_soft_hyphen_shows_only_where_the_word_is_broken(void)
{
    static const char *const word = "photo\u00ADgraphy";
    struct text_layout *whole = layout_of(word, "en", 0, 0);
    struct text_layout *plain = layout_of("photography", "en", 0, 0);
    g_assert_cmpfloat(text_layout_width(whole), ==, text_layout_width(plain));
    g_assert_cmpuint(count_added(whole), ==, 0);
    struct text_layout *broken = layout_of(word, "en", text_layout_width(whole) * 0.75, 0);
    g_assert_cmpint(text_layout_lines(broken), ==, 2);
    g_assert_false(text_layout_is_torn(broken));
    g_assert_cmpuint(count_added(broken), ==, 1);
    struct text_layout *first = layout_of("photo-", "en", 0, 0);
    g_assert_cmpfloat_with_epsilon(text_layout_line_box(broken, 0).w, text_layout_width(first), 2);
    g_assert_cmpfloat(text_layout_width(broken), <=, text_layout_width(whole) * 0.75);
    draw(broken);
    text_layout_destroy(whole);
    text_layout_destroy(plain);
    text_layout_destroy(broken);
    text_layout_destroy(first);
}

static void a_letter_is_kept_where_only_its_mark_is_nowhere(void)
{
    /* A Glagolitic mark over a letter that every face has. */
    static const char *const cluster = "a\U0001E000";
    g_test_expect_message(NULL, G_LOG_LEVEL_MESSAGE, "text: no face here has*");
    struct text_layout *layout = layout_of(cluster, "en", 0, 1);
    g_test_assert_expected_messages();
    g_assert_cmpuint(text_layout_runs(layout), ==, 1);
    g_assert_false(text_layout_run(layout, 0).missing);
    g_assert_cmpstr(text_layout_run(layout, 0).face, ==, "Inter-Regular.otf");
    text_layout_destroy(layout);
}

/* The outline of a letter that nobody has is seen, as wide as it is said to be. */
static void what_no_face_has_is_seen_as_a_box(void)
{
    g_test_expect_message(NULL, G_LOG_LEVEL_MESSAGE, "text: no face here has*");
    struct text_layout *layout = layout_of("\U00016A00", "en", 0, 1);
    g_test_assert_expected_messages();
    draw(layout);
    struct color ground = theme_color(theme, COLOR_BG0);
    int ink = 0, inside = 0;
    int right = 20 + (int)text_layout_width(layout);
    int bottom = 20 + (int)text_layout_height(layout);
    for (int y = 20; y < bottom; y++)
        for (int x = 20; x < right; x++) {
            struct color pixel;
            g_assert_true(canvas_pixel(canvas, x, y, &pixel));
            bool is_ink = abs(pixel.g - ground.g) > 60;
            ink += is_ink;
            inside += is_ink && x > 20 + (right - 20) / 3 && x < 20 + (right - 20) * 2 / 3 &&
                      y > 20 + (bottom - 20) / 3 && y < 20 + (bottom - 20) / 2;
        }
    g_assert_cmpint(ink, >, 60);
    g_assert_cmpint(inside, ==, 0);
    text_layout_destroy(layout);
}

static void marks_and_joiners_stay_in_the_face_of_their_letter(void)
{
    static const struct {
        const char *language, *utf8, *face;
    } cases[] = {
        {"yo", "ẹ\u0300kọ\u0301", "NotoSans-Regular.ttf"},
        {"pl", "z\u0307o\u0301ł\u0142w\u0301", "Inter-Regular.otf"},
        {"ur", "بے\u200Cشمار", "NotoNastaliqUrdu-Regular.ttf"},
        {"ur", "پھُول\u0670", "NotoNastaliqUrdu-Regular.ttf"},
        {"bn", "র\u200D্যালি", "NotoSansBengali-Regular.ttf"},
        {"hi", "क्\u200Dष", "NotoSansDevanagari-Regular.ttf"},
        {"ar", "ﷺ", "NotoNaskhArabic-Regular.ttf"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct text_layout *layout = layout_of(cases[i].utf8, cases[i].language, 0, 1);
        if (text_layout_runs(layout) != 1)
            g_error("\"%s\" is in %zu parts", cases[i].utf8, text_layout_runs(layout));
        g_assert_cmpstr(text_layout_run(layout, 0).face, ==, cases[i].face);
        text_layout_destroy(layout);
    }
}

static void the_language_gives_the_direction_whatever_comes_first(void)
{
    static const char *const sentences[] = {"1981 میں", "Leeds میں", "(UK) ہے", "«۱۲»"};
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        struct text_layout *urdu = layout_of(sentences[i], "ur", 600, 0);
        struct box line = text_layout_line_box(urdu, 0);
        g_assert_cmpfloat_with_epsilon(line.x + line.w, 600, 1);
        /* What is written first is read first: it stands at the right. */
        g_assert_cmpfloat(text_layout_caret(urdu, 0).x, >, line.x + line.w * 0.3);
        text_layout_destroy(urdu);
        struct text_layout *english = layout_of(sentences[i], "en", 600, 0);
        g_assert_cmpfloat(text_layout_line_box(english, 0).x, ==, 0);
        text_layout_destroy(english);
    }
}

static void a_highlight_is_in_as_many_boxes_as_its_words_are_apart(void)
{
    static const char *const sentence = "کہا Leeds Mind پھر 1984 میں";
    struct text_layout *layout = layout_of(sentence, "ur", 0, 1);
    const char *from = strstr(sentence, "Mind");
    const char *to = strstr(sentence, " 1984");
    struct box boxes[8];
    size_t count = text_layout_range_boxes(
        layout, (struct text_range){(size_t)(from - sentence), (size_t)(to - sentence)}, boxes, 8);
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpfloat(boxes[0].x + boxes[0].w, <, boxes[1].x);
    struct box leeds;
    size_t at = (size_t)(strstr(sentence, "Leeds") - sentence);
    text_layout_range_boxes(layout, (struct text_range){at, at + 5}, &leeds, 1);
    for (size_t i = 0; i < count; i++)
        g_assert_true(box_is_empty(box_intersect(box_inset(boxes[i], 0.5), leeds)));
    text_layout_destroy(layout);
}

static double x_height_of(const char *utf8, const char *language, struct text_span *spans)
{
    spans[0] = (struct text_span){.utf8 = utf8, .language = language, .role = TYPE_TRANSCRIPT};
    struct text_paragraph paragraph = {.spans = spans, .count = 1, .language = "en"};
    struct text_layout *layout = text_layout_create(text, &paragraph, 1, &(struct text_options){0});
    struct box ink = text_layout_ink_box(layout, 0);
    text_layout_destroy(layout);
    return ink.h;
}

static void small_letters_of_mixed_scripts_are_of_one_height(void)
{
    struct text_span span;
    double latin = x_height_of("x", "en", &span);
    static const struct {
        const char *utf8, *language;
    } cases[] = {{"ਸ", "pa"}, {"স", "bn"}, {"स", "hi"}, {"સ", "gu"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double other = x_height_of(cases[i].utf8, cases[i].language, &span);
        g_test_message("%s %g of %g", cases[i].language, other, latin);
        g_assert_cmpfloat(other, >=, latin * 0.9);
        g_assert_cmpfloat(other, <=, latin * 1.6);
    }
}

static void a_line_is_as_high_as_its_highest_letters(void)
{
    struct text_layout *latin = layout_of("Leeds", "ur", 0, 1);
    struct text_layout *urdu = layout_of("لیڈز", "ur", 0, 1);
    struct text_layout *mixed = layout_of("Leeds لیڈز", "ur", 0, 1);
    g_assert_cmpfloat(text_layout_height(urdu), >, text_layout_height(latin) * 1.5);
    g_assert_cmpfloat(text_layout_height(mixed), >=, text_layout_height(urdu));
    g_assert_cmpfloat_with_epsilon(text_layout_height(mixed), text_layout_height(urdu), 3);
    text_layout_destroy(latin);
    text_layout_destroy(urdu);
    text_layout_destroy(mixed);
}

static void wider_spacing_is_for_latin_alone(void)
{
    static const char *const words[] = {"تمام انسان", "ਸਾਰਾ ਮਨੁੱਖੀ", "সমস্ত মানুষ", "የሰው ልጅ", "1981"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        struct text_layout *plain = layout_of(words[i], "ur", 0, 1);
        text_set_settings(text, &(struct text_settings){.more_space = true});
        struct text_layout *wide = layout_of(words[i], "ur", 0, 1);
        text_set_settings(text, &(struct text_settings){0});
        g_assert_cmpfloat(text_layout_width(plain), ==, text_layout_width(wide));
        text_layout_destroy(plain);
        text_layout_destroy(wide);
    }
}

/* What is kept of drawn texts is bounded, whatever is drawn. */
static void no_flood_of_texts_fills_the_memory(void)
{
    size_t most = 0;
    for (int i = 0; i < 1200; i++) {
        g_autofree char *line = g_strdup_printf("%d Nobody asked us what we wanted, not once", i);
        struct text_span span = {.utf8 = line, .role = TYPE_BODY, .size_px = 90};
        struct text_paragraph paragraph = {.spans = &span, .count = 1, .language = "en"};
        struct text_layout *layout =
            text_layout_create(text, &paragraph, 1, &(struct text_options){0});
        draw(layout);
        text_layout_destroy(layout);
        most = MAX(most, text_stats(text).texture_bytes);
    }
    g_assert_cmpuint(most, >, (size_t)48 << 20);
    g_assert_cmpuint(most, <=, (size_t)64 << 20);
}

static void set_up(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    g_autoptr(GError) error = NULL;
    theme = theme_load(folder, THEME_EVENING, &error);
    g_assert_no_error(error);
    canvas = canvas_create_offscreen(1920, 1080, false, &error);
    g_assert_no_error(error);
    text = text_create(canvas, theme, NULL, &error);
    g_assert_no_error(error);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    set_up();
#define PROMISE(name) g_test_add_func("/kiosk/text_odd/" #name, name)
    PROMISE(a_letter_is_kept_where_only_its_mark_is_nowhere);
    PROMISE(any_text_is_drawn_wholly_and_in_order);
    PROMISE(any_bytes_at_all_are_shown_somehow);
    PROMISE(surrogates_and_nul_are_replaced_not_believed);
    PROMISE(a_hundred_kilobytes_without_a_space_are_lines_like_others);
    PROMISE(ten_thousand_embeddings_and_marks_do_no_harm);
    PROMISE(a_new_paragraph_ends_what_the_one_before_embedded);
    PROMISE(words_without_spaces_break_between_words);
    PROMISE(a_line_ends_where_the_standard_lets_it);
    PROMISE(what_no_face_has_is_seen_as_a_box);
    PROMISE(amharic_breaks_after_its_word_marks);
    PROMISE(a_soft_hyphen_shows_only_where_the_word_is_broken);
    PROMISE(marks_and_joiners_stay_in_the_face_of_their_letter);
    PROMISE(the_language_gives_the_direction_whatever_comes_first);
    PROMISE(a_highlight_is_in_as_many_boxes_as_its_words_are_apart);
    PROMISE(small_letters_of_mixed_scripts_are_of_one_height);
    PROMISE(a_line_is_as_high_as_its_highest_letters);
    PROMISE(wider_spacing_is_for_latin_alone);
    PROMISE(no_flood_of_texts_fills_the_memory);
    int status = g_test_run();
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
    return status;
}
