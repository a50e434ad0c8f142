-- name: region_insert
-- A part of a picture that something is said about.
INSERT INTO region (id, item, page, x, y, w, h, says, language, position)
VALUES (:id, :item, :page, :x, :y, :w, :h, :says, :language, :position);

-- name: region_remove
-- Takes it away.
DELETE FROM region WHERE id = :id;

-- name: region_forget
-- Its words in other languages.
DELETE FROM translation WHERE owner = :id;

-- name: region_list
-- Those of an item, picture by picture.
SELECT * FROM region WHERE item = :item ORDER BY page, position, id;
