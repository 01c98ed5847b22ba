package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files")

// ran is what a run of the command left.
type ran struct {
	exit     int
	out, err string
}

func amends(in string, args ...string) ran {
	var out, errs bytes.Buffer
	c := command{
		in: strings.NewReader(in), out: &out, err: &errs,
		now: func() time.Time { return time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC) },
	}
	exit := c.run(args)
	return ran{exit, out.String(), errs.String()}
}

var digest = regexp.MustCompile(`\b[0-9a-f]{12}([0-9a-f]{52})?\b`)

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	got = digest.ReplaceAllString(got, "DIGEST") // changes with every comment in a policy
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o600))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err, "run go test with -update")
	assert.Equal(t, string(want), got)
}

// policies of the examples whose name a case's name may begin with.
func policyOf(t *testing.T, name string) []string {
	t.Helper()
	files, err := filepath.Glob("../policies/*.yaml")
	require.NoError(t, err)
	for _, file := range files {
		policy := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if strings.HasPrefix(name, policy+"_") {
			return []string{"-policy", file}
		}
	}
	return nil
}

// What an agent reads for each of the cases, by its own policy.
func TestRecommend(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../cases/*.json")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 10)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := slices.Concat([]string{"recommend", file}, policyOf(t, name))
			got := amends("", args...)
			require.Zero(t, got.exit, got.err)
			golden(t, name+".txt", got.out)
			readable(t, got.out)

			again := amends("", append(args, "-json")...)
			require.Zero(t, again.exit, again.err)
			assert.Equal(t, again, amends("", append(args, "-json")...))
		})
	}
}

// readable holds the text to what people can read.
func readable(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		assert.LessOrEqual(t, utf8.RuneCountInString(line), width, line)
		assert.Equal(t, strings.TrimRight(line, " "), line)
		if !strings.HasPrefix(line, "Record") && !strings.Contains(line, "Case ") {
			assert.NotRegexp(t, `[a-z]_[a-z]`, line)
		}
	}
}

// The flags of recommend, on a case from standard input.
func TestRecommendFlags(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../cases/furious_outage.json")
	require.NoError(t, err)
	tests := []struct {
		name string
		args []string
	}{
		{"budget", []string{"-budget", "20"}},
		{"budget_none", []string{"-budget", "0"}},
		{"ask_counter", []string{"-ask", "credit 90%"}},
		{"ask_accept", []string{"-budget", "500 EUR", "-ask", "credit 10"}},
		{"ask_decline", []string{"-ask", "free_service 1"}},
		{"ask_less", []string{"-budget", "500", "-ask", "refund 40%"}},
		{"json", []string{"-json"}},
		{"json_ask", []string{"-json", "-ask", "credit"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := amends(string(data), append([]string{"recommend", "-"}, test.args...)...)
			require.Zero(t, got.exit, got.err)
			golden(t, "flags_"+test.name+".txt", got.out)
		})
	}
}

// Each part of an answer is credited to its own rule.
func TestWishOfTwoRules(t *testing.T) {
	t.Parallel()
	for wish, want := range map[string]string{
		"refund 25.01": "Rule money-taken gives a refund of 36.40 EUR (owed) and rule refund allows a refund of 18.20 EUR; they asked for a refund of 25.01 EUR.",
		"refund 40":    "Rule money-taken gives a refund of 36.40 EUR (owed) and rule refund allows a refund of 18.20 EUR; they asked for a refund of 40.00 EUR.",
		"refund 54.60": "Rule money-taken gives a refund of 36.40 EUR (owed) and rule refund gives a refund of 18.20 EUR.",
		"refund 90":    "Rule money-taken gives a refund of 36.40 EUR (owed) and rule refund allows a refund of 18.20 EUR.",
	} {
		got := amends("", "recommend", "-ask", wish, "../cases/know_it_all_billing.json")
		require.Zero(t, got.exit, got.err)
		assert.Contains(t, strings.Join(strings.Fields(got.out), " "), "For you: "+want)
	}
}

// The time of the decision: -at, else the day of the case, else now.
func TestAt(t *testing.T) {
	t.Parallel()
	const dated = `{"case": {"date": "2026-05-03"}, "incident": {"severity": 2, "responsibility": "ours"}, "order": {"price": 10, "refundable": 10}}`
	const undated = `{"incident": {"severity": 2, "responsibility": "ours"}, "order": {"price": 10, "refundable": 10}}`
	tests := []struct{ in, at, want string }{
		{dated, "", "on 2026-05-03 12:00 UTC"},
		{dated, "2026-05-03 08:15", "on 2026-05-03 08:15 UTC"},
		{undated, "", "on 2026-11-21 09:30 UTC"},
		{undated, "2026-05-03", "on 2026-05-03 12:00 UTC"},
		{undated, "2026-05-03T14:30", "on 2026-05-03 14:30 UTC"},
		{undated, "2026-05-03T14:30:00+02:00", "on 2026-05-03 12:30 UTC"},
	}
	for _, test := range tests {
		args := []string{"recommend", "-"}
		if test.at != "" {
			args = append(args, "-at", test.at)
		}
		got := amends(test.in, args...)
		assert.Zero(t, got.exit, got.err)
		assert.Contains(t, got.out, test.want)
	}
	assert.Equal(t, broken, amends(undated, "recommend", "-", "-at", "soon").exit)
	assert.Equal(t, faulty, amends(dated, "recommend", "-", "-at", "2026-05-04").exit)
}

// A case of which nothing can be read lacks no facts; its one fault is told.
func TestUnreadableCase(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"incident": {"severity": 3,}`: "is no JSON",
		`[1]`:                           "an object of groups of facts",
		``:                              "is no JSON",
	} {
		for _, verb := range []string{"recommend", "explain"} {
			got := amends(in, verb, "-")
			assert.Equal(t, faulty, got.exit)
			assert.Contains(t, got.err, want)
			assert.NotContains(t, got.err, "missing", in)
			assert.Empty(t, got.out)
		}
	}
}

// A flag with nothing in it would silently mean another policy, or no budget.
func TestEmptyFlags(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"recommend", "-policy", "", "-budget=", "-", "-at", "", "-ask", ""},
		{"explain", "-policy=", "-", "-rule", ""},
		{"test", "-policy", "", "-run=", "../policies/power_cases.yaml"},
		{"schema", "-policy", ""},
	} {
		got := amends("{}", args...)
		assert.Equal(t, broken, got.exit, args)
		assert.Empty(t, got.out)
		for _, arg := range args {
			if name, isFlag := strings.CutPrefix(arg, "-"); isFlag && name != "" {
				assert.Contains(t, got.err, "-"+strings.TrimSuffix(name, "=")+" is empty: give it a value")
			}
		}
	}
}

// The built command, as a shell sees it.
func TestExitCodes(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "amends.exe")
	built, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput()
	require.NoError(t, err, string(built))
	folder := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(folder, name)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		return name
	}
	const lane = "lanes: [{lane: a, rules: [{id: b, when: incident.severity > 1, give: {credit: 10}}]}]\n"
	policy := write("policy.yaml", "policy: tiny\nversion: \"1\"\ncurrency: EUR\n"+lane)
	noPolicy := write("wrong.yaml", "policy: tiny\nversion: \"1\"\ncurrency: EURO\n"+lane)
	warned := write("warned.yaml", "policy: tiny\nversion: \"1\"\ncurrency: EUR\nrates: {unused: 1}\n"+lane)
	passing := write("passing.yaml", "policy: policy.yaml\nscenarios: [{name: a, at: 2026-05-03, case: {incident: {severity: 2}}, want: {value: 10}}]\n")
	failing := write("failing.yaml", "policy: policy.yaml\nscenarios: [{name: a, at: 2026-05-03, case: {incident: {severity: 2}}, want: {value: 11}}]\n")
	faultyFile := write("faulty.yaml", "policy: policy.yaml\nscenarios: [{name: a, at: 2026-05-03, want: {rules: [c]}}]\n")
	noCase := write("case.json", `{"incident": {"severity": 9, "sevrity": 1}}`)
	noJSON := write("text.json", `{"incident": `)

	tests := []struct {
		args []string
		exit int
		out  string // part of what is said, wherever
	}{
		{nil, broken, "Usage"},
		{[]string{"help"}, sound, "Usage"},
		{[]string{"bribe"}, broken, `no verb "bribe"`},
		{[]string{"recommend"}, broken, "Usage"},
		{[]string{"recommend", "-h"}, sound, "-ask"},
		{[]string{"recommend", "-nonsense"}, broken, "nonsense"},
		{[]string{"recommend", "../cases/furious_outage.json"}, sound, "Offer"},
		{[]string{"recommend", "nowhere.json"}, broken, "nowhere.json"},
		{[]string{"recommend", noCase}, faulty, "incident.severity is 9"},
		{[]string{"recommend", noCase}, faulty, "incident.sevrity"},
		{[]string{"recommend", noJSON}, faulty, "is no JSON"},
		{[]string{"recommend", "-policy", noPolicy, "../cases/furious_outage.json"}, faulty, "wrong.yaml:3:11"},
		{[]string{"recommend", "-policy", "nowhere.yaml", "../cases/furious_outage.json"}, broken, "nowhere.yaml"},
		{[]string{"recommend", "-budget", "much", "../cases/furious_outage.json"}, broken, "-budget"},
		{[]string{"recommend", "-budget", "5 USD", "../cases/furious_outage.json"}, broken, "-budget"},
		{[]string{"recommend", "-ask", "a bribe", "../cases/furious_outage.json"}, broken, "bribe"},
		{[]string{"check"}, broken, "Usage"},
		{[]string{"check", policy}, sound, "1 file checked: 0 errors, 0 warnings"},
		{[]string{"check", "../policies"}, sound, " 0 errors"},
		{[]string{"check", noPolicy, policy, failing}, faulty, "3 files checked: 1 error, 0 warnings"},
		{[]string{"check", "-json", noPolicy}, faulty, `"line": 3`},
		{[]string{"check", "-json", policy}, sound, "[]"},
		{[]string{"check", warned}, sound, "1 warning"},
		{[]string{"check", "-strict", warned}, faulty, "1 warning"},
		{[]string{"check", faultyFile}, faulty, "no rule c"},
		{[]string{"check", "nowhere"}, broken, "nowhere"},
		{[]string{"check", t.TempDir()}, broken, "no .yaml file"},
		{[]string{"test"}, broken, "Usage"},
		{[]string{"test", passing}, sound, "1 passed, 0 failed"},
		{[]string{"test", "-v", passing}, sound, "ok    a"},
		{[]string{"test", "-json", failing}, faulty, `"got": "10.00"`},
		{[]string{"test", "-junit", filepath.Join(folder, "results.xml"), failing}, faulty, "FAIL  a"},
		{[]string{"test", "-junit", folder, failing}, broken, "is a directory"},
		{[]string{"test", "-cover", passing}, sound, "covered"},
		{[]string{"test", "-min", "100", passing}, faulty, "is less than 100 %"},
		{[]string{"test", "-cover", "-json", passing}, sound, `"missing": "is never false"`},
		{[]string{"test", "-html", filepath.Join(folder, "page.html"), passing}, sound, "covered"},
		{[]string{"test", "-html", filepath.Join(folder, "two.html"), passing, "../policies/power_cases.yaml"}, broken, "several"},
		{[]string{"test", "-missing", passing}, sound, "generated 1, out of a"},
		{[]string{"test", "-mutants", passing}, sound, "of the mistakes are noticed"},
		{[]string{"test", "-mutants", "-json", passing}, sound, `"survivors"`},
		{[]string{"test", "-mutants", failing}, broken, "fails on the policy itself"},
		{[]string{"test", "-explain", failing}, faulty, "FAIL  a"},
		{[]string{"test", passing, failing}, faulty, "2 files: 1 passed, 1 failed"},
		{[]string{"test", faultyFile}, faulty, "no rule c"},
		{[]string{"test", "-run", "b*", passing}, broken, "fits"},
		{[]string{"test", "-policy", noPolicy, passing}, faulty, "wrong.yaml:3:11"},
		{[]string{"test", "nowhere.yaml"}, broken, "nowhere.yaml"},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			t.Parallel()
			said, err := exec.Command(program, test.args...).CombinedOutput()
			exit := 0
			if failed, ok := errors.AsType[*exec.ExitError](err); ok {
				exit = failed.ExitCode()
			} else {
				require.NoError(t, err)
			}
			assert.Equal(t, test.exit, exit, string(said))
			assert.Contains(t, string(said), test.out)
		})
	}
}

// test -update shows the difference, writes what came, and then all is sound.
func TestUpdate(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "cases.yaml")
	const text = "# kept\nscenarios:\n  - {name: a, at: 2026-05-03, case: {incident: {severity: 1, responsibility: ours}, order: {price: 10, refundable: 10}}, want: {value: 11}} # kept\n"
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	policy := []string{"-policy", "../../rules/default.yaml"}
	got := amends("", slices.Concat([]string{"test", "-update"}, policy, []string{name})...)
	assert.Equal(t, faulty, got.exit, got.err)
	assert.Contains(t, got.out, "11")
	assert.Contains(t, got.err, "written, please review")
	again := amends("", slices.Concat([]string{"test"}, policy, []string{name})...)
	assert.Equal(t, sound, again.exit, again.out)
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, strings.Replace(text, "value: 11", "value: 0", 1), strings.Replace(string(data), "0.00", "0", 1))
}

// Long words and empty texts neither loop nor leave the page.
func TestWrap(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{""}, wrap("", 5))
	assert.Equal(t, []string{"a b", "cd"}, wrap(" a  b cd", 4))
	assert.Equal(t, []string{"abcde", "fgh i"}, wrap("abcdefgh i", 5))
	assert.Equal(t, []string{"ab", "cdefg", "h"}, wrap("ab cdefgh", 5))
	assert.Equal(t, []string{"abc", "40 % d"}, wrap("abc 40 % d", 6))
}
