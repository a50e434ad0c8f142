/*
 * What the text engine draws, beside pictures that were looked at when they were made
 * (tests/kiosk/golden). RWF_TEST_GOLDEN=make draws them anew, with the faces they are drawn in.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "kiosk/canvas.h"
#include "kiosk/text.h"
#include "tests/support/golden.h"

static struct theme *theme;
static struct canvas *canvas;
static struct text *text;

/* Sentences of our own, which nobody said. */
struct specimen {
    const char *name, *language, *utf8;
    double width;
    int max_lines;
    const char *marked; /* a part with a highlight under it, or NULL */
};

static const struct specimen specimens[] = {
    {"urdu", "ur",
     "سن 1981 میں Leeds Mind (UK) نے 24 لوگوں کی کہانیاں سنیں۔ ہم سے کسی نے نہیں پوچھا کہ ہم کیا "
     "چاہتے ہیں۔",
     560, 0, NULL},
    {"urdu-cut-and-marked", "ur",
     "انہوں نے کہا: “Nobody asked us” اور پھر 12 مارچ 1984 کو دوبارہ آئے، مگر دروازہ بند تھا۔", 560,
     1, "asked us” اور"},
    {"arabic", "ar", "لم يسألنا أحدٌ ماذا نريد. لا بأس، كان الأمل في Leeds عام 1981 كبيرًا جدًّا!", 560,
     0, NULL},
    {"bengali", "bn",
     "কেউ আমাদের জিজ্ঞেস করেনি আমরা কী চাই। "
     "স্মৃতি, ক্ষমতা, বন্ধুত্ব, র\u200D্যালি ও কর্তৃপক্ষ — ১৯৮১।",
     560, 0, NULL},
    {"gurmukhi", "pa", "ਕਿਸੇ ਨੇ ਸਾਨੂੰ ਨਹੀਂ ਪੁੱਛਿਆ ਕਿ ਅਸੀਂ ਕੀ ਚਾਹੁੰਦੇ ਹਾਂ। ਪ੍ਰੇਮ, ਸ੍ਵੈਮਾਣ, ਪੜ੍ਹਾਈ, ਕੌਂਸਲ, 1981।", 560,
     0, NULL},
    {"devanagari", "hi",
     "किसी ने हमसे नहीं पूछा कि हम क्या चाहते हैं। स्मृति, शक्ति, विद्यार्थी, कार्यकर्ता, हृदय, 1981।", 560, 0,
     NULL},
    {"gujarati", "gu", "કોઈએ અમને પૂછ્યું નહીં કે અમારે શું જોઈએ છે. સ્મૃતિ, શક્તિ, વિદ્યાર્થી, ક્ષમા, 1981.", 560,
     0, NULL},
    {"amharic", "am", "ማንም፡ምን፡እንደምንፈልግ፡አልጠየቀንም። የእኛን፡ታሪክ፡በ1981፡እንናገራለን፤ይሰማሉ?", 560, 0, NULL},
    {"yoruba", "yo",
     "Kò sí ẹni tó bi wá léèrè ohun tí a fẹ́. Ọ̀rọ̀ wa ṣe pàtàkì: ẸNÌYÀN, Ọ̀WỌ̀, ẹ̀kọ́ ńlá.", 560, 0,
     NULL},
    {"chinese", "zh-Hans", "没有人问过我们想要什么。1981年，我们在利兹（Leeds）讲述自己的故事。",
     560, 0, NULL},
};

/* The faces the pictures are drawn in, as Debian 12 has them. */
static const char *const faces[] = {
    "opentype/inter/Inter-Regular.otf",
    "truetype/noto/NotoSans-Regular.ttf",
    "truetype/noto/NotoNastaliqUrdu-Regular.ttf",
    "truetype/noto/NotoNaskhArabic-Regular.ttf",
    "truetype/noto/NotoSansBengali-Regular.ttf",
    "truetype/noto/NotoSansGurmukhi-Regular.ttf",
    "truetype/noto/NotoSansDevanagari-Regular.ttf",
    "truetype/noto/NotoSansGujarati-Regular.ttf",
    "truetype/noto/NotoSansEthiopic-Regular.ttf",
    "truetype/droid/DroidSansFallbackFull.ttf",
};

static bool makes_anew(void)
{
    return g_strcmp0(g_getenv("RWF_TEST_GOLDEN"), "make") == 0;
}

static char *golden_path(const char *name)
{
    g_autofree char *base = g_strconcat(name, strchr(name, '.') == NULL ? ".png" : "", NULL);
    return g_build_filename(g_getenv("RWF_SOURCE"), "tests", "kiosk", "golden", base, NULL);
}

/* "sha256  file" a line, as sha256sum writes it. */
static char *sums_of_faces(void)
{
    GString *sums = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(faces); i++) {
        g_autofree char *path = g_build_filename("/usr/share/fonts", faces[i], NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        g_autofree char *sum =
            g_file_get_contents(path, &bytes, &length, NULL)
                ? g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length)
                : g_strdup("absent");
        g_string_append_printf(sums, "%s  %s\n", sum, faces[i]);
    }
    return g_string_free(sums, FALSE);
}

static void the_faces_are_those_of_debian_12(void)
{
    g_autofree char *path = golden_path("faces.sha256");
    g_autofree char *now = sums_of_faces();
    g_autofree char *kept = NULL;
    g_autoptr(GError) error = NULL;
    if (makes_anew())
        g_file_set_contents(path, now, -1, &error);
    g_assert_no_error(error);
    g_file_get_contents(path, &kept, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) is = g_strsplit(now, "\n", -1);
    g_auto(GStrv) was = g_strsplit(kept, "\n", -1);
    g_assert_cmpuint(g_strv_length(is), ==, g_strv_length(was));
    for (size_t i = 0; is[i] != NULL; i++)
        if (!g_str_equal(is[i], was[i])) {
            g_test_message("/usr/share/fonts/%s is not the file of Debian 12: install fonts-inter, "
                           "fonts-noto-core and fonts-droid-fallback of bookworm, or draw the "
                           "pictures anew with RWF_TEST_GOLDEN=make and look at each of them",
                           strchr(is[i], ' ') + 2);
            g_test_fail();
        }
}

static void mark(const struct text_layout *layout, const struct specimen *specimen)
{
    const char *at = strstr(specimen->utf8, specimen->marked);
    g_assert_nonnull(at);
    size_t start = (size_t)(at - specimen->utf8);
    struct box boxes[16];
    size_t count = text_layout_range_boxes(
        layout, (struct text_range){start, start + strlen(specimen->marked)}, boxes, 16);
    g_assert_cmpuint(count, <=, 16);
    for (size_t i = 0; i < count; i++)
        canvas_fill(canvas, box_move(boxes[i], 20, 20), 0, (struct color){110, 110, 110, 255});
}

static struct golden_picture draw(const struct specimen *specimen)
{
    struct text_layout *layout =
        text_layout_line(text, specimen->utf8, specimen->language, TYPE_TRANSCRIPT, COLOR_TEXT,
                         specimen->width, specimen->max_lines);
    canvas_begin(canvas, (struct color){0, 0, 0, 255});
    if (specimen->marked != NULL)
        mark(layout, specimen);
    text_draw_color(text, layout, (struct point){20, 20}, (struct color){255, 255, 255, 255});
    g_assert_true(canvas_present(canvas, NULL));
    struct golden_picture picture = {.width = (int)specimen->width + 40,
                                     .height = (int)ceil(text_layout_height(layout)) + 40};
    picture.grey = g_malloc((gsize)picture.width * picture.height);
    for (int y = 0; y < picture.height; y++)
        for (int x = 0; x < picture.width; x++) {
            struct color pixel;
            g_assert_true(canvas_pixel(canvas, x, y, &pixel));
            picture.grey[(gsize)y * picture.width + x] = pixel.g;
        }
    text_layout_destroy(layout);
    return picture;
}

static void each_script_looks_as_it_did_when_a_person_looked_at_it(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(specimens); i++) {
        g_autofree char *path = golden_path(specimens[i].name);
        struct golden_picture now = draw(&specimens[i]);
        if (makes_anew())
            golden_write(path, &now);
        struct golden_picture kept = golden_read(path);
        if (!golden_is_like(&now, &kept)) {
            g_autofree char *other =
                g_strdup_printf("%s/rwf-golden-%s.png", g_get_tmp_dir(), specimens[i].name);
            golden_write(other, &now);
            g_test_message("%s looks different; what is drawn now is in %s", path, other);
            g_test_fail();
        }
        g_free(now.grey);
        g_free(kept.grey);
    }
}

/* The comparison sees what readers would: one letter gone, one mark moved, two words swapped. */
static void a_changed_letter_does_not_pass_as_the_same(void)
{
    static const struct {
        const char *name, *from, *to;
    } cases[] = {{"urdu", "کسی", "کس"},
                 {"bengali", "স্মৃতি", "সমৃতি"},
                 {"yoruba", "Ọ̀WỌ̀", "OWO"},
                 {"arabic", "عام 1981", "عام 1918"},
                 /* One sign less, or another. */
                 {"arabic", "أحدٌ", "أحد"},
                 {"urdu", "نہیں", "نہین"},
                 {"bengali", "কী", "কি"},
                 {"bengali", "বন্ধুত্ব", "বন্ধত্ব"},
                 {"gurmukhi", "ਪੁੱਛਿਆ", "ਪੁਛਿਆ"},
                 {"gurmukhi", "ਨਹੀਂ", "ਨਹੀ"},
                 {"devanagari", "पूछा", "पुछा"},
                 {"devanagari", "नहीं", "नही"},
                 {"gujarati", "પૂછ્યું", "પૂછ્યુ"},
                 {"amharic", "ታሪክ", "ታረክ"},
                 {"amharic", "ማንም፡ምን", "ማንም ምን"},
                 {"yoruba", "ṣe", "se"},
                 {"yoruba", "léèrè", "lèèrè"},
                 {"chinese", "我们想", "找们想"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t at = 0;
        while (!g_str_equal(specimens[at].name, cases[i].name))
            at++;
        struct specimen changed = specimens[at];
        g_auto(GStrv) parts = g_strsplit(changed.utf8, cases[i].from, 2);
        g_assert_cmpuint(g_strv_length(parts), ==, 2);
        g_autofree char *utf8 = g_strjoinv(cases[i].to, parts);
        changed.utf8 = utf8;
        struct golden_picture now = draw(&changed);
        g_autofree char *path = golden_path(changed.name);
        struct golden_picture kept = golden_read(path);
        if (golden_is_like(&now, &kept))
            g_error("%s: \"%s\" passes for \"%s\"", changed.name, cases[i].to, cases[i].from);
        g_free(now.grey);
        g_free(kept.grey);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_build_filename(g_getenv("RWF_SOURCE"), "kiosk", "themes", NULL);
    g_autoptr(GError) error = NULL;
    theme = theme_load(folder, THEME_EVENING, &error);
    g_assert_no_error(error);
    canvas = canvas_create_offscreen(1920, 1080, false, &error);
    g_assert_no_error(error);
    text = text_create(canvas, theme, NULL, &error);
    g_assert_no_error(error);
#define PROMISE(name) g_test_add_func("/kiosk/text_golden/" #name, name)
    PROMISE(the_faces_are_those_of_debian_12);
    PROMISE(each_script_looks_as_it_did_when_a_person_looked_at_it);
    PROMISE(a_changed_letter_does_not_pass_as_the_same);
    int status = g_test_run();
    text_destroy(text);
    canvas_destroy(canvas);
    theme_destroy(theme);
    return status;
}
