#include "media/flow.h"

enum {
    OVER_MS = 5000,
    STEADY_MS = 1000, /* looked at for so long at least … */
    STEADY_HZ = 5,    /* … it made so many pieces a second */
};

void flow_reset(struct flow *flow)
{
    *flow = (struct flow){0};
}

static bool is_steady(const struct stream *stream)
{
    int64_t span_ms = stream->newest_ms - stream->first_ms;
    uint64_t pieces = stream->newest - stream->first;
    return span_ms >= STEADY_MS && pieces * 1000 >= (uint64_t)span_ms * STEADY_HZ;
}

static void look(struct stream *stream, uint64_t count, int64_t place_ms)
{
    if (!stream->has_begun)
        *stream = (struct stream){.first = count,
                                  .newest = count,
                                  .first_ms = place_ms,
                                  .newest_ms = place_ms,
                                  .has_begun = true};
    if (count != stream->newest) {
        stream->newest = count;
        stream->newest_ms = place_ms;
        stream->is_over = false;
    } else if (place_ms - stream->newest_ms >= OVER_MS && is_steady(stream))
        stream->is_over = true;
}

void flow_look(struct flow *flow, uint64_t sounds, uint64_t pictures, int64_t place_ms)
{
    look(&flow->sound, sounds, place_ms);
    look(&flow->picture, pictures, place_ms);
}

bool flow_lacks_sound(const struct flow *flow)
{
    return flow->sound.is_over && !flow->picture.is_over;
}

bool flow_lacks_picture(const struct flow *flow)
{
    return flow->picture.is_over && !flow->sound.is_over;
}
