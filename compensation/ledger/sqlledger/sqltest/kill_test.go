package sqltest

import (
	"bufio"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger/sqlledger"
)

// long is how long each fault test goes on.
var long = flag.Duration("faults", 8*time.Second, "how long each of the fault tests goes on")

// The environment tells a copy of this test that it is to be a writer.
const writerFile, writerName = "AMENDS_TEST_WRITER_FILE", "AMENDS_TEST_WRITER_NAME"

// TestKilledWriters has three processes write to one SQLite file. Every now and
// then one of them is killed (SIGKILL) and another takes its place. What each was
// told goes through a pipe to this process, which writes it down.
func TestKilledWriters(t *testing.T) {
	if file := os.Getenv(writerFile); file != "" {
		beWriter(t, file, os.Getenv(writerName))
		return
	}
	file := filepath.Join(t.TempDir(), "ledger.db")
	store, db := openSQLite(t, file)
	told := newTruth()
	writers := make([]*writer, 3)
	for i := range writers {
		writers[i] = startWriter(t, file, fmt.Sprintf("w%d.0", i), told)
	}
	kills := 0
	for end := time.Now().Add(*long); time.Now().Before(end); kills++ {
		time.Sleep(time.Duration(100+rand.IntN(400)) * time.Millisecond) // of the machine, not of the code under test
		i := kills % len(writers)
		writers[i].kill(t)
		writers[i] = startWriter(t, file, fmt.Sprintf("w%d.%d", i, kills+1), told)
	}
	for _, w := range writers {
		w.kill(t)
	}
	t.Logf("killed %d writers", kills+len(writers))
	told.finish(t, store)
	told.check(t, store)
	conserved(t, db, sqlledger.SQLite)
	var sound string
	require.NoError(t, db.QueryRow("PRAGMA integrity_check").Scan(&sound))
	require.Equal(t, "ok", sound)
}

type writer struct {
	cmd  *exec.Cmd
	read sync.WaitGroup
}

func startWriter(t *testing.T, file, name string, told *truth) *writer {
	t.Helper()
	w := &writer{cmd: exec.Command(os.Args[0], "-test.run=^TestKilledWriters$", "-test.timeout=1h")}
	w.cmd.Env = append(os.Environ(), writerFile+"="+file, writerName+"="+name)
	w.cmd.Stderr = os.Stderr
	out, err := w.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, w.cmd.Start())
	w.read.Go(func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			part := strings.Split(lines.Text(), "\t")
			switch {
			case len(part) == 3 && part[0] == "try":
				told.try(step{part[1], part[2]})
			case len(part) == 4 && part[0] == "ack":
				told.answered(step{part[1], part[2]}, part[3])
			default:
				t.Errorf("writer %s: %s", name, lines.Text())
			}
		}
	})
	return w
}

// kill ends the writer without a word, and reads what it had still said.
func (w *writer) kill(t *testing.T) {
	t.Helper()
	require.NoError(t, w.cmd.Process.Signal(syscall.SIGKILL))
	w.read.Wait()
	_ = w.cmd.Wait() // was killed
}

// pipe is the record of a writer: a line for each event, before anything else is
// done. A line is short enough to be written whole or not at all.
type pipe struct{ mu sync.Mutex }

func (p *pipe) say(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, _ = os.Stdout.WriteString(line) // the parent reads until the end
}

func (p *pipe) try(s step) { p.say("try\t" + s.verb + "\t" + s.id + "\n") }
func (p *pipe) answered(s step, answer string) {
	p.say("ack\t" + s.verb + "\t" + s.id + "\t" + answer + "\n")
}

func beWriter(t *testing.T, file, name string) {
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	store, err := sqlledger.New(t.Context(), db, sqlledger.SQLite, sqlledger.WithTimeouts(sqlledger.Timeouts{Lock: 5 * time.Second}))
	require.NoError(t, err)
	var group sync.WaitGroup
	out := &pipe{}
	for i := range 8 {
		group.Go(func() {
			if err := work(t.Context(), store, fmt.Sprintf("%s.%d", name, i), out); err != nil {
				out.say("error: " + err.Error() + "\n")
			}
		})
	}
	group.Wait()
}
