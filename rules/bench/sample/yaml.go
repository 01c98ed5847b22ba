package sample

import (
	"fmt"
	"strings"
)

// House is how this library writes conditions.
func House() *Dialect {
	return &Dialect{
		And: " and ", Or: " or ", Not: "not ",
		Name:   func(f *Fact) string { return f.Name },
		Number: Major,
		In: func(name string, f *Fact, values []int64) string {
			if len(values) == 1 {
				return name + " == " + Quoted(f, values)
			}
			return name + " in [" + Quoted(f, values) + "]"
		},
	}
}

// YAML is the policy as this library reads it.
func (p *Policy) YAML() []byte {
	var b strings.Builder
	b.WriteString("policy: sample\nversion: \"1\"\ncurrency: EUR\nfacts:\n")
	facts := Facts()
	for i := range facts {
		f := &facts[i]
		switch {
		case f.Type == OneOf && (f.Own || i == Kind || i == Tier):
			if f.Own {
				fmt.Fprintf(&b, "  %s: {type: one_of, values: [%s]}\n", f.Name, Quoted(f, indices(f)))
			} else {
				fmt.Fprintf(&b, "  %s: {values: [%s]}\n", f.Name, Quoted(f, indices(f)))
			}
		case f.Own:
			fmt.Fprintf(&b, "  %s: {type: number, min: 0, max: 100}\n", f.Name)
		}
	}
	b.WriteString("lanes:\n  - lane: gesture\n    pick: best\n    rules:\n")
	house := House()
	for i := range p.Rules {
		r := &p.Rules[i]
		limit := ""
		if r.Cap > 0 {
			limit = fmt.Sprintf(", at_most: %d", r.Cap/100)
		}
		fmt.Fprintf(&b, "      - {id: r%d, when: '%s', give: {credit: {percent: %d.%d%s}}}\n",
			i, house.Condition(r), r.Permille/10, r.Permille%10, limit)
	}
	return []byte(b.String())
}

func indices(f *Fact) []int64 {
	all := make([]int64, len(f.Values))
	for i := range all {
		all[i] = int64(i)
	}
	return all
}

// JSON is the case as this library and others read it: groups of facts, money as
// decimals.
func (c *Case) JSON() []byte {
	groups := map[string][]string{}
	var order []string
	facts := Facts()
	for i := range facts {
		f := &facts[i]
		group, name, _ := strings.Cut(f.Name, ".")
		if groups[group] == nil {
			order = append(order, group)
		}
		groups[group] = append(groups[group], fmt.Sprintf("%q: %s", name, f.json(c[i])))
	}
	for i, group := range order {
		order[i] = fmt.Sprintf("%q: {%s}", group, strings.Join(groups[group], ", "))
	}
	return []byte("{" + strings.Join(order, ", ") + "}")
}

func (f *Fact) json(value int64) string {
	switch f.Type {
	case Bool:
		return fmt.Sprint(value == 1)
	case OneOf:
		return fmt.Sprintf("%q", f.Values[value])
	default:
		return Major(f, value)
	}
}
