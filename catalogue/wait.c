#include "catalogue/wait.h"

#include "catalogue/turn.h"

enum { MOST_MS = 10000, SHORTEST_US = 1000, LONGEST_US = 50000 };

static wait_function *called;
static void *called_with;

void wait_call(wait_function *function, void *data)
{
    called = function;
    called_with = data;
}

bool wait_more(const char *database, enum wait_for why, int times, int64_t began_us)
{
    struct turn_holder holder = {0};
    struct wait wait = {.why = why,
                        .waited_ms = (g_get_monotonic_time() - began_us) / 1000 /* µs */};
    if (why != WAIT_FOR_READERS && turn_read(database, &holder)) {
        wait.who = holder.who;
        wait.command = holder.command;
        wait.since = holder.since;
    }
    bool goes_on = called != NULL ? called(&wait, called_with) : wait.waited_ms < MOST_MS;
    turn_holder_clear(&holder);
    if (goes_on)
        g_usleep((gulong)MIN(LONGEST_US, SHORTEST_US * (times + 1)));
    return goes_on;
}
