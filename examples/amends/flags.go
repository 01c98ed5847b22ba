package main

import (
	"errors"
	"flag"
	"fmt"
)

// flags begins the flags of a verb.
func (c *command) flags(verb, arguments string) *flag.FlagSet {
	set := flag.NewFlagSet(verb, flag.ContinueOnError)
	set.SetOutput(c.err)
	set.Usage = func() {
		fmt.Fprintf(set.Output(), "Usage: amends %s [flags] %s\n\nFlags:\n", verb, arguments)
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and file names in any order. Help that was asked for is not
// a fault.
func parse(set *flag.FlagSet, args []string) (files []string, exit int, ok bool) {
	for {
		switch err := set.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			return nil, sound, false
		case err != nil:
			return nil, broken, false
		case set.NArg() == 0:
			return files, sound, true
		}
		files = append(files, set.Arg(0))
		args = set.Args()[1:]
	}
}

// fail tells why the command could not run.
func (c *command) fail(err error) int {
	fmt.Fprintf(c.err, "amends: %v\n", err)
	return broken
}
