#include "tools/call.h"
#include "tools/doctor.h"

#include <glib/gi18n-lib.h>

void doctor_say(struct doctor *doctor, enum finding finding, const char *about, const char *remedy,
                const char *format, ...)
{
    static const char *const words[] = {N_("ok"), N_("warn"), N_("bad")};
    struct output *output = doctor->call->output;
    va_list args;
    va_start(args, format);
    g_autofree char *says = g_strdup_vprintf(_(format), args);
    va_end(args);
    doctor->warns += finding == FINDING_WARN;
    doctor->bads += finding == FINDING_BAD;
    output_say(output, "%-4s  %s: %s%s%s", _(words[finding]), _(about), says,
               remedy != NULL ? "; " : "", remedy != NULL ? _(remedy) : "");
    output_open(output, NULL);
    output_text(output, "finding", words[finding]);
    output_text(output, "about", about);
    output_text(output, "says", says);
    output_text(output, "remedy", remedy != NULL ? _(remedy) : NULL);
    output_close(output);
}

static bool run(struct call *call, GError **error)
{
    struct doctor doctor = {.call = call};
    output_open_array(call->output, "findings");
    doctor_programs(&doctor);
    doctor_machine(&doctor);
    doctor_kiosk(&doctor);
    doctor_sqlite(&doctor);
    doctor_archive(&doctor);
    output_close(call->output);
    output_integer(call->output, "warn", doctor.warns);
    output_integer(call->output, "bad", doctor.bads);
    if (doctor.bads + doctor.warns == 0) {
        output_say(call->output, "all is well");
        return true;
    }
    output_warn(call->output, "%d to mend, %d to know", doctor.bads, doctor.warns);
    return true;
}

const struct command cmd_doctor = {
    .name = "doctor",
    .usage = "",
    .summary = N_("what is wrong with this installation and this archive, and how to mend it"),
    .example = "rwf doctor",
    .page = "rwf-keep",
    .needs = NEEDS_NOTHING,
    .words_max = 0,
    .run = run,
};
