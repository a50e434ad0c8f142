-- name: item_insert
-- A new item; every column is given.
INSERT INTO item (id, code, identifier, kind, form, title, description, language, date_edtf, date_text,
                  date_first, date_last, era, rights, rights_note, credit, sensitivity, summary, alt_short,
                  alt_long, focal_x, focal_y, access, embargo_until, rank, text, added_at, changed_at)
VALUES (:id, :code, :identifier, :kind, :form, :title, :description, :language, :date_edtf, :date_text,
        :date_first, :date_last, :era, :rights, :rights_note, :credit, :sensitivity, :summary, :alt_short,
        :alt_long, :focal_x, :focal_y, :access, :embargo_until, :rank, :text, :added_at, :changed_at);

-- name: item_update
-- The whole item over the row of its id; when it was added and its code stay.
UPDATE item
   SET identifier = :identifier, kind = :kind, form = :form, title = :title, description = :description,
       language = :language, date_edtf = :date_edtf, date_text = :date_text, date_first = :date_first,
       date_last = :date_last, era = :era, rights = :rights, rights_note = :rights_note, credit = :credit,
       sensitivity = :sensitivity, summary = :summary, alt_short = :alt_short, alt_long = :alt_long,
       focal_x = :focal_x, focal_y = :focal_y, access = :access, embargo_until = :embargo_until, rank = :rank,
       text = :text, changed_at = :changed_at
 WHERE id = :id;

-- name: item_remove
-- Takes an item out, with all that belongs to it.
DELETE FROM item WHERE id = :id;

-- name: item_forget_translations
-- What was translated of an item and its parts; no foreign key reaches these.
DELETE FROM translation
 WHERE owner = :item
    OR owner IN (SELECT id FROM content_note WHERE item = :item)
    OR owner IN (SELECT id FROM region WHERE item = :item)
    OR owner IN (SELECT id FROM index_point WHERE item = :item)
    OR owner IN (SELECT id FROM quotation WHERE item = :item)
    OR owner IN (SELECT id FROM consent WHERE item = :item);

-- name: item_by_id
-- One item by its key.
SELECT * FROM item WHERE id = :id;

-- name: item_by_code
-- One item by its code.
SELECT * FROM item WHERE code = :code;

-- name: item_by_identifier
-- One item by the number another system knows it by.
SELECT * FROM item WHERE identifier = :identifier;

-- name: item_count
-- How many items there are.
SELECT count(*) FROM item;

-- name: item_is_shown
-- A row where visitors may see the item now.
SELECT 1 FROM shown_item WHERE id = :id;

-- name: item_ids
-- Every item's key.
SELECT id FROM item ORDER BY id;

-- name: item_keys
-- Keys of items, newest first, by what a curator may ask for; a parameter that is NULL asks nothing. A theme or place
-- stands for all under it too.
SELECT item.id
  FROM item
 WHERE (:kind IS NULL OR kind = :kind)
   AND (:language IS NULL OR language = :language)
   AND (:from IS NULL OR (date_edtf IS NOT NULL AND coalesce(date_last, '9999-12-31') >= :from))
   AND (:to IS NULL OR (date_edtf IS NOT NULL AND coalesce(date_first, '0000-01-01') <= :to))
   AND (:words IS NULL
        OR id IN (SELECT found.item FROM found_text JOIN found ON found.id = found_text.rowid
                   WHERE found_text MATCH :words))
   AND (:era IS NULL OR era = :era)
   AND (:access IS NULL
        OR access = :access
        OR (:access = 'embargoed' AND embargo_until > (SELECT day FROM today)))
   AND (:theme IS NULL
        OR id IN (WITH RECURSIVE under (id) AS (
                      SELECT :theme UNION SELECT theme.id FROM under JOIN theme ON theme.parent = under.id)
                  SELECT item FROM item_theme JOIN under ON under.id = item_theme.theme))
   AND (:person IS NULL OR EXISTS (SELECT 1 FROM item_person WHERE item_person.item = item.id AND person = :person))
   AND (:place IS NULL
        OR id IN (WITH RECURSIVE under (id) AS (
                      SELECT :place UNION SELECT place.id FROM under JOIN place ON place.parent = under.id)
                  SELECT item FROM item_place JOIN under ON under.id = item_place.place))
   AND (:missing IS NULL
        OR CASE :missing
               WHEN 'description' THEN description = ''
               WHEN 'date' THEN date_edtf IS NULL
               WHEN 'era' THEN era IS NULL
               WHEN 'rights' THEN rights = ''
               WHEN 'credit' THEN credit = ''
               WHEN 'alt_short' THEN alt_short = ''
               WHEN 'summary' THEN summary = ''
               WHEN 'consent' THEN NOT EXISTS (SELECT 1 FROM consent WHERE consent.item = item.id)
               WHEN 'person' THEN NOT EXISTS (SELECT 1 FROM item_person WHERE item_person.item = item.id)
               WHEN 'place' THEN NOT EXISTS (SELECT 1 FROM item_place WHERE item_place.item = item.id)
               WHEN 'theme' THEN NOT EXISTS (SELECT 1 FROM item_theme WHERE item_theme.item = item.id)
               WHEN 'cues' THEN NOT EXISTS (SELECT 1 FROM cue WHERE cue.item = item.id)
               WHEN 'asset' THEN NOT EXISTS (SELECT 1 FROM asset WHERE asset.item = item.id)
               ELSE 0
           END)
   AND (:agreed IS NULL
        OR (EXISTS (SELECT 1 FROM consent WHERE consent.item = item.id)
            AND NOT EXISTS (SELECT 1 FROM consent
                             WHERE consent.item = item.id
                               AND NOT (state = 'granted'
                                        AND (valid_until IS NULL OR valid_until >= (SELECT day FROM today))
                                        AND CASE :agreed
                                                WHEN 'kiosk' THEN allows_kiosk
                                                WHEN 'web' THEN allows_web
                                                WHEN 'publication' THEN allows_publication
                                                WHEN 'attract' THEN allows_attract
                                                WHEN 'quotation' THEN allows_quotation
                                                WHEN 'voice' THEN allows_synthetic_voice
                                                ELSE 0
                                            END))))
   AND (:shown_only = 0 OR id IN (SELECT id FROM shown_item))
   AND (:withheld_only = 0 OR id NOT IN (SELECT id FROM shown_item))
 ORDER BY added_at DESC, id
 LIMIT coalesce(:limit, -1);
