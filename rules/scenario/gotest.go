package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/amendsgo/amends/rules"
)

// Test runs the files of scenarios that the patterns name, relative to the
// folder of the test, as subtests: one for each file, and in it one for each
// scenario. With a nil policy each file is run by the one that it names. A
// pattern that fits no file fails the test.
func Test(t *testing.T, policy *rules.Policy, patterns ...string) {
	t.Helper()
	for _, name := range filesOf(t, patterns) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			runFile(t, policy, name)
		})
	}
}

// Cover fails the test when the files of scenarios that the patterns name show
// less than a percentage of what there is to show of the policy, see
// [NewCoverage], and lists what is missing. It runs no subtests: that is [Test]'s.
func Cover(t *testing.T, policy *rules.Policy, percent int, patterns ...string) {
	t.Helper()
	coverage := NewCoverage(policy)
	for _, name := range filesOf(t, patterns) {
		suite, err := Open(name)
		if err != nil {
			t.Fatal(told(err))
		}
		if _, err := suite.Run(policy, Options{Coverage: coverage}); err != nil {
			t.Fatal(told(err))
		}
	}
	if report := coverage.Report(); report.Percent < percent {
		var text strings.Builder
		_ = report.WriteText(&text) // a strings.Builder takes everything
		t.Errorf("%d %% is less than %d %%\n%s", report.Percent, percent, text.String())
	}
}

func filesOf(t *testing.T, patterns []string) []string {
	t.Helper()
	var files []string
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatalf("pattern %q: %v", pattern, err)
		}
		if len(names) == 0 {
			dir, _ := os.Getwd()
			t.Fatalf("no file of scenarios fits %q in %s", pattern, dir)
		}
		files = append(files, names...)
	}
	return files
}

func runFile(t *testing.T, policy *rules.Policy, name string) {
	t.Helper()
	suite, err := Open(name)
	if err != nil {
		t.Fatal(told(err))
	}
	results, err := suite.Run(policy, Options{Explain: true})
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
