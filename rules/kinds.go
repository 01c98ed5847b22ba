package rules

import "github.com/amendsgo/amends/compensation"

// kind describes a kind of remedy and what its body may say.
type kind struct {
	name  compensation.RemedyKind
	says  string
	about string
	whole bool // never adjusted, deducted from, limited or trimmed
	// standard is the amount when the body gives none: order.price, for a free service for each period.
	// A kind without it needs an amount, but for an apology, which has no value.
	standard bool
	short    string // an example of the short form
}

var kinds = []kind{
	{name: compensation.Payment, says: "payment", about: "Money beyond the price: a statutory sum, a proven loss.", short: "250"},
	{name: compensation.Refund, says: "refund", about: "Price given back.", short: "25%"},
	{name: compensation.Discount, says: "discount", about: "Less to pay on coming periods.", short: "15%"},
	{name: compensation.Credit, says: "credit", about: "Money on the client's account.", short: "20% of order.price"},
	{name: compensation.FreeService, says: "free service", about: "Periods at no charge; one if periods is left out.", whole: true, standard: true},
	{name: compensation.Redo, says: "redo", about: "The work done again; worth order.price unless it says otherwise.", whole: true, standard: true},
	{name: compensation.Replacement, says: "replacement", about: "The goods sent again; worth order.price unless it says otherwise.", whole: true, standard: true},
	{name: compensation.Gift, says: "gift", about: "Something small, worth its amount.", whole: true, short: "20"},
	{name: compensation.Apology, says: "apology", about: "Words; neither value nor cost.", whole: true},
}

// giveForm is what a rule gives: a step, or a list of steps.
var giveForm = &form{
	name: stepForm.name, holds: mapping, says: stepForm.says + ", or a list of such steps",
	keys: stepForm.keys, some: true,
	or: &form{holds: list, each: stepForm, some: true, says: "a list of steps"},
}

// stepForm is remedies given together.
var stepForm = &form{
	name: "a step", holds: mapping, says: "a mapping of remedies such as {refund: 25%, apology: {}}",
	some: true, keys: stepKeys(),
}

func stepKeys() []key {
	keys := make([]key, 0, len(kinds))
	for _, kind := range kinds {
		keys = append(keys, key{name: string(kind.name), form: bodyForm(kind), about: kind.about})
	}
	return keys
}

// bodyForm is a remedy's body: a mapping, or money as the short form of its amount.
func bodyForm(k kind) *form {
	body := &form{name: k.article(), holds: mapping, says: "a mapping such as {note: ...}, or {}", keys: bodyKeys(k)}
	if k.name == compensation.Apology {
		return body
	}
	body.or = &form{says: moneyForm.says + ", or a mapping", json: moneyForm.json}
	return body
}

// article is the kind in a sentence: "a refund".
func (k kind) article() string {
	if k.name == compensation.Apology {
		return "an " + k.says
	}
	return "a " + k.says
}

// bodyKeys are the keys that this kind of remedy knows.
func bodyKeys(k kind) []key {
	var keys []key
	if k.name != compensation.Apology {
		keys = append(keys,
			key{name: "amount", form: moneyForm, about: "What it is worth."},
			key{name: "percent", form: amountForm, about: "Instead of amount: a percentage."},
			key{name: "of", form: moneyForm, about: "What the percentage is of; order.price if left out."},
			key{name: "times", form: amountForm, about: "How many times: per passenger, per day."},
			key{name: "periods", form: amountForm, about: "How many periods; a period is what order.price pays for."},
			key{name: "cost", form: moneyForm, about: "What it costs us, when that is not value times the budget's share."},
		)
	}
	if !k.whole {
		keys = append(keys,
			key{name: "at_least", form: moneyForm, about: "Floor; never lifts zero."},
			key{name: "at_most", form: moneyForm, about: "Ceiling; wins over at_least."},
		)
	}
	return append(keys,
		key{name: "form", form: anyText, about: "Binds the host: cash, voucher, transfer, points, after_return."},
		key{name: "valid_days", form: amountForm, about: "Days that the offer stands, from case.date."},
		key{name: "due_days", form: amountForm, about: "Days until it must be paid, from case.date."},
		key{name: "due_workdays", form: amountForm, about: "Working days until it must be paid, from case.date."},
		key{name: "note", form: anyText, about: "Text for the agent."},
	)
}

func kindWords(keep func(kind) bool) []string {
	var words []string
	for _, k := range kinds {
		if keep == nil || keep(k) {
			words = append(words, string(k.name))
		}
	}
	return words
}

func kindOf(name string) (kind, bool) {
	for _, k := range kinds {
		if string(k.name) == name {
			return k, true
		}
	}
	return kind{}, false
}
