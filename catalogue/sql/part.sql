-- name: part_put
-- An item is a part of a whole; of one at a time.
INSERT INTO item_part (item, whole) VALUES (:item, :whole) ON CONFLICT (item) DO UPDATE SET whole = excluded.whole;

-- name: part_is_around
-- Whether the whole is the item, or stands in it already.
WITH RECURSIVE above (id) AS (
    SELECT :whole UNION SELECT item_part.whole FROM above JOIN item_part ON item_part.item = above.id)
SELECT count(*) FROM above WHERE id = :item;

-- name: part_whole
-- What an item is a part of.
SELECT item.id, code, title FROM item_part JOIN item ON item.id = whole WHERE item_part.item = :item;

-- name: part_list
-- What stands in a whole, in the order visitors page through.
SELECT item.id, code, title
  FROM item_part JOIN item ON item.id = item_part.item
 WHERE whole = :item ORDER BY rank, added_at, code;
