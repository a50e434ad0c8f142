#ifndef TOOLS_MESSAGES_H
#define TOOLS_MESSAGES_H

#include <glib/gi18n-lib.h>

/*
 * What rwf says, in the language of whoever runs it, by gettext(3): LC_MESSAGES, or LANGUAGE where
 * that is set. The words are in tools/words; English is what the source says.
 *
 * Every format of output_say() and its kin, command_refused(), command_misused(), doctor_say() is
 * looked up where it is printed; g_set_error() takes _("…"), a table N_("…"). What is written into
 * an archive (the history), into exports and into JSON's keys stays English: it is shared by people
 * of several languages and read by programs.
 *
 * The folder of catalogues is RWF_LOCALE_DIR from the environment; else share/locale in the prefix
 * this program stands in, wherever that was moved; else where it was meant to be installed.
 */

/* The form of a message that a number takes: MANY("%u item", "%u items", count). Languages have one
 * to six of them. */
#define MANY(one, many, count) g_dngettext(GETTEXT_PACKAGE, (one), (many), (gulong)(count))

/* Once, before anything is said and before there are threads. It leaves LC_NUMERIC as C: a decimal
 * comma would not be JSON. The folder found is put into the environment, for rwf-media-helper. */
void messages_open(void);

#endif
