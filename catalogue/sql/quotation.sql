-- name: quotation_insert
-- Words of an item that may be quoted.
INSERT INTO quotation (id, item, text, language, at_ms, position)
VALUES (:id, :item, :text, :language, :at_ms, :position);

-- name: quotation_remove
-- Takes it away.
DELETE FROM quotation WHERE id = :id;

-- name: quotation_list
-- Those of an item, in order.
SELECT * FROM quotation WHERE item = :item ORDER BY position, id;

-- name: quotation_item
-- Whose it is.
SELECT item FROM quotation WHERE id = :id;
