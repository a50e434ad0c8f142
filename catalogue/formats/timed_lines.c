#include "catalogue/formats/timed_lines.h"

#include "catalogue/error.h"
#include "catalogue/formats/encoding.h"

char *timed_lines_decode(const char *bytes, size_t length, const char *encoding, bool is_forgiving,
                         const char **read_as, GError **error)
{
    if (length > TIMED_MOST_BYTES) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    "is larger than timed text can be (64 MiB)");
        return NULL;
    }
    return encoding_decode(bytes, length, encoding, is_forgiving, read_as, error);
}

char **timed_lines_split(const char *text)
{
    return g_strsplit(text, "\n", -1);
}

struct timed_text *timed_text_new(enum timed_format format)
{
    struct timed_text *text = g_new0(struct timed_text, 1);
    text->format = format;
    text->strings = g_string_chunk_new(16384);
    text->array = g_array_new(false, true, sizeof(struct timed_cue));
    return text;
}

bool timed_text_add(struct timed_text *text, const struct timed_cue *cue)
{
    if (text->array->len >= TIMED_MOST_CUES)
        return false;
    struct timed_cue kept = {
        .id = g_string_chunk_insert(text->strings, cue->id),
        .begin_ms = cue->begin_ms,
        .end_ms = cue->end_ms,
        .payload = g_string_chunk_insert(text->strings, cue->payload),
        .text = g_string_chunk_insert(text->strings, cue->text),
        .speaker = g_string_chunk_insert(text->strings, cue->speaker),
        .tags = g_string_chunk_insert(text->strings, cue->tags != NULL ? cue->tags : ""),
    };
    g_array_append_val(text->array, kept);
    return true;
}

struct timed_text *timed_text_close(struct timed_text *text, const char *encoding)
{
    text->encoding = g_string_chunk_insert(text->strings, encoding);
    text->count = text->array->len;
    text->cues = (struct timed_cue *)(void *)text->array->data;
    return text;
}

void timed_text_free(struct timed_text *text)
{
    if (text == NULL)
        return;
    g_array_unref(text->array);
    g_string_chunk_free(text->strings);
    g_free(text);
}
