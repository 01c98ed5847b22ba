package rules

import (
	"slices"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
)

// policyForm is the whole language: every key, what it holds and what it is for.
var policyForm = &form{
	name: "a policy", holds: mapping, says: "a mapping with the keys policy, version, currency, lanes, ...",
	keys: []key{
		{name: "language", form: oneOf("1"), about: "Version of the policy language; 1 if left out."},
		{name: "policy", form: policyName, required: true, about: "The policy's name."},
		{name: "version", form: anyText, required: true, about: "Any text; stored with every decision."},
		{name: "currency", form: currencyForm, required: true, about: "ISO 4217 code of all money in the policy and its cases."},
		{name: "rounding", form: oneOf("half_up", "half_even", "down", "up"), about: "How amounts are rounded to the currency's minor unit; half_up if left out."},
		{name: "zone", form: zoneForm, about: "Time zone in which days and periods are counted; UTC if left out."},
		{name: "about", form: anyText, about: "What the policy is for."},
		{name: "facts", form: factsForm, about: "Facts of your own, and standard facts narrowed."},
		{name: "rates", form: ratesForm, about: "Named numbers; a table of dates gives the one in force on incident.date."},
		{name: "definitions", form: definitionsForm, about: "Named expressions, usable in any other."},
		{name: "holidays", form: &form{holds: list, each: dateForm, says: "a list of days"}, about: "Days that workdays() leaves out, beside Saturdays and Sundays."},
		{name: "archetypes", form: listOf(archetypeForm, "a list of {kind, when}"), about: "How to tell the archetype when the case does not say it; the first line that holds."},
		{name: "lanes", form: listOf(laneForm, "a list of lanes"), required: true, about: "Evaluated in order; inside a lane rules compete, across lanes awards add up."},
		{name: "limits", form: listOf(limitForm, "a list of {at_most}"), about: "Ceilings on the whole award; only goodwill is cut."},
		{name: "budget", form: budgetForm, about: "The account that pays, and further ceilings on what is spent."},
		{name: "approval", form: listOf(approvalForm, "a list of {when, by}"), about: "Who must agree; the last line that holds."},
		{name: "response", form: listOf(responseForm, "a list of {when, do}"), about: "What is added to the archetype's plan; every line that holds."},
	},
}

var factsForm = &form{
	holds: entries, names: factName, says: "a mapping from a fact's name to its type",
	each: &form{
		name: "a fact", holds: mapping, says: "a mapping such as {type: number, min: 0}",
		keys: []key{
			{name: "type", form: oneOf("bool", "int", "number", "money", "one_of", "text", "date"), about: "Type of the fact; required for facts of your own."},
			{name: "unit", form: anyText, about: "Unit, for readers."},
			{name: "min", form: boundForm, about: "Least value that a case may carry."},
			{name: "max", form: boundForm, about: "Greatest value that a case may carry."},
			{name: "values", form: listOf(anyText, "a list of values"), about: "The only values of a one_of fact."},
			{name: "default", form: anyText, about: "Value when the case does not carry the fact."},
			{name: "about", form: anyText, about: "What the fact means."},
		},
	},
}

var ratesForm = &form{
	holds: entries, names: bareName, says: "a mapping from a rate's name to its number",
	each: &form{
		says: numberForm.says, code: numberForm.code, pattern: numberForm.pattern, problem: numberProblem, json: numberForm.json,
		or: &form{holds: entries, names: dateForm, each: numberForm, some: true, says: "a mapping from the first day to the number"},
	},
}

var definitionsForm = &form{
	holds: entries, names: bareName, each: formulaForm, says: "a mapping from a name to an expression",
}

var archetypeForm = &form{
	name: "a line of archetypes", holds: mapping, says: "a mapping such as {kind: key, when: client.tier == \"gold\"}",
	keys: []key{
		{name: "kind", form: oneOf(archetypeWords()...), required: true, about: "The archetype."},
		{name: "when", form: conditionForm, required: true, about: "When the client is taken for it."},
	},
}

var laneForm = &form{
	name: "a lane", holds: mapping, id: "lane", says: "a mapping with the keys lane and rules",
	keys: []key{
		{name: "lane", form: idForm, required: true, about: "Name of the lane."},
		{name: "about", form: anyText, about: "What the lane is for."},
		{name: "owed", form: flagForm, about: "true: due by law or contract, and never trimmed."},
		{name: "pick", form: oneOf("best", "first", "all", "one"), about: "Which of the matching rules give; best if left out."},
		{name: "when", form: conditionForm, about: "Must hold for every rule of the lane."},
		{name: "unless", form: conditionForm, about: "Must not hold for any rule of the lane."},
		{name: "depends_on_client", form: listOf(oneOf(clientFacts...), "a list of facts"), about: "Facts about the client that this owed lane may read, as in a contract with tiers."},
		{name: "rules", form: listOf(ruleForm, "a list of rules"), required: true, about: "The rules that compete."},
		{name: "adjust", form: listOf(adjustForm, "a list of {when, times}"), about: "Factors on what the lane gives; those whose condition holds multiply."},
		{name: "deduct", form: listOf(factOrLane, "a list of earlier lanes and money facts"), about: "Earlier lanes and money facts whose amount is taken off first."},
		{name: "at_least", form: moneyForm, about: "Floor of the lane's sum; never lifts zero."},
		{name: "at_most", form: moneyForm, about: "Ceiling of the lane's sum."},
		{name: "pay_from", form: moneyForm, about: "Sums are paid only if together at least this."},
		{name: "pay_above", form: moneyForm, about: "Sums are paid only if together more than this."},
	},
}

var factOrLane = &form{says: "an earlier lane or a money fact", code: codeBadName, pattern: idForm.pattern}

var ruleForm = &form{
	name: "a rule", holds: mapping, id: "id", says: "a mapping with the keys id, when and give",
	keys: []key{
		{name: "id", form: idForm, required: true, about: "Names the rule; unique in the policy."},
		{name: "about", form: anyText, about: "What the rule is for."},
		{name: "when", form: conditionForm, required: true, about: "When the rule matches."},
		{name: "unless", form: conditionForm, about: "When it does not match all the same."},
		{name: "from", form: dateForm, about: "First day in force, by incident.date."},
		{name: "until", form: dateForm, about: "Last day in force, by incident.date."},
		{name: "mode", form: oneOf("enforce", "shadow"), about: "shadow: evaluated and reported, gives nothing."},
		{name: "offer", form: oneOf("ladder", "choice"), about: "choice: the client may take any step of the list."},
		{name: "give", form: giveForm, required: true, about: "The remedies given together, or a list of steps."},
		{name: "because", form: anyText, about: "The reason, for those who explain the decision."},
	},
}

var adjustForm = &form{
	name: "a factor", holds: mapping, says: "a mapping such as {when: incident.repeats >= 1, times: 1.5}",
	keys: []key{
		{name: "id", form: idForm, about: "Names the factor in the trace."},
		{name: "when", form: conditionForm, required: true, about: "When the factor applies."},
		{name: "times", form: amountForm, required: true, about: "The factor."},
	},
}

var limitForm = &form{
	name: "a limit", holds: mapping, says: "a mapping such as {at_most: 150%}",
	keys: []key{
		{name: "id", form: idForm, about: "Names the limit in the trace."},
		{name: "remedy", form: oneOf(kindWords(nil)...), about: "The kind of remedy that is limited; all if left out."},
		{name: "at_most", form: moneyForm, required: true, about: "The ceiling, in value to the client."},
	},
}

var budgetForm = &form{
	name: "the budget", holds: mapping, says: "a mapping with the keys risk_share and pool",
	keys: []key{
		{name: "risk_share", form: shareForm, required: true, about: "Part of each price that is set aside and funds the pool."},
		{name: "pool", form: poolForm, required: true, about: "The account that pays; braces hold facts."},
		{name: "caps", form: listOf(capForm, "a list of caps"), about: "Further ceilings, in cost to us; each is an account of its own."},
		{name: "cost", form: &form{
			name: "the cost shares", holds: mapping, says: "a mapping such as {redo: 60%}", keys: costKeys(),
		}, about: "What a remedy costs us, as a share of its value; 100% if left out."},
		{name: "if_short", form: oneOf(string(compensation.Trim), string(compensation.Next), string(compensation.Review)), about: "What to do when there is not room enough; trim if left out."},
	},
}

var capForm = &form{
	name: "a cap", holds: mapping, says: "a mapping such as {per: client.id, every: year, at_most: 200}",
	keys: []key{
		{name: "id", form: idForm, about: "Names the cap and its account."},
		{name: "per", form: &form{
			says: factName.says, code: factName.code, pattern: factName.pattern, or: listOf(factName, "a list of facts"),
		}, about: "The fact, or the list of facts, that each have a ceiling of their own; one for all if left out."},
		{name: "every", form: oneOf("day", "week", "month", "quarter", "year"), about: "Period of the calendar after which the ceiling starts anew; for ever if left out."},
		{name: "at_most", form: moneyForm, about: "Ceiling of what is spent."},
		{name: "count", form: amountForm, about: "Ceiling of the number of goodwill awards."},
	},
}

var approvalForm = &form{
	name: "a line of approval", holds: mapping, says: "a mapping such as {when: total.cost > 50, by: team_lead}",
	keys: []key{
		{name: "id", form: idForm, about: "Names the line in the trace."},
		{name: "when", form: conditionForm, required: true, about: "When somebody must agree."},
		{name: "by", form: anyText, required: true, about: "Who."},
	},
}

var responseForm = &form{
	name: "a line of response", holds: mapping, says: "a mapping such as {when: incident.found_by == \"us\", do: [disclose]}",
	keys: []key{
		{name: "id", form: idForm, about: "Names the line."},
		{name: "when", form: conditionForm, about: "When the line holds; always if left out."},
		{name: "do", form: listOf(doWord, "a list of steps"), about: "Steps of the archetype's plan, or words of your own."},
		{name: "follow_up", form: spanForm, about: "When to ask whether all is well."},
	},
}

func archetypeWords() []string {
	var words []string
	for _, kind := range archetype.All() {
		if kind != archetype.Unknown {
			words = append(words, kind.String())
		}
	}
	return words
}

// clientFacts are what an owed lane must not read unless it says so.
var clientFacts = []string{
	"client.archetype", "client.tier", "client.annual_value", "history.claims_12m", "history.compensated_12m",
}

func costKeys() []key {
	var keys []key
	for _, kind := range kinds {
		if kind.name != compensation.Apology {
			keys = append(keys, key{name: string(kind.name), form: shareForm, about: "Cost of a " + kind.says + " as a share of its value."})
		}
	}
	return slices.Clip(keys)
}
