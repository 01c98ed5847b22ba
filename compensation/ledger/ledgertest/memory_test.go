package ledgertest_test

import (
	"testing"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/compensation/ledger/ledgertest"
)

func TestMemory(t *testing.T) {
	ledgertest.Run(t, func(_ *testing.T, clock func() time.Time) ledger.Ledger {
		return ledger.NewMemory(ledger.WithClock(clock))
	})
}
