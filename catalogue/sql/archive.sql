-- name: archive_insert
-- The one row a new archive begins with.
INSERT INTO archive (id, uuid, title, created_at, changed_at)
VALUES (1, :uuid, :title, :now, :now);

-- name: archive_facts
-- What the archive says of itself.
SELECT uuid, title, subtitle, language, created_at, changed_at, published_on FROM archive WHERE id = 1;

-- name: archive_set_facts
-- What a curator may change of that.
UPDATE archive SET title = :title, subtitle = :subtitle, language = :language, changed_at = :changed_at
 WHERE id = 1;

-- name: archive_touch
-- The moment of the last change of anything.
UPDATE archive SET changed_at = :now WHERE id = 1;

-- name: archive_today
-- The day the question "may this be shown?" is asked on.
SELECT day FROM today;

-- name: archive_is_used
-- Whether anything was ever added or changed.
SELECT EXISTS (SELECT 1 FROM item) OR EXISTS (SELECT 1 FROM entry);

-- name: archive_unpublish
-- It is no pack, or no pack any more: the clock alone says what day it is.
UPDATE archive SET published_on = NULL WHERE id = 1 AND published_on IS NOT NULL;
