-- The journal in its own order (instant, chain, place), by kind of record and by operator: a page of it is one run of an index.
CREATE INDEX journal_kind ON journal (record, at, origin, sequence);
CREATE INDEX journal_operator ON journal (operator, at, origin, sequence) WHERE operator IS NOT NULL;
