/*
 * playable.h — a first look at a file before any decoder sees it: is it there, is it a plain
 * file, could it be sound or film at all. Says nothing about whether it can be decoded.
 */
#ifndef MEDIA_PLAYABLE_H
#define MEDIA_PLAYABLE_H

#include "media/engine.h"

/* ENGINE_FAILURE_NONE, _MISSING (absent, unreadable, or no plain file: a pipe would block) or
 * _UNREADABLE (text: a playlist or manifest could name other files or addresses). Reads at most
 * 4 KiB; any thread. A NULL path is missing. */
enum engine_failure playable_examine(const char *path);

#endif
