#include "tools/doctor.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

void doctor_sqlite(struct doctor *doctor)
{
    const char *remedy = N_("install libsqlite3-0 of Debian 12 or newer");
    bool has_session = sqlite3_compileoption_used("ENABLE_SESSION");
    bool has_search = sqlite3_compileoption_used("ENABLE_FTS5");
    bool is_new = sqlite3_libversion_number() >= 3040000;
    doctor_say(doctor, is_new ? FINDING_OK : FINDING_BAD, N_("sqlite"), is_new ? NULL : remedy,
               "version %s", sqlite3_libversion());
    doctor_say(doctor, has_search ? FINDING_OK : FINDING_BAD, N_("sqlite search"),
               has_search ? NULL : remedy, has_search ? "FTS5 is there" : "FTS5 is missing");
    doctor_say(doctor, has_session ? FINDING_OK : FINDING_BAD, N_("sqlite undo"),
               has_session ? NULL : remedy,
               has_session ? "sessions are there" : "the session extension is missing");
}
