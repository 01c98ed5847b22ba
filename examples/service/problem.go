package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// problem is the body of every answer that is not a success: RFC 9457. As an
// error it is what a handler returns to give that answer.
type problem struct {
	Kind    kind                 `json:"type"`
	Title   string               `json:"title"`
	Status  int                  `json:"status"`
	Detail  string               `json:"detail,omitempty"`
	Request string               `json:"request_id"`
	Faults  []compensation.Fault `json:"faults,omitempty"`
	Account *ledger.Account      `json:"account,omitempty"`  // over-budget: which one is short
	Left    string               `json:"left,omitempty"`     // over-budget, more-than-spent: what is left
	Short   string               `json:"short,omitempty"`    // over-budget: how much is lacking
	By      string               `json:"approval,omitempty"` // approval-required: by whom
	// cause is for the log alone.
	cause error
}

// kind tells problems apart; it is the end of their type's URI.
type kind string

const (
	malformed        kind = "malformed"
	invalid          kind = "invalid"
	unknownRoute     kind = "unknown-route"
	wrongMethod      kind = "wrong-method"
	unknownRecord    kind = "unknown-recommendation"
	unknownHold      kind = "unknown-hold"
	conflict         kind = "conflict"
	overBudget       kind = "over-budget"
	expired          kind = "expired"
	moreThanSpent    kind = "more-than-spent"
	nothingGiven     kind = "nothing-given"
	declined         kind = "declined"
	approvalRequired kind = "approval-required"
	policyChanged    kind = "policy-changed"
	noBudget         kind = "no-budget"
	tooLarge         kind = "too-large"
	wrongMedia       kind = "wrong-media-type"
	tooSlow          kind = "too-slow"
	unavailable      kind = "unavailable"
	disagreement     kind = "ledger-disagrees"
	internal         kind = "internal"
	clientGone       kind = "client-gone" // nobody reads the answer: for log and metrics
)

// kinds holds status and title of each kind.
var kinds = map[kind]struct {
	status int
	title  string
}{
	malformed:        {http.StatusBadRequest, "The body is no JSON"},
	invalid:          {http.StatusUnprocessableEntity, "The request has faults"},
	unknownRoute:     {http.StatusNotFound, "There is no such route"},
	wrongMethod:      {http.StatusMethodNotAllowed, "The route has other methods"},
	unknownRecord:    {http.StatusNotFound, "There is no such recommendation"},
	unknownHold:      {http.StatusNotFound, "Nothing was reserved under this id"},
	conflict:         {http.StatusConflict, "The id stands for something else, or its hold is in another state"},
	overBudget:       {http.StatusConflict, "An account has too little left"},
	expired:          {http.StatusConflict, "The hold has expired"},
	moreThanSpent:    {http.StatusConflict, "More than was spent cannot be given back"},
	nothingGiven:     {http.StatusConflict, "Nothing is given, so there is nothing to reserve"},
	declined:         {http.StatusConflict, "No step holds what was asked for"},
	approvalRequired: {http.StatusConflict, "Somebody must agree first"},
	policyChanged:    {http.StatusConflict, "Recommended by another policy"},
	noBudget:         {http.StatusConflict, "The policy has no budget to fund"},
	tooLarge:         {http.StatusRequestEntityTooLarge, "The body is too large"},
	wrongMedia:       {http.StatusUnsupportedMediaType, "The body must be application/json"},
	tooSlow:          {http.StatusRequestTimeout, "The body came too slowly"},
	unavailable:      {http.StatusServiceUnavailable, "The outcome is unknown"},
	disagreement:     {http.StatusInternalServerError, "Accounts, holds and journal do not agree"},
	internal:         {http.StatusInternalServerError, "Something failed that should not"},
	clientGone:       {499, "The client closed the connection"},
}

const typeBase = "https://github.com/amendsgo/amends/tree/main/examples/service#"

// MarshalText writes the URI, whose target explains the kind.
func (k kind) MarshalText() ([]byte, error) { return []byte(typeBase + string(k)), nil }

func newProblem(k kind, format string, args ...any) *problem {
	return &problem{Kind: k, Status: kinds[k].status, Title: kinds[k].title, Detail: fmt.Sprintf(format, args...)}
}

// invalidInput is the problem of faults that the service itself finds.
func invalidInput(faults ...compensation.Fault) error {
	if len(faults) == 0 {
		return nil
	}
	return &compensation.InvalidCaseError{Faults: faults}
}

// Error is the title and the detail.
func (p *problem) Error() string { return p.Title + ": " + p.Detail }

// problemOf says what an error means to the caller.
func problemOf(err error) *problem {
	p := problemFor(err)
	p.cause = err
	return p
}

func problemFor(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return new(*p)
	}
	if e, ok := errors.AsType[*compensation.InvalidCaseError](err); ok {
		p := newProblem(invalid, "%d found, see faults.", len(e.Faults))
		p.Faults = e.Faults
		return p
	}
	if e, ok := errors.AsType[*ledger.InvalidError](err); ok {
		p := newProblem(invalid, "%d found, see faults.", len(e.Faults))
		for _, f := range e.Faults {
			p.Faults = append(p.Faults, compensation.Fault{Fact: f.Field, Problem: "is " + f.Got, Expected: f.Want})
		}
		return p
	}
	if e, ok := errors.AsType[*compensation.OverBudgetError](err); ok {
		p := newProblem(overBudget, "%s", e)
		p.Account, p.Left, p.Short = &e.Account, amount(e.Left, e.Account.Unit), amount(e.Short, e.Account.Unit)
		return p
	}
	if e, ok := errors.AsType[*ledger.VerifyError](err); ok {
		p := newProblem(disagreement, "%d found, see faults.", len(e.Faults))
		for _, f := range e.Faults {
			p.Faults = append(p.Faults, compensation.Fault{Problem: f})
		}
		return p
	}
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return newProblem(tooLarge, "At most %d bytes are read.", e.Limit)
	}
	for _, named := range named {
		if errors.Is(err, named.err) {
			if named.detail == "" {
				return newProblem(named.kind, "%s", err)
			}
			return newProblem(named.kind, "%s", named.detail)
		}
	}
	return newProblem(internal, "The log has the reason under this request's id.")
}

// named are the errors that have a name. Those whose text tells a caller nothing
// have a detail of ours.
var named = []struct {
	err    error
	kind   kind
	detail string
}{
	{ledger.ErrUnknownHold, unknownHold, ""},
	{ledger.ErrExpired, expired, ""},
	{ledger.ErrExcess, moreThanSpent, ""},
	{ledger.ErrConflict, conflict, ""},
	{ledger.ErrUnit, conflict, ""},
	{ledger.ErrOverflow, conflict, ""},
	{compensation.ErrPolicyChanged, policyChanged, ""},
	{context.Canceled, clientGone, "The connection was closed before the answer was there."},
	{ledger.ErrUnavailable, unavailable, again},
	{context.DeadlineExceeded, unavailable, again},
}

const again = "The database did not answer in time, or is not there. Send the same request again: what was done is not done twice."

// amount is an account's amount as people write it.
func amount(minor int64, unit string) string {
	if money, err := compensation.NewMoney(minor, unit); err == nil {
		return money.String()
	}
	return strconv.FormatInt(minor, 10)
}

// write sends the problem.
func (p *problem) write(w http.ResponseWriter) {
	body, err := json.Marshal(p)
	if err != nil { // not reached: every field can be written
		body = []byte(`{}`)
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // a client that is gone needs no answer
}

// causes are the innermost errors, as the log may have them: those around them
// quote ids.
func causes(err error) []string {
	var texts []string
	switch e := any(err).(type) { // this layer itself, not what it wraps
	case nil:
	case *problem:
		texts = append(texts, string(e.Kind))
	case interface{ Unwrap() []error }:
		for _, each := range e.Unwrap() {
			texts = append(texts, causes(each)...)
		}
	default:
		if inner := errors.Unwrap(err); inner != nil {
			return causes(inner)
		}
		texts = append(texts, cmp.Or(err.Error(), fmt.Sprintf("%T", err)))
	}
	return slices.Compact(texts)
}
