/*
 * text_ahead.h — texts about to scroll in, laid out and rasterised on a thread of their own, so
 * that the thread that draws only uploads them (DESIGN 4.1.5).
 *
 * A list asks for its rows within two screens of what is seen, by a key of its own (the row's
 * number), and takes each layout when it is there. Heights of rows not yet laid out are guessed.
 *
 * UI thread. text_ahead_forget() comes before anything that changes how texts are set: size,
 * letters, theme, the scale of the canvas.
 */
#ifndef KIOSK_TEXT_AHEAD_H
#define KIOSK_TEXT_AHEAD_H

#include "kiosk/text.h"

struct text_ahead;

/* @text outlives it. @wake(data), which may be NULL, is called on the other thread when a layout
 * is there: it only posts an event. */
struct text_ahead *text_ahead_create(struct text *text, void (*wake)(void *data), void *data);
void text_ahead_destroy(struct text_ahead *ahead);

/* Asks for a layout; everything is copied. Nothing happens when @key was asked for already. False
 * when there is no room: ask again with a later frame. */
bool text_ahead_ask(struct text_ahead *ahead, uint64_t key, const struct text_paragraph *paragraphs,
                    size_t count, const struct text_options *options);

/* The layout of that key, which is the caller's from now on; NULL when it is not there (yet). */
struct text_layout *text_ahead_take(struct text_ahead *ahead, uint64_t key);

/* Drops what is asked for and what is there under keys before @first and from @end on: it has been
 * scrolled past. */
void text_ahead_keep(struct text_ahead *ahead, uint64_t first, uint64_t end);

/* Drops what is asked for and what is there, and waits for what is being laid out. */
void text_ahead_forget(struct text_ahead *ahead);

#endif
