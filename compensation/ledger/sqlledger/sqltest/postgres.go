//go:build unix

package sqltest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a throw-away PostgreSQL server on the loopback interface.
type Server struct {
	URL string

	bin, dir string
	attr     *syscall.SysProcAttr
	port     int
	process  *exec.Cmd
	stop     func() error
}

var shared struct {
	once   sync.Once
	server *Server
	err    error
	names  atomic.Int64
}

// ErrNoServer says that there is neither AMENDS_POSTGRES_URL nor a PostgreSQL
// server installed.
var ErrNoServer = errors.New("PostgreSQL was not tested: set AMENDS_POSTGRES_URL, or install a server (initdb, postgres)")

// URL is that of an empty schema for one test, on the server of
// AMENDS_POSTGRES_URL, else on a server that is started for all tests of the
// process; [StopShared] ends it. Without either, the test is skipped, or fails
// when AMENDS_REQUIRE_POSTGRES is 1.
func URL(tb testing.TB) string {
	tb.Helper()
	base := os.Getenv("AMENDS_POSTGRES_URL")
	if base == "" {
		shared.once.Do(func() { shared.server, shared.err = Start() })
		if shared.err != nil {
			missing(tb, shared.err)
		}
		base = shared.server.URL
	}
	return schema(tb, base)
}

// StopShared ends the server that [URL] started, if it did.
func StopShared() {
	if shared.server != nil {
		shared.server.Remove()
	}
}

// Own starts a server for one test, which may kill it and start it again. It
// skips or fails like [URL].
func Own(tb testing.TB) *Server {
	tb.Helper()
	s, err := Start()
	if err != nil {
		missing(tb, err)
	}
	tb.Cleanup(s.Remove)
	return s
}

func missing(tb testing.TB, err error) {
	tb.Helper()
	if os.Getenv("AMENDS_REQUIRE_POSTGRES") == "1" || !errors.Is(err, ErrNoServer) {
		tb.Fatal(err)
	}
	tb.Skip(err)
}

// schema makes a schema of its own and names it in the URL.
func schema(tb testing.TB, base string) string {
	tb.Helper()
	u, err := url.Parse(base)
	if err != nil {
		tb.Fatalf("AMENDS_POSTGRES_URL: %v", err)
	}
	name := fmt.Sprintf("amends_test_%d_%d", os.Getpid(), shared.names.Add(1))
	db, err := sql.Open("pgx", base)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(tb.Context(), "CREATE SCHEMA "+name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		ctx := context.WithoutCancel(tb.Context())                           // which is over by now
		_, _ = db.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+name+" CASCADE") // the server may be gone
	})
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// Start makes a cluster in a temporary folder and runs a server on it.
func Start() (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin}
	if s.dir, err = os.MkdirTemp("", "amends-postgres-"); err != nil {
		return nil, err
	}
	if err := s.init(); err != nil {
		s.Remove()
		return nil, err
	}
	if err := s.Run(); err != nil {
		s.Remove()
		return nil, err
	}
	return s, nil
}

// binaries finds the folder of the newest server installed.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", ErrNoServer
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return release(a) - release(b) })
	return filepath.Dir(newest), nil
}

func release(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // 0 for odd names
	return n
}

// init makes the cluster. PostgreSQL refuses to run as root, so root hands it to
// the user postgres, or nobody.
func (s *Server) init() error {
	if os.Geteuid() == 0 {
		account, err := user.Lookup("postgres")
		if err != nil {
			if account, err = user.Lookup("nobody"); err != nil {
				return err
			}
		}
		uid, err1 := strconv.Atoi(account.Uid)
		gid, err2 := strconv.Atoi(account.Gid)
		if err := errors.Join(err1, err2, os.Chown(s.dir, uid, gid)); err != nil {
			return err
		}
		s.attr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	cmd := exec.Command(filepath.Join(s.bin, "initdb"), "-D", filepath.Join(s.dir, "data"),
		"-U", "amends", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
	cmd.SysProcAttr, cmd.Dir = s.attr, s.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.port = listener.Addr().(*net.TCPAddr).Port
	s.URL = fmt.Sprintf("postgres://amends@127.0.0.1:%d/postgres?sslmode=disable", s.port)
	return listener.Close()
}

// Run starts the server and waits until it answers. A shell stands between, so
// that the server ends with the test, however that ends.
func (s *Server) Run() error {
	postgres := fmt.Sprintf(`exec 3<&0; '%s' -D '%s' -h 127.0.0.1 -p %d -k '%s' -c max_connections=120 </dev/null >>'%s' 2>&1 &
		server=$!; (cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null) & wait $server; kill $! 2>/dev/null`,
		filepath.Join(s.bin, "postgres"), filepath.Join(s.dir, "data"), s.port, s.dir, filepath.Join(s.dir, "log"))
	s.process = exec.Command("sh", "-c", postgres)
	s.process.SysProcAttr, s.process.Dir = s.attr, s.dir
	stdin, err := s.process.StdinPipe()
	if err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	s.stop = sync.OnceValue(func() error {
		_ = stdin.Close() // tells the shell to end the server
		return s.process.Wait()
	})
	return s.await(30 * time.Second)
}

func (s *Server) await(patience time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := sql.Open("pgx", s.URL)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for {
		err := db.PingContext(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("server does not answer: %w\n%s", err, tail(string(log)))
		}
	}
}

func tail(text string) string {
	lines := strings.Split(text, "\n")
	return strings.Join(lines[max(0, len(lines)-20):], "\n")
}

// Crash ends the server at once, as a crash would: nothing is written any more.
func (s *Server) Crash() {
	if s.stop != nil {
		_ = s.stop() // its exit code is that of a crash
	}
}

// Remove ends the server and removes all that it kept.
func (s *Server) Remove() {
	s.Crash()
	_ = os.RemoveAll(s.dir)
}
