package scenario

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// table reads a table: what all its rows share, the names of the columns, and
// a scenario for each row.
func (f *file) table(c cell) {
	t := table{file: f, shared: &Scenario{At: c.place(), facts: f.base, budget: f.budget}}
	var columns, rows, csv *cell
	f.mapping(c, "a table", tableKeys, func(key, value cell) {
		switch key.Value {
		case "table":
			t.name = f.scalar(value, "table").value
		case "columns":
			columns = &value
		case "rows":
			rows = &value
		case "csv":
			csv = &value
		default:
			f.common(t.shared, key.Value, value)
		}
	})
	switch {
	case t.name == "":
		f.fault(c, badName, "say in a few words what the table shows", "the table has no name")
	case csv != nil && (columns != nil || rows != nil):
		f.fault(*csv, badTable, "the header of the sheet names the columns", "a table has either a csv, or columns and rows")
	case csv != nil:
		t.sheet(*csv)
	case columns == nil || rows == nil:
		f.fault(c, badTable, "give columns: [sla.uptime, want.value] and rows: [[99, 0]], or csv: FILE", "the table %q has no columns, or no rows", t.name)
	default:
		f.sequence(*columns, "columns", t.column)
		f.sequence(*rows, "rows", func(row cell) {
			if f.sequence(row, "a row", func(cell) {}) {
				t.row(row, slices.Collect(row.values()))
			}
		})
		if rows.Kind == yaml.SequenceNode && len(rows.Content) == 0 {
			f.fault(*rows, badTable, "add a row", "the table %q has no rows", t.name)
		}
	}
}

// table is the state of reading one table.
type table struct {
	*file
	name    string
	shared  *Scenario
	columns []cell
	count   int
}

// values iterates over the items of a sequence without their numbers.
func (c cell) values() func(yield func(cell) bool) {
	return func(yield func(cell) bool) {
		for _, item := range c.items() {
			if !yield(item) {
				return
			}
		}
	}
}

// The columns that are neither facts nor want.* nor budget.*.
var plainColumns = []string{"name", "at", "ask", "skip", "budget"}

func (t *table) column(c cell) {
	name := t.scalar(c, "a column").value
	group, key, dotted := strings.Cut(name, ".")
	switch {
	case name == "":
		t.fault(c, badTable, "", "a column has no name")
	case slices.ContainsFunc(t.columns, func(other cell) bool { return other.Value == name }):
		t.fault(c, badTable, "keep one of the two", "the column %q stands twice", name)
	case group == "want" && !slices.Contains(wantKeys, key):
		t.fault(c, badKey, unknownHint(key, wantKeys), "want has no key %q", key)
	case !dotted && !slices.Contains(plainColumns, name) && name != "id" && name != "currency":
		t.fault(c, badTable, "a column is a fact such as sla.uptime, want.KEY, budget.KEY, or one of: "+strings.Join(plainColumns, ", "), "%q is no column", name)
	}
	t.columns = append(t.columns, c)
}

// row makes a scenario of one row.
func (t *table) row(at cell, cells []cell) {
	t.count++
	s := &Scenario{
		Name: fmt.Sprintf("%s/row %d", t.name, t.count), At: at.place(), Skip: t.shared.Skip,
		facts: t.shared.facts, time: t.shared.time, budget: t.shared.budget, ask: t.shared.ask,
		wants: slices.Clone(t.shared.wants), wanting: t.shared.wanting,
	}
	if len(cells) != len(t.columns) {
		t.fault(at, badTable, "", "row %d of the table %q has %s, but there are %s", t.count, t.name, count(len(cells), "cell"), count(len(t.columns), "column"))
		return
	}
	var own []fact
	for i, c := range cells {
		if !c.absent() {
			own = t.cell(s, t.columns[i], c, own)
		}
	}
	if len(own) > 0 {
		s.facts = merge(s.facts, own)
	}
	t.add(at, s)
}

// cell puts one cell of a row where its column says.
func (t *table) cell(s *Scenario, column, c cell, own []fact) []fact {
	name := column.Value
	group, key, _ := strings.Cut(name, ".")
	switch {
	case name == "name":
		s.Name = t.name + "/" + t.scalar(c, "name").value
	case slices.Contains(plainColumns, name):
		t.common(s, name, c)
	case group == "want":
		s.wanting = true
		s.wants = t.want(s.wants, key, c)
	case group == "budget":
		s.budget = s.budget.with(fact{key, column.place(), t.scalar(c, name)}, c.place())
	default:
		own = append(own, fact{name, column.place(), t.scalar(c, name)})
	}
	return own
}

// with returns the budget with one account changed; the receiver stays.
func (b *budget) with(left fact, at Place) *budget {
	changed := &budget{at: at, left: []fact{left}}
	if b != nil {
		changed.left = merge(b.left, changed.left)
	}
	return changed
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
