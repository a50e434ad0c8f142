#include "kiosk/panel.h"

#include "kiosk/view_item.h"
#include "kiosk/way.h"
#include "kiosk/widget_player.h"

#include <string.h>

enum {
    PADDING = 36,
    GAP = 14,
    ENDLESS = 100000,
    MINUTE_MS = 60000,
    READING_EMS = 27, /* 55 letters: more are hard to read back from */
};

/* Where the next text of a panel goes. */
struct flow {
    struct board *board;
    struct box area;
    double y;
    int texts;
};

const char *item_contributor(const struct board *board, const struct view_item *view)
{
    const struct shown_contributor *person = view_item_contributor(view);
    if (person == NULL)
        return "";
    return person->is_name_withheld ? board_word(board, "person.unnamed") : person->name;
}

const char *item_subject(struct board *board, const struct view_item *view)
{
    const struct shown_item *item = view->item;
    const struct words *words = board_env(board)->words;
    if (item->theme_count == 0 && item->place_count == 0)
        return NULL;
    GString *text = g_string_new(NULL);
    words_join(words, text, item->theme_count > 0 ? item->themes[0].name : NULL);
    words_join(words, text, item->place_count > 0 ? item->places[0].name : NULL);
    return board_take(board, g_string_free(text, FALSE));
}

const char *item_role_line(const struct view_item *view)
{
    const struct shown_contributor *person = view_item_contributor(view);
    return person != NULL ? person->role_line : "";
}

const char *item_facts(struct board *board, const struct view_item *view)
{
    const struct shown_card *card = &view->item->card;
    const struct words *words = board_env(board)->words;
    GString *text = g_string_new(NULL);
    const char *date = card_date(board, card);
    if (date[0] != '\0') {
        const struct word_value values[] = {{"date", date}, {NULL, NULL}};
        g_autofree char *recorded =
            card->duration_ms > 0 ? words_format(words, "oral.recorded", values) : g_strdup(date);
        words_join(words, text, recorded);
    }
    if (card->duration_ms > 0)
        words_join(words, text, duration_text(board, card->duration_ms));
    if (card->language != NULL && card->language[0] != '\0' &&
        g_strcmp0(card->language, "und") != 0 && card->kind_bit != SHOWN_PICTURE)
        words_join(words, text, language_name(board, card->language));
    return board_take(board, g_string_free(text, FALSE));
}

const char *item_consent(struct board *board, const struct view_item *view)
{
    const struct shown_item *item = view->item;
    if (item->consent_line != NULL && item->consent_line[0] != '\0')
        return item->consent_line;
    if (item->consent_reviewed_on == NULL)
        return "";
    char year[5];
    g_strlcpy(year, item->consent_reviewed_on, sizeof year);
    const struct word_value values[] = {{"year", year}, {NULL, NULL}};
    return board_take(board, words_format(board_env(board)->words, "oral.consent", values));
}

static void say(struct flow *flow, const char *utf8, const char *language, enum type_role role,
                enum color_token color, double gap)
{
    if (utf8 == NULL || utf8[0] == '\0')
        return;
    g_autofree char *id = g_strdup_printf("panel.text%d", ++flow->texts);
    flow->y += text_flow(flow->board, id, box_make(flow->area.x, flow->y, flow->area.w, ENDLESS),
                         &(struct label){.utf8 = utf8,
                                         .language = language,
                                         .role = role,
                                         .color = color,
                                         .keeps_own_side = language != NULL}) +
               gap;
}

static void say_word(struct flow *flow, const char *key, enum type_role role,
                     enum color_token color, double gap)
{
    say(flow, board_word(flow->board, key), NULL, role, color, gap);
}

/* Stands for what a visitor passes over. */
static void add_hidden(struct flow *flow)
{
    flow->y += list_row_add(flow->board,
                            &(struct list_row){
                                .id = "parts.show",
                                .box = box_make(flow->area.x - 20, flow->y, flow->area.w + 40, 0),
                                .at_ms = -1,
                                .icon = "visibility_off",
                                .title = board_word(flow->board, "oral.hidden"),
                                .role = TYPE_BODY}) +
               GAP;
}

/* The index in its own language, under what is read, then what is told there. */
static const char *chapter_says(struct board *board, const struct view_chapter *chapter)
{
    if (chapter->own_title[0] == '\0')
        return chapter->synopsis;
    bool has_synopsis = chapter->synopsis[0] != '\0';
    return board_format(board, "%s%s%s", chapter->own_title, has_synopsis ? "\n" : "",
                        chapter->synopsis);
}

static void add_chapters(struct flow *flow, const struct view_item *view)
{
    bool has_hidden = false;
    for (size_t i = 0; i < view->chapter_count; i++) {
        if (view_item_hides(view, view->chapters[i].at_ms)) {
            if (!has_hidden)
                add_hidden(flow);
            has_hidden = true;
            continue;
        }
        flow->y +=
            list_row_add(flow->board,
                         &(struct list_row){
                             .id = board_format(flow->board, "chapter%zu", i + 1),
                             .box = box_make(flow->area.x - 20, flow->y, flow->area.w + 40, 0),
                             .at_ms = view->chapters[i].at_ms,
                             .title = view->chapters[i].title,
                             .says = chapter_says(flow->board, &view->chapters[i]),
                             .role = TYPE_BODY,
                             .position = (int)i + 1,
                             .set_size = (int)view->chapter_count}) +
            GAP;
    }
}

static void add_quotes(struct flow *flow, const struct view_item *view)
{
    const struct shown_item *item = view->item;
    for (size_t i = 0; i < item->quotation_count; i++) {
        const struct shown_quotation *quotation = &item->quotations[i];
        if (quotation->at_ms >= 0 && view_item_hides(view, quotation->at_ms))
            continue;
        const char *text = board_format(flow->board, "“%s”", quotation->text);
        if (quotation->at_ms < 0) {
            say(flow, text, quotation->language, TYPE_TRANSCRIPT, COLOR_TEXT, GAP * 2);
            continue;
        }
        flow->y +=
            list_row_add(flow->board,
                         &(struct list_row){
                             .id = board_format(flow->board, "quote%zu", i + 1),
                             .box = box_make(flow->area.x - 20, flow->y, flow->area.w + 40, 0),
                             .at_ms = quotation->at_ms,
                             .title = text,
                             .title_language = quotation->language,
                             .role = TYPE_TRANSCRIPT,
                             .position = (int)i + 1,
                             .set_size = (int)item->quotation_count}) +
            GAP;
    }
}

const char *item_note(struct board *board, const struct shown_note *note)
{
    int64_t lasts_ms = note->end_ms - note->begin_ms;
    g_autofree char *time = board_time_code(board, MAX(note->begin_ms, 0));
    const struct word_value values[] = {{"time", time},
                                        {"minutes", duration_text(board, lasts_ms)},
                                        {"what", note->says},
                                        {NULL, NULL}};
    const char *key = note->begin_ms < 0     ? "note.whole"
                      : lasts_ms < MINUTE_MS ? "note.part.short"
                                             : "note.part";
    return board_take(board, words_format(board_env(board)->words, key, values));
}

static void add_notes(struct flow *flow, const struct view_item *view)
{
    struct board *board = flow->board;
    const struct shown_item *item = view->item;
    say_word(flow, "oral.whats_in_this", TYPE_CARD_TITLE, COLOR_TEXT, GAP);
    for (size_t i = 0; i < item->note_count; i++)
        say(flow, item_note(board, &item->notes[i]), NULL, TYPE_BODY, COLOR_TEXT, GAP);
    if (view->part_count > 0) {
        bool skips = session_skips_parts(board_env(board)->session, item->card.id);
        button_add(board, &(struct button){
                              .id = "skip.parts",
                              .box = box_make(flow->area.x, flow->y, MIN(flow->area.w, 620), 96),
                              .icon = skips ? "toggle_on" : "toggle_off",
                              .label = board_word(board, "note.skip.parts"),
                              .role = ACCESS_SWITCH,
                              .is_switch_on = skips});
        flow->y += 96 + GAP * 2;
    }
    if (item->summary[0] != '\0') {
        say_word(flow, "note.summary", TYPE_CARD_TITLE, COLOR_TEXT, GAP);
        say(flow, item->summary, NULL, TYPE_BODY, COLOR_TEXT, GAP);
    }
    if (item->note_count == 0 && item->summary[0] == '\0')
        say_word(flow, "note.none", TYPE_BODY, COLOR_TEXT, GAP);
}

static const char *join_links(struct board *board, const struct shown_link *links, size_t count)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        words_join(board_env(board)->words, text, links[i].name);
    return board_take(board, g_string_free(text, FALSE));
}

static void add_related(struct flow *flow, const struct view_item *view)
{
    if (view->related->count == 0)
        return;
    say_word(flow, "trouble.similar", TYPE_CARD_TITLE, COLOR_TEXT, GAP);
    for (size_t i = 0; i < view->related->count; i++) {
        const struct shown_card *card = &view->related->cards[i];
        flow->y +=
            list_row_add(flow->board,
                         &(struct list_row){
                             .id = board_format(flow->board, "related%zu", i + 1),
                             .box = box_make(flow->area.x - 20, flow->y, flow->area.w + 40, 0),
                             .at_ms = -1,
                             .icon = kind_icon(card->kind),
                             .title = card->title,
                             .title_language = card->title_language,
                             .says = card_meta(flow->board, card, true),
                             .role = TYPE_BODY,
                             .position = (int)i + 1,
                             .set_size = (int)view->related->count}) +
            GAP;
    }
}

static void add_about(struct flow *flow, const struct view_item *view)
{
    struct board *board = flow->board;
    const struct shown_item *item = view->item;
    const struct shown_contributor *person = view_item_contributor(view);
    if (person != NULL) {
        const char *name = item_contributor(board, view);
        say(flow,
            person->pronouns[0] != '\0' ? board_format(board, "%s (%s)", name, person->pronouns)
                                        : name,
            NULL, TYPE_CARD_TITLE, COLOR_TEXT, 2);
        say(flow, person->role_line, NULL, TYPE_META, COLOR_TEXT2, GAP);
        say(flow, person->about, NULL, TYPE_BODY, COLOR_TEXT, GAP);
    }
    say(flow, item->description, item->description_language, TYPE_BODY, COLOR_TEXT, GAP);
    say(flow, item_facts(board, view), NULL, TYPE_META, COLOR_TEXT2, GAP);
    say(flow, join_links(board, item->themes, item->theme_count), NULL, TYPE_META, COLOR_TEXT2,
        GAP);
    say(flow, join_links(board, item->places, item->place_count), NULL, TYPE_META, COLOR_TEXT2,
        GAP);
    say(flow, item_consent(board, view), NULL, TYPE_META, COLOR_TEXT2, GAP);
    say(flow, item->credit, NULL, TYPE_META, COLOR_TEXT2, GAP);
    say(flow, item->rights_note, NULL, TYPE_META, COLOR_TEXT2, GAP);
    for (size_t i = 0; i < item->label_count; i++)
        say(flow, item->labels[i].says, item->labels[i].language, TYPE_META, COLOR_TEAL, GAP);
    flow->y += GAP;
    add_related(flow, view);
}

/* Verse by verse: its lines are kept, and some room between the verses. */
static void add_verses(struct flow *flow, const char *text, const char *language,
                       enum type_role role, enum color_token color)
{
    double gap = board_type(flow->board, role).line_px * 0.6;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *verse = g_string_new(NULL);
    for (size_t i = 0; lines[i] != NULL; i++) {
        bool is_last = lines[i + 1] == NULL;
        g_strchomp(lines[i]);
        if (lines[i][0] != '\0')
            g_string_append_printf(verse, "%s%s", verse->len > 0 ? "\n" : "", lines[i]);
        if ((lines[i][0] == '\0' || is_last) && verse->len > 0) {
            say(flow, verse->str, language, role, color, gap);
            g_string_truncate(verse, 0);
        }
    }
    g_string_free(verse, TRUE);
}

/* A poem in large letters, a document as wide as is good to read; what is a translation is followed
 * by what was written. */
static void add_text(struct flow *flow, const struct view_item *view)
{
    const struct shown_item *item = view->item;
    enum type_role role = item->card.kind_bit == SHOWN_TEXT ? TYPE_VERSE : TYPE_TRANSCRIPT;
    flow->area.w = MIN(flow->area.w, board_type(flow->board, role).size_px * READING_EMS);
    add_verses(flow, view->text != NULL ? view->text : item->text, item->text_language, role,
               COLOR_TEXT);
    if (item->own_text[0] != '\0' && view->text == NULL) {
        say_word(flow, "read.original", TYPE_CARD_TITLE, COLOR_TEXT2, GAP);
        add_verses(flow, item->own_text, item->card.language, role, COLOR_TEXT2);
    }
    say(flow, item->credit, NULL, TYPE_META, COLOR_TEXT2, GAP);
}

/* When somebody has been heard to the end. */
static void add_end(struct flow *flow, const struct view_item *view)
{
    struct board *board = flow->board;
    const struct shown_item *item = view->item;
    say_word(flow, "oral.thanks", TYPE_CARD_TITLE, COLOR_TEXT, GAP);
    say(flow, item_contributor(board, view), NULL, TYPE_BODY, COLOR_TEXT, 2);
    say(flow, item->credit, NULL, TYPE_META, COLOR_TEXT2, GAP);
    say(flow, item_consent(board, view), NULL, TYPE_META, COLOR_TEXT2, GAP * 2);
    button_add(board,
               &(struct button){.id = "moment",
                                .box = box_make(flow->area.x, flow->y, MIN(flow->area.w, 620), 96),
                                .icon = "self_improvement",
                                .label = board_word(board, "oral.moment")});
    flow->y += 96 + GAP * 2;
    add_related(flow, view);
}

static void add_description(struct flow *flow, const struct view_item *view)
{
    const struct shown_item *item = view->item;
    bool is_long = item->alt_long[0] != '\0';
    const char *text = is_long ? item->alt_long : item->card.alt_short;
    say_word(flow, "image.describe", TYPE_CARD_TITLE, COLOR_TEXT, GAP);
    if (text == NULL || text[0] == '\0')
        text = board_word(flow->board, "image.no_description");
    say(flow, text, is_long ? NULL : item->card.alt_language, TYPE_BODY, COLOR_TEXT, GAP);
    for (size_t i = 0; i < item->region_count; i++) {
        const char *number = board_number(flow->board, (int64_t)i + 1);
        flow->y +=
            list_row_add(
                flow->board,
                &(struct list_row){
                    .id = board_format(flow->board, "region%zu", i + 1),
                    .box = box_make(flow->area.x - 20, flow->y, flow->area.w + 40, 0),
                    .at_ms = -1,
                    .icon = "place",
                    .title = board_format(flow->board, "%s. %s", number, item->regions[i].says),
                    .title_language = item->regions[i].language,
                    .role = TYPE_BODY,
                    .position = (int)i + 1,
                    .set_size = (int)item->region_count}) +
            GAP;
    }
}

void panel_fill(struct board *board, struct pane *pane, struct box box, enum panel_kind kind,
                const struct view_item *view)
{
    struct flow flow = {.board = board,
                        .area = box_make(box.x + PADDING, box.y, box.w - 2 * PADDING, box.h),
                        .y = box.y + 24};
    pane->box = board_place(board, box);
    pane->scroll.has_less_motion = board_env(board)->session->now.has_less_motion;
    board_set_pane(board, pane);
    switch (kind) {
    case PANEL_CHAPTERS:
        add_chapters(&flow, view);
        break;
    case PANEL_QUOTES:
        add_quotes(&flow, view);
        break;
    case PANEL_NOTES:
        add_notes(&flow, view);
        break;
    case PANEL_ABOUT:
        add_about(&flow, view);
        break;
    case PANEL_TEXT:
        add_text(&flow, view);
        break;
    case PANEL_DESCRIBE:
        add_description(&flow, view);
        break;
    case PANEL_END:
        add_end(&flow, view);
        break;
    case PANEL_WORDS:
        break;
    }
    board_set_pane(board, NULL);
    scroll_set_content(&pane->scroll, flow.y - box.y + 10, box.h, 0);
}

bool panel_event(const struct screen_env *env, const struct view_item *view,
                 const struct event *event, int64_t *seek_ms, struct intent *intent)
{
    *seek_ms = -1;
    *intent = intent_none();
    if (event->type != EVENT_ACTIVATE || event->node == NULL)
        return false;
    const char *digits = event->node + strcspn(event->node, "0123456789");
    size_t index = (size_t)g_ascii_strtoull(digits, NULL, 10);
    if (g_str_has_prefix(event->node, "chapter") && index >= 1 && index <= view->chapter_count)
        *seek_ms = view->chapters[index - 1].at_ms;
    else if (g_str_has_prefix(event->node, "quote") && index >= 1 &&
             index <= view->item->quotation_count)
        *seek_ms = view->item->quotations[index - 1].at_ms;
    else if (g_str_has_prefix(event->node, "related") && index >= 1 &&
             index <= view->related->count)
        *intent = way_to_card(env, &view->related->cards[index - 1], NULL, 0);
    else if (g_str_equal(event->node, "moment"))
        *intent = intent_of_nav("nav.break");
    else if (g_str_equal(event->node, "parts.show"))
        return true; /* what is hidden is the recording's matter */
    else if (g_str_equal(event->node, "skip.parts"))
        session_answer_note(env->session, view->item->card.id,
                            !session_skips_parts(env->session, view->item->card.id));
    else
        return false;
    return true;
}
