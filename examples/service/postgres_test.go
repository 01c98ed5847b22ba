package main

import (
	"os"
	"strconv"
	"testing"
	"time"
)

// TestOnPostgreSQL needs a server, whose database it may fill: AMENDS_POSTGRES_URL.
func TestOnPostgreSQL(t *testing.T) {
	url := os.Getenv("AMENDS_POSTGRES_URL")
	if url == "" {
		t.Skip("SKIPPED: AMENDS_POSTGRES_URL is not set, so the service was not tested on PostgreSQL")
	}
	p, _ := start(t, "-db", url)
	suffix := "-" + strconv.FormatInt(time.Now().UnixNano(), 36)
	t.Run("the whole way", func(t *testing.T) { wholeWay(t, &process{t: t, base: p.base}, suffix) })
	t.Run("never overspend", func(t *testing.T) { neverOverspend(t, &process{t: t, base: p.base}, suffix) })
}
