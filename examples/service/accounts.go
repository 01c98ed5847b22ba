package main

import (
	"math"
	"net/http"

	"github.com/amendsgo/amends/compensation/ledger"
)

// maxEntries is the longest page of a journal.
const maxEntries = 1000

// account reads which account a query names, and nothing else of it.
func (s *service) account(in *fields) ledger.Account {
	a := ledger.Account{
		Name:   in.required("account", "the account's name, as a recommendation's draws have it"),
		Period: in.text("period"),
		Unit:   in.text("unit"),
	}
	if a.Unit == "" {
		a.Unit = s.policy.Currency()
	}
	return a
}

// balance shows an account as it is now.
func (s *service) balance(r *http.Request) (reply, error) {
	in, err := readQuery(r)
	if err != nil {
		return reply{}, err
	}
	account := s.account(in)
	if err := in.err(); err != nil {
		return reply{}, err
	}
	balances, err := s.store.ledger.Balances(r.Context(), "", account)
	if err != nil {
		return reply{}, err
	}
	return reply{body: balances[0]}, nil
}

// journal shows a page of an account's entries, and where the next one begins.
func (s *service) journal(r *http.Request) (reply, error) {
	in, err := readQuery(r)
	if err != nil {
		return reply{}, err
	}
	account := s.account(in)
	from := in.number("from", new(int64(1)), 1, math.MaxInt64)
	limit := in.number("limit", new(int64(100)), 1, maxEntries)
	if err := in.err(); err != nil {
		return reply{}, err
	}
	page := struct {
		Entries []ledger.Entry `json:"entries"`
		Next    *int64         `json:"next"` // null at the end
	}{Entries: []ledger.Entry{}}
	for entry, err := range s.store.ledger.Journal(r.Context(), account, from) {
		if err != nil {
			return reply{}, err
		}
		if int64(len(page.Entries)) == limit {
			page.Next = &entry.Version
			break
		}
		page.Entries = append(page.Entries, entry)
	}
	return reply{body: page}, nil
}

// verify proves that accounts, holds and journal agree.
func (s *service) verify(r *http.Request) (reply, error) {
	if err := s.store.ledger.Verify(r.Context()); err != nil {
		return reply{}, err
	}
	return reply{body: map[string]bool{"agrees": true}}, nil
}
