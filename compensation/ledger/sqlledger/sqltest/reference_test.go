package sqltest

import (
	"slices"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Model is the ledger once more, written to be plain instead of fast, and without
// a line of the ledger's own code: it remembers what was done and adds everything
// up each time it is asked.
type Model struct {
	Now time.Time

	once      map[string]ledger.Op // fundings and limits by kind and id
	allocated map[ledger.Account]int64
	holds     map[string]*held
	backs     map[string]ledger.GiveBack
}

type held struct {
	reserve ledger.Reserve
	state   string // open, committed, gone, late
	until   time.Time
}

// Answer is what a ledger says, in a word: done, repeated, denied, conflict,
// unknown, expired or excess.
type Answer struct {
	Word  string
	Short []ledger.Shortage
	Swept int
}

// NewModel makes an empty model.
func NewModel(now time.Time) *Model {
	return &Model{
		Now: now, once: map[string]ledger.Op{}, allocated: map[ledger.Account]int64{},
		holds: map[string]*held{}, backs: map[string]ledger.GiveBack{},
	}
}

// Held and Spent add up the holds.
func (m *Model) Held(a ledger.Account) int64 { return m.sum(a, "open") }

// Spent is what was committed less what came back.
func (m *Model) Spent(a ledger.Account) int64 {
	total := m.sum(a, "committed")
	for _, back := range m.backs {
		for _, d := range m.holds[back.Hold].reserve.Draws {
			if d.Account == a && a.Unit != "#" {
				total -= back.Amount
			}
		}
	}
	return total
}

// Allocated is what was funded or set.
func (m *Model) Allocated(a ledger.Account) int64 { return m.allocated[a] }

func (m *Model) sum(a ledger.Account, state string) (total int64) {
	for _, h := range m.holds {
		for _, d := range h.reserve.Draws {
			if h.state == state && d.Account == a {
				total += d.Amount
			}
		}
	}
	return total
}

func (h *held) late(now time.Time) bool {
	return h.state == "open" && h.reserve.TTL > 0 && !h.until.After(now)
}

// Do carries out an operation.
func (m *Model) Do(op ledger.Op) Answer {
	switch o := op.(type) {
	case ledger.Fund:
		return m.doOnce("fund "+o.ID, op, func() { m.allocated[o.Account] += o.Amount })
	case ledger.SetLimit:
		return m.doOnce("limit "+o.ID, op, func() { m.allocated[o.Account] = o.Amount })
	case ledger.Reserve:
		return m.reserve(o)
	case ledger.Commit:
		return m.commit(o)
	case ledger.Release:
		return m.release(o)
	case ledger.GiveBack:
		return m.giveBack(o)
	case ledger.Sweep:
		return m.sweep(o)
	}
	return Answer{Word: "?"}
}

func (m *Model) doOnce(name string, op ledger.Op, do func()) Answer {
	old, done := m.once[name]
	switch {
	case done && old != op:
		return Answer{Word: "conflict"}
	case done:
		return Answer{Word: "repeated"}
	}
	m.once[name] = op
	do()
	return Answer{Word: "done"}
}

func (m *Model) reserve(o ledger.Reserve) Answer {
	old := m.holds[o.ID]
	if old != nil && (old.state == "committed" || old.state == "open" && !old.late(m.Now)) {
		same := old.reserve.Content == o.Content && len(old.reserve.Draws) == len(o.Draws)
		for i := 0; same && i < len(o.Draws); i++ {
			a, b := old.reserve.Draws[i], o.Draws[i]
			same = a.Account == b.Account && a.Amount == b.Amount && a.Owed == b.Owed &&
				(a.Limit == nil) == (b.Limit == nil) && (a.Limit == nil || *a.Limit == *b.Limit)
		}
		if !same {
			return Answer{Word: "conflict"}
		}
		return Answer{Word: "repeated"}
	}
	delete(m.holds, o.ID)
	var short []ledger.Shortage
	for _, d := range o.Draws {
		ceiling := m.allocated[d.Account]
		if d.Limit != nil {
			ceiling = *d.Limit
		}
		left := ceiling - m.Held(d.Account) - m.Spent(d.Account)
		goodwill := d.Amount - d.Owed
		if room := left - d.Owed; goodwill > 0 && goodwill > room {
			short = append(short, ledger.Shortage{Account: d.Account, Asked: d.Amount, Owed: d.Owed, Left: left})
		}
	}
	if short != nil {
		if old != nil {
			m.holds[o.ID] = old
		}
		return Answer{Word: "denied", Short: short}
	}
	m.holds[o.ID] = &held{reserve: o, state: "open", until: m.Now.Add(o.TTL)}
	return Answer{Word: "done"}
}

func (m *Model) commit(o ledger.Commit) Answer {
	h := m.holds[o.ID]
	switch {
	case h == nil:
		return Answer{Word: "unknown"}
	case h.state == "committed":
		return Answer{Word: "repeated"}
	case h.state == "gone":
		return Answer{Word: "conflict"}
	case h.state == "late" || h.late(m.Now):
		return Answer{Word: "expired"}
	}
	h.state = "committed"
	return Answer{Word: "done"}
}

func (m *Model) release(o ledger.Release) Answer {
	h := m.holds[o.ID]
	switch {
	case h == nil:
		return Answer{Word: "unknown"}
	case h.state == "committed":
		return Answer{Word: "conflict"}
	case h.state != "open":
		return Answer{Word: "repeated"}
	}
	h.state = "gone"
	return Answer{Word: "done"}
}

func (m *Model) giveBack(o ledger.GiveBack) Answer {
	if old, done := m.backs[o.Key]; done {
		if old != o {
			return Answer{Word: "conflict"}
		}
		return Answer{Word: "repeated"}
	}
	h := m.holds[o.Hold]
	if h == nil {
		return Answer{Word: "unknown"}
	}
	if h.state != "committed" {
		return Answer{Word: "conflict"}
	}
	back := o.Amount
	for _, b := range m.backs {
		if b.Hold == o.Hold {
			back += b.Amount
		}
	}
	money := slices.DeleteFunc(slices.Clone(h.reserve.Draws), func(d ledger.Draw) bool { return d.Account.Unit == "#" })
	if len(money) == 0 && back > 0 || slices.ContainsFunc(money, func(d ledger.Draw) bool { return d.Amount < back }) {
		return Answer{Word: "excess"}
	}
	m.backs[o.Key] = o
	return Answer{Word: "done"}
}

func (m *Model) sweep(o ledger.Sweep) Answer {
	var late []*held
	for _, h := range m.holds {
		if h.late(m.Now) {
			late = append(late, h)
		}
	}
	slices.SortFunc(late, func(a, b *held) int {
		if c := a.until.Compare(b.until); c != 0 {
			return c
		}
		if a.reserve.ID < b.reserve.ID {
			return -1
		}
		return 1
	})
	if o.Limit > 0 {
		late = late[:min(o.Limit, len(late))]
	}
	for _, h := range late {
		h.state = "late"
	}
	return Answer{Word: "done", Swept: len(late)}
}
