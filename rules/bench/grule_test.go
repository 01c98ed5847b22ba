package bench_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hyperjumptech/grule-rule-engine/ast"
	"github.com/hyperjumptech/grule-rule-engine/builder"
	"github.com/hyperjumptech/grule-rule-engine/engine"
	"github.com/hyperjumptech/grule-rule-engine/logger"
	"github.com/hyperjumptech/grule-rule-engine/pkg"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/rules/bench/sample"
)

// gruleFacts is a case as grule reads it: fields by reflection.
type gruleFacts struct {
	Severity, Repeats, Tenure, Duration, AnnualValue, Price int64
	Uptime                                                  float64
	Tier, Failure, Responsibility, Kind, Region             string
	Asked, Fixable                                          bool
}

var gruleFields = [...]string{
	sample.Asked: "Asked", sample.Fixable: "Fixable", sample.Tier: "Tier",
	sample.Severity: "Severity", sample.Failure: "Failure", sample.Repeats: "Repeats",
	sample.Responsibility: "Responsibility", sample.Kind: "Kind", sample.Region: "Region",
	sample.Tenure: "Tenure", sample.Duration: "Duration", sample.Uptime: "Uptime",
	sample.AnnualValue: "AnnualValue", sample.Price: "Price",
}

// grule fetches the matching rules; nothing is executed.
func grule(tb testing.TB, policy *sample.Policy, cases []sample.Case) matcher {
	logger.SetLogLevel(logger.FatalLevel)
	library := ast.NewKnowledgeLibrary()
	source := pkg.NewBytesResource([]byte(gruleSource(policy)))
	require.NoError(tb, builder.NewRuleBuilder(library).BuildRuleFromResource("sample", "1", source))
	knowledge, err := library.NewKnowledgeBaseInstance("sample", "1")
	require.NoError(tb, err)
	inputs := each(cases, gruleOf)
	matching := &engine.GruleEngine{MaxCycle: 1, ReturnErrOnFailedRuleEvaluation: true}
	var entries []*ast.RuleEntry
	return matcher{
		match: func(which int) {
			facts := ast.NewDataContext()
			err := facts.Add("F", &inputs[which])
			if err == nil {
				entries, err = matching.FetchMatchingRules(facts, knowledge)
			}
			if err != nil {
				tb.Fatal(err)
			}
		},
		found: func() []int32 {
			found := make([]int32, len(entries))
			for i, entry := range entries {
				found[i] = place(tb, entry.RuleName)
			}
			slices.Sort(found)
			return found
		},
	}
}

func gruleSource(policy *sample.Policy) string {
	names := map[string]string{}
	for i, f := range sample.Facts() {
		names[f.Name] = "F." + gruleFields[i]
	}
	dialect := &sample.Dialect{
		And: " && ", Or: " || ", Not: "!",
		Name:   func(f *sample.Fact) string { return names[f.Name] },
		Number: sample.Minor,
		In: func(name string, f *sample.Fact, values []int64) string {
			return sample.Each(name, " == ", " || ", f, values)
		},
	}
	var b strings.Builder
	for i := range policy.Rules {
		fmt.Fprintf(&b, "rule r%d \"\" salience 0 {\n\twhen\n\t\t%s\n\tthen\n\t\tRetract(\"r%d\");\n}\n",
			i, dialect.Condition(&policy.Rules[i]), i)
	}
	return b.String()
}

func gruleOf(c *sample.Case) gruleFacts {
	facts := sample.Facts()
	word := func(place int) string { return facts[place].Values[c[place]] }
	return gruleFacts{
		Severity: c[sample.Severity], Repeats: c[sample.Repeats], Tenure: c[sample.Tenure],
		Duration: c[sample.Duration], AnnualValue: c[sample.AnnualValue], Price: c[sample.Price],
		Uptime: float64(c[sample.Uptime]) / 100,
		Tier:   word(sample.Tier), Failure: word(sample.Failure), Responsibility: word(sample.Responsibility),
		Kind: word(sample.Kind), Region: word(sample.Region),
		Asked: c[sample.Asked] == 1, Fixable: c[sample.Fixable] == 1,
	}
}
