-- name: index_point_insert
-- One point of an index.
INSERT INTO index_point (id, item, at_ms, title, synopsis, partial_transcript, keywords, subjects, gps, links, position)
VALUES (:id, :item, :at_ms, :title, :synopsis, :partial_transcript, :keywords, :subjects, :gps, :links, :position);

-- name: index_point_remove_all
-- The whole index of an item.
DELETE FROM index_point WHERE item = :item;

-- name: index_point_forget_translations
-- What was translated of the index of an item; no foreign key reaches these.
DELETE FROM translation WHERE owner IN (SELECT id FROM index_point WHERE item = :item);

-- name: index_point_list
-- The index of an item by time.
SELECT * FROM index_point WHERE item = :item ORDER BY at_ms, position;
