/*
 * look.h — the sentences and colours of this moment: of the visitor's language and theme.
 *
 * Loaded once from files; a visitor's choice only takes another of them. Files that cannot be
 * read are logged and done without: English for a language, evening for colours. UI thread.
 */
#ifndef KIOSK_LOOK_H
#define KIOSK_LOOK_H

#include "kiosk/theme.h"

struct config;
struct keyboards;
struct look;
struct session;
struct support;
struct words;

/* NULL and @error only when not even the English sentences can be read. */
struct look *look_create(const struct config *config, GError **error);
void look_destroy(struct look *look);

/* Takes the visitor's choices up. */
void look_apply(struct look *look, const struct session *session);

/* Of the choices taken up last; borrowed, for as long as the look. */
const struct words *look_words(const struct look *look);
const struct theme *look_theme(const struct look *look);
/* One line for staff: where they were loaded from; yours to free. */
char *look_describe(const struct look *look);
/* The lines of help, NULL when the file cannot be read. */
const struct support *look_support(const struct look *look);
/* The keyboards of the search screen. */
const struct keyboards *look_keyboards(const struct look *look);

#endif
