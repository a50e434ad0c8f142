/* Access and language: every choice applies at once and can be put back. */
#include "kiosk/screens.h"
#include "kiosk/widgets.h"

#include <string.h>

enum { MOST_OPTIONS = 8, ROWS = 8, LANGUAGES = 6 };

struct access {
    const struct screen_env *env;
    struct board *board;
    size_t languages_page;
};

/* One choice of a row. */
struct option {
    char id[24];
    const char *icon;
    const char *label;
    const char *name;     /* where the label is none */
    const char *language; /* of the label, and what it chooses in the row of languages */
    enum setting setting;
    int value;
    bool is_chosen;
    bool is_switch;
    bool is_disabled;
};

struct options {
    const char *title;
    struct option all[MOST_OPTIONS];
    int count;
};

static void leave(void *self)
{
    struct access *access = self;
    if (access == NULL)
        return;
    board_destroy(access->board);
    g_free(access);
}

static void *enter(const struct screen_env *env, const struct route *route, GError **error)
{
    struct access *access = g_new0(struct access, 1);
    access->env = env;
    access->board = board_create(env);
    return access;
}

static struct option *offer(const struct access *access, struct options *options, const char *id,
                            const char *word, enum setting setting, int value, bool is_chosen)
{
    g_assert(options->count < MOST_OPTIONS);
    struct option *option = &options->all[options->count++];
    *option = (struct option){.label = board_word(access->board, word),
                              .setting = setting,
                              .value = value,
                              .is_chosen = is_chosen};
    g_strlcpy(option->id, id, sizeof option->id);
    return option;
}

static void offer_switch(const struct access *access, struct options *options, const char *id,
                         const char *word, enum setting setting, bool is_on)
{
    struct option *option = offer(access, options, id, word, setting, !is_on, is_on);
    option->is_switch = true;
    option->icon = is_on ? "toggle_on" : "toggle_off";
}

static void offer_sizes_and_colors(const struct access *access, struct options *sizes,
                                   struct options *colors)
{
    const struct session_choices *now = &access->env->session->now;
    static const char *const size_words[] = {"access.size.standard", "access.size.large",
                                             "access.size.largest"};
    static const char *const size_ids[] = {"size1", "size2", "size3"};
    static const char *const color_words[] = {"access.colors.evening", "access.colors.cream",
                                              "access.colors.contrast"};
    static const char *const color_ids[] = {"colors1", "colors2", "colors3"};
    sizes->title = "access.size";
    colors->title = "access.colors";
    for (int i = 0; i < TEXT_SIZE_COUNT; i++)
        offer(access, sizes, size_ids[i], size_words[i], SETTING_TEXT_SIZE, i,
              (int)now->text_size == i);
    for (int i = 0; i < THEME_COUNT; i++)
        offer(access, colors, color_ids[i], color_words[i], SETTING_THEME, i, (int)now->theme == i);
}

static void offer_languages(const struct access *access, struct options *options)
{
    const char *const *languages = words_languages(access->env->words);
    struct words_page page = words_page(access->env->words, LANGUAGES, access->languages_page);
    options->title = "access.language";
    for (size_t i = page.first; i < page.first + page.count; i++) {
        g_autofree char *id = g_strdup_printf("language%zu", i + 1);
        struct option *option =
            offer(access, options, id, "access.language", SETTING_LANGUAGE, 0,
                  g_str_equal(languages[i], access->env->session->now.language));
        option->label = words_language_name(access->env->words, languages[i]);
        option->language = languages[i];
    }
    if (!page.is_part)
        return;
    struct option *more = offer(access, options, "languages.more", "access.languages_more",
                                SETTING_LANGUAGE, 0, false);
    more->name = more->label;
    more->label = "";
    more->icon = "more_horiz";
}

static void offer_sound(const struct access *access, struct options *options)
{
    const struct session_choices *now = &access->env->session->now;
    options->title = "access.volume";
    struct option *quieter =
        offer(access, options, "quieter", "play.quieter", SETTING_VOLUME, now->volume - 1, false);
    quieter->icon = "volume_down";
    quieter->is_disabled = now->volume == 0;
    struct option *louder =
        offer(access, options, "louder", "play.louder", SETTING_VOLUME, now->volume + 1, false);
    louder->icon = "volume_up";
    louder->is_disabled = now->volume == SESSION_VOLUME_MAX;
    offer_switch(access, options, "mono", "access.mono", SETTING_MONO, now->is_mono);
}

/* The rows in reading order: two columns lying down, one standing up. The last one, the preview,
 * is the screen's own. */
static void fill_rows(const struct access *access, struct options rows[ROWS])
{
    const struct session_choices *now = &access->env->session->now;
    offer_sizes_and_colors(access, &rows[0], &rows[1]);
    offer_languages(access, &rows[2]);
    rows[3].title = "access.letters";
    offer(access, &rows[3], "letters1", "access.letters.inter", SETTING_EASY_LETTERS, 0,
          !now->has_easy_letters);
    offer(access, &rows[3], "letters2", "access.letters.andika", SETTING_EASY_LETTERS, 1,
          now->has_easy_letters);
    offer_switch(access, &rows[3], "space", "access.space", SETTING_MORE_SPACE,
                 now->has_more_space);
    offer_sound(access, &rows[4]);
    rows[5].title = "access.captions_bsl";
    offer_switch(access, &rows[5], "captions", "access.captions", SETTING_CAPTIONS,
                 now->has_captions);
    offer_switch(access, &rows[5], "bsl", "access.bsl", SETTING_SIGNING, now->has_signing);
    rows[6].title = "access.calm";
    offer_switch(access, &rows[6], "motion", "access.motion", SETTING_LESS_MOTION,
                 now->has_less_motion);
    offer_switch(access, &rows[6], "notes", "access.notes", SETTING_ALWAYS_NOTES,
                 now->has_notes_always);
}

static double add_row_title(struct access *access, struct box box, const char *key,
                            const char *value)
{
    struct board *board = access->board;
    const char *title = value == NULL
                            ? board_word(board, key)
                            : board_format(board, "%s · %s", board_word(board, key), value);
    bool is_tall = board_is_rtl(board); /* Nastaliq needs more height for the same letters */
    panel_add(board, box, COLOR_BG1);
    double y = box.y + box.h - 16 - 96;
    struct box row = box_make(box.x + 24, box.y + (is_tall ? 2 : 8), box.w - 48, y - box.y - 10);
    double height = text_flow(board, key, row,
                              &(struct label){.utf8 = title,
                                              .role = is_tall ? TYPE_META : TYPE_BODY,
                                              .color = COLOR_TEXT2,
                                              .max_lines = 1});
    struct widget *text = board_find(board, key);
    if (text != NULL && text->text_count > 0) /* in the middle of what is over the buttons */
        text->text_at[0].y += MAX((row.h - height) / 2, 0);
    return y;
}

static void add_row(struct access *access, struct box box, const struct options *options)
{
    struct board *board = access->board;
    bool is_sound = g_str_equal(options->title, "access.volume");
    const char *value = is_sound ? board_number(board, access->env->session->now.volume) : NULL;
    double y = add_row_title(access, box, options->title, value);
    double gap = 12;
    double width = (box.w - 32 - gap * (options->count - 1)) / options->count;
    for (int i = 0; i < options->count; i++) {
        const struct option *option = &options->all[i];
        button_add(board,
                   &(struct button){.id = option->id,
                                    .box = box_make(box.x + 16 + (width + gap) * i, y, width, 96),
                                    .icon = option->icon,
                                    .label = option->label,
                                    .name = option->name,
                                    .label_language = option->language,
                                    .role = option->is_switch ? ACCESS_SWITCH : ACCESS_BUTTON,
                                    .is_selected = option->is_chosen,
                                    .is_switch_on = option->is_switch && option->is_chosen,
                                    .is_disabled = option->is_disabled,
                                    .is_content = true,
                                    .position = i + 1,
                                    .set_size = options->count});
    }
}

static void add_preview(struct access *access, struct box box)
{
    struct board *board = access->board;
    panel_add(board, box, COLOR_BG1);
    double button = 300;
    text_add(board, "preview", ACCESS_TEXT,
             box_make(box.x + 24, box.y + 16, box.w - button - 64, box.h - 32),
             &(struct label){.utf8 = board_word(board, "access.preview"),
                             .role = TYPE_TRANSCRIPT,
                             .color = COLOR_TEXT});
    button_add(board, &(struct button){.id = "put.back",
                                       .box = box_make(box.x + box.w - 16 - button,
                                                       box.y + (box.h - 96) / 2, button, 96),
                                       .icon = "undo",
                                       .label = board_word(board, "access.put_back")});
}

static void layout(void *self)
{
    struct access *access = self;
    struct board *board = access->board;
    struct options rows[ROWS] = {0};
    board_begin(board);
    fill_rows(access, rows);
    bool is_portrait = board_is_portrait(board);
    title_add(board, is_portrait ? box_make(48, 48, 984, 112) : box_make(48, 24, 1824, 88),
              board_word(board, "access.title"), NULL);
    for (int i = 0; i < ROWS; i++) {
        struct box box = is_portrait
                             ? box_make(48, 176 + 200.0 * i, 984, 184)
                             : box_make(i % 2 == 0 ? 48 : 972, 136 + 200.0 * (i / 2), 900, 184);
        if (i == ROWS - 1)
            add_preview(access, box);
        else
            add_row(access, box, &rows[i]);
    }
    nav_add(board, NULL, "nav.access");
}

static struct intent event(void *self, const struct event *event)
{
    struct access *access = self;
    struct options rows[ROWS] = {0};
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return intent_none();
    if (g_str_equal(event->node, "put.back"))
        return intent_of(INTENT_RESTORE);
    if (g_str_equal(event->node, "languages.more")) {
        access->languages_page++;
        layout(access);
        return intent_none();
    }
    fill_rows(access, rows);
    for (int row = 0; row < ROWS; row++)
        for (int i = 0; i < rows[row].count; i++) {
            const struct option *option = &rows[row].all[i];
            if (!g_str_equal(option->id, event->node))
                continue;
            return option->language != NULL ? intent_set_language(option->language)
                                            : intent_set(option->setting, option->value);
        }
    return intent_of_nav(event->node);
}

static struct tick tick(void *self, int64_t now_ms, struct intent *intent)
{
    return tick_never();
}

static void draw(const void *self, struct canvas *canvas, const struct draw_state *state)
{
    const struct access *access = self;
    board_draw(access->board, canvas, state);
}

static void describe(const void *self, struct access_tree *tree)
{
    const struct access *access = self;
    board_describe(access->board, tree);
}

static enum idle_class idle(const void *self)
{
    return IDLE_ACCESS;
}

const struct screen_class screen_access = {.name = "access",
                                           .enter = enter,
                                           .layout = layout,
                                           .event = event,
                                           .tick = tick,
                                           .draw = draw,
                                           .describe = describe,
                                           .idle = idle,
                                           .leave = leave};
