package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const output = `goos: linux
BenchmarkMatch/dense_10/native-2   1000  90.0 ns/op  50.0 cpu-ns/op  0 B/op  0 allocs/op
BenchmarkMatch/dense_10/native-2   1000  80.0 ns/op  40.0 cpu-ns/op  0 B/op  0 allocs/op
BenchmarkMatch/dense_10/expr-2     1000  9999 ns/op  5000 cpu-ns/op  0 B/op  0 allocs/op
BenchmarkMatch/dense_100/native-2  1000  500 ns/op   400 cpu-ns/op   0 B/op  0 allocs/op
BenchmarkIndex/dense_10-2          1000  500 ns/op   300 B/rule      2500 cpu-ns/rule
BenchmarkDefault-2                 1000  5000 ns/op  4321 cpu-ns/op  9000 B/op  36 allocs/op
PASS
`

const want = `intro
<!-- figures -->

**Match, dense**

| rules | 10 | time | 100 | time |
|---|--:|--:|--:|--:|
| native | 1.00 | 40.0 ns | 1.00 | 400 ns |
| expr | 125 | 5.00 µs | – | – |

| | time | time a rule | bytes a rule | allocations |
|---|--:|--:|--:|--:|
| Index, dense_10 | – | 2.50 µs | 300 | – |
| Default | 4.32 µs | – | – | 36 |
<!-- end of figures -->
outro
`

func TestTableOfRatios(t *testing.T) {
	name := filepath.Join(t.TempDir(), "README.md")
	require.NoError(t, os.WriteFile(name, []byte("intro\n"+from+"old\n"+to+"\noutro\n"), 0o600))
	require.NoError(t, run(strings.NewReader(output), name))
	got, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, want, string(got))
}

func TestNoTableOfWhatFailed(t *testing.T) {
	for name, output := range map[string]string{
		"failed": output + "FAIL\tgithub.com/amendsgo/amends/rules/bench\t1s\n",
		"empty":  "PASS\n",
	} {
		t.Run(name, func(t *testing.T) {
			assert.Error(t, run(strings.NewReader(output), "README.md"))
		})
	}
}
