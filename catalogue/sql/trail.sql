-- name: trail_insert
-- A new trail.
INSERT INTO trail (id, title, says, feeling, position, changed_at)
VALUES (:id, :title, :says, :feeling, :position, :changed_at);

-- name: trail_update
-- All of a trail over the row of its id.
UPDATE trail SET title = :title, says = :says, feeling = :feeling, position = :position, changed_at = :changed_at
 WHERE id = :id;

-- name: trail_remove
-- Takes a trail away; its items stay.
DELETE FROM trail WHERE id = :id;

-- name: trail_by_id
-- One trail.
SELECT * FROM trail WHERE id = :id;

-- name: trail_by_title
-- One trail by its title.
SELECT * FROM trail WHERE title = :title ORDER BY id;

-- name: trail_list
-- All trails in order.
SELECT * FROM trail ORDER BY position, title, id;

-- name: trail_clear
-- Takes all stops of a trail away.
DELETE FROM trail_stop WHERE trail = :trail;

-- name: trail_add_stop
-- One stop of a trail.
INSERT INTO trail_stop (trail, item, position, says) VALUES (:trail, :item, :position, :says);

-- name: trail_stops
-- The stops of a trail in order.
SELECT * FROM trail_stop WHERE trail = :trail ORDER BY position, item;
