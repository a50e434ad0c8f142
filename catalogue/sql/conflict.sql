-- name: conflict_list
-- What waits for a person, in the order of the archive's history.
SELECT conflict.id, conflict.kind, conflict.item, conflict.place, conflict.field,
       CAST(coalesce(conflict.lost, '') AS TEXT) AS lost,
       item.code, entry.at, entry.who, entry.command
  FROM conflict
  LEFT JOIN item ON item.id = conflict.item
  LEFT JOIN entry ON entry.site = conflict.site AND entry.number = conflict.number
 ORDER BY entry.clock, entry.site, entry.number, conflict.place, conflict.field, conflict.id;

-- name: conflict_count
-- How many wait.
SELECT count(*) FROM conflict;

-- name: conflict_remove
-- One that is decided.
DELETE FROM conflict WHERE id = :id;

-- name: conflict_forget
-- What waits about something that is erased.
DELETE FROM conflict WHERE item = :id OR ' ' || place || ' ' LIKE '% ' || :id || ' %' OR lost = :id;
