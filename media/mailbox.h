/*
 * mailbox.h — three picture buffers between a decoder and a screen.
 *
 * The decoder fills one, the newest finished one waits, the screen holds one. Neither side
 * ever waits for the other: a picture the screen does not fetch is overwritten by the next,
 * and the screen keeps what it holds for as long as it likes, also while the decoder changes
 * to another size. Pictures are planar YUV 4:2:0 (I420): Y, then U and V at half size.
 *
 * Threads: mailbox_begin(), mailbox_post() and mailbox_set_format() from one decoder thread;
 * mailbox_take() from one screen thread; the rest from any.
 */
#ifndef MEDIA_MAILBOX_H
#define MEDIA_MAILBOX_H

#include <stdbool.h>
#include <stdint.h>

struct mailbox;

/* The largest side of a picture the mailbox will hold; larger ones are refused. */
#define FRAME_SIDE_MAX_PX 8192

/* One picture. Lines may be longer than the picture and there may be more of them: draw
 * width_px by height_px from the top left corner of the planes. */
struct frame {
    uint8_t *planes[3]; /* Y, U, V */
    int pitches[3];     /* bytes from one line to the next */
    int width_px;       /* visible */
    int height_px;
    int aspect_width; /* shape on screen as a fraction, pixel shape included: 16, 9 */
    int aspect_height;
    unsigned ticket;   /* the source it belongs to */
    uint64_t sequence; /* grows by one for every picture posted, over the mailbox's life */
};

/* The sizes of the pictures to come. */
struct frame_format {
    int buffer_width_px; /* padded as the decoder wants, at least as large as visible */
    int buffer_height_px;
    int width_px; /* visible; 0: not known yet, pictures wait for mailbox_set_visible() */
    int height_px;
    int pixel_width; /* shape of one pixel as a fraction; 0 means square */
    int pixel_height;
};

struct mailbox *mailbox_create(void);

/* Accepts NULL. Frees the buffers, also the one the screen holds. */
void mailbox_destroy(struct mailbox *mailbox);

/* Says what pictures come next; false when a side is below 1 or above FRAME_SIDE_MAX_PX.
 * Buffers change size when each is next filled, never under the screen's hands. */
bool mailbox_set_format(struct mailbox *mailbox, const struct frame_format *format);

/* Gives or corrects the visible size and pixel shape of the pictures of the present format,
 * once the file's own words about them are known. Larger than the buffer means the buffer. */
void mailbox_set_visible(struct mailbox *mailbox, int width_px, int height_px, int pixel_width,
                         int pixel_height);

/* Pictures posted from now on belong to this source; those waiting are dropped; any thread. */
void mailbox_set_ticket(struct mailbox *mailbox, unsigned ticket);

/* A buffer to fill, the same again until posted; NULL only when memory is short or no format
 * is set. Never waits. */
struct frame *mailbox_begin(struct mailbox *mailbox);

/* The buffer from mailbox_begin() is finished and is the newest now. True when the screen had
 * fetched the one before, which is when it wants waking. */
bool mailbox_post(struct mailbox *mailbox);

/* The newest picture, or NULL before the first of this source. Valid, and not written to,
 * until the next call. The same picture comes again (same sequence) when none is newer. */
const struct frame *mailbox_take(struct mailbox *mailbox);

/* Pictures posted so far, over all sources. */
uint64_t mailbox_posted(struct mailbox *mailbox);

#endif
