package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/rules"
)

// config is what the command line says.
type config struct {
	address  string
	database string
	policy   string
	holdTTL  time.Duration
	timeout  time.Duration
	drain    time.Duration
}

// parse reads the flags and reports all their faults at once.
func parse(args []string, out io.Writer) (config, error) {
	var c config
	set := flag.NewFlagSet("service", flag.ContinueOnError)
	set.SetOutput(out)
	set.StringVar(&c.database, "db", "", "SQLite `file`, or postgres:// URL; else the environment's AMENDS_DB, which keeps a password out of the list of processes")
	set.StringVar(&c.address, "addr", "127.0.0.1:8080", "`address` to listen on")
	set.StringVar(&c.policy, "policy", "", "the policy's `file`; the built-in one if not given")
	set.DurationVar(&c.holdTTL, "hold-ttl", compensation.DefaultHoldTTL, "how long a reservation stands; 0 is for ever")
	set.DurationVar(&c.timeout, "timeout", 10*time.Second, "how long a request may take to arrive, and again to be answered")
	set.DurationVar(&c.drain, "drain", 20*time.Second, "how long running requests may take at the end")
	if err := set.Parse(args); err != nil {
		return c, err
	}
	if c.database == "" {
		c.database = os.Getenv("AMENDS_DB")
	}
	var errs []error
	if c.database == "" {
		errs = append(errs, errors.New("-db is missing: want a SQLite file or a postgres:// URL"))
	}
	if set.NArg() > 0 {
		errs = append(errs, fmt.Errorf("%s: want flags only", strings.Join(set.Args(), " ")))
	}
	if c.holdTTL < 0 {
		errs = append(errs, fmt.Errorf("-hold-ttl is %s: want zero or more", c.holdTTL))
	}
	if c.timeout <= 0 {
		errs = append(errs, fmt.Errorf("-timeout is %s: want more than zero", c.timeout))
	}
	if c.drain <= 0 {
		errs = append(errs, fmt.Errorf("-drain is %s: want more than zero", c.drain))
	}
	return c, errors.Join(errs...)
}

// loadPolicy loads the policy of a file, or the built-in one.
func loadPolicy(name string) (*rules.Policy, error) {
	if name == "" {
		return rules.Default(), nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return rules.Parse(name, data)
}
