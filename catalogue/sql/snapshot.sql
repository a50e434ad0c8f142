-- The database of a pack, filled from the archive attached as `source`. Every statement that copies
-- names the columns it copies, so that a new column stays in the archive until someone decides; and
-- has an order, so that the same archive gives the same bytes.

-- name: snapshot_attach
-- The archive, for reading.
ATTACH :source AS source;

-- name: snapshot_detach
-- Done with the archive.
DETACH source;

-- name: snapshot_defer
-- Rows may name others that are still to come, until the transaction ends.
PRAGMA main.defer_foreign_keys = ON;

-- name: snapshot_archive
-- The archive's name. The pack's day is that of the last change: no clock goes into a pack.
INSERT INTO main.archive (id, uuid, title, subtitle, language, created_at, changed_at, published_on)
SELECT id, uuid, title, subtitle, language, created_at, changed_at, substr(changed_at, 1, 10)
  FROM source.archive;

-- name: snapshot_item
-- What may be shown now. Other systems' numbers stay behind.
INSERT INTO main.item (id, code, kind, form, title, description, language, date_edtf, date_text, date_first,
                       date_last, era, rights, rights_note, credit, sensitivity, summary, alt_short, alt_long,
                       focal_x, focal_y, access, embargo_until, rank, text, added_at, changed_at)
SELECT id, code, kind, form, title, description, language, date_edtf, date_text, date_first,
       date_last, era, rights, rights_note, credit, sensitivity, summary, alt_short, alt_long,
       focal_x, focal_y, access, embargo_until, rank, text, added_at, changed_at
  FROM source.shown_item
 ORDER BY id;

-- name: snapshot_asset
-- Files that may be shown; how they were called and what they were made from stay behind.
INSERT INTO main.asset (id, item, role, digest, media_type, size_bytes, width_px, height_px, duration_ms, language,
                        loudness_lufs, true_peak_dbtp, is_redacted, is_excerpt, cuts, position, added_at)
SELECT id, item, role, digest, media_type, size_bytes, width_px, height_px, duration_ms, language,
       loudness_lufs, true_peak_dbtp, is_redacted, is_excerpt, cuts, position, added_at
  FROM source.shown_asset
 ORDER BY id;

-- name: snapshot_person
-- People of items shown; of a withheld name nothing but that it is withheld.
INSERT INTO main.person (id, name, sort_name, pronouns, about, is_name_withheld, is_deceased, changed_at)
SELECT id, iif(is_name_withheld, '', name), iif(is_name_withheld, '', sort_name),
       iif(is_name_withheld, '', pronouns), iif(is_name_withheld, '', about), is_name_withheld,
       iif(is_name_withheld, 0, is_deceased), changed_at
  FROM source.person
 WHERE id IN (SELECT person FROM source.item_person WHERE item IN (SELECT id FROM main.item))
 ORDER BY id;

-- name: snapshot_item_person
-- Who took part in items shown.
INSERT INTO main.item_person (item, person, role, role_line, position)
SELECT item, person, role, role_line, position
  FROM source.item_person
 WHERE item IN (SELECT id FROM main.item)
 ORDER BY item, person, role;

-- name: snapshot_place
-- Places of items shown, and those above them.
WITH RECURSIVE used (id) AS (
    SELECT place FROM source.item_place WHERE item IN (SELECT id FROM main.item)
    UNION SELECT parent FROM used JOIN source.place AS up ON up.id = used.id WHERE parent IS NOT NULL)
INSERT INTO main.place (id, name, parent, latitude, longitude, about, changed_at)
SELECT id, name, parent, latitude, longitude, about, changed_at
  FROM source.place
 WHERE id IN (SELECT id FROM used)
 ORDER BY id;

-- name: snapshot_item_part
-- Which items shown are parts of which.
INSERT INTO main.item_part (item, whole)
SELECT item, whole FROM source.item_part
 WHERE item IN (SELECT id FROM main.item) AND whole IN (SELECT id FROM main.item)
 ORDER BY item;

-- name: snapshot_item_place
-- Where items shown belong.
INSERT INTO main.item_place (item, place)
SELECT item, place FROM source.item_place WHERE item IN (SELECT id FROM main.item) ORDER BY item, place;

-- name: snapshot_theme
-- Themes of items shown, and those above them.
WITH RECURSIVE used (id) AS (
    SELECT theme FROM source.item_theme WHERE item IN (SELECT id FROM main.item)
    UNION SELECT parent FROM used JOIN source.theme AS up ON up.id = used.id WHERE parent IS NOT NULL)
INSERT INTO main.theme (id, name, parent, about, position, changed_at)
SELECT id, name, parent, about, position, changed_at
  FROM source.theme
 WHERE id IN (SELECT id FROM used)
 ORDER BY id;

-- name: snapshot_item_theme
-- What items shown are about.
INSERT INTO main.item_theme (item, theme)
SELECT item, theme FROM source.item_theme WHERE item IN (SELECT id FROM main.item) ORDER BY item, theme;

-- name: snapshot_other_name
-- Other names that may be known; never a hidden one, never of someone whose name is withheld.
INSERT INTO main.other_name (id, owner, standing, name, language)
SELECT id, owner, standing, name, language
  FROM source.other_name
 WHERE standing <> 'hidden'
   AND (owner IN (SELECT id FROM main.place)
        OR owner IN (SELECT id FROM main.theme)
        OR owner IN (SELECT id FROM main.person WHERE is_name_withheld = 0))
 ORDER BY id;

-- name: snapshot_cue
-- Lines that may be shown. The files they came from stay behind.
INSERT INTO main.cue (id, item, purpose, language, position, begin_ms, end_ms, speaker, text)
SELECT id, item, purpose, language, position, begin_ms, max(end_ms, begin_ms + 1), speaker, text
  FROM source.shown_cue
 ORDER BY id;

-- name: snapshot_redaction
-- When a recording is silent. Why stays behind.
INSERT INTO main.redaction (id, item, begin_ms, end_ms, why)
SELECT id, item, begin_ms, end_ms, ''
  FROM source.shown_withheld
 ORDER BY id;

-- name: snapshot_index_point
-- Index points that may be shown; coordinates stay behind, and the first words, which may run into a redaction.
INSERT INTO main.index_point (id, item, at_ms, title, synopsis, keywords, subjects, links, position)
SELECT id, item, at_ms, title, synopsis, keywords, subjects, links, position
  FROM source.shown_index_point
 ORDER BY id;

-- name: snapshot_quotation
-- Quotations that may be shown.
INSERT INTO main.quotation (id, item, text, language, at_ms, position)
SELECT id, item, text, language, at_ms, position
  FROM source.shown_quotation
 ORDER BY id;

-- name: snapshot_event
-- The timeline; what pictures an event only where it may be shown.
INSERT INTO main.event (id, title, says, scope, date_edtf, date_text, date_first, date_last, item, source, changed_at)
SELECT id, title, says, scope, date_edtf, date_text, date_first, date_last,
       iif(item IN (SELECT id FROM main.item), item, NULL), source, changed_at
  FROM source.event
 ORDER BY id;

-- name: snapshot_trail_stop
-- Stops that may be shown.
INSERT INTO main.trail_stop (trail, item, position, says)
SELECT trail, item, position, says
  FROM source.trail_stop
 WHERE item IN (SELECT id FROM main.item)
 ORDER BY trail, item;

-- name: snapshot_trail
-- Trails that still have a stop.
INSERT INTO main.trail (id, title, says, feeling, position, changed_at)
SELECT id, title, says, feeling, position, changed_at
  FROM source.trail
 WHERE id IN (SELECT trail FROM main.trail_stop)
 ORDER BY id;

-- name: snapshot_content_note
-- What visitors are told before.
INSERT INTO main.content_note (id, item, begin_ms, end_ms, level, says, hides_picture)
SELECT id, item, begin_ms, end_ms, level, says, hides_picture
  FROM source.shown_content_note
 WHERE item IN (SELECT id FROM main.item)
 ORDER BY id;

-- name: snapshot_region
-- What is said about parts of pictures.
INSERT INTO main.region (id, item, page, x, y, w, h, says, language, position)
SELECT id, item, page, x, y, w, h, says, language, position
  FROM source.region
 WHERE item IN (SELECT id FROM main.item)
 ORDER BY id;

-- name: snapshot_community_label
-- What communities have said.
INSERT INTO main.community_label (id, item, label_code, community, says, language, url)
SELECT id, item, label_code, community, says, language, url
  FROM source.community_label
 WHERE item IN (SELECT id FROM main.item)
 ORDER BY id;

-- name: snapshot_consent
-- What was agreed, so that the kiosk can ask again on the day; never who signed or what was signed. What is not
-- among the excerpts is not in the pack, so nothing is left for excerpts only.
INSERT INTO main.consent (id, item, state, agreed_on, valid_until, reviewed_on, allows_kiosk, allows_web,
                          allows_publication, allows_attract, allows_quotation, allows_synthetic_voice, allows_zoom,
                          is_excerpt_only, says, changed_at)
SELECT id, item, state, agreed_on, valid_until, reviewed_on, allows_kiosk, allows_web, allows_publication,
       allows_attract, allows_quotation, allows_synthetic_voice, allows_zoom, 0, says, changed_at
  FROM source.consent
 WHERE item IN (SELECT id FROM main.item)
 ORDER BY id;

-- name: snapshot_translation
-- Translations of what is in the pack, of the texts that are.
INSERT INTO main.translation (id, owner, field, language, text, is_reviewed)
SELECT id, owner, field, language, text, is_reviewed
  FROM source.translation
 WHERE (owner = 1 AND field IN ('title', 'subtitle'))
    OR (owner IN (SELECT id FROM main.item)
        AND field IN ('title', 'description', 'summary', 'alt_short', 'alt_long', 'credit', 'rights_note'))
    OR (owner IN (SELECT id FROM main.item WHERE text <> '') AND field = 'text')
    OR (owner IN (SELECT id FROM main.person WHERE is_name_withheld = 0) AND field IN ('name', 'about', 'pronouns'))
    OR (owner IN (SELECT id FROM main.place) AND field IN ('name', 'about'))
    OR (owner IN (SELECT id FROM main.theme) AND field IN ('name', 'about'))
    OR (owner IN (SELECT id FROM main.index_point) AND field IN ('title', 'synopsis', 'keywords', 'subjects'))
    OR (owner IN (SELECT id FROM main.quotation) AND field = 'text')
    OR (owner IN (SELECT id FROM main.event) AND field IN ('title', 'says'))
    OR (owner IN (SELECT id FROM main.trail) AND field IN ('title', 'says', 'feeling'))
    OR (owner IN (SELECT id FROM main.content_note) AND field = 'says')
    OR (owner IN (SELECT id FROM main.region) AND field = 'says')
    OR (owner IN (SELECT id FROM main.consent) AND field = 'says')
 ORDER BY id;

-- name: snapshot_order
-- Items in curated order with who leads each.
SELECT i.id, i.rank,
       (SELECT person FROM item_person WHERE item_person.item = i.id ORDER BY position, role, person LIMIT 1) AS lead
  FROM main.item AS i
 ORDER BY i.rank, i.id;

-- name: snapshot_set_rank
-- The place of an item in the order visitors page through.
UPDATE main.item SET rank = :rank WHERE id = :id;

-- name: snapshot_vacuum
-- Lays the file out by its content alone.
VACUUM main;
