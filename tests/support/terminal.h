/*
 * A terminal of 80 columns with a program at it, and somebody who types: each line when the program
 * has been quiet for a while. Not thread-safe.
 */
#ifndef RWF_TESTS_SUPPORT_TERMINAL_H
#define RWF_TESTS_SUPPORT_TERMINAL_H

/* Runs @argv in @folder with @environment and types @lines (NULL-ended), each as it is. What the
 * terminal showed until the program ended; yours. A program that does not end within half a minute of
 * the last line is killed, and the test fails. */
char *terminal_run(const char *folder, char **environment, const char *const *argv,
                   const char *const *lines);

#endif
