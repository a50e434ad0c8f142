-- name: term_items
-- Codes of all items, newest first, and what other systems call them.
SELECT name
  FROM (SELECT code AS name, added_at, id FROM item
         UNION ALL
        SELECT identifier, added_at, id FROM item WHERE identifier IS NOT NULL)
 ORDER BY added_at DESC, id, name;

-- name: term_items_beginning
-- Items whose code or identifier begins as typed, newest first.
SELECT iif(substr(lower(code), 1, length(:typed)) = lower(:typed), code, identifier) AS name, title
  FROM item
 WHERE substr(lower(code), 1, length(:typed)) = lower(:typed)
    OR substr(lower(identifier), 1, length(:typed)) = lower(:typed)
 ORDER BY added_at DESC, id
 LIMIT 200;

-- name: term_themes
-- Every name a theme goes by.
SELECT name FROM theme
 UNION
SELECT other_name.name FROM other_name JOIN theme ON theme.id = other_name.owner
 ORDER BY 1;

-- name: term_people
-- Every name a person goes by.
SELECT name FROM person
 UNION
SELECT other_name.name FROM other_name JOIN person ON person.id = other_name.owner
 ORDER BY 1;

-- name: term_places
-- Every name a place goes by.
SELECT name FROM place
 UNION
SELECT other_name.name FROM other_name JOIN place ON place.id = other_name.owner
 ORDER BY 1;

-- name: term_trails
-- Titles of trails.
SELECT title FROM trail ORDER BY position, title;

-- name: term_events
-- Titles of events.
SELECT title FROM event ORDER BY date_first, title;

-- name: term_languages
-- Languages that something is in.
SELECT language FROM item UNION SELECT language FROM translation UNION SELECT language FROM cue ORDER BY 1;

-- name: term_forms
-- Forms in use.
SELECT DISTINCT form FROM item WHERE form <> '' ORDER BY 1;

-- name: term_roles
-- Parts that people have in items.
SELECT DISTINCT role FROM item_person ORDER BY 1;
