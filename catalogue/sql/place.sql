-- name: place_insert
-- A new place.
INSERT INTO place (id, name, parent, latitude, longitude, about, changed_at)
VALUES (:id, :name, :parent, :latitude, :longitude, :about, :changed_at);

-- name: place_update
-- All of a place over the row of its id.
UPDATE place
   SET name = :name, parent = :parent, latitude = :latitude, longitude = :longitude, about = :about, changed_at = :changed_at
 WHERE id = :id;

-- name: place_remove
-- Takes a place out; what stood under it stands at the top.
DELETE FROM place WHERE id = :id;

-- name: place_by_id
-- One place.
SELECT * FROM place WHERE id = :id;

-- name: place_by_name
-- The place of this preferred name, else one of this other name.
SELECT place.*, 0 AS by_other FROM place WHERE name = :name
UNION ALL
SELECT place.*, 1 FROM other_name JOIN place ON place.id = owner WHERE other_name.name = :name
 ORDER BY by_other, id;

-- name: place_list
-- All places.
SELECT * FROM place ORDER BY name, id;

-- name: place_is_above
-- A row where :above stands somewhere above :id, or is it.
WITH RECURSIVE up (id) AS (
    SELECT :id UNION SELECT place.parent FROM up JOIN place ON place.id = up.id WHERE place.parent IS NOT NULL)
SELECT 1 FROM up WHERE id = :above;

-- name: place_merge_links
-- Gives one place's items to another, where they do not have it already.
UPDATE OR IGNORE item_place SET place = :into WHERE place = :from;

-- name: place_merge_children
-- Gives one place's children to another.
UPDATE place SET parent = :into WHERE parent = :from AND id <> :into;

-- name: place_link
-- A place of an item.
INSERT INTO item_place (item, place) VALUES (:item, :place) ON CONFLICT DO NOTHING;

-- name: place_unlink
-- Takes a place from an item.
DELETE FROM item_place WHERE item = :item AND place = :place;

-- name: place_of_item
-- The places of an item.
SELECT place.* FROM item_place JOIN place ON place.id = place WHERE item = :item ORDER BY name;
