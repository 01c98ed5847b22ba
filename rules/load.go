// Package rules reads policies: YAML files that say what to give when a client
// was let down, with conditions and amounts as expressions.
//
// [Load], [Parse] and [Default] check everything that can be checked without a
// case, and report all faults at once as [Diagnostic] values with their place. What
// they return is a [compensation.Policy], ready for [compensation.Decide]. The
// language is described in LANGUAGE.md, every diagnostic in DIAGNOSTICS.md.
package rules

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the built-in policy
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"
	_ "time/tzdata" // zones must mean the same on every machine, also on one that has no table of them

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
	"github.com/amendsgo/amends/rules/internal/inside"
	"github.com/amendsgo/amends/rules/internal/program"
)

// Load reads the policy in a file. What is wrong with the file's content is an
// [*Error] that holds every fault; a file that cannot be read is the error of
// the file system.
func Load(fsys fs.FS, name string) (*Policy, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("load policy: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(file, largest+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("load policy %s: %w", name, err)
	}
	return Parse(name, data)
}

// Parse reads a policy. The name stands in the diagnostics. The error is an
// [*Error] that holds every fault.
func Parse(name string, data []byte) (*Policy, error) { return parse(name, data, false) }

// parse reads a policy. In haste it leaves out the search for warnings that
// compares rules with each other, for tools that load many variants of one policy.
func parse(name string, data []byte, haste bool) (*Policy, error) {
	if len(data) > largest {
		d := Diagnostic{
			Code: codeTooLarge, Severity: SeverityError, File: name, Line: 1, Column: 1, Width: 1,
			Message: fmt.Sprintf("the file has more than %d MiB", largest>>20),
			Hint:    "a policy is read and checked by people: split it",
		}
		return nil, &Error{Diagnostics: []Diagnostic{d}}
	}
	text := bytes.TrimPrefix(data, []byte("\ufeff")) // some editors begin a file with it
	l := &loader{report: &report{source: newSource(name, string(text))}, haste: haste}
	l.policy(text)
	l.list = tidy(l.list)
	for _, d := range l.list {
		if d.Severity == SeverityError {
			return nil, &Error{Diagnostics: l.list}
		}
	}
	digest := sha256.Sum256(data)
	l.program.ID.Digest = hex.EncodeToString(digest[:])
	l.program.Link()
	l.scope.Done()
	l.result.warnings = l.list
	return l.result, nil
}

// variant loads another text in haste.
func variant(name, text string) (inside.Holder, error) { return parse(name, []byte(text), true) }

// MustParse is [Parse] for policies that are part of a program; it panics on an
// error.
func MustParse(name string, data []byte) *Policy {
	p, err := Parse(name, data)
	if err != nil {
		panic(err)
	}
	return p
}

//go:embed default.yaml
var builtIn []byte

// Default returns the built-in policy: general service recovery, for a host that
// has no policy of its own yet. It always loads, as a test shows.
func Default() *Policy { return MustParse("default.yaml", builtIn) }

// loader builds a policy from a document, section by section. Each section
// leaves out what was reported before.
type loader struct {
	*report
	haste   bool
	result  *Policy
	program *program.Policy
	scope   *condition.Scope
	price   *condition.Amount // order.price

	lanes     map[string]int           // place of each lane read so far
	laneNames []string                 // of all lanes
	ladders   *program.Lane            // the goodwill lane that has ladders or choices
	reads     map[*condition.Fact]bool // outside of expressions
	allow     string                   // the hint when an expression reads what it must not

	// The line in which a name stands, for rules, lanes, and the lines of limits,
	// caps, approval and response.
	ids, laneLines, lines map[string]int
}

func (l *loader) policy(data []byte) {
	root := l.document(data)
	if root == nil {
		return
	}
	l.shape(root, policyForm)
	if l.bad[root] {
		return
	}
	l.begin(root)
	l.facts(l.get(root, "facts"))
	l.rates(l.get(root, "rates"))
	l.holidays(root)
	l.definitions(l.get(root, "definitions"))
	l.price = l.fixed("order.price")
	l.archetypes(root)
	for i, lane := range l.each(root, "lanes") {
		l.lane(i, lane)
	}
	l.limits(root)
	l.budget(l.get(root, "budget"))
	l.approval(root)
	l.response(root)
	l.firstLines(root)
	l.lastLines(root)
	l.idle(root)
}

func (l *loader) begin(root *node) {
	l.program = &program.Policy{
		ID:       compensation.PolicyID{Name: l.text(root, "policy"), Version: l.text(root, "version")},
		Currency: l.text(root, "currency"),
		Digits:   2, // until the currency is known
		Zone:     time.UTC,
		Rounding: map[string]exact.Mode{"half_even": exact.HalfEven, "down": exact.Down, "up": exact.Up}[l.text(root, "rounding")],
	}
	if digits, ok := compensation.CurrencyDigits(l.program.Currency); ok {
		l.program.Digits = digits
	}
	if zone := l.text(root, "zone"); zone != "" {
		l.program.Zone, _ = time.LoadLocation(zone) // checked by its form
	}
	l.scope = &condition.Scope{
		Facts: make(map[string]*condition.Fact, len(standardFacts)), Rates: map[string]*condition.Rate{},
		Currency: l.program.Currency, Digits: l.program.Digits,
	}
	l.program.Scope = l.scope
	l.result = &Policy{sealed: inside.New(l.program, l.source.file, l.source.String(), l.source.span, variant), program: l.program}
	l.result.slots = make([]slot, 0, len(standardFacts)+8)
	l.lanes, l.laneLines, l.lines = map[string]int{}, map[string]int{}, map[string]int{}
	l.reads = map[*condition.Fact]bool{}
	rules := 0
	for _, lane := range l.each(root, "lanes") {
		l.laneNames = append(l.laneNames, l.text(lane, "lane"))
		if list := l.get(lane, "rules"); list != nil {
			rules += len(list.Content)
		}
	}
	l.ids = make(map[string]int, rules)
}
