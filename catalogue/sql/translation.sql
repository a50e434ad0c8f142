-- name: translation_put
-- A text in another language; the same again replaces it.
INSERT INTO translation (id, owner, field, language, text, is_reviewed, made_from)
VALUES (:id, :owner, :field, :language, :text, :is_reviewed, :made_from)
ON CONFLICT (owner, field, language)
   DO UPDATE SET text = excluded.text, is_reviewed = excluded.is_reviewed, made_from = excluded.made_from;

-- name: translation_remove
-- Takes one away.
DELETE FROM translation WHERE owner = :owner AND field = :field AND language = :language;

-- name: translation_list
-- All of an owner.
SELECT * FROM translation WHERE owner = :owner ORDER BY field, language;

-- name: translation_is_of_item
-- A row where the owner is an item.
SELECT 1 FROM item WHERE id = :owner;
