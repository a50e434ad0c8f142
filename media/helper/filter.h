/*
 * What system calls this process may make, by seccomp. Each filter is for good, holds for
 * children, and answers EPERM rather than killing, so that libraries can do without.
 */
#ifndef MEDIA_HELPER_FILTER_H
#define MEDIA_HELPER_FILTER_H

#include <stdbool.h>

/* No sockets, no changing of modes, owners or times of files, no tracing or signalling of other
 * processes, no new sessions, no mounts, namespaces, keys, modules, no anonymous programs. The
 * two gaps of older Landlocks, truncate(2) and ioctl on terminals, are closed too. */
bool filter_forbid_harm(void);

/* No new processes; threads stay allowed. */
bool filter_forbid_processes(void);

/* No execve. */
bool filter_forbid_programs(void);

#endif
