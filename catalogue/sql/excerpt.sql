-- name: excerpt_insert
-- A part that may be shown.
INSERT INTO excerpt (id, item, begin_ms, end_ms)
VALUES (:id, :item, :begin_ms, :end_ms);

-- name: excerpt_overlapping
-- One of the item's that stands over some of these times.
SELECT 1 FROM excerpt WHERE item = :item AND begin_ms < :end_ms AND end_ms > :begin_ms;

-- name: excerpt_remove
-- Takes it away.
DELETE FROM excerpt WHERE id = :id;

-- name: excerpt_list
-- Those of an item, by time.
SELECT * FROM excerpt WHERE item = :item ORDER BY begin_ms, id;
