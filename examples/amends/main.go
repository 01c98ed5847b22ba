// Command amends shows the library at work: it recommends how to make amends in
// a case, explains why, checks policies, and runs their scenarios.
//
// It exits with 0 when all is sound, 1 when faults were found, and 2 when it
// could not run.
package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	c := command{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now}
	os.Exit(c.run(os.Args[1:]))
}

// The exit codes.
const (
	sound  = 0
	faulty = 1
	broken = 2
)

// command is what a verb reads from and writes to.
type command struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
}

const usage = `Usage: amends VERB [flags] FILE...

  recommend  what to offer in a case, and why
  explain    why each rule gave, or did not, in a case
  check      whether policies are sound
  test       whether policies do what their scenarios want
  schema     the JSON Schema of policies, scenarios and cases

amends VERB -h lists the flags of a verb.
`

func (c *command) run(args []string) int {
	if len(args) == 0 {
		fmt.Fprint(c.err, usage)
		return broken
	}
	switch args[0] {
	case "recommend":
		return c.recommend(args[1:])
	case "explain":
		return c.explain(args[1:])
	case "check":
		return c.check(args[1:])
	case "test":
		return c.test(args[1:])
	case "schema":
		return c.schema(args[1:])
	case "help", "-h", "-help", "--help":
		fmt.Fprint(c.out, usage)
		return sound
	default:
		fmt.Fprintf(c.err, "amends: there is no verb %q\n\n%s", args[0], usage)
		return broken
	}
}
