package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/compensation/ledger/sqlledger/sqltest"
)

// TestMain runs the service itself when a test has started this binary for that.
func TestMain(m *testing.M) {
	if os.Getenv("AMENDS_TEST_SERVICE") != "" {
		main()
	}
	code := m.Run()
	sqltest.StopShared()
	os.Exit(code)
}

// process is a service that a test has started, as its log shows it.
type process struct {
	t        *testing.T
	base     string        // http://127.0.0.1:port
	draining chan struct{} // closed when it has begun to end
	swept    chan struct{} // closed when it has swept holds
	mu       sync.Mutex
	log      bytes.Buffer
}

// follow reads the log until the process listens, and goes on in the background.
func follow(t *testing.T, out io.Reader) *process {
	p := &process{t: t, draining: make(chan struct{}), swept: make(chan struct{})}
	listening := make(chan string, 1)
	go func() {
		defer close(listening)
		scanner := bufio.NewScanner(out)
		for scanner.Scan() {
			p.mu.Lock()
			p.log.Write(append(scanner.Bytes(), '\n'))
			p.mu.Unlock()
			var line map[string]any
			if json.Unmarshal(scanner.Bytes(), &line) != nil {
				continue
			}
			switch line["msg"] {
			case "listening":
				listening <- line["address"].(string)
			case "draining":
				close(p.draining)
			case "sweep":
				close(p.swept)
			}
		}
	}()
	address, ok := <-listening
	require.True(t, ok, "it did not start: %s", p.logged())
	p.base = "http://" + address
	return p
}

func (p *process) logged() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// start runs the service in this process. stop ends it as a signal does and
// returns its exit code, which is 0 for a test that does not call it.
func start(t *testing.T, args ...string) (p *process, stop func() int) {
	t.Helper()
	out, in := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		defer func() { _ = in.Close() }()
		code <- run(ctx, append([]string{"-addr", "127.0.0.1:0", "-policy", "testdata/shop.yaml"}, args...), in)
	}()
	p = follow(t, out)
	once := sync.OnceValue(func() int { cancel(); return <-code })
	stopped := false
	t.Cleanup(func() {
		if !stopped {
			assert.Zero(t, once(), "%s", p.logged())
		}
	})
	return p, func() int { stopped = true; return once() }
}

// launch runs the service in a process of its own, which can be killed.
func launch(t *testing.T, db string) (*process, *exec.Cmd) {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0], "-addr", "127.0.0.1:0", "-policy", "testdata/shop.yaml", "-db", db)
	command.Env = append(os.Environ(), "AMENDS_TEST_SERVICE=1")
	out, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Kill() // it may have ended
		_ = command.Wait()
	})
	return follow(t, out), command
}
