#include "tests/support/glyphs.h"

#include <glib.h>
#include <hb.h>

static char *find_face(const char *folder, const char *face)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    char *found = NULL;
    const char *name;
    while (dir != NULL && found == NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_str_equal(name, face))
            found = g_steal_pointer(&path);
        else if (g_file_test(path, G_FILE_TEST_IS_DIR))
            found = find_face(path, face);
    }
    if (dir != NULL)
        g_dir_close(dir);
    return found;
}

/* Kept until the test ends. */
static hb_font_t *font_of(const char *face)
{
    static GHashTable *fonts;
    if (fonts == NULL)
        fonts = g_hash_table_new(g_str_hash, g_str_equal);
    hb_font_t *font = g_hash_table_lookup(fonts, face);
    if (font != NULL)
        return font;
    g_autofree char *path = find_face("/usr/share/fonts", face);
    g_assert_nonnull(path);
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *made = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    font = hb_font_create(made);
    hb_face_destroy(made);
    g_hash_table_insert(fonts, g_strdup(face), font);
    return font;
}

const char *glyphs_fault(const char *utf8, const char *face, const char *script, bool is_rtl)
{
    hb_font_t *font = font_of(face);
    hb_codepoint_t circle = 0;
    bool has_circle = hb_font_get_nominal_glyph(font, 0x25CC, &circle);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, utf8, -1, 0, -1);
    hb_buffer_set_script(buffer, hb_script_from_string(script, -1));
    hb_buffer_set_direction(buffer, is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_shape(font, buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const char *fault = count == 0 ? "nothing" : NULL;
    for (unsigned i = 0; i < count && fault == NULL; i++) {
        if (glyphs[i].codepoint == 0)
            fault = "a box";
        else if (has_circle && glyphs[i].codepoint == circle)
            fault = "a dotted circle";
    }
    hb_buffer_destroy(buffer);
    return fault;
}
