/*
 * flow.h — whether the pictures and the sound of a film still come while it plays on.
 *
 * Decoders say how many pieces they have made so far; no word comes when one makes no more. What came
 * steadily and then not at all for five seconds of the film is over: its track ends there, or its file
 * is damaged. A film that shows a still now and then is not told from one that has stopped, and is
 * never called over; neither is one of which nothing comes any more, which stalls or ends.
 *
 * Pure values; one thread at a time.
 */
#ifndef MEDIA_FLOW_H
#define MEDIA_FLOW_H

#include <stdbool.h>
#include <stdint.h>

/* Of one decoder. */
struct stream {
    uint64_t first, newest; /* pieces at the first look and at the last that found more */
    int64_t first_ms, newest_ms;
    bool has_begun;
    bool is_over;
};

struct flow {
    struct stream sound, picture;
};

/* Begins anew: another place, another file. */
void flow_reset(struct flow *flow);

/* So many pieces of each were made by the time the film has played to @place_ms. */
void flow_look(struct flow *flow, uint64_t sounds, uint64_t pictures, int64_t place_ms);

/* One has stopped and the other goes on. */
bool flow_lacks_sound(const struct flow *flow);
bool flow_lacks_picture(const struct flow *flow);

#endif
