-- name: footnote_insert
-- A note to a line.
INSERT INTO footnote (id, cue, position, text, links) VALUES (:id, :cue, :position, :text, :links);

-- name: footnote_list
-- Notes to the lines of a purpose and language of an item, in order.
SELECT footnote.*
  FROM cue
  JOIN footnote ON footnote.cue = cue.id
 WHERE cue.item = :item AND cue.purpose = :purpose AND cue.language = :language
 ORDER BY cue.position, footnote.position, footnote.id;
