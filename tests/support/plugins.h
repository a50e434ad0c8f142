/*
 * Keeps plugins (libVLC's, and the libraries they bring) loaded until the test ends, when a
 * sanitizer is on: what an unloaded library has left behind cannot be told from a leak, nor
 * named in tests/leaks-of-others.
 */
#ifndef RWF_TESTS_SUPPORT_PLUGINS_H
#define RWF_TESTS_SUPPORT_PLUGINS_H

/* Call once, first thing in main(). */
void plugins_keep(void);

#endif
