#include "media/mailbox.h"

#include <glib.h>
#include <pthread.h>
#include <stdlib.h>

/* Decoders copy with vector instructions: lines and planes start on these bounds. */
#define ALIGNMENT_BYTES 64

struct slot {
    struct frame frame;
    uint8_t *bytes;
    size_t size;
    unsigned format; /* which format its pictures are in */
};

struct mailbox {
    pthread_mutex_t lock;
    struct slot slots[3];
    int filling; /* the decoder's; the three indices are always different */
    int waiting;
    int held;        /* the screen's */
    bool is_fresh;   /* waiting is newer than held */
    bool is_fetched; /* the screen has looked since the last post */
    bool is_begun;
    unsigned format_serial; /* 0: none yet */
    struct frame_format format;
    unsigned ticket;
    uint64_t posted;
};

struct mailbox *mailbox_create(void)
{
    struct mailbox *mailbox = g_new0(struct mailbox, 1);
    pthread_mutex_init(&mailbox->lock, NULL);
    mailbox->filling = 0;
    mailbox->waiting = 1;
    mailbox->held = 2;
    mailbox->is_fetched = true;
    return mailbox;
}

void mailbox_destroy(struct mailbox *mailbox)
{
    if (mailbox == NULL)
        return;
    for (int i = 0; i < 3; i++)
        free(mailbox->slots[i].bytes);
    pthread_mutex_destroy(&mailbox->lock);
    g_free(mailbox);
}

static bool is_side(int px)
{
    return px >= 1 && px <= FRAME_SIDE_MAX_PX;
}

bool mailbox_set_format(struct mailbox *mailbox, const struct frame_format *format)
{
    if (!is_side(format->buffer_width_px) || !is_side(format->buffer_height_px))
        return false;
    pthread_mutex_lock(&mailbox->lock);
    mailbox->format = *format;
    mailbox->format_serial++;
    mailbox->is_begun = false;
    mailbox->is_fresh = false;
    pthread_mutex_unlock(&mailbox->lock);
    return true;
}

void mailbox_set_visible(struct mailbox *mailbox, int width_px, int height_px, int pixel_width,
                         int pixel_height)
{
    pthread_mutex_lock(&mailbox->lock);
    mailbox->format.width_px = width_px;
    mailbox->format.height_px = height_px;
    mailbox->format.pixel_width = pixel_width;
    mailbox->format.pixel_height = pixel_height;
    pthread_mutex_unlock(&mailbox->lock);
}

void mailbox_set_ticket(struct mailbox *mailbox, unsigned ticket)
{
    pthread_mutex_lock(&mailbox->lock);
    mailbox->ticket = ticket;
    mailbox->is_fresh = false;
    mailbox->is_fetched = true;
    pthread_mutex_unlock(&mailbox->lock);
}

static size_t aligned(size_t bytes)
{
    return (bytes + ALIGNMENT_BYTES - 1) & ~(size_t)(ALIGNMENT_BYTES - 1);
}

/* Gives the slot planes for the format; false when memory is short. */
static bool slot_fit(struct slot *slot, const struct frame_format *format, unsigned serial)
{
    if (slot->format == serial && slot->bytes != NULL)
        return true;
    size_t luma_pitch = aligned((size_t)format->buffer_width_px);
    size_t chroma_pitch = aligned(((size_t)format->buffer_width_px + 1) / 2);
    size_t luma = luma_pitch * (size_t)format->buffer_height_px;
    size_t chroma = aligned(chroma_pitch * (((size_t)format->buffer_height_px + 1) / 2));
    size_t size = aligned(luma) + 2 * chroma;
    if (size != slot->size) {
        void *bytes = NULL;
        if (posix_memalign(&bytes, ALIGNMENT_BYTES, size) != 0)
            return false;
        free(slot->bytes);
        slot->bytes = bytes;
        slot->size = size;
    }
    slot->frame.planes[0] = slot->bytes;
    slot->frame.planes[1] = slot->bytes + aligned(luma);
    slot->frame.planes[2] = slot->frame.planes[1] + chroma;
    slot->frame.pitches[0] = (int)luma_pitch;
    slot->frame.pitches[1] = slot->frame.pitches[2] = (int)chroma_pitch;
    slot->format = serial;
    return true;
}

/* The slot being filled is the decoder's alone, so its buffer is made without the lock. */
struct frame *mailbox_begin(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    struct slot *slot = &mailbox->slots[mailbox->filling];
    struct frame_format format = mailbox->format;
    unsigned serial = mailbox->format_serial;
    pthread_mutex_unlock(&mailbox->lock);

    bool is_begun = serial != 0 && slot_fit(slot, &format, serial);
    pthread_mutex_lock(&mailbox->lock);
    mailbox->is_begun = is_begun;
    pthread_mutex_unlock(&mailbox->lock);
    return is_begun ? &slot->frame : NULL;
}

bool mailbox_post(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    bool wants_wake = false;
    if (mailbox->is_begun) {
        struct slot *slot = &mailbox->slots[mailbox->filling];
        slot->frame.ticket = mailbox->ticket;
        slot->frame.sequence = ++mailbox->posted;
        mailbox->filling = mailbox->waiting;
        mailbox->waiting = (int)(slot - mailbox->slots);
        mailbox->is_fresh = true;
        mailbox->is_begun = false;
        wants_wake = mailbox->is_fetched;
        mailbox->is_fetched = false;
    }
    pthread_mutex_unlock(&mailbox->lock);
    return wants_wake;
}

/* Writes the visible size into a picture of the present format. */
static void slot_describe(struct slot *slot, const struct frame_format *format)
{
    struct frame *frame = &slot->frame;
    frame->width_px = MIN(format->width_px, format->buffer_width_px);
    frame->height_px = MIN(format->height_px, format->buffer_height_px);
    bool has_shape = format->pixel_width > 0 && format->pixel_height > 0;
    int64_t width = (int64_t)frame->width_px * (has_shape ? format->pixel_width : 1);
    int64_t height = (int64_t)frame->height_px * (has_shape ? format->pixel_height : 1);
    int64_t a = width, b = height;
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    frame->aspect_width = (int)CLAMP(width / a, 1, G_MAXINT);
    frame->aspect_height = (int)CLAMP(height / a, 1, G_MAXINT);
}

const struct frame *mailbox_take(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    bool is_known = mailbox->format.width_px > 0 && mailbox->format.height_px > 0;
    mailbox->is_fetched = true;
    if (mailbox->is_fresh && is_known) {
        int newest = mailbox->waiting;
        mailbox->waiting = mailbox->held;
        mailbox->held = newest;
        mailbox->is_fresh = false;
    }
    struct slot *slot = &mailbox->slots[mailbox->held];
    if (slot->format == mailbox->format_serial && is_known && slot->bytes != NULL)
        slot_describe(slot, &mailbox->format);
    bool has_picture = slot->frame.sequence != 0 && slot->frame.width_px > 0 &&
                       slot->frame.ticket == mailbox->ticket;
    const struct frame *frame = has_picture ? &slot->frame : NULL;
    pthread_mutex_unlock(&mailbox->lock);
    return frame;
}

uint64_t mailbox_posted(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    uint64_t posted = mailbox->posted;
    pthread_mutex_unlock(&mailbox->lock);
    return posted;
}
