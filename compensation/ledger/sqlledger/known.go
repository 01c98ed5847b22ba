package sqlledger

import (
	"sync"

	"github.com/amendsgo/amends/compensation/ledger"
)

// known remembers accounts that others have committed, so that their rows need
// not be made before they are locked. A row that is missing all the same is
// noticed when it is locked.
type known struct {
	mu       sync.Mutex
	accounts map[accountKey]struct{}
}

// mostKnown bounds the memory that this takes, to some megabytes.
const mostKnown = 50_000

func (k *known) all(locks []ledger.Lock) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, lock := range locks {
		if _, ok := k.accounts[keyOf(lock.Account)]; !ok {
			return false
		}
	}
	return true
}

func (k *known) add(accounts []accountKey) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.accounts == nil || len(k.accounts) > mostKnown {
		k.accounts = map[accountKey]struct{}{}
	}
	for _, account := range accounts {
		k.accounts[account] = struct{}{}
	}
}

func (k *known) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.accounts = nil
}
