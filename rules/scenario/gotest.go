package scenario

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/amendsgo/amends/rules"
)

// Test runs the files of scenarios that the patterns name, relative to the
// folder of the test, as subtests: one for each file, and in it one for each
// scenario. With a nil policy each file is run by the one that it names. A
// pattern that fits no file fails the test.
func Test(t *testing.T, policy *rules.Policy, patterns ...string) {
	t.Helper()
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatalf("pattern %q: %v", pattern, err)
		}
		if len(names) == 0 {
			dir, _ := os.Getwd()
			t.Fatalf("no file of scenarios fits %q in %s", pattern, dir)
		}
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				t.Parallel()
				runFile(t, policy, name)
			})
		}
	}
}

func runFile(t *testing.T, policy *rules.Policy, name string) {
	t.Helper()
	suite, err := Open(name)
	if err != nil {
		t.Fatal(told(err))
	}
	results, err := suite.Run(policy, Options{})
	if err != nil {
		t.Fatal(told(err))
	}
	for i := range results.List {
		result := &results.List[i]
		t.Run(result.Name, func(t *testing.T) {
			switch result.Status {
			case Skipped:
				t.Skip(result.Skip)
			case Failed:
				t.Errorf("%s\n%s", result.At, result.Text())
			case Passed:
			}
		})
	}
}
