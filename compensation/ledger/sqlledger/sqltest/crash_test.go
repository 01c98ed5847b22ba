package sqltest

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// TestCrashingServer has two stores, as of two processes, work on a server whose
// backends are killed every 100 ms, and which itself crashes and starts again
// every few seconds.
func TestCrashingServer(t *testing.T) {
	server := Own(t)
	url := schema(t, server.URL)
	stores := make([]*sqlledger.Store, 2)
	var db *sql.DB
	for i := range stores {
		stores[i], db = openPostgres(t, url, sqlledger.WithTimeouts(sqlledger.Timeouts{Transaction: 3 * time.Second}))
	}
	told := newTruth()
	ctx, stop := context.WithCancel(t.Context())
	var workers, vandals sync.WaitGroup
	for i := range 16 {
		workers.Go(func() {
			if err := work(ctx, patient{stores[i%2]}, fmt.Sprint("w", i), told); err != nil {
				t.Error(err)
			}
		})
	}
	killed, crashes := 0, 0
	vandals.Go(func() { killed = killBackends(ctx, server.URL) })
	for end := time.Now().Add(*long); time.Now().Before(end); crashes++ {
		time.Sleep(min(*long/3, 4*time.Second)) // of the machine, not of the code under test
		server.Crash()
		require.NoError(t, server.Run())
	}
	stop()
	workers.Wait()
	vandals.Wait()
	t.Logf("killed %d backends, crashed the server %d times", killed, crashes)
	require.NotZero(t, killed)
	told.finish(t, patient{stores[0]})
	told.check(t, stores[0])
	conserved(t, db, sqlledger.PostgreSQL)
}

// patient waits a little before an unanswered call is sent again, as anybody
// would whose server is down.
type patient struct{ ledger.Ledger }

func (p patient) Do(ctx context.Context, op ledger.Op) (ledger.Outcome, error) {
	out, err := p.Ledger.Do(ctx, op)
	if err != nil {
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
		}
	}
	return out, err
}

// killBackends ends a random backend that is at work every 100 ms.
func killBackends(ctx context.Context, url string) (killed int) {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return 0
	}
	defer func() { _ = db.Close() }()
	for {
		select {
		case <-ctx.Done():
			return killed
		case <-time.After(100 * time.Millisecond):
		}
		result, err := db.ExecContext(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC, random() LIMIT 1`)
		if err != nil {
			continue // the server is down
		}
		if n, err := result.RowsAffected(); err == nil {
			killed += int(n)
		}
	}
}
