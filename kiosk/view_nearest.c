#include "kiosk/view_nearest.h"

#include "catalogue/fold.h"
#include "catalogue/search.h"
#include "catalogue/shown_search.h"
#include "catalogue/spelling.h"
#include "kiosk/exhibition.h"

#include <string.h>

enum {
    PARTS_MOST = 6,
    CHOICES = 5, /* for each word */
    TRIES = 12,  /* phrases that are looked for */
};

/* A word that was typed, and what it may be. */
struct part {
    size_t start, end; /* bytes of what was typed */
    struct spelling_word choices[CHOICES];
    size_t count;
    const struct spelling_word *chosen;
    char *written; /* the chosen one as it stands where it is found; NULL: as it is compared */
};

struct guess {
    const struct exhibition *exhibition;
    const struct spelling *spelling;
    const char *typed, *language;
    GStringChunk *folded;
    struct part parts[PARTS_MOST];
    size_t count;
    int tries;
};

static const char *fold_part(struct guess *guess, const struct part *part)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    fold_word(folded, guess->typed + part->start, part->end - part->start);
    return g_string_chunk_insert(guess->folded, folded->str);
}

/* Words near to a part; the part itself where it is one, or at the end where a word begins so. */
static bool find_choices(struct guess *guess, struct part *part, bool is_last)
{
    const char *folded = fold_part(guess, part);
    if (spelling_has(guess->spelling, folded, is_last)) {
        part->choices[0] = (struct spelling_word){.word = folded};
        part->count = 1;
    }
    struct spelling_word near[CHOICES];
    size_t near_count = spelling_near(guess->spelling, folded, near, CHOICES);
    for (size_t i = 0; i < near_count && part->count < CHOICES; i++)
        if (near[i].distance > 0)
            part->choices[part->count++] = near[i];
    return part->count > 0;
}

static bool find_parts(struct guess *guess)
{
    size_t length = strlen(guess->typed), start = 0, end = 0;
    while (fold_next(guess->typed, length, end, &start, &end)) {
        if (guess->count == PARTS_MOST)
            return false;
        guess->parts[guess->count++] = (struct part){.start = start, .end = end};
    }
    for (size_t i = 0; i < guess->count; i++)
        if (!find_choices(guess, &guess->parts[i], i + 1 == guess->count))
            return false;
    return guess->count > 0;
}

/* What was typed, with the chosen words in it. */
static char *phrase_of(const struct guess *guess)
{
    GString *phrase = g_string_new(NULL);
    size_t at = 0;
    for (size_t i = 0; i < guess->count; i++) {
        const struct part *part = &guess->parts[i];
        bool is_kept = part->chosen->distance == 0;
        g_string_append_len(phrase, guess->typed + at, (gssize)(part->start - at));
        if (is_kept)
            g_string_append_len(phrase, guess->typed + part->start,
                                (gssize)(part->end - part->start));
        else
            g_string_append(phrase, part->written != NULL ? part->written : part->chosen->word);
        at = part->end;
    }
    g_string_append(phrase, guess->typed + at);
    return g_string_free(phrase, FALSE);
}

/* Takes the chosen words as a snippet writes them. */
static void take_written(struct guess *guess, const char *snippet)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    for (const char *at = snippet; (at = strstr(at, SEARCH_OPEN)) != NULL;) {
        const char *word = at + strlen(SEARCH_OPEN);
        at = strstr(word, SEARCH_CLOSE);
        if (at == NULL)
            return;
        g_string_truncate(folded, 0);
        fold_word(folded, word, (size_t)(at - word));
        for (size_t i = 0; i < guess->count; i++) {
            struct part *part = &guess->parts[i];
            if (part->written == NULL && g_str_equal(folded->str, part->chosen->word))
                part->written = g_strndup(word, (gsize)(at - word));
        }
    }
}

/* The phrase of what is chosen when it is found. */
static char *try_chosen(struct guess *guess)
{
    g_autofree char *phrase = phrase_of(guess);
    guess->tries++;
    struct shown_hits *hits =
        shown_search(exhibition_catalogue(guess->exhibition), phrase, 0, 1, guess->language, NULL);
    char *found = NULL;
    if (hits != NULL && hits->count > 0) {
        take_written(guess, hits->hits[0].snippet);
        found = phrase_of(guess);
    }
    shown_hits_free(hits);
    for (size_t i = 0; i < guess->count; i++)
        g_clear_pointer(&guess->parts[i].written, g_free);
    return found;
}

/* Chooses for the parts from @index on so that they are @far letters away in all, and tries each. */
static char *try_at(struct guess *guess, size_t index, int far)
{
    if (index == guess->count || index == PARTS_MOST)
        return far == 0 ? try_chosen(guess) : NULL;
    char *found = NULL;
    struct part *part = &guess->parts[index];
    for (size_t i = 0; i < part->count && found == NULL && guess->tries < TRIES; i++) {
        part->chosen = &part->choices[i];
        if (part->chosen->distance <= far)
            found = try_at(guess, index + 1, far - part->chosen->distance);
    }
    return found;
}

char *view_nearest(const struct exhibition *exhibition, const char *typed, const char *language)
{
    struct guess guess = {.exhibition = exhibition,
                          .spelling = exhibition_spelling(exhibition),
                          .typed = typed,
                          .language = language,
                          .folded = g_string_chunk_new(64)};
    char *found = NULL;
    if (guess.spelling != NULL && find_parts(&guess))
        for (int far = 1; far <= SPELLING_FAR * (int)guess.count && found == NULL; far++)
            found = try_at(&guess, 0, far);
    g_string_chunk_free(guess.folded);
    return found;
}
