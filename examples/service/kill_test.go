package main

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// award is what the test knows of one compensation; it lives outside of what is
// killed.
type award struct {
	record    string
	reserved  bool // acknowledged
	committed bool // acknowledged
	denied    bool // for lack of money, acknowledged
}

// awards is everything that was asked of the service, by id.
type awards struct {
	mu   sync.Mutex
	byID map[string]*award
	acks atomic.Int64
}

// TestKilledDuringUse kills the process again and again while eight callers
// reserve and commit. Nothing that was acknowledged may be lost, what was not
// answered is sent again, and the pool is spent to the last cent and not beyond.
func TestKilledDuringUse(t *testing.T) { onEach(t, killedDuringUse) }

func killedDuringUse(t *testing.T, db string) {
	const (
		rounds   = 3
		callers  = 8
		perRound = 50 // acknowledgements before the kill
	)
	all := &awards{byID: map[string]*award{}}
	for round := range rounds {
		p, command := launch(t, db)
		all.check(t, p)
		p.sell("all", "500.00") // 50.00: room for 100 awards
		all.acks.Store(0)
		var group sync.WaitGroup
		for caller := range callers {
			group.Go(func() {
				for n := 0; all.advance(p.base, fmt.Sprintf("%d-%d-%d", round, caller, n)) == nil; n++ {
					if all.acks.Load() >= perRound {
						_ = command.Process.Kill() // once is enough, and again does no harm
					}
				}
			})
		}
		group.Wait()
	}
	p, _ := launch(t, db)
	all.check(t, p)
	for n := 0; ; n++ { // the rest of the pool
		id := fmt.Sprintf("last-%d", n)
		require.NoError(t, all.advance(p.base, id))
		if all.byID[id].denied {
			break
		}
	}
	allocated, held, spent := p.pool()
	assert.Equal(t, [3]float64{5000, 0, 5000}, [3]float64{allocated, held, spent})
	committed := 0
	for _, a := range all.byID {
		if a.committed {
			committed++
		}
	}
	assert.Equal(t, 100, committed)
	p.get("/v1/verify").want(http.StatusOK)
}

// advance takes an award as far as the service answers.
func (all *awards) advance(base, id string) error {
	all.mu.Lock()
	a := all.byID[id]
	if a == nil {
		a = &award{}
		all.byID[id] = a
	}
	all.mu.Unlock()
	if a.record == "" {
		status, made, err := ask(base, http.MethodPost, "/v1/recommendations", incident(id, "client-"+id, "1.00"))
		if err != nil {
			return err
		}
		if a.denied = made["decision"] == "none"; a.denied { // nothing is left to give
			return nil
		}
		if status != http.StatusCreated {
			return fmt.Errorf("%d: %v", status, made)
		}
		a.record = made["record"].(string)
	}
	status, got, err := ask(base, http.MethodPost, "/v1/recommendations/"+a.record+"/reserve", object{})
	if err != nil {
		return err
	}
	if a.denied = status == http.StatusConflict; a.denied {
		return nil
	}
	if status != http.StatusOK {
		return fmt.Errorf("%d: %v", status, got)
	}
	a.reserved = true
	all.acks.Add(1)
	if status, got, err = ask(base, http.MethodPost, "/v1/holds/"+id+"/commit", object{}); err != nil {
		return err
	}
	if status != http.StatusOK {
		return fmt.Errorf("%d: %v", status, got)
	}
	a.committed = true
	all.acks.Add(1)
	return nil
}

// check compares the service with what it has acknowledged, and sends again what
// it has not.
func (all *awards) check(t *testing.T, p *process) {
	for id, a := range all.byID {
		if a.reserved {
			_, hold, err := ask(p.base, http.MethodGet, "/v1/holds/"+id, nil)
			require.NoError(t, err)
			if a.committed {
				require.Equal(t, "committed", hold["state"], id)
			} else {
				require.Contains(t, []any{"open", "committed"}, hold["state"], id)
			}
		}
		if !a.committed && !a.denied {
			require.NoError(t, all.advance(p.base, id))
		}
	}
}
