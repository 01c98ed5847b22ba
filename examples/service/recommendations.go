package main

import (
	"database/sql"
	"errors"
	"net/http"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// view is what is shown of a recommendation: no case, no archetype, no trace.
type view struct {
	Record       string                `json:"record"` // names this recommendation in the routes
	ID           string                `json:"id"`     // names the compensation, and its hold
	At           time.Time             `json:"at"`
	Decision     compensation.Decision `json:"decision"`
	Number       int                   `json:"number"` // of the step
	Step         *compensation.Step    `json:"step"`
	Response     compensation.Response `json:"response"`
	Alternatives []alternative         `json:"alternatives"`
}

// alternative is a step that can be taken instead.
type alternative struct {
	Number   int                   `json:"number"`
	Choice   bool                  `json:"choice"` // for the asking; else after the steps before it were refused
	Decision compensation.Decision `json:"decision"`
	Step     *compensation.Step    `json:"step"`
	Response compensation.Response `json:"response"`
}

func viewOf(record string, rec *compensation.Recommendation) view {
	v := view{
		Record: record, ID: rec.ID, At: rec.At, Decision: rec.Decision,
		Number: rec.Taken, Step: rec.Step, Response: rec.Response, Alternatives: []alternative{},
	}
	for i, other := range rec.Alternatives {
		if i >= rec.Taken { // the steps keep their numbers
			i++
		}
		v.Alternatives = append(v.Alternatives, alternative{i, other.Choice, other.Decision, other.Step, other.Response})
	}
	return v
}

// recommend decides a case and keeps the recommendation.
func (s *service) recommend(r *http.Request) (reply, error) {
	c, faults, err := readCase(r)
	if err != nil {
		return reply{}, err
	}
	var unnamed error
	if c.CompensationID() == "" {
		unnamed = invalidInput(compensation.Fault{
			Fact: "id", Problem: "is missing",
			Expected: "a text that names the compensation, or incident.id and client.id to make it of",
		})
	}
	rec, err := s.engine.Recommend(r.Context(), c)
	if err := compensation.JoinFaults(faults, unnamed, err); err != nil {
		return reply{}, err
	}
	s.metrics.decisions.WithLabelValues(string(rec.Decision)).Inc()
	return s.created(r, rec)
}

// created keeps a recommendation and shows it.
func (s *service) created(r *http.Request, rec *compensation.Recommendation) (reply, error) {
	record, err := s.store.keep(r.Context(), rec)
	if err != nil {
		return reply{}, err
	}
	return reply{http.StatusCreated, "/v1/recommendations/" + record, viewOf(record, rec)}, nil
}

// record reads the recommendation that the path names.
func (s *service) record(r *http.Request) (string, *compensation.Recommendation, error) {
	record := r.PathValue("record")
	rec, err := recommendation(r.Context(), s.store.db, record)
	return record, rec, err
}

func (s *service) show(r *http.Request) (reply, error) {
	record, rec, err := s.record(r)
	if err != nil {
		return reply{}, err
	}
	return reply{body: viewOf(record, rec)}, nil
}

// audit shows the whole record to staff, and decides it again.
func (s *service) audit(r *http.Request) (reply, error) {
	_, rec, err := s.record(r)
	if err != nil {
		return reply{}, err
	}
	type difference struct {
		Path     string `json:"path"`
		Recorded string `json:"recorded"`
		Now      string `json:"now"`
	}
	body := struct {
		Recommendation *compensation.Recommendation `json:"recommendation"`
		Difference     *difference                  `json:"difference"` // the first; null when a replay gives the same
	}{Recommendation: rec}
	if err := compensation.Replay(s.policy, rec); err != nil {
		was, is := rec.Policy.Digest, s.policy.Digest()
		switch changed, ok := errors.AsType[*compensation.ReplayError](err); {
		case ok:
			body.Difference = &difference{changed.Path, changed.Recorded, changed.Now}
		case was != is: // a policy that cannot read this case at all
			body.Difference = &difference{"policy.digest", was, is}
		default:
			return reply{}, newProblem(internal, "It cannot be decided again.")
		}
	}
	return reply{body: body}, nil
}

// take keeps the recommendation with another step in place of the one it has.
func (s *service) take(r *http.Request) (reply, error) {
	_, rec, err := s.record(r)
	if err != nil {
		return reply{}, err
	}
	in, err := readFields(r)
	if err != nil {
		return reply{}, err
	}
	step := in.number("step", nil, 0, int64(len(rec.Alternatives)))
	if err := in.err(); err != nil {
		return reply{}, err
	}
	taken, err := rec.Take(int(step))
	if err != nil {
		return reply{}, err
	}
	return s.created(r, taken)
}

// wish reads the recommendation that the path names and what the client asks for.
func (s *service) wish(r *http.Request) (*compensation.Recommendation, compensation.Ask, error) {
	_, rec, err := s.record(r)
	if err != nil {
		return nil, compensation.Ask{}, err
	}
	in, err := readFields(r)
	if err != nil {
		return nil, compensation.Ask{}, err
	}
	const expected = `a kind of remedy and how much, as "refund 40%"`
	text := in.required("ask", expected)
	ask, wrong := compensation.ParseAsk(text)
	if wrong == nil {
		ask.Amount, wrong = ask.Amount.In(s.policy.Currency())
	}
	if wrong != nil && text != "" {
		in.fault("ask", "cannot be read: "+wrong.Error(), expected)
	}
	return rec, ask, in.err()
}

// consider answers a client's own wish.
func (s *service) consider(r *http.Request) (reply, error) {
	rec, ask, err := s.wish(r)
	if err != nil {
		return reply{}, err
	}
	said, err := rec.Consider(ask)
	return reply{body: said}, err
}

// grant keeps the recommendation that gives what was said to a wish.
func (s *service) grant(r *http.Request) (reply, error) {
	rec, ask, err := s.wish(r)
	if err != nil {
		return reply{}, err
	}
	said, err := rec.Consider(ask)
	if err != nil {
		return reply{}, err
	}
	if said.Verdict == compensation.Decline {
		return reply{}, newProblem(declined, "%s", said.Say)
	}
	granted, err := rec.Grant(ask)
	if err != nil {
		return reply{}, err
	}
	return s.created(r, granted)
}

// reserve sets aside what the recommended step costs, and notes which record the
// hold stands for, in one transaction.
func (s *service) reserve(r *http.Request) (reply, error) {
	record, rec, err := s.record(r)
	if err != nil {
		return reply{}, err
	}
	in, err := readFields(r)
	if err != nil {
		return reply{}, err
	}
	if err := in.err(); err != nil {
		return reply{}, err
	}
	if rec.Step == nil {
		return reply{}, newProblem(nothingGiven, "The decision is %s.", rec.Decision)
	}
	err = s.store.inTx(r.Context(), func(tx *sql.Tx, l ledger.Ledger) error {
		if err := s.engine.With(l).Reserve(r.Context(), rec); err != nil {
			return err
		}
		hold, err := l.Hold(r.Context(), rec.ID)
		if err != nil || hold.State != ledger.Open { // committed before, by a record with the same content
			return err
		}
		return setReservation(r.Context(), tx, rec.ID, reservation{record: record})
	})
	if err != nil {
		return reply{}, err
	}
	return s.holdOf(r, rec.ID)
}
