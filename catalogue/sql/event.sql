-- name: event_insert
-- A new entry of the timeline.
INSERT INTO event (id, title, says, scope, date_edtf, date_text, date_first, date_last, item, source, changed_at)
VALUES (:id, :title, :says, :scope, :date_edtf, :date_text, :date_first, :date_last, :item, :source, :changed_at);

-- name: event_update
-- All of an entry over the row of its id.
UPDATE event
   SET title = :title, says = :says, scope = :scope, date_edtf = :date_edtf, date_text = :date_text,
       date_first = :date_first, date_last = :date_last, item = :item, source = :source, changed_at = :changed_at
 WHERE id = :id;

-- name: event_remove
-- Takes an entry away.
DELETE FROM event WHERE id = :id;

-- name: event_by_id
-- One entry.
SELECT * FROM event WHERE id = :id;

-- name: event_list
-- The timeline.
SELECT * FROM event ORDER BY date_first, id;
