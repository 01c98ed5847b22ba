package condition

import (
	"regexp"
	"strings"
)

// comparison compares two terms exactly, where that is no atom.
type comparison struct {
	accept      [3]bool // what the order of left and right may be: less, equal, greater
	left, right *term
}

// accepted is the orders that an operator of comparison accepts.
func accepted(operator string) [3]bool {
	switch operator {
	case "<":
		return [3]bool{true, false, false}
	case "<=":
		return [3]bool{true, true, false}
	case ">":
		return [3]bool{false, false, true}
	case ">=":
		return [3]bool{false, true, true}
	case "==":
		return [3]bool{false, true, false}
	default: // !=
		return [3]bool{true, false, true}
	}
}

func (c *comparison) eval(v *Values) Verdict {
	left, sl := c.left.eval(v)
	right, sr := c.right.eval(v)
	switch max(sl, sr) {
	case AmountOpen:
		return Open
	case AmountFailed:
		return Failed
	default:
		return truth(c.accept[left.Cmp(right)+1])
	}
}

func (c *comparison) why(v *Values, yield func(Need) bool) bool {
	_, sl := c.left.eval(v)
	_, sr := c.right.eval(v)
	outcome := max(sl, sr)
	if sl == outcome && !c.left.why(v, outcome, yield) {
		return false
	}
	return sr != outcome || c.right.why(v, outcome, yield)
}

func (c *comparison) reads(yield func(*Fact) bool) bool {
	return c.left.reads(yield) && c.right.reads(yield)
}

func (c *comparison) weight() int { return c.left.size + c.right.size }

// textTest asks for a constant part or pattern in a text fact.
type textTest struct {
	fact    *Fact
	op      string
	part    string
	pattern *regexp.Regexp // of matches
	at      Span
}

func (t *textTest) eval(v *Values) Verdict {
	if !v.known[t.fact.Slot] {
		return Open
	}
	return truth(t.holds(v.slots[t.fact.Slot].Text))
}

func (t *textTest) holds(text string) bool {
	switch t.op {
	case "startsWith":
		return strings.HasPrefix(text, t.part)
	case "endsWith":
		return strings.HasSuffix(text, t.part)
	case "contains":
		return strings.Contains(text, t.part)
	default:
		return t.pattern.MatchString(text)
	}
}

func (t *textTest) why(_ *Values, yield func(Need) bool) bool {
	return yield(Need{Fact: t.fact, At: t.at})
}

func (t *textTest) reads(yield func(*Fact) bool) bool { return yield(t.fact) }

func (t *textTest) weight() int { return 0 }
