#include "media/helper/sniff.h"

#include <string.h>

static bool is_valid_utf8(const unsigned char *head, size_t length)
{
    const char *end = NULL;

    /* The head may cut the last character. */
    return g_utf8_validate((const char *)head, (gssize)length, &end) ||
           (size_t)((const unsigned char *)end - head) + 4 > length;
}

/* Whether these bytes can be text: UTF-8, or a single-byte encoding, without control codes. */
static bool is_text(const unsigned char *head, size_t length)
{
    size_t blanks = 0;

    if (length >= 2 && (memcmp(head, "\xff\xfe", 2) == 0 || memcmp(head, "\xfe\xff", 2) == 0))
        return true; /* UTF-16 with its mark */
    for (size_t i = 0; i < length; i++) {
        if (head[i] < 32 && (head[i] == '\0' || strchr("\t\n\r\f\x1b", head[i]) == NULL))
            return false;
        blanks += g_ascii_isspace(head[i]);
    }
    /* No language writes 200 letters without a blank in a single-byte encoding. */
    return is_valid_utf8(head, length) || blanks >= length / 200;
}

static bool begins(const unsigned char *head, size_t length, const char *word)
{
    return length >= strlen(word) && memcmp(head, word, strlen(word)) == 0;
}

/* "1", a line end, "00:00:01,000 --> …": the beginning of SubRip. */
static bool is_subrip(const unsigned char *head, size_t length)
{
    size_t i = 0;
    const unsigned char *arrow = memmem(head, MIN(length, 200), "-->", 3);

    while (i < length && g_ascii_isspace(head[i]))
        i++;
    return arrow != NULL && i < length && g_ascii_isdigit(head[i]);
}

static bool contains(const unsigned char *head, size_t length, const char *word)
{
    return memmem(head, length, word, strlen(word)) != NULL;
}

static void set(struct sniff *sniff, const char *mime, const char *format)
{
    *sniff = (struct sniff){PROBE_TEXT, SNIFF_KEEP, mime, format, NULL, NULL};
}

bool sniff_text(const unsigned char *head, size_t length, struct sniff *sniff)
{
    const unsigned char *at = head;
    size_t left = length;

    if (!is_text(head, length))
        return false;
    if (begins(at, left, "\xef\xbb\xbf")) {
        at += 3;
        left -= 3;
    }
    while (left > 0 && g_ascii_isspace(*at)) {
        at++;
        left--;
    }
    if (begins(at, left, "WEBVTT"))
        set(sniff, "text/vtt", "webvtt");
    else if (is_subrip(at, left))
        set(sniff, "application/x-subrip", "subrip");
    else if (contains(at, MIN(left, 4096), "nunncenter/ohms"))
        set(sniff, "application/xml", "ohms");
    else if (begins(at, left, "<!DOCTYPE html") || begins(at, left, "<html"))
        set(sniff, "text/html", "html");
    else if (begins(at, left, "<?xml") || begins(at, left, "<"))
        set(sniff, "application/xml", "xml");
    else if (begins(at, left, "{") || begins(at, left, "["))
        set(sniff, "application/json", "json");
    else if (is_valid_utf8(head, length))
        set(sniff, "text/plain", "text");
    else if (length > 1 && (head[0] == 0xff || head[0] == 0xfe))
        set(sniff, "text/plain", "text-utf16");
    else
        set(sniff, "text/plain", "text-single-byte");
    return true;
}
