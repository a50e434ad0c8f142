/*
 * verifying.h — reads all of an open exhibition's catalogue in the background, once, to learn early
 * of damage that no visitor has come to yet.
 */
#ifndef KIOSK_VERIFYING_H
#define KIOSK_VERIFYING_H

struct exhibition;
struct verifying;

/* Begins, on a thread of the lowest priority. When it found damage it calls @wake there. The
 * exhibition stays open until verifying_stop(). Never NULL. */
struct verifying *verifying_start(const struct exhibition *exhibition, void (*wake)(void *data),
                                  void *data);

/* What is wrong; NULL as long as nothing is known to be. Borrowed. */
const char *verifying_complaint(struct verifying *verifying);

/* Ends it, waiting no longer than one block takes; NULL is fine. */
void verifying_stop(struct verifying *verifying);

#endif
