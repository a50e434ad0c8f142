-- name: shown_card
-- What a card says of one item, in the visitor's language where there is a translation.
SELECT i.id, i.rank, i.code, i.kind, i.form,
       coalesce(title.text, i.title) AS title,
       coalesce(title.language, (SELECT language FROM archive WHERE id = 1)) AS title_language,
       i.era, i.date_text, i.date_edtf,
       (SELECT duration_ms FROM shown_asset
         WHERE shown_asset.item = i.id AND role = 'access' ORDER BY position, id LIMIT 1) AS duration_ms,
       i.language,
       max(i.sensitivity, coalesce((SELECT max(level) FROM content_note WHERE content_note.item = i.id), 0))
           AS note_level,
       EXISTS (SELECT 1 FROM content_note WHERE content_note.item = i.id AND hides_picture = 1) AS hides_picture,
       EXISTS (SELECT 1 FROM shown_asset WHERE shown_asset.item = i.id AND role = 'signing') AS has_signing,
       thumbnail.digest AS thumbnail_digest, thumbnail.media_type AS thumbnail_media_type,
       thumbnail.width_px AS thumbnail_width_px, thumbnail.height_px AS thumbnail_height_px,
       poster.digest AS poster_digest, poster.media_type AS poster_media_type,
       poster.width_px AS poster_width_px, poster.height_px AS poster_height_px,
       i.focal_x, i.focal_y,
       coalesce(alt.text, i.alt_short) AS alt_short,
       coalesce(alt.language, (SELECT language FROM archive WHERE id = 1)) AS alt_language,
       CASE WHEN lead.is_name_withheld = 0 THEN lead.name ELSE '' END AS contributor,
       coalesce(lead.is_name_withheld, 0) AS is_name_withheld,
       (SELECT role_line FROM item_person WHERE item_person.item = i.id ORDER BY position, role, person LIMIT 1)
           AS role_line
  FROM shown_item AS i
  LEFT JOIN translation AS title
         ON title.owner = i.id AND title.field = 'title' AND title.language = :language
  LEFT JOIN translation AS alt
         ON alt.owner = i.id AND alt.field = 'alt_short' AND alt.language = :language
  LEFT JOIN asset AS thumbnail
         ON thumbnail.id = (SELECT id FROM shown_asset WHERE shown_asset.item = i.id AND role = 'thumbnail'
                             ORDER BY position, id LIMIT 1)
  LEFT JOIN asset AS poster
         ON poster.id = (SELECT id FROM shown_asset WHERE shown_asset.item = i.id AND role IN ('poster', 'screen')
                          ORDER BY role, position, id LIMIT 1)
  LEFT JOIN person AS lead
         ON lead.id = (SELECT person FROM item_person WHERE item_person.item = i.id
                        ORDER BY position, role, person LIMIT 1)
 WHERE i.id = :id;

-- name: shown_card_languages
-- The languages an item's lines are in, without its own.
SELECT DISTINCT cue.language
  FROM shown_item
  JOIN cue ON cue.item = shown_item.id
 WHERE shown_item.id = :id AND cue.language <> shown_item.language
 ORDER BY cue.language;

-- name: shown_archive
-- The archive's name in the visitor's language.
SELECT coalesce(t.text, title) AS title, coalesce(s.text, subtitle) AS subtitle,
       coalesce(t.language, archive.language) AS language, (SELECT day FROM today) AS today, published_on
  FROM archive
  LEFT JOIN translation AS t ON t.owner = 1 AND t.field = 'title' AND t.language = :language
  LEFT JOIN translation AS s ON s.owner = 1 AND s.field = 'subtitle' AND s.language = :language
 WHERE archive.id = 1;

-- name: shown_themes
-- Themes under one, or at the top, that some shown item has, itself or through one anywhere under it.
SELECT theme.id, coalesce(t.text, theme.name) AS name,
       coalesce(t.language, (SELECT language FROM archive WHERE id = 1)) AS name_language,
       coalesce(a.text, theme.about) AS about, theme.parent
  FROM theme
  LEFT JOIN translation AS t ON t.owner = theme.id AND t.field = 'name' AND t.language = :language
  LEFT JOIN translation AS a ON a.owner = theme.id AND a.field = 'about' AND a.language = :language
 WHERE theme.parent IS :parent
   AND EXISTS (WITH RECURSIVE under (id) AS (
                   SELECT theme.id
                   UNION SELECT child.id FROM under CROSS JOIN theme AS child ON child.parent = under.id)
               SELECT 1 FROM under
                CROSS JOIN item_theme ON item_theme.theme = under.id
                CROSS JOIN shown_item ON shown_item.id = item_theme.item)
 ORDER BY theme.position, theme.name
 LIMIT 200;

-- name: shown_places
-- Places under one, or at the top, that some shown item has, itself or through one anywhere under it.
SELECT place.id, coalesce(t.text, place.name) AS name,
       coalesce(t.language, (SELECT language FROM archive WHERE id = 1)) AS name_language,
       coalesce(a.text, place.about) AS about, place.parent, place.latitude, place.longitude
  FROM place
  LEFT JOIN translation AS t ON t.owner = place.id AND t.field = 'name' AND t.language = :language
  LEFT JOIN translation AS a ON a.owner = place.id AND a.field = 'about' AND a.language = :language
 WHERE place.parent IS :parent
   AND EXISTS (WITH RECURSIVE under (id) AS (
                   SELECT place.id
                   UNION SELECT child.id FROM under CROSS JOIN place AS child ON child.parent = under.id)
               SELECT 1 FROM under
                CROSS JOIN item_place ON item_place.place = under.id
                CROSS JOIN shown_item ON shown_item.id = item_place.item)
 ORDER BY place.name
 LIMIT 200;

-- name: shown_people
-- People some shown item has, by sort name; none whose name is withheld.
SELECT person.id, person.name, (SELECT language FROM archive WHERE id = 1) AS name_language,
       coalesce(a.text, person.about) AS about
  FROM person
  LEFT JOIN translation AS a ON a.owner = person.id AND a.field = 'about' AND a.language = :language
 WHERE person.sort_name >= ''
   AND :parent IS NULL
   AND person.is_name_withheld = 0
   AND EXISTS (SELECT 1 FROM item_person CROSS JOIN shown_item ON shown_item.id = item_person.item
                WHERE item_person.person = person.id)
 ORDER BY person.sort_name, person.name, person.id
 LIMIT 200;
