package compensation

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/amendsgo/amends/archetype"
)

// MarshalJSON writes what [Case.UnmarshalJSON] reads: id, currency, the standard
// groups in their order, then the policy's own groups, sorted. What is missing
// is left out. A fact that could not be read back the same is an error: one
// whose name is not dotted, belongs to a field, or is also a group; a value of
// another type; a text that is not UTF-8.
func (c Case) MarshalJSON() ([]byte, error) {
	entries, err := c.entries()
	if err != nil {
		return nil, err
	}
	w := caseWriter{}
	w.begin()
	for _, e := range entries {
		value, err := encodeFact(e.value)
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", e.name, err)
		}
		w.entry(strings.Split(e.name, "."), value)
	}
	w.moveTo(nil)
	return append(w.out, '}'), nil
}

// entry is one fact that a case carries.
type entry struct {
	name  string
	value any
}

// entries returns what is not missing, in the order of the JSON.
func (c *Case) entries() ([]entry, error) {
	var all []entry
	if c.ID != "" {
		all = append(all, entry{"id", c.ID})
	}
	if c.Currency != "" {
		all = append(all, entry{"currency", c.Currency})
	}
	for _, fact := range standardFacts() {
		value := reflect.ValueOf(c.field(fact)).Elem()
		if value.IsZero() {
			continue
		}
		if value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		all = append(all, entry{fact, value.Interface()})
	}
	for _, fact := range slices.Sorted(maps.Keys(c.Facts)) {
		if err := c.checkFactName(fact); err != nil {
			return nil, err
		}
		if value := c.Facts[fact]; !isMissing(value) {
			all = append(all, entry{fact, value})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(groupRank(a.name), groupRank(b.name)), strings.Compare(groupOf(a.name), groupOf(b.name)))
	})
	return all, nil
}

func (c *Case) checkFactName(fact string) error {
	parts := strings.Split(fact, ".")
	if len(parts) < 2 || len(parts) > maxParts || slices.Contains(parts, "") || !utf8.ValidString(fact) {
		return fmt.Errorf("fact %q: want a dotted name of 2 to %d parts, as sla.uptime", clip(fact), maxParts)
	}
	if c.field(fact) != nil {
		return fmt.Errorf("fact %s: it has a field of its own", fact)
	}
	if parts[0] == "id" || parts[0] == "currency" {
		return fmt.Errorf("fact %s: %s is no group", fact, parts[0])
	}
	for i := 2; i < len(parts); i++ {
		group := strings.Join(parts[:i], ".")
		if _, clash := c.Facts[group]; clash || c.field(group) != nil {
			return fmt.Errorf("fact %s: %s is a fact and cannot be a group, too", fact, group)
		}
	}
	return nil
}

func groupOf(fact string) string {
	group, _, _ := strings.Cut(fact, ".")
	return group
}

func groupRank(fact string) int {
	order := []string{"id", "currency", "case", "incident", "client", "order", "history"}
	if i := slices.Index(order, groupOf(fact)); i >= 0 {
		return i
	}
	return len(order)
}

func isMissing(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case Money:
		return v.IsMissing()
	case Date:
		return v.IsMissing()
	}
	return false
}

// encodeFact writes a scalar as JSON.
func encodeFact(value any) ([]byte, error) {
	switch v := value.(type) {
	case Money, Date, archetype.Kind:
		return json.Marshal(v)
	case json.Number:
		if v == "" { // which encodes as 0
			return nil, errors.New("the number is empty")
		}
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			return nil, errors.New("the text is not UTF-8")
		}
	case reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
	default:
		return nil, fmt.Errorf("%T is no type of a fact", value)
	}
	return json.Marshal(value) // says what is wrong with NaN
}

// caseWriter writes facts into nested objects.
type caseWriter struct {
	out   []byte
	open  []string // the groups that are open
	empty bool     // nothing written since the last brace
}

func (w *caseWriter) begin() {
	w.out = append(w.out, '{')
	w.empty = true
}

func (w *caseWriter) entry(parts []string, value []byte) {
	last := len(parts) - 1
	w.moveTo(parts[:last])
	w.key(parts[last])
	w.out = append(w.out, value...)
}

// moveTo closes and opens groups until those given are open.
func (w *caseWriter) moveTo(groups []string) {
	shared := 0
	for shared < min(len(groups), len(w.open)) && groups[shared] == w.open[shared] {
		shared++
	}
	for range w.open[shared:] {
		w.out = append(w.out, '}')
		w.empty = false
	}
	w.open = w.open[:shared]
	for _, group := range groups[shared:] {
		w.key(group)
		w.begin()
		w.open = append(w.open, group)
	}
}

func (w *caseWriter) key(key string) {
	if !w.empty {
		w.out = append(w.out, ',')
	}
	w.empty = false
	quoted, _ := json.Marshal(key) // a string always encodes
	w.out = append(append(w.out, quoted...), ':')
}
