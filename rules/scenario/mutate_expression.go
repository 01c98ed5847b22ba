package scenario

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// expressions mutates conditions and definitions token by token.
func (m *mutator) expressions() {
	m.how = otherCondition
	for _, section := range []string{"archetypes", "approval", "response"} {
		for i := range entries(m.outline.at(section)) {
			m.tokens(m.outline.at(section, i, "when"))
		}
	}
	m.how = otherAmount // a definition may stand in an amount, too
	if definitions := m.outline.at("definitions"); definitions != nil {
		for i := 1; i < len(definitions.Content); i += 2 {
			m.tokens(definitions.Content[i])
		}
	}
	m.how = otherCondition
	for i := range entries(m.outline.at("lanes")) {
		m.condition("lanes", i)
		for j := range entries(m.outline.at("lanes", i, "rules")) {
			m.condition("lanes", i, "rules", j)
		}
		for j := range entries(m.outline.at("lanes", i, "adjust")) {
			m.condition("lanes", i, "adjust", j)
		}
	}
}

func (m *mutator) condition(path ...any) {
	m.tokens(m.outline.at(append(slices.Clone(path), "when")...))
	m.tokens(m.outline.at(append(slices.Clone(path), "unless")...))
	for _, key := range []string{"from", "until"} {
		if n := m.outline.at(append(slices.Clone(path), key)...); n != nil {
			for _, days := range []int{-1, 1} {
				if day, ok := shifted(n.Value, days); ok {
					m.scalar(n, day, "%s becomes %s", n.Value, day)
				}
			}
		}
	}
}

// entries is a list's entries, for their numbers.
func entries(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}

var token = regexp.MustCompile(`"[^"]*"|'[^']*'|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+(?:\.[0-9]+)?|<=|>=|==|!=|<|>|\.\.|\S`)

// slips are what is written in place of an operator: the neighbour, and the opposite.
var slips = map[string][]string{
	"<": {"<=", ">="}, "<=": {"<", ">"}, ">": {">=", "<="}, ">=": {">", "<"},
	"==": {"!="}, "!=": {"=="}, "and": {"or"}, "or": {"and"}, "&&": {"or"}, "||": {"and"}, "not": {""},
}

// tokens mutates an expression.
func (m *mutator) tokens(n *yaml.Node) {
	if n == nil || n.Kind != yaml.ScalarNode {
		return
	}
	text := n.Value
	for _, at := range token.FindAllStringIndex(text, -1) {
		was := text[at[0]:at[1]]
		for _, slip := range m.slips(was) {
			m.scalar(n, text[:at[0]]+slip+text[at[1]:], "%s becomes %s", was, orNothing(slip))
		}
	}
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// slips lists what may stand there by mistake.
func (m *mutator) slips(was string) []string {
	switch {
	case was[0] >= '0' && was[0] <= '9':
		return []string{nudged(was, 1), nudged(was, -1)}
	case was[0] == '"' || was[0] == '\'':
		word := was[1 : len(was)-1]
		if earlier, ok := shifted(word, -1); ok {
			later, _ := shifted(word, 1)
			return []string{was[:1] + earlier + was[:1], was[:1] + later + was[:1]}
		}
		return m.swapped(word, was[:1])
	default:
		return slips[was]
	}
}

// swapped is the next of the values that a fact with this value can have.
func (m *mutator) swapped(word, quote string) []string {
	var best []string
	for _, f := range m.facts {
		if i := slices.Index(f.Values, word); i >= 0 && len(f.Values) > 1 {
			other := quote + f.Values[(i+1)%len(f.Values)] + quote
			if !slices.Contains(best, other) {
				best = append(best, other)
			}
		}
	}
	slices.Sort(best)
	return best
}

// nudged changes a number by one in its last place.
func nudged(text string, by int64) string {
	_, fraction, _ := strings.Cut(text, ".")
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	step := new(big.Rat).SetFrac(big.NewInt(by), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(fraction))), nil))
	return value.Add(value, step).FloatString(len(fraction))
}

// shifted is the day so many days later; false for what is no day.
func shifted(text string, days int) (string, bool) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return "", false
	}
	return day.AddDate(0, 0, days).Format(time.DateOnly), true
}
