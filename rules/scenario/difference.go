package scenario

import (
	"strings"

	"github.com/amendsgo/amends/compensation"
)

// difference is how two outcomes of one case differ.
type difference struct {
	rank int // what differs: 1 the value, 2 the cost, then all else; 0 is nothing
	text string
}

// money tells whether the outcomes differ in money.
func (d difference) money() bool { return d.rank == 1 || d.rank == 2 }

// better tells whether a difference says more than another.
func (d difference) better(than difference) bool {
	return d.rank > 0 && (than.rank == 0 || d.rank < than.rank)
}

// outcomeParts are what outcomes are compared by, money first.
var outcomeParts = []struct {
	name string
	of   func(o *outcome) string
}{
	{"value", func(o *outcome) string { return shown(o.step().Value) }},
	{"cost", func(o *outcome) string { return shown(o.step().Cost) }},
	{"decision", func(o *outcome) string { return string(o.rec.Decision) }},
	{"approval", approver},
	{"rules", func(o *outcome) string { return flowList(won(o)) }},
	{"remedies", func(o *outcome) string { return kinds(o.step().Remedies) }},
	{"alternatives", alternativesText},
	{"response", responseText},
	{"limited by", func(o *outcome) string { return flowList(o.step().LimitedBy) }},
}

// differenceOf compares two outcomes of one case.
func differenceOf(a, b *outcome) difference {
	last := len(outcomeParts) + 1
	switch {
	case a.err != nil && b.err != nil:
		return difference{}
	case a.err != nil:
		return difference{last, "an error becomes " + string(b.rec.Decision)}
	case b.err != nil:
		return difference{last, "becomes an error: " + b.err.Error()}
	}
	for i, part := range outcomeParts {
		if was, is := part.of(a), part.of(b); was != is {
			return difference{i + 1, part.name + " " + was + " becomes " + is}
		}
	}
	return difference{}
}

func responseText(o *outcome) string {
	return strings.TrimSpace(flowList(o.rec.Response.Do) + " " + o.rec.Response.FollowUp)
}

func kinds(remedies []compensation.Remedy) string {
	words := make([]string, len(remedies))
	for i, remedy := range remedies {
		words[i] = string(remedy.Kind) + " " + shown(remedy.Value)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func alternativesText(o *outcome) string {
	var parts []string
	for _, alternative := range o.rec.Alternatives {
		if alternative.Step != nil {
			parts = append(parts, kinds(alternative.Step.Remedies))
		}
	}
	return strings.Join(parts, " ")
}
