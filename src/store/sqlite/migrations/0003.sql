-- Where an entry stands in the order of the journal: at its instant, but never before the entry ahead of it in its chain,
-- whatever the clock said.
ALTER TABLE journal ADD COLUMN placed INTEGER NOT NULL DEFAULT 0;
UPDATE journal SET placed = chain.placed
FROM (SELECT origin, sequence, max(at) OVER (PARTITION BY origin ORDER BY sequence) AS placed FROM journal) AS chain
WHERE chain.origin = journal.origin AND chain.sequence = journal.sequence;

-- The journal in its own order (placed, chain, place), by kind of record and by operator: a page of it is one run of an index.
CREATE INDEX journal_kind ON journal (record, placed, origin, sequence);
CREATE INDEX journal_operator ON journal (operator, placed, origin, sequence) WHERE operator IS NOT NULL;
-- The few entries that were written while the clock was set back.
CREATE INDEX journal_set_back ON journal (placed, origin, sequence) WHERE placed > at;
