package compensation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Replay decides a recommendation again, from its own case, time, snapshot and
// taken step or granted wish. It is nil when the result is the same to the byte, and a
// [*ReplayError] that names the first difference when it is not: first in what
// is given, then in the rest of the record, and the policy's own name, version
// and digest last.
func Replay(policy Policy, rec *Recommendation) error {
	if rec == nil {
		return errors.New("replay: there is no recommendation")
	}
	if err := rec.check(); err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	var snapshot *Snapshot
	if rec.Budget != nil {
		snapshot = &Snapshot{Balances: rec.Budget}
	}
	again, err := Decide(policy, rec.Case, rec.At, snapshot)
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	if rec.Taken <= len(again.Alternatives) { // else the lists of steps differ, which is named below
		if again, err = again.Take(rec.Taken); err == nil && rec.Asked != nil {
			err = again.regrant(rec.Asked.Wish)
		}
		if err == nil && rec.Waiting != nil {
			again, err = again.OnlyOwed()
		}
		if err != nil {
			return fmt.Errorf("replay: %w", err)
		}
	}
	return difference(rec, again)
}

// ReplayError is the first difference between a record and what is decided now.
type ReplayError struct {
	Path     string // "step.remedies[0].value"
	Recorded string // as JSON, texts without quotes; "nothing" if it is not there
	Now      string
	// Policy and PolicyNow are equal when the same policy decided.
	Policy    PolicyID
	PolicyNow PolicyID
}

// Error names the difference, and the policies if they differ.
func (e *ReplayError) Error() string {
	text := fmt.Sprintf("replay: %s: recorded %s, now %s", e.Path, e.Recorded, e.Now)
	if e.Policy != e.PolicyNow && !strings.HasPrefix(e.Path, "policy.") {
		text += fmt.Sprintf(" (the policy is another: recorded %s, now %s)", e.Policy, e.PolicyNow)
	}
	return text
}

// String returns name, version and the beginning of the digest.
func (p PolicyID) String() string {
	return fmt.Sprintf("%s %s (%.12s)", p.Name, p.Version, p.Digest)
}

func difference(rec, again *Recommendation) error {
	recorded, err := rec.MarshalJSON()
	if err != nil {
		return fmt.Errorf("replay: the record: %w", err)
	}
	now, err := again.MarshalJSON()
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	if string(recorded) == string(now) {
		return nil
	}
	was, err := parseTree(recorded)
	if err != nil {
		return fmt.Errorf("replay: the record: %w", err)
	}
	is, err := parseTree(now)
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	moneyFirst(was)
	moneyFirst(is)
	found := &ReplayError{Policy: rec.Policy, PolicyNow: again.Policy}
	found.Path, found.Recorded, found.Now = firstDifference("", was, is)
	return found
}

// moneyFirst orders the keys of a record by what matters: a policy whose amount
// was altered has another digest and perhaps another decision, too.
func moneyFirst(record node) {
	rank := func(m member) int {
		switch m.key {
		case "step":
			return 0
		case "policy":
			return 2
		}
		return 1
	}
	slices.SortStableFunc(record.members, func(a, b member) int { return rank(a) - rank(b) })
}

// firstDifference walks two values side by side; the path is empty when they are
// equal.
func firstDifference(path string, was, is node) (where, recorded, now string) {
	if was.kind != is.kind || len(was.members) == 0 || len(is.members) == 0 {
		if was.kind == is.kind && was.text == is.text && len(was.members) == len(is.members) {
			return "", "", ""
		}
		return path, was.json(), is.json()
	}
	for i, m := range was.members {
		at, other := is.at(m.key, i)
		if at < 0 {
			return was.path(path, i), m.json(), "nothing"
		}
		if where, recorded, now = firstDifference(was.path(path, i), m.node, other); where != "" {
			return where, recorded, now
		}
	}
	for i, m := range is.members {
		if at, _ := was.at(m.key, i); at < 0 {
			return is.path(path, i), "nothing", m.json()
		}
	}
	return "", "", ""
}

// at finds a member by its key, or by its place in a list.
func (n node) at(key string, place int) (int, node) {
	if n.kind == objectNode {
		place = slices.IndexFunc(n.members, func(m member) bool { return m.key == key })
	}
	if place < 0 || place >= len(n.members) {
		return -1, node{}
	}
	return place, n.members[place].node
}

func (n node) path(parent string, i int) string {
	if n.kind == listNode {
		return fmt.Sprintf("%s[%d]", parent, i)
	}
	return dotted(parent, n.members[i].key)
}

// json writes a value for a person: texts without quotes, on one line.
func (n node) json() string {
	parts := make([]string, len(n.members))
	for i, m := range n.members {
		parts[i] = m.json()
		if n.kind == objectNode {
			parts[i] = m.key + ": " + parts[i]
		}
	}
	switch all := strings.Join(parts, ", "); n.kind {
	case listNode:
		return "[" + all + "]"
	case objectNode:
		return "{" + all + "}"
	default:
		return n.text
	}
}
