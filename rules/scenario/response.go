package scenario

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// sameResponse wants that the plan for talking to the client holds these steps,
// among the others of the archetype; an empty list wants that there are none.
type sameResponse struct {
	do       []text  // nil: not compared
	followUp *string // nil: not compared
	list     bool    // written as a list of steps alone
}

// response reads {do: [...], follow_up: 24 hours}, or the steps alone.
func (r *reader) response(c cell) matcher {
	if c.Kind != yaml.MappingNode {
		return &sameResponse{do: r.words(c, "response"), list: true}
	}
	m := &sameResponse{}
	r.mapping(c, "response", []string{"do", "follow_up"}, func(key, value cell) {
		switch {
		case value.absent():
		case key.Value == "do":
			m.do = r.words(value, "do")
		default:
			if w := r.scalar(value, "follow_up"); w.given {
				m.followUp = &w.value
			}
		}
	})
	return m
}

func (m *sameResponse) want() string { return m.text(values(m.do), m.followUp) }

func (m *sameResponse) got(o *outcome) (string, bool) {
	came := o.rec.Response
	missing := slices.ContainsFunc(m.do, func(step text) bool { return !slices.Contains(came.Do, step.value) })
	same := !missing && (m.do == nil || len(m.do) > 0 || len(came.Do) == 0) && (m.followUp == nil || *m.followUp == came.FollowUp)
	if same {
		return m.want(), true
	}
	return m.text(came.Do, &came.FollowUp), false
}

func (m *sameResponse) text(do []string, followUp *string) string {
	if m.list {
		return flowList(do)
	}
	var parts []string
	if m.do != nil {
		parts = append(parts, "do: "+flowList(do))
	}
	if m.followUp != nil {
		parts = append(parts, "follow_up: "+quote(*followUp))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
