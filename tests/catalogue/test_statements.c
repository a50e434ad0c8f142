#include "catalogue/statements.h"
#include "tests/support/given.h"
#include "tests/support/raw.h"

#include <glib.h>
#include <string.h>

static struct raw *open_beside(struct given *given)
{
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    return raw_open(file);
}

static void each_prepares(void)
{
    g_autoptr(given) given = given_archive();
    struct raw *raw = open_beside(given);
    g_autofree char *file = g_build_filename(given->home, "archive.db", NULL);
    g_autofree char *attach = g_strdup_printf("ATTACH '%s' AS source", file);
    raw_run(raw, attach);
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        if (i == STATEMENT_SPELLING_WORDS) /* reads what another makes */
            raw_run(raw, statement_texts[STATEMENT_SPELLING_OPEN].sql);
        g_autofree char *fault = raw_prepare(raw, statement_texts[i].sql);
        if (fault != NULL) {
            g_test_message("%s: %s", statement_texts[i].name, fault);
            g_test_fail();
        }
    }
    raw_close(raw);
}

/* What a line of a plan reads from end to end: a table, also under its other name in the statement.
 * Results of views and of subqueries, and a full-text index asked with MATCH, are no tables. */
static bool scans_a_table(struct raw *raw, const char *sql, const char *line)
{
    if (!g_str_has_prefix(line, "SCAN ") || strstr(line, "CONSTANT ROW") != NULL)
        return false;
    const char *index = strstr(line, "VIRTUAL TABLE INDEX ");
    if (index != NULL)
        return strstr(index, ":M") == NULL;
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    if (words[1][0] == '(')
        return false;
    if (raw_has(raw, "table", words[1]))
        return true;
    if (raw_has(raw, "view", words[1]))
        return false;
    g_autofree char *other_name = g_strdup_printf(" AS %s", words[1]);
    return strstr(sql, other_name) != NULL;
}

static void none_of_the_kiosk_scans(void)
{
    g_autoptr(given) given = given_archive();
    struct raw *raw = open_beside(given);
    int asked = 0;
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        if (!g_str_has_prefix(statement_texts[i].file, "shown_"))
            continue;
        asked++;
        g_autoptr(GPtrArray) plan = raw_plan(raw, statement_texts[i].sql);
        for (unsigned line = 0; line < plan->len; line++)
            if (scans_a_table(raw, statement_texts[i].sql, plan->pdata[line])) {
                g_test_message("%s: %s", statement_texts[i].name, (char *)plan->pdata[line]);
                g_test_fail();
            }
    }
    g_assert_cmpint(asked, >, 30);
    raw_close(raw);
}

/* Most consents name no person: to look for one by person would read nearly all of them, for every
 * consent given. */
static void an_earlier_consent_is_looked_for_among_the_item_s_own(void)
{
    g_autoptr(given) given = given_archive();
    struct raw *raw = open_beside(given);
    g_autoptr(GPtrArray) plan = raw_plan(raw, statement_texts[STATEMENT_CONSENT_SAME].sql);
    g_assert_nonnull(strstr(plan->pdata[0], "consent_by_item"));
    raw_close(raw);
}

static void a_scan_is_noticed(void)
{
    g_autoptr(given) given = given_archive();
    struct raw *raw = open_beside(given);
    const char *const scanning[] = {
        "SELECT title FROM item WHERE title = 'x'", "SELECT i.id FROM item AS i ORDER BY i.title",
        "SELECT id FROM shown_item WHERE title <> ''", "SELECT rowid FROM found_text"};
    for (size_t i = 0; i < G_N_ELEMENTS(scanning); i++) {
        g_autoptr(GPtrArray) plan = raw_plan(raw, scanning[i]);
        bool is_noticed = false;
        for (unsigned line = 0; line < plan->len; line++)
            is_noticed |= scans_a_table(raw, scanning[i], plan->pdata[line]);
        g_assert_true(is_noticed);
    }
    raw_close(raw);
}

/* The kiosk's statements may name the table of items, consents and files only through the views;
 * rows that hang on an item are reached from the view's row. */
static void the_kiosk_reads_through_the_views(void)
{
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        const struct statement_text *text = &statement_texts[i];
        if (!g_str_has_prefix(text->file, "shown_"))
            continue;
        static const char *const closed[] = {
            "FROM item\n",     "FROM item ",        "JOIN item ", "FROM cue ",     "FROM asset ",
            "FROM quotation ", "FROM index_point ", "redaction",  "original_name", "agreed_by"};
        for (size_t word = 0; word < G_N_ELEMENTS(closed); word++)
            if (strstr(text->sql, closed[word]) != NULL) {
                g_test_message("%s names %s", text->name, closed[word]);
                g_test_fail();
            }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statements/every one prepares against the newest schema", each_prepares);
    g_test_add_func("/statements/none that the kiosk runs scans a table", none_of_the_kiosk_scans);
    g_test_add_func("/statements/a scan would be noticed", a_scan_is_noticed);
    g_test_add_func("/statements/an earlier consent is looked for among the item's own",
                    an_earlier_consent_is_looked_for_among_the_item_s_own);
    g_test_add_func("/statements/the kiosk reads items, files and lines through the views only",
                    the_kiosk_reads_through_the_views);
    return g_test_run();
}
