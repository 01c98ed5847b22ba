package sqltest

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger"
)

// The ledger as porcupine sees it: what each caller asked and was told, and when.
// State is what is free of one small pool, and how far each id has come.
type pocket struct {
	left  int64
	state [4]byte // of ids 0 to 3: none, 'o'pen, 'c'ommitted; released is none
	asked [4]int64
}

type ask struct {
	verb   string // reserve, commit, release, left
	id     int
	amount int64
}

type told struct {
	word string
	left int64
}

var pocketModel = porcupine.Model{
	Init: func() any { return pocket{left: 10} },
	Step: func(state, input, output any) (bool, any) {
		p, in, out := state.(pocket), input.(ask), output.(told)
		s, asked := &p.state[in.id], &p.asked[in.id]
		want := told{word: "done"}
		switch {
		case in.verb == "left":
			want = told{left: p.left}
		case in.verb == "reserve" && *s != 0 && *asked != in.amount, in.verb == "release" && *s == 'c':
			want.word = "conflict"
		case in.verb == "reserve" && *s != 0:
			want.word = "repeated"
		case in.verb == "reserve" && in.amount > p.left:
			want.word = "denied"
		case in.verb == "reserve":
			p.left -= in.amount
			*s, *asked = 'o', in.amount
		case in.verb == "commit" && *s == 'c':
			want.word = "repeated"
		case *s == 0: // commit or release of what is not open
			return out.word == "unknown" || out.word == "conflict" || in.verb == "release" && out.word == "repeated", p
		case in.verb == "commit":
			*s = 'c'
		case in.verb == "release":
			p.left += *asked
			*s, *asked = 0, 0
		}
		return out == want, p
	},
	Equal:             func(a, b any) bool { return a.(pocket) == b.(pocket) },
	DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v → %+v", input, output) },
}

// TestLinearizable records histories of eight callers on one small pool and
// searches for an order in which one ledger could have given those answers.
func TestLinearizable(t *testing.T) {
	onEach(t, func(t *testing.T, open opener) {
		a, db := open(t)
		// A second store on the same database, as another process would have it.
		b, err := reopen(t, db)
		require.NoError(t, err)
		rounds, operations := 0, 0
		for end := time.Now().Add(*long / 4); time.Now().Before(end); rounds++ {
			history := play(t, []ledger.Ledger{a, b}, rounds)
			operations += len(history)
			result, info := porcupine.CheckOperationsVerbose(pocketModel, history, 20*time.Second)
			if result != porcupine.Ok {
				path := t.ArtifactDir() + "/history.html"
				require.NoError(t, porcupine.VisualizePath(pocketModel, info, path))
				t.Fatalf("round %d is %v; see %s", rounds, result, path)
			}
		}
		t.Logf("%d histories of %d operations in all", rounds, operations)
	})
}

func play(t *testing.T, ledgers []ledger.Ledger, round int) []porcupine.Operation {
	account := ledger.Account{Name: fmt.Sprint("pocket/", round), Unit: "EUR"}
	_, err := ledgers[0].Do(t.Context(), ledger.Fund{ID: account.Name, Account: account, Amount: 10})
	require.NoError(t, err)
	var mu sync.Mutex
	var history []porcupine.Operation
	var group sync.WaitGroup
	begun := time.Now()
	for caller := range 8 {
		group.Go(func() {
			l := ledgers[caller%len(ledgers)]
			for range 12 {
				in := ask{verb: []string{"reserve", "reserve", "commit", "release", "left"}[rand.IntN(5)], id: rand.IntN(4)}
				if in.verb == "reserve" {
					in.amount = 1 + rand.Int64N(6)
				}
				call := time.Since(begun)
				out, err := answer(t, l, account, in)
				returned := time.Since(begun)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				history = append(history, porcupine.Operation{
					ClientId: caller, Input: in, Call: int64(call), Output: out, Return: int64(returned),
				})
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return history
}

func answer(t *testing.T, l ledger.Ledger, account ledger.Account, in ask) (told, error) {
	id := fmt.Sprint(account.Name, "/", in.id)
	if in.verb == "left" {
		balances, err := l.Balances(t.Context(), "", account)
		if err != nil {
			return told{}, err
		}
		return told{left: balances[0].Left()}, nil
	}
	var op ledger.Op
	switch in.verb {
	case "reserve":
		op = ledger.Reserve{ID: id, Content: fmt.Sprint(in.amount), Draws: []ledger.Draw{{Account: account, Amount: in.amount}}}
	case "commit":
		op = ledger.Commit{ID: id}
	default:
		op = ledger.Release{ID: id}
	}
	a, err := classify(l.Do(t.Context(), op))
	return told{word: a.Word}, err
}
