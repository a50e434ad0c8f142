/*
 * What files this process may touch, by the kernel's Landlock (landlock(7)).
 */
#ifndef MEDIA_HELPER_LANDLOCK_H
#define MEDIA_HELPER_LANDLOCK_H

#include <stdbool.h>

/* The kernel's version of Landlock, 0 when it has none or it is switched off. */
int landlock_abi(void);

/* Confines this process and its children: reading the file open as @source_fd and the system's
 * libraries and fonts, everything but executing in the folder open as @output_fd, executing the
 * programs named (each may be NULL). -1 stands for no file and no folder. Newer kernels also
 * refuse TCP, signals to strangers and abstract sockets. */
bool landlock_confine(int source_fd, int output_fd, const char *ffmpeg, const char *ffprobe);

#endif
