-- A consent form that was printed: found again by the number on the paper, gone with the person.

CREATE TABLE consent_form (
    id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE CHECK (length(number) = 11),
    subject     BLOB REFERENCES subject (id),                       -- NULL: a blank form
    language    TEXT NOT NULL,                                      -- the one that was asked for
    at          INTEGER NOT NULL,
    station     TEXT NOT NULL,
    operator    TEXT NOT NULL,
    salt        BLOB NOT NULL CHECK (length(salt) = 16)             -- of the digest in the journal
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_form_subject ON consent_form (subject) WHERE subject IS NOT NULL;

-- What stood on it, in the order of the paper.
CREATE TABLE consent_form_text (
    form        BLOB NOT NULL REFERENCES consent_form (id),
    position    INTEGER NOT NULL CHECK (position >= 0),
    definition  TEXT NOT NULL,
    major       INTEGER NOT NULL CHECK (major >= 0),
    minor       INTEGER NOT NULL CHECK (minor >= 0),
    language    TEXT NOT NULL,                                      -- of the text that was printed
    text_digest BLOB NOT NULL CHECK (length(text_digest) = 32),
    state       TEXT NOT NULL CHECK (state IN ('unknown', 'accepted', 'refused')),
    PRIMARY KEY (form, position)
) STRICT, WITHOUT ROWID;

-- The second opt-in that somebody was asked for: at most one for each person and definition, gone with the person and with a merge. There is
-- no secret in it: one is made when it is handed out to be sent, and only a digest of it is kept.
CREATE TABLE confirmation (
    id             BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    subject        BLOB NOT NULL REFERENCES subject (id),
    definition     TEXT NOT NULL,
    event          BLOB NOT NULL CHECK (length(event) = 16),        -- the grant that waits for it
    kind           TEXT NOT NULL CHECK (kind IN ('code', 'link')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32),
    address_salt   BLOB CHECK (length(address_salt) = 16),          -- NULL: the address was changed or removed since
    requested      INTEGER NOT NULL,
    asked          INTEGER NOT NULL CHECK (asked > 0),              -- how often for this grant, and for those before it that day
    salt           BLOB CHECK (length(salt) = 16),                  -- NULL, as the next three: not handed out yet
    digest         BLOB CHECK (length(digest) = 32),
    until          INTEGER,
    tries          INTEGER CHECK (tries >= 0),                      -- that are left
    UNIQUE (subject, definition)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmation_open ON confirmation (requested, id) WHERE digest IS NULL;
CREATE INDEX confirmation_until ON confirmation (until) WHERE until IS NOT NULL;

-- The use log: ids, codes and times, never changed. An entry of the journal commits to each batch as a whole.
CREATE TABLE consent_use (
    place       INTEGER PRIMARY KEY NOT NULL,                       -- in the order in which they were recorded
    batch       BLOB NOT NULL CHECK (length(batch) = 16),
    subject     BLOB NOT NULL REFERENCES subject (id),
    purpose     TEXT NOT NULL,
    channel     TEXT,
    definition  TEXT,
    campaign    TEXT,
    at          INTEGER NOT NULL,
    recorded    INTEGER NOT NULL,
    system      TEXT NOT NULL,
    key         TEXT NOT NULL,
    allowed     INTEGER NOT NULL CHECK (allowed IN (0, 1)),
    reason      TEXT NOT NULL,
    evidence    BLOB NOT NULL CHECK (length(evidence) % 16 = 0)
) STRICT;
CREATE UNIQUE INDEX consent_use_key ON consent_use (key, system);
CREATE INDEX consent_use_subject ON consent_use (subject, at);
CREATE INDEX consent_use_campaign ON consent_use (campaign) WHERE campaign IS NOT NULL;
CREATE INDEX consent_use_definition ON consent_use (definition) WHERE definition IS NOT NULL;
CREATE INDEX consent_use_batch ON consent_use (batch);
-- What the reference of an event leads to; NULL: what somebody wrote down. A paper form's number and another system's reference stand for a
-- signature. Those who agreed without any are found by the definition.
ALTER TABLE consent_event ADD COLUMN reference_kind TEXT CHECK (reference_kind IN ('external', 'form'));
CREATE INDEX consent_event_unsigned ON consent_event (definition, subject)
    WHERE (kind = 'given' OR kind = 'renewed' OR kind = 'imported') AND evidence_digest IS NULL AND reference_kind IS NULL;
-- Whose answers a paper form proved.
CREATE INDEX consent_event_form ON consent_event (evidence_reference) WHERE reference_kind = 'form';
-- Who decides for somebody (parent, guardian), for what, and what a customer authorized a related person to receive.
ALTER TABLE relation ADD COLUMN guardian TEXT CHECK (guardian IN ('parent', 'legal_guardian', 'adult_guardianship'));
ALTER TABLE relation ADD COLUMN guardian_for TEXT;
ALTER TABLE relation ADD COLUMN authorized_for TEXT;

-- The guardian who answered: an opaque id that outlives them.
ALTER TABLE consent_event ADD COLUMN given_by BLOB CHECK (length(given_by) = 16);

-- Whether whoever receives it for a customer needs an account, and whether somebody has one.
ALTER TABLE definition ADD COLUMN account INTEGER NOT NULL DEFAULT 0 CHECK (account IN (0, 1));
ALTER TABLE subject ADD COLUMN has_account TEXT CHECK (has_account IN ('yes', 'no'));
