package main

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

// figure is one benchmark: the least of its runs, because what else a machine
// does only adds.
type figure struct {
	name []string          // its parts: Match, dense_10, native
	by   map[string]number // unit: ns/op, cpu-ns/op, B/op, allocs/op, …
}

type number = float64

// cost is the processor's time where it is known, else the clock's.
func (f *figure) cost() number {
	if cpu, ok := f.by["cpu-ns/op"]; ok {
		return cpu
	}
	return f.by["ns/op"]
}

// read takes the lines of benchmarks, in order of appearance, and leaves out all
// others.
func read(output io.Reader) ([]*figure, error) {
	var list []*figure
	known := map[string]*figure{}
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) > 0 && fields[0] == "FAIL" {
			return nil, errors.New("the benchmarks failed")
		}
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := fields[0]
		if dash := strings.LastIndexByte(name, '-'); dash > 0 {
			name = name[:dash] // the number of processors
		}
		f := known[name]
		if f == nil {
			f = &figure{strings.Split(strings.TrimPrefix(name, "Benchmark"), "/"), map[string]number{}}
			known[name], list = f, append(list, f)
		}
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, err
			}
			if least, ok := f.by[fields[i+1]]; !ok || value < least {
				f.by[fields[i+1]] = value
			}
		}
	}
	if len(list) == 0 {
		return nil, errors.New("no benchmark in the input")
	}
	return list, lines.Err()
}
