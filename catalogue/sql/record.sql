-- Rows as they are, to carry an archive into an open form and back: every column of every table, so
-- that a new one needs no word here. `all columns` of an INSERT is written out by sql/generate.

-- name: record_list_person
-- Somebody, or all.
SELECT * FROM person WHERE :parent IS NULL OR id = :parent ORDER BY id;

-- name: record_insert_person
-- One, as it was.
INSERT INTO person ALL COLUMNS;

-- name: record_list_place
-- A place, or all, those above before those in them.
WITH RECURSIVE below (row, depth) AS (
    SELECT id, 0 FROM place WHERE place.parent IS NULL
    UNION ALL SELECT place.id, depth + 1 FROM below JOIN place ON place.parent = below.row)
SELECT place.* FROM below JOIN place ON place.id = below.row
 WHERE :parent IS NULL OR place.id = :parent
 ORDER BY depth, place.id;

-- name: record_insert_place
-- One, as it was.
INSERT INTO place ALL COLUMNS;

-- name: record_list_theme
-- A theme, or all, those above before those under them.
WITH RECURSIVE below (row, depth) AS (
    SELECT id, 0 FROM theme WHERE theme.parent IS NULL
    UNION ALL SELECT theme.id, depth + 1 FROM below JOIN theme ON theme.parent = below.row)
SELECT theme.* FROM below JOIN theme ON theme.id = below.row
 WHERE :parent IS NULL OR theme.id = :parent
 ORDER BY depth, theme.id;

-- name: record_insert_theme
-- One, as it was.
INSERT INTO theme ALL COLUMNS;

-- name: record_list_item
-- An item, or all, in the order they came.
SELECT * FROM item WHERE :parent IS NULL OR id = :parent ORDER BY rank, added_at, code;

-- name: record_insert_item
-- One, as it was.
INSERT INTO item ALL COLUMNS;

-- name: record_list_event
-- An event, or all, by date.
SELECT * FROM event WHERE :parent IS NULL OR id = :parent ORDER BY date_first, id;

-- name: record_insert_event
-- One, as it was.
INSERT INTO event ALL COLUMNS;

-- name: record_list_trail
-- A trail, or all, in order.
SELECT * FROM trail WHERE :parent IS NULL OR id = :parent ORDER BY position, title, id;

-- name: record_insert_trail
-- One, as it was.
INSERT INTO trail ALL COLUMNS;

-- name: record_list_translation
-- Of one row, in all languages.
SELECT * FROM translation WHERE owner = :parent ORDER BY field, language;

-- name: record_insert_translation
-- One, as it was.
INSERT INTO translation ALL COLUMNS;

-- name: record_list_other_name
-- Of one person, place or theme.
SELECT * FROM other_name WHERE owner = :parent ORDER BY name, id;

-- name: record_insert_other_name
-- One, as it was.
INSERT INTO other_name ALL COLUMNS;

-- name: record_list_asset
-- Of one item, originals before what was made of them.
SELECT * FROM asset
 WHERE item = :parent
 ORDER BY derived_from IS NOT NULL, derived_from IN (SELECT id FROM asset AS made WHERE made.derived_from IS NOT NULL),
          role, position, id;

-- name: record_insert_asset
-- One, as it was.
INSERT INTO asset ALL COLUMNS;

-- name: record_list_cue
-- Of one item.
SELECT * FROM cue WHERE item = :parent ORDER BY purpose, language, position, id;

-- name: record_insert_cue
-- One, as it was.
INSERT INTO cue ALL COLUMNS;

-- name: record_list_footnote
-- Of one line.
SELECT * FROM footnote WHERE cue = :parent ORDER BY position, id;

-- name: record_insert_footnote
-- One, as it was.
INSERT INTO footnote ALL COLUMNS;

-- name: record_list_index_point
-- Of one item.
SELECT * FROM index_point WHERE item = :parent ORDER BY at_ms, position, id;

-- name: record_insert_index_point
-- One, as it was.
INSERT INTO index_point ALL COLUMNS;

-- name: record_list_quotation
-- Of one item.
SELECT * FROM quotation WHERE item = :parent ORDER BY position, id;

-- name: record_insert_quotation
-- One, as it was.
INSERT INTO quotation ALL COLUMNS;

-- name: record_list_content_note
-- Of one item.
SELECT * FROM content_note WHERE item = :parent ORDER BY begin_ms, id;

-- name: record_insert_content_note
-- One, as it was.
INSERT INTO content_note ALL COLUMNS;

-- name: record_list_redaction
-- Of one item.
SELECT * FROM redaction WHERE item = :parent ORDER BY begin_ms, id;

-- name: record_insert_redaction
-- One, as it was.
INSERT INTO redaction ALL COLUMNS;

-- name: record_list_excerpt
-- Of one item.
SELECT * FROM excerpt WHERE item = :parent ORDER BY begin_ms, id;

-- name: record_insert_excerpt
-- One, as it was.
INSERT INTO excerpt ALL COLUMNS;

-- name: record_list_community_label
-- Of one item.
SELECT * FROM community_label WHERE item = :parent ORDER BY id;

-- name: record_insert_community_label
-- One, as it was.
INSERT INTO community_label ALL COLUMNS;

-- name: record_list_consent
-- Of one item.
SELECT * FROM consent WHERE item = :parent ORDER BY agreed_on, id;

-- name: record_insert_consent
-- One, as it was.
INSERT INTO consent ALL COLUMNS;

-- name: record_list_consent_change
-- Of one item, as it went.
SELECT * FROM consent_change WHERE item = :parent ORDER BY id;

-- name: record_insert_consent_change
-- One, as it was; one that stayed when its item was taken back is there already. The keys of these count
-- upwards in each archive, so another's may be taken: the next one, then.
INSERT INTO consent_change (id, consent, item, at, who, state, scope, why)
SELECT iif(EXISTS (SELECT 1 FROM consent_change WHERE id = :id), (SELECT max(id) + 1 FROM consent_change), :id),
       :consent, :item, :at, :who, :state, :scope, :why
 WHERE NOT EXISTS (SELECT 1 FROM consent_change
                    WHERE id = :id AND consent = :consent AND item = :item AND at = :at AND state = :state);

-- name: record_list_region
-- Parts of a picture with what is said of them.
SELECT * FROM region WHERE item = :parent ORDER BY page, position, id;

-- name: record_insert_region
-- One, as it was.
INSERT INTO region ALL COLUMNS;

-- name: record_list_item_person
-- Of one item.
SELECT * FROM item_person WHERE item = :parent ORDER BY position, role, person;

-- name: record_insert_item_person
-- One, as it was.
INSERT INTO item_person ALL COLUMNS;

-- name: record_list_item_place
-- Of one item.
SELECT * FROM item_place WHERE item = :parent ORDER BY place;

-- name: record_insert_item_place
-- One, as it was.
INSERT INTO item_place ALL COLUMNS;

-- name: record_list_item_theme
-- Of one item.
SELECT * FROM item_theme WHERE item = :parent ORDER BY theme;

-- name: record_insert_item_theme
-- One, as it was.
INSERT INTO item_theme ALL COLUMNS;

-- name: record_list_trail_stop
-- Of one trail.
SELECT * FROM trail_stop WHERE trail = :parent ORDER BY position, item;

-- name: record_insert_trail_stop
-- One, as it was.
INSERT INTO trail_stop ALL COLUMNS;

-- name: record_list_archive
-- What the archive is called.
SELECT id, title, subtitle, language FROM archive WHERE :parent IS NULL OR id = :parent;

-- name: record_insert_archive
-- The same here, where an archive is empty.
UPDATE archive SET title = :title, subtitle = :subtitle, language = :language WHERE id = :id;

-- name: record_list_archive_translation
-- What it is called in other languages.
SELECT * FROM translation WHERE owner = 1 AND (:parent IS NULL OR id = :parent) ORDER BY field, language;

-- name: record_insert_archive_translation
-- One, unless it has one already.
INSERT OR IGNORE INTO translation (id, owner, field, language, text, is_reviewed, made_from)
VALUES (:id, :owner, :field, :language, :text, :is_reviewed, :made_from);

-- name: record_list_own_field
-- Of one item.
SELECT * FROM own_field WHERE item = :parent ORDER BY name;

-- name: record_insert_own_field
-- One, as it was.
INSERT INTO own_field ALL COLUMNS;

-- name: record_list_item_part
-- Parts with their wholes, or one.
SELECT * FROM item_part WHERE :parent IS NULL OR item = :parent ORDER BY item;

-- name: record_insert_item_part
-- One, where both are there and it is no other's part.
INSERT INTO item_part (item, whole)
SELECT :item, :whole
 WHERE EXISTS (SELECT 1 FROM item WHERE id = :item) AND EXISTS (SELECT 1 FROM item WHERE id = :whole)
ON CONFLICT (item) DO NOTHING;
