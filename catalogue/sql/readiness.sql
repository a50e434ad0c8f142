-- name: readiness_facts
-- What readiness asks of one item, in one row.
SELECT kind, access, embargo_until, alt_short, rights, credit, date_edtf, era, language, summary, sensitivity,
       embargo_until > (SELECT day FROM today) AS is_embargoed,
       (SELECT count(*) FROM consent WHERE item = :item) AS consents,
       (SELECT count(*) FROM consent WHERE item = :item AND state <> 'granted') AS not_granted,
       (SELECT count(*) FROM consent WHERE item = :item AND state = 'granted' AND allows_kiosk = 0) AS not_for_kiosk,
       (SELECT count(*) FROM consent WHERE item = :item AND state = 'granted'
           AND valid_until < (SELECT day FROM today)) AS lapsed,
       (SELECT count(*) FROM consent WHERE item = :item AND state = 'granted'
           AND review_on <= (SELECT day FROM today) AND coalesce(reviewed_on, '') < review_on) AS review_due,
       (SELECT count(*) FROM consent WHERE item = :item AND is_excerpt_only) AS excerpt_only,
       (SELECT count(*) FROM redaction WHERE item = :item) AS redactions,
       (SELECT count(*) FROM excerpt WHERE item = :item) AS excerpts,
       (SELECT count(*) FROM asset WHERE item = :item AND role = 'access') AS access_copies,
       (SELECT count(*) FROM fitting_asset WHERE item = :item AND role = 'access' AND is_redacted) AS redacted_copies,
       (SELECT count(*) FROM fitting_asset WHERE item = :item AND role = 'access' AND is_excerpt) AS excerpt_copies,
       (SELECT count(*) FROM asset WHERE item = :item AND role IN ('screen', 'poster', 'thumbnail')) AS pictures,
       (SELECT count(*) FROM asset WHERE item = :item AND role = 'original') AS originals,
       (SELECT count(*) FROM cue WHERE item = :item AND purpose = 'captions') AS captions,
       (SELECT count(*) FROM cue
         WHERE item = :item AND purpose = 'captions'
           AND length(text) * 1000 > 20 * max(end_ms - begin_ms, 1)) AS captions_too_fast,
       (SELECT min(valid_until) FROM consent
         WHERE item = :item AND state = 'granted' AND valid_until >= (SELECT day FROM today)
           AND valid_until <= date((SELECT day FROM today), '+30 days')) AS ends_soon,
       (SELECT twin_item.code
          FROM asset AS own
          JOIN asset AS twin ON twin.digest = own.digest AND twin.item <> own.item
          JOIN item AS twin_item ON twin_item.id = twin.item
         WHERE own.item = :item AND own.role NOT IN ('consent', 'waveform') AND twin.role NOT IN ('consent', 'waveform')
           AND EXISTS (SELECT 1 FROM shown_item WHERE shown_item.id = :item)
               <> EXISTS (SELECT 1 FROM shown_item WHERE shown_item.id = twin.item)
         ORDER BY twin_item.code LIMIT 1) AS twin,
       (SELECT count(*) FROM cue WHERE item = :item AND purpose = 'transcript') AS transcript,
       (SELECT count(*) FROM content_note WHERE item = :item) AS notes,
       (SELECT count(*) FROM item_person WHERE item = :item) AS people,
       (SELECT count(*)
          FROM item_person
          JOIN person ON person.id = item_person.person
          LEFT JOIN other_name ON other_name.owner = person.id AND (standing = 'hidden' OR is_name_withheld = 1)
         WHERE item_person.item = :item
           AND (EXISTS (SELECT 1 FROM found
                         WHERE found.item = :item AND found.is_for_curators = 0
                           AND ((is_name_withheld = 1 AND instr(lower(found.text), lower(person.name)) > 0)
                                OR (other_name.name <> '' AND instr(lower(found.text), lower(other_name.name)) > 0)))
                OR (is_name_withheld = 1 AND instr(lower(credit), lower(person.name)) > 0)
                OR (other_name.name <> '' AND instr(lower(credit), lower(other_name.name)) > 0))) AS names_told
  FROM item
 WHERE id = :item;
