-- name: shown_item_key
-- The key of an item by its code.
SELECT id FROM shown_item WHERE code = :code;

-- name: shown_item_may
-- A row where the item may be shown now.
SELECT 1 FROM shown_item WHERE id = :id;

-- name: shown_item_whole
-- What the item's screen says beyond the card. Each permission holds only where every consent gives it.
SELECT coalesce(d.text, i.description) AS description,
       coalesce(d.language, (SELECT language FROM archive WHERE id = 1)) AS description_language,
       coalesce(s.text, i.summary) AS summary, coalesce(l.text, i.alt_long) AS alt_long,
       coalesce(w.text, i.text) AS text, coalesce(w.language, i.language) AS text_language,
       iif(w.text IS NULL, '', i.text) AS own_text,
       i.credit, i.rights, i.rights_note,
       (SELECT min(coalesce(reviewed_on, agreed_on)) FROM consent WHERE consent.item = i.id) AS consent_reviewed_on,
       (SELECT min(allows_zoom) FROM consent WHERE consent.item = i.id) AS allows_zoom,
       (SELECT min(allows_quotation) FROM consent WHERE consent.item = i.id) AS allows_quotation,
       (SELECT min(allows_synthetic_voice) FROM consent WHERE consent.item = i.id) AS allows_synthetic_voice,
       (SELECT min(allows_attract) FROM consent WHERE consent.item = i.id) AS allows_attract,
       (SELECT max(is_excerpt_only) FROM consent WHERE consent.item = i.id) AS is_excerpt_only
  FROM shown_item AS i
  LEFT JOIN translation AS d ON d.owner = i.id AND d.field = 'description' AND d.language = :language
  LEFT JOIN translation AS s ON s.owner = i.id AND s.field = 'summary' AND s.language = :language
  LEFT JOIN translation AS l ON l.owner = i.id AND l.field = 'alt_long' AND l.language = :language
  LEFT JOIN translation AS w ON w.owner = i.id AND w.field = 'text' AND w.language = :language AND i.text <> ''
 WHERE i.id = :id;

-- name: shown_item_consent_lines
-- The words of each consent that visitors read.
SELECT coalesce(t.text, consent.says)
  FROM shown_item
  JOIN consent ON consent.item = shown_item.id
  LEFT JOIN translation AS t ON t.owner = consent.id AND t.field = 'says' AND t.language = :language
 WHERE shown_item.id = :id AND consent.says <> ''
 ORDER BY consent.agreed_on, consent.id;

-- name: shown_item_contributors
-- Who took part; of a withheld name nothing but that it is withheld.
SELECT CASE WHEN is_name_withheld THEN 0 ELSE person.id END AS person,
       CASE WHEN is_name_withheld THEN '' ELSE person.name END AS name,
       CASE WHEN is_name_withheld THEN '' ELSE person.pronouns END AS pronouns,
       CASE WHEN is_name_withheld THEN '' ELSE coalesce(a.text, person.about) END AS about,
       is_name_withheld, item_person.role, item_person.role_line,
       CASE WHEN is_name_withheld THEN 0 ELSE person.is_deceased END AS is_deceased
  FROM shown_item
  JOIN item_person ON item_person.item = shown_item.id
  JOIN person ON person.id = item_person.person
  LEFT JOIN translation AS a ON a.owner = person.id AND a.field = 'about' AND a.language = :language
 WHERE shown_item.id = :id
 ORDER BY item_person.position, item_person.role, person.id;

-- name: shown_item_assets
-- The files of an item that may be shown.
SELECT id, role, digest, media_type, size_bytes, width_px, height_px, duration_ms, language, loudness_lufs,
       true_peak_dbtp, is_redacted, is_excerpt, position
  FROM shown_asset
 WHERE item = :id
 ORDER BY role, position, id;

-- name: shown_item_notes
-- What a visitor is told before.
SELECT begin_ms, end_ms, level, coalesce(t.text, says) AS says, hides_picture
  FROM shown_content_note AS note
  LEFT JOIN translation AS t ON t.owner = note.id AND t.field = 'says' AND t.language = :language
 WHERE note.item = :id
 ORDER BY begin_ms, note.id;

-- name: shown_item_regions
-- What is said about parts of its pictures, picture by picture.
SELECT region.page, region.x, region.y, region.w, region.h, coalesce(t.text, region.says) AS says,
       coalesce(t.language, region.language) AS language
  FROM shown_item
  JOIN region ON region.item = shown_item.id
  LEFT JOIN translation AS t ON t.owner = region.id AND t.field = 'says' AND t.language = :language
 WHERE shown_item.id = :id
 ORDER BY region.page, region.position, region.id;

-- name: shown_item_withheld
-- When it is silent.
SELECT begin_ms, end_ms
  FROM shown_withheld
 WHERE item = :id
 ORDER BY begin_ms, end_ms;

-- name: shown_item_index
-- The index of a recording: a title in the language asked for, and then its own beside it.
SELECT p.at_ms, coalesce(t.text, p.title) AS title, iif(t.text IS NULL, '', p.title) AS own_title,
       coalesce(s.text, p.synopsis) AS synopsis, p.keywords
  FROM shown_index_point AS p
  LEFT JOIN translation AS t ON t.owner = p.id AND t.field = 'title' AND t.language = :language
  LEFT JOIN translation AS s ON s.owner = p.id AND s.field = 'synopsis' AND s.language = :language
 WHERE p.item = :id
 ORDER BY p.at_ms, p.position;

-- name: shown_item_quotations
-- Words that may be quoted.
SELECT coalesce(t.text, q.text) AS text, coalesce(t.language, q.language) AS language, q.at_ms
  FROM shown_quotation AS q
  LEFT JOIN translation AS t ON t.owner = q.id AND t.field = 'text' AND t.language = :language
 WHERE q.item = :id
 ORDER BY q.position, q.id;

-- name: shown_item_labels
-- What communities have said of an item; never translated by us.
SELECT label_code, community, says, community_label.language
  FROM shown_item JOIN community_label ON community_label.item = shown_item.id
 WHERE shown_item.id = :id
 ORDER BY label_code, community_label.id;

-- name: shown_item_themes
-- The themes of an item.
SELECT theme.id, coalesce(t.text, theme.name) AS name
  FROM shown_item
  JOIN item_theme ON item_theme.item = shown_item.id
  JOIN theme ON theme.id = item_theme.theme
  LEFT JOIN translation AS t ON t.owner = theme.id AND t.field = 'name' AND t.language = :language
 WHERE shown_item.id = :id
 ORDER BY theme.position, theme.name;

-- name: shown_item_places
-- The places of an item.
SELECT place.id, coalesce(t.text, place.name) AS name
  FROM shown_item
  JOIN item_place ON item_place.item = shown_item.id
  JOIN place ON place.id = item_place.place
  LEFT JOIN translation AS t ON t.owner = place.id AND t.field = 'name' AND t.language = :language
 WHERE shown_item.id = :id
 ORDER BY place.name;

-- name: shown_item_words
-- Which lines an item has.
SELECT purpose, language, count(*) AS count
  FROM shown_cue
 WHERE item = :id
 GROUP BY purpose, language;

-- name: shown_item_cues
-- All lines of one purpose and language, in time.
SELECT begin_ms, max(end_ms, begin_ms + 1) AS end_ms, speaker, text
  FROM shown_cue
 WHERE item = :id AND purpose = :purpose AND language = :language
 ORDER BY begin_ms, position
 LIMIT 100000;

-- name: shown_item_related_by_person
-- Other items of the same people; none of those whose name is withheld, as what belongs together tells who it is.
SELECT shown_item.id
  FROM item_person AS mine
 CROSS JOIN person ON person.id = mine.person AND person.is_name_withheld = 0
 CROSS JOIN item_person AS theirs ON theirs.person = mine.person AND theirs.item <> mine.item
 CROSS JOIN shown_item ON shown_item.id = theirs.item
 WHERE mine.item = :id
 LIMIT :limit;

-- name: shown_item_related_by_theme
-- The items that follow this one in each of its themes.
SELECT shown_item.id
  FROM item_theme AS mine
 CROSS JOIN item_theme AS theirs
            ON theirs.theme = mine.theme AND (theirs.rank, theirs.item) > (mine.rank, mine.item)
 CROSS JOIN shown_item ON shown_item.id = theirs.item
 WHERE mine.item = :id
 LIMIT :limit;
