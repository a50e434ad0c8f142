-- name: shown_search
-- What visitors find, best first: no hidden or withheld name, no line or point or quotation that may not be shown.
-- What is said in a part that somebody may pass over is found without its moment: a list tells the words of moments only.
SELECT found.item, found.field,
       iif(EXISTS (SELECT 1 FROM shown_content_note AS note
                    WHERE note.item = found.item AND note.level = 2 AND found.at_ms < note.end_ms
                      AND coalesce((SELECT end_ms FROM shown_cue WHERE shown_cue.id = found.source), found.at_ms + 1)
                          > note.begin_ms),
           NULL, found.at_ms) AS at_ms,
       snippet(found_text, 0, char(2), char(3), '…', 16) AS snippet,
       CASE found.field WHEN 'cue' THEN (SELECT language FROM shown_cue WHERE shown_cue.id = found.source)
                        WHEN 'quotation' THEN (SELECT language FROM shown_quotation WHERE shown_quotation.id = found.source)
                        WHEN 'text' THEN shown_item.language
                        ELSE (SELECT language FROM archive WHERE id = 1) END AS language
  FROM found_text
 CROSS JOIN found ON found.id = found_text.rowid
 CROSS JOIN shown_item ON shown_item.id = found.item
 WHERE found_text MATCH :words
   AND found.is_for_curators = 0
   AND (:kinds = 0 OR :kinds & CASE kind WHEN 'oral_history' THEN 1 WHEN 'picture' THEN 2 WHEN 'film' THEN 4
                                         WHEN 'text' THEN 8 ELSE 16 END)
   AND (found.field <> 'text' OR shown_item.text <> '')
   AND (found.field <> 'cue' OR EXISTS (SELECT 1 FROM shown_cue WHERE shown_cue.id = found.source))
   AND (found.field <> 'index' OR EXISTS (SELECT 1 FROM shown_index_point WHERE shown_index_point.id = found.source))
   AND (found.field <> 'quotation' OR EXISTS (SELECT 1 FROM shown_quotation WHERE shown_quotation.id = found.source))
 ORDER BY found_text.rank
 LIMIT :limit;
