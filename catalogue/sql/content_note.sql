-- name: content_note_insert
-- What a visitor is told before.
INSERT INTO content_note (id, item, begin_ms, end_ms, level, says, hides_picture)
VALUES (:id, :item, :begin_ms, :end_ms, :level, :says, :hides_picture);

-- name: content_note_remove
-- Takes it away.
DELETE FROM content_note WHERE id = :id;

-- name: content_note_list
-- Those of an item, by time.
SELECT * FROM content_note WHERE item = :item ORDER BY begin_ms, id;
