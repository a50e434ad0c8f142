-- name: consent_insert
-- A new consent.
INSERT INTO consent (id, item, person, agreed_by, state, agreed_on, valid_until, review_on, reviewed_on,
                     allows_kiosk, allows_web, allows_publication, allows_attract, allows_quotation,
                     allows_synthetic_voice, allows_zoom, is_excerpt_only, says, document, changed_at)
VALUES (:id, :item, :person, :agreed_by, :state, :agreed_on, :valid_until, :review_on, :reviewed_on,
        :allows_kiosk, :allows_web, :allows_publication, :allows_attract, :allows_quotation,
        :allows_synthetic_voice, :allows_zoom, :is_excerpt_only, :says, :document, :changed_at);

-- name: consent_update
-- All of a consent over the row of its id.
UPDATE consent
   SET person = :person, agreed_by = :agreed_by, state = :state, agreed_on = :agreed_on,
       valid_until = :valid_until, review_on = :review_on, reviewed_on = :reviewed_on,
       allows_kiosk = :allows_kiosk, allows_web = :allows_web, allows_publication = :allows_publication,
       allows_attract = :allows_attract, allows_quotation = :allows_quotation,
       allows_synthetic_voice = :allows_synthetic_voice, allows_zoom = :allows_zoom,
       is_excerpt_only = :is_excerpt_only, says = :says, document = :document, changed_at = :changed_at
 WHERE id = :id;

-- name: consent_list
-- The consents of an item.
SELECT * FROM consent WHERE item = :item ORDER BY agreed_on, id;

-- name: consent_same
-- The consent the same person gave for the item before. The plus keeps SQLite from looking by person: most consents
-- name none.
SELECT id FROM consent
 WHERE item = :item AND +person IS :person AND agreed_by = :agreed_by AND state <> 'erased'
 ORDER BY agreed_on DESC, id
 LIMIT 1;

-- name: consent_note_change
-- A line of the history, kept for ever. Its key is drawn from the clock and from chance, and is always above the
-- last, so that changes within one second keep their order.
INSERT INTO consent_change (id, consent, item, at, who, state, scope, why)
VALUES (max(:id, coalesce((SELECT max(id) FROM consent_change), 0) + 1), :consent, :item, :at, :who, :state, :scope, :why);

-- name: consent_blank_changes
-- Whose words the history of an erased item's consents keeps, and why: only the erasure's own line still says.
UPDATE consent_change SET who = '', why = ''
 WHERE item = :id AND state <> 'erased' AND (who <> '' OR why <> '');

-- name: consent_changes
-- The history of an item's consents.
SELECT * FROM consent_change WHERE item = :item ORDER BY id;

-- name: consent_note_undone
-- That a step was taken back: how the consent stands since, or that it is recorded no more.
INSERT INTO consent_change (id, consent, item, at, who, state, scope, why)
VALUES (max(:id, coalesce((SELECT max(id) FROM consent_change), 0) + 1), :consent,
        coalesce((SELECT item FROM consent WHERE id = :consent),
                 (SELECT item FROM consent_change WHERE consent = :consent ORDER BY id DESC LIMIT 1), :item),
        :at, :who, coalesce((SELECT state FROM consent WHERE id = :consent), 'not recorded'), '', :why);
