package sqlledger

import (
	"context"
	"runtime"
	"sync"

	"github.com/amendsgo/amends/compensation/ledger"
)

// call is one Do that waits for its outcome. out and err may be read when done
// is closed.
type call struct {
	ctx  context.Context //nolint:containedctx // a queued call is still its caller's
	op   ledger.Op
	out  ledger.Outcome
	err  error
	done chan struct{}
}

func (c *call) finish(out ledger.Outcome, err error) {
	c.out, c.err = out, err
	close(c.done)
}

// maxGroup bounds what one failure can make uncertain at once.
const maxGroup = 256

// queue groups calls without a timer: what arrives while one group is under way
// is the next group.
type queue struct {
	most int // calls in a group

	mu      sync.Mutex
	waiting []*call
	running bool
}

func (q *queue) add(c *call, settle func([]*call)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, c)
	if !q.running {
		q.running = true
		go q.run(settle)
	}
}

// run settles groups until nobody waits.
func (q *queue) run(settle func([]*call)) {
	for group := q.next(); len(group) > 0; group = q.next() {
		settle(group)
		q.gather(len(group))
	}
}

// gather lets the callers who were just answered call again, or the next group
// would be the first few of them. It yields until all have, or until that brings
// no new ones any more.
func (q *queue) gather(answered int) {
	before := 0
	for idle := 0; idle < answered; {
		runtime.Gosched()
		q.mu.Lock()
		now := len(q.waiting)
		q.mu.Unlock()
		if now >= answered {
			return
		}
		if idle++; now > before {
			before, idle = now, 0
		}
	}
}

// next takes the calls whose callers still wait.
func (q *queue) next() []*call {
	q.mu.Lock()
	defer q.mu.Unlock()
	var group []*call
	for len(q.waiting) > 0 && len(group) < q.most {
		c := q.waiting[0]
		q.waiting[0] = nil
		q.waiting = q.waiting[1:]
		if err := c.ctx.Err(); err != nil {
			c.finish(ledger.Outcome{}, unavailable(err))
			continue
		}
		group = append(group, c)
	}
	q.running = len(group) > 0
	return group
}
