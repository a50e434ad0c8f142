-- The archive, as a curator may read it.
--
-- Every row's key `id` is a random 63-bit integer, so that two copies of one archive can be merged
-- without clashing; what people read out and type is `code` (RWF-7Q2K9M). Days are written
-- YYYY-MM-DD, moments YYYY-MM-DDThh:mm:ssZ, times within a recording in milliseconds, languages
-- as BCP 47 tags, dates of things as EDTF together with the text as it was typed.
--
-- What visitors may see is decided in one place: the view shown_item in 0001_shown.sql.
-- Everything a kiosk reads, and everything a pack holds, goes through it.

-- "RWFA": what `file` and this program know an archive by.
PRAGMA application_id = 0x52574641;

-- The archive itself: one row.
CREATE TABLE archive (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    uuid          TEXT NOT NULL,              -- the same in every copy of this archive
    title         TEXT NOT NULL,
    subtitle      TEXT NOT NULL DEFAULT '',
    language      TEXT NOT NULL DEFAULT 'en', -- language of titles and descriptions, unless an item says otherwise
    created_at    TEXT NOT NULL,
    changed_at    TEXT NOT NULL,              -- the last change of anything; dates a pack
    published_on  TEXT                        -- only in a pack: a kiosk whose clock is not set takes this for today
) STRICT;

-- One thing a visitor can open: a recording, a photograph, a film, a poem, a document.
CREATE TABLE item (
    id            INTEGER PRIMARY KEY,
    code          TEXT NOT NULL UNIQUE,
    identifier    TEXT UNIQUE,                -- the number another system or a spreadsheet knows it by
    kind          TEXT NOT NULL CHECK (kind IN ('oral_history', 'picture', 'film', 'text', 'document')),
    form          TEXT NOT NULL DEFAULT '',   -- interview, podcast, photograph, photovoice, poem, letter …
    title         TEXT NOT NULL,
    description   TEXT NOT NULL DEFAULT '',
    language      TEXT NOT NULL DEFAULT 'und',-- of the thing itself (what is spoken or written in it)
    date_edtf     TEXT,
    date_text     TEXT,                       -- as it was typed: "c.1975", "early 1980s"
    date_first    TEXT,                       -- the earliest day the date can mean; sorts and filters
    date_last     TEXT,                       -- the latest
    era           TEXT CHECK (era IN ('past', 'present', 'future')),
    rights        TEXT NOT NULL DEFAULT '',   -- a URI of rightsstatements.org or Creative Commons
    rights_note   TEXT NOT NULL DEFAULT '',   -- in words
    credit        TEXT NOT NULL DEFAULT '',   -- how its makers wish to be credited
    sensitivity   INTEGER NOT NULL DEFAULT 0 CHECK (sensitivity BETWEEN 0 AND 2),
    summary       TEXT NOT NULL DEFAULT '',   -- a gentle summary for those who choose not to hear it all
    alt_short     TEXT NOT NULL DEFAULT '',   -- the picture in one sentence, for those who do not see it
    alt_long      TEXT NOT NULL DEFAULT '',
    focal_x       REAL NOT NULL DEFAULT 0.5 CHECK (focal_x BETWEEN 0 AND 1),  -- what must stay in the crop
    focal_y       REAL NOT NULL DEFAULT 0.5 CHECK (focal_y BETWEEN 0 AND 1),
    access        TEXT NOT NULL DEFAULT 'kiosk' CHECK (access IN ('kiosk', 'on_request', 'closed')),
    embargo_until TEXT CHECK (embargo_until IS NULL OR embargo_until GLOB '????-??-??'), -- shown from this day on
    rank          INTEGER NOT NULL DEFAULT 0, -- curated order: smaller comes first; equal ranks mix contributors
    text          TEXT NOT NULL DEFAULT '',   -- the words of a poem or a document
    added_at      TEXT NOT NULL,
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX item_by_rank ON item (rank, id, kind, era);
CREATE INDEX item_by_kind ON item (kind, rank, id, era);
CREATE INDEX item_by_era  ON item (era, rank, id, kind);
CREATE INDEX item_by_date ON item (date_first, id);
CREATE INDEX item_by_added ON item (added_at, id);

-- A file of an item. The bytes stand in the store under their SHA-256.
--   original     as it was received; never changed, never published
--   access       what the kiosk plays: free of embedded personal details, in the narrow set of formats
--   screen, thumbnail, tiles, poster, waveform   made from the original
--   captions, transcript, translation, description, chapters   timed text; its cues stand in `cue`
--   signing      a film of a signer;  consent   the signed form, never published
CREATE TABLE asset (
    id             INTEGER PRIMARY KEY,
    item           INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    role           TEXT NOT NULL CHECK (role IN ('original', 'access', 'screen', 'thumbnail', 'tiles', 'poster',
                       'waveform', 'captions', 'transcript', 'translation', 'description', 'chapters', 'signing',
                       'audio_description', 'consent')),
    digest         TEXT NOT NULL CHECK (length(digest) = 64),
    media_type     TEXT NOT NULL,
    size_bytes     INTEGER NOT NULL CHECK (size_bytes >= 0),
    width_px       INTEGER CHECK (width_px > 0),     -- upright, after EXIF orientation
    height_px      INTEGER CHECK (height_px > 0),
    duration_ms    INTEGER CHECK (duration_ms >= 0),
    language       TEXT,
    loudness_lufs  REAL,                             -- EBU R128 integrated loudness
    true_peak_dbtp REAL,
    original_name  TEXT,                             -- the file's name when it came, never published
    derived_from   INTEGER REFERENCES asset (id) ON DELETE CASCADE,
    is_redacted    INTEGER NOT NULL DEFAULT 0 CHECK (is_redacted IN (0, 1)), -- what `redaction` names is silent in it
    is_excerpt     INTEGER NOT NULL DEFAULT 0 CHECK (is_excerpt IN (0, 1)),  -- holds only what `excerpt` names
    cuts           TEXT NOT NULL DEFAULT '',         -- of such a copy: what it was cut for, |R5000-6000|E0-90000|
    position       INTEGER NOT NULL DEFAULT 0,       -- pages and sets, in order
    added_at       TEXT NOT NULL
) STRICT;
CREATE INDEX asset_by_item ON asset (item, role, position);
CREATE INDEX asset_by_digest ON asset (digest);
CREATE INDEX asset_by_source ON asset (derived_from);
CREATE INDEX asset_of_signing ON asset (item) WHERE role = 'signing';

-- People: who speaks, who made it, who is in it. A hidden name is known to the archive only.
CREATE TABLE person (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,              -- the name they wish to be known by
    sort_name     TEXT NOT NULL DEFAULT '',
    pronouns      TEXT NOT NULL DEFAULT '',
    about         TEXT NOT NULL DEFAULT '',
    is_name_withheld INTEGER NOT NULL DEFAULT 0 CHECK (is_name_withheld IN (0, 1)), -- shown as "Name withheld by choice"
    is_deceased   INTEGER NOT NULL DEFAULT 0 CHECK (is_deceased IN (0, 1)),         -- said only as the family wishes
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX person_by_name ON person (name);
CREATE INDEX person_by_sort_name ON person (sort_name, name, id);

CREATE TABLE item_person (
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    person        INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role          TEXT NOT NULL,              -- narrator, interviewer, photographer, poet, subject …
    role_line     TEXT NOT NULL DEFAULT '',   -- "Community organiser, Chapeltown"
    position      INTEGER NOT NULL DEFAULT 0,
    rank          INTEGER NOT NULL DEFAULT 0, -- the item's, kept by the triggers below: a person's first page is found by index
    PRIMARY KEY (item, person, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_person_in_order ON item_person (item, position, role, person);
CREATE INDEX item_person_by_person ON item_person (person, rank, item);

-- Places at area level, never an address: coordinates are kept to two decimals, about a kilometre.
CREATE TABLE place (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    parent        INTEGER REFERENCES place (id) ON DELETE SET NULL,
    latitude      REAL CHECK (latitude = round(latitude, 2) AND latitude BETWEEN -90 AND 90),
    longitude     REAL CHECK (longitude = round(longitude, 2) AND longitude BETWEEN -180 AND 180),
    about         TEXT NOT NULL DEFAULT '',
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX place_by_parent ON place (parent, name);

CREATE TABLE item_place (
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    place         INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    rank          INTEGER NOT NULL DEFAULT 0, -- the item's, as in item_person
    PRIMARY KEY (item, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_place_by_place ON item_place (place, rank, item);

CREATE TABLE theme (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    parent        INTEGER REFERENCES theme (id) ON DELETE SET NULL,
    about         TEXT NOT NULL DEFAULT '',
    position      INTEGER NOT NULL DEFAULT 0,
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX theme_by_parent ON theme (parent, position, name);

CREATE TABLE item_theme (
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    theme         INTEGER NOT NULL REFERENCES theme (id) ON DELETE CASCADE,
    rank          INTEGER NOT NULL DEFAULT 0, -- the item's, as in item_person
    PRIMARY KEY (item, theme)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_theme_by_theme ON item_theme (theme, rank, item);

-- An item's rank stands beside its links too.
CREATE TRIGGER item_person_takes_rank AFTER INSERT ON item_person BEGIN
    UPDATE item_person SET rank = (SELECT rank FROM item WHERE id = new.item)
     WHERE item = new.item AND person = new.person AND role = new.role;
END;
CREATE TRIGGER item_place_takes_rank AFTER INSERT ON item_place BEGIN
    UPDATE item_place SET rank = (SELECT rank FROM item WHERE id = new.item)
     WHERE item = new.item AND place = new.place;
END;
CREATE TRIGGER item_theme_takes_rank AFTER INSERT ON item_theme BEGIN
    UPDATE item_theme SET rank = (SELECT rank FROM item WHERE id = new.item)
     WHERE item = new.item AND theme = new.theme;
END;
CREATE TRIGGER item_gives_rank AFTER UPDATE OF rank ON item WHEN new.rank <> old.rank BEGIN
    UPDATE item_person SET rank = new.rank WHERE item = new.id;
    UPDATE item_place SET rank = new.rank WHERE item = new.id;
    UPDATE item_theme SET rank = new.rank WHERE item = new.id;
END;

-- Other names of a person, place or theme. `former` finds it, `hidden` finds it for curators only
-- and never leaves the archive, `also` is shown.
CREATE TABLE other_name (
    id            INTEGER PRIMARY KEY,
    owner         INTEGER NOT NULL,           -- id of the person, place or theme
    standing      TEXT NOT NULL CHECK (standing IN ('also', 'former', 'hidden')),
    name          TEXT NOT NULL,
    language      TEXT NOT NULL DEFAULT 'und',
    UNIQUE (owner, name)
) STRICT;

-- The same words in another language, for any text of any row above or below.
CREATE TABLE translation (
    id            INTEGER PRIMARY KEY,
    owner         INTEGER NOT NULL,           -- id of the row the text belongs to
    field         TEXT NOT NULL,              -- the column: title, description, name, says …
    language      TEXT NOT NULL,
    text          TEXT NOT NULL,
    is_reviewed   INTEGER NOT NULL DEFAULT 0 CHECK (is_reviewed IN (0, 1)),
    made_from     TEXT,                       -- of an item: SHA-256 of the words it was made from; other words now make it stale
    UNIQUE (owner, field, language)
) STRICT;

-- What is said or shown from one moment to another. A cue that ends before it begins lasts to the
-- next; cues may overlap and keep the order they came in.
CREATE TABLE cue (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    asset         INTEGER REFERENCES asset (id) ON DELETE CASCADE,  -- the file it came from
    purpose       TEXT NOT NULL CHECK (purpose IN ('transcript', 'captions', 'description', 'chapters')),
    language      TEXT NOT NULL,
    position      INTEGER NOT NULL,
    begin_ms      INTEGER NOT NULL CHECK (begin_ms >= 0),
    end_ms        INTEGER NOT NULL CHECK (end_ms >= 0),
    speaker       TEXT NOT NULL DEFAULT '',
    text          TEXT NOT NULL
) STRICT;
CREATE INDEX cue_by_item ON cue (item, purpose, language, position);
CREATE INDEX cue_by_asset ON cue (asset);

-- A note to a line, as at the foot of a page: goes where the line goes. Never published.
CREATE TABLE footnote (
    id            INTEGER PRIMARY KEY,
    cue           INTEGER NOT NULL REFERENCES cue (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL DEFAULT 0, -- among those of its line
    text          TEXT NOT NULL,
    links         TEXT NOT NULL DEFAULT ''    -- one address a line
) STRICT;
CREATE INDEX footnote_by_cue ON footnote (cue, position);

-- An index to a recording (OHMS): what is spoken about from a moment on.
CREATE TABLE index_point (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    at_ms         INTEGER NOT NULL CHECK (at_ms >= 0),
    title         TEXT NOT NULL,
    synopsis      TEXT NOT NULL DEFAULT '',
    partial_transcript TEXT NOT NULL DEFAULT '',
    keywords      TEXT NOT NULL DEFAULT '',   -- one a line
    subjects      TEXT NOT NULL DEFAULT '',   -- one a line
    gps           TEXT NOT NULL DEFAULT '',   -- as OHMS wrote it, one "lat,lon|zoom|text" a line; never published
    links         TEXT NOT NULL DEFAULT '',   -- one "address text" a line
    position      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX index_point_by_item ON index_point (item, at_ms, position);

-- Words of a recording that its speaker agreed to see quoted.
CREATE TABLE quotation (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    text          TEXT NOT NULL,
    language      TEXT NOT NULL DEFAULT 'und',
    at_ms         INTEGER,
    position      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX quotation_by_item ON quotation (item, position);

-- The timeline: what happened, here and in the country.
CREATE TABLE event (
    id            INTEGER PRIMARY KEY,
    title         TEXT NOT NULL,
    says          TEXT NOT NULL DEFAULT '',
    scope         TEXT NOT NULL DEFAULT 'leeds' CHECK (scope IN ('leeds', 'uk', 'world')),
    date_edtf     TEXT NOT NULL,
    date_text     TEXT NOT NULL DEFAULT '',
    date_first    TEXT,
    date_last     TEXT,
    item          INTEGER REFERENCES item (id) ON DELETE SET NULL,  -- what pictures it
    source        TEXT NOT NULL DEFAULT '',
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_date ON event (date_first, id);
CREATE INDEX event_by_item ON event (item);

-- Trails: short guided routes through items.
CREATE TABLE trail (
    id            INTEGER PRIMARY KEY,
    title         TEXT NOT NULL,
    says          TEXT NOT NULL DEFAULT '',
    feeling       TEXT NOT NULL DEFAULT '',   -- "Hopeful · mentions hospital at stop 3"
    position      INTEGER NOT NULL DEFAULT 0,
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX trail_by_position ON trail (position, title, id);
CREATE TABLE trail_stop (
    trail         INTEGER NOT NULL REFERENCES trail (id) ON DELETE CASCADE,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    says          TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (trail, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX trail_stop_by_position ON trail_stop (trail, position, item);
CREATE INDEX trail_stop_by_item ON trail_stop (item);

-- What a visitor is told before it is heard or seen. Without times it is about the whole item.
CREATE TABLE content_note (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    begin_ms      INTEGER CHECK (begin_ms >= 0),
    end_ms        INTEGER CHECK (end_ms >= begin_ms),
    level         INTEGER NOT NULL CHECK (level IN (1, 2)),
    says          TEXT NOT NULL,
    hides_picture INTEGER NOT NULL DEFAULT 0 CHECK (hides_picture IN (0, 1))
) STRICT;
CREATE INDEX content_note_by_item ON content_note (item, begin_ms);

-- A part of a picture that something is said about: a box in shares of the picture, from its left
-- and top edge, so that it holds for every copy of it whatever its size.
CREATE TABLE region (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    page          INTEGER NOT NULL DEFAULT 1 CHECK (page >= 1), -- which picture of a set: front, back …
    x             REAL NOT NULL CHECK (x >= 0 AND x < 1),
    y             REAL NOT NULL CHECK (y >= 0 AND y < 1),
    w             REAL NOT NULL CHECK (w > 0 AND x + w <= 1.0001),
    h             REAL NOT NULL CHECK (h > 0 AND y + h <= 1.0001),
    says          TEXT NOT NULL,
    language      TEXT NOT NULL DEFAULT 'en',
    position      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX region_by_item ON region (item, page, position);

-- Words and sound that must not leave the archive.
CREATE TABLE redaction (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    begin_ms      INTEGER NOT NULL CHECK (begin_ms >= 0),
    end_ms        INTEGER NOT NULL CHECK (end_ms > begin_ms),
    why           TEXT NOT NULL
) STRICT;
CREATE INDEX redaction_by_item ON redaction (item, begin_ms);

-- The only parts of a recording that may be shown, where consent is for excerpts only.
CREATE TABLE excerpt (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    begin_ms      INTEGER NOT NULL CHECK (begin_ms >= 0),
    end_ms        INTEGER NOT NULL CHECK (end_ms > begin_ms)
) STRICT;
CREATE INDEX excerpt_by_item ON excerpt (item, begin_ms);

-- A label a community has given to an item, in its own words (Local Contexts).
CREATE TABLE community_label (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    label_code    TEXT NOT NULL,
    community     TEXT NOT NULL,
    says          TEXT NOT NULL,
    language      TEXT NOT NULL DEFAULT 'en',
    url           TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX community_label_by_item ON community_label (item);

-- Who agreed to what. An item may need the consent of several people: one row each, and all of
-- them must hold. `agreed_by`, `document` and the history never leave the archive.
CREATE TABLE consent (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    person        INTEGER REFERENCES person (id) ON DELETE SET NULL,
    agreed_by     TEXT NOT NULL DEFAULT '',
    state         TEXT NOT NULL CHECK (state IN ('granted', 'in_review', 'suspended', 'withdrawn', 'erased')),
    agreed_on     TEXT NOT NULL CHECK (agreed_on GLOB '????-??-??'),
    valid_until   TEXT CHECK (valid_until IS NULL OR valid_until GLOB '????-??-??'),  -- the last day it holds
    review_on     TEXT CHECK (review_on IS NULL OR review_on GLOB '????-??-??'),
    reviewed_on   TEXT CHECK (reviewed_on IS NULL OR reviewed_on GLOB '????-??-??'),
    allows_kiosk           INTEGER NOT NULL DEFAULT 0 CHECK (allows_kiosk IN (0, 1)),
    allows_web             INTEGER NOT NULL DEFAULT 0 CHECK (allows_web IN (0, 1)),
    allows_publication     INTEGER NOT NULL DEFAULT 0 CHECK (allows_publication IN (0, 1)),
    allows_attract         INTEGER NOT NULL DEFAULT 0 CHECK (allows_attract IN (0, 1)),
    allows_quotation       INTEGER NOT NULL DEFAULT 0 CHECK (allows_quotation IN (0, 1)),
    allows_synthetic_voice INTEGER NOT NULL DEFAULT 0 CHECK (allows_synthetic_voice IN (0, 1)),
    allows_zoom            INTEGER NOT NULL DEFAULT 1 CHECK (allows_zoom IN (0, 1)),
    is_excerpt_only        INTEGER NOT NULL DEFAULT 0 CHECK (is_excerpt_only IN (0, 1)),
    says          TEXT NOT NULL DEFAULT '',   -- the exact words shown to visitors
    document      INTEGER REFERENCES asset (id) ON DELETE SET NULL,
    changed_at    TEXT NOT NULL
) STRICT;
CREATE INDEX consent_by_item ON consent (item, state, allows_kiosk, valid_until);
CREATE INDEX consent_for_attract ON consent (item) WHERE allows_attract = 1;
CREATE INDEX consent_by_person ON consent (person);
CREATE INDEX consent_by_document ON consent (document);

-- Every change of a consent, kept for ever, even when what it was about is gone.
CREATE TABLE consent_change (
    id            INTEGER PRIMARY KEY,        -- grows with time: the order things happened in
    consent       INTEGER NOT NULL,
    item          INTEGER NOT NULL,
    at            TEXT NOT NULL,
    who           TEXT NOT NULL,
    state         TEXT NOT NULL,
    scope         TEXT NOT NULL,              -- the scope words as given
    why           TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consent_change_by_item ON consent_change (item, id);

-- This copy, one row: every copy draws a name for itself (`site`) when it first writes, and again where
-- the database file is not the one (`inode`) it was drawn for, as then the folder was copied.
CREATE TABLE site (id INTEGER PRIMARY KEY CHECK (id = 1), site INTEGER NOT NULL, inode INTEGER NOT NULL) STRICT;

-- Every command that wrote, here or in another copy. (clock, site, number) is one order, the same in
-- all copies, in which nothing stands before what it came after.
CREATE TABLE entry (
    id            INTEGER PRIMARY KEY,        -- counts upwards as they come to this copy
    site          INTEGER NOT NULL,           -- the copy it was written in
    number        INTEGER NOT NULL,           -- counts upwards in that copy
    clock         INTEGER NOT NULL,           -- above every clock that copy knew
    seen          TEXT NOT NULL,              -- what that copy knew: "site:number site:number"
    at            TEXT NOT NULL,
    who           TEXT NOT NULL,
    command       TEXT NOT NULL,
    says          TEXT NOT NULL,
    undoes        INTEGER REFERENCES entry (id),
    erases        INTEGER,                    -- the item or person whose erasure this is
    is_merged     INTEGER NOT NULL DEFAULT 0 CHECK (is_merged IN (0, 1)), -- came from another copy
    UNIQUE (site, number)
) STRICT;
CREATE INDEX entry_by_undone ON entry (undoes);
CREATE INDEX entry_by_clock ON entry (clock, site, number);

-- What an entry changed, an SQLite changeset, and where that differs what became of it in this copy.
CREATE TABLE entry_change (
    entry         INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    changeset     BLOB NOT NULL,
    effect        BLOB
) STRICT;
CREATE TABLE entry_item (
    entry         INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    item          INTEGER NOT NULL,
    PRIMARY KEY (entry, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_item_by_item ON entry_item (item, entry);

-- Backups this copy of the archive was saved to, so that an erasure can name what still holds a thing.
CREATE TABLE copy (
    id            INTEGER PRIMARY KEY,
    path          TEXT NOT NULL UNIQUE,       -- where it was written
    made_at       TEXT NOT NULL
) STRICT;

-- Keys of what was erased: nothing of it is taken from another copy.
CREATE TABLE erased (id INTEGER PRIMARY KEY) STRICT;

-- What two copies changed without knowing of each other, and does not stand; a person decides.
CREATE TABLE conflict (
    id            INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('edit', 'kept', 'name', 'refused')),
    item          INTEGER,
    place         TEXT NOT NULL,              -- the row: "item 123", "item_theme 123 456"
    field         TEXT NOT NULL DEFAULT '',
    lost          ANY,                        -- what does not stand
    site          INTEGER NOT NULL,           -- the entry in which the two met
    number        INTEGER NOT NULL
) STRICT;
CREATE INDEX conflict_by_item ON conflict (item);

-- Words to find things by, one row a text: an item's title, a name, a line of a transcript.
-- `source` is the id of the row the words stand in. Written from the rows above, never by hand. Words
-- are cut and compared by this program's own "folded" tokenizer (catalogue/fold.h): other programs
-- read every table but this index. The index is kept in step by the program, as a trigger may not touch it in a schema that is not trusted.
CREATE TABLE found (
    id            INTEGER PRIMARY KEY,
    item          INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    field         TEXT NOT NULL,              -- title, description, person, place, theme, cue, text, index …
    source        INTEGER NOT NULL,
    is_for_curators INTEGER NOT NULL DEFAULT 0 CHECK (is_for_curators IN (0, 1)), -- hidden and withheld names
    at_ms         INTEGER,
    text          TEXT NOT NULL
) STRICT;
CREATE INDEX found_by_item ON found (item);
CREATE VIRTUAL TABLE found_text USING fts5 (
    text, content = 'found', content_rowid = 'id',
    tokenize = 'folded', prefix = '2 3');
