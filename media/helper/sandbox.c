#include "media/helper/sandbox.h"

#include "media/helper/filter.h"
#include "media/helper/landlock.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/* Enough for a film's access copy; a hostile file fills no disk. */
#define MAX_FILE_BYTES ((rlim_t)32 << 30)

enum { MAX_OPEN_FILES = 256 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

bool sandbox_can_limit_memory(void)
{
    return !IS_SANITIZED;
}

static bool limit(int resource, rlim_t value)
{
    struct rlimit now;

    if (getrlimit(resource, &now) == 0 && now.rlim_max < value)
        value = now.rlim_max;
    return setrlimit(resource, &(struct rlimit){value, value}) == 0;
}

void sandbox_limit_cpu(int64_t seconds)
{
    limit(RLIMIT_CPU, (rlim_t)seconds);
}

void sandbox_limit_memory(int64_t bytes)
{
    limit(RLIMIT_AS, (rlim_t)bytes);
}

/* RLIMIT_NPROC is not used: it counts everything the curator runs, and root is exempt. The
 * filter of system calls bounds processes instead (sandbox_forbid_processes). */
void sandbox_enter(struct sandbox *sandbox, int source_fd, int output_fd)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, MAX_OPEN_FILES);
    limit(RLIMIT_FSIZE, MAX_FILE_BYTES);
    sandbox->is_memory_limited = sandbox_can_limit_memory();
    sandbox->has_no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    sandbox->landlock_abi = landlock_abi();
    if (sandbox->landlock_abi > 0 && sandbox->has_no_new_privileges) {
        bool ok = landlock_confine(source_fd, output_fd, sandbox->ffmpeg, sandbox->ffprobe);

        sandbox->is_reading_confined = ok;
        sandbox->is_writing_confined = ok;
    }
    sandbox->are_system_calls_limited = filter_forbid_harm();
    sandbox->is_network_blocked = sandbox->are_system_calls_limited;
}

bool sandbox_forbid_processes(void)
{
    return filter_forbid_processes();
}

bool sandbox_forbid_programs(void)
{
    return filter_forbid_programs();
}
