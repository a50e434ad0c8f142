-- name: merge_ranks
-- An item's rank beside its links, as the triggers keep it.
UPDATE item_person SET rank = (SELECT rank FROM item WHERE id = item)
 WHERE rank <> (SELECT rank FROM item WHERE id = item);
UPDATE item_place SET rank = (SELECT rank FROM item WHERE id = item)
 WHERE rank <> (SELECT rank FROM item WHERE id = item);
UPDATE item_theme SET rank = (SELECT rank FROM item WHERE id = item)
 WHERE rank <> (SELECT rank FROM item WHERE id = item);

-- name: merge_changed_at
-- The moment of the last change is that of the last of all entries.
UPDATE archive SET changed_at = (SELECT max(at) FROM entry) WHERE id = 1;
