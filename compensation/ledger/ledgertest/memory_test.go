package ledgertest

import (
	"testing"
	"time"

	"github.com/amendsgo/amends/compensation/ledger"
)

func TestMemory(t *testing.T) {
	Run(t, func(_ *testing.T, clock func() time.Time) ledger.Ledger {
		return ledger.NewMemory(ledger.WithClock(clock))
	})
}
