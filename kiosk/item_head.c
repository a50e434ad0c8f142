#include "kiosk/item_head.h"

#include "kiosk/panel.h"
#include "kiosk/view_item.h"
#include "kiosk/widgets.h"

static double measured(const struct board *board, const struct label *label, double width)
{
    if (label->utf8 == NULL || label->utf8[0] == '\0')
        return 0;
    struct label set = *label;
    set.width = width;
    struct text_layout *text = board_layout(board, &set);
    double height = text_layout_height(text);
    text_layout_destroy(text);
    return height;
}

enum fact { FACT_NAME, FACT_ROLE, FACT_DATE, FACT_CONSENT, FACT_CREDIT, FACTS };
enum { CONSENT_GAP = 12, PICTURE_LEAST = 180, PICTURE_GAP = 16 };

static void labels_of(struct board *board, const struct view_item *view, struct label labels[FACTS])
{
    labels[FACT_NAME] = (struct label){.utf8 = item_contributor(board, view),
                                       .role = TYPE_CARD_TITLE,
                                       .color = COLOR_TEXT,
                                       .max_lines = 2};
    labels[FACT_ROLE] = (struct label){
        .utf8 = item_role_line(view), .role = TYPE_BODY, .color = COLOR_TEXT2, .max_lines = 2};
    labels[FACT_DATE] = (struct label){
        .utf8 = item_facts(board, view), .role = TYPE_META, .color = COLOR_TEXT3, .max_lines = 2};
    labels[FACT_CONSENT] =
        (struct label){.utf8 = item_consent(board, view), .role = TYPE_META, .color = COLOR_TEXT2};
    labels[FACT_CREDIT] = (struct label){
        .utf8 = view->item->credit, .role = TYPE_META, .color = COLOR_TEXT3, .max_lines = 2};
}

/* How high they are together. */
static double height_of(const struct board *board, const struct label labels[FACTS], double width)
{
    double height = 0;
    for (int i = 0; i < FACTS; i++) {
        double one = measured(board, &labels[i], width);
        height += one + (i == FACT_CONSENT && one > 0 ? CONSENT_GAP : 0);
    }
    return height;
}

static void leave_out(const struct board *board, struct label labels[FACTS], double width,
                      double room)
{
    static const enum fact order[] = {FACT_CREDIT, FACT_DATE, FACT_CONSENT};
    for (size_t i = 0; i < G_N_ELEMENTS(order) && height_of(board, labels, width) > room; i++)
        labels[order[i]].utf8 = NULL;
}

void item_head_add(struct board *board, const struct view_item *view, struct box picture,
                   struct box facts)
{
    struct label labels[FACTS];
    labels_of(board, view, labels);
    double bottom = facts.y + facts.h;
    if (board_is_portrait(board))
        leave_out(board, labels, facts.w, facts.h);
    else {
        leave_out(board, labels, facts.w, bottom - picture.y - PICTURE_LEAST - PICTURE_GAP);
        double needed = height_of(board, labels, facts.w);
        picture.h = CLAMP(bottom - needed - PICTURE_GAP - 4 - picture.y, PICTURE_LEAST, 420);
        facts.y = picture.y + picture.h + PICTURE_GAP;
        facts.h = bottom - facts.y;
    }
    const struct shown_card *card = &view->item->card;
    struct art art = card_art(board, card, picture.w);
    art_add(board, "portrait", picture, &art, card->alt_short, card->alt_language);
    static const char *const ids[FACTS] = {"name", "role", "facts", "consent", "credit"};
    double y = facts.y;
    for (int i = 0; i < FACTS; i++) {
        if (i == FACT_CONSENT)
            y += CONSENT_GAP;
        y += text_flow(board, ids[i], box_make(facts.x, y, facts.w, facts.y + facts.h - y),
                       &labels[i]);
    }
}
