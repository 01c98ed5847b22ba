package scenario

import (
	"slices"

	"github.com/amendsgo/amends/compensation"
)

// want is one thing that a scenario wants, and where it says so.
type want struct {
	key  string
	cell cell
	matcher
}

// matcher compares one thing that is wanted with what came. Both are told in
// the notation of scenario files, so that the one can be written over the other.
type matcher interface {
	// want is what the author wrote.
	want() string
	// got is the same of what came, and whether it is what was wanted.
	got(o *outcome) (string, bool)
}

// outcome is what came of a scenario.
type outcome struct {
	rec    *compensation.Recommendation // nil with err
	answer *compensation.Answer         // nil without a wish
	pool   string                       // the name of the account that pays; empty without a budget
	err    error
}

// step is the recommended step; when nothing is given, one that is empty.
func (o *outcome) step() *compensation.Step {
	if o.rec.Step == nil {
		return &compensation.Step{}
	}
	return o.rec.Step
}

// stepKeys may be wanted of the recommendation and of each alternative.
var stepKeys = []string{"decision", "value", "cost", "owed", "goodwill", "remedies", "approval", "limited_by", "response"}

// wantKeys may be wanted of a scenario.
var wantKeys = append([]string{"archetype", "rules", "not_rules", "alternatives", "answer", "error"}, stepKeys...)

// matcher reads what is wanted under a key; nil after a fault.
func (r *reader) matcher(key string, c cell) matcher {
	switch key {
	case "decision":
		return r.word(key, c, decisions(), func(o *outcome) string { return string(o.rec.Decision) })
	case "archetype":
		return r.word(key, c, archetypes(), func(o *outcome) string { return string(o.rec.Archetype) })
	case "answer":
		return r.word(key, c, answers(), answered)
	case "approval":
		return r.word(key, c, nil, approver)
	case "value":
		return r.money(key, c, func(o *outcome) compensation.Money { return o.step().Value })
	case "cost":
		return r.money(key, c, func(o *outcome) compensation.Money { return o.step().Cost })
	case "owed":
		return r.money(key, c, func(o *outcome) compensation.Money { return o.step().Owed })
	case "goodwill":
		return r.money(key, c, func(o *outcome) compensation.Money { return o.step().Goodwill })
	case "rules":
		return &sameWords{r.words(c, key), won}
	case "not_rules":
		return &noneOf{r.words(c, key), won}
	case "limited_by":
		return &limiters{sameWords{r.words(c, key), nil}}
	case "remedies":
		return r.remedies(c)
	case "alternatives":
		return r.alternatives(c)
	case "response":
		return r.response(c)
	default:
		return r.failure(key, c)
	}
}

// want reads one key of a scenario's want. A row of a table may say again what
// the table said for all of its rows.
func (r *reader) want(wants []want, key string, c cell) []want {
	if c.absent() {
		return wants
	}
	m := r.matcher(key, c)
	if m == nil {
		return wants
	}
	if i := slices.IndexFunc(wants, func(w want) bool { return w.key == key }); i >= 0 {
		wants[i] = want{key, c, m}
		return wants
	}
	return append(wants, want{key, c, m})
}
