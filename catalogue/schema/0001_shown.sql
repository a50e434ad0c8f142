-- What may be shown: the views everything a kiosk reads, and everything a pack holds, goes through.

-- Today. A kiosk whose clock is not set still knows it is not before the day its pack was made.
CREATE VIEW today (day) AS
SELECT max(date('now', 'localtime'), coalesce((SELECT published_on FROM archive WHERE id = 1), ''));

-- What may be shown. At least one consent, and every one of them granted, for the kiosk and still
-- running; access open; embargo past. There is no other answer to this question anywhere.
CREATE VIEW shown_item AS
SELECT id, code, identifier, kind, form, title, description, language, date_edtf, date_text, date_first,
       date_last, era, rights, rights_note, credit, sensitivity, summary, alt_short, alt_long, focal_x, focal_y,
       access, embargo_until, rank,
       -- The words of a recording are a transcript that no time cuts: they go where anything is cut.
       CASE WHEN kind IN ('oral_history', 'film')
                 AND (EXISTS (SELECT 1 FROM redaction WHERE redaction.item = item.id)
                      OR EXISTS (SELECT 1 FROM consent WHERE consent.item = item.id AND consent.is_excerpt_only = 1))
            THEN '' ELSE text END AS text,
       added_at, changed_at
  FROM item
 WHERE item.access = 'kiosk'
   AND (item.embargo_until IS NULL OR item.embargo_until <= (SELECT day FROM today))
   AND EXISTS (SELECT 1 FROM consent WHERE consent.item = item.id)
   AND NOT EXISTS (SELECT 1
                     FROM consent
                    WHERE consent.item = item.id
                      AND NOT (consent.state = 'granted'
                               AND consent.allows_kiosk = 1
                               AND (consent.valid_until IS NULL
                                    OR consent.valid_until >= (SELECT day FROM today))));

-- Files whose cuts are those of now. A copy that was cut for other parts than are to be cut, as after work
-- of two people was joined, counts for nothing until it is made again; what is in a pack was asked before.
CREATE VIEW fitting_asset AS
SELECT *
  FROM asset
 WHERE asset.is_redacted + asset.is_excerpt = 0
    OR (SELECT published_on FROM archive WHERE id = 1) IS NOT NULL
    OR ((asset.is_redacted = 0
         OR NOT EXISTS (SELECT 1 FROM redaction
                         WHERE redaction.item = asset.item
                           AND instr(asset.cuts, '|R' || redaction.begin_ms || '-' || redaction.end_ms || '|') = 0))
        AND (asset.is_excerpt = 0
             OR ((SELECT count(*) FROM excerpt WHERE excerpt.item = asset.item)
                     = length(asset.cuts) - length(replace(asset.cuts, 'E', ''))
                 AND NOT EXISTS (SELECT 1 FROM excerpt
                                  WHERE excerpt.item = asset.item
                                    AND instr(asset.cuts, '|E' || excerpt.begin_ms || '-' || excerpt.end_ms || '|') = 0))));

-- Files that may be shown: made for showing, of an item that may be shown; a recording with
-- redactions only as the copy in which they are silent, one for excerpts only as the excerpts, and
-- then no picture taken from the film either, as it may stand outside them; tiles, which are for
-- looking closely, only where every consent allows zoom. CASE says which roles are for visitors, and
-- which of them are pictures: SQLite would make a table of its own for each IN, at each asking.
CREATE VIEW shown_asset AS
SELECT asset.*
  FROM fitting_asset AS asset
  JOIN shown_item ON shown_item.id = asset.item
 WHERE CASE asset.role
           WHEN 'access' THEN 1 WHEN 'waveform' THEN 1 WHEN 'signing' THEN 1 WHEN 'audio_description' THEN 1
           WHEN 'screen' THEN 1 WHEN 'thumbnail' THEN 1 WHEN 'tiles' THEN 1 WHEN 'poster' THEN 1
           ELSE 0
       END = 1
   AND (asset.is_excerpt = 1
        OR NOT EXISTS (SELECT 1 FROM consent
                        WHERE consent.item = asset.item AND consent.is_excerpt_only = 1)
        OR (CASE asset.role WHEN 'screen' THEN 1 WHEN 'thumbnail' THEN 1 WHEN 'tiles' THEN 1 WHEN 'poster' THEN 1
                ELSE 0 END = 1
            AND NOT EXISTS (SELECT 1 FROM asset AS source
                             WHERE source.id = asset.derived_from
                               AND substr(source.media_type, 1, 6) = 'video/')))
   AND (asset.is_redacted = 1
        OR CASE asset.role WHEN 'screen' THEN 1 WHEN 'thumbnail' THEN 1 WHEN 'tiles' THEN 1 WHEN 'poster' THEN 1
               ELSE 0 END = 1
        OR NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.item = asset.item))
   AND (asset.role <> 'tiles'
        OR NOT EXISTS (SELECT 1 FROM consent WHERE consent.item = asset.item AND consent.allows_zoom = 0));

-- Excerpts that stand alone: what visitors get of a recording that may be shown in excerpts only is a
-- copy that holds just these, one after the other. at_ms is where each begins in the copy; whatever
-- stands at a moment of the recording is told to visitors for the moment it has there.
CREATE VIEW excerpt_shown AS
SELECT item, begin_ms, end_ms,
       (SELECT coalesce(sum(earlier.end_ms - earlier.begin_ms), 0) FROM excerpt AS earlier
         WHERE earlier.item = excerpt.item AND earlier.begin_ms < excerpt.begin_ms) AS at_ms
  FROM excerpt
 WHERE EXISTS (SELECT 1 FROM consent WHERE consent.item = excerpt.item AND consent.is_excerpt_only = 1);

-- Lines that may be shown: none that touches a redaction, and only excerpts where that was agreed.
-- Where somebody's name is withheld, a speaker is named only by a role or by a name that is not:
-- transcripts write names in many ways, initials among them.
CREATE VIEW shown_cue AS
SELECT cue.id, cue.item, cue.asset, cue.purpose, cue.language, cue.position, cue.text,
       cue.begin_ms + coalesce((SELECT part.at_ms - part.begin_ms FROM excerpt_shown AS part
                                 WHERE part.item = cue.item AND cue.begin_ms >= part.begin_ms
                                   AND cue.end_ms <= part.end_ms), 0) AS begin_ms,
       cue.end_ms + coalesce((SELECT part.at_ms - part.begin_ms FROM excerpt_shown AS part
                               WHERE part.item = cue.item AND cue.begin_ms >= part.begin_ms
                                 AND cue.end_ms <= part.end_ms), 0) AS end_ms,
       iif(cue.speaker = ''
               OR NOT EXISTS (SELECT 1 FROM item_person JOIN person ON person.id = item_person.person
                               WHERE item_person.item = cue.item AND person.is_name_withheld = 1)
               OR EXISTS (SELECT 1 FROM item_person JOIN person ON person.id = item_person.person
                           WHERE item_person.item = cue.item
                             AND (lower(item_person.role) = lower(cue.speaker)
                                  OR (person.is_name_withheld = 0 AND lower(person.name) = lower(cue.speaker)))),
           cue.speaker, '') AS speaker
  FROM cue
  JOIN shown_item ON shown_item.id = cue.item
 WHERE NOT EXISTS (SELECT 1 FROM redaction
                    WHERE redaction.item = cue.item
                      AND cue.begin_ms < redaction.end_ms
                      AND max(cue.end_ms, cue.begin_ms + 1) > redaction.begin_ms)
   AND (NOT EXISTS (SELECT 1 FROM consent
                     WHERE consent.item = cue.item AND consent.is_excerpt_only = 1)
        OR EXISTS (SELECT 1 FROM excerpt
                    WHERE excerpt.item = cue.item
                      AND cue.begin_ms >= excerpt.begin_ms
                      AND cue.end_ms <= excerpt.end_ms));

-- When a recording that may be shown is silent, never why; not of excerpts, where the time is another.
CREATE VIEW shown_withheld AS
SELECT redaction.id, redaction.item, redaction.begin_ms, redaction.end_ms
  FROM redaction
  JOIN shown_item ON shown_item.id = redaction.item
 WHERE NOT EXISTS (SELECT 1 FROM consent
                    WHERE consent.item = redaction.item AND consent.is_excerpt_only = 1);

-- Index points that may be shown: by the same rules as lines, for the moment they stand at.
CREATE VIEW shown_index_point AS
SELECT index_point.id, index_point.item, index_point.title, index_point.synopsis, index_point.partial_transcript,
       index_point.keywords, index_point.subjects, index_point.gps, index_point.links, index_point.position,
       index_point.at_ms + coalesce((SELECT part.at_ms - part.begin_ms FROM excerpt_shown AS part
                                      WHERE part.item = index_point.item AND index_point.at_ms >= part.begin_ms
                                        AND index_point.at_ms < part.end_ms), 0) AS at_ms
  FROM index_point
  JOIN shown_item ON shown_item.id = index_point.item
 WHERE NOT EXISTS (SELECT 1 FROM redaction
                    WHERE redaction.item = index_point.item
                      AND index_point.at_ms >= redaction.begin_ms
                      AND index_point.at_ms < redaction.end_ms)
   AND (NOT EXISTS (SELECT 1 FROM consent
                     WHERE consent.item = index_point.item AND consent.is_excerpt_only = 1)
        OR EXISTS (SELECT 1 FROM excerpt
                    WHERE excerpt.item = index_point.item
                      AND index_point.at_ms >= excerpt.begin_ms
                      AND index_point.at_ms < excerpt.end_ms));

-- Quotations that may be shown: only where every consent allows quotation, and by the same rules as
-- lines for the moment they stand at. Where something is cut, one whose moment is not known may
-- stand there, and is not shown.
CREATE VIEW shown_quotation AS
SELECT quotation.id, quotation.item, quotation.text, quotation.language, quotation.position,
       quotation.at_ms + coalesce((SELECT part.at_ms - part.begin_ms FROM excerpt_shown AS part
                                    WHERE part.item = quotation.item AND quotation.at_ms >= part.begin_ms
                                      AND quotation.at_ms < part.end_ms), 0) AS at_ms
  FROM quotation
  JOIN shown_item ON shown_item.id = quotation.item
 WHERE NOT EXISTS (SELECT 1 FROM consent
                    WHERE consent.item = quotation.item AND consent.allows_quotation = 0)
   AND NOT EXISTS (SELECT 1 FROM redaction
                    WHERE redaction.item = quotation.item
                      AND (quotation.at_ms IS NULL
                           OR (quotation.at_ms >= redaction.begin_ms AND quotation.at_ms < redaction.end_ms)))
   AND (NOT EXISTS (SELECT 1 FROM consent
                     WHERE consent.item = quotation.item AND consent.is_excerpt_only = 1)
        OR EXISTS (SELECT 1 FROM excerpt
                    WHERE excerpt.item = quotation.item
                      AND quotation.at_ms >= excerpt.begin_ms
                      AND quotation.at_ms < excerpt.end_ms));

-- What a visitor is told before: of excerpts, what is about them, from where it begins in the copy to
-- where it ends there.
CREATE VIEW shown_content_note AS
SELECT content_note.id, content_note.item, content_note.level, content_note.says, content_note.hides_picture,
       CASE WHEN EXISTS (SELECT 1 FROM excerpt_shown AS part WHERE part.item = content_note.item)
            THEN (SELECT min(part.at_ms + max(content_note.begin_ms - part.begin_ms, 0)) FROM excerpt_shown AS part
                   WHERE part.item = content_note.item AND part.end_ms > content_note.begin_ms
                     AND part.begin_ms < content_note.end_ms)
            ELSE content_note.begin_ms END AS begin_ms,
       CASE WHEN EXISTS (SELECT 1 FROM excerpt_shown AS part WHERE part.item = content_note.item)
            THEN (SELECT max(part.at_ms + min(content_note.end_ms, part.end_ms) - part.begin_ms)
                    FROM excerpt_shown AS part
                   WHERE part.item = content_note.item AND part.end_ms > content_note.begin_ms
                     AND part.begin_ms < content_note.end_ms)
            ELSE content_note.end_ms END AS end_ms
  FROM content_note
  JOIN shown_item ON shown_item.id = content_note.item
 WHERE content_note.begin_ms IS NULL
    OR NOT EXISTS (SELECT 1 FROM excerpt_shown AS part WHERE part.item = content_note.item)
    OR EXISTS (SELECT 1 FROM excerpt_shown AS part
                WHERE part.item = content_note.item AND part.end_ms > content_note.begin_ms
                  AND part.begin_ms < content_note.end_ms);
