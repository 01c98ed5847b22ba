package compensation

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
)

// InvalidCaseError lists all that is wrong with a case, sorted by fact.
type InvalidCaseError struct {
	Faults []Fault
}

// Fault is one thing wrong with one fact.
type Fault struct {
	Fact     string   `json:"fact"`               // dotted name; empty for the case as a whole
	Problem  string   `json:"problem"`            // "is missing", "is 9"
	Expected string   `json:"expected,omitempty"` // "a whole number from 1 to 5"
	Hint     string   `json:"hint,omitempty"`     // "did you mean incident.severity?"
	Rules    []string `json:"rules,omitempty"`    // the rules that need the fact
}

// String returns the fault as one line.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.Fact)
	if f.Fact != "" {
		b.WriteByte(' ')
	}
	b.WriteString(f.Problem)
	if f.Expected != "" {
		b.WriteString(": want " + f.Expected)
	}
	if f.Hint != "" {
		b.WriteString("; " + f.Hint)
	}
	if len(f.Rules) > 0 {
		b.WriteString(" (needed by " + strings.Join(f.Rules, ", ") + ")")
	}
	return b.String()
}

// Error lists every fault, one a line.
func (e *InvalidCaseError) Error() string {
	if len(e.Faults) == 1 {
		return "case: " + e.Faults[0].String()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "case: %d faults", len(e.Faults))
	for _, fault := range e.Faults {
		b.WriteString("\n\t" + fault.String())
	}
	return b.String()
}

// LogValue names the facts at fault and none of their values.
func (e *InvalidCaseError) LogValue() slog.Value {
	var facts []string
	for _, fault := range e.Faults {
		facts = append(facts, fault.Fact)
	}
	return slog.GroupValue(slog.Any("invalid_facts", slices.Compact(facts)))
}

// JoinFaults makes one [*InvalidCaseError] of the faults of several errors,
// sorted and each once; nil if there are none. Where an earlier error faults a
// fact, a later one's problem with it is a consequence (a mistyped fact is
// missing, too): only its rules are kept. An error that is no InvalidCaseError
// is joined to the result, so that nothing is lost.
func JoinFaults(errs ...error) error {
	var all []Fault
	var others []error
	for _, err := range errs {
		if err == nil {
			continue
		}
		invalid, ok := errors.AsType[*InvalidCaseError](err)
		if !ok {
			others = append(others, err)
			continue
		}
		all = addFaults(all, invalid.Faults)
	}
	if err := invalidCase(all); err != nil {
		others = slices.Insert(others, 0, err)
	}
	if len(others) == 1 {
		return others[0]
	}
	return errors.Join(others...)
}

func addFaults(all, later []Fault) []Fault {
	earlier := len(all)
	for _, fault := range later {
		i := slices.IndexFunc(all[:earlier], func(f Fault) bool { return f.Fact == fault.Fact && f.Fact != "" })
		if i < 0 {
			all = append(all, fault)
			continue
		}
		rules := slices.Concat(all[i].Rules, fault.Rules)
		slices.Sort(rules)
		all[i].Rules = slices.Compact(rules)
	}
	return all
}

// invalidCase sorts the faults and drops repetitions; nil if there are none.
func invalidCase(faults []Fault) error {
	if len(faults) == 0 {
		return nil
	}
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return strings.Compare(a.Fact, b.Fact)
	})
	faults = slices.CompactFunc(faults, func(a, b Fault) bool {
		return a.Fact == b.Fact && a.Problem == b.Problem && slices.Equal(a.Rules, b.Rules)
	})
	return &InvalidCaseError{Faults: faults}
}
