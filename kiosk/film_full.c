/* A film alone on the glass, with its signer; controls that come with a touch, and Close. */
#include "kiosk/film_inside.h"
#include "kiosk/widgets.h"

enum {
    EDGE = 48, /* of the glass to what can be touched */
    HIGH = 96, /* the bars at the head and the foot */
    CLOSE = 216,
    MAT = 8, /* round a signer who stands over the film */
};

/* The boxes of one way of holding the screen. */
struct full_places {
    struct box pictures; /* between the bars */
    struct box scrub, signer_place;
    struct controls controls;
};

static const struct full_places landscape = {
    .pictures = {EDGE, 168, 1824, 744},
    .scrub = {680, 936, 1192, HIGH},
    .signer_place = {1608, 936, 264, HIGH},
    .controls = {.play = {EDGE, 936, 264, HIGH},
                 .back15 = {328, 936, 160, HIGH},
                 .fwd15 = {504, 936, 160, HIGH}},
};
static const struct full_places portrait = {
    .pictures = {0, 192, 1080, 1432},
    .scrub = {EDGE, 1648, 984, 88},
    .controls = {.back15 = {EDGE, 1752, 200, 120},
                 .play = {264, 1752, 552, 120},
                 .fwd15 = {832, 1752, 200, 120}},
};

/* Where a column of signer beside the film costs it much, a visitor may have the one over the other:
 * lying down, where the film then has the whole glass, and the signer stands at the end of the row
 * between the bars. */
static bool can_stand_over(const struct film *film, struct duet *duet)
{
    struct board *board = film->recording.board;
    return film_is_signed(film) && !board_is_portrait(board) &&
           duet_over(board_canvas(board), box_inset(landscape.pictures, MAT), film_shapes(film),
                     duet);
}

/* On a mat of the page's ground. */
static void add_over(struct film *film, const struct duet *duet)
{
    struct board *board = film->recording.board;
    film_add_video(film, duet->film);
    struct widget *mat = panel_add(board, box_inset(duet->signer, -MAT), COLOR_BG0);
    mat->radius += MAT;
    film_add_signer(film, duet->signer);
}

static void add_pictures(struct film *film, const struct full_places *places)
{
    struct duet duet;
    if (!film_is_signed(film)) {
        film_add_video(film, board_canvas(film->recording.board));
    } else if (film->is_over && can_stand_over(film, &duet)) {
        add_over(film, &duet);
    } else {
        duet = duet_beside(places->pictures, FILM_GAP, film_shapes(film));
        film_add_video(film, duet.film);
        film_add_signer(film, duet.signer);
    }
}

static void add_controls(struct film *film, const struct full_places *places)
{
    struct recording *recording = &film->recording;
    struct board *board = recording->board;
    struct box scrub = places->scrub;
    struct duet duet;
    bool can_choose = can_stand_over(film, &duet);
    controls_add(board, &recording->playback, &places->controls);
    if (can_choose)
        scrub.w = places->signer_place.x - 16 - scrub.x;
    timeline_add(board, &recording->timeline, recording->view->item->card.title, scrub);
    if (can_choose)
        button_add(board, &(struct button){.id = "bsl.place",
                                           .box = places->signer_place,
                                           .icon = "sign_language",
                                           .label = board_word(board, film->is_over
                                                                          ? "film.signer.beside"
                                                                          : "film.signer.over")});
}

void film_layout_full(struct film *film)
{
    struct board *board = film->recording.board;
    const struct full_places *places = board_is_portrait(board) ? &portrait : &landscape;
    add_pictures(film, places);
    film_add_notice(
        film, box_make(EDGE, EDGE, board_canvas(board).w - 2 * EDGE - CLOSE - FILM_GAP, HIGH));
    button_add(board, &(struct button){
                          .id = "close",
                          .box = box_make(board_canvas(board).w - EDGE - CLOSE, EDGE, CLOSE, HIGH),
                          .icon = "fullscreen_exit",
                          .label = board_word(board, "play.close"),
                          .is_content = true});
    if (film->shows_controls)
        add_controls(film, places);
}
