-- +goose Up

-- One row for each account and period. A row of version 0 was only made to be
-- locked: it counts as not there. pool sets the order of locks: caps before pools.
CREATE TABLE amends_accounts (
    name      text   COLLATE "C" NOT NULL,
    period    text   COLLATE "C" NOT NULL,
    unit      text   COLLATE "C" NOT NULL,
    pool      boolean NOT NULL,
    allocated bigint NOT NULL CHECK (allocated >= 0),
    held      bigint NOT NULL CHECK (held >= 0),
    spent     bigint NOT NULL CHECK (spent >= 0),
    ceiling   bigint CHECK (ceiling >= 0),
    version   bigint NOT NULL CHECK (version >= 0),
    PRIMARY KEY (name, period),
    CHECK (held <= 9223372036854775807 - spent)
);

-- draws is a JSON list; instants are microseconds since 1970 in UTC.
CREATE TABLE amends_holds (
    id         text   COLLATE "C" PRIMARY KEY,
    state      text   NOT NULL CHECK (state IN ('open', 'committed', 'released', 'expired')),
    content    text   NOT NULL,
    draws      text   NOT NULL,
    reserved   bigint NOT NULL,
    expires    bigint,
    settled    bigint,
    given_back bigint NOT NULL CHECK (given_back >= 0),
    CHECK ((settled IS NULL) = (state = 'open'))
);

CREATE INDEX amends_holds_open ON amends_holds (expires, id) WHERE state = 'open' AND expires IS NOT NULL;

-- What was done once for its key.
CREATE TABLE amends_receipts (
    kind   text   NOT NULL CHECK (kind IN ('fund', 'set_limit', 'give_back')),
    key    text   COLLATE "C" NOT NULL,
    name   text   NOT NULL,
    period text   NOT NULL,
    unit   text   NOT NULL,
    hold   text   NOT NULL,
    amount bigint NOT NULL CHECK (amount >= 0),
    at     bigint NOT NULL,
    PRIMARY KEY (kind, key)
);

-- The d_ columns are what an entry added; the others are the account after it.
CREATE TABLE amends_journal (
    name        text   COLLATE "C" NOT NULL,
    period      text   COLLATE "C" NOT NULL,
    version     bigint NOT NULL CHECK (version > 0),
    unit        text   NOT NULL,
    at          bigint NOT NULL,
    kind        text   NOT NULL,
    key         text   NOT NULL,
    hold        text   NOT NULL,
    d_allocated bigint NOT NULL,
    d_held      bigint NOT NULL,
    d_spent     bigint NOT NULL,
    allocated   bigint NOT NULL,
    held        bigint NOT NULL,
    spent       bigint NOT NULL,
    ceiling     bigint,
    PRIMARY KEY (name, period, version)
);

-- +goose Down
DROP TABLE amends_journal, amends_receipts, amends_holds, amends_accounts;
