-- +goose Up

-- One row for each account and period.
CREATE TABLE amends_accounts (
    name      text NOT NULL,
    period    text NOT NULL,
    unit      text NOT NULL,
    allocated integer NOT NULL CHECK (allocated >= 0),
    held      integer NOT NULL CHECK (held >= 0),
    spent     integer NOT NULL CHECK (spent >= 0),
    ceiling   integer CHECK (ceiling >= 0),
    version   integer NOT NULL CHECK (version >= 0),
    PRIMARY KEY (name, period),
    CHECK (held <= 9223372036854775807 - spent)
) STRICT, WITHOUT ROWID;

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

-- The d_ columns are what an entry added; the others are the account after it.
CREATE TABLE amends_journal (
    name        text NOT NULL,
    period      text NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    unit        text NOT NULL,
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
    PRIMARY KEY (name, period, version)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE amends_journal;
DROP TABLE amends_receipts;
DROP TABLE amends_holds;
DROP TABLE amends_accounts;
