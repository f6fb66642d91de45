-- A store of clientela. Every column is either a field of the table of fields or declared free of personal data.
-- A list of three or more after IN becomes a table of its own, made anew for every statement that writes a row: where many rows are
-- written, conditions say OR.

CREATE TABLE meta (
    name    TEXT PRIMARY KEY NOT NULL,
    value   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A person or a company, whatever roles they have. An erased one keeps its row as a tombstone: ids only.
CREATE TABLE subject (
    id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    version     INTEGER NOT NULL CHECK (version > 0),
    customer    INTEGER NOT NULL CHECK (customer IN (0, 1)),   -- 0: only a related person
    erased      INTEGER CHECK (erased > 0),                    -- the epoch of the erasure
    sort_name   TEXT,                                          -- derived: the folded name, for lists
    kind        TEXT CHECK (kind IN ('private', 'business')),
    number      TEXT,
    source_id   TEXT,
    status      TEXT CHECK (status IN ('active', 'inactive', 'blocked')),
    branch      TEXT,
    last_visit  TEXT,
    given_name  TEXT,
    family_name TEXT,
    company     TEXT,
    birth_date  TEXT,
    language    TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subject_number ON subject (number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX subject_source ON subject (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX subject_name ON subject (sort_name, id) WHERE customer = 1 AND erased IS NULL;
CREATE INDEX subject_visit ON subject (last_visit, id) WHERE customer = 1 AND erased IS NULL;
CREATE INDEX subject_erased ON subject (erased) WHERE erased IS NOT NULL;

CREATE TABLE address (
    subject     BLOB NOT NULL REFERENCES subject (id),
    slot        INTEGER NOT NULL CHECK (slot >= 0),
    street      TEXT,
    postal_code TEXT,
    city        TEXT,
    region      TEXT,
    country     TEXT,
    PRIMARY KEY (subject, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    subject     BLOB NOT NULL REFERENCES subject (id),
    field       TEXT NOT NULL CHECK (field IN ('email', 'phone', 'fax')),
    slot        INTEGER NOT NULL CHECK (slot >= 0),
    value       TEXT NOT NULL,
    PRIMARY KEY (subject, field, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
    of          BLOB NOT NULL REFERENCES subject (id),
    person      BLOB NOT NULL REFERENCES subject (id),
    role        TEXT NOT NULL CHECK (role IN ('contact', 'family')),
    PRIMARY KEY (of, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_person ON relation (person);

-- One version of a definition; texts as a JSON list of language, title, body.
CREATE TABLE definition (
    code         TEXT NOT NULL,
    major        INTEGER NOT NULL,
    minor        INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
    purpose      TEXT NOT NULL CHECK (purpose IN ('processing', 'marketing', 'mandatory_notice')),
    channel      TEXT CHECK (channel IN ('email', 'phone', 'sms', 'letter')),
    parent       TEXT,
    signature    INTEGER NOT NULL CHECK (signature IN (0, 1)),
    confirmation INTEGER NOT NULL CHECK (confirmation IN (0, 1)),
    valid_days   INTEGER,
    valid_from   TEXT,
    valid_until  TEXT,
    texts        TEXT NOT NULL,
    PRIMARY KEY (code, major, minor)
) STRICT, WITHOUT ROWID;

-- What happened, never overwritten. Opaque ids and digests; the evidence's reference and the salts go with the person.
CREATE TABLE consent_event (
    subject            BLOB NOT NULL REFERENCES subject (id),
    id                 BLOB NOT NULL CHECK (length(id) = 16),
    definition         TEXT,
    major              INTEGER NOT NULL,
    minor              INTEGER NOT NULL,
    scope              TEXT NOT NULL
        CHECK (scope = 'definition' OR scope = 'marketing' OR scope = 'restriction' OR scope = 'everything'),
    language           TEXT NOT NULL,
    text_digest        BLOB NOT NULL CHECK (length(text_digest) = 32),
    kind               TEXT NOT NULL,
    authority          TEXT NOT NULL
        CHECK (authority = 'machine' OR authority = 'user' OR authority = 'admin' OR authority = 'subject'),
    method             TEXT NOT NULL,
    origin             TEXT NOT NULL,
    operator           TEXT,
    station            TEXT,
    receipt            TEXT,
    at                 INTEGER NOT NULL,
    recorded           INTEGER NOT NULL,
    seen               BLOB NOT NULL CHECK (length(seen) % 16 = 0),
    evidence_digest    BLOB,
    reference_digest   BLOB,
    reference_salt     BLOB,
    evidence_reference TEXT,
    address_digest     BLOB,
    address_salt       BLOB,
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX consent_event_id ON consent_event (id);

CREATE TABLE item (
    code        TEXT PRIMARY KEY NOT NULL,
    name        TEXT NOT NULL,
    ean         TEXT NOT NULL,
    properties  TEXT NOT NULL,     -- JSON list of [name, value]
    attributes  TEXT NOT NULL      -- JSON list of [name, value]
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id                    BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    kind                  TEXT NOT NULL
        CHECK (kind = 'receipt' OR kind = 'invoice' OR kind = 'order' OR kind = 'correction' OR kind = 'complaint'),
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
    created               INTEGER NOT NULL,
    branch                TEXT,
    station               TEXT,
    operator              TEXT,
    barcode               TEXT,
    currency              TEXT NOT NULL CHECK (length(currency) = 3),
    total                 INTEGER NOT NULL,                    -- gross, minor units
    payload               BLOB,
    payload_ground        TEXT,
    payload_until         TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX document_number ON document (kind, number);
CREATE INDEX document_customer ON document (customer) WHERE customer IS NOT NULL;

-- The key begins with the customer (16 zero bytes: undefined), so that one customer is one run of pages.
CREATE TABLE line (
    customer        BLOB NOT NULL CHECK (length(customer) = 16),
    document        BLOB NOT NULL REFERENCES document (id),
    number          INTEGER NOT NULL CHECK (number > 0),
    item_code       TEXT NOT NULL,
    item_name       TEXT NOT NULL,
    ean             TEXT NOT NULL,
    quantity        INTEGER NOT NULL,                          -- thousandths
    regular_price   INTEGER NOT NULL,                          -- ten-thousandths of a minor unit, gross, per unit
    discount        INTEGER NOT NULL,
    final_price     INTEGER NOT NULL,
    source_document TEXT,
    source_line     INTEGER,
    defective       INTEGER NOT NULL CHECK (defective IN (0, 1)),
    properties      TEXT NOT NULL,
    attributes      TEXT NOT NULL,
    PRIMARY KEY (customer, document, number)
) STRICT, WITHOUT ROWID;

-- Append-only; one chain of digests per origin.
CREATE TABLE journal (
    origin      TEXT NOT NULL,
    sequence    INTEGER NOT NULL CHECK (sequence > 0),
    at          INTEGER NOT NULL,
    date        TEXT NOT NULL,
    door        TEXT NOT NULL,
    operator    TEXT,
    station     TEXT,
    branch      TEXT,
    kind        TEXT NOT NULL,
    record      TEXT NOT NULL,
    key         TEXT NOT NULL,
    subject     BLOB,
    content     BLOB,
    idempotency TEXT,
    previous    BLOB NOT NULL CHECK (length(previous) = 32),
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (origin, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_subject ON journal (subject) WHERE subject IS NOT NULL;
CREATE INDEX journal_record ON journal (record, key);
CREATE UNIQUE INDEX journal_idempotency ON journal (idempotency) WHERE idempotency IS NOT NULL;

-- The values an entry commits to; salt and values are erased together, the digest stays.
CREATE TABLE journal_value (
    origin      TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    field       TEXT NOT NULL,
    slot        INTEGER NOT NULL,
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    salt        BLOB,
    old         TEXT,
    new         TEXT,
    PRIMARY KEY (origin, sequence, position)
) STRICT, WITHOUT ROWID;

-- The exact folded text of each index row, by rank: the first rows found are the best.
CREATE TABLE search_entry (
    rank        INTEGER PRIMARY KEY NOT NULL,
    subject     BLOB NOT NULL UNIQUE,
    text        TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (text, content = '', detail = 'none', prefix = '1 2 3 4 5 6', tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
