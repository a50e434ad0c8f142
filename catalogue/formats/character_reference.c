#include "catalogue/formats/character_reference.h"

#include "catalogue/formats/character_names.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST_NAME 34

/* &#… and &#x…: what may not be a character becomes U+FFFD (HTML 13.2.5.80). */
static const char *read_number(const char *at, const char *end, GString *out)
{
    const char *digits = at + 2;
    bool is_hex = digits < end && (*digits == 'x' || *digits == 'X');
    if (is_hex)
        digits++;
    gunichar character = 0;
    const char *next = digits;
    for (; next < end; next++) {
        int digit = is_hex ? g_ascii_xdigit_value(*next) : g_ascii_digit_value(*next);
        if (digit < 0)
            break;
        character = MIN(character * (is_hex ? 16u : 10u) + (gunichar)digit, 0x110000u);
    }
    if (next == digits) {
        g_string_append_c(out, '&');
        return at + 1;
    }
    g_string_append_unichar(out,
                            character != 0 && g_unichar_validate(character) ? character : 0xFFFD);
    return next < end && *next == ';' ? next + 1 : next;
}

/* The characters of a name, with their number of bytes; NULL where there is no such name. */
static const char *find_name(const char *name, size_t length, size_t *bytes)
{
    char wanted[LONGEST_NAME + 3];
    wanted[0] = ' ';
    memcpy(wanted + 1, name, length);
    wanted[length + 1] = '=';
    wanted[length + 2] = '\0';
    const char *found = strstr(character_names, wanted);
    if (found == NULL)
        return NULL;
    const char *characters = found + length + 2;
    *bytes = strcspn(characters, " ");
    return characters;
}

/* The longest name that stands here counts: &notit; is the sign "not" and the word "it;". */
static const char *read_name(const char *at, const char *end, GString *out)
{
    size_t length = 0;
    while (at + 1 + length < end && length < LONGEST_NAME && g_ascii_isalnum(at[1 + length]))
        length++;
    if (at + 1 + length < end && length < LONGEST_NAME && at[1 + length] == ';')
        length++;
    for (; length > 1; length--) {
        size_t bytes;
        const char *characters = find_name(at + 1, length, &bytes);
        if (characters == NULL)
            continue;
        g_string_append_len(out, characters, (gssize)bytes);
        return at + 1 + length;
    }
    g_string_append_c(out, '&');
    return at + 1;
}

const char *character_reference_read(const char *at, const char *end, GString *out)
{
    if (at + 1 < end && at[1] == '#')
        return read_number(at, end, out);
    return read_name(at, end, out);
}

char *character_reference_decode(const char *text)
{
    GString *out = g_string_new(NULL);
    const char *end = text + strlen(text);
    for (const char *at = text; at < end;) {
        if (*at == '&')
            at = character_reference_read(at, end, out);
        else
            g_string_append_c(out, *at++);
    }
    return g_string_free(out, false);
}
