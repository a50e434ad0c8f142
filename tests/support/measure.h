#ifndef RWF_TESTS_SUPPORT_MEASURE_H
#define RWF_TESTS_SUPPORT_MEASURE_H

/* What a process costs, as the kernel tells it (proc(5)); 0 where it does not. */
#include <sys/types.h>

/* The proportional share of memory, in MB: shared libraries count by how many share them. */
double measure_memory_mb(pid_t pid);

/* Processor time so far, of all its threads. */
double measure_processor_s(pid_t pid);

/* Since its process began, to the kernel's hundredth of a second. */
double measure_age_ms(pid_t pid);

#endif
