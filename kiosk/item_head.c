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

enum { FACTS = 5 };

static void labels_of(struct board *board, const struct view_item *view, struct label labels[FACTS])
{
    bool is_standard = board_text_size(board) == TEXT_STANDARD;
    labels[0] = (struct label){.utf8 = item_contributor(board, view),
                               .role = TYPE_CARD_TITLE,
                               .color = COLOR_TEXT,
                               .max_lines = 2};
    labels[1] = (struct label){
        .utf8 = item_role_line(view), .role = TYPE_BODY, .color = COLOR_TEXT2, .max_lines = 2};
    labels[2] = (struct label){
        .utf8 = item_facts(board, view), .role = TYPE_META, .color = COLOR_TEXT3, .max_lines = 2};
    labels[3] = (struct label){.utf8 = item_consent(board, view),
                               .role = TYPE_META,
                               .color = COLOR_TEXT2,
                               .max_lines = is_standard ? 3 : 2};
    labels[4] = (struct label){.utf8 = is_standard ? view->item->credit : NULL,
                               .role = TYPE_META,
                               .color = COLOR_TEXT3,
                               .max_lines = 2};
}

/* Name, role, date, agreement, credit; what has no room is dropped from the end. In landscape
 * the portrait gives way to the words, down to a third of its height. */
void item_head_add(struct board *board, const struct view_item *view, struct box picture,
                   struct box facts)
{
    struct label labels[FACTS];
    labels_of(board, view, labels);
    if (!board_is_portrait(board)) {
        double needed = 0;
        for (size_t i = 0; i < FACTS; i++)
            needed += measured(board, &labels[i], facts.w) + (i == 3 ? 12 : 0);
        double bottom = facts.y + facts.h;
        picture.h = CLAMP(bottom - needed - 20 - picture.y, 180, 420);
        facts.y = picture.y + picture.h + 16;
        facts.h = bottom - facts.y;
    }
    const struct shown_card *card = &view->item->card;
    struct art art = card_art(board, card, picture.w);
    art_add(board, "portrait", picture, &art, card->alt_short, card->alt_language);
    static const char *const ids[FACTS] = {"name", "role", "facts", "consent", "credit"};
    double y = facts.y;
    for (size_t i = 0; i < FACTS; i++) {
        if (i == 3)
            y += 12;
        y += text_flow(board, ids[i], box_make(facts.x, y, facts.w, facts.y + facts.h - y),
                       &labels[i]);
    }
}
