-- name: asset_insert
-- A file of an item; one that is cut keeps what it was cut for.
INSERT INTO asset (id, item, role, digest, media_type, size_bytes, width_px, height_px, duration_ms, language,
                   loudness_lufs, true_peak_dbtp, original_name, derived_from, is_redacted, is_excerpt, position,
                   added_at, cuts)
VALUES (:id, :item, :role, :digest, :media_type, :size_bytes, :width_px, :height_px, :duration_ms, :language,
        :loudness_lufs, :true_peak_dbtp, :original_name, :derived_from, :is_redacted, :is_excerpt, :position,
        :added_at,
        CASE WHEN :is_redacted OR :is_excerpt
             THEN '|' || coalesce((SELECT group_concat('R' || begin_ms || '-' || end_ms || '|', '')
                                     FROM redaction WHERE item = :item), '')
                      || coalesce((SELECT group_concat('E' || begin_ms || '-' || end_ms || '|', '')
                                     FROM excerpt WHERE item = :item), '')
             ELSE '' END);

-- name: asset_make_room
-- Moves the pictures of a set from a place on one further.
UPDATE asset SET position = position + 1
 WHERE item = :item AND position >= :position AND role IN ('original', 'screen', 'thumbnail', 'tiles');

-- name: asset_remove
-- Takes a file's row out, with those of what was derived from it.
DELETE FROM asset WHERE id = :id;

-- name: asset_by_id
-- One file.
SELECT * FROM asset WHERE id = :id;

-- name: asset_list
-- Those of an item.
SELECT * FROM asset WHERE item = :item ORDER BY role, position, id;

-- name: asset_with_digest
-- Those with the same bytes, originals first.
SELECT * FROM asset WHERE digest = :digest ORDER BY role = 'original' DESC, id;

-- name: asset_digests
-- Every digest any row names.
SELECT DISTINCT digest FROM asset ORDER BY digest;
