/* Attract: what this is, that it can be touched, that it is safe. A silent loop of pictures that
 * may be shown so, with a sentence of the person's own; every button is live. */
#include "kiosk/picture.h"
#include "kiosk/screens.h"
#include "kiosk/view_home.h"
#include "kiosk/widgets.h"

#include <math.h>
#include <string.h>

enum {
    SLIDE_MIN_MS = 12000,
    SLIDE_MAX_MS = 16000,
    FRAME_MS = 66,   /* a slow zoom or a fade needs no more, */
    THREAD_MS = 250, /* and the thread, which passes a wave in eight seconds, fewer */
    STILL_FRAME_MS = 1000,
    DRIFT_MS = 300000,
    LANGUAGES = 6,
    QUOTE_LEAST_PX = 56, /* of the serif */
};
#define QUOTE_STEP 0.85
static const double zoom = 0.04;
static const double drift_px = 8;
static const double words_share = 0.60; /* of the width, lying down: up to here only words */
static const double light_share = 0.88; /* and from here on only the picture */

struct attract {
    const struct screen_env *env;
    struct board *board;
    struct view_attract *view; /* NULL: the archive cannot be read */
    char *pictures[VIEW_SLIDES];
    char language[SESSION_LANGUAGE_SIZE];
    size_t slide;
    int64_t slide_since_ms; /* -1: before the first tick */
    int64_t now_ms;
    uint32_t round;
    double words_top;   /* of a slide */
    struct point drift; /* of everything but the picture, against marks on the glass */
    size_t languages_page;
    bool begins; /* a language was chosen: begin with the next tick */
    bool is_stale;
};

static void forget_view(struct attract *attract)
{
    for (size_t i = 0; i < VIEW_SLIDES; i++)
        g_clear_pointer(&attract->pictures[i], g_free);
    view_attract_free(attract->view);
    attract->view = NULL;
}

static void leave(void *self)
{
    struct attract *attract = self;
    if (attract == NULL)
        return;
    forget_view(attract);
    board_destroy(attract->board);
    g_free(attract);
}

static size_t slide_count(const struct attract *attract)
{
    return attract->view != NULL ? MIN(attract->view->slides->count, (size_t)VIEW_SLIDES) : 0;
}

/* Without an archive the screen still says what to do. */
static void read_view(struct attract *attract)
{
    forget_view(attract);
    const char *language = attract->env->session->now.language;
    g_strlcpy(attract->language, language, sizeof attract->language);
    attract->view = view_attract_read(attract->env->exhibition, language, attract->round, NULL);
    for (size_t i = 0; i < slide_count(attract); i++)
        attract->pictures[i] =
            view_picture(attract->env->exhibition, &attract->view->slides->slides[i].picture);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct attract *attract = g_new0(struct attract, 1);
    attract->env = env;
    attract->board = board_create(env);
    attract->slide_since_ms = -1;
    attract->round = env->session->visit;
    read_view(attract);
    return attract;
}

static const struct shown_slide *slide_of(const struct attract *attract)
{
    return slide_count(attract) > 0 ? &attract->view->slides->slides[attract->slide] : NULL;
}

/* Whether it says something in the person's own words. */
static bool is_spoken(const struct shown_slide *slide)
{
    return slide->quotation != NULL && slide->quotation[0] != '\0';
}

static const char *credit_of(struct attract *attract, const struct shown_slide *slide)
{
    struct board *board = attract->board;
    const char *name =
        slide->is_name_withheld ? board_word(board, "person.unnamed") : slide->contributor;
    bool has_name = name != NULL && name[0] != '\0';
    if (slide->credit != NULL && slide->credit[0] != '\0' && !(is_spoken(slide) && has_name))
        return slide->credit;
    if (!has_name)
        return is_spoken(slide) ? slide->title : NULL;
    const struct word_value values[] = {{"name", name}, {NULL, NULL}};
    return board_take(board, words_format(attract->env->words, "attract.credit", values));
}

/* A sentence of the person's own as large as fits, not below the least size of its face; else what
 * the story is called. */
static struct text_layout *quote_layout(struct attract *attract, const struct shown_slide *slide,
                                        const char *text, double width, double height)
{
    struct label label = {.utf8 = text,
                          .language = slide->title_language,
                          .role = TYPE_SCREEN_TITLE,
                          .color = COLOR_TEXT,
                          .width = width,
                          .max_height = height,
                          .max_lines = 2};
    if (!is_spoken(slide))
        return board_fit(attract->board, &label);
    label.language = slide->quotation_language;
    label.role = TYPE_QUOTATION;
    label.color = COLOR_GOLD;
    label.max_lines = 0;
    label.size_px = theme_type(attract->env->theme, TYPE_QUOTATION, TEXT_STANDARD).size_px;
    struct text_layout *quote = board_layout(attract->board, &label);
    while (text_layout_is_cut(quote) && label.size_px * QUOTE_STEP >= QUOTE_LEAST_PX) {
        text_layout_destroy(quote);
        label.size_px *= QUOTE_STEP;
        quote = board_layout(attract->board, &label);
    }
    return quote;
}

/* Standing up the words end where the title begins, so that the picture has the room above. */
static void add_quote(struct attract *attract, struct box box)
{
    struct board *board = attract->board;
    const struct shown_slide *slide = slide_of(attract);
    attract->words_top = box.y + box.h;
    if (slide == NULL)
        return;
    const char *language = words_language(attract->env->words);
    const double credit_room = 44 * board_line_factor(language), gap = 10;
    const char *text =
        is_spoken(slide) ? board_format(board, "“%s”", slide->quotation) : slide->title;
    struct text_layout *quote =
        quote_layout(attract, slide, text, box.w, box.h - credit_room - gap);
    double height = text_layout_height(quote);
    double y = board_is_portrait(board) ? box.y + box.h - height - gap - credit_room : box.y;
    attract->words_top = y;
    struct widget *widget = board_add(
        board, &(struct access_node){.id = "quote",
                                     .role = ACCESS_TEXT,
                                     .name = text,
                                     .language = is_spoken(slide) ? slide->quotation_language
                                                                  : slide->title_language,
                                     .box = box_make(box.x, y, box.w, height)});
    widget_add_text(widget, quote, (struct point){widget->node.box.x, widget->node.box.y});
    text_flow(board, "credit", box_make(box.x, y + height + gap, box.w, credit_room),
              &(struct label){.utf8 = credit_of(attract, slide),
                              .role = TYPE_META,
                              .color = COLOR_TEXT2,
                              .max_lines = 1,
                              .size_px = 28});
}

/* High contrast has no picture behind words: it stands beside them. */
static void add_picture(struct attract *attract, struct box box)
{
    const struct shown_slide *slide = slide_of(attract);
    if (slide == NULL || !theme_is_solid(attract->env->theme))
        return;
    art_add(attract->board, "slide", box,
            &(struct art){.picture = attract->pictures[attract->slide],
                          .focal_x = slide->focal_x,
                          .focal_y = slide->focal_y,
                          .seed = (uint32_t)slide->item,
                          .hue = COLOR_GOLD},
            slide->alt_short, NULL);
}

static void add_title(struct attract *attract, struct box box)
{
    struct board *board = attract->board;
    const struct shown_archive *archive = attract->view != NULL ? attract->view->archive : NULL;
    const char *title = archive != NULL ? archive->title : board_word(board, "attract.title");
    const char *language = archive != NULL ? archive->language : NULL;
    const char *subtitle = archive == NULL                ? board_word(board, "attract.resting")
                           : archive->subtitle[0] != '\0' ? archive->subtitle
                                                          : board_word(board, "attract.subtitle");
    struct widget *heading =
        text_add(board, "title", ACCESS_HEADING, box_make(box.x, box.y, box.w, box.h - 60),
                 &(struct label){.utf8 = title,
                                 .language = language,
                                 .role = TYPE_ATTRACT_TITLE,
                                 .color = COLOR_TEXT,
                                 .max_lines = 2});
    double height = heading->text_count > 0 ? text_layout_height(heading->texts[0]) : 0;
    text_flow(board, "subtitle", box_make(box.x, box.y + height + 8, box.w, box.h - height),
              &(struct label){
                  .utf8 = subtitle, .language = language, .role = TYPE_LEAD, .color = COLOR_TEXT});
}

static void add_languages(struct attract *attract, struct box area, int in_row, double row_step)
{
    struct board *board = attract->board;
    const struct words *words = attract->env->words;
    struct words_page page = words_page(words, LANGUAGES, attract->languages_page);
    int count = (int)page.count + page.is_part;
    int columns = MIN(in_row, MAX(count, 1));
    double gap = 16;
    double width = (area.w - gap * (columns - 1)) / columns;
    for (int i = 0; i < count; i++) {
        bool is_more = page.is_part && i + 1 == count;
        const char *language = is_more ? NULL : words_languages(words)[page.first + (size_t)i];
        button_add(board,
                   &(struct button){
                       .id = is_more ? "languages.more"
                                     : board_format(board, "lang%zu", page.first + (size_t)i + 1),
                       .box = box_make(area.x + (width + gap) * (i % columns),
                                       area.y + row_step * (double)(i / columns), width, area.h),
                       .icon = is_more ? "more_horiz" : NULL,
                       .label = is_more ? "" : words_language_name(words, language),
                       .name = is_more ? board_word(board, "access.languages_more") : NULL,
                       .label_language = language,
                       .is_selected = g_strcmp0(language, attract->env->session->now.language) == 0,
                       .position = i + 1,
                       .set_size = count});
    }
}

static void layout(void *self)
{
    struct attract *attract = self;
    struct board *board = attract->board;
    if (strcmp(attract->language, attract->env->session->now.language) != 0)
        read_view(attract);
    board_begin(board);
    bool is_portrait = board_is_portrait(board);
    add_picture(attract, is_portrait ? box_make(72, 56, 936, 316) : box_make(1392, 184, 480, 592));
    add_quote(attract, is_portrait ? box_make(72, 412, 936, 420) : box_make(96, 176, 1248, 344));
    add_title(attract, is_portrait ? box_make(72, 856, 936, 320) : box_make(96, 560, 1248, 200));
    button_add(board, &(struct button){.id = "cta.begin",
                                       .box = is_portrait ? box_make(72, 1200, 936, 136)
                                                          : box_make(48, 824, 640, 120),
                                       .icon = "touch_app",
                                       .label = board_word(board, "attract.begin"),
                                       .look = BUTTON_PRIMARY,
                                       .scale = 1.45,
                                       .is_content = true});
    struct box care = is_portrait ? box_make(72, 1344, 936, 144) : box_make(728, 812, 1144, 144);
    struct widget *line = text_add(board, "care.line", ACCESS_TEXT, care,
                                   &(struct label){.utf8 = board_word(board, "attract.care"),
                                                   .role = TYPE_BODY,
                                                   .color = COLOR_TEXT});
    if (line->text_count > 0)
        line->text_at[0].y += (care.h - text_layout_height(line->texts[0])) / 2;
    button_add(board, &(struct button){.id = "access",
                                       .box = is_portrait ? box_make(72, 1760, 936, 112)
                                                          : box_make(48, 968, 640, 96),
                                       .icon = "settings_accessibility",
                                       .label = board_word(board, "attract.access")});
    add_languages(attract,
                  is_portrait ? box_make(72, 1496, 936, 104) : box_make(728, 968, 1144, 96),
                  is_portrait ? 3 : LANGUAGES, 128);
}

static struct intent event(void *self, const struct event *event)
{
    struct attract *attract = self;
    if (event->type == EVENT_WAKE)
        attract->is_stale = true;
    if (event->type == EVENT_TAP)
        return intent_of(INTENT_BEGIN);
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent_none();
    if (g_str_equal(event->node, "access"))
        return intent_open("access", 0, 0, NULL);
    if (g_str_equal(event->node, "languages.more")) {
        attract->languages_page++;
        layout(attract);
        return intent_none();
    }
    if (!g_str_has_prefix(event->node, "lang"))
        return intent_of(INTENT_BEGIN);
    const char *const *languages = words_languages(attract->env->words);
    size_t number = (size_t)g_ascii_strtoull(event->node + strlen("lang"), NULL, 10);
    if (number < 1 || number > g_strv_length((char **)languages))
        return intent_none();
    attract->begins = true;
    return intent_set_language(languages[number - 1]);
}

static int64_t slide_length(const struct attract *attract)
{
    const struct shown_slide *slide = slide_of(attract);
    int64_t words_count = 0;
    for (const char *at = slide != NULL ? slide->quotation : NULL; at != NULL && *at != '\0'; at++)
        words_count += *at == ' ';
    return CLAMP(4000 + 300 * (words_count + 1), SLIDE_MIN_MS, SLIDE_MAX_MS);
}

static bool next_slide(struct attract *attract)
{
    if (slide_count(attract) < 2 ||
        attract->now_ms - attract->slide_since_ms < slide_length(attract))
        return false;
    attract->slide = (attract->slide + 1) % slide_count(attract);
    attract->slide_since_ms = attract->now_ms;
    layout(attract);
    return true;
}

static int64_t fade_length(const struct attract *attract)
{
    bool is_short = attract->env->session->now.has_less_motion || attract->env->is_still;
    return theme_motion_ms(attract->env->theme, is_short ? MOTION_LESS : MOTION_ATTRACT);
}

/* One frame more than needed, so that its last one is drawn whole. */
static bool is_fading(const struct attract *attract)
{
    return slide_count(attract) > 1 &&
           attract->now_ms - attract->slide_since_ms <= fade_length(attract) + FRAME_MS;
}

static bool is_zooming(const struct attract *attract)
{
    return !attract->env->session->now.has_less_motion && !attract->env->is_still;
}

static bool is_picture_moving(const struct attract *attract)
{
    bool has_picture = slide_count(attract) > 0 && !theme_is_solid(attract->env->theme);
    return has_picture && (is_zooming(attract) || is_fading(attract));
}

/* Moves everything by a step when it is time to: true when it did. */
static bool drift(struct attract *attract)
{
    double angle = (double)(attract->now_ms % DRIFT_MS) / DRIFT_MS * 2 * G_PI;
    struct point now = {round(drift_px * sin(angle)), round(drift_px * (cos(angle) - 1))};
    bool has_changed = now.x != attract->drift.x || now.y != attract->drift.y;
    attract->drift = now;
    return has_changed;
}

static double thread_y(const struct attract *attract)
{
    return board_is_portrait(attract->board) ? 400 : 136;
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    struct attract *attract = self;
    attract->now_ms = now_ms;
    if (attract->slide_since_ms < 0) /* the first one has nothing to fade from */
        attract->slide_since_ms = now_ms - fade_length(attract) - 2 * FRAME_MS;
    if (attract->begins) {
        attract->begins = false;
        *intent = intent_of(INTENT_BEGIN);
    }
    bool has_less_motion = attract->env->session->now.has_less_motion;
    bool has_changed = next_slide(attract);
    bool has_drifted = drift(attract);
    bool is_all = attract->is_stale || has_changed || has_drifted || is_picture_moving(attract);
    attract->is_stale = false;
    return (struct tick){.is_dirty = is_all || !has_less_motion,
                         .again_in_ms = is_picture_moving(attract) ? FRAME_MS
                                        : has_less_motion          ? STILL_FRAME_MS
                                                                   : THREAD_MS};
}

/* A picture's middle, where a face mostly is, stands beside the words, and above them standing up;
 * what runs over the edges of the canvas is not seen. */
static struct box slide_box(const struct attract *attract)
{
    return board_is_portrait(attract->board)
               ? box_make(-60, -190, 1200, 860)
               : board_place(attract->board, box_make(760, -180, 1760, 1260));
}

/* The picture of a slide, zoomed slowly about what must stay in it. */
static void draw_slide(const struct attract *attract, struct canvas *canvas, size_t index,
                       int64_t age_ms, double opacity)
{
    const struct shown_slide *slide = &attract->view->slides->slides[index];
    struct box box = slide_box(attract);
    struct picture *picture =
        picture_get(attract->env->pictures, &(struct picture_wish){.path = attract->pictures[index],
                                                                   .width = box.w,
                                                                   .height = box.h,
                                                                   .fit = PICTURE_COVER,
                                                                   .focal_x = slide->focal_x,
                                                                   .focal_y = slide->focal_y});
    bool has_picture = picture_state(picture) == PICTURE_READY;
    canvas_push_opacity(canvas, opacity);
    if (!has_picture || picture_fade(picture) < 1)
        canvas_pattern(canvas, attract->env->theme, box, 0, (uint32_t)slide->item, COLOR_GOLD);
    if (has_picture) {
        double age = CLAMP((double)age_ms / SLIDE_MAX_MS, 0, 1);
        double side = is_zooming(attract) ? 1 - zoom * age : 1;
        struct box part = {slide->focal_x * (1 - side), slide->focal_y * (1 - side), side, side};
        canvas_picture_part(canvas, picture, box, part);
    }
    canvas_pop_opacity(canvas);
}

static void draw_slides(const struct attract *attract, struct canvas *canvas)
{
    size_t count = slide_count(attract);
    int64_t age = attract->now_ms - MAX(attract->slide_since_ms, 0);
    int64_t fade = fade_length(attract);
    bool is_between = age < fade && count > 1;
    if (is_between) {
        size_t before = (attract->slide + count - 1) % count;
        draw_slide(attract, canvas, before, slide_length(attract) + age, 1);
    }
    draw_slide(attract, canvas, attract->slide, age,
               is_between ? (double)age / (double)MAX(fade, 1) : 1);
}

/* The night the pictures come out of: the page in the light of the thread. */
static struct color night(const struct attract *attract)
{
    return color_mix(board_color(attract->board, COLOR_BG0),
                     board_color(attract->board, COLOR_GOLD), 0.05);
}

/* Dark where words stand: from the side where they begin and from below, standing up from the words
 * down. */
static void draw_scrims(const struct attract *attract, struct canvas *canvas)
{
    struct box box = board_canvas(attract->board);
    if (board_is_portrait(attract->board)) {
        double words = (attract->words_top - 24) / box.h;
        canvas_scrim(canvas, box, 0, words - 0.14, words, night(attract));
        return;
    }
    bool is_rtl = board_is_rtl(attract->board);
    enum { STRIPS = 240 };
    double width = box.w / STRIPS;
    for (int i = 0; i < STRIPS; i++) {
        double share = (double)i / STRIPS;
        double way = CLAMP((share - words_share) / (light_share - words_share), 0, 1);
        double alpha = 1 - way * way * (3 - 2 * way); /* even: a steep step shows strips */
        double x = is_rtl ? box.w - width * (i + 1) : width * i;
        struct box strip = box_make(x, 0, width, box.h);
        if (alpha > 0 && canvas_shows(canvas, strip))
            canvas_fill(canvas, strip, 0, color_with_alpha(night(attract), alpha));
    }
    canvas_scrim(canvas, box, 0, 0.56, 0.76, board_color(attract->board, COLOR_SCRIM));
}

/* The thread that joins the voices. */
static void draw_thread(const struct attract *attract, struct canvas *canvas)
{
    struct box box = board_canvas(attract->board);
    double phase =
        attract->env->session->now.has_less_motion ? 0 : (double)(attract->now_ms % 8000) / 8000;
    canvas_thread(canvas, (struct point){0, thread_y(attract)}, box.w,
                  board_measure(attract->board, MEASURE_THREAD), phase,
                  board_color(attract->board, COLOR_GOLD));
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct attract *attract = self;
    const struct board *board = attract->board;
    struct box box = board_canvas(board);
    bool is_solid = theme_is_solid(attract->env->theme);
    canvas_fill(canvas, box, 0, board_color(board, COLOR_BG0));
    if (!is_solid && slide_count(attract) > 0) {
        draw_slides(attract, canvas);
        draw_scrims(attract, canvas);
    } else if (!is_solid)
        canvas_gradient(canvas, box, board_color(board, COLOR_BG3), board_color(board, COLOR_BG0));
    canvas_push_translate(canvas, attract->drift.x, attract->drift.y);
    draw_thread(attract, canvas);
    board_draw_widgets(board, canvas, state);
    canvas_pop_translate(canvas);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct attract *attract = self;
    board_describe(attract->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_NEVER;
}

const struct screen_class screen_attract = {.name = "attract",
                                            .enter = enter,
                                            .layout = layout,
                                            .event = event,
                                            .tick = tick,
                                            .draw = draw,
                                            .describe = describe,
                                            .idle = idle,
                                            .leave = leave};
