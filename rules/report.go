package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/inside"
)

// report collects what is wrong with one file.
type report struct {
	source *source
	rule   string // what is being read, for [Diagnostic.Rule]
	list   []Diagnostic
	errors int
	bad    map[*node]bool // nodes that must not be read any further
	faulty map[*node]bool // nodes with a fault in them or in their parts

	unknown []string // names in expressions that nothing has
}

// fault is a diagnostic before it has a place.
type fault struct {
	code, message, expected, hint string

	severity Severity // the code's own if empty
}

// at reports a fault of a whole node and has its value ignored from here on.
func (r *report) at(n *node, f fault) {
	r.spoil(n)
	r.put(r.whole(n), f)
}

// spoil marks a node as not to be read; its fault is reported elsewhere.
func (r *report) spoil(n *node) {
	if r.bad == nil {
		r.bad = map[*node]bool{}
	}
	r.bad[n] = true
}

// most is how many faults of a file are told; nobody reads more.
const most = 1000

func (r *report) full() bool { return len(r.list) > most }

func (r *report) put(p place, f fault) {
	if len(r.list) > most {
		return
	}
	if len(r.list) == most {
		f = fault{code: codeTooMany, message: fmt.Sprintf("more than %d faults; the rest is not told", most)}
		p = place{line: r.source.Count(), column: 1, width: 1}
	}
	severity := f.severity
	if c, ok := codeOf(f.code); ok && severity == "" {
		severity = c.Severity
	}
	if severity == SeverityError {
		r.errors++
	}
	p = r.source.inside(p)
	r.list = append(r.list, Diagnostic{
		Code: f.code, Severity: severity,
		File: r.source.file, Line: p.line, Column: p.column, Width: p.width,
		Rule: r.rule, Message: f.message, Expected: f.expected, Hint: f.hint,
		Excerpt: r.source.excerpt(p.line),
	})
}

// whole is the place of a node: of a scalar all that stands on its first line, of
// a list or mapping its beginning.
func (r *report) whole(n *node) place {
	if n.Kind != yaml.ScalarNode {
		return r.beginning(n)
	}
	p, start := r.source.locate(n, 0, max(1, utf8.RuneCountInString(strings.TrimRight(n.Value, "\n")))), n.place()
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && p.line == start.line && p.column == start.column+1 {
		p.column, p.width = start.column, p.width+2 // with the quotes
	}
	return p
}

func (r *report) beginning(n *node) place {
	p := n.place()
	if n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0 && n.Content[0].Kind == yaml.ScalarNode {
		p.width = utf8.RuneCountInString(n.Content[0].Value)
	}
	return p
}

// origin is the ID of a [condition.Source]: the scalar it was taken from, and how
// many runes of the scalar's value stand before it. Without any, the ID is the node.
type origin struct {
	node *node
	skip int
}

// originOf is where a source was taken from; false for what no author wrote.
func originOf(s *condition.Source) (origin, bool) {
	if s == nil {
		return origin{}, false
	}
	if n, ok := s.ID.(*node); ok {
		return origin{node: n}, true
	}
	from, ok := s.ID.(origin)
	return from, ok
}

// expression reports the faults of an expression, each at its place. It says
// whether any of them is an error.
func (r *report) expression(faults []condition.Fault) (failed bool) {
	for _, f := range faults {
		failed = failed || !f.Warning
		if f.Code == condition.CodeUnknownName {
			r.unknown = append(r.unknown, f.Text())
		}
		out := fault{code: f.Code, message: f.Message, expected: f.Expected, hint: f.Hint, severity: SeverityError}
		if f.Warning {
			out.severity = SeverityWarning
		}
		where := place{line: 1, column: 1, width: 1}
		if from, ok := originOf(f.Source); ok {
			where = r.source.locate(from.node, from.skip+f.From, from.skip+f.To)
			if hint := cutHint(r.source, from.node); hint != "" && !f.Warning {
				out.hint = hint
			}
		}
		r.put(where, out)
	}
	return failed
}

// span finds a part of an expression in the file.
func (s *source) span(at condition.Span) (inside.Place, bool) {
	from, ok := originOf(at.Source)
	if !ok {
		return inside.Place{}, false
	}
	p := s.locate(from.node, from.skip+at.From, from.skip+at.To)
	return inside.Place{Line: p.line, Column: p.column, Width: p.width}, true
}

// cutHint suspects YAML when an expression is faulty and ends where a comment begins.
func cutHint(s *source, n *node) string {
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return ""
	}
	last := s.locate(n, 0, utf8.RuneCountInString(n.Value))
	rest := s.String()[s.Offset(last.line, last.column+last.width):]
	line, _, _ := strings.Cut(rest, "\n")
	if trimmed := strings.TrimLeft(line, " \t"); trimmed != line && strings.HasPrefix(trimmed, "#") {
		return "YAML takes everything behind ' #' as a comment: quote the whole expression if that is part of it"
	}
	return ""
}
