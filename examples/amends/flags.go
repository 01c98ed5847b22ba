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
// a fault; a flag that is given with nothing in it is one, as where a shell knows no such variable.
func parse(set *flag.FlagSet, args []string) (files []string, exit int, ok bool) {
	for {
		switch err := set.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			return nil, sound, false
		case err != nil:
			return nil, broken, false
		case set.NArg() == 0:
			if empty(set) {
				return nil, broken, false
			}
			return files, sound, true
		}
		files = append(files, set.Arg(0))
		args = set.Args()[1:]
	}
}

// empty tells of every flag that is given, but empty.
func empty(set *flag.FlagSet) bool {
	found := false
	set.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			found = true
			what, _ := flag.UnquoteUsage(f)
			fmt.Fprintf(set.Output(), "amends: -%s is empty: give it a value (%s), or leave it out\n", f.Name, what)
		}
	})
	return found
}

// fail tells why the command could not run.
func (c *command) fail(err error) int {
	fmt.Fprintf(c.err, "amends: %v\n", err)
	return broken
}
