package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhatCannotBeStarted(t *testing.T) {
	t.Setenv("AMENDS_DB", "")
	folder := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		code int
		says []string
	}{
		"help":            {[]string{"-h"}, 0, []string{"-db file", "-hold-ttl"}},
		"an unknown flag": {[]string{"-port", "80"}, 2, []string{"-port"}},
		"all faults at once": {
			[]string{"-hold-ttl", "-1s", "-timeout", "0", "-drain", "-1s", "now"},
			2,
			[]string{"-db is missing", "now: want flags only", "-hold-ttl is -1s", "-timeout is 0s", "-drain is -1s"},
		},
		"a folder":            {[]string{"-db", folder}, 1, []string{"unable to open database file"}},
		"a folder not there":  {[]string{"-db", filepath.Join(folder, "no", "x.sqlite")}, 1, []string{"unable to open database file"}},
		"a policy not there":  {[]string{"-db", file(t), "-policy", "no.yaml"}, 1, []string{"no.yaml"}},
		"no policy at all":    {[]string{"-db", file(t), "-policy", "main.go"}, 1, []string{"main.go"}},
		"no such address":     {[]string{"-db", file(t), "-addr", "256.0.0.1:0"}, 1, []string{"256.0.0.1"}},
		"nobody at that port": {[]string{"-db", "postgres://me:hidden@127.0.0.1:1/x?connect_timeout=1"}, 1, []string{"connection refused"}},
		"no URL":              {[]string{"-db", "postgres://me:hidden@[::1/x"}, 1, []string{"parse"}},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			assert.Equal(t, c.code, run(t.Context(), c.args, &out), "%s", &out)
			for _, words := range c.says {
				assert.Contains(t, out.String(), words)
			}
			assert.NotContains(t, out.String(), "hidden")
		})
	}
}
