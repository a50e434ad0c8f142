#include "catalogue/formats/ohms.h"
#include "catalogue/formats/ohms_transcript.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(ohms) ohms = ohms_parse((const char *)bytes, length, NULL);
    if (ohms == NULL)
        return 0;
    for (size_t i = 0; i < ohms->count; i++)
        for (int side = 0; side < OHMS_SIDES; side++) {
            const struct ohms_said *said = &ohms->records[i].said[side];
            g_autoptr(ohms_transcript) text = ohms_transcript_read(said, 600000, NULL);
            for (size_t note = 0; text != NULL && note < text->note_count; note++)
                g_assert_cmpuint(text->notes[note].cue, <, text->text->count);
        }
    /* What was read is written, and reads back as the same records. */
    g_autofree char *written = ohms_write(ohms->records, ohms->count);
    g_autoptr(ohms) again = ohms_parse(written, strlen(written), NULL);
    g_assert_nonnull(again);
    g_assert_cmpuint(again->count, ==, ohms->count);
    return 0;
}
