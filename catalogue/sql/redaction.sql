-- name: redaction_insert
-- What must not leave the archive.
INSERT INTO redaction (id, item, begin_ms, end_ms, why)
VALUES (:id, :item, :begin_ms, :end_ms, :why);

-- name: redaction_remove
-- Takes it away.
DELETE FROM redaction WHERE id = :id;

-- name: redaction_list
-- Those of an item, by time.
SELECT * FROM redaction WHERE item = :item ORDER BY begin_ms, id;
