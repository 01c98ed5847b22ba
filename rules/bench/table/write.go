package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// write makes one table of each group of benchmarks that has a native figure, and
// one of all others.
func write(out *bytes.Buffer, list []*figure) {
	var groups []string
	tables := map[string]*table{}
	var others []*figure
	for _, f := range list {
		share, size, ok := strings.Cut(f.name[min(1, len(f.name)-1)], "_")
		if len(f.name) != 3 || !ok {
			others = append(others, f)
			continue
		}
		group := f.name[0] + ", " + share
		t := tables[group]
		if t == nil {
			t = &table{cells: map[[2]string]*figure{}}
			tables[group], groups = t, append(groups, group)
		}
		t.add(f.name[2], size, f)
	}
	for _, group := range groups {
		fmt.Fprintf(out, "\n**%s**\n\n", group)
		tables[group].write(out)
	}
	if len(others) == 0 {
		return
	}
	out.WriteString("\n| | time | time a rule | bytes a rule | allocations |\n|---|--:|--:|--:|--:|\n")
	for _, f := range others {
		fmt.Fprintf(out, "| %s", strings.Join(f.name, ", "))
		for _, unit := range []struct {
			name  string
			write func(number) string
		}{{"cpu-ns/op", duration}, {"cpu-ns/rule", duration}, {"B/rule", three}, {"allocs/op", whole}} {
			if value, ok := f.by[unit.name]; ok {
				out.WriteString(" | " + unit.write(value))
			} else {
				out.WriteString(" | –")
			}
		}
		out.WriteString(" |\n")
	}
}

// table has contestants as rows and numbers of rules as columns.
type table struct {
	rows, columns []string
	cells         map[[2]string]*figure
}

func (t *table) add(row, column string, f *figure) {
	if !slices.Contains(t.rows, row) {
		t.rows = append(t.rows, row)
	}
	if !slices.Contains(t.columns, column) {
		t.columns = append(t.columns, column)
	}
	t.cells[[2]string{row, column}] = f
}

func (t *table) write(out *bytes.Buffer) {
	out.WriteString("| rules")
	for _, column := range t.columns {
		fmt.Fprintf(out, " | %s | time", column)
	}
	fmt.Fprintf(out, " |\n|---%s|\n", strings.Repeat("|--:", 2*len(t.columns)))
	for _, row := range t.rows {
		out.WriteString("| " + row)
		for _, column := range t.columns {
			f, base := t.cells[[2]string{row, column}], t.cells[[2]string{"native", column}]
			if f == nil || base == nil {
				out.WriteString(" | – | –")
				continue
			}
			fmt.Fprintf(out, " | %s | %s", three(f.cost()/base.cost()), duration(f.cost()))
		}
		out.WriteString(" |\n")
	}
}

// duration writes nanoseconds in the unit that reads best.
func duration(ns number) string {
	switch {
	case ns >= 1e6:
		return three(ns/1e6) + " ms"
	case ns >= 1e3:
		return three(ns/1e3) + " µs"
	default:
		return three(ns) + " ns"
	}
}

// three keeps two or three digits that count.
func three(n number) string {
	switch {
	case n >= 100:
		return strconv.FormatFloat(n, 'f', 0, 64)
	case n >= 10:
		return strconv.FormatFloat(n, 'f', 1, 64)
	case n >= 1:
		return strconv.FormatFloat(n, 'f', 2, 64)
	default:
		return strconv.FormatFloat(n, 'f', 3, 64)
	}
}

func whole(n number) string { return strconv.FormatFloat(n, 'f', 0, 64) }
