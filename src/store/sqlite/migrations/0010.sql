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

-- Who decides for somebody (parent, guardian), for what, and what a customer authorized a related person to receive.
ALTER TABLE relation ADD COLUMN guardian TEXT CHECK (guardian IN ('parent', 'legal_guardian', 'adult_guardianship'));
ALTER TABLE relation ADD COLUMN guardian_for TEXT;
ALTER TABLE relation ADD COLUMN authorized_for TEXT;

-- The guardian who answered: an opaque id that outlives them.
ALTER TABLE consent_event ADD COLUMN given_by BLOB CHECK (length(given_by) = 16);

-- Whether whoever receives it for a customer needs an account, and whether somebody has one.
ALTER TABLE definition ADD COLUMN account INTEGER NOT NULL DEFAULT 0 CHECK (account IN (0, 1));
ALTER TABLE subject ADD COLUMN has_account TEXT CHECK (has_account IN ('yes', 'no'));
