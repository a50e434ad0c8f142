/*
 * The process that opens foreign files, seen from outside: where it is, how it is confined.
 *
 * All probing and decoding at ingest happens in `rwf-media-helper`, one process a file, which
 * may read that one file and the system's libraries, write in one folder, and nothing else: no
 * network, no other files, no new privileges, bounded memory, time and processes. Landlock,
 * seccomp and rlimits do the work; where the kernel lacks one of them the helper works without
 * and says so here. See media/README.md.
 */
#ifndef MEDIA_HELPER_H
#define MEDIA_HELPER_H

#include <gio/gio.h>
#include <stdbool.h>

/* How a helper started now would be confined. */
struct helper_sandbox {
    bool has_no_new_privileges;
    int landlock_abi;              /* 0 = this kernel confines no files by Landlock */
    bool is_reading_confined;      /* only the original and the system's libraries */
    bool is_writing_confined;      /* only the output folder */
    bool is_network_blocked;       /* by seccomp, and by Landlock from ABI 4 */
    bool are_system_calls_limited; /* seccomp */
    bool is_memory_limited;        /* false only in builds with sanitizers */
    bool has_ffmpeg;               /* both ffmpeg and ffprobe were found */
    char *sentence; /* one line for `doctor`: what is confined, and what is not and why */
};

/* The program to run: $RWF_MEDIA_HELPER, else `rwf-media-helper` beside the running program
 * or in the prefix it was installed to, else where it was meant to be installed; yours to free. SANDBOX when there is none. Any thread. */
char *helper_find(GError **error);

/* Starts a helper that only confines itself and says how that went. NULL on error (SANDBOX,
 * TIMEOUT, CRASHED). Any thread; takes some hundredths of a second. */
struct helper_sandbox *helper_sandbox_report(GError **error);
void helper_sandbox_free(struct helper_sandbox *sandbox);

#endif
