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

-- What the reference of an event leads to; NULL: what somebody wrote down. A paper form's number and another system's reference stand for a
-- signature. Those who agreed without any are found by the definition.
ALTER TABLE consent_event ADD COLUMN reference_kind TEXT CHECK (reference_kind IN ('external', 'form'));
CREATE INDEX consent_event_unsigned ON consent_event (definition, subject)
    WHERE kind IN ('given', 'renewed', 'imported') AND evidence_digest IS NULL AND reference_kind IS NULL;
