-- name: own_field_put
-- What a sheet said under this heading.
INSERT INTO own_field (id, item, name, value) VALUES (:id, :item, :name, :value)
ON CONFLICT (item, name) DO UPDATE SET value = excluded.value;

-- name: own_field_remove
-- Nothing is kept under this heading any more.
DELETE FROM own_field WHERE item = :item AND name = :name;

-- name: own_field_list
-- Those of an item, by heading.
SELECT id, item, name, value FROM own_field WHERE item = :item ORDER BY name;
