-- name: name_put
-- Another name of a person, place or theme; the same again changes its standing.
INSERT INTO other_name (id, owner, standing, name, language)
VALUES (:id, :owner, :standing, :name, :language)
ON CONFLICT (owner, name) DO UPDATE SET standing = excluded.standing, language = excluded.language;

-- name: name_remove
-- Takes one other name away.
DELETE FROM other_name WHERE owner = :owner AND name = :name;

-- name: name_list
-- The other names of an owner.
SELECT * FROM other_name WHERE owner = :owner ORDER BY standing, name;

-- name: name_count_items
-- How many items are linked to a person, place or theme.
SELECT (SELECT count(DISTINCT item) FROM item_person WHERE person = :owner)
       + (SELECT count(*) FROM item_place WHERE place = :owner)
       + (SELECT count(*) FROM item_theme WHERE theme = :owner);

-- name: name_forget
-- The other names of an owner that goes.
DELETE FROM other_name WHERE owner = :owner;

-- name: name_forget_translations
-- The translations of an owner that goes.
DELETE FROM translation WHERE owner = :owner;

-- name: name_give
-- The other names of an owner that is merged into another.
UPDATE OR IGNORE other_name SET owner = :into WHERE owner = :from;
