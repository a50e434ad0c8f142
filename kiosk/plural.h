/*
 * plural.h — which form of a sentence goes with a number.
 *
 * By the rule in the header of a PO file ("Plural-Forms: nplurals=2; plural=(n != 1);", GNU gettext
 * manual, "Additional functions for plural forms"), so that a language is added with its file alone.
 * Pure; any thread.
 */
#ifndef KIOSK_PLURAL_H
#define KIOSK_PLURAL_H

#include <stdbool.h>

/* Most forms a rule may have; Arabic has as many. */
enum { PLURAL_FORMS_MAX = 6 };

struct plural {
    int forms;      /* 1…PLURAL_FORMS_MAX */
    char rule[512]; /* the expression in n */
};

/* English: one and not one. */
struct plural plural_english(void);
/* Reads what stands after "Plural-Forms:". False, with @plural left alone, when that is no rule, or one
 * that gives a form it does not have. */
bool plural_parse(struct plural *plural, const char *text);
/* 0…forms - 1. */
int plural_form(const struct plural *plural, unsigned long n);

#endif
