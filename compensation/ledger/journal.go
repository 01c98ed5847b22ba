package ledger

import "time"

// journal is what happened to one account, kept in parts that are never moved:
// they may be read while more is appended.
type journal struct {
	parts [][]line
}

// line is an entry without what its account and its place tell.
type line struct {
	at                     int64 // microseconds since 1970
	kind                   Kind
	key, hold              string
	delta                  Delta
	allocated, held, spent int64
	limit                  *int64
}

const firstPart, mostPart = 4, 256 // lines; each part is twice as long as the one before

func (j *journal) append(e *Entry) {
	n := len(j.parts) - 1
	switch {
	case n < 0:
		j.parts, n = append(j.parts, make([]line, 0, firstPart)), 0
	case len(j.parts[n]) == cap(j.parts[n]):
		j.parts, n = append(j.parts, make([]line, 0, min(2*cap(j.parts[n]), mostPart))), n+1
	}
	b := &e.After
	j.parts[n] = append(j.parts[n], line{
		e.At.UnixMicro(), e.Kind, e.Key, e.Hold, e.Delta, b.Allocated, b.Held, b.Spent, b.Limit,
	})
}

// entry is a line with what its account and its place tell.
func (l *line) entry(a Account, version int64) Entry {
	return Entry{
		Version: version, At: time.UnixMicro(l.at).UTC(), Kind: l.kind, Key: l.key, Hold: l.hold, Delta: l.delta,
		After: Balance{Account: a, Allocated: l.allocated, Held: l.held, Spent: l.spent, Limit: cloneLimit(l.limit)},
	}
}

// entries hands over the entries from a version on, until yield says no.
func entries(parts [][]line, a Account, from int64, yield func(Entry) bool) {
	version := int64(1)
	for _, part := range parts {
		for i := max(from-version, 0); i < int64(len(part)); i++ {
			if !yield(part[i].entry(a, version+i)) {
				return
			}
		}
		version += int64(len(part))
	}
}
