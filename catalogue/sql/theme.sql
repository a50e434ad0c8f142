-- name: theme_insert
-- A new theme.
INSERT INTO theme (id, name, parent, position, about, changed_at)
VALUES (:id, :name, :parent, :position, :about, :changed_at);

-- name: theme_update
-- All of a theme over the row of its id.
UPDATE theme
   SET name = :name, parent = :parent, position = :position, about = :about, changed_at = :changed_at
 WHERE id = :id;

-- name: theme_remove
-- Takes a theme out; what stood under it stands at the top.
DELETE FROM theme WHERE id = :id;

-- name: theme_by_id
-- One theme.
SELECT * FROM theme WHERE id = :id;

-- name: theme_by_name
-- The theme of this preferred name, else one of this other name.
SELECT theme.*, 0 AS by_other FROM theme WHERE name = :name
UNION ALL
SELECT theme.*, 1 FROM other_name JOIN theme ON theme.id = owner WHERE other_name.name = :name
 ORDER BY by_other, id;

-- name: theme_list
-- All themes.
SELECT * FROM theme ORDER BY position, name, id;

-- name: theme_is_above
-- A row where :above stands somewhere above :id, or is it.
WITH RECURSIVE up (id) AS (
    SELECT :id UNION SELECT theme.parent FROM up JOIN theme ON theme.id = up.id WHERE theme.parent IS NOT NULL)
SELECT 1 FROM up WHERE id = :above;

-- name: theme_merge_links
-- Gives one theme's items to another, where they do not have it already.
UPDATE OR IGNORE item_theme SET theme = :into WHERE theme = :from;

-- name: theme_merge_children
-- Gives one theme's children to another.
UPDATE theme SET parent = :into WHERE parent = :from AND id <> :into;

-- name: theme_link
-- A theme of an item.
INSERT INTO item_theme (item, theme) VALUES (:item, :theme) ON CONFLICT DO NOTHING;

-- name: theme_unlink
-- Takes a theme from an item.
DELETE FROM item_theme WHERE item = :item AND theme = :theme;

-- name: theme_of_item
-- The themes of an item.
SELECT theme.* FROM item_theme JOIN theme ON theme.id = theme WHERE item = :item ORDER BY name;
