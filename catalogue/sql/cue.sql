-- name: cue_insert
-- One line.
INSERT INTO cue (id, item, asset, purpose, language, position, begin_ms, end_ms, speaker, text)
VALUES (:id, :item, :asset, :purpose, :language, :position, :begin_ms, :end_ms, :speaker, :text);

-- name: cue_remove
-- All lines of a purpose and language of an item.
DELETE FROM cue WHERE item = :item AND purpose = :purpose AND language = :language;

-- name: cue_list
-- Lines of an item in order.
SELECT * FROM cue
 WHERE item = :item AND (:purpose IS NULL OR purpose = :purpose) AND (:language IS NULL OR language = :language)
 ORDER BY purpose, language, position;

-- name: cue_shift
-- Moves lines in time, from a position on; none before the beginning.
UPDATE cue SET begin_ms = max(begin_ms + :by, 0), end_ms = max(end_ms + :by, 1)
 WHERE item = :item AND purpose = :purpose AND language = :language AND position >= :from;

-- name: cue_end
-- Has a line end at a moment after it begins.
UPDATE cue SET end_ms = max(:end_ms, begin_ms + 1) WHERE id = :id;
