#ifndef CATALOGUE_FORMATS_CHARACTER_NAMES_H
#define CATALOGUE_FORMATS_CHARACTER_NAMES_H

/* The named character references of HTML (section 13.5), with and without their semicolon as they
 * stand there, each as " NAME=CHARACTERS", blank at the end. */
extern const char character_names[];

#endif
