/*
 * Confines this process for good: it may read one open file and the system's libraries, write
 * in one folder, run ffmpeg and ffprobe, and nothing else. Called once, before any byte of the
 * foreign file is looked at and while there is one thread.
 */
#ifndef MEDIA_HELPER_SANDBOX_H
#define MEDIA_HELPER_SANDBOX_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct sandbox {
    bool has_no_new_privileges;
    int landlock_abi; /* 0 = none */
    bool is_reading_confined;
    bool is_writing_confined;
    bool is_network_blocked;
    bool are_system_calls_limited;
    bool is_memory_limited;
    const char *ffmpeg; /* the programs that may be run; NULL = not found */
    const char *ffprobe;
};

/* Confines this process. @source_fd and @output_fd may be -1. What the kernel lacks is left
 * out and shows in @sandbox, which keeps the two program paths given. */
void sandbox_enter(struct sandbox *sandbox, int source_fd, int output_fd);

/* From here on neither this process nor one it becomes can start another process (threads
 * stay allowed). False when the kernel has no seccomp. Also for a child before it executes. */
bool sandbox_forbid_processes(void);

/* From here on no program can be executed. */
bool sandbox_forbid_programs(void);

/* Bounds on this process, and on what it executes later. */
void sandbox_limit_cpu(int64_t seconds);
void sandbox_limit_memory(int64_t bytes);

/* Whether this build can live under a limit of its address space: those with sanitizers, which
 * reserve terabytes, cannot. */
bool sandbox_can_limit_memory(void);

#endif
