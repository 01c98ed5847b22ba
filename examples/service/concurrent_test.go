package main

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestManyReserveAtOnceAndNeverOverspend lets forty awards run for room for ten,
// each of them asked for twice.
func TestManyReserveAtOnceAndNeverOverspend(t *testing.T) {
	p, _ := start(t, "-db", file(t))
	neverOverspend(t, p, "")
}

func neverOverspend(t *testing.T, p *process, suffix string) {
	const awards, room = 40, 10
	plan := "gold" // a pool of its own
	p.post("/v1/sales", object{"id": "gold" + suffix, "client": object{"plan": plan}, "order": object{"price": "500.00"}}).want(http.StatusOK)
	records := make([]string, awards)
	for i := range records {
		c := incident(fmt.Sprint("run-", i, suffix), fmt.Sprint("runner-", i, suffix), "10.00")
		c["client"].(object)["plan"] = plan
		records[i] = p.recommend(c)
	}
	var statuses [awards][2]int
	var group sync.WaitGroup
	for i := range records {
		for again := range 2 {
			group.Go(func() {
				var err error
				statuses[i][again], _, err = ask(p.base, http.MethodPost, "/v1/recommendations/"+records[i]+"/reserve", object{})
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
	b := p.get("/v1/balance?account=shop/gold").want(http.StatusOK)
	assert.EqualValues(t, 5000, b["held"])
	p.get("/v1/verify").want(http.StatusOK)
}
