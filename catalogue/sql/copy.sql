-- name: copy_remember
-- A file or folder that was written; another at the same place is no more.
INSERT INTO copy (id, path, made_at, kind, holds) VALUES (:id, :path, :made_at, :kind, :holds)
ON CONFLICT (path) DO UPDATE SET made_at = excluded.made_at, kind = excluded.kind, holds = excluded.holds;

-- name: copy_last_entry
-- The last command that wrote.
SELECT coalesce(max(id), 0) FROM entry;

-- name: copy_erased_after
-- How often something was erased after that.
SELECT count(*) FROM entry WHERE id > :entry AND erases IS NOT NULL;

-- name: copy_list
-- What was written and is not known to be gone, the oldest first.
SELECT copy.id, path, made_at, kind, holds, count(unreached.copy) AS owes
  FROM copy LEFT JOIN unreached ON unreached.copy = copy.id
 GROUP BY copy.id ORDER BY made_at, path;

-- name: copy_forget
-- It was destroyed, as a person says.
DELETE FROM copy WHERE id = :id;

-- name: copy_owe
-- It could not be reached.
INSERT INTO unreached (copy, code, at, why) VALUES (:copy, :code, :at, :why)
ON CONFLICT (copy, code) DO UPDATE SET why = excluded.why;

-- name: copy_settle
-- All that was erased is out of it.
DELETE FROM unreached WHERE copy = :copy;

-- name: copy_settle_path
-- The same for the one at that place.
DELETE FROM unreached WHERE copy IN (SELECT id FROM copy WHERE path = :path);

-- name: copy_owed
-- What was erased and may still be in a copy, the oldest first.
SELECT copy, path, made_at, kind, code, at, why
  FROM unreached JOIN copy ON copy.id = unreached.copy
 ORDER BY at, path, code;
