package scenario

import (
	"fmt"
	"io"
	"path"
	"strings"
)

// WriteGenerated writes scenarios as a file beside the suite's own, to be read,
// judged and kept.
func (s *Suite) WriteGenerated(w io.Writer, made []Generated) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Generated out of %s. What they want is what came: review each, then keep it.\n", path.Base(s.File))
	fmt.Fprintf(&b, "policy: %s\n", s.named)
	b.WriteString("scenarios:\n")
	for i := range made {
		made[i].write(&b, i+1)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (g *Generated) write(b *strings.Builder, number int) {
	fmt.Fprintf(b, "  # Line %d, %s: %s\n", g.Shows.Line, strings.Join(strings.Fields(g.Shows.Of), " "), g.Shows.Missing)
	fmt.Fprintf(b, "  - name: %s\n", quote(fmt.Sprintf("generated %d, out of %s", number, g.Name)))
	if g.time.given {
		fmt.Fprintf(b, "    at: %s\n", quote(g.time.value))
	}
	if len(g.facts) > 0 {
		b.WriteString("    case:\n")
		writeFacts(b, g.facts)
	}
	writeBudget(b, g.budget)
	if g.ask.given {
		fmt.Fprintf(b, "    ask: %s\n", quote(g.ask.value))
	}
	o := g.came
	b.WriteString("    want:\n")
	fmt.Fprintf(b, "      decision: %s\n      value: %s\n      cost: %s\n", o.rec.Decision, shown(o.step().Value), shown(o.step().Cost))
	fmt.Fprintf(b, "      approval: %s\n      rules: %s\n", quote(approver(o)), flowList(won(o)))
	all := &sameRemedies{}
	remedies, _ := all.got(o)
	fmt.Fprintf(b, "      remedies: %s\n", remedies)
	fmt.Fprintf(b, "      limited_by: %s\n", flowList(o.step().LimitedBy))
}

// writeFacts writes facts in their groups, in the order of first mention.
func writeFacts(b *strings.Builder, facts []fact) {
	var order []string
	groups := map[string][]string{}
	for _, f := range facts {
		group, name, nested := strings.Cut(f.name, ".")
		if !nested {
			fmt.Fprintf(b, "      %s: %s\n", f.name, factText(f))
			continue
		}
		if len(groups[group]) == 0 {
			order = append(order, group)
		}
		groups[group] = append(groups[group], name+": "+factText(f))
	}
	for _, group := range order {
		fmt.Fprintf(b, "      %s: {%s}\n", group, strings.Join(groups[group], ", "))
	}
}

func factText(f fact) string {
	if !f.given {
		return "~"
	}
	return quote(f.value)
}

func writeBudget(b *strings.Builder, budget *budget) {
	switch {
	case budget == nil:
	case budget.none:
		b.WriteString("    budget: none\n")
	default:
		parts := make([]string, len(budget.left))
		for i, left := range budget.left {
			parts[i] = quote(left.name) + ": " + factText(left)
		}
		fmt.Fprintf(b, "    budget: {%s}\n", strings.Join(parts, ", "))
	}
}
