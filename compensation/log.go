package compensation

import "log/slog"

// The values below are what logs may hold: ids, amounts, decisions and policies.
// Never an archetype, a name or free text.

// LogValue names the compensation.
func (c Case) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", c.CompensationID()))
}

// LogValue names the incident.
func (i Incident) LogValue() slog.Value { return slog.GroupValue(slog.String("id", i.ID)) }

// LogValue names the client by the pseudonym.
func (c Client) LogValue() slog.Value { return slog.GroupValue(slog.String("id", c.ID)) }

// LogValue names the sale and its price.
func (s Sale) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", s.ID), slog.String("price", s.Price.String()))
}

// LogValue says what was decided by which policy, and the amounts.
func (r Recommendation) LogValue() slog.Value {
	attrs := append([]slog.Attr{slog.String("id", r.ID)}, r.attrs()...)
	attrs = append(attrs,
		slog.Int("taken", r.Taken),
		slog.String("policy", r.Policy.Name),
		slog.String("version", r.Policy.Version),
		slog.String("digest", r.Policy.Digest),
	)
	return slog.GroupValue(attrs...)
}

// LogValue says what was decided, and the amounts.
func (o Outcome) LogValue() slog.Value { return slog.GroupValue(o.attrs()...) }

func (o Outcome) attrs() []slog.Attr {
	attrs := []slog.Attr{slog.String("decision", string(o.Decision))}
	if o.Step != nil {
		attrs = append(attrs, o.Step.attrs()...)
	}
	return attrs
}

// LogValue says what the step amounts to.
func (s Step) LogValue() slog.Value { return slog.GroupValue(s.attrs()...) }

func (s Step) attrs() []slog.Attr {
	return []slog.Attr{
		slog.String("value", s.Value.String()),
		slog.String("cost", s.Cost.String()),
		slog.String("owed", s.Owed.String()),
		slog.String("goodwill", s.Goodwill.String()),
	}
}

// LogValue leaves the note and the form out.
func (r Remedy) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("kind", string(r.Kind)), slog.String("value", r.Value.String()), slog.String("cost", r.Cost.String()),
		slog.String("lane", r.Lane), slog.String("rule", r.Rule), slog.Bool("owed", r.Owed),
	)
}

// LogValue leaves the plan out, because its steps tell the archetype.
func (r Response) LogValue() slog.Value { return slog.GroupValue(slog.Int("steps", len(r.Do))) }
