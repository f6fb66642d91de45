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

-- More kinds of documents, each of which may say of what kind its source is; tax on net amounts; cash rounding apart from the total.
-- A CHECK cannot be changed, so the table is made anew.
CREATE TABLE document_new (
    id                    BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    kind                  TEXT NOT NULL
        CHECK (kind = 'receipt' OR kind = 'invoice' OR kind = 'order' OR kind = 'correction' OR kind = 'complaint' OR kind = 'quotation'
            OR kind = 'delivery_note' OR kind = 'purchase_order' OR kind = 'payment' OR kind = 'direct_debit' OR kind = 'service_contract'),
    number                TEXT NOT NULL,
    state                 TEXT NOT NULL,
    issuer                TEXT,
    customer              BLOB REFERENCES subject (id),        -- NULL: undefined
    anonymized            INTEGER NOT NULL CHECK (anonymized IN (0, 1)),
    addressee_name        TEXT,
    addressee_street      TEXT,
    addressee_postal_code TEXT,
    addressee_city        TEXT,
    addressee_region      TEXT,
    addressee_country     TEXT,
    source                TEXT,
    source_kind           TEXT CHECK (source_kind IS NULL OR source IS NOT NULL),
    created               INTEGER NOT NULL,
    branch                TEXT,
    station               TEXT,
    operator              TEXT,
    barcode               TEXT,
    currency              TEXT NOT NULL CHECK (length(currency) = 3),
    net                   INTEGER NOT NULL DEFAULT 0 CHECK (net IN (0, 1)),
    total                 INTEGER NOT NULL,                    -- gross, minor units, without the rounding
    rounding              INTEGER NOT NULL DEFAULT 0,          -- cash rounding, minor units
    payload               BLOB,
    payload_ground        TEXT,
    payload_until         TEXT,
    version               INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
) STRICT, WITHOUT ROWID;
INSERT INTO document_new (id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, addressee_postal_code,
        addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, barcode, currency, total, payload,
        payload_ground, payload_until, version)
    SELECT id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, addressee_postal_code,
        addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, barcode, currency, total, payload,
        payload_ground, payload_until, version FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE UNIQUE INDEX document_number ON document (kind, number);
CREATE INDEX document_customer ON document (customer) WHERE customer IS NOT NULL;
CREATE INDEX document_source ON document (source) WHERE source IS NOT NULL;

-- Of a line: its source's kind, the piece's serial number, the bundle it belongs to, its gross amount (NULL: quantity × final price), and
-- its tax (NULL: not known).
ALTER TABLE line ADD COLUMN source_kind TEXT CHECK (source_kind IS NULL OR source_document IS NOT NULL);
ALTER TABLE line ADD COLUMN serial_number TEXT NOT NULL DEFAULT '';
ALTER TABLE line ADD COLUMN bundle INTEGER CHECK (bundle > 0);
ALTER TABLE line ADD COLUMN bundle_name TEXT CHECK ((bundle IS NULL) = (bundle_name IS NULL));
ALTER TABLE line ADD COLUMN amount INTEGER;                    -- minor units
ALTER TABLE line ADD COLUMN tax_rate INTEGER CHECK (tax_rate >= 0 AND tax_rate <= 10000);  -- hundredths of a percent
CREATE INDEX line_source ON line (source_document) WHERE source_document IS NOT NULL;

-- What is being written at a desk.
CREATE INDEX document_draft ON document (station, created) WHERE state = 'draft';

-- What periods of retention depend on, customer by customer, without the documents themselves: also whether name, address and payload are there.
CREATE INDEX document_retention ON document (customer, kind, state, created, total, currency, anonymized, addressee_name IS NOT NULL,
        coalesce(addressee_street, addressee_postal_code, addressee_city, addressee_region, addressee_country) IS NOT NULL,
        payload IS NOT NULL)
    WHERE customer IS NOT NULL AND anonymized = 0;

-- Data that may only be kept, and looked at for a reason.
ALTER TABLE subject ADD COLUMN restricted TEXT CHECK (restricted = 'yes');
CREATE INDEX subject_restricted ON subject (id) WHERE restricted = 'yes';

-- Requests of people about their data. Nothing in them names anybody but by an id, so that a finished one stays as it is; the code goes.
CREATE TABLE request (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    subject       BLOB NOT NULL REFERENCES subject (id),
    kind          TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
    request_state TEXT NOT NULL
        CHECK (request_state IN ('requested', 'unverified', 'verified', 'planned', 'blocked', 'approved', 'scheduled', 'running', 'restricted',
            'completed', 'denied', 'closed_unverified', 'cancelled', 'failed')),
    received      TEXT NOT NULL,
    due           TEXT NOT NULL,                                      -- the last day for the answer
    extended      TEXT,                                               -- why the answer takes longer
    contested     TEXT,                                               -- when the person objected to the answer
    answered      TEXT,
    ground        TEXT,                                               -- of a denial
    proof         TEXT,                                               -- how it was shown that it is the person
    code_salt     BLOB CHECK (length(code_salt) = 16),                -- NULL, as the next two: no code that can be said
    code_digest   BLOB CHECK (length(code_digest) = 32),
    code_until    INTEGER,
    tries         INTEGER NOT NULL CHECK (tries >= 0),                -- that are left
    attempts      INTEGER NOT NULL CHECK (attempts >= 0),             -- of the erasure
    until         TEXT,                                               -- the last day on which it is blocked, or anything stays
    next          INTEGER,                                            -- when it is looked at again by itself
    version       INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_subject ON request (subject);
CREATE INDEX request_due ON request (due, id);
CREATE INDEX request_open ON request (due, id) WHERE answered IS NULL;
CREATE INDEX request_next ON request (next, id) WHERE next IS NOT NULL;

-- Where a request stood, one after the other.
CREATE TABLE request_step (
    request  BLOB NOT NULL REFERENCES request (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    state    TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (request, position)
) STRICT, WITHOUT ROWID;

-- Legal holds and tax audits: on a person, a class of documents, one document, or everything.
CREATE TABLE hold (
    id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    kind          TEXT NOT NULL CHECK (kind IN ('legal_hold', 'tax_audit')),
    subject       BLOB REFERENCES subject (id),
    class         TEXT CHECK (class IN ('receipt', 'invoice', 'book', 'letter', 'tax_document')),
    document      TEXT,                                               -- its number
    since         TEXT NOT NULL,
    until         TEXT,
    author        TEXT NOT NULL,
    reason        TEXT,                                               -- goes with the person, as lifted_reason does
    lifted        TEXT,
    lifted_by     TEXT CHECK ((lifted IS NULL) = (lifted_by IS NULL)),
    lifted_reason TEXT,
    version       INTEGER NOT NULL CHECK (version > 0),
    salt          BLOB NOT NULL CHECK (length(salt) = 16)             -- of the digest in the journal
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_standing ON hold (id) WHERE lifted IS NULL;

-- Certificates: who was erased by whose order, and what came of it. Ids, codes, counts, days and laws; no value. A person who went with
-- another has a row too; what went and stayed is told once, by the row of whom it was ordered for.
CREATE TABLE erasure (
    epoch         INTEGER PRIMARY KEY NOT NULL CHECK (epoch > 0),
    subject       BLOB NOT NULL UNIQUE REFERENCES subject (id),
    ordered       BLOB NOT NULL REFERENCES subject (id),
    at            INTEGER NOT NULL,
    mode          TEXT NOT NULL CHECK (mode IN ('erase', 'seal')),
    rules         TEXT NOT NULL,                                    -- the pack of retention
    rules_version TEXT NOT NULL,
    outcome       TEXT,                                             -- JSON: what went and what stayed, counted
    purged        INTEGER,                                          -- when its bytes were gone
    scanned       INTEGER,                                          -- when what is left was last searched for, and what was found
    residues      INTEGER CHECK ((residues IS NULL) = (scanned IS NULL)),
    scan_columns  INTEGER,
    scan_bytes    INTEGER,
    scan_shared   INTEGER
) STRICT;
CREATE INDEX erasure_ordered ON erasure (ordered);
CREATE INDEX erasure_unpurged ON erasure (epoch) WHERE purged IS NULL;

-- What each system said that was registered then: a row for every person and system.
CREATE TABLE erasure_answer (
    epoch       INTEGER NOT NULL REFERENCES erasure (epoch),
    system      TEXT NOT NULL,
    wait_until  TEXT NOT NULL,                                      -- the last day on which it is waited for
    answer      TEXT CHECK (answer = 'erased' OR answer = 'unknown' OR answer = 'needed'),
    at          INTEGER CHECK ((at IS NULL) = (answer IS NULL)),
    keeps_until TEXT CHECK (keeps_until IS NULL OR answer = 'needed'),
    PRIMARY KEY (epoch, system)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_answer_open ON erasure_answer (system, epoch) WHERE answer IS NULL;

-- Values that only the private key of the central system opens: a box for each column of a person. Opaque here.
CREATE TABLE sealed (
    subject     BLOB NOT NULL REFERENCES subject (id),
    source      TEXT NOT NULL,                                      -- the table
    field       TEXT NOT NULL,                                      -- the column
    until       TEXT NOT NULL,                                      -- the last day on which it may be opened
    box         BLOB NOT NULL,
    PRIMARY KEY (subject, source, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_until ON sealed (until);

-- By what somebody erased is recognised who arrives under another id: a keyed hash over name and birthday. The key is never in the store.
CREATE TABLE erased_mark (
    epoch       INTEGER PRIMARY KEY NOT NULL,                       -- of the erasure
    mark        BLOB NOT NULL CHECK (length(mark) = 32)
) STRICT;
CREATE INDEX erased_mark_mark ON erased_mark (mark);

-- What a law keeps of the documents of anonymized customers, apart from the documents: nothing shows it, and it goes on its day.
CREATE TABLE kept (
    document BLOB NOT NULL REFERENCES document (id),
    field    TEXT NOT NULL,                                         -- one of the table of fields
    value    TEXT NOT NULL,
    ground   TEXT NOT NULL,
    until    TEXT NOT NULL,                                         -- the last day
    PRIMARY KEY (document, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_until ON kept (until);
CREATE INDEX document_payload_until ON document (payload_until) WHERE anonymized = 1 AND payload_until IS NOT NULL;

-- The words of free text in which others may be mentioned, as marks: an erasure reads the texts that have the person's words, and no other.
CREATE TABLE free_word (
    word        INTEGER NOT NULL,                                   -- 47 bits of a digest of the folded word
    of          BLOB NOT NULL,                                      -- a person, a document, or the chain of an entry about nobody
    sequence    INTEGER NOT NULL CHECK (sequence >= 0),             -- that entry's place in the chain; else 0
    PRIMARY KEY (word, of, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX free_word_of ON free_word (of, sequence);
DELETE FROM meta WHERE name = 'fold';                               -- what is derived by the fold is derived again

-- Who else bought something on a day in a branch.
CREATE INDEX document_day ON document (branch, created);

-- Where bank details went and nothing else was written: what the journal holds of them has an end of its own.
CREATE INDEX journal_value_account ON journal_value (origin, sequence)
    WHERE salts IS NOT NULL AND old IS NOT NULL AND new IS NULL AND fields LIKE '%iban:%';

-- Of the digest in the journal: another one each time the document is written, so that nobody can try what stood there before.
ALTER TABLE document ADD COLUMN salt BLOB CHECK (length(salt) = 16); -- NULL: written before there were any
