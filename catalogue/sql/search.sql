-- name: search_unindex
-- Takes what is found of the items, a JSON array of ids, out of the index; before their rows go. All at
-- once: the index writes what it holds to disk before each statement.
INSERT INTO found_text (found_text, rowid, text)
SELECT 'delete', id, text FROM found WHERE item IN (SELECT value FROM json_each(:items));

-- name: search_index
-- Puts what is found of the items into the index; after their rows came.
INSERT INTO found_text (rowid, text)
SELECT id, text FROM found WHERE item IN (SELECT value FROM json_each(:items));

-- name: search_forget_all
-- Everything found of all items.
DELETE FROM found;

-- name: search_rebuild
-- Makes the index anew from what is found.
INSERT INTO found_text (found_text) VALUES ('rebuild');

-- name: search_forget
-- Everything found of the items.
DELETE FROM found WHERE item IN (SELECT value FROM json_each(:items));

-- name: search_gather
-- The words of one item, from all the rows that are about it.
INSERT INTO found (item, field, source, is_for_curators, at_ms, text)
SELECT item, field, source, is_for_curators, at_ms, text
  FROM (
    SELECT id AS item, 'title' AS field, id AS source, 0 AS is_for_curators, NULL AS at_ms, title AS text
      FROM item WHERE id = :item
    UNION ALL SELECT id, 'description', id, 0, NULL, description FROM item WHERE id = :item
    UNION ALL SELECT id, 'summary', id, 0, NULL, summary FROM item WHERE id = :item
    UNION ALL SELECT id, 'text', id, 0, NULL, text FROM item WHERE id = :item
    UNION ALL SELECT id, 'alt', id, 0, NULL, alt_short || ' ' || alt_long FROM item WHERE id = :item
    UNION ALL SELECT id, 'identifier', id, 1, NULL, identifier FROM item WHERE id = :item
    UNION ALL SELECT item, 'own', id, 1, NULL, value FROM own_field WHERE item = :item
    UNION ALL SELECT owner, field, translation.id, 0, NULL, translation.text
      FROM item JOIN translation ON owner = item.id
      WHERE item.id = :item AND field IN ('title', 'description', 'summary', 'text', 'alt_short', 'alt_long')
    UNION ALL SELECT item, 'person', person, is_name_withheld, NULL, name
      FROM item_person JOIN person ON person.id = person WHERE item = :item
    UNION ALL SELECT item, 'person', person, is_name_withheld OR standing = 'hidden', NULL, other_name.name
      FROM item_person JOIN person ON person.id = person JOIN other_name ON owner = person WHERE item = :item
    UNION ALL SELECT item, 'place', place, 0, NULL, name
      FROM item_place JOIN place ON place.id = place WHERE item = :item
    UNION ALL SELECT item, 'place', place, standing = 'hidden', NULL, name
      FROM item_place JOIN other_name ON owner = place WHERE item = :item
    UNION ALL SELECT item, 'theme', theme, 0, NULL, name
      FROM item_theme JOIN theme ON theme.id = theme WHERE item = :item
    UNION ALL SELECT item, 'theme', theme, standing = 'hidden', NULL, name
      FROM item_theme JOIN other_name ON owner = theme WHERE item = :item
    UNION ALL SELECT item, 'index', id, 0, at_ms, title || ' ' || synopsis || ' ' || keywords || ' ' || subjects
      FROM index_point WHERE item = :item
    UNION ALL SELECT item, 'quotation', id, 0, at_ms, text FROM quotation WHERE item = :item
    UNION ALL SELECT item, 'cue', id, 0, begin_ms, text FROM cue WHERE item = :item)
 WHERE trim(text) <> ''
 ORDER BY field, at_ms, source, text;

-- name: search_pack
-- Has the index merge its parts into one.
INSERT INTO found_text (found_text) VALUES ('optimize');

-- name: search_linked
-- Items linked to a person, place or theme.
SELECT item FROM item_person WHERE person = :owner
UNION SELECT item FROM item_place WHERE place = :owner
UNION SELECT item FROM item_theme WHERE theme = :owner;

-- name: search_find
-- What a curator finds, withheld and hidden things too, best first.
SELECT found.item, item.code, item.kind, item.title, found.field, found.source, found.at_ms,
       snippet(found_text, 0, char(2), char(3), '…', 16) AS snippet
  FROM found_text
  JOIN found ON found.id = found_text.rowid
  JOIN item ON item.id = found.item
 WHERE found_text MATCH :words
 ORDER BY found_text.rank
 LIMIT :limit;
