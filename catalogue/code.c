#include "catalogue/code.h"

#include "catalogue/key.h"

#include <glib.h>
#include <string.h>

/* Crockford's base 32 as printed: without I, L, O and U. */
static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void code_draw(char code[CODE_SIZE])
{
    uint64_t drawn = (uint64_t)key_draw();
    memcpy(code, "RWF-", 4);
    for (int i = 4; i < CODE_LENGTH; i++) {
        code[i] = symbols[drawn % 32];
        drawn /= 32;
    }
    code[CODE_LENGTH] = '\0';
}

/* The symbol a typed letter stands for, or 0. */
static char symbol_of(char typed)
{
    char upper = g_ascii_toupper(typed);
    switch (upper) {
    case 'O':
        return '0';
    case 'I':
    case 'L':
        return '1';
    case 'U':
        return 'V';
    default:
        return upper != '\0' && strchr(symbols, upper) != NULL ? upper : '\0';
    }
}

bool code_parse(const char *typed, char code[CODE_SIZE])
{
    char letters[CODE_SIZE] = "";
    size_t count = 0;
    for (const char *at = typed; *at != '\0'; at++) {
        if (g_ascii_isspace(*at) || *at == '-' || *at == '_' || *at == '.')
            continue;
        if (count == 9)
            return false;
        letters[count++] = *at;
    }
    const char *six = letters;
    if (count == 9 && g_ascii_strncasecmp(letters, "RWF", 3) == 0)
        six = letters + 3;
    else if (count != 6)
        return false;
    memcpy(code, "RWF-", 4);
    for (int i = 0; i < 6; i++) {
        code[4 + i] = symbol_of(six[i]);
        if (code[4 + i] == '\0')
            return false;
    }
    code[CODE_LENGTH] = '\0';
    return true;
}
