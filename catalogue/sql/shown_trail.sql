-- name: shown_trails
-- Trails that have a stop that may be shown, in their order; there are only ever a few.
SELECT trail.id, coalesce(t.text, trail.title) AS title,
       coalesce(t.language, (SELECT language FROM archive WHERE id = 1)) AS title_language,
       coalesce(s.text, trail.says) AS says, coalesce(f.text, trail.feeling) AS feeling
  FROM trail
  LEFT JOIN translation AS t ON t.owner = trail.id AND t.field = 'title' AND t.language = :language
  LEFT JOIN translation AS s ON s.owner = trail.id AND s.field = 'says' AND s.language = :language
  LEFT JOIN translation AS f ON f.owner = trail.id AND f.field = 'feeling' AND f.language = :language
 WHERE trail.position >= -9000000000000000000
   AND EXISTS (SELECT 1 FROM trail_stop CROSS JOIN shown_item ON shown_item.id = trail_stop.item
                WHERE trail_stop.trail = trail.id)
 ORDER BY trail.position, trail.title, trail.id
 LIMIT 50;

-- name: shown_trail_stops
-- The items of a trail in the order of its stops.
SELECT trail_stop.item
  FROM trail_stop
 CROSS JOIN shown_item ON shown_item.id = trail_stop.item
 WHERE trail_stop.trail = :trail
 ORDER BY trail_stop.position, trail_stop.item
 LIMIT 50;
