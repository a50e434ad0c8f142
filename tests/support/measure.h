#ifndef RWF_TESTS_SUPPORT_MEASURE_H
#define RWF_TESTS_SUPPORT_MEASURE_H

/* What a process costs, as the kernel tells it (proc(5)); 0 where it does not. */
#include <stdbool.h>
#include <sys/types.h>

/* Puts this process and all it starts from now on ahead of what else the machine does, as a kiosk
 * has its machine to itself. False without the right to. */
bool measure_go_ahead(void);

/* The proportional share of memory, in MB: shared libraries count by how many share them. */
double measure_memory_mb(pid_t pid);

/* Processor time so far, of all its threads. */
double measure_processor_s(pid_t pid);

/* How many it has of "fd" (open files) or "task" (threads). */
int measure_entries(pid_t pid, const char *folder);

/* Since its process began, to the kernel's hundredth of a second. */
double measure_age_ms(pid_t pid);

#endif
