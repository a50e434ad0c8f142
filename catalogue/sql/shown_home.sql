-- name: shown_home_slides
-- Items for the attract loop from a key on: every consent allows it, nothing to be told before, a picture.
SELECT consent.item
  FROM consent
 CROSS JOIN shown_item ON shown_item.id = consent.item
 WHERE consent.allows_attract = 1
   AND consent.item > :from
   AND shown_item.sensitivity = 0
   AND NOT EXISTS (SELECT 1 FROM consent AS other WHERE other.item = consent.item AND other.allows_attract = 0)
   AND NOT EXISTS (SELECT 1 FROM content_note WHERE content_note.item = consent.item)
   AND EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = consent.item AND role IN ('poster', 'screen'))
 GROUP BY consent.item
 ORDER BY consent.item
 LIMIT :limit;

-- name: shown_home_slide
-- What one slide says beyond its card.
SELECT i.credit,
       (SELECT text FROM shown_quotation WHERE shown_quotation.item = i.id ORDER BY position, id LIMIT 1) AS quotation,
       (SELECT language FROM shown_quotation WHERE shown_quotation.item = i.id ORDER BY position, id LIMIT 1)
           AS quotation_language
  FROM shown_item AS i
 WHERE i.id = :id;

-- name: shown_home_feature
-- An item from a key on that nothing has to be told before, with a picture, or with a page for one.
SELECT id
  FROM shown_item
 WHERE id > :from
   AND (kind = 'document') = :is_page
   AND sensitivity = 0
   AND NOT EXISTS (SELECT 1 FROM content_note WHERE content_note.item = shown_item.id)
   AND EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role IN ('poster', 'screen'))
 ORDER BY id
 LIMIT 1;

-- name: shown_home_era
-- The first item of an era with a picture that is not hidden.
SELECT id
  FROM shown_item
 WHERE era = :era
   AND NOT EXISTS (SELECT 1 FROM content_note WHERE content_note.item = shown_item.id AND hides_picture = 1)
   AND EXISTS (SELECT 1 FROM shown_asset
                WHERE shown_asset.item = shown_item.id AND role IN ('poster', 'screen', 'thumbnail'))
 ORDER BY rank, id
 LIMIT 1;
