#include "kiosk/widget_player.h"

#include "kiosk/playback.h"
#include "kiosk/view_item.h"
#include "media/waveform.h"

enum {
    BAR_STEP = 11,
    THUMB_WIDTH = 8,
    THUMB_OVER = 10, /* reaches so far over the bars */
    KNOB = 22,
    FOUND = 7,
    LINE_WIDTH = 10,
    SIDE = 24,
    /* Of the line's end to a time, so that the thumb there leaves it free. */
    THUMB_GAP = 32,
    KNOB_GAP = KNOB + 18,
};

static const double QUIETEST = 0.06; /* a bar that can still be seen */

static struct text_layout *time_layout(const struct board *board, int64_t ms,
                                       enum color_token color)
{
    g_autofree char *code = board_time_code(board, MAX(ms, 0));
    return board_layout(board, &(struct label){.utf8 = code,
                                               .language = "en",
                                               .role = TYPE_META,
                                               .color = color,
                                               .keeps_own_side = true});
}

static double share_at(const struct timeline *timeline, int64_t ms)
{
    int64_t length = playback_length_ms(timeline->playback);
    return length > 0 ? CLAMP((double)ms / (double)length, 0, 1) : 0;
}

static void draw_marks(const struct timeline *timeline, const struct board *board,
                       struct canvas *canvas)
{
    const struct view_item *view = timeline->playback->view;
    struct box line = timeline->line;
    for (size_t i = 0; i < view->part_count; i++) {
        double from = share_at(timeline, view->parts[i].begin_ms);
        double to = share_at(timeline, view->parts[i].end_ms);
        canvas_hatch(canvas,
                     box_make(line.x + from * line.w, line.y, MAX((to - from) * line.w, 8), line.h),
                     board_color(board, COLOR_LILAC));
    }
    for (size_t i = 0; i < view->chapter_count; i++) {
        double x = line.x + share_at(timeline, view->chapters[i].at_ms) * line.w;
        canvas_fill(canvas, box_make(x - 1.5, line.y + line.h - 6, 3, 12), 0,
                    board_color(board, COLOR_TEXT2));
    }
}

/* Over the waveform, in a row of their own, with a dark edge so that they stand on anything. */
static void draw_found(const struct timeline *timeline, const struct board *board,
                       struct canvas *canvas)
{
    struct box line = timeline->line;
    for (guint i = 0; timeline->found_ms != NULL && i < timeline->found_ms->len; i++) {
        int64_t at_ms = g_array_index(timeline->found_ms, int64_t, i);
        struct point at = {line.x + share_at(timeline, at_ms) * line.w, line.y - 2};
        canvas_circle(canvas, at, FOUND + 3, board_color(board, COLOR_BG1));
        canvas_circle(canvas, at, FOUND, board_color(board, COLOR_TEAL));
    }
}

/* Whether it is known where the recording stands: only then there is a thumb to take hold of. */
static bool has_thumb(const struct timeline *timeline)
{
    return playback_is_possible(timeline->playback) && playback_length_ms(timeline->playback) > 0;
}

static void draw_bars(const struct timeline *timeline, const struct board *board,
                      struct canvas *canvas, double share)
{
    struct box line = timeline->line;
    canvas_bars(canvas, line, timeline->heights, timeline->count, share,
                board_color(board, COLOR_GOLD), board_color(board, COLOR_WAVE));
    struct box thumb = box_make(line.x + share * line.w - THUMB_WIDTH / 2.0, line.y - THUMB_OVER,
                                THUMB_WIDTH, line.h + 2 * THUMB_OVER);
    if (has_thumb(timeline))
        canvas_fill(canvas, thumb, THUMB_WIDTH / 2.0, board_color(board, COLOR_TEXT));
}

static void draw_rail(const struct timeline *timeline, const struct board *board,
                      struct canvas *canvas, double share)
{
    struct box line = timeline->line;
    double middle = line.y + line.h / 2;
    struct box rail = box_make(line.x, middle - LINE_WIDTH / 2.0, line.w, LINE_WIDTH);
    canvas_fill(canvas, rail, LINE_WIDTH / 2.0, board_color(board, COLOR_WAVE));
    if (!has_thumb(timeline))
        return;
    rail.w *= share;
    canvas_fill(canvas, rail, LINE_WIDTH / 2.0, board_color(board, COLOR_GOLD));
    struct point knob = {line.x + share * line.w, middle};
    canvas_circle(canvas, knob, KNOB, board_color(board, COLOR_TEXT));
    canvas_circle(canvas, knob, KNOB - 8, board_color(board, COLOR_GOLD));
}

static void paint_timeline(const struct widget *widget, const struct board *board,
                           struct canvas *canvas, const struct draw_state *state)
{
    const struct timeline *timeline = widget->data;
    struct box box = widget->node.box;
    int64_t time_ms = playback_time_ms(timeline->playback);
    draw_marks(timeline, board, canvas);
    (timeline->count > 0 ? draw_bars : draw_rail)(timeline, board, canvas,
                                                  share_at(timeline, time_ms));
    draw_found(timeline, board, canvas);
    struct text_layout *now = time_layout(board, time_ms, COLOR_TEXT);
    struct text_layout *all =
        time_layout(board, playback_length_ms(timeline->playback), COLOR_TEXT2);
    double y = box.y + (box.h - text_layout_height(now)) / 2;
    text_draw(board_env(board)->text, now, (struct point){box.x + SIDE, y});
    text_draw(board_env(board)->text, all,
              (struct point){box.x + box.w - SIDE - text_layout_width(all), y});
    text_layout_destroy(now);
    text_layout_destroy(all);
}

/* How loud it is, without what is hidden: how that sounds is not shown either. */
static double height_shown(const struct timeline *timeline, int64_t from_ms, int64_t to_ms)
{
    const struct view_item *view = timeline->playback->view;
    double height = 0;
    for (size_t i = 0; view->hides_parts && i < view->part_count && from_ms < to_ms; i++) {
        const struct view_part *part = &view->parts[i];
        if (part->end_ms <= from_ms || part->begin_ms >= to_ms)
            continue;
        if (part->begin_ms > from_ms)
            height = MAX(height, waveform_level(timeline->waveform, from_ms, part->begin_ms));
        from_ms = part->end_ms;
    }
    return from_ms < to_ms ? MAX(height, waveform_level(timeline->waveform, from_ms, to_ms))
                           : height;
}

static void measure_bars(struct timeline *timeline)
{
    g_clear_pointer(&timeline->heights, g_free);
    timeline->count = 0;
    int64_t length = playback_length_ms(timeline->playback);
    if (timeline->waveform == NULL || length <= 0)
        return;
    timeline->count = (size_t)MAX(timeline->line.w / BAR_STEP, 1);
    timeline->heights = g_new0(double, timeline->count);
    double loudest = 0.05;
    for (size_t i = 0; i < timeline->count; i++) {
        timeline->heights[i] =
            height_shown(timeline, length * (int64_t)i / (int64_t)timeline->count,
                         length * (int64_t)(i + 1) / (int64_t)timeline->count);
        loudest = MAX(loudest, timeline->heights[i]);
    }
    for (size_t i = 0; i < timeline->count; i++) { /* by its power, as it is heard */
        double level = timeline->heights[i] / loudest;
        timeline->heights[i] = CLAMP(level * level, QUIETEST, 1);
    }
}

void timeline_add(struct board *board, struct timeline *timeline, const char *name, struct box box)
{
    struct playback *playback = timeline->playback;
    g_autofree char *now = text_time_code(playback_time_ms(playback));
    g_autofree char *length = text_time_code(playback_length_ms(playback));
    const struct word_value values[] = {{"now", now}, {"length", length}, {NULL, NULL}};
    g_autofree char *value = words_format(board_env(board)->words, "play.position", values);
    struct widget *widget =
        board_add(board, &(struct access_node){.id = playback->scrub_id,
                                               .role = ACCESS_SLIDER,
                                               .name = name,
                                               .value = value,
                                               .box = box,
                                               .states = has_thumb(timeline) ? 0 : ACCESS_DISABLED,
                                               .is_target = true,
                                               .is_draggable = true});
    widget->has_fill = true;
    widget->fill = COLOR_BG1;
    widget->has_border = theme_is_solid(board_env(board)->theme);
    widget->border = COLOR_LINE_STRONG;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
    widget->data = timeline;
    widget->paint = paint_timeline;
    struct text_layout *longest = time_layout(board, playback_length_ms(playback), COLOR_TEXT2);
    double side = SIDE + MAX(text_layout_width(longest), 64) +
                  (timeline->waveform != NULL ? THUMB_GAP : KNOB_GAP);
    text_layout_destroy(longest);
    box = widget->node.box;
    timeline->line = box_make(box.x + side, box.y + 18, box.w - 2 * side, box.h - 36);
    playback->line = timeline->line;
    measure_bars(timeline);
}

static void add_volume(struct board *board, const struct controls *controls)
{
    struct box area =
        box_union(controls->volume, controls->speed.w > 0 ? controls->speed : controls->language);
    int volume = board_env(board)->session->now.volume;
    double width = (area.w - 32) / 3;
    const struct {
        const char *id;
        const char *icon;
        const char *label;
        bool is_disabled;
    } buttons[] = {
        {"quieter", "volume_down", board_word(board, "play.quieter"), volume == 0},
        {"louder", "volume_up", board_word(board, "play.louder"), volume == SESSION_VOLUME_MAX},
        {"volume.done", NULL,
         board_format(board, "%s · %s", board_number(board, volume),
                      board_word(board, "access.done")),
         false}};
    for (size_t i = 0; i < G_N_ELEMENTS(buttons); i++)
        button_add(board, &(struct button){.id = buttons[i].id,
                                           .box = box_make(area.x + (width + 16) * (double)i,
                                                           area.y, width, area.h),
                                           .icon = buttons[i].icon,
                                           .label = buttons[i].label,
                                           .is_disabled = buttons[i].is_disabled});
}

static void add_options(struct board *board, const struct playback *playback,
                        const struct controls *controls)
{
    bool is_possible = playback_is_possible(playback) && playback->is_open;
    if (playback->shows_volume && controls->volume.w > 0) {
        add_volume(board, controls);
        return;
    }
    char plain[8];
    g_ascii_formatd(plain, sizeof plain, "%g",
                    playback->status.rate > 0 ? playback->status.rate : 1.0);
    const struct words *words = board_env(board)->words;
    const struct word_value values[] = {{"speed", plain}, {NULL, NULL}};
    const char *number = board_take(board, words_number(words, plain));
    if (controls->speed.w > 0)
        button_add(board, &(struct button){
                              .id = "speed",
                              .box = controls->speed,
                              .icon = "speed",
                              .label = board_take(board, words_format(words, "play.speed", values)),
                              .label_language = "en",
                              .name = board_word(board, "play.speed.spoken"),
                              .value = number,
                              .is_disabled = !is_possible});
    if (controls->language.w > 0)
        button_add(board, &(struct button){.id = "language",
                                           .box = controls->language,
                                           .icon = controls->has_pair ? NULL : "translate",
                                           .label = controls->words_label != NULL
                                                        ? controls->words_label
                                                        : board_word(board, "play.language"),
                                           .is_disabled = !controls->has_languages});
    if (controls->volume.w > 0)
        button_add(board, &(struct button){.id = "volume",
                                           .box = controls->volume,
                                           .icon = "volume_up",
                                           .label = board_word(board, "play.volume"),
                                           .most_px = controls->most_px,
                                           .is_disabled = !is_possible});
}

void controls_add(struct board *board, const struct playback *playback,
                  const struct controls *controls)
{
    bool is_playing = playback_is_playing(playback);
    bool is_off = !playback_is_possible(playback) || !playback->is_open;
    const char *word = is_playing ? "play.pause" : playback->has_ended ? "play.again" : "play.play";
    button_add(board, &(struct button){.id = "back15",
                                       .box = controls->back15,
                                       .icon = "replay",
                                       .label = board_word(board, "play.back"),
                                       .name = board_word(board, "play.back.spoken"),
                                       .is_disabled = is_off});
    button_add(board, &(struct button){.id = "play",
                                       .box = controls->play,
                                       .icon = is_playing ? "pause" : "play_arrow",
                                       .label = board_word(board, word),
                                       .look = is_off ? BUTTON_CONTENT : BUTTON_PRIMARY,
                                       .scale = 1.15,
                                       .is_disabled = is_off,
                                       .is_content = true});
    button_add(board, &(struct button){.id = "fwd15",
                                       .box = controls->fwd15,
                                       .icon = "fast_forward",
                                       .label = board_word(board, "play.forward"),
                                       .name = board_word(board, "play.forward.spoken"),
                                       .is_disabled = is_off});
    add_options(board, playback, controls);
}

double list_row_add(struct board *board, const struct list_row *row)
{
    double indent = 28;
    struct text_layout *time = NULL;
    if (row->at_ms >= 0) {
        time = time_layout(board, row->at_ms, COLOR_TEXT3);
        indent += MAX(text_layout_width(time), 84) + 20;
    } else if (row->icon != NULL)
        indent += 40 + 20;
    double width = row->box.w - indent - 28;
    struct text_layout *title = board_layout(board, &(struct label){.utf8 = row->title,
                                                                    .language = row->title_language,
                                                                    .role = row->role,
                                                                    .color = COLOR_TEXT,
                                                                    .width = width});
    struct text_layout *says = NULL;
    double height = 2 * 16 + text_layout_height(title);
    if (row->says != NULL && row->says[0] != '\0') {
        says = board_layout(
            board, &(struct label){
                       .utf8 = row->says, .role = TYPE_META, .color = COLOR_TEXT2, .width = width});
        height += 4 + text_layout_height(says);
    }
    struct box box = row->box;
    box.h = MAX(height, 88);
    struct widget *widget = board_add(board, &(struct access_node){.id = row->id,
                                                                   .role = ACCESS_LISTITEM,
                                                                   .name = row->title,
                                                                   .value = row->says,
                                                                   .language = row->title_language,
                                                                   .box = box,
                                                                   .position = row->position,
                                                                   .set_size = row->set_size,
                                                                   .is_target = true,
                                                                   .slop = 1});
    widget->has_fill = true;
    widget->fill = COLOR_BG2;
    widget->radius = 16;
    widget->has_border = theme_is_solid(board_env(board)->theme);
    widget->border = COLOR_LINE_STRONG;
    bool is_rtl = board_is_rtl(board);
    struct box at = widget->node.box;
    double x = is_rtl ? at.x + 28 : at.x + indent;
    double y = at.y + (box.h - height) / 2 + 16;
    if (row->at_ms < 0 && row->icon != NULL) {
        widget->icon = row->icon;
        widget->icon_size = 40;
        widget->icon_color = COLOR_GOLD;
        widget->icon_box = box_make(is_rtl ? at.x + at.w - 28 - 40 : at.x + 28, at.y, 40, at.h);
    }
    if (time != NULL)
        widget_add_text(
            widget, time,
            (struct point){is_rtl ? at.x + at.w - 28 - text_layout_width(time) : at.x + 28, y});
    widget_add_text(widget, title, (struct point){x, y});
    if (says != NULL)
        widget_add_text(widget, says, (struct point){x, y + text_layout_height(title) + 4});
    return box.h;
}
