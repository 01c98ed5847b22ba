package main

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestManyReserveAtOnceAndNeverOverspend lets forty awards run for room for ten,
// each of them through two services on one database.
func TestManyReserveAtOnceAndNeverOverspend(t *testing.T) { onEach(t, neverOverspend) }

func neverOverspend(t *testing.T, db string) {
	const awards, room = 40, 10
	p, _ := start(t, "-db", db)
	q, _ := start(t, "-db", db)
	p.sell("s", "500.00")
	records := make([]string, awards)
	for i := range records {
		records[i] = p.recommend(incident(fmt.Sprint("run-", i), fmt.Sprint("runner-", i), "10.00"))
	}
	var statuses [awards][2]int
	var group sync.WaitGroup
	for i := range records {
		for which, base := range []string{p.base, q.base} {
			group.Go(func() {
				var err error
				statuses[i][which], _, err = ask(base, http.MethodPost, "/v1/recommendations/"+records[i]+"/reserve", object{})
				assert.NoError(t, err)
			})
		}
	}
	group.Wait()
	granted := 0
	for _, pair := range statuses {
		assert.Equal(t, pair[0], pair[1], "both are told the same")
		switch pair[0] {
		case http.StatusOK:
			granted++
		default:
			assert.Equal(t, http.StatusConflict, pair[0])
		}
	}
	assert.Equal(t, room, granted)
	_, held, _ := p.pool()
	assert.InDelta(t, 5000, held, 0)
	p.get("/v1/verify").want(http.StatusOK)
}
