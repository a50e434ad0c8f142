/*
 * words.h — every sentence the kiosk shows, by key, in the visitor's language.
 *
 * The translators' PO files are read as they are: kiosk/words/<language>.po, msgctxt the key
 * ("nav.home"), msgid the English, msgstr the translation. A word that is missing, or whose
 * line is damaged, falls back to English; a key that nobody has shows as the key itself, so
 * that nothing is ever blank. Entries flagged fuzzy wait for review and are used meanwhile.
 *
 * Loaded once, then only read; any thread may read. Returned strings live as long as the words.
 */
#ifndef KIOSK_WORDS_H
#define KIOSK_WORDS_H

#include <glib.h>
#include <stdbool.h>

struct words;

enum direction {
    DIRECTION_LTR,
    DIRECTION_RTL,
};

/* One name and value for words_format(). */
struct word_value {
    const char *name;
    const char *value;
};

/* Reads every <language>.po in @folder. A file or line that cannot be read costs only itself:
 * the complaints (each "file:line: what") come back in @complaints, NULL-terminated, the
 * caller's; pass NULL not to have them. NULL and @error only when en.po cannot be read. */
struct words *words_load(const char *folder, char ***complaints, GError **error);
/* The same words seen in another language (BCP 47; "ur", "pa"); "en" when it is not there.
 * Shares everything with @words; free with words_destroy(). */
struct words *words_in(const struct words *words, const char *language);
void words_destroy(struct words *words);

/* Languages there are, English first, then by their file names; NULL-terminated. */
const char *const *words_languages(const struct words *words);
/* Where only @room languages can be offered at once: those of one page. All of them where they fit;
 * else one fewer than there is room for, which a key to the next page takes. Pages go round. */
struct words_page {
    size_t first, count; /* of words_languages() */
    bool is_part;
};
struct words_page words_page(const struct words *words, size_t room, size_t page);
/* The language of these words, and a language's name in itself ("Polski"). */
const char *words_language(const struct words *words);
const char *words_language_name(const struct words *words, const char *language);
/* Of any language, by its script or the language's usual one (BCP 47). */
enum direction words_direction(const char *language);

const char *words(const struct words *words, const char *key);
/* True when the language has its own text for the key; else words() gave English, and who
 * lays out or speaks it should take "en". */
bool words_has(const struct words *words, const char *key);
/* The language of what words() returns for the key: the chosen one, or "en". */
const char *words_language_of(const struct words *words, const char *key);

/* @ascii with its digits and its decimal point as the language writes them (X-Digits of its file, ten in
 * a row, and X-Decimal; plain ones without); the caller's. */
char *words_number(const struct words *words, const char *ascii);

/* @text as it stands inside a line of these words: between isolates (U+2068, U+2069; UAX #9) where its
 * letters run the other way, so that they do not pull what stands beside them along; the caller's. */
char *words_isolated(const struct words *words, const char *text);
/* Appends a part to a line of parts: " · " before it unless it is the first, isolated if need be. An
 * empty or NULL part adds nothing. */
void words_join(const struct words *words, GString *line, const char *part);

/* Fills {name} from @values (ended by a NULL name). An unknown name stays as it stands. Values are
 * isolated where they run the other way. Numbers are written as the language does: the values named n, number, total, page, pages, time, now, length, year,
 * from, to and speed. */
char *words_format(const struct words *words, const char *key, const struct word_value *values);
/* The form for @n by the language's plural rule, with {n} and @values (may be NULL) filled in. */
char *words_plural(const struct words *words, const char *key, unsigned long n,
                   const struct word_value *values);

#endif
