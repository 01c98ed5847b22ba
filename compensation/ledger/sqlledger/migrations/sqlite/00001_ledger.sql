-- +goose Up

-- One row for each account and period. A row of version 0 was only made to have an
-- id: it counts as not there. last is its last line in the journal.
CREATE TABLE amends_accounts (
    id        integer PRIMARY KEY,
    name      text NOT NULL,
    period    text NOT NULL,
    unit      text NOT NULL,
    allocated integer NOT NULL CHECK (allocated >= 0),
    held      integer NOT NULL CHECK (held >= 0),
    spent     integer NOT NULL CHECK (spent >= 0),
    ceiling   integer CHECK (ceiling >= 0),
    version   integer NOT NULL CHECK (version >= 0),
    last      integer,
    UNIQUE (name, period),
    CHECK (held <= 9223372036854775807 - spent)
) STRICT;

-- draws is a JSON list; instants are microseconds since 1970 in UTC.
CREATE TABLE amends_holds (
    id         text PRIMARY KEY,
    state      text NOT NULL CHECK (state IN ('open', 'committed', 'released', 'expired')),
    content    text NOT NULL,
    draws      text NOT NULL,
    reserved   integer NOT NULL,
    expires    integer,
    settled    integer,
    given_back integer NOT NULL CHECK (given_back >= 0),
    CHECK ((settled IS NULL) = (state = 'open'))
) STRICT, WITHOUT ROWID;

CREATE INDEX amends_holds_open ON amends_holds (expires, id) WHERE state = 'open' AND expires IS NOT NULL;

-- What was done once for its key.
CREATE TABLE amends_receipts (
    kind   text NOT NULL CHECK (kind IN ('fund', 'set_limit', 'give_back')),
    key    text NOT NULL,
    name   text NOT NULL,
    period text NOT NULL,
    unit   text NOT NULL,
    hold   text NOT NULL,
    amount integer NOT NULL CHECK (amount >= 0),
    at     integer NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- The d_ columns are what an entry added; the others are the account after it. Lines
-- are only ever appended. Each names the one before of its account, and every 64th
-- of an account is in an index: that finds any version in a few steps, and costs
-- less to write than an index of all of them.
CREATE TABLE amends_journal (
    seq         integer PRIMARY KEY,
    prev        integer,
    account     integer NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    at          integer NOT NULL,
    kind        text NOT NULL,
    key         text NOT NULL,
    hold        text NOT NULL,
    d_allocated integer NOT NULL,
    d_held      integer NOT NULL,
    d_spent     integer NOT NULL,
    allocated   integer NOT NULL,
    held        integer NOT NULL,
    spent       integer NOT NULL,
    ceiling     integer,
    CHECK ((prev IS NULL) = (version = 1))
) STRICT;

CREATE UNIQUE INDEX amends_journal_marks ON amends_journal (account, version) WHERE version % 64 = 0;

-- +goose Down
DROP TABLE amends_journal;
DROP TABLE amends_receipts;
DROP TABLE amends_holds;
DROP TABLE amends_accounts;
