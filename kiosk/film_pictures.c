/* The film and its signer as they are seen, with captions over the one. */
#include "kiosk/caption.h"
#include "kiosk/film_inside.h"

enum { NOTICE_PAD_X = 28, NOTICE_PAD_Y = 18 };

static const double film_shape = 16.0 / 9, signer_shape = 520.0 / 680;

bool film_is_signed(const struct film *film)
{
    const struct playback *playback = &film->recording.playback;
    return playback->is_signed && playback_can_sign(playback);
}

static double shape_of(const struct film *film, const char *role, double otherwise)
{
    const struct shown_asset *asset = shown_item_asset(film->recording.view->item, role, NULL);
    bool is_said = asset != NULL && asset->width_px > 0 && asset->height_px > 0;
    return is_said ? CLAMP((double)asset->width_px / asset->height_px, 0.2, 5) : otherwise;
}

struct duet_shapes film_shapes(const struct film *film)
{
    return (struct duet_shapes){shape_of(film, "access", film_shape),
                                shape_of(film, "signing", signer_shape)};
}

/* It fills the glass from side to side or from top to bottom: its corners stay square. */
static bool is_bleeding(const struct board *board, struct box box)
{
    struct box all = board_canvas(board);
    return box.w >= all.w || box.h >= all.h;
}

/* A moving picture on the page's own ground, with the corners and in solid themes the border of a
 * card; of the picture this share is seen. */
static struct box paint_frame(const struct widget *widget, struct canvas *canvas,
                              enum canvas_film which, const struct frame *frame, double shown)
{
    const struct film *film = widget->data;
    const struct board *board = film->recording.board;
    struct color ground = board_color(board, COLOR_BG0);
    canvas_fill(canvas, widget->node.box, 0, ground);
    struct box picture = canvas_frame(canvas, which, widget->node.box, frame);
    if (shown < 1)
        canvas_fill(canvas, picture, 0, color_with_alpha((struct color){0, 0, 0, 255}, 1 - shown));
    canvas_round_off(canvas, picture, widget->radius, ground);
    if (widget->radius > 0 && theme_is_solid(board_env(board)->theme))
        canvas_stroke(canvas, picture, widget->radius, board_measure(board, MEASURE_BORDER),
                      board_color(board, COLOR_LINE_STRONG));
    return picture;
}

/* What of the picture nothing stands over: no controls at its foot, no signer at its side. */
static struct box free_of(const struct board *board, struct box picture)
{
    static const char *const over[] = {"scrub", "play"};
    struct box free = picture;
    for (size_t i = 0; i < G_N_ELEMENTS(over); i++) {
        const struct widget *widget = board_find(board, over[i]);
        if (widget != NULL && !box_is_empty(box_intersect(free, widget->node.box)))
            free.h = widget->node.box.y - FILM_GAP - free.y;
    }
    const struct widget *signer = board_find(board, "signer");
    struct box side = signer != NULL ? box_intersect(free, signer->node.box) : (struct box){0};
    if (box_is_empty(side))
        return free;
    double left = free.x, right = free.x + free.w;
    if (box_center(side).x < box_center(free).x)
        left = side.x + side.w + FILM_GAP;
    else
        right = side.x - FILM_GAP;
    return box_make(left, free.y, right - left, free.h);
}

/* Its poster stands there before it was begun and after its end. */
static bool has_poster_up(const struct film *film)
{
    const struct playback *playback = &film->recording.playback;
    bool is_new = playback->status.state <= PLAYER_READY && playback_time_ms(playback) == 0;
    return film->recording.view->poster != NULL &&
           (is_new || playback->status.state == PLAYER_ENDED) && !playback->is_scrubbing;
}

static void paint_video(const struct widget *widget, const struct board *board,
                        struct canvas *canvas, const struct draw_state *state)
{
    const struct film *film = widget->data;
    const struct recording *recording = &film->recording;
    const struct playback *playback = &recording->playback;
    const struct frame *frame = playback_frame(playback);
    struct box picture = widget->node.box;
    bool is_moving = frame != NULL && !has_poster_up(film);
    if (is_moving && playback_is_apart(playback))
        picture = paint_frame(widget, canvas, CANVAS_FILM_BESIDE, frame,
                              playback_beside_shown(playback, BESIDE_FILM));
    else if (is_moving)
        picture = paint_frame(widget, canvas, CANVAS_FILM_FIRST, frame, playback_shown(playback));
    struct box free = free_of(board, picture);
    if (free.h < picture.h && !theme_is_solid(board_env(board)->theme)) {
        double top = MAX(free.y + free.h - FILM_SCRIM, picture.y);
        canvas_scrim(canvas, box_make(picture.x, top, picture.w, picture.y + picture.h - top), 0, 0,
                     0.5, board_color(board, COLOR_SCRIM));
    }
    if (is_moving && film->has_captions)
        caption_draw(board, canvas, recording->view, playback_time_ms(playback) + CAPTION_AHEAD_MS,
                     picture, free);
}

void film_add_video(struct film *film, struct box place)
{
    struct board *board = film->recording.board;
    const struct shown_card *card = &film->recording.view->item->card;
    struct box box = box_fit(place, film_shapes(film).film);
    struct art art = card_art(board, card, box.w);
    const char *alt =
        card->alt_short != NULL && card->alt_short[0] != '\0' ? card->alt_short : card->title;
    struct widget *widget = art_add(board, "video", box, &art, alt, card->alt_language);
    widget->node.role = ACCESS_VIDEO;
    widget->paint = paint_video;
    widget->data = film;
    if (is_bleeding(board, box))
        widget->radius = 0;
}

static void paint_signer(const struct widget *widget, const struct board *board,
                         struct canvas *canvas, const struct draw_state *state)
{
    const struct film *film = widget->data;
    const struct playback *playback = &film->recording.playback;
    const struct frame *frame = beside_frame(&playback->beside, BESIDE_SIGNER);
    if (frame == NULL)
        canvas_fill(canvas, widget->node.box, widget->radius, board_color(board, COLOR_BG1));
    else
        paint_frame(widget, canvas, CANVAS_FILM_SIGNER, frame,
                    playback_beside_shown(playback, BESIDE_SIGNER));
}

void film_add_signer(struct film *film, struct box place)
{
    struct board *board = film->recording.board;
    struct widget *widget =
        board_add(board, &(struct access_node){.id = "signer",
                                               .role = ACCESS_VIDEO,
                                               .name = board_word(board, "play.bsl"),
                                               .box = box_fit(place, film_shapes(film).signer)});
    widget->paint = paint_signer;
    widget->data = film;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
}

void film_add_notice(struct film *film, struct box room)
{
    struct board *board = film->recording.board;
    const char *notice = recording_notice(&film->recording);
    if (notice == NULL)
        return;
    double most = room.w - 2 * NOTICE_PAD_X;
    struct text_layout *text = board_layout(
        board,
        &(struct label){.utf8 = notice, .role = TYPE_BODY, .color = COLOR_TEXT, .width = most});
    double wide = text_layout_lines(text) > 1 ? most : text_layout_width(text);
    double high = MAX(room.h, text_layout_height(text) + 2 * NOTICE_PAD_Y);
    struct widget *widget = board_add(
        board, &(struct access_node){.id = "notice",
                                     .role = ACCESS_STATUS,
                                     .name = notice,
                                     .box = {room.x, room.y, wide + 2 * NOTICE_PAD_X, high}});
    struct box box = widget->node.box;
    widget->has_fill = true;
    widget->fill = COLOR_BG1;
    widget->has_border = theme_is_solid(board_env(board)->theme);
    widget->border = COLOR_LINE_STRONG;
    widget->radius = board_measure(board, MEASURE_RADIUS_CARD);
    double x = board_is_rtl(board) ? box.x + box.w - NOTICE_PAD_X - most : box.x + NOTICE_PAD_X;
    widget_add_text(widget, text, (struct point){x, box.y + (high - text_layout_height(text)) / 2});
}
