#include "kiosk/app.h"

#include "catalogue/archive.h"
#include "catalogue/shown.h"
#include "kiosk/automation.h"
#include "kiosk/canvas.h"
#include "kiosk/config.h"
#include "kiosk/exhibition.h"
#include "kiosk/fixity.h"
#include "kiosk/log.h"
#include "kiosk/look.h"
#include "kiosk/picture.h"
#include "kiosk/playing.h"
#include "kiosk/screens.h"
#include "kiosk/stage.h"
#include "kiosk/stats.h"
#include "kiosk/text.h"
#include "kiosk/verifying.h"
#include "kiosk/window.h"
#include "media/player.h"

#include <gio/gio.h>
#include <stdatomic.h>
#include <string.h>

enum {
    FRAME_MS = 16,        /* the shortest time from one frame to the next */
    NEWS_MAX = 256,       /* taken in before time passes again */
    RETRY_MS = 10 * 1000, /* to look again for an exhibition that could not be opened */
    PICTURES_MB = 40,     /* most for pictures where they lie in the machine's own memory */
    HIDDEN_MS = 1000,     /* to look round while nobody sees the window */
};

struct app {
    const struct config *config;
    struct look *look;
    struct window *window;
    struct canvas *canvas;
    struct text *text;
    struct pictures *pictures;
    struct playing *playing;
    struct fixity *fixity;
    struct exhibition *exhibition; /* NULL while there is none to show */
    struct verifying *verifying;   /* NULL until something was drawn of it */
    enum exhibition_trust trust;   /* by blocks until damage was met */
    GThread *opening;              /* at the start: sets the one above or the reason below */
    GError *why_none;
    int64_t retry_ms;
    struct session *session;
    struct screen_env env;
    struct stage *stage;
    struct automation *automation;
    struct stats stats;

    int64_t drawn_ms; /* when the last frame was begun */
    bool is_dirty;
    bool is_hidden;
    bool is_over;
    atomic_bool has_news;  /* from the player or the pictures */
    atomic_bool has_asked; /* automation */
};

/* The screens there are without an exhibition. */
static const struct screen_class *const resting[] = {&screen_trouble, &screen_idle, NULL};

/*
 * What the parts call.
 */
static void wake_for_news(void *data)
{
    struct app *app = data;
    atomic_store(&app->has_news, true);
    window_wake(app->window);
}

static void wake_for_request(void *data)
{
    struct app *app = data;
    atomic_store(&app->has_asked, true);
    window_wake(app->window);
}

static struct player *get_player(void *data)
{
    struct app *app = data;
    return playing_player(app->playing);
}

static struct player *get_silent(void *data, int number)
{
    struct app *app = data;
    return playing_silent(app->playing, number);
}

static void choices_changed(void *data)
{
    struct app *app = data;
    const struct session_choices *now = &app->session->now;
    struct text_settings settings = {
        .size = now->text_size,
        .letters = now->has_easy_letters ? LETTERS_ANDIKA : LETTERS_INTER,
        .more_space = now->has_more_space,
    };

    look_apply(app->look, app->session);
    app->env.words = look_words(app->look);
    app->env.theme = look_theme(app->look);
    app->env.support = look_support(app->look);
    app->env.keyboards = look_keyboards(app->look);
    text_set_theme(app->text, app->env.theme);
    text_set_settings(app->text, &settings);
    pictures_set_less_motion(app->pictures, now->has_less_motion);
    playing_apply(app->playing, app->session);
}

static void visit_ended(void *data)
{
    struct app *app = data;
    playing_stop(app->playing);
}

static void screen_failed(const char *screen, const char *cause, void *data)
{
    g_autofree char *part = g_strdup_printf("screen %s", screen);
    log_cause(part, cause);
}

/*
 * Start and end.
 */
static struct exhibition *open_exhibition(const struct config *config, enum exhibition_trust trust,
                                          GError **error)
{
    g_autofree char *complaint = NULL;
    struct exhibition *exhibition = NULL;

    if (config->pack != NULL)
        return exhibition_open_pack(config->pack, trust, error);
    if (config->archive != NULL)
        return exhibition_open_archive(config->archive, error);
    if (config->packs != NULL) {
        exhibition = exhibition_open_packs(config->packs, trust, &complaint, error);
        if (complaint != NULL)
            log_cause("packs", complaint);
        return exhibition;
    }
    g_set_error(error, EXHIBITION_ERROR, EXHIBITION_ERROR_NOT_FOUND,
                "nothing to show is named; give --pack, --archive or --packs");
    return NULL;
}

static void make_stage(struct app *app, const char *trouble)
{
    struct stage_config config = {
        .classes = app->exhibition != NULL ? screens : resting,
        .env = &app->env,
        .session = app->session,
        .patience_percent = app->config->patience_percent,
        .choices_changed = choices_changed,
        .visit_ended = visit_ended,
        .log = screen_failed,
        .data = app,
    };
    if (app->exhibition == NULL) {
        config.root = route_of("trouble");
        g_strlcpy(config.root.reason, trouble, sizeof config.root.reason);
    }
    stage_destroy(app->stage);
    app->env.exhibition = app->exhibition;
    app->stage = stage_create(&config, window_now_ms());
}

static void *open_aside(void *data)
{
    struct app *app = data;
    app->exhibition = open_exhibition(app->config, app->trust, &app->why_none);
    return NULL;
}

/* Waits for the exhibition that is being opened. */
static void end_opening(struct app *app)
{
    if (app->opening != NULL)
        g_thread_join(g_steal_pointer(&app->opening));
}

/* Shows the exhibition, or the trouble card until there is one. */
static void show_exhibition(struct app *app)
{
    g_autoptr(GError) error = NULL;

    if (app->opening != NULL) {
        end_opening(app);
        error = g_steal_pointer(&app->why_none);
    } else {
        app->exhibition = open_exhibition(app->config, app->trust, &error);
    }
    if (app->exhibition != NULL || app->stage == NULL)
        make_stage(app, error == NULL ? "" : error->message);
    app->retry_ms = window_now_ms() + RETRY_MS;
}

/* Lets go of an exhibition that is damaged. Whatever is opened from now on is read whole first, so
 * that another pack or a mended one comes in its place, and the bad one does not come again. */
static void leave_exhibition(struct app *app, const char *complaint)
{
    g_autofree char *reason = g_strdup(complaint);
    struct exhibition *damaged = app->exhibition;

    log_cause("exhibition", reason);
    playing_stop(app->playing);
    g_clear_pointer(&app->verifying, verifying_stop);
    app->trust = EXHIBITION_WHOLE;
    app->exhibition = NULL;
    make_stage(app, reason);
    exhibition_close(damaged);
    show_exhibition(app);
    app->is_dirty = true;
}

/* Once something is seen there is time to read all of the catalogue. */
static void verify_exhibition(struct app *app)
{
    if (app->verifying == NULL && app->exhibition != NULL)
        app->verifying = verifying_start(app->exhibition, wake_for_news, app);
    const char *complaint = app->verifying != NULL ? verifying_complaint(app->verifying) : NULL;
    if (complaint != NULL)
        leave_exhibition(app, complaint);
}

static bool open_window(struct app *app, const char *automation, GError **error)
{
    const struct config *config = app->config;
    bool is_portrait = config->is_portrait;
    struct window_options options = {
        .title = "Remembering",
        .is_windowed = config->is_windowed,
        .width_px = config->width_px > 0 ? config->width_px
                    : is_portrait        ? 1080
                                         : 1920,
        .height_px = config->height_px > 0 ? config->height_px
                     : is_portrait         ? 1920
                                           : 1080,
        .keys = config->keys,
    };
    struct canvas_options drawing = {
        .force_portrait = is_portrait,
        .keep_frame = automation != NULL,
        .driver = config->driver,
    };
    app->window = window_open(&options, error);
    if (app->window == NULL)
        return false;
    app->canvas = canvas_create(window_handle(app->window), &drawing, error);
    return app->canvas != NULL;
}

static bool make_parts(struct app *app, const char *automation, GError **error)
{
    app->look = look_create(app->config, error);
    if (app->look == NULL || !open_window(app, automation, error))
        return false;
    look_apply(app->look, app->session);
    app->text = text_create(app->canvas, look_theme(app->look), NULL, error);
    if (app->text == NULL)
        return false;
    int pictures_mb = app->config->textures_mb;
    if (canvas_is_software(app->canvas))
        pictures_mb = MIN(pictures_mb, PICTURES_MB);
    app->pictures = pictures_create(app->canvas, (size_t)pictures_mb << 20, wake_for_news, app);
    app->playing = playing_create(app->config, wake_for_news, app);
    app->fixity = fixity_create(wake_for_news, app);
    if (automation != NULL)
        app->automation = automation_create(automation, wake_for_request, app, error);
    return automation == NULL || app->automation != NULL;
}

struct app *app_create(const struct config *config, const char *automation, GError **error)
{
    struct app *app = g_new0(struct app, 1);

    app->config = config;
    app->session = session_create(&config->visitor);
    stats_init(&app->stats);
    /* A large catalogue takes as long to verify as a window to open: both at once. */
    app->opening = g_thread_new("exhibition", open_aside, app);
    if (!make_parts(app, automation, error)) {
        app_destroy(app);
        return NULL;
    }
    app->env = (struct screen_env){
        .text = app->text,
        .pictures = app->pictures,
        .fixity = app->fixity,
        .session = app->session,
        .viewport = canvas_viewport(app->canvas),
        .is_still = canvas_is_software(app->canvas),
        .get_player = get_player,
        .get_silent = get_silent,
        .player_data = app,
        .wake = wake_for_news,
        .wake_data = app,
    };
    choices_changed(app);
    show_exhibition(app);
    app->is_dirty = true;
    return app;
}

void app_destroy(struct app *app)
{
    if (app == NULL)
        return;
    end_opening(app);
    verifying_stop(app->verifying);
    g_clear_error(&app->why_none);
    automation_destroy(app->automation);
    stage_destroy(app->stage);
    playing_destroy(app->playing);
    fixity_destroy(app->fixity);
    pictures_destroy(app->pictures);
    text_destroy(app->text);
    canvas_destroy(app->canvas);
    window_close(app->window);
    exhibition_close(app->exhibition);
    session_destroy(app->session);
    look_destroy(app->look);
    g_free(app);
}

/*
 * News from the window.
 */
static void resize(struct app *app)
{
    canvas_resized(app->canvas);
    text_resized(app->text);
    pictures_clear(app->pictures);
    stage_layout(app->stage, window_now_ms());
    app->is_dirty = true;
}

static void take_contact(struct app *app, const struct window_news *news)
{
    struct contact contact = news->contact;
    contact.at =
        viewport_to_logical(canvas_viewport(app->canvas), news->contact.at.x, news->contact.at.y);
    if (contact.kind == CONTACT_FINGER)
        stats_touch(&app->stats, (double)news->at_ms);
    stage_contact(app->stage, &contact);
}

static void take_news(struct app *app, const struct window_news *news)
{
    switch (news->type) {
    case WINDOW_NOTHING:
        break;
    case WINDOW_CONTACT:
        take_contact(app, news);
        break;
    case WINDOW_ACTION:
        stage_action(app->stage, news->action, news->at_ms);
        break;
    case WINDOW_TEXT:
        stage_text(app->stage, news->text, news->at_ms);
        break;
    case WINDOW_WOKEN:
        if (atomic_exchange(&app->has_news, false)) {
            stage_wake(app->stage, news->at_ms);
            app->is_dirty = true;
        }
        break;
    case WINDOW_RESIZED:
        resize(app);
        break;
    case WINDOW_EXPOSED:
        app->is_hidden = false;
        canvas_expose(app->canvas);
        app->is_dirty = true;
        break;
    case WINDOW_HIDDEN:
        app->is_hidden = true;
        break;
    case WINDOW_TEXTURES_LOST:
    case WINDOW_DEVICE_LOST:
        log_cause("display", "the graphics driver lost its pictures; they are drawn again");
        canvas_lost(app->canvas, news->type == WINDOW_DEVICE_LOST);
        app->is_dirty = true;
        break;
    case WINDOW_DISPLAY_CHANGED:
        log_cause("display", "a display came, went or turned");
        canvas_expose(app->canvas);
        app->is_dirty = true;
        break;
    case WINDOW_TOUCH_CHANGED:
        log_cause("touch", "a touch device came or went; all fingers are released");
        stage_release_contacts(app->stage, news->at_ms);
        break;
    case WINDOW_QUIT:
        app->is_over = true;
        break;
    }
}

/*
 * Automation.
 */
static char *answer_stats(struct app *app)
{
    struct player_status status;
    bool has_player = playing_status(app->playing, &status);
    struct automation_figures figures = {
        .stats = &app->stats,
        .texture_bytes = canvas_texture_bytes(app->canvas) + text_stats(app->text).texture_bytes +
                         pictures_stats(app->pictures).texture_bytes,
        .jobs_waiting = pictures_pending(app->pictures),
        .player = has_player ? &status : NULL,
    };
    return automation_stats_json(&figures);
}

static char *answer_screenshot(struct app *app, const char *path)
{
    g_autoptr(GError) error = NULL;

    if (*path != '/')
        return automation_error_json("screenshot takes an absolute path");
    if (!canvas_save_png(app->canvas, path, &error))
        return automation_error_json(error->message);
    return automation_screenshot_json(path);
}

static char *answer(struct app *app, const char *request)
{
    if (strcmp(request, "tree") == 0)
        return automation_tree_json(stage_screen(app->stage), app->session->now.language,
                                    canvas_viewport(app->canvas), stage_tree(app->stage));
    if (strcmp(request, "stats") == 0)
        return answer_stats(app);
    if (g_str_has_prefix(request, "screenshot "))
        return answer_screenshot(app, request + strlen("screenshot "));
    if (strcmp(request, "said") == 0)
        return automation_said_json(NULL);
    return automation_error_json("ask one of: tree, stats, screenshot PATH, said");
}

static void serve_automation(struct app *app)
{
    uint64_t client = 0;
    char *request;

    if (app->automation == NULL || !atomic_exchange(&app->has_asked, false))
        return;
    while ((request = automation_next(app->automation, &client)) != NULL) {
        automation_answer(app->automation, client, answer(app, request));
        g_free(request);
    }
}

/*
 * The loop.
 */
static bool draw(struct app *app, GError **error)
{
    double begin_ms = window_now_exact_ms(), worked_ms = stats_work_ms();
    g_autoptr(GError) failure = NULL;

    app->drawn_ms = window_now_ms();
    stage_draw(app->stage, app->canvas, app->drawn_ms);
    /* False without a reason: the renderer was made anew, and everything is to be drawn again. */
    app->is_dirty = !canvas_present(app->canvas, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    if (!app->is_dirty)
        stats_frame(&app->stats, begin_ms, window_now_exact_ms(), stats_work_ms() - worked_ms);
    playing_prepare(app->playing); /* now that something is to be seen */
    return true;
}

/* Lets time pass and draws if that is due; returns how long nothing will be. */
static int64_t pass_time(struct app *app, GError **error)
{
    int64_t now_ms = window_now_ms();

    if (app->exhibition == NULL && now_ms >= app->retry_ms)
        show_exhibition(app);
    window_set_writing(app->window, stage_wants_text(app->stage));
    struct tick tick = stage_tick(app->stage, now_ms);
    bool is_changing = pictures_tick(app->pictures, now_ms);
    app->is_dirty = app->is_dirty || is_changing;
    if (app->is_dirty)
        stage_expose(app->stage);
    if ((app->is_dirty || tick.is_dirty) && !app->is_hidden) {
        int64_t early_ms = app->drawn_ms + FRAME_MS - now_ms;
        if (early_ms > 0)
            return early_ms;
        if (!draw(app, error))
            app->is_over = true;
        else
            verify_exhibition(app);
        now_ms = window_now_ms();
        is_changing = is_changing || app->is_dirty;
    }
    int64_t wait_ms = tick.again_in_ms;
    if (is_changing || wait_ms == 0)
        wait_ms = MAX(app->drawn_ms + FRAME_MS - now_ms, 0);
    if (app->is_hidden)
        wait_ms = MAX(wait_ms, HIDDEN_MS);
    if (app->exhibition == NULL)
        wait_ms = wait_ms < 0 ? RETRY_MS : MIN(wait_ms, RETRY_MS);
    return wait_ms;
}

bool app_run(struct app *app, GError **error)
{
    struct window_news news;
    g_autoptr(GError) failure = NULL;

    while (!app->is_over) {
        int64_t wait_ms = pass_time(app, &failure);
        serve_automation(app);
        for (int i = 0; i < NEWS_MAX && !app->is_over; i++) {
            if (!window_wait(app->window, i == 0 ? wait_ms : 0, &news))
                break;
            take_news(app, &news);
        }
    }
    if (failure != NULL)
        g_propagate_error(error, g_steal_pointer(&failure));
    return failure == NULL && (error == NULL || *error == NULL);
}

static char *check_exhibition(const struct config *config, GError **error)
{
    struct exhibition *exhibition = open_exhibition(config, EXHIBITION_WHOLE, error);
    struct shown_filter all = {0};
    int count = 0;
    bool is_more = false;
    char *sentence = NULL;

    if (exhibition == NULL)
        return NULL;
    struct db *db = exhibition_catalogue(exhibition);
    g_autoptr(shown_archive) archive = shown_archive_read(db, config->visitor.language, error);
    if (archive != NULL && shown_count(db, &all, SHOWN_COUNT_LIMIT, &count, &is_more, error))
        sentence = g_strdup_printf("%s: \"%s\", %d%s item%s to show", exhibition_folder(exhibition),
                                   archive->title, count, is_more ? " or more" : "",
                                   count == 1 ? "" : "s");
    exhibition_close(exhibition);
    return sentence;
}

char *app_check(const struct config *config, GError **error)
{
    g_autofree char *shown = check_exhibition(config, error);
    struct look *look = shown != NULL ? look_create(config, error) : NULL;

    if (look == NULL)
        return NULL;
    g_autofree char *dressed = look_describe(look);
    look_destroy(look);
    return g_strdup_printf("%s\n%s", shown, dressed);
}
