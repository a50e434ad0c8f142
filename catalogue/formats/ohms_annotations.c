#include "catalogue/formats/ohms_annotations.h"

#include "catalogue/formats/character_reference.h"

#include <string.h>

/* Takes `<a href="address">words</a>` out of a note: the address goes to LINKS, the words stay where
 * they say anything else. */
static char *take_links(const char *note, GString *links)
{
    g_autoptr(GRegex) pattern =
        g_regex_new("<a\\s[^>]*href=\"([^\"]*)\"[^>]*>([^<]*)</a>", G_REGEX_CASELESS, 0, NULL);
    GString *rest = g_string_new(NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int from = 0;
    for (g_regex_match(pattern, note, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        int begin = 0;
        int end = 0;
        g_autofree char *address = g_match_info_fetch(match, 1);
        g_autofree char *words = g_match_info_fetch(match, 2);
        g_match_info_fetch_pos(match, 0, &begin, &end);
        g_string_append_len(rest, note + from, begin - from);
        if (strcmp(words, address) != 0)
            g_string_append(rest, words);
        g_string_append_printf(links, "%s%s", links->len > 0 ? "\n" : "", address);
        from = end;
    }
    g_string_append(rest, note + from);
    return g_string_free(rest, false);
}

/* The words of a note without tags, and its addresses. */
static char *read_note(const char *html, GString *links)
{
    g_autoptr(GString) addresses = g_string_new(NULL);
    g_autoptr(GRegex) tags = g_regex_new("<[^>]*>", 0, 0, NULL);
    g_autofree char *words = take_links(html, addresses);
    g_autofree char *plain = g_regex_replace_literal(tags, words, -1, 0, "", 0, NULL);
    g_autofree char *decoded = character_reference_decode(addresses->str);
    g_string_assign(links, decoded);
    return g_strstrip(character_reference_decode(plain != NULL ? plain : words));
}

/* What the annotation at TAG holds, or an attribute of it where it is closed at once; NULL where it is
 * cut short. */
static char *inside_annotation(const char *tag)
{
    const char *close = strchr(tag, '>');
    if (close == NULL)
        return NULL;
    if (close[-1] == '/') {
        g_autofree char *head = g_strndup(tag, (size_t)(close - tag));
        char *text = strstr(head, "text=\"");
        return text != NULL ? g_strndup(text + 6, strcspn(text + 6, "\"")) : NULL;
    }
    const char *end = strstr(close, "</annotation>");
    return end != NULL ? g_strndup(close + 1, (size_t)(end - close - 1)) : NULL;
}

/* Every `<annotation ref="3">words</annotation>` by its number; the first of a number counts. */
static GHashTable *find_annotations(const char *vtt)
{
    static const char open[] = "<annotation ref=\"";
    GHashTable *found = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (const char *tag = strstr(vtt, open); tag != NULL; tag = strstr(tag + 1, open)) {
        guint number = (guint)g_ascii_strtoull(tag + strlen(open), NULL, 10);
        char *inside = inside_annotation(tag);
        if (inside == NULL)
            break;
        if (g_hash_table_contains(found, GUINT_TO_POINTER(number)))
            g_free(inside);
        else
            g_hash_table_insert(found, GUINT_TO_POINTER(number), inside);
    }
    return found;
}

void ohms_annotations_read(const char *vtt, const struct timed_text *text,
                           void (*found)(size_t cue, const char *words, const char *links,
                                         void *data),
                           void *data)
{
    g_autoptr(GHashTable) annotations = find_annotations(vtt);
    for (size_t i = 0; i < text->count; i++) {
        const char *at = text->cues[i].payload;
        while ((at = strstr(at, "<c.")) != NULL) {
            char *end;
            at += strlen("<c.");
            guint number = (guint)g_ascii_strtoull(at, &end, 10);
            const char *note = end > at && *end == '>'
                                   ? g_hash_table_lookup(annotations, GUINT_TO_POINTER(number))
                                   : NULL;
            if (note == NULL)
                continue;
            g_autoptr(GString) links = g_string_new(NULL);
            g_autofree char *words = read_note(note, links);
            found(i, words, links->str, data);
            g_hash_table_remove(annotations, GUINT_TO_POINTER(number));
        }
    }
}
