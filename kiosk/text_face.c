#include <glib.h>
#include <string.h>

#include "kiosk/text_inside.h"

/* Where Debian's packages put the faces we know. */
static const char *const system_folders[] = {
    "/usr/share/fonts/opentype/inter",  "/usr/share/fonts/truetype/inter",
    "/usr/share/fonts/truetype/noto",   "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/andika", "/usr/share/fonts/truetype/droid",
    "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/material-design-icons-iconfont",
};

/* The faces of a script at the three weights, and how it is set beside Latin. */
struct script_face {
    GUnicodeScript script;
    const char *files[3];
    struct script_fit fit;
};

#define NOTO(name)                                                                                 \
    {                                                                                              \
        "NotoSans" name "-Regular.ttf", "NotoSans" name "-Medium.ttf",                             \
            "NotoSans" name "-SemiBold.ttf"                                                        \
    }
#define CJK                                                                                        \
    {                                                                                              \
        "DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf"      \
    }

static const struct script_face script_faces[] = {
    {G_UNICODE_SCRIPT_ARABIC,
     {"NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Medium.ttf", "NotoNaskhArabic-SemiBold.ttf"},
     {1.15, 1.45}},
    {G_UNICODE_SCRIPT_GURMUKHI, NOTO("Gurmukhi"), {1.10, 1.4}},
    {G_UNICODE_SCRIPT_BENGALI, NOTO("Bengali"), {1.10, 1.4}},
    {G_UNICODE_SCRIPT_GUJARATI, NOTO("Gujarati"), {1.10, 1.4}},
    {G_UNICODE_SCRIPT_DEVANAGARI, NOTO("Devanagari"), {1.10, 1.4}},
    {G_UNICODE_SCRIPT_TAMIL, NOTO("Tamil"), {1.05, 1.4}},
    {G_UNICODE_SCRIPT_ETHIOPIC, NOTO("Ethiopic"), {1.00, 1.35}},
    {G_UNICODE_SCRIPT_HEBREW, NOTO("Hebrew"), {1.05, 0}},
    {G_UNICODE_SCRIPT_ARMENIAN, NOTO("Armenian"), {1.00, 0}},
    {G_UNICODE_SCRIPT_GEORGIAN, NOTO("Georgian"), {1.00, 0}},
    {G_UNICODE_SCRIPT_THAI, NOTO("Thai"), {1.10, 1.5}},
    {G_UNICODE_SCRIPT_LAO, NOTO("Lao"), {1.10, 1.5}},
    {G_UNICODE_SCRIPT_KHMER, NOTO("Khmer"), {1.10, 1.6}},
    {G_UNICODE_SCRIPT_MYANMAR, NOTO("Myanmar"), {1.10, 1.7}},
    {G_UNICODE_SCRIPT_SINHALA, NOTO("Sinhala"), {1.10, 1.4}},
    {G_UNICODE_SCRIPT_TELUGU, NOTO("Telugu"), {1.10, 1.5}},
    {G_UNICODE_SCRIPT_KANNADA, NOTO("Kannada"), {1.10, 1.5}},
    {G_UNICODE_SCRIPT_MALAYALAM, NOTO("Malayalam"), {1.05, 1.4}},
    {G_UNICODE_SCRIPT_ORIYA, NOTO("Oriya"), {1.10, 1.5}},
    {G_UNICODE_SCRIPT_HAN, CJK, {1.00, 1.3}},
    {G_UNICODE_SCRIPT_HIRAGANA, CJK, {1.00, 1.3}},
    {G_UNICODE_SCRIPT_KATAKANA, CJK, {1.00, 1.3}},
    {G_UNICODE_SCRIPT_HANGUL, CJK, {1.00, 1.3}},
};

/* Urdu and Western Punjabi are read in Nastaliq; it slopes, hence the tall lines. */
static const struct script_face nastaliq = {
    G_UNICODE_SCRIPT_ARABIC,
    {"NotoNastaliqUrdu-Regular.ttf", "NotoNastaliqUrdu-Regular.ttf", "NotoNastaliqUrdu-Bold.ttf"},
    {1.15, 2.5},
};

static const char *const ui_files[][3] = {
    [LETTERS_INTER] = {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"},
    [LETTERS_ANDIKA] = {"Andika-Regular.ttf", "Andika-Regular.ttf", "Andika-Bold.ttf"},
};
static const char *const display_files[3] = {"InterDisplay-Regular.otf", "InterDisplay-Medium.otf",
                                             "InterDisplay-SemiBold.otf"};
static const char *const serif_files[3] = {
    "NotoSerifDisplay-Regular.ttf", "NotoSerifDisplay-Medium.ttf", "NotoSerifDisplay-SemiBold.ttf"};
static const char *const noto_files[3] = {"NotoSans-Regular.ttf", "NotoSans-Medium.ttf",
                                          "NotoSans-SemiBold.ttf"};

static bool is_one_of(const char *language, const char *const *languages)
{
    for (; language != NULL && *languages != NULL; languages++) {
        size_t length = strlen(*languages);
        if (strncmp(language, *languages, length) == 0 &&
            (language[length] == '\0' || language[length] == '-'))
            return true;
    }
    return false;
}

static bool is_nastaliq(const char *language)
{
    static const char *const languages[] = {"ur", "pnb", "pa", "ks", "skr", NULL};
    return is_one_of(language, languages);
}

/* Languages that write tones over capitals: set throughout in a face that can, so that no word is
 * in two. */
static bool has_stacked_capitals(const char *language)
{
    static const char *const languages[] = {"yo", "ig", "ee", "ln", "bm", NULL};
    return is_one_of(language, languages);
}

bool text_face_stacks(const char *file)
{
    return !g_str_has_prefix(file, "Inter");
}

/* The script of languages whose punctuation Latin faces lack: the danda of Punjabi. */
static GUnicodeScript script_of(const char *language)
{
    static const struct {
        const char *languages[5];
        GUnicodeScript script;
    } scripts[] = {
        {{"bn", "as", "syl", NULL}, G_UNICODE_SCRIPT_BENGALI},
        {{"pa", NULL}, G_UNICODE_SCRIPT_GURMUKHI},
        {{"hi", "mr", "ne", "sa", NULL}, G_UNICODE_SCRIPT_DEVANAGARI},
        {{"gu", NULL}, G_UNICODE_SCRIPT_GUJARATI},
        {{"ta", NULL}, G_UNICODE_SCRIPT_TAMIL},
        {{"am", "ti", NULL}, G_UNICODE_SCRIPT_ETHIOPIC},
        {{"ur", "ar", "fa", "pnb", NULL}, G_UNICODE_SCRIPT_ARABIC},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
        if (is_one_of(language, scripts[i].languages))
            return scripts[i].script;
    return G_UNICODE_SCRIPT_COMMON;
}

static const struct script_face *script_face_of(GUnicodeScript script, const char *language)
{
    if (script == G_UNICODE_SCRIPT_ARABIC && is_nastaliq(language))
        return &nastaliq;
    for (size_t i = 0; i < G_N_ELEMENTS(script_faces); i++)
        if (script_faces[i].script == script)
            return &script_faces[i];
    return NULL;
}

size_t text_face_choices(const struct face_query *query, const char **files)
{
    size_t count = 0;
    const struct script_face *own = script_face_of(query->script, query->language);
    if (own != NULL) {
        files[count++] = own->files[query->weight];
        files[count++] = own->files[WEIGHT_REGULAR];
        if (own == &nastaliq)
            files[count++] = "NotoNaskhArabic-Regular.ttf";
    }
    if (query->letters == LETTERS_INTER && has_stacked_capitals(query->language))
        files[count++] = noto_files[query->weight];
    if (query->letters == LETTERS_INTER && query->face == FACE_DISPLAY)
        files[count++] = display_files[query->weight];
    if (query->face == FACE_SERIF)
        files[count++] = serif_files[query->weight];
    files[count++] = ui_files[query->letters][query->weight];
    files[count++] = noto_files[query->weight];
    files[count++] = noto_files[WEIGHT_REGULAR];
    const struct script_face *of_language = script_face_of(script_of(query->language), NULL);
    if (query->script == G_UNICODE_SCRIPT_COMMON && of_language != NULL)
        files[count++] = of_language->files[WEIGHT_REGULAR];
    files[count++] = "NotoSansSymbols-Regular.ttf";
    files[count++] = "NotoSansSymbols2-Regular.ttf";
    files[count++] = "DroidSansFallbackFull.ttf";
    files[count++] = "DejaVuSans.ttf";
    g_assert(count <= FACE_CHOICES_MAX);
    return count;
}

struct script_fit text_script_fit(GUnicodeScript script, const char *language, const char *file)
{
    const struct script_face *own = script_face_of(script, language);
    for (int weight = 0; own != NULL && weight < 3; weight++)
        if (strcmp(own->files[weight], file) == 0)
            return own->fit;
    return (struct script_fit){1, 0};
}

char *text_face_path(const char *const *folders, const char *file)
{
    for (; folders != NULL && *folders != NULL; folders++) {
        g_autofree char *path = g_build_filename(*folders, file, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(system_folders); i++) {
        g_autofree char *path = g_build_filename(system_folders[i], file, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}
