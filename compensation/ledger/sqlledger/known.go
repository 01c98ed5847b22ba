package sqlledger

import "sync"

// known remembers the ids of accounts that have been committed, so that their rows
// need not be made before they are locked, nor looked up by name. An id that
// stands for another account, or for none any more, is noticed when its row is
// read.
type known struct {
	mu  sync.Mutex
	ids map[accountKey]int64
}

// mostKnown bounds the memory that this takes, to some megabytes.
const mostKnown = 50_000

// all are the ids of accounts, if each of them is known.
func (k *known) all(accounts []accountRow) (ids []any, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ids = make([]any, len(accounts))
	for i, account := range accounts {
		if ids[i], ok = k.ids[account.accountKey]; !ok {
			return nil, false
		}
	}
	return ids, true
}

func (k *known) add(accounts []*account) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ids == nil || len(k.ids) > mostKnown {
		k.ids = map[accountKey]int64{}
	}
	for _, a := range accounts {
		if a.was > 0 {
			k.ids[a.key] = a.id
		}
	}
}

func (k *known) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ids = nil
}
