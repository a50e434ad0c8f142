-- name: community_label_insert
-- A label a community gave.
INSERT INTO community_label (id, item, label_code, community, says, language, url)
VALUES (:id, :item, :label_code, :community, :says, :language, :url);

-- name: community_label_remove
-- Takes it away.
DELETE FROM community_label WHERE id = :id;

-- name: community_label_list
-- Those of an item, by code.
SELECT * FROM community_label WHERE item = :item ORDER BY label_code, id;
