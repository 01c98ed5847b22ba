package archetype_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
)

func TestEveryKindHasAWholeProfile(t *testing.T) {
	for _, kind := range archetype.All() {
		t.Run(kind.String(), func(t *testing.T) {
			page := kind.Profile()
			assert.Equal(t, kind, page.Kind)
			assert.NotEmpty(t, page.Name)
			for name, lines := range map[string][]string{
				"signs": page.Signs, "approach": page.Approach, "avoid": page.Avoid,
			} {
				require.NotEmpty(t, lines, name)
				for _, line := range lines {
					assert.True(t, strings.HasSuffix(strings.TrimRight(line, `"`), ".") || strings.HasSuffix(line, `?"`),
						"a sentence: %q", line)
					assert.Less(t, len(line), 120, "short enough to read on the phone: %q", line)
				}
			}
			assert.NotEmpty(t, page.MayChange)
		})
	}
}

// What every plan must hold, and in which order, whoever the client is.
func TestPlans(t *testing.T) {
	for _, kind := range archetype.All() {
		t.Run(kind.String(), func(t *testing.T) {
			plan := kind.Profile().Steps
			for _, step := range plan {
				assert.Contains(t, archetype.Steps(), step)
			}
			assert.Len(t, slices.Compact(slices.Sorted(slices.Values(plan))), len(plan), "each step once")
			for _, step := range []archetype.Step{
				archetype.Listen, archetype.Apologise, archetype.Fix, archetype.Compensate, archetype.Record,
			} {
				assert.Contains(t, plan, step)
			}
			at := func(step archetype.Step) int { return slices.Index(plan, step) }
			assert.Less(t, at(archetype.Apologise), at(archetype.Compensate), "sorry comes before money")
			assert.Less(t, at(archetype.Compensate), at(archetype.Record))
			assert.Equal(t, archetype.Prevent, plan[len(plan)-1])
		})
	}
}

// What sets the kinds apart.
func TestPlansSuitTheKind(t *testing.T) {
	plan := func(kind archetype.Kind) []archetype.Step { return kind.Profile().Steps }
	assert.Equal(t, archetype.ReachOut, plan(archetype.Quiet)[0], "do not wait for a complaint")
	assert.Equal(t, archetype.Listen, plan(archetype.Furious)[0], "let them finish")
	assert.Contains(t, plan(archetype.Key), archetype.Senior)
	assert.Contains(t, plan(archetype.KnowItAll), archetype.Figures)
	assert.Contains(t, plan(archetype.Furious), archetype.Choice)
	assert.Contains(t, plan(archetype.Negativist), archetype.Write)

	entitled := plan(archetype.Entitled)
	assert.Less(t, slices.Index(entitled, archetype.Verify), slices.Index(entitled, archetype.Compensate),
		"evidence before money")
	for _, kind := range []archetype.Kind{archetype.Furious, archetype.Entitled, archetype.Negativist} {
		assert.NotContains(t, plan(kind), archetype.GoBeyond, "%s: insistence raises nothing", kind)
	}
}

func TestPlan(t *testing.T) {
	entitled := archetype.Entitled.Profile().Steps
	assert.Equal(t, entitled, archetype.Entitled.Plan())
	assert.Equal(t, entitled, archetype.Entitled.Plan(archetype.Verify, archetype.Prevent), "each step once")
	assert.Equal(t, append([]archetype.Step{archetype.Disclose}, entitled...), archetype.Entitled.Plan(archetype.Disclose))
	assert.Equal(t, append(entitled, "call_the_bank"), archetype.Entitled.Plan("call_the_bank", "call_the_bank"))

	quiet := archetype.Quiet.Plan("flowers", archetype.Write, archetype.Explain)
	at := func(step archetype.Step) int { return slices.Index(quiet, step) }
	assert.Equal(t, at(archetype.FollowUp), at(archetype.Write)+1, "written down before the follow-up")
	assert.Equal(t, at(archetype.Fix), at(archetype.Explain)+1)
	assert.Equal(t, len(quiet)-1, at("flowers"))

	assert.Equal(t, []archetype.Step{archetype.Listen}, archetype.Kind("").Plan(archetype.Listen), "no kind has no plan of its own")
}

func TestProfileIsACopy(t *testing.T) {
	page := archetype.Key.Profile()
	page.Steps[0] = "run"
	page.Signs[0] = "?"
	assert.Equal(t, archetype.Disclose, archetype.Key.Profile().Steps[0])
	assert.NotEqual(t, "?", archetype.Key.Profile().Signs[0])
}

func TestNoProfileForWhatIsNoKind(t *testing.T) {
	assert.Zero(t, archetype.Kind("").Profile())
	assert.Zero(t, archetype.Kind("angry").Profile())
}

func TestStepText(t *testing.T) {
	seen := map[string]archetype.Step{}
	for _, step := range archetype.Steps() {
		text := step.Text()
		assert.NotEqual(t, strings.ReplaceAll(string(step), "_", " "), text, "%s has a sentence", step)
		assert.Empty(t, seen[text], "%s says the same as another", step)
		seen[text] = step
	}
	assert.Equal(t, "call the supplier", archetype.Step("call_the_supplier").Text())
	assert.Empty(t, archetype.Step("").Text())
}

func TestProfileJSON(t *testing.T) {
	data, err := json.Marshal(archetype.Whiny.Profile())
	require.NoError(t, err)
	assert.Contains(t, string(data), `"kind":"whiny"`)
	assert.Contains(t, string(data), `"steps":["listen",`)
}
