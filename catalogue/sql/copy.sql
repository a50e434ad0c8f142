-- name: copy_remember
-- A backup that was made; another at the same place is no more.
INSERT INTO copy (id, path, made_at) VALUES (:id, :path, :made_at)
ON CONFLICT (path) DO UPDATE SET made_at = excluded.made_at;

-- name: copy_list
-- Backups that were made, the oldest first.
SELECT id, path, made_at FROM copy ORDER BY made_at, path;
