//go:build seeded

package sqltest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A bug is sown into a copy of the sources, the tests are built with it, and one
// of the runs that are named must fail. The text that a bug replaces must stand
// in its file exactly once.
type bug struct {
	name  string
	edits []edit
	runs  []string // tests of this package, or after a colon of the package sqlledger
}

type edit struct{ file, old, new string }

const (
	apply = "apply.go"
	draft = "draft.go"
)

var (
	deciding = []string{"TestContract/memory", "TestModel/memory"}
	inSQLite = []string{"TestContract/sqlite/grouped"}
	inGroups = []string{"TestContract/postgres/grouped"}
	inCrowds = []string{"TestContract/postgres/one_by_one", "TestLinearizable/postgres"}
)

var bugs = []bug{
	{"holds are not counted", []edit{{"balance.go", "return b.Ceiling() - b.Used()", "return b.Ceiling() - b.Spent"}}, deciding},
	{"a hold is released twice", []edit{{apply, "case h.State != Open:\n\t\treturn Outcome{Repeated: true}, nil", "case h.State == Expired:\n\t\treturn Outcome{Repeated: true}, nil"}}, deciding},
	{"a commit after a release", []edit{{apply, "case h.State == Released:", "case h.State == \"\":"}}, deciding},
	{"a release after a commit", []edit{{apply, "case h.State == Committed:\n\t\treturn Outcome{}, fmt.Errorf(\"%w: hold %q was committed\", ErrConflict, o.ID)", "case h.State == \"\":\n\t\treturn Outcome{}, fmt.Errorf(\"%w: hold %q was committed\", ErrConflict, o.ID)"}}, deciding},
	{"content is ignored", []edit{{apply, "h.Content != o.Content || ", ""}}, deciding},
	{"draws are ignored", []edit{{apply, " || !sameDraws(h.Draws, o.Draws)", ""}}, deciding},
	{"a funding is repeated", []edit{{apply, "r.Kind, r.Key}]; ok {", "r.Kind, r.Key}]; ok && r.Kind != KindFund {"}}, deciding},
	{"a reservation is repeated", []edit{{apply, "case h.State == Open || h.State == Committed:", "case h.State == Committed:"}}, deciding},
	{"more is given back than was spent", []edit{{apply, "case o.Amount > h.Spent():", "case o.Amount > h.Spent()+h.GivenBack:"}}, deciding},
	{"counts are given back", []edit{{apply, "if draw.Account.Unit == Count {", "if draw.Account.Unit == \"\" {"}}, deciding},
	{"an overdraft beyond what is owed", []edit{{draft, "draw.Amount > draw.Owed && draw.Amount > left", "draw.Amount-draw.Owed > max(left, 0)"}}, deciding},
	{"what is owed is denied", []edit{{draft, "draw.Amount > draw.Owed && draw.Amount > left", "draw.Amount > left"}}, deciding},
	{"a commit after expiry", []edit{{apply, "h.State == Expired || h.Over(d.now)", "h.State == Expired"}}, deciding},
	{"a hold expires a moment late", []edit{{"hold.go", "!now.Before(h.Expires)", "now.After(h.Expires)"}}, deciding},
	{"an expired hold is not freed for its own id", []edit{{apply, "if err := d.settle(h, Expired); err != nil {\n\t\t\t\treturn Outcome{}, err\n\t\t\t}\n\t\tcase", "case"}}, deciding},
	{"the first of two accounts is kept on a denial", []edit{{apply, "if err != nil || out.Denied() {", "if err != nil {"}}, deciding},
	{"one too much is granted", []edit{{draft, "draw.Amount > left {", "draw.Amount-1 > left {"}}, deciding},
	{"one too little is granted", []edit{{draft, "draw.Amount > left {", "draw.Amount >= left {"}}, deciding},
	{"the ceiling of a cap is ignored", []edit{{draft, "row.Balance.Limit = draw.Limit\n", ""}}, deciding},
	{"a commit forgets to spend", []edit{{draft, "kind, spent = KindCommit, 1", "kind, spent = KindCommit, 0"}}, deciding},
	{"a limit is added instead of set", []edit{{apply, "o.Amount - row.Balance.Allocated", "o.Amount - 0*row.Balance.Allocated"}}, deciding},
	{"a sweep takes the newest first", []edit{{"view.go", "a.Expires.Compare(b.Expires)", "b.Expires.Compare(a.Expires)"}}, deciding},
	{"an amount wraps around", []edit{
		{draft, "*to > math.MaxInt64-delta", "*to > math.MaxInt64"},
		{draft, "return *to >= 0", "return true"},
		{draft, "b.Held > math.MaxInt64-b.Spent", "b.Held > math.MaxInt64"},
	}, deciding},
	{"units are mixed", []edit{{draft, "if row.Balance.Unit != a.Unit {", "if row.Balance.Unit == \"\" {"}}, deciding},
	{"a version is used twice", []edit{{draft, "row.Version+1, row.Balance", "max(row.Version, 1), row.Balance"}}, deciding},
	{"a caller's change reaches the ledger", []edit{{apply, "cloneDraws(o.Draws)", "o.Draws"}}, deciding},

	{"accounts are read without a lock", []edit{
		{"sqlledger/postgres.go", " FOR UPDATE OF a`", "`"},
		{"sqlledger/postgres.go", " AND a.version = r.was", ""},
		{"sqlledger/postgres.go", " ORDER BY h.id FOR UPDATE)", ")"},
	}, inCrowds},
	{"holds are read before the lock", []edit{
		{"sqlledger/work.go", "if !peek && s.dialect.holds != \"\" {", "if false {"},
		{"sqlledger/work.go", "if s.dialect.holds != \"\" {", "if false {"},
	}, inCrowds},
	{"missing accounts are not made before the lock", []edit{{"sqlledger/load.go", "s.dialect.ensure, list", "\"SELECT $1::text\", list"}}, inGroups},
	{"a row made to be locked counts as an account", []edit{{"sqlledger/load.go", "if r.Version > 0 {", "if r.Version >= 0 {"}}, inGroups},
	{"the clock is that of the transaction's beginning", []edit{{"sqlledger/postgres.go", "clock_timestamp()", "now()"}}, []string{"TestTimeGoesOnWhileWaiting/postgres"}},
	{"acknowledged before it is on disk", []edit{
		{"sqlledger/postgres.go", "CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END", "set_config('synchronous_commit', 'off', true)"},
	}, []string{"TestCrashingServer"}},
	{"a failed commit counts as done", []edit{{"sqlledger/settle.go", "if err := tx.Commit(); err != nil {", "if err := tx.Commit(); err != nil && ctx == nil {"}}, []string{"TestCommitThatFails"}},
	{"everybody gets the first one's outcome", []edit{{"sqlledger/settle.go", "c.finish(results[i].out, results[i].err)", "c.finish(results[i*0].out, results[i*0].err)"}}, []string{"TestEachCallerGetsItsOwnOutcome/sqlite"}},
	{"one failure takes its group along", []edit{{"sqlledger/settle.go", "&& len(group) > 1 {", "&& len(group) < 1 {"}}, []string{"TestFrozenClientHoldsUpOnlyItsOwn"}},
	{"who has given up is served all the same", []edit{{"sqlledger/queue.go", "if err := c.ctx.Err(); err != nil {", "if err := c.ctx.Err(); err != nil && c.op == nil {"}}, []string{":TestWhoGaveUpIsLeftOut"}},
	{"a transaction of SQLite begins by reading", []edit{{"sqlledger/sqlite.go", "DELETE FROM amends_accounts WHERE 0", "SELECT 1"}}, []string{"TestLinearizable/sqlite"}},
	{"an entry is left out of the journal", []edit{{"sqlledger/save.go", "for i := range change.Entries {", "for i := range min(1, len(change.Entries)) {"}}, inSQLite},
	{"receipts are not kept", []edit{{"sqlledger/save.go", "c[receipts].addReceipt(r)", "_ = r"}}, inSQLite},
	{"an entry names a wrong one before it", []edit{{"sqlledger/save.go", "a.last = l.seq", "a.last = l.seq - 1"}}, inSQLite},
	{"a page of the journal begins at a mark before its end", []edit{{"sqlledger/sqlite.go", "m.version >= ?3 + ?4", "m.version >= ?4"}}, []string{"TestOneConnection/sqlite"}},
	{"an id that stands for another account is trusted", []edit{
		{"sqlledger/load.go", "if a := l.accounts[r.accountKey]; a != nil {", "if a := l.accounts[asked[len(l.locked)].accountKey]; a != nil {"},
	}, []string{"TestIDsThatChange/sqlite"}},
	{"what is reserved anew is not looked at before the lock", []edit{{"sqlledger/settle.go", "t, n > 1)", "t, false)"}}, inGroups},
	{"a page of the journal is skipped", []edit{{"sqlledger/read.go", "next += page", "next += page + 1"}}, []string{"TestOneConnection/sqlite"}},
}

// TestSeededBugs needs the go command and some minutes:
//
//	go test -tags seeded -run TestSeededBugs -timeout 60m -v .
func TestSeededBugs(t *testing.T) {
	var table strings.Builder
	for _, b := range bugs {
		t.Run(b.name, func(t *testing.T) {
			found := 0
			for _, run := range b.runs {
				took, output, failed := try(t, b, run)
				verdict := "not found"
				if failed {
					found++
					verdict = fmt.Sprintf("%.2f s", took.Seconds())
				}
				fmt.Fprintf(&table, "| %s | %s | %s |\n", b.name, run, verdict)
				require.NotContains(t, output, "no tests to run")
			}
			require.NotZero(t, found, "nobody noticed")
		})
	}
	t.Logf("| bug | run | found after |\n|---|---|---|\n%s", table.String())
}

// TestSoundSources proves that the runs pass without a bug.
func TestSoundSources(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range bugs {
		for _, run := range b.runs {
			if !seen[run] {
				seen[run] = true
				_, output, failed := try(t, bug{}, run)
				require.False(t, failed, "%s\n%s", run, output)
			}
		}
	}
}

// build builds the tests of a package on sources with a bug.
func build(t *testing.T, b bug, tests string) string {
	t.Helper()
	dir, replace := t.TempDir(), map[string]string{}
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	for i, e := range b.edits {
		file := filepath.Join(root, e.file)
		from := file
		if earlier, ok := replace[file]; ok {
			from = earlier
		}
		text, err := os.ReadFile(from)
		require.NoError(t, err)
		require.Equal(t, 1, bytes.Count(text, []byte(e.old)), "%s: %q must stand there once", e.file, e.old)
		replace[file] = filepath.Join(dir, fmt.Sprintf("%d.go", i))
		require.NoError(t, os.WriteFile(replace[file], bytes.Replace(text, []byte(e.old), []byte(e.new), 1), 0o600))
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600))
	binary := filepath.Join(dir, "bug.test")
	cmd := exec.Command("go", "test", "-c", "-vet=off", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, tests)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return binary
}

// try runs one test on sources with a bug.
func try(t *testing.T, b bug, run string) (took time.Duration, output string, failed bool) {
	t.Helper()
	tests, flags := ".", []string{"-rapid.shrinktime=1s", "-rapid.nofailfile", "-faults=8s"}
	if name, beside := strings.CutPrefix(run, ":"); beside {
		tests, flags, run = "github.com/amendsgo/amends/compensation/ledger/sqlledger", nil, name
	}
	pattern := "^" + strings.ReplaceAll(run, "/", "$/^") + "$"
	flags = append(flags, "-test.run", pattern, "-test.failfast", "-test.timeout=5m")
	cmd := exec.Command(build(t, b, tests), flags...)
	begun := time.Now()
	out, err := cmd.CombinedOutput()
	took, output = time.Since(begun), string(out)
	if err != nil {
		require.Contains(t, output, "--- FAIL", "a test must have failed, not its start")
	}
	return took, output, err != nil
}
