/*
 * view_nearest.h — what a visitor may have meant who finds nothing. Nothing typed is kept. No pixels. UI
 * thread.
 */
#ifndef KIOSK_VIEW_NEAREST_H
#define KIOSK_VIEW_NEAREST_H

struct exhibition;

/* @typed with as few letters changed as lead to something: each word may be another of at most two
 * letters' difference (catalogue/spelling.h), and is written as it stands where it is found. NULL when
 * nothing near is found; the caller's. */
char *view_nearest(const struct exhibition *exhibition, const char *typed, const char *language);

#endif
