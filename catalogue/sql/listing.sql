-- name: listing_read
-- Rows of a table of items, in the order of their keys; names only where they are wanted.
SELECT item.id AS item, code, identifier, kind, form, title, coalesce(date_text, date_edtf) AS date,
       date_edtf AS edtf, era, language, access, embargo_until AS embargo, rights, credit, added_at, changed_at,
       EXISTS (SELECT 1 FROM shown_item WHERE shown_item.id = item.id) AS is_shown,
       CASE WHEN :with_people = 1 THEN
           (SELECT group_concat(name, '; ')
              FROM (SELECT DISTINCT name FROM item_person JOIN person ON person.id = person
                     WHERE item_person.item = item.id ORDER BY item_person.position, role, name)) END AS people,
       CASE WHEN :with_places = 1 THEN
           (SELECT group_concat(name, '; ')
              FROM (SELECT name FROM item_place JOIN place ON place.id = place
                     WHERE item_place.item = item.id ORDER BY name)) END AS places,
       CASE WHEN :with_themes = 1 THEN
           (SELECT group_concat(name, '; ')
              FROM (SELECT name FROM item_theme JOIN theme ON theme.id = theme
                     WHERE item_theme.item = item.id ORDER BY name)) END AS themes,
       CASE WHEN :with_consent = 1 THEN
           coalesce((SELECT group_concat(state, ', ')
                       FROM (SELECT DISTINCT state FROM consent WHERE consent.item = item.id ORDER BY state)),
                    'none') END AS consent
  FROM json_each(:keys) AS chosen
  JOIN item ON item.id = chosen.value
 ORDER BY chosen.key;

-- name: facet_list
-- How many of some items have each value, and how many of these visitors may see.
WITH RECURSIVE
    chosen AS MATERIALIZED (
        SELECT item.*, EXISTS (SELECT 1 FROM shown_item WHERE shown_item.id = item.id) AS is_shown
          FROM json_each(:keys) AS key
          JOIN item ON item.id = key.value),
    theme_above (theme, above) AS (
        SELECT id, id FROM theme
         UNION
        SELECT theme_above.theme, theme.parent
          FROM theme_above JOIN theme ON theme.id = theme_above.above
         WHERE theme.parent IS NOT NULL),
    place_above (place, above) AS (
        SELECT id, id FROM place
         UNION
        SELECT place_above.place, place.parent
          FROM place_above JOIN place ON place.id = place_above.above
         WHERE place.parent IS NOT NULL),
    lacking (value, id) AS (
        SELECT 'description', id FROM chosen WHERE description = ''
         UNION ALL
        SELECT 'date', id FROM chosen WHERE date_edtf IS NULL
         UNION ALL
        SELECT 'era', id FROM chosen WHERE era IS NULL
         UNION ALL
        SELECT 'rights', id FROM chosen WHERE rights = ''
         UNION ALL
        SELECT 'credit', id FROM chosen WHERE credit = ''
         UNION ALL
        SELECT 'alt_short', id FROM chosen WHERE alt_short = ''
         UNION ALL
        SELECT 'summary', id FROM chosen WHERE summary = ''
         UNION ALL
        SELECT 'consent', id FROM chosen WHERE NOT EXISTS (SELECT 1 FROM consent WHERE consent.item = chosen.id)
         UNION ALL
        SELECT 'person', id FROM chosen
         WHERE NOT EXISTS (SELECT 1 FROM item_person WHERE item_person.item = chosen.id)
         UNION ALL
        SELECT 'place', id FROM chosen
         WHERE NOT EXISTS (SELECT 1 FROM item_place WHERE item_place.item = chosen.id)
         UNION ALL
        SELECT 'theme', id FROM chosen
         WHERE NOT EXISTS (SELECT 1 FROM item_theme WHERE item_theme.item = chosen.id)
         UNION ALL
        SELECT 'cues', id FROM chosen WHERE NOT EXISTS (SELECT 1 FROM cue WHERE cue.item = chosen.id)
         UNION ALL
        SELECT 'asset', id FROM chosen WHERE NOT EXISTS (SELECT 1 FROM asset WHERE asset.item = chosen.id)),
    counted (place_in_order, facet, value, items, shown) AS (
        SELECT 1, 'kind', kind, count(*), sum(is_shown) FROM chosen GROUP BY kind
         UNION ALL
        SELECT 2, 'form', form, count(*), sum(is_shown) FROM chosen WHERE form <> '' GROUP BY form
         UNION ALL
        SELECT 3, 'era', era, count(*), sum(is_shown) FROM chosen WHERE era IS NOT NULL GROUP BY era
         UNION ALL
        SELECT 4, 'decade', substr(date_first, 1, 3) || '0s', count(*), sum(is_shown)
          FROM chosen WHERE date_first IS NOT NULL GROUP BY substr(date_first, 1, 3)
         UNION ALL
        SELECT 5, 'theme', theme.name, count(DISTINCT chosen.id), count(DISTINCT iif(is_shown, chosen.id, NULL))
          FROM chosen
          JOIN item_theme ON item_theme.item = chosen.id
          JOIN theme_above ON theme_above.theme = item_theme.theme
          JOIN theme ON theme.id = theme_above.above
         GROUP BY theme.id
         UNION ALL
        SELECT 6, 'person', person.name, count(DISTINCT chosen.id), count(DISTINCT iif(is_shown, chosen.id, NULL))
          FROM chosen
          JOIN item_person ON item_person.item = chosen.id
          JOIN person ON person.id = item_person.person
         GROUP BY person.id
         UNION ALL
        SELECT 7, 'place', place.name, count(DISTINCT chosen.id), count(DISTINCT iif(is_shown, chosen.id, NULL))
          FROM chosen
          JOIN item_place ON item_place.item = chosen.id
          JOIN place_above ON place_above.place = item_place.place
          JOIN place ON place.id = place_above.above
         GROUP BY place.id
         UNION ALL
        SELECT 8, 'language', language, count(*), sum(is_shown) FROM chosen GROUP BY language
         UNION ALL
        SELECT 9, 'access', access, count(*), sum(is_shown) FROM chosen GROUP BY access
         UNION ALL
        SELECT 10, 'access', 'embargoed', count(*), 0 FROM chosen
         WHERE embargo_until > (SELECT day FROM today) HAVING count(*) > 0
         UNION ALL
        SELECT 11, 'missing', lacking.value, count(*), sum(is_shown)
          FROM lacking JOIN chosen ON chosen.id = lacking.id GROUP BY lacking.value)
SELECT facet, value, items, shown FROM counted ORDER BY place_in_order, items DESC, value;
