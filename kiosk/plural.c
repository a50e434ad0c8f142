#include "kiosk/plural.h"

#include <glib.h>
#include <string.h>

enum { DEPTH_MAX = 40, TRIED = 1000 };

/* An expression of C being worked out for one n. */
struct sum {
    const char *at;
    unsigned long n;
    int depth;
    bool is_wrong;
};

/* C's binary operators, the loosest first. */
static const struct operator
{
    const char *sign;
    int level;
}
operators[] = {{"||", 0}, {"&&", 1}, {"==", 2}, {"!=", 2}, {"<=", 3}, {">=", 3}, {"<", 3},
               {">", 3},  {"+", 4},  {"-", 4},  {"*", 5},  {"/", 5},  {"%", 5}};
enum { LEVELS = 6 };

static unsigned long choice(struct sum *sum);

static void skip_space(struct sum *sum)
{
    while (g_ascii_isspace(*sum->at))
        sum->at++;
}

static bool takes(struct sum *sum, const char *sign)
{
    skip_space(sum);
    if (!g_str_has_prefix(sum->at, sign))
        return false;
    sum->at += strlen(sign);
    return true;
}

static unsigned long wrong(struct sum *sum)
{
    sum->is_wrong = true;
    return 0;
}

static unsigned long one(struct sum *sum)
{
    unsigned long value;
    if (++sum->depth > DEPTH_MAX)
        return wrong(sum);
    if (takes(sum, "!"))
        value = !one(sum);
    else if (takes(sum, "(")) {
        value = choice(sum);
        if (!takes(sum, ")"))
            wrong(sum);
    } else if (takes(sum, "n"))
        value = sum->n;
    else if (g_ascii_isdigit(*sum->at)) {
        char *end;
        value = (unsigned long)g_ascii_strtoull(sum->at, &end, 10);
        sum->at = end;
    } else
        value = wrong(sum);
    sum->depth--;
    return value;
}

static unsigned long work_out(struct sum *sum, const char *sign, unsigned long a, unsigned long b)
{
    if ((*sign == '/' || *sign == '%') && b == 0)
        return wrong(sum);
    switch (*sign) {
    case '|':
        return a || b;
    case '&':
        return a && b;
    case '=':
        return a == b;
    case '!':
        return a != b;
    case '<':
        return sign[1] == '=' ? a <= b : a < b;
    case '>':
        return sign[1] == '=' ? a >= b : a > b;
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    default:
        return a % b;
    }
}

static const char *operator_at(struct sum *sum, int level)
{
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++)
        if (operators[i].level == level && takes(sum, operators[i].sign))
            return operators[i].sign;
    return NULL;
}

static unsigned long joined(struct sum *sum, int level)
{
    if (level == LEVELS)
        return one(sum);
    unsigned long value = joined(sum, level + 1);
    const char *sign;
    while (!sum->is_wrong && (sign = operator_at(sum, level)) != NULL)
        value = work_out(sum, sign, value, joined(sum, level + 1));
    return value;
}

static unsigned long choice(struct sum *sum)
{
    unsigned long value = joined(sum, 0);
    if (sum->is_wrong || !takes(sum, "?"))
        return value;
    if (++sum->depth > DEPTH_MAX)
        return wrong(sum);
    unsigned long yes = choice(sum);
    unsigned long no = takes(sum, ":") ? choice(sum) : wrong(sum);
    sum->depth--;
    return value ? yes : no;
}

/* The form, or -1 where the rule cannot be worked out or names one that is not there. */
static int form_of(const struct plural *plural, unsigned long n)
{
    struct sum sum = {.at = plural->rule, .n = n};
    unsigned long form = choice(&sum);
    skip_space(&sum);
    bool is_good = !sum.is_wrong && *sum.at == '\0' && form < (unsigned long)plural->forms;
    return is_good ? (int)form : -1;
}

struct plural plural_english(void)
{
    return (struct plural){.forms = 2, .rule = "n != 1"};
}

/* What stands after "nplurals=", "plural=". */
static char *part_of(const char *text, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(text, ";", -1);
    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (g_str_has_prefix(*part, name))
            return g_strdup(*part + strlen(name));
    }
    return NULL;
}

bool plural_parse(struct plural *plural, const char *text)
{
    g_autofree char *forms = part_of(text, "nplurals=");
    g_autofree char *rule = part_of(text, "plural=");
    struct plural read = {0};
    if (forms == NULL || rule == NULL || strlen(rule) >= sizeof read.rule)
        return false;
    read.forms = (int)CLAMP(g_ascii_strtoll(forms, NULL, 10), 0, PLURAL_FORMS_MAX + 1);
    if (read.forms < 1 || read.forms > PLURAL_FORMS_MAX)
        return false;
    g_strlcpy(read.rule, rule, sizeof read.rule);
    for (unsigned long n = 0; n <= TRIED; n++)
        if (form_of(&read, n) < 0)
            return false;
    *plural = read;
    return true;
}

int plural_form(const struct plural *plural, unsigned long n)
{
    return MAX(form_of(plural, n), 0);
}
