-- The order visitors page through. Each statement gives keys only; shown_card reads the card. The
-- rank and id to go on from are always given, so that a page is found by index from its first row on.

-- name: shown_next_all
-- Items after one in curated order: any kind.
SELECT id, rank
  FROM shown_item
 WHERE (rank, id) > (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
 ORDER BY rank, id
 LIMIT :limit;

-- name: shown_next_kind
-- Items after one in curated order: one kind, its own index making a rare kind as quick as a common one.
SELECT id, rank
  FROM shown_item
 WHERE kind = :kind AND (rank, id) > (:rank, :id)
   AND (:era IS NULL OR era = :era)
 ORDER BY rank, id
 LIMIT :limit;

-- name: shown_next_era
-- Items after one in curated order: one era.
SELECT id, rank
  FROM shown_item
 WHERE era = :era AND (rank, id) > (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
 ORDER BY rank, id
 LIMIT :limit;

-- name: shown_next_theme
-- Items of one theme alone after one in curated order.
SELECT shown_item.id, item_theme.rank
  FROM item_theme
 CROSS JOIN shown_item ON shown_item.id = item_theme.item
 WHERE item_theme.theme = :theme AND (item_theme.rank, item_theme.item) > (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
   AND (:signed_only = 0
        OR EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role = 'signing'))
 ORDER BY item_theme.rank, item_theme.item
 LIMIT :limit;

-- name: shown_next_place
-- Items of one place alone after one in curated order.
SELECT shown_item.id, item_place.rank
  FROM item_place
 CROSS JOIN shown_item ON shown_item.id = item_place.item
 WHERE item_place.place = :place AND (item_place.rank, item_place.item) > (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
   AND (:signed_only = 0
        OR EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role = 'signing'))
 ORDER BY item_place.rank, item_place.item
 LIMIT :limit;

-- name: shown_next_person
-- Items of one person after one in curated order, each once whatever the roles.
SELECT shown_item.id, item_person.rank
  FROM item_person
 CROSS JOIN shown_item ON shown_item.id = item_person.item
 WHERE item_person.person = :person AND (item_person.rank, item_person.item) > (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
   AND (:signed_only = 0
        OR EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role = 'signing'))
 GROUP BY item_person.rank, item_person.item
 ORDER BY item_person.rank, item_person.item
 LIMIT :limit;

-- name: shown_previous_all
-- Items before one in curated order: any kind.
SELECT id, rank
  FROM shown_item
 WHERE (rank, id) < (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
 ORDER BY rank DESC, id DESC
 LIMIT :limit;

-- name: shown_previous_kind
-- Items before one in curated order: one kind, its own index making a rare kind as quick as a common one.
SELECT id, rank
  FROM shown_item
 WHERE kind = :kind AND (rank, id) < (:rank, :id)
   AND (:era IS NULL OR era = :era)
 ORDER BY rank DESC, id DESC
 LIMIT :limit;

-- name: shown_previous_era
-- Items before one in curated order: one era.
SELECT id, rank
  FROM shown_item
 WHERE era = :era AND (rank, id) < (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
 ORDER BY rank DESC, id DESC
 LIMIT :limit;

-- name: shown_previous_theme
-- Items of one theme alone before one in curated order.
SELECT shown_item.id, item_theme.rank
  FROM item_theme
 CROSS JOIN shown_item ON shown_item.id = item_theme.item
 WHERE item_theme.theme = :theme AND (item_theme.rank, item_theme.item) < (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
   AND (:signed_only = 0
        OR EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role = 'signing'))
 ORDER BY item_theme.rank DESC, item_theme.item DESC
 LIMIT :limit;

-- name: shown_previous_place
-- Items of one place alone before one in curated order.
SELECT shown_item.id, item_place.rank
  FROM item_place
 CROSS JOIN shown_item ON shown_item.id = item_place.item
 WHERE item_place.place = :place AND (item_place.rank, item_place.item) < (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
   AND (:signed_only = 0
        OR EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role = 'signing'))
 ORDER BY item_place.rank DESC, item_place.item DESC
 LIMIT :limit;

-- name: shown_previous_person
-- Items of one person before one in curated order, each once whatever the roles.
SELECT shown_item.id, item_person.rank
  FROM item_person
 CROSS JOIN shown_item ON shown_item.id = item_person.item
 WHERE item_person.person = :person AND (item_person.rank, item_person.item) < (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
   AND (:signed_only = 0
        OR EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = shown_item.id AND role = 'signing'))
 GROUP BY item_person.rank, item_person.item
 ORDER BY item_person.rank DESC, item_person.item DESC
 LIMIT :limit;

-- name: shown_next_signed
-- Items with a film of a signer after one in curated order; there are few, found by their own index.
SELECT shown_item.id, shown_item.rank
  FROM shown_asset AS signing
 CROSS JOIN shown_item ON shown_item.id = signing.item
 WHERE signing.role = 'signing'
   AND signing.item > 0
   AND (shown_item.rank, shown_item.id) > (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
 GROUP BY shown_item.rank, shown_item.id
 ORDER BY shown_item.rank, shown_item.id
 LIMIT :limit;

-- name: shown_previous_signed
-- Items with a film of a signer before one in curated order; there are few, found by their own index.
SELECT shown_item.id, shown_item.rank
  FROM shown_asset AS signing
 CROSS JOIN shown_item ON shown_item.id = signing.item
 WHERE signing.role = 'signing'
   AND signing.item > 0
   AND (shown_item.rank, shown_item.id) < (:rank, :id)
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (:era IS NULL OR era = :era)
 GROUP BY shown_item.rank, shown_item.id
 ORDER BY shown_item.rank DESC, shown_item.id DESC
 LIMIT :limit;

-- name: shown_under_theme
-- A theme and all that stand under it; a list of its items holds theirs.
WITH RECURSIVE under (id) AS (
    SELECT :theme UNION SELECT theme.id FROM under CROSS JOIN theme ON theme.parent = under.id)
SELECT id FROM under LIMIT 1000;

-- name: shown_under_place
-- A place and all that stand under it; a list of its items holds theirs.
WITH RECURSIVE under (id) AS (
    SELECT :place UNION SELECT place.id FROM under CROSS JOIN place ON place.parent = under.id)
SELECT id FROM under LIMIT 1000;
